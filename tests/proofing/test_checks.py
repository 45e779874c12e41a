"""What proofing tells of a page, where, and what becomes of it at the gate."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from attachments.gate import Finding, Held
from attachments.gate.deciding import holding, judged, mend, waive
from home.models import ArticlePage
from proofing.checks import findings
from proofing.checks.titles import is_near, said_in
from proofing.models import Level, WordList
from proofing.severity import Severity
from tests.attachments.desk import attached, document, draft, is_live
from tests.attachments.files import MOBILE, photograph, word
from tests.attachments.files import paragraph as paragraph_of_word
from tests.home.factories import ArticlePageFactory, ColumnPageFactory
from tests.proofing.factories import LeaderFactory, TermFactory, WordListFactory


def paragraph(html: str) -> tuple[str, Any]:
    return "paragraph", html


def newest(page: Page) -> ArticlePage:
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def told(page: Page) -> list[tuple[str, str]]:
    return [(finding.place, finding.what) for finding in findings(newest(page))]


# --- words ------------------------------------------------------------------------------------


def test_every_hit_has_its_place_passage_and_severity(column):
    TermFactory(reason="《现代汉语词典》")
    TermFactory(wrong="某某地", right="", severity=Severity.BLOCK)
    TermFactory(wrong="帐号", right="账号", severity=Severity.HINT)
    article = draft(
        column,
        paragraph("<p>设备按<b>装</b>完毕，再按装一次。</p>"),
        ("heading", {"text": "某某地的帐号", "level": "2"}),
    )
    words, block, note = (
        "“按装”应为“安装”：《现代汉语词典》",
        "“某某地”在词表“易错词”中",
        "“帐号”应为“账号”",
    )
    found = list(findings(newest(article)))
    assert [(each.place, each.what, each.passage, each.nth) for each in found] == [
        ("正文第1块（段落）", words, "按装", 1),
        ("正文第1块（段落）", words, "按装", 2),
        ("正文第2块（小标题） › 标题文字", block, "某某地", 1),
        ("正文第2块（小标题） › 标题文字", note, "帐号", 1),
    ]
    assert [(each.holds, each.by_editor) for each in found[1:]] == [
        (True, True), (True, False), (False, False),
    ]  # fmt: skip
    assert found[0].snippet == "设备按装完毕，再按装一次。"


def test_one_click_changes_one_hit_and_leaves_the_tags(column, admin_user):
    TermFactory()
    TermFactory(wrong="甲<乙", right="丙&丁")
    article = draft(column, paragraph("<p>按<b>装</b>甲，按装乙，甲&lt;乙</p>"), title="按装通知")
    page = newest(article)
    second = [each for each in findings(page) if each.path[0] == "body"][1:]
    mend(page, second, admin_user)
    saved = newest(article)
    assert str(saved.body[0].value) == "<p>按<b>装</b>甲，安装乙，丙&amp;丁</p>"
    assert saved.title == "按装通知"


def test_a_hint_is_changed_with_a_click_as_well(client, column, admin_user):
    TermFactory(severity=Severity.HINT)
    article = draft(column, title="按装通知")
    client.force_login(admin_user)
    (finding,) = findings(newest(article))
    client.post(reverse("attachments:mend", args=[article.pk]), {"digest": finding.digest})
    assert newest(article).title == "安装通知"


def test_what_has_changed_meanwhile_is_left_alone(column):
    TermFactory()
    page = newest(draft(column, title="按装通知"))
    (finding,) = findings(page)
    page.title = "新按装通知"
    finding.mend(page)
    assert page.title == "新按装通知"


def test_a_term_found_very_often_is_one_finding_changed_everywhere(column):
    TermFactory()
    page = newest(draft(column, paragraph(f"<p>{'按装，' * 11}</p>")))
    (finding,) = findings(page)
    assert finding.place == "正文第1块（段落）等处，共11次"
    finding.mend(page)
    assert "按装" not in str(page.body) and str(page.body).count("安装") == 11


def test_a_list_that_rests_finds_nothing_and_changes_are_seen_at_once(column):
    term = TermFactory()
    page = newest(draft(column, title="按装通知"))
    assert list(findings(page))
    WordList.objects.update_or_create(name="易错词", defaults={"is_used": False})
    assert not list(findings(page))
    WordListFactory(name="另一个")
    TermFactory(word_list__name="另一个", right="装置")
    assert [each.click for each in findings(page)] == ["改为“装置”"]
    term.__class__.objects.all().delete()
    assert not list(findings(page))


def test_numbers_beside_a_hit_are_not_shown_nor_kept(column):
    TermFactory()
    page = newest(draft(column, paragraph(f"<p>电话{MOBILE}按装</p>")))
    assert [each.snippet for each in findings(page)] == ["…话138****5678按装"]


def test_documents_are_read_too_and_only_a_block_holds_there(column):
    TermFactory()
    TermFactory(wrong="某某地", right="", severity=Severity.BLOCK)
    stored = document(word(paragraph_of_word("按装，按装，某某地")), "a.docx", "按装名单")
    page = newest(draft(column, attached(stored)))
    found = [each for each in (row.finding for row in judged(page)) if each.check == "proofing"]
    assert [(each.place, each.what, each.holds) for each in found] == [
        ("附件“按装名单”，1次", "“某某地”在词表“易错词”中", True),
        ("附件“按装名单”，3次", "“按装”应为“安装”", False),
    ]
    assert not any(each.is_mendable for each in found)


# --- at the gate ------------------------------------------------------------------------------


def test_what_is_grave_holds_until_it_is_answered_for_and_hints_do_not(column, admin_user):
    TermFactory()
    TermFactory(wrong="帐号", right="账号", severity=Severity.HINT)
    article = draft(column, title="按装与帐号")
    with pytest.raises(Held):
        article.get_latest_revision().publish()
    waive(article, holding(newest(article)), admin_user, "书名如此")
    article.get_latest_revision().publish()
    assert is_live(article)


def test_a_confirmation_holds_for_this_hit_and_its_surroundings(column, admin_user):
    TermFactory()
    before = "前文" * 20
    article = draft(column, paragraph(f"<p>{before}《按装歌》很好。</p>"))
    waive(article, holding(newest(article)), admin_user, "书名如此")
    page = newest(article)

    def is_open(html: str) -> list[bool]:
        page.body = [paragraph(html)]
        return [row.is_open for row in judged(page)]

    assert is_open(f"<p>新的开头。{before}《按装歌》很好。</p>") == [False]
    assert is_open(f"<p>{before}请尽快按装好。</p>") == [True]
    assert is_open(f"<p>{before}《按装歌》很好。</p><p>{before}再次按装。</p>") == [True, False]


# --- leaders ----------------------------------------------------------------------------------


def test_leaders_titles_and_names_are_told_with_what_is_right(column):
    LeaderFactory()
    LeaderFactory(name="周建国", titles="副市长", order=2)
    article = draft(column, paragraph("<p>副市长林晓岚、市长林小岚出席，周建国、林晓岚讲话。</p>"))
    assert [what for _place, what in told(article)] == [
        "“副市长林晓岚”：林晓岚的职务是市委副书记、市长",
        "“林小岚”：是否应为林晓岚（市委副书记、市长）？",
        "“周建国、林晓岚”：林晓岚（市委副书记、市长）应排在前面",
    ]


# --- pictures ---------------------------------------------------------------------------------


@pytest.fixture
def image():
    return get_image_model().objects.create(title="桥", file=ContentFile(photograph(), "a.jpg"))


@pytest.mark.parametrize(
    ("alt", "what"),
    [
        ("", "图片没有替代文本。"),
        ("IMG_2034.jpg", "替代文本“IMG_2034.jpg”没有说明图片内容。"),
        ("微信图片_20260101", "替代文本“微信图片_20260101”没有说明图片内容。"),
        ("图1", "替代文本“图1”没有说明图片内容。"),
        ("图书馆新馆", None),
    ],
)
def test_pictures_say_what_they_show(column, image, alt, what):
    block = {"image": image, "alt_text": alt, "caption": ""}
    article = draft(column, ("image", block), ("gallery", {"images": [block]}))
    places = ["正文第1块（图片） › 替代文本", "正文第2块（图集） › 图片 1 › 替代文本"]
    found = told(article)
    assert found == ([(place, what) for place in places] if what else [])


# --- links ------------------------------------------------------------------------------------


def test_links_made_with_a_chooser_lead_to_what_is_public(column):
    target = ArticlePageFactory(parent=column, title="目标", live=False)
    document = get_document_model().objects.create(title="件", file=ContentFile(b"x", "a.txt"))
    article = draft(
        column,
        paragraph(f'<p><a linktype="page" id="{target.pk}">甲</a></p>'),
        paragraph('<p><a linktype="page" id="99">乙</a></p>'),
        paragraph(f'<p><a linktype="document" id="{document.pk}">丙</a></p>'),
        paragraph(f'<p><a linktype="page" id="{column.pk}">丁</a></p>'),
    )  # fmt: skip
    pages = [
        ("正文第1块（段落）", "链接的页面尚未公开：“目标”"),
        ("正文第2块（段落）", "链接的页面已删除。"),
    ]
    assert told(article) == pages
    document.delete()
    assert told(article) == [*pages, ("正文第3块（段落）", "链接的文档已删除。")]


DEAD, INNER = "本站没有这个网址，或者它尚未公开。", "这个网址只能在内网打开，公众打不开。"


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("/col/there/", None),
        ("http://localhost:8000/col/there/?a=1#b", None),
        ("/col/gone/", DEAD),
        ("http://localhost:8000/col/gone/", DEAD),
        ("/col/draft/", DEAD),
        ("/moved/", None),
        ("/search/", None),
        ("/documents/77/x.pdf", DEAD),
        ("www.gov.cn", DEAD),
        ("https://[broken", DEAD),
        ("#part", None),
        ("mailto:a@example.org", None),
        ("https://www.gov.cn/zhengce/", None),
        ("http://192.168.1.4/oa/", INNER),
        ("http://oa/doc.aspx", INNER),
        ("http://oa.city.local/", INNER),
        ("file:///C:/a.doc", INNER),
    ],
)
def test_addresses_of_the_portal_are_looked_up_and_no_other_is_asked(home, address, what):
    column = ColumnPageFactory(parent=home, slug="col", title="栏目")
    ArticlePageFactory(parent=column, slug="there")
    ArticlePageFactory(parent=column, slug="draft", live=False)
    Redirect.objects.create(old_path="/moved", redirect_page=column)
    article = draft(column, paragraph(f'<p><a href="{address}">看</a></p>'))
    assert [said for _place, said in told(article)] == ([what] if what else [])


# --- titles -----------------------------------------------------------------------------------

LONG = "云汀市人民政府关于加强城市供水安全管理工作的通知"


@pytest.mark.parametrize(
    ("other", "near"),
    [
        ("云汀市人民政府关于加强城市供水安全管理的通知", True),
        ("云汀市人民政府关于加强城市用水安全管理工作的通知", True),
        ("云汀市人民政府关于加强城市供电安全检查工作的意见", False),
        ("云汀市关于供水的通知", False),
        (LONG, True),
    ],
)
def test_titles_that_differ_in_few_characters_are_near(other, near):
    assert is_near(said_in(LONG), said_in(other)) is near
    assert is_near(said_in(other), said_in(LONG)) is near


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云汀市2025年政府工作报告全文", "云汀市2024年政府工作报告全文"),
        ("云汀市第一批历史建筑保护名录公布", "云汀市第二批历史建筑保护名录公布"),
    ],
)
def test_titles_that_differ_in_a_number_are_not_near(one, other):
    assert not is_near(said_in(one), said_in(other))


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (f"《{LONG}》", f"已有页面使用这个标题：“{LONG}”"),
        (LONG.replace("供水", "用水"), f"已有页面的标题与此相近：“{LONG}”"),
        ("通知公告", None),
        ("云汀市图书馆新馆开放时间", None),
    ],
)
def test_published_titles_of_the_site_are_compared(column, home, title, said):
    other = ColumnPageFactory(parent=home, title="别的栏目")
    for each in (LONG, "通知公告"):
        ArticlePageFactory(parent=other, title=each)
    ArticlePageFactory(parent=other, title="云汀市图书馆新馆开放时间", live=False)
    article = draft(column, title=title)
    assert [what for _place, what in told(article)] == ([said] if said else [])
    assert not holding(newest(article))


def test_a_published_page_is_not_its_own_double(column):
    article = ArticlePageFactory(parent=column, title=LONG)
    article.create_alias(parent=article.get_parent(), update_slug="alias")
    assert not list(findings(article))


# --- source and levels ------------------------------------------------------------------------


def test_a_missing_source_is_told(column):
    assert told(draft(column, source=" ")) == [
        ("信息来源", "没有写明信息来源，读者和转载单位需要它。")
    ]


@pytest.mark.parametrize(
    ("severity", "holds"), [("", None), ("hint", False), ("confirm", True), ("block", True)]
)
def test_an_installation_sets_how_grave_a_check_is(column, severity, holds):
    Level.objects.create(check_name="no_source", severity=severity)
    found = list(findings(newest(draft(column, source=""))))
    assert [each.holds for each in found] == ([] if holds is None else [holds])


def test_what_a_page_asks_of_the_database_does_not_grow_with_its_text(
    column, django_assert_max_num_queries
):
    TermFactory()
    LeaderFactory()
    page = newest(draft(column, *[paragraph("<p>按装，副市长林晓岚</p>")] * 30))
    with django_assert_max_num_queries(12):
        assert len(list(findings(page))) > 2


def test_findings_are_plain(column):
    TermFactory()
    assert all(isinstance(each, Finding) for each in findings(newest(draft(column))))


@pytest.mark.django_db
def test_a_page_at_the_root_of_all_has_no_neighbours():
    Page.objects.all().delete()
    assert Page.add_root(title="根", slug="root").live
