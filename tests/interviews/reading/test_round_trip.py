"""Whatever is said, in whatever form it is written down: it is read back, and no character is lost."""

from collections import Counter
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from interviews.reading import Known, Reading, Role, read, read_html, read_text
from tests.interviews.reading.documents import docx, paragraph, run

PEOPLE = [
    Known("李四", "", Role.HOST),
    Known("张三", "市民政局局长", Role.GUEST),
    Known("欧阳明月", "东湖区副区长", Role.GUEST),
    Known("王小河", "云汀大学教授", Role.GUEST),
]
FORMS = [
    "{name}：{words}",
    "{name}:{words}",
    "{name}： {words}",
    "【{name}】{words}",
    "[{name}] {words}",
    "［{name}］：{words}",
    "▲{name}：{words}",
    "（{number}）{name}：{words}",
    "{name}\n{words}",
    "{name}：\n　　{words}",
    "[{clock}] {name}：{words}",
    "{clock}\n{name}：{words}",
    "{name} {clock}：{words}",
    "【{name} {clock}】{words}",
    "{name} {clock}\n{words}",
    "[{name}] {words} [{clock}]",
]
POSTED = [
    "{name}（{post}）：{words}",
    "{name}({post}):{words}",
    "{post} {name}：{words}",
    "{post}{name}：{words}",
]
CLAUSES = st.sampled_from([
    "我们今年新开了四十家食堂", "办理时间：工作日上午九点", "他回答说：不要着急", "一是：先登记", "请打 12345", "价格是 3.5 元",
    "“老年卡”照样能用", "通知里写得很清楚：不收费", "首班车 6:05 发车", "看 www.yunting.example 上的表", "（笑）", "《办法》第十二条",
    "Wi-Fi 也有", "<b>不收费</b>", "3月5日 14:30 截止", "&amp; 符号", "占比 95%", "一、二、三号线都通", "𠮷祥里小区",
])  # fmt: skip
PARAGRAPH = st.lists(CLAUSES, min_size=1, max_size=5).map(
    lambda clauses: "那么，" + "，".join(clauses) + "。"
)


@dataclass(frozen=True)
class Said:
    who: Known
    paragraphs: list[str]


SAID = st.builds(Said, st.sampled_from(PEOPLE), st.lists(PARAGRAPH, min_size=1, max_size=3))
TRANSCRIPT = st.lists(SAID, min_size=1, max_size=8)


def written(form: str, number: int, said: Said) -> str:
    first, *more = said.paragraphs
    clock = f"14:{number:02d}:30"
    values = {"name": said.who.name, "post": said.who.post, "number": number, "clock": clock}
    return "\n".join([form.format(words=first, **values), *more])


def heard(reading: Reading) -> list[tuple[str, list[str]]]:
    return [(turn.speaker, turn.paragraphs) for turn in reading.turns]


def spoken(transcript: list[Said]) -> list[tuple[str, list[str]]]:
    return [(said.who.name, said.paragraphs) for said in transcript]


def visible(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def kept(reading: Reading) -> Counter[str]:
    pieces = [piece for turn in reading.turns for piece in (*turn.marks, *turn.paragraphs)]
    return visible("".join([*pieces, *reading.left_out]))


@given(TRANSCRIPT, st.data())
def test_turns_written_in_any_form_are_read_back(transcript, data):
    form = data.draw(st.sampled_from(FORMS))
    text = "\n".join(written(form, at, said) for at, said in enumerate(transcript, 1))

    reading = read_text(text, PEOPLE)

    assert heard(reading) == spoken(transcript)
    assert kept(reading) == visible(text)


@given(TRANSCRIPT, st.data())
def test_forms_may_be_mixed_and_nobody_known(transcript, data):
    rows = []
    for at, said in enumerate(transcript, 1):
        forms = POSTED if said.who.post else ["主持人{name}：{words}", "【主持人 {name}】{words}"]
        rows.append(written(data.draw(st.sampled_from(forms)), at, said))
    text = "\n\n".join(rows)

    reading = read_text(text)

    assert heard(reading) == spoken(transcript)
    assert [turn.post for turn in reading.turns] == [said.who.post for said in transcript]
    assert kept(reading) == visible(text)


@given(TRANSCRIPT)
def test_html_says_the_same_as_text(transcript):
    def escaped(words: str) -> str:
        return words.replace("&", "&amp;").replace("<", "&lt;")

    html = "".join(
        f"<p><strong>{said.who.name}</strong>　{escaped(said.paragraphs[0])}</p>"
        + "".join(f"<p>{escaped(words)}</p>" for words in said.paragraphs[1:])
        for said in transcript
    )

    assert heard(read_html(html, PEOPLE)) == spoken(transcript)


@given(TRANSCRIPT)
def test_voices_of_subtitles_are_merged_into_turns(transcript):
    cues = [(said.who.name, words) for said in transcript for words in said.paragraphs]
    text = "WEBVTT\n\n" + "\n\n".join(
        f"00:{at:02d}:00.000 --> 00:{at:02d}:02.000\n<v {name}>"
        + words.replace("&", "&amp;").replace("<", "&lt;")
        for at, (name, words) in enumerate(cues)
    )
    expected: list[tuple[str, list[str]]] = []
    for name, words in cues:
        if expected and expected[-1][0] == name:
            expected[-1][1].append(words)
        else:
            expected.append((name, [words]))

    assert heard(read("字幕.vtt", text.encode())) == expected


def test_a_document_says_the_same_as_text():
    transcript = [
        Said(PEOPLE[at % 4], [f"那么，第{number}段的话。" for number in range(at % 3 + 1)])
        for at in range(40)
    ]
    blocks = []
    for said in transcript:
        first, *more = said.paragraphs
        blocks += [paragraph(run(said.who.name, bold=True), "　" + first), *more]

    assert heard(read("实录.docx", docx(*blocks), PEOPLE)) == spoken(transcript)


FRAGMENTS = st.lists(
    st.sampled_from([
        "主持人", "张三", "：", ":", "【", "】", "[", "]", "（", "）", "(", ")", "\n", "\n\n", "　", " ", "。", "14:05:30", "00:12",
        "问", "答", "网友", "“小河”", "局长", "他说", "时间", "1.", "（一）", "▲", "\f", "— 3 —", "第 4 页", "5", "大家好", "<v 张三>",
        "-->", "&amp;", "\x00", "\u200b", "２", "：：",
    ]),
    max_size=40,
).map("".join)  # fmt: skip


@given(FRAGMENTS)
def test_no_visible_character_of_any_text_is_lost(text):
    seen = text.replace("\x00", "").replace("\u200b", "")
    if not seen.strip():
        return

    assert kept(read_text(text, PEOPLE)) == visible(seen)


@given(FRAGMENTS)
def test_reading_twice_is_reading_once(text):
    if text.replace("\x00", "").replace("\u200b", "").strip():
        assert read_text(text) == read_text(text)
