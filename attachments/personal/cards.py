"""Numbers of bank cards: Luhn (ISO/IEC 7812-1), and the issuers whose cards people here hold."""

# Cards of UnionPay, and an old series of one bank.
CHINESE = ("62", "9558")
# Widespread series that Chinese banks issued with Visa and Mastercard, or before UnionPay. None
# begins like the code of a province and a city, as many public numbers do.
KNOWN = frozenset(
    {
        "402674", "403361", "404117", "404119", "404120", "404121", "404738", "404739", "406252",
        "406254", "407405", "421349", "421865", "427010", "427018", "427019", "427020", "427028",
        "427029", "427030", "427038", "427039", "434061", "434062", "436718", "436742", "436745",
        "438088", "438125", "438600", "439188", "439225", "451289", "451290", "451804", "456351",
        "458060", "458071", "458123", "458124", "489592", "512425", "514957", "518710", "518718",
        "520083", "520169", "521899", "522153", "524094", "526410", "528931", "531693", "532458",
        "539867", "544210", "545217", "545619", "547766", "548259", "552245", "552599", "552801",
        "553131", "553242", "558730", "558868", "601382", "603367", "603445", "603506", "603601",
        "603708",
    }
)  # fmt: skip
ABROAD = (
    "4", "51", "52", "53", "54", "55", "34", "35", "37", "60", "22", "23", "24", "25", "26", "27",
)  # fmt: skip


def is_luhn(number: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def is_card(number: str, *, is_named: bool) -> bool:
    """Tell whether 15–19 digits are a card's; of others than Chinese ones if the text says so."""
    if not is_luhn(number) or len(set(number)) < 4:
        return False
    if number.startswith(CHINESE):
        return 16 <= len(number) <= 19
    if number[:6] in KNOWN:
        return len(number) in (16, 18, 19)
    return is_named and number.startswith(ABROAD) and len(number) in (15, 16)
