"""What the board can be narrowed to; an address holds it, so a view can be shared."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date
from wagtail.models import Page
from wagtail.query import PageQuerySet

from syndication.channels.registry import channel_class, kinds
from syndication.filtering import TROUBLED, of_statuses
from syndication.models import Account, Route
from syndication.models.copy import CopyQuerySet
from syndication.status import Status

NOT_IN_STEP = "not_in_step"


class BoardFilters:
    """Reads a query string; what makes no sense in it is as if it were not there."""

    def __init__(self, query: QueryDict, copies: CopyQuerySet, pages: PageQuerySet) -> None:
        """`copies` and `pages` are what whoever asks may see."""
        self.query, self._pages = query, pages
        self.words = query.get("q", "").strip()[:100]
        self.status = self._one_of(query.get("status", ""), [*Status.values, NOT_IN_STEP])
        self.kind = self._one_of(query.get("kind", ""), kinds())
        self.account = self._number(query.get("account", ""))
        self.column = self._number(query.get("column", ""))
        self.since = self._date(query.get("since", ""))
        self.until = self._date(query.get("until", ""))
        self._copies = copies

    @property
    def is_active(self) -> bool:
        return any(
            (self.words, self.status, self.kind, self.account, self.column, self.since, self.until)
        )

    def applied(self, copies: CopyQuerySet) -> CopyQuerySet:
        """Return the copies that remain."""
        if self.words:
            copies = copies.filter(title__icontains=self.words)
        if self.status:
            wanted = TROUBLED if self.status == NOT_IN_STEP else {Status(self.status)}
            copies = of_statuses(copies, wanted)
        if self.kind:
            copies = copies.filter(account__kind=self.kind)
        if self.account:
            copies = copies.filter(account=self.account)
        if self.column:
            column = Page.objects.filter(pk=self.column).first()
            copies = copies.filter(page__path__startswith=column.path) if column else copies.none()
        if self.since:
            copies = copies.filter(updated_at__gte=self._midnight(self.since))
        if self.until:
            copies = copies.filter(updated_at__lt=self._midnight(self.until + timedelta(days=1)))
        return copies

    def query_without(self, *names: str) -> str:
        """Return the query string without some of its names, for links that set them anew."""
        query = self.query.copy()
        for name in names:
            query.pop(name, None)
        return query.urlencode()

    # --- What can be chosen ---

    @property
    def statuses(self) -> list[tuple[str, str]]:
        return [(status.value, str(status.label)) for status in Status]

    @property
    def channels(self) -> list[tuple[str, str]]:
        return [(kind, str(channel_class(kind).label)) for kind in kinds()]

    @property
    def accounts(self) -> list[Account]:
        return list(Account.objects.filter(pk__in=self._copies.values("account")).only("name"))

    @property
    def columns(self) -> list[Page]:
        """Columns: the pages that routes begin at, and those right below the home page."""
        roots = Q(pk__in=Route.objects.values("root")) | Q(depth=3)
        seen = self._pages.filter(roots, depth__gt=1)
        return list(seen.order_by("path").only("title", "depth"))

    # --- Reading ---

    @staticmethod
    def _one_of(value: str, allowed: list[str]) -> str:
        return value if value in allowed else ""

    @staticmethod
    def _number(value: str) -> int:
        return int(value) if value.isdecimal() and len(value) < 10 else 0

    @staticmethod
    def _date(value: str) -> date | None:
        try:
            return parse_date(value)
        except ValueError:
            return None

    @staticmethod
    def _midnight(day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, time.min))
