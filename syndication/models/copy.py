"""A page's presence on one account: what should be there and what is."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from story import Moment
from syndication.models.account import Account
from syndication.models.payload import Payload


class Position(models.TextChoices):
    """What the platform holds, as far as we know."""

    ABSENT = "absent", _("not there")
    SUBMITTED = "submitted", _("submitted, waiting for the platform")
    UNKNOWN = "unknown", _("outcome unknown")
    DRAFT = "draft", _("in the draft box there")
    LIVE = "live", _("live there")


class Drift(models.TextChoices):
    """How what the platform shows differs from what was sent, without our doing."""

    NONE = "", _("as it was sent")
    DELETED = "deleted", _("deleted by a person")
    BLOCKED = "blocked", _("blocked by the platform")
    EDITED = "edited", _("edited on the platform")


class Fault(models.TextChoices):
    """Who has to act before the engine may go on with a copy."""

    NOBODY = "", ""
    EDITOR = "editor", _("editor")
    ADMINISTRATOR = "administrator", _("administrator")
    REVIEWER = "reviewer", _("reviewer")
    PERSON = "person", _("a person on the platform")


MASS = "mass-"
"""What the part of a copy begins with that was sent to all followers."""
CORRECTION = "correction-"
"""What the part of a copy begins with that corrects another one."""
FINAL = ""
"""The part of the page itself."""
EARLIER = {moment.value: moment for moment in Moment if moment != Moment.FINAL}
"""The parts that bear the name of an earlier moment of the page."""


class MomentChoices(models.TextChoices):
    """Names of the moments; empty for pages that are told once."""

    ANNOUNCE = Moment.ANNOUNCE, _("announcement ahead")
    LIVE = Moment.LIVE, _("live now")
    FINAL = Moment.FINAL, _("full record")


def part_of(moment: Moment) -> str:
    """Return the part under which a moment's copy is kept."""
    return FINAL if moment == Moment.FINAL else moment.value


class CopyQuerySet(models.QuerySet):
    def due(self) -> "CopyQuerySet":
        """Copies the engine should work on now; withdrawals and corrections before all else."""
        return self.filter(next_at__lte=timezone.now(), held=False).order_by(
            "wanted", "-urgent", "next_at", "pk"
        )

    def of_the_page(self) -> "CopyQuerySet":
        """Copies that say what the page says: published, or sent to all followers."""
        return self.filter(Q(part__in=[FINAL, *EARLIER]) | Q(part__startswith=MASS))

    def on_platform(self) -> "CopyQuerySet":
        return self.filter(position__in=[Position.LIVE, Position.DRAFT])


class ChannelCopy(models.Model):
    """Unique per page, account and part, for life: withdrawn and published again, it is the same.

    Declared by the planner: `wanted`, `payload`, the snapshots. Observed by the worker:
    `position`, `sent_payload`, `remote`, `url`. `next_at` is when the engine should look at
    the row again; empty means there is nothing to do until somebody changes something.

    `part` is empty for the page itself and the moment's name for what is told of it earlier; a
    correction published beside it has a part of its own, and so has the article that a mass send
    brought to all followers.
    """

    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        on_delete=models.SET_NULL,
        related_name="channel_copies",
        verbose_name=_("page"),
    )
    # The page's key, which outlives the page.
    page_ref = models.PositiveBigIntegerField(editable=False)
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="copies", verbose_name=_("account")
    )
    part = models.CharField(max_length=40, blank=True, editable=False)
    # For people; empty where the page is told once.
    moment = models.CharField(
        _("moment"), max_length=8, choices=MomentChoices, blank=True, editable=False
    )
    title = models.CharField(_("title"), max_length=255)
    page_url = models.URLField(max_length=1024, blank=True)

    wanted = models.BooleanField(_("should be there"), default=True)
    # Its moment is over, or the account does without: what is not there is not begun any more.
    closed = models.BooleanField(default=False, editable=False)
    left_out = models.BooleanField(_("left out by an editor"), default=False)
    held = models.BooleanField(_("held back"), default=False)
    urgent = models.BooleanField(default=False, editable=False)
    # Not before this moment (an editor's choice), or not before its release.
    not_before = models.DateTimeField(null=True, blank=True)
    release = models.ForeignKey(
        "syndication.Release", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What the public address must answer with before anything goes out.
    version = models.CharField(max_length=80, blank=True, editable=False)
    # Since when that has been another one than before.
    version_since = models.DateTimeField(null=True, blank=True, editable=False)
    payload = models.ForeignKey(
        Payload, null=True, on_delete=models.PROTECT, related_name="declared_by"
    )

    position = models.CharField(max_length=12, choices=Position, default=Position.ABSENT)
    sent_payload = models.ForeignKey(
        Payload, null=True, on_delete=models.PROTECT, related_name="sent_by"
    )
    # A person, or the account's policy, decided that what is published may stay as it is.
    settled_payload = models.ForeignKey(
        Payload, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Published again as soon as the old one is proven gone.
    replacing = models.BooleanField(default=False, editable=False)
    correcting = models.ForeignKey(
        "syndication.CorrectionItem", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The platform's names of it, while it exists and after it has been withdrawn.
    remote = models.JSONField(default=dict)
    past = models.JSONField(default=list)
    url = models.URLField(_("address on the platform"), max_length=1024, blank=True)
    live_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    # What the watch saw: at first, and lately.
    seen_at = models.DateTimeField(null=True, blank=True)
    first_seen = models.JSONField(default=dict, blank=True)
    last_seen = models.JSONField(default=dict, blank=True)
    drift = models.CharField(max_length=8, choices=Drift, default=Drift.NONE, blank=True)

    next_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    looks = models.PositiveSmallIntegerField(default=0)
    resends = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=14, choices=Fault, default=Fault.NOBODY, blank=True)
    code = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy")
        verbose_name_plural = _("copies")
        ordering = ["-updated_at"]
        permissions = [("approve_channelcopy", _("Can approve what is sent"))]
        constraints = [
            models.UniqueConstraint(
                fields=["page_ref", "account", "part"], name="syndication_copy_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["account", "next_at"],
                name="syndication_copy_due",
                condition=Q(next_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} → {self.account}"

    @property
    def was_mass_sent(self) -> bool:
        """Whether it was sent to all followers: it can be taken back, and never sent again."""
        return self.part.startswith(MASS)

    @property
    def is_notice(self) -> bool:
        """Whether it corrects another copy."""
        return self.part.startswith(CORRECTION)

    @property
    def tells_of(self) -> Moment:
        """The moment of the page that it tells of."""
        return Moment(self.moment) if self.moment else EARLIER.get(self.part, Moment.FINAL)

    @property
    def what(self) -> str:
        """What it is beside others of its page, in words; empty where there is nothing to say."""
        words = [self.get_moment_display()] if self.moment else []
        if self.was_mass_sent:
            words.append(_("mass send"))
        if self.is_notice:
            words.append(_("correction"))
        return " · ".join(map(str, words))

    @property
    def is_over(self) -> bool:
        """Never begun, and not to be begun any more."""
        return self.closed and self.position == Position.ABSENT and not self.remote

    @property
    def is_there(self) -> bool:
        return self.position in {Position.LIVE, Position.DRAFT}

    @property
    def is_outdated(self) -> bool:
        """Published, but not with what the page says now."""
        return self.is_there and self.sent_payload_id != self.payload_id

    @property
    def is_in_step(self) -> bool:
        """As the page has it, or as somebody decided that it may stay; and as it was sent."""
        if self.correcting_id or self.drift:
            return False
        if not self.wanted:
            return self.position == Position.ABSENT and not self.remote
        if not self.is_there:
            return self.is_over
        return self.payload_id in {self.sent_payload_id, self.settled_payload_id}
