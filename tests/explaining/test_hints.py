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


def test_a_right_step_needs_none_and_a_consequence_points_back():
    assert hint(step("A x = A x + 0 x"), 1) == "this step is right"
    assert "line 3" in hint({**step("A B = B A"), "follows": {"id": "1.1", "line": 3}}, 1)
