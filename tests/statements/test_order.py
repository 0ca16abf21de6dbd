r"""Maxima: functions that keep or turn the order, shifts, factors, lists; relu and absolute values."""
from __future__ import annotations

import pytest

from verdicts import real, verdict

GIVEN = [
    real("x", "n"), real("y", "n"), real("A", "m", "n"), real("a"), real("b"), real("c"), real("z"), "p > 0", real("p"), real("q", "n"), "q > 0",
    r"\sigma : \mathbb{R} \to \mathbb{R}", r"\sigma \text{ nondecreasing}",
    r"\rho : \mathbb{R} \to \mathbb{R} \text{ nonincreasing}", r"f : \mathbb{R} \to \mathbb{R}",
]

PROVED = [
    r"\max_{1\le i\le n}\sigma(x_i) = \sigma\left(\max_{1\le i\le n}x_i\right)",
    r"\max_{i=1,\dots,n}\sigma(x_i) = \sigma\left(\max_{i=1,\dots,n}x_i\right)",
    r"\min_{i}\sigma(x_i) = \sigma\left(\min_{i}x_i\right)",
    r"\max_{i}\rho(x_i) = \rho\left(\min_{i}x_i\right)",
    r"\min_{i}\rho(x_i) = \rho\left(\max_{i}x_i\right)",
    r"\max_{i}\rho(\rho(x_i)) = \rho(\rho(\max_i x_i))",
    r"\max_{i}\sigma(\sigma(2x_i + c) + b) = \sigma(\sigma(2\max_i x_i + c) + b)",
    r"\max_{i} e^{x_i} = e^{\max_i x_i}",
    r"\max_{i}\log q_i = \log\max_i q_i",
    r"\max_{i}\operatorname{sigmoid}(x_i) = \operatorname{sigmoid}(\max_i x_i)",
    r"\max_{i}\tanh(x_i) = \tanh(\max_i x_i)",
    r"\max_{i} x_i^3 = \left(\max_i x_i\right)^3",
    r"\max_{i}\sqrt{q_i} = \sqrt{\max_i q_i}",
    r"\max(\sigma(a),\sigma(b),\sigma(c)) = \sigma(\max(a,b,c))",
    r"\max(\rho(a),\rho(b)) = \rho(\min(a,b))",
    r"\max(\sigma(Ax)) = \sigma(\max(Ax))",
    r"\max(x) = \max_{1\le i\le n}x_i",
    r"\max_{i}(x_i + c) = c + \max_i x_i",
    r"\max_{i} p x_i = p\max_i x_i",
    r"\max_{i}(-x_i) = -\min_i x_i",
    r"\max_{1\le i\le m}\max_{1\le j\le n}A_{ij} = \max_{1\le j\le n}\max_{1\le i\le m}A_{ij}",
    r"\max(a,\max(b,c)) = \max(\max(a,b),c)",
    r"\max(a + c, b + c) = \max(a,b) + c",
    r"\max(a,b) + \min(a,b) = a + b",
    r"\max(0,z^2) = z^2",
    r"\operatorname{relu}(x) = \max(0,x)",
    r"\operatorname{relu}(z) - \operatorname{relu}(-z) = z",
    r"\max_{i}\operatorname{relu}(x_i) = \operatorname{relu}(\max_i x_i)",
    r"|z| = \max(z,-z)",
    r"|z|^2 = z^2",
    r"\max(z,0)\max(-z,0) = 0",
    r"\operatorname{relu}(x)\odot x = \operatorname{relu}(x)\odot\operatorname{relu}(x)",
    r"\max(a,b)\min(a,b) = ab",
    r"\max(a,b) = \frac{a + b + |a - b|}{2}",
    r"\|x\|_\infty = \max_{1\le i\le n}|x_i|",
    r"\max_{i=1}^{n} x_i = \max(x)",
    r"\frac{\partial}{\partial x}\operatorname{relu}(Ax) = \operatorname{diag}(\operatorname{relu}'(Ax))A",
    r"\frac{\partial}{\partial c}\max(a,b) = 0",
    r"\log\sum_i e^{x_i} = \max_j x_j + \log\sum_i e^{x_i - \max_j x_j}",
]

REFUTED = [
    r"\max_{i}f(x_i) = f\left(\max_{i}x_i\right)",
    r"\max_{i}\rho(x_i) = \rho\left(\max_{i}x_i\right)",
    r"\max_{i}\sigma(x_i) = \sigma\left(\min_{i}x_i\right)",
    r"\max(f(a),f(b)) = f(\max(a,b))",
    r"\max_{i} c x_i = c\max_i x_i",
    r"\max_{i}(-x_i) = -\max_i x_i",
    r"\max_{i}(x_i + y_i) = \max_i x_i + \max_i y_i",
    r"\max_{i} x_i^2 = \left(\max_i x_i\right)^2",
    r"\max(a,b) = a",
    r"|a + b| = |a| + |b|",
    r"\max(a,b)^2 = a^2",
    r"\operatorname{relu}(z) = \max(0,-z)",
    r"\frac{\partial}{\partial a}\max(a,b) = 1",
]


@pytest.mark.parametrize("claim", PROVED)
def test_proved(claim):
    assert verdict(claim, GIVEN) == "proved"


@pytest.mark.parametrize("claim", REFUTED)
def test_refuted(claim):
    assert verdict(claim, GIVEN) == "refuted"


@pytest.mark.parametrize("words, claim", [
    ("increasing", r"\max_i\sigma(x_i) = \sigma(\max_i x_i)"),
    ("strictly increasing", r"\max_i\sigma(x_i) = \sigma(\max_i x_i)"),
    ("non-increasing", r"\max_i\sigma(x_i) = \sigma(\min_i x_i)"),
    ("decreasing", r"\max_i\sigma(x_i) = \sigma(\min_i x_i)"),
])
def test_words_for_the_order(words, claim):
    given = [real("x", "n"), rf"\sigma : \mathbb{{R}} \to \mathbb{{R}} \text{{ {words}}}"]
    assert verdict(claim, given) == "proved"


def test_over_a_range_that_may_be_empty_nothing_is_proved():
    claim = r"\max_{1\le i\le n-1}\sigma(x_i) = \sigma\left(\max_{1\le i\le n-1}x_i\right)"
    assert verdict(claim, GIVEN) == "undecided"
