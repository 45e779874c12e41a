"""A citizen's question (提问) and the one public outcome that it ends with."""

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from interviews.ledger.kinds import Act, Moderation, Outcome, Reason

# Which column goes with which outcome, and what it is where it does not apply.
DETAILS = {
    Outcome.ANSWERED: ("answered_in", None),
    Outcome.MERGED: ("merged_into", None),
    Outcome.PROMISED: ("promised_on", None),
    Outcome.DECLINED: ("declined_because", ""),
}


def _is(column: str, empty: str | None, *, filled: bool) -> Q:
    is_empty = Q(**{f"{column}__isnull": True}) if empty is None else Q(**{column: empty})
    return ~is_empty if filled else is_empty


def exactly_one() -> Q:
    """Return the condition that an outcome has its own detail and no other; none has none."""
    condition = Q()
    for outcome in ("", *Outcome):
        one = Q(outcome=outcome)
        for which, (column, empty) in DETAILS.items():
            one &= _is(column, empty, filled=which == outcome)
        condition |= one
    return condition


class Question(models.Model):
    """Written by `ledger` only. `number` is public and names the question on the page; `receipt`
    is known to whoever asked.
    """

    sitting = models.ForeignKey(
        "interviews.Sitting", on_delete=models.PROTECT, related_name="questions"
    )
    number = models.PositiveIntegerField(_("number"))
    receipt = models.CharField(_("receipt number"), max_length=16, unique=True)
    nickname = models.CharField(_("nickname"), max_length=30, blank=True)
    text = models.TextField(_("text as submitted"))
    shown_text = models.TextField(_("text as shown"))
    submitted_at = models.DateTimeField(_("submitted at"))
    votes = models.PositiveIntegerField(_("votes"), default=0)
    moderation = models.CharField(
        _("moderation"), max_length=8, choices=Moderation, default=Moderation.PENDING
    )
    # Questions that say nearly the same have the number of the first of them; others their own.
    group = models.PositiveIntegerField(_("near duplicates"), editable=False)
    # Its place among the questions handed to the host; none for others.
    for_host = models.PositiveIntegerField(_("place on the host's screen"), null=True)
    # A keyed hash of the address it came from, and forgotten after a week (ledger.senders).
    sender = models.CharField(max_length=64, blank=True, editable=False)
    client_key = models.CharField(max_length=64, blank=True, editable=False)

    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, blank=True)
    answered_in = models.ForeignKey(
        "interviews.Turn", verbose_name=_("answered in turn"), null=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    merged_into = models.ForeignKey(
        "self", verbose_name=_("merged into"), null=True, on_delete=models.PROTECT,
        related_name="merged",
    )  # fmt: skip
    promised_on = models.DateField(_("promised by"), null=True)
    declined_because = models.CharField(
        _("reason for declining"), max_length=12, choices=Reason, blank=True
    )
    settled_at = models.DateTimeField(_("settled at"), null=True)
    # What the public is told beside the outcome: how a day was counted, a word with a refusal.
    explanation = models.TextField(_("public explanation"), blank=True)

    class Meta:
        verbose_name = _("Question")
        verbose_name_plural = _("Questions")
        default_permissions = ()
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "number"], name="question_number"),
            models.UniqueConstraint(
                fields=["sitting", "client_key"],
                condition=~Q(client_key=""),
                name="one_question_a_key",
            ),
            models.CheckConstraint(condition=exactly_one(), name="exactly_one_outcome"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="not_merged_into_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["sitting", "outcome", "moderation"]),
            models.Index(fields=["sitting", "sender"]),
            models.Index(fields=["sitting", "moderation", "votes"]),
            models.Index(fields=["sitting", "group"]),
            models.Index(fields=["outcome", "promised_on"]),
        ]

    def __str__(self) -> str:
        return f"#{self.number} {self.shown_text[:40]}"

    @property
    def is_approved(self) -> bool:
        return self.moderation == Moderation.APPROVED


class Ruling(models.Model):
    """One act on a question, with who and when. Rows are only added."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="rulings")
    act = models.CharField(_("act"), max_length=8, choices=Act)
    # What the outcome needs: turn, into, day and how it was counted, reason; the words before.
    detail = models.JSONField(_("detail"), default=dict)
    by = models.ForeignKey(
        get_user_model(), verbose_name=_("by"), null=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    by_name = models.CharField(_("name of whoever did it"), max_length=150, blank=True)
    # What was done with one click, and can be undone with one.
    batch = models.CharField(max_length=32, blank=True, db_index=True, editable=False)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("Ruling on a question")
        verbose_name_plural = _("Rulings on questions")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_act_display()}"
