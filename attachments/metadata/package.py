"""An Office file as its parts (ECMA-376 part 2), read with distrust, written always alike."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from lxml import etree

from attachments.confined import Stopped

MOST_UNPACKED = 400 * 1024**2
MOST_PARTS = 20_000
TYPES = "[Content_Types].xml"
# ZIP cannot say anything earlier.
NO_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class Package:
    """Parts by name, in their order."""

    parts: dict[str, bytes]

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Raises Stopped: "damaged" for what is no sound archive, "too_much" for a bomb."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = [each for each in archive.infolist() if not each.is_dir()]
                _look_at(members)
                return cls({each.filename: _unpacked(archive, each) for each in members})
        # NotImplementedError: zipfile, of a way of packing or a version that it does not know.
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
            raise Stopped("damaged") from None
        except RuntimeError:  # a member with a password
            raise Stopped("encrypted") from None
        except zlib.error:
            raise Stopped("damaged") from None

    def write(self) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                member = zipfile.ZipInfo(name, NO_DATE)
                member.compress_type = zipfile.ZIP_DEFLATED
                member.create_system, member.external_attr = 0, 0
                archive.writestr(member, data)
        return buffer.getvalue()

    def xml(self, name: str) -> etree._Element:
        """Return the root of a part. Raises Stopped."""
        return parsed(self.parts[name])

    def put(self, name: str, root: etree._Element) -> None:
        self.parts[name] = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )

    def below(self, folder: str, *, suffix: str = ".xml") -> list[str]:
        return [name for name in self.parts if name.startswith(folder) and name.endswith(suffix)]

    def remove(self, names: Iterable[str]) -> None:
        """Take parts out, with their relationships, what leads to them and their types."""
        gone = {name for name in names if name in self.parts}
        if not gone:
            return
        for name in gone:
            self.parts.pop(name, None)
            self.parts.pop(relationships_of(name), None)
        for name in [each for each in self.parts if each.endswith(".rels")]:
            root = self.xml(name)
            leading = [each for each in root if target_of(name, each) in gone]
            if leading:
                for each in leading:
                    root.remove(each)
                self.put(name, root)
        if TYPES in self.parts:
            types = self.xml(TYPES)
            for each in list(types):
                if (each.get("PartName") or "").lstrip("/") in gone:
                    types.remove(each)
            self.put(TYPES, types)

    def targets(self, rels: str, *endings: str) -> list[str]:
        """Return the parts that relationships whose type ends so lead to."""
        if rels not in self.parts:
            return []
        return [
            target_of(rels, each)
            for each in self.xml(rels)
            if (each.get("Type") or "").rpartition("/")[2] in endings
        ]


def parsed(data: bytes) -> etree._Element:
    """Return the root of an XML document that declares nothing. Raises Stopped."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Stopped("damaged") from None
    # Office never writes a document type; whoever does wants entities expanded.
    if tree.getroottree().docinfo.doctype or tree.getroottree().docinfo.internalDTD is not None:
        raise Stopped("damaged")
    return tree


def local(name: object) -> str:
    """Return the name of an element or attribute without its namespace; "" for comments."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def relationships_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def target_of(rels: str, relationship: etree._Element) -> str:
    """Return the part that a relationship leads to, "" if it leads out of the file."""
    target = relationship.get("Target") or ""
    if relationship.get("TargetMode") == "External":
        return ""
    if target.startswith("/"):
        return target.lstrip("/")
    folder = rels.partition("_rels/")[0]
    return posixpath.normpath(posixpath.join(folder, target))


def _look_at(members: list[zipfile.ZipInfo]) -> None:
    names = [each.filename for each in members]
    if len(names) > MOST_PARTS or sum(each.file_size for each in members) > MOST_UNPACKED:
        raise Stopped("too_much")
    # Two programs would see two files in one with a name twice.
    if len({name.lower() for name in names}) < len(names) or any(map(_leads_out, names)):
        raise Stopped("damaged")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as file:
        data = file.read(member.file_size + 1)
    if len(data) != member.file_size:
        raise Stopped("damaged")
    return data
