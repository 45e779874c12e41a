"""Stories to render: one that has everything, and thousands that have anything."""

import hashlib
from datetime import UTC, datetime

from hypothesis import strategies as st

from story import (
    Attachment,
    Dialogue,
    Gallery,
    Heading,
    Image,
    ListBlock,
    Moment,
    Paragraph,
    Picture,
    Quote,
    Run,
    Story,
    Table,
    Turn,
    Video,
)
from syndication.channels.base import Stocked

URL = "https://www.yunting.gov.cn/news/2026/article-1/"


def picture(source: str = "picture-1", alt: str = "滨江步道") -> Picture:
    return Picture(source, alt, lambda: b"")


def stock_of(story: Story) -> dict[str, Stocked]:
    """Stand for the stock: every picture of the story, under the hash of its name."""
    return {
        item.source: Stocked(
            hashlib.sha256(item.source.encode()).hexdigest(), 800, 600, 1000, "jpg"
        )
        for item in story.pictures()
    }


def a_story(**values: object) -> Story:
    return Story(**{"title": "标题", "url": URL, "body": (Paragraph((Run("正文。"),)),), **values})


# Whatever an editor can paste: markup, emoji, controls, lone surrogates excluded by the database.
words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=0, max_size=60
)
some_words = words.filter(lambda text: text.strip() != "")
hrefs = st.sampled_from(
    [
        "",
        "https://www.gov.cn/zhengce/",
        "http://example.com/?a=1&b=2",
        "https://mp.weixin.qq.com/s/abcdefg",
        "javascript:alert(1)",
        "mailto:office@example.com",
        "http://[",
    ]
)
runs = st.lists(
    st.builds(Run, text=words, bold=st.booleans(), italic=st.booleans(), href=hrefs), max_size=4
).map(tuple)
pictures = st.builds(picture, source=st.sampled_from(["a", "b", "c"]), alt=words)
images = st.builds(Image, picture=pictures, caption=words)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    row = st.lists(runs, min_size=width, max_size=width).map(tuple)
    rows = draw(st.lists(row, min_size=1, max_size=4).map(tuple))
    return Table(rows, header_rows=draw(st.integers(0, len(rows))), caption=draw(words))


turns = st.builds(
    Turn,
    speaker=words,
    runs=runs,
    role=words,
    post=words,
    asks=st.booleans(),
    images=st.lists(images, max_size=2).map(tuple),
)
dialogues = st.builds(
    Dialogue,
    key=st.sampled_from([f"t{n}" for n in range(40)]),
    title=words,
    turns=st.lists(turns, max_size=4).map(tuple),
    rank=st.integers(0, 5),
    url=st.just(f"{URL}#t1"),
)
plain_blocks = st.one_of(
    st.builds(Heading, text=words, level=st.integers(1, 6)),
    st.builds(Paragraph, runs=runs),
    st.builds(ListBlock, items=st.lists(runs, max_size=4).map(tuple), ordered=st.booleans()),
    images,
    st.builds(Gallery, images=st.lists(images, min_size=1, max_size=3).map(tuple)),
    st.builds(Quote, runs=runs, attribution=words),
    tables(),
    turns,
    st.builds(
        Attachment,
        title=words,
        url=st.just("https://www.yunting.gov.cn/documents/1/a.pdf"),
        size=st.integers(0, 10**9),
        suffix=st.sampled_from(["", "pdf", "xlsx"]),
    ),
    st.builds(Video, title=words, url=st.just("https://www.bilibili.com/video/BV1xx411c7mD")),
)
blocks = plain_blocks | dialogues
urls = st.one_of(
    st.just(URL),
    st.integers(1, 900).map(lambda length: f"https://www.yunting.gov.cn/{'a' * length}/"),
)
stories = st.builds(
    Story,
    title=some_words,
    url=urls,
    body=st.lists(blocks, max_size=6).map(tuple),
    subtitle=words,
    short_title=words.map(lambda text: text[:32]),
    digest=st.one_of(words, st.text("汉字标点，。！", max_size=300)),
    cover=st.none() | pictures,
    source=words,
    author=words,
    published_at=st.just(datetime(2026, 5, 1, 8, 0, tzinfo=UTC)),
)


@st.composite
def records(draw: st.DrawFn) -> Story:
    """An interview of any length: questions and answers, some of them far too long."""
    body = []
    ranks = draw(st.permutations(range(draw(st.integers(1, 12)))))
    for number, rank in enumerate(ranks):
        length = draw(st.sampled_from([0, 1, 500, 4000, 12_000, 30_000]))
        words = draw(st.sampled_from(["答", "<b>&", f"\n{'好' * 58}。"]))
        body.append(_exchange(number, rank, (words * length)[:length]))
    before = draw(st.lists(plain_blocks, max_size=2))
    return Story("访谈实录", URL, (*before, *body), moment=Moment.FINAL)


def record_of_short_lines() -> Story:
    """An interview whose markup is too long before its words are."""
    body = [_exchange(number, number, "\n好" * 900) for number in range(12)]
    return Story("访谈实录", URL, tuple(body), moment=Moment.FINAL)


def _exchange(number: int, rank: int, answer: str) -> Dialogue:
    said = (
        Turn("林晓", (Run(f"第{number}问"),), asks=True),
        Turn("周明", (Run(answer),), post="局长"),
    )
    return Dialogue(f"t{number}", f"第{number}问", said, rank, f"{URL}#t{number}")
