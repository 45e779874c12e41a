"""What a platform says about the yearly verification of an account."""

from django.utils import timezone

from syndication.channels.base import AboutAccount
from syndication.engine import tasks_for_people as people
from syndication.models import Account


def told(account: Account, news: AboutAccount) -> None:
    """Keep the date for the calendar of expiries, and ask a person where something is wrong."""
    if news.verified_until:
        until = timezone.localdate(news.verified_until)
        Account.objects.filter(pk=account.pk).update(verified_until=until)
    if news.code:
        people.ask_for_account(account, news.code, news.text)
