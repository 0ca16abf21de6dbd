"""Labels and indices as documents have them: slips out of range, several digits, depths that are numbers."""
import pytest

from symbolic.checking import check
from symbolic.language.expressions import Entry, Symbol
from symbolic.language.integers import integer
from symbolic.reading.declarations.given import context_from

from .homework import SHEET, n, problem, side

MIXED = "mixed"


def steps(claim, given, layout=MIXED):
    return check(claim, given, layout)["files"][0]["steps"]


def verdicts(claim, given, layout=MIXED):
    return [step["verdict"] for step in steps(claim, given, layout)]


def test_an_index_out_of_its_range_is_refuted_with_numbers():
    claim = r"(A_\ell y_{\ell-1})_i = \sum_{k=1}^{n_{\ell-1}} (A_\ell)_{ik} (y_{\ell-1})_i, \quad \ell = 1, \dots, L-1"
    (step,) = steps(claim, SHEET)
    assert (step["verdict"], step["code"]) == ("refuted", "shape")
    assert step["counterexample"]["left"] != step["counterexample"]["right"]
    assert "extent n_{\\ell - 1}" in step["reason"]


def test_an_index_out_of_its_range_in_a_true_equation_has_no_numbers():
    (step,) = steps(r"(b_\ell)_i + 0 (y_{\ell-1})_i = (b_\ell)_i, \quad \ell = 1, \dots, L-1", SHEET)
    assert (step["verdict"], step["code"], step["counterexample"]) == ("refuted", "shape", None)


@pytest.mark.parametrize("order", [1, -1])
def test_a_family_of_sizes_is_one_family_in_any_order(order):
    given = [r"x \in \mathbb{R}^{n_{0}}", r"A_\ell \in \mathbb{R}^{n_\ell \times n_{\ell-1}}, \ell = 1, \dots, L"][::order]
    context, _ = context_from(given)
    assert context.tensor("x").shape == (n(0),)
    assert [d.name for d in context.integers if d.name.startswith("n")] == ["n"]


MANY = [*SHEET, r"L \ge 20", r"B \in \mathbb{R}^{p \times q}", r"z \in \mathbb{R}^p"]


@pytest.mark.parametrize("formula, expected", [
    (r"b_{10}", Symbol("b", (integer(10),), (n(10),))),
    (r"A_{12}", Symbol("A", (integer(12),), (n(12), n(11)))),
    (r"B_{12}", Entry(Symbol("B", (), (integer("p"), integer("q"))), (integer(1), integer(2)))),
    (r"z_{12}", Entry(Symbol("z", (), (integer("p"),)), (integer(12),))),
])
def test_several_digits(formula, expected):
    assert side(formula, MANY) == expected


def test_digits_beyond_the_declared_labels_are_a_label_and_an_index():
    given = [r"w_k \in \mathbb{R}^p, \quad k = 1, \dots, 3"]
    assert side(r"w_{21}", given) == Entry(Symbol("w", (integer(2),), (integer("p"),)), (integer(1),))


def test_a_name_is_read_one_way_throughout_a_step():
    given = [r"w_l \in \mathbb{R}^p, \quad l = 1, \dots, N"]
    (step,) = steps(r"w_{2k} + w_{2k} = 2 w_{2k}", given)
    assert step["verdict"] == "proved" and "2 readings are kept" in step["reading"]


DEEP = [*SHEET, "L = 3", r"x \in \mathbb{R}^{n_0}"]
SINGLE = [r"x \in \mathbb{R}^{n_0}", "y_0 = x", r"y_1 = \sigma(A_1 y_0 + b_1)", "y_2 = A_2 y_1 + b_2",
          r"A_1 \in \mathbb{R}^{n_1 \times n_0}", r"A_2 \in \mathbb{R}^{1 \times n_1}", r"b_1 \in \mathbb{R}^{n_1}",
          r"b_2 \in \mathbb{R}", r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable}"]
FIRST = r"\operatorname{diag}(\sigma'(A_1 x + b_1))"
SECOND = r"\operatorname{diag}(\sigma'(A_2 y_1 + b_2))"


@pytest.mark.parametrize("claim, given, verdict", [
    (rf"\frac{{\partial y_3}}{{\partial A_1}} = {FIRST} A_2^\top {SECOND} A_3^\top x^\top", DEEP, "proved"),
    (rf"\frac{{\partial y_3}}{{\partial A_2}} = {SECOND} A_3^\top y_1^\top", DEEP, "proved"),
    (rf"\frac{{\partial y_3}}{{\partial x}} = A_3 {SECOND} A_2 {FIRST} A_1", DEEP, "proved"),
    (r"\frac{\partial y_3}{\partial A_3} = y_2^\top", DEEP, "proved"),
    (r"y_3 = A_L y_2 + b_L", DEEP, "proved"),
    (rf"\frac{{\partial y_3}}{{\partial x}} = A_3 A_2 {FIRST} A_1", DEEP, "refuted"),
    (r"\frac{\partial y_3}{\partial A_3} = y_1^\top", DEEP, "refuted"),
    (rf"\frac{{\partial y_2}}{{\partial A_1}} = {FIRST} A_2^\top x^\top", SINGLE, "proved"),
    (r"\frac{\partial y_2}{\partial A_1} = A_2^\top x^\top", SINGLE, "refuted"),
])
def test_a_depth_that_is_a_number(claim, given, verdict):
    assert verdicts(claim, given) == [verdict]


def test_a_depth_against_its_bound_has_no_model():
    assert set(verdicts(r"b_1 + b_1 = 2 b_1", [*DEEP, r"L \ge 4"])) == {"undecided"}


def test_a_letter_that_counts_nothing_is_undeclared():
    found = problem(r"\frac{8 (y_e)_i}{3 (y_e)_j} = \frac{2}{3 (y_e)_j} \sigma((y_e)_i)")
    assert (found.verdict, found.code) == ("undecided", "undeclared") and "e is not declared" in found.message


def test_words_that_lead_up_to_an_expression_are_no_notice():
    _, notices = context_from([r"A map takes $x \in \mathbb{R}^n$ to $x + x$ and back. The vector $x - x$ is bounded."])
    assert [notice.message for notice in notices] == ["not understood as given: what “bounded” says of an expression"]
