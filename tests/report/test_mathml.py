r"""Formulas as MathML and as LaTeX from the same trees."""
from pathlib import Path
from xml.etree import ElementTree

import pytest

from hostile import _depth
from symbolic.reading.grammar.parser import parse_formula
from symbolic.reading.grammar.syntax import Name
from symbolic.reading.grammar.tables import GREEK, INFIXES, LETTERLIKE, RELATIONS
from symbolic.reporting import tex
from symbolic.reporting.formulas import pieces
from symbolic.reporting.mathml import math, plain_symbol, presentation, value
from symbolic.reporting.signs import SIGNS

PASSES = Path(__file__).resolve().parents[1] / "reading" / "pass" / "formulas.txt"
FORMULAS = [line for line in PASSES.read_text("utf-8").splitlines() if line.strip() and line[0] not in "# "]


@pytest.mark.parametrize("latex, mathml", [
    ("x", "<mi>x</mi>"), ("12", "<mn>12</mn>"), (r"\sigma", "<mi>σ</mi>"), (r"\Gamma", '<mi mathvariant="normal">Γ</mi>'),
    (r"\ell", "<mi>ℓ</mi>"), (r"\mathbb{R}", '<mi mathvariant="normal">ℝ</mi>'),
    (r"\mathbf{x}", '<mi class="bold" mathvariant="normal">x</mi>'), (r"\boldsymbol{x}", '<mi class="bold">x</mi>'),
    (r"\mathcal{L}", '<mi mathvariant="normal">ℒ</mi>'),
    (r"\tilde{y}", '<mover accent="true"><mi>y</mi><mo stretchy="false">~</mo></mover>'),
    (r"\frac{a}{b}", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"),
    (r"A^\top", '<msup><mi>A</mi><mi mathvariant="normal">⊤</mi></msup>'),
    (r"x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
    (r"\sigma'(z)", '<mrow><mrow><mi>σ</mi><mo lspace="0" rspace="0">′</mo></mrow><mrow><mo form="prefix" '
                    'stretchy="false">(</mo><mi>z</mi><mo form="postfix" stretchy="false">)</mo></mrow></mrow>'),
    (r"y_{L-1}", '<msub><mi>y</mi><mrow><mi>L</mi><mo lspace="0" rspace="0">−</mo><mn>1</mn></mrow></msub>'),
    (r"-x", '<mrow><mo form="prefix">−</mo><mi>x</mi></mrow>'),
    (r"\sum_{i=1}^n x", '<mrow><munderover><mo movablelimits="false">∑</mo><mrow><mi>i</mi><mo lspace="0" rspace="0">=</mo>'
                        '<mn>1</mn></mrow><mi>n</mi></munderover><mi>x</mi></mrow>'),
    (r"\sqrt{x}", "<msqrt><mi>x</mi></msqrt>"), (r"\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>"),
    (r"a \odot b", "<mrow><mi>a</mi><mo>⊙</mo><mi>b</mi></mrow>"),
    (r"\operatorname{diag}(x)", '<mrow><mi>diag</mi><mrow><mo form="prefix" stretchy="false">(</mo><mi>x</mi>'
                                '<mo form="postfix" stretchy="false">)</mo></mrow></mrow>'),
    (r"\begin{bmatrix} a & \dots \\ \vdots & \ddots \end{bmatrix}",
     '<mrow><mo form="prefix">[</mo><mtable class="matrix"><mtr><mtd><mi>a</mi></mtd><mtd><mo>⋯</mo></mtd></mtr>'
     '<mtr><mtd><mo>⋮</mo></mtd><mtd><mo>⋱</mo></mtd></mtr></mtable><mo form="postfix">]</mo></mrow>'),
])
def test_each_construction(latex, mathml):
    assert presentation(parse_formula(latex)) == mathml


@pytest.mark.parametrize("latex, printed", [
    (r"\sigma'(z)", r"{\sigma }' (z)"), (r"\mathbb{1}", r"\mathbf{1}"), (r"\left(\frac{a}{b}\right)^T",
     r"{\mathopen{}\left( \frac{a}{b} \right)}^{T}"), (r"\log x", r"\log  x"), (r"\sqrt[3]{x}", r"\sqrt[3]{x}"),
    (r"\sqrt{x}", r"\sqrt{x}"), (r"a := b", r"a \mathrel{:=} b"), (r"\mathscr{L}", r"\mathcal{L}"),
])
def test_latex_of_its_own(latex, printed):
    assert tex.math(parse_formula(latex)) == printed


@pytest.mark.parametrize("latex", FORMULAS)
def test_whatever_is_read_is_printed_well_formed(latex):
    node = parse_formula(latex)
    ElementTree.fromstring(math(node, display=True))
    printed = tex.math(node)
    assert _depth(printed) == 0 and printed.count(r"\left") == printed.count(r"\right")
    assert printed.count(r"\begin") == printed.count(r"\end") and printed.isascii()


def test_every_sign_of_the_reader_has_a_character():
    spellings = {*("\\" + name for name in GREEK + LETTERLIKE), *RELATIONS.values(), *INFIXES.values()}
    assert spellings <= set(SIGNS)


@pytest.mark.parametrize("found, mathml", [
    ("3", "<mn>3</mn>"), ("-3/2", '<mrow><mo form="prefix">−</mo><mfrac><mn>3</mn><mn>2</mn></mfrac></mrow>'),
    (["1"], '<mrow><mo form="prefix">[</mo><mtable class="matrix"><mtr><mtd><mn>1</mn></mtd></mtr></mtable>'
            '<mo form="postfix">]</mo></mrow>'),
])
def test_values(found, mathml):
    assert value(found) == mathml


def test_decimals_that_begin_a_number():
    assert value("≈-0.5") == '<mrow><mo form="prefix">≈</mo><mo form="prefix">−</mo><mn>0.5</mn></mrow>'
    assert tex.value("≈-0.5") == r"\approx -0.5" and tex.value("x}") == r"\text{x\}}"


def test_letters_behind_a_mark_are_one_subscript_in_words():
    found = next(p for p in pieces("δ_ij") if p.syntax is not None)
    assert tex.math(found.syntax) == r"{\delta }_{i j}"


def test_values_as_latex():
    assert tex.value([["1", "-1/2"], ["0", "3"]]) == r"\begin{bmatrix} 1 & -\tfrac{1}{2} \\ 0 & 3 \end{bmatrix}"
    assert tex.value(["1", "2"]) == r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}"


@pytest.mark.parametrize("sentence, formulas", [
    (r"the left side is n_{L}×n_{\ell}, the right side n_{L}.", ["n_{L}×n_{\\ell}", "n_{L}"]),
    (r"expected $n_{L - 1}$ or \(x^2\).", ["n_{L - 1}", "x^2"]), ("snake_case and 100% of C:\\dir", []),
    (r"(with \ell for L)", [r"\ell"]), ("p_i δ_ij is p_i, m×n", ["p_i", "δ_ij", "p_i", "m×n"]), (r"\input{x} {", []),
])
def test_formulas_in_sentences(sentence, formulas):
    found = pieces(sentence)
    assert [p.text for p in found if p.syntax is not None] == formulas
    if "$" not in sentence:
        assert "".join(p.text for p in found) == sentence


@pytest.mark.parametrize("name, text", [(r"\ell", "ℓ"), (r"\tilde{y}", "y\u0303"), (r"\mathbb{R}", "ℝ"), (r"\mathbf{W}", "W"),
                                        ("w_1", "w₁"), ("w_{12}", "w₁₂"), ("w_i", "w_i")])
def test_names_in_characters_alone(name, text):
    assert plain_symbol(name) == text


def test_a_name_that_is_no_command_is_words():
    assert tex.math(Name(0, 1, r"\input")) == r"\text{\textbackslash{}input}"
    assert presentation(Name(0, 1, "<b>")) == "<mi>&lt;b&gt;</mi>"


def test_limits_below_words_stand_apart_and_a_slash_stands_close():
    from symbolic.reporting.formulas import formula
    assert presentation(formula(r"\max_{a \le p} \max_{b \le q} x_{a b}")).count('<mspace width="0.17em">') == 2
    assert '<mo lspace="0" rspace="0">/</mo>' in presentation(formula("m/k"))


def test_a_dimension_with_a_slash_is_bracketed_in_a_product():
    from symbolic.language.integers import integer
    from symbolic.language.latex import integer_latex
    k, q = integer("k"), integer("m/k")
    assert [integer_latex(p) for p in (k * q, q, q * q, 2 * q)] == ["k (m/k)", "m/k", "(m/k)^{2}", "2 (m/k)"]
