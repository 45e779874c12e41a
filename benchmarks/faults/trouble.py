"""What goes wrong at the sandbox, and how often it did."""

from typing import Any

from benchmarks.faults.load import APP_KEY, SECRET, Load
from tests.sandbox_process import SandboxProcess

PLENTY = 1_000_000
WECHAT_CALLS = (
    "media/uploadimg", "draft/add", "draft/update", "draft/delete", "draft/batchget",
    "freepublish/submit", "freepublish/get", "freepublish/delete", "freepublish/batchget",
)  # fmt: skip
# Longer than anybody waits for an answer.
HANG = {"seconds": 8}
# Shares of what goes wrong: before the work is done, after it, too late, never.
SHARES: list[tuple[str, float, dict[str, Any]]] = [
    ("refuse", 0.20, {}),
    ("drop", 0.15, {}),
    ("silent", 0.20, {}),
    ("empty", 0.15, {}),
    ("html502", 0.15, {}),
    ("expire_token", 0.10, {}),
    ("stall", 0.03, HANG),
    ("stall_before", 0.02, HANG),
]
BUSY = {"/cgi-bin/": {"errcode": -1, "errmsg": "system busy"}, "/2/": {"error_code": 10001}}
CALLBACKS = {"lost": 0.1, "doubled": 0.1}


def open_accounts(sandbox: SandboxProcess, load: Load) -> None:
    """Register the accounts, with quotas that a day of ten thousand posts does not exhaust."""
    for app_id in load.app_ids:
        sandbox.control(
            "wechat/accounts",
            app_id=app_id,
            secret=SECRET,
            name=f"公众号{app_id[-1]}",
            publish_delay=0.3,
            quotas=dict.fromkeys(WECHAT_CALLS, PLENTY),
        )
    sandbox.control(
        "weibo/apps",
        app_key=APP_KEY,
        app_secret=SECRET,
        redirect_uris=["http://localhost/authorised/"],
        safe_domains=["localhost"],
        quotas={"ip_hour": PLENTY, "user_day": PLENTY, "posts_hour": PLENTY},
        # The platform's own check for repetitions would hide what its callers do wrong.
        duplicate_window=0,
    )
    for uid in load.uids:
        sandbox.control("weibo/users", uid=uid, screen_name=f"微博{uid[-1]}")


def begin(sandbox: SandboxProcess, load: Load) -> None:
    """Have the share `load.disturbed` of all calls go wrong from now on, and of callbacks too."""
    left = 1.0
    for kind, share, params in SHARES:
        rate = share * load.disturbed
        # A fault is asked only about what those before it have let pass.
        _order(sandbox, load, kind, rate / left, params)
        left -= rate
    left = 1.0
    for kind, rate in CALLBACKS.items():
        _order(sandbox, load, kind, rate / left, {}, match="callback")
        left -= rate


def _order(
    sandbox: SandboxProcess,
    load: Load,
    kind: str,
    rate: float,
    params: dict[str, Any],
    match: str = "/",
) -> None:
    for prefix in BUSY if kind == "refuse" else [match]:
        sandbox.control(
            "faults",
            match=prefix,
            kind=kind,
            times=PLENTY,
            params={**params, **BUSY.get(prefix, {}), "rate": rate, "seed": load.seed},
        )


def struck(sandbox: SandboxProcess) -> dict[str, int]:
    """Return how often each kind has struck since it was ordered."""
    hits: dict[str, int] = {}
    for fault in sandbox.control("faults", "GET"):
        hits[fault["kind"]] = hits.get(fault["kind"], 0) + fault["hits"]
    return hits


def end(sandbox: SandboxProcess) -> None:
    sandbox.control("faults", "DELETE")
