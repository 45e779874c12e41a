"""Whatever is done to a copy, the verification says what and where."""

import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command

from mirror import keys, verify_mirror
from mirror.target import Target
from tests.mirror.conftest import exported

SITE = "sites/localhost_8000"


def flip(folder: Path) -> None:
    file = folder / SITE / "index.html"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def shorten(folder: Path) -> None:
    file = folder / SITE / "index.html"
    file.write_bytes(file.read_bytes()[:-1])


def remove(folder: Path) -> None:
    (folder / SITE / "robots.txt").unlink()


def add(folder: Path) -> None:
    (folder / SITE / "news").mkdir(exist_ok=True)
    (folder / SITE / "news" / "extra.html").write_text("假的")


def link(folder: Path) -> None:
    (folder / SITE / "robots.txt").unlink()
    (folder / SITE / "robots.txt").symlink_to("/etc/hostname")


def reorder(folder: Path) -> None:
    manifest = folder / "proof/manifest.json"
    lines = manifest.read_text().splitlines()
    first, second = [n for n, line in enumerate(lines) if line.startswith('{"address"')][:2]
    lines[first], lines[second] = lines[second], lines[first]
    manifest.write_text("\n".join(lines) + "\n")


def rewrite_history(folder: Path) -> None:
    chain = folder / "proof/chain.jsonl"
    lines = chain.read_text().splitlines()
    chain.write_text("\n".join([lines[0].replace('"files": ', '"files": 1'), *lines[1:]]) + "\n")


def sign_by_another(folder: Path) -> None:
    other = Ed25519PrivateKey.generate()
    manifest = (folder / "proof/manifest.json").read_bytes()
    (folder / "proof/manifest.json.sig").write_bytes(other.sign(manifest))
    (folder / "proof/key.pem").write_bytes(keys.pem_of(other.public_key()))


DEEDS: dict[Callable[[Path], None], str] = {
    flip: "index.html: was altered (same length, other bytes)",
    shorten: "index.html: was altered (",
    remove: "robots.txt: is missing",
    add: "extra.html: is not part of the copy",
    link: "robots.txt: is missing",
    reorder: "manifest.json: was altered",
    rewrite_history: "chain.jsonl: earlier lines were altered",
    sign_by_another: "manifest.json: was altered, or signed by another key",
}


def verified(target: Target) -> str:
    """Return what the command says of a copy."""
    out = io.StringIO()
    try:
        call_command("verify_static", str(target.folder), stdout=out, stderr=out)
    except CommandError as error:
        assert error.returncode == 1
    return out.getvalue()


def told_by_script(folder: Path, key: Path, *more: str) -> tuple[int, str]:
    """Run the script that lies beside the copy, as an outsider does."""
    script = folder / "proof" / "verify_mirror.py"
    command = [sys.executable, "-I", str(script), str(folder), "--key", str(key), *more]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout


@pytest.mark.django_db
def test_every_deed_is_found(home, column, article, target, tmp_path):
    # Given a copy of which there were two manifests, and its key from before
    exported(target)
    article.title = "改过"
    article.save_revision().publish()
    exported(target)
    key = tmp_path / "key.pem"
    key.write_bytes(keys.public_pem())
    assert "as signed" in verified(target)
    assert told_by_script(target.folder, key)[0] == 0
    for deed, words in DEEDS.items():
        # When somebody does something to it
        spoilt = Target(tmp_path / deed.__name__)
        shutil.copytree(target.folder, spoilt.folder, symlinks=True)
        deed(spoilt.folder)
        # Then the command says what
        assert words in verified(spoilt), deed
    # And so does the script beside it, with openssl as well as with the package
    flip(target.folder)
    code, text = told_by_script(target.folder, key)
    assert (code, DEEDS[flip] in text) == (1, True)


@pytest.mark.django_db
def test_a_copy_that_was_altered_is_mended(home, article, target):
    # Given a copy of which a page was altered without its time being changed back
    exported(target)
    flip(target.folder)
    add(target.folder)
    # When it is exported again
    exported(target)
    # Then it is as it was
    assert "as signed" in verified(target)


def test_openssl_says_the_same(key):
    signature = keys.private_key().sign(b"text")
    pem = keys.public_pem()
    for content, expected in ((b"text", True), (b"tent", False)):
        assert verify_mirror.is_signed(pem, content, signature) is expected
        assert verify_mirror._is_signed_by_openssl(pem, content, signature) is expected


@pytest.mark.django_db
def test_a_new_key_is_introduced_by_the_old_one(home, target, tmp_path, key):
    # Given somebody who knows the first key
    exported(target)
    known = tmp_path / "known.pem"
    known.write_bytes(keys.public_pem())
    # When the portal signs with a new one
    call_command("export_static", str(target.folder), "--new-key", stdout=io.StringIO())
    # Then who knew the first key can verify it, and a stranger's key is none
    assert keys.public_pem() != known.read_bytes()
    assert told_by_script(target.folder, known)[0] == 0
    assert key.stat().st_mode & 0o777 == 0o600


def test_a_key_is_encrypted_if_there_is_a_password(settings, key):
    settings.MIRROR_KEY_PASSWORD = "长长的口令"
    pem = keys.pem_of(keys.private_key().public_key())
    assert b"ENCRYPTED" in key.read_bytes()
    assert keys.public_pem() == pem
    settings.MIRROR_KEY_PASSWORD = "别的"
    with pytest.raises(keys.BadKey):
        keys.private_key()


@pytest.mark.django_db
def test_the_key_has_an_address(client, home):
    assert client.get("/.well-known/mirror-key.pem").status_code == 404
    keys.private_key()
    assert client.get("/.well-known/mirror-key.pem").content == keys.public_pem()
