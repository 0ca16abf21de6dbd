"""Exact evaluation against numbers worked out by hand and against SymPy's own derivatives."""
from fractions import Fraction
from itertools import product

import pytest
import sympy

from symbolic.language.context import Assumption, Context, Definition, LabelRange
from symbolic.language.expressions import (
    Add, Apply, Array, Cases, Condition, Constant, Delta, Derivative, Determinant, Diagonal, DiagonalPart, Entry,
    Expand, Identity, Integer, Inverse, Kronecker, Listing, MatMul, MatrixPower, MatrixProduct, Power, PseudoInverse, Squeeze,
    Sum, Symbol, Times, Trace, Transpose, UnitVector, Vectorize, number)
from symbolic.language.integers import integer
from symbolic.proving.arrays import IllTyped, OutOfBounds, Value
from symbolic.proving.evaluate import Evaluator, evaluate
from symbolic.proving.instance import AmbiguousDependence, Model, NoModel, PolynomialFunction
from symbolic.proving.intervals import ONE, Interval, Undefined
from symbolic.proving.known import KNOWN

m, n, i, j, k = map(integer, "mnijk")
A = Symbol("A", (), (m, n))
S = Symbol("S", (), (n, n))
x = Symbol("x", (), (n,))
t = Symbol("t", (), ())

MODEL = Model(
    {("m", ()): 2, ("n", ()): 3},
    {("A", ()): Value.of([[1, 2, 3], [4, 5, 6]]), ("S", ()): Value.of([[2, 0, 1], [1, 1, 0], [0, 3, 1]]),
     ("x", ()): Value.of([1, -2, 3]), ("t", ()): Value.of(4)},
    {"f": PolynomialFunction((0, 1, 0, 2))})


def value(e, context=Context(), model=MODEL, **integers):
    return evaluate(e, context, model, integers).nested()


def gradient(e, variable):
    return Derivative(e, variable, None, tuple(f"v{a}" for a in range(len(variable.shape))))


@pytest.mark.parametrize("expression, expected", [
    (number(Fraction(1, 3)), Fraction(1, 3)),
    (Integer(m * n + 1), 7),
    (Identity(m), ((1, 0), (0, 1))),
    (Constant(Fraction(2), (m,)), (2, 2)),
    (UnitVector(integer(2), n), (0, 1, 0)),
    (Delta(m, integer(2)), 1),
    (Delta(m, n), 0),
    (Add((x, x, x)), (3, -6, 9)),
    (Times(t, x), (4, -8, 12)),
    (Times(x, x), (1, 4, 9)),
    (MatMul(A, x), (6, 12)),
    (MatMul(x, x), 14),
    (Transpose(A), ((1, 4), (2, 5), (3, 6))),
    (Transpose(x), ((1, -2, 3),)),
    (Transpose(t), 4),
    (Power(t, Fraction(1, 2)), 2),
    (Power(t, Fraction(-3, 2)), Fraction(1, 8)),
    (Power(x, Fraction(-1)), (1, Fraction(-1, 2), Fraction(1, 3))),
    (MatrixPower(S, integer(0)), ((1, 0, 0), (0, 1, 0), (0, 0, 1))),
    (MatrixPower(S, integer(2)), ((4, 3, 3), (3, 1, 1), (3, 6, 1))),
    (Determinant(S), 5),
    (Inverse(S), ((Fraction(1, 5), Fraction(3, 5), Fraction(-1, 5)),
                  (Fraction(-1, 5), Fraction(2, 5), Fraction(1, 5)),
                  (Fraction(3, 5), Fraction(-6, 5), Fraction(2, 5)))),
    (PseudoInverse(A), ((Fraction(-17, 18), Fraction(4, 9)), (Fraction(-1, 9), Fraction(1, 9)),
                        (Fraction(13, 18), Fraction(-2, 9)))),
    (PseudoInverse(MatMul(Expand(x, (1,)), Transpose(x))),  # of rank one: aᵀ over the sum of the squares
     tuple(tuple(Fraction(a * b, 196) for b in (1, -2, 3)) for a in (1, -2, 3))),
    (PseudoInverse(Times(number(0), A)), ((0, 0), (0, 0), (0, 0))),
    (PseudoInverse(PseudoInverse(A)), ((1, 2, 3), (4, 5, 6))),
    (gradient(Entry(PseudoInverse(Expand(t, (0, 1))), (integer(1), integer(1))), t), Fraction(-1, 16)),
    (Trace(S), 4),
    (Diagonal(x), ((1, 0, 0), (0, -2, 0), (0, 0, 3))),
    (DiagonalPart(S), (2, 1, 1)),
    (Vectorize(A), (1, 4, 2, 5, 3, 6)),
    (Kronecker(Identity(m), Transpose(x)), ((1, -2, 3, 0, 0, 0), (0, 0, 0, 1, -2, 3))),
    (Kronecker(Transpose(x), Identity(m)), ((1, 0, -2, 0, 3, 0), (0, 1, 0, -2, 0, 3))),
    (Apply("f", 0, x), (3, -18, 57)),
    (Apply("f", 1, x), (7, 25, 55)),
    (Apply("f", 3, x), (12, 12, 12)),
    (Entry(A, (integer(2), n)), 6),
    (Array((("i", m), ("j", n)), Times(Integer(i), Integer(j))), ((1, 2, 3), (2, 4, 6))),
    (Entry(Array((("i", m),), Integer(i)), (m,)), 2),
    (Listing((integer(2), integer(1)), (t, number(1))), ((4,), (1,))),
    (Sum("k", integer(1), n, Entry(x, (k,))), 2),
    (Sum("k", n, m, x), (0, 0, 0)),
    (Cases((((Condition(m, "<", n),), t), ((), number(0)))), 4),
    (Cases((((Condition(m, "=", n),), t), ((), number(0)))), 0),
    (Squeeze(Transpose(x), (0,)), (1, -2, 3)),
    (Expand(x, (0,)), ((1, -2, 3),)),
    (Expand(x, (1,)), ((1,), (-2,), (3,))),
])
def test_every_node_by_its_formula(expression, expected):
    assert value(expression) == expected


def test_a_product_over_labels_descends_and_is_the_identity_when_empty():
    def n_(p):
        return integer("n", p)

    B = Symbol("B", (k,), (n_(k), n_(k - 1)))
    model = Model({("n", (0,)): 1, ("n", (1,)): 2, ("n", (2,)): 1},
                  {("B", (1,)): Value.of([[1], [2]]), ("B", (2,)): Value.of([[3, 4]])})
    assert value(MatrixProduct("k", integer(2), integer(1), B), model=model) == ((11,),)
    assert value(MatrixProduct("k", integer(0), integer(1), B), model=model) == ((1,),)
    with pytest.raises(OutOfBounds):
        value(MatrixProduct("k", integer(0), integer(2), B), model=model)


@pytest.mark.parametrize("expression, error", [
    (Power(number(0), Fraction(-1)), Undefined),
    (Power(number(-4), Fraction(1, 2)), Undefined),
    (Inverse(Times(number(0), S)), Undefined),
    (gradient(Entry(PseudoInverse(Expand(Add((t, number(-4))), (0, 1))), (integer(1), integer(1))), t), Undefined),
    (PseudoInverse(Times(Add((Apply("exp", 0, t), Times(number(-1), Apply("exp", 0, t)))), A)), Undefined),
    (Cases((((Condition(m, "=", n),), t),)), Undefined),
    (gradient(Power(Times(t, number(0)), Fraction(1, 2)), t), Undefined),
    (Entry(x, (n + 1,)), OutOfBounds),
    (Entry(x, (n - n,)), OutOfBounds),
    (UnitVector(n + 1, n), OutOfBounds),
    (Squeeze(x, (0,)), IllTyped),
    (Symbol("x", (), (m,)), IllTyped),
    (Power(number(7), Fraction(10**9)), Undefined),
    (MatrixPower(S, integer(10**9)), Undefined),
    (Identity(integer(10**5)), Undefined),
    (Constant(Fraction(1), (integer(10**9),)), Undefined),
    (Sum("k", integer(1), integer(10**9), t), Undefined),
    (Kronecker(*[Kronecker(*[Kronecker(Identity(integer(5)), Identity(integer(5)))] * 2)] * 2), Undefined),
    (Determinant(Identity(integer(40))), Undefined),
    (Symbol("absent", (), ()), NoModel),
    (Integer(integer("absent")), NoModel),
    (Apply("absent", 0, t), NoModel),
])
def test_what_has_no_value_says_why(expression, error):
    with pytest.raises(error):
        value(expression)


# ---------------------------------------------------------------- derivatives

SYMBOLS = sympy.symbols("s1:10")


def sympy_gradient(function, entries):
    """The gradient by SymPy of a scalar function of a 3×3 matrix, at the entries."""
    scalar = function(sympy.Matrix(3, 3, SYMBOLS))
    at = dict(zip(SYMBOLS, entries))
    return tuple(Fraction(str(sympy.diff(scalar, s).subs(at))) for s in SYMBOLS)


@pytest.mark.parametrize("expression, function", [
    (Trace(MatMul(MatMul(S, S), S)), lambda M: (M**3).trace()),
    (Determinant(S), lambda M: M.det()),
    (Trace(Inverse(S)), lambda M: (M.adjugate() / M.det()).trace()),
    (Power(Determinant(S), Fraction(-2)), lambda M: M.det() ** -2),
    (Trace(MatrixPower(Add((S, Transpose(S))), integer(3))), lambda M: ((M + M.T) ** 3).trace()),
    (Trace(Apply("f", 1, MatMul(S, S))), lambda M: sum(1 + 6 * z**2 for z in (M * M).diagonal())),
])
def test_gradients_by_a_matrix_agree_with_sympy(expression, function):
    entries = MODEL.values["S", ()].entries
    assert evaluate(gradient(expression, S), Context(), MODEL).entries == sympy_gradient(function, entries)


def test_the_derivative_of_a_singular_determinant_is_its_adjugate():
    model = Model({("n", ()): 2}, {("S", ()): Value.of([[1, 2], [2, 4]])})
    assert value(gradient(Determinant(S), S), model=model) == ((4, -2), (-2, 1))


def test_axes_place_the_entries_of_a_jacobian():
    body = MatMul(A, x)
    assert value(Derivative(body, x, None, ("b0", "v0"))) == ((1, 2, 3), (4, 5, 6))
    assert value(Derivative(body, x, None, ("v0", "b0"))) == ((1, 4), (2, 5), (3, 6))
    assert value(Derivative(body, x, (integer(2),), ("b0",))) == (2, 5)
    assert value(Derivative(Trace(S), x, None, ("1", "v0"))) == ((0, 0, 0),)


def test_a_matrix_by_a_matrix_has_four_axes():
    """∂(Sᵀ)_ij/∂S_kl = δ_il δ_jk."""
    got = value(Derivative(Transpose(S), S, None, ("b0", "b1", "v0", "v1")))
    for a, b, c, d in product(range(3), repeat=4):
        assert got[a][b][c][d] == (a == d and b == c)


def test_second_derivatives_are_exact():
    """f(t) = t + 2t³ at 4: f'' = 48; the Hessian of (xᵀx)² is 4 xᵀx I + 8 x xᵀ."""
    assert value(gradient(gradient(Apply("f", 0, t), t), t)) == 48
    hessian = value(Derivative(gradient(Power(MatMul(x, x), Fraction(2)), x), x, None, ("b0", "v0")))
    assert hessian == tuple(tuple(56 * (a == b) + 8 * p * q for b, q in enumerate((1, -2, 3)))
                            for a, p in enumerate((1, -2, 3)))


def test_infinitesimals_of_nested_derivatives_are_not_confused():
    """d/dt (t · d/ds (s + t)) at s = 2 is 1, though the inner derivative sees t too."""
    s = Symbol("s", (), ())
    model = Model(values={("t", ()): Value.of(3), ("s", ()): Value.of(2)})
    assert value(gradient(Times(t, gradient(Add((s, t)), s)), t), model=model) == 1
    assert value(gradient(Times(t, gradient(Times(t, t), t)), t), model=model) == 12


# ---------------------------------------------------------------- definitions

def defined(**bodies):
    return Context(definitions=tuple(Definition(name, (), body) for name, body in bodies.items()))


u, v, w = (Symbol(name, (), ()) for name in "uvw")


def test_derivatives_reach_through_definitions():
    context = defined(u=Times(t, t), v=Times(u, t))
    assert value(v, context) == 64
    assert value(gradient(v, t), context) == 48


def test_a_defined_variable_is_cut():
    """u = t², v = 5u: ∂v/∂u = 5, and u is as good as any other variable."""
    context = defined(u=Times(t, t), v=Times(number(5), u))
    assert value(gradient(v, u), context) == 5
    assert value(gradient(u, u), context) == 1
    assert value(gradient(gradient(Power(v, Fraction(2)), u), u), context) == 50
    assert value(gradient(gradient(Power(v, Fraction(2)), u), t), context) == 400


def test_values_known_outside_a_derivative_are_not_used_inside_if_they_depend_on_it():
    context = defined(u=Times(t, t), v=Times(u, u), w=Power(number(3), Fraction(2)))
    evaluator = Evaluator(context, MODEL)
    for e, expected in ((v, 256), (gradient(v, u), 32), (gradient(v, t), 256), (Times(w, v), 2304), (v, 256)):
        assert evaluator.evaluate(e).nested() == expected


@pytest.mark.parametrize("body", [
    Times(u, t), t, v, gradient(v, t), Times(number(0), v), gradient(gradient(u, t), t)])
def test_a_body_that_depends_on_what_the_variable_depends_on_is_ambiguous(body):
    context = defined(u=Times(t, t), v=Add((u, t)))
    with pytest.raises(AmbiguousDependence):
        value(gradient(body, u), context)


def test_a_shared_constant_is_no_dependence():
    context = defined(w=number(3), u=Times(w, t), v=Times(w, u))
    assert value(gradient(v, u), context) == 3


def test_a_circular_definition_has_no_model():
    with pytest.raises(NoModel):
        value(u, defined(u=v, v=u))


def test_a_definition_that_uses_a_free_integer_follows_it():
    context = defined(u=Integer(i))
    evaluator = Evaluator(context, MODEL)
    assert [evaluator.evaluate(u, {"i": a}).nested() for a in (1, 2)] == [1, 2]


def test_names_bound_by_the_reader_of_a_definition_do_not_reach_into_it():
    context = Context(definitions=(Definition("u", (), Integer(i)),))
    with pytest.raises(NoModel):
        value(Sum("i", integer(1), integer(2), u), context)


def test_clauses_by_their_label_ranges():
    label = integer("l")
    family = [Symbol("c", (label - 1,), ()), Symbol("c", (integer(4),), ())]
    context = Context(definitions=(
        Definition("c", (LabelRange("l", integer(0), integer(0)),), t),
        Definition("c", (LabelRange("l", integer(1), n),), Times(number(2), family[0]))))
    assert value(Symbol("c", (n,), ()), context) == 32
    assert value(gradient(Symbol("c", (n,), ()), Symbol("c", (integer(1),), ())), context) == 4
    with pytest.raises(NoModel):
        value(family[1], context)


@pytest.mark.parametrize("left, right, body, ambiguous", [
    (u, Times(t, t), u, True),
    (u, Times(t, t), Add((u, t)), True),
    (Times(u, t), number(1), u, True),
    (Times(u, t), number(1), Times(u, t), False),
    (u, Times(v, v), Times(u, t), False),
])
def test_an_assumed_equation_may_make_the_body_depend_on_the_variable(left, right, body, ambiguous):
    """Given u = t², ∂u/∂t is not 0; given ut = 1, ∂(ut)/∂t keeps u."""
    context = Context(assumptions=(Assumption(left, "=", right),))
    model = Model(values={(name, ()): Value.of(1) for name in "tuv"})
    if ambiguous:
        with pytest.raises(AmbiguousDependence):
            value(gradient(body, t), context, model)
    else:
        assert value(gradient(body, t), context, model) == 1


# ---------------------------------------------------------------- networks

def network_model(depth, widths, coefficients=(0, 1, 1)):
    """Weights by a fixed formula, so that SymPy can be given the same."""
    sizes = {("L", ()): depth, **{("n", (a,)): width for a, width in enumerate(widths)}}
    values = {("x", ()): Value.of([a + 1 for a in range(widths[0])])}
    for a in range(1, depth + 1):
        values["A", (a,)] = Value.of([[(r + 2 * c + a) % 5 - 2 for c in range(widths[a - 1])] for r in range(widths[a])])
        values["b", (a,)] = Value.of([(r + a) % 3 - 1 for r in range(widths[a])])
    return Model(sizes, values, {r"\sigma": PolynomialFunction(coefficients)})


@pytest.mark.parametrize("depth, widths", [(1, (2, 1)), (2, (2, 3, 1)), (3, (1, 2, 3, 1)), (4, (3, 1, 2, 2, 1))])
def test_the_network_and_its_jacobians_against_sympy(network, depth, widths):
    """∂y_L/∂y_a for all a < L, and ∂y_L/∂A_1, by SymPy's own differentiation at the same numbers."""
    net, model = network(), network_model(depth, widths)
    weights = {key: sympy.Matrix(v.nested()) for key, v in model.values.items()}

    def forward(start, value, layers=weights):
        for a in range(start + 1, depth + 1):
            value = layers["A", (a,)] * value + layers["b", (a,)]
            value = value.applyfunc(lambda z: z + z**2) if a < depth else value
        return value

    evaluator = Evaluator(net.context, model)
    for a in range(depth):
        free = sympy.Matrix(sympy.symbols(f"y1:{widths[a] + 1}"))
        at = dict(zip(free, evaluator.evaluate(net.y.symbol(a)).entries))
        expected = sympy.Matrix(forward(a, free)).jacobian(free).subs(at)
        got = evaluator.evaluate(net.jacobian(net.y.symbol(net.L), net.y.symbol(a)))
        assert list(got.entries) == list(expected)
    free = sympy.Matrix(widths[1], widths[0], sympy.symbols(f"a1:{widths[0] * widths[1] + 1}"))
    result = forward(0, weights["x", ()], {**weights, ("A", (1,)): free})
    at = dict(zip(free, weights["A", (1,)]))
    body = Entry(net.y.symbol(net.L), (integer(1),))
    got = evaluator.evaluate(gradient(body, net.A.symbol(1)))
    assert list(got.entries) == [sympy.diff(result[0], z).subs(at) for z in free]


def test_a_skip_connection_keeps_the_jacobian_of_the_next_layer(network):
    """y_2 = y_1 + σ(A_2 y_1 + b_2) depends on y_1 only; y_2 and y_0 through y_1 alone."""
    net = network(skip=True)
    model = network_model(3, (2, 2, 2, 2))
    evaluator = Evaluator(net.context, model)
    step = evaluator.evaluate(net.jacobian(net.y.symbol(2), net.y.symbol(1)))
    chain = evaluator.evaluate(MatMul(net.jacobian(net.y.symbol(2), net.y.symbol(1)),
                                      net.jacobian(net.y.symbol(1), net.y.symbol(0))))
    assert evaluator.evaluate(net.jacobian(net.y.symbol(2), net.y.symbol(0))) == chain
    inner = evaluator.evaluate(net.inner(integer(2))).entries
    weight = model.values["A", (2,)].entries
    assert step.entries == tuple((a == b) + (1 + 2 * inner[a]) * weight[2 * a + b] for a in (0, 1) for b in (0, 1))


@pytest.mark.parametrize("body_label, variable_label", [(1, 2), (2, 3), (0, 1)])
def test_a_layer_by_a_later_one_is_ambiguous(network, body_label, variable_label):
    net = network()
    with pytest.raises(AmbiguousDependence):
        evaluate(net.jacobian(net.y.symbol(body_label), net.y.symbol(variable_label)), net.context,
                 network_model(4, (2, 2, 2, 2, 1)))


def test_a_second_way_around_the_variable_is_ambiguous(network):
    """y_3 + y_1 by y_2, and tied weights: y_3 by y_2 reads the W that y_2 depends on."""
    net, model = network(), network_model(3, (1, 1, 1, 1))
    around = Add((Symbol("y", (integer(3),), (net.n(3),)), Symbol("y", (integer(1),), (net.n(3),))))
    with pytest.raises(AmbiguousDependence):
        evaluate(net.jacobian(around, net.y.symbol(2)), net.context, model)
    tied = network(tied=True)
    model.values["W", ()] = Value.of([[2]])
    with pytest.raises(AmbiguousDependence):
        evaluate(tied.jacobian(tied.y.symbol(3), tied.y.symbol(2)), tied.context, model)
    assert evaluate(tied.jacobian(tied.y.symbol(1), tied.y.symbol(0)), tied.context, model).shape == (1, 1)


# ---------------------------------------------------------------- known functions

SYMPY_FUNCTIONS = {
    "exp": sympy.exp, "log": sympy.log, "sin": sympy.sin, "cos": sympy.cos, "tan": sympy.tan, "sinh": sympy.sinh,
    "cosh": sympy.cosh, "tanh": sympy.tanh, "arctan": sympy.atan, "sigmoid": lambda z: 1 / (1 + sympy.exp(-z)),
    "softplus": lambda z: sympy.log(1 + sympy.exp(z)), "sech": sympy.sech, "coth": sympy.coth, "cot": sympy.cot,
    "sec": sympy.sec, "csc": sympy.csc, "erf": sympy.erf, "Phi": lambda z: (1 + sympy.erf(z / sympy.sqrt(2))) / 2,
    "phi": lambda z: sympy.exp(-z**2 / 2) / sympy.sqrt(2 * sympy.pi), "silu": lambda z: z / (1 + sympy.exp(-z)),
    "gelu": lambda z: z * (1 + sympy.erf(z / sympy.sqrt(2))) / 2,
    **{name: lambda z, left=left: sympy.Piecewise((z, z > 0), (left(z), True)) for name, left in {
        "leakyrelu": lambda z: z / 100, "elu": lambda z: sympy.exp(z) - 1}.items()},
    "selu": lambda z: LAMBDA * sympy.Piecewise((z, z > 0), (ALPHA * (sympy.exp(z) - 1), True)),
    "relu6": lambda z: sympy.Piecewise((0, z < 0), (6, z > 6), (z, True)),
    "hardtanh": lambda z: sympy.Piecewise((-1, z < -1), (1, z > 1), (z, True)),
    "sign": lambda z: sympy.Piecewise((1, z > 0), (-1, z < 0), (0, True)),
    "heaviside": lambda z: sympy.Piecewise((1, z > 0), (0, z < 0)),
    "relu": lambda z: sympy.Piecewise((z, z > 0), (0, True)), "abs": lambda z: sympy.Piecewise((z, z > 0), (-z, True))}
"""Each by a formula of SymPy's; λ and α of selu as published."""
LAMBDA, ALPHA = (sympy.Rational(text) for text in (
    "1.0507009873554804934193349852946", "1.6732632423543772848170429916717"))


@pytest.mark.parametrize("name", SYMPY_FUNCTIONS)
def test_known_functions_are_enclosed_with_their_derivatives(name):
    """The interval holds SymPy's 40 digits, and is narrow."""
    z = sympy.Symbol("z")
    for order in range(3):
        derivative = sympy.diff(SYMPY_FUNCTIONS[name](z), z, order)
        for at in (1, Fraction(1, 3), Fraction(22, 7), Fraction(1, 1000), -1, Fraction(-5, 2)):
            if name == "log" and at <= 0 or order and at in (-1, 1) and name == "hardtanh":
                continue
            true = Fraction(str(sympy.N(derivative.subs(z, sympy.Rational(str(at))), 40)))
            got = Interval.around(KNOWN[name].at(order, at))
            close = Fraction(1, 10**35)
            assert Fraction(got.low, ONE) - close <= true <= Fraction(got.high, ONE) + close
            assert got.high - got.low < max(1, abs(true)) ** 3 * (ONE >> 60)


def test_every_known_function_is_tested():
    assert set(KNOWN) == set(SYMPY_FUNCTIONS)


@pytest.mark.parametrize("name, expected", [
    ("exp", 1), ("log", None), ("sin", 0), ("cos", 1), ("arctan", 0), ("tanh", 0), ("sigmoid", Fraction(1, 2)),
    ("relu", 0), ("abs", 0)])
def test_plain_values_at_zero_are_exact(name, expected):
    if expected is None:
        with pytest.raises(Undefined):
            value(Apply(name, 0, number(0)))
    else:
        assert value(Apply(name, 0, number(0))) == expected and not isinstance(expected, Interval)


def test_kinks_have_slopes_on_both_sides_and_none_at_zero():
    assert [value(Apply("relu", k, number(a))) for a in (-3, 2) for k in (0, 1, 2)] == [0, 0, 0, 2, 1, 0]
    assert [value(Apply("abs", k, number(a))) for a in (-3, 2) for k in (0, 1, 2)] == [3, -1, 0, 2, 1, 0]
    for name in ("relu", "abs"):
        with pytest.raises(Undefined):
            value(Apply(name, 1, number(0)))


def test_irrational_roots_are_enclosed():
    root = value(Power(number(2), Fraction(1, 2)))
    assert isinstance(root, Interval) and root * root == 2 and not root * root == 2 + Fraction(1, 10**20)
    assert str(root) == "≈1.414213562"


def test_what_may_be_zero_does_not_divide():
    e = Apply("exp", 0, number(1))
    zero = Add((e, Times(number(-1), Times(e, Apply("exp", 0, number(0))))))
    nearly = Add((Times(e, e), Times(number(-1), Apply("exp", 0, number(2)))))
    for divisor in (zero, nearly):
        with pytest.raises(Undefined):
            value(Power(divisor, Fraction(-1)))
    with pytest.raises(Undefined):
        value(Power(nearly, Fraction(1, 2)))


def test_derivatives_of_known_functions_by_dual_numbers():
    """∂/∂t exp(t²) = 2t exp(t²), and the Hessian of log Σ exp at 0 is I/n − 11ᵀ/n²."""
    left = evaluate(gradient(Apply("exp", 0, Times(t, t)), t), Context(), MODEL).entries[0]
    assert left == Interval.around(8) * KNOWN["exp"].at(0, 16) and not left == 8
    model = Model({("n", ()): 2}, {("x", ()): Value.of([0, 0])})
    total = Sum("k", integer(1), n, Apply("exp", 0, Entry(x, (k,))))
    hessian = Derivative(gradient(Apply("log", 0, total), x), x, None, ("b0", "v0"))
    assert value(hessian, model=model) == ((Fraction(1, 4), Fraction(-1, 4)), (Fraction(-1, 4), Fraction(1, 4)))
