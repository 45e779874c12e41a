"""What each error_code asks of us. Source: the platform's Error_code page, final table."""

from syndication.channels.base import Blame, Later, Refused, Unknown

# The write may have happened.
_AMBIGUOUS = frozenset({10001, 10003, 10010, 10011, 20032, 20607})
REPEATED = frozenset({20019, 20111})
NOT_THERE, COMMENT_NOT_THERE = 20101, 20201
_BUSY = frozenset({10002, 10009, 20014, 21331})
_REAUTHORISE = frozenset(
    {10006, 10013, 21301, 21314, 21315, 21316, 21317, 21319, 21321, 21325, 21327, 21330, 21332}
)
_EDITOR = frozenset(
    {
        10018, 20005, 20006, 20007, 20008, 20012, 20013, 20017, 20018, 20020, 20021, 20049, 20104,
        21602,
    }
)  # fmt: skip
_WAITS = {10022: 3600.0, 10023: 3600.0, 10024: 3600.0, 20016: 600.0, 20022: 6 * 3600.0}
_ACCOUNT = frozenset(
    {10004, 10005, 10014, 20003, 20015, 20031, 20034, 21320, 21322, 21323, 21324, 21326, 21337}
)
TEXT_WITHOUT_DOMAIN = "text not find domain"


def outcome_of(code: int, text: str, *, repeatable: bool) -> Refused | Later | Unknown:
    """Sort an error_code. `repeatable`: whether the call may be made twice without harm."""
    name = str(code)
    if code in REPEATED:
        return Unknown(name, text, resendable=False)
    if code in _AMBIGUOUS:
        return Later(name, text) if repeatable else Unknown(name, text)
    if code in _BUSY:
        return Later(name, text)
    if code in _WAITS:
        return Later(name, text, _WAITS[code], whole_account=True)
    if code in _REAUTHORISE or code in _ACCOUNT:
        return Refused(Blame.ADMINISTRATOR, name, text, whole_account=True)
    if code in _EDITOR:
        return Refused(Blame.EDITOR, name, text)
    return Refused(Blame.ADMINISTRATOR, name, text)
