r"""Printing: an expression reads as its author would write it, with no needless bracket."""
from fractions import Fraction

import pytest

from symbolic.language.expressions import (
    Add, Apply, Array, Cases, Condition, Constant, Delta, Derivative, Determinant, Diagonal,
    Entry, Identity, Integer, Inverse, Kronecker, Listing, MatMul, MatrixProduct, Number, Power, PseudoInverse,
    Squeeze, Sum, Symbol, Times, Trace, Transpose, UnitVector, Vectorize, negative, number,
)
from symbolic.language.integers import integer
from symbolic.language.latex import integer_latex

l, L, n, i, j = (integer(x) for x in (r"\ell", "L", "n", "i", "j"))
n_l, n_before = integer("n", l), integer("n", l - 1)
A = Symbol("A", (l,), (n_l, n_before))
y = Symbol("y", (l - 1,), (n_before,))
b = Symbol("b", (l,), (n_l,))
y_L = Symbol("y", (L,), (integer("n", L),))
M = Symbol("M", (), (n, n))
v, w = Symbol("v", (), (n,)), Symbol("w", (), (n,))
s, t = Symbol("s", (), ()), Symbol("t", (), ())
z = Add((MatMul(A, y), b))
k_family = Symbol("M", (integer("k"),), (n, n))


@pytest.mark.parametrize("expression, text", [
    (z, r"A_{\ell} y_{\ell-1} + b_{\ell}"),
    (MatMul(Diagonal(Apply(r"\sigma", 1, z)), A),
     r"\operatorname{diag}(\sigma'(A_{\ell} y_{\ell-1} + b_{\ell})) A_{\ell}"),
    (Derivative(y_L, b, None, ("b0", "v0")), r"\frac{\partial y_{L}}{\partial b_{\ell}}"),
    (Derivative(Apply(r"\sigma", 0, z), A, (i, j), ("b0",)),
     r"\frac{\partial}{\partial (A_{\ell})_{ij}} (\sigma(A_{\ell} y_{\ell-1} + b_{\ell}))"),
    (Transpose(Derivative(y_L, b, None, ("b0", "v0"))),
     r"\left( \frac{\partial y_{L}}{\partial b_{\ell}} \right)^{\top}"),
    (MatMul(Derivative(MatMul(M, v), v, None, ("b0", "v0")), v),
     r"\left( \frac{\partial}{\partial v} (M v) \right) v"),
    (MatMul(M, MatMul(M, v)), "M M v"),
    (MatMul(MatMul(M, v), v), r"(M v) \cdot v"),
    (MatMul(M, Add((v, w))), "M (v + w)"),
    (MatMul(Add((M, M)), v), "(M + M) v"),
    (MatMul(M, negative(v)), "M (-v)"),
    (negative(Add((v, w))), "-(v + w)"),
    (Add((v, negative(w))), "v - w"),
    (Add((v, Add((w, v)))), "v + (w + v)"),
    (Times(Number(Fraction(1, 2)), MatMul(Transpose(v), M)), r"\frac{1}{2} v^{\top} M"),
    (Times(Add((s, t)), v), "(s + t) v"),
    (Times(v, w), r"v \odot w"),
    (Times(MatMul(M, v), w), r"(M v) \odot w"),
    (Times(s, Power(t, Fraction(-1))), r"\frac{s}{t}"),
    (Times(s, Power(Add((s, t)), Fraction(-2))), r"\frac{s}{(s + t)^{2}}"),
    (Power(s, Fraction(1, 2)), r"\sqrt{s}"),
    (Power(Power(s, Fraction(2)), Fraction(3)), "(s^{2})^{3}"),
    (Times(s, number(2)), r"s \cdot 2"),
    (Inverse(Transpose(M)), r"(M^{\top})^{-1}"),
    (PseudoInverse(M), "M^{+}"),
    (Transpose(PseudoInverse(MatMul(M, M))), r"((M M)^{+})^{\top}"),
    (Trace(MatMul(M, M)), r"\operatorname{tr}(M M)"),
    (Determinant(M), r"\det(M)"),
    (Apply("log", 0, s), r"\log(s)"),
    (Apply("softplus", 4, s), r"\operatorname{softplus}^{(4)}(s)"),
    (Entry(MatMul(M, v), (i,)), "[M v]_{i}"),
    (Entry(M, (i, n - 1)), "M_{i,n-1}"),
    (Entry(b, (n_l,)), r"(b_{\ell})_{n_{\ell}}"),
    (Sum("i", integer(1), n, Entry(v, (i,))), "\\sum_{i=1}^{n} v_{i}"),
    (Times(Sum("i", integer(1), n, Entry(v, (i,))), s), r"\left( \sum_{i=1}^{n} v_{i} \right) s"),
    (Sum("i'2", integer(1), n, Entry(v, (integer("i'2"),))), r"\sum_{i=1}^{n} v_{i}"),
    (Sum("i'2", integer(1), n, Times(Entry(v, (integer("i'2"),)), Entry(v, (i,)))),
     r"\sum_{i'=1}^{n} v_{i'} v_{i}"),
    (Sum("i", integer(1), n, Times(Entry(v, (i,)), Sum("i'1", integer(1), n, Entry(v, (integer("i'1"),))))),
     r"\sum_{i=1}^{n} v_{i} \sum_{i'=1}^{n} v_{i'}"),
    (MatMul(Times(M, M), v), r"(M \odot M) v"), (MatMul(Kronecker(M, M), Vectorize(M)),
     r"(M \otimes M) \operatorname{vec}(M)"),
    (Sum("i", integer(1), n, Times(v, v)), r"\sum_{i=1}^{n} v \odot v"),
    (negative(Times(v, v)), r"-v \odot v"), (negative(negative(s)), "-(-s)"),
    (Times(number(1), Constant(Fraction(1), (n,))), r"\mathbf{1}"),
    (MatrixProduct("k", L, l + 1, k_family), r"\prod_{k=L}^{\ell+1} M_{k}"),
    (Kronecker(M, M), r"M \otimes M"),
    (Vectorize(M), r"\operatorname{vec}(M)"),
    (Listing((integer(2), integer(2)), (s, t, number(0), number(1))),
     r"\begin{bmatrix} s & t \\ 0 & 1 \end{bmatrix}"),
    (Listing((integer(2),), (s, t)), r"\begin{bmatrix} s \\ t \end{bmatrix}"),
    (Array((("i", n),), Entry(v, (i,))), r"[v_{i}]_{1 \le i \le n}"),
    (Cases((((Condition(i, "=", j),), s), ((), number(0)))),
     r"\begin{cases} s & \text{if } i = j \\ 0 & \text{otherwise} \end{cases}"),
    (Identity(n), "I"), (UnitVector(i, n), "e_{i}"), (Delta(i, j), r"\delta_{ij}"),
    (Constant(Fraction(1), (n,)), r"\mathbf{1}"), (Constant(Fraction(0), (n, n)), "0"),
    (Times(Integer(n - 1), v), "(n - 1) v"),
    (Squeeze(Derivative(y_L, y, None, ("b0", "v0")), (0,)),
     r"\frac{\partial y_{L}}{\partial y_{\ell-1}}"),
], ids=str)
def test_reads_as_written_by_hand(expression, text):
    assert str(expression) == text


@pytest.mark.parametrize("polynomial, text", [
    (L - l, r"L-\ell"), (2 * n - 2 * integer("k") + 2, "2 n-2 k+2"), (integer("n", L - 1), "n_{L-1}"),
    (n * n, "n^{2}"), (integer(0), "0"), (-n, "-n"), (n - 1, "n-1"),
])
def test_integers_lead_with_a_positive_term(polynomial, text):
    assert integer_latex(polynomial) == text


def test_families_print_their_labels():
    assert [str(Symbol("A", (p,), (n, n))) for p in (l, l - 1, L)] == [r"A_{\ell}", r"A_{\ell-1}", "A_{L}"]
