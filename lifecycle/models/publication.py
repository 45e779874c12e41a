"""When pages first were public, and who tried to say otherwise."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    PUBLISHED = "published", _("published here")
    CARRIED_OVER = "carried", _("carried over from elsewhere, with evidence")
    STATED = "stated", _("stated by a program, without evidence")
    ADOPTED = "adopted", _("there before this record was kept")


class FirstPublication(models.Model):
    """The moment at which a page first was public. Rows are never changed (see `triggers`), and
    outlive their page.
    """

    page_ref = models.PositiveBigIntegerField(unique=True)
    title = models.CharField(_("page"), max_length=255)
    at = models.DateTimeField(_("public for the first time at"))
    way = models.CharField(_("how that is known"), max_length=10, choices=Way)
    evidence = models.CharField(_("evidence"), max_length=500, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("first publication")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.title}: {self.at:%Y-%m-%d %H:%M}"


class RefusedDate(models.Model):
    """An attempt to have a page look older than it is, refused."""

    class What(models.TextChoices):
        DISPLAYED = "displayed", _("displayed time earlier than first publication")
        FIRST = "first", _("another time of first publication")

    page_ref = models.PositiveBigIntegerField(null=True, db_index=True)
    # Where in the tree it stands (Page.path); of a page that is being written, its parent.
    tree_path = models.CharField(max_length=255, blank=True)
    title = models.CharField(_("page"), max_length=255)
    what = models.CharField(_("what was tried"), max_length=10, choices=What)
    tried = models.DateTimeField(_("time that was entered"), null=True)
    floor = models.DateTimeField(_("first publication"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    user_name = models.CharField(_("tried by"), max_length=150, blank=True)
    times = models.PositiveIntegerField(_("times"), default=1)
    first_at = models.DateTimeField(_("tried at"))
    last_at = models.DateTimeField(_("last tried at"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("refused date")
        verbose_name_plural = _("refused dates")
        ordering = ["-last_at", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.title}: {self.get_what_display()}"
