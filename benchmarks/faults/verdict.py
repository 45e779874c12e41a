"""What the platforms hold in the end, by page and account. Nobody's own books are asked."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.faults.load import Load, title


@dataclass(frozen=True, slots=True)
class Verdict:
    """`lost` and `duplicates` count sends: an item at an account."""

    delivered: int
    duplicates: int
    lost: set[tuple[str, int]]


def judge(state: dict[str, Any], load: Load) -> Verdict:
    """Count what was ever published; nothing is withdrawn in this load."""
    numbers = {title(page): page for page in range(load.pages)}
    found = Counter(_published(state, numbers))
    meant = {
        (account, page) for account in [*load.app_ids, *load.uids] for page in range(load.pages)
    }
    return Verdict(
        delivered=len(meant & set(found)),
        duplicates=sum(times - 1 for times in found.values()),
        lost=meant - set(found),
    )


def _published(state: dict[str, Any], numbers: dict[str, int]) -> Iterator[tuple[str, int]]:
    for row in state["wechat"]["articles"]:
        for article in row["articles"]:
            yield row["app_id"], numbers[article["title"]]
    for post in state["weibo"]["posts"]:
        head, _, _ = post["sent_text"].removeprefix("【").partition("】")
        yield post["uid"], numbers[head]
