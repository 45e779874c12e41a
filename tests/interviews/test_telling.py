"""An interview told to other channels, in each of its three moments."""

from interviews.models import InterviewPage
from interviews.record import acts
from interviews.record.projection import Picture
from interviews.states import State
from story import Image, Moment, Syndicatable, Turn, plain
from tests.interviews.factories import asked, brought_to, said


def _told(page):
    return InterviewPage.objects.get(pk=page.pk).syndication_story()


def test_an_announcement_tells_when_and_with_whom(page):
    brought_to(page.sitting, State.ANNOUNCED)

    story = _told(page)

    assert isinstance(page, Syndicatable)
    assert story.moment == Moment.ANNOUNCE
    words = [plain(cell) for row in story.body[0].rows for cell in row]
    assert "周明 市住房和城乡建设局局长" in words
    assert not [block for block in story.body if isinstance(block, Turn)]


def test_the_moment_follows_the_state(page):
    brought_to(page.sitting, State.LIVE)
    assert _told(page).moment == Moment.LIVE

    brought_to(page.sitting, State.ARCHIVED)
    assert _told(page).moment == Moment.FINAL


def test_a_transcript_is_told_turn_by_turn(page, live, picture):
    said(live, "今年开工30台。", pictures=[Picture(picture.pk, "施工现场")])
    said(live, asks=asked(live, nickname="河东老周"), speaker=live.speakers.first())
    gone = said(live, "说错的话")
    acts.withdraw(live, gone.number, None)

    story = _told(page)

    turns = [block for block in story.body if isinstance(block, Turn)]
    assert [(turn.speaker, turn.role) for turn in turns][:2] == [
        ("林晓", "主持人"), ("周明", "嘉宾"),
    ]  # fmt: skip
    assert "说错的话" not in [plain(turn.runs) for turn in turns]
    [image] = [block for block in story.body if isinstance(block, Image)]
    assert image.caption == "施工现场"
    assert story.cover == image.picture


def test_a_correction_changes_what_is_told(page, archived):
    before = _told(page)
    turn = archived.turns.get()

    acts.edit(archived, 1, turn.version, "各位市民好。", None, note="称呼有误")

    after = _told(page)
    assert before.version != after.version
    assert "（更正：称呼有误）" in plain(after.body[-1].runs)
