"""An interview told to other channels, at each of its three moments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews import moments
from interviews.dialogues import asking_turns, grouped, ranked
from interviews.models import InterviewPage
from interviews.moving import move_to
from interviews.record import acts
from interviews.record.kinds import Part
from interviews.record.projection import Picture, SpeakerState, TurnState
from interviews.roles import Role
from interviews.states import State
from interviews.telling import SHORT_TITLE, short_title
from story import Dialogue, Moment, Stage, Syndicatable, Unfolding, plain, stages_of
from tests.interviews.factories import BEGIN, asked, brought_to, host, said


def told(page, moment: Moment = Moment.FINAL):
    return InterviewPage.objects.get(pk=page.pk).syndication_story_at(moment)


def dialogues(page) -> list[Dialogue]:
    return [block for block in told(page).body if isinstance(block, Dialogue)]


def stages(page) -> dict[Moment, Stage]:
    return dict(stages_of(InterviewPage.objects.get(pk=page.pk)))


def test_each_state_says_which_moments_have_come(page):
    sitting = page.sitting
    assert isinstance(page, Syndicatable) and isinstance(page, Unfolding)
    coming, over, is_open = Stage.COMING, Stage.OVER, Stage.OPEN
    assert list(stages(page).values()) == [coming, coming]
    brought_to(sitting, State.ANNOUNCED)
    assert list(stages(page).values()) == [is_open, coming]
    brought_to(sitting, State.LIVE)
    assert list(stages(page).values()) == [over, is_open]
    brought_to(sitting, State.DRAFT)
    # A reviewer can look at what will go out.
    assert list(stages(page).values()) == [over, over, coming]
    brought_to(sitting, State.REVIEWED)
    assert list(stages(page).values()) == [over, over, is_open]
    move_to(sitting, State.DRAFT, None)
    assert list(stages(page).values()) == [over, over, over]


def test_an_announcement_tells_when_and_with_whom(page):
    brought_to(page.sitting, State.ANNOUNCED)

    story = told(page, Moment.ANNOUNCE)

    assert story.title == "访谈预告｜老旧小区怎么改"
    assert story.digest == (
        "2026年9月17日（星期四）9:30–11:30，市住房和城乡建设局局长周明做客在线访谈，欢迎提问。"
    )
    facts = plain(story.body[0].runs).splitlines()
    assert facts[0] == "时间：2026年9月17日（星期四）9:30–11:30"
    assert "嘉宾：周明（市住房和城乡建设局局长）" in facts
    assert not [block for block in story.body if isinstance(block, Dialogue)]


def test_a_record_is_told_question_by_question(page, live, picture):
    quiet, loud = asked(live, "停车怎么办？"), asked(live, "何时装电梯？", nickname="河东老周")
    type(loud).objects.filter(pk=loud.pk).update(votes=9)
    said(live, quiet.text, speaker=host(live), asks=quiet)
    said(live, "正在规划。", answers=quiet)
    said(live, loud.text, speaker=host(live), asks=loud)
    said(live, "年底前。\n已有30台。", answers=loud, pictures=[Picture(picture.pk, "施工现场")])
    gone = said(live, "说错的话")
    acts.withdraw(live, gone.number, None)
    brought_to(live, State.ARCHIVED)

    opening, first, second = dialogues(page)

    assert [each.title for each in (opening, first, second)] == [
        "开场", "停车怎么办？", "何时装电梯？",
    ]  # fmt: skip
    assert (opening.rank, second.rank, first.rank) == (0, 1, 2)
    assert [turn.asks for turn in second.turns] == [True, False]
    answer = second.turns[1]
    assert (answer.speaker, answer.post) == ("周明", "市住房和城乡建设局局长")
    assert [plain(line) for line in answer.paragraphs] == ["年底前。", "已有30台。"]
    [image] = answer.images
    assert told(page).cover == image.picture
    assert second.url.endswith(f"#{second.key}")


def test_a_correction_changes_the_record_and_nothing_else(page, archived):
    before = {moment: told(page, moment) for moment in Moment}
    turn = archived.turns.get()

    acts.edit(archived, 1, turn.version, "各位市民好。", None, note="称呼有误")

    after = {moment: told(page, moment) for moment in Moment}
    assert before[Moment.FINAL].version != after[Moment.FINAL].version
    assert "（更正：称呼有误）" in plain(after[Moment.FINAL].body[-1].turns[-1].runs)
    for moment in (Moment.ANNOUNCE, Moment.LIVE):
        assert before[moment] == after[moment]


def test_a_record_is_told_as_it_was_approved(page, live):
    brought_to(live, State.REVIEWED)
    before = told(page)
    move_to(live, State.DRAFT, None)
    turn = live.turns.first()
    acts.edit(live, turn.number, turn.version, "还没有人审过的话", None)
    assert told(page) == before
    move_to(live, State.REVIEWED, None)
    assert told(page) != before


def test_whoever_let_it_be_told_is_named(page, django_user_model):
    user = django_user_model.objects.create_superuser("主任")
    move_to(page.sitting, State.ANNOUNCED, user)
    assert told(page, Moment.ANNOUNCE).published_by == "主任"


@given(st.text(min_size=1, max_size=60), st.sampled_from(list(Moment)))
def test_a_short_title_is_marked_if_there_is_room_and_never_cut(title, moment):
    short = short_title(title, moment)
    assert short.endswith(title)
    assert len(short) <= SHORT_TITLE or short == title


ROLES = [Role.HOST, Role.GUEST, Role.CITIZEN]
SPEAKERS = {
    number: SpeakerState(number, name, "", role, None, "")
    for number, (name, role) in enumerate(zip("林周网", ROLES, strict=True), 1)
}
turns = st.lists(
    st.tuples(
        st.sampled_from([1, 2, 3]),
        st.sampled_from(list(Part)),
        st.none() | st.integers(1, 3),
        st.text(max_size=30),
    ),
    max_size=20,
).map(
    lambda some: [
        TurnState(n, n, speaker, text, (), BEGIN, part=part, question=question)
        for n, (speaker, part, question, text) in enumerate(some, 1)
    ]
)


@given(turns, st.dictionaries(st.integers(1, 3), st.integers(0, 50)))
def test_whatever_was_said_every_turn_is_in_one_dialogue_and_in_its_order(some, votes):
    asking = asking_turns(some, SPEAKERS)
    groups = grouped(some, asking)
    assert [turn for group in groups for turn in group] == some
    assert sorted(ranked(groups, asking, votes)) == list(range(len(groups)))
    # Only the first group may be without a question.
    assert all(group[0].number in asking for group in groups[1:])


@pytest.mark.parametrize("state", [State.LIVE, State.DRAFT, State.ARCHIVED])
def test_the_page_names_a_version_for_each_moment_that_has_come(client, page, state):
    brought_to(page.sitting, state)
    page.save_revision().publish()
    fresh = InterviewPage.objects.get(pk=page.pk)
    html = client.get(page.url).content.decode()
    come = [moment for moment, stage in stages(page).items() if stage != Stage.COMING]
    assert come
    for moment in come:
        version = told(page, moment).version
        assert f'<meta name="story-version" content="{version}">' in html
        assert version == moments.version_of(fresh, moment)
