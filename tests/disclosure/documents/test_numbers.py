"""发文字号: whatever brackets and digits it was typed in, one number comes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.documents.numbers import DocumentNumber, normalised, parse, read

BRACKETS = ["[]", "()", "（）", "【】", "〔〕", "［］", "〖〗", "﹝﹞", "{}", "〈〉", "[〕", "（]"]
PREFIXES = ["国办发", "国发明电", "云政", "云政办函", "粤府令", "苏人社规", "云财税"]
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

prefixes = st.sampled_from(PREFIXES) | st.text("云汀市政府办公厅发函通建", min_size=2, max_size=8)
years = st.integers(1950, 2049)
serials = st.integers(1, 99_999)
spaces = st.sampled_from(["", " ", "　", "  "])


@given(prefixes, years, serials, st.sampled_from(BRACKETS), st.data())
def test_a_number_in_any_brackets_and_digits_is_the_same_number(prefix, year, serial, pair, data):
    opening, closing = pair
    digits = f"{'0' * data.draw(st.integers(0, 5 - len(str(serial))))}{serial}"
    gap, mark = data.draw(spaces), data.draw(st.sampled_from(["", "第"]))
    typed = f"{prefix}{gap}{opening}{year}{gap}{closing}{gap}{mark}{digits}{gap}号"
    if data.draw(st.booleans()):
        typed = typed.translate(FULL_WIDTH)
    assert parse(typed) == DocumentNumber(prefix, year, serial)
    assert normalised(typed) == f"{prefix}〔{year}〕{serial}号"


@given(prefixes, years, serials, st.sampled_from([" ", "-", "—", "/", "　"]))
def test_a_number_without_brackets_is_understood(prefix, year, serial, between):
    assert parse(f"{prefix}{year}{between}{serial}号") == DocumentNumber(prefix, year, serial)


@given(st.sampled_from(PREFIXES), years, serials)
def test_what_is_shown_is_read_as_the_same_number_again(prefix, year, serial):
    for number in (
        DocumentNumber(prefix, year, serial),
        DocumentNumber(prefix, year, serial, "announcement"),
        DocumentNumber(prefix, None, serial, "order"),
    ):
        assert parse(str(number)) == number


@given(st.text(max_size=40))
def test_no_text_is_lost_or_breaks_the_reading(text):
    assert normalised(normalised(text)) == normalised(text)
    found = read(text)
    if found.not_understood:
        assert normalised(text) == text.strip()


@given(st.lists(st.tuples(prefixes, years, serials), min_size=2, max_size=4))
def test_a_joint_document_has_all_its_numbers(parts):
    typed = " ".join(f"{prefix}[{year}]{serial}号" for prefix, year, serial in parts)
    assert [(n.prefix, n.year, n.serial) for n in read(typed).numbers] == parts
    assert normalised(typed).count("号、") == len(parts) - 1


@pytest.mark.parametrize(
    ("typed", "shown", "parts"),
    [
        ("国令第711号", "国令第711号", ("国令", None, 711)),
        ("云汀市人民政府令第 58 号", "云汀市人民政府令第58号", ("云汀市人民政府令", None, 58)),
        ("市政府令第十二号", "市政府令第12号", ("市政府令", None, 12)),
        ("公告2024年第3号", "公告2024年第3号", ("公告", 2024, 3)),
        ("财政部公告２０２４年第３号", "财政部公告2024年第3号", ("财政部公告", 2024, 3)),
        ("2024年第3号", "2024年第3号", ("", 2024, 3)),
        ("公告〔2024〕第03号", "公告〔2024〕3号", ("公告", 2024, 3)),
        ("云政发20263号", "云政发〔2026〕3号", ("云政发", 2026, 3)),
        ("云政发〔2026〕3", "云政发〔2026〕3号", ("云政发", 2026, 3)),
        ("云政发〔2026年〕3号。", "云政发〔2026〕3号", ("云政发", 2026, 3)),
    ],
)
def test_forms_that_are_seen(typed, shown, parts):
    number = parse(typed)
    assert (number.prefix, number.year, number.serial) == parts
    assert normalised(typed) == shown


@pytest.mark.parametrize(
    "typed", ["云政发〔26〕3号", "云政发〔2026〕3-1号", "无文号", "〔2026〕", "号"]
)
def test_what_is_not_understood_is_kept_as_it_was_typed(typed):
    assert parse(typed) is None
    assert normalised(f" {typed} ") == typed
    assert read(typed).not_understood == (typed,)
