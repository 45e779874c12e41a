"""An account of a partner system, and changes of what is at the partner."""

from typing import Any

from home.models import ArticlePage
from syndication import binding
from syndication.models import Account
from tests.syndication.engine_room import EVER
from tests.syndication.partner import Partner


def partner_account(partner: Partner) -> Account:
    """Return the account through which everything of the portal goes to a partner."""
    account = binding.bind(
        "webhook", "省级平台", app_id="fabuting", app_secret=partner.secret, base_url=partner.url
    )
    binding.route(account, [], since=EVER)
    return account


def change(page: ArticlePage, **values: Any) -> None:
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
