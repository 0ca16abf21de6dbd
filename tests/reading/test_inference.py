"""Documents that do not declare their symbols: what is inferred, and what verdicts may rest on it."""
from fractions import Fraction
from time import perf_counter

import pytest

from symbolic.checking import check
from symbolic.language.expressions import Power
from symbolic.reading.declarations.given import context_from


def steps(given, claim, layout="auto"):
    return check(claim, given, layout)["files"][0]["steps"]


PROVED = [
    ([], r"\nabla_x (x^\top A x) = (A + A^\top) x"),
    ([], r"\frac{\partial}{\partial x} x^\top A x = x^\top (A + A^\top)"),
    ([], r"\nabla_w \|Xw - y\|^2 = 2 X^\top (Xw - y)"),
    ([], r"\nabla_w \left( \|Xw-y\|^2 + \lambda \|w\|^2\right) = 2X^\top(Xw-y) + 2\lambda w"),
    ([r"J(w)=\frac{1}{2n}\sum_{i=1}^n (w^\top x_i - y_i)^2"],
     r"\nabla_w J(w) = \frac1n \sum_{i=1}^n (w^\top x_i - y_i) x_i"),
    ([r"J(\theta)=\frac{1}{2m}\sum_{i=1}^m (h(x^{(i)}) - y^{(i)})^2", r"h(x)=\theta^\top x"],
     r"\frac{\partial J}{\partial \theta_j} = \frac1m\sum_{i=1}^m (h(x^{(i)})-y^{(i)}) x_j^{(i)}"),
    ([], r"\sigma'(z) = \sigma(z)(1-\sigma(z))"),
    ([r"L = -y\log a - (1-y)\log(1-a)", r"a=\sigma(z)"],
     r"\frac{\partial L}{\partial a} = -\frac{y}{a} + \frac{1-y}{1-a} = \frac{a-y}{a(1-a)}"),
    ([r"L = -y\log a - (1-y)\log(1-a)", r"a=\sigma(z)", r"\sigma(z)=\frac{1}{1+e^{-z}}"], r"\frac{dL}{dz} = a - y"),
    ([r"p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}"], r"\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij} - p_j)"),
    ([r"\hat y = \mathrm{softmax}(z)", r"L = -\sum_i y_i \log \hat y_i", r"\sum_i y_i = 1"],
     r"\frac{\partial L}{\partial z_i} = \hat y_i - y_i"),
    ([], r"\operatorname{tr}(AB) = \operatorname{tr}(BA)"),
    ([], r"(AB)^\top = B^\top A^\top"),
    ([], r"\frac{\partial}{\partial X}\operatorname{tr}(AX) = A^\top"),
    ([r"\Sigma \text{ symmetric}"], r"\nabla_\mu (x-\mu)^\top \Sigma^{-1} (x-\mu) = -2\Sigma^{-1}(x-\mu)"),
    ([r"\mu = \frac1n\sum_{i=1}^n x_i", r"\sigma^2=\frac1n\sum_{i=1}^n (x_i-\mu)^2"],
     r"\frac{\partial \mu}{\partial x_j} = \frac1n"),
    ([r"\mu = \frac1n\sum_{i=1}^n x_i", r"\sigma^2=\frac1n\sum_{i=1}^n (x_i-\mu)^2"],
     r"\frac{\partial \sigma^2}{\partial x_j} = \frac2n (x_j-\mu)"),
    ([r"\mu = \frac1n\sum_{i=1}^n x_i", r"\sigma^2=\frac1n\sum_{i=1}^n (x_i-\mu)^2"],
     r"\sigma^2 = \frac1n\sum_{i=1}^n x_i^2 - \mu^2"),
    ([r"z = Wx + b", r"a = \sigma(z)", r"L = \frac12\|a - y\|^2"], r"\frac{\partial L}{\partial a} = (a-y)^\top"),
    ([r"z = Wx + b", r"a = \sigma(z)", r"L = \frac12\|a - y\|^2"], r"\nabla_W L = ((a-y)\odot\sigma'(z)) x^\top"),
    ([r"z = Wx + b", r"a = \sigma(z)", r"L = \frac12\|a - y\|^2"], r"\nabla_b L = (a-y)\odot\sigma'(z)"),
    ([r"z^{(1)} = W^{(1)} x + b^{(1)}", r"h = \sigma(z^{(1)})", r"\hat y = W^{(2)} h + b^{(2)}", r"L = \frac12\|\hat y - y\|^2"],
     r"\nabla_{W^{(2)}} L = (\hat y - y) h^\top"),
    ([r"z^{(1)} = W^{(1)} x + b^{(1)}", r"h = \sigma(z^{(1)})", r"\hat y = W^{(2)} h + b^{(2)}", r"L = \frac12\|\hat y - y\|^2"],
     r"\nabla_{W^{(1)}} L = (W^{(2)\top}(\hat y - y) \odot \sigma'(z^{(1)})) x^\top"),
    ([r"h = W_1 x + b_1", r"y = W_2 h + b_2"], r"\frac{\partial y}{\partial x} = W_2 W_1"),
    ([r"\|x\|^2 = 1"], r"x^\top x = 1"),
    ([], r"\frac{d}{dx} x^2 = 2x"),
    ([], r"\frac{d}{dx} \sin(x^2) = 2x\cos(x^2)"),
    ([], r"\frac{d}{dx} e^{ax} = a e^{ax}"),
    ([], r"(a+b)^2 = a^2 + 2ab + b^2"),
    ([], r"\frac{\partial}{\partial w}\frac{1}{2}\sum_{i=1}^n (y_i - w x_i)^2 = -\sum_{i=1}^n (y_i - w x_i)x_i"),
    ([],
     r"\frac{\partial}{\partial w_j}\frac{1}{2}\sum_{i=1}^n (y_i - w^\top x_i)^2 = -\sum_{i=1}^n (y_i - w^\top x_i)x_{ij}"),
    ([], r"\frac{\partial}{\partial w_j} \sum_i w_i x_i = x_j"),
    ([], r"\sum_{i=1}^n\sum_{j=1}^n A_{ij} x_i x_j = x^\top A x"),
    ([], r"\sum_{i=1}^n\sum_{j=1}^n A_{ij} x_i x_j = x^\top A^\top x"),
    ([], r"\|a-b\|^2 = \|a\|^2 - 2a^\top b + \|b\|^2"),
    ([], r"\nabla_x \frac12\|Ax-b\|_2^2 = A^\top A x - A^\top b"),
    ([r"\hat{\beta} = (X^\top X)^{-1}X^\top y"], r"X\hat\beta = X(X^\top X)^{-1}X^\top y"),
    ([], r"\frac{\partial}{\partial \mathbf{x}} \mathbf{a}^\top \mathbf{x} = \mathbf{a}^\top"),
    ([], r"\frac{\partial}{\partial a}\sum_{i=1}^n (a x_i + b - y_i)^2 = 2\sum_{i=1}^n x_i(a x_i + b - y_i)"),
    ([], r"\frac{\partial}{\partial b}\sum_{i=1}^n (a x_i + b - y_i)^2 = 2\sum_{i=1}^n (a x_i + b - y_i)"),
    ([r"\ell(\mu) = -\frac{1}{2\sigma^2}\sum_{i=1}^n (x_i-\mu)^2"],
     r"\frac{d\ell}{d\mu} = \frac{1}{\sigma^2}\sum_{i=1}^n (x_i-\mu)"),
    ([r"\ell(\mu) = -\frac{1}{2\sigma^2}\sum_{i=1}^n (x_i-\mu)^2"],
     r"\frac{d\ell}{d\mu} = \frac{1}{\sigma^2}\left(\sum_{i=1}^n x_i-n\mu\right)"),
    ([r"C = \frac1n X^\top X"], r"\nabla_w (w^\top C w) = \frac2n X^\top X w"),
    ([r"C = \frac1n X^\top X"], r"\nabla_w \left( w^\top C w - \lambda(w^\top w - 1)\right) = 2Cw - 2\lambda w"),
    ([], r"d(XY) = (dX) Y + X\,dY"),
    ([r"A \text{ constant}"], r"d(x^\top A x) = x^\top (A + A^\top) dx"),
    ([], r"\mathrm{d}(X^{-1}) = -X^{-1} (\mathrm{d}X) X^{-1}"),
    ([], r"d\log\det X = \operatorname{tr}(X^{-1} dX)"),
    ([r"f = x^\top x"], r"df = 2 x^\top dx"),
    ([r"L = \|Xw - y\|^2", r"X, y \text{ constant}"], r"dL = 2 (Xw - y)^\top X\,dw"),
    ([r"z = y_k \theta^\top x_k"], r"\sum_{k=1}^m \frac{\partial z}{\partial \theta_i} = \sum_{k=1}^m y_k x_{ki}"),
    ([r"Y_{1,i,j} = X_{i+1,j} - X_{i,j}", r"X \in \mathbb{R}^{m \times n}"], r"Y_{1,i,j} + X_{i,j} = X_{i+1,j}"),
]

REFUTED = [
    ([], r"\nabla_w \|Xw - y\|^2 = 2 X^\top (y - Xw)"),
    ([], r"\nabla_w \|Xw - y\|^2 = X^\top (Xw - y)"),
    ([], r"\nabla_w \left( \|Xw-y\|^2 + \lambda \|w\|^2\right) = 2X^\top(Xw-y) + \lambda w"),
    ([r"J(w)=\frac{1}{2n}\sum_{i=1}^n (w^\top x_i - y_i)^2"],
     r"\nabla_w J(w) = \frac{1}{2n} \sum_{i=1}^n (w^\top x_i - y_i) x_i"),
    ([r"J(\theta)=\frac{1}{2m}\sum_{i=1}^m (h(x^{(i)}) - y^{(i)})^2", r"h(x)=\theta^\top x"],
     r"\frac{\partial J}{\partial \theta_j} = \frac1m\sum_{i=1}^m (y^{(i)}-h(x^{(i)})) x_j^{(i)}"),
    ([], r"\sigma'(z) = \sigma(z)(1+\sigma(z))"),
    ([r"L = -y\log a - (1-y)\log(1-a)", r"a=\sigma(z)", r"\sigma(z)=\frac{1}{1+e^{-z}}"], r"\frac{dL}{dz} = y - a"),
    ([r"p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}"], r"\frac{\partial p_i}{\partial z_j} = p_j(\delta_{ij} - p_j)"),
    ([r"\hat y = \mathrm{softmax}(z)", r"L = -\sum_i y_i \log \hat y_i", r"\sum_i y_i = 1"],
     r"\frac{\partial L}{\partial z_i} = y_i - \hat y_i"),
    ([], r"(AB)^\top = A^\top B^\top"),
    ([r"\mu = \frac1n\sum_{i=1}^n x_i", r"\sigma^2=\frac1n\sum_{i=1}^n (x_i-\mu)^2"],
     r"\frac{\partial \sigma^2}{\partial x_j} = \frac{2}{n} (\mu - x_j)"),
    ([r"\mu = \frac1n\sum_{i=1}^n x_i", r"\sigma^2=\frac1n\sum_{i=1}^n (x_i-\mu)^2"],
     r"\sigma^2 = \frac1n\sum_{i=1}^n x_i^2 - \mu"),
    ([r"z = Wx + b", r"a = \sigma(z)", r"L = \frac12\|a - y\|^2"], r"\nabla_W L = (a-y) x^\top"),
    ([], r"\frac{d}{dx} e^{ax} = e^{ax}"),
    ([], r"\frac{\partial}{\partial w}\frac{1}{2}\sum_{i=1}^n (y_i - w x_i)^2 = \sum_{i=1}^n (y_i - w x_i)x_i"),
    ([], r"\|a-b\|^2 = \|a\|^2 + \|b\|^2"),
    ([], r"\frac{\partial}{\partial b}\sum_{i=1}^n (a x_i + b - y_i)^2 = 2(a x_i + b - y_i)"),
    ([r"\ell(\mu) = -\frac{1}{2\sigma^2}\sum_{i=1}^n (x_i-\mu)^2"],
     r"\frac{d\ell}{d\mu} = -\frac{1}{\sigma^2}\sum_{i=1}^n (x_i-\mu)"),
    ([r"C = \frac1n X^\top X"], r"\nabla_w (w^\top C w) = \frac1n X^\top X w"),
    ([], r"d(XY) = (dX) Y - X\,dY"),
    ([r"A \in \mathbb{R}^{n \times n} \text{ constant}", r"x \in \mathbb{R}^n"], r"d(x^\top A x) = 2 x^\top A\,dx"),
    ([r"L = \|Xw - y\|^2", r"X, y \text{ constant}"], r"dL = (Xw - y)^\top X\,dw"),
    ([r"z = y_k \theta^\top x_k"], r"\sum_{k=1}^m \frac{\partial z}{\partial \theta_i} = \sum_{k=1}^m x_{ki}"),
]

OPEN = [
    ([], r"AB = BA"),
    ([], r"\nabla_\mu (x-\mu)^\top \Sigma^{-1} (x-\mu) = -2\Sigma^{-1}(x-\mu)"),
    ([],
     r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z}\frac{\partial z}{\partial W} = \delta x^\top"),
    ([], r"\nabla_z L = p - y"),
    ([], r"X^\top X w = X^\top y"),
    ([], r"w^\top x + b = 0"),
    ([], r"(A+B)^2 = A^2 + 2AB + B^2"),
    ([r"f(x) = \frac12 x^\top A x + b^\top x"], r"\nabla f(x) = Ax + b"),
    ([], r"\nabla_w \|Xw - y\|^2 = 2 X (Xw - y)"),
    ([r"\hat y = \mathrm{softmax}(z)", r"L = -\sum_i y_i \log \hat y_i"],
     r"\frac{\partial L}{\partial z_i} = \hat y_i - y_i"),
    ([], r"Bx = x"),
    ([r"x \in \mathbb{R}^n"], r"Bx = x"),
    ([], r"d(XY) = (dX) Y"),
    ([r"L = \|Xw - y\|^2"], r"dL = 2 (Xw - y)^\top X\,dw"),
]
"""Conditions, definitions in disguise, statements that hold for some of what the symbols may be."""


@pytest.mark.parametrize("given, claim", PROVED)
def test_true_statements(given, claim):
    assert [(s["verdict"], s["code"], s["reason"]) for s in steps(given, claim) if s["verdict"] != "proved"] == []


@pytest.mark.parametrize("given, claim", REFUTED)
def test_false_statements(given, claim):
    found = steps(given, claim)
    assert found and all(s["verdict"] == "refuted" and s["counterexample"] for s in found)


@pytest.mark.parametrize("given, claim", OPEN)
def test_no_verdict_on_a_guess(given, claim):
    assert all(s["verdict"] == "undecided" for s in steps(given, claim))


# ---------------------------------------------------------------- what is inferred

@pytest.mark.parametrize("given, name, labels, rank", [
    (r"f = x^\top A x", "A", 0, 2), (r"f = x^\top A x", "x", 0, 1), (r"f = a x^2 + b", "x", 0, 0),
    (r"f = \sum_{i=1}^n x_i", "x", 0, 1), (r"f = \sum_{i=1}^n (w^\top x_i)^2", "x", 1, 1),
    (r"f = \sum_{k=1}^m (y^{(k)} - x^{(k)}_1)^2", "x", 1, 1), (r"f = \sum_{k=1}^m (y^{(k)} - x^{(k)}_1)^2", "y", 1, 0),
    (r"f = \operatorname{tr}(B)", "B", 0, 2), (r"f = \sum_i \sum_j M_{ij}", "M", 0, 2), (r"f = \|\mathbf{v}\|^2", "\\mathbf{v}", 0, 1),
    (r"h = W^{(1)} x + b^{(1)}", "W^{(1)}", 0, 2), (r"h = W^{(1)} x + b^{(1)}", "b^{(1)}", 0, 1),
])
def test_kinds(given, name, labels, rank):
    context, _ = context_from([given])
    found = context.tensor(name)
    assert (len(found.labels), len(found.shape), found.provenance) == (labels, rank, "inferred")


def test_everything_inferred_is_printed():
    (step,) = steps([], r"\nabla_x (x^\top A x) = (A + A^\top) x")
    assert ["A has shape n, n", "inferred"] in step["assumptions"]
    assert ["A, x do not depend on each other", "inferred"] in step["assumptions"]


def test_two_declared_sizes_are_never_made_one():
    given = [r"A \in \mathbb{R}^{m \times n}", r"x \in \mathbb{R}^n"]
    assert all(s["verdict"] == "refuted" and s["code"] == "shape" for s in steps(given, r"A x = x"))


def test_what_is_differentiated_somewhere_is_no_independent_symbol():
    text = r"$$\frac{\partial a}{\partial w} = x$$ $$\frac{\partial}{\partial w} (a - y)^2 = 0$$"
    assert all(s["verdict"] == "undecided" for s in steps([], text))


def test_contradictory_uses_are_not_refuted():
    found = steps([], r"$$A x = b, \qquad x A = b$$")
    assert all(s["verdict"] == "undecided" for s in found)


def test_a_second_letter_for_a_declared_one_stays_undeclared():
    (step,) = steps([r"b \in \mathbb{R}^n"], r"2 \tilde b = b + \tilde b")
    assert (step["verdict"], step["code"]) == ("undecided", "undeclared")


def test_the_variance_is_a_symbol_where_it_is_defined():
    context, _ = context_from([r"\mu = \frac1n \sum_{i=1}^n x_i", r"\sigma^2 = \frac1n \sum_{i=1}^n (x_i - \mu)^2"])
    assert context.definitions_of("\\sigma^2")
    (root,) = context.definitions_of("\\sigma")
    assert str(root.body) == str(Power(context.tensor("\\sigma^2").symbol(), Fraction(1, 2)))


def test_a_name_that_a_bar_evaluates():
    claim = r"d(\|W x\|^2) = d(y^\top y)\Big|_{y = W x} = 2 y^\top dy\Big|_{y = W x} = 2 (W x)^\top (dW) x"
    assert [s["verdict"] for s in steps([r"x \text{ constant}"], claim)] == ["proved"] * 3


@pytest.mark.parametrize("claim, verdict", [
    (r"\frac{d}{dr} \pi r^2 = 2 \pi r", "proved"), (r"\frac{d}{dr} \pi r^2 = \pi r", "refuted"),
    (r"\sin(\pi) = 0", "undecided"), (r"\cos \pi = 1", "refuted"), (r"\cos(\pi) = -1", "undecided"),
    (r"\frac{1}{\pi} = 1", "refuted"), (r"\pi^2 = \pi \pi", "proved"),
])
def test_the_circle_is_the_number(claim, verdict):
    (step,) = steps([], claim)
    assert step["verdict"] == verdict and ["\\pi is the number, of which a proof uses only that it is positive", "inferred"] in step["assumptions"]


def test_a_document_of_many_undeclared_symbols_is_read_in_little_time():
    letters = "abcfghkmnpqrsuvwxyz"
    text = "\n\n".join(rf"$${a}^\top M {b} + {c} = {c} + {b}^\top M^\top {a}$$"
                       for a, b, c in zip(letters, letters[5:] + letters[:5], letters[9:] + letters[:9]))
    started = perf_counter()
    steps([], text)
    assert perf_counter() - started < 20


def test_rational_terms_under_a_sum():
    given = [r"g(z) = 1/(1 + e^{-z})", r"x \in \mathbb{R}^m"]
    right = r"\sum_{k=1}^m \frac{1}{g(x_k)} g(x_k) (1 - g(x_k)) = \sum_{k=1}^m (1 - g(x_k))"
    assert [s["verdict"] for s in steps(given, right)] == ["proved"]
    assert [s["verdict"] for s in steps(given, right.replace("= \\sum", "= 2 \\sum"))] == ["refuted"]
    assert [s["verdict"] for s in steps([r"x \in \mathbb{R}^m"], r"\sum_{k=1}^m \frac{1 + e^{x_k}}{1 + e^{x_k}} = m")] == ["proved"]
    assert [s["verdict"] for s in steps([r"x \in \mathbb{R}^m"], r"\sum_{k=1}^m \frac{1 + e^{x_k}}{1 + e^{x_k}} = 2 m")] == ["refuted"]


def test_the_square_of_a_declared_number_is_no_symbol_of_its_own():
    context, _ = context_from([r"s \in \mathbb{R}", r"s^2 = 4"])
    assert context.tensor("s^2") is None and context.tensor("s").properties == {"one of -2, 2"}
