r"""Syntax: formulas as typed, with positions, before anything is decided.

Juxtaposition is a neutral node: whether ``\sigma(x)`` applies or multiplies,
whether ``^T`` transposes, what ``\frac{\partial}{\partial x}`` reaches over, is
settled by elaboration, which knows kinds and shapes.  Every node carries
``start`` and ``end``, offsets in the original text.
"""
from __future__ import annotations

from dataclasses import dataclass

from symbolic.errors import ReadError


@dataclass(frozen=True)
class Node:
    start: int
    end: int


@dataclass(frozen=True)
class Number(Node):
    """Digits as typed: ``2``, ``0.299``."""
    text: str


@dataclass(frozen=True)
class Name(Node):
    r"""One symbol, fonts and accents included: ``x``, ``\ell``, ``\mathbf{x}``, ``\tilde{y}``.

    ``text`` is a normalised LaTeX spelling (no spaces, one spelling per accent
    and font, ``\bm`` and ``\boldsymbol`` alike), so equal names have equal texts.
    """
    text: str


@dataclass(frozen=True)
class Operator(Node):
    r"""A word operator: ``diag``, ``tr``, ``det``, ``log``, ``exp``, ``max``, ``softmax``,
    ``vec``; also ``nabla``, ``partial`` and differential ``d`` in ``\mathrm{d}``."""
    name: str


@dataclass(frozen=True)
class Scripted(Node):
    """A base with a subscript, a superscript and primes, in whatever order typed."""
    base: Node
    sub: Node | None
    sup: Node | None
    primes: int


@dataclass(frozen=True)
class Juxtaposition(Node):
    """Items side by side: a product, an application, a list of scripts' letters."""
    items: tuple[Node, ...]


@dataclass(frozen=True)
class Infix(Node):
    r"""An explicit multiplication: ``\cdot``, ``\times``, ``*``, ``\odot``, ``\circ``, ``\otimes``, ``/``."""
    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Additive(Node):
    """Signed terms in order: (("+", a), ("-", b))."""
    terms: tuple[tuple[str, Node], ...]


@dataclass(frozen=True)
class Fraction(Node):
    numerator: Node
    denominator: Node


@dataclass(frozen=True)
class Group(Node):
    r"""Brackets: ``kind`` is "(", "[", "\{", "|", "\|"; TeX's own braces leave no node."""
    kind: str
    body: Node


@dataclass(frozen=True)
class Matrix(Node):
    """A matrix or array; a cell is None where nothing stands."""
    rows: tuple[tuple[Node | None, ...], ...]


@dataclass(frozen=True)
class CasesNode(Node):
    """cases: rows of (value, condition); a condition is None or syntax (Relation, Text, …)."""
    rows: tuple[tuple[Node, Node | None], ...]


@dataclass(frozen=True)
class Dots(Node):
    """``kind``: "horizontal" (\\dots, \\ldots, \\cdots, ...), "vertical", "diagonal"."""
    kind: str


@dataclass(frozen=True)
class BigOperator(Node):
    r"""``\sum``, ``\prod``, ``\max_{..}`` with its limits; its body is what follows it in the
    surrounding Juxtaposition (or Additive), for elaboration to take."""
    name: str
    lower: Node | None
    upper: Node | None


@dataclass(frozen=True)
class Sequence(Node):
    """Items separated by commas: indices ``1,n_L``, arguments, a list of names."""
    items: tuple[Node, ...]


@dataclass(frozen=True)
class Relation(Node):
    """A relation standing inside a formula: a limit ``i=1``, a condition ``i \\neq j``."""
    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Annotated(Node):
    r"""``\underbrace{body}_{note}`` and kin; the note says nothing about the value."""
    body: Node
    note: Node | None
    mark: str


@dataclass(frozen=True)
class Text(Node):
    r"""Words inside a formula: ``\text{if }``."""
    text: str


# ---------------------------------------------------------------- statements

@dataclass(frozen=True)
class Member:
    """One side of a chain: its syntax, or the error that kept it from being read."""
    start: int
    end: int
    syntax: Node | None
    error: ReadError | None = None


@dataclass(frozen=True)
class RelationSign:
    r"""The sign between two members: ``operator`` is normalised to =, \neq, \le, \ge, <, >,
    :=, =:, \equiv, \approx, \in, \to, \mapsto, \Rightarrow, \colon …"""
    start: int
    end: int
    operator: str


@dataclass(frozen=True)
class Statement:
    r"""members[0] relations[0] members[1] …, with the words and ranges around it.

    ``qualifiers`` are trailing ranges (``\ell = 1, \dots, L-1``, ``\forall i``)
    as syntax; ``words`` is the text found before and beside it (``\text{…}``,
    the prose just before in the source), for declarations ("symmetric",
    "let", "define", "for").  ``display`` tells displayed from inline
    mathematics.  A statement with one member and no relation is a bare formula.
    A block that begins with a relation has been joined to the chain before it.
    """
    start: int
    end: int
    members: tuple[Member, ...]
    relations: tuple[RelationSign, ...]
    qualifiers: tuple[Node, ...] = ()
    words: str = ""
    display: bool = True
    label: str = ""


@dataclass(frozen=True)
class Notice:
    """Something a reader should know: a place in the text and a sentence."""
    start: int
    end: int
    message: str
    code: str = ""


@dataclass(frozen=True)
class Document:
    """A source text and what was found in it, in order of appearance."""
    path: str
    text: str
    statements: tuple[Statement, ...]
    notices: tuple[Notice, ...] = ()

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1; a tab is one column."""
        line = self.text.count("\n", 0, offset) + 1
        return line, offset - (self.text.rfind("\n", 0, offset) + 1) + 1
