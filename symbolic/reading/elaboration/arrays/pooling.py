r"""Pooling maps: ``\rho \colon \mathbb{R}^{m \times n} \to \mathbb{R}^{k \times \ell}``, max-pool with a window and a stride.

With a window of p×q entries, strides s and t and a padding of P rows and Q columns

    (ρ(X))_{ij} = max_{a ≤ p} max_{b ≤ q} X_{s(i−1)+a−P, t(j−1)+b−Q}

and likewise with min, or the mean (1/pq) Σ_a Σ_b.  The strides are the window's
extents where none are said, axes before the last two are channels.  Every
window lies within the padded array: s(k−1) + p ≤ m + 2P.  With zero padding an
entry outside of X is 0.  With padding by −∞ (by ∞ for min) it does not count: it
is read as the entry (s(i−1)+1, t(j−1)+1), which lies in X and in the window if
2P < p, so that it changes no maximum.  Of an array of the window's shape the map
is one number, that of the window.  Where no shapes are declared, the extents of
the result are (m + 2P − p)/s + 1, if that can be divided.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from symbolic.errors import ReadError
from symbolic.language.expressions import (
    Array, Cases, Condition, Entry, Expression, Integer, Maximum, Minimum, Power, Sum, Symbol, Times, number)
from symbolic.language.integers import IntegerPolynomial, integer, quotient
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration.extrema import NAMES, of_entries
from symbolic.reading.elaboration.refusal import Refused, misshapen, unsupported
from symbolic.reading.grammar import syntax as s

P = IntegerPolynomial
OVER = {"max": Maximum, "min": Minimum, "average": Sum}
WORDS = re.compile(
    r"\b(?P<kind>max|maximum|min|minimum|average|avg|mean)(?:imum)?[\s-]*pool(?:ing|s|ed)?(?:[12]d)?\b", re.I)
KINDS = {"maximum": "max", "minimum": "min", "avg": "average", "mean": "average"}
_SIZE = r"\s*(?:of\b\s*)?(?:sizes?\b\s*)?(?:of|is|=|:|equal to)?\s*\$(?P<size>[^$]+)\$"
WINDOW = re.compile(rf"\b(?:windows?|kernels?|filters?|blocks?|patch(?:es)?)\b{_SIZE}", re.I)
BEFORE = re.compile(r"\$(?P<size>[^$]+)\$[\s-]*(?:windows?|kernels?|blocks?|max|min|average|avg|mean)\b", re.I)
STRIDE = re.compile(rf"\bstrides?\b{_SIZE}", re.I)
PADDING = re.compile(rf"\bpaddings?\b{_SIZE}", re.I)
ENDLESS = re.compile(r"(?:[-−]\s*∞|\\infty|negative infinity|minus infinity|infinit)", re.I)


@dataclass(frozen=True)
class Pooling:
    """A declared pooling map; ``window``, ``stride`` and ``padding`` have an entry for each of the last axes.

    ``source`` and ``target`` are empty where they are not declared.
    """
    name: str
    kind: str
    window: tuple[P, ...]
    stride: tuple[P, ...]
    padding: tuple[P, ...]
    endless: bool
    source: tuple[P, ...] = ()
    target: tuple[P, ...] = ()

    def apply(self, e, order: int, values: list[Expression], place) -> Expression:
        """The map at an array of its source's shape, or of the shape of one window."""
        if order:
            raise unsupported(f"a derivative of {self.name}", place)
        value, same = e.shapes.settle(values[0]), e.scope.context.same_extent
        if len(values) != 1:
            raise misshapen(f"{self.name} of {len(values)} arguments", place)
        if self.source and self._fits(same, value.shape, self.source):
            if self.kind in NAMES and _is_authors(e, value) and e.lenient("window"):
                return of_entries(e, self.kind, value)
            e.note(self.said())
            return self._whole(e, value, self.target)
        if self._fits(same, value.shape, self.window):
            e.note(f"{self.name} of one window is a number, the {self.kind} of its entries")
            return self._over(e, value, [(integer(1), integer(0), integer(0))] * len(self.window), [])
        if not self.source and len(value.shape) >= len(self.window):
            e.note(self.said())
            return self._whole(e, value, self._targets(e, value.shape, place))
        raise misshapen(f"{self.name} of {show_shape(value.shape)}: it is for {show_shape(self.source)}, "
                        f"or one window {show_shape(self.window)}", place)

    def _targets(self, e, shape: tuple[P, ...], place) -> tuple[P, ...]:
        """The extents of the result for an array of this shape."""
        axes, found = len(self.window), []
        for m, size, step, pad in zip(shape[-axes:], self.window, self.stride, self.padding):
            room = e.scope.context.simplify(m + 2 * pad - size)
            taken = room if step == 1 else quotient(room, e.scope.context.simplify(step))
            if taken is None:
                raise unsupported(f"the size of {self.name} of {show_shape(shape)}", place,
                                  rf"declare {self.name} with both shapes, as a map from … to …")
            found.append(taken + 1)
        return (*shape[:-axes], *found)

    def alone(self, e, place) -> Expression:
        raise misshapen(f"the map {self.name} stands without its argument", place)

    @staticmethod
    def _fits(same, shape, wanted) -> bool:
        return len(shape) == len(wanted) and all(map(same, shape, wanted))

    def said(self) -> str:
        """In words, with the sizes in force."""
        by = lambda sizes: " × ".join(map(str, sizes))
        words = f"{self.name} is {self.kind}-pooling with window {by(self.window)} and stride {by(self.stride)}"
        if all(p == 0 for p in self.padding):
            return words
        return f"{words}, padding {by(self.padding)} with {'entries that do not count' if self.endless else 'zeros'}"

    def facts(self) -> list[P]:
        """What is ≥ 0: every window lies within the padded array, and begins in it if the padding is endless."""
        rows = zip(self.window, self.stride, self.padding, self.source[-len(self.window):], self.target[-len(self.window):])
        within = [m + 2 * pad - step * (k - 1) - size for size, step, pad, m, k in rows]
        return within + [size - 2 * pad - 1 for size, pad in zip(self.window, self.padding) if self.endless and pad != 0]

    def _whole(self, e, value: Expression, target: tuple[P, ...]) -> Expression:
        axes = len(self.window)
        channels = [(e.scope.fresh("c"), extent) for extent in value.shape[:-axes]]
        places = [(e.scope.fresh(stem), extent) for stem, extent in zip("ij", target[-axes:])]
        starts = [(integer(i), step, pad) for (i, _), step, pad in zip(places, self.stride, self.padding)]
        body = self._over(e, value, starts, [integer(c) for c, _ in channels])
        return Array((*channels, *places), body)

    def _over(self, e, value: Expression, starts: list[tuple[P, P, P]], channels: list[P]) -> Expression:
        """The largest, smallest or mean entry of the window at these places."""
        taps = [(e.scope.fresh(stem), size) for stem, size in zip("ab", self.window)]
        first = [step * (i - 1) + 1 for i, step, _ in starts]
        at = [low + integer(a) - 1 - pad for low, (a, _), (_, _, pad) in zip(first, taps, starts)]
        spaces = value.shape[-len(taps):]
        body: Expression = Entry(value, (*channels, *at))
        if any(pad != 0 for _, _, pad in starts):
            inside = tuple(c for p, m in zip(at, spaces) for c in (Condition(integer(1), "<=", p), Condition(p, "<=", m)))
            body = Cases(((inside, body), ((), Entry(value, (*channels, *first)) if self.endless else number(0))))
        for name, extent in reversed(taps):
            body = OVER[self.kind](name, integer(1), extent, body)
        if self.kind != "average":
            return body
        return Times(_product([Power(Integer(size), Fraction(-1)) for size in self.window]), body)


def _is_authors(e, value: Expression) -> bool:
    """Is an array of the author's own in it, which may stand for one window whatever shape it was given?"""
    return any(isinstance(x, Symbol) and (found := e.scope.tensor(x.name)) is not None and found.provenance == "author"
               for x in value.walk())


def _product(factors: list[Expression]) -> Expression:
    made, *rest = factors
    for factor in rest:
        made = Times(made, factor)
    return made


# ---------------------------------------------------------------- what is declared

def speaks_of_pooling(words: str) -> bool:
    return WORDS.search(words) is not None


def declared_map(builder, name: str, source: tuple[P, ...], target: tuple[P, ...], words: str, place) -> Pooling:
    """The pooling map that words declare beside ``name : source → target``.  Raises Refused."""
    axes = min(len(source), 2)
    if not axes or len(source) != len(target) or not all(map(builder.context.same_extent, source[:-axes], target[:-axes])):
        raise Refused("undecided", "fragment", f"a pooling map from {show_shape(source)} to {show_shape(target)}", place)
    made = _declared(builder, name, axes, words, place, source, target)
    for fact in made.facts():
        builder.add_fact(fact)
    return made


def declared_alone(builder, clause) -> bool:
    """``\\rho`` with words that say which pooling it is, and no shapes."""
    name = clause.members[0]
    if len(clause.members) != 1 or not isinstance(name, s.Name) or not speaks_of_pooling(clause.words) \
            or not (WINDOW.search(clause.words) or BEFORE.search(clause.words)) or builder.context.tensor(name.text) is not None:
        return False
    builder.formulas.setdefault(name.text, _declared(builder, name.text, 2, clause.words, clause))
    return True


def _declared(builder, name: str, axes: int, words: str, place, source=(), target=()) -> Pooling:
    sizes = lambda pattern: _sizes(builder, pattern.search(words), axes, place)
    window = sizes(WINDOW) or sizes(BEFORE)
    if window is None:
        raise Refused("undecided", "fragment", "a pooling map whose window is not said", place,
                      r"say for instance: with window $p \times q$ and stride $s$")
    found = WORDS.search(words)["kind"].lower()
    return Pooling(name, KINDS.get(found, found), window, sizes(STRIDE) or window, sizes(PADDING) or (integer(0),) * axes,
                   ENDLESS.search(words) is not None, source, target)


def _sizes(builder, found: re.Match | None, axes: int, place) -> tuple[P, ...] | None:
    r"""``p \times q`` or one size for all axes."""
    from symbolic.reading.grammar.parser import parse_formula

    if found is None:
        return None
    try:
        parts = _factors(parse_formula(found["size"]))
        sizes = tuple(builder.dimension(part) for part in parts)
    except ReadError:
        raise Refused("undecided", "fragment", f"a size of a window, {found['size']}, that is not understood", place)
    if len(sizes) not in (1, axes):
        raise Refused("undecided", "fragment", f"{len(sizes)} sizes for {axes} axes", place)
    return sizes if len(sizes) == axes else sizes * axes


def _factors(node: s.Node) -> list[s.Node]:
    match node:
        case s.Infix(operator="\\times", left=left, right=right):
            return _factors(left) + _factors(right)
        case s.Group(kind="(", body=s.Sequence(items=items)):
            return list(items)
        case s.Group(body=body):
            return _factors(body)
    return [node]
