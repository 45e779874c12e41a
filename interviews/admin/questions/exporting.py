"""The ledger of an interview as a file for spreadsheets: every question, with its outcome."""

from collections.abc import Iterator

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from backstage import spreadsheets
from interviews.models import Question, Sitting

BATCH = 1000


def ledger(sitting: Sitting, form: str) -> StreamingHttpResponse | FileResponse:
    """Return the ledger as `csv` or `xlsx`. What is in it is what is shown, and no originals."""
    title = f"{sitting.page.title}-{_('question ledger')}-{timezone.localtime():%Y%m%d-%H%M}"
    if form == "xlsx":
        return spreadsheets.workbook(title, rows(sitting))
    return spreadsheets.download(title, rows(sitting), is_public=False)


def rows(sitting: Sitting) -> Iterator[list[str]]:
    """Yield the heads and a row for each question, reading them in batches."""
    yield [
        _("number"), _("receipt number"), _("submitted at"), _("nickname"), _("text as shown"),
        _("votes"), _("moderation"), _("near duplicates"), _("outcome"), _("answered in turn"),
        _("merged into"), _("promised by"), _("reason for declining"), _("public explanation"),
        _("settled at"),
    ]  # fmt: skip
    questions = (
        Question.objects.filter(sitting=sitting)
        .select_related("answered_in", "merged_into")
        .defer("text")
        .order_by("number")
    )
    for question in questions.iterator(chunk_size=BATCH):
        yield _row(question)


def _row(question: Question) -> list[str]:
    return [
        str(question.number),
        question.receipt,
        _moment(question.submitted_at),
        question.nickname,
        question.shown_text,
        str(question.votes),
        question.get_moderation_display(),
        str(question.group) if question.group != question.number else "",
        question.get_outcome_display(),
        str(question.answered_in.number) if question.answered_in else "",
        str(question.merged_into.number) if question.merged_into else "",
        question.promised_on.isoformat() if question.promised_on else "",
        question.get_declined_because_display(),
        question.explanation,
        _moment(question.settled_at),
    ]


def _moment(moment: object) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}" if moment else ""
