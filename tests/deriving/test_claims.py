r"""The left sides of true claims of matrix calculus: the closed form found equals the claim's right side, by proof.

Own copies of what textbooks print stand below; the collections in ``../shared/cases``
are run as well where they are.
"""
import json
from pathlib import Path

import pytest

from symbolic.checking import check
from symbolic.deriving import DeriveError
from symbolic.deriving.asking import Given
from symbolic.deriving.derived import derived
from symbolic.language.expressions import Derivative

SHARED = Path(__file__).resolve().parents[3] / "shared" / "cases"
SQUARE = [r"A, B, C, X \in \mathbb{R}^{n \times n}", r"a, b, x \in \mathbb{R}^n"]
LINEAR = [r"A \in \mathbb{R}^{m \times n}", r"x, w \in \mathbb{R}^n", r"b \in \mathbb{R}^m",
          r"f : \mathbb{R} \to \mathbb{R} \text{ twice continuously differentiable}"]
CLAIMS = [
    (SQUARE, "denominator", r"\frac{\partial a^\top X b}{\partial X}", r"a b^\top"),
    (SQUARE, "denominator", r"\frac{\partial a^\top X^\top b}{\partial X}", r"b a^\top"),
    (SQUARE, "denominator", r"\frac{\partial a^\top X a}{\partial X}", r"a a^\top"),
    (SQUARE, "denominator", r"\frac{\partial b^\top X^\top X a}{\partial X}", r"X (b a^\top + a b^\top)"),
    (SQUARE, "denominator", r"\frac{\partial}{\partial X} \operatorname{tr}(X^\top B X)", r"B X + B^\top X"),
    (SQUARE, "denominator", r"\frac{\partial}{\partial X} \operatorname{tr}(A X B X^\top)", r"A^\top X B^\top + A X B"),
    (SQUARE, "denominator", r"\frac{\partial}{\partial X} \operatorname{tr}(X B X^\top)", r"X B^\top + X B"),
    (SQUARE, "denominator", r"\frac{\partial}{\partial X} \operatorname{tr}(B^\top X^\top C X B)", r"C^\top X B B^\top + C X B B^\top"),
    (SQUARE, "denominator", r"\frac{\partial}{\partial X} \operatorname{tr}(A X^{-1} B)", r"-(X^{-1} B A X^{-1})^\top"),
    (SQUARE, "denominator", r"\frac{\partial a^\top X^{-1} b}{\partial X}", r"-X^{-\top} a b^\top X^{-\top}"),
    (SQUARE, "denominator", r"\frac{\partial \det(X)}{\partial X}", r"\det(X) (X^{-1})^\top"),
    (SQUARE, "denominator", r"\frac{\partial \log \det(X)}{\partial X}", r"(X^{-1})^\top"),
    (SQUARE, "denominator", r"\frac{\partial}{\partial X} \operatorname{tr}(X^3)", r"3 (X^\top)^2"),
    (SQUARE, "denominator", r"\frac{\partial}{\partial X} \operatorname{tr}(A X^2)", r"(A X + X A)^\top"),
    (SQUARE, "denominator", r"\frac{\partial}{\partial X} \|X\|_F^2", r"2 X"),
    (SQUARE, "denominator", r"\frac{\partial x^\top A x}{\partial x}", r"(A + A^\top) x"),
    (SQUARE, "denominator", r"\nabla_x^2 (x^\top A x)", r"A + A^\top"),
    (SQUARE, "denominator", r"\frac{\partial}{\partial x} (a^\top x)^2", r"2 (a^\top x) a"),
    (SQUARE, "denominator", r"\frac{\partial}{\partial x} \|x - a\|_2", r"\frac{x - a}{\|x - a\|_2}"),
    (SQUARE, "numerator", r"\frac{\partial}{\partial x} \frac{x - a}{\|x - a\|_2}",
     r"\frac{1}{\|x - a\|_2} I - \frac{(x - a) (x - a)^\top}{\|x - a\|_2^3}"),
    (SQUARE, "numerator", r"\frac{\partial}{\partial x} (x \odot a)", r"\operatorname{diag}(a)"),
    (SQUARE, "numerator", r"\frac{\partial}{\partial x} (x x^\top a)", r"(x^\top a) I + x a^\top"),
    (SQUARE, "denominator", r"\frac{\partial}{\partial X} \operatorname{tr}(A (X \odot B))", r"A^\top \odot B"),
    (SQUARE, "numerator", r"\frac{\partial \operatorname{vec}(A X B)}{\partial \operatorname{vec}(X)}", r"B^\top \otimes A"),
    (SQUARE, "numerator", r"\frac{\partial \operatorname{vec}(X B)}{\partial \operatorname{vec}(X)}", r"B^\top \otimes I_n"),
    (LINEAR, "numerator", r"\frac{\partial}{\partial x} (A x + b)", r"A"),
    (LINEAR, "denominator", r"\frac{\partial}{\partial x} (A x + b)", r"A^\top"),
    (LINEAR, "denominator", r"\nabla_x \|A x - b\|_2^2", r"2 A^\top A x - 2 A^\top b"),
    (LINEAR, "denominator", r"\nabla_x^2 \|A x - b\|_2^2", r"2 A^\top A"),
    (LINEAR, "denominator", r"\nabla_A \|A x - b\|_2^2", r"2 (A x - b) x^\top"),
    (LINEAR, "numerator", r"\frac{\partial f(A x + b)}{\partial x}", r"\operatorname{diag}(f'(A x + b)) A"),
    (LINEAR, "numerator", r"\frac{\partial f(A x + b)}{\partial b}", r"\operatorname{diag}(f'(A x + b))"),
    (LINEAR, "denominator", r"\nabla_x (b^\top f(A x))", r"A^\top (b \odot f'(A x))"),
    (LINEAR, "denominator", r"\nabla_x^2 (b^\top f(A x))", r"A^\top \operatorname{diag}(b \odot f''(A x)) A"),
    (LINEAR, "denominator", r"\nabla_A (b^\top f(A x))", r"(b \odot f'(A x)) x^\top"),
    (LINEAR, "denominator", r"\nabla_w f(w^\top x)", r"f'(w^\top x) x"),
    (LINEAR, "denominator", r"\nabla_x \log(1 + e^{w^\top x})", r"\frac{1}{1 + e^{-w^\top x}} w"),
    (LINEAR, "numerator", r"\frac{\partial}{\partial x} \operatorname{softmax}(x)",
     r"\operatorname{diag}(\operatorname{softmax}(x)) - \operatorname{softmax}(x) \operatorname{softmax}(x)^\top"),
    (LINEAR, "denominator", r"\nabla_x \log \sum_{i=1}^n e^{x_i}", r"\operatorname{softmax}(x)"),
    (LINEAR, "denominator", r"\nabla_x \sum_{i=1}^n w_i x_i^2", r"2 w \odot x"),
    (LINEAR, "denominator", r"\nabla_x e^{-\|x - w\|^2}", r"-2 e^{-\|x - w\|^2} (x - w)"),
    (LINEAR, "denominator", r"\nabla_x (\mathbf{1}^\top \tanh(A x))", r"A^\top (\mathbf{1} - \tanh^2(A x))"),
]


def reproduces(given: list[str], layout: str, left: str, right: str) -> bool:
    """Is the closed form of ``left`` equal to ``right``, by proof?"""
    known = Given.of(given, layout, (left,))
    found = derived(known, left)
    chain = rf"{left} = {found.latex} = {right}" if not found.form.axes else f"{left} = {right}"
    steps = check(chain, [*given, *found.where], layout)["files"][0]["steps"]
    return bool(steps) and all(step["verdict"] == "proved" for step in steps)


@pytest.mark.parametrize("given, layout, left, right", CLAIMS, ids=lambda x: x[:50] if isinstance(x, str) else "")
def test_textbook_claim(given, layout, left, right):
    assert reproduces(given, layout, left, right)


def derivative_claims(path: Path):
    """(id, given, layout, left, right) of each true claim whose left side has a derivative."""
    for line in path.read_text("utf-8").splitlines():
        case = json.loads(line)
        if case["truth"] is not True:
            continue
        known = Given.of(case["given"], case["layout"], (case["claim"],))
        steps, _, _ = known.steps(case["claim"])
        if steps and any(isinstance(x, Derivative) for o in steps[0].readings for x in o.left.walk()):
            yield case["id"], case["given"], case["layout"], steps[0].left, steps[0].right


@pytest.mark.slow
@pytest.mark.parametrize("name", ["cookbook.jsonl", "deeplearning.jsonl"])
def test_collected_claims(name):
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not there")
    missed, count = [], 0
    for identity, *claim in derivative_claims(path):
        count += 1
        try:
            if not reproduces(*claim):
                missed.append(identity)
        except DeriveError:
            missed.append(identity)
    assert count >= 20 and len(missed) <= count // 10, missed
