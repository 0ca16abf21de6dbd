r"""LaTeX as typed, made fit for a line."""
import pytest

from symbolic.reporting.formula import relation_lines, shorten, tidy
from symbolic.reporting.plain import plain


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


def test_a_relation_that_fits_stays_on_one_line():
    assert relation_lines("x", "&=", r"y \quad", 60) == ["x = y"]


def test_a_long_relation_takes_a_line_for_each_side():
    lines = relation_lines("x + y", "=", LONG, 80)
    assert lines[0] == "x + y" and lines[1].startswith("  = ") and "…" in lines[1]
    assert all(len(line) <= 80 for line in lines)


@pytest.mark.parametrize("latex, text", [
    (r"\frac{\partial y_L}{\partial b_{L}}", "∂y_L/∂b_L"),
    (r"(\frac{\partial y_L}{\partial A_\ell})_{ij}", "(∂y_L/∂A_ℓ)_{ij}"),
    (r"\text{diag}(\sigma'(A_L y_{L-1} + b_L))", "diag(σ'(A_L y_{L-1} + b_L))"),
    (r"\frac{\partial y_{\ell_1}}{\partial b_{\ell_1}}", "∂y_{ℓ_1}/∂b_{ℓ_1}"),
    (r"\frac{a+b}{2}", "(a+b)/2"),
    (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
    (r"\mathbf{x}^\top A", "xᵀ A"),
    (r"\begin{bmatrix} a & b \\ c \end{bmatrix} x", "[…] x"),
    (r"\operatorname{tr}(A^{\top} B)", "tr(Aᵀ B)"),
    (r"\mathbb{R}^n", "R^n"),
])
def test_plain_text_for_the_overview(latex, text):
    assert plain(latex) == text
