r"""Does a derivation arrive where it was asked to?  Answered apart from the verdicts.

A goal is a quantity and the form of the answer: a final side, linked to the
quantity by proved equalities, in which nothing stands that the form excludes.
So a chain of trivial truths earns nothing.

The quantity is read in what is given alone, and a link counts only if it is
proved without what the author adds.  A side is the quantity if it is the same
expression, or a derivative by the same variable that is proved equal to it.
"""
from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Iterable, Iterator

from symbolic.additions import bodies, judge_without, name_of, without_assumptions
from symbolic.language.binding import substitute_integers
from symbolic.language.context import Context, Obligation
from symbolic.language.expressions import (
    Apply, Array, Curve, Derivative, Determinant, Entry, Expand, Expression, Extremum, Inverse, Kronecker,
    MatrixProduct, Product, PseudoInverse, Squeeze, Sum, Symbol, Trace, Transpose, Vectorize)
from symbolic.language.integers import IntegerSymbol, integer
from symbolic.proving.judge import Verdict, judge
from symbolic.reading.claims.reader import read
from symbolic.reading.declarations.given import context_from
from symbolic.reading.elaboration.steps import Step
from symbolic.reading.grammar.syntax import Document

FORMS = {
    "derivative": Derivative, "prime": (Apply, Curve), "sum": Sum, "product": (MatrixProduct, Product), "entry": Entry,
    "trace": Trace, "determinant": Determinant, "inverse": Inverse, "pseudo-inverse": PseudoInverse, "transpose": Transpose,
    "kronecker": Kronecker, "vec": Vectorize,
}
"""What a goal may exclude; "prime" is the derivative of a function, as in σ'(z)."""

Judged = list[tuple[Step, Verdict]]


def answer(goal: dict, given: Iterable[str | Document], layout: str, judged: Judged) -> dict:
    """``{"answer": "reached" | "not reached" | "unknown", "reason"}`` for a goal as in docs/result-data.md.

    ``judged`` are the steps of the derivation with their verdicts, ``layout``
    the one that they were read in.
    """
    quantity = _quantity(goal["quantity"], list(given), layout)
    if quantity is None:
        return _said("unknown", "the quantity cannot be read in one way in what is given")
    excluded = [(word, FORMS[word]) for word in goal["without"]]
    ends = _ends([step for step, _ in judged])
    proved = [step for step, verdict in judged if _equality(step) and _proved_alone(step, verdict)]
    if _arrives(quantity, proved, ends, excluded):
        return _said("reached", "proved steps link the quantity to a side of the form asked for")
    hoped = [step for step, verdict in judged if _equality(step) and verdict.verdict in ("proved", "undecided")]
    unclear = any(verdict.verdict == "unread" or verdict.verdict == "undecided" and not _equality(step)
                  for step, verdict in judged)
    if unclear or _arrives(quantity, hoped, ends, excluded):
        return _said("unknown", "the steps that could link the quantity to such a side are not all decided")
    return _said("not reached", "no proved steps link the quantity to a side of the form asked for")


def is_begun(goal: dict, given: Iterable[str | Document], layout: str, judged: Judged) -> bool:
    """Does the quantity stand as a side of some step that was read, whatever its verdict?"""
    quantity = _quantity(goal["quantity"], list(given), layout)
    return quantity is not None and any(
        _is(quantity, step, side) for step, _ in judged if _equality(step)
        for side in (step.readings[0].left, step.readings[0].right))


def _said(word: str, reason: str) -> dict:
    return {"answer": word, "reason": reason}


def _quantity(text: str, given: list[str | Document], layout: str) -> Obligation | None:
    """The quantity on both sides of one reading, in the context of what is given; None if there is not one.

    What follows it behind ``\\quad`` is the range of its labels.
    """
    context, _ = context_from(given, layout=layout)
    text, mark, span = text.partition(r"\quad")
    text = text.strip().removesuffix(",")
    steps = read(f"{text} = {text}" + (rf", \quad {span}" if mark else ""), given=context, layout=layout).steps
    if len(steps) != 1 or not _equality(steps[0]):
        return None
    reading = steps[0].readings[0]
    return reading if numbered(reading.left) == numbered(reading.right) else None


def _equality(step: Step) -> bool:
    return step.relation == "=" and len(step.readings) == 1 and step.problem is None


def _proved_alone(step: Step, verdict: Verdict) -> bool:
    """Proved, and without what the author adds."""
    return verdict.verdict == "proved" and judge_without(step).verdict == "proved"


def _ends(steps: list[Step]) -> set[tuple[str, int]]:
    """Where every chain ends: its number and the place of its last side."""
    ends: dict[str, int] = {}
    for step in steps:
        ends[_chain(step)] = max(step.end, ends.get(_chain(step), 0))
    return set(ends.items())


def _chain(step: Step) -> str:
    return step.id.split(".")[0]


def _arrives(quantity: Obligation, steps: list[Step], ends: set, excluded) -> bool:
    """Do these steps link the quantity to the last side of a chain, another one and of the form asked for?"""
    return any((_chain(step), step.end) in ends and _admitted(step.readings[0], excluded)
               and not _is(quantity, step, step.readings[0].right) for step in _linked(quantity, steps))


def _linked(quantity: Obligation, steps: list[Step]) -> list[Step]:
    """The steps that hang together with the quantity, through sides that are the same expression."""
    reached = {_key(step.readings[0], side) for step in steps for side in (step.readings[0].left, step.readings[0].right)
               if _is(quantity, step, side)}
    linked: list[Step] = []
    waiting, grown = steps, True
    while grown:
        touching = [step for step in waiting if reached & _keys(step)]
        linked += touching
        reached.update(*map(_keys, touching))
        waiting, grown = [step for step in waiting if step not in touching], bool(touching)
    return linked


def _keys(step: Step) -> set:
    reading = step.readings[0]
    return {_key(reading, reading.left), _key(reading, reading.right)}


def _key(reading: Obligation, side: Expression) -> tuple:
    """A side, whatever its bound indices are called and whatever step it is fitted to, with the ranges of the
    indices that are free in its step."""
    return numbered(_unfitted(side)), reading.free


def _unfitted(side: Expression) -> Expression:
    """A side without the axes of extent one, and the names of extents, that were put to make it fit the other."""
    match side:
        case Squeeze(arg) | Expand(arg):
            return _unfitted(arg)
        case Array(binders, Entry(arg, indices)) if indices == tuple(integer(name) for name, _ in binders):
            return _unfitted(arg)
    return side


def _is(quantity: Obligation, step: Step, side: Expression) -> bool:
    """Is a side the quantity itself, or a derivative by the same variable proved equal to it?"""
    reading = step.readings[0]
    if reading.free != quantity.free:
        return False
    if numbered(_unfitted(side)) == numbered(_unfitted(quantity.left)):
        return True
    variable = _variable(quantity.context, side)
    if variable is None or variable != _variable(quantity.context, quantity.left) or side.shape != quantity.left.shape:
        return False
    same = replace(without_assumptions(reading), left=quantity.left, right=side)
    return judge(replace(step, readings=(same,), lenient=(), limit=None)).verdict == "proved"


def numbered(e: Expression, numbers: Iterator[int] | None = None) -> Expression:
    """``e`` with its bound indices called by their numbers: equal for sides that differ in those names alone."""
    numbers = count(1) if numbers is None else numbers
    match e:
        case Array(binders, body):
            names = [f"‹{next(numbers)}›" for _ in binders]
            renamed = {IntegerSymbol(old): integer(name) for (old, _), name in zip(binders, names)}
            extents = [extent for _, extent in binders]
            return Array(tuple(zip(names, extents)), numbered(substitute_integers(body, renamed), numbers))
        case Sum() | Product() | Extremum() | MatrixProduct():
            index, first, last, body = e.fields()
            name = f"‹{next(numbers)}›"
            renamed = substitute_integers(body, {IntegerSymbol(index): integer(name)})
            return type(e)(name, first, last, numbered(renamed, numbers))
    return e.map(lambda part: numbered(part, numbers))


def _variable(context: Context, e: Expression):
    """By what an expression is differentiated: a derivative, an entry of one, or a name that is given for one."""
    match e:
        case Entry(arg):
            return _variable(context, arg)
        case Derivative(_, variable, at):
            return variable, at
        case Symbol(name, ()) if len(context.definitions_of(name)) == 1:
            body = context.definitions_of(name)[0].body
            return None if isinstance(body, Symbol) else _variable(context, body)
    return None


def _admitted(reading: Obligation, excluded) -> bool:
    """Does nothing that the form excludes stand in the right side, definitions unfolded?"""
    nodes = _unfolded(reading.context, reading.right)
    return not any(_is_form(word, kind, node) for node in nodes for word, kind in excluded)


def _is_form(word: str, kind, node: Expression) -> bool:
    return isinstance(node, kind) and (word != "prime" or node.order > 0)


def _unfolded(context: Context, e: Expression) -> list[Expression]:
    """The nodes of ``e`` and of the definitions of what it mentions."""
    nodes, waiting, seen = [], [e], set()
    while waiting:
        for node in waiting.pop().walk():
            nodes.append(node)
            name = name_of(node)
            if name is not None and name not in seen:
                seen.add(name)
                waiting += bodies(context, name)
    return nodes
