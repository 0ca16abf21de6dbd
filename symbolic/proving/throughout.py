r"""A name or a letter replaced in the whole step: J is y, L is ℓ.

A letter of a layer may stand for another in some places and be meant in
others: in ∂y_L/∂A_L what is differentiated is the last layer's, the variable
that of any.  So for a label there is a variant for every choice of derivatives
whose upper half is kept; in ∂y_L/∂y_L it always is, for else nothing is said.
"""
from __future__ import annotations

from itertools import combinations
from typing import Collection, Iterator, NamedTuple

from symbolic.reading import syntax as s
from symbolic.reading.derivatives import Quotient, quotient
from symbolic.reading.places import Path, inner
from symbolic.reading.rereading import Rereading
from symbolic.reading.unparse import same_syntax

NAME, LABEL = 0.5, 0.9
MOST_KEPT = 3


class Substitution(NamedTuple):
    """A step with one name put for another, perhaps after an earlier such change."""
    weight: float
    left: s.Node
    right: s.Node
    changes: tuple[tuple[str, str, str], ...]
    kept: bool = False

    def sentence(self) -> str:
        said = " and ".join(f"{new} for {old}" for _, old, new in self.changes)
        return f"with {said} throughout" + (", but in what is differentiated" if self.kept else "")


def substitutions(place: Rereading, made: Collection[tuple[str, str, str]] = ()) -> Iterator[Substitution]:
    """The step with an undeclared name replaced by a declared one, then also a label by another.

    A name that had to be replaced before is tried with what was ``made`` of it then, and with nothing else.
    """
    start = Substitution(0.0, place.left, place.right, ())
    named = list(_names(place, start)) or [start]
    named = [x for x in named if x.changes and x.changes[0] in made] or named
    for found in named:
        if found.changes:
            yield found
        yield from _labels(place, found)


def _names(place: Rereading, start: Substitution) -> Iterator[Substitution]:
    for old in place.undeclared():
        for declared in place.context.tensors:
            left, right = (_renamed(side, old, declared.name) for side in (start.left, start.right))
            yield Substitution(NAME, left, right, (("name", old, declared.name),))


def _labels(place: Rereading, start: Substitution) -> Iterator[Substitution]:
    """Every label of the step for another, all of it or with some upper halves of derivatives kept."""
    known = [d.name for d in place.context.integers if d.kind == "label" and d.arity == 0]
    others = list(dict.fromkeys([*known, *place.ranges]))
    present = {leaf.text for side in (start.left, start.right) for leaf in _letters(side)}
    for old in known:
        for new in others:
            if old not in present or new == old:
                continue
            halves = [*_upper_halves(start.left, old, (0,)), *_upper_halves(start.right, old, (1,))]
            always = tuple(path for path, itself in halves if itself)
            rest = [path for path, itself in halves if not itself][:MOST_KEPT]
            for count in range(len(rest) + 1):
                for kept in (always + some for some in combinations(rest, count)):
                    left, right = (_relabelled(side, old, new, {path[1:] for path in kept if path[0] == k})
                                   for k, side in enumerate((start.left, start.right)))
                    yield Substitution(start.weight + LABEL + 0.01 * count, left, right,
                                       (*start.changes, ("label", old, new)), bool(kept))


def _letters(node: s.Node, within: bool = False) -> Iterator[s.Name]:
    """Names in subscripts."""
    if within and isinstance(node, s.Name):
        yield node
    for step, part in inner(node):
        yield from _letters(part, within or step == ("sub",))


def _renamed(node: s.Node, old: str, new: str) -> s.Node:
    """The node with a name replaced wherever it stands."""
    if isinstance(node, s.Name):
        return s.Name(node.start, node.end, new) if node.text == old else node
    return _rebuilt(node, lambda step, part: _renamed(part, old, new))


def _upper_halves(node: s.Node, label: str, path: Path) -> Iterator[tuple[Path, bool]]:
    """Where the upper half of a derivative carries the label; and does the lower half say the same?"""
    parts = quotient(node)
    if parts is not None and any(x.text == label for x in _letters(node.numerator)):
        yield (*path, ("numerator",)), of_itself(parts)
    for step, part in inner(node):
        yield from _upper_halves(part, label, (*path, step))


def of_itself(parts: Quotient) -> bool:
    """Is something differentiated by itself?"""
    return parts.body is not None and len(parts.variables) == 1 and same_syntax(parts.body, parts.variables[0])


def _relabelled(node: s.Node, old: str, new: str, kept: set[Path], path: Path = (), within: bool = False) -> s.Node:
    """The node with a letter of subscripts replaced, except inside the paths ``kept``."""
    if path in kept:
        return node
    if within and isinstance(node, s.Name):
        return s.Name(node.start, node.end, new) if node.text == old else node
    return _rebuilt(node, lambda step, part: _relabelled(
        part, old, new, kept, (*path, step), within or step == ("sub",)))


def _rebuilt(node: s.Node, change) -> s.Node:
    """The node with every direct part replaced by ``change(step, part)``."""
    def rebuilt(value, step):
        if isinstance(value, s.Node):
            return change(step, value)
        if isinstance(value, tuple):
            return tuple(rebuilt(item, (*step, k)) for k, item in enumerate(value))
        return value

    return type(node)(**{name: rebuilt(value, (name,)) for name, value in vars(node).items()})
