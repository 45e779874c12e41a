"""发文字号: taken apart whatever brackets it was typed in, and written as the standard has it.

GB/T 9704-2012 §7.2.5: 机关代字〔年份〕序号号, the year of four digits in hexagonal brackets,
no 第, no zeros before the serial. Orders (国令第711号) and announcements (公告2024年第3号) go by
other forms.
"""

import re
import unicodedata
from dataclasses import dataclass

from disclosure.basis.numerals import NUMERAL, number_of

# After NFKC, which turns full-width brackets and digits into ordinary ones.
OPENING, CLOSING = r"[\[(【〔〖{<〈《「『]", r"[\])】〕〗}>〉》」』]"
YEAR = r"(?P<year>(?:19|20)\d\d)"
# Organs call themselves by Chinese characters, letters and an occasional middle dot.
WORDS = r"(?P<prefix>[㐀-鿿A-Za-z·]+?)"
DIGITS = rf"(?P<serial>\d{{1,5}}|{NUMERAL}{{1,7}})"
FORMS = (
    # 国办发〔2017〕47号
    re.compile(rf"{WORDS}{OPENING}{YEAR}年?{CLOSING}第?(?P<serial>\d{{1,5}})号?"),
    # 公告2024年第3号, 2024年第3号
    re.compile(rf"(?P<announced>(?:{WORDS})?){YEAR}年第?{DIGITS}号"),
    # 国令第711号, 第12号
    re.compile(rf"(?P<announced>(?:{WORDS})?)第{DIGITS}号"),
    # 云政发2026-3号, 云政发2026 3号; 云政发20263号
    re.compile(rf"{WORDS}{YEAR}[-—–/·]?第?(?P<serial>\d{{1,5}})号"),
)
# Between the numbers of a joint document; never inside one.
BETWEEN = re.compile(r"(?<=号)[\s、，,；;/]*(?=\S)")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """One number: who issued (机关代字), in which year, as which."""

    prefix: str
    year: int | None
    serial: int
    form: str = "standard"
    """`standard` 云政发〔2026〕3号, `announcement` 公告2026年第3号, `order` 国令第711号."""

    def __str__(self) -> str:
        match self.form:
            case "announcement":
                return f"{self.prefix}{self.year}年第{self.serial}号"
            case "order":
                return f"{self.prefix}第{self.serial}号"
        return f"{self.prefix}〔{self.year}〕{self.serial}号"


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was typed, read: the numbers in their order, and what could not be understood."""

    numbers: tuple[DocumentNumber, ...] = ()
    not_understood: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "、".join([*map(str, self.numbers), *self.not_understood])

    @property
    def lead(self) -> DocumentNumber | None:
        return self.numbers[0] if self.numbers else None


def parse(text: str) -> DocumentNumber | None:
    """Read one number; None if it follows no form that is known."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).rstrip("。.")
    spaced = re.sub(r"\s+", "-", unicodedata.normalize("NFKC", text).strip())
    for at, form in enumerate(FORMS):
        found = form.fullmatch(plain) or (form.fullmatch(spaced) if at == len(FORMS) - 1 else None)
        if found:
            year = found.groupdict().get("year")
            serial = number_of(found["serial"])
            kind = ("standard", "announcement", "order", "standard")[at]
            return DocumentNumber(found["prefix"] or "", int(year) if year else None, serial, kind)
    return None


def read(text: str) -> Numbers:
    """Read the numbers of a document, several if it was issued jointly; nothing is lost."""
    understood: list[DocumentNumber] = []
    rest: list[str] = []
    for piece in filter(None, map(str.strip, BETWEEN.split(text.strip()))):
        number = parse(piece)
        if number:
            understood.append(number)
        else:
            rest.append(piece)
    if rest:
        whole = parse(text)
        return Numbers((whole,)) if whole else Numbers(tuple(understood), tuple(rest))
    return Numbers(tuple(understood))


def normalised(text: str) -> str:
    """Return a number as it is shown: by the standard, or as typed if it is not understood."""
    found = read(text)
    return str(found) if not found.not_understood else text.strip()
