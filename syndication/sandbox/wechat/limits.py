"""接口调用频次限制, and which calls are for verified accounts only (适用范围)."""

from syndication.sandbox.models import WeChatAccount

# Calls a day of newly registered accounts. uploadimg: as reported by its users.
DAILY = {
    "token": 2_000,
    "stable_token": 500_000,
    "media/uploadimg": 1_000,
    "material/add_material": 100_000,
    "draft/add": 1_000,
    "draft/get": 500,
    "draft/update": 1_000,
    "draft/delete": 1_000,
    "draft/count": 1_000,
    "draft/batchget": 1_000,
    "freepublish/submit": 100,
    "freepublish/get": 100,
    "freepublish/delete": 10,
    "freepublish/getarticle": 100,
    "freepublish/batchget": 100,
    "message/mass/sendall": 100,
    "message/mass/preview": 100,
    "message/mass/delete": 10,
    "menu/create": 1_000,
    "menu/get": 10_000,
    "menu/delete": 1_000,
    "get_current_selfmenu_info": 10_000,
}
# Where no figure is documented.
OTHERS = 100_000
A_MINUTE = {"stable_token": 10_000, "message/mass/sendall": 60}
NOT_COUNTED = ("openapi/", "clear_quota")
FOR_VERIFIED_ONLY = ("freepublish/", "comment/", "message/mass/")


def daily_limit(account: WeChatAccount, endpoint: str) -> int:
    limit = account.quotas.get(endpoint, account.quotas.get(f"/cgi-bin/{endpoint}"))
    return DAILY.get(endpoint, OTHERS) if limit is None else int(limit)


def has_right(account: WeChatAccount, endpoint: str) -> bool:
    """Rights are told per endpoint or per group of endpoints; else verification decides."""
    name = endpoint
    while name:
        if name in account.rights:
            return bool(account.rights[name])
        name = name.rpartition("/")[0]
    groups = FOR_VERIFIED_ONLY + (("menu/",) if account.kind == "SUB" else ())
    return account.verified or not f"{endpoint}/".startswith(groups)
