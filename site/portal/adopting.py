"""What adoption means for accounts: followers read a piece of news once.

By reference it is one text, and the engine sends a text to an account once, however many places it
has. An edited copy is a text of its own, but the same news: it is left out at accounts that have
the original already, until somebody takes it in there.
"""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.dispatch import receiver

from contributions.models import Adoption, Way
from contributions.signals import adopted
from syndication import choices
from syndication.models import ChannelCopy


@receiver(adopted)
def leave_out_where_the_original_is(
    sender: type[Adoption], adoption: Adoption, user: AbstractBaseUser, **kwargs: Any
) -> None:
    if adoption.way != Way.COPY:
        return
    copies = ChannelCopy.objects.of_the_page().filter(
        page_ref=adoption.contribution.page_ref, wanted=True
    )
    for account in {copy.account for copy in copies.select_related("account")}:
        choices.leave_out(adoption.page, account)
