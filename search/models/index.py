"""The index as rows: what is found, where each term stands, and what has to be looked at again.

Numbers of entries are given out by the index, not by the database: an entry's number is its
block's number times `BLOCK` and its place there. Postings are kept for each term and block, so
that what a change costs does not grow with the index.
"""

from django.db import models

from findable import Kind

# Entries of one block; half the bits of a place in it are what an eight-bit machine would call two
# bytes, and a block's densest posting is one kilobyte, which PostgreSQL keeps in its row.
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
    url = models.CharField(max_length=600)
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
    # One bit for each place whose entry may be found.
    live = models.BinaryField(default=bytes(BLOCK // 8))
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
    """An owner whose entries may have changed: written with the change, gone when looked at."""

    owner = models.CharField(max_length=120, unique=True)
    # A later hint must not be swept away by whoever looked before it.
    hints = models.PositiveIntegerField(default=1)
    noted_at = models.DateTimeField(auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.owner
