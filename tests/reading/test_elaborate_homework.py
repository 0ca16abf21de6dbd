"""The two solutions of homework 4, problem 6: which lines are read, and what is said of the others."""
from pathlib import Path

import pytest

from symbolic.reading.claims.reader import read
from symbolic.reading.declarations.given import context_from
from symbolic.reading.documents.documents import read_document

EXAMPLES = Path(__file__).parents[2] / "examples"


def found(name):
    granted, _ = context_from([(EXAMPLES / "homework4-sheet.tex").read_text()])
    document = read_document((EXAMPLES / name).read_text(), name)
    result = read(document, given=granted)
    return result, {(document.place(s.sign_start)[0], s.kind, s.id): s for s in result.steps}


@pytest.fixture(scope="module")
def first():
    return found("homework4-solution-a.md")


def at(steps, line, kind="step"):
    return [s for (place, k, _), s in steps.items() if place == line and k == kind]


def test_the_layout_follows_from_the_shapes(first):
    result, _ = first
    assert result.layout == "mixed" and "only" in result.layout_reason


@pytest.mark.parametrize("line", [41, 43, 45, 52, 59])
def test_lines_that_are_read(first, line):
    steps = at(first[1], line)
    assert steps and all(s.problem is None and len(s.readings) == 1 for s in steps)


@pytest.mark.parametrize("line, words", [
    (47, "row 3, column 4 is empty"), (49, "row 3, column 4 is empty"), (53, "1 index; expected 2 indices"),
    (61, "$n_{L - 1}$ to $n_{L}$"), (62, "$n_{L - 1}$ to $n_{L}$"), (63, "\\circ"),
])
def test_lines_that_are_not_read(first, line, words):
    unread = [s.problem for s in at(first[1], line) if s.problem]
    assert unread and all(p.verdict == "unread" for p in unread)
    assert any(words in p.message for p in unread)


@pytest.mark.parametrize("line", [47, 49, 54, 63])
def test_bridges_over_them(first, line):
    (bridge,) = at(first[1], line, "bridge")
    assert bridge.problem is None and bridge.readings


@pytest.mark.parametrize("line", [55, 66])
def test_a_letter_that_nobody_declared(first, line):
    (step,) = at(first[1], line)
    assert (step.problem.verdict, step.problem.code) == ("undecided", "undeclared")
    assert step.problem.message.startswith("J ")


def test_one_and_the_weights_for_one_derivative():
    _, steps = found("homework4-solution-b.md")
    assert all(s.problem is None for s in at(steps, 67))
    wrong = at(steps, 69)[1].problem
    assert (wrong.verdict, wrong.code) == ("refuted", "shape")


@pytest.mark.parametrize("name", ["homework4-mended.tex", "homework4-index-slips.tex"])
def test_every_member_of_the_clean_ones_is_read(name):
    _, steps = found(name)
    assert all(s.problem is None or s.problem.verdict == "refuted" for s in steps.values())
