"""Declarations in any order, definitions, properties in words, ranges."""
import random

import pytest

from symbolic.language.context import INFINITE
from symbolic.language.expressions import Add, Apply, Array, Entry, MatMul, Symbol
from symbolic.language.integers import IntegerSymbol, integer
from symbolic.reading.declarations.given import context_from

from .homework import ELL, L, SHEET, context, n, problem, reading


def test_the_sheet():
    granted, _ = context_from(SHEET)
    A, b, y, x = (granted.tensor(name) for name in "Abyx")
    assert A.shape == (n(ELL), n(ELL - 1)) and (A.labels[0].lower, A.labels[0].upper) == (1, L)
    assert b.shape == (n(ELL),) and (b.labels[0].lower, b.labels[0].upper) == (1, L)
    k = integer(y.labels[0].name)
    assert y.shape == (n(k),) and (y.labels[0].lower, y.labels[0].upper) == (0, L)
    assert x.shape == (n(0),) and x.provenance == "inferred"
    assert granted.equal == ((IntegerSymbol("n", (L,)), integer(1)),)
    assert granted.function("\\sigma").smooth == 1
    assert granted.integer("L").kind == "label" and granted.integer("L").lower == 1
    assert granted.integer("n").arity == 1


def test_the_clauses_of_the_layers():
    granted, _ = context_from(SHEET)
    clauses = {(str(d.labels[0].lower), str(d.labels[0].upper)): d.body for d in granted.definitions}
    assert set(clauses) == {("0", "0"), ("1", "L - 1"), ("L", "L")}

    def affine(k):
        member = [granted.tensor(name).symbol(j) for name, j in (("A", k), ("y", k - 1), ("b", k))]
        return Add((MatMul(member[0], member[1]), member[2]))

    assert clauses["1", "L - 1"] == Apply("\\sigma", 0, affine(ELL))
    assert clauses["L", "L"] == affine(L)
    assert clauses["0", "0"] == Symbol("x", (), (n(0),))


@pytest.mark.parametrize("seed", range(5))
def test_order_does_not_matter(seed):
    shuffled = random.Random(seed).sample(SHEET, len(SHEET))
    granted, notices = context_from(shuffled)
    wanted, _ = context_from(SHEET)
    assert {t.name: t.shape for t in granted.tensors if t.name != "y"} \
        == {t.name: t.shape for t in wanted.tensors if t.name != "y"}
    assert [(d.name, str(d.labels[0].lower), str(d.body)) for d in sorted(granted.definitions, key=str)] \
        == [(d.name, str(d.labels[0].lower), str(d.body)) for d in sorted(wanted.definitions, key=str)]
    assert not [x for x in notices if x.code == "given"]


@pytest.mark.parametrize("text, name, properties", [
    (r"A \in \mathbb{R}^{n \times n} \text{ symmetric positive definite}", "A", {"symmetric", "positive definite"}),
    (r"A \in \mathbb{R}^{n \times n},\ A \text{ invertible}", "A", {"invertible"}),
    (r"\varepsilon \in \mathbb{R},\ \varepsilon > 0", "\\varepsilon", {"positive"}),
    (r"x \in \mathbb{R}^n,\ x \neq 0", "x", {"nonzero"}),
    (r"Y \in \{-1, 1\}", "Y", {"sign"}),
])
def test_properties(text, name, properties):
    assert context(text).tensor(name).properties == properties


@pytest.mark.parametrize("words, smooth", [
    ("differentiable", 1), ("twice continuously differentiable", 2), ("smooth", INFINITE), ("nondecreasing", 0)])
def test_smoothness(words, smooth):
    function = context(rf"\sigma : \mathbb{{R}} \to \mathbb{{R}} \text{{ {words}}}").function("\\sigma")
    assert function.smooth == smooth
    assert function.properties == ({"nondecreasing"} if words == "nondecreasing" else set())


def test_an_equation_is_an_assumption():
    granted = context(r"W \in \mathbb{R}^{m \times m}, V \in \mathbb{R}^{m \times m}", r"W^\top = V")
    (assumption,) = granted.assumptions
    assert (str(assumption.left), assumption.relation, str(assumption.right)) == (r"W^{\top}", "=", "V")


@pytest.mark.parametrize("equation, word", [
    (r"W^\top = W", "symmetric"), ("W_{ij} = W_{ji}", "symmetric"), (r"W^\top = -W", "antisymmetric"),
    (r"W^\top W = I", "orthogonal"), (r"W W^\top = I", "orthogonal"), (r"W^{-1} = W^\top", "orthogonal"), ("W^2 = W", "idempotent")])
def test_an_equation_that_says_a_property_is_that_property(equation, word):
    granted = context(r"W \in \mathbb{R}^{m \times m}", equation)
    assert granted.tensor("W").properties == {word} and not granted.assumptions


def test_of_a_defined_symbol_such_an_equation_stays_one():
    granted = context(r"A, B \in \mathbb{R}^{m \times m}", "W = A + B", r"W^\top = W")
    assert not granted.tensor("W").properties and len(granted.assumptions) == 1


def test_symbols_declared_one_by_one():
    granted = context(r"A_1 \in \mathbb{R}^{m \times n}", r"A_2 \in \mathbb{R}^{p \times m}", r"x \in \mathbb{R}^n",
                      r"\sigma : \mathbb{R} \to \mathbb{R}", r"y_0 = x", r"y_l = \sigma(A_l y_{l-1}),\ l = 1, 2")
    assert granted.tensor("y_1").shape == (integer("m"),) and granted.tensor("y_2").shape == (integer("p"),)
    assert str(granted.definitions_of("y_2")[0].body) == r"\sigma(A_{2} y_{1})" or \
        granted.definitions_of("y_2")[0].body == Apply("\\sigma", 0, MatMul(
            granted.tensor("A_2").symbol(), granted.tensor("y_1").symbol()))


def test_an_entry_formula():
    granted = context(r"X \in \mathbb{R}^{m \times n}", r"Y_{ij} = X_{ji}")
    body = granted.definitions_of("Y")[0].body
    assert granted.tensor("Y").shape == (integer("n"), integer("m"))
    assert body == Array((("i", integer("n")), ("j", integer("m"))),
                         Entry(granted.tensor("X").symbol(), (integer("j"), integer("i"))))


def test_a_definition_uses_what_comes_later():
    granted = context(r"s = u + v", r"u = 2x", r"v = 3x", r"x \in \mathbb{R}^n")
    strata = {d.name: d.stratum for d in granted.definitions}
    assert strata["s"] > max(strata["u"], strata["v"])


def test_a_recurrence_at_a_fixed_time():
    granted = context(r"W \in \mathbb{R}^{d \times d}", r"y \in \mathbb{R}^d", r"h_{t-1} = y", r"h_t = \tanh(W h_{t-1})")
    assert granted.tensor("h").shape == (integer("d"),)
    assert [str(d.labels[0].lower) for d in granted.definitions_of("h")] in (["t - 1", "t"], ["t", "t - 1"])


def test_what_is_not_understood_leaves_no_model():
    granted, notices = context_from([r"x \in \mathbb{R}^n", r"x \propto \int x"])
    assert any(x.code == "given" for x in notices)
    assert granted.tensor("x").properties


def test_a_function_by_its_formula():
    given = [r"z \in \mathbb{R}", r"f(u) = u^2 + 1"]
    assert str(reading("f(2z) = 1", given).left) == str(reading("(2z)^2 + 1 = 1", given).left)


def test_a_size_that_is_given_by_a_definition():
    granted, _ = context_from([*SHEET[:4], r"x \in \mathbb{R}^n", r"y_0 = x"])
    assert granted.same_extent(n(0), integer("n")) or granted.tensor("x").shape == (n(0),)


def test_the_sheet_is_not_overridden():
    assert problem(r"x = A_1", [*SHEET, r"x \in \mathbb{R}^{n_0}"]).code == "shape"
