"""Terms as a CSV file, in and out. What a file says twice or again changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from backstage.reading import rows_of
from proofing.models import Term, WordList, words_in
from proofing.severity import Severity

STARTER = Path(__file__).parent / "starter" / "terms.csv"
# The words of the file are a format, and stay as they are whatever the admin's language is.
HEADINGS = {
    "词表": "word_list",
    "错误用法": "wrong",
    "正确用法": "right",
    "级别": "severity",
    "例外": "exceptions",
    "理由或依据": "reason",
}
NEEDED = ("词表", "错误用法")
SEVERITIES = {"拦截": Severity.BLOCK, "确认": Severity.CONFIRM, "提示": Severity.HINT}
READ = {
    **SEVERITIES,
    "须确认": Severity.CONFIRM,
    "仅提示": Severity.HINT,
    "": Severity.CONFIRM,
    **{severity.value: severity for severity in Severity},
}
MOST_TERMS = 50_000
BATCH = 1000
FIELDS = ("right", "severity", "exceptions", "reason")


@dataclass(frozen=True, slots=True)
class BadLine:
    number: int
    said: str
    why: str


@dataclass(slots=True)
class Report:
    """How many terms were new, changed or as they are, and the lines that were left out."""

    new: int = 0
    changed: int = 0
    same: int = 0
    bad: list[BadLine] = field(default_factory=list)


class WrongTable(Exception):
    """The table is none of terms; the text says why, in words for a person."""


def rows() -> Iterator[list[str]]:
    """Yield all terms as a table with headings, as `import_terms` reads it."""
    yield list(HEADINGS)
    words = {severity: word for word, severity in SEVERITIES.items()}
    for term in Term.objects.select_related("word_list").order_by("word_list__name", "wrong"):
        exceptions = "、".join(words_in(term.exceptions))
        yield [
            term.word_list.name,
            term.wrong,
            term.right,
            words[Severity(term.severity)],
            exceptions,
            term.reason,
        ]


@transaction.atomic
def import_terms(data: bytes) -> Report:
    """Take in the good lines of a CSV file and report the others.

    A term is known by its list and by what is written. Raises Unreadable and WrongTable; then
    nothing is changed.
    """
    table = rows_of(data)
    columns = _columns(next(table, (0, []))[1])
    report = Report()
    terms = Term.objects.select_related("word_list")
    known = {(term.word_list.name, term.wrong): term for term in terms}
    lists = {each.name: each for each in WordList.objects.all()}
    seen: dict[tuple[str, str], int] = {}
    new: list[Term] = []
    changed: list[Term] = []
    for number, cells in table:
        if len(seen) >= MOST_TERMS:
            raise WrongTable(_("More than %(most)d terms in one file.") % {"most": MOST_TERMS})
        said = {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}
        key = said["word_list"], said["wrong"]
        if why := _fault(said, seen.get(key)):
            report.bad.append(BadLine(number, "，".join(filter(None, cells))[:80], why))
            continue
        seen[key] = number
        if key[0] not in lists:
            lists[key[0]] = WordList.objects.create(name=key[0])
        read = _read(said)
        term = known.get(key)
        if term is None:
            new.append(Term(word_list=lists[key[0]], **read))
        elif any(getattr(term, name) != read[name] for name in FIELDS if name in columns):
            for name in FIELDS:
                if name in columns:
                    setattr(term, name, read[name])
            term.changed_at = timezone.now()
            changed.append(term)
        else:
            report.same += 1
    Term.objects.bulk_create(new, batch_size=BATCH)
    Term.objects.bulk_update(changed, [*FIELDS, "changed_at"], batch_size=BATCH)
    report.new, report.changed = len(new), len(changed)
    return report


def _columns(headings: list[str]) -> dict[str, int]:
    missing = [each for each in NEEDED if each not in headings]
    if missing:
        said = _("The first line must name the columns; these are missing: %(names)s")
        raise WrongTable(said % {"names": "、".join(missing)})
    strange = [each for each in headings if each and each not in HEADINGS]
    if strange:
        said = _("Columns that are not known: %(names)s")
        raise WrongTable(said % {"names": "、".join(strange)})
    return {HEADINGS[each]: at for at, each in enumerate(headings) if each}


def _read(said: dict[str, str]) -> dict[str, str]:
    return {
        "wrong": said["wrong"],
        "right": said.get("right", ""),
        "severity": READ[said.get("severity", "")],
        "exceptions": "\n".join(words_in(said.get("exceptions", ""))),
        "reason": said.get("reason", ""),
    }


def _fault(said: dict[str, str], earlier: int | None) -> str:
    """Return why a line cannot be taken in, or nothing."""
    if not said["word_list"] or not said["wrong"]:
        return _("The word list or what is written is missing.")
    if earlier:
        return _("The same term stands in line %(number)d already.") % {"number": earlier}
    if said.get("severity", "") not in READ:
        allowed = "、".join(SEVERITIES)
        return _("“%(said)s” is no severity; write one of %(allowed)s.") % {
            "said": said["severity"],
            "allowed": allowed,
        }
    try:
        WordList(name=said["word_list"]).full_clean(validate_unique=False)
        Term(**_read(said)).full_clean(
            exclude=["word_list"], validate_unique=False, validate_constraints=False
        )
    except ValidationError as error:
        return " ".join(_named(error))
    return ""


def _named(error: ValidationError) -> Iterable[str]:
    names = {field: heading for heading, field in HEADINGS.items()} | {"name": "词表"}
    for name, messages in error.message_dict.items():
        yield f"{names.get(name, name)}：{' '.join(messages)}"
