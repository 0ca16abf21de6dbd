r"""Syntax: formulas as typed, with positions, before anything is decided.

Juxtaposition is a neutral node: whether ``\sigma(x)`` applies or multiplies,
whether ``^T`` transposes, what ``\frac{\partial}{\partial x}`` reaches over, is
settled by elaboration, which knows kinds and shapes.  Every node carries
``start`` and ``end``, offsets in the original text.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable, Iterable, Iterator

from symbolic.errors import ReadError
from symbolic.places import line_and_column


def _node(cls):
    """A dataclass without methods of its own: those of ``Node`` serve all nodes."""
    return dataclass(init=False, repr=False, eq=False)(cls)


@_node
class Node:
    """A place in the text; nodes are immutable, and equal if all their fields are."""

    __slots__ = ("_children", "__dict__", "__weakref__")  # no field: __dict__ holds these and nothing else
    start: int
    end: int

    def __init__(self, *values, **named):
        names = self.__match_args__
        if named:
            values += tuple(named.pop(name) for name in names[len(values):])
        if named or len(values) != len(names):
            raise TypeError(f"{type(self).__name__} takes {', '.join(names)}")
        self.__dict__.update(zip(names, values))

    def __setattr__(self, name, value):
        raise AttributeError(f"{type(self).__name__} is immutable")

    __delattr__ = __setattr__

    def __eq__(self, other) -> bool:
        if self is other:
            return True
        return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"


@_node
class Number(Node):
    """Digits as typed: ``2``, ``0.299``."""
    text: str


@_node
class Name(Node):
    r"""One symbol, fonts and accents included: ``x``, ``\ell``, ``\mathbf{x}``, ``\tilde{y}``.

    ``text`` is a normalised LaTeX spelling (no spaces, one spelling per accent
    and font, ``\bm`` and ``\boldsymbol`` alike), so equal names have equal texts.
    """
    text: str


@_node
class Operator(Node):
    r"""A word operator: ``diag``, ``tr``, ``det``, ``log``, ``exp``, ``max``, ``softmax``,
    ``vec``; also ``nabla``, ``partial`` and differential ``d`` in ``\mathrm{d}``."""
    name: str


@_node
class Scripted(Node):
    """A base with a subscript, a superscript and primes, in whatever order typed."""
    base: Node
    sub: Node | None
    sup: Node | None
    primes: int


@_node
class Juxtaposition(Node):
    """Items side by side: a product, an application, a list of scripts' letters."""
    items: tuple[Node, ...]


@_node
class Infix(Node):
    r"""An explicit multiplication: ``\cdot``, ``\times``, ``*``, ``\odot``, ``\circ``, ``\otimes``, ``/``."""
    operator: str
    left: Node
    right: Node


@_node
class Additive(Node):
    """Signed terms in order: (("+", a), ("-", b))."""
    terms: tuple[tuple[str, Node], ...]


@_node
class Fraction(Node):
    numerator: Node
    denominator: Node


@_node
class Group(Node):
    r"""Brackets: ``kind`` is "(", "[", "\{", "|", "\|"; TeX's own braces leave no node."""
    kind: str
    body: Node


@_node
class Matrix(Node):
    """A matrix or array; a cell is None where nothing stands."""
    rows: tuple[tuple[Node | None, ...], ...]


@_node
class CasesNode(Node):
    """cases: rows of (value, condition); a condition is None or syntax (Relation, Text, …)."""
    rows: tuple[tuple[Node, Node | None], ...]


@_node
class Dots(Node):
    """``kind``: "horizontal" (\\dots, \\ldots, \\cdots, ...), "vertical", "diagonal"."""
    kind: str


@_node
class BigOperator(Node):
    r"""``\sum``, ``\prod``, ``\max_{..}`` with its limits; its body is what follows it in the
    surrounding Juxtaposition (or Additive), for elaboration to take."""
    name: str
    lower: Node | None
    upper: Node | None


@_node
class Sequence(Node):
    """Items separated by commas: indices ``1,n_L``, arguments, a list of names."""
    items: tuple[Node, ...]


@_node
class Relation(Node):
    """A relation standing inside a formula: a limit ``i=1``, a condition ``i \\neq j``."""
    operator: str
    left: Node
    right: Node


def children(node: Node | tuple | list | None) -> tuple[Node, ...]:
    """The nodes right below a node, found once, or those of several nodes."""
    if not isinstance(node, Node):
        return tuple(_parts(node or ()))
    try:
        return node._children
    except AttributeError:
        below = tuple(_parts(vars(node).values()))
        object.__setattr__(node, "_children", below)
        return below


def _parts(values: Iterable) -> Iterator[Node]:
    for part in values:
        if isinstance(part, Node):
            yield part
        elif isinstance(part, tuple):
            yield from _parts(part)


def walk(node: Node | tuple | list | None) -> Iterator[Node]:
    """A node and all that stand in it, or those of several nodes, parents first."""
    todo = [node] if isinstance(node, Node) else list(reversed(children(node)))
    while todo:
        part = todo.pop()
        yield part
        todo += reversed(children(part))


def mapped(node, change: Callable):
    """The same node, or the same nodes, with each part changed; the node itself where nothing changes."""
    if isinstance(node, tuple):
        made = tuple(map(change, node))
        return node if all(a is b for a, b in zip(made, node)) else made
    if not isinstance(node, Node):
        return node
    made = {key: new for key, value in vars(node).items() if isinstance(value, (Node, tuple)) and (new := change(value)) is not value}
    return replace(node, **made) if made else node


def items_of(node: Node) -> tuple[Node, ...]:
    """What stands side by side."""
    return node.items if isinstance(node, Juxtaposition) else (node,)


def joined(items: Iterable[Node]) -> Node:
    """One node for items side by side."""
    items = tuple(items)
    return items[0] if len(items) == 1 else Juxtaposition(items[0].start, items[-1].end, items)


def parted_by_bars(node: Node) -> tuple[Node, ...]:
    r"""The cells of ``a \mid b \mid c``."""
    match node:
        case Relation(operator="\\mid", left=left, right=right):
            return *parted_by_bars(left), right
    return (node,)


@_node
class Annotated(Node):
    r"""``\underbrace{body}_{note}`` and kin; the note says nothing about the value."""
    body: Node
    note: Node | None
    mark: str


@_node
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
class Remark:
    """What stands beside relations ``first`` to ``last`` - 1 of a chain and is no part of it; ``limits``: it may be a condition on them."""
    start: int
    end: int
    first: int
    last: int
    limits: bool


@dataclass(frozen=True)
class Statement:
    r"""members[0] relations[0] members[1] …, with the words and ranges around it.

    ``qualifiers`` are trailing ranges (``\ell = 1, \dots, L-1``, ``\forall i``)
    as syntax; ``words`` is the text found before and beside it (``\text{…}``,
    the prose just before in the source), for declarations ("symmetric",
    "let", "define", "for").  ``display`` tells displayed from inline
    mathematics.  A statement with one member and no relation is a bare formula.
    A block that begins with a relation has been joined to the chain before it.
    ``remarks`` stand beside single relations of it; ``beside``: it stands itself in a row of another chain, which goes on behind it.
    """
    start: int
    end: int
    members: tuple[Member, ...]
    relations: tuple[RelationSign, ...]
    qualifiers: tuple[Node, ...] = ()
    words: str = ""
    display: bool = True
    label: str = ""
    remarks: tuple[Remark, ...] = ()
    beside: bool = False


@dataclass(frozen=True)
class Notice:
    """Something a reader should know: a place in the text and a sentence."""
    start: int
    end: int
    message: str
    code: str = ""


@dataclass(frozen=True)
class Document:
    """A source text and what was found in it, in order of appearance.

    ``printed``: the text with spaces for what TeX does not print (comments, the preamble) and for code, at the same
    offsets; only what stands there says anything.
    """
    path: str
    text: str
    statements: tuple[Statement, ...]
    notices: tuple[Notice, ...] = ()
    printed: str = ""

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1; a tab is one column."""
        return line_and_column(self.text, offset)
