"""Plain text as programs and offices leave it, and pasted HTML."""

import pytest
from django.utils import translation

from interviews.reading import Unreadable, read, read_html, read_text

WORDS = "主持人：各位网友好。\r\n张三（市民政局局长）：大家好。\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_any_encoding_of_an_office_is_read(encoding):
    turns = read("实录.txt", WORDS.encode(encoding)).turns

    assert [(turn.speaker, turn.text) for turn in turns] == [
        ("主持人", "各位网友好。"),
        ("张三", "大家好。"),
    ]


LONG = "我们今年把老年食堂开进了每一个社区，让老人走出家门五分钟就能吃上一顿热饭，价钱不到一顿外卖的一半，还有人送到家里。"


def wrapped(text: str, width: int = 20) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def test_lines_broken_at_a_width_are_paragraphs_again():
    text = (
        wrapped(f"主持人：{LONG}{LONG}") + "\n" + wrapped(f"嘉宾：{LONG}") + "\n\n" + wrapped(LONG)
    )

    turns = read_text(text).turns

    assert [(turn.speaker, turn.paragraphs) for turn in turns] == [
        ("主持人", [LONG + LONG]),
        ("嘉宾", [LONG, LONG]),
    ]


def test_indented_paragraphs_of_broken_lines_stay_paragraphs():
    text = (
        wrapped(f"　　主持人：{LONG}")
        + "\n"
        + wrapped(f"　　{LONG}")
        + "\n"
        + wrapped(f"　　{LONG}")
    )

    assert read_text(text).turns[0].paragraphs == [LONG, LONG, LONG]


def test_latin_words_at_a_break_stay_apart():
    text = "Host: " + "\n".join(["We have opened forty canteens this year in"] * 6)
    reading = read_text("主持人：好。\n" + text)

    assert "year in We have" in reading.turns[-1].text


def test_numbers_and_headers_of_pages_are_left_out_and_told():
    said = "".join(f"{LONG}第{number}条就是这样办的。" for number in "一二三四五六七八九十")
    rows = wrapped(f"主持人：{said}").split("\n")
    pages = [
        "\n".join(["云汀市在线访谈实录", *rows[at * 7 : at * 7 + 7], "", f"— {at + 1} —", ""])
        for at in range(5)
    ]
    text = "\f".join(pages)

    reading = read_text(text)

    assert reading.turns[0].paragraphs == [said]
    assert len(reading.left_out) == 10
    assert [doubt.kind for doubt in reading.doubts if doubt.kind == "pages"] == ["pages"]


def test_a_paragraph_goes_on_over_the_foot_of_a_page():
    rows = wrapped(f"主持人：{LONG * 4}").split("\n")
    assert not rows[2].endswith("。")
    text = "\n".join([*rows[:3], "", "- 1 -", "", *rows[3:6], "", "- 2 -", "", *rows[6:], "- 3 -"])

    assert read_text(text).turns[0].paragraphs == [LONG * 4]


@pytest.mark.parametrize(
    "foot",
    [
        "— %d —",
        "- %d -",
        "%d",
        "第 %d 页",
        "第%d页 共5页",
        "%d/5",
        "云汀市实录  第%d页",
        "Page %d of 5",
    ],
)
def test_forms_of_page_numbers(foot):
    text = "\n\n".join(f"主持人：第{chr(0x4E00 + n)}句话。\n\n{foot % n}" for n in range(1, 6))

    reading = read_text(text)

    assert len(reading.turns) == len(reading.left_out) == 5


def test_numbers_that_are_no_pages_stay():
    reading = read_text("主持人：今年多少家？\n128\n嘉宾：明年呢？\n200")

    assert [turn.text for turn in reading.turns] == ["今年多少家？\n128", "明年呢？\n200"]
    assert reading.left_out == ()


def test_pasted_html_is_what_it_shows():
    html = (
        "<style>p {color: red}</style><p><b>主持人</b>　各位<i>网友</i>好。</p>"
        "<div>张三（局长）：大家好&amp;再见。<br>主持人：请。</div>"
        "<script>alert('x')</script><p onclick='y()'><a href='javascript:z()'>网友“小河”：</a>贵吗？</p>"
    )

    reading = read_html(html)

    assert [(turn.speaker, turn.text) for turn in reading.turns] == [
        ("主持人", "各位网友好。"),
        ("张三", "大家好&再见。"),
        ("主持人", "请。"),
        ("小河", "贵吗？"),
    ]


def test_pictures_in_pasted_html_are_counted():
    reading = read_html("<p>主持人：好。<img src='https://elsewhere.example/1.png'></p>")

    assert [str(each.values) for each in reading.doubts] == ["{'count': '1'}"]


@pytest.mark.parametrize(
    "html", ["<" * 5000, "<p>" * 5000 + "主持人：好。", "&#0;主持人：好。<![CDATA[x", "<!--"]
)
def test_broken_html_does_no_harm(html):
    try:
        assert read_html(html).turns
    except Unreadable as refused:
        assert str(refused)


@pytest.mark.parametrize(
    "text",
    [
        "主持人",
        "[",
        "（：",
        "1",
        "张三 ",
        " ",
        "　。",
        "。 ",
        "。[",
        "14:05 ",
        "1. ",
        "▲",
        "— ",
    ],
)
def test_a_long_line_without_end_is_read(text):
    """Slow expressions would hang here."""
    text = f"主持人：{text * 30_000}好"

    turns = read_text(text).turns

    spoken = "".join([*turns[0].marks, *(turn.text for turn in turns)])
    assert len("".join(spoken.split())) >= len("".join(text.split())) - 4 * len(turns)


@pytest.mark.parametrize("text", ["<v ", "{\\", "<b ", "&"])
def test_long_subtitles_without_end_are_read(text):
    assert read("字幕.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text * 30_000}".encode()).turns


def test_invisible_characters_do_not_hide_a_speaker():
    assert read_text("\ufeff\u200b主持人：好。").turns[0].speaker == "主持人"


def test_many_empty_lines_and_breaks_of_pages_take_no_longer_for_each_other():
    text = "主持人：大家好" + "\n" * 90_000 + "\f" * 9_000 + "\n谢谢大家。"

    assert read_text(text).turns[0].paragraphs == ["大家好", "谢谢大家。"]


def test_of_several_rows_of_numbers_the_longest_is_that_of_the_pages():
    feet = [1, 2, 1, 2, 3, 4, 3, 5]
    words = [f"{'甲乙丙丁戊己庚辛'[at]}社区有新食堂。" for at in range(len(feet))]
    text = "主持人：大家好。\n" + "\n".join(f"{w}\n{n}" for w, n in zip(words, feet, strict=True))

    reading = read_text(text)

    assert reading.left_out == ("1", "2", "3", "4", "5")
    assert reading.turns[0].paragraphs == [
        "大家好。", *words[:1], "1", words[1], "2", *words[2:7], "3", words[7]
    ]  # fmt: skip


def test_pasted_html_in_many_lines_and_deep_within_tags_is_read():
    html = "<p>" + "<b>" * 50_000 + "主持人：" + "大家\n" * 50_000 + "</i>" * 50_000

    assert read_html(html).turns[0].text == "大家" * 50_000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\n" * 200_000 + "主持人：大家好。", "超过100000行"),
        ("主持人：好。\n嘉宾：好。\n" * 2_501, "超过5000条发言"),
        ("主持人：" + "。[张三]" * 30_000, "超过5000条发言"),
    ],
)
def test_more_than_somebody_can_look_through_is_refused_in_words(text, words):
    with translation.override("zh-hans"), pytest.raises(Unreadable, match=words):
        read_text(text)
