"""Subtitles become turns."""

from interviews.reading import read

SRT = """1
00:00:01,000 --> 00:00:04,000
主持人：各位网友好，

2
00:00:04,200 --> 00:00:06,000
<i>欢迎收看</i>{\\an8}

3
00:00:06,100 --> 00:00:09,500
张三（市民政局局长）：大家好。

4
00:00:20,000 --> 00:00:22,000
我们开了四十家食堂。
"""
VTT = """WEBVTT - 在线访谈
Kind: captions

STYLE
::cue(v[voice="李四"]) { color: red }

NOTE 这是注释

intro
00:01.000 --> 00:04.000 align:start
<v.loud 李四>各位<b>网友</b>好</v>

00:04.000 --> 00:06.000
<v 李四>欢迎收看 &lt;访谈&gt;

01:00:06.000 --> 01:00:09.000
<v 张三>大家好。
<v 李四>请说。
"""


def said(name: str, text: str) -> list[tuple[str, list[str], float]]:
    reading = read(name, text.encode())
    return [(turn.speaker, turn.paragraphs, turn.seconds) for turn in reading.turns]


def test_cues_of_srt_are_turns_of_their_speakers():
    assert said("字幕.srt", SRT) == [
        ("主持人", ["各位网友好，欢迎收看"], 1.0),
        ("张三", ["大家好。", "我们开了四十家食堂。"], 6.1),
    ]


def test_voices_of_vtt_are_speakers_and_styling_is_gone():
    assert said("字幕.vtt", VTT) == [
        ("李四", ["各位网友好 欢迎收看 <访谈>"], 1.0),
        ("张三", ["大家好。"], 3606.0),
        ("李四", ["请说。"], 3606.0),
    ]


def test_subtitles_without_speakers_are_paragraphs_with_times():
    text = "\n\n".join(
        f"{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\n第{n}句" for n in (1, 2, 3, 30, 31)
    )

    reading = read("字幕.srt", text.encode())

    assert [(turn.text, turn.seconds) for turn in reading.turns] == [
        ("第1句 第2句 第3句", 1.0),
        ("第30句 第31句", 30.0),
    ]
    assert [doubt.kind for doubt in reading.doubts] == ["no_speaker"]


def test_angle_brackets_that_are_no_styling_and_cues_without_empty_lines_stay():
    text = "1\r\n00:01:00,000 --> 00:01:02,000\r\n嘉宾：看《<办法>》\r\n2\r\n00:01:02,000 --> 00:01:03,000\r\n第5条\r\n"

    assert said("字幕.srt", text) == [("嘉宾", ["看《<办法>》第5条"], 60.0)]


def test_a_voice_that_is_never_closed_is_words_however_long_the_row():
    row = "<v" + " " * 300_000 + "<v." * 100_000

    assert said("字幕.vtt", f"WEBVTT\n\n00:01.000 --> 00:04.000\n{row}好\n")[0][1] == [
        "<v" + " " * 300_000 + "<v." * 100_000 + "好"
    ]


def test_words_outside_of_cues_are_kept():
    text = "没有时间的话\n\n1\n00:00:01,000 --> 00:00:02,000\n主持人：好。\n"

    assert "没有时间的话" in str(said("字幕.srt", text))
