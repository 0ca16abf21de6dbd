"""What is wrong only because an earlier step is says so, and keeps its verdict."""
from __future__ import annotations

import pytest

from symbolic.checking import check_document

GIVEN = "Let $A, B \\in \\mathbb{R}^{n \\times n}$ and $x \\in \\mathbb{R}^n$.\n\n"
WRONG = "$$(A B)^\\top = A^\\top B^\\top$$\n\n"


def last(text: str) -> dict:
    return check_document(GIVEN + text, "notes.md", [], "numerator", repair=True)["steps"][-1]


@pytest.mark.parametrize("later", [
    r"$$x^\top (A B)^\top = x^\top A^\top B^\top$$",
    r"$$x^\top (A B)^\top x + 1 = 1 + x^\top A^\top B^\top x$$",
    r"$$(A B)^\top = (B A)^\top$$",
    r"$$A B = (A^\top B^\top)^\top$$",
    r"$$\sum_{i=1}^n ((A B)^\top x)_i = \sum_{i=1}^n (A^\top B^\top x)_i$$",
])
def test_a_consequence_of_a_wrong_step_names_it(later):
    step = last(WRONG + later)
    assert step["verdict"] == "refuted" and step["counterexample"]
    if later.startswith("$$A B"):
        return
    assert step["follows"] == {"id": "1.1", "line": 3}


@pytest.mark.parametrize("later", [
    r"$$x^\top (A B)^\top = x^\top A^\top B$$",
    r"$$x^\top (A B)^\top x = x^\top A^\top B^\top x + 1$$",
    r"$$A B = A^\top B^\top$$",
])
def test_another_error_is_not_excused(later):
    step = last(WRONG + later)
    assert step["verdict"] == "refuted" and "follows" not in step


def test_the_first_wrong_step_follows_from_nothing_and_right_steps_neither():
    assert "follows" not in last(WRONG)
    assert last(WRONG + r"$$(A B)^\top = B^\top A^\top$$")["verdict"] == "proved"


def test_what_follows_from_a_step_that_follows_names_the_first():
    step = last(WRONG + "$$x^\\top (A B)^\\top = x^\\top A^\\top B^\\top$$\n\n$$2 (A B)^\\top = 2 A^\\top B^\\top$$")
    assert step["follows"] == {"id": "1.1", "line": 3}
