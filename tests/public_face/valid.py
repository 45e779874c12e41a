"""What the HTML standard and readers with other senses ask of every page's source.

https://html.spec.whatwg.org/multipage/dom.html#content-models, and WCAG 2.1 1.1.1, 1.3.1, 2.4.2,
3.1.1 and 4.1.1 as far as a source alone can tell.
"""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tests.public_face.reading import REFERRING, Document, read, words_of

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What holds words and what stands among words, and nothing that makes a paragraph or a box.
PHRASING_ONLY = {
    *HEADINGS, "p", "pre", "span", "strong", "em", "b", "i", "small", "mark", "sub", "sup", "code",
    "abbr", "time", "label", "button", "legend", "summary", "cite", "q", "data", "output",
}  # fmt: skip
# A heading may stand in these two all the same.
MAY_HOLD_HEADINGS = {"legend", "summary"}
NO_PHRASING = {
    *HEADINGS, "p", "div", "ul", "ol", "dl", "li", "dt", "dd", "table", "figure", "section",
    "article", "aside", "nav", "header", "footer", "main", "form", "fieldset", "blockquote", "hr",
    "address", "details", "pre", "dialog",
}  # fmt: skip
CHILDREN = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
    "select": {"option", "optgroup", "hr"},
    "tr": {"th", "td"},
}
INTERACTIVE = {"a", "button", "input", "select", "textarea", "label", "details", "iframe"}
UNSEEN_FIELDS = {"hidden", "submit", "button", "image", "reset"}


def faults(html: str) -> list[str]:
    """Return what is wrong with a page, in words."""
    page = read(html)
    return [
        *page.mended,
        *_frame(page),
        *_names(page),
        *_headings(page),
        *_pictures(page),
        *_fields(page),
        *_nesting(page),
        *_addresses(page),
    ]


def _frame(page: Document) -> Iterator[str]:
    if not page.root.get("lang", "").startswith("zh"):
        yield f"the page does not say its language: {page.root.attrib}"
    titles = [words_of(title) for title in page.all("title") if _in(page, title, "head")]
    if len(titles) != 1 or not titles[0]:
        yield f"titles: {titles}"
    for name in ("main", "h1"):
        if (number := len(page.all(name))) != 1:
            yield f"{number} × {name}"
    for frame in page.all("iframe"):
        if not frame.get("title"):
            yield f"a frame without a title: {_shown(frame)}"


def _names(page: Document) -> Iterator[str]:
    for name, number in Counter(page.ids).items():
        if number > 1 or not name or " " in name:
            yield f"id {name!r} × {number}"
    known = set(page.ids)
    for element in page.root.iter():
        for attribute in REFERRING:
            for name in (element.get(attribute) or "").split():
                if name not in known:
                    yield f"{attribute}={name!r} names nothing"


def _headings(page: Document) -> Iterator[str]:
    before = 0
    for heading in page.all(*HEADINGS):
        level = int(heading.tag[1])
        if before and level > before + 1:
            yield f"h{level} after h{before}: {words_of(heading)}"
        if not words_of(heading) and not heading.findall(".//img[@alt]"):
            yield f"an empty {_shown(heading)}"
        before = level


def _pictures(page: Document) -> Iterator[str]:
    for picture in page.all("img"):
        if picture.get("alt") is None:
            yield f"no alt: {_shown(picture)}"
        if not (picture.get("width") and picture.get("height")):
            yield f"no size: {_shown(picture)}"


def _fields(page: Document) -> Iterator[str]:
    labelled = {label.get("for") for label in page.all("label")}
    for field in page.all("input", "select", "textarea"):
        if field.get("type") in UNSEEN_FIELDS:
            continue
        if not (
            field.get("aria-label")
            or field.get("aria-labelledby")
            or field.get("id") in labelled - {None}
            or _in(page, field, "label")
        ):
            yield f"no label: {_shown(field)}"
    for button in page.all("button", "a"):
        if not (
            words_of(button)
            or button.get("aria-label")
            or any(picture.get("alt") for picture in button.iter("img"))
            or button.get("hidden") is not None
            or (button.tag == "a" and button.get("href") is None)
        ):
            yield f"no words: {_shown(button)}"


def _nesting(page: Document) -> Iterator[str]:
    for element in page.root.iter():
        if not isinstance(element.tag, str) or element.tag.startswith("{"):
            continue
        parent = page.above.get(element)
        if parent is None:
            continue
        allowed = CHILDREN.get(parent.tag)
        if allowed and element.tag not in allowed:
            yield f"{element.tag} in {parent.tag}: {_shown(element)}"
        around = [each.tag for each in page.around(element)]
        # A link holds whatever may stand where it stands itself.
        holder = next((tag for tag in around if tag not in ("a", "ins", "del")), "")
        is_headed = element.tag in HEADINGS and holder in MAY_HOLD_HEADINGS
        if element.tag in NO_PHRASING and holder in PHRASING_ONLY and not is_headed:
            yield f"{element.tag} in {holder}: {_shown(element)}"
        is_used = element.tag in INTERACTIVE and element.get("type") != "hidden"
        if is_used and {"a", "button"} & set(around):
            yield f"{element.tag} in a link or a button: {_shown(element)}"


def _addresses(page: Document) -> Iterator[str]:
    for element in page.root.iter():
        for attribute in ("href", "src", "action", "poster"):
            said = element.get(attribute)
            if said is None or (attribute == "action" and said):
                continue
            if not said.strip() or said.strip() != said or " " in said:
                yield f"{attribute}={said!r}: {_shown(element)}"
            elif said.lower().startswith("javascript:"):
                yield f"a script for an address: {_shown(element)}"
        for attribute in element.attrib:
            if str(attribute).startswith("on") or attribute == "style":
                yield f"{attribute}= in {_shown(element)}"


def _in(page: Document, element: Element, name: str) -> bool:
    return any(each.tag == name for each in page.around(element))


def _shown(element: Element) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
    return f"<{element.tag}{attributes[:160]}>{words_of(element)[:40]}"
