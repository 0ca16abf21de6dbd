"""True steps survive every model, near misses fall, and a counterexample stands when redone."""
from fractions import Fraction
from itertools import islice

import pytest

from symbolic.language.context import (
    Assumption, Context, FunctionDeclaration, IntegerDeclaration, Obligation, Range, TensorDeclaration)
from symbolic.language.expressions import (
    Add, Apply, Derivative, Determinant, Diagonal, Entry, Expand, Identity, Integer, Inverse, MatMul, MatrixProduct,
    Power, Sum, Symbol, Times, Trace, Transpose, negative, number)
from symbolic.language.integers import integer
from symbolic.proving.arrays import Value
from symbolic.proving.evaluate import evaluate
from symbolic.proving.instance import Model
from symbolic.proving.models import instances, models
from symbolic.proving.properties import FUNCTIONS
from symbolic.proving.refute import confirm, find_model, refute, show_polynomial

m, n, i, j, k = map(integer, "mnijk")
DIMENSIONS = (IntegerDeclaration("m", "dimension"), IntegerDeclaration("n", "dimension"))


def context(functions=(), assumptions=(), facts=(), integers=DIMENSIONS, **properties):
    """X: m×n, W and S: n×n, x: n, y: m, s and t scalars, with properties by name."""
    shapes = {"X": (m, n), "W": (n, n), "S": (n, n), "x": (n,), "y": (m,), "s": (), "t": ()}
    tensors = tuple(TensorDeclaration(name, (), shape, frozenset(properties.get(name, ())))
                    for name, shape in shapes.items())
    return Context(integers, tensors, functions, (), (), facts, assumptions)


X, W, S, x, y, s, t = (context().tensor(name).symbol() for name in ("X", "W", "S", "x", "y", "s", "t"))
PLAIN = context(functions=(FunctionDeclaration("f", 1),))


def step(left, right, relation="=", given=PLAIN, free=()):
    return Obligation(given, left, relation, right, free)


def gradient(e, variable):
    return Derivative(e, variable, None, tuple(f"v{a}" for a in range(len(variable.shape))))


def f(order, e):
    return Apply("f", order, e)


def redo(obligation, example):
    """The two values at the entry, from the counterexample's text alone."""
    def key(name):
        base, _, label = name.partition("_")
        return base, tuple(int(p) for p in label.strip("{}").split(",") if p)

    def value(nested):
        return Value.of([value(v).nested() for v in nested] if isinstance(nested, list) else Fraction(nested))

    polynomials = {show_polynomial(p): p for p in FUNCTIONS}
    data = example.to_json()
    model = Model({key(name): size for name, size in data["sizes"]},
                  {key(name): value(v) for name, v in data["values"]},
                  {name: polynomials[text] for name, text in data["functions"]})
    sides = [evaluate(e, obligation.context, model, dict(data["where"]))
             for e in (obligation.left, obligation.right)]
    return [str(side.at(tuple(data["entry"]))) for side in sides], (data["left"], data["right"])


def assert_refuted(obligation):
    example = refute(obligation)
    assert example is not None
    again, told = redo(obligation, example)
    assert tuple(again) == told
    return example


# ---------------------------------------------------------------- networks

def network_steps(net, l):
    """Steps about the layer l: the true right sides by name, near misses beside them."""
    slope, jacobian = net.sigma(1, net.inner(l)), net.jacobian
    by_last, by_next = jacobian(net.y.symbol(l), net.y.symbol(l - 1)), jacobian(net.y.symbol(l), net.b.symbol(l))
    A = net.A.symbol(l)
    return {
        "jacobian": (by_last, MatMul(Diagonal(slope), A), {
            "σ for σ'": MatMul(Diagonal(net.sigma(0, net.inner(l))), A),
            "σ'' for σ'": MatMul(Diagonal(net.sigma(2, net.inner(l))), A),
            "factor lost": A,
            "factor 2": Times(number(2), MatMul(Diagonal(slope), A)),
            "b left out": MatMul(Diagonal(net.sigma(1, MatMul(A, net.y.symbol(l - 1)))), A)}),
        "bias": (by_next, Diagonal(slope), {
            "the identity": Identity(net.n(l)),
            "σ for σ'": Diagonal(net.sigma(0, net.inner(l)))}),
        "chain": (jacobian(net.y.symbol(net.L), net.y.symbol(l - 1)),
                  MatMul(jacobian(net.y.symbol(net.L), net.y.symbol(l)), MatMul(Diagonal(slope), A)), {
            "one layer for all": MatMul(jacobian(net.y.symbol(net.L), net.y.symbol(net.L - 1)),
                                        Symbol("A", (l,), (net.n(net.L - 1), net.n(l - 1))))}),
    }


@pytest.mark.parametrize("name", ["jacobian", "bias", "chain"])
def test_true_steps_of_a_network_hold_in_every_model(network, name):
    net = network()
    left, right, _ = network_steps(net, net.l)[name]
    obligation = net.step(left, right)
    assert find_model(obligation) is not None
    assert confirm(obligation) is None
    assert refute(obligation) is None


@pytest.mark.parametrize("name", ["jacobian", "bias", "chain"])
def test_near_misses_of_a_network_are_refuted(network, name):
    net = network()
    left, _, misses = network_steps(net, net.l)[name]
    for why, miss in misses.items():
        example = assert_refuted(net.step(left, miss))
        assert example.left != example.right, why


def test_an_activation_on_the_last_layer_is_refuted(network):
    net = network()
    at_last = net.jacobian(net.y.symbol(net.L), net.y.symbol(net.L - 1))
    slope = net.sigma(1, net.inner(net.L))
    assert refute(Obligation(net.context, at_last, "=", net.A.symbol(net.L))) is None
    assert_refuted(Obligation(net.context, at_last, "=", MatMul(Diagonal(slope), net.A.symbol(net.L))))


def test_the_weight_gradient_and_its_near_misses(network):
    """∂y_L/∂A_ℓ = diag(σ'(A_ℓ y_{ℓ-1} + b_ℓ)) (∂y_L/∂y_ℓ)ᵀ y_{ℓ-1}ᵀ in the matrix's shape."""
    net = network()
    last = Entry(net.y.symbol(net.L), (integer(1),))
    left = gradient(last, net.A.symbol(net.l))
    back = gradient(last, net.y.symbol(net.l))
    local = MatMul(Diagonal(net.sigma(1, net.inner(net.l))), back)

    def product(label, width):
        return MatMul(Expand(local, (1,)), Transpose(Symbol("y", (label,), (width,))))

    right = product(net.l - 1, net.n(net.l - 1))
    assert refute(net.step(left, right)) is None
    assert_refuted(net.step(left, product(net.l, net.n(net.l - 1))))
    assert_refuted(net.step(left, Times(number(Fraction(1, 2)), right)))


def test_a_product_of_jacobians_in_the_wrong_order_or_short_of_a_factor_is_refuted(network):
    net = network()
    factor = net.jacobian(net.y.symbol(k), net.y.symbol(k - 1))
    left = net.jacobian(net.y.symbol(net.L), net.y.symbol(net.l))
    assert refute(net.step(left, MatrixProduct("k", net.L, net.l + 1, factor))) is None
    short = Symbol("A", (net.L,), (net.n(net.L), net.n(net.l)))
    assert_refuted(net.step(left, short))


def test_ambiguous_steps_are_never_refuted(network):
    """With tied weights ∂y_ℓ/∂y_{ℓ-1} has two meanings wherever y_{ℓ-1} reads W."""
    net = network(tied=True)
    left = net.jacobian(net.y.symbol(net.l), net.y.symbol(net.l - 1))
    assert refute(net.step(left, Times(number(2), left), lower=2)) is None
    assert find_model(net.step(left, left, lower=2)) is None


# ---------------------------------------------------------------- matrix calculus

SQUARE_MISSES = [
    ("transpose forgotten", gradient(MatMul(x, MatMul(W, x)), x), Times(number(2), MatMul(W, x))),
    ("diag on the wrong side", Derivative(f(0, MatMul(W, x)), x, None, ("b0", "v0")),
     MatMul(W, Diagonal(f(1, MatMul(W, x))))),
    ("σ for σ'", Derivative(f(0, x), x, None, ("b0", "v0")), Diagonal(f(0, x))),
    ("the transpose of a Jacobian", Derivative(MatMul(W, x), x, None, ("b0", "v0")), Transpose(W)),
    ("commuting", MatMul(W, S), MatMul(S, W)),
    ("trace of a product", Trace(MatMul(W, S)), Times(Trace(W), Trace(S))),
    ("trace of three", Trace(MatMul(MatMul(W, S), Transpose(W))), Trace(MatMul(MatMul(S, W), Transpose(W)))),
    ("inverse of a product", Inverse(MatMul(W, S)), MatMul(Inverse(W), Inverse(S))),
    ("sign of the inverse's derivative", gradient(Trace(Inverse(W)), W),
     Transpose(MatMul(Inverse(W), Inverse(W)))),
    ("det of a sum", Determinant(Add((W, S))), Add((Determinant(W), Determinant(S)))),
    ("√(x²)", Power(Power(t, Fraction(2)), Fraction(1, 2)), t),
    ("linearity of f", f(0, Add((s, t))), Add((f(0, s), f(0, t)))),
    ("square of a norm", Power(MatMul(x, x), Fraction(1, 2)), MatMul(x, x)),
    ("Cayley–Hamilton beyond its size", MatMul(W, W),
     Add((Times(Trace(W), W), negative(Times(Determinant(W), Identity(n)))))),
]


@pytest.mark.parametrize("why, left, right", SQUARE_MISSES)
def test_near_misses_are_refuted(why, left, right):
    assert_refuted(step(left, right))


TRUE_STEPS = [
    (gradient(MatMul(x, MatMul(W, x)), x), MatMul(Add((W, Transpose(W))), x)),
    (gradient(Determinant(W), W), Times(Determinant(W), Transpose(Inverse(W)))),
    (gradient(Trace(MatMul(X, Transpose(X))), X), Times(number(2), X)),
    (Derivative(f(0, MatMul(W, x)), x, None, ("b0", "v0")), MatMul(Diagonal(f(1, MatMul(W, x))), W)),
    (gradient(Power(MatMul(x, x), Fraction(1, 2)), x), Times(Power(MatMul(x, x), Fraction(-1, 2)), x)),
    (Trace(MatMul(W, S)), Trace(MatMul(S, W))),
]


@pytest.mark.parametrize("left, right", TRUE_STEPS)
def test_true_steps_have_a_model_and_no_counterexample(left, right):
    assert find_model(step(left, right)) is not None
    assert confirm(step(left, right)) is None
    assert refute(step(left, right)) is None


def known(name, e, order=0):
    return Apply(name, order, e)


EXPONENTIALS = known("exp", x)
SOFTMAX = Times(Power(Sum("k", integer(1), n, known("exp", Entry(x, (k,)))), Fraction(-1)), EXPONENTIALS)
OUTER = MatMul(Expand(SOFTMAX, (1,)), Transpose(SOFTMAX))
LOG_TOTAL = known("log", Sum("k", integer(1), n, known("exp", Entry(x, (k,)))))
LOGISTIC = Power(Add((number(1), known("exp", negative(t)))), Fraction(-1))

KNOWN_STEPS = [
    ("softmax", Derivative(SOFTMAX, x, None, ("b0", "v0")), Add((Diagonal(SOFTMAX), negative(OUTER))),
     Diagonal(SOFTMAX)),
    ("log-sum-exp", gradient(LOG_TOTAL, x), SOFTMAX, EXPONENTIALS),
    ("log det", gradient(known("log", Determinant(W)), W), Transpose(Inverse(W)), Inverse(W)),
    ("logistic", gradient(LOGISTIC, t), Times(LOGISTIC, Add((number(1), negative(LOGISTIC)))),
     Times(LOGISTIC, Add((number(1), LOGISTIC)))),
    ("tanh", gradient(known("tanh", t), t), Add((number(1), negative(Power(known("tanh", t), Fraction(2))))),
     Add((number(1), Power(known("tanh", t), Fraction(2))))),
    ("length", gradient(Power(MatMul(x, x), Fraction(1, 2)), x), Times(Power(MatMul(x, x), Fraction(-1, 2)), x),
     Times(MatMul(x, x), x)),
    ("relu", gradient(known("relu", t), t), known("relu", t, 1), known("relu", t)),
    ("√(x²)", Power(Power(t, Fraction(2)), Fraction(1, 2)), known("abs", t), t),
]


@pytest.mark.parametrize("name, left, right, miss", KNOWN_STEPS)
def test_known_functions(name, left, right, miss):
    assert find_model(step(left, right)) is not None
    assert confirm(step(left, right)) is None
    assert refute(step(left, right)) is None
    assert_refuted(step(left, miss))


def test_the_logarithm_of_a_product_where_the_factors_are_positive():
    given = context(s=("positive",), t=("positive",))
    left = known("log", Times(s, t))
    assert confirm(step(left, Add((known("log", s), known("log", t))), given=given)) is None
    assert refute(step(left, Add((known("log", s), known("log", t))))) is None
    assert_refuted(step(left, Times(known("log", s), known("log", t)), given=given))


def test_an_assumption_that_only_intervals_could_confirm_refutes_nothing():
    given = context(assumptions=(Assumption(known("exp", Times(s, s)), "=", Times(known("exp", t), number(1))),))
    assert refute(step(s, t, given=given)) is None


def test_entrywise_steps_range_over_their_indices():
    free = (Range("i", integer(1), m), Range("j", integer(1), n))
    true = Sum("k", integer(1), n, Times(Entry(X, (i, k)), Entry(W, (k, j))))
    assert refute(step(Entry(MatMul(X, W), (i, j)), true, free=free)) is None
    swapped = Sum("k", integer(1), n, Times(Entry(X, (i, k)), Entry(W, (j, k))))
    example = assert_refuted(step(Entry(MatMul(X, W), (i, j)), swapped, free=free))
    assert dict(example.where).keys() == {"i", "j"} and example.entry == ()


def test_an_entry_out_of_bounds_is_no_counterexample():
    free = (Range("i", integer(1), n),)
    assert refute(step(Entry(x, (i + n,)), number(0), free=free)) is None
    assert find_model(step(Entry(x, (i + n,)), number(0), free=free)) is None


@pytest.mark.parametrize("left, relation, right, false", [
    (number(0), "<=", MatMul(x, x), False),
    (MatMul(x, x), "<=", number(0), True),
    (t, ">=", s, True),
    (Power(t, Fraction(2)), ">=", t, True),
    (number(1), "<", number(2), False),
    (t, ">", negative(Power(t, Fraction(2))), True),
    (MatMul(x, x), "!=", number(-1), False),
    (t, "!=", Power(t, Fraction(2)), True),
])
def test_relations(left, relation, right, false):
    obligation = step(left, right, relation)
    if false:
        assert_refuted(obligation)
    else:
        assert refute(obligation) is None


# ---------------------------------------------------------------- what a model respects

def test_distinct_dimensions_get_distinct_sizes():
    model = next(models(step(X, X)))
    assert [model.sizes[name, ()] for name in "mn"] == [2, 3]


@pytest.mark.parametrize("properties, left, right", [
    (("symmetric",), Transpose(W), W),
    (("skew-symmetric",), Transpose(W), negative(W)),
    (("orthogonal",), MatMul(Transpose(W), W), Identity(n)),
    (("diagonal",), f(0, MatMul(W, x)), f(0, MatMul(Transpose(W), x))),
    (("idempotent",), MatMul(W, W), W),
    (("symmetric", "invertible"), MatMul(Transpose(W), Inverse(W)), Identity(n)),
])
def test_what_a_property_makes_true_is_not_refuted(properties, left, right):
    functions = (FunctionDeclaration("f", 1),)
    given = context(functions, W=properties)
    assert refute(step(left, right, given=given)) is None
    assert find_model(step(left, right, given=given)) is not None
    assert_refuted(step(left, right))


@pytest.mark.parametrize("property, left, relation, right", [
    ("positive definite", number(0), "<", MatMul(x, MatMul(W, x))),
    ("positive semidefinite", number(0), "<=", MatMul(x, MatMul(W, x))),
    ("positive definite", number(0), "<", Determinant(W)),
])
def test_definite_matrices(property, left, relation, right):
    given = context(W=(property,), x=("nonzero",))
    assert find_model(step(left, right, relation, given)) is not None
    assert refute(step(left, right, relation, given)) is None
    assert_refuted(step(left, right, relation))


def test_positive_scalars_and_probability_vectors():
    given = context(t=("positive",), x=("probability",))
    assert refute(step(Power(Power(t, Fraction(2)), Fraction(1, 2)), t, given=given)) is None
    assert refute(step(Sum("k", integer(1), n, Entry(x, (k,))), number(1), given=given)) is None
    assert_refuted(step(MatMul(x, x), number(1), given=given))


def test_an_unknown_property_refutes_nothing():
    given = context((FunctionDeclaration("f", 1, frozenset({"bumpy"})),), W=("banded",))
    for left, right in ((W, S), (f(0, t), t)):
        assert refute(step(left, right, given=given)) is None
        assert find_model(step(left, right, given=given)) is None
    assert_refuted(step(S, Transpose(S), given=given))


@pytest.mark.parametrize("property, left, relation, right", [
    ("nondecreasing", number(0), "<=", f(1, t)),
    ("nonincreasing", f(1, t), "<=", number(0)),
    ("odd", f(0, negative(t)), "=", negative(f(0, t))),
    ("even", f(0, negative(t)), "=", f(0, t)),
    ("convex", number(0), "<=", f(2, t)),
])
def test_functions_have_their_properties(property, left, relation, right):
    given = context((FunctionDeclaration("f", 2, frozenset({property})),))
    assert refute(step(left, right, relation, given)) is None
    assert find_model(step(left, right, relation, given)) is not None
    assert_refuted(step(left, right, relation))


@pytest.mark.parametrize("assumption, left, right", [
    (Assumption(Transpose(W), "=", W), gradient(MatMul(x, MatMul(W, x)), x), Times(number(2), MatMul(W, x))),
    (Assumption(MatMul(Transpose(X), MatMul(X, x)), "=", MatMul(Transpose(X), y)),
     MatMul(x, MatMul(Transpose(X), y)), MatMul(MatMul(X, x), MatMul(X, x))),
    (Assumption(MatMul(x, x), "=", number(1)), Trace(MatMul(Diagonal(x), Diagonal(x))), number(1)),
    (Assumption(Entry(x, (i,)), "=", Integer(i), (("i", n),)), Entry(x, (integer(1),)), number(1)),
    (Assumption(s, ">", t), Power(Power(Add((s, negative(t))), Fraction(2)), Fraction(1, 2)),
     Add((s, negative(t)))),
])
def test_assumptions_hold_in_every_model(assumption, left, right):
    given = context(assumptions=(assumption,))
    assert find_model(step(left, right, given=given)) is not None
    assert refute(step(left, right, given=given)) is None
    assert_refuted(step(left, right, given=context()))


def test_a_counterexample_satisfies_the_assumptions_after_shrinking():
    given = context(assumptions=(Assumption(MatMul(X, x), "=", y),))
    example = assert_refuted(step(y, Times(number(2), MatMul(X, x)), given=given))
    values = {name: v for name, v in example.values}
    assert values["y"] != ["0"] * len(values["y"])


def test_contradictory_assumptions_have_no_model():
    given = context(assumptions=(Assumption(t, "=", Add((t, number(1)))),))
    assert find_model(step(t, t, given=given)) is None
    assert refute(step(t, s, given=given)) is None


def test_facts_and_bounds_are_kept():
    """With n ≥ m + 1 and 3 ≤ k ≤ n in force."""
    integers = (*DIMENSIONS, IntegerDeclaration("k", "index", 0, integer(3), n))
    obligation = step(t, s, given=context(integers=integers, facts=(n - m - 1,)), free=(Range("k", None, None),))
    seen = 0
    for model in islice(models(obligation), 12):
        for scope in instances(obligation, model):
            seen += 1
            assert model.sizes["n", ()] > model.sizes["m", ()] and 3 <= scope["k"] <= model.sizes["n", ()]
    assert seen


def test_a_depth_that_is_free_is_the_depth_of_the_model(network):
    net = network()
    free = (Range("L", integer(1), None),)
    obligation = Obligation(net.context, net.y.symbol(net.L), "=", net.inner(net.L), free)
    assert refute(obligation) is None and find_model(obligation) is not None


def test_compound_extents_are_positive_and_bounds_may_stand_in_any_order():
    """K: (m−n+1)-vector; j ≤ i listed before i ≤ n."""
    given = context()
    given = given.with_(tensors=(*given.tensors, TensorDeclaration("K", (), (m - n + 1,))))
    K = given.tensor("K").symbol()
    assert_refuted(step(K, Times(number(2), K), given=given))
    free = (Range("j", integer(1), i), Range("i", integer(1), n))
    for model in islice(models(step(t, t, given=given, free=free)), 6):
        scopes = list(instances(step(t, t, given=given, free=free), model))
        size = model.sizes["n", ()]
        assert size <= model.sizes["m", ()] and len(scopes) == size * (size + 1) // 2
        assert all(scope["j"] <= scope["i"] <= size for scope in scopes)


def test_large_arrays_are_left_alone():
    given = Context(tensors=(TensorDeclaration("B", (), (integer(10**6), integer(10**6))),))
    B = given.tensors[0].symbol()
    assert refute(step(B, Transpose(B), given=given)) is None and find_model(step(B, B, given=given)) is None


def test_an_empty_range_has_no_model():
    assert find_model(step(t, t, free=(Range("i", integer(2), integer(1)),))) is None


# ---------------------------------------------------------------- what is told

def test_a_counterexample_is_small_and_told_in_words():
    example = assert_refuted(step(MatMul(W, S), MatMul(S, W)))
    assert dict(example.sizes) == {"n": 2}
    entries = [e for _, rows in example.values for row in rows for e in row]
    assert set(entries) <= {"0", "1"} and entries.count("1") <= 3
    lines = example.explain()
    assert lines[0].startswith("n = 2, S = [") and "left side = [" in lines[1]
    assert example.to_json()["text"] == lines
    assert not any(name in ("X", "x", "y") for name, _ in example.values)


def test_the_simplest_function_that_fails_is_chosen():
    assert dict(assert_refuted(step(f(0, Times(number(2), t)), Times(number(2), f(0, t)))).functions) == {"f": "z^2"}
    assert dict(assert_refuted(step(f(1, t), f(0, t))).functions) == {"f": "z"}
