"""SymPy's word where what is given excludes generic entries: derivatives at values that satisfy it."""
import pytest

from symbolic.language.sympy_opinion import opposed, supported
from symbolic.library import readings
from symbolic.second_opinion import opinions

SYMMETRIC = (r"W \in \mathbb{R}^{n \times n}", r"W \text{ symmetric}", r"x \in \mathbb{R}^n")
INVERTIBLE = (r"X \in \mathbb{R}^{n \times n}", r"X \text{ invertible}")
GRADIENT = r"\nabla_x (x^\top W x) = "


def said(claim, given):
    return opinions(readings(claim, given, "denominator"))


@pytest.mark.parametrize("claim, given", [
    (GRADIENT + "2 W x", SYMMETRIC),
    (r"\nabla_X \log\det X = X^{-\top}", INVERTIBLE),
    (r"\frac{\partial^2 x^\top W x}{\partial x \partial x^\top} = 2 W", SYMMETRIC),
    (r"Q^{-1} = Q^\top", (r"Q \in \mathbb{R}^{n \times n}", r"Q^\top Q = I")),
])
def test_what_holds_at_values_that_satisfy_what_is_given(claim, given):
    found = said(claim, given)
    assert supported(found) and len(found) > 1


@pytest.mark.parametrize("claim, given", [
    (GRADIENT + "W x", SYMMETRIC),
    (GRADIENT + "2 W x", (SYMMETRIC[0], r"W \text{ invertible}", SYMMETRIC[2])),
    (r"\nabla_X \log\det X = X^{-1}", INVERTIBLE),
])
def test_what_does_not(claim, given):
    assert opposed(said(claim, given))


def test_what_nothing_satisfies_is_not_compared():
    (opinion,) = said("x = 2", (r"x \in \mathbb{R}", "x^2 = -1"))
    assert opinion["agrees"] is None and "satisfy" in opinion["note"]
