"""Deliveries do not queue behind the indexing of what was imported at once."""

from django.conf import settings

from portal.celery import app


def queue_of(task: str) -> str:
    return app.amqp.router.route({}, task)["queue"].name


def test_indexing_waits_in_a_line_of_its_own():
    assert queue_of("syndication.tasks.work_account") == settings.CELERY_TASK_DEFAULT_QUEUE
    assert queue_of("portal.tasks.publish_due") == settings.CELERY_TASK_DEFAULT_QUEUE
    assert queue_of("portal.tasks.run_background_task") == settings.BACKGROUND_QUEUE


def test_a_worker_serves_both_lines():
    assert {queue.name for queue in app.amqp.queues.values()} >= {
        settings.CELERY_TASK_DEFAULT_QUEUE,
        settings.BACKGROUND_QUEUE,
    }
