"""Requests that no browser would send and somebody will: as strategies for hypothesis."""

from dataclasses import dataclass, field
from urllib.parse import quote

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

# What our pages read from a query, by the names they read it by.
NAMES = (
    "q", "page", "of", "sort", "to", "by", "number", "new", "old", "year", "from", "until", "kind",
    "topic", "organ", "department", "state", "title", "field", "column", "place", "next", "order",
    "receipt", "since", "after", "before", "format", "x",
)  # fmt: skip
NUMBERS = (
    "0", "-1", "1.5", "1e9", "0x10", "+1", " 1 ", "٣", "１２", "²", "⅔", "NaN", "inf", "1_000",
    "9223372036854775807", "9223372036854775808", "-9223372036854775809", "9" * 100,
    "1" + "0" * 100, "9" * 5000, "2026-13-45", "0000-00-00", "9999-12-31", "99999-1-1",
    "2026-02-30",
)  # fmt: skip
WORDS = (
    "", "%", "_", "'", '"', "\\", "--", ";", "*", "a*", '"a', "(", "((((", "a OR", "NEAR(", "a:b",
    "公开", "取水许可", "👩‍👩‍👧‍👦", "\u202e", "\ufeff", "\ud800", "\x00",
    "\r\nSet-Cookie: a=b", "<script>",
    "../../etc/passwd", "${jndi:ldap://x}", "{{7*7}}", "%s%n", "a" * 8000, "公" * 2000, "( " * 2000,
    "http://[", "http://[::1", "//", "https://user:pass@localhost:8000/", "http://localhost:99999/",
    "javascript:alert(1)", "http://\u2100.example/", "http://localhost:8000/%ff",
)  # fmt: skip
BROKEN = (
    "%", "%zz", "%e4%b8", "%ff%fe", "%ed%a0%80", "%00", "q", "q&", "&&&", "=", "q==&=q", "q[]=1",
    "q[a][b]=1", "a[" * 500, "q=1;q=2", "?q=1", "q=%u4e2d", "q=" + "%25" * 2000,
    "&".join(["q=1"] * 900), "&".join(f"a{number}=1" for number in range(1100)), "page=1&page=2",
    "#", "q=\xff",
)  # fmt: skip
HEADERS: dict[str, tuple[str, ...]] = {
    "Accept": ("", "*/*;q=x", "text/html;q=999", "application/json", "a" * 5000, ",,,;;;", "\xff"),
    "Accept-Language": ("zh-Hant", "xx", "zh;q=nan", "-", "*" * 600, "a-" * 300, ",;q="),
    "Accept-Encoding": ("gzip;q=x", "identity;q=0", "*", "gzip" * 500, ";;;", "br"),
    "Range": ("bytes=0-", "bytes=-1", "bytes=9-1", "bytes=0-0,5-6", "bytes=a", "lines=1", "bytes="
              + "0-1," * 800, "bytes=99999999999999999999-"),
    "If-None-Match": ("*", 'W/"x"', '"', '"' * 500, "W/", "\xff", '"a", "b"'),
    "If-Modified-Since": ("x", "Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 99 Foo 99999 99:99:99 GMT",
                          "Sun, 06 Nov 0000 08:49:37 GMT", "9" * 400),
    "If-Match": ("*", '"x"', "x"),
    "If-Unmodified-Since": ("x", "Thu, 01 Jan 1970 00:00:00 GMT"),
    "If-Range": ('"x"', "x"),
    "X-Forwarded-For": ("1.2.3.4", "::1", "unknown", "1.2.3.4, x, \xff", "a" * 3000, ",", "' OR 1"),
    "X-Forwarded-Proto": ("https", "x", "https,http", ""),
    "X-Forwarded-Host": ("evil.example", ""),
    "X-Requested-With": ("XMLHttpRequest", "\xff"),
    "Cookie": ("sessionid=x", "sessionid=" + "a" * 4000, "csrftoken=", ";;;=;", "a=\xff", "=; =",
               "messages=garbage", 'x="\\012"; sessionid="\\073"', "wagtail=1"),
    "Authorization": ("Basic x", "Basic " + "=" * 90, "Bearer \xff", "Digest"),
    "Referer": ("http://[", "\xff", "https://localhost/", "a" * 4000),
    "Origin": ("null", "http://[", "\xff"),
    "User-Agent": ("", "\xff" * 50, "a" * 4000, "Mozilla/5.0 (compatible; Baiduspider/2.0)"),
    "Content-Type": ("", "x", "multipart/form-data", "multipart/form-data; boundary=",
                     "multipart/form-data; boundary=" + "x" * 500, "application/json; charset=nope",
                     "text/html; charset=utf-16", "application/x-www-form-urlencoded; charset=x",
                     "multipart/form-data; boundary=\xff"),
    "Last-Event-ID": ("x", "-1", "9" * 200, "\xff"),
    "Transfer-Encoding": ("gzip",),
    "Expect": ("200-maybe",),
    "Upgrade": ("websocket", "h2c"),
}  # fmt: skip
METHODS = (
    "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "QUERY", "get",
    "A" * 60,
)  # fmt: skip
HOSTS = (
    "localhost", "LOCALHOST:8000", "localhost:1", "localhost.", "localhost:", "localhost:99999",
    "evil.example", "127.0.0.1", "[::1]", "[::1", "[", "a" * 300, "", " ", "localhost/x",
    "user@localhost", "localhost,evil", "\xff", "xn--", "..", "localhost:8000:1",
)  # fmt: skip
# Beginnings of addresses under which something answers, and then whatever follows.
PATHS = (
    "/versions/{}/", "/statutes/{}/", "/feeds/{}/rss.xml", "/interviews/{}/questions/",
    "/interviews/{}/questions/{}/", "/interviews/{}/ask/", "/interviews/{}/stream/",
    "/interviews/receipt/{}/", "/documents/{}/x.pdf", "/sitemap-{}.xml", "/media/{}", "/static/{}",
    "/search/{}", "/channels/wechat/{}/", "/_util/authenticate_with_password/{}/1/", "/{}/", "/{}",
    "/.well-known/{}", "/verify.json/{}", "/documents/{}/{}",
)  # fmt: skip


@dataclass(frozen=True)
class Sent:
    path: str
    query: str = ""
    method: str = "GET"
    host: str = "localhost:8000"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


values = st.one_of(
    st.sampled_from(NUMBERS), st.sampled_from(WORDS), st.text(max_size=40), st.integers().map(str)
)
pairs = st.tuples(st.sampled_from(NAMES), values).map(lambda pair: f"{pair[0]}={_quoted(pair[1])}")
queries = st.one_of(
    st.just(""),
    st.lists(pairs, min_size=1, max_size=4).map("&".join),
    st.sampled_from(BROKEN),
    # As bytes arrive that nobody has quoted.
    st.text(st.characters(min_codepoint=33, max_codepoint=255), max_size=60),
)
headers = st.dictionaries(st.sampled_from(sorted(HEADERS)), st.integers(0, 20), max_size=3).map(
    lambda chosen: {name: HEADERS[name][at % len(HEADERS[name])] for name, at in chosen.items()}
)
bodies = st.one_of(
    st.binary(max_size=200),
    st.sampled_from(
        (b"", b"q=1", b"number=%00", b"text=" + b"%E4%B8%80" * 3000, b"{}", b"[" * 3000,
         b"--\r\n", b"nickname=%ff%fe", b"address=http://[", b"choice=" + b"9" * 300)
    ),
)  # fmt: skip


def requests_of(addresses: list[str], ends: tuple[str, ...] = ()) -> SearchStrategy[Sent]:
    """Return a strategy of requests: for these addresses, for what is below, and for none."""
    known = st.sampled_from([address.partition("?")[0] for address in addresses])
    paths = st.one_of(
        known,
        known,
        st.tuples(known, st.sampled_from(ends or ("",))).map("".join),
        st.tuples(known, values).map(lambda pair: f"{pair[0]}{_quoted(pair[1])}/"),
        st.tuples(st.sampled_from(PATHS), values).map(
            lambda pair: pair[0].replace("{}", _quoted(pair[1])[:4000])
        ),
        st.text(st.characters(min_codepoint=33, max_codepoint=255, exclude_characters="?#"),
                max_size=50).map(lambda text: f"/{text}"),
    )  # fmt: skip
    return st.builds(
        Sent,
        path=paths,
        query=queries,
        method=st.one_of(*[st.just("GET")] * 4, st.sampled_from(METHODS)),
        host=st.one_of(*[st.just("localhost:8000")] * 5, st.sampled_from(HOSTS)),
        headers=headers,
        body=bodies,
    )
