"""Word lists and the list of leaders, as an installation keeps them."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from proofing.folding import fold
from proofing.severity import Severity

# What stands between words or titles that are typed into one field.
SEPARATOR = re.compile(r"[、，,；;\n\r|]+")
SHORTEST = 2


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a field that holds several."""
    return tuple(word for each in SEPARATOR.split(text) if (word := each.strip()))


class WordList(models.Model):
    name = models.CharField(_("name"), max_length=40, unique=True)
    description = models.CharField(_("what it is for"), max_length=200, blank=True)
    is_used = models.BooleanField(
        _("in use"), default=True, help_text=_("A list that rests finds nothing.")
    )
    changed_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("word list")
        verbose_name_plural = _("word lists")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    word_list = models.ForeignKey(
        WordList, verbose_name=_("word list"), on_delete=models.CASCADE, related_name="terms"
    )
    wrong = models.CharField(_("what is written"), max_length=60)
    right = models.CharField(
        _("what it should be"),
        max_length=60,
        blank=True,
        help_text=_("One click puts it there. Leave it empty if that cannot be said."),
    )
    severity = models.CharField(
        _("severity"), max_length=10, choices=Severity.choices, default=Severity.CONFIRM
    )
    exceptions = models.TextField(
        _("exceptions"),
        blank=True,
        max_length=500,
        help_text=_("Longer words that are right although they hold this one, one a line."),
    )
    reason = models.CharField(
        _("reason or rule"),
        max_length=300,
        blank=True,
        help_text=_("Editors read it beside what is found."),
    )
    changed_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["word_list", "wrong"]
        constraints = [
            models.UniqueConstraint(
                fields=["word_list", "wrong"],
                name="one_term_in_a_list",
                violation_error_message=_("This list has the term already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.wrong} → {self.right}" if self.right else self.wrong

    def clean(self) -> None:
        wrong, right = fold(self.wrong).text, fold(self.right).text
        if len(wrong) < SHORTEST:
            raise ValidationError(
                {"wrong": _("At least two characters: one alone is found everywhere.")}
            )
        if wrong == right:
            raise ValidationError({"right": _("This is the same as what is written.")})
        for word in words_in(self.exceptions):
            if wrong not in fold(word).text or fold(word).text == wrong:
                raise ValidationError(
                    {
                        "exceptions": ValidationError(
                            _("“%(word)s” is not a longer word with “%(wrong)s” in it."),
                            params={"word": word, "wrong": self.wrong},
                        )
                    }
                )


class Leader(models.Model):
    """Somebody whose name and titles must be right."""

    name = models.CharField(_("full name"), max_length=40, unique=True)
    titles = models.CharField(
        _("titles"),
        max_length=200,
        help_text=_("All that are in use, as in 市委副书记、市长; whatever else is told."),
    )
    order = models.PositiveSmallIntegerField(
        _("order"),
        default=0,
        help_text=_("Who is named first has 1. With 0 the order is not compared."),
    )
    changed_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("leader")
        verbose_name_plural = _("leaders")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if len(fold(self.name).text) < SHORTEST:
            raise ValidationError({"name": _("At least two characters.")})


class Level(models.Model):
    """How grave it is what one of the other checks finds, if not as usual (`proofing.levels`)."""

    check_name = models.CharField(max_length=40, unique=True)
    severity = models.CharField(max_length=10, choices=Severity.choices, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ("change",)
        verbose_name = _("level of a check")
        verbose_name_plural = _("levels of checks")

    def __str__(self) -> str:
        return self.check_name


def stamp(*models_: type[models.Model]) -> tuple[Any, ...]:
    """Return what differs whenever rows of these were added, changed or deleted."""
    return tuple(
        tuple(
            model.objects.aggregate(
                number=models.Count("pk"), last=models.Max("pk"), changed=models.Max("changed_at")
            ).values()
        )
        for model in models_
    )
