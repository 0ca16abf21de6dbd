r"""Numbers declared by bounds: \alpha \in [0, 1], p \in (0, 1), and \tau > 0 with nothing else said of τ.

A small letter that an inequality compares with a number, and that carries no
index anywhere, is a number; so is one between two numbers, 0 < p < 1.  Where a
letter divides (1/p), p \neq 0 says it too, and T > 0 of letters that may count;
else x \neq 0 says as much of a vector and declares nothing.
"""
from __future__ import annotations

from math import ceil, floor
from typing import Iterable

from symbolic.language.context import TensorDeclaration
from symbolic.reading.context.builder import Builder, names_in
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.scope import bare_font, rational
from symbolic.reading.elaboration.targets import body_of
from symbolic.reading.elaboration.uses import Uses, is_capital
from symbolic.reading.grammar import syntax as s

UPWARD, DOWNWARD = frozenset({"<", "\\le", "\\leq"}), frozenset({">", "\\ge", "\\geq"})
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
        match c.members, c.operators:
            case (bounded, s.Number()), (sign,) if sign in BOUNDING:
                within = ()
            case (bounded, s.Number(text="0")), ("\\neq" | "\\ne",):
                within = None
            case (low, bounded, high), (first, second) if {first, second} <= UPWARD or {first, second} <= DOWNWARD:
                within = (rational(low), rational(high)) if first in UPWARD else (rational(high), rational(low))
                if None in within:
                    continue
            case _:
                continue
        names = bounded.items if isinstance(bounded, s.Sequence) else (bounded,)
        for name in (n.text for n in names if isinstance(n, s.Name)):
            small = within is not None and (not _may_count(name) or within and ceil(within[1]) - floor(within[0]) <= 1)
            if _is_new_number(builder, name, everything) and (small or _divides_only(name, everything)):
                builder.add_tensor(TensorDeclaration(name, (), (), provenance=builder.provenance), c)


def _may_count(name: str) -> bool:
    return is_capital(name) or name in WHOLE_LETTERS


def _divides_only(name: str, clauses: list[Clause]) -> bool:
    """Is the letter a divisor somewhere, and nowhere an index or the end of a sum?"""
    uses = Uses()
    for c in clauses:
        uses.read_members(tuple(m for m in c.members if m is not None))
    return name not in uses.counts | uses.indices and any(_divides(m, name) for c in clauses for m in c.members)


def _divides(node, name: str) -> bool:
    r"""Does the letter, a power of it or a product with it stand below a fraction bar or behind a slash?"""
    match node:
        case s.Fraction(denominator=below) | s.Infix(operator="/", right=below) if _has_factor(below, name):
            return True
    return any(_divides(x, name) for x in s.children(node))


def _has_factor(node: s.Node, name: str) -> bool:
    match node:
        case s.Name(text=text) | s.Scripted(base=s.Name(text=text), sub=None, sup=s.Number(), primes=0):
            return text == name
        case s.Juxtaposition(items=items):
            return any(_has_factor(item, name) for item in items)
    return False


def _is_new_number(builder: Builder, name: str, clauses: list[Clause]) -> bool:
    known = builder.elaborator().scope.declared(name) or name in builder.context.unread or name in builder.ranges
    if known or bare_font(name) != name:
        return False
    defined = {found[0].name for c in clauses if (found := body_of(c)) is not None}
    return name not in defined and not any(_indexed(m, name, builder) for c in clauses for m in c.members)


def _indexed(node, name: str, builder: Builder) -> bool:
    """Does the name carry an index, a label or a transpose, or a bracket as a function does?"""
    match node:
        case s.Scripted(base=s.Name(text=text), sub=sub, sup=sup, primes=primes) if text == name:
            number = isinstance(sup, s.Name) and builder.context.integer(sup.text) is not None
            return sub is not None or bool(primes) or not number and not isinstance(sup, (s.Number, s.Additive, s.Scripted, type(None)))
        case s.Juxtaposition(items=items) if any(
                isinstance(a, s.Name) and a.text == name and isinstance(b, s.Group) and isinstance(b.body, s.Name)
                for a, b in zip(items, items[1:])):
            return True
    return any(_indexed(x, name, builder) for x in s.children(node))
