"""False statements with a true twin, in a collection that somebody else labelled: the first repair is the twin, and every repair holds.

The collection lies in ``../shared/cases``; where it is absent there is nothing to measure.
"""
import json
from pathlib import Path

import pytest

from symbolic.checking import check
from symbolic.reading.grammar.parser import parse_formula
from symbolic.reading.grammar.unparse import to_latex

SHARED = Path(__file__).resolve().parents[3] / "shared" / "cases"
FILES = [SHARED / name for name in ("cookbook.jsonl", "deeplearning.jsonl")]
LEAST = 0.7
"""The share of twins that must be found."""
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not all(f.is_file() for f in FILES), reason="../shared/cases is not there")]


@pytest.fixture(scope="module")
def judged() -> list[tuple[dict, dict | None, list[dict]]]:
    """Each false case, its true twin, and its repairs."""
    rows = {row["id"]: row for file in FILES for row in map(json.loads, file.read_text("utf-8").splitlines())}
    false = [row for row in rows.values() if not row["truth"]]
    return [(row, rows.get(row["id"].rpartition("-f")[0]), offered(row)) for row in false]


def layout(row: dict) -> str:
    return row["layout"] if row["layout"] in ("numerator", "denominator", "mixed") else "auto"


def offered(row: dict) -> list[dict]:
    steps = check(row["claim"], row["given"], layout(row), repair=True)["files"][0]["steps"]
    return [step["repair"] for step in steps if step["repair"]]


def printed(claim: str) -> str:
    return to_latex(parse_formula(claim))


def test_most_first_repairs_are_the_true_twin(judged):
    wanted = [(row["id"], printed(twin["claim"]), [printed(f"{r['left']} = {r['right']}") for r in repairs[:1]])
              for row, twin, repairs in judged if twin is not None]
    missed = [name for name, twin, first in wanted if first != [twin]]
    assert len(wanted) >= 50 and len(missed) <= (1 - LEAST) * len(wanted), missed


def test_every_repair_holds_when_it_is_checked_as_a_step(judged):
    found = {row["id"]: again(row, repair) for row, _, repairs in judged for repair in repairs}
    assert len(found) >= 40 and {name: verdict for name, verdict in found.items() if verdict != "proved"} == {}


def again(row: dict, repair: dict) -> str:
    """The verdict on a repair as a claim of its own, under what it says must be granted."""
    given, shape = list(row["given"]), layout(row)
    for what, _, new in repair["changes"]:
        if what == "assumption":
            name, _, words = new.partition(" is ")
            given.append(rf"{name} \text{{ {words}}}")
        shape = new if what == "layout" else shape
    return check(f"{repair['left']} = {repair['right']}", given, shape)["files"][0]["steps"][-1]["verdict"]
