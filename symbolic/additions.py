r"""What an author adds to the sheet, and verdicts that do not rest on it.

An author may define new symbols: a definition says nothing of what the sheet
speaks of.  What he declares (a symbol that the sheet does not have) and what he
assumes (a hypothesis, a stationary point) goes beyond the sheet.  A step rests
on it if it is proved with it and not without it.
"""
from __future__ import annotations

from dataclasses import replace
from typing import Iterator

from symbolic.language.context import Context, Obligation
from symbolic.language.expressions import Apply, Condition, Curve, Expression, Symbol
from symbolic.language.integers import IntegerPolynomial
from symbolic.proving.judge import Verdict, judge
from symbolic.reading.elaboration.steps import Step

GRANTED = frozenset({"sheet", "inferred"})
"""Provenances of what is not the author's own word."""


def judge_without(step: Step) -> Verdict:
    """The verdict on a step, with code "assumptions" where it is proved only by what the author adds.

    A step refuted in spite of all that the author adds stays refuted.
    """
    if step.problem is not None or not any(map(additions, step.readings)):
        return judge(step)
    if not any(declared(reading) for reading in step.readings):
        bare = judge(replace(step, readings=tuple(map(without_assumptions, step.readings))))
        if bare.verdict == "proved":
            return bare
    outcome = judge(step)
    if outcome.verdict != "proved":
        return outcome
    said = dict.fromkeys(what for reading in step.readings for what in additions(reading))
    return Verdict("undecided", "assumptions", f"rests on what the author adds to what is given: {'; '.join(said)}",
                   outcome.notices, seconds=outcome.seconds)


def additions(reading: Obligation) -> list[str]:
    """In words, what a reading's context holds beyond the sheet that its sides may rest on."""
    return declared(reading) + [f"{a.left} {a.relation} {a.right}" for a in reading.context.assumptions
                                if a.provenance not in GRANTED]


def without_assumptions(reading: Obligation) -> Obligation:
    """The same relation under the sheet's assumptions alone."""
    kept = tuple(a for a in reading.context.assumptions if a.provenance in GRANTED)
    return replace(reading, context=reading.context.with_(assumptions=kept))


def declared(reading: Obligation) -> list[str]:
    """Names in the sides, or in what defines them, that the author declares and does not define."""
    context = reading.context
    names = mentioned(context, reading.left) | mentioned(context, reading.right)
    own = [d.name for d in context.tensors if d.provenance == "author" and not context.definitions_of(d.name)]
    own += [f.name for f in context.functions if f.provenance == "author" and f.definition is None]
    own += [d.name for d in context.integers if d.provenance == "author"]
    return [f"{name} is declared" for name in own if name in names]


def mentioned(context: Context, e: Expression) -> frozenset[str]:
    """Every name in ``e`` and in the definitions of what it mentions."""
    seen: set[str] = set()
    waiting = list(_names(e))
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += [n for body in bodies(context, name) for n in _names(body)]
    return frozenset(seen)


def bodies(context: Context, name: str) -> list[Expression]:
    """What a name is defined by: the clauses of a symbol, the formula of a function."""
    function = context.function(name)
    formula = [function.definition[1]] if function is not None and function.definition is not None else []
    return [definition.body for definition in context.definitions_of(name)] + formula


def name_of(node: Expression) -> str | None:
    """The name of a symbol, or of the function that is applied."""
    match node:
        case Symbol(name) | Apply(name) | Curve(name):
            return name
    return None


def _names(e: Expression) -> Iterator[str]:
    for node in e.walk():
        name = name_of(node)
        if name is not None:
            yield name
        yield from _integers(node.fields())


def _integers(value) -> Iterator[str]:
    """Names in the integers among the fields of a node, not in the nodes below it."""
    match value:
        case IntegerPolynomial():
            yield from value.names()
        case Condition(left, _, right):
            yield from left.names() | right.names()
        case tuple():
            for item in value:
                yield from _integers(item)
