r"""``derive``: from LaTeX and a variable to a closed form with its certificate."""
from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Iterable

from symbolic.language.expressions import Expression
from symbolic.language.nodes import show_shape
from symbolic.proving.judge import Verdict, judge
from symbolic.reading.elaboration.steps import Step

from .asking import DeriveError, Given, Question, ask, questions
from .differentiating import NoDerivative
from .forms import Form, closed_forms
from symbolic.language.idioms import spelled

MOST_FORMS = 8
"""How many proposals are tried before giving up."""


@dataclass(frozen=True)
class Derived:
    """A derivative in closed form, proved.

    ``left = latex`` is what was read back and proved; ``notation`` is "matrix" or
    "index"; ``expression`` is the right side as an expression; ``conditions`` and
    ``certificate`` come from the proof.
    """
    question: Question
    form: Form
    step: Step
    verdict: Verdict

    @property
    def variable(self) -> str:
        return self.question.variable

    @property
    def where(self) -> tuple[str, ...]:
        """Definitions of letters that the closed form uses and nobody gave."""
        return self.form.where

    @property
    def left(self) -> str:
        return self.form.left

    @property
    def latex(self) -> str:
        return self.form.right

    @property
    def notation(self) -> str:
        return self.form.notation

    @property
    def expression(self) -> Expression:
        return self.form.expression

    @property
    def shape(self) -> str:
        return show_shape(self.question.shape)

    @property
    def conditions(self) -> tuple[str, ...]:
        return self.verdict.conditions

    @property
    def certificate(self) -> dict:
        return self.verdict.certificate

    @property
    def assumed(self) -> tuple[str, ...]:
        """What nobody declared and was inferred from use."""
        return tuple(what for what, who in self.step.assumptions if who == "inferred")

    @property
    def notes(self) -> tuple[str, ...]:
        """Which part of a sheet was used, and what of it was not understood."""
        given = self.question.given
        said = (f"read with what is given for problem {given.problem}",) if given.problem else ()
        return said + given.unread

    @property
    def equation(self) -> str:
        return f"{self.left} = {self.latex}"

    @property
    def layout_words(self) -> str:
        """The shape, and what its axes are."""
        return f"{self.shape}, {self.question.axes_in_words}" if self.question.shape else "a number"

    def explanation(self) -> dict:
        """The derivation in index notation, line by line with reasons, made from the certificate."""
        from symbolic.explaining.telling import explain
        return explain(self.certificate).to_json()

    def sympy(self):
        """The closed form as a SymPy object."""
        from symbolic.language.sympy_bridge import to_sympy
        return to_sympy(spelled(self.expression))

    def code(self, language: str) -> str:
        """Source that computes the closed form: a function in "numpy" or "torch", an object in "sympy"."""
        from .coding import function_source, sympy_source
        return sympy_source(self) if language == "sympy" else function_source(self, language)


def derive(expression: str, wrt: str = "", given: Iterable[str] = (), layout: str = "auto", order: int = 1,
           vec: bool = False) -> Derived:
    r"""∂expression/∂wrt in closed form, proved; without ``wrt`` that of the derivatives that stand in the expression.

    ``given`` are declarations, definitions and assumptions; ``layout`` is
    "numerator", "denominator", "mixed", or "auto": Jacobians with rows = outputs,
    gradients in the shape of the variable.  ``order`` 2 asks for the Hessian,
    ``vec`` for ∂vec/∂vec of matrices.

    Raises ``DeriveError`` for what cannot be read or has no closed form here.

    >>> derive(r"\sigma(A x)", "x", [r"A \in \mathbb{R}^{m \times n}", r"x \in \mathbb{R}^n",
    ...        r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable}"]).latex
    "\\operatorname{diag}(\\sigma'(A x)) A"
    """
    return derived(Given.of(given, layout, questions(expression, (wrt,))), expression, wrt, order, vec)


def derived(given: Given, text: str, variable: str = "", order: int = 1, vec: bool = False) -> Derived:
    """The same in what was read already."""
    try:
        return _derived(given, ask(given, text, variable, order, vec))
    except DeriveError as error:
        if error.hint or not given.unread:
            raise
        raise DeriveError(f"{error}\nhint: {given.unread[0]}") from None


def _derived(given: Given, question: Question) -> Derived:
    tried: list[tuple[Form, Verdict | None]] = []
    try:
        for form in islice(closed_forms(question), MOST_FORMS):
            step, verdict = proof(given, form)
            if verdict is not None and verdict.verdict == "proved":
                return Derived(question, form, step, verdict)
            tried.append((form, verdict))
    except NoDerivative as error:
        raise DeriveError(f"no closed form was found: {error}", question.text) from None
    raise DeriveError(f"no closed form was found that could be proved: {_why(tried)}")


def proof(given: Given, form: Form) -> tuple[Step | None, Verdict | None]:
    """left = right as read back, and the verdict on it; None if it is not read as one step."""
    for line in form.where:
        given = given.with_more(line)
    steps, _, _ = given.steps(f"{form.left} = {form.right}")
    return (steps[0], judge(steps[0])) if len(steps) == 1 else (None, None)


def _why(tried: list[tuple[Form, Verdict | None]]) -> str:
    for _, verdict in tried:
        if verdict is not None and verdict.reason:
            return verdict.reason
    return "the result cannot be read back"
