"""What is said when an interview may be found by something else, though no page was published."""

from typing import TYPE_CHECKING

from findable import findable_changed

if TYPE_CHECKING:
    from interviews.models import Sitting


def say_changed(sitting: "Sitting") -> None:
    """Say so. To be called within the transaction that changes what the public sees."""
    findable_changed.send(type(sitting), owners=[f"page:{sitting.page_id}"])
