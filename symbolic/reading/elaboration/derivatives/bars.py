r"""Formulas evaluated at a place: ``\left. \frac{\partial f}{\partial x} \right|_{x = a}``.

A symbol of its own takes the place of x, defined to be a.  What is differentiated by
x is differentiated by that symbol, whose definition a derivative cuts, as it should:
first the derivative, then the value.  Symbols that are defined by x are written out
before.  Where nothing else declares x, the bar is its definition, ``f(y)|_{y = Ax}``.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

from symbolic.language.binding import bound_names, integer_names, rename_bound
from symbolic.language.context import Context, Definition, TensorDeclaration
from symbolic.language.expressions import (
    Apply, Constant, Derivative, Expression, Largest, Maximum, Minimum, Number, Power, Smallest, Symbol)
from symbolic.reading.elaboration.behind import symbols
from symbolic.reading.elaboration.refusal import misshapen, unreadable, unsupported
from symbolic.reading.elaboration.shown import reached
from symbolic.reading.grammar import syntax as s

MOST_STRATA = 99


@dataclass(frozen=True)
class Placed:
    """A symbol that stands for ``original`` where it is ``definition.body``."""
    original: str
    declaration: TensorDeclaration
    definition: Definition


def evaluated(e, node: s.Infix) -> Expression:
    """The body of a formula with a bar, at the place that the bar says."""
    conditions = node.right.items if isinstance(node.right, s.Sequence) else (node.right,)
    known = _defined(e, node, conditions)
    if known is not None:
        return known
    body = e.shapes.settle(e.expression(node.left))
    for condition in conditions:
        body = _placed(e, node, body, *_condition(body, condition))
    return body


def _defined(e, node: s.Infix, conditions) -> Expression | None:
    """The body where the one condition says what its symbol is defined to be."""
    match conditions:
        case (s.Relation(operator="=", left=s.Name(text=name), right=value),):
            clauses = e.scope.context.definitions_of(name)
            if len(clauses) == 1 and not clauses[0].labels and clauses[0].body == e.shapes.settle(e.expression(value)):
                e.note(f"{name} is {clauses[0].body}, where the bar evaluates")
                return e.expression(node.left)
    return None


def _condition(body: Expression, condition: s.Node) -> tuple[str, s.Node]:
    """x and a of ``x = a``; of ``a`` alone x is what the body is differentiated by."""
    match condition:
        case s.Relation(operator="=", left=s.Name(text=name), right=value):
            return name, value
        case s.Relation():
            raise unreadable("this place is not understood", condition, expected="x = a", code="E304")
    by = {x.variable.name for x in body.walk() if isinstance(x, Derivative)}
    if len(by) != 1:
        raise unsupported("a formula evaluated at a place, without the symbol that has a value there", condition)
    return *by, condition


def _placed(e, node: s.Infix, body: Expression, name: str, value: s.Node) -> Expression:
    context = e.scope.context
    declared = e.scope.tensor(name)
    if declared is None:
        raise e.scope.missing(name, node.right)
    if declared.labels or declared.properties or context.definitions_of(name) \
            or any(_mentions(a.left, name) or _mentions(a.right, name) for a in context.assumptions):
        raise unsupported("a formula evaluated at a place, of a symbol of which more is given", node)
    pair = e.shapes.meet(declared.symbol(), e.expression(value))
    if pair is None or e.shapes.settle(pair[0]) != declared.symbol():
        raise misshapen(f"{name} at a place of another shape", value)
    at = _place(e, _opened(e, e.shapes.settle(pair[1])), node)
    body = _written_out(e, node, body, name)
    refuse_corners(e, body, at, node)
    behind = symbols(at, context)
    if any(x.variable.name in behind and x.variable.name != name for x in body.walk() if isinstance(x, Derivative)):
        raise unsupported("a partial derivative at a place that depends on its variable", node)
    return _with(body, name, _symbol(e, declared, at))


def zero_like(e, name: str, value: Expression) -> Expression:
    """0 as the array that the parameter is declared as: ∇f(0) of a function of vectors."""
    declared = e.scope.tensor(name)
    if isinstance(value, Number) and value.value == 0 and declared is not None and declared.shape and not declared.labels:
        return Constant(value.value, declared.shape)
    return value


CORNERED = frozenset({"abs", "relu", "sign", "heaviside", "leakyrelu", "elu", "selu", "relu6", "hardtanh"})


def refuse_corners(e, body: Expression, at: Expression, node) -> None:
    """Raises Refused where a root or a function with corners may be differentiated at a corner: at 0, or at a that stands in it too."""
    cornered = any(isinstance(x, Power) and getattr(x.exponent, "denominator", 1) != 1 or isinstance(x, Apply) and x.function in CORNERED
                   or isinstance(x, (Maximum, Minimum, Largest, Smallest)) for x in body.walk())
    names = {x.name for x in at.walk() if isinstance(x, Symbol)}
    free = {n for n in names if not e.scope.context.definitions_of(n)}
    if cornered and (not free or names & {x.name for x in body.walk() if isinstance(x, Symbol)}):
        raise unsupported("a derivative at a place where it may not exist", node)


def symbol_for(e, declared: TensorDeclaration, value: Expression) -> Symbol:
    """A symbol like ``declared`` that is defined to be ``value``.  Raises Refused where that depends on an index."""
    return _symbol(e, declared, _place(e, e.shapes.settle(value), s.Node(0, 0)))


def _indices(e) -> set[str]:
    """The letters that stand for an index here."""
    return set(e.scope.free) | {p.lone_symbol().name for p in e.scope.bound.values() if p.lone_symbol()}


def _place(e, at: Expression, node: s.Node) -> Expression:
    """The value that a symbol has at a place, which may not depend on an index.  Raises Refused."""
    at = rename_bound(at, e.scope.used)
    if (integer_names(at) - bound_names(at)) & _indices(e):
        raise unsupported("a formula evaluated at a place that depends on an index", node)
    return at


def parameter_at(e, name: str, value: Expression, node: s.Node) -> Symbol:
    """A symbol for the parameter of a function of numbers where it is ``value``: f'(0) is the derivative by it."""
    return _symbol(e, TensorDeclaration(name, (), ()), _place(e, value, node))


def _opened(e, at: Expression) -> Expression:
    """The place with what its symbols are defined to be: what is held fixed there are symbols without a definition."""
    for _ in range(MOST_STRATA):
        names = {x.name for x in at.walk() if isinstance(x, Symbol) and not x.labels}
        clauses = {name: found[0].body for name in names
                   if len(found := e.scope.context.definitions_of(name)) == 1 and not found[0].labels}
        if not clauses:
            return at

        def open_(x: Expression) -> Expression:
            return rename_bound(clauses[x.name], e.scope.used) if isinstance(x, Symbol) and x.name in clauses else x.map(open_)

        at = open_(at)
    return at


def _mentions(x: Expression, name: str) -> bool:
    return any(isinstance(part, Symbol) and part.name == name for part in x.walk())


def _written_out(e, node: s.Infix, body: Expression, name: str) -> Expression:
    """The body with the formulas of what is defined by x."""
    context = e.scope.context
    for _ in range(MOST_STRATA):
        behind = {x.name for x in body.walk() if isinstance(x, Symbol) and name in reached(context, x.name)}
        if not behind:
            return body
        if any(x.variable.name in behind for x in body.walk() if isinstance(x, Derivative)):
            raise unsupported(f"a derivative at a place, by something that depends on {name}", node)
        clauses = {x: context.definitions_of(x) for x in behind}
        if any(len(found) != 1 or found[0].labels for found in clauses.values()):
            raise unsupported("a formula evaluated at a place, of a recursion", node)

        def open_(x: Expression) -> Expression:
            if isinstance(x, Symbol) and x.name in clauses:
                return rename_bound(clauses[x.name][0].body, e.scope.used)
            return x.map(open_)

        body = open_(body)
    raise unsupported("a formula evaluated at a place, of many definitions", node)


def _with(body: Expression, name: str, new: Symbol) -> Expression:
    def put(x: Expression) -> Expression:
        return new if isinstance(x, Symbol) and x.name == name else x.map(put)
    return put(body)


def _symbol(e, declared: TensorDeclaration, at: Expression) -> Symbol:
    """The symbol for x at this place, one for each place."""
    for placed in e.placed:
        if placed.original == declared.name and placed.definition.body == at:
            return placed.declaration.symbol()
    name = f"{declared.name}_{{|}}"
    while e.scope.declared(name) or any(p.declaration.name == name for p in e.placed):
        name += "'"
    made = replace(declared, name=name)
    stratum = 1 + max((d.stratum for d in e.scope.context.definitions), default=0)
    e.placed.append(Placed(declared.name, made, Definition(name, (), at, stratum=stratum + len(e.placed), provenance=declared.provenance)))
    e.note(f"{name} is {declared.name} where the bar evaluates: {at}")
    return made.symbol()


def with_places(context: Context, placed: list[Placed], sides: tuple[Expression, ...]) -> Context:
    """The context with the symbols of the places that stand in the sides.

    What the values are made of is held fixed if the step differentiates by these symbols alone.
    """
    standing = [p for p in placed if any(_mentions(side, p.declaration.name) for side in sides)]
    if not standing:
        return context
    context = context.with_(tensors=context.tensors + tuple(p.declaration for p in standing),
                            definitions=context.definitions + tuple(p.definition for p in standing))
    names = {p.declaration.name for p in standing}
    bodies = [*sides, *(d.body for d in context.definitions)]
    if not {x.variable.name for body in bodies for x in body.walk() if isinstance(x, Derivative)} <= names:
        return context
    behind = set().union(*(reached(context, name) for name in names))
    held = tuple(replace(t, properties=t.properties | {"constant"})
                 if t.name in behind and not t.labels and not context.definitions_of(t.name) else t for t in context.tensors)
    return context.with_(tensors=held)
