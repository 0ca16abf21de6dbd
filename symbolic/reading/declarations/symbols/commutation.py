r"""Commutation matrices: K_{mn} vec(A) = vec(Aᵀ) for all m×n matrices A (Magnus & Neudecker 1979).

Words say so, or the equation for all A of a shape.  The name is kept among those with a standard
meaning, as ``K*``, with the shape of A where K has no subscript; as ``K**`` where the subscripts are
those of Aᵀ.
"""
from __future__ import annotations

import re

from symbolic.errors import ReadError
from symbolic.reading.context.builder import Builder
from symbolic.reading.declarations.symbols.sets import is_real, real_shape
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.scope import index_lists
from symbolic.reading.elaboration.standard import TRANSPOSES
from symbolic.reading.grammar import syntax as s

NAMED = re.compile(r"\b(?:commutation|vec-permutation) matri", re.I)
FOR_ALL = re.compile(r"\bfor (?:all|any|every|each)\b", re.I)


def declare_commutations(builder: Builder, clauses: list[Clause]) -> list[Clause]:
    """Note the commutation matrices that the clauses declare; the other clauses."""
    equations = {id(c): found for c in clauses if (found := _equation(c)) is not None}
    about = {id(c): equations[id(c)][0] if id(c) in equations else _matrix(c.members[0]) for c in clauses}
    said = {about[id(c)][0] for c in clauses if about[id(c)] is not None
            and (NAMED.search(c.words) or id(c) in equations and FOR_ALL.search(c.words) and c.qualifiers)}
    done = {name for name in said if builder.context.tensor(name) is None and _declare(
        builder, name, [equations[id(c)] + (c,) for c in clauses if id(c) in equations and about[id(c)][0] == name], clauses)}
    return [c for c in clauses if about[id(c)] is None or about[id(c)][0] not in done
            or id(c) not in equations and c.operators not in ((), ("\\in",))]


def _declare(builder: Builder, name: str, equations: list, clauses: list[Clause]) -> bool:
    """Keep K as what its equations say, or by its subscripts alone; can that be done?"""
    try:
        found = {_way(builder, sub, _shape(builder, of, [c, *clauses])) for (_, sub), of, c in equations} or {("*", ())}
    except (ReadError, Refused):
        return False
    if len(found) > 1 or None in found:
        return False
    ((mark, shape),) = found
    builder.standard[f"{name}{mark}"] = shape
    return True


def _way(builder: Builder, sub: s.Node | None, shape: tuple | None) -> tuple | None:
    """How the subscripts say the shape of A: in order, exchanged, or not at all."""
    if shape is None:
        return None
    if sub is None:
        return "*", shape
    pair = next((way for way in index_lists(sub) if len(way) == 2), None)
    sizes = None if pair is None else tuple(map(builder.dimension, pair))
    return ("*", ()) if sizes == shape else ("**", ()) if sizes == shape[::-1] else None


def _shape(builder: Builder, of: str, clauses: list[Clause]) -> tuple | None:
    """The shape of the A that the equation is about."""
    for c in clauses:
        pairs = [(q.left, q.right) for q in c.qualifiers if isinstance(q, s.Relation) and q.operator == "\\in"]
        pairs += [c.members[:2]] if c.operators == ("\\in",) else []
        for left, right in pairs:
            names = left.items if isinstance(left, s.Sequence) else (left,)
            if right is not None and is_real(right) and any(isinstance(x, s.Name) and x.text == of for x in names):
                shape = real_shape(builder, right)
                return shape if len(shape) == 2 else None
    return None


def _equation(c: Clause) -> tuple | None:
    r"""((K, its subscript), A) of ``K_{mn} \operatorname{vec}(A) = \operatorname{vec}(A^\top)``, either way round."""
    if c.operators != ("=",) or None in c.members:
        return None
    for left, right in (c.members, c.members[::-1]):
        match left, right:
            case s.Juxtaposition(items=(head, s.Operator(name="vec"), first)), s.Juxtaposition(items=(s.Operator(name="vec"), second)):
                matrix, a, b = _matrix(head), _bare(first), _bare(second)
                if matrix is not None and isinstance(a, s.Name) and _is_transpose_of(b, a.text):
                    return matrix, a.text
    return None


def _is_transpose_of(node: s.Node, name: str) -> bool:
    match node:
        case s.Scripted(base=s.Name(text=text), sub=None, sup=None, primes=1):
            return text == name
        case s.Scripted(base=s.Name(text=text), sub=None, sup=s.Name(text=mark), primes=0):
            return text == name and mark in TRANSPOSES
    return False


def _bare(node: s.Node) -> s.Node:
    return _bare(node.body) if isinstance(node, s.Group) and node.kind in ("(", "[", "\\{") else node


def _matrix(node) -> tuple[str, s.Node | None] | None:
    """The letter and the subscript of K or K_{mn}."""
    match node:
        case s.Name(text=name):
            return name, None
        case s.Scripted(base=s.Name(text=name), sub=s.Node() as sub, sup=None, primes=0):
            return name, sub
    return None
