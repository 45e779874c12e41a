"""The weekly task of a department: queries that found nothing, or nothing worth a click."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from search.models.log import LONGEST_KEPT


class SearchTaskQuerySet(models.QuerySet["SearchTask"]):
    def with_counts(self) -> "SearchTaskQuerySet":
        """Count the queries of each task, and those that are still open; the newest week first."""
        still_open = Q(queries__state=OwedQuery.State.OPEN)
        counted = self.annotate(
            of_queries=Count("queries"), of_open=Count("queries", filter=still_open)
        )
        return counted.order_by("-week", "department")


class SearchTask(models.Model):
    """What one department owes for one week; open as long as one of its queries is."""

    # The Monday of the week in which the queries were asked.
    week = models.DateField(_("week"))
    # As entries name it; empty: nobody's, so the main editors'.
    department = models.CharField(_("department"), max_length=200, blank=True)

    objects = SearchTaskQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Weekly task of search")
        verbose_name_plural = _("Weekly tasks of search")
        default_permissions = ()
        permissions = [("answer_queries", _("Can answer the weekly tasks of search"))]
        ordering = ["-week", "department"]
        constraints = [
            models.UniqueConstraint(fields=["week", "department"], name="one_search_task_a_week")
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.department}".strip()


class OwedQuery(models.Model):
    """One query that is owed an answer."""

    class State(models.TextChoices):
        OPEN = "open", _("Still open")
        DONE = "done", _("Done")
        DECLINED = "declined", _("Declined")

    class Trouble(models.TextChoices):
        NOTHING = "nothing", _("without a result")
        NO_CLICK = "no_click", _("without a click")

    class Answer(models.TextChoices):
        """How a query was settled; `OBSERVED` by nobody: it finds what is clicked now."""

        BEST_BET = "best_bet", _("Best bet made")
        SYNONYM = "synonym", _("Synonym made")
        PUBLISHED = "published", _("Page published or improved")
        OBSERVED = "observed", _("Found and clicked since")
        NOT_OURS = "not_ours", _("Not ours")
        NOT_PUBLIC = "not_public", _("Nothing that may be published")
        MEANINGLESS = "meaningless", _("Says nothing that could be answered")

    task = models.ForeignKey(SearchTask, on_delete=models.CASCADE, related_name="queries")
    said = models.CharField(_("query"), max_length=LONGEST_KEPT)
    trouble = models.CharField(max_length=10, choices=Trouble)
    asked = models.PositiveIntegerField(_("asked"), default=0)
    askers = models.PositiveIntegerField(_("askers"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["-askers", "-asked", "said"]
        constraints = [models.UniqueConstraint(fields=["task", "said"], name="owed_once_a_task")]

    def __str__(self) -> str:
        return self.said
