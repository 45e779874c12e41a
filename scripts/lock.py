"""Resolve the dependencies anew and write `uv.lock` and `requirements.lock`.

Both files name packages, versions and hashes, and no download address: whoever installs
chooses the index or mirror (pip's own configuration), the hashes make them all equal.

Needs `uv` on the PATH; installing from the lock does not.
"""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def without_addresses(lock: str) -> str:
    """Return a uv lock whose files are named and hashed, but not located."""
    lock = re.sub(r'registry = "https?://[^"]*"', 'registry = "."', lock)
    lock = re.sub(r'url = "https?://[^"]*/([^"/]+)"', r'path = "\1"', lock)
    return re.sub(r', upload-time = "[^"]*"', "", lock)


def main() -> None:
    lockfile = ROOT / "uv.lock"
    lockfile.unlink(missing_ok=True)
    subprocess.run(["uv", "lock"], cwd=ROOT, check=True)
    lockfile.write_text(without_addresses(lockfile.read_text()))
    exported = subprocess.run(
        ["uv", "export", "--frozen", "--offline", "--no-header", "--no-annotate", "--all-groups"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    (ROOT / "requirements.lock").write_text(exported.stdout)


if __name__ == "__main__":
    main()
