r"""Equations between functions: ``f' = g``, ``\sigma' = \sigma(1 - \sigma)``, ``g(t) = f'(2t)`` for all t.

They hold at every real number.  A function that stands alone on a side is then known by
the other side, as if a formula gave it, if nothing else is said of it; else, for a
derivative f^{(k)} on a side, the declaration of f keeps the equation.  What is
neither is not understood, and restricts the functions that it speaks of.
"""
from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from symbolic.errors import ReadError
from symbolic.language.context import Assumption, FunctionDeclaration
from symbolic.language.expressions import Add, Apply, Expression, Number, Power, Symbol, Times
from symbolic.language.functions import PARAMETER
from symbolic.reading.elaboration.formulas import Own
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.grammar import syntax as s

if TYPE_CHECKING:
    from symbolic.reading.context.builder import Builder
    from symbolic.reading.elaboration.clauses import Clause

EVERYWHERE = frozenset({"exp", "sin", "cos", "arctan", "Phi", "phi"})
"""Known functions that are defined, and have every derivative, at each number, by no formula."""
PRODUCTS = frozenset({"\\cdot", "\\times", "\\odot", "/", "*"})
BARE = "\x00z"
"""The name of the argument of functions that stand without one; nobody can type it."""
Z = Symbol(PARAMETER, (), ())


def _of_numbers(builder: "Builder") -> set[str]:
    """The functions of one number; no y of which the letter alone stands for y(x)."""
    context = builder.context
    return {f.name for f in context.functions if not f.shape and not f.domain and context.tensor(f.name) is None} | set(builder.formulas)


def says_functions(builder: "Builder", c: "Clause") -> bool:
    """Is this an equation in which a function stands without its argument?"""
    if len(c.members) != 2 or None in c.members or c.operators[0] not in ("=", "\\equiv"):
        return False
    names = _of_numbers(builder)
    return any(_stands_alone(m, names) for m in c.members)


def _stands_alone(node, names) -> bool:
    match node:
        case s.Name(text=text):
            return text in names
        case s.Scripted(base=s.Name(text=text), sub=None, sup=sup, primes=primes) if text in names:
            return bool(primes) or sup is None or isinstance(sup, s.Number)
        case s.Juxtaposition(items=items):
            before = [*zip(items, items[1:]), (items[-1], None)]
            return any(_stands_alone(item, names) for item, following in before
                       if not (_is_bracket(following) and not _stands_alone(following.body, names)))
        case s.Additive(terms=terms):
            return any(_stands_alone(term, names) for _, term in terms)
        case s.Group(body=body):
            return _stands_alone(body, names)
        case s.Infix(left=left, right=right) | s.Fraction(numerator=left, denominator=right):
            return _stands_alone(left, names) or _stands_alone(right, names)
    return False


def _is_bracket(node) -> bool:
    return isinstance(node, s.Group) and node.kind in ("(", "[")


def _may_compose(item, after, names) -> bool:
    """Is this f(g), and not a product of f with a sum in which f stands again, f(1 − f)?"""
    if not (_is_bracket(after) and _stands_alone(after.body, names) and _stands_alone(item, names)):
        return False
    head = item if isinstance(item, s.Name) else item.base
    return not (isinstance(after.body, s.Additive) and _stands_alone(after.body, {head.text}))


def is_product_with_itself(item, after) -> bool:
    """Is this σ(1 − σ), a product of σ with a sum in which it stands again without its argument?"""
    return isinstance(item, s.Name) and _is_bracket(after) and isinstance(after, s.Group) and isinstance(after.body, s.Additive) \
        and _stands_alone(after.body, {item.text})


def _with_arguments(node, names):
    """The formula with a bracket behind every function that stands alone."""
    match node:
        case s.Name() | s.Scripted(base=s.Name(), sub=None) if _stands_alone(node, names):
            sup = node.sup if isinstance(node, s.Scripted) else None
            head = node if sup is None else node.base if not node.primes else replace(node, sup=None)
            bracket = s.Group(node.end, node.end, "(", s.Name(node.end, node.end, BARE))
            called = s.Juxtaposition(node.start, node.end, (head, bracket))
            value = s.Group(node.start, node.end, "(", called)
            return value if sup is None else s.Scripted(node.start, node.end, value, None, sup, 0)
        case s.Juxtaposition(items=items):
            following = [*items[1:], None]
            if any(_may_compose(item, after, names) for item, after in zip(items, following)):
                raise Refused("undecided", "fragment", "a function before a bracket with functions: a product, or one function of the other", node)
            return replace(node, items=tuple(
                item if _is_bracket(after) and not _stands_alone(after.body, names) else _with_arguments(item, names)
                for item, after in zip(items, following)))
        case s.Additive(terms=terms):
            return replace(node, terms=tuple((sign, _with_arguments(term, names)) for sign, term in terms))
        case s.Group(body=body):
            return replace(node, body=_with_arguments(body, names))
        case s.Infix(left=left, right=right):
            if node.operator not in PRODUCTS and _stands_alone(node, names):
                raise Refused("undecided", "fragment", f"functions with {node.operator} between them", node)
            return replace(node, left=_with_arguments(left, names), right=_with_arguments(right, names))
        case s.Fraction(numerator=above, denominator=below):
            return replace(node, numerator=_with_arguments(above, names), denominator=_with_arguments(below, names))
    return node


def state(builder: "Builder", c: "Clause") -> bool:
    """Grant an equation between functions that stand alone.  Raises ReadError, Refused."""
    names = _of_numbers(builder)
    sides = []
    for member in c.members:
        e = builder.elaborator().with_value(BARE, Z)
        sides.append(e.shapes.settle(e.expression(_with_arguments(member, names))))
        if e.scope.free or e.leniencies:
            raise Refused("undecided", "fragment", "an equation between functions that are not of one number", c)
    if not _grant(builder, *sides) and not _at_a_number(builder, *sides):
        raise Refused("undecided", "fragment", "an equation between functions of another kind than f^{(k)}(z) = … for every z", c)
    return True


def state_for_all(builder: "Builder", c: "Clause") -> bool:
    r"""Grant ``f'(t) = …``, both sides being functions of one number t of which nothing else is known."""
    if len(c.members) != 2 or None in c.members or c.operators[0] not in ("=", "\\equiv"):
        return False
    e = builder.elaborator()
    try:
        sides = [e.shapes.settle(e.expression(m)) for m in c.members]
    except (ReadError, Refused):
        return False
    symbols = {x for side in sides for x in side.walk() if isinstance(x, Symbol)}
    if e.scope.free or e.leniencies or len(symbols) != 1 or not any(isinstance(x, Apply) and x.order for x in sides):
        return False
    (t,) = symbols
    declared = builder.context.tensor(t.name)
    if t.shape or t.labels or declared is None or declared.properties or builder.context.definitions_of(t.name) \
            or any(t.name in _symbols(a.left, a.right) for a in builder.context.assumptions):
        return False
    return _grant(builder, *(_put(side, t, Z) for side in sides))


def has_primes(c: "Clause") -> bool:
    """Does a derivative of a function stand in the clause?  Such clauses are read when all others are."""
    return any(map(_is_primed, c.members))


def _is_primed(node) -> bool:
    match node:
        case s.Scripted(base=s.Name(), primes=primes) if primes:
            return True
    return any(map(_is_primed, s.children(node)))


def _symbols(*sides: Expression) -> set[str]:
    return {x.name for side in sides for x in side.walk() if isinstance(x, Symbol)}


def _put(e: Expression, old: Symbol, new: Symbol) -> Expression:
    e = e.map(lambda x: _put(x, old, new))
    return new if e == old else e


def _grant(builder: "Builder", left: Expression, right: Expression) -> bool:
    """Add left = right, for every value of the parameter, to what is known of a function that stands alone on a side."""
    ways = [(one, other) for one, other in ((left, right), (right, left))
            if isinstance(one, Apply) and one.arg == Z and _symbols(other) <= {PARAMETER} and all(map(_is_total, other.walk()))]
    for one, other in ways:
        if not one.order and _define(builder, one.function, other):
            return True
    return any(one.order and _equate(builder, one, other) for one, other in ways)


def _is_total(node: Expression) -> bool:
    """Is a node of this kind defined whatever its parts are, with every derivative that they have?"""
    match node:
        case Number() | Symbol() | Add() | Times():
            return not node.shape
        case Power(_, exponent):
            return exponent.denominator == 1 and exponent >= 0
        case Apply():
            return True
    return False


def _functions_in(builder: "Builder", e: Expression) -> dict[str, int] | None:
    """The declared functions in e with their highest orders; None if one is neither declared nor known to be smooth."""
    found: dict[str, int] = {}
    for node in e.walk():
        if isinstance(node, Apply):
            declared = builder.context.function(node.function)
            if declared is None and node.function not in EVERYWHERE or declared is not None and (declared.shape or declared.domain):
                return None
            if declared is not None:
                found[node.function] = max(node.order, found.get(node.function, 0))
    return found


def _body(f: FunctionDeclaration) -> Expression | None:
    return f.definition[1] if f.definition is not None else f.equation[2] if f.equation is not None else None


def _define(builder: "Builder", name: str, value: Expression) -> bool:
    """Declare name(z) = value for every z, if nothing is said of the function yet and the value does not speak of it."""
    declared, used = builder.context.function(name), _functions_in(builder, value)
    if declared is None or used is None or name in used or declared.definition or declared.equation or declared.properties \
            or _foreign(builder, declared) \
            or any(name in {x.function for x in _body(f).walk() if isinstance(x, Apply)}
                   for f in builder.context.functions if _body(f) is not None):
        return False
    functions = [f for f in builder.context.functions if f.name != name]
    functions = [replace(f, smooth=max(f.smooth, declared.smooth + used[f.name]))
                 if value == Apply(f.name, used.get(f.name, 0), Z) else f for f in functions]
    smooth = min((max(0, f.smooth - used[f.name]) for f in functions if f.name in used), default=declared.smooth)
    made = replace(declared, smooth=max(smooth, declared.smooth), definition=(PARAMETER, value))
    builder.context = builder.context.with_(functions=(*functions, made))
    builder.formulas[name] = Own(name, ("z",), s.Node(0, 0))
    return True


def _equate(builder: "Builder", one: Apply, value: Expression) -> bool:
    """Keep f^{(k)}(z) = value with f, if all functions in the value have derivatives of lower orders only."""
    declared, used = builder.context.function(one.function), _functions_in(builder, value)
    if declared is None or used is None or declared.definition or declared.equation or declared.properties or _foreign(builder, declared) \
            or any(order >= one.order for order in used.values()):
        return False
    made = replace(declared, smooth=max(declared.smooth, one.order), equation=(one.order, PARAMETER, value))
    builder.context = builder.context.with_(functions=tuple(made if f is declared else f for f in builder.context.functions))
    return True


def _foreign(builder: "Builder", declared: FunctionDeclaration) -> bool:
    """Would an author's equation restrict a function of the sheet's?"""
    return builder.provenance == "author" and declared.provenance not in ("author", "inferred")


def _at_a_number(builder: "Builder", left: Expression, right: Expression) -> bool:
    r"""Assume it at a declared number of which nothing else is known: \Phi' = \phi as Φ′(z) = φ(z)."""
    numbers = [d for d in builder.context.tensors if not d.shape and not d.labels and not d.properties and d.provenance != "inferred"
               and not builder.context.definitions_of(d.name) and d.name not in _symbols(left, right)
               and all(d.name not in _symbols(a.left, a.right) for a in builder.context.assumptions)]
    slopes = [x for x in (left, right) if isinstance(x, Apply) and x.order == 1 and x.arg == Z]
    if len(numbers) != 1 or not slopes:
        return False
    z = numbers[0].symbol()
    builder.add_assumption(Assumption(_put(left, Z, z), "=", _put(right, Z, z), (), builder.provenance))
    return True
