"""Articles in Word documents, by way of mammoth; what the file claims about itself is checked."""

import io
import re
import zipfile

import mammoth
from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from mammoth.documents import Image

from home.importing.draft import Draft, Unreadable
from home.importing.html_blocks import EMBEDDED
from home.importing.html_reader import body_of, take_byline

UNPACKED_BYTES = 200 * 1024 * 1024
RATIO = 200
DOCUMENT = "word/document.xml"
STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='标题'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
"""


def read(data: bytes) -> Draft:
    """Read a .docx file. Raises Unreadable."""
    _inspect(data)
    pictures: dict[str, bytes] = {}

    def set_aside(image: Image) -> dict[str, str]:
        name = f"{EMBEDDED}{len(pictures)}"
        with image.open() as file:
            pictures[name] = file.read()
        return {"src": name}

    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(set_aside),
        ).value
    except Exception as error:
        raise Unreadable(_("the document is damaged: it is not a whole .docx file")) from error
    soup = BeautifulSoup(html, "lxml")
    if soup.body is None:
        raise Unreadable(_("there is nothing to import: the text is empty"))
    title = soup.find("h1", class_="title")
    words = " ".join(title.get_text().split()) if title else ""
    return body_of(soup.body, words, pictures.get, take_byline(soup.body))


def _inspect(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_("it is an old .doc file; save it as .docx and import that"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist()}
            if sum(sizes.values()) > min(UNPACKED_BYTES, RATIO * len(data) + 10_000_000):
                raise Unreadable(_("it unpacks to more than a document would; it is not read"))
            if DOCUMENT not in sizes:
                raise Unreadable(_("it is not a Word document"))
            for name in sizes:
                if name.endswith((".xml", ".rels")) and re.search(
                    rb"<!(DOCTYPE|ENTITY)", archive.read(name)
                ):
                    raise Unreadable(
                        _("%(part)s declares entities, which no Word document does")
                        % {"part": name}
                    )
            if archive.testzip() is not None:
                raise Unreadable(_("the document is damaged: it is not a whole .docx file"))
    # From zipfile: NotImplementedError of a way of packing that it does not know, RuntimeError of a
    # password.
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(_("the document is damaged: it is not a whole .docx file")) from error
