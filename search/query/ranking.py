"""The best matches looked at one by one: what really stands in their titles and texts."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from search.query.candidates import Candidate
from search.query.plan import Plan
from search.query.rows import Rows
from search.query.texts import Texts
from search.query.titles import Titles

# Of how many the titles are read: thirty pages, and rows that are read in milliseconds.
TITLES = 300
# Of how many the texts: four pages; a text may be a thousand times as long as a title.
TEXTS = 40
# Who says what was meant: the first page. Further down stands what only sounds a little like it.
VOTERS = 10


def rank(
    plan: Plan,
    weights: Sequence[float],
    candidates: Sequence[Candidate],
    today: date,
    rows: Rows,
) -> list[Candidate]:
    """Order candidates, best first, by their titles, and those that lead by their texts.

    `weights` says how much each of the plan's groups tells. At most three queries.
    """
    known = _read(candidates, rows)
    titles, texts = Titles(plan, weights, today), Texts(plan, weights, rows)
    for each in known:
        titles.judge(each)
    texts.look_for_whole(known)
    known.sort(key=_order)
    texts.judge({each.id: each for each in known[:TEXTS]})
    known.sort(key=_order)
    return known


def meant_by(ranked: Sequence[Candidate]) -> str:
    """Return what was probably meant: what the best few that had to be guessed agree on."""
    if not ranked or not ranked[0].meant:
        return ""
    votes: dict[str, float] = defaultdict(float)
    for each in ranked[:VOTERS]:
        if each.meant:
            votes[each.meant] += each.score
    return max(votes, key=lambda words: votes[words])


def _read(candidates: Sequence[Candidate], rows: Rows) -> list[Candidate]:
    """Return the candidates that are still there, with what is told of them beside their texts."""
    told = rows.told([each.id for each in candidates])
    known = []
    for each in candidates:
        if each.id in told:  # else it was withdrawn a moment ago
            each.title, each.heard, each.number, each.validity, each.day = told[each.id]
            known.append(each)
    return known


def _order(candidate: Candidate) -> tuple[float, int, int]:
    day = candidate.day.toordinal() if candidate.day else 0
    return (-round(candidate.score, 4), -day, -candidate.id)
