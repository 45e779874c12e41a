"""For what an account has one of."""

from typing import Any


class OnceForEachAccount:
    """A form whose account is chosen when the row is made and stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        account = self.fields["account"]
        if self.instance.pk:
            account.disabled = True
        elif account.queryset.count() == 1:
            account.initial = account.queryset.first()
