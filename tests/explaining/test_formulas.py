"""What is printed is well formed in all three notations, whatever the names."""
from __future__ import annotations

from functools import cache
from xml.etree import ElementTree

import pytest

from symbolic.checking import check
from symbolic.explaining.notation import Name
from symbolic.explaining.telling import explain
from symbolic.reading.grammar.parser import parse_formula

CASES = {
    r"\frac{\partial W_f h}{\partial h} = W_f": [r"W_f, W_o \in \mathbb{R}^{m \times n}", r"h \in \mathbb{R}^n"],
    r"\frac{\partial}{\partial \mathbf{x}} \tilde{W} \mathbf{x} = \tilde{W}":
        [r"\tilde{W} \in \mathbb{R}^{m \times n}", r"\mathbf{x} \in \mathbb{R}^n"],
    r"x^\top (A + A^\top) x = 2 x^\top A x": [r"A \in \mathbb{R}^{n \times n}", r"x \in \mathbb{R}^n"],
    r"\frac{\partial}{\partial x} \sqrt{x^\top x} = \frac{x^\top}{\sqrt{x^\top x}}": [r"x \in \mathbb{R}^n"],
    r"\frac{\partial}{\partial x} \sigma''(x) = \sigma'''(x)": [r"x \in \mathbb{R}", r"\sigma: \mathbb{R} \to \mathbb{R} smooth"],
    r"\operatorname{tr}(A^{-1} B) = \operatorname{tr}(B A^{-1})": [r"A, B \in \mathbb{R}^{n \times n}"],
    r"(A \odot B) \mathbf{1} = \operatorname{diag}(A B^\top) + 0 A \mathbf{1}": [r"A, B \in \mathbb{R}^{n \times n}"],
    r"\begin{bmatrix} 1 & s \\ 0 & 1 \end{bmatrix} \begin{bmatrix} 1 \\ 2 \end{bmatrix} = \begin{bmatrix} 1 + 2 s \\ 2 \end{bmatrix}":
        [r"s \in \mathbb{R}"],
}


def formulas():
    """Every formula of the explanations of the cases."""
    for claim, given in CASES.items():
        for step in check(claim, given, "numerator")["files"][0]["steps"]:
            if step["verdict"] == "proved":
                explanation = explain(step["certificate"]["content"])
                for line in explanation.lines:
                    yield from (line.left, line.right)
                    yield from (part for reason in line.reasons for part in reason.parts if not isinstance(part, str))
                yield from explanation.ranges


@cache
def found() -> tuple:
    return tuple(dict.fromkeys(formulas()))


def test_each_notation_is_well_formed():
    assert len(found()) > 50
    for formula in found():
        ElementTree.fromstring(f"<math>{formula.mathml}</math>")
        assert formula.latex.count("{") == formula.latex.count("}"), formula.latex
        assert formula.latex.count(r"\left") == formula.latex.count(r"\right"), formula.latex
        assert not set("#\x00\x01\x02\x04‹›\\") & set(formula.text), formula.text


def test_the_latex_is_read_by_our_own_parser():
    for formula in found():
        for side in formula.latex.split(" = ") if "dots" not in formula.latex else ():
            parse_formula(side.replace(r"\,", " "))


@pytest.mark.parametrize("name, text, latex", [
    ("x", "x", "x"), (r"\sigma", "σ", r"\sigma"), (r"\ell", "ℓ", r"\ell"), (r"\tilde{y}", "ỹ", r"\tilde{y}"),
    (r"\mathbf{W}", "W", r"\mathbf{W}"), ("W_f", "W_f", "W_{f}"), (r"Q_{\text{in}}", "Q_in", r"Q_{\text{in}}"),
    ("loss", "loss", r"\mathrm{loss}"), ("log", "log", r"\log"), (r"\hat{\mathbf{x}}", "x̂", r"\hat{\mathbf{x}}"),
])
def test_names(name, text, latex):
    import unicodedata
    assert unicodedata.normalize("NFC", Name(name).text()) == unicodedata.normalize("NFC", text)
    assert Name(name).latex() == latex


@pytest.mark.parametrize("name", ["x}{\\input{/etc/passwd}", "\\write18{ls}", "<script>", "a&b", "$x$", "\\catcode`\\{=1"])
def test_nothing_of_a_name_is_pasted(name):
    shown = Name(name)
    assert "\\input" not in shown.latex() and "write18" not in shown.latex().replace("mathrm", "") or "\\write" not in shown.latex()
    assert "<script>" not in shown.mathml() and "&b" not in shown.mathml().replace("&amp;b", "")
    assert shown.latex().count("{") == shown.latex().count("}") and "$" not in shown.latex()
