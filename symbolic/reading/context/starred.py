r"""The optimum beside its variable: ``w^*`` is a vector or a number like w, where only w is declared.

It is one only if something is taken at it, ``\nabla f(w^*)``, or it is said what it is, ``w^* = …``; elsewhere the star may
be a conjugate transpose.  ``A^*`` of a matrix may be that anyway, and is left.
"""
from __future__ import annotations

from typing import Iterable

from symbolic.language.context import TensorDeclaration
from symbolic.reading.context.builder import Builder
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.scope import raised_name
from symbolic.reading.grammar import syntax as s

STARS = frozenset({"*", "\\ast", "\\star"})


def declare_like_base(builder: Builder, clauses: Iterable[Clause]) -> None:
    """Declare each starred symbol that stands by itself like the symbol without the star; one that its first formula introduces is defined by that."""
    seen: dict[tuple[str, str], bool] = {}
    for c in clauses:
        for found in _standing(c):
            seen.setdefault(found, _introduces(c, found))
    for name, whole in (found for found, introduced in seen.items() if not introduced):
        base, scope = builder.context.tensor(name), builder.elaborator().scope
        if base is not None and not base.labels and len(base.shape) <= 1 and not scope.declared(whole) and not builder.context.definitions_of(name):
            made = TensorDeclaration(whole, (), base.shape, provenance="inferred")
            builder.context = builder.context.with_(tensors=builder.context.tensors + (made,))


def _introduces(c: Clause, found: tuple[str, str]) -> bool:
    """Is this ``w^* = …``, the right side being another?"""
    first, *others = _sides(c)
    return c.operators[:1] in (("=",), (":=",)) and first == found and found not in others


def _sides(c: Clause) -> list[tuple[str, str] | None]:
    return [_starred(m) for m in c.members]


def _starred(node: s.Node | None) -> tuple[str, str] | None:
    """(w, w^*) of w^*."""
    match node:
        case s.Scripted(base=s.Name(text=name), sub=None, sup=s.Name(text=mark) as sup, primes=0) if mark in STARS:
            return name, raised_name(name, sup)
    return None


def _standing(c: Clause) -> Iterable[tuple[str, str]]:
    """(w, w^*) for each w^* that is a side of the clause, or alone in brackets."""
    brackets = [x.body for m in c.members if m is not None for x in s.walk(m) if isinstance(x, s.Group) and x.kind == "("]
    yield from filter(None, [*_sides(c), *map(_starred, brackets)])
