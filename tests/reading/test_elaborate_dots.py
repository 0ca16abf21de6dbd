"""Dots in sums, rows, columns, matrices and products, each with entries that do not fit."""
import pytest

from symbolic.language.expressions import (
    Add, Apply, Array, Constant, Diagonal, Entry, MatMul, MatrixProduct, Sum, Symbol, Times, Transpose, UnitVector,
)
from symbolic.language.integers import integer
from symbolic.reading.declarations.given import context_from

from .homework import ELL, L, SHEET, n, problem, reading, side

I, K = integer("i"), integer("k")
VECTORS = [r"a \in \mathbb{R}^n", r"B \in \mathbb{R}^{m \times n}", r"c \in \mathbb{R}^m"]
A_L = Symbol("A", (L,), (n(L), n(L - 1)))
B_L = Symbol("b", (L,), (n(L),))
Y = Symbol("y", (L - 1,), (n(L - 1),))
a = Symbol("a", (), (integer("n"),))
B = Symbol("B", (), (integer("m"), integer("n")))


def test_a_sum():
    assert side(r"a_1 + \dots + a_n", VECTORS) == Sum("k", integer(1), integer("n"), Entry(a, (K,)))


def test_a_sum_with_two_terms_before_the_dots_and_one_beside():
    assert side(r"a_1 + a_2 + \dots + a_n + 5", VECTORS).terms[0] == Sum("k", integer(1), integer("n"), Entry(a, (K,)))


def test_a_row_of_the_homework():
    got = side(r"[(A_L)_{1,1}(y_{L-1})_1 + \dots + (A_L)_{1,n_{L-1}}(y_{L-1})_{n_{L-1}}]")
    assert got == Sum("k", integer(1), n(L - 1), Times(Entry(A_L, (integer(1), K)), Entry(Y, (K,))))


def test_a_column_is_a_vector():
    got = side(r"\begin{bmatrix} (b_L)_1 \\ \vdots \\ (b_L)_{n_L} \end{bmatrix}")
    assert got == Array((("i", n(L)),), Entry(B_L, (I,)))


def test_a_row_matrix():
    got = side(r"\begin{bmatrix} (A_L)_{1,1} & \dots & (A_L)_{1,n_{L-1}} \end{bmatrix}")
    assert got == Transpose(Array((("i", n(L - 1)),), Entry(A_L, (integer(1), I))))


def test_a_column_whose_entries_hold_sums():
    got = side(r"""\begin{bmatrix}
        \sigma((A_L)_{1,1}(y_{L-1})_1 + \dots + (A_L)_{1,n_{L-1}}(y_{L-1})_{n_{L-1}} + (b_L)_1) \\ \vdots \\
        \sigma((A_L)_{n_L,1}(y_{L-1})_1 + \dots + (A_L)_{n_L,n_{L-1}}(y_{L-1})_{n_{L-1}} + (b_L)_{n_L})
        \end{bmatrix}""")
    assert isinstance(got, Array) and got.binders == (("i", n(L)),)
    inner = got.body.arg
    (total, bias) = inner.terms
    k = integer(total.index)
    assert got.body == Apply("\\sigma", 0, Add((
        Sum(total.index, integer(1), n(L - 1), Times(Entry(A_L, (I, k)), Entry(Y, (k,)))), Entry(B_L, (I,)))))


def test_a_general_matrix():
    got = side(r"""\begin{bmatrix} B_{11} & \dots & B_{1n} \\ \vdots & \ddots & \vdots \\ B_{m1} & \dots & B_{mn}
                   \end{bmatrix}""", VECTORS)
    assert got == Array((("i", integer("m")), ("j", integer("n"))), Entry(B, (I, integer("j"))))


def test_an_outer_product_entry_by_entry():
    got = side(r"""\begin{pmatrix} c_1 a_1 & c_1 a_2 & \cdots & c_1 a_n \\ \vdots & & & \vdots \\
                   c_m a_1 & c_m a_2 & \cdots & c_m a_n \end{pmatrix}""", VECTORS)
    c = Symbol("c", (), (integer("m"),))
    assert got.body == Times(Entry(c, (I,)), Entry(a, (integer("j"),)))


@pytest.mark.parametrize("rows", [
    r"a_1 & \dots & 0 \\ \vdots & \ddots & \vdots \\ 0 & \dots & a_n",
    r"a_1 & 0 & \dots & 0 \\ 0 & a_2 & & \vdots \\ \vdots & & \ddots & 0 \\ 0 & \dots & 0 & a_n",
    r"a_1 & & 0 \\ & \ddots & \\ 0 & & a_n",
    r"a_1 & & \\ & \ddots & \\ & & a_n",
])
def test_a_diagonal_matrix(rows):
    assert side(rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}", VECTORS) == Diagonal(
        Array((("i", integer("n")),), Entry(a, (I,))))


def test_equal_entries_take_their_number_from_the_other_side():
    got = reading(r"a = \begin{bmatrix} 2 \\ \vdots \\ 2 \end{bmatrix}", VECTORS)
    assert got.right == Constant(2, (integer("n"),))


def test_one_entry_between_zeros():
    got = reading(r"(Ba)_i a = \begin{bmatrix} 0 \\ \vdots \\ 0 \\ c_i \\ 0 \\ \vdots \\ 0 \end{bmatrix} + a",
                  [r"a \in \mathbb{R}^m", r"c \in \mathbb{R}^m", r"B \in \mathbb{R}^{m \times m}"])
    entry, rest = got.right.terms
    c = Symbol("c", (), (integer("m"),))
    assert entry == Times(Entry(c, (I,)), UnitVector(I, integer("m")))


def test_the_product_over_layers_descends():
    got = side(r"\frac{\partial y_L}{\partial y_{L-1}} \cdots \frac{\partial y_{\ell+1}}{\partial y_\ell}")
    assert isinstance(got, MatrixProduct)
    assert (got.first, got.last) == (L, ELL + 1)
    k = integer(got.index)
    assert got.body.body.labels == (k,) and got.body.variable.labels == (k - 1,)
    assert got.shape == (n(L), n(ELL))


def test_a_product_of_groups():
    given = [*SHEET, r"D_\ell = \operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell)),\ \ell = 1, \dots, L-1"]
    got = side(r"A_L D_{L-1} A_{L-1} \cdots D_{\ell+1} A_{\ell+1}", given)
    assert isinstance(got, MatMul) and got.left == A_L
    assert isinstance(got.right, MatrixProduct)
    assert (got.right.first, got.right.last) == (L - 1, ELL + 1)
    k = integer(got.right.index)
    granted, _ = context_from(given)
    assert got.right.body == MatMul(granted.tensor("D").symbol(k), granted.tensor("A").symbol(k))


def test_prod_is_read_in_the_order_that_conforms():
    got = side(r"\prod_{k=\ell+1}^{L} A_k")
    assert isinstance(got, MatrixProduct) and (got.first, got.last) == (L, ELL + 1)


@pytest.mark.parametrize("formula, words", [
    (r"\begin{bmatrix} a_1 & 0 & \dots & 0 \\ \vdots & & & \\ 0 & \dots & a_n & \end{bmatrix}", "row 3, column 4 is empty"),
    (r"\begin{bmatrix} a_1 \\ \vdots \\ c_n \end{bmatrix}", "expected"),
    (r"\begin{bmatrix} a_1 \\ a_3 \\ \vdots \\ a_n \end{bmatrix}", "pattern"),
    (r"B_{n1} a_1 + \dots + B_{mn} a_n", "one index goes from $n$ to $m$"),
    (r"a_1 + a_2 + \dots", "continue nothing"),
    (r"\begin{bmatrix} B_{11} & \dots & B_{1n} \\ \vdots & & \vdots \\ B_{m1} & \dots & B_{m1} \end{bmatrix}", "pattern"),
])
def test_entries_that_do_not_fit(formula, words):
    found = problem(rf"{formula} = {formula}", VECTORS)
    assert found.verdict == "unread" and words in found.message
