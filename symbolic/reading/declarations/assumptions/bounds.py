r"""Bounds of declared numbers: ``0 \le \alpha \le 1`` is no range of an index where α is a number.

Beside a claim such bounds are assumed for it; in what is given, and where the text
sets them (let, for, with), they are assumptions of their own.  The same holds beside a
claim for the region that it is about: ``y w^\top x < 1``, ``z_i > 0``, ``y = 1``.
"""
from __future__ import annotations

from symbolic.language.context import Context
from symbolic.reading.context.builder import names_in
from symbolic.reading.declarations.assumptions.conditions import bound_letters
from symbolic.reading.declarations.symbols.quantified import indices
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.scope import flat_name
from symbolic.reading.elaboration.standard import STANDARD
from symbolic.reading.grammar import syntax as s

ORDERED = frozenset({"\\le", "\\leq", "<", "\\ge", "\\geq", ">"})


TRANSPOSED = frozenset({"T", "t", "\\top", "\\intercal"})


def split(qualifiers, context: Context) -> tuple[list[s.Relation], tuple[s.Node, ...]]:
    """The bounds of declared numbers among the qualifiers, each between two sides, and the other qualifiers."""
    bounds: list[s.Relation] = []
    rest: list[s.Node] = []
    for node in qualifiers:
        items = _of_each(node.items) if isinstance(node, s.Sequence) else (node,)
        found = [bounds_in(item, context) for item in items]
        if all(found):
            bounds += [b for parts in found for b in parts]
        else:
            rest.append(node)
    return bounds, tuple(rest)


def _of_each(items: tuple[s.Node, ...]) -> tuple[s.Node, ...]:
    r"""``\sigma_1, \sigma_2 > 0`` says it of each."""
    *letters, last = items
    if isinstance(last, s.Relation) and letters and all(isinstance(x, s.Name | s.Scripted) for x in letters):
        return (*(s.Relation(x.start, last.end, last.operator, x, last.right) for x in letters), last)
    return items


def bounds_in(node: s.Node, context: Context) -> list[s.Relation]:
    """``0 \\le \\alpha < 1`` as two relations, if it speaks of declared numbers only; else none."""
    match node:
        case s.Relation(operator=op, left=s.Relation() as first, right=right) if op in ORDERED:
            left = bounds_in(first, context)
            return [*left, *_bound(s.Relation(first.right.start, node.end, op, first.right, right), context)] if left else []
        case s.Relation():
            return _bound(node, context)
    return []


def _bound(node: s.Relation, context: Context) -> list[s.Relation]:
    names = _numbers(node.left, context) + _numbers(node.right, context)
    numbers = [d for name in names if (d := context.tensor(name)) is not None and not d.shape and not d.labels]
    return [node] if node.operator in ORDERED and names and len(numbers) == len(names) else []


def _numbers(node: s.Node, context: Context) -> list[str]:
    r"""The letters in a side of a bound, \sigma_1 as one where it is declared."""
    match node:
        case s.Scripted(base=s.Name(text=name), sub=s.Node() as sub) if (flat := flat_name(name, sub)) is not None and context.tensor(flat) is not None:
            return [flat]
    return names_in(node)


def regions(qualifiers, context: Context, members) -> tuple[list[s.Relation], tuple[s.Node, ...]]:
    r"""The relations among the qualifiers that say where a claim holds, in declared arrays and functions, and the others.

    Beside a claim about z_i stands z_i > 0, or z_j > 0 for all j; of z_j > 0 alone it is not clear which j it speaks of.
    """
    said = indices(members)
    known = said | {node.text for node in qualifiers if isinstance(node, s.Name)}
    found = [region(node, context) if not said or indices(node) <= known else [] for node in qualifiers]
    return [b for parts in found for b in parts], tuple(q for q, parts in zip(qualifiers, found) if not parts)


def region(node: s.Node, context: Context) -> list[s.Relation]:
    r"""``-1 < w^\top x < 1`` as two relations, ``y = 1``, ``A = A^\top`` and ``x > 0, y > 0``; none if something in it is not declared."""
    match node:
        case s.Sequence(items=items):
            parts = [region(item, context) for item in items]
            return [b for part in parts for b in part] if all(parts) else []
        case s.Relation(operator="=", left=left, right=right) if _is_number(right):
            return [node] if _declared(left, context) else []
        case s.Relation(operator="=", left=left, right=right):
            return [node] if _declared(left, context) and (_is_standard(right, context) or _declared(right, context)) else []
        case s.Relation(operator=op, left=s.Relation() as first, right=right) if op in ORDERED:
            left = region(first, context)
            last = s.Relation(first.right.start, node.end, op, first.right, right)
            return [*left, last] if left and _declared((first.right, right), context) else []
        case s.Relation(operator=op, left=left, right=right) if op in ORDERED:
            return [node] if _declared((left, right), context) else []
    return []


def _declared(node, context: Context) -> bool:
    """Are the letters all declared arrays, numbers or functions, at least one an array or a number?"""
    bound = {name for part in (node if isinstance(node, tuple) else (node,)) for name in bound_letters(part)}
    meant = TRANSPOSED | STANDARD | {d.name for d in context.integers} | bound
    names = [name for name in names_in(node) if name not in meant or context.tensor(name) is not None]
    arrays = [name for name in names if context.tensor(name) is not None]
    return bool(arrays) and all(name in arrays or context.function(name) is not None for name in names)


def _is_standard(node: s.Node, context: Context) -> bool:
    """``I``, or zeros or ones as a letter of no other meaning."""
    return isinstance(node, s.Name) and node.text in STANDARD and context.tensor(node.text) is None


def _is_number(node: s.Node) -> bool:
    """``1`` or ``-1``."""
    match node:
        case s.Additive(terms=((_, s.Number()),)):
            return True
    return isinstance(node, s.Number)


def bounding(c: Clause, context: Context) -> list[Clause]:
    """The clauses ``0 \\le \\alpha``, ``\\alpha \\le 1`` of one that bounds declared numbers from both sides; else none."""
    if len(c.members) < 3 or None in c.members:
        return []
    parts = [bounds_in(s.Relation(a.start, b.end, op, a, b), context) for a, op, b in zip(c.members, c.operators, c.members[1:])]
    if not all(part or not names_in((a, b)) for part, a, b in zip(parts, c.members, c.members[1:])):
        return []
    return [_letter_first(b, c.words) for part in parts for b in part]


TURNED = {"<": ">", "\\le": "\\ge", "\\leq": "\\geq", ">": "<", "\\ge": "\\le", "\\geq": "\\leq"}


def _letter_first(b: s.Relation, words: str) -> Clause:
    """``0 < p`` as p > 0: the sign of a letter is a property of it."""
    match b:
        case s.Relation(operator=op, left=s.Number(text="0"), right=s.Name()):
            return Clause((b.right, b.left), (TURNED[op],), (), words, b.start, b.end)
    return Clause((b.left, b.right), (b.operator,), (), words, b.start, b.end)
