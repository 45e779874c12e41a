"""The folder that a static server serves: whole files only, one writer at a time.

sites/<host>/…      what nginx serves
proof/              a link to the folder of the newest manifest, its signature, key and chain
proofs/<number>/    the newest two of these
state/              what the next run needs; nobody's business
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mirror.ledger import Ledger

SITES, PROOF, PROOFS, STATE = "sites", "proof", "proofs", "state"
MARKER = "state/lock"
# Written beside its place first, under a name that no address has.
DRAFT = ".draft~"


class Busy(Exception):
    """Another run writes to this target; says which process."""


class Target:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the target for one run. Raises Busy; ends with the process, however that ends."""
        (self.folder / STATE).mkdir(parents=True, exist_ok=True)
        with (self.folder / MARKER).open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                file.seek(0)
                raise Busy(file.read().strip()) from error
            file.seek(0)
            file.truncate()
            file.write(str(os.getpid()))
            file.flush()
            yield

    @property
    def is_ours_or_empty(self) -> bool:
        """Whether nothing lies here that a run could delete by mistake."""
        if not self.folder.exists():
            return True
        return (self.folder / STATE).is_dir() or not any(self.folder.iterdir())

    def ledger(self) -> Ledger:
        return Ledger(self.folder / STATE / "answers.sqlite3")

    def stamp(self, path: str) -> tuple[int, int] | None:
        """Return size and time of change of a file, or None if there is none."""
        file = self.folder / path
        if file.is_symlink() or not file.is_file():
            return None
        told = file.stat()
        return told.st_size, told.st_mtime_ns

    def write(self, path: str, content: bytes) -> tuple[int, int]:
        """Put a file in its place in one step; return its stamp. Readers see the old or the new."""
        file = self.folder / path
        self._make_way(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(DRAFT)
        draft.write_bytes(content)
        draft.replace(file)
        told = file.stat()
        return told.st_size, told.st_mtime_ns

    def _make_way(self, file: Path) -> None:
        """What was a file may become a folder, and a folder a file."""
        for parent in file.relative_to(self.folder).parents:
            where = self.folder / parent
            if where.is_symlink() or where.is_file():
                where.unlink()
        if file.is_symlink():
            file.unlink()
        elif file.is_dir():
            _remove_tree(file)

    def remove_all_but(self, wanted: set[str]) -> list[str]:
        """Delete every other file below `sites`, and folders that are empty; return the files."""
        removed = []
        for folder, names, files in os.walk(self.folder / SITES, topdown=False):
            here = Path(folder)
            for name in [*files, *(each for each in names if (here / each).is_symlink())]:
                path = (here / name).relative_to(self.folder).as_posix()
                if path not in wanted:
                    (here / name).unlink()
                    removed.append(path)
            if here != self.folder / SITES and not any(here.iterdir()):
                here.rmdir()
        return removed

    def switch(self, number: int, files: dict[str, bytes]) -> None:
        """Show a new manifest with all that belongs to it in one step."""
        name = f"{number:06d}"
        proof = self.folder / PROOFS / name
        if proof.exists():
            _remove_tree(proof)
        for each, content in files.items():
            self.write(f"{PROOFS}/{name}/{each}", content)
        link = self.folder / f"{PROOF}{DRAFT}"
        link.unlink(missing_ok=True)
        link.symlink_to(f"{PROOFS}/{name}")
        link.replace(self.folder / PROOF)
        kept = {name, f"{number - 1:06d}"}
        for old in (self.folder / PROOFS).iterdir():
            if old.name not in kept:
                _remove_tree(old)


def _remove_tree(folder: Path) -> None:
    for parent, names, files in os.walk(folder, topdown=False):
        for name in files:
            (Path(parent) / name).unlink()
        for name in names:
            each = Path(parent) / name
            each.unlink() if each.is_symlink() else each.rmdir()
    folder.rmdir()
