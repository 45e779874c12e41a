"""Articles in Word documents, by way of mammoth; what the file claims about itself is checked."""

import io
import re
import zipfile

import mammoth
from bs4 import BeautifulSoup

from home.importing.draft import Draft, Unreadable
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
    try:
        html = mammoth.convert_to_html(io.BytesIO(data), style_map=STYLES).value
    except Exception as error:
        raise Unreadable(f"the document is damaged ({type(error).__name__})") from error
    soup = BeautifulSoup(html, "lxml")
    if soup.body is None:
        raise Unreadable("there is nothing to import: the text is empty")
    title = soup.find("h1", class_="title")
    words = " ".join(title.get_text().split()) if title else ""
    return body_of(soup.body, words, lambda name: None, take_byline(soup.body))


def _inspect(data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("it is an old .doc file; save it as .docx and import that")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist()}
            if sum(sizes.values()) > min(UNPACKED_BYTES, RATIO * len(data) + 10_000_000):
                raise Unreadable("it unpacks to more than a document would; it is not read")
            if DOCUMENT not in sizes:
                raise Unreadable("it is not a Word document")
            for name in sizes:
                if name.endswith((".xml", ".rels")) and re.search(
                    rb"<!(DOCTYPE|ENTITY)", archive.read(name)
                ):
                    raise Unreadable(f"{name} declares entities, which no Word document does")
            if archive.testzip() is not None:
                raise Unreadable("the document is damaged")
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable("the document is damaged: it is not a whole .docx file") from error
