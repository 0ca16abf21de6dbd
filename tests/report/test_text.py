"""The report for people: golden outputs, and what its first screen must say.

Remake the golden files with: python tests/report/remake.py
"""
from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from symbolic.reporting.counterexample import counterexample_lines, value_text
from symbolic.reporting.data import count, exit_status, result
from symbolic.reporting.style import Style
from symbolic.reporting.text import report

HERE = Path(__file__).parent


def load(name: str):
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


data, remake = load("results"), load("remake")


@pytest.mark.parametrize("name", sorted(remake.GOLDEN))
def test_golden(name):
    assert remake.text(name) == (HERE / "golden" / f"{name}.txt").read_text("utf-8")


def test_the_first_wrong_step_leads():
    text = report(result([data.NOTES]), Style(width=100))
    assert text.index("First wrong step: notes.md:12:5") < text.index("notes.md:3:5")


def test_no_colour_codes_unless_asked_for():
    assert "\x1b" not in report(result([data.NOTES]), Style(), verbose=True)
    assert "\x1b[31m" in report(result([data.NOTES]), Style(colour=True))


def test_ascii_signs_where_the_stream_cannot_show_others():
    assert "x refuted" in report(result([data.NOTES]), Style(unicode=False))


def test_bridges_are_counted_apart():
    counts = count(data.NOTES["steps"])
    assert [counts[v] for v in ("proved", "refuted", "undecided", "unread")] == [1, 1, 1, 2]
    assert counts["bridges"]["proved"] == 1


REFUTED_BRIDGE = data.document("b.md", data.step("1.1", 1, "a", "b", "unread"),
                               data.step("1.1-2", 1, "a", "c", "refuted", kind="bridge"))
UNDECIDED = data.document("u.md", data.step("1.1", 1, "a", "b", "undecided"))
ONLY_BRIDGE = data.document("o.md", data.step("1.1-2", 1, "a", "b", "proved", kind="bridge"))


@pytest.mark.parametrize("files, status", [
    ([data.CLEAN], 0), ([data.CLEAN, data.NOTES], 1), ([REFUTED_BRIDGE], 1), ([UNDECIDED], 3),
    ([data.CLEAN, UNDECIDED], 3), ([data.EMPTY], 3), ([ONLY_BRIDGE], 3), ([], 3),
])
def test_exit_status(files, status):
    assert exit_status(result(files)["summary"]) == status


@pytest.mark.parametrize("value, text", [
    ("1/2", "1/2"), (["1", "2"], "[1; 2]"), ([["1", "0"], ["0", "2"]], "[1 0; 0 2]"), ([["3"]], "[3]"),
    ([[["1"], ["2"]], [["3"], ["4"]]], "[[1; 2], [3; 4]]"), ([], "[]"),
])
def test_values_of_any_rank(value, text):
    assert value_text(value) == text


def test_a_counterexample_flows_over_lines():
    example = {"sizes": [["n", 2]], "functions": [[r"\sigma", "z^2"]], "where": [["i", 1]],
               "values": [[f"x_{k}", ["1", "2", "3"]] for k in range(6)], "entry": [1], "left": "0", "right": "3/2",
               "text": []}
    lines = counterexample_lines(example, 40)
    assert lines[0] == r"take n = 2, i = 1, \sigma(z) = z^2"
    assert all(len(line) <= 40 for line in lines[:-1])
    assert lines[-1] == "in entry (1) the left side is 0, the right side is 3/2"


def test_lines_that_the_example_brings_are_used_as_they_are():
    example = {**data.WRONG_TRANSPOSE["counterexample"], "text": ["let n = 2"]}
    assert counterexample_lines(example, 80) == ["let n = 2"]


def test_internal_errors_are_named_beside_the_count():
    step = data.step("4.1", 9, "a", "b", "undecided", code="internal", reason="internal error: two answers")
    text = report(result([data.document("a.md", step)]), Style())
    assert "internal errors, please report them: steps a.md 4.1" in text


def test_a_place_that_says_no_more_than_the_step_is_left_out():
    place = {"line": 9, "column": 5, "end_line": 9, "end_column": 8, "source": "    a = b", "message": "no fit",
             "hint": "", "code": "shape"}
    step = data.step("4.1", 9, "a", "b", "refuted", code="shape", reason="no fit", problem=place)
    assert "^" not in report(result([data.document("a.md", step)]), Style())
    assert "^" in report(result([data.document("a.md", {**step, "problem": {**place, "column": 9}})]), Style())
