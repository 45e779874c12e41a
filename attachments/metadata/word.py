"""Word: names beside tracked changes and comments, traces of editing sessions, paths."""

from lxml import etree

from attachments.metadata.package import Package, local
from attachments.remarks import Remark

SOMEBODY = "Author"
# Attributes that stand beside an author's name.
BESIDE = frozenset({"date", "dateUtc", "initials", "providerId", "userId"})
CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo"})
SETTINGS = frozenset({"rsids", "docVars", "mailMerge", "attachedTemplate", "docId"})
PEOPLE = ("people", "commentsIds", "commentsExtensible")
OFF = frozenset({"0", "false", "off"})


def clean_word(package: Package) -> tuple[set[str], list[Remark]]:
    """Clean the parts of a text in place; return what was removed and what is to be told."""
    removed: set[str] = set()
    remarks: list[Remark] = []
    for name in package.below("word/"):
        root = package.xml(name)
        before = frozenset(removed)
        changed = _forget_people(root, removed)
        if name == "word/settings.xml":
            changed |= _forget_settings(root, removed, package)
        if changed or removed != before:
            package.put(name, root)
        remarks += _told(root)
    people = [name for name in package.below("word/") if name.removeprefix("word/")[:-4] in PEOPLE]
    if people:
        package.remove(people)
        removed.add("author")
    return removed, remarks


def _forget_people(root: etree._Element, removed: set[str]) -> bool:
    changed = False
    for element in root.iter(etree.Element):
        names = {local(name): name for name in element.attrib}
        if "author" in names:
            if element.get(names["author"]) != SOMEBODY:
                element.set(names["author"], SOMEBODY)
                removed.add("comments_authors")
                changed = True
            for name in BESIDE & names.keys():
                del element.attrib[names[name]]
                removed.add("comments_authors")
                changed = True
        for name in names:
            if name.startswith("rsid"):
                del element.attrib[names[name]]
                removed.add("history")
                changed = True
    return changed


def _forget_settings(root: etree._Element, removed: set[str], package: Package) -> bool:
    gone = [element for element in root if local(element.tag) in SETTINGS]
    for element in gone:
        removed.add(
            "paths" if local(element.tag) in ("attachedTemplate", "mailMerge") else "history"
        )
        root.remove(element)
    rels = "word/_rels/settings.xml.rels"
    if gone and rels in package.parts:
        del package.parts[rels]
    return bool(gone)


def _told(root: etree._Element) -> list[Remark]:
    changes = hidden = comments = 0
    for element in root.iter(etree.Element):
        name = local(element.tag)
        if name in CHANGES and any(local(key) == "author" for key in element.attrib):
            # A mark of a deleted paragraph sits in its properties and counts as well.
            changes += 1
        elif name == "vanish" and not _is_off(element):
            hidden += _has_text(element)
        elif name == "comment":
            comments += 1
    found = (("tracked_changes", changes), ("hidden_text", hidden), ("comments", comments))
    return [Remark(code, count) for code, count in found if count]


def _is_off(element: etree._Element) -> bool:
    return any(local(key) == "val" and value in OFF for key, value in element.attrib.items())


def _has_text(vanish: etree._Element) -> bool:
    properties = vanish.getparent()
    run = properties.getparent() if properties is not None else None
    return run is not None and any(
        local(each.tag) == "t" and (each.text or "").strip() for each in run.iter(etree.Element)
    )
