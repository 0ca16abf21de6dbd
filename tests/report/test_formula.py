r"""LaTeX as typed, made fit for a line."""
import pytest

from symbolic.reporting.formula import relation, shorten, tidy


@pytest.mark.parametrize("typed, tidied", [
    (r"\left( x \right)  &= \quad y \\", "(x) = y"),
    (r"\begin{aligned} a &= b \\ &= c \end{aligned}", "a = b = c"),
    (r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}", r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}"),
    (r"\begin{aligned} x &= \begin{pmatrix} a & b \end{pmatrix} \\ \end{aligned}", r"x = \begin{pmatrix} a & b \end{pmatrix}"),
    (r"\displaystyle f\,(x) \label{eq:1} \tag{1}", "f (x)"),
    (r"\Bigl[ x \Bigr]", "[x]"),
    (r"\left. \frac{a}{b} \right|_{x}", r"\frac{a}{b} |_{x}"),
    (r"\leftarrow \rightarrow \bigoplus", r"\leftarrow \rightarrow \bigoplus"),
    ("a % why\n + b", "a + b"),
    ("50\\% x", "50\\% x"),
    ("", ""),
])
def test_layout_commands_go_and_matrices_stay(typed, tidied):
    assert tidy(typed) == tidied


LONG = r"\frac{\partial}{\partial b_L} \begin{bmatrix} (b_L)_1 & (b_L)_2 & (b_L)_3 \\ \vdots \end{bmatrix} + \sigma(z) + c_{1,2} + d"


@pytest.mark.parametrize("width", [36, 45, 60, 80])
def test_shortening_keeps_to_the_width_and_leaves_groups_whole(width):
    short = shorten(LONG, width)
    assert len(short) <= width and "…" in short
    assert short.count("{") == short.count("}")


def test_a_matrix_loses_its_body_before_anything_else_goes():
    assert shorten(LONG, 95) == r"\frac{\partial}{\partial b_L} \begin{bmatrix} … \end{bmatrix} + \sigma(z) + c_{1,2} + d"


def test_what_fits_is_left_alone():
    assert shorten(LONG, len(LONG)) == LONG


def test_the_shorter_side_of_a_relation_is_spared():
    assert relation("x", "=", LONG, 60).startswith("x = ")
    assert relation(LONG, "&=", "x + y", 60).endswith(" = x + y")
