"""Chinese titles get addresses that can be typed."""

import pytest

from home.slugs import LONGEST, free_slug, is_unusable, pinyin_slug
from tests.home.factories import ArticlePageFactory


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("云汀市召开会议", "yun-ting-shi-zhao-kai-hui-yi"),
        ("2026年预算公开", "2026-nian-yu-suan-gong-kai"),
        ("绿色发展", "lv-se-fa-zhan"),
        ("“十五五”规划（草案）", "shi-wu-wu-gui-hua-cao-an"),
        ("Open day", "open-day"),
        ("！！！", "page"),
        ("🎉", "page"),
    ],
)
def test_pinyin(title: str, slug: str):
    assert pinyin_slug(title) == slug


def test_a_long_title_is_cut_between_syllables():
    slug = pinyin_slug("关于印发云汀市进一步优化营商环境促进民营经济高质量发展若干措施的通知")
    assert len(slug) <= LONGEST
    assert slug.endswith(("yi", "huan", "jing", "hua", "shang", "ying", "you"))


def test_one_endless_word_is_cut_all_the_same():
    assert len(pinyin_slug("a" * 200)) == LONGEST


@pytest.mark.parametrize(
    ("slug", "title", "verdict"),
    [
        ("", "标题", True),
        ("2026", "2026年预算", True),
        ("ysgk-2026", "2026年预算", False),
        ("open-day", "Open day", False),
    ],
)
def test_what_the_editors_script_makes_of_chinese_is_unusable(slug, title, verdict):
    assert is_unusable(slug, title) is verdict


def test_equal_titles_get_different_addresses(column):
    slugs = {ArticlePageFactory(parent=column, title="通知", slug="").slug for _ in range(3)}
    assert slugs == {"tong-zhi", "tong-zhi-2", "tong-zhi-3"}


def test_long_equal_titles_stay_short_and_different(column):
    title = "关于印发云汀市进一步优化营商环境促进民营经济高质量发展若干措施的通知"
    slugs = {ArticlePageFactory(parent=column, title=title, slug="").slug for _ in range(3)}
    assert len(slugs) == 3
    assert max(map(len, slugs)) <= LONGEST


def test_a_page_is_no_rival_of_itself(column):
    article = ArticlePageFactory(parent=column, title="通知", slug="tong-zhi")
    assert free_slug("通知", column, article) == "tong-zhi"
