"""Answers all example queries, and fails if one is answered worse than when it was saved."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.words.examples import Checked, check_all


class Command(BaseCommand):
    help = "Answer all example queries; exit with 1 if one is worse than when it was saved."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        checked = check_all()
        for each in checked:
            self.stdout.write(_as_json(each) if options["json"] else _as_words(each))
        failing = sum(each.fails for each in checked)
        if failing:
            raise CommandError(f"{failing} of {len(checked)} example queries are worse than saved")
        if not options["json"]:
            self.stdout.write(f"{len(checked)} example queries hold")


def _as_words(each: Checked) -> str:
    mark = "FAIL" if each.fails else "ok"
    return f"{mark:4}  {each.example.ndcg:.3f} -> {each.now.ndcg:.3f}  {each.example.said}"


def _as_json(each: Checked) -> str:
    said = {
        "query": each.example.said,
        "saved": round(each.example.ndcg, 4),
        "now": round(each.now.ndcg, 4),
        "fails": each.fails,
        "found": [line.key for line in each.now.lines],
    }
    return json.dumps(said, ensure_ascii=False)
