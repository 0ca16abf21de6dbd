"""Inverses and determinants of matrices of blocks.

Sources: the Matrix Cookbook 9.1; Horn and Johnson, Matrix Analysis, 0.7.3 and 0.8.5;
Boyd and Vandenberghe, Convex Optimization, A.5.5; Bishop, Pattern Recognition, 2.3.1.
"""
from __future__ import annotations

import pytest

from verdicts import real, verdict

from symbolic.checking import check

ANY = [real("A", "n", "n"), real("B", "n", "m"), real("C", "m", "n"), real("D", "m", "m"), real("x", "n"), real("y", "m")]
SQUARE = [real(name, "n", "n") for name in "ABCD"]
SCHUR = [*ANY, "S = D - C A^{-1} B"]
BORDERED = [real("A", "n", "n"), r"A \text{ symmetric}", real("b", "n"), real("x", "n"), "c, s \\in \\mathbb{R}", r"s = c - b^\top A^{-1} b"]
SADDLE = [real("H", "n", "n"), r"H \text{ positive definite}", real("A", "m", "n")]
GAUSS = [real("S", "n", "n"), real("T", "n", "m"), real("U", "m", "m"), r"S, U \text{ positive definite}",
         r"x, \mu \in \mathbb{R}^n", r"y, \nu \in \mathbb{R}^m", r"V = S - T U^{-1} T^\top", r"a = \mu + T U^{-1} (y - \nu)"]
RIGID = [real("R", "3", "3"), r"R \text{ orthogonal}", real("t", "3")]
DEFINED = [*ANY, r"M = \begin{bmatrix} A & B \\ 0 & D \end{bmatrix}"]


def blocks(*rows: str) -> str:
    return r"\begin{bmatrix} " + r" \\ ".join(rows) + r" \end{bmatrix}"


M, LOWER, UPPER, DIAGONAL = blocks("A & B", "C & D"), blocks("A & 0", "C & D"), blocks("A & B", "0 & D"), blocks("A & 0", "0 & D")
KKT, COVARIANCE = blocks(r"H & A^\top", "A & 0"), blocks("S & T", r"T^\top & U")
MEAN, CENTRED = blocks(r"x - \mu", r"y - \nu"), r"(x - a)^\top V^{-1} (x - a)"
THREE = blocks("A & 0 & 0", "0 & B & 0", "0 & 0 & C")
VECTOR = blocks("x", "y")
GENERAL = blocks("A^{-1} + A^{-1} B S^{-1} C A^{-1} & -A^{-1} B S^{-1}", "-S^{-1} C A^{-1} & S^{-1}")

TRUE = [
    (rf"\det{UPPER} = \det(A)\det(D)", ANY),
    (rf"\det{LOWER} = \det(A)\det(D)", ANY),
    (rf"\det{UPPER} = \det(A)\det(D)", SQUARE),
    (rf"\det{M} = \det(A)\det(D - C A^{{-1}} B)", ANY),
    (rf"\det{M} = \det(D)\det(A - B D^{{-1}} C)", ANY),
    (r"\det" + blocks("I & B", "C & I") + r" = \det(I - C B)", ANY),
    (r"\det" + blocks("I & B", "C & I") + r" = \det(I - B C)", ANY),
    (r"\det" + blocks("I & B", "0 & I") + " = 1", ANY),
    (r"\det" + blocks("A & B", "B & A") + r" = \det(A + B)\det(A - B)", SQUARE),
    (r"\det" + blocks("0 & B", "C & D") + r" = (-1)^n \det(B)\det(C)", SQUARE),
    (r"\det" + blocks("A & B", "C & 0") + r" = \det(B)\det(-C)", SQUARE),
    (rf"\det{THREE} = \det(A)\det(B)\det(C)", SQUARE),
    (r"\det" + blocks("A & D & D", "0 & B & D", "0 & 0 & C") + r" = \det(A)\det(B)\det(C)", SQUARE),
    (rf"\det({UPPER}{LOWER}) = \det(A)^2\det(D)^2", ANY),
    (rf"\det(2{UPPER}) = 2^{{m+n}}\det(A)\det(D)", ANY),
    (r"\det" + blocks("A & b", r"b^\top & c") + r" = s\det(A)", BORDERED),
    (r"\det" + blocks("c & x^\\top", "b & A") + r" = \det(A)(c - x^\top A^{-1} b)", BORDERED),
    (r"\det" + blocks("I & b", r"b^\top & c") + r" = c - b^\top b", BORDERED),
    (rf"\det{KKT} = \det(H)\det(-A H^{{-1}} A^\top)", SADDLE),
    (rf"\det{KKT} = (-1)^m \det(H)\det(A H^{{-1}} A^\top)", SADDLE),
    (rf"\det{COVARIANCE} = \det(U)\det(V)", GAUSS),
    (rf"{DIAGONAL}^{{-1}} = " + blocks("A^{-1} & 0", "0 & D^{-1}"), ANY),
    (rf"{LOWER}^{{-1}} = " + blocks("A^{-1} & 0", "-D^{-1} C A^{-1} & D^{-1}"), ANY),
    (rf"{UPPER}^{{-1}} = " + blocks("A^{-1} & -A^{-1} B D^{-1}", "0 & D^{-1}"), ANY),
    (rf"{M}^{{-1}} = {GENERAL}", SCHUR),
    (rf"{M}^{{-1}} = " + GENERAL.replace("S^{-1}", "(D - C A^{-1} B)^{-1}"), ANY),
    (rf"{M}^{{-1}} = " + blocks("(A - B D^{-1} C)^{-1} & -A^{-1} B (D - C A^{-1} B)^{-1}",
                                "-D^{-1} C (A - B D^{-1} C)^{-1} & (D - C A^{-1} B)^{-1}"), ANY),
    (rf"{M} = " + blocks("I & 0", "C A^{-1} & I") + blocks("A & 0", "0 & S") + blocks("I & A^{-1} B", "0 & I"), SCHUR),
    (rf"{THREE}^{{-1}} = " + blocks("A^{-1} & 0 & 0", "0 & B^{-1} & 0", "0 & 0 & C^{-1}"), SQUARE),
    (blocks("0 & B", "C & 0") + "^{-1} = " + blocks("0 & C^{-1}", "B^{-1} & 0"), SQUARE),
    (blocks("I & B", "0 & I") + "^{-1} = " + blocks("I & -B", "0 & I"), ANY),
    (blocks("A & b", r"b^\top & c") + "^{-1} = " + blocks(
        r"A^{-1} + \frac{1}{s} A^{-1} b b^\top A^{-1} & -\frac{1}{s} A^{-1} b", r"-\frac{1}{s} b^\top A^{-1} & \frac{1}{s}"), BORDERED),
    (blocks("c & x^\\top", "0 & A") + "^{-1} = " + blocks(r"\frac{1}{c} & -\frac{1}{c} x^\top A^{-1}", "0 & A^{-1}"), BORDERED),
    (rf"{KKT}^{{-1}} = " + blocks(
        r"H^{-1} - H^{-1} A^\top (A H^{-1} A^\top)^{-1} A H^{-1} & H^{-1} A^\top (A H^{-1} A^\top)^{-1}",
        r"(A H^{-1} A^\top)^{-1} A H^{-1} & -(A H^{-1} A^\top)^{-1}"), SADDLE),
    (blocks("R & t", "0 & 1") + "^{-1} = " + blocks(r"R^\top & -R^\top t", "0 & 1"), RIGID),
    (rf"{COVARIANCE}^{{-1}} = " + blocks(
        "V^{-1} & -V^{-1} T U^{-1}", r"-U^{-1} T^\top V^{-1} & U^{-1} + U^{-1} T^\top V^{-1} T U^{-1}"), GAUSS),
    (rf"{DIAGONAL}^{{-\top}} = " + blocks(r"A^{-\top} & 0", r"0 & D^{-\top}"), ANY),
    (rf"{DIAGONAL}^2 = " + blocks("A^2 & 0", "0 & D^2"), ANY),
    (rf"\operatorname{{tr}}({UPPER}^{{-1}}) = \operatorname{{tr}}(A^{{-1}}) + \operatorname{{tr}}(D^{{-1}})", ANY),
    (rf"{UPPER}^{{-1}} {VECTOR} = " + blocks("A^{-1} (x - B D^{-1} y)", "D^{-1} y"), ANY),
    (rf"{M}^{{-1}} " + blocks("A x + B y", "C x + D y") + f" = {VECTOR}", ANY),
    (rf"{VECTOR}^\top {DIAGONAL}^{{-1}} {VECTOR} = x^\top A^{{-1}} x + y^\top D^{{-1}} y", ANY),
    (blocks("A^{-1} & 0", "0 & B^{-1}") + "^{-1} = " + blocks("A & 0", "0 & B"), SQUARE),
    ("M^{-1} = " + blocks("A^{-1} & -A^{-1} B D^{-1}", "0 & D^{-1}"), DEFINED),
    (r"\det(M^{-1}) = \det(A)^{-1}\det(D)^{-1}", DEFINED),
    (rf"M {VECTOR} = " + blocks("A x + B y", "D y"), DEFINED),
    (r"(A^{-1} + B^{-1})^{-1} = A (A + B)^{-1} B", SQUARE),
    (r"(I + A B)^{-1} = I - A (I + B A)^{-1} B", SQUARE),
]

SLOW = [
    (rf"{MEAN}^\top {COVARIANCE}^{{-1}} {MEAN} = {CENTRED} + (y - \nu)^\top U^{{-1}} (y - \nu)", GAUSS),
]

FALSE = [
    (rf"\det{UPPER} = \det(A) + \det(D)", ANY),
    (rf"\det{M} = \det(A)\det(D)", ANY),
    (rf"\det{M} = \det(A)\det(D + C A^{{-1}} B)", ANY),
    (rf"\det{M} = \det(A)\det(A - B D^{{-1}} C)", ANY),
    (rf"\det{M} = \det(A D - B C)", SQUARE),
    (rf"\det{M} = \det(A)\det(D) - \det(B)\det(C)", SQUARE),
    (r"\det" + blocks("I & B", "C & I") + r" = \det(I + C B)", ANY),
    (r"\det" + blocks("A & B", "B & A") + r" = \det(A^2 - B^2)", SQUARE),
    (r"\det" + blocks("A & -B", "B & A") + r" = \det(A + B)\det(A - B)", SQUARE),
    (r"\det" + blocks("0 & B", "C & 0") + r" = \det(B)\det(C)", SQUARE),
    (r"\det" + blocks("0 & B", "C & 0") + r" = -\det(B)\det(C)", SQUARE),
    (r"\det" + blocks("A & D & D", "0 & B & D", "D & 0 & C") + r" = \det(A)\det(B)\det(C)", SQUARE),
    (rf"\det(2{UPPER}) = 2\det(A)\det(D)", ANY),
    (r"\det" + blocks("A & b", r"b^\top & c") + r" = \det(A)(c + b^\top A^{-1} b)", BORDERED),
    (rf"\det{KKT} = \det(H)\det(A H^{{-1}} A^\top)", SADDLE),
    (rf"\det{COVARIANCE} = \det(S)\det(V)", GAUSS),
    (rf"{DIAGONAL}^{{-1}} = " + blocks("D^{-1} & 0", "0 & A^{-1}"), SQUARE),
    (rf"{LOWER}^{{-1}} = " + blocks("A^{-1} & 0", "D^{-1} C A^{-1} & D^{-1}"), ANY),
    (rf"{LOWER}^{{-1}} = " + blocks("A^{-1} & 0", "-A^{-1} C D^{-1} & D^{-1}"), SQUARE),
    (rf"{UPPER}^{{-1}} = " + blocks("A^{-1} & 0", "0 & D^{-1}"), ANY),
    (rf"{UPPER}^{{-1}} = " + blocks("A^{-1} & -B", "0 & D^{-1}"), ANY),
    (rf"{M}^{{-1}} = " + GENERAL.replace("A^{-1} + A", "A^{-1} - A"), SCHUR),
    (rf"{M}^{{-1}} = " + GENERAL.replace("& -A^{-1} B", "& A^{-1} B"), SCHUR),
    (rf"{THREE}^{{-1}} = " + blocks("A^{-1} & 0 & 0", "0 & C^{-1} & 0", "0 & 0 & B^{-1}"), SQUARE),
    (blocks("0 & B", "C & 0") + "^{-1} = " + blocks("0 & B^{-1}", "C^{-1} & 0"), SQUARE),
    (blocks("R & t", "0 & 1") + "^{-1} = " + blocks(r"R^\top & -t", "0 & 1"), RIGID),
    (rf"{MEAN}^\top {COVARIANCE}^{{-1}} {MEAN} = (x - a)^\top S^{{-1}} (x - a) + (y - \nu)^\top U^{{-1}} (y - \nu)", GAUSS),
    (rf"{UPPER}^{{-1}} {VECTOR} = " + blocks("A^{-1} x", "D^{-1} y"), ANY),
    (rf"\operatorname{{tr}}({M}^{{-1}}) = \operatorname{{tr}}(A^{{-1}}) + \operatorname{{tr}}(D^{{-1}})", ANY),
    ("M^{-1} = " + blocks("A^{-1} & -A^{-1} B D^{-1}", "0 & D"), DEFINED),
]


@pytest.mark.parametrize("claim, given", [*TRUE, *(pytest.param(*case, marks=pytest.mark.slow) for case in SLOW)])
def test_true(claim, given):
    assert verdict(claim, given) == "proved"


@pytest.mark.parametrize("claim, given", FALSE)
def test_false(claim, given):
    assert verdict(claim, given) == "refuted"


def test_what_has_to_exist_is_said():
    (step,) = check(rf"\det{M} = \det(A)\det(D - C A^{{-1}} B)", ANY)["files"][0]["steps"]
    assert (step["verdict"], step["conditions"]) == ("proved", ["A is invertible"])


def test_nothing_is_divided_by_that_the_author_does_not_divide_by():
    """For A C = C A the determinant is det(A D − C B), also where A is singular; elimination shows it only elsewhere."""
    claim = rf"\det{M} = \det(A D - C B)"
    assert verdict(claim, [*SQUARE, "A C = C A"]) != "refuted"
    assert verdict(rf"{M}^{{-1}} {M} = I", ANY) == "proved"


def test_the_size_of_blocks_that_nothing_says_is_left_open():
    """Whether [I; 0] is n rows of I depends on the width; in C = [I; 0] it may be that I has all rows but some."""
    given = [real("A", "n", "n"), real("C", "m", "n")]
    assert verdict(blocks("A & 0", "C & I") + "^{-1}" + blocks("A", "C") + " = " + blocks("I", "0"), given) == "proved"
    assert verdict("C = " + blocks("I", "0"), given) == "undecided"
    assert verdict(blocks("A", "C") + " = " + blocks("I", "0"), given) == "refuted"


def test_blocks_that_are_all_identities_of_a_size():
    product = blocks("I_n & 0", "-I_n & I_n") + blocks("I_n", "I_n")
    assert verdict(f"{product} = " + blocks("I_n", "0"), [real("A", "n", "n")]) == "proved"
    assert verdict(f"{product} = " + blocks("0", "I_n"), [real("A", "n", "n")]) == "refuted"


def test_equal_matrices_have_equal_inverses():
    """The factors of M have inverses that the step does not speak of."""
    factors = blocks("I_n & 0", "C A^{-1} & I_m") + blocks("A & 0", "0 & S") + blocks("I_n & A^{-1} B", "0 & I_m")
    assert verdict(rf"{M}^{{-1}} = \left({factors}\right)^{{-1}}", SCHUR) == "proved"
    assert verdict(rf"{M}^{{-1}} = \left({factors.replace('0 & S', '0 & D')}\right)^{{-1}}", SCHUR) == "refuted"
