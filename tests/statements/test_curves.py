r"""Functions of one number whose values are vectors and matrices."""
from __future__ import annotations

import pytest

from verdicts import real, verdict


def function(name: str, *shape: str) -> str:
    return rf"{name} : \mathbb{{R}} \to " + real("", *shape).removeprefix(r" \in ") + r" \text{ differentiable}"


GIVEN = [
    real("t"), function("X", "m", "n"), function("Y", "m", "n"), function("Z", "n", "k"), function("S", "n", "n"),
    function("x", "n"), function("y", "n"), real("A", "n", "n"),
    r"f : \mathbb{R} \to \mathbb{R} \text{ differentiable}", r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable}",
]

PROVED = [
    r"\frac{d}{dt}\left(X(t)\odot Y(t)\right) = X'(t)\odot Y(t) + X(t)\odot Y'(t)",
    r"\frac{d}{dt} X(t)^\top = \left(X'(t)\right)^\top",
    r"\frac{d}{dt}\operatorname{tr}(S(t)) = \operatorname{tr}(S'(t))",
    r"\frac{d}{dt}(X(t)Z(t)) = X'(t)Z(t) + X(t)Z'(t)",
    r"\frac{d}{dt}(XZ) = \frac{dX}{dt}Z + X\dot{Z}",
    r"\frac{d}{dt} x(t)^\top x(t) = 2x(t)^\top x'(t)",
    r"\frac{d}{dt} x(t)^\top A x(t) = x(t)^\top(A + A^\top)x'(t)",
    r"\frac{d}{dt}\sigma(x(t)) = \sigma'(x(t))\odot x'(t)",
    r"\frac{d}{dt} x(f(t)) = f'(t) x'(f(t))",
    r"\frac{d}{dt}(f(t)X(t)) = f'(t)X(t) + f(t)X'(t)",
    r"\frac{d}{dt} X_{ij}(t) = X'_{ij}(t)",
    r"\frac{d}{dt}(x(t)\otimes y(t)) = x'(t)\otimes y(t) + x(t)\otimes y'(t)",
]

REFUTED = [
    r"\frac{d}{dt}\left(X(t)\odot Y(t)\right) = X'(t)\odot Y'(t)",
    r"\frac{d}{dt} S(t)^\top = S'(t)",
    r"\frac{d}{dt}(X(t)Z(t)) = X'(t)Z'(t)",
    r"\frac{d}{dt} S(t)S(t) = 2S(t)S'(t)",
    r"\frac{d}{dt} x(t)^\top x(t) = x(t)^\top x'(t)",
    r"\frac{d}{dt} x(t)^\top A x(t) = 2x(t)^\top Ax'(t)",
    r"\frac{d}{dt} x(f(t)) = x'(f(t))",
    r"\frac{d}{dt} x(2t) = x'(2t)",
]


@pytest.mark.parametrize("claim", PROVED)
def test_proved(claim):
    assert verdict(claim, GIVEN) == "proved"


@pytest.mark.parametrize("claim", REFUTED)
def test_refuted(claim):
    assert verdict(claim, GIVEN) == "refuted"


def test_a_value_that_is_declared():
    given = [real("t"), r"X(t) \in \mathbb{R}^{n \times n} \text{ differentiable}"]
    claim = r"\frac{d}{dt} X(t)^{-1} = -X(t)^{-1}X'(t)X(t)^{-1}"
    assert verdict(claim, given) == "proved"


def test_the_letter_alone_is_a_factor():
    given = [real("t"), function("S", "n", "n"), function("R", "n", "n")]
    assert verdict(r"S(R + R) = 2SR", given) == "proved"


def test_its_argument_is_a_number():
    assert verdict(r"x(A) = x(A)", GIVEN) == "refuted"
