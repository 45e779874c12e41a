"""Real speeches, from the file to what followers of both accounts read."""

import re
from html import unescape

import pytest
from django.core.management import call_command

from home.models import ArticlePage
from syndication.status import Status, status_of
from tests.real_data import articles as speeches
from tests.real_data import with_articles
from tests.syndication.engine_room import (
    articles,
    posts,
    settle_down,
    the_copy,
    wechat_account,
    weibo_account,
)


def on_the_page(article: ArticlePage) -> str:
    """Return the words of an article's body, without spaces."""
    parts = []
    for block in article.body:
        value = block.value
        if block.block_type == "paragraph":
            parts.append(re.sub("<[^>]*>", "", value.source))
        elif block.block_type == "heading":
            parts.append(value["text"])
        else:
            parts.extend(cell for row in value["data"] for cell in row)
    return re.sub(r"\s", "", unescape("".join(parts)))


def as_followers_read(content: str) -> str:
    words = re.sub(r"\s", "", unescape(re.sub("<[^>]*>", "", content)))
    return words.partition("信息来源：")[0]


@with_articles
@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("path", speeches(), ids=lambda path: path.name)
def test_a_real_speech_arrives_on_both_accounts_with_every_word(home, sandbox, column, path):
    accounts = wechat_account(sandbox), weibo_account(sandbox)
    call_command("import_article", str(path), "--column", "news", "--publish", "--normalise")

    settle_down()

    page = ArticlePage.objects.get()
    assert {status_of(the_copy(account)) for account in accounts} == {Status.LIVE}
    [article] = articles(sandbox)
    assert article["title"] == page.title
    assert as_followers_read(article["content"]) == on_the_page(page)
    assert article["content_source_url"] == page.full_url
    [post] = posts(sandbox)
    text = post["sent_text"]
    assert text.startswith(f"【{page.title}】")
    assert text.endswith(f"… {page.full_url}")
    words = text.removeprefix(f"【{page.title}】").removesuffix(f"… {page.full_url}")
    assert len(words) > 60
    assert words in on_the_page(page)
    assert not words.startswith("同志们")
