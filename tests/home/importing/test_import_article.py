"""The command: each file whole or not at all, again without a second article, and in English."""

import io
from pathlib import Path
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.images import get_image_model

from home.importing import storing
from home.models import ArticlePage, ImportedFile
from tests.home.factories import ColumnPageFactory


def png(size: tuple[int, int] = (40, 30)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "seagreen").save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def run(column, tmp_path):
    """Write files and import them; return (standard output, standard error, failure)."""

    def run(files: dict[str, str | bytes], *options: str, slug: str = "news"):
        out, err, failure = io.StringIO(), io.StringIO(), ""
        for name, data in files.items():
            (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        paths = [str(tmp_path / name) for name in files]
        try:
            call_command(
                "import_article", *paths, "--column", slug, *options, stdout=out, stderr=err
            )
        except CommandError as error:
            failure = str(error)
        return out.getvalue(), err.getvalue(), failure

    return run


def test_a_file_becomes_a_draft_and_with_publish_a_page(run):
    run({"a.txt": "标题\n正文。"})
    assert not ArticlePage.objects.get().live
    run({"a.txt": "标题\n正文。"}, "--publish")
    assert ArticlePage.objects.get().live


def test_a_changed_file_updates_its_article_and_an_unchanged_one_does_nothing(run):
    run({"a.txt": "标题\n正文。"}, "--publish")
    out, _, _ = run({"a.txt": "标题\n正文。"}, "--publish")
    assert "unchanged" in out
    out, _, _ = run({"a.txt": "标题\n改过的正文。"}, "--publish")
    assert "updated" in out
    article = ArticlePage.objects.get()
    assert "改过的正文" in str(article.body)
    assert ImportedFile.objects.count() == 1


def test_a_broken_file_stops_no_other_and_the_command_fails(run):
    out, err, failure = run({"a.txt": "甲\n文", "b.docx": b"PK broken", "c.txt": "丙\n文"})
    assert "a.txt: created" in out
    assert "c.txt: created" in out
    assert "b.docx: not imported: the document is damaged" in err
    assert failure == "1 of 3 not imported: b.docx"
    assert ArticlePage.objects.count() == 2


def test_an_unknown_column_is_answered_with_those_there_are(run):
    _, _, failure = run({"a.txt": "甲\n文"}, slug="nowhere")
    assert failure == "There is no column 'nowhere'. There are: news"


def test_a_slug_that_two_columns_have_is_not_guessed(run, column):
    ColumnPageFactory(parent=column, slug="news")
    _, _, failure = run({"a.txt": "甲\n文"})
    assert "Several columns" in failure


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"a.html": '<h1>题</h1><p>文<img src="p.png"></p>', "p.png": b"no"}, "not a picture"),
        ({"a.txt": ""}, "nothing to import"),
        ({"a.pdf": b"%PDF"}, "not a .docx, .html or .txt file"),
        ({"a.txt": f"{'长' * 200}\n文"}, "The title has 200 characters; at most 100"),
    ],
)
def test_bad_input_is_named_and_leaves_nothing_behind(run, tmp_path, files, reason):
    first = next(iter(files))
    for name, data in files.items():
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    _, err, failure = run({first: files[first]})
    assert reason in err
    assert failure
    assert not ArticlePage.objects.exists()
    assert not get_image_model().objects.exists()


def test_a_picture_of_20_megabytes_is_refused_by_its_size(run, tmp_path):
    (tmp_path / "p.png").write_bytes(png() + b"\0" * 20 * 1024**2)
    _, err, _ = run({"a.html": '<h1>题</h1><p>文<img src="p.png"></p>'})
    assert "20.0 MB; at most 10 MB" in err
    assert not get_image_model().objects.exists()


def test_a_missing_file_is_said_to_be_missing(column):
    err = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_article", "/nowhere/a.txt", "--column", "news", stderr=err)
    assert "cannot be read" in err.getvalue()


def test_a_body_of_30000_characters_is_taken(run):
    _, _, failure = run({"a.txt": f"标题\n{'字' * 30_000}"}, "--publish")
    assert not failure
    assert "字" * 30_000 in str(ArticlePage.objects.get().body)


def test_a_failure_in_the_middle_leaves_no_page_no_picture_and_no_file(run, tmp_path, settings):
    (tmp_path / "p.png").write_bytes(png())
    before = set(Path(settings.MEDIA_ROOT).rglob("*.png"))
    with (
        mock.patch.object(storing.ImportedFile.objects, "update_or_create", side_effect=OSError),
        pytest.raises(OSError),
    ):
        run({"a.html": '<h1>题</h1><p>文<img src="p.png"></p>'})
    assert not ArticlePage.objects.exists()
    assert not get_image_model().objects.exists()
    assert set(Path(settings.MEDIA_ROOT).rglob("*.png")) == before


def test_the_same_picture_is_stored_once(run, tmp_path):
    (tmp_path / "p.png").write_bytes(png())
    run({"a.html": '<h1>甲</h1><p>文<img src="p.png"></p>'})
    run({"b.html": '<h1>乙</h1><p>文<img src="p.png"></p>'})
    assert get_image_model().objects.count() == 1


def test_a_dry_run_writes_nothing(run):
    out, _, _ = run({"a.txt": "标题\n正文。"}, "--dry-run")
    assert "标题 (1 blocks" in out
    assert not ArticlePage.objects.exists()
