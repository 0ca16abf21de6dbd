"""What is given as equations at work: alone, from either side, turned; models that satisfy several of them."""
import pytest

from verdicts import real, verdict

EIGEN = [real("A", "n", "n"), real("u, v", "n"), real(r"\lambda, \mu"), r"A u = \lambda u", r"A v = \mu v"]
SYMMETRIC = [*EIGEN, r"A \text{ symmetric}"]
PENROSE = [real("A", "m", "n"), real("P", "n", "m"), "A P A = A", "P A P = P", r"(A P)^\top = A P", r"(P A)^\top = P A"]
SQUARE = [real("A, P", "n", "n"), *PENROSE[2:]]
COMMUTING = [real("A, B", "n", "n"), "A B = B A"]


@pytest.mark.parametrize("claim, given", [
    (r"u^\top A v = \mu u^\top v", SYMMETRIC),
    (r"u^\top A v = \lambda u^\top v", SYMMETRIC),
    (r"A^2 u = \lambda^2 u", EIGEN),
    (r"(A P A)^\top = A^\top", PENROSE),
    (r"A^\top A P = A^\top", PENROSE),
    (r"P A A^\top = A^\top", PENROSE),
    (r"P P^\top A^\top = P", PENROSE),
    ("(A P)^2 = A P", PENROSE),
    ("(A + B)^2 = A^2 + 2 A B + B^2", COMMUTING),
    (r"(A B)^\top = A B", [*COMMUTING, r"A, B \text{ symmetric}"]),
])
def test_what_follows_is_proved(claim, given):
    assert verdict(claim, given) == "proved"


@pytest.mark.parametrize("claim, given", [
    (r"u^\top v = 0", SYMMETRIC),
    (r"\lambda = \mu", EIGEN),
    (r"u^\top A v = \lambda u^\top v", EIGEN),
    ("A P = I", PENROSE),
    ("P A = A P", SQUARE),
    (r"P = A^\top", PENROSE),
    (r"(A B)^\top = A B", COMMUTING),
])
def test_what_does_not_is_refuted(claim, given):
    assert verdict(claim, given) == "refuted"


@pytest.mark.parametrize("claim, expected", [
    (r"\frac{x^\top x}{(x^\top x)^2} = \frac{1}{x^\top x}", "proved"),
    (r"\frac{x^\top x}{(x^\top x)^3} = \frac{1}{(x^\top x)^2}", "proved"),
    (r"\frac{x^\top x}{(x^\top x)^2} = 1", "refuted"),
])
def test_the_base_of_a_divided_square_is_not_zero(claim, expected):
    assert verdict(claim, [real("x", "n")]) == expected


@pytest.mark.parametrize("claim, expected", [
    (r"c^k c^l = c^{k+l}", "proved"),
    (r"c^k c^l = c^{k l}", "refuted"),
    (r"\frac{d}{dc} c^k = k c^{k-1}", "proved"),
    (r"\frac{d}{dc} c^k = c^{k-1}", "refuted"),
    (r"\det(c X) = c^n \det(X)", "proved"),
    (r"\det(c X) = c \det(X)", "refuted"),
    (r"\det(X^k) = \det(X)^k", "proved"),
    (r"\det(X \otimes Y) = \det(X)^m \det(Y)^n", "proved"),
    (r"\det(X \otimes Y) = \det(X)^n \det(Y)^m", "refuted"),
])
def test_numbers_to_symbolic_powers(claim, expected):
    given = [real("c"), r"k, l \in \mathbb{N}", real("X", "n", "n"), real("Y", "m", "m")]
    assert verdict(claim, given) == expected


@pytest.mark.parametrize("claim, expected", [
    (r"d(x^\top A x) = x^\top (A + A^\top) dx", "proved"),
    (r"d(x^\top A x) = 2 x^\top A dx", "refuted"),
    (r"d(X Y) = (dX) Y", "undecided"),
    (r"d(X^\top Y) = (dX) Y + X^\top dY", "refuted"),
    (r"\det(X^{-1} X) = \det(I)", "proved"),
])
def test_what_varies_and_how_large_an_identity_is(claim, expected):
    given = [real("x", "n"), real("A", "n", "n"), real("X, Y", "n", "n")]
    assert verdict(claim, given, "denominator") == expected
