"""Sites with something of every kind in them, and the people who work on them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import wagtail_factories
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.admin.models import EditingSession
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Site, TaskState

from contributions.models import Adoption
from contributions.offering import offer
from disclosure.causes import Cause
from disclosure.models import ImportBatch, Organ, Proposal
from disclosure.models.proposal import Standing
from home.models import HomePage
from interviews.states import State
from lifecycle.changing import Said, say
from lifecycle.models import Change, ChangeKind, Withdrawal
from releases import composing
from reviews.models import Emergency
from subsites.models import SubsiteTemplate, Unit
from syndication.models import Account, ChannelCopy, HumanTask, Payload, Route
from tests.disclosure.factories import PowerListIndexPageFactory, PowerListPageFactory, recorded
from tests.home.factories import ArticlePageFactory
from tests.interviews.factories import InterviewIndexPageFactory, asked, brought_to, interview
from tests.subsites.factories import facts, home_of, make_site

ROLES = ("editors", "reviewers")
WORDS = {"editors": "编辑", "reviewers": "审核"}


@dataclass
class Place:
    """One site with its things by the names that addresses give them; `mark` is in every title."""

    mark: str
    things: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)


def make_place(number: int, main: HomePage) -> Place:
    mark = f"qxz{number}marks"
    said = facts(number, name=f"云汀市{mark}局", short_name=f"{mark}局", slug=f"unit-{number}")
    unit = make_site(said)
    place = Place(mark)
    _people(place, unit)
    _pages(place, unit)
    _files(place, unit)
    _lists(place, unit, main)
    _interview(place)
    _channels(place)
    _contributions(place)
    _lives(place)
    _release(place)
    place.things |= {
        "unit": unit,
        "user": place.people["editors"],
        "group": Group.objects.get(name=f"{unit.name}·编辑"),
        "site": Site.objects.first(),
        "template": SubsiteTemplate.objects.first(),
    }
    return place


def _people(place: Place, unit: Unit) -> None:
    for role in ROLES:
        user = get_user_model().objects.create_user(
            f"{role}-{place.mark}", f"{role}-{place.mark}@example.com", "x"
        )
        user.groups.add(Group.objects.get(name=f"{unit.name}·{WORDS[role]}"))
        place.people[role] = user


def _pages(place: Place, unit: Unit) -> None:
    home = home_of(unit)
    column = home.get_children().get(title="部门动态").specific
    column.title = f"动态{place.mark}"
    column.save_revision().publish()
    live = ArticlePageFactory(parent=column, title=f"已发{place.mark}", slug="live")
    live.save_revision(user=place.people["editors"]).publish()
    alias = live.create_alias(parent=column, update_slug="alias")
    emergency = Emergency.objects.create(
        page=live, page_ref=live.pk, page_title=live.title, digest="0" * 64, workflow_ref=0,
        workflow_name=place.mark, reason=place.mark, answerable=place.mark,
        due_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    draft = ArticlePageFactory(parent=column, title=f"草稿{place.mark}", slug="draft", live=False)
    revision = draft.save_revision(user=place.people["editors"])
    workflow = home.get_workflow()
    state = workflow.start(draft, place.people["editors"])
    task = TaskState.objects.get(workflow_state=state)
    session = EditingSession.objects.create(
        user=place.people["editors"], content_object=draft, last_seen_at="2026-01-01T00:00:00Z"
    )
    place.things |= {
        "home": home, "column": column, "live": live, "page": draft, "revision": revision,
        "workflow": workflow, "workflow_state": state, "task_state": task, "task": task.task,
        "session": session, "alias": alias, "emergency": emergency,
    }  # fmt: skip


def _files(place: Place, unit: Unit) -> None:
    collection = Collection.objects.get(name=unit.name)
    image = wagtail_factories.ImageFactory(title=f"图{place.mark}", collection=collection)
    document = get_document_model().objects.create(
        title=f"文件{place.mark}", file=ContentFile(b"x", name="x.txt"), collection=collection
    )
    assert isinstance(image, get_image_model())
    place.things |= {"collection": collection, "image": image, "document": document}


def _lists(place: Place, unit: Unit, main: HomePage) -> None:
    index = main.get_children().filter(slug="lists").first()
    index = index.specific if index else PowerListIndexPageFactory(parent=main)
    organ = Organ.objects.get(name=unit.name)
    power_list = PowerListPageFactory(parent=index, organ=organ, title="公开的清单")
    [item] = recorded(power_list)
    batch = ImportBatch.objects.create(
        power_list=power_list, file_name=f"{place.mark}.xlsx", sha256="0" * 64,
        standing=Standing.SUBMITTED,
    )  # fmt: skip
    proposal = Proposal.objects.create(
        power_list=power_list, cause=Cause.NEW, reason=place.mark, effective_on=date(2026, 1, 1),
        fields={"name": f"事项{place.mark}", "kind": "行政许可"}, standing=Standing.SUBMITTED,
    )  # fmt: skip
    place.things |= {
        "organ": organ, "list": power_list, "item": item, "batch": batch, "proposal": proposal,
    }  # fmt: skip


def _interview(place: Place) -> None:
    index = InterviewIndexPageFactory(parent=place.things["home"], title=f"访谈栏目{place.mark}")
    sitting = interview(index, title=f"访谈{place.mark}").sitting
    brought_to(sitting, State.LIVE)
    question = asked(sitting, f"什么时候修路{place.mark}？")
    place.things |= {"sitting": sitting, "question": question}


def _release(place: Place) -> None:
    editor, page = place.people["editors"], place.things["page"]
    release = composing.make(f"联合发布{place.mark}", None, editor)
    entry = composing.add(release, page, editor)
    place.things |= {"release": release, "release_entry": entry}


def _channels(place: Place) -> None:
    account = Account.objects.create(kind="weibo", name=f"账号{place.mark}", app_id=place.mark)
    live = place.things["live"]
    payload = Payload.objects.freeze("weibo", {"text": live.title})
    copy = ChannelCopy.objects.create(
        page=live, page_ref=live.pk, account=account, title=live.title, payload=payload
    )
    place.things |= {
        "account": account,
        "copy": copy,
        "route": Route.objects.create(account=account, root=place.things["home"]),
        "human_task": HumanTask.objects.create(kind="delete", account=account, copy=copy),
    }


def _contributions(place: Place) -> None:
    contribution = offer(place.things["live"], place.people["editors"])
    place.things |= {
        "contribution": contribution,
        "adoption": Adoption.objects.create(
            contribution=contribution, way="reference", page_ref=0, column_title="要闻",
            adopted_by_name="主站", adopted_at=contribution.offered_at,
        ),
    }  # fmt: skip


def _lives(place: Place) -> None:
    column = place.things["column"]
    page = ArticlePageFactory(parent=column, title=f"撤下{place.mark}", slug="withdrawn")
    page.save_revision().publish()
    page.refresh_from_db()
    page.title = f"更正{place.mark}"
    say(page, Said(ChangeKind.CORRECTION, "旧", "新"))
    page.save_revision().publish()
    page.unpublish()
    place.things |= {
        "withdrawal": Withdrawal.objects.get(page_ref=page.pk),
        "change": Change.objects.get(page_ref=page.pk),
    }
