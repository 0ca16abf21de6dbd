r"""A name or a letter replaced in the whole step: J is y, L is ℓ.

A letter of a layer may stand for another in some places and be meant in
others: in ∂y_L/∂A_L what is differentiated is the last layer's, the variable
that of any.  So for a label there is a variant for every choice of derivatives
whose upper half is kept; in ∂y_L/∂y_L it always is, for else nothing is said.
"""
from __future__ import annotations

from itertools import combinations
from typing import Collection, Iterator, NamedTuple

from symbolic.reading.claims.rereading import Rereading
from symbolic.reading.elaboration.derivatives.derivatives import Quotient, quotient
from symbolic.reading.elaboration.places import Path, inner
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.unparse import same_syntax

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


class Replacement(NamedTuple):
    """What is replaced in every member of a chain: undeclared names, and a label."""
    weight: float
    names: tuple[tuple[str, str], ...] = ()
    label: tuple[str, str] | None = None

    @property
    def changes(self) -> tuple[tuple[str, str, str], ...]:
        return (*(("name", old, new) for old, new in self.names),
                *((("label", *self.label),) if self.label is not None else ()))

    def variants(self, node: s.Node) -> Iterator[tuple[float, s.Node, bool]]:
        """The member under it, once for every choice of upper halves of derivatives that keep their label."""
        for old, new in self.names:
            node = _renamed(node, old, new)
        if self.label is None:
            yield 0.0, node, False
            return
        old, new = self.label
        halves = list(_upper_halves(node, old, ()))
        for kept in _choices(halves):
            yield 0.01 * len(kept), _relabelled(node, old, new, set(kept)), bool(kept)

    def sentence(self) -> str:
        return "with " + " and ".join(f"{new} for {old}" for _, old, new in self.changes) + " throughout"


def replacements(place: Rereading, members: Collection[s.Node]) -> list[Replacement]:
    """Nothing, an undeclared name by a declared one, a label by another, or both; the lightest first."""
    chain = place.claim.chain(place.layouts[0])
    unknown = dict.fromkeys(x.text for node in members if (x := chain.undeclared(node)) is not None)
    named = [Replacement(0.0)]
    for old in unknown:
        named += [Replacement(NAME, ((old, declared.name),)) for declared in place.context.tensors]
    known, others = _labels_of(place)
    present = {leaf.text for node in members for leaf in letters(node)}
    labelled = [r._replace(weight=r.weight + LABEL, label=(old, new)) for r in named
                for old in known if old in present for new in others if new != old]
    return sorted([*named, *labelled], key=lambda r: r.weight)


def _labels_of(place: Rereading) -> tuple[list[str], list[str]]:
    """The declared labels, and all letters that stand for one."""
    known = [d.name for d in place.context.integers if d.kind == "label" and d.arity == 0]
    return known, list(dict.fromkeys([*known, *place.ranges]))


def _choices(halves: list[tuple[Path, bool]]) -> Iterator[tuple[Path, ...]]:
    """Which upper halves keep their label: always those of what is differentiated by itself, any of the others."""
    always = tuple(path for path, itself in halves if itself)
    rest = [path for path, itself in halves if not itself][:MOST_KEPT]
    for count in range(len(rest) + 1):
        yield from (always + some for some in combinations(rest, count))


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
    known, others = _labels_of(place)
    present = {leaf.text for side in (start.left, start.right) for leaf in letters(side)}
    for old in known:
        for new in others:
            if old not in present or new == old:
                continue
            halves = [*_upper_halves(start.left, old, (0,)), *_upper_halves(start.right, old, (1,))]
            always = sum(itself for _, itself in halves)
            for kept in _choices(halves):
                left, right = (_relabelled(side, old, new, {path[1:] for path in kept if path[0] == k})
                               for k, side in enumerate((start.left, start.right)))
                yield Substitution(start.weight + LABEL + 0.01 * (len(kept) - always), left, right,
                                   (*start.changes, ("label", old, new)), bool(kept))


def letters(node: s.Node, within: bool = False) -> Iterator[s.Name]:
    """Names in subscripts."""
    if within and isinstance(node, s.Name):
        yield node
    for step, part in inner(node):
        yield from letters(part, within or step == ("sub",))


def _renamed(node: s.Node, old: str, new: str) -> s.Node:
    """The node with a name replaced wherever it stands."""
    if isinstance(node, s.Name):
        return s.Name(node.start, node.end, new) if node.text == old else node
    return _rebuilt(node, lambda step, part: _renamed(part, old, new))


def _upper_halves(node: s.Node, label: str, path: Path) -> Iterator[tuple[Path, bool]]:
    """Where the upper half of a derivative carries the label; and does the lower half say the same?"""
    parts = quotient(node)
    if parts is not None and any(x.text == label for x in letters(node.numerator)):
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
