r"""Which symbols of a document vary: those whose differentials it writes; and what its bars define."""
from __future__ import annotations

from typing import Iterator

from symbolic.errors import ReadError
from symbolic.language.context import Context, TensorDeclaration
from symbolic.reading.context.builder import Builder
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.derivatives.derivatives import quotient
from symbolic.reading.elaboration.derivatives.marks import MARK, NUMBER, OPERANDS, PARTIAL, is_mark, is_number, is_other, is_partial, is_upright, standing
from symbolic.reading.elaboration.reach import flatten
from symbolic.reading.elaboration.scope import flat_name
from symbolic.reading.elaboration.shown import reached
from symbolic.reading.elaboration.standard import TRANSPOSES
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.unparse import same_syntax


def taken(node, counts=lambda mark: True) -> Iterator[s.Node]:
    """What stands behind each d of a formula, apart from those of derivatives and those that do not count."""
    match node:
        case s.Juxtaposition() | s.Infix(operator="\\cdot" | "\\times"):
            items = flatten(node)
            for k, (item, following) in enumerate(zip(items, items[1:]), 1):
                if is_mark(item) and isinstance(following, OPERANDS) and counts(item):
                    yield s.joined(items[k:]) if isinstance(following, s.Operator) else following
            for item in items:
                yield from taken(item, counts)
        case s.Fraction(numerator=above, denominator=below):
            for part in (above,) if _is_derivative(node) else (above, below):
                parts = flatten(part)
                yield from taken(parts[1:] and s.Juxtaposition(part.start, part.end, tuple(parts[1:]))
                                 if is_mark(parts[0]) else part, counts)
        case _:
            for part in s.children(node):
                yield from taken(part, counts)


def _is_derivative(node: s.Fraction) -> bool:
    try:
        return quotient(node) is not None
    except ReadError:
        return True


def declare_directions(builder: Builder, clauses: list[Clause]) -> None:
    """dv for every v whose differential is written, and for all that d is applied to unless it is constant."""
    if any((name := _alone(builder.context, _bare(node))) is not None and _is_base(builder.context, name)
           for c in clauses for m in c.members if m is not None for node in taken(m, is_partial)):
        builder.moving.add(PARTIAL)
    nodes = [node for c in clauses for m in c.members if m is not None
             for node in taken(m, lambda mark: _may_differentiate(builder, c, mark))]
    if not nodes:
        return
    alone = [name for node in nodes if (name := _alone(builder.context, node)) is not None]
    written = [v for v in dict.fromkeys(alone) if _is_base(builder.context, v)]
    builder.moving |= set(written)
    varying = [*written, *(n for node in nodes for n in _names(node) if _is_base(builder.context, n))]
    defined = [n for node in nodes for name in _names(node) for n in sorted(reached(builder.context, name))
               if _is_base(builder.context, n)]
    for v in dict.fromkeys([*varying, *defined]):
        if builder.context.tensor(MARK + v) is None:
            shape = builder.context.tensor(v).shape
            made = TensorDeclaration(MARK + v, (), shape, provenance="inferred")
            builder.context = builder.context.with_(tensors=builder.context.tensors + (made,))


def _may_differentiate(builder: Builder, c: Clause, mark: s.Node) -> bool:
    """Can this d be a differential, where it may be declared as something else?"""
    context = builder.context
    if is_partial(mark):
        return PARTIAL in builder.moving
    if is_upright(mark) and context.tensor(MARK) is None:
        return True
    return not is_other(context) and (not is_number(context) or standing(context, c.members, mark) != NUMBER)


def _alone(context: Context, node: s.Node) -> str | None:
    r"""The symbol of which a differential is written, X, W_1 or X^\top, as (dX)^\top; None behind anything else."""
    match node:
        case s.Name(text=name):
            return name
        case s.Scripted(base=s.Name(text=name), sub=None, sup=s.Name(text=sign), primes=0) if sign in TRANSPOSES \
                and not any(x is not None and not x.shape for x in (context.tensor(sign), context.tensor(name))) and context.integer(sign) is None:
            return name
        case s.Scripted(base=s.Name(text=name), sub=sub, sup=None, primes=0) if (flat := flat_name(name, sub)) is not None:
            return flat if context.tensor(flat) is not None else None
    return None


def _bare(node: s.Node) -> s.Node:
    return node.body if isinstance(node, s.Group) and node.kind == "(" else node


def _is_base(context: Context, name: str) -> bool:
    declared = context.tensor(name)
    return declared is not None and not declared.labels and not context.definitions_of(name)


def _names(node) -> Iterator[str]:
    match node:
        case s.Name(text=text):
            yield text
        case s.Scripted(base=s.Name(text=text), sub=sub) if sub is not None and (flat := flat_name(text, sub)) is not None:
            yield from (flat, text)
        case _:
            for part in s.children(node):
                yield from _names(part)


# ---------------------------------------------------------------- bars

def barred(clauses) -> list[Clause]:
    r"""``y = Ax`` for each formula that is evaluated there, ``f(y)|_{y = Ax}``."""
    found: list[Clause] = []
    for c in clauses:
        for m in c.members:
            for condition in _conditions(m):
                made = Clause((condition.left, condition.right), ("=",), (), "", condition.start, condition.end)
                if not any(_same(made, other) for other in found):
                    found.append(made)
    return found


def _conditions(node) -> Iterator[s.Relation]:
    match node:
        case s.Infix(operator="|", left=left, right=s.Relation(operator="=", left=s.Name()) as condition):
            yield condition
            yield from _conditions(left)
        case _:
            for part in s.children(node):
                yield from _conditions(part)


def _same(one: Clause, other: Clause) -> bool:
    return all(same_syntax(a, b) for a, b in zip(one.members, other.members))


def implied(c: Clause, bars: list[Clause]) -> bool:
    r"""``dy = d(Ax)`` says nothing new where ``y = Ax`` is the value at a bar."""
    match c.members, c.operators:
        case (s.Juxtaposition(items=(mark, s.Name() as name)),
              s.Juxtaposition(items=(other, s.Group(body=body)))), ("=",) if is_mark(mark) and is_mark(other):
            made = Clause((name, body), ("=",), (), "", c.start, c.end)
            return any(_same(made, bar) for bar in bars)
    return False
