r"""Functions of arrays: f : \mathbb{R}^n \to \mathbb{R}, F : \mathbb{R}^n \to \mathbb{R}^m, f(Y), F alone.

The letter alone stands for its value at the only array of that shape that is
declared without a definition.
"""
from __future__ import annotations

from symbolic.language.context import FunctionDeclaration
from symbolic.language.expressions import Expression, Field
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration.derivatives.marks import is_direction
from symbolic.reading.elaboration.refusal import misshapen, unreadable, unsupported
from symbolic.reading.grammar import syntax as s


def declared(e, name: str) -> FunctionDeclaration | None:
    """The function of arrays of that name."""
    found = e.scope.function(name)
    return found if found is not None and found.domain else None


def head(e, node: s.Node) -> tuple[str, int, s.Node | None] | None:
    """(function, primes, subscript) if a function of arrays stands before a bracket."""
    match node:
        case s.Name(text=name) if declared(e, name) is not None:
            return name, 0, None
        case s.Scripted(base=s.Name(text=name), sub=sub, primes=primes) if declared(e, name) is not None:
            return name, primes, sub
    return None


def value(e, function: FunctionDeclaration, order: int, argument: Expression, sub, place) -> Expression:
    """f(a), or an entry of F(a); a has the shape of the argument."""
    if order:
        raise unsupported(f"a prime on {function.name}, a function of arrays", place)
    argument = e.shapes.settle(argument)
    if not e.shapes.same(argument.shape, function.domain):
        raise misshapen(f"{function.name} is a function of {show_shape(function.domain)}, and its argument is "
                        f"{show_shape(argument.shape)}", place)
    made = Field(function.name, 0, e.shapes.cast(e.shapes.settle(argument), function.domain), function.shape)
    return made if sub is None else e.subscript(made, sub)


def alone(e, name: str, sub, place) -> Expression | None:
    """F without its argument, or None if F is no function of arrays."""
    function = declared(e, name)
    if function is None or e.scope.tensor(name) is not None:
        return None
    context = e.scope.context
    fitting = [t for t in context.tensors if not t.labels and tuple(t.shape) == tuple(function.domain)
               and not context.definitions_of(t.name) and not is_direction(context, t)]
    if len(fitting) != 1:
        raise unreadable(f"the function {name} stands without its argument", place, expected="a bracket after it", code="E301")
    e.note(f"{name} stands for {name}({fitting[0].name})")
    return value(e, function, 0, fitting[0].symbol(), sub, place)

