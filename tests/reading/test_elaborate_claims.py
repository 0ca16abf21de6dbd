"""Claims: kinds, shapes, indices, layouts, chains with members that cannot be read."""
import pytest

from symbolic.language.context import Range
from symbolic.language.expressions import (
    Add, Apply, Cases, Condition, Delta, Derivative, Diagonal, Entry, Expand, Identity, MatMul, Number, Power,
    Squeeze, Sum, Symbol, Times, Transpose, number,
)
from symbolic.language.integers import integer
from symbolic.reading.claims.reader import read

from .homework import ELL, L, SHEET, document, n, problem, reading, side, step, steps

AFFINE = [r"A \in \mathbb{R}^{m \times n}", r"x \in \mathbb{R}^n", r"b \in \mathbb{R}^m", r"t \in \mathbb{R}",
          r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable, applied elementwise}"]
M, N = integer("m"), integer("n")
A, x, b, t = Symbol("A", (), (M, N)), Symbol("x", (), (N,)), Symbol("b", (), (M,)), Symbol("t", (), ())
AL, YL = Symbol("A", (L,), (n(L), n(L - 1))), Symbol("y", (L,), (n(L),))


# ---------------------------------------------------------------- kinds and shapes

@pytest.mark.parametrize("formula, expected", [
    (r"Ax + b", Add((MatMul(A, x), b))),
    (r"\sigma(Ax + b)", Apply("\\sigma", 0, Add((MatMul(A, x), b)))),
    (r"\sigma'(x)", Apply("\\sigma", 1, x)),
    (r"t(x)", Times(t, x)),
    (r"x^\top x", Squeeze(MatMul(Transpose(x), x), (0,))),
    (r"x x^T", MatMul(Expand(x, (1,)), Transpose(x))),
    (r"t^2", Power(t, 2)),
    (r"\|x\|^2", Squeeze(MatMul(Transpose(x), x), (0,))),
    (r"\operatorname{diag}(b)", Diagonal(b)),
    (r"A_{12}", Entry(A, (integer(1), integer(2)))),
    (r"(A x)_1", Entry(MatMul(A, x), (integer(1),))),
    (r"I_m A", MatMul(Identity(M), A)),
    (r"I A", MatMul(Identity(M), A)),
    (r"x \cdot x", Squeeze(MatMul(Transpose(x), x), (0,))),
    (r"x \odot x", Times(x, x)),
    (r"\frac{t}{2}", Times(number("1/2"), t)),
    (r"e^{t}", Apply("exp", 0, t)),
])
def test_elaboration(formula, expected):
    assert side(formula, AFFINE) == expected


def test_scalar_factors_reach_over_a_quadratic_form():
    got = side(r"A x^\top x", AFFINE)
    assert got == Times(A, Squeeze(MatMul(Transpose(x), x), (0,)))


def test_a_sum_over_an_index_binds_it():
    got = side(r"\sum_{k=1}^n A_{ik} x_k", AFFINE)
    k = integer(got.index)
    assert (got.lower, got.upper) == (1, N)
    assert got.body == Times(Entry(A, (integer("i"), k)), Entry(x, (k,)))


def test_a_sum_without_limits_takes_the_axis_it_indexes():
    got = side(r"\sum_k x_k", AFFINE)
    assert (got.lower, got.upper) == (1, N)


def test_cases_with_conditions():
    got = reading(r"\delta_{ij} A_{ij} = \begin{cases} A_{ij} & \text{if } i = j \\ 0 & \text{otherwise} \end{cases}", AFFINE)
    condition = (Condition(integer("i"), "=", integer("j")),)
    assert got.right == Cases(((condition, Entry(A, (integer("i"), integer("j")))), ((), number(0))))


@pytest.mark.parametrize("claim, code", [
    (r"Ax = x", "shape"), (r"xA = b", "shape"), (r"A^2 = A", "shape"), (r"x x = x", "shape"),
    (r"x + b = x", "shape"), (r"\frac{1}{x} = x", "shape"), (r"A_{ij} x_i = 0", "shape"),
    (r"A + 1 = A", "ambiguous"), (r"x^2 = x", "ambiguous"), (r"J x = x x", "undeclared"),
])
def test_what_does_not_fit(claim, code):
    found = problem(claim, AFFINE)
    assert found.code == code
    assert found.verdict == ("refuted" if code == "shape" else "undecided")


def test_a_matrix_with_one_index_is_not_read():
    assert problem(r"A_1 = 0", AFFINE).verdict == "unread"


def test_the_words_of_a_shape_error():
    found = problem(r"\frac{\partial (Ax)}{\partial x} = A^\top", AFFINE, "numerator")
    assert "m×n" in found.message and "n×m" in found.message and "transpose" in found.hint


def test_undeclared_is_named_with_what_it_resembles():
    found = problem(r"2 \tilde b = Ax", [*AFFINE, r"c \in \mathbb{R}^m"])
    assert "\\tilde{b}" in found.message and found.hint == "did you mean b?"


# ---------------------------------------------------------------- one output

@pytest.mark.parametrize("right", ["1", "I"])
def test_the_derivative_of_one_output(right):
    got = reading(rf"\frac{{\partial y_L}}{{\partial b_L}} = {right}")
    b_L = Symbol("b", (L,), (n(L),))
    left = Derivative(YL, b_L, None, ("b0", "v0"))
    expected = {"1": (Squeeze(left, (0, 1)), Number(1)), "I": (left, Identity(n(L)))}
    assert (got.left, got.right) == expected[right]


def test_one_output_by_a_matrix_is_a_scalar_by_a_matrix():
    got = reading(r"\frac{\partial y_L}{\partial A_\ell} = \operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell)) "
                  r"\left(\frac{\partial y_L}{\partial y_\ell}\right)^T y_{\ell-1}^T, \quad \ell = 1, \dots, L-1")
    A_ell = Symbol("A", (ELL,), (n(ELL), n(ELL - 1)))
    assert got.left == Derivative(Squeeze(YL, (0,)), A_ell, None, ("v0", "v1"))
    assert got.free == (Range("\\ell", integer(1), L - 1),)
    assert got.right.shape == (n(ELL), n(ELL - 1))


# ---------------------------------------------------------------- indices and labels

def test_entries_get_their_ranges_from_the_first_use():
    got = reading(r"\left(\frac{\partial y_L}{\partial A_\ell}\right)_{ij} = \frac{\partial y_L}{\partial (A_\ell)_{ij}}")
    assert got.free == (Range("\\ell", integer(1), L - 1), Range("i", integer(1), n(ELL)), Range("j", integer(1), n(ELL - 1)))


def test_a_double_index_is_an_entry_of_a_member():
    got = reading(r"\frac{\partial y_{\ell i}}{\partial b_{\ell j}} = \delta_{ij} \sigma'((A_\ell y_{\ell-1} + b_\ell)_i)")
    y_ell, b_ell = (Symbol(name, (ELL,), (n(ELL),)) for name in "yb")
    assert got.left == Derivative(Entry(y_ell, (integer("i"),)), b_ell, (integer("j"),), ())


@pytest.mark.parametrize("sub", ["1,n_{L-1}", "1n_{L-1}"])
def test_an_index_pair(sub):
    assert side(rf"(A_L)_{{{sub}}}") == Entry(AL, (integer(1), n(L - 1)))


def test_a_single_index_of_a_row_skips_its_axis():
    got = side(r"\left(\frac{\partial y_L}{\partial y_\ell}\right)_i")
    assert isinstance(got, Entry) and got.indices == (integer("i"),) and isinstance(got.arg, Squeeze)


def test_the_stated_range_wins():
    got = reading(r"\frac{\partial y_\ell}{\partial y_{\ell-1}} = \operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell)) A_\ell,"
                  r" \quad \ell = 2, \dots, L-1")
    assert got.free == (Range("\\ell", integer(2), L - 1),)


def test_an_index_out_of_range_is_ill_typed_for_general_sizes():
    assert problem(r"\sigma'((b_\ell)_i) = (y_{\ell-1})_i").code == "shape"


def test_bound_names_are_apart_from_free_ones():
    got = reading(r"x_i + \sum_{i=1}^n x_i = \sum_{i=1}^n x_i + x_i", AFFINE)
    assert [r.name for r in got.free] == ["i"]
    bound = [e.index for s in (got.left, got.right) for e in s.walk() if isinstance(e, Sum)]
    assert len(set(bound)) == 2 and "i" not in bound


# ---------------------------------------------------------------- layouts

@pytest.mark.parametrize("layout, axes", [
    ("numerator", ("b0", "v0")), ("denominator", ("v0", "b0")), ("mixed", ("b0", "v0"))])
def test_a_vector_by_a_vector(layout, axes):
    assert side(r"\frac{\partial (Ax)}{\partial x}", AFFINE, layout) == Derivative(MatMul(A, x), x, None, axes)


@pytest.mark.parametrize("layout, axes", [
    ("numerator", ("v1", "v0")), ("denominator", ("v0", "v1")), ("mixed", ("v0", "v1"))])
def test_a_scalar_by_a_matrix(layout, axes):
    got = side(r"\frac{\partial}{\partial A} b^\top A x", AFFINE, layout)
    assert got.axes == axes and got.variable == A and got.body.shape == ()


@pytest.mark.parametrize("layout", ["numerator", "denominator", "mixed"])
def test_a_gradient_has_the_shape_of_its_variable(layout):
    assert side(r"\nabla_x x^\top x", AFFINE, layout).axes == ("v0",)
    assert side(r"\nabla_x^2 x^\top x", AFFINE, layout).shape == (N, N)


@pytest.mark.parametrize("claim, layout", [
    (r"\frac{\partial (Ax)}{\partial x} = A", "mixed"),
    (r"\frac{\partial (Ax)}{\partial x} = A^\top", "denominator"),
    (r"\frac{\partial\, b^\top A x}{\partial A} = x b^\top", "numerator"),
    (r"\frac{\partial\, x^\top x}{\partial x} = 2x", "denominator"),
])
def test_a_layout_is_inferred_from_the_shapes(claim, layout):
    found = read(document(claim), given=AFFINE)
    assert found.layout == layout and found.steps[0].readings


def test_a_transpose_away_from_an_inferred_layout_is_undecided():
    text = r"\frac{\partial (Ax)}{\partial x} = A \\ \frac{\partial\,\sigma(Ax)}{\partial x} = \operatorname{diag}(\sigma'(Ax)) A" \
           r" \\ \frac{\partial (Ax)}{\partial x} = A^\top"
    found = read(document(text), given=AFFINE)
    problems = [s.problem for s in found.steps]
    assert problems[:2] == [None, None] and (problems[2].verdict, problems[2].code) == ("undecided", "layout")


def test_square_shapes_keep_both_readings():
    given = [r"A \in \mathbb{R}^{n \times n}", r"x \in \mathbb{R}^n"]
    only = read(document(r"\frac{\partial (Ax)}{\partial x} = A"), given=given).steps[0]
    assert {r.left.axes for r in only.readings} == {("b0", "v0"), ("v0", "b0")}


# ---------------------------------------------------------------- chains

def test_a_bridge_over_a_member_that_cannot_be_read():
    found = steps(r"(A_L)_{1j} = (A_L)_{j} = (A_L)_{1j}")
    assert [(s.id, s.kind, s.problem and s.problem.verdict) for s in found] == [
        ("1.1", "step", "unread"), ("1.2", "step", "unread"), ("1.1-2", "bridge", None)]


def test_a_definition_is_listed_and_then_used():
    found = steps(r"s = x^\top x \\ \frac{\partial s}{\partial x} = 2x^\top", AFFINE)
    assert found[0].problem.verdict == "definition"
    assert found[1].readings[0].context.definitions_of("s")


def test_the_next_steps_of_a_definition_are_claims():
    found = steps(r"s = x^\top x = \sum_{i=1}^n x_i^2", AFFINE)
    assert found[0].problem.verdict == "definition" and found[1].problem is None


def test_what_is_given_is_not_redefined():
    assert step(r"x = 2x", AFFINE).problem is None


def test_the_size_of_an_identity_comes_from_the_chain():
    found = steps(r"\frac{\partial y_L}{\partial b_L} = I = 1")
    assert found[1].readings[0].left == Squeeze(Identity(n(L)), (0, 1))


def test_a_hypothesis_is_not_a_claim():
    found = steps(r"A x = b \Rightarrow 2 A x = 2 b", AFFINE)
    assert (found[0].problem.verdict, found[0].problem.code) == ("undecided", "hypothesis")
    assert found[1].readings[0].context.assumptions


def test_fonts_spell_one_name():
    only = step(r"\mathbf{A} \underline{x} = \mathbf{A} x", AFFINE)
    assert only.readings[0].left == MatMul(A, x)
    assert any("is read as" in words for words in only.reading)


def test_decisions_are_said():
    words = " ".join(step(r"\frac{\partial y_L}{\partial A_\ell} = 0").reading)
    assert "mixed" in words and "n_{L} = 1" in words and "\\ell = 1, …, L - 1" in words


# ---------------------------------------------------------------- notation that may be read in two ways

@pytest.mark.parametrize("formula, expected", [
    (r"I_{ij} A_{ij}", Times(Delta(integer("i"), integer("j")), Entry(A, (integer("i"), integer("j"))))),
    (r"\mathbf{1}(i = j) A_{ij}", Times(Delta(integer("i"), integer("j")), Entry(A, (integer("i"), integer("j"))))),
    (r"\langle x, x \rangle", Squeeze(MatMul(Transpose(x), x), (0,))),
    (r"\sin 2t", Apply("sin", 0, Times(number(2), t))),
    (r"\tanh^2(x)", Power(Apply("tanh", 0, x), 2)),
])
def test_notation(formula, expected):
    assert side(formula, AFFINE) == expected


@pytest.mark.parametrize("formula, count", [(r"t / 2 t", 2), (r"\log t t", 2), (r"t / 2", 1)])
def test_several_readings_are_kept(formula, count):
    assert len(step(rf"{formula} = t", AFFINE).readings) == count


def test_one_reading_survives_the_shapes():
    (only,) = step(r"1/2 x = x", AFFINE).readings
    assert only.left == Times(number("1/2"), x)


def test_a_column_of_a_matrix():
    got = reading(r"A_{:,1} = b", AFFINE).left
    assert got.shape == (M,) and got.body == Entry(A, (integer(got.binders[0][0]), integer(1)))


def test_labels_above():
    given = [r"W^{(l)} \in \mathbb{R}^{d \times d},\ l = 1, \dots, L", r"a^{(0)} \in \mathbb{R}^d"]
    got = side(r"W^{(l)}_{ij}", given)
    assert got.arg.name == "W" and got.arg.labels == (integer("l"),)


def test_rows_of_a_matrix():
    given = [r"Z \in \mathbb{R}^{N \times d}", r"z_i^{\top} \text{ is row } i \text{ of } Z", r"q \in \mathbb{R}^d"]
    got = reading(r"(Zq)_i = q^\top z_i", given)
    assert got.right.arg.right.name == "z" and got.free == (Range("i", integer(1), integer("N")),)


def test_a_formula_for_entries_says_the_layout():
    convention = r"\left(\frac{\partial y_L}{\partial A_\ell}\right)_{ij} = \frac{\partial y_L}{\partial (A_\ell)_{ij}}"
    found = read(document(r"\frac{\partial y_L}{\partial A_L} = y_{L-1}^T"), given=[*SHEET, convention], layout="numerator")
    assert found.layout == "mixed" and found.steps[0].problem is None


def test_a_relation_that_is_not_judged_is_said():
    assert problem(r"x \approx 2x", AFFINE).code == "relation"


def test_a_displayed_formula_that_cannot_be_read_is_a_step():
    assert problem(r"\frac{x}{", AFFINE).verdict == "unread"


def test_what_the_author_adds_to_the_sheet_is_not_granted():
    given = [r"W \in \mathbb{R}^{n \times n}"]
    found = read(document(r"W \text{ symmetric} \\ W^\top = W"), given=given)
    assert found.context.tensor("W").properties == frozenset()
    assert any(x.code == "author" for x in found.notices)


def test_too_many_readings_are_not_trusted():
    product = " + ".join([r"\log t t"] * 6)
    assert problem(rf"{product} = t", AFFINE).code == "ambiguous"
