"""Reports and weekly tasks in the admin: each department sees its own."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from search.log import weekly
from search.log.hot import hot_words
from search.models import HiddenWord, OwedQuery, SearchTask
from tests.disclosure.factories import OrganFactory
from tests.disclosure.people import member
from tests.search.log.factories import MONDAY, QueryDayFactory
from tests.search.log.test_weekly import NEXT

pytestmark = pytest.mark.django_db
REPORTS = {"week": MONDAY.isoformat()}


@pytest.fixture
def main_editor(client: Client, django_user_model) -> Client:
    rights = ("read_search_reports", "see_all_departments", "answer_queries", "add_synonym")
    client.force_login(member(django_user_model, "main", *rights))
    return client


@pytest.fixture
def water(django_user_model) -> Client:
    """An editor of one department."""
    group = Group.objects.create(name="水务局编辑")
    OrganFactory(name="水务局", editors=group)
    rights = ("read_search_reports", "answer_queries")
    client = Client()
    client.force_login(member(django_user_model, "water", *rights, group=group))
    return client


@pytest.fixture
def week() -> None:
    QueryDayFactory(said="公积金", department="住建局", shown=4, clicked=2)
    QueryDayFactory(said="取水证", department="水务局", nothing=10)
    QueryDayFactory(said="河长", department="水务局", shown=4)
    QueryDayFactory(said="=1+1", nothing=10)


def said_in(client: Client, **asked: str) -> list[str]:
    shown = client.get(reverse("search_admin:reports"), REPORTS | asked)
    return [row.said for row in shown.context["rows"]]


@pytest.mark.usefixtures("week")
class TestReports:
    def test_the_main_editors_see_all_and_narrow_it(self, main_editor):
        assert len(said_in(main_editor)) == 4
        assert said_in(main_editor, report="nothing") == ["=1+1", "取水证"]
        assert said_in(main_editor, report="no_click") == ["河长"]
        assert said_in(main_editor, report="nothing", department="水务局") == ["取水证"]
        assert said_in(main_editor, department="-") == ["=1+1"]

    def test_a_department_sees_its_own_whatever_it_asks_for(self, water):
        assert said_in(water) == ["取水证", "河长"]
        assert said_in(water, department="住建局") == []
        assert said_in(water, department="-", report="nothing") == []

    def test_a_department_sees_its_own_however_its_name_is_spaced(self, django_user_model):
        group = Group.objects.create(name="二科编辑")
        OrganFactory(name="水务局\u00a0 二科", editors=group)
        client = Client()
        client.force_login(member(django_user_model, "two", "read_search_reports", group=group))
        QueryDayFactory(said="打井", department="水务局 二科")
        assert said_in(client) == ["打井"]

    def test_nonsense_shows_this_week(self, main_editor):
        assert said_in(main_editor, week="x", report="x", page="x") == []

    @pytest.mark.parametrize("week", ["9999-12-31", "0001-01-01", "9999-W52-7", "2026-02-30"])
    def test_a_week_outside_of_all_calendars_shows_a_page(self, main_editor, week):
        for form in ("", "csv", "xlsx"):
            answer = main_editor.get(
                reverse("search_admin:reports"), {"week": week, "format": form, "page": "9" * 400}
            )
            assert answer.status_code == 200

    def test_it_can_be_taken_along_without_formulas(self, main_editor, water):
        url = reverse("search_admin:reports")
        asked = REPORTS | {"report": "nothing"}
        file = main_editor.get(url, asked | {"format": "xlsx"})
        rows = list(load_workbook(BytesIO(b"".join(file.streaming_content))).active.values)
        assert rows[1][:4] == ("'=1+1", None, "10", "8")
        csv = b"".join(water.get(url, asked | {"format": "csv"}).streaming_content).decode()
        assert "取水证,水务局,10,8,10,0,0" in csv
        assert "1+1" not in csv

    def test_words_are_hidden_and_shown_again_by_main_editors_only(self, main_editor, water):
        url = reverse("search_admin:hide")
        assert water.post(url, {"said": "公积金"}).status_code == 302
        assert "公积金" not in main_editor.get(reverse("search_admin:reports")).context["hidden"]
        main_editor.post(url, {"said": "公积金", "back": "https://evil.example/"})
        shown = main_editor.get(reverse("search_admin:reports"), REPORTS)
        assert list(shown.context["hidden"]) == ["公积金"]
        main_editor.post(url, {"said": "公积金", "again": "1"})
        shown = main_editor.get(reverse("search_admin:reports"), REPORTS)
        assert not shown.context["hidden"]
        assert hot_words() == []

    @pytest.mark.parametrize("back", ["", "x", "9" * 400, "\0", "//evil.example", "/admin/"])
    @pytest.mark.parametrize("said", ["\0", "", "公积金\0", "x" * 10_000])
    def test_whatever_is_hidden_leads_back_into_the_admin(self, main_editor, said, back):
        answer = main_editor.post(reverse("search_admin:hide"), {"said": said, "back": back})
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/")
        assert not any("\0" in word.said for word in HiddenWord.objects.all())


@pytest.mark.usefixtures("week")
class TestTasks:
    def test_a_department_answers_its_own_task(self, water):
        weekly.make(NEXT)
        (task,) = water.get(reverse("search_admin:tasks")).context["page"]
        assert (task.department, task.of_open) == ("水务局", 2)
        page = water.get(reverse("search_admin:task", args=[task.pk])).content.decode()
        assert "取水证" in page
        for query in task.queries.all():
            url = reverse("search_admin:answer", args=[query.pk])
            water.post(url, {"answer": "observed"})
            assert OwedQuery.objects.get(pk=query.pk).state == "open"
            water.post(url, {"answer": "published"})
        assert not water.get(reverse("search_admin:tasks")).context["page"].object_list
        assert OwedQuery.objects.filter(settled_by__username="water").count() == 2

    def test_anothers_task_is_nobodys_business(self, water):
        weekly.make(NEXT)
        other = SearchTask.objects.get(department="")
        assert water.get(reverse("search_admin:task", args=[other.pk])).status_code == 404
        url = reverse("search_admin:answer", args=[other.queries.get().pk])
        assert water.post(url, {"answer": "published"}).status_code == 404

    def test_what_waits_is_on_the_admins_first_page(self, main_editor):
        weekly.make(NEXT)
        page = main_editor.get(reverse("wagtailadmin_home")).content.decode()
        assert "owed-queries" in page

    def test_long_lists_take_no_more_queries(self, main_editor, django_assert_max_num_queries):
        def cost(name: str, *args: int) -> int:
            with django_assert_max_num_queries(60) as asked:
                main_editor.get(reverse(name, args=args), REPORTS | {"show": "all"})
            return len(asked)

        weekly.make(NEXT)
        task = SearchTask.objects.get(department="水务局")
        screens = (
            ("search_admin:tasks",), ("search_admin:reports",), ("search_admin:task", task.pk),
        )  # fmt: skip
        few = [cost(*each) for each in screens]
        for number in range(5):
            QueryDayFactory(said=f"水{number}", department="水务局", nothing=10)
            QueryDayFactory(said=f"别{number}", department=f"第{number}局", nothing=10)
        weekly.make(NEXT)
        assert [cost(*each) for each in screens] == few

    def test_nobody_without_a_right_sees_any_of_it(self, client, django_user_model):
        client.force_login(member(django_user_model, "somebody"))
        for name in ("search_admin:reports", "search_admin:tasks"):
            assert client.get(reverse(name)).status_code in (302, 403)
        assert "owed-queries" not in client.get(reverse("wagtailadmin_home")).content.decode()
