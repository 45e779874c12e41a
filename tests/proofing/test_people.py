"""Leaders' names and titles: what is told of a text, and what is left alone."""

import pytest

from proofing.people import Kind, Person, Register

REGISTER = Register(
    [
        Person("陈志远", ("云汀市委书记",), 1),
        Person("林晓岚", ("云汀市委副书记", "市长"), 2),
        Person("周建国", ("市委常委", "常务副市长"), 3),
        Person("高原", ("副市长",), 4),
        Person("宋明哲", ("市人大常委会主任",), 0),
    ]
)
TITLE, NAME, SOUND, ORDER = Kind


def told(text: str) -> list[tuple[Kind, str, str]]:
    return [
        (slip.kind, text[slip.start : slip.end], slip.person.name) for slip in REGISTER.find(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "市委书记陈志远主持会议。",
        "云汀市委书记陈志远，市委副书记、市长林晓岚出席。",
        "林晓岚市长指出",
        "副市长周建国",
        "常务副市长周建国、副市长高原参加。",
        "陈志远、林晓岚、周建国、高原出席",
        # Former titles are not judged, nor is anybody who is not on the list.
        "时任县长林晓岚",
        "原副市长陈志远",
        "副县长王小明",
        "市长热线",
        # Halves of other names, and the plateau.
        "局长高原平到会",
        "青藏高原，副市长高原",
        # Another office's head with a similar name.
        "办公室主任宋明辉",
        # Nobody's order is compared with who has none.
        "周建国、宋明哲",
        # Not in a row.
        "高原说。陈志远也说",
        "",
    ],
)
def test_what_is_right_is_left_alone(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("市长陈志远主持会议", [(TITLE, "市长陈志远", "陈志远")]),
        ("副市长林晓岚", [(TITLE, "副市长林晓岚", "林晓岚")]),
        ("代市长林晓岚", [(TITLE, "代市长林晓岚", "林晓岚")]),
        ("县委书记陈志远", [(TITLE, "书记陈志远", "陈志远")]),
        ("高原市长强调", [(TITLE, "高原市长", "高原")]),
        ("市长高　原出席", [(TITLE, "市长高　原", "高原")]),
        # Beside the title, one character is enough.
        ("市委书记陈志达主持", [(NAME, "陈志达", "陈志远")]),
        ("程志远书记", [(NAME, "程志远", "陈志远")]),
        ("市人大常委会主任宋明辉", [(NAME, "宋明辉", "宋明哲")]),
        ("副市长高源", [(NAME, "高源", "高原")]),
        ("副市长高山", []),
        # Elsewhere it has to sound the same.
        ("陈智远到基层调研", [(SOUND, "陈智远", "陈志远")]),
        ("林小岚指出", [(SOUND, "林小岚", "林晓岚")]),
        ("陈志达到基层调研", []),
        ("高原、陈志远出席", [(ORDER, "高原、陈志远", "陈志远")]),
        ("市长林晓岚、市委书记陈志远", [(ORDER, "林晓岚、市委书记陈志远", "陈志远")]),
    ],
)
def test_what_is_doubtful_is_told(text, slips):
    assert told(text) == slips


def test_an_empty_list_finds_nothing():
    assert Register([]).find("市长陈志远") == []
