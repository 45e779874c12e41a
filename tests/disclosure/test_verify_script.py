"""An outsider's check of an exported history, by a script that needs nothing of ours."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.history import verify_history
from disclosure.history.verify_history import FIRST, problems, row_hash


def chain(length: int) -> list[dict]:
    rows, before = [], FIRST
    for number in range(1, length + 1):
        row = {"sequence": number, "previous": before, "item": f"事项{number}"}
        row["hash"] = before = row_hash(row)
        rows.append(row)
    return rows


def verified(path: Path) -> subprocess.CompletedProcess:
    # -I: nothing of the project is on its path.
    command = [sys.executable, "-I", verify_history.__file__, str(path)]
    return subprocess.run(command, capture_output=True, text=True)


@given(st.integers(0, 8))
def test_an_untouched_history_has_no_problems(length):
    assert list(problems(chain(length))) == []


@given(st.integers(1, 8), st.data())
def test_any_altered_missing_or_inserted_row_is_found(length, data):
    rows = chain(length)
    at = data.draw(st.integers(0, length - 1))
    how = data.draw(st.sampled_from(["altered", "altered with its hash", "missing", "inserted"]))

    tampered = copy.deepcopy(rows)
    if how.startswith("altered"):
        tampered[at]["item"] = "别的事项"
        if "hash" in how:
            tampered[at]["hash"] = row_hash(tampered[at])
    elif how == "missing":
        del tampered[at]
    else:
        tampered.insert(at, {**tampered[at], "item": "插入"})

    # A last row that is missing, or altered with its hash, shows by the last hash alone.
    if how in {"missing", "altered with its hash"} and at == length - 1:
        assert [row["hash"] for row in tampered[-1:]] != [rows[-1]["hash"]]
    else:
        assert list(problems(tampered))


def test_the_script_says_that_all_is_well_and_the_last_hash(tmp_path):
    rows = chain(3)
    file = tmp_path / "history.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))

    done = verified(file)

    assert done.returncode == 0
    assert done.stdout.strip() == f"3 rows, unbroken; last hash {rows[-1]['hash']}"


@pytest.mark.parametrize(("content", "code"), [('{"sequence": 1}', 1), ("no json", 2)])
def test_the_script_fails_for_what_is_wrong(tmp_path, content, code):
    file = tmp_path / "history.jsonl"
    file.write_text(content)

    assert verified(file).returncode == code
