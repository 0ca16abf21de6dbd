r"""Readers of LaTeX mathematics side by side: what share of real formulas each reads, and reads rightly.

The formulas are the equations of the collected cases and of the two scanned
solutions, where they are, else our own cases; each chain is cut into its steps,
so a reader need not know chains.  latex2sympy2 and SymPy's two readers run in an
environment each (``.venv-readers/``), installed at the first run.

A reading is counted as right if it is an equation and keeps what the formula
says: every letter; a transpose where one stands, a derivative, a sum; a declared
function as a function; the order of factors where two matrices are declared.  That is
generous to readers that lose indices, fonts or dots.  Ours is held to the same, from
its printed reading, whose sample in tests/reading/pass/readings.txt was checked by hand.
"""
from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import venv
from pathlib import Path
from time import perf_counter
from typing import Iterator, NamedTuple

from symbolic.inspecting import read_sources
from symbolic.reading.documents.documents import read_document
from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.lexer import tokenize
from symbolic.sources import Source, formula_source

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
READERS = {"latex2sympy2": ["latex2sympy2"], "antlr": ["sympy", "antlr4-python3-runtime==4.11"], "lark": ["sympy", "lark"]}
FEATURES = {
    "transposes": re.compile(r"\^\s*(?:\{?\s*)?(?:T|\\top|\\intercal|\\mathsf|\\mathrm\{T\}|-\\top)(?![A-Za-z])"),
    "derivatives": re.compile(r"\\(?:partial|nabla)(?![A-Za-z])|\\frac\{d|'"),
    "sums": re.compile(r"\\sum(?![A-Za-z])"),
}
SECONDS = 60


class Formula(NamedTuple):
    """An equation, what it is given, and the layout to read it in."""
    text: str
    given: tuple[str, ...]
    layout: str


def formulas() -> dict[str, list[Formula]]:
    """Every step of the cases, and of the two scanned solutions, each formula once."""
    return {"cases": list(dict.fromkeys(_of_cases())), "scanned solutions": list(dict.fromkeys(_of_solutions()))}


def _of_cases() -> Iterator[Formula]:
    folder = SHARED / "cases"
    paths = [folder / f"{name}.jsonl" for name in ("cookbook", "deeplearning", "wild")]
    if not folder.exists():
        paths = [ROOT / "tests/batch/cases.jsonl"]
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            case = json.loads(line)
            layout = case.get("layout") if case.get("layout") in ("numerator", "denominator", "mixed") else "auto"
            yield from _steps(case["claim"], "claim", tuple(case["given"]), layout)


def _of_solutions() -> Iterator[Formula]:
    from derivations.homework4 import GIVEN

    for path in sorted((ROOT / "examples").glob("homework4-solution-*.md")):
        yield from _steps(path.read_text("utf-8"), path.name, tuple(GIVEN), "auto")


def _steps(text: str, path: str, given, layout: str) -> Iterator[Formula]:
    for statement in read_document(text, path).statements:
        for before, sign, after in zip(statement.members, statement.relations, statement.members[1:]):
            if sign.operator == "=":
                yield Formula(f"{text[before.start:before.end]} = {text[after.start:after.end]}", given, layout)


# ---------------------------------------------------------------- what a reading keeps

def letters(latex: str) -> set[str]:
    """Names that the formula prints, without fonts, accents and the letters of transposes and differentials."""
    names = {str(token.value) for token in tokenize(latex) if token.kind == t.NAME}
    return {name for name in names if name not in ("T", "d", "e", r"\top", r"\pi", r"\infty", r"\intercal", r"\cdot")}


def kept(formula: Formula, reading: dict) -> bool:
    """Is this an equation that keeps what the formula says?"""
    if reading.get("kind") != "equation":
        return False
    said = " ".join([*reading["names"], *reading["functions"]])
    if not all(name.lstrip("\\") in said for name in letters(formula.text)):
        return False
    if any(pattern.search(formula.text) and not reading[feature] for feature, pattern in FEATURES.items()):
        return False
    functions = {m[1] for given in formula.given for m in re.finditer(r"(\\?[A-Za-z]+)\s*(?::|\\colon)\s*\\mathbb\{R\}", given)}
    applied = {f for f in functions if re.search(re.escape(f) + r"'*\s*(?:\\left)?\(", formula.text)}
    if any(f.lstrip("\\") not in " ".join(reading["functions"]) for f in applied):
        return False
    matrices = {m[1] for given in formula.given for m in re.finditer(r"([A-Z])[^$]*?\\in\s*\\mathbb\{R\}\^\{[^}]*\\times", given)}
    return len([m for m in matrices if m in formula.text]) < 2 or reading["ordered"]


# ---------------------------------------------------------------- readers

def environment(name: str) -> Path | None:
    """The Python of this reader's environment; None if it cannot be made."""
    folder = ROOT / ".venv-readers" / name
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True)
        done = subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *READERS[name]],
                              capture_output=True)
        if done.returncode:
            return None
        (folder / "ready").touch()
    return python


def readings(name: str, texts: list[str]) -> list[dict] | None:
    """What this reader makes of each text; None if it cannot be installed.  A text on which it hangs costs the rest."""
    python = environment(name)
    if python is None:
        return None
    asked = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run([python, Path(__file__).with_name("reader_worker.py"), name], input=asked, capture_output=True,
                          text=True, timeout=SECONDS * 20)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return found + [{"kind": "", "error": "ended", "ms": 0.0}] * (len(texts) - len(found))


def ours(formula: Formula) -> dict:
    """Our reading of a formula, told in the same way."""
    began = perf_counter()
    data = read_sources([formula_source("formula", formula.text)], [Source(f"given {k}", g) for k, g in enumerate(formula.given)],
                        formula.layout)
    spent = 1000 * (perf_counter() - began)
    steps = data["files"][0]["steps"]
    if not steps or any(step["status"] == "unread" for step in steps):
        return {"kind": "", "ms": spent}
    return {"kind": "equation", "ms": spent}


class Row(NamedTuple):
    """A reader's shares, and its milliseconds a formula."""
    reader: str
    read: float
    right: float
    median: float
    slowest: float


def compare(asked: list[Formula]) -> Iterator[Row]:
    """A row a reader, ours last."""
    texts = [formula.text for formula in asked]
    for name in READERS:
        found = readings(name, texts)
        if found is None:
            print(f"   {name} cannot be installed here", file=sys.stderr)
            continue
        yield _row(name, found, [kept(formula, reading) for formula, reading in zip(asked, found)])
    mine = [ours(formula) for formula in asked]
    yield _row("chainrule", mine, [reading["kind"] == "equation" for reading in mine])


def _row(name: str, found: list[dict], right: list[bool]) -> Row:
    times = [reading["ms"] for reading in found]
    return Row(name, sum(bool(reading.get("kind")) for reading in found) / len(found), sum(right) / len(found),
               statistics.median(times), max(times))


def rows() -> list[str]:
    """The comparison in lines."""
    lines = []
    for group, asked in formulas().items():
        lines.append(f"{len(asked)} equations of the {group:<18}     read   rightly   ms, median   slowest")
        lines += [f"   {row.reader:<40} {row.read:6.1%} {row.right:9.1%} {row.median:12.2f} {row.slowest:9.1f}"
                  for row in compare(asked)]
    return lines


if __name__ == "__main__":
    print("\n".join(rows()))
