r"""Contexts and readings as plain data (docs/result-data.md).

Formulas are LaTeX printed from the expressions, not as typed, so that a
misreading shows.
"""
from __future__ import annotations

from symbolic.language.binding import substitute_integers
from symbolic.language.context import (
    INFINITE, Assumption, Context, Definition, FunctionDeclaration, IntegerDeclaration, LabelRange, Obligation, Range,
    TensorDeclaration,
)
from symbolic.language.expressions import Apply, Curve, Derivative, Expression, Symbol
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer
from symbolic.language.latex import RELATIONS, function_latex, integer_latex, latex
from symbolic.language.nodes import Shape
from symbolic.language.parts import Part, parts
from symbolic.reading.elaboration.steps import ReadDocument


# ---------------------------------------------------------------- what is in force

def context_data(context: Context) -> dict:
    """Declarations, definitions and assumptions in force, with who made them."""
    declared = [*map(_integer, context.integers), *map(_tensor, context.tensors), *map(_function, context.functions)]
    return {"declarations": declared,
            "definitions": [_definition(context, d) for d in context.definitions],
            "assumptions": [_assumption(a) for a in context.assumptions],
            "equal": [f"{integer_latex(_lone(symbol))} = {integer_latex(value)}" for symbol, value in context.equal],
            "facts": [rf"{integer_latex(fact)} \ge 0" for fact in context.facts],
            "not_understood": sorted(context.unread)}


def part_data(part: ReadDocument) -> dict:
    """A part of a document, read under its own problem of what is given: its layout, steps and context."""
    return {"problem": part.problem, "layout": part.layout, "steps": [step.id for step in part.steps],
            "context": context_data(part.context)}


def _lone(symbol: IntegerSymbol) -> IntegerPolynomial:
    return IntegerPolynomial({((symbol, 1),): 1})


def _integer(d: IntegerDeclaration) -> dict:
    ends = [rf"{d.name} \ge {integer_latex(d.lower)}"] if d.lower is not None else []
    ends += [rf"{d.name} \le {integer_latex(d.upper)}"] if d.upper is not None else []
    family = d.name + ("_{" + ",".join([r"\cdot"] * d.arity) + "}" if d.arity else "")
    return {"name": d.name, "kind": d.kind, "text": ", ".join(ends) or family, "shape": [],
            "labels": [], "properties": [], "provenance": d.provenance}


KINDS = ("scalar", "vector", "matrix")


def _tensor(d: TensorDeclaration) -> dict:
    symbol = d.symbol(*(integer(r.name) for r in d.labels))
    kind = KINDS[len(d.shape)] if len(d.shape) < len(KINDS) else "array"
    return {"name": d.name, "kind": kind, "text": rf"{latex(symbol)} \in {_space(d.shape)}",
            "shape": _shape(d.shape), "labels": [_range(r) for r in d.labels],
            "properties": sorted(d.properties), "provenance": d.provenance}


def _function(d: FunctionDeclaration) -> dict:
    name = function_latex(d.name)
    text = rf"{name} : \mathbb{{R}} \to {_space(d.shape)}"
    if d.definition is not None:
        argument, body = d.definition
        text += rf", {name}({argument}) = {latex(body)}"
    if d.equation is not None:
        order, argument, body = d.equation
        text += rf", {name}^{{({order})}}({argument}) = {latex(body)}"
    return {"name": d.name, "kind": "function", "text": text, "shape": _shape(d.shape), "labels": [],
            "properties": [*_smoothness(d.smooth), *sorted(d.properties)], "provenance": d.provenance}


def _smoothness(count: int) -> list[str]:
    if count == 0:
        return []
    if count >= INFINITE:
        return ["smooth"]
    return ["differentiable" if count == 1 else f"{count} times differentiable"]


def _definition(context: Context, d: Definition) -> dict:
    """``name = body``; a label with one value only stands there as that value."""
    settled = {IntegerSymbol(r.name): r.lower for r in d.labels if r.lower == r.upper}
    labels = [settled.get(IntegerSymbol(r.name), integer(r.name)) for r in d.labels]
    declared = context.tensor(d.name)
    name = latex(declared.symbol(*labels)) if declared is not None else d.name
    return {"name": d.name, "text": f"{name} = {latex(substitute_integers(d.body, settled))}", "uses": _uses(d.body),
            "labels": [_range(r) for r in d.labels if IntegerSymbol(r.name) not in settled],
            "provenance": d.provenance}


def _uses(body: Expression) -> list[str]:
    """The names of symbols and functions that a definition's body mentions, in the order of their places."""
    found = (node.name if isinstance(node, Symbol) else node.function
             for node in body.walk() if isinstance(node, (Symbol, Apply, Curve)))
    return list(dict.fromkeys(found))


def _assumption(a: Assumption) -> dict:
    return {"text": f"{latex(a.left)} {RELATIONS.get(a.relation, a.relation)} {latex(a.right)}",
            "free": [[name, "1", integer_latex(extent)] for name, extent in a.free], "provenance": a.provenance}


def _space(shape: Shape) -> str:
    return r"\mathbb{R}^{" + r" \times ".join(_shape(shape)) + "}" if shape else r"\mathbb{R}"


def _shape(shape: Shape) -> list[str]:
    return [integer_latex(extent) for extent in shape]


def _range(r: LabelRange | Range) -> list[str | None]:
    return [r.name, *(None if end is None else integer_latex(end) for end in (r.lower, r.upper))]


# ---------------------------------------------------------------- readings

def reading_data(known: Context, reading: Obligation) -> dict:
    """Both sides as expressions, the shape they share, what runs free, and what holds for this step alone."""
    own = [_tensor(d)["text"] for d in reading.context.tensors if known.tensor(d.name) != d]
    assumed = [_assumption(a) for a in reading.context.assumptions if a not in known.assumptions]
    return {"left": latex(reading.left), "relation": RELATIONS.get(reading.relation, reading.relation),
            "right": latex(reading.right), "shape": _shape(reading.left.shape),
            "free": [_range(r) for r in reading.free],
            "parts": [_parts(reading.left), _parts(reading.right)], "inferred": own, "assumptions": assumed,
            "derivatives": [list(pair) for pair in _derivatives(reading)]}


MOST_PARTS = 12
"""Parts of a side that are told apart; a longer side is one part."""


def _parts(side: Expression) -> list[dict]:
    """The factors and terms of a side, each with the sign before it and its shape."""
    found = parts(side)
    found = found if len(found) <= MOST_PARTS else [Part("", side)]
    return [{"sign": part.sign, "text": latex(part.expression), "shape": _shape(part.expression.shape)} for part in found]


AXES = {
    ("b0", "v0"): "rows are outputs, columns inputs", ("v0", "b0"): "rows are inputs, columns outputs",
    ("v0",): "a column", ("1", "v0"): "a row",
    ("v0", "v1"): "of the variable's shape", ("v1", "v0"): "of the variable's shape, transposed",
}
"""What the axes of a derivative are, in words, where a layout decides."""


def _derivatives(reading: Obligation) -> list[tuple[str, str]]:
    """Every derivative of which a layout decides the axes, with what was decided."""
    nodes = [node for side in (reading.left, reading.right) for node in side.walk() if isinstance(node, Derivative)]
    return list(dict.fromkeys((latex(node), AXES[node.axes]) for node in nodes if node.axes in AXES))
