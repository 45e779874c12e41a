"""The index as rows: what is found, where each term stands, and what has to be looked at again.

Numbers of entries are given out by the index, not by the database: an entry's number is its
block's number times `BLOCK` and its place there. Postings are kept for each term and block, so
that what a change costs does not grow with the index.
"""

from django.db import models
from django.utils import timezone

from findable import Kind

# Entries of one block: a place fits into two bytes, and the densest posting is one kilobyte, which
# PostgreSQL keeps in its row.
BLOCK = 8192


class Shelf(models.TextChoices):
    """Indexes that never meet: what the public finds, and what editors find."""

    PUBLIC = "p"
    DESK = "d"


class Indexed(models.Model):
    """One entry as it stands in the index. Only what is to be found has a row."""

    id = models.BigIntegerField(primary_key=True)
    shelf = models.CharField(max_length=1, choices=Shelf, default=Shelf.PUBLIC)
    # Whoever yields it: "page:12".
    owner = models.CharField(max_length=120)
    key = models.CharField(max_length=150)
    # Of all that it says; equal digests need no work.
    digest = models.BinaryField(max_length=16)
    # When it was last written: the index counts its changes.
    change = models.BigIntegerField(db_index=True)

    kind = models.CharField(max_length=12, choices=[(each.value, each.name) for each in Kind])
    title = models.CharField(max_length=600)
    # How the title's core is read (`search.analysis.titles.heard`): it takes long to find out.
    heard = models.TextField(blank=True)
    # An address that is cut off leads nowhere.
    url = models.TextField()
    text = models.TextField(blank=True)
    department = models.CharField(max_length=200, blank=True)
    site = models.CharField(max_length=200, blank=True)
    column = models.CharField(max_length=200, blank=True)
    topic = models.CharField(max_length=200, blank=True)
    validity = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=120, blank=True)
    within = models.CharField(max_length=600, blank=True)
    answer = models.TextField(blank=True)
    day = models.DateField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["shelf", "key"], name="one_indexed_a_key")]
        indexes = [models.Index(fields=["shelf", "owner"], name="entries_of_owner")]

    def __str__(self) -> str:
        return self.title


class Block(models.Model):
    """`BLOCK` places for entries of one shelf."""

    shelf = models.CharField(max_length=1, choices=Shelf)
    # Places given out; none is ever given out again.
    used = models.PositiveIntegerField(default=0)
    # One bit for each place whose entry may be found; nothing as long as none may.
    live = models.BinaryField(default=bytes)
    # The rules of analysis that its terms were made by.
    rules = models.CharField(max_length=40)
    change = models.BigIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.shelf}{self.pk}"


class Posting(models.Model):
    """At which places of a block a term stands (`search.index.postings`).

    Not made by Django: the key must be the table's own order (`migrations`).
    """

    pk = models.CompositePrimaryKey("term", "block")
    # One letter for the field, then the term.
    term = models.CharField(max_length=64)
    block = models.IntegerField()
    places = models.BinaryField()

    wagtail_reference_index_ignore = True

    class Meta:
        managed = False
        db_table = "search_posting"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.term} {self.block}"


class Stale(models.Model):
    """A hint that an owner's entries may have changed, written with the change.

    Hints are added and never changed by those who give them, so nobody waits for anybody else.
    Whoever looks deletes the hints that were there before, and no later one. `below:12` stands for
    page 12 and all that is below it.
    """

    owner = models.CharField(max_length=120, db_index=True)
    # When it is to be looked at, if nobody has by then.
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    failures = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.owner


class Seen(models.Model):
    """An owner as it was when it was last looked at; also one that has gone."""

    owner = models.CharField(max_length=120, primary_key=True)
    # Another one with each look: who takes longer than somebody else begins again.
    look = models.BigIntegerField()
    # What changes whenever the owner's entries may; "" where nobody can tell so cheaply.
    mark = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.owner
