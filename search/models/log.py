"""What is asked, counted by query and day: never by whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# A longer query is cut; nobody asks it twice.
LONGEST_KEPT = 60


class QueryDay(models.Model):
    """One query on one day, in its normal form and with personal numbers masked."""

    day = models.DateField()
    said = models.CharField(_("query"), max_length=LONGEST_KEPT)
    # Of the best result, or the one that readers narrowed by.
    department = models.CharField(_("department"), max_length=200, blank=True)
    asked = models.PositiveIntegerField(_("asked"), default=0)
    # Different readers, as far as can be told within a day.
    askers = models.PositiveIntegerField(_("askers"), default=0)
    # How many of those that asked found nothing.
    nothing = models.PositiveIntegerField(_("without a result"), default=0)
    # How often results were shown where clicks can be counted: browsers with JavaScript.
    shown = models.PositiveIntegerField(_("shown with JavaScript"), default=0)
    clicked = models.PositiveIntegerField(_("clicks"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        permissions = [
            ("read_search_reports", _("Can read the reports of search of their departments")),
            ("see_all_departments", _("Can see all departments in reports and tasks of search")),
        ]
        constraints = [models.UniqueConstraint(fields=["day", "said"], name="one_query_a_day")]
        indexes = [models.Index(fields=["said"], name="days_of_query")]

    def __str__(self) -> str:
        return f"{self.day} {self.said}"


class ClickDay(models.Model):
    """How often the result at one place of a query was clicked on one day."""

    day = models.DateField()
    said = models.CharField(max_length=LONGEST_KEPT)
    place = models.PositiveSmallIntegerField()
    clicks = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["day", "said", "place"], name="one_place_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.said} {self.place}"
