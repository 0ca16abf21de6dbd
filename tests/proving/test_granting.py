"""What would make a refuted step true: a property, told with a proof behind it."""
import pytest

from symbolic.checking import check
from symbolic.library import readings
from symbolic.proving.granting import lacking

SQUARE = (r"A, B, Q, S \in \mathbb{R}^{n \times n}", r"x, y, p \in \mathbb{R}^n", r"a \in \mathbb{R}")
TALL = (r"X \in \mathbb{R}^{N \times d}", r"W \in \mathbb{R}^{d \times k}")


def found(claim, given=SQUARE):
    (obligation,) = readings(claim, given, "denominator")
    return lacking(obligation)


@pytest.mark.parametrize("claim, sentence", [
    (r"\nabla_x (x^\top A x) = 2 A x", "A is symmetric"),
    (r"x^\top A y = y^\top A x", "A is symmetric"),
    (r"(A B)^\top = B A", "A and B are symmetric"),
    (r"x^\top A x = 0", "A is antisymmetric"),
    (r"Q^{-1} = Q^\top", "Q is orthogonal"),
    (r"\lVert Q x \rVert^2 = \lVert x \rVert^2", "Q is orthogonal"),
    (r"\operatorname{tr}(S^\top A S) = \operatorname{tr}(A)", "S is orthogonal"),
    ("A^3 = A", "A is idempotent"),
    (r"A = \operatorname{diag}(\operatorname{diag}(A))", "A is diagonal"),
    ("(A + B)^2 = A^2 + 2 A B + B^2", "A and B commute"),
    (r"\mathbf{1}^\top (p - \mathbf{1}^\top p \, x) = 1 - \mathbf{1}^\top x", "p has entries that sum to 1"),
    (r"(I - x x^\top)^2 = I - x x^\top", "x has length 1"),
    (r"\sqrt{a^2} = a", "a is not negative"),
])
def test_the_property_that_makes_it_true(claim, sentence):
    assert sentence in found(claim)


def test_orthonormal_columns_of_a_tall_matrix():
    claim = r"\lVert X - X W W^\top \rVert_F^2 = \lVert X \rVert_F^2 - \lVert X W \rVert_F^2"
    assert found(claim, TALL) == ["W has orthonormal columns"]


def test_the_rank_that_a_pseudo_inverse_wants():
    given = [r"A \in \mathbb{R}^{m \times n}"]
    assert found("A^+ A = I", given) == ["A has full column rank"]
    assert found("A A^+ = I", given) == ["A has full row rank"]
    assert found("A^+ A = I", [r"A \in \mathbb{R}^{n \times n}"]) == ["A is invertible"]


@pytest.mark.parametrize("claim", [r"A = B", r"x = y", r"(A + B)^{-1} = A^{-1} + B^{-1}", r"\det(2 A) = 2 \det(A)"])
def test_nothing_is_told_where_no_property_helps(claim):
    assert found(claim) == []


def test_a_weaker_property_is_told_for_a_stronger_one():
    assert found(r"\nabla_x (x^\top A x) = 2 A x") == ["A is symmetric"]


def test_a_property_that_makes_both_sides_vanish_is_not_told():
    assert "A is antisymmetric" not in found(r"\operatorname{tr}(S^\top A S) = \operatorname{tr}(A)")


def test_the_result_says_so_beside_the_refutation():
    claim = r"\nabla_x (x^\top A x) = 2 A x"
    step = check(claim, SQUARE, "denominator", repair=True)["files"][0]["steps"][0]
    assert step["verdict"] == "refuted" and step["true_if"] == ["A is symmetric"]
    assert "true_if" not in check(claim, SQUARE, "denominator")["files"][0]["steps"][0]


@pytest.mark.parametrize("given", [
    (r"A \in \mathbb{R}^{n \times n}", r"A A^\top = -I"),
    (r"a \in \mathbb{R}", "a^2 = -1"),
    (r"x \in \mathbb{R}^n", r"x^\top x = 1", r"x^\top x = 2"),
])
def test_nothing_is_proved_from_what_nothing_satisfies(given):
    name = given[0][0]
    step = check(f"{name} + {name} = 2 {name}", given)["files"][0]["steps"][0]
    assert (step["verdict"], step["code"]) == ("undecided", "no model")
