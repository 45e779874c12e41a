#!/usr/bin/env python3
"""Verify a static copy of the portal: python3 verify_mirror.py FOLDER --key key.pem

FOLDER holds `proof/` (manifest, signature, chain) and `sites/` (the files). Take the key from
somewhere else than the copy: from the portal (/.well-known/mirror-key.pem), or from an earlier
visit. A key that took the place of yours is accepted if yours introduced it (keys.jsonl).

    --url https://www.example.gov.cn   compare what this static server answers, instead of files
    --proof FOLDER                     where manifest, signature and chain are, if not below FOLDER

Needs Python 3.9 and either the package `cryptography` or `openssl` 3. Ends with 0 if every byte is
as it was signed, 1 if not (each difference in a line), 2 if it cannot tell.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

FORMAT = "portal-mirror/1"
FIRST = "0" * 64
SECONDS = 30


class CannotTell(Exception):
    """Something that is needed is missing or cannot be read."""


def is_signed(pem: bytes, content: bytes, signature: bytes) -> bool:
    """Tell whether a signature (Ed25519) is that of a key over some bytes. Raises CannotTell."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.serialization import load_pem_public_key
    except ImportError:
        return _is_signed_by_openssl(pem, content, signature)
    try:
        load_pem_public_key(pem).verify(signature, content)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _is_signed_by_openssl(pem: bytes, content: bytes, signature: bytes) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        names = {"key": pem, "content": content, "signature": signature}
        for name, each in names.items():
            Path(folder, name).write_bytes(each)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key", "-rawin"]
        command += ["-in", "content", "-sigfile", "signature"]
        try:
            ended = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        except OSError as error:
            raise CannotTell("needs the package cryptography, or openssl 3") from error
    return ended.returncode == 0


def accepted_keys(pem: bytes, introductions: bytes) -> list[bytes]:
    """Return a key and all that it introduced, in a row. An introduction that is not signed by the
    key before it is none.
    """
    keys = [pem]
    for line in introductions.splitlines():
        try:
            told = json.loads(line)
            new, signature = told["key"].encode(), bytes.fromhex(told["signed_by_it"])
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        if is_signed(keys[-1], new, signature):
            keys.append(new)
    return keys


def read_proof(proof: Path) -> dict[str, bytes]:
    """Return the files of a proof by their names. Raises CannotTell."""
    try:
        found = {
            name: (proof / name).read_bytes()
            for name in ("manifest.json", "manifest.json.sig", "chain.jsonl")
        }
    except OSError as error:
        raise CannotTell(f"no manifest: {error}") from error
    keys = proof / "keys.jsonl"
    found["keys.jsonl"] = keys.read_bytes() if keys.exists() else b""
    return found


def problems_of_proof(proof: dict[str, bytes], pem: bytes) -> list[str]:
    """Return what is wrong with a manifest, its signature and its chain."""
    manifest, signature = proof["manifest.json"], proof["manifest.json.sig"]
    keys = accepted_keys(pem, proof["keys.jsonl"])
    if not any(is_signed(each, manifest, signature) for each in keys):
        return ["manifest.json: was altered, or signed by another key"]
    return list(_problems_of_chain(json.loads(manifest), manifest, proof["chain.jsonl"]))


def _problems_of_chain(told: dict, manifest: bytes, chain: bytes) -> Iterator[str]:
    lines = chain.splitlines(keepends=True)
    if told.get("chain") != hashlib.sha256(b"".join(lines[:-1])).hexdigest():
        yield "chain.jsonl: earlier lines were altered, taken out or put in"
    before = FIRST
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
        except ValueError:
            yield f"chain.jsonl: line {number} cannot be read"
            return
        if row.get("previous") != before or row.get("sequence") != number:
            yield f"chain.jsonl: line {number} does not follow the line before it"
        before = row.get("manifest")
    if before != hashlib.sha256(manifest).hexdigest():
        yield "chain.jsonl: its last line names another manifest"


def problems_of_files(folder: Path, manifest: dict) -> Iterator[str]:
    """Yield every file that differs, is missing, or is there without having been signed."""
    signed = {entry["path"]: entry for entry in manifest["files"]}
    for path, entry in signed.items():
        file = folder / path
        if file.is_symlink() or not file.is_file():
            yield f"{path}: is missing"
            continue
        size = file.stat().st_size
        if size != entry["size"]:
            yield f"{path}: was altered ({size} bytes instead of {entry['size']})"
        elif _digest_of(file) != entry["sha256"]:
            yield f"{path}: was altered (same length, other bytes)"
    for parent, names, files in os.walk(folder / "sites"):
        for name in [*files, *(each for each in names if Path(parent, each).is_symlink())]:
            path = Path(parent, name).relative_to(folder).as_posix()
            if path not in signed:
                yield f"{path}: is not part of the copy"


def _digest_of(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while piece := content.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


class _Here(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def problems_of_server(url: str, manifest: dict) -> Iterator[str]:
    """Yield every file of a site that a static server answers otherwise than it was signed."""
    host = urlsplit(url).netloc.replace(":", "_")
    folder = host if host in manifest["sites"] else next(iter(manifest["sites"]))
    opener = urllib.request.build_opener(_Here, urllib.request.ProxyHandler({}))
    before = f"sites/{folder}/"
    for entry in manifest["files"]:
        if not entry["path"].startswith(before):
            continue
        address = f"{url.rstrip('/')}/{quote(entry['path'][len(before) :])}"
        try:
            with opener.open(address, timeout=SECONDS) as answer:
                content = answer.read(entry["size"] + 1)
        except (OSError, urllib.error.URLError) as error:
            yield f"{address}: {error}"
            continue
        if hashlib.sha256(content).hexdigest() != entry["sha256"]:
            yield f"{address}: differs from what was signed"


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("folder", type=Path, nargs="?", default=Path())
    reader.add_argument("--key", type=Path, required=True)
    reader.add_argument("--proof", type=Path)
    reader.add_argument("--url")
    asked = reader.parse_args()
    try:
        proof = read_proof(asked.proof or asked.folder / "proof")
        found = problems_of_proof(proof, asked.key.read_bytes())
        if not found:
            manifest = json.loads(proof["manifest.json"])
            if asked.url:
                found = list(problems_of_server(asked.url, manifest))
            else:
                found = list(problems_of_files(asked.folder, manifest))
    except (CannotTell, OSError) as error:
        print(f"cannot tell: {error}")
        return 2
    for problem in found:
        print(problem)
    if found:
        return 1
    print(f"{len(manifest['files'])} files, as signed at {manifest['made_at']}")
    print(f"manifest {manifest['sequence']}: {hashlib.sha256(proof['manifest.json']).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
