r"""Functions with a bar in their brackets, ``p(y \mid x; w) = …``, ``\mathcal{N}(x \mid \mu, \Sigma) = …``, that a formula defines.

The letter p stands for many densities, told apart by the letters in the
brackets: the formula of p(y | x) is put in for p(y_i | x_i), and never for
p(x | y) or p(y).  ``\mathcal{N}`` and a word name one function, whatever its
arguments are.  In ``p(x_i \mid \lambda) = …`` the letter of the index is the
parameter, and ``y = 1`` in ``p(y = 1 \mid x) = …`` is part of the name.

A defined function is rewritten as one with a name of its own and no bar:
``p_{y \mid x,w}(y, x, w)``.  What no formula defines stays as it is typed.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Iterable, Iterator

from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.scope import letter_of
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.unparse import same_syntax, to_latex

BAR = "\\mid"
DEFINING = frozenset({"=", ":=", "\\equiv"})
DISTRIBUTIONS = ("\\mathcal{", "\\mathscr{", "\\mathfrak{")


def names_distribution(c: Clause, formulas) -> bool:
    r"""Is this ``p = \mathcal{N}(\mu, \sigma^2)``, a letter for a distribution of which no formula is given?"""
    match c.members, c.operators:
        case (s.Name(), s.Juxtaposition(items=(s.Name(text=name), s.Group(kind="(")))), ("=" | ":=" | "\\equiv",):
            return name.startswith(DISTRIBUTIONS) and name.endswith(("{N}", "{U}", "{B}")) and name not in formulas
    return False


@dataclass(frozen=True)
class Place:
    """A place in the brackets: its ``kind`` (a letter, an index, what is fixed), how it is typed, the letters that are parameters."""
    kind: str
    typed: str
    letters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conditioned:
    """A function with so many places before its bar and after it; ``free``: any argument may stand in them."""
    head: str
    before: tuple[Place, ...]
    after: tuple[Place, ...]
    free: bool

    @property
    def name(self) -> str:
        r"""``p_{y \mid x,w}``, a name that no one types."""
        before, after = (",".join("\\cdot" if self.free else p.typed for p in side) for side in (self.before, self.after))
        return f"{self.head}_{{{before} \\mid {after}}}"

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(letter for p in self.before + self.after for letter in p.letters))

    def values(self, before: list[s.Node], after: list[s.Node]) -> list[s.Node] | None:
        """What the parameters are where these stand in the brackets; None if this is another function."""
        if (len(before), len(after)) != (len(self.before), len(self.after)):
            return None
        found: dict[str, s.Node] = {}
        for place, node in zip(self.before + self.after, before + after):
            values = _values(place, node, self.free)
            if values is None:
                return None
            for letter, value in zip(place.letters, values):
                if not same_syntax(found.setdefault(letter, value), value):
                    return None
        return [found[letter] for letter in self.parameters]


def _values(place: Place, node: s.Node, free: bool) -> list[s.Node] | None:
    if place.kind == "letter":
        fits = not isinstance(node, s.Relation) if free else _names(node, place.letters[0])
        return [node] if fits else None
    typed, nodes = _structure(node)
    return nodes if typed == place.typed else None


def _names(node: s.Node, letter: str) -> bool:
    r"""Is this the letter, perhaps with an index, a label or an accent: x, x_n, x^{(i)}, \hat{x}?"""
    match node:
        case s.Name(text=text):
            return letter_of(text) == letter_of(letter)
        case s.Scripted(base=s.Name(text=text), sup=None | s.Group()):
            return letter_of(text) == letter_of(letter)
    return False


def _place(node: s.Node) -> Place | None:
    match node:
        case s.Name(text=text):
            return Place("letter", text, (text,))
        case s.Scripted(base=s.Name()) | s.Relation(operator="=") | s.Number():
            typed, nodes = _structure(node)
            if all(isinstance(n, s.Name) for n in nodes):
                return Place("index" if nodes else "fixed", typed, tuple(n.text for n in nodes))
    return None


def _structure(node: s.Node) -> tuple[str, list[s.Node]]:
    """How a place is typed with dots for its indices, and those: x_· and i for x_i, y_· = 1 for y_i = 1."""
    match node:
        case s.Scripted(sub=sub, sup=sup):
            below, above = _script(sub), _script(sup)
            marked = replace(node, sub=below[0], sup=above[0])
            return to_latex(marked), [*below[1], *above[1]]
        case s.Relation(operator="=", left=left, right=right):
            typed, found = _structure(left)
            if isinstance(right, s.Number):
                return f"{typed}={right.text}", found
            return f"{typed}=\\cdot", [*found, right]
    return to_latex(node), []


def _script(node: s.Node | None) -> tuple[s.Node | None, list[s.Node]]:
    match node:
        case s.Name() | s.Additive():
            return s.Name(node.start, node.end, "\\cdot"), [node]
        case s.Group(body=body):
            made, found = _script(body)
            return replace(node, body=made), found
        case s.Juxtaposition(items=items) | s.Sequence(items=items):
            parts = [_script(x) for x in items]
            return replace(node, items=tuple(x for x, _ in parts)), [n for _, found in parts for n in found]
    return node, []


# ---------------------------------------------------------------- where they stand

def _call(head: s.Node, bracket: s.Node) -> tuple[str, list[s.Node], list[s.Node]] | None:
    """(head as typed, places before the bar, places after it) of what has one bar in its brackets."""
    inside = bracket.base if isinstance(bracket, s.Scripted) else bracket
    if not isinstance(inside, s.Group) or inside.kind not in ("(", "[") or not _is_head(head):
        return None
    items = list(inside.body.items) if isinstance(inside.body, s.Sequence) else [inside.body]
    bars = [k for k, x in enumerate(items) if isinstance(x, s.Relation) and x.operator == BAR]
    if len(bars) != 1:
        return None
    k = bars[0]
    return to_latex(head), [*items[:k], items[k].left], [items[k].right, *items[k + 1:]]


def _is_head(node: s.Node) -> bool:
    match node:
        case s.Operator(name=name):
            return name not in t.KNOWN_OPERATORS.values()
        case s.Scripted(base=s.Name(), sup=None, primes=0) | s.Name():
            return True
    return False


def _is_free(head: s.Node) -> bool:
    """Does this name one function: calligraphic, or a word?"""
    match head:
        case s.Operator():
            return True
        case s.Name(text=text):
            return text.startswith(DISTRIBUTIONS) or text.startswith("\\mathrm{") and len(text) > len("\\mathrm{p}")
    return False


def defined(members: Iterable[s.Node | None], operators: Iterable[str]) -> Conditioned | None:
    """The function that a relation defines by a formula, if it has a bar in its brackets."""
    members, operators = tuple(members), tuple(operators)
    match members[0] if members else None:
        case s.Juxtaposition(items=(head, s.Group() as bracket)) if operators and operators[0] in DEFINING:
            found = _call(head, bracket)
        case _:
            return None
    if found is None:
        return None
    text, before, after = found
    before, after = [tuple(map(_place, side)) for side in (before, after)]
    letters = [letter for p in before + after if p is not None for letter in p.letters]
    lone = [p.letters[0] for p in before + after if p is not None and p.kind == "letter"]
    if None in before + after or not letters or any(letters.count(x) > 1 for x in lone):
        return None
    return Conditioned(text, before, after, _is_free(head))


def rewritten(node, known: tuple[Conditioned, ...]):
    """The same where every function of these has its own name and no bar."""
    if known and isinstance(node, s.Juxtaposition):
        return replace(node, items=tuple(_items([*node.items], known)))
    return s.mapped(node, lambda x: rewritten(x, known)) if known else node


def _items(items: list[s.Node], known: tuple[Conditioned, ...]) -> Iterable[s.Node]:
    k = 0
    while k < len(items):
        made = _own(items[k], items[k + 1], known) if k + 1 < len(items) else None
        yield from made or [rewritten(items[k], known)]
        k += 2 if made else 1


def _own(head: s.Node, bracket: s.Node, known: tuple[Conditioned, ...]) -> list[s.Node] | None:
    """``p_{y \\mid x}(y, x)`` for p(y | x), what is fixed first: p(y = 1 | x) before p(y = k | x)."""
    found = _call(head, bracket)
    if found is None:
        return None
    text, before, after = found
    for function in sorted(known, key=lambda f: sum(p.kind != "fixed" for p in f.before + f.after)):
        values = function.values(before, after) if function.head == text else None
        if values is not None:
            return [s.Name(head.start, head.end, function.name), _brackets(bracket, rewritten(tuple(values), known))]
    return None


def _brackets(bracket: s.Node, values: tuple[s.Node, ...]) -> s.Node:
    inside = bracket.base if isinstance(bracket, s.Scripted) else bracket
    made = replace(inside, kind="(", body=values[0] if len(values) == 1 else s.Sequence(inside.start, inside.end, values))
    return replace(bracket, base=made) if isinstance(bracket, s.Scripted) else made


def in_clauses(clauses: list[Clause], known: tuple[Conditioned, ...]) -> list[Clause]:
    """The clauses with the functions renamed."""
    return [replace(c, members=rewritten(c.members, known), qualifiers=rewritten(c.qualifiers, known))
            for c in clauses] if known else clauses


def of_clauses(clauses: Iterable[Clause]) -> tuple[Conditioned, ...]:
    """All functions that these define."""
    return tuple(dict.fromkeys(f for c in clauses if (f := defined(c.members, c.operators)) is not None))


def of_document(document: s.Document, known: tuple[Conditioned, ...]) -> tuple[s.Document, tuple[Conditioned, ...]]:
    """The document with its functions renamed, and all functions that are then known.

    ``p(x \\mid y) = p(y \\mid x) p(x) / p(y)`` of an author defines nothing: it says how densities are related.
    """
    heads = {f.head for f in known}
    found = dict.fromkeys(known)
    for st in document.statements:
        members = [m.syntax for m in st.members]
        own = defined(members, [r.operator for r in st.relations])
        if own is not None and own.head not in heads and own.head not in {to_latex(x) for x in _heads(members[1:])}:
            found[own] = None
    known = tuple(found)
    return (replace(document, statements=tuple(_statement(st, known) for st in document.statements)), known) \
        if known else (document, known)


def _statement(statement: s.Statement, known: tuple[Conditioned, ...]) -> s.Statement:
    members = tuple(replace(m, syntax=rewritten(m.syntax, known)) for m in statement.members)
    return replace(statement, members=members, qualifiers=rewritten(statement.qualifiers, known))


def _heads(node) -> Iterator[s.Node]:
    """What stands before brackets."""
    for part in s.walk(node):
        if isinstance(part, s.Juxtaposition):
            yield from (a for a, b in zip(part.items, part.items[1:]) if isinstance(b, (s.Group, s.Scripted)) and _is_head(a))
