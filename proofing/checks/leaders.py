"""Leaders' names and titles in a page."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from attachments.gate import Finding
from proofing.checks.telling import Passages, Teller, Text
from proofing.lexicon import register
from proofing.people import Kind, Slip

LEVELS = {
    Kind.TITLE: "leader_title",
    Kind.NAME: "leader_name",
    Kind.SOUND: "leader_sound",
    Kind.ORDER: "leader_order",
}


def slips_in(texts: Iterable[Text], tell: Teller) -> Iterator[Finding]:
    people = register()
    seen: Counter[tuple[str, str]] = Counter()
    for where, text in texts:
        slips = people.find(text.text)
        around = Passages(text.text) if slips else None
        for slip in slips:
            name = LEVELS[slip.kind]
            if not tell.makes(name):
                continue
            said = text.text[slip.start : slip.end]
            snippet = around.around(slip.start, slip.end)
            seen[(said, snippet)] += 1
            yield tell(
                name,
                said,
                snippet,
                seen[(said, snippet)],
                what=_said(slip, said),
                place=where.words,
                snippet=snippet,
                path=where.path,
                passage=said,
                nth=around.nth(slip.start, slip.end),
            )


def _said(slip: Slip, said: str) -> str:
    told = {"said": said, "name": slip.person.name, "titles": "、".join(slip.person.titles)}
    match slip.kind:
        case Kind.TITLE:
            return _("“%(said)s”: %(name)s is %(titles)s") % told
        case Kind.ORDER:
            return _("“%(said)s”: %(name)s (%(titles)s) is named first") % told
        case _kind:
            return _("“%(said)s”: is %(name)s (%(titles)s) meant?") % told
