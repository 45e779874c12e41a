"""Identifier codes of organs and of their sites: are they what they look like?"""

import re

# GB 32100-2015: 31 characters, without those that are taken for figures.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_CODE = re.compile(rf"^[{ALPHABET}]{{18}}$")
# 国办发〔2017〕47号: ten figures that begin with a division code; ministries bm and eight figures.
SITE_CODE = re.compile(r"^(\d{10}|bm\d{8})$")
# GB/T 2260: provinces, autonomous regions, municipalities, special administrative regions.
PROVINCES = re.compile(r"^(1[1-5]|2[123]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])")


def credit_check(body: str) -> str:
    """Return the 18th character that the first 17 of a credit code call for (GB 32100-2015)."""
    total = sum(ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return ALPHABET[-total % 31]


def organ_check(body: str) -> str:
    """Return the ninth character that the first eight of an organ code call for (GB 11714-1997)."""
    figures = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(figures.index(char) * weight for char, weight in zip(body, weights, strict=True))
    return "0123456789X"[-total % 11]


def is_credit_code(code: str) -> bool:
    """Tell whether this is a credit code: its form, its check digit, and the organ code inside."""
    return (
        bool(CREDIT_CODE.match(code))
        and credit_check(code[:17]) == code[17]
        and organ_check(code[8:16]) == code[16]
    )


def is_site_code(code: str) -> bool:
    """Tell whether this has the form of a site identification code."""
    if not SITE_CODE.match(code):
        return False
    return code.startswith("bm") or bool(PROVINCES.match(code))
