"""Reading bytes as text, whatever office system wrote them."""

import codecs
import re

DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
# GB18030 reads everything that GB2312 and GBK wrote.
CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030"}
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes) -> str:
    """Return the text of a file: by its byte order mark, as UTF-8, as declared, as GB18030.

    What cannot be read becomes U+FFFD, which is reported as destroyed.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    declared = DECLARED.search(data[:2048])
    name = declared.group(1).decode().lower() if declared else ""
    for encoding in ("utf-8", CHINESE.get(name, name), "gb18030"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", errors="replace")
