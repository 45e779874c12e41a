from dataclasses import dataclass, field

from attachments.remarks import Remark


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file after cleaning.

    `removed` names kinds of metadata: author, properties, history, comments_authors, thumbnail,
    exif, xmp, paths, revisions, trailer.
    """

    data: bytes
    removed: frozenset[str] = frozenset()
    remarks: list[Remark] = field(default_factory=list)
