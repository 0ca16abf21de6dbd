"""SymPy objects in and out: what is built by hand reads right, and every node comes back."""
import re
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
import sympy
from sympy import Function, IndexedBase, KroneckerDelta, MatrixSymbol, OneMatrix, Symbol, symbols
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.diagonal import DiagMatrix

from symbolic.language import expressions as e
from symbolic.language.context import Context, TensorDeclaration
from symbolic.language.expressions import Condition, ShapeError
from symbolic.language.integers import integer
from symbolic.language.sympy_bridge import from_sympy, gradient, jacobian, scalar, to_sympy
from symbolic.language.sympy_nodes import MatrixFamily, OwnNode, integer_from_sympy, integer_to_sympy

m, n, i, j, k = (integer(x) for x in "mnijk")
l = integer(r"\ell")
A, B = e.Symbol("A", (), (m, n)), e.Symbol("B", (), (n, m))
S = e.Symbol("S", (), (n, n))
x, y = e.Symbol("x", (), (n,)), e.Symbol("y", (), (n,))
s, t = e.Symbol("s", (), ()), e.Symbol(r"\mu", (), ())
column, T = e.Symbol("c", (), (n, integer(1))), e.Symbol("T", (), (m, n, k))
W = e.Symbol("W", (l - 1,), (integer("n", l - 1), integer("n", l - 2)))
entry = e.Entry(A, (i, j))

NODES = [
    e.Number(Fraction(-2, 3)), e.Integer(n), e.Integer(n - k + 1), e.Integer(integer(2)), s, t, x, A, column, T, W,
    e.Symbol("u", (l,), ()), e.Identity(n), e.Constant(Fraction(1), (m, n)), e.Constant(Fraction(0), (n,)),
    e.Constant(Fraction(1), (n, integer(1))), e.Constant(Fraction(5), (n,)), e.UnitVector(i + 1, n),
    e.Delta(i, j), e.Delta(j, i), e.Add((s, t, s)), e.Add((A, A)), e.Add((x,)), e.Add((T, T)),
    e.Times(s, e.Times(t, s)), e.Times(e.Times(s, t), s), e.Times(s, A), e.Times(A, s), e.Times(x, y), e.Times(s, T),
    e.negative(x), e.MatMul(A, e.MatMul(B, A)), e.MatMul(e.MatMul(A, B), A), e.MatMul(x, y), e.MatMul(x, B),
    e.MatMul(e.Transpose(x), y), e.MatMul(e.Expand(x, (1,)), e.Transpose(y)), e.MatMul(T, e.Symbol("v", (), (k,))),
    e.Transpose(e.Transpose(A)), e.Transpose(x), e.Transpose(s), e.Transpose(column),
    e.Power(s, Fraction(1, 2)), e.Power(x, Fraction(-1)), e.MatrixPower(S, k), e.Inverse(S), e.PseudoInverse(A), e.MatrixExponential(S), e.Trace(S),
    e.Determinant(S), e.Diagonal(x), e.DiagonalPart(S), e.Vectorize(A), e.Kronecker(A, B),
    e.Kronecker(e.Identity(m), e.Identity(n)), e.Apply(r"\sigma", 0, x), e.Apply(r"\sigma", 2, A),
    e.Apply(r"\sigma", 1, s), e.Apply("f", 0, s), e.Apply("exp", 0, s), e.Apply("tanh", 1, x), entry, e.Entry(x, (i,)),
    e.Entry(T, (i, j, k)), e.Entry(e.Transpose(x), (integer(1), i)),
    e.Array((("i", m), ("j", n)), e.Times(entry, e.Delta(i, j))), e.Array((("i", n),), e.Entry(x, (i,))),
    e.Array((("i", m), ("j", n), ("k", k)), entry), e.Listing((integer(2), integer(1)), (s, t)),
    e.Listing((integer(2),), (s, t)), e.Sum("i", integer(1), n, e.Sum("j", i, n, e.Entry(S, (i, j)))), e.Product("i", integer(1), n, e.Entry(x, (i,))),
    e.Sum("i", integer(1), n, e.Times(e.Entry(x, (i,)), A)),
    e.MatrixProduct("i", n, integer(1), e.Symbol("A", (i,), (integer("n", i), integer("n", i - 1)))),
    e.Cases((((Condition(i, "<=", j), Condition(j, "!=", n)), s), ((), t))),
    e.Derivative(x, y, None, ("b0", "v0")), e.Derivative(e.MatMul(A, x), x, None, ("v0", "b0")),
    e.Derivative(s, A, (i, j), ()), e.Derivative(s, A, None, ("v0", "v1")), e.Derivative(s, x, None, ("1", "v0")),
    e.Derivative(e.Power(s, Fraction(2)), s, None, ()), e.Squeeze(column, (1,)), e.Squeeze(column, (1,)),
    e.Curve("X", 1, s, (m, n)), e.Maximum("i", integer(1), n, e.Entry(x, (i,))), e.Minimum("i", integer(1), n, A),
    e.Largest((s, t)), e.Smallest((x, y)), e.Piecewise(((((s, "<", t),), s), ((), t))),
    e.Piecewise(((((s, "<=", t), (s, "!=", e.Number(Fraction(0)))), s),)), e.Field("f", 0, x, (m,)), e.Field("f", 1, A, (m, n)),
]


@pytest.mark.parametrize("expression", NODES, ids=lambda node: node.op)
def test_every_node_comes_back(expression):
    assert from_sympy(to_sympy(expression)) == expression


def test_every_node_type_is_tried():
    tried = {type(node) for expression in NODES for node in expression.walk()}
    assert {node for node in vars(e).values() if isinstance(node, type) and issubclass(node, e.Expression)} - tried == {
        e.Expression, e.Extremum}


@pytest.mark.parametrize("expression", NODES, ids=lambda node: node.op)
def test_sympy_can_rebuild_what_we_give_it(expression):
    """SymPy's invariant: an object is its function applied to its arguments."""
    for node in sympy.preorder_traversal(to_sympy(expression)):
        if isinstance(node, OwnNode):
            assert node.func(*node.args) == node and node.func(*node.args).extents == node.extents


def grown(rng: Random, rows, cols, depth: int) -> e.Expression:
    """A random matrix expression of shape rows×cols over m and n."""
    if depth == 0:
        return e.Symbol(rng.choice("ABC"), (integer(rng.choice("ij")),), (rows, cols))
    kind, inner = rng.randrange(7), rng.choice((m, n))

    def again(a=rows, b=cols):
        return grown(rng, a, b, depth - 1)

    match kind:
        case 0:
            return e.Add((again(), again(), again()))
        case 1:
            return e.MatMul(again(rows, inner), again(inner, cols))
        case 2:
            return e.Transpose(again(cols, rows))
        case 3:
            return e.Times(e.Trace(again(inner, inner)), again())
        case 4:
            return e.Apply(r"\sigma", rng.randrange(3), again())
        case 5:
            return e.Times(again(), again())
    total = e.Sum(f"k{depth}{rng.random()}", integer(1), inner, e.Entry(again(inner, cols), (i, j)))
    return e.Times(again(), total)


@pytest.mark.parametrize("seed", range(60))
def test_random_expressions_come_back(seed):
    expression = grown(Random(seed), m, n, 4)
    assert from_sympy(to_sympy(expression)) == expression


def test_the_example_in_the_documentation_runs():
    page = (Path(__file__).parents[1] / "docs" / "sympy.md").read_text(encoding="utf-8")
    names: dict = {}
    exec(re.search(r"```python\n(.*?)```", page, re.S).group(1), names)
    assert names["e"].shape == (integer("n", 1), integer("n", 0))


@pytest.mark.parametrize("polynomial", [integer(0), integer(-3), n - k + 1, n * n * 2 - m, integer("n", l - 1) + l])
def test_integers_come_back(polynomial):
    assert integer_from_sympy(integer_to_sympy(polynomial)) == polynomial


def test_a_half_is_no_dimension():
    with pytest.raises(TypeError):
        integer_from_sympy(symbols("n", integer=True) / 2)


class TestByHand:
    """Objects as a user of SymPy writes them."""

    rows, cols = symbols("m n", integer=True, positive=True)
    M, N = MatrixSymbol("A", rows, cols), MatrixSymbol("B", cols, rows)
    v, w = MatrixSymbol("x", cols, 1), MatrixSymbol("y", cols, 1)

    def test_products_of_many(self):
        assert from_sympy(2 * self.M * self.N * self.M) == e.MatMul(
            e.MatMul(e.Times(e.number(2), A), B), A)

    def test_a_column_times_a_row_is_a_matrix(self):
        assert from_sympy(self.v * self.w.T) == e.MatMul(e.Expand(x, (1,)), e.Transpose(y))

    def test_sums_drop_a_unit_axis(self):
        double = sympy.Transpose(sympy.Transpose(self.v))
        assert from_sympy(sympy.MatAdd(self.w, double)) == e.Add(
            (y, e.Squeeze(e.Transpose(e.Transpose(x)), (1,))))

    def test_entries_count_from_one(self):
        assert from_sympy(self.M[0, 2]) == e.Entry(A, (integer(1), integer(3)))

    def test_sum_of_entries(self):
        a, b = symbols("i j", integer=True)
        total = sympy.Sum(self.M[a - 1, b - 1] * KroneckerDelta(a, b), (a, 1, self.rows), (b, 1, self.cols))
        expected = e.Sum("j", integer(1), n, e.Sum("i", integer(1), m, e.Times(entry, e.Delta(i, j))))
        read = from_sympy(total)
        assert {read.index, read.body.index} == {"i", "j"} and read.shape == expected.shape

    def test_elementwise_function_of_an_affine_map(self):
        z = self.M * self.v
        sigma = Function("sigma")
        assert from_sympy(ElementwiseApplyFunction(sigma, z)) == e.Apply(r"\sigma", 0, e.MatMul(A, x))
        d = Symbol("d")
        prime = ElementwiseApplyFunction(sympy.Lambda(d, sympy.Derivative(sigma(d), d)), z)
        assert from_sympy(DiagMatrix(prime)) == e.Diagonal(e.Apply(r"\sigma", 1, e.MatMul(A, x)))

    def test_a_known_activation_as_a_formula(self):
        """The logistic function: 1/(1 + e^{-z}) at every entry."""
        z = Symbol("z")
        logistic = sympy.Lambda(z, 1 / (1 + sympy.exp(-z)))
        ones = e.Constant(Fraction(1), (n,))
        exponential = e.Apply("exp", 0, e.Times(e.number(-1), x))
        assert from_sympy(ElementwiseApplyFunction(logistic, self.v)) == e.Power(
            e.Add((ones, exponential)), Fraction(-1))

    def test_derivatives(self):
        quadratic = scalar(self.v.T * self.w)
        assert from_sympy(gradient(quadratic, self.v)).shape == (n,)
        assert from_sympy(jacobian(self.M * self.v, self.v)) == e.Derivative(e.MatMul(A, x), x, None, ("b0", "v0"))
        trace = sympy.Trace(self.M * self.N)
        assert from_sympy(sympy.Derivative(trace, self.M)) == e.Derivative(
            e.Trace(e.MatMul(A, B)), A, None, ("v0", "v1"))

    def test_symbolic_shapes_that_do_not_fit_are_refused(self):
        """SymPy accepts A + A^T for symbolic m, n."""
        with pytest.raises(ShapeError):
            from_sympy(sympy.MatAdd(self.M, sympy.Transpose(self.M)))

    def test_what_has_no_meaning_is_refused(self):
        with pytest.raises(TypeError, match="Integral"):
            from_sympy(sympy.Integral(Symbol("t"), Symbol("t")))

    def test_a_context_says_that_a_column_is_a_matrix(self):
        context = Context(tensors=(TensorDeclaration("x", (), (n, integer(1))),))
        assert from_sympy(self.v, context).shape == (n, integer(1))

    def test_ones(self):
        assert from_sympy(OneMatrix(self.cols, 1)) == e.Constant(Fraction(1), (n,))


class TestFamilies:
    ell = symbols("ell", integer=True)
    width = IndexedBase("n", integer=True)

    def test_members_keep_their_label(self):
        """At equal widths A_ℓ and A_{ℓ-1} stay two objects."""
        square = MatrixFamily("A", (self.ell, 1, 5), (self.width[0], self.width[0]))
        assert square[self.ell] != square[self.ell - 1]
        assert (square[self.ell] - square[self.ell - 1]).doit() != sympy.ZeroMatrix(self.width[0], self.width[0])
        assert isinstance(square[2], sympy.MatrixExpr)

    def test_shapes_follow_the_label(self):
        family = MatrixFamily("A", (self.ell, 1, 5), (self.width[self.ell], self.width[self.ell - 1]))
        assert family[3].shape == (self.width[3], self.width[2])
        assert family[self.ell].subs(self.ell, 3) == family[3]
        assert from_sympy(family[self.ell - 1]).labels == (l - 1,)
