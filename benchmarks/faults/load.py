"""What is sent: as many pages as are needed, each to every account."""

from dataclasses import dataclass

APP_KEY, SECRET, CALLBACK_TOKEN = "1000000001", "the-secret-of-the-account", "callbacktoken"
PICTURES = ("steelblue", "tomato", "seagreen", "goldenrod", "slategray")


@dataclass(frozen=True, slots=True)
class Load:
    """`sends` is rounded up to whole pages. `disturbed` is the share of calls that go wrong."""

    sends: int = 10_000
    disturbed: float = 0.2
    seed: int = 1
    wechat: int = 6
    weibo: int = 4
    # Seconds between two kills of a worker, on average.
    kill_every: float = 15.0
    workers: int = 2

    @property
    def accounts(self) -> int:
        return self.wechat + self.weibo

    @property
    def pages(self) -> int:
        return -(-self.sends // self.accounts)

    @property
    def app_ids(self) -> list[str]:
        return [f"wx{number:016}" for number in range(1, self.wechat + 1)]

    @property
    def uids(self) -> list[str]:
        return [f"55{number:08}" for number in range(1, self.weibo + 1)]


def title(page: int) -> str:
    """Return the title by which a page is known on every platform; none is a part of another."""
    return f"第{page}号通报"


def summary(page: int) -> str:
    return f"关于第{page}项工作进展情况的通报。"
