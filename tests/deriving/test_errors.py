r"""What is wrong with a question is said with a caret under EXPR, or the nearest names."""
import pytest

from symbolic.deriving import DeriveError, derive

GIVEN = [r"A \in \mathbb{R}^{m \times n}", r"x \in \mathbb{R}^n", r"v \in \mathbb{R}^n", r"B \in \mathbb{R}^{n \times p}"]


def complaint(*arguments, **options) -> str:
    with pytest.raises(DeriveError) as caught:
        derive(*arguments, **options)
    return str(caught.value)


def test_an_unknown_variable_names_the_nearest():
    assert complaint("A x", "X", GIVEN) == "--wrt X: X is not declared\nhint: declared are x"


def test_a_variable_where_nothing_is_declared():
    said = complaint(r"\theta^2", r"\theta", [])
    assert said.startswith(r"--wrt \theta: \theta is not declared") and r"-g '\theta" in said


def test_shapes_that_do_not_fit_have_a_caret():
    assert complaint("A x + B x", "x", GIVEN).splitlines() == [
        "EXPR: the factors do not conform: n×p times n", "    A x + B x", "          ^^^"]


def test_a_bracket_that_stays_open_has_a_caret():
    said = complaint(r"A (x + x", "x", GIVEN).splitlines()
    assert said[0].startswith("EXPR: ( is never closed") and said[2].index("^") == 4 + "A (x + x".index("(")


def test_several_readings_are_listed():
    assert "can be read in 2 ways" in complaint(r"x \otimes v", "x", GIVEN)


def test_without_a_variable_there_must_be_a_derivative():
    assert "EXPR has no derivative of its own" in complaint("A x", "", GIVEN)


def test_a_kink_has_no_derivative():
    assert "absolute value" in complaint(r"\|x\|_1", "x", GIVEN)
