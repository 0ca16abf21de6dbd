"""Derivatives by a symmetric matrix: independent entries unless words say otherwise (Matrix Cookbook, section 2.8)."""
import pytest

from symbolic.checking import check

SYMMETRIC = (r"X \in \mathbb{R}^{n \times n}", r"X \text{ symmetric}", r"X \text{ invertible}", r"A \in \mathbb{R}^{n \times n}")
STATED = (*SYMMETRIC, r"\text{derivatives by } X \text{ respect its symmetry}")
IN_PROSE = (r"Let $X \in \mathbb{R}^{n \times n}$ be symmetric and invertible. $X_{ij}$ and $X_{ji}$ are one variable.", SYMMETRIC[3])

LINEAR, LOG_DET = r"\frac{\partial \operatorname{tr}(A X)}{\partial X} = ", r"\nabla_X \log \det(X) = "
ENTRY = r"\frac{\partial \operatorname{tr}(A X)}{\partial X_{ij}} = "


def verdict(claim, given):
    (step,) = check(claim, given, "denominator")["files"][0]["steps"]
    return step["verdict"]


@pytest.mark.parametrize("given", [STATED, IN_PROSE], ids=["stated", "in prose"])
@pytest.mark.parametrize("claim", [
    LINEAR + r"A + A^\top - (A \odot I)",  # (138)
    LOG_DET + r"2 X^{-1} - (X^{-1} \odot I)",  # (141)
    r"\nabla_X \det(X) = \det(X) (2 X^{-1} - (X^{-1} \odot I))",  # (140)
    ENTRY + r"A_{ij} + A_{ji} - \delta_{ij} A_{ij}",
    r"\frac{\partial X_{12}}{\partial X_{21}} = 1",
])
def test_mirrored_entries_are_one_variable_where_words_say_so(claim, given):
    assert verdict(claim, given) == "proved"


@pytest.mark.parametrize("claim", [LINEAR + r"A^\top", LINEAR + "A", LOG_DET + "X^{-1}", LOG_DET + r"2 X^{-1}"])
def test_then_the_formulas_for_independent_entries_are_false(claim):
    assert verdict(claim, STATED) == "refuted"


@pytest.mark.parametrize("claim, expected", [
    (LINEAR + r"A^\top", "proved"),
    (LOG_DET + "X^{-1}", "proved"),
    (LINEAR + r"A + A^\top - (A \odot I)", "undecided"),
    (LINEAR + r"\frac{1}{2} (A + A^\top)", "undecided"),
    (LINEAR + "2 A", "refuted"),
    (LOG_DET + "-X^{-1}", "refuted"),
])
def test_entries_are_independent_where_nothing_is_said_and_other_conventions_are_not_refuted(claim, expected):
    assert verdict(claim, SYMMETRIC) == expected
