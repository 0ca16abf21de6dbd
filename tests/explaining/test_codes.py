"""Every code that a result can carry is documented, and shown by an example that runs."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

from symbolic.checking import check_document
from symbolic.explaining.codes import CODES, ENTRIES
from symbolic.sources import Source

ROOT = Path(__file__).resolve().parents[2] / "symbolic"
SHOWN_ELSEWHERE = {
    "oracle:latex2sympy2": "needs an option of check",
    "E100": "what an error without a code of its own carries; none is raised so",
    "E306": "needs a definition whose size nothing fixes", "N107": "needs a file that is included",
    "range": "an index whose range a chain found before", "section": "needs a sheet with several problems",
    "assumptions": "needs an option of batch", "definition": "is no step", "internal": "is a fault of the program",
}
"""Codes without an example of one text, and why."""


def judged(entry, text: str) -> tuple[set[str], list[str]]:
    """The codes of an example's steps and notices, and the verdicts."""
    given = [Source(f"given {k}", latex) for k, latex in enumerate(entry.given)]
    data = check_document(text, entry.path, given, entry.layout)
    return ({step["code"] for step in data["steps"]} | {notice["code"] for notice in data["notices"]},
            [step["verdict"] for step in data["steps"]])


def written(pattern: str) -> set[str]:
    """What the pattern's group finds in the sources of reading and judging."""
    return {found for path in ROOT.rglob("*.py") if path.name != "codes.py"
            for found in re.findall(pattern, path.read_text("utf-8"))}


def test_every_code_in_the_sources_is_documented():
    errors = written(r"\"([EN][0-9]{3})\"")
    verdicts = written(r"(?:Refused|Problem|Verdict)\(\s*\"(?:undecided|refuted)\",\s*\"([a-z][a-z ]*)\"")
    assert errors | verdicts <= CODES.keys() | {"E100"}
    assert {"E101", "E300", "N101"} <= errors and {"shape", "undeclared", "limit"} <= verdicts


def test_documented_codes_exist():
    sources = "\n".join(path.read_text("utf-8") for path in ROOT.rglob("*.py") if path.name != "codes.py")
    assert [code for code in CODES if f'"{code}"' not in sources] == []


def test_no_code_is_listed_twice():
    assert len(CODES) == len(ENTRIES)


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.example], ids=lambda e: e.code)
def test_an_example_shows_its_code_and_mended_it_does_not(entry):
    assert entry.code in judged(entry, entry.example)[0]
    if entry.mended:
        codes, verdicts = judged(entry, entry.mended)
        assert entry.code not in codes and set(verdicts) == {"proved"}


def test_a_code_without_an_example_says_why():
    assert {e.code for e in ENTRIES if not e.example} <= SHOWN_ELSEWHERE.keys()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.code)
def test_an_entry_has_a_title_and_a_sentence(entry):
    assert entry.title[0].islower() or not entry.title[0].isalpha() or entry.title[0] in "∂"
    assert entry.text.endswith((".", ")"))
