"""Celery tasks of the life of pages."""

import logging

from celery import shared_task

from lifecycle.verifying import discrepancies

log = logging.getLogger(__name__)


@shared_task(name="lifecycle.verify")
def verify() -> int:
    """Say in the log, as errors, where pages and their record do not agree; return how many."""
    found = list(discrepancies())
    for line in found:
        log.error("Times of publication: %s", line)
    return len(found)
