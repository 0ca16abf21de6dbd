r"""What is to be derived: the formula and the variable, read in what is given.

``Question`` puts EXPR and the variable into one derivative as the reader knows
it, so that shapes, names and layouts mean what they mean in a document.
``DeriveError`` tells what is wrong, with a caret under EXPR.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Iterable, Sequence

from symbolic.errors import ChainruleError
from symbolic.language.binding import bound_names, integer_names, rename_bound
from symbolic.language.context import Context, Obligation
from symbolic.language.expressions import Derivative, Expression, Squeeze, Symbol, Transpose
from symbolic.language.nodes import Shape
from symbolic.reading.claims.reader import read
from symbolic.reading.claims.sections import sections_of
from symbolic.reading.declarations.given import context_from
from symbolic.reading.documents.documents import read_document
from symbolic.reading.elaboration.layout import gradient_axes
from symbolic.reading.elaboration.steps import Problem, Step
from symbolic.reading.grammar.syntax import Document
from symbolic.sources import formula_source

GRADIENT = r"\nabla_{%s} %s"
HESSIAN = r"\nabla_{%s}^2 %s"
FRACTION = r"\frac{\partial}{\partial %s} %s"
TWICE = r"\frac{\partial^2}{\partial %s^2} %s"
FLAT = r"\frac{\partial \operatorname{vec}%s}{\partial \operatorname{vec}(%s)}"
TALL = (r"\frac", r"\sum", r"\prod", r"\begin", r"\max", r"\min", r"\left", "\n")


def bracketed(text: str, opening: str = "(", closing: str = ")") -> str:
    """The text in brackets that are as tall as it."""
    tall = any(mark in text for mark in TALL)
    return rf"\left{opening} {text} \right{closing}" if tall else f"{opening}{text}{closing}"


AXES = {
    ("b0", "v0"): "rows are outputs", ("v0", "b0"): "rows are inputs", ("v0",): "a column", ("1", "v0"): "a row",
    ("v0", "v1"): "the shape of {}", ("v1", "v0"): "the shape of {} transposed",
    ("b0",): "the shape of what is differentiated", ("b0", "b1"): "the shape of what is differentiated",
}
"""What the axes of a derivative are, in words."""


class DeriveError(ChainruleError):
    """EXPR or the variable cannot be used: ``place`` in EXPR and ``hint``, where there is one."""

    def __init__(self, message: str, source: str = "", start: int | None = None, end: int | None = None, hint: str = ""):
        self.message, self.source, self.start, self.hint = message, source, start, hint
        lines = [message]
        if start is not None and source:
            stop = max(start + 1, min(end or start + 1, len(source)))
            line = source.rfind("\n", 0, start) + 1
            shown = source[line:].split("\n")[0]
            lines += [f"    {shown}", "    " + " " * (start - line) + "^" * max(1, min(stop - start, len(shown) - start + line))]
        if hint:
            lines.append(f"hint: {hint}")
        super().__init__("\n".join(lines))


@dataclass(frozen=True)
class Given:
    """What is given, as read once: the texts and the context; of a sheet in sections that of one ``problem``,
    the first that declares most of what is asked about.

    ``unread`` says what was not understood.
    """
    texts: tuple[str | Document, ...]
    context: Context
    layout: str
    problem: str = ""
    unread: tuple[str, ...] = ()

    @classmethod
    def of(cls, texts: Iterable[str], layout: str = "auto", about: Sequence[str] = ()) -> "Given":
        """``about`` are the formulas that will be asked about: what they use tells more of what is given."""
        document = read_document("\n".join(f"${formula}$" for formula in about if formula), "EXPR") if about else None
        common, *problems = sections_of(list(texts))
        if not problems:
            return cls._read(tuple(texts), layout, document)
        ways = [cls._read((*common.texts, *section.texts), layout, document, section.number) for section in problems]
        return min(ways, key=lambda way: way.guesses(about))

    @classmethod
    def _read(cls, texts: tuple[str | Document, ...], layout: str, document: Document | None, problem: str = "") -> "Given":
        context, notices = context_from(list(texts), document=document, layout=layout)
        return cls(texts, context, layout, problem, tuple(f"given: {n.message}" for n in notices if n.code == "given"))

    def guesses(self, formulas: Sequence[str]) -> float:
        """How many symbols of the formulas nothing here declares; infinite if one cannot be read."""
        steps = [step for formula in formulas for step in self.steps(f"{formula} = {formula}")[0]]
        if any(step.problem is not None for step in steps):
            return float("inf")
        return len({node.name for step in steps for o in step.readings for node in o.left.walk()
                    if isinstance(node, Symbol) and o.context.tensor(node.name).provenance == "inferred"})

    @property
    def reading_layout(self) -> str:
        return "mixed" if self.layout == "auto" else self.layout

    def steps(self, claim: str) -> tuple[tuple[Step, ...], str, int]:
        """The steps of a claim here, its text as a document, and where the claim begins in it."""
        source = formula_source("EXPR", claim)
        typed = read_document(source.text, source.path)
        document = read(typed, given=self.context, layout=self.reading_layout)
        return document.steps, source.text, source.text.index(claim)

    def with_more(self, text: str) -> "Given":
        return Given.of((*self.texts, text), self.layout)


def questions(text: str, variables: Sequence[str]) -> list[str]:
    """The formulas that are asked about: EXPR differentiated by each variable."""
    return [FRACTION % (variable, bracketed(text)) if variable else text for variable in variables]


@dataclass(frozen=True)
class Question:
    """∂EXPR/∂VAR of some order: ``left`` prints it around EXPR, ``expression`` is what was read."""
    given: Given
    text: str
    variable: str
    left: str
    expression: Expression
    obligation: Obligation

    @property
    def shape(self) -> Shape:
        return self.expression.shape

    @property
    def axes_in_words(self) -> str:
        """What the axes of the result are."""
        match self.expression:
            case Derivative(Derivative(), axes=axes):
                return "the Hessian" if len(axes) == 2 else "entry by entry"
            case Derivative(axes=axes):
                return AXES.get(axes, "entry by entry").format(self.variable)
        if not self.variable:
            return "as it stands"
        return AXES["b0", "v0"] if not isinstance(self.expression, Transpose) else AXES["v0", "b0"]

    @property
    def body(self) -> Expression:
        """EXPR itself, under all derivatives."""
        e = self.expression
        while isinstance(e, (Derivative, Squeeze)):
            e = e.body if isinstance(e, Derivative) else e.arg
        return e


def ask(given: Given, text: str, variable: str = "", order: int = 1, flat: bool = False) -> Question:
    """Read what is asked; without a variable, EXPR has derivatives of its own.  Raises ``DeriveError``."""
    if not variable:
        question = _read(given, text, variable, text)
        if not any(isinstance(node, Derivative) for node in question.expression.walk()):
            raise DeriveError("--wrt: no variable is named, and EXPR has no derivative of its own", text)
        return question
    _known_variable(given, variable)
    left = FLAT % (bracketed(text), variable) if flat else FRACTION % (variable, bracketed(text))
    first = _read(given, text, variable, left)
    if flat:
        return first
    node = first.expression
    if not isinstance(node, Derivative) or node.at is not None:
        return first
    if order == 2:
        return _second(given, first, node)
    if given.layout == "auto" and not node.body.shape and node.variable.shape:
        return replace(first, left=GRADIENT % (variable, bracketed(text)), expression=_gradient(node.body, node.variable))
    return first


def _gradient(body: Expression, variable: Symbol) -> Derivative:
    """∇ of a scalar, in the shape of the variable."""
    return Derivative(body, variable, None, gradient_axes(0, len(variable.shape)))


def _second(given: Given, first: Question, node: Derivative) -> Question:
    """The Hessian of a scalar by a vector; else the second derivatives entry by entry."""
    variable, rank = node.variable, len(node.variable.shape)
    if not node.body.shape and rank < 2:
        inner = _gradient(node.body, variable)
        axes = ("b0", "v0") if rank else ()
        return replace(first, left=HESSIAN % (first.variable, bracketed(first.text)),
                       expression=Derivative(inner, variable, None, axes))
    inner = Derivative(node.body, variable, None, _outputs_first(node.body, variable))
    left = first.left if rank else TWICE % (first.variable, bracketed(first.text))
    return replace(first, left=left, expression=Derivative(inner, variable, None, _outputs_first(inner, variable)))


def _outputs_first(body: Expression, variable: Symbol) -> tuple[str, ...]:
    return tuple(f"b{k}" for k in range(len(body.shape))) + tuple(f"v{k}" for k in range(len(variable.shape)))


def _known_variable(given: Given, variable: str) -> None:
    """Refuse a name that nothing declares, with those that are near."""
    context = given.context
    names = [d.name for d in context.tensors]
    bare = variable.strip().split("_")[0].strip("{}") or variable
    if variable.strip() in names or bare in names or any(c in variable for c in "({^ "):
        return
    near = get_close_matches(bare, names, 3, 0.5) or [n for n in names if n.lower() == bare.lower()] or names[:6]
    hint = f"declared are {', '.join(near)}" if near else r"declare it: -g '%s \in \mathbb{R}^n'" % variable
    raise DeriveError(f"--wrt {variable}: {variable} is not declared", hint=hint)


def _read(given: Given, text: str, variable: str, left: str) -> Question:
    claim = f"{left} = {left}"
    steps, document, begin = given.steps(claim)
    if not steps:
        raise DeriveError("EXPR: nothing to differentiate", text)
    step = steps[0]
    if step.problem is not None:
        _readable(given, text)
        raise _problem(step.problem, text, begin + left.index(text), begin + len(left) + 3 + left.index(text), variable)
    lefts = {rename_bound(o.left, _free_names(o)): o for o in step.readings}
    if len(lefts) > 1:
        ways = " or ".join(f"${e}$" for e in list(lefts)[:3])
        raise DeriveError(f"EXPR can be read in {len(lefts)} ways: {ways}", text, hint="brackets would settle it")
    expression, obligation = next(iter(lefts.items()))
    return Question(given, text, variable, left, expression, obligation)


def _free_names(o: Obligation) -> set[str]:
    """Names that no bound index may take."""
    return (integer_names(o.left) - bound_names(o.left)) | {d.name for d in o.context.integers} | {r.name for r in o.free}


def _readable(given: Given, text: str) -> None:
    """Raise what keeps EXPR by itself from being read."""
    steps, _, begin = given.steps(text)
    if steps and steps[0].problem is not None and steps[0].problem.verdict == "unread":
        raise _problem(steps[0].problem, text, begin, "")


def _problem(p: Problem, text: str, *starts: int) -> DeriveError:
    """The reader's problem as one of EXPR: its place counted from EXPR's first letter."""
    *starts, variable = starts
    for start in starts:
        if start <= p.start < start + len(text):
            return DeriveError(f"EXPR: {p.message}", text, p.start - start, p.end - start, p.hint)
    return DeriveError(f"--wrt {variable}: {p.message}", hint=p.hint)
