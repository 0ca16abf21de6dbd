r"""``dz^{[2]} = a^{[2]} - y``: a symbol whose name begins with d, as programs call a gradient, and no differential.

A differential equals no formula without one.  So what is given as equal to one without, or
with symbols of this kind alone, is a name; ``\mathit{dz}`` stands for it.
"""
from __future__ import annotations

from dataclasses import replace

from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.derivatives.derivatives import quotient
from symbolic.reading.elaboration.derivatives.marks import is_mark, is_upright
from symbolic.reading.grammar import syntax as s

OPERATORS = ("=", ":=")


def name_of(letter: str) -> str:
    return rf"\mathit{{d{letter}}}"


def letters_defined(clauses: list[Clause]) -> frozenset[str]:
    """z of every dz that is defined by a formula without differentials; none where d is declared itself."""
    found: set[str] = set()
    if any("\\in" in c.operators and _has_marks(c.members) for c in clauses):
        return frozenset()
    while True:
        new = {letter for c in clauses if c.operators[:1] and c.operators[0] in OPERATORS and len(c.members) == 2 and None not in c.members
               and (letter := _letter(c.members[0])) is not None and not _has_marks(renamed(c.members[1], frozenset(found)))} - found
        if not new:
            return frozenset(found)
        found |= new


def renamed(node, letters: frozenset[str]):
    r"""The node with ``\mathit{dz}`` for each dz of these letters."""
    match node:
        case s.Juxtaposition(items=items) if letters:
            made = joined(list(items), lambda letter: letter in letters)
            parts = tuple(renamed(x, letters) for x in made)
            return parts[0] if len(parts) == 1 else replace(node, items=parts)
    return s.mapped(node, lambda x: renamed(x, letters))


def joined(items: list[s.Node], own) -> list[s.Node]:
    """The factors, a d and a letter that is ``own`` with it as one."""
    found: list[s.Node] = []
    for item in items:
        if found and is_mark(found[-1]) and not is_upright(found[-1]) and (letter := _base(item)) is not None and own(letter):
            mark = found.pop()
            item = _named(item, mark.start, name_of(letter))
        found.append(item)
    return found


def _letter(node: s.Node | None) -> str | None:
    """z of dz^{[2]} alone."""
    match node:
        case s.Juxtaposition(items=(mark, item)) if is_mark(mark) and not is_upright(mark):
            return _base(item)
    return None


def _base(item: s.Node) -> str | None:
    match item:
        case s.Name(text=letter):
            return letter
        case s.Scripted(base=base, primes=0):
            return _base(base)
    return None


def _named(item: s.Node, start: int, name: str) -> s.Node:
    if isinstance(item, s.Name):
        return replace(item, start=start, text=name)
    return replace(item, start=start, base=_named(item.base, start, name))


def _has_marks(node) -> bool:
    """Does a d stand in the formula, other than in a quotient d/dx?"""
    match node:
        case s.Fraction() if quotient(node) is not None:
            return False
        case s.Name() | s.Operator():
            return is_mark(node)
    return any(map(_has_marks, s.children(node)))
