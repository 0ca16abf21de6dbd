"""Explicit values by SymPy: against textbook facts, and the rule of cut variables."""
from fractions import Fraction

import pytest
import sympy

from symbolic.language import expressions as e
from symbolic.language.context import (Context, Definition, FunctionDeclaration, IntegerDeclaration, LabelRange,
                                       Obligation, Range, TensorDeclaration)
from symbolic.language.integers import integer
from symbolic.language.sympy_explicit import AmbiguousDependence, NotExplicit, explicit, unknown_function
from symbolic.language.sympy_zero import is_zero
from symbolic.language.sympy_opinion import agrees, instances, least_depth, second_opinion, standard_sizes

m, n, i, j = (integer(x) for x in "mnij")
CONTEXT = Context(
    integers=(IntegerDeclaration("m", "dimension"), IntegerDeclaration("n", "dimension")),
    tensors=(TensorDeclaration("A", (), (m, n)), TensorDeclaration("X", (), (n, n)),
             TensorDeclaration("x", (), (n,)), TensorDeclaration("t", (), ())),
    functions=(FunctionDeclaration("f", 2),),
)
A, X, x, t = (declared.symbol() for declared in CONTEXT.tensors)
SIZES = {"m": 2, "n": 3}


def gradient(body, variable):
    return e.Derivative(body, variable, None, tuple(f"v{k}" for k in range(len(variable.shape))))


def equation(left, right, *free):
    return Obligation(CONTEXT, left, "=", right, free)


TRUE = {
    "gradient of a quadratic form": equation(
        gradient(e.MatMul(x, e.MatMul(X, x)), x), e.MatMul(e.Add((X, e.Transpose(X))), x)),
    "Jacobian of a linear map": equation(e.Derivative(e.MatMul(A, x), x, None, ("b0", "v0")), A),
    "its transpose in the other layout": equation(
        e.Derivative(e.MatMul(A, x), x, None, ("v0", "b0")), e.Transpose(A)),
    "log det": equation(gradient(e.Apply("log", 0, e.Determinant(X)), X), e.Transpose(e.Inverse(X))),
    "exp of a trace": equation(gradient(e.Apply("exp", 0, e.Trace(X)), X),
                               e.Times(e.Apply("exp", 0, e.Trace(X)), e.Identity(n))),
    "trace of a cube": equation(
        gradient(e.Trace(e.MatrixPower(X, integer(3))), X),
        e.Times(e.number(3), e.Transpose(e.MatrixPower(X, integer(2))))),
    "elementwise function": equation(
        e.Derivative(e.Apply("f", 0, x), x, None, ("b0", "v0")), e.Diagonal(e.Apply("f", 1, x))),
    "second derivative": equation(
        e.Derivative(e.Derivative(e.Apply("f", 0, t), t, None, ()), t, None, ()), e.Apply("f", 2, t)),
    "one entry": equation(e.Derivative(e.Entry(e.MatMul(A, x), (i,)), A, (i, j), ()), e.Entry(x, (j,)),
                          Range("i", integer(1), m), Range("j", integer(1), n)),
}

FALSE = {
    "log det without the transpose": equation(
        gradient(e.Apply("log", 0, e.Determinant(X)), X), e.Inverse(X)),
    "quadratic form as if symmetric": equation(
        gradient(e.MatMul(x, e.MatMul(X, x)), x), e.Times(e.number(2), e.MatMul(X, x))),
    "f for f'": equation(e.Derivative(e.Apply("f", 0, x), x, None, ("b0", "v0")), e.Diagonal(e.Apply("f", 0, x))),
    "any entry by any entry": equation(
        e.Derivative(e.Entry(x, (i,)), x, (j,), ()), e.number(1), Range("i", integer(1), n), Range("j", integer(1), n)),
}


def small(obligation):
    """Sizes at which a determinant and an inverse stay short."""
    return [sizes for sizes in standard_sizes(obligation) if sizes["n"] < 3]


@pytest.mark.parametrize("name", TRUE)
def test_textbook_facts_agree(name):
    assert all(agreed for _, agreed in second_opinion(TRUE[name], small(TRUE[name])))


@pytest.mark.parametrize("name", FALSE)
def test_false_variants_disagree(name):
    assert not all(agreed for _, agreed in second_opinion(FALSE[name], small(FALSE[name])))


def test_softmax_keeps_its_second_term():
    """SymPy's own matrix derivative of softmax loses −p pᵀ."""
    exponential = e.Apply("exp", 0, x)
    total = e.MatMul(e.Constant(Fraction(1), (n,)), exponential)
    p = e.Times(e.Power(total, Fraction(-1)), exponential)
    jacobian = e.Derivative(p, x, None, ("b0", "v0"))
    outer = e.MatMul(e.Expand(p, (1,)), e.Transpose(p))
    right = e.Add((e.Diagonal(p), e.negative(outer)))
    assert agrees(equation(jacobian, right), {"m": 1, "n": 2})
    assert not agrees(equation(jacobian, e.Diagonal(p)), {"m": 1, "n": 2})


def test_values_are_sympy_objects():
    assert explicit(A, CONTEXT, SIZES).shape == (2, 3)
    assert explicit(x, CONTEXT, SIZES).shape == (3, 1)
    assert explicit(e.Trace(X), CONTEXT, SIZES).is_Add
    assert explicit(e.Derivative(A, A, None, ("b0", "b1", "v0", "v1")), CONTEXT, SIZES).shape == (2, 3, 2, 3)
    assert explicit(e.Vectorize(A), CONTEXT, SIZES)[1] == explicit(A, CONTEXT, SIZES)[1, 0]


@pytest.mark.parametrize("expression, expected", [
    (e.Array((("i", n), ("j", n)), e.Delta(i, j)), sympy.eye(3)),
    (e.Sum("i", integer(1), n, e.Integer(i)), 6),
    (e.Sum("i", n, integer(1), e.Integer(i)), 0),
    (e.UnitVector(integer(2), n), sympy.Matrix([0, 1, 0])),
    (e.Kronecker(e.Identity(m), e.Constant(Fraction(1), (m, m))), sympy.diag(sympy.ones(2), sympy.ones(2))),
    (e.DiagonalPart(e.Diagonal(e.Constant(Fraction(2), (n,)))), sympy.Matrix([2, 2, 2])),
    (e.Listing((integer(1), integer(2)), (e.number(1), e.Integer(n))), sympy.Matrix([[1, 3]])),
    (e.Cases((((e.Condition(m, "<", n),), e.number(5)), ((), e.number(7)))), 5),
    (e.Cases((((e.Condition(m, "=", n),), e.number(5)),)), 0),
    (e.MatrixProduct("i", integer(2), integer(1), e.Times(e.Integer(i), e.Identity(n))), 2 * sympy.eye(3)),
    (e.MatrixProduct("i", integer(0), integer(1), e.Times(e.Integer(i), e.Identity(n))), sympy.eye(3)),
    (e.Squeeze(e.Transpose(e.Constant(Fraction(1), (m,))), (0,)), sympy.ones(2, 1)),
])
def test_values_by_hand(expression, expected):
    assert explicit(expression, CONTEXT, SIZES) == expected


def test_out_of_bounds_is_said():
    with pytest.raises(NotExplicit, match="entry"):
        explicit(e.Entry(x, (n + 1,)), CONTEXT, SIZES)


def test_assumptions_are_not_guessed():
    symmetric = CONTEXT.with_(tensors=(TensorDeclaration("S", (), (n, n), frozenset({"symmetric"})),))
    with pytest.raises(NotExplicit):
        explicit(symmetric.tensors[0].symbol(), symmetric, SIZES)


def test_unknown_functions_obey_the_chain_rule():
    f, (a, b) = unknown_function("f"), sympy.symbols("a b")
    assert f(a * b).diff(a) == b * unknown_function("f", 1)(a * b)
    assert is_zero(f(a * (b + 1)) - f(a * b + a))
    assert not is_zero(f(a) - f(b)) and not is_zero(f(a) - unknown_function("f", 1)(a))


# ---------------------------------------------------------------- definitions

l, L = integer(r"\ell"), integer("L")


def chain(step) -> Context:
    """z_0 = x, z_ℓ = ``step``(z_{ℓ-1}, …) for ℓ = 1..L, all scalars; x and w_ℓ are free."""
    return Context(
        integers=(IntegerDeclaration("L", "label", 0, integer(1)),),
        tensors=(TensorDeclaration("z", (LabelRange(r"\ell", integer(0), L),), ()),
                 TensorDeclaration("w", (LabelRange(r"\ell", integer(1), L),), ()), TensorDeclaration("x", (), ())),
        functions=(FunctionDeclaration("f", 1),),
        definitions=(Definition("z", (LabelRange(r"\ell", integer(0), integer(0)),), e.Symbol("x", (), ())),
                     Definition("z", (LabelRange(r"\ell", integer(1), L),), step)),
    )


def z(label):
    return e.Symbol("z", (integer(label),), ())


def w(label):
    return e.Symbol("w", (integer(label),), ())


PLAIN = chain(e.Apply("f", 0, e.Times(w(l), z(l - 1))))
SKIPPING = chain(e.Add((e.Apply("f", 0, e.Times(w(l), z(l - 1))), e.Symbol("x", (), ()))))
TIED = chain(e.Apply("f", 0, e.Times(w(1), z(l - 1))))


def test_a_defined_variable_is_cut():
    """∂z_2/∂z_1 = f′(w_2 z_1) w_2, z_1 being put in only afterwards."""
    derivative = e.Derivative(z(2), z(1), None, ())
    expected = e.Times(e.Apply("f", 1, e.Times(w(2), z(1))), w(2))
    assert agrees(Obligation(PLAIN, derivative, "=", expected), {"L": 2})


def test_a_definition_is_not_used_inside_its_own_derivative():
    """∂z_1/∂w_2 = 0 and ∂x/∂z_1 is not 1/f′."""
    assert agrees(Obligation(PLAIN, e.Derivative(z(1), w(2), None, ()), "=", e.number(0)), {"L": 2})


@pytest.mark.parametrize("context", [SKIPPING, TIED], ids=["skip connection", "tied weights"])
def test_a_path_around_the_variable_is_ambiguous(context):
    derivative = e.Derivative(z(2), z(1), None, ())
    with pytest.raises(AmbiguousDependence, match="besides through z"):
        second_opinion(Obligation(context, derivative, "=", e.number(0)), [{"L": 2}])


# ---------------------------------------------------------------- sizes

def test_depth_leaves_no_range_empty():
    obligation = Obligation(PLAIN, z(l), "=", z(l), (Range(r"\ell", integer(2), L - 1),))
    assert least_depth(obligation) == 3
    assert [env for env in instances(obligation, {"L": 4})] == [{r"\ell": 2}, {r"\ell": 3}]


def test_sizes_respect_equalities():
    layered = PLAIN.with_(integers=(*PLAIN.integers, IntegerDeclaration("n", "dimension", 1)),
                          equal=((integer("n", L).lone_symbol(), integer(1)),))
    widths = [sizes["n"] for sizes in standard_sizes(Obligation(layered, z(L), "=", z(L)))]
    assert widths == [[2, 2, 1], [3, 1], [2, 3, 1]]
