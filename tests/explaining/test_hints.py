"""Hints tell as little as is asked for: first where, then what, then the answer."""
from __future__ import annotations

import pytest

from symbolic.checking import check
from symbolic.explaining.hints import hint

SQUARE = [r"A, B \in \mathbb{R}^{n \times n}", r"x, y \in \mathbb{R}^n"]

SLIPS = {
    r"(A B)^\top = A^\top B^\top": ("look at the order of the factors", r"A^{\top}B^{\top}"),
    r"\frac{\partial x^\top x}{\partial x} = x^\top": ("look at a constant factor", r"x^{\top} (a constant factor)"),
    r"x^\top A y = y^\top A x": ("look at a transpose", "A"),
    r"(A - B) x = A x + B x": ("look at a sign", "look at the whole right side"),
}


def step(claim: str) -> dict:
    return check(claim, SQUARE, "numerator", repair=True)["files"][0]["steps"][0]


@pytest.mark.parametrize("claim", SLIPS)
def test_the_levels_tell_more_and_more(claim):
    where, what = SLIPS[claim]
    wrong = step(claim)
    said = [hint(wrong, level) for level in (1, 2, 3)]
    assert said[0] == where
    assert what in said[1]
    assert wrong["repair"]["right"] not in said[0] + said[1].replace(wrong["right"], "")
    assert wrong["repair"]["text"] in said[2]


def test_without_a_repair_the_second_hint_is_an_instance():
    wrong = {**step(r"A B = B A"), "repair": None}
    assert hint(wrong, 1).startswith("look at the right side")
    assert "n = 2" in hint(wrong, 2) and "entry" in hint(wrong, 2)
    assert hint(wrong, 3) == wrong["reason"]


def test_shapes_and_unread_steps():
    assert hint(step("A x = x^\\top"), 1) == "look at the shapes of the two sides" or "repair" in step("A x = x^\\top")
    unread = check(r"\frac{1}{2 = 1", [])["files"][0]["steps"][0]
    assert "column 9 of line 1" in hint(unread, 1)
    assert "every { needs its }" in hint(unread, 3)


UNDECIDED = {
    r"\lim_{t \to 0} t x = 0 x": "lim is outside",
    r"\mathbb{E}[x] = x": "expectations",
}


@pytest.mark.parametrize("claim", UNDECIDED)
@pytest.mark.parametrize("level", [1, 2, 3])
def test_of_an_undecided_step_no_hint_says_that_it_is_wrong(claim, level):
    asked = step(claim)
    assert asked["verdict"] == "undecided"
    said = hint(asked, level)
    assert UNDECIDED[claim] in said and "not equal" not in said and "compute both sides" not in said


def test_an_inequality_is_not_said_to_be_unequal():
    wrong = {**step(r"x^\top x \le 0"), "repair": None}
    assert wrong["verdict"] == "refuted" and "the relation does not hold" in hint(wrong, 1)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_what_an_earlier_repair_mends_points_back(level):
    assert "an earlier step" in hint({**step("A B = B A"), "repair": None, "mended_by": "1.1"}, level)


def test_a_kind_of_slip_is_not_said_to_be_missing_in_what_is_given():
    wrong = step("A B = B A")
    of_entries, of_properties = ({**wrong, "repair": {"changes": [change], "mends": [], "after": "", "text": ""}}
                                 for change in (["one entry between zeros", "", "x"], ["assumption", "", "A is diagonal"]))
    assert hint(of_entries, 2) == "look at which entries are zero"
    assert hint(of_properties, 2) == "look at what would have to be assumed: it is not given"


def test_a_right_step_needs_none_and_a_consequence_points_back():
    assert hint(step("A x = A x + 0 x"), 1) == "this step is right"
    assert "line 3" in hint({**step("A B = B A"), "follows": {"id": "1.1", "line": 3}}, 1)
