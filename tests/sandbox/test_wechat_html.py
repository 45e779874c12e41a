"""What the platform keeps of an article's HTML."""

import pytest

from tests.sandbox.callers import WeChat, picture


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p>一</p><script>alert(1)</script>", "<p>一</p>"),
        ("<style>p{color:red}</style><p>一</p>", "<p>一</p>"),
        ('<p>一<iframe src="https://v.qq.com/x"></iframe></p>', "<p>一</p>"),
        ('<p onclick="alert(1)" id="top" class="lead">一</p>', '<p class="lead">一</p>'),
        ('<p>见<a href="https://www.gov.cn/">中国政府网</a></p>', "<p>见中国政府网</p>"),
        ('<p><a href="javascript:alert(1)">一</a></p>', "<p>一</p>"),
        ('<p><a href="#top">一</a></p>', "<p>一</p>"),
        ('<p>一<img src="https://www.gov.cn/a.png"/></p>', "<p>一</p>"),
        ('<p>一<img src="data:image/png;base64,AAAA"/></p>', "<p>一</p>"),
        (
            '<p style="color:red;position:fixed;z-index:9">一</p>',
            '<p style="color:red">一</p>',
        ),
        (
            '<p style="background-image:url(https://a.cn/b.png);color:red">一</p>',
            '<p style="color:red">一</p>',
        ),
        ('<p>一<video src="a.mp4"></video><form><input/></form></p>', "<p>一</p>"),
        ("<p>一<!-- 注释 --></p>", "<p>一</p>"),
        ('<code style="color:red">x</code>', "<code>x</code>"),
        (
            '<section style="margin:0 0 16px"><span style="font-weight:bold">一</span></section>',
            '<section style="margin:0 0 16px"><span style="font-weight:bold">一</span></section>',
        ),
    ],
)
def test_what_is_dropped_and_what_stays(wechat, given, kept):
    assert wechat.content(given) == kept


def test_links_to_articles_of_the_platform_stay(wechat):
    html = '<p><a href="https://mp.weixin.qq.com/s/abc">前文</a></p>'
    assert wechat.content(html) == html


def test_pictures_stay_if_this_account_has_uploaded_them(wechat, sandbox):
    own = wechat.upload(picture())["url"]
    foreign = WeChat(sandbox, "wx0002").upload(picture())["url"]
    material = wechat.upload(picture(), kind="image")["url"]
    html = f'<p><img src="{own}"/><img src="{foreign}"/><img src="{material}"/></p>'
    assert wechat.content(html) == f'<p><img src="{own}"/><img src="{material}"/></p>'


def test_a_strict_account_refuses_what_others_drop(wechat):
    wechat.set(strict_content=True)
    assert wechat.refusal(content="<p>一</p><script>1</script>") == 45166
    assert wechat.refusal(content='<p onload="x()">一</p>') == 45166
    assert wechat.refusal(content="<p>一</p>") == 0
