"""Manifests: what is in the copy, signed, each holding the hash of the one before.

`chain.jsonl` names all manifests that there ever were; a manifest holds the hash of all its lines
but the last, which names the manifest itself. So whoever keeps one hash can later tell whether
history was written anew.
"""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from mirror import keys, verify_mirror
from mirror.target import PROOF, Target

SCRIPT = Path(verify_mirror.__file__)


def publish(
    target: Target, sites: dict[str, dict[str, str]], entries: list[dict], outside: dict[str, str]
) -> tuple[int, bool]:
    """Sign what the copy holds and show it. Return the manifest's number, and False if the one
    that is shown says the same already.
    """
    key = keys.private_key()
    pem = keys.pem_of(key.public_key())
    before = _shown(target)
    content = {
        "format": verify_mirror.FORMAT,
        "sites": sites,
        "key": keys.fingerprint(key.public_key()),
        "files": entries,
        "outside": [{"address": each, "why": why} for each, why in sorted(outside.items())],
    }
    if before and _says(before[0]) == content and keys.is_signed(key.public_key(), *before[:2]):
        return json.loads(before[0])["sequence"], False
    manifest_before, _signature, chain = before or (b"", b"", b"")
    previous = hashlib.sha256(manifest_before).hexdigest() if before else verify_mirror.FIRST
    sequence = (json.loads(manifest_before)["sequence"] if before else 0) + 1
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    content |= {
        "sequence": sequence, "previous": previous, "made_at": made_at,
        "chain": hashlib.sha256(chain).hexdigest(),
    }  # fmt: skip
    manifest = _in_lines(content)
    line = {
        "sequence": sequence, "manifest": hashlib.sha256(manifest).hexdigest(),
        "previous": previous, "made_at": made_at, "files": len(entries),
    }  # fmt: skip
    target.switch(
        sequence,
        {
            "manifest.json": manifest,
            "manifest.json.sig": key.sign(manifest),
            "chain.jsonl": chain + json.dumps(line, sort_keys=True).encode() + b"\n",
            "key.pem": pem,
            "keys.jsonl": keys.introductions(),
            SCRIPT.name: SCRIPT.read_bytes(),
        },
    )
    return sequence, True


def _shown(target: Target) -> tuple[bytes, bytes, bytes] | None:
    """Return the manifest that is shown, its signature and the chain; None if there is none that
    can be read. Whether it is ours is told by `verify_static`.
    """
    folder = target.folder / PROOF
    try:
        names = ("manifest.json", "manifest.json.sig", "chain.jsonl")
        manifest, signature, chain = ((folder / each).read_bytes() for each in names)
        json.loads(manifest)["sequence"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return manifest, signature, chain


def _says(manifest: bytes) -> dict:
    """Return what a manifest says of the copy, whenever it was made."""
    apart = {"sequence", "previous", "made_at", "chain"}
    return {name: value for name, value in json.loads(manifest).items() if name not in apart}


def _in_lines(content: dict) -> bytes:
    """Return the manifest with a line for each file, so that two can be compared by eye."""
    head = {name: value for name, value in content.items() if name != "files"}
    opening = json.dumps(head, ensure_ascii=False, sort_keys=True, indent=1).removesuffix("\n}")
    lines = (json.dumps(each, ensure_ascii=False, sort_keys=True) for each in content["files"])
    return (opening + ',\n "files": [\n' + ",\n".join(lines) + "\n]}\n").encode()
