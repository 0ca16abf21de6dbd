"""Whose formulas are mutated: true claims of the case files and everything that the library states."""
from __future__ import annotations

import json
from pathlib import Path

from .mutations import Claim

TESTS = Path(__file__).resolve().parent.parent
SHARED = TESTS.parent.parent / "shared" / "cases"
FILES = {"cookbook": SHARED / "cookbook.jsonl", "deeplearning": SHARED / "deeplearning.jsonl", "wild": SHARED / "wild.jsonl",
         "own": TESTS / "batch" / "cases.jsonl"}
SOURCES = (*FILES, "library")


def claims(sources=SOURCES) -> list[Claim]:
    """The true claims of these sources, each once; a file that is absent has none."""
    found = [claim for name in sources if name in FILES for claim in _of_file(name, FILES[name])]
    found += _of_library() if "library" in sources else []
    return list({(c.given, c.claim, c.layout): c for c in reversed(found)}.values())[::-1]


def _of_file(name: str, path: Path) -> list[Claim]:
    if not path.exists():
        return []
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Claim(f"{name}/{case['id']}", tuple(case["given"]), case["claim"], _layout(case)) for case in cases if _is_true(case)]


def _is_true(case: dict) -> bool:
    return case.get("truth") is True or bool(case.get("verdicts")) and all(str(v).startswith("true") for v in case["verdicts"])


def _layout(case: dict) -> str:
    return case["layout"] if case.get("layout") in ("numerator", "denominator", "mixed") else "auto"


def _of_library() -> list[Claim]:
    from derivations import library

    found = []
    for theorem in library():
        forms = [theorem.qualified(form) for form in (theorem.statement, *theorem.also)]
        if len(theorem.proof) > 1:
            forms.append(theorem.chain())
        found += [Claim(f"{theorem.name}/{k}", tuple(theorem.given), form, theorem.layout) for k, form in enumerate(forms, 1)]
    return found
