r"""Nothing is shown that is not proved, and what is shown is what was read back."""
import pytest

from symbolic.checking import check
from symbolic.deriving import DeriveError, derive, derived as module
from symbolic.deriving.forms import Form
from symbolic.proving.checker import check_certificate

GIVEN = [r"A \in \mathbb{R}^{m \times n}", r"x, w \in \mathbb{R}^n", r"b \in \mathbb{R}^m", r"X \in \mathbb{R}^{n \times n}",
         r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable}"]

WRONG = [
    (r"\|A x - b\|^2", "x", r"2 A^{\top} (A x + b)"),
    (r"\|A x - b\|^2", "x", r"A^{\top} (A x - b)"),
    (r"\|A x - b\|^2", "x", r"2 A (A x - b)"),
    (r"\sigma(A x + b)", "x", r"A \operatorname{diag}(\sigma'(A x + b))"),
    (r"\sigma(A x + b)", "x", r"\operatorname{diag}(\sigma(A x + b)) A"),
    (r"x^\top X x", "x", r"2 X x"),
    (r"\log\det(X)", "X", r"X^{-1}"),
    (r"w^\top X x", "X", r"x w^{\top}"),
    (r"\operatorname{softmax}(x)", "x", r"\operatorname{diag}(\operatorname{softmax}(x))"),
    (r"\|x\|", "x", r"x"),
    (r"A x", "x", r"\sigma("),
]


def with_forms(monkeypatch, *rights: str):
    """Let the forms proposed first be these."""
    whole = module.closed_forms

    def forms(question):
        genuine = list(whole(question))
        for right in rights:
            yield Form(genuine[0].notation, genuine[0].left, right, genuine[0].expression)
        yield from genuine

    monkeypatch.setattr(module, "closed_forms", forms)


@pytest.mark.parametrize("expression, wrt, wrong", WRONG)
def test_a_wrong_form_is_passed_over(monkeypatch, expression, wrt, wrong):
    right = derive(expression, wrt, GIVEN).latex
    with_forms(monkeypatch, wrong)
    assert derive(expression, wrt, GIVEN).latex == right != wrong


def test_if_no_form_is_proved_there_is_an_error(monkeypatch):
    monkeypatch.setattr(module, "closed_forms", lambda question: iter([Form("matrix", question.left, r"A^{\top} x", None)]))
    with pytest.raises(DeriveError, match="no closed form was found that could be proved"):
        derive(r"A x", "x", GIVEN)


@pytest.mark.parametrize("expression, wrt", sorted({(expression, wrt) for expression, wrt, _ in WRONG}))
def test_the_equation_holds_as_a_statement_of_its_own(expression, wrt):
    found = derive(expression, wrt, GIVEN)
    steps = check(found.equation, [*GIVEN, *found.where], "mixed")["files"][0]["steps"]
    assert [step["verdict"] for step in steps] == ["proved"]
    check_certificate(found.certificate)


def test_what_was_inferred_is_said():
    found = derive(r"\|A x - q\|^2", "x", GIVEN)
    assert any("q has shape m" in line for line in found.assumed)


def test_given_lines_that_do_not_read_are_told():
    with pytest.raises(DeriveError, match="hint: given: not understood as given"):
        derive("x^\\top q", "q", [r"x \in \mathbb{R}^n", r"q \in"])
