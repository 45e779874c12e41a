"""What WeChat keeps of an article's HTML, known without asking it.

There is no official list. 新增草稿 says that scripts are removed and foreign pictures filtered;
the rest is what those who publish there report. Where reports contradict each other, the thing
counts as lost, since a preview must not promise what may not arrive.
"""

from collections.abc import Collection

from bs4 import BeautifulSoup, PageElement, Tag
from bs4.element import PreformattedString

from syndication.channels.base import Finding
from syndication.channels.gathered import Gathered
from syndication.channels.wechat import css
from syndication.channels.wechat.render import is_article

REFUSED_BY_SOME = frozenset(
    {"script", "handler", "link_script", "media", "form", "style_block", "head_element"}
)
"""Codes of what most accounts lose and some are refused for (45166)."""

_REMOVED = {
    "script": "script",
    **dict.fromkeys(
        (
            "iframe", "video", "audio", "object", "embed", "applet", "source",
            "frame", "frameset", "noembed", "noframes",
        ),
        "media",
    ),
    **dict.fromkeys(("form", "input", "button", "select", "textarea"), "form"),
    **dict.fromkeys(("style", "link"), "style_block"),
    **dict.fromkeys(
        ("meta", "title", "base", "noscript", "template", "xmp", "plaintext"), "head_element"
    ),
    **dict.fromkeys(
        ("animate", "animatecolor", "animatemotion", "animatetransform", "set", "discard"),
        "svg_motion",
    ),
}  # fmt: skip
_VOID = ("embed", "image", "source", "track", "wbr")
_UNWRAPPED = frozenset({"html", "head", "body", "picture"})
_LISTS = ("ul", "ol")
# Taking wrappers away can change how the rest is read; twice has always been enough.
_MOST_PASSES = 8


def kept(content: str, own: Collection[str] = ()) -> tuple[str, list[Finding]]:
    """Return the HTML that the platform keeps, and a finding per kind of loss or change.

    `content` may be any HTML. `own` are the addresses of pictures that are, or will be, uploaded
    to the account; every other picture is lost. Pure, and `kept(kept(x)) == kept(x)`. Scripts,
    handlers and foreign pictures are gone from the result; show it in a sandboxed frame all
    the same, for no filter knows every browser.
    """
    keeper = _Keeper(own)
    before, html = content, keeper.keep(content)
    for _ in range(_MOST_PASSES):
        if html == before:
            break
        before, html = html, _Keeper(own).keep(html)
    return html, keeper.gathered.findings()


def parsed(html: str) -> BeautifulSoup:
    """Read HTML nearly as browsers do."""
    soup = BeautifulSoup(f"<html><body>{html}", "lxml", multi_valued_attributes=None)
    for tag in soup.find_all(_VOID):
        # The parser takes what follows these for their content.
        if tag.name != "image" or not tag.find_parent("svg"):
            tag.insert_after(*list(tag.contents))
    return soup


def visible_text(soup: BeautifulSoup) -> str:
    """Return the words a reader sees, white space as a single space."""
    return " ".join(soup.get_text().split())


class _Keeper:
    """Filters once; `gathered` says what it did."""

    def __init__(self, own: Collection[str]) -> None:
        self.own = own
        self.gathered = Gathered()

    def keep(self, html: str) -> str:
        soup = parsed(html)
        elements: list[PageElement] = list(soup.descendants)
        for element in elements:
            # Its parent may be gone already.
            if element.decomposed:
                continue
            if isinstance(element, Tag):
                self._tag(element)
            elif isinstance(element, PreformattedString):
                self._hidden(element)
        return str(soup)

    def _hidden(self, element: PreformattedString) -> None:
        """Comments, and what browsers take for comments."""
        self.gathered.add("comment", element)
        element.extract()

    def _tag(self, tag: Tag) -> None:
        name = tag.name.lower()
        if name in _UNWRAPPED:
            if name == "picture":
                self.gathered.add("picture_variant", "<picture>")
            _unwrap(tag)
        elif name in _REMOVED:
            self.gathered.add(_REMOVED[name], _described(tag))
            _lose(tag)
        elif tag.parent and tag.parent.name == "foreignobject" and name != "section":
            self.gathered.add("svg_foreign", _described(tag))
            _lose(tag)
        else:
            self._handlers(tag)
            match name:
                case "img" | "image":
                    self._picture(tag)
                case "a":
                    self._link(tag)
                case _:
                    self._note_weakness(tag, name)
                    self._attributes(tag)

    # --- elements ----------------------------------------------------------------------------

    def _picture(self, tag: Tag) -> None:
        names = ("src", "data-src") if tag.name == "img" else ("href", "xlink:href", "src")
        given = {name: str(tag[name]).strip() for name in names if tag.get(name)}
        attribute, address = next(iter(given.items()), ("", ""))
        if not address or address not in self.own:
            self.gathered.add(_fate_of_picture(address), _named(tag, address))
            _lose(tag)
            return
        if tag.has_attr("width") or tag.has_attr("height"):
            self.gathered.add("picture_size", _named(tag, address))
        for name in given:
            del tag[name]
        for other in list(given.values())[1:]:
            self.gathered.add("picture_variant", other)
        self._attributes(tag)
        # data-src is where the platform's own pages keep it.
        tag["src" if tag.name == "img" else attribute] = address

    def _link(self, tag: Tag) -> None:
        address = str(tag.get("href", "")).strip()
        if is_article(address):
            self._attributes(tag)
            return
        address = address or str(tag.get("xlink:href", "")).strip()
        anchor = str(tag.get("id") or tag.get("name") or "")
        if anchor:
            self.gathered.add("anchor", anchor)
        if address or not anchor:
            self.gathered.add(_fate_of_link(address), f"{tag.get_text()} {address}")
        _unwrap(tag)

    def _note_weakness(self, tag: Tag, name: str) -> None:
        """Note what is kept and yet comes out differently."""
        style = str(tag.get("style", ""))
        if name in _LISTS:
            nested = tag.find_parent(_LISTS) is not None
            self.gathered.add("list_nested" if nested else "list_marks", tag.get_text(" "))
        elif name == "table" and not _is_fixed(style):
            self.gathered.add("table_width", tag.get_text(" "))
        elif name == "div" and style:
            self.gathered.add("div_style", tag.get_text(" "))

    # --- attributes --------------------------------------------------------------------------

    def _handlers(self, tag: Tag) -> None:
        for attribute in [name for name in tag.attrs if name.lower().startswith("on")]:
            self.gathered.add("handler", attribute)
            del tag[attribute]

    def _attributes(self, tag: Tag) -> None:
        for attribute, value in list(tag.attrs.items()):
            match attribute.lower():
                case "id":
                    self._drop(tag, attribute, "anchor")
                case "class":
                    self.gathered.add("class_name", value)
                case "srcset" | "data-src":
                    self._drop(tag, attribute, "picture_variant")
                case "background":
                    self._drop(tag, attribute, "style_picture")
                case "xlink:href" | "formaction":
                    self._reference(tag, attribute)
                case "href" if tag.name != "a":
                    self._reference(tag, attribute)
                case "style" if tag.name == "code":
                    self._drop(tag, attribute, "style_code")
                case "style":
                    self._style(tag, attribute)

    def _reference(self, tag: Tag, attribute: str) -> None:
        running = _fate_of_link(str(tag[attribute])) == "link_script"
        self._drop(tag, attribute, "link_script" if running else "reference")

    def _drop(self, tag: Tag, attribute: str, code: str) -> None:
        self.gathered.add(code, str(tag[attribute]))
        del tag[attribute]

    def _style(self, tag: Tag, attribute: str) -> None:
        all_of_them = css.declarations(str(tag[attribute]))
        stay = []
        for declaration in all_of_them:
            fate = self._fate_of_style(declaration)
            if fate:
                self.gathered.add(fate, declaration.raw)
                continue
            stay.append(declaration)
            if _is_unstable(declaration):
                self.gathered.add("style_unstable", declaration.raw)
        if not stay:
            del tag[attribute]
        elif len(stay) < len(all_of_them):
            tag[attribute] = css.joined(stay)

    def _fate_of_style(self, declaration: css.Declaration) -> str:
        if declaration.name in {"position", "z-index"}:
            return "style_position"
        if declaration.calls("var"):
            return "style_variable"
        if declaration.calls("expression") or "@import" in declaration.raw.lower():
            return "style_active"
        if any(address not in self.own for address in declaration.addresses()):
            return "style_picture"
        return ""


# Taking elements out one by one takes the square of their number; a hidden one is not written.
def _unwrap(tag: Tag) -> None:
    tag.hidden = True


def _lose(tag: Tag) -> None:
    tag.clear(decompose=True)
    tag.hidden = True


def _fate_of_picture(address: str) -> str:
    if not address:
        return "picture_empty"
    return "picture_inline" if address.lower().startswith("data:") else "picture_foreign"


def _fate_of_link(address: str) -> str:
    # Browsers overlook white space and controls in a scheme.
    bare = "".join(char for char in address.lower() if char > " ")
    if not bare:
        return "link_empty"
    if bare.startswith("javascript:"):
        return "link_script"
    if bare.startswith("#"):
        return "link_fragment"
    return "link_foreign" if bare.startswith(("http:", "https:", "//")) else "link_other"


def _is_fixed(style: str) -> bool:
    return any(
        declaration.name == "table-layout" and declaration.value.lower() == "fixed"
        for declaration in css.declarations(style)
    )


def _is_unstable(declaration: css.Declaration) -> bool:
    if declaration.property == "display":
        return declaration.value.lower().removeprefix("inline-") in {"flex", "grid"}
    return declaration.property.partition("-")[0] in {"transform", "filter", "animation"}


def _described(tag: Tag) -> str:
    """Name a lost element by its words, else by its address, else by its kind."""
    words = "" if tag.name in {"script", "style"} else tag.get_text(" ").strip()
    addresses = (tag.get(name) for name in ("src", "data", "href", "action"))
    return words or next((str(each) for each in addresses if each), f"<{tag.name}>")


def _named(tag: Tag, address: str) -> str:
    """Name a picture by its alternative text and address."""
    alt = str(tag.get("alt", "")).strip()
    return " ".join(part for part in (alt, address) if part) or f"<{tag.name}>"
