"""Celery tasks of the life of pages."""

import logging

from celery import shared_task
from django.utils.translation import override

from lifecycle import telling
from lifecycle.unnoticed import make_good
from lifecycle.verifying import discrepancies

log = logging.getLogger(__name__)


@shared_task(name="lifecycle.verify")
def verify() -> int:
    """Make good what was not kept, and say in the log, as errors, and to administrators where pages
    and their record do not agree; return how many that are.
    """
    found = [*make_good(), *discrepancies()]
    with override(None):
        for each in found:
            log.error("Times of publication: %s", each)
    telling.keep(found)
    return len(found)
