"""Grades as CSV, the list of what waits for a person, and the overrides that a person writes.

    [[override]]
    submission = "doe.tex"
    problem = "6a"             # or "total"
    points = 2.5
    note = "the sign is a slip of the pen"
"""
from __future__ import annotations

import csv
import io
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Iterable

from symbolic.errors import UsageError
from symbolic.reporting.visible import visible
from symbolic.sources import read_text

from .marks import TOTAL, Mark
from .rubric import Rubric

COLUMNS = ("submission", "problem", "points", "least", "most", "out_of", "review", "reached", "first_wrong", "waiting", "overridden",
           "note")
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What begins a formula in a spreadsheet."""


def as_csv(found: Iterable[Mark]) -> str:
    """A row a submission and problem; a text that a spreadsheet would compute begins with a quote."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for mark in found:
        points = "" if mark.points is None else number(mark.points)
        texts = (mark.reached, mark.first_wrong, mark.waiting, "yes" if mark.overridden else "no", mark.note)
        writer.writerow([_cell(mark.submission), _cell(mark.problem), points, number(mark.least), number(mark.most),
                         number(mark.out_of), "yes" if mark.review else "no", *map(_cell, texts)])
    return out.getvalue()


def number(value: Fraction) -> str:
    """A decimal where there is one, else a fraction.

    >>> number(Fraction(5, 2)), number(Fraction(1, 3)), number(Fraction(4))
    ('2.5', '1/3', '4')
    """
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return f"{float(value):g}" if rest == 1 else str(value)


def _cell(text: str) -> str:
    text = " ".join(visible(text).split()) if not text.startswith(FORMULAS) else "'" + visible(text)
    return "'" + text if text.startswith(FORMULAS) else text


def queue(found: Iterable[Mark]) -> str:
    """What waits for a person, as Markdown with the override to fill in."""
    waiting = [mark for mark in found if mark.review and mark.problem != TOTAL]
    lines = ["# For a person to decide", ""]
    if not waiting:
        return "\n".join([*lines, "Nothing waits.", ""])
    for mark in waiting:
        lines += [f"## {visible(mark.submission)}, problem {visible(mark.problem)}", "",
                  f"{number(mark.least)} to {number(mark.most)} of {number(mark.out_of)} points: {visible(mark.waiting)}", "",
                  "    [[override]]", f"    submission = {_quoted(mark.submission)}", f"    problem = {_quoted(mark.problem)}",
                  "    points = ", ""]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return '"' + visible(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def load_overrides(path: str | None, rubric: Rubric) -> dict[tuple[str, str], tuple[Fraction | None, str]]:
    """(submission, problem) to (points, note); no file, no overrides.

    Raises ``UsageError`` for a key that is unknown or missing, and for a problem
    that the rubric does not have.
    """
    if path is None or not Path(path).exists():
        return {}
    try:
        data = tomllib.loads(read_text(path), parse_float=Fraction)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: is not TOML: {error}") from None
    problems = {problem.id for problem in rubric.problems} | {TOTAL}
    found = {}
    tables = data.get("override", [])
    if set(data) - {"override"} or not isinstance(tables, list):
        raise UsageError(f"{path}: holds [[override]] tables and nothing else")
    for k, table in enumerate(tables, 1):
        found.update([_override(f"{path}: override {k}", table, problems)])
    return found


def _override(at: str, table: dict, problems: set[str]):
    unknown = set(table) - {"submission", "problem", "points", "note"}
    if unknown:
        raise UsageError(f"{at}: unknown key {sorted(unknown)[0]!r}")
    for key in ("submission", "problem"):
        if not isinstance(table.get(key), (str, int)):
            raise UsageError(f"{at}: {key!r} must be a string")
    problem, points = str(table["problem"]), table.get("points")
    if problem not in problems:
        raise UsageError(f"{at}: the rubric has no problem {problem}")
    if points is not None and (isinstance(points, bool) or not isinstance(points, (int, Fraction))):
        raise UsageError(f"{at}: 'points' must be a number")
    return (str(table["submission"]), problem), (None if points is None else Fraction(points), str(table.get("note", "")))
