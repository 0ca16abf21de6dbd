"""Powers, exp, log, standard functions and assumptions: what is proved, what is refuted."""
from __future__ import annotations

import pytest

import symbolic

NUMBERS = r"x, y, z, a, b \in \mathbb{R}"
VECTOR = r"z \in \mathbb{R}^{n}"
LOGISTIC = r"\sigma(z) = \frac{1}{1+e^{-z}}"

PROVED = [
    ([NUMBERS], r"\frac{1}{x} + \frac{1}{y} = \frac{x+y}{xy}"),
    ([NUMBERS], r"\frac{x^2 - y^2}{x - y} = x + y"),
    ([NUMBERS], r"\frac{x}{x} = 1"),
    ([NUMBERS], r"\frac{1}{1 + \frac{1}{x}} = \frac{x}{x+1}"),
    ([NUMBERS], r"e^{a} e^{b} = e^{a+b}"),
    ([NUMBERS], r"\log(e^{a} e^{b}) = a + b"),
    ([NUMBERS], r"e^{2z} - 2e^{z} + 1 = (e^{z} - 1)^2"),
    ([r"z \in \mathbb{R}", LOGISTIC], r"\sigma(-z) = 1 - \sigma(z)"),
    ([r"z \in \mathbb{R}", LOGISTIC], r"\sigma'(z) = \sigma(z)(1 - \sigma(z))"),
    ([r"z \in \mathbb{R}"], r"\tanh(z) = 2\,\mathrm{sigmoid}(2z) - 1"),
    ([r"z \in \mathbb{R}"], r"\tanh'(z) = 1 - \tanh^2(z)"),
    ([r"z \in \mathbb{R}"], r"\frac{d}{dz}\operatorname{softplus}(z) = \operatorname{sigmoid}(z)"),
    ([r"z \in \mathbb{R}"], r"\operatorname{softplus}(z) - \operatorname{softplus}(-z) = z"),
    ([r"z \in \mathbb{R}"], r"\cosh^2(z) - \sinh^2(z) = 1"),
    ([VECTOR], r"\mathbf{1}^\top \operatorname{softmax}(z) = 1"),
    ([VECTOR, r"c \in \mathbb{R}"], r"\operatorname{softmax}(z + c\mathbf{1}) = \operatorname{softmax}(z)"),
    ([VECTOR], r"\nabla_z \log \sum_{i=1}^{n} e^{z_i} = \operatorname{softmax}(z)"),
    ([VECTOR, r"y \in \mathbb{R}^{n}", r"\mathbf{1}^\top y = 1"],
     r"\nabla_z \left(-y^\top \log \operatorname{softmax}(z)\right) = \operatorname{softmax}(z) - y"),
    ([r"x \in \mathbb{R}^{n}", r"W \in \mathbb{R}^{n \times n}", r"W^\top = W"], r"\nabla_x (x^\top W x) = 2Wx"),
    ([r"A, B \in \mathbb{R}^{n \times n}", r"A, B \text{ symmetric}"], r"(AB)^\top = BA"),
    ([r"A, B \in \mathbb{R}^{n \times n}", r"A, B \text{ symmetric}"],
     r"\operatorname{tr}(ABAB) = \operatorname{tr}(BABA)"),
]

REFUTED = [
    ([NUMBERS], r"\frac{1}{x} + \frac{1}{y} = \frac{1}{x+y}"),
    ([NUMBERS], r"\sqrt{x^2} = x"),
    ([NUMBERS], r"e^{a+b} = e^{a} + e^{b}"),
    ([r"z \in \mathbb{R}", LOGISTIC], r"\sigma(-z) = -\sigma(z)"),
    ([r"z \in \mathbb{R}", LOGISTIC], r"\sigma'(z) = \sigma(z)(1 + \sigma(z))"),
    ([r"z \in \mathbb{R}"], r"\tanh'(z) = 1 - \tanh(z)"),
    ([r"z \in \mathbb{R}"], r"\frac{d}{dz}\operatorname{softplus}(z) = \tanh(z)"),
    ([VECTOR, r"c \in \mathbb{R}"], r"\operatorname{softmax}(c z) = \operatorname{softmax}(z)"),
    ([VECTOR, r"y \in \mathbb{R}^{n}"],
     r"\nabla_z \left(-y^\top \log \operatorname{softmax}(z)\right) = \operatorname{softmax}(z) - y"),
    ([r"x \in \mathbb{R}^{n}", r"W \in \mathbb{R}^{n \times n}"], r"\nabla_x (x^\top W x) = 2Wx"),
    ([r"A, B \in \mathbb{R}^{n \times n}", r"A, B \text{ symmetric}"], r"(AB)^\top = AB"),
]


def verdicts(given, claim):
    return [(s["verdict"], s["certificate"]) for s in symbolic.check(claim, given)["files"][0]["steps"]]


@pytest.mark.parametrize("given, claim", PROVED, ids=[claim for _, claim in PROVED])
def test_proved_with_a_certificate(given, claim):
    found = verdicts(given, claim)
    assert [v for v, _ in found] == ["proved"] and found[0][1]["status"] == "accepted"


@pytest.mark.parametrize("given, claim", REFUTED, ids=[claim for _, claim in REFUTED])
def test_refuted(given, claim):
    assert [v for v, _ in verdicts(given, claim)] == ["refuted"]
