r"""One repair for a chain: on a real solution what its errata say is found, and whatever is offered is proved.

The errata were worked out by hand: in these lines the layer is ℓ, not L; y was read as
J; a row of a matrix lost a cell; a 0 was read as ∘; in the last chain the row is i, not
1, and the last index is j.
"""
from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from symbolic.checking import check, check_document
from symbolic.errors import ReadError
from symbolic.proving.mending import mends, scanned
from symbolic.reading.grammar.parser import parse_formula
from symbolic.reading.grammar.unparse import to_latex

SOLUTION = Path(__file__).resolve().parents[2] / "examples" / "homework4-solution-a.md"
LABEL = ["label", "L", r"\ell"]
NETWORK = [
    r"A_\ell \in \mathbb{R}^{n_\ell \times n_{\ell-1}}, \ell = 1, \dots, L", r"b_\ell \in \mathbb{R}^{n_\ell}, \ell = 1, \dots, L",
    r"x \in \mathbb{R}^{n_0}", r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable, applied elementwise}", r"y_0 = x",
    r"y_\ell = \sigma(A_\ell y_{\ell-1} + b_\ell), \ell = 1, \dots, L-1", r"y_L = A_L y_{L-1} + b_L", "n_L = 1"]


@cache
def solution() -> dict[str, dict]:
    """The steps of the solution by id, each with its repair."""
    data = check_document(SOLUTION.read_text("utf-8"), str(SOLUTION), ["derivations.homework4"], "auto", repair=True)
    return {step["id"]: step for step in data["steps"]}


@pytest.mark.parametrize("first, mended", [("13.1", ["13.1", "13.3", "13.4"]), ("14.1", ["14.1", "14.3", "14.4"])])
def test_a_layer_confused_throughout_is_one_repair(first, mended):
    repair = solution()[first]["repair"]
    assert repair["changes"] == [LABEL] and [step for step, _, _ in repair["mends"]] == mended
    completed = solution()[mended[1]]["repair"]
    assert [c[0] for c in completed["changes"]] == ["missing entry"] and completed["after"] == first
    assert completed["changes"][0][2].startswith(r"0, \dots, 0, \sigma'\left( \left( A_{\ell} \right)_{n_{\ell}, 1}")
    assert solution()[mended[2]]["repair"] is None and solution()[mended[2]]["mended_by"] == first


def test_a_lost_row_index_is_put_back():
    assert solution()["15.3"]["repair"]["changes"] == [
        ["missing index", r"\left( A_{L} \right)_{n_{L - 1}}", r"\left( A_{L} \right)_{1, n_{L - 1}}"]]
    assert solution()["15.4"]["mended_by"] == "15.3"


def test_y_for_j():
    assert solution()["16.1"]["repair"]["changes"] == [["name", "J", "y"]]
    assert solution()["18.1"]["repair"]["changes"] == [["name", "J", "y"], LABEL]
    assert solution()["18.1"]["repair"]["right"] == (
        r"\operatorname{diag}\left( \sigma'\left( A_{\ell}y_{\ell - 1} + b_{\ell} \right) \right)"
        r"\left( \frac{\partial y_{L}}{\partial y_{\ell}} \right)^{T}y_{\ell - 1}^{T}")


def test_the_chain_of_the_weights():
    """Lines 59 to 63: ℓ for L but in what is differentiated; n_ℓ; one row i; 1 is i in three places and the last i is j."""
    steps = solution()
    assert steps["17.2"]["repair"]["changes"] == [LABEL] and "but in what is differentiated" in steps["17.2"]["repair"]["text"]
    assert [step for step, _, _ in steps["17.2"]["repair"]["mends"]] == ["17.2", "17.3", "17.4", "17.5", "17.6"]
    assert steps["17.2"]["repair"]["right"] == (
        r"\frac{\partial y_{L}}{\partial y_{\ell}}\frac{\partial y_{\ell}}{\partial\left( A_{\ell} \right)_{i j}}")
    assert steps["17.3"]["mended_by"] == "17.2"
    assert steps["17.4"]["repair"]["changes"] == [["index", r"n_{\ell - 1}", r"n_{\ell}"]]
    assert [c[0] for c in steps["17.5"]["repair"]["changes"]][:2] == ["symbol", "one entry between zeros"]
    assert steps["17.6"]["repair"]["changes"] == 3 * [["index", "1", "i"]] + [["index", "i", "j"]]


def test_the_mended_lines_are_proved_when_they_are_checked():
    """Every side that is offered, as a step of its own."""
    offered = [(left, right) for step in solution().values() if step["repair"] for _, left, right in step["repair"]["mends"]]
    assert len(offered) >= 11
    for left, right in offered:
        sides = f"${left} = {right}, \\quad \\ell = 2, \\dots, L-1$"
        steps = check_document(sides, "mended", ["derivations.homework4"], "mixed")["steps"]
        assert [s["verdict"] for s in steps] == ["proved"], sides


def test_a_chain_that_is_false_has_no_repair_throughout():
    chain = r"$$\frac{\partial y_L}{\partial b_L} = 2 A_L = b_L x^\top = 7 A_L$$"
    steps = check_document(chain, "false.md", ["derivations.homework4"], "mixed", repair=True)["steps"]
    assert not any((step["repair"] or {}).get("mends") for step in steps)


def test_nothing_is_mended_where_only_one_step_is_wrong():
    steps = check(r"(AB)^\top = B^\top A^\top = A^\top B^\top", [r"A, B \in \mathbb{R}^{n \times n}"], repair=True)
    assert [bool((s["repair"] or {}).get("mends")) for s in steps["files"][0]["steps"]] == [False, False]


@pytest.mark.parametrize("claim, said", [
    (r"\operatorname{diag}(x) = \begin{bmatrix} x_1 & 0 & \dots & 0 \\ \vdots & & & \\ 0 & \dots & x_n & \end{bmatrix}",
     r"on the right side a row of the matrix completed: 0, \dots, 0, x_{n}"),
    (r"\begin{bmatrix} x_1 & \dots & 0 \\ \vdots & \ddots & \vdots \\ 0 & x_n & \end{bmatrix} = \operatorname{diag}(x)",
     r"on the left side a row of the matrix completed: 0, \dots, x_{n}"),
    (r"(A x)_i = A_{i 1} x_1 + \dots + A_n x_n", r"on the right side A_{i, n} for A_{n}"),
    (r"x \odot \begin{bmatrix} \circ \\ \vdots \\ \circ \end{bmatrix} = 0 x", r"on the left side 0 for \circ"),
])
def test_one_step_with_an_unreadable_side_is_mended(claim, said):
    given = [r"x, y \in \mathbb{R}^n", r"A \in \mathbb{R}^{m \times n}"]
    (step,) = check(claim, given, "numerator", repair=True)["files"][0]["steps"]
    assert step["verdict"] == "unread" and step["repair"]["text"] == said
    (mended,) = check(f"{step['repair']['left']} = {step['repair']['right']}", given)["files"][0]["steps"]
    assert mended["verdict"] == "proved"


# ---------------------------------------------------------------- unreadable sides

def error(code: str, start: int = 0, end: int = 1) -> ReadError:
    return ReadError("", start, end, code=code)


def test_a_short_row_is_completed_before_its_last_entry_or_at_its_end():
    node = parse_formula(r"\begin{bmatrix} a & \dots & 0 \\ \vdots & & \vdots \\ 0 & b & \end{bmatrix}")
    rows = [to_latex(mend.node) for mend in mends(node, error("E303"))]
    assert [last in row for last, row in zip((r"0 & 0 & b", r"0 & \dots & b", r"0 & b & 0"), rows)] == [True] * 3


def test_a_matrix_without_blanks_is_left_alone():
    assert not list(mends(parse_formula(r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}"), error("E303")))


def test_an_index_is_added_before_or_behind():
    node = parse_formula("A_{11} + A_n")
    found = [mend.change for mend in mends(node, error("E305", 11, 12))]
    assert ("missing index", "A_{n}", "A_{1, n}") in found and ("missing index", "A_{n}", "A_{n, 1}") in found


def test_a_scanned_zero():
    mend = scanned(r"\begin{bmatrix} \circ \\ a \end{bmatrix}", 0)
    assert to_latex(mend.node) == r"\begin{bmatrix} 0 \\ a \end{bmatrix}" and mend.change == ("symbol", r"\circ", "0")
    assert scanned("a + b", 0) is None and scanned(r"\circ +", 0) is None


def test_other_errors_have_no_mend():
    assert not list(mends(parse_formula("a"), error("E101")))
