"""What the demo needs beside its content: somebody to log in, and two accounts to write to."""

import time
from argparse import ArgumentParser
from datetime import timedelta
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.urls import reverse
from django.utils import timezone

from home.demo.held import build_held
from home.models import ArticlePage, ColumnPage
from syndication import binding
from syndication.models import Account, CustomMenu, Route
from syndication.models.account import Target

USER, PASSWORD = "admin", "fabuting-demo"
NEWEST = 6
COLUMNS_IN_MENU = 5
VERIFIED_FOR = timedelta(days=200)
ASKED = ("加装电梯", "公积金提取", "教师招聘")
INVITATION = "发来几个字，说说您要找什么，我们马上为您查找。"

WECHAT = {
    "app_id": "wxdemo0000000001",
    "secret": "demo-secret-of-the-official-account",
    "callback_token": "demotoken",
    "callback_aes_key": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
}
REVIEWERS = {"zhubian01": "总编", "shenhe02": "审核员"}
WEIBO = {"app_key": "1000000001", "app_secret": "demo-secret-of-the-weibo-app", "uid": "5500000001"}


class Command(BaseCommand):
    help = "Make the demo's user and bind its two accounts to a running sandbox."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sandbox", default=settings.SANDBOX_URL, help="its address")
        parser.add_argument("--wait", type=float, default=30, help="seconds to wait for it")
        parser.add_argument(
            "--no-check", action="store_true", help="do not ask what the accounts may do"
        )

    @no_translations
    def handle(self, *args, **options) -> None:
        if not settings.SANDBOX_ALLOWED:
            raise CommandError("The sandbox is off in these settings, and so is the demo.")
        self.sandbox = options["sandbox"].rstrip("/")
        self._wait(options["wait"])
        self._user()
        city = settings.WAGTAIL_SITE_NAME
        wechat = self._wechat(f"{city}微信公众号")
        weibo = self._weibo(f"{city}微博")
        for account in (wechat, weibo):
            self._route(account)
            if not options["no_check"]:
                self._register(account)
        self._menu(wechat)
        build_held(get_user_model().objects.get(username=USER))
        self.stdout.write(f"Demo user {USER}; accounts {wechat.name}, {weibo.name}")

    def _wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while True:
            try:
                requests.get(self.sandbox, timeout=5)
            except requests.ConnectionError as error:
                if time.monotonic() > end:
                    raise CommandError(f"No sandbox answers at {self.sandbox}") from error
                time.sleep(0.2)
            else:
                return

    @staticmethod
    def _user() -> None:
        users = get_user_model().objects
        if not users.filter(username=USER).exists():
            users.create_superuser(USER, f"{USER}@example.com", PASSWORD)

    def _wechat(self, name: str) -> Account:
        account = binding.bind(
            "wechat",
            name,
            app_id=WECHAT["app_id"],
            app_secret=WECHAT["secret"],
            base_url=self.sandbox,
            callback_token=WECHAT["callback_token"],
            callback_aes_key=WECHAT["callback_aes_key"],
        )
        path = reverse("channels:wechat_callback", args=[account.callback_id])
        self._control(
            "wechat/accounts",
            **WECHAT,
            name=name,
            callback_url=f"{settings.PUBLIC_URL}{path}",
            callback_mode="aes",
        )
        self._reviewers(account)
        return account

    def _reviewers(self, account: Account) -> None:
        """Give the account followers who are shown mass sends, and have it propose items."""
        for wxid, nickname in REVIEWERS.items():
            self._control(
                "wechat/followers",
                app_id=account.app_id,
                openid=f"o-{wxid}",
                wxid=wxid,
                nickname=nickname,
            )
        if "preview_to" not in account.options:
            account.options = {**account.options, "preview_to": " ".join(REVIEWERS)}
            account.target = Target.PROPOSE
            account.save(update_fields=["options", "target"])

    def _weibo(self, name: str) -> Account:
        authorised = f"{settings.PUBLIC_URL}{reverse('syndication:authorised')}"
        self._control(
            "weibo/apps",
            app_key=WEIBO["app_key"],
            app_secret=WEIBO["app_secret"],
            redirect_uris=[authorised, authorised.replace("localhost", "127.0.0.1")],
            safe_domains=[urlsplit(settings.PUBLIC_URL).hostname],
        )
        self._control("weibo/users", uid=WEIBO["uid"], screen_name=name)
        answer = self._control("weibo/tokens", app_key=WEIBO["app_key"], uid=WEIBO["uid"])
        return binding.bind(
            "weibo",
            name,
            app_id=WEIBO["app_key"],
            app_secret=WEIBO["app_secret"],
            access_token=answer["access_token"],
            remote_id=WEIBO["uid"],
            base_url=self.sandbox,
            options={"web_url": self.sandbox},
        )

    @staticmethod
    def _register(account: Account) -> None:
        """Say who answers for the account, and ask the platform what it may do."""
        if account.probed_at is not None:
            return
        binding.probe(account)
        account.sponsor = "云汀市人民政府办公室"
        account.owner, account.owner_contact = "林晓岚", "0000-12345678"
        account.filing_number = f"演新媒备{account.pk:04d}号"
        account.verified_until = timezone.localdate() + VERIFIED_FOR
        account.save(
            update_fields=["sponsor", "owner", "owner_contact", "filing_number", "verified_until"]
        )

    @staticmethod
    def _menu(account: Account) -> None:
        """Give the account a menu, if the site has columns enough to fill one."""
        shown = list(ColumnPage.objects.filter(depth=3).live().in_menu()[:COLUMNS_IN_MENU])
        if len(shown) < COLUMNS_IN_MENU or CustomMenu.objects.filter(account=account).exists():
            return
        see = [{"name": column.title, "does": [("page", column)]} for column in shown]
        ask = [{"name": words, "does": [("words", words)]} for words in ASKED]
        menu = CustomMenu.objects.create(
            account=account,
            buttons=[
                ("sub_menu", {"name": "看政务", "buttons": see}),
                ("sub_menu", {"name": "大家常问", "buttons": ask}),
                ("button", {"name": "找一找", "does": [("reply", INVITATION)]}),
            ],
        )
        menu.due_now()

    def _control(self, path: str, **body) -> dict:
        answer = requests.post(
            f"{self.sandbox}/_control/{path}",
            json=body,
            headers={"X-Sandbox-Control": "1"},
            timeout=10,
        )
        if not answer.ok:
            raise CommandError(f"The sandbox refused {path}: {answer.status_code} {answer.text}")
        return answer.json()

    @staticmethod
    def _route(account: Account) -> None:
        """Lead the whole site to the account, beginning with the newest few articles."""
        if Route.objects.filter(account=account).exists():
            return
        newest = ArticlePage.objects.live().order_by("-first_published_at")[:NEWEST]
        moments = [article.first_published_at for article in newest]
        binding.route(account, [], since=min(moments, default=None))
