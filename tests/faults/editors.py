"""The editors of the newsroom: its pages, its accounts, and what should be of each at the other."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from home.models import ArticlePage, ColumnPage, HomePage
from syndication import binding, choices, corrections
from syndication.channels.remedies import Remedy
from syndication.models import Account, ChannelCopy, Correction
from syndication.models.account import OnChange, OnWithdrawal, Target
from tests.faults.days import Days
from tests.faults.platforms import Platforms, Said
from tests.home.factories import ColumnPageFactory
from tests.sandbox.receiver import TOKEN, Receiver
from tests.sandbox_process import SandboxProcess
from tests.syndication.engine_room import EVER, published, wechat_account, weibo_account
from tests.syndication.partner import Partner

TEN_YEARS = 10 * 365 * 86_400
LEFT = {Remedy.LEAVE, Remedy.NOTICE, Remedy.COMMENT}


@dataclass
class Item:
    """A page of the newsroom, by its number; `versions` are the revisions by version."""

    number: int
    ref: int
    versions: dict[int, int] = field(default_factory=dict)

    @property
    def page(self) -> ArticlePage | None:
        return ArticlePage.objects.filter(pk=self.ref).first()


DESKS: dict[str, dict[str, Any]] = {
    "微博甲": {"on_change": OnChange.LEAVE},
    "微博乙": {"on_change": OnChange.REPLACE},
    "公众号甲": {"on_change": OnChange.REPLACE},
    "公众号乙": {"on_change": OnChange.LEAVE, "on_withdrawal": OnWithdrawal.BY_HAND},
    "公众号丙": {"target": Target.DRAFT},
    "合作方": {},
}
"""Accounts by name, with the policies each has."""
CALLED_BACK = "公众号甲"
"""The account that the platform calls back; the others have to ask."""
COLUMNS = {"news": DESKS.keys(), "notices": {"微博乙", "公众号甲", "公众号丙"}, "inside": set()}
"""Columns by slug, with the accounts they are led to."""


class Editors:
    """A portal with accounts and editors, and what they have decided."""

    def __init__(
        self,
        sandbox: SandboxProcess,
        partner: Partner,
        receiver: Receiver,
        user: AbstractBaseUser,
        home: HomePage,
    ) -> None:
        self.sandbox, self.partner, self.receiver, self.user = sandbox, partner, receiver, user
        self.platforms = Platforms(sandbox, partner)
        self.items: list[Item] = []
        self.history: list[str] = []
        self.counts: Counter[str] = Counter()
        self.left_out: set[tuple[int, int]] = set()
        # Somebody decided that what is there may stay, while the page says this.
        self.kept: set[tuple[int, int, Said]] = set()
        self.notes = 0
        self.versions = 0
        self.touched = False
        self.days = Days(sandbox)
        self.home = home

    def __enter__(self) -> Self:
        self.sandbox.reset()
        self.partner.items.clear()
        self.partner.troubles.clear()
        self.receiver.pushes.clear()
        self._transaction = transaction.atomic()
        self._transaction.__enter__()
        self.days.__enter__()
        for slug in COLUMNS:
            ColumnPageFactory(parent=self.home, title=slug, slug=slug)
        return self

    def __exit__(self, *exception: Any) -> None:
        self.days.__exit__(*exception)
        transaction.set_rollback(True)
        self._transaction.__exit__(None, None, None)

    def tell(self, line: str) -> None:
        self.history.append(f"{self.days.now:%d %H:%M:%S} {line}")

    def open_accounts(self, names: Iterable[str]) -> None:
        for name in names:
            account = self._bound(name)
            Account.objects.filter(pk=account.pk).update(**DESKS[name])
            account.routes.all().delete()
            slugs = [slug for slug, led_to in COLUMNS.items() if name in led_to]
            binding.route(account, slugs, since=EVER)
        self.tell(f"accounts: {', '.join(names)}")

    def _bound(self, name: str) -> Account:
        number = list(DESKS).index(name)
        if name.startswith("微博"):
            return weibo_account(
                self.sandbox, name=name, uid=f"550000000{number}", token_life=TEN_YEARS
            )
        if name.startswith("公众号"):
            account = wechat_account(
                self.sandbox,
                name=name,
                app_id=f"wx{number}",
                publish_delay=0 if name == CALLED_BACK else 0.5,
            )
            if name == CALLED_BACK:
                account = binding.bind("wechat", name, callback_token=TOKEN)
                self.sandbox.control(
                    "wechat/accounts",
                    app_id=account.app_id,
                    callback_url=self.receiver.url,
                    callback_token=TOKEN,
                )
            return account
        account = binding.bind(
            "webhook",
            name,
            app_id="fabuting",
            app_secret=self.partner.secret,
            base_url=self.partner.url,
        )
        binding.route(account, [], since=EVER)
        return account

    @property
    def accounts(self) -> list[Account]:
        return list(Account.objects.order_by("pk"))

    # --- Editors -----------------------------------------------------------------------------

    def words(self, item_number: int, *, retitled: bool) -> dict[str, Any]:
        """Return the title and body of a new version."""
        self.versions += 1
        title = f"第{item_number}件" + (f"（{self.versions}）" if retitled else "")
        return {"title": title, "body": [("paragraph", f"<p>正文{self.versions}号。</p>")]}

    def publish_new(self, column: str) -> Item:
        number = len(self.items) + 1
        words = self.words(number, retitled=False)
        parent = ColumnPage.objects.get(slug=column)
        page = published(parent, slug=f"item-{number}", **words)
        item = Item(number, page.pk, {self.versions: page.live_revision_id})
        self.items.append(item)
        self.tell(f"publish 第{number}件 in {column} as 正文{self.versions}号")
        return item

    def edit(self, item: Item, *, retitled: bool, major: bool = False) -> None:
        """Publish a new version; a withdrawn page comes back with it."""
        page = item.page
        correction = corrections.open_for_change(page, self.user) if major else None
        for name, value in self.words(item.number, retitled=retitled).items():
            setattr(page, name, value)
        revision = page.save_revision()
        revision.publish()
        item.versions[self.versions] = revision.pk
        kind = "a lot" if major else "a little"
        self.tell(f"change 第{item.number}件 {kind}, {page.title}, 正文{self.versions}号")
        if correction:
            corrections.prepare(correction)

    def bring_back(self, item: Item, version: int) -> None:
        """Publish an old revision again."""
        page = item.page
        page.revisions.get(pk=item.versions[version]).publish()
        self.tell(f"bring back 正文{version}号 of 第{item.number}件")

    def withdraw(self, item: Item, remedies: Mapping[int, Remedy] | None) -> None:
        """Unpublish; with `remedies` (by account) through the confirmation that asks."""
        page = item.page
        if remedies is not None:
            decisions = {
                line.copy.pk: remedies.get(line.copy.account_id, line.usual)
                for line in corrections.lines_of_withdrawal(page.pk)
            }
            corrections.sign_withdrawal(page, self.user, decisions)
            self.tell(f"sign the withdrawal of 第{item.number}件: {sorted(decisions.values())}")
        page.unpublish()
        self.tell(f"withdraw 第{item.number}件")

    def move(self, item: Item, column: str) -> None:
        target = ColumnPage.objects.get(slug=column)
        item.page.move(target, pos="last-child")
        self.tell(f"move 第{item.number}件 to {column}")

    def delete(self, item: Item) -> None:
        ArticlePage.objects.get(pk=item.ref).delete()
        self.tell(f"delete 第{item.number}件")

    def open_plans(self) -> list[Correction]:
        return list(Correction.objects.unsigned().order_by("pk"))

    def sign(self, correction: Correction, choose: Any) -> None:
        """Sign a plan; `choose` picks one of the remedies that are offered for a copy."""
        lines = corrections.prepare(correction)
        item = next(item for item in self.items if item.ref == correction.page_ref)
        if not lines or item.page is None:
            self.tell(f"nothing to decide about 第{item.number}件")
            return
        self.notes += 1
        note = self.notes
        decisions = {}
        for line in lines:
            remedy = choose([offer.remedy for offer in line.offers])
            decisions[line.copy.pk] = remedy
            account = line.copy.account
            if remedy in LEFT:
                self._keep(item, account)
        text = f"第{item.number}件有误，说明{note}号。"
        corrections.sign(correction, self.user, decisions, text)
        by_name = {line.copy.account.name: str(decisions[line.copy.pk]) for line in lines}
        self.tell(f"sign the plan for 第{item.number}件 (说明{note}号): {by_name}")

    def _keep(self, item: Item, account: Account) -> None:
        if says := self.says(item):
            self.kept.add((item.number, account.pk, says))

    def leave_out(self, item: Item, account: Account) -> None:
        choices.leave_out(item.page, account)
        self.left_out.add((item.number, account.pk))
        self.tell(f"leave 第{item.number}件 out at {account}")

    def take_in(self, item: Item, account: Account) -> None:
        choices.take_in(item.page, account)
        self.left_out.discard((item.number, account.pk))
        self.tell(f"take 第{item.number}件 in at {account}")

    def hold(self, item: Item, *, held: bool) -> None:
        copies = ChannelCopy.objects.filter(page_ref=item.ref)
        (choices.hold if held else choices.let_go)(copies)
        self.tell(f"{'hold' if held else 'let go'} 第{item.number}件")

    def pause(self, account: Account, *, paused: bool) -> None:
        Account.objects.filter(pk=account.pk).update(is_paused=paused)
        self.tell(f"{'pause' if paused else 'resume'} {account}")

    # --- What should be ----------------------------------------------------------------------

    def says(self, item: Item) -> Said | None:
        """Return what a public page says now; None if it is not public."""
        page = item.page
        if page is None or not page.live:
            return None
        version = page.body.raw_data[0]["value"].removeprefix("<p>正文").partition("号")[0]
        return Said(int(version), page.full_url)

    def declared(self, item: Item, account: Account) -> Said | None:
        says = self.says(item)
        if says is None or (item.number, account.pk) in self.left_out:
            return None
        column = item.page.get_parent().slug
        return says if account.name in COLUMNS[column] else None
