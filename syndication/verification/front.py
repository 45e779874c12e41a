"""Our accounts on other platforms, on the home page of the site that speaks through them."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from syndication.models import Account
from syndication.verification.answers import OfficialAccount
from syndication.verification.official import listed


class AccountsInFront(Component):
    template_name = "syndication/verification/front.html"

    def __init__(self, accounts: tuple[OfficialAccount, ...]) -> None:
        self.accounts = accounts

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"accounts": self.accounts}


def accounts_in_front(page: Page, _request: HttpRequest | None) -> AccountsInFront | None:
    """Return the panel of the accounts that a site's pages go to; None where there are none."""
    routed = Account.objects.filter(routes__root=page.pk).distinct().order_by("kind", "name")
    accounts = listed(routed)
    return AccountsInFront(accounts) if accounts else None
