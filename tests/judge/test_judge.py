r"""Truths by automatic differentiation, and a small mutation attack judged by them.

``benchmarks/mutate.py`` makes the large ones.
"""
from __future__ import annotations

from random import Random

import pytest

pytest.importorskip("jax", reason="the judge needs JAX: pip install -e '.[judge]'")

import numpy as np  # noqa: E402

from judge import functions, properties, valuing  # noqa: E402
from judge.attacking import Tally, attack, tasks_of  # noqa: E402
from judge.statements import claims  # noqa: E402
from judge.truth import truth  # noqa: E402
from symbolic.language import expressions  # noqa: E402
from symbolic.library import readings  # noqa: E402

A, S, X, x, b = (r"A \in \mathbb{R}^{m \times n}", r"S \in \mathbb{R}^{n \times n}", r"X \in \mathbb{R}^{n \times n} \text{ invertible}",
                 r"x \in \mathbb{R}^n", r"b \in \mathbb{R}^m")
sigma = r"\sigma : \mathbb{R} \to \mathbb{R} \text{ twice differentiable, applied elementwise}"
PHI = (r"z \in \mathbb{R}", r"\Phi : \mathbb{R} \to \mathbb{R},\ \Phi'(z) = \varphi(z) = e^{-z^2/2}")
TRUTHS = [
    (r"\nabla_x \|Ax - b\|^2 = 2 A^\top (Ax - b)", (A, x, b), "denominator", "true"),
    (r"\nabla_x \|Ax - b\|^2 = A^\top (Ax - b)", (A, x, b), "denominator", "false"),
    (r"\frac{\partial \sigma(Ax + b)}{\partial x} = \operatorname{diag}(\sigma'(Ax + b)) A", (A, x, b, sigma), "numerator", "true"),
    (r"\frac{\partial \sigma(Ax + b)}{\partial x} = \operatorname{diag}(\sigma(Ax + b)) A", (A, x, b, sigma), "numerator", "false"),
    (r"\frac{\partial \log\det X}{\partial X} = X^{-\top}", (X, r"\det X > 0"), "denominator", "true"),
    (r"\frac{\partial \log\det X}{\partial X} = X^{-1}", (X, r"\det X > 0"), "denominator", "false"),
    (r"\nabla_x (x^\top S x) = 2 S x", (S, x), "denominator", "false"),
    (r"\nabla_x (x^\top S x) = 2 S x", (S, x, r"S^\top = S"), "denominator", "true"),
    (r"\|S x\|^2 = \|x\|^2", (S, x, r"S^\top S = I"), "denominator", "true"),
    (r"\sqrt{x_i^2} = x_i", (x,), "denominator", "false"),
    (r"\nabla_x^2 \log \sum_{i=1}^n e^{x_i} = \operatorname{diag}(\operatorname{softmax}(x)) "
     r"- \operatorname{softmax}(x) \operatorname{softmax}(x)^\top", (x,), "denominator", "true"),
    (r"\operatorname{tr}(S^2) = (\operatorname{tr} S)^2", (S,), "denominator", "false"),
    (r"\log \prod_{i=1}^n e^{x_i} = \sum_{i=1}^n x_i", (x,), "denominator", "true"),
    (r"\log \prod_{i=1}^n e^{x_i} = \sum_{i=1}^{n} 2x_i", (x,), "denominator", "false"),
    (r"\frac{d}{dz}(z\,\Phi(z)) = \Phi(z) + z e^{-z^2/2}", PHI, "denominator", "true"),
    (r"\frac{d}{dz}(z\,\Phi(z)) = \Phi(z) + e^{-z^2/2}", PHI, "denominator", "false"),
]


PLUS = (r"A \in \mathbb{R}^{m \times m}", r"A^+ \text{ is the pseudo-inverse of } A")
NORMAL = (r"X \in \mathbb{R}^{d \times d}, y, w \in \mathbb{R}^d", r"X^\top (X w - y) = 0")
GAP = (r"z \in \mathbb{R}", r"f(z) = \begin{cases} z & z > \frac{1}{4} \\ 2 z & z \le 0 \end{cases}")
TRUTHS += [
    (r"f'(z) = \begin{cases} 1 & z > 0 \\ 2 & z < 0 \end{cases}", GAP, "denominator", "true"),
    (r"f'(z) = \begin{cases} 2 & z > 0 \\ 2 & z < 0 \end{cases}", GAP, "denominator", "false"),
    (r"\frac{d}{dz} \log \frac{1}{\sqrt{2 \pi z^2}} = -\frac{1}{z}", (r"z \in \mathbb{R}", "z > 0"), "denominator", "true"),
    (r"\frac{d}{dz} \log \frac{1}{\sqrt{2 \pi z^2}} = -\frac{1}{\pi z}", (r"z \in \mathbb{R}", "z > 0"), "denominator", "false"),
    (r"\frac{\partial}{\partial x_j} c^\top x = c_{j - 1}", (x, r"c \in \mathbb{R}^n"), "denominator", "false"),
    (r"(A^+ A)^2 = A^+ A", PLUS, "denominator", "true"),
    (r"(A^+ A)^2 = A A^+", PLUS, "denominator", "false"),
    (r"A^+ A = I", PLUS, "denominator", "false"),
    (r"\nabla_X \log\det(X^\top X) = \frac{1}{\det(X^\top X)} \nabla_X \det(X^\top X)", (r"X \in \mathbb{R}^{m \times n}",), "denominator", "true"),
    (r"\nabla_X \log\det(X^\top X) = \frac{2}{\det(X^\top X)} \nabla_X \det(X^\top X)", (r"X \in \mathbb{R}^{m \times n}",), "denominator", "false"),
    (r"w = (X^\top X)^{-1} X^\top y", NORMAL, "denominator", "true"),
    (r"w = (X X^\top)^{-1} X y", NORMAL, "denominator", "false"),
]


@pytest.mark.parametrize("claim, given, layout, wanted", TRUTHS, ids=[row[0][:60] + str(k) for k, row in enumerate(TRUTHS)])
def test_the_judge_knows_the_textbook(claim, given, layout, wanted):
    assert [truth(reading) for reading in readings(claim, given, layout)] == [wanted]


def test_the_judge_values_every_expression():
    nodes = {node for node in vars(expressions).values() if isinstance(node, type) and issubclass(node, expressions.Expression)}
    assert {node.__name__ for node in nodes if not node.__subclasses__()} - {node.__name__ for node in valuing.RULES} == set()


@pytest.mark.parametrize("name", sorted(functions.KNOWN))
def test_slopes_agree_with_differences(name):
    z, h = np.array([0.31, 0.77, 0.93]) + (1.0 if name == "coth" else 0), 1e-6
    difference = (functions.known(name)(z + h) - functions.known(name)(z - h)) / (2 * h)
    assert np.allclose(functions.known(name, 1)(z), difference, rtol=1e-7, atol=1e-7)


@pytest.mark.parametrize("name", sorted(properties.TABLE))
def test_what_is_drawn_has_its_property(name):
    random = np.random.default_rng(7)
    for shape in ((3, 3), (4, 2)) if "matrix" in name or "rank" in name else ((3, 3),):
        value = properties.drawn(random, shape, [name], 1.0) if name != "full row rank" else \
            properties.drawn(random, shape[::-1], [name], 1.0)
        assert value is not None and properties.holds(value, [name])


def test_candidates_have_the_direction_they_claim():
    z = np.linspace(-3, 3, 61)
    for c in functions.CANDIDATES:
        values = np.asarray(c.at(z))
        steps, bends = np.diff(values), np.diff(values, 2)
        told = {"increasing": np.all(steps > 0), "decreasing": np.all(steps < 0), "convex": np.all(bends > -1e-9),
                "concave": np.all(bends < 1e-9), "odd": np.allclose(values, -values[::-1]), "even": np.allclose(values, values[::-1]),
                "positive": np.all(values > 0), "nonnegative": np.all(values >= 0)}
        assert all(told[p] for p in c.properties & set(told))


@pytest.mark.slow
@pytest.mark.parametrize("source", ["own", "library"])
def test_no_false_verdict_in_a_sample(source):
    """Of 12 claims, 10 mutants each; the claims themselves are true."""
    tally, found = Tally(), claims((source,))
    for task in tasks_of(Random("weekly").sample(found, 12), 10, "weekly", 10):
        tally.add(attack(task))
    print(tally.show())
    assert not tally.false, "\n\n".join(j.show() for j in tally.false)
    assert not tally.crashes, "\n\n".join(j.show() for j in tally.crashes)
    assert tally.table["true", "proved"] > 10 and tally.table["false", "refuted"] > 30
