"""Numbers of identity cards: GB 11643-1999 (18 digits), and the 15 digits before it."""

from datetime import UTC, date, datetime

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
# GB/T 2260, and 81–83 for residence permits.
PROVINCES = frozenset(
    {
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
        "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64",
        "65", "71", "81", "82", "83",
    }
)  # fmt: skip
FIRST_YEAR = 1900


def check_character(digits: str) -> str:
    """Return the last character of a number whose first 17 digits are these (ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True))
    return CHECKS[total % 11]


def is_identity(number: str) -> bool:
    """Tell whether 18 characters are a number that could have been given to somebody."""
    return (
        _is_from_somewhere(number)
        and _was(number[6:14])
        and check_character(number[:17]) == number[17].upper()
    )


def is_blurred_identity(number: str) -> bool:
    """Tell whether 18 digits are one that a spreadsheet kept as a number: its end became zeros."""
    return number[:2] in PROVINCES and _was(number[6:14]) and number.endswith("000")


def is_old_identity(number: str) -> bool:
    """Tell whether 15 digits could be a number from before 1999. They have no check character."""
    return number[:2] in PROVINCES and _was(f"19{number[6:12]}")


def is_registration(number: str) -> bool:
    """Tell whether 15 digits are a business registration number (ISO 7064 MOD 11,10)."""
    remainder = 10
    for digit in number[:14]:
        remainder = (remainder + int(digit)) % 10 or 10
        remainder = remainder * 2 % 11
    return (remainder + int(number[14])) % 10 == 1


def _is_from_somewhere(number: str) -> bool:
    """A permit of permanent residence begins with a 9 since 2023, and the province follows."""
    return number[:2] in PROVINCES or (number[0] == "9" and number[1:3] in PROVINCES)


def _was(day: str) -> bool:
    try:
        born = date(int(day[:4]), int(day[4:6]), int(day[6:8]))
    except ValueError:
        return False
    return born.year >= FIRST_YEAR and born <= datetime.now(tz=UTC).date()
