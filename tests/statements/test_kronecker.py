r"""⊗ and vec (Matrix Cookbook, chapter 10.2): what is true is proved, near misses are refuted."""
from __future__ import annotations

import pytest

from verdicts import real, verdict

GIVEN = [
    real("A", "m", "n"), real("E", "m", "n"), real("B", "p", "q"), real("C", "n", "k"), real("D", "q", "l"),
    real("X", "n", "p"), real("S", "n", "n"), real("T", "m", "m"), real("Z", "n", "n"), real("W", "n", "n"),
    real("a", "m"), real("b", "n"), real("x", "n"), real("y", "q"), real("c"),
    real("V", "n", "n"), r"V \text{ invertible}", real("U", "m", "m"), r"U \text{ invertible}",
]

PROVED = [
    r"(A\otimes B)^\top = A^\top\otimes B^\top",
    r"(A\otimes B)(C\otimes D) = (AC)\otimes(BD)",
    r"(A\otimes B)\otimes C = A\otimes(B\otimes C)",
    r"(A + E)\otimes B = A\otimes B + E\otimes B",
    r"(cA)\otimes B = A\otimes(cB)",
    r"\operatorname{tr}(S\otimes T) = \operatorname{tr}(S)\operatorname{tr}(T)",
    r"I_m\otimes I_n = I_{mn}",
    r"(S\otimes I_m)(I_n\otimes T) = (I_n\otimes T)(S\otimes I_m)",
    r"(A\otimes B)(x\otimes y) = (Ax)\otimes(By)",
    r"\|A\otimes B\|_F = \|A\|_F\|B\|_F",
    r"(V\otimes U)^{-1} = V^{-1}\otimes U^{-1}",
    r"\operatorname{tr}((V\otimes U)^{-1}) = \operatorname{tr}(V^{-1})\operatorname{tr}(U^{-1})",
    r"\operatorname{diag}(x\otimes y) = \operatorname{diag}(x)\otimes\operatorname{diag}(y)",
    r"\operatorname{vec}(AXB) = (B^\top\otimes A)\operatorname{vec}(X)",
    r"\operatorname{vec}(XB) = (B^\top\otimes I)\operatorname{vec}(X)",
    r"\operatorname{vec}(ab^\top) = b\otimes a",
    r"\operatorname{tr}(A^\top E) = \operatorname{vec}(A)^\top\operatorname{vec}(E)",
    r"\operatorname{tr}(A^\top E) = \operatorname{vec}(A^\top)^\top\operatorname{vec}(E^\top)",
    r"\operatorname{vec}(S)^\top(Z\otimes W)\operatorname{vec}(S) = \operatorname{tr}(S^\top W S Z^\top)",
    r"\frac{\partial \operatorname{vec}(AXB)}{\partial \operatorname{vec}(X)} = B^\top\otimes A",
    r"\frac{\partial \operatorname{vec}(AXB)}{\partial \operatorname{vec}(X)^\top} = B^\top\otimes A",
    r"\frac{\partial \operatorname{vec}(S^2)}{\partial \operatorname{vec}(S)} = S^\top\otimes I + I\otimes S",
    r"\frac{\partial\, a^\top E b}{\partial \operatorname{vec}(E)} = (b\otimes a)^\top",
    r"\frac{\partial}{\partial S}\operatorname{tr}(S\otimes S) = 2\operatorname{tr}(S) I",
]

REFUTED = [
    r"(A\otimes B)^\top = B^\top\otimes A^\top",
    r"(V\otimes U)^{-1} = U^{-1}\otimes V^{-1}",
    r"(A\otimes B)(C\otimes D) = (BD)\otimes(AC)",
    r"A\otimes B = B\otimes A",
    r"(cA)\otimes(cB) = c(A\otimes B)",
    r"\operatorname{tr}(S\otimes Z) = \operatorname{tr}(SZ)",
    r"(S\otimes I_m)(T\otimes I_n) = S\otimes T",
    r"\operatorname{vec}(AXB) = (B\otimes A)\operatorname{vec}(X)",
    r"\operatorname{vec}(AXB) = (A\otimes B^\top)\operatorname{vec}(X)",
    r"\operatorname{vec}(XB) = (B\otimes I)\operatorname{vec}(X)",
    r"\operatorname{vec}(ab^\top) = a\otimes b",
    r"\operatorname{tr}(S^\top Z) = \operatorname{vec}(S^\top)^\top\operatorname{vec}(Z)",
    r"\operatorname{vec}(S)^\top(Z\otimes W)\operatorname{vec}(S) = \operatorname{tr}(S^\top Z S W^\top)",
    r"\frac{\partial \operatorname{vec}(SZ)}{\partial \operatorname{vec}(Z)} = S\otimes I_n",
    r"\frac{\partial}{\partial S}\operatorname{tr}(S\otimes S) = \operatorname{tr}(S) I",
]


@pytest.mark.parametrize("claim", PROVED)
def test_proved(claim):
    assert verdict(claim, GIVEN) == "proved"


@pytest.mark.parametrize("claim", REFUTED)
def test_refuted(claim):
    assert verdict(claim, GIVEN) == "refuted"


def test_an_identity_without_a_size_refutes_nothing():
    assert verdict(r"(I\otimes I)\operatorname{vec}(X) = \operatorname{vec}(X)", GIVEN) == "undecided"
