"""Wagtail's background tasks (django-tasks) on the portal's Celery."""

from django.db import transaction
from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.signals import task_enqueued
from django_tasks.utils import get_random_id


class CeleryBackend(BaseTaskBackend):
    """Hands a task to Celery as its import path and JSON arguments, after commit.

    After commit, because a worker is quicker than a transaction: the row it is asked to
    index must be there when it looks. A broker that cannot be reached is logged and does
    not fail the editor's request. Results are not kept; nothing in Wagtail reads them.
    """

    supports_defer = True

    def enqueue(self, task: Task, args, kwargs) -> TaskResult:
        # Imported here: models are not ready when django-tasks makes its backends.
        from portal.tasks import run_background_task

        self.validate_task(task)
        result = TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )

        def send() -> None:
            run_background_task.apply_async(
                args=[task.module_path, result.args, result.kwargs], eta=task.run_after
            )
            task_enqueued.send(type(self), task_result=result)

        transaction.on_commit(send, robust=True)
        return result
