"""Reading without a connection, in a real browser: what was read, and never what was withdrawn."""

from playwright.sync_api import Page, expect

from tests.e2e.desk import WRITE, in_a_browser
from tests.installation import until

pytestmark = in_a_browser

GONE = "页面已不再提供"
BODY = [("paragraph", "<p>两条线改走新桥，早晚各加一班。</p>")]
READY = "navigator.serviceWorker.ready.then(() => Boolean(navigator.serviceWorker.controller))"
KEPT = """async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("portal-pages-"));
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return keys.flat().map((key) => new URL(key.url).pathname);
}"""
ADDRESSES = """
from home.models import ArticlePage
for title in {titles}:
    print(ArticlePage.objects.get(title=title).url)
"""
UNPUBLISH = """
from home.models import ArticlePage
ArticlePage.objects.get(title="{title}").unpublish()
"""
REPUBLISH = """
from home.models import ArticlePage
page = ArticlePage.objects.get(title="{title}")
page.summary = "更正：加两班。"
page.save_revision().publish()
"""


def written(installation, *titles: str) -> list[str]:
    """Publish articles and return their addresses."""
    installation.python(WRITE.format(titles=list(titles), body=BODY, live=True))
    return installation.python(ADDRESSES.format(titles=list(titles))).split()


def read(page: Page, installation, *paths: str) -> None:
    """Read pages with a worker at work, until it has kept them."""
    page.goto(f"{installation.url}/news/")
    until(lambda: page.evaluate(READY))
    for path in paths:
        page.goto(f"{installation.url}{path}")
        until(lambda path=path: path in page.evaluate(KEPT))


def test_what_was_read_can_be_read_again_and_what_was_not_cannot(page, installation):
    first, second, third = written(installation, "离线甲", "离线乙", "离线丙")
    read(page, installation, first, second)

    page.context.set_offline(True)
    page.goto(f"{installation.url}{first}")
    expect(page.get_by_role("heading", name="离线甲")).to_be_visible()
    expect(page.get_by_text("两条线改走新桥")).to_be_visible()
    expect(page.locator(".offline-note")).to_contain_text("网络未连接")
    styled = page.evaluate("getComputedStyle(document.querySelector('.article')).backgroundColor")
    assert styled != "rgba(0, 0, 0, 0)"

    page.goto(f"{installation.url}{third}")
    expect(page.get_by_role("heading", name="离线阅读")).to_be_visible()
    listed = page.locator("[data-kept] a")
    # The last that was read comes first.
    expect(listed.first).to_contain_text("离线乙")
    expect(page.get_by_role("link", name="离线甲")).to_be_visible()
    listed.first.click()
    expect(page.get_by_role("heading", name="离线乙")).to_be_visible()

    page.context.set_offline(False)
    expect(page.locator(".offline-note")).to_have_count(0)


def test_what_was_withdrawn_is_thrown_out_when_it_is_asked_for(page, installation):
    (path,) = written(installation, "离线撤回")
    read(page, installation, path)
    installation.python(UNPUBLISH.format(title="离线撤回"))

    assert page.goto(f"{installation.url}{path}").status in {404, 410}
    until(lambda: path not in page.evaluate(KEPT))
    page.context.set_offline(True)
    page.goto(f"{installation.url}{path}")
    # Either nothing is there, or the answer that it is gone, which a browser may remember.
    expect(page.get_by_role("heading", name="离线阅读").or_(page.get_by_text(GONE))).to_be_visible()
    expect(page.get_by_text("离线撤回")).to_have_count(0)
    expect(page.get_by_text("两条线改走新桥")).to_have_count(0)


def test_whoever_comes_back_online_keeps_nothing_that_was_withdrawn_meanwhile(page, installation):
    gone, changed, stays = written(installation, "离线丁", "离线戊", "离线己")
    read(page, installation, gone, changed, stays)
    page.context.set_offline(True)
    page.goto(f"{installation.url}{stays}")
    installation.python(UNPUBLISH.format(title="离线丁"))
    installation.python(REPUBLISH.format(title="离线戊"))

    page.context.set_offline(False)
    page.goto(f"{installation.url}/news/")
    until(lambda: gone not in page.evaluate(KEPT))
    assert {changed, stays} <= set(page.evaluate(KEPT))
    said = """path => caches.match(location.origin + path).then((kept) => kept.text())"""
    until(lambda: "更正：加两班" in page.evaluate(said, changed))


def test_only_what_says_so_is_kept(page, installation):
    read(page, installation, "/news/")
    for path in ("/search/?q=x", "/verify/", "/sitemap/", "/admin/login/", "/news/?page=1&x=2"):
        page.goto(f"{installation.url}{path}")
    page.goto(f"{installation.url}/news/?page=1")
    kept = set(page.evaluate(KEPT))
    assert kept.isdisjoint({"/search/", "/verify/", "/sitemap/", "/admin/login/"})

    page.context.set_offline(True)
    page.goto(f"{installation.url}/search/?q=x")
    expect(page.get_by_role("heading", name="离线阅读")).to_be_visible()
    page.get_by_role("button", name="清除阅读记录").click()
    expect(page.get_by_text("本机还没有保存页面。")).to_be_visible()
    assert page.evaluate(KEPT) == []


def test_the_number_of_kept_pages_is_bounded_and_old_forms_are_thrown_away(page, installation):
    titles = [f"离线第{number}篇" for number in range(3)]
    paths = written(installation, *titles)
    page.goto(f"{installation.url}/news/")
    page.evaluate("caches.open('portal-pages-0')")
    until(lambda: page.evaluate(READY))
    fill = """async () => {
        const cache = await caches.open("portal-pages-1");
        for (let number = 0; number < 50; number++) {
            await cache.put(`/filled/${number}/`, new Response("<p></p>"));
        }
    }"""
    page.evaluate(fill)
    for path in paths:
        page.goto(f"{installation.url}{path}")
        until(lambda path=path: path in page.evaluate(KEPT))
    until(lambda: len(page.evaluate(KEPT)) <= 50)
    assert "/filled/0/" not in page.evaluate(KEPT)
    assert set(paths) <= set(page.evaluate(KEPT))
