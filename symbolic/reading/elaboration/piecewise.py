r"""Case distinctions: ``\begin{cases} z & z > 0 \\ 0 & z \le 0 \end{cases}``, and functions given by their values.

A condition on indices makes an index case; one that speaks of numbers (a declared
number, a function's parameter) compares numbers.  Branches may be arrays of one
shape: then every entry is distinguished.  ``P(-1) = (1, 0)``, ``P(1) = (0, 1)``
declare a function on the set {−1, 1}: of a number that is one of these it is the
value there, of a symbol known to be in the set a case distinction; anywhere else it
is not defined, and nothing is said.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Callable

from symbolic.errors import ReadError
from symbolic.language.expressions import (
    Array, Cases, Condition, Delta, Entry, Expression, Integer, Number, Piecewise, Symbol, Times, number)
from symbolic.language.functions import finite_values
from symbolic.language.integers import integer
from symbolic.reading.elaboration.refusal import Refused, misshapen, unreadable, unsupported
from symbolic.reading.elaboration.scope import count, rational
from symbolic.reading.grammar import syntax as s

if TYPE_CHECKING:
    from symbolic.reading.context.builder import Builder
    from symbolic.reading.elaboration.clauses import Clause

COMPARISONS = {"=": "=", "\\neq": "!=", "\\ne": "!=", "\\le": "<=", "\\leq": "<=", "<": "<"}
TURNED = {"\\ge": "<=", "\\geq": "<=", ">": "<"}


def read_cases(e, node: s.CasesNode) -> Expression:
    """Index cases if all conditions are about indices, else comparisons of numbers."""
    if not any(speaks_of_numbers(e, condition) for _, condition in node.rows):
        try:
            found = tuple(of_indices(e, condition) for _, condition in node.rows)
        except (ReadError, Refused):
            if not all(_compares(condition) for _, condition in node.rows):
                raise
        else:
            guarded = replace(e, within=False)
            return Cases(tuple(zip(found, (_number(guarded, value) for value, _ in node.rows))))
    conditions = tuple(comparisons(e, condition) for _, condition in node.rows)
    return distinguished(e, conditions, [e.expression(value) for value, _ in node.rows], node)


def of_indices(e, node: s.Node | None) -> tuple[Condition, ...]:
    """The conditions of a branch; none for "otherwise".  Raises ReadError."""
    def read(e, side: s.Node):
        return count(side, e.scope)

    return tuple(Condition(*c) for c in comparisons(e, node, read, "a relation of indices, or otherwise"))


def distinguished(e, conditions, values: list[Expression], place) -> Expression:
    """The value of the first branch that holds, entry by entry for arrays of one shape."""
    values = [e.shapes.settle(v) for v in values]
    shape = next((v.shape for v in values if v.shape), ())
    if not shape:
        return Piecewise(tuple(zip(conditions, values)))
    made = [values[0]]
    for v in values[1:]:
        pair = e.shapes.meet(made[0], v)
        if pair is None:
            raise misshapen("the branches of these cases differ in shape", place)
        made.append(pair[1])
    values = [e.shapes.settle(v) for v in made]
    names = [e.scope.fresh("i") for _ in values[0].shape]
    entries = [Entry(v, tuple(map(integer, names))) for v in values]
    return Array(tuple(zip(names, values[0].shape)), Piecewise(tuple(zip(conditions, entries))))


def indicator(e, condition: s.Node) -> Expression:
    r"""``\mathbf{1}[z > 0]``: 1 where the comparisons hold, else 0; of an array x, that of every entry."""
    found = comparisons(e, condition, _of_one_kind)
    like = next((side for a, _, b in found for side in (a, b) if side.shape), None)
    if like is None:
        return Piecewise(((found, Number(Fraction(1))), ((), Number(Fraction(0)))))
    names = [e.scope.fresh("i") for _ in like.shape]
    places = tuple(map(integer, names))
    entry = lambda side: Entry(_like(e, side, like, condition), places) if side.shape else side
    of_entries = tuple((entry(a), relation, entry(b)) for a, relation, b in found)
    return Array(tuple(zip(names, like.shape)),
                 Piecewise(((of_entries, Number(Fraction(1))), ((), Number(Fraction(0))))))


def _of_one_kind(e, node: s.Node) -> Expression:
    return e.shapes.settle(e.expression(node))


def _like(e, side: Expression, like: Expression, place) -> Expression:
    pair = e.shapes.meet(like, side)
    if pair is None:
        raise misshapen("the sides of this comparison differ in shape", place)
    return e.shapes.settle(pair[1])


def _number(e, node: s.Node) -> Expression:
    value = e.shapes.scalar(e.expression(node))
    if value is None:
        raise unsupported("a branch of cases that is not a number", node)
    return value


def _compares(node: s.Node | None) -> bool:
    return node is None or isinstance(node, (s.Text, s.Relation, s.Sequence, s.Juxtaposition, s.Group, s.Annotated))


def speaks_of_numbers(e, node) -> bool:
    """Does a parameter of a function or a declared number stand in the condition, or a number that is not whole?"""
    match node:
        case s.Number(text=text):
            return not text.isdigit()
        case s.Name(text=text):
            return text in e.values or e.scope.tensor(text) is not None
        case s.Scripted(base=s.Name(text=text), sub=s.Name(text=below) | s.Number(text=below), sup=None) if e.scope.tensor(f"{text}_{below}") is not None:
            return True
    return any(speaks_of_numbers(e, x) for x in s.children(node))


TURNING = re.compile(r"\b(?:not|unless|except\w*|only|never|neither|nor|or)\b", re.I)
"""Words that make something else of a comparison behind them."""


def plain_words(node: s.Text) -> s.Text:
    """The words before a condition, where they only introduce it.  Raises ReadError."""
    if TURNING.search(node.text):
        raise unreadable(f"the words “{node.text.strip()}” in a condition are not understood", node, expected="if, or otherwise", code="E304")
    return node


def comparisons(e, node: s.Node | None, read: Callable | None = None, expected: str = "a comparison, or otherwise") -> tuple:
    """The comparisons of a branch, their sides read by ``read`` (as numbers); none for "otherwise"."""
    read = read or _compared
    match node:
        case None:
            return ()
        case s.Text():
            plain_words(node)
            return ()
        case s.Juxtaposition(items=items) | s.Sequence(items=items):
            return tuple(c for item in items for c in comparisons(e, item, read, expected))
        case s.Annotated(body=body) | s.Group(kind="(", body=body):
            return comparisons(e, body, read, expected)
        case s.Relation(operator=op, left=s.Relation() as first, right=right):
            following = s.Relation(node.start, node.end, op, first.right, right)
            return comparisons(e, first, read, expected) + comparisons(e, following, read, expected)
        case s.Relation(operator=op, left=left, right=right) if op in COMPARISONS or op in TURNED:
            a, b = read(e, left), read(e, right)
            return ((a, COMPARISONS[op], b),) if op in COMPARISONS else ((b, TURNED[op], a),)
    raise unreadable("this condition is not understood", node, expected=expected, code="E304")


def _compared(e, node: s.Node) -> Expression:
    value = e.shapes.scalar(e.expression(node))
    if value is None:
        raise unsupported("a comparison of something that is not a number", node)
    return e.shapes.settle(value)


# ---------------------------------------------------------------- functions given by their values

@dataclass(frozen=True)
class Tabulated:
    """A function on a finite set of rationals: pairs of a place and the body there."""
    name: str
    values: tuple[tuple[Fraction, s.Node], ...] = ()

    @property
    def bodies(self) -> dict[Fraction, s.Node]:
        return dict(self.values)

    def apply(self, e, order: int, values: list[Expression], place) -> Expression:
        """Its value at a place of the set, or the cases of a symbol that is known to be in it."""
        if order or len(values) != 1:
            raise unsupported(f"{self.name} is given at {self._places()} only", place)
        value = e.shapes.settle(values[0])
        at = _rational(value)
        if at is not None and at in self.bodies:
            e.note(f"{self.name} is put in by its value")
            return e.expression(self.bodies[at])
        known, sign = known_values(e, value)
        if not known or not {sign * v for v in known} <= self.bodies.keys():
            raise Refused("undecided", "domain", f"{self.name} is given at {self._places()} only", place,
                          "" if at is not None else "declare that its argument is one of these")
        e.note(f"{self.name} is put in by its values, case by case")
        return distinguished(e, tuple(((value, "=", Number(v)),) for v in self.bodies),
                             [e.expression(body) for body in self.bodies.values()], place)

    def alone(self, e, place) -> Expression:
        raise unreadable(f"the function {self.name} stands without its argument", place, expected="a bracket after it", code="E301")

    def _places(self) -> str:
        return ", ".join(map(str, sorted(self.bodies)))


def _rational(value: Expression) -> Fraction | None:
    match value:
        case Number(q):
            return q
        case Integer(p) if p.constant() is not None:
            return Fraction(p.constant())
        case Times(left, right):
            a, b = _rational(left), _rational(right)
            return None if a is None or b is None else a * b
    return None


def known_values(e, value: Expression) -> tuple[tuple[Fraction, ...], int]:
    """The finitely many values of a symbol (or entry), and 1, or −1 if it is the symbol's negative; () if not known."""
    sign = 1
    if isinstance(value, Times) and _rational(value.left) == -1:
        value, sign = value.right, -1
    symbol = value.arg if isinstance(value, Entry) else value
    declared = e.scope.tensor(symbol.name) if isinstance(symbol, Symbol) else None
    return (() if declared is None else finite_values(declared.properties)), sign


def tabulated(builder: "Builder", c: "Clause") -> bool:
    r"""``P(-1) = (1, 0)``: a place and the value there, of a P that is nothing else."""
    match c.members:
        case (s.Juxtaposition(items=(s.Name(text=name), s.Group(kind="(", body=inner))), s.Node() as body) \
                if c.operators[0] in ("=", ":="):
            place = rational(inner)
        case _:
            return False
    known = builder.formulas.get(name, Tabulated(name))
    scope = builder.elaborator().scope
    if place is None or scope.declared(name) or not isinstance(known, Tabulated) or place in known.bodies:
        return False
    builder.formulas[name] = Tabulated(name, (*known.values, (place, body)))
    return True


def read_indicator(e, condition: s.Node) -> Expression:
    """1 where the condition holds, else 0; of one equation of indices the delta."""
    if speaks_of_numbers(e, condition):
        return indicator(e, condition)
    found = of_indices(e, condition)
    if len(found) == 1 and found[0].relation == "=":
        return Delta(found[0].left, found[0].right)
    return Cases(((found, number(1)), ((), number(0))))
