"""What all nodes of an expression share: their base class, shapes that must agree, conditions on integers."""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from operator import is_
from typing import Callable, Iterator

from .integers import IntegerPolynomial, IntegerSymbol

Shape = tuple[IntegerPolynomial, ...]
P = IntegerPolynomial


class ShapeError(Exception):
    """Two shapes that had to agree and do not: ``what``, ``left``, ``right``."""

    def __init__(self, what: str, left: Shape, right: Shape):
        self.what, self.left, self.right = what, left, right
        super().__init__(f"{what}: {show_shape(left)} and {show_shape(right)} do not fit")


def show_shape(shape: Shape) -> str:
    """``scalar``, ``n``, ``m×n``: how shapes are said to people."""
    return "scalar" if not shape else "×".join(str(d) for d in shape)


class Expression:
    """Base of all nodes: ``shape``, ``children``, ``map``, ``to_json``.

    A node is immutable; its shape (by ``_shape``) and its hash are computed once.
    """

    op: str = ""
    shape: Shape = ()
    _names: tuple[str, ...] = ()

    def __init__(self, *values, **named):
        if named:
            values += tuple(named.pop(name) for name in self._names[len(values):])
        if named or len(values) != len(self._names):
            raise TypeError(f"{type(self).__name__} takes {', '.join(self._names)}")
        known = self.__dict__
        known.update(zip(self._names, values))
        known["_fields"] = values
        known["shape"] = tuple(self._shape())

    def __setattr__(self, name, value):
        raise AttributeError(f"{type(self).__name__} is immutable")

    __delattr__ = __setattr__

    def __eq__(self, other) -> bool:
        if self is other:
            return True
        return self.fields() == other.fields() if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        known = self.__dict__
        if "_hash" not in known:
            known["_hash"] = hash((self.op, self.fields()))
        return known["_hash"]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.fields()))})"

    def fields(self) -> tuple:
        """The constructor's arguments, in order."""
        return self.__dict__["_fields"]

    def children(self) -> tuple["Expression", ...]:
        known = self.__dict__
        if "_children" not in known:
            found: list[Expression] = []
            _collect(known["_fields"], found)
            known["_children"] = tuple(found)
        return known["_children"]

    def integer_symbols(self) -> frozenset[IntegerSymbol]:
        """All integer symbols that occur in it, free or bound, those in labels too."""
        known = self.__dict__
        if "_integer_symbols" not in known:
            known["_integer_symbols"] = frozenset(_noted(known["_fields"], set()))
        return known["_integer_symbols"]

    def integer_names(self) -> frozenset[str]:
        """The names of these."""
        known = self.__dict__
        if "_integer_names" not in known:
            known["_integer_names"] = frozenset([symbol.name for symbol in self.integer_symbols()])
        return known["_integer_names"]

    def walk(self) -> Iterator["Expression"]:
        """This node and all below it, parents first."""
        todo = [self]
        while todo:
            node = todo.pop()
            yield node
            todo += node.children()[::-1]

    def map(self, on_expression: Callable, on_integer: Callable = lambda p: p) -> "Expression":
        """The same node with its direct parts replaced; itself if none is another."""
        old = self.fields()
        new = [_map(x, on_expression, on_integer) for x in old]
        return self if all(map(is_, old, new)) else type(self)(*new)

    def to_json(self):
        return [self.op, *map(_json, self.fields())]

    def __str__(self) -> str:
        from .latex import latex
        return latex(self)


def _collect(value, found: list) -> None:
    if isinstance(value, Expression):
        found.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _collect(item, found)


def _noted(value, symbols: set[IntegerSymbol]) -> set[IntegerSymbol]:
    """``symbols`` with the integer symbols in a field."""
    if isinstance(value, Expression):
        symbols |= value.integer_symbols()
    elif isinstance(value, IntegerPolynomial):
        symbols |= value.symbols()
    elif isinstance(value, Condition):
        symbols |= value.left.symbols() | value.right.symbols()
    elif isinstance(value, tuple):
        for item in value:
            _noted(item, symbols)
    return symbols


def _map(value, on_expression, on_integer):
    if isinstance(value, Expression):
        return on_expression(value)
    if isinstance(value, IntegerPolynomial):
        return on_integer(value)
    if isinstance(value, Condition):
        left, right = on_integer(value.left), on_integer(value.right)
        return value if left is value.left and right is value.right else Condition(left, value.relation, right)
    if isinstance(value, tuple):
        new = [_map(item, on_expression, on_integer) for item in value]
        return value if all(map(is_, value, new)) else tuple(new)
    return value


def _json(value):
    if isinstance(value, (Expression, IntegerPolynomial)):
        return value.to_json()
    if isinstance(value, Condition):
        return [value.left.to_json(), value.relation, value.right.to_json()]
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple):
        return [_json(item) for item in value]
    return value


@dataclass(frozen=True)
class Condition:
    """A relation between integers: ``=``, ``!=``, ``<=``, ``<``."""

    left: P
    relation: str
    right: P


def node(cls):
    """A dataclass without methods of its own: those of ``Expression`` serve all nodes."""
    cls = dataclass(init=False, repr=False, eq=False)(cls)
    cls._names = cls.__match_args__
    return cls


def common(what: str, terms: tuple[Expression, ...]) -> Shape:
    for term in terms[1:]:
        same(what, terms[0].shape, term.shape)
    return terms[0].shape


def same(what: str, a: Shape, b: Shape) -> None:
    if tuple(a) != tuple(b):
        raise ShapeError(what, a, b)
