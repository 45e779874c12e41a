"""Links in pages and style sheets: found, and put in other words. All else stays byte for byte."""

import re
from collections.abc import Callable, Iterator
from html import escape
from html.parser import HTMLParser

# Which attributes lead somewhere.
LEADS = {
    ("a", "href"), ("area", "href"), ("link", "href"), ("script", "src"), ("img", "src"),
    ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("video", "src"),
    ("video", "poster"), ("audio", "src"), ("track", "src"), ("image", "href"), ("use", "href"),
    ("iframe", "src"), ("embed", "src"), ("object", "data"),
}  # fmt: skip
# They name the address that the portal itself has, or other versions of it.
KEPT_RELATIONS = {"canonical", "shortlink"}
STYLE_LEADS = re.compile(r"""(?:url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["'])""")
SCRIPT_LEADS = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']((?:\.{0,2}/)[^"']+)["']""")
LOCATIONS = re.compile(r"<loc>\s*([^<\s]+)\s*</loc>")

# What a link becomes; None leaves it as it is.
Turn = Callable[[str], str | None]


class _Reader(HTMLParser):
    """Goes through a page and hands out every piece of it as it stands."""

    def __init__(self, turn: Turn, form: str, search: str, live_scripts: tuple[str, ...]) -> None:
        super().__init__(convert_charrefs=False)
        self.turn, self.form, self.search = turn, form, search
        self.live_scripts = live_scripts
        self.pieces: list[str] = []
        self.leads: list[str] = []
        # Names of elements that are left out, as long as one is open.
        self.left_out = ""
        self.depth = 0
        self.forms = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs, opens=True)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs, opens=False)

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]], *, opens: bool) -> None:
        if self.left_out:
            self.depth += opens and tag == self.left_out
            return
        values = {name: value or "" for name, value in attrs}
        if tag == "form" and opens:
            self.left_out, self.depth = tag, 1
            self.forms += 1
            self.pieces.append(self.search if values.get("role") == "search" else self.form)
            return
        if tag == "script" and any(each in values.get("src", "") for each in self.live_scripts):
            self.left_out, self.depth = tag, 1
            return
        self._put(self._turned(tag, values) if self._leads(tag, values) else None)

    def _leads(self, tag: str, values: dict[str, str]) -> bool:
        if tag == "link" and KEPT_RELATIONS & set(values.get("rel", "").split()):
            return False
        return any((tag, name) in LEADS or name.startswith("data-") for name in values)

    def _turned(self, tag: str, values: dict[str, str]) -> str | None:
        """Return the tag in other words, or None if nothing in it changes."""
        changed = dict(values)
        for name, value in values.items():
            if (tag, name) not in LEADS or not value.strip() or value.startswith("#"):
                continue
            if name == "srcset":
                changed[name] = ", ".join(self._candidate(each) for each in value.split(","))
            else:
                changed[name] = self._of(value)
        if changed == values:
            return None
        raw = self.get_starttag_text() or ""
        inner = "".join(f' {name}="{escape(value)}"' for name, value in changed.items())
        return f"<{tag}{inner}{'/' if raw.endswith('/>') else ''}>"

    def _candidate(self, text: str) -> str:
        link, _, size = text.strip().partition(" ")
        return f"{self._of(link)} {size}".rstrip()

    def _of(self, link: str) -> str:
        self.leads.append(link)
        turned = self.turn(link)
        return link if turned is None else turned

    def _put(self, text: str | None) -> None:
        self.pieces.append((self.get_starttag_text() or "") if text is None else text)

    def handle_endtag(self, tag: str) -> None:
        if not self.left_out:
            self.pieces.append(f"</{tag}>")
        elif tag == self.left_out:
            self.depth -= 1
            if self.depth == 0:
                self.left_out = ""

    def _word(self, text: str) -> None:
        if not self.left_out:
            self.pieces.append(text)

    def handle_data(self, data: str) -> None:
        self._word(data)

    def handle_entityref(self, name: str) -> None:
        self._word(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._word(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._word(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._word(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self._word(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self._word(f"<![{data}]>")


def rewritten(
    page: str, turn: Turn, form: str = "", search: str = "", live_scripts: tuple[str, ...] = ()
) -> str:
    """Return a page with every link turned, `form` in the place of each form, or `search` if it is
    one for searching, and without scripts whose address has one of `live_scripts` in it.
    """
    reader = _Reader(turn, form, search, live_scripts)
    reader.feed(page)
    reader.close()
    return "".join(reader.pieces)


def links(page: str, live_scripts: tuple[str, ...] = ()) -> tuple[list[str], int]:
    """Return where a page's copy leads, and how many forms it has."""
    reader = _Reader(lambda link: None, "", "", live_scripts)
    reader.feed(page)
    reader.close()
    return reader.leads, reader.forms


def links_of_style(text: str) -> Iterator[str]:
    for one, other in STYLE_LEADS.findall(text):
        if not (one or other).startswith("data:"):
            yield one or other


def links_of_script(text: str) -> list[str]:
    return SCRIPT_LEADS.findall(text)


def links_of_sitemap(text: str) -> list[str]:
    return [each.replace("&amp;", "&") for each in LOCATIONS.findall(text)]
