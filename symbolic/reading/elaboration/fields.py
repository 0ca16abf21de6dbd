r"""Functions of arrays: f : \mathbb{R}^n \to \mathbb{R}, F : \mathbb{R}^n \to \mathbb{R}^m, f(Y), F alone.

The letter alone stands for its value at the symbol to which the text applies it, the
only one: L for L(z) beside g = ∇_z L(z).  Where it is never applied, an array of that
shape is meant: the only one, or each of them in a reading of its own.  What ∂L/∂v
differentiates is a value at something that depends on v, if there is such an array.
"""
from __future__ import annotations

from symbolic.language.context import Context, FunctionDeclaration, TensorDeclaration
from symbolic.language.expressions import Expression, Field, Symbol
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration.derivatives.marks import is_direction
from symbolic.reading.elaboration.refusal import misshapen, unreadable, unsupported
from symbolic.reading.elaboration.shown import reached
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
    fitting = arguments(context, function)
    fitting = [t for t in fitting if e.by is not None and e.by in {t.name, *reached(context, t.name)}] or fitting
    if not fitting:
        raise unreadable(f"the function {name} stands without its argument", place, expected="a bracket after it", code="E301")
    at = e.choices.ask([(f"{name} is {name}({t.name})", t) for t in fitting], f"argument of {name} among {[t.name for t in fitting]}")
    e.note(f"{name} stands for {name}({at.name})")
    return value(e, function, 0, at.symbol(), sub, place)


def arguments(context: Context, function: FunctionDeclaration) -> list[TensorDeclaration]:
    """The arrays at which the function may be meant where it stands without a bracket."""
    fitting = [t for t in context.tensors if not t.labels and tuple(t.shape) == tuple(function.domain) and not is_direction(context, t)]
    applied = _applied(context, function.name)
    if len(applied) == 1:
        return [t for t in fitting if t.name in applied]
    return [t for t in fitting if t.name != function.name and not _comes_of(context, t.name, function.name)]


def _applied(context: Context, name: str) -> set[str]:
    """The symbols to which what is given applies a function."""
    given = [d.body for d in context.definitions] + [side for a in context.assumptions for side in (a.left, a.right)]
    return {x.arg.name for body in given for x in body.walk() if isinstance(x, Field) and x.function == name and isinstance(x.arg, Symbol)}


def _comes_of(context: Context, symbol: str, function: str) -> bool:
    """Does a symbol come of values of the function, as g = ∇L(z) does?"""
    names = reached(context, symbol) | {symbol}
    return any(isinstance(x, Field) and x.function == function
               for d in context.definitions if d.name in names for x in d.body.walk())
