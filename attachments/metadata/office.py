"""What the three Office formats have in common: properties, pictures, files in the file."""

from collections.abc import Callable

from attachments.confined import Stopped
from attachments.formats import PICTURES, kind_of
from attachments.metadata import sheets, slides, word
from attachments.metadata.cleaned import Cleaned
from attachments.metadata.package import Package
from attachments.metadata.pictures import clean_picture
from attachments.remarks import Remark, counted

ROOT = "_rels/.rels"
PROPERTIES = {
    "core-properties": "author",
    "extended-properties": "author",
    "custom-properties": "properties",
    "thumbnail": "thumbnail",
}
OFFICE = frozenset({"docx", "xlsx", "pptx"})
Report = tuple[set[str], list[Remark]]
FORMATS: dict[str, Callable[[Package], Report]] = {
    "docx": word.clean_word,
    "xlsx": sheets.clean_sheets,
    "pptx": slides.clean_slides,
}


def clean_office(data: bytes, kind: str, depth: int = 0) -> Cleaned:
    """Return the file without properties, names of authors, thumbnails and traces of editing.

    A file with a digital signature is returned as it is, with the remark "signed". Raises Stopped.
    """
    package = Package.read(data)
    names = {name.lower() for name in package.parts}
    if any(name.endswith(("vbaproject.bin", "macrosheets/sheet1.xml")) for name in names):
        raise Stopped("macros")
    signed = any(name.startswith("_xmlsignatures/") for name in names)
    removed, remarks = FORMATS[kind](package)
    removed |= _properties(package)
    parts_removed, parts_remarks = _files_inside(package, depth)
    removed |= parts_removed
    remarks = counted([*remarks, *parts_remarks])
    if signed:
        return Cleaned(data, remarks=[*remarks, Remark("signed")])
    return Cleaned(package.write(), frozenset(removed), remarks)


def _properties(package: Package) -> set[str]:
    removed = set()
    for ending, what in PROPERTIES.items():
        if parts := package.targets(ROOT, ending):
            package.remove(parts)
            removed.add(what)
    if custom := [name for name in package.parts if name.startswith("customXml/")]:
        package.remove(custom)
        removed.add("properties")
    return removed


def _files_inside(package: Package, depth: int) -> Report:
    from attachments.metadata import DEEPEST, clean

    removed: set[str] = set()
    remarks: list[Remark] = []
    for name, data in list(package.parts.items()):
        if "/embeddings/" not in name:
            if kind_of(data) in PICTURES:
                cleaned = clean_picture(data, upright=False)
                package.parts[name] = cleaned.data
                removed |= cleaned.removed
            continue
        remarks.append(Remark("embedded", 1, name.rpartition("/")[2]))
        if kind_of(data) in OFFICE and depth < DEEPEST:
            cleaned = clean(data, depth + 1)
            package.parts[name] = cleaned.data
            removed |= cleaned.removed
            remarks += cleaned.remarks
    return removed, remarks
