"""Block matrices of symbolic sizes."""
from __future__ import annotations

import pytest

from verdicts import real, verdict

A, B, C, D = real("A", "p", "n"), real("B", "p", "m"), real("C", "q", "n"), real("D", "q", "m")
SQUARE = [real(name, "n", "n") for name in "ABCDEFGH"]
WHOLE = r"\begin{pmatrix} A & B \\ C & D \end{pmatrix}"

TRUE = [
    (WHOLE + r" \begin{pmatrix} x \\ y \end{pmatrix} = \begin{pmatrix} A x + B y \\ C x + D y \end{pmatrix}",
     [A, B, C, D, real("x", "n"), real("y", "m")]),
    (WHOLE + r"^\top = \begin{pmatrix} A^\top & C^\top \\ B^\top & D^\top \end{pmatrix}", [A, B, C, D]),
    (WHOLE + r" \begin{pmatrix} E & F \\ G & H \end{pmatrix} = \begin{pmatrix} A E + B G & A F + B H \\ C E + D G & C F + D H \end{pmatrix}",
     SQUARE),
    (r"\begin{pmatrix} I & B \\ 0 & I \end{pmatrix} \begin{pmatrix} I & -B \\ 0 & I \end{pmatrix} = I", [B]),
    (r"\operatorname{tr} \begin{pmatrix} A & B \\ 0 & D \end{pmatrix} = \operatorname{tr} A + \operatorname{tr} D",
     [real("A", "p", "p"), B, real("D", "m", "m")]),
    (r"\left\| \begin{pmatrix} x \\ y \end{pmatrix} \right\|^2 = \|x\|^2 + \|y\|^2", [real("x", "n"), real("y", "m")]),
    (r"\begin{pmatrix} A & b \end{pmatrix} \begin{pmatrix} x \\ 1 \end{pmatrix} = A x + b", [A, real("x", "n"), real("b", "p")]),
    (r"\begin{pmatrix} A \\ B \end{pmatrix}^\top \begin{pmatrix} A \\ B \end{pmatrix} = A^\top A + B^\top B",
     [A, real("B", "m", "n")]),
    (r"\det \begin{pmatrix} A & B \\ 0 & I_m^{-1} \end{pmatrix} = \det(A)", [real("A", "p", "p"), B]),
]

FALSE = [
    (WHOLE + r"^\top = \begin{pmatrix} A^\top & B^\top \\ C^\top & D^\top \end{pmatrix}", SQUARE),
    (WHOLE + r" \begin{pmatrix} E & F \\ G & H \end{pmatrix} = \begin{pmatrix} A E + B G & A F + B H \\ C E + D G & C F + D G \end{pmatrix}",
     SQUARE),
    (r"\begin{pmatrix} I & B \\ 0 & I \end{pmatrix} \begin{pmatrix} I & B \\ 0 & I \end{pmatrix} = I", [B]),
    (r"\begin{pmatrix} A \\ B \end{pmatrix}^\top \begin{pmatrix} A \\ B \end{pmatrix} = A^\top A + A^\top B", [A, real("B", "p", "n")]),
    (r"\det \begin{pmatrix} A & B \\ 0 & 2 I_m^{-1} \end{pmatrix} = \det(A)", [real("A", "p", "p"), B]),
]


@pytest.mark.parametrize("claim, given", TRUE, ids=[claim[:50] for claim, _ in TRUE])
def test_true(claim, given):
    assert verdict(claim, given) == "proved"


@pytest.mark.parametrize("claim, given", FALSE, ids=[claim[:50] for claim, _ in FALSE])
def test_false(claim, given):
    assert verdict(claim, given) == "refuted"


def test_blocks_that_do_not_fit_are_named():
    from symbolic.checking import check
    (step,) = check(WHOLE + " = 0", [A, B, real("C", "q", "m"), D], "mixed")["files"][0]["steps"]
    assert (step["verdict"], step["code"]) == ("refuted", "shape") and "blocks beside each other" in step["reason"]


def test_a_fixed_index_is_read_where_the_step_is_defined():
    """x_2 bounds m from below; in a sum that may be empty it does not."""
    assert verdict("x_2 + x_2 = 2 x_2", [real("x", "m")]) == "proved"
    assert verdict(r"\sum_{i=1}^{m-1} x_2 = \sum_{i=1}^{m-1} x_2 + \delta_{m,1}", [real("x", "m")]) == "refuted"
