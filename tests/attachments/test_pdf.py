"""PDFs are written anew without authors, XMP and earlier versions; seals are left whole."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from attachments.confined import Stopped
from attachments.metadata import clean
from attachments.text import pieces
from tests.attachments.files import SOMEBODY, changed_pdf, pdf, photograph, workbook


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def with_page(**entries) -> bytes:
    """Return a PDF whose page has these entries."""
    with opened(pdf()) as document:
        for name, value in entries.items():
            document.pages[0][f"/{name}"] = document.make_indirect(value)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()


def test_author_title_and_xmp_are_gone_and_the_text_is_there():
    cleaned = clean(pdf("Notice", author=SOMEBODY, xmp="李四"))

    assert cleaned.removed == {"author", "xmp"}
    with opened(cleaned.data) as document:
        assert "/Info" not in document.trailer
        assert "/Metadata" not in document.Root
    assert [piece.text.strip() for piece in pieces(cleaned.data)] == ["Notice"]


def test_what_an_earlier_version_said_is_gone():
    data = changed_pdf("The secret draft", "The final text")
    assert b"secret draft" in data

    cleaned = clean(data)

    assert "revisions" in cleaned.removed
    with opened(cleaned.data) as document:
        streams = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
        assert not any(b"secret" in each.read_bytes() for each in streams)
    assert [piece.text.strip() for piece in pieces(cleaned.data)] == ["The final text"]


def test_names_of_reviewers_are_gone_and_their_notes_are_told():
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), T=SOMEBODY,
        Contents="核一下", M="D:20260101",
    )  # fmt: skip
    cleaned = clean(with_page(Annots=Array([note])))
    with opened(cleaned.data) as document:
        kept = document.pages[0].Annots[0]
        assert "/T" not in kept and "/M" not in kept
        assert str(kept.Contents) == "核一下"
    assert [(remark.code, remark.count) for remark in cleaned.remarks] == [("comments", 1)]


def test_a_photograph_on_a_page_loses_its_place():
    with opened(pdf()) as document:
        image = document.make_stream(photograph())
        image.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=40, Height=20))
        image.ColorSpace, image.BitsPerComponent, image.Filter = Name.DeviceRGB, 8, Name.DCTDecode
        document.pages[0].Resources.XObject = Dictionary(Im1=image)
        buffer = io.BytesIO()
        document.save(buffer)
    cleaned = clean(buffer.getvalue())
    assert "exif" in cleaned.removed
    with opened(cleaned.data) as document:
        raw = document.pages[0].Resources.XObject.Im1.read_raw_bytes()
        assert raw.startswith(b"\xff\xd8") and b"Exif" not in raw


def test_files_inside_are_cleaned_and_told():
    with opened(pdf()) as document:
        document.attachments["名单.xlsx"] = workbook()
        buffer = io.BytesIO()
        document.save(buffer)
    cleaned = clean(buffer.getvalue())
    with opened(cleaned.data) as document:
        inner = document.attachments["名单.xlsx"].get_file().read_bytes()
    assert clean(inner).removed == frozenset()
    assert ("embedded", 1, "名单.xlsx") in [(r.code, r.count, r.detail) for r in cleaned.remarks]


def test_scripts_are_told():
    assert [r.code for r in clean(pdf(javascript="app.alert(1)")).remarks] == ["scripts"]


def test_a_sealed_file_is_left_as_it_is_and_told():
    seal = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=b"seal")
    data = with_page(AA=Dictionary(V=seal))
    cleaned = clean(data)
    assert (cleaned.data, cleaned.removed) == (data, frozenset())
    assert [remark.code for remark in cleaned.remarks] == ["signed"]


def test_what_only_forbade_printing_is_opened_and_told():
    cleaned = clean(pdf("Notice", owner="secret"))
    assert [remark.code for remark in cleaned.remarks] == ["restrictions"]
    with opened(cleaned.data) as document:
        assert not document.is_encrypted


def test_cleaning_twice_changes_nothing_more():
    once = clean(pdf("a", "b", author=SOMEBODY, xmp="李四"))
    twice = clean(once.data)
    assert (twice.data, twice.removed) == (once.data, frozenset())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf(password="geheim"), "encrypted"),
        (b"%PDF-1.7\n" + b"\0rubbish" * 50, "damaged"),
        (b"%PDF-1.7", "damaged"),
    ],
    ids=["password", "rubbish", "nothing"],
)
def test_what_cannot_be_opened_is_told_by_a_code(data, code):
    with pytest.raises(Stopped) as stopped:
        clean(data)
    assert stopped.value.code == code
