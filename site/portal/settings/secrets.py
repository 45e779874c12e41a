"""Secrets of an embedded installation: made once, kept beside its data."""

import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet


def made_once(path: Path) -> dict[str, str]:
    """Return `SECRET_KEY` and `SYNDICATION_KEYS` from a file, writing it if there is none.

    Safe when several processes start together: the file appears whole or not at all.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        key = Fernet.generate_key().decode()
        lines = f"SECRET_KEY={secrets.token_urlsafe(50)}\nSYNDICATION_KEYS={key}\n"
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(lines)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    pairs = (line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)
    return dict(pairs)
