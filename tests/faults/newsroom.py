"""The newsroom that random histories are played in: its editors, its workers, and its people.

What should be is read from the pages themselves and from what the people here decided; what is,
from the platforms. The engine's own books are asked for one thing only: its reasons.
"""

import time
from collections import Counter

from django.test import Client
from django.utils import timezone

from syndication import choices, handwork
from syndication.engine import deliver, inbound, plan, sweep, watch
from syndication.models import Account, ChannelCopy, Correction, HumanTask
from syndication.models.account import OnChange
from syndication.models.copy import Fault, Position
from syndication.models.task import TaskKind
from syndication.status import Status, status_of
from syndication.timing import timing
from tests.faults.editors import CALLED_BACK, Editors, Item
from tests.faults.platforms import Shown
from tests.syndication import pushes

# More rounds than this and the queue is not going to drain.
ROUNDS, ANSWERS = 150, 15
# So often the watch looks, since single looks go wrong.
WATCHES = 4


class Divergence(AssertionError):
    """What a platform shows is not what was declared, and nobody is told why."""


class Newsroom(Editors):
    """`with Newsroom(…) as newsroom:`; when it closes, nothing of it is left."""

    # --- Time, workers, pushes ---------------------------------------------------------------

    def round(self) -> None:
        """What the sweep, the workers and the callbacks do, once."""
        for page_ref in dict.fromkeys(sweep.pages_to_plan()):
            plan.plan_page(page_ref)
        self._take_pushes()
        for event_id in sweep.events_to_handle():
            inbound.handle(event_id)
        for account_id in sweep.accounts_to_work():
            deliver.work(account_id)
        self.never_twice()

    def _take_pushes(self) -> None:
        account = Account.objects.filter(name=CALLED_BACK).first()
        while self.receiver.pushes:
            query, body = self.receiver.pushes.pop(0)
            if account is None:
                # It comes late, from an earlier history.
                continue
            # One that has lain about for too long is refused, as if it had been lost.
            pushes.push(Client(), account, body, query)

    def drain(self) -> None:
        """Go on, however long it takes by the clock, until nothing is left to be done by itself."""
        self._drain()
        if self.touched:
            # What was done by hand is seen by the watch in its own time; not at paused accounts.
            self.touched = Account.objects.filter(is_paused=True).exists()
            self.days.forward(days=1)
            for _ in range(WATCHES):
                self.days.forward(timing().watch + 1)
                for account_id in watch.accounts_to_watch():
                    watch.watch(account_id)
            self._drain()
        self.tell("the queue is empty")

    def _drain(self) -> None:
        for _ in range(ROUNDS):
            self.round()
            due = (
                ChannelCopy.objects.filter(
                    next_at__isnull=False,
                    held=False,
                    account__is_paused=False,
                    account__blocked_code="",
                )
                .select_related("account")
                .order_by("next_at")
            )
            if not due:
                if not list(sweep.pages_to_plan()):
                    return
                continue
            if due.filter(position=Position.SUBMITTED, account__name=CALLED_BACK).exists():
                # Pushes come in their own time.
                time.sleep(0.03)
                self._take_pushes()
            now = timezone.now()
            self.days.until(min(max(copy.next_at, copy.account.hold_until or now) for copy in due))
        waiting = [(str(copy), copy.position, copy.code) for copy in due]
        raise Divergence(self.report(f"The queue does not drain: {waiting}"))

    # --- People ------------------------------------------------------------------------------

    def delete_by_hand(self, account: Account, shown: Shown) -> None:
        self.platforms.delete(account, shown)
        self.touched = True
        self.tell(f"somebody deletes {shown.says} by hand at {account}")

    def open_tasks(self) -> list[HumanTask]:
        tasks = HumanTask.objects.filter(closed_at=None).select_related("copy__account", "account")
        return list(tasks.order_by("pk"))

    def answer(self, task: HumanTask, *, second: bool = False) -> None:
        """Do what a task asks for, and say so. `second`: the other of two answers, if both do."""
        copy, account = task.copy, task.account
        item = next((item for item in self.items if copy and item.ref == copy.page_ref), None)
        given, proof = handwork.DONE, "截图"
        if copy is not None:
            there = self._of(copy, item)
            match TaskKind(task.kind):
                case TaskKind.FIND:
                    given = handwork.THERE if there else handwork.NOT_THERE
                case TaskKind.DELETE:
                    for one in there:
                        self.platforms.delete(account, one)
                case TaskKind.CHANGE:
                    self._change(item, account, there)
                case TaskKind.PUBLISH:
                    given = self._publish(item, account, there, drop=second)
                case TaskKind.DRIFT:
                    given = handwork.THERE if second else handwork.NOT_THERE
                    if second:
                        self.left_out.add((item.number, account.pk))
            proof = next((one.link for one in there if one.link), proof)
        handwork.answer(task, given, proof, self.user)
        self.tell(f"answer “{task.kind} {copy or account}” ({task.code}): {given}")

    def _of(self, copy: ChannelCopy, item: Item) -> list[Shown]:
        """Return what is at the account of a copy, as a person finds it."""
        shown = self.platforms.show()[copy.account_id]
        if copy.part:
            note = copy.corrects.first().correction.note
            return [one for one in shown if one.note and f"说明{one.note}号" in note]
        return [one for one in shown if one.item == item.number and not one.note]

    def _change(self, item: Item, account: Account, there: list[Shown]) -> None:
        says = self.says(item)
        for one in there:
            if says:
                self.platforms.rewrite(account, one, says)
        self._keep(item, account)

    def _publish(self, item: Item, account: Account, there: list[Shown], *, drop: bool) -> str:
        drafts = [one for one in there if one.is_draft]
        if drop or not drafts:
            self.left_out.add((item.number, account.pk))
            return handwork.DROPPED
        self.platforms.publish(account, drafts[0])
        # The console shows it once it is out.
        self.days.forward(5)
        return handwork.DONE

    def retry_faults(self) -> int:
        """Somebody goes through the board and has everything tried again that is stuck."""
        stuck = ChannelCopy.objects.exclude(fault=Fault.NOBODY).exclude(
            tasks__in=HumanTask.objects.filter(closed_at=None)
        )
        for copy in stuck:
            self.tell(f"retry {copy} {copy.part} ({copy.fault} {copy.code})")
            choices.retry(copy, also_account=True)
        return len(stuck)

    # --- Judging -----------------------------------------------------------------------------

    def never_twice(self) -> None:
        """Whatever is under way, nobody ever sees an item, or a correction, twice."""
        for account_pk, shown in self.platforms.show().items():
            times = Counter((one.item, one.note) for one in shown if not one.is_draft)
            for (number, note), count in times.items():
                if count > 1:
                    name = Account.objects.get(pk=account_pk)
                    what = f"第{number}件" + (f" 说明{note}号" if note else "")
                    raise Divergence(self.report(f"{what} is at {name} {count} times"))

    def judge(self, *, strictly: bool = False) -> None:
        """Compare what is with what should be. `strictly`: no reason excuses but a decision."""
        shown = self.platforms.show()
        for account in self.accounts:
            for item in self.items:
                there = [o for o in shown[account.pk] if o.item == item.number and not o.note]
                self.counts["compared"] += 1
                if trouble := self._trouble(item, account, there, strictly=strictly):
                    raise Divergence(self.report(f"第{item.number}件 at {account}: {trouble}"))

    def _trouble(self, item: Item, account: Account, there: list[Shown], *, strictly: bool) -> str:
        should = self.declared(item, account)
        if len(there) > 1:
            return f"{len(there)} times: {', '.join(str(one.says) for one in there)}"
        is_there = there[0].says if there else None
        copy = ChannelCopy.objects.filter(page_ref=item.ref, account=account, part="").first()
        status = status_of(copy) if copy else None
        if should == is_there:
            self.counts["equal"] += 1
            return ""
        told = f"declared {should}, there is {is_there}, the board says {status}"
        if copy is None:
            return told
        if should and is_there:
            may_lag = account.on_change == OnChange.LEAVE and account.kind != "webhook"
            decided = (item.number, account.pk, should) in self.kept
            if (status == Status.OUTDATED and may_lag) or (status == Status.KEPT and decided):
                self.counts["left by policy or decision"] += 1
                return ""
        if strictly or not self._reason(copy):
            tasks = list(copy.tasks.values_list("kind", "closed_at"))
            return f"{told} ({copy.position}, {copy.fault} {copy.code}, {tasks})"
        self.counts["explained"] += 1
        return ""

    def _reason(self, copy: ChannelCopy) -> bool:
        """Whether somebody is told, on the board or by a task, why a copy is not as declared."""
        account = copy.account
        waits = account.is_paused or account.is_blocked or (copy.held and copy.next_at is not None)
        tasks = copy.tasks.filter(closed_at=None, kind__in=TaskKind.about_copies())
        undecided = Correction.objects.unsigned().filter(page_ref=copy.page_ref)
        if waits or copy.fault or tasks.exists() or (copy.wanted and undecided.exists()):
            return True
        beside = copy.correcting.beside if copy.correcting else None
        return beside is not None and self._reason(beside)

    def close(self) -> None:
        """Let everybody do what is theirs to do; then nothing may differ from what was decided."""
        self.sandbox.control("faults", "DELETE")
        self.partner.troubles.clear()
        Account.objects.update(is_paused=False)
        choices.let_go(ChannelCopy.objects.all())
        self.tell("everything is released; people see to what is theirs")
        for _ in range(ANSWERS):
            self.drain()
            self.judge()
            plans, tasks = self.open_plans(), self.open_tasks()
            for correction in plans:
                self.sign(correction, lambda offered: offered[0])
            for task in tasks:
                task.refresh_from_db()
                if task.closed_at is None:
                    self.answer(task)
            if not tasks and not plans and not self.retry_faults():
                break
        else:
            raise Divergence(self.report(f"No end of tasks: {self.open_tasks()}"))
        self.judge(strictly=True)
        if under_way := Correction.objects.filter(settled_at=None, dropped_at=None):
            raise Divergence(self.report(f"Plans without an end: {list(under_way)}"))

    def report(self, trouble: str) -> str:
        lines = "\n  ".join(self.history)
        return f"{trouble}\nWhat happened:\n  {lines}"
