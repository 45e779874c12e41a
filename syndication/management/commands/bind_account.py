import os
import sys
from argparse import ArgumentParser
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from syndication import binding
from syndication.channels.base import Authorisable
from syndication.channels.registry import channel_class, kinds
from syndication.models import Account, Route

OPTIONS = ("web_url", "rip", "headline_right", "headline_articles")


class Command(BaseCommand):
    help = (
        "Bind an account on a channel, or give one new credentials. Secrets may be given as "
        "'-' (one line each on standard input) or 'env:NAME'."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=kinds())
        parser.add_argument("--name", required=True, help="what the account is called here")
        parser.add_argument(
            "--app-id",
            required=True,
            help="WeChat appid, Weibo app key, or the name of the key at a partner",
        )
        parser.add_argument("--app-secret", default="")
        parser.add_argument("--token", default="", help="Weibo: the user's access token")
        parser.add_argument(
            "--token-life", type=int, default=0, help="Weibo: seconds until the token ends"
        )
        parser.add_argument("--uid", default="", help="Weibo uid, or WeChat gh_ id")
        parser.add_argument(
            "--base-url", default="", help="address of the API, if not the usual; a partner's"
        )
        parser.add_argument("--web-url", default="", help="Weibo: where posts are seen")
        parser.add_argument("--rip", default="", help="Weibo: public address sent with posts")
        parser.add_argument(
            "--headline-right", action="store_true", help="Weibo: it may publish headline articles"
        )
        parser.add_argument(
            "--headline-articles",
            action="store_true",
            help="Weibo: pages with a picture go out as headline articles",
        )
        parser.add_argument("--callback-token", default="", help="WeChat: token of the callback")
        parser.add_argument("--aes-key", default="", help="WeChat: EncodingAESKey of the callback")
        parser.add_argument(
            "--route",
            action="append",
            default=[],
            metavar="SLUG",
            help="column whose pages go there; may be repeated; the whole site by default",
        )
        parser.add_argument(
            "--all-pages",
            action="store_true",
            help="also pages first published before now",
        )
        parser.add_argument("--no-check", action="store_true", help="do not call the platform")

    @no_translations
    def handle(self, *args, **options) -> None:
        channel = channel_class(options["kind"])
        if issubclass(channel, Authorisable) and not (options["uid"] and options["token"]):
            # Without a token the account waits for somebody to authorise it in the admin.
            options["no_check"] = True
        try:
            account, routes = self._bound(options, self._values(options))
        except binding.CannotBind as error:
            raise CommandError(f"Cannot bind {options['name']}: {error}") from error
        self._report(account, [route.root.title for route in routes])
        if options["no_check"]:
            return
        try:
            found = binding.probe(account)
        except binding.CannotBind as error:
            raise CommandError(
                f"{account.name} is saved, but the platform does not let us in: {error}"
            ) from error
        may = ", ".join(name for name, has in found.rights.items() if has)
        self.stdout.write(f"The platform knows it as {found.known_as}; it may: {may or 'nothing'}")

    def _values(self, options: dict[str, Any]) -> dict[str, Any]:
        life = options["token_life"]
        return {
            "app_id": options["app_id"],
            "app_secret": self._secret(options["app_secret"]),
            "access_token": self._secret(options["token"]),
            "token_expires_at": timezone.now() + timedelta(seconds=life) if life else None,
            "remote_id": options["uid"],
            "base_url": options["base_url"],
            "callback_token": self._secret(options["callback_token"]),
            "callback_aes_key": self._secret(options["aes_key"]),
            "options": {key: options[key] for key in OPTIONS if options[key]},
        }

    @staticmethod
    @transaction.atomic
    def _bound(options: dict[str, Any], values: dict[str, Any]) -> tuple[Account, list[Route]]:
        """Bind the account and lead its columns to it, or do neither. Raises CannotBind."""
        account = binding.bind(options["kind"], options["name"], **values)
        since = datetime(1970, 1, 1, tzinfo=UTC) if options["all_pages"] else None
        return account, binding.route(account, options["route"], since)

    def _report(self, account: Account, roots: list[str]) -> None:
        self.stdout.write(f"Bound {account.kind} account {account.name}: {', '.join(roots)}")
        called_at = channel_class(account.kind).called_at
        if called_at:
            path = reverse(f"channels:{called_at}", args=[account.callback_id])
            self.stdout.write(f"Callback path: {path}")

    @staticmethod
    def _secret(value: str) -> str:
        if value == "-":
            return sys.stdin.readline().rstrip("\n")
        if value.startswith("env:"):
            try:
                return os.environ[value[4:]]
            except KeyError as error:
                raise CommandError(f"The environment has no {value[4:]}") from error
        return value
