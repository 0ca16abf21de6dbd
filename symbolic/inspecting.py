r"""What was read, without a verdict: declarations, definitions, assumptions, readings.

``read_sources`` gives the plain data that ``chainrule read`` prints
(docs/result-data.md): formulas as LaTeX printed from the expressions, not as
typed, so that a misreading shows.
"""
from __future__ import annotations

from typing import Iterable

from symbolic.checking import given_context
from symbolic.language.context import (
    INFINITE, Assumption, Context, Definition, FunctionDeclaration, IntegerDeclaration, LabelRange, Obligation, Range,
    TensorDeclaration,
)
from symbolic.language.expressions import Derivative, Shape
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer
from symbolic.language.latex import RELATIONS, function_latex, integer_latex, latex
from symbolic.reading.documents import read_document
from symbolic.reading.reader import read
from symbolic.reading.steps import ReadDocument, Step
from symbolic.reporting.problems import place_at, problem_at
from symbolic.sources import Source

SCHEMA = "chainrule-reading/1"
ALL_READ, NOT_ALL_READ = 0, 3


def read_sources(documents: Iterable[Source], granted: list[Source | str], layout: str = "auto") -> dict:
    """How each document is understood in what is granted."""
    files = [_file(source, granted, layout) for source in documents]
    statuses = [step["status"] for file in files for step in file["steps"]]
    return {"schema": SCHEMA, "files": files,
            "summary": {word: statuses.count(word) for word in ("read", "definition", "settled", "unread")}}


def status_of(data: dict) -> int:
    """0 if there is a step and every one was read, else 3."""
    summary = data["summary"]
    return ALL_READ if summary["read"] and not summary["unread"] else NOT_ALL_READ


def _file(source: Source, granted: list[Source | str], layout: str) -> dict:
    typed = read_document(source.text, source.path)
    context, given_notices = given_context(granted, typed)
    document = read(typed, given=context, layout=layout)
    notices = [{"line": 0, "column": 0, "message": f"given: {n.message}", "code": n.code} for n in given_notices]
    notices += [{**_at(document, n.start), "message": n.message, "code": n.code} for n in document.notices]
    return {"path": source.path, "layout": {"value": document.layout, "reason": document.layout_reason},
            "notices": notices, "context": _context(document.context), "definitions": list(document.definitions),
            "steps": [_step(document, step) for step in document.steps]}


def _at(document: ReadDocument, offset: int) -> dict:
    line, column = place_at(document.text, offset)
    return {"line": line, "column": column}


# ---------------------------------------------------------------- what is in force

def _context(context: Context) -> dict:
    declared = [*map(_integer, context.integers), *map(_tensor, context.tensors), *map(_function, context.functions)]
    return {"declarations": declared,
            "definitions": [_definition(context, d) for d in context.definitions],
            "assumptions": [_assumption(a) for a in context.assumptions],
            "equal": [f"{integer_latex(_lone(symbol))} = {integer_latex(value)}" for symbol, value in context.equal],
            "facts": [rf"{integer_latex(fact)} \ge 0" for fact in context.facts],
            "not_understood": sorted(context.unread)}


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
    return {"name": d.name, "kind": "function", "text": text, "shape": _shape(d.shape), "labels": [],
            "properties": [*_smoothness(d.smooth), *sorted(d.properties)], "provenance": d.provenance}


def _smoothness(count: int) -> list[str]:
    if count == 0:
        return []
    if count >= INFINITE:
        return ["smooth"]
    return ["differentiable" if count == 1 else f"{count} times differentiable"]


def _definition(context: Context, d: Definition) -> dict:
    declared = context.tensor(d.name)
    name = latex(declared.symbol(*(integer(r.name) for r in d.labels))) if declared is not None else d.name
    return {"text": f"{name} = {latex(d.body)}", "labels": [_range(r) for r in d.labels], "provenance": d.provenance}


def _assumption(a: Assumption) -> dict:
    return {"text": f"{latex(a.left)} {RELATIONS.get(a.relation, a.relation)} {latex(a.right)}",
            "free": [[name, "1", integer_latex(extent)] for name, extent in a.free], "provenance": a.provenance}


def _space(shape: Shape) -> str:
    return r"\mathbb{R}^{" + r" \times ".join(_shape(shape)) + "}" if shape else r"\mathbb{R}"


def _shape(shape: Shape) -> list[str]:
    return [integer_latex(extent) for extent in shape]


def _range(r: LabelRange | Range) -> list[str | None]:
    return [r.name, *(None if end is None else integer_latex(end) for end in (r.lower, r.upper))]


# ---------------------------------------------------------------- steps

def _step(document: ReadDocument, step: Step) -> dict:
    data = {"id": step.id, "kind": step.kind, **_at(document, step.start), "left": step.left,
            "relation": step.relation, "right": step.right, "status": _status(step),
            "readings": [_reading(document, reading) for reading in step.readings], "notes": list(step.reading),
            "notices": list(step.notices), "condition": step.limit.message if step.limit is not None else ""}
    if step.problem is not None:
        p = step.problem
        data["problem"] = problem_at(document.text, p.start, p.end, p.message, p.hint, p.code)
    return data


def _status(step: Step) -> str:
    match step.problem:
        case None:
            return "read"
        case problem:
            return problem.verdict if problem.verdict in ("definition", "unread") else "settled"


def _reading(document: ReadDocument, reading: Obligation) -> dict:
    """Both sides as expressions, the shape they share, what runs free, and what holds for this step alone."""
    known = document.context
    own = [_tensor(d)["text"] for d in reading.context.tensors if known.tensor(d.name) != d]
    assumed = [_assumption(a) for a in reading.context.assumptions if a not in known.assumptions]
    return {"left": latex(reading.left), "relation": RELATIONS.get(reading.relation, reading.relation),
            "right": latex(reading.right), "shape": _shape(reading.left.shape),
            "free": [_range(r) for r in reading.free], "inferred": own, "assumptions": assumed,
            "derivatives": [list(pair) for pair in _derivatives(reading)]}


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
