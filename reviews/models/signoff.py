"""Who approved or refused what, and what went out because of it. Both are only added to."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    APPROVED = "approved", _("approved at the stage")
    REFUSED = "refused", _("refused at the stage")


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("This record is only added to")

    def delete(self) -> NoReturn:
        raise TypeError("This record is only added to")


class AppendOnly(models.Model):
    objects = AppendOnlyQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("This record is only added to")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("This record is only added to")


class SignOff(AppendOnly):
    """One verdict at one stage. It outlives page, user and stage, so it names them in words.

    `digest` is what was seen (`reviews.content`): the approval holds for that and nothing else.
    """

    page_ref = models.PositiveBigIntegerField()
    page_title = models.CharField(_("page"), max_length=255)
    revision_ref = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    workflow_ref = models.PositiveBigIntegerField()
    workflow_name = models.CharField(_("review"), max_length=255)
    # Wagtail's state of the workflow and of the task; 0 where the verdict was given elsewhere.
    review_ref = models.PositiveBigIntegerField(default=0)
    task_state_ref = models.PositiveBigIntegerField(default=0)
    stage_ref = models.PositiveBigIntegerField()
    stage_label = models.CharField(_("stage"), max_length=12)
    stage_name = models.CharField(max_length=255)
    order = models.PositiveSmallIntegerField(default=0)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    reason = models.CharField(_("kind of reason"), max_length=60, blank=True)
    comment = models.TextField(_("remark"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    user_name = models.CharField(_("reviewer"), max_length=150)
    behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    behalf_name = models.CharField(_("on behalf of"), max_length=150, blank=True)
    # Who appointed the reviewer, if somebody did for this item.
    appointed_by = models.CharField(max_length=150, blank=True)
    given_at = models.DateTimeField(_("given at"), auto_now_add=True)

    class Meta(AppendOnly.Meta):
        abstract = False
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["page_ref", "digest"], name="reviews_signoff_of_content"),
            models.Index(fields=["-given_at"], name="reviews_signoff_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.page_title}: {self.stage_label} {self.user_name}"

    @property
    def who(self) -> str:
        return f"{self.user_name}（代{self.behalf_name}）" if self.behalf_name else self.user_name


class Passage(AppendOnly):
    """Something went out under a review: which content, and by whose leave.

    A page completes itself when it is published (a number, a time), so what is live has another
    digest than what was approved; both are kept. `signed_ref` is the page whose sign-offs hold.
    """

    page_ref = models.PositiveBigIntegerField()
    revision_ref = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    live_digest = models.CharField(max_length=64)
    signed_ref = models.PositiveBigIntegerField()
    workflow_ref = models.PositiveBigIntegerField()
    emergency_ref = models.PositiveBigIntegerField(default=0)
    passed_at = models.DateTimeField(auto_now_add=True)

    class Meta(AppendOnly.Meta):
        abstract = False
        default_permissions = ()
        ordering = ["-pk"]
        indexes = [models.Index(fields=["page_ref", "live_digest"], name="reviews_passage_of_page")]

    def __str__(self) -> str:
        return f"{self.page_ref}: {self.digest[:12]}"
