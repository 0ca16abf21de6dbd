r"""Statements about inverses, determinants and matrix powers: true ones proved, near misses refuted.

The true ones are textbook identities (Petersen and Pedersen, The Matrix
Cookbook, sections 1.2, 2.1 to 2.4, 3.2); a near miss is a slip in one place.
"""
from __future__ import annotations

import pytest

from symbolic.checking import check

SQUARE = [r"A \in \mathbb{R}^{n \times n}", r"B \in \mathbb{R}^{n \times n}", r"X \in \mathbb{R}^{n \times n}"]
INVERTIBLE = SQUARE + [r"A \text{ invertible}", r"X \text{ invertible}"]
TALL = [r"X \in \mathbb{R}^{m \times n}", r"\lambda \in \mathbb{R}"]
VECTORS = [r"u \in \mathbb{R}^{n}", r"v \in \mathbb{R}^{n}"]
PAIR = [r"A \in \mathbb{R}^{m \times n}", r"B \in \mathbb{R}^{n \times m}"]
UPDATE = [r"A \in \mathbb{R}^{n \times n}", r"U \in \mathbb{R}^{n \times k}", r"C \in \mathbb{R}^{k \times k}",
          r"V \in \mathbb{R}^{k \times n}"]
DEFINITE = [r"P \in \mathbb{R}^{n \times n}", r"P \text{ symmetric positive definite}", r"B \in \mathbb{R}^{n \times m}"]
ORTHOGONAL = SQUARE + VECTORS + [r"Q \in \mathbb{R}^{n \times n}", r"Q \text{ orthogonal}"]
SKEW = VECTORS + [r"S \in \mathbb{R}^{n \times n}", r"S \text{ skew-symmetric}"]
POWERS = SQUARE + [r"k \in \mathbb{N}", r"k \ge 1"]
NUMBERS = [r"a, b, c, d \in \mathbb{R}"]

PAIRS = [
    (SQUARE, r"(AB)^{-1} = B^{-1}A^{-1}", r"(AB)^{-1} = A^{-1}B^{-1}"),
    (SQUARE, r"(A^{-1})^{-1} = A", r"(A^{-1})^{-1} = A^{\top}"),
    (SQUARE, r"(A^{\top})^{-1} = (A^{-1})^{\top}", r"(A^{\top})^{-1} = A^{-1}"),
    (SQUARE, r"X A^{-1} A B = X B", r"X A^{-1} B A = X B"),
    (SQUARE, r"\operatorname{tr}(A^{-1} B A) = \operatorname{tr}(B)", r"\operatorname{tr}(A^{-1} B A) = \operatorname{tr}(A)"),
    (SQUARE, r"A^{-1} + B^{-1} = A^{-1}(A+B)B^{-1}", r"A^{-1} + B^{-1} = A^{-1}(A-B)B^{-1}"),
    (SQUARE, r"(A^{-1}+B^{-1})^{-1} = A(A+B)^{-1}B", r"(A^{-1}+B^{-1})^{-1} = A(A+B)^{-1}A"),
    (SQUARE, r"(2A)^{-1} = \frac12 A^{-1}", r"(2A)^{-1} = 2 A^{-1}"),
    (PAIR, r"(I+AB)^{-1}A = A(I+BA)^{-1}", r"(I+AB)^{-1}A = A(I-BA)^{-1}"),
    (PAIR, r"(I+AB)^{-1} = I - A(I+BA)^{-1}B", r"(I+AB)^{-1} = I + A(I+BA)^{-1}B"),
    (TALL, r"(X^{\top}X+\lambda I)^{-1}X^{\top} = X^{\top}(XX^{\top}+\lambda I)^{-1}",
     r"(X^{\top}X+\lambda I)^{-1}X^{\top} = X^{\top}(XX^{\top}-\lambda I)^{-1}"),
    (UPDATE, r"(A+UCV)^{-1} = A^{-1} - A^{-1}U(C^{-1}+VA^{-1}U)^{-1}VA^{-1}",
     r"(A+UCV)^{-1} = A^{-1} - A^{-1}U(C+VA^{-1}U)^{-1}VA^{-1}"),
    (SQUARE + VECTORS, r"(A+uv^{\top})^{-1} = A^{-1} - \frac{A^{-1}uv^{\top}A^{-1}}{1+v^{\top}A^{-1}u}",
     r"(A+uv^{\top})^{-1} = A^{-1} - \frac{A^{-1}uv^{\top}A^{-1}}{1-v^{\top}A^{-1}u}"),
    (DEFINITE, r"(P+BB^{\top})^{-1}B = P^{-1}B(I+B^{\top}P^{-1}B)^{-1}", r"(P+BB^{\top})^{-1}B = P^{-1}B(I-B^{\top}P^{-1}B)^{-1}"),
    (DEFINITE, r"(P^{-1})^{\top} = P^{-1}", r"(P^{-1})^{\top} = P"),
    (TALL, r"(I - X(X^{\top}X)^{-1}X^{\top})X = 0", r"(I - X(X^{\top}X)^{-1}X^{\top})X = X"),
    (TALL, r"\operatorname{tr}(X(X^{\top}X)^{-1}X^{\top}) = n", r"\operatorname{tr}(X(X^{\top}X)^{-1}X^{\top}) = m"),
    (SQUARE, r"\det(AB) = \det(A)\det(B)", r"\det(A+B) = \det(A)+\det(B)"),
    (SQUARE, r"\det(A^{-1}) = \frac{1}{\det A}", r"\det(A^{-1}) = \det A"),
    (SQUARE, r"\det(BAB^{-1}) = \det(A)", r"\det(BAB^{-1}) = \det(B)"),
    (PAIR, r"\det(I+AB) = \det(I+BA)", r"\det(I+AB) = \det(I-BA)"),
    (VECTORS, r"\det(I_n+uv^{\top}) = 1+v^{\top}u", r"\det(I_n+uv^{\top}) = 1-v^{\top}u"),
    (INVERTIBLE + VECTORS, r"\det(A+uv^{\top}) = (1+v^{\top}A^{-1}u)\det(A)", r"\det(A+uv^{\top}) = (1+u^{\top}A^{-1}v)\det(A)"),
    (NUMBERS, r"\det\begin{pmatrix}a&b\\c&d\end{pmatrix} = ad-bc", r"\det\begin{pmatrix}a&b\\c&d\end{pmatrix} = ad+bc"),
    (NUMBERS, r"\begin{pmatrix}a&b\\c&d\end{pmatrix}^{-1} = \frac{1}{ad-bc}\begin{pmatrix}d&-b\\-c&a\end{pmatrix}",
     r"\begin{pmatrix}a&b\\c&d\end{pmatrix}^{-1} = \frac{1}{ad-bc}\begin{pmatrix}d&-c\\-b&a\end{pmatrix}"),
    (SQUARE, r"\frac{\partial \log\det X}{\partial X} = (X^{-1})^{\top}", r"\frac{\partial \log\det X}{\partial X} = X^{-1}"),
    (SQUARE, r"\frac{\partial \det X}{\partial X} = \det(X)(X^{-1})^{\top}", r"\frac{\partial \det X}{\partial X} = \det(X)X^{-1}"),
    (INVERTIBLE, r"\frac{\partial \det(AXB)}{\partial X} = \det(AXB)(X^{-1})^{\top}",
     r"\frac{\partial \det(AXB)}{\partial X} = \det(AXB)A^{\top}(X^{-1})^{\top}"),
    (TALL, r"\frac{\partial \log\det(X^{\top}X)}{\partial X} = 2X(X^{\top}X)^{-1}",
     r"\frac{\partial \log\det(X^{\top}X)}{\partial X} = X(X^{\top}X)^{-1}"),
    (SQUARE, r"\frac{\partial \operatorname{tr}(AX^{-1}B)}{\partial X} = -(X^{-1}BAX^{-1})^{\top}",
     r"\frac{\partial \operatorname{tr}(AX^{-1}B)}{\partial X} = -(X^{-1}ABX^{-1})^{\top}"),
    (SQUARE, r"\frac{\partial (X^{-1})_{kl}}{\partial X_{ij}} = -(X^{-1})_{ki}(X^{-1})_{jl}",
     r"\frac{\partial (X^{-1})_{kl}}{\partial X_{ij}} = -(X^{-1})_{kj}(X^{-1})_{il}"),
    (POWERS, r"\frac{\partial \operatorname{tr}(X^k)}{\partial X} = k(X^{k-1})^{\top}",
     r"\frac{\partial \operatorname{tr}(X^k)}{\partial X} = k X^{k-1}"),
    (POWERS, r"\frac{\partial \operatorname{tr}(AX^k)}{\partial X} = \sum_{r=0}^{k-1}(X^rAX^{k-r-1})^{\top}",
     r"\frac{\partial \operatorname{tr}(AX^k)}{\partial X} = \sum_{r=0}^{k-1}X^rAX^{k-r-1}"),
    (POWERS, r"(A^k)^{\top} = (A^{\top})^k", r"(A^k)^{\top} = A^k"),
    (POWERS, r"X^k X = X^{k+1}", r"X^k X = X^k"),
    (ORTHOGONAL, r"Q^{-1} = Q^{\top}", r"Q^{-1} = Q"),
    (ORTHOGONAL, r"\|Qu\|_2^2 = \|u\|_2^2", r"\|Qu\|_2^2 = \|v\|_2^2"),
    (ORTHOGONAL, r"\operatorname{tr}(Q^{\top}AQ) = \operatorname{tr}(A)", r"\operatorname{tr}(QAQ) = \operatorname{tr}(A)"),
    (ORTHOGONAL, r"\det(Q^{\top}AQ) = \det(A)", r"\det(Q^{\top}A) = \det(A)"),
    (SKEW, r"u^{\top}Su = 0", r"u^{\top}Sv = 0"),
    (SKEW, r"u^{\top}Sv = -v^{\top}Su", r"u^{\top}Sv = v^{\top}Su"),
]

CONDITIONS = [
    (SQUARE, r"A A^{-1} = I", {"A is invertible"}),
    (PAIR, r"(I+AB)^{-1}A = A(I+BA)^{-1}", {"(I⟨m⟩ + A B) is invertible", "(I⟨n⟩ + B A) is invertible"}),
    (SQUARE, r"\frac{\partial \log\det X}{\partial X} = (X^{-1})^{\top}", {"X is invertible", "det(X) ≠ 0"}),
    (INVERTIBLE, r"A A^{-1} = I", set()),
]


def verdicts(given: list[str], claim: str) -> list[dict]:
    return check(claim, given, "denominator")["files"][0]["steps"]


@pytest.mark.parametrize("given, claim", [(given, true) for given, true, _ in PAIRS])
def test_proved(given, claim):
    assert [step["verdict"] for step in verdicts(given, claim)] == ["proved"]


@pytest.mark.parametrize("given, claim", [(given, false) for given, _, false in PAIRS])
def test_refuted(given, claim):
    assert [step["verdict"] for step in verdicts(given, claim)] == ["refuted"]


@pytest.mark.parametrize("given, claim, conditions", CONDITIONS)
def test_conditions_are_the_inverses_that_stand_there(given, claim, conditions):
    step, = verdicts(given, claim)
    assert step["verdict"] == "proved" and set(step["conditions"]) <= conditions
    assert bool(step["conditions"]) == bool(conditions)
