r"""What is asked for and what it is worth: a TOML file.

    [[problem]]
    id = "6a"
    section = "6"              # the sheet's number of the problem; without it the whole submission
    wrong_step = 0.5           # taken off for every wrong step that does not follow from an earlier one

    [[problem.result]]
    name = "derivative by the last bias"
    quantity = '\frac{\partial y_L}{\partial b_L}'
    without = ["derivative"]   # what a closed form must not contain
    points = 2
    begun = 0.5                # for one that stands there and is not reached

Unknown keys, missing ones and points that are no numbers are errors.
"""
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from symbolic.cases import InvalidCase, goal_of
from symbolic.errors import UsageError
from symbolic.sources import read_text


@dataclass(frozen=True)
class Result:
    """A quantity asked for, the form of its answer and the points."""
    name: str
    quantity: str
    without: tuple[str, ...]
    points: Fraction
    begun: Fraction

    def goal(self) -> dict:
        return {"quantity": self.quantity, "without": list(self.without)}


@dataclass(frozen=True)
class Problem:
    """Results of one problem; ``section`` restricts it to the part of a submission that answers this number."""
    id: str
    section: str
    results: tuple[Result, ...]
    wrong_step: Fraction

    @property
    def points(self) -> Fraction:
        return sum((result.points for result in self.results), Fraction(0))


@dataclass(frozen=True)
class Rubric:
    problems: tuple[Problem, ...]

    @property
    def points(self) -> Fraction:
        return sum((problem.points for problem in self.problems), Fraction(0))


def load_rubric(path: str) -> Rubric:
    """The rubric of a file; raises ``UsageError`` with the file and the key that is wrong."""
    try:
        data = tomllib.loads(read_text(path), parse_float=Fraction)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: is not TOML: {error}") from None
    return _Reader(path).rubric(data)


class _Reader:
    """Reads tables key by key; ``at`` names the place in messages, as in ``problem 2, result 1``."""

    def __init__(self, path: str):
        self.path = path

    def wrong(self, at: str, what: str):
        return UsageError(f"{self.path}: {at}: {what}" if at else f"{self.path}: {what}")

    def rubric(self, data: dict) -> Rubric:
        self.known("", data, {"problem"})
        tables = self.tables("", data, "problem")
        problems = tuple(self.problem(f"problem {k}", table) for k, table in enumerate(tables, 1))
        ids = [problem.id for problem in problems]
        for name in ids:
            if ids.count(name) > 1:
                raise self.wrong("", f"two problems have the id {name}")
        return Rubric(problems)

    def problem(self, at: str, table: dict) -> Problem:
        self.known(at, table, {"id", "section", "result", "wrong_step"})
        results = tuple(self.result(f"{at}, result {k}", x) for k, x in enumerate(self.tables(at, table, "result"), 1))
        return Problem(self.word(at, table, "id"), str(table.get("section", "")), results, self.points(at, table, "wrong_step", 0))

    def result(self, at: str, table: dict) -> Result:
        self.known(at, table, {"name", "quantity", "without", "points", "begun"})
        try:
            goal = goal_of({key: table[key] for key in ("quantity", "without") if key in table})
        except InvalidCase as error:
            raise self.wrong(at, str(error)) from None
        points = self.points(at, table, "points")
        return Result(str(table.get("name", goal["quantity"])), goal["quantity"], tuple(goal["without"]), points,
                      min(points, self.points(at, table, "begun", 0)))

    def tables(self, at: str, table: dict, key: str) -> list[dict]:
        found = table.get(key)
        if not isinstance(found, list) or not found or not all(isinstance(x, dict) for x in found):
            raise self.wrong(at, f"needs at least one [[{'problem.' if at else ''}{key}]]")
        return found

    def known(self, at: str, table: dict, keys: set[str]) -> None:
        for key in table:
            if key not in keys:
                raise self.wrong(at, f"unknown key {key!r}; known are {', '.join(sorted(keys))}")

    def word(self, at: str, table: dict, key: str) -> str:
        if not isinstance(table.get(key), (str, int)) or isinstance(table[key], bool):
            raise self.wrong(at, f"{key!r} must be a string")
        return str(table[key])

    def points(self, at: str, table: dict, key: str, default: int | None = None) -> Fraction:
        value = table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, Fraction)) or value < 0:
            raise self.wrong(at, f"{key!r} must be a number that is not negative")
        return Fraction(value)


def submissions_in(folder: str, pattern: str) -> list[Path]:
    """The files of a folder, by name, that match one of the patterns in ``pattern`` (separated by commas)."""
    root = Path(folder)
    if not root.is_dir():
        raise UsageError(f"{folder}: is no folder")
    found = sorted({path for one in pattern.split(",") for path in root.rglob(one.strip()) if path.is_file()})
    if not found:
        raise UsageError(f"{folder}: holds no file like {pattern}")
    return found
