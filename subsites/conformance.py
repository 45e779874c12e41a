"""The eight unifications (八统一) as eight points that can be checked, and a site's score.

The sources name eight and define none; these are what one platform can hold all sites to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from subsites import guards
from subsites.inventory import Standing
from subsites.plan.wanted import FILE_RIGHTS, PAGE_RIGHTS

TESTED_EVERY = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Point:
    """One of the eight; `share` is how much of it is there (0 to 1), `lacks` what is not."""

    name: str
    share: float
    lacks: str = ""

    @property
    def is_met(self) -> bool:
        return self.share == 1


def points_of(standing: Standing, today: date, main_host: str = "") -> list[Point]:
    """Check a site; of a unit without one nothing is met."""
    if standing.page is None:
        return [Point(str(name), 0.0, _("There is no site.")) for name, _check in CHECKS]
    return [Point(str(name), *check(standing, today, main_host)) for name, check in CHECKS]


def score_of(points: list[Point]) -> int:
    """Return 0 to 100: each point counts the same, by its share."""
    return round(100 * sum(point.share for point in points) / len(points))


Verdict = tuple[float, str]


def _domain(standing: Standing, today: date, main_host: str) -> Verdict:
    unit = standing.unit
    found = [said for name, said in guards.objections(unit, main_host) if name != "credit_code"]
    if unit.host and not standing.has_host:
        found.append(_("The host leads nowhere yet."))
    return (0.0 if found else 1.0), " ".join(found)


def _identity(standing: Standing, today: date, main_host: str) -> Verdict:
    page, unit = standing.page, standing.unit
    lacks = {
        _("title is not the full name"): page.title != unit.name,
        _("sponsor"): not page.sponsor,
        _("contact"): not page.contact,
        _("address of the unit"): not page.address,
        _("ICP filing number"): not page.icp_number,
        _("police filing number"): not page.police_number,
    }
    return _share(lacks)


def _standard_columns(standing: Standing, today: date, main_host: str) -> Verdict:
    total = standing.standard
    share = (total - len(standing.missing)) / total if total else 1.0
    return share, "、".join(standing.missing)


def _store(standing: Standing, today: date, main_host: str) -> Verdict:
    wanted = len(FILE_RIGHTS) * len(PAGE_RIGHTS)
    if standing.file_rights >= wanted:
        return 1.0, ""
    return 0.0, _("Rights in the unit's own collection are missing.")


def _people(standing: Standing, today: date, main_host: str) -> Verdict:
    named = {"editors": _("no editor"), "reviewers": _("no reviewer")}
    return _share({words: not standing.people.get(role) for role, words in named.items()})


def _review(standing: Standing, today: date, main_host: str) -> Verdict:
    return _share(
        {
            _("no review is set for the site"): not standing.is_reviewed,
            _("editors may publish themselves"): standing.editors_publish,
        }
    )


def _security(standing: Standing, today: date, main_host: str) -> Verdict:
    tested = standing.unit.secured_on
    return _share(
        {
            _("no security test within a year"): not tested or today - tested > TESTED_EVERY,
            _("nobody answers for the test"): not standing.unit.secured_by,
        }
    )


def _upkeep(standing: Standing, today: date, main_host: str) -> Verdict:
    late = [each.title for each in standing.columns if each.is_empty or each.is_asleep(today)]
    total = len(standing.columns)
    return ((total - len(late)) / total if total else 0.0), "、".join(late)


def _share(lacks: dict[str, bool]) -> Verdict:
    missing = [words for words, is_missing in lacks.items() if is_missing]
    return 1 - len(missing) / len(lacks), "、".join(missing)


CHECKS: tuple[tuple[str, Callable[[Standing, date, str], Verdict]], ...] = (
    (gettext_lazy("One scheme of hosts"), _domain),
    (gettext_lazy("One identity"), _identity),
    (gettext_lazy("One standard of columns"), _standard_columns),
    (gettext_lazy("One store of resources"), _store),
    (gettext_lazy("One login"), _people),
    (gettext_lazy("One review"), _review),
    (gettext_lazy("One security"), _security),
    (gettext_lazy("One evaluation of upkeep"), _upkeep),
)
