r"""Functions of one number whose values are arrays: X(t), X'(t), \dot{x}(t), X_{ij}(t), X alone.

The letter alone stands for its value at the only number that is declared.
"""
from __future__ import annotations

import re

from symbolic.language.context import FunctionDeclaration
from symbolic.language.expressions import Curve, Expression
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration.refusal import misshapen, unreadable
from symbolic.reading.grammar import syntax as s

DOTTED = re.compile(r"\\(d+)ot\{(.*)\}\Z")


def declared(e, name: str) -> tuple[FunctionDeclaration, int] | None:
    r"""The function of one number that a name is, and the derivatives its dots take: \dot{x} is x'."""
    found, order = e.scope.function(name), 0
    dotted = DOTTED.match(name)
    if found is None and dotted is not None and not e.scope.declared(name):
        found, order = e.scope.function(dotted[2]), len(dotted[1])
    return (found, order) if found is not None and found.shape and not found.domain else None


def parts(node: s.Node) -> tuple[str, int, s.Node | None] | None:
    """(name, primes, subscript) of a letter with scripts, or None."""
    match node:
        case s.Name(text=name):
            return name, 0, None
        case s.Scripted(base=s.Name(text=name), sub=sub, primes=primes):
            return name, primes, sub
    return None


def head(e, node: s.Node, rest: list[s.Node]) -> tuple[str, int, s.Node | None] | None:
    """(function, order, subscript) if a function of one number stands before its argument."""
    found = parts(node)
    following = rest[0].base if rest and isinstance(rest[0], s.Scripted) else rest[0] if rest else None
    known = None if found is None else declared(e, found[0])
    if known is None or not isinstance(following, s.Group) or following.kind not in ("(", "[") \
            or not _is_argument(e, following.body):
        return None
    return known[0].name, known[1] + found[1], found[2]


def _is_argument(e, body: s.Node) -> bool:
    """Is a bracket after the letter its argument, and not a factor: it speaks of numbers, and of no such letter alone?"""
    if isinstance(body, s.Number):
        return True
    items, speaks = [body], False
    while items:
        node = items.pop()
        if isinstance(node, tuple):
            row = [x for x in node if not isinstance(x, s.Text)]
            for k, item in enumerate(row):
                found = parts(item) if isinstance(item, s.Node) else None
                if found is not None and declared(e, found[0]) is not None and head(e, item, row[k + 1:]) is None:
                    return False
            items += row
        elif isinstance(node, s.Node):
            if isinstance(node, s.Name):
                known = e.scope.tensor(node.text)
                speaks = speaks or known is not None and not known.shape and not known.labels
            items += [v if isinstance(v, tuple) else (v,) for v in vars(node).values()]
    return speaks


def value(e, function: FunctionDeclaration, order: int, argument: Expression, sub: s.Node | None, place) -> Expression:
    """X^{(order)}(t), an array, or its entry; t is a number."""
    number = e.shapes.scalar(argument)
    if number is None:
        raise misshapen(f"{function.name} is a function of one number, and its argument is "
                        f"{show_shape(argument.shape)}", place)
    made = Curve(function.name, order, number, function.shape)
    return made if sub is None else e.subscript(made, sub)


def alone(e, name: str, primes: int, sub: s.Node | None, place) -> Expression | None:
    """The letter alone: its value at the number that is declared, if there is but one; None for other names."""
    known = declared(e, name)
    if known is None or e.scope.tensor(known[0].name) is not None and not known[1] + primes:
        return None
    context = e.scope.context
    if context.definitions_of(known[0].name):
        at = context.definitions_of(known[0].name)[0].body.arg
        return value(e, known[0], known[1] + primes, at, sub, place)
    numbers = [t for t in context.tensors if not t.shape and not t.labels and not context.definitions_of(t.name)]
    if len(numbers) != 1:
        raise unreadable(f"the function {name} stands without its argument", place, expected="a bracket after it", code="E301")
    e.note(f"{name} stands for {name}({numbers[0].name})")
    return value(e, known[0], known[1] + primes, numbers[0].symbol(), sub, place)
