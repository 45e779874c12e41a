"""What editors say about words: synonyms, best bets, and queries that show whether they help."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from search.query.plan import LONGEST


def lines_of(text: str) -> list[str]:
    """Return the lines of a field in which one thing stands in each."""
    return list(dict.fromkeys(filter(None, map(str.strip, text.splitlines()))))


class WordsEdition(models.Model):
    """Which edition of the words is in force: another one with every change.

    One row. Not a number that is counted up: a change that is rolled back must not leave its
    number to the next one.
    """

    token = models.UUIDField(default=uuid.uuid4)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.token)

    @classmethod
    def begin(cls) -> None:
        """Tell all processes that words have changed; in the transaction that changes them."""
        cls.objects.update_or_create(pk=1, defaults={"token": uuid.uuid4()})


class Word(models.Model):
    """What a synonym and a best bet have in common."""

    reason = models.TextField(
        _("reason"),
        blank=True,
        help_text=_("Needed if the change makes other example queries worse. It is kept."),
    )

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        WordsEdition.begin()

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        gone = super().delete(*args, **kwargs)
        WordsEdition.begin()
        return gone


class Synonym(Word):
    """Words that people use, and what pages say instead."""

    said = models.TextField(_("what people say"), help_text=_("One in a line, e.g. 放鞭炮."))
    meant = models.TextField(
        _("what pages say"),
        help_text=_(
            "One in a line, e.g. 烟花爆竹. If several words of a line are set apart by spaces, all "
            "of them must be there."
        ),
    )
    both_ways = models.BooleanField(
        _("both ways"),
        default=False,
        help_text=_("Who looks for what pages say also finds what people say."),
    )

    class Meta:
        verbose_name = _("Synonym")
        verbose_name_plural = _("Synonyms")
        ordering = ["said"]

    def __str__(self) -> str:
        arrow = "↔" if self.both_ways else "→"
        return f"{'、'.join(lines_of(self.said))} {arrow} {'、'.join(lines_of(self.meant))}"

    def ways(self) -> Iterator[tuple[str, list[str]]]:
        """Yield each word with what else may stand for it."""
        said, meant = lines_of(self.said), lines_of(self.meant)
        for word in said:
            yield word, meant
        if self.both_ways:
            for word in meant:
                yield word, said


class BestBet(Word):
    """What stands before all results of some queries, while its target may be found."""

    class Match(models.TextChoices):
        EQUALS = "equals", _("The query is one of these")
        BEGINS = "begins", _("The query begins with one of these")
        CONTAINS = "contains", _("One of these stands in the query")

    queries = models.TextField(_("queries"), help_text=_("One in a line."))
    match = models.CharField(_("match"), max_length=10, choices=Match, default=Match.EQUALS)
    # What the target is called in the index; empty if it is elsewhere, and has an address only.
    key = models.CharField(max_length=150, blank=True, editable=False)
    address = models.CharField(
        _("address"),
        max_length=600,
        help_text=_("Of a page of this portal, or of another site: https://…"),
    )
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("Empty: the title of the page.")
    )
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("Shown below the title.")
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("Best bet")
        verbose_name_plural = _("Best bets")
        ordering = ["queries"]

    def __str__(self) -> str:
        return f"{'、'.join(lines_of(self.queries))} → {self.title or self.address}"


class ExampleQuery(models.Model):
    """A query whose good answers are known: a test of the words, and of search as a whole."""

    said = models.CharField(_("query"), max_length=LONGEST)
    # Keys of entries, and how well each answers: 3 is what was looked for, 0 does not answer.
    wanted = models.JSONField(_("what ought to be found"), default=dict)
    synonym = models.ForeignKey(
        Synonym, null=True, blank=True, on_delete=models.CASCADE, related_name="examples"
    )
    best_bet = models.ForeignKey(
        BestBet, null=True, blank=True, on_delete=models.CASCADE, related_name="examples"
    )
    # nDCG@10 that was last saved or accepted; what is below fails.
    ndcg = models.FloatField(default=0.0, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Example query")
        verbose_name_plural = _("Example queries")
        ordering = ["said", "pk"]

    def __str__(self) -> str:
        return self.said


class HiddenWord(models.Model):
    """A query that is not shown among hot words however often it is asked."""

    said = models.CharField(_("query"), max_length=LONGEST, unique=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Hidden hot word")
        verbose_name_plural = _("Hidden hot words")
        default_permissions = ()
        ordering = ["said"]

    def __str__(self) -> str:
        return self.said
