"""Days that pass at once: this process and the sandbox travel together."""

from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

import time_machine
from django.utils import timezone

from tests.sandbox_process import SandboxProcess

# A moment's start: past the minute at which windows of the hour and the day have begun anew.
MORNING = {"hour": 8, "minute": 2, "second": 0, "microsecond": 0}


class Days:
    """`with Days(sandbox) as days: days.forward(hours=3)`; it begins at eight tomorrow morning."""

    def __init__(self, sandbox: SandboxProcess) -> None:
        self.sandbox = sandbox
        begin = timezone.localtime() + timedelta(days=1)
        self._begin = begin.replace(**MORNING)
        self._travel = time_machine.travel(self._begin, tick=True)

    @property
    def now(self) -> datetime:
        """Return the moment by Beijing's clock."""
        return timezone.localtime()

    def forward(self, seconds: float = 0, **more: float) -> None:
        """Let time pass: `forward(2.5)`, `forward(hours=1)`."""
        amount = timedelta(seconds=seconds, **more)
        self.sandbox.control("clock", advance=amount.total_seconds())
        self._moment.shift(amount)

    def until(self, moment: datetime) -> None:
        """Let time pass until just after a moment; none, if that is over."""
        left = (moment - timezone.now()).total_seconds()
        if left > 0:
            self.forward(left + 0.01)

    def __enter__(self) -> Self:
        ahead = self._begin - timezone.now()
        self.sandbox.control("clock", advance=ahead.total_seconds())
        self._moment = self._travel.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._travel.stop()
