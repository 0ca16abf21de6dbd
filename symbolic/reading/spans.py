r"""Numbers declared by bounds: \alpha \in [0, 1], p \in (0, 1), and \tau > 0 with nothing else said of τ.

A small letter that an inequality compares with a number, and that carries no
index anywhere, is a number; x \neq 0 says as much of a vector and declares
nothing.
"""
from __future__ import annotations

from typing import Iterable

from symbolic.language.context import TensorDeclaration
from symbolic.reading import syntax as s
from symbolic.reading.builder import Builder, names_in
from symbolic.reading.clauses import Clause
from symbolic.reading.scope import bare_font
from symbolic.reading.targets import body_of
from symbolic.reading.uses import is_capital

BOUNDING = frozenset({">", "<", "\\ge", "\\le"})
WHOLE_LETTERS = frozenset("ijklmnNMKLTdDhHtqrB") | {"\\ell"}
"""Letters that a bound may make an integer."""
SIGNED = {("(", "0"): "positive", ("[", "0"): "nonnegative"}
ENDLESS = frozenset({"\\infty"})


def interval_ends(where: s.Node) -> tuple[str, s.Node, s.Node] | None:
    """(bracket, lower, upper) of [a, b] or (a, b)."""
    match where:
        case s.Group(kind="[" | "(" as kind, body=s.Sequence(items=(low, high))):
            return kind, low, high
    return None


def bounds_within(node: s.Name, kind: str, low: s.Node, high: s.Node) -> tuple[frozenset[str], list[tuple]]:
    """What the interval says of a number: properties, and (left, sign, right) of other bounds."""
    sign = "<" if kind == "(" else "\\le"
    properties = {SIGNED[kind, low.text]} if isinstance(low, s.Number) and (kind, low.text) in SIGNED else set()
    relations = [] if properties or _endless(low) else [(low, sign, node)]
    return frozenset(properties), relations + ([] if _endless(high) else [(node, sign, high)])


def _endless(node: s.Node) -> bool:
    return any(name in ENDLESS for name in names_in(node))


def declare_bounded(builder: Builder, clauses: Iterable[Clause], beside: Iterable[Clause]) -> None:
    """Declare as numbers the letters of which only a bound is given, τ > 0, where nothing indexes them."""
    everything = [*clauses, *beside]
    for c in clauses:
        if len(c.members) != 2 or c.operators[0] not in BOUNDING or not isinstance(c.members[1], s.Number):
            continue
        names = c.members[0].items if isinstance(c.members[0], s.Sequence) else (c.members[0],)
        for name in (n.text for n in names if isinstance(n, s.Name)):
            if _is_new_number(builder, name, everything):
                builder.add_tensor(TensorDeclaration(name, (), (), provenance=builder.provenance), c)


def _is_new_number(builder: Builder, name: str, clauses: list[Clause]) -> bool:
    known = builder.elaborator().scope.declared(name) or name in builder.context.unread or name in builder.ranges
    if known or is_capital(name) or name in WHOLE_LETTERS or bare_font(name) != name:
        return False
    defined = {found[0].name for c in clauses if (found := body_of(c)) is not None}
    return name not in defined and not any(_indexed(m, name) for c in clauses for m in c.members)


def _indexed(node, name: str) -> bool:
    """Does the name carry an index, a label or a transpose, or a bracket as a function does?"""
    match node:
        case s.Scripted(base=s.Name(text=text), sub=sub, sup=sup, primes=primes) if text == name:
            return sub is not None or bool(primes) or not isinstance(sup, (s.Number, s.Additive, type(None)))
        case s.Juxtaposition(items=items) if any(
                isinstance(a, s.Name) and a.text == name and isinstance(b, s.Group) and isinstance(b.body, s.Name)
                for a, b in zip(items, items[1:])):
            return True
        case tuple():
            return any(_indexed(x, name) for x in node)
        case s.Node():
            return any(_indexed(v, name) for v in vars(node).values())
    return False
