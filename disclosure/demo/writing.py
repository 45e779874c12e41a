"""Writing the demo's official documents. What is there already is left alone."""

from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from disclosure.models import (
    DocumentAttachment,
    Interpretation,
    InterpretationPlan,
    JointOrgan,
    Organ,
    PolicyDocumentPage,
    Relation,
    Topic,
)
from home.demo.building import body_of, day_of, moment_of, picture_named, workbook_named
from home.demo.manuscripts import Manuscript, manuscripts_in
from home.models import ArticlePage, ColumnPage
from home.slugs import free_slug
from lifecycle.first_publication import carry_over

TEXTS = Path(__file__).with_name("documents.md")
# Codes of an invented city; there is no such division as 9900.
CODES = {
    "云汀市人民政府": "11990000MB1A00001R",
    "云汀市人民政府办公室": "11990000MB1A00002H",
    "云汀市人力资源和社会保障局": "11990000MB1A00003X",
    "云汀市财政局": "11990000MB1A00004Y",
}


def write() -> int:
    """Write what is missing of the demo's documents; return how many were written."""
    column = ColumnPage.objects.filter(slug="zhengce").first()
    if column is None:
        return 0
    manuscripts = manuscripts_in(TEXTS.read_text(encoding="utf-8"))
    # The oldest first: what a document acts on is there before it.
    return sum(_document(column, each) for each in sorted(manuscripts, key=_written_on))


def _written_on(manuscript: Manuscript) -> str:
    return day_of(manuscript.facts["written"]).isoformat()


@transaction.atomic
def _document(column: ColumnPage, manuscript: Manuscript) -> bool:
    if PolicyDocumentPage.objects.child_of(column).filter(title=manuscript.title).exists():
        return False
    facts = manuscript.facts
    document = PolicyDocumentPage(
        title=manuscript.title,
        slug=free_slug(manuscript.title, column),
        number=facts["number"],
        organ=organ_named(facts["organ"]),
        genre=facts.get("genre", "notice"),
        rank=facts.get("rank", "ordinary"),
        topic=Topic.objects.exclude(parent=None).get(name=facts["topic"]),
        keywords=facts.get("keywords", ""),
        written_on=day_of(facts["written"]),
        effective_on=day_of(facts["effective"]) if "effective" in facts else None,
        expires_on=day_of(facts["expires"]) if "expires" in facts else None,
        needs_interpretation="plan" in facts,
        short_title=facts.get("short", ""),
        summary=facts.get("summary", ""),
        source=facts.get("source", ""),
        responsible_editor=facts.get("editor", ""),
        cover=picture_named(facts["cover"]) if "cover" in facts else None,
        displayed_at=moment_of(facts["day"]) if "day" in facts else None,
        body=body_of(manuscript),
        live=False,
    )
    _add_parts(document, facts)
    column.add_child(instance=document)
    if "draft" in facts:
        document.save_revision()
        return True
    if shown := document.displayed_at:
        _carry_over(document, shown)
    document.save_revision().publish()
    if shown:
        PolicyDocumentPage.objects.filter(pk=document.pk).update(last_published_at=shown)
    for form, _, title in (line.partition(" | ") for line in _lines(facts, "interpretation")):
        page = ArticlePage.objects.filter(title=title).first()
        if page is not None:
            Interpretation.objects.get_or_create(
                document_id=document.pk, page_id=page.pk, defaults={"form": form}
            )
    return True


def _add_parts(document: PolicyDocumentPage, facts: dict[str, str]) -> None:
    for name in _lines(facts, "joint"):
        document.joint_organs.add(JointOrgan(organ=organ_named(name)))
    for name in _lines(facts, "attachment"):
        document.attachments.add(DocumentAttachment(file=workbook_named(name)))
    for line in _lines(facts, "plan"):
        form, who, days = line.split(" | ")
        document.plans.add(InterpretationPlan(form=form, who=who, due_on=day_of(days)))
    for line in _lines(facts, "acts"):
        deed, title, number, part, note = [*map(str.strip, line.split("|")), "", "", ""][:5]
        target = PolicyDocumentPage.objects.filter(title=title).first()
        document.acts.add(
            Relation(
                deed=deed, target=target, title=title, number=number, in_part=bool(part), note=note
            )
        )


def _carry_over(document: PolicyDocumentPage, shown: datetime) -> None:
    """Let it have been public since it says so, so that nothing takes it for today's news."""
    if shown < timezone.now() - timedelta(minutes=1):
        carry_over(document, shown, "云汀市旧版网站的发布记录（演示）")


def organ_named(name: str) -> Organ:
    organ, _made = Organ.objects.get_or_create(name=name, defaults={"code": CODES.get(name, "")})
    return organ


def _lines(facts: dict[str, str], name: str) -> list[str]:
    return [line for line in facts.get(name, "").splitlines() if line]
