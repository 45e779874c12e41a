import json
import random
from argparse import ArgumentParser
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mirror import keys
from mirror.probing import Verdict, check_base, probe
from mirror.target import PROOF, STATE, Busy, Target
from mirror.verify_mirror import CannotTell, problems_of_files, problems_of_proof, read_proof


class Command(BaseCommand):
    help = "Compare an exported copy, or the living site, with the signed manifest, byte by byte."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", type=Path)
        parser.add_argument("--key", type=Path, help="public key in PEM; else this portal's own")
        parser.add_argument("--live", default="", metavar="URL", help="probe the living site")
        parser.add_argument("--sample", type=int, default=0, metavar="N", help="N addresses only")

    def handle(self, *args: Any, **options: Any) -> None:
        target = Target(options["target"].resolve())
        try:
            proof = read_proof(target.folder / PROOF)
            found = problems_of_proof(proof, self._key(options["key"]))
        except (CannotTell, keys.BadKey, OSError) as error:
            raise CommandError(str(error), returncode=2) from error
        if found:
            self._end(found)
        manifest = json.loads(proof["manifest.json"])
        if options["live"]:
            self._probe(options["live"], manifest, options["sample"])
            return
        try:
            with target.locked() if (target.folder / STATE).is_dir() else nullcontext():
                found = list(problems_of_files(target.folder, manifest))
        except Busy as busy:
            text = f"An export is writing there (process {busy}); ask again when it has ended"
            raise CommandError(text, returncode=2) from busy
        self._end(found)
        self.stdout.write(f"{len(manifest['files'])} files, as signed at {manifest['made_at']}")

    def _key(self, file: Path | None) -> bytes:
        pem = file.read_bytes() if file else keys.public_pem()
        if pem is None:
            raise CannotTell("this portal has signed nothing yet: say --key")
        keys.read_public(pem)
        return pem

    def _end(self, found: list[str]) -> None:
        for each in found:
            self.stderr.write(each)
        if found:
            raise CommandError(f"{len(found)} differences")

    def _probe(self, url: str, manifest: dict, sample: int) -> None:
        try:
            base = check_base(url)
        except ValueError as error:
            raise CommandError(f"--live: {error}", returncode=2) from error
        entries = _of_site(base, manifest)
        if 0 < sample < len(entries):
            entries = random.SystemRandom().sample(entries, sample)
        counts: Counter[Verdict] = Counter()
        for finding in probe(base, entries):
            counts[finding.verdict] += 1
            if finding.verdict is not Verdict.SAME:
                self.stderr.write(f"{finding.address}: {finding.verdict} {finding.detail}".rstrip())
        told = ", ".join(f"{number} {verdict}" for verdict, number in counts.items())
        if counts[Verdict.TAMPERED] or counts[Verdict.SILENT]:
            raise CommandError(told)
        self.stdout.write(told)


def _of_site(base: str, manifest: dict) -> list[dict]:
    """Return what can be asked of a site: what the portal answered itself. The site whose address
    this is; else the first.
    """
    sites = manifest["sites"]
    folder = next(
        (name for name, told in sites.items() if base.lower() in {told["root"], told["live"]}),
        next(iter(sites)),
    )
    before = f"sites/{folder}/"
    return [
        entry
        for entry in manifest["files"]
        if entry["path"].startswith(before) and entry["rendered"]
    ]
