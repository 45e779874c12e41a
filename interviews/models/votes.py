"""Votes of visitors without accounts: for questions, and for what an interview shall be about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cast(models.Model):
    """`voter` and `sender` are keyed hashes: of a number in the voter's cookie (`voters`), and of
    the address of that day (`ledger.senders`), which is forgotten.
    """

    voter = models.CharField(max_length=64)
    sender = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Vote(Cast):
    """Somebody's support of a question."""

    question = models.ForeignKey(
        "interviews.Question", on_delete=models.CASCADE, related_name="supporters"
    )

    class Meta:
        verbose_name = _("Vote for a question")
        verbose_name_plural = _("Votes for questions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["question", "voter"], name="one_vote_a_voter")
        ]
        indexes = [models.Index(fields=["question", "sender"])]

    def __str__(self) -> str:
        return f"{self.question_id}"


class TopicVote(Cast):
    """Somebody's vote for one topic of a ballot: the entry that put topics to the vote, which
    numbers them (`topics.ballots`).
    """

    ballot = models.ForeignKey(
        "interviews.Entry", on_delete=models.PROTECT, related_name="topic_votes"
    )
    topic = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("Vote for a topic")
        verbose_name_plural = _("Votes for topics")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["ballot", "voter"], name="one_topic_a_voter")
        ]
        indexes = [
            models.Index(fields=["ballot", "topic"]),
            models.Index(fields=["ballot", "sender"]),
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id}: {self.topic}"
