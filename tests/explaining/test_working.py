"""Counterexamples worked through: every value is what the formula is, computed here again with fractions."""
from __future__ import annotations

from fractions import Fraction

import pytest

from symbolic.checking import check_document
from symbolic.sources import Source

SQUARE = [r"A, B \in \mathbb{R}^{n \times n}", r"x, y \in \mathbb{R}^n"]


def working(claim: str, given=SQUARE, layout: str = "numerator") -> dict:
    sources = [Source(f"given {k}", text) for k, text in enumerate(given)]
    data = check_document(claim, "claim", sources, layout, explain=lambda step: True)
    return data["steps"][0]["explanation"]


def named(explanation: dict, part: str) -> dict:
    return {v["formula"]["text"]: v["value"] for v in explanation[part]}


def product(a, b):
    """The product of two matrices given as rows of text."""
    a, b = ([[Fraction(x) for x in row] for row in m] for m in (a, b))
    return [[str(sum(x * y for x, y in zip(row, column))) for column in zip(*b)] for row in a]


def test_both_sides_are_computed_part_by_part():
    found = working(r"(A B)^\top = A^\top B^\top")
    given, left, right = (named(found, part) for part in ("given", "left", "right"))
    turned = {name: [list(row) for row in zip(*given[name])] for name in "AB"}
    assert left["A B"] == product(given["A"], given["B"])
    assert left["(A B)ᵀ"] == [list(row) for row in zip(*left["A B"])]
    assert right["Aᵀ"] == turned["A"] and right["Bᵀ"] == turned["B"]
    assert right["Aᵀ Bᵀ"] == product(turned["A"], turned["B"])
    i, j = found["entry"]
    assert found["left_value"] == left["(A B)ᵀ"][i - 1][j - 1] != found["right_value"] == right["Aᵀ Bᵀ"][i - 1][j - 1]


def test_the_whole_side_comes_last_and_sizes_are_put_in():
    found = working(r"\sum_{i=1}^n x_i^2 = x^\top x + 1")
    assert found["left"][-1]["formula"]["text"].startswith("Σ_{k=1..")
    assert found["right"][-1]["formula"]["text"] == "xᵀ x + 1"
    assert Fraction(found["right"][-1]["value"]) - Fraction(found["left"][-1]["value"]) == 1


def test_a_function_is_shown_with_the_derivatives_that_are_needed():
    given = [*SQUARE, r"\sigma: \mathbb{R} \to \mathbb{R} differentiable, applied elementwise"]
    found = working(r"\frac{\partial}{\partial x} \sigma(x) = \operatorname{diag}(\sigma'(x)) A", given)
    said = [f["text"] for f in found["functions"]]
    assert len(said) == 2 and said[0].startswith("σ(z) = ") and said[1].startswith("σ′(z) = ")


def test_labels_are_put_into_the_formulas():
    given = [r"W_\ell \in \mathbb{R}^{n \times n}, \ell = 1, \dots, L", r"x \in \mathbb{R}^n"]
    found = working(r"W_\ell x = 2 W_\ell x, \quad \ell = 1, \dots, L", given)
    shown = " ".join(v["formula"]["text"] for v in found["left"] + found["right"])
    assert "ℓ" not in shown and "W_1" in shown


def test_defined_symbols_are_computed_on_the_way():
    found = working(r"y^\top y = 0", [r"A \in \mathbb{R}^{n \times n}", r"x \in \mathbb{R}^n", r"y := A x"])
    assert "y" in named(found, "left")


@pytest.mark.parametrize("claim", [r"A x = x^\top", "A = A"])
def test_shapes_and_true_steps_have_no_working(claim):
    found = working(claim)
    assert found is None or found["kind"] == "proof"
