r"""Derivatives as written: ``\frac{\partial y}{\partial x}``, the operator form,
``\nabla_x``, ``\nabla_x^2`` and d/dt.

The operator form reaches over the product that follows it.  The axes of the
result come from the layout's table; a body of extent one (n_L = 1) is a
scalar when the variable is a matrix.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Iterator

from symbolic.errors import ReadError
from symbolic.language.expressions import (
    Derivative, Entry, Expand, Expression, Listing, MatMul, Sum, Symbol, Times, Transpose, UnitVector, Vectorize,
)
from symbolic.language.integers import integer
from symbolic.reading.elaboration.behind import symbols
from symbolic.reading.elaboration.derivatives.symmetry import by_symmetric, by_vectorized
from symbolic.reading.elaboration.layout import derivative_axes, depends_on_layout, gradient_axes
from symbolic.reading.elaboration.refusal import ambiguous, misshapen, unreadable, unsupported
from symbolic.reading.grammar import syntax as s

MARKS = {"partial", "d", "nabla"}


def operator_name(node) -> str | None:
    r"""``log`` for ``\log``, whether the parser called it an operator or a name."""
    match node:
        case s.Operator(name=name):
            return name
        case s.Name(text="\\nabla" | "\\partial" as text):
            return text[1:]
        case s.Name(text="d" | "\\mathrm{d}" | "\\mathsf{d}"):
            return "d"
    return None


@dataclass(frozen=True)
class Quotient:
    """A derivative fraction: its order, numerator (None: operator form), variables."""
    mark: str
    body: s.Node | None
    variables: tuple[s.Node, ...]


def _mark(node: s.Node) -> tuple[str, int] | None:
    """(mark, order) of ∂, d, ∂², d²."""
    match node:
        case s.Scripted(base=base, sub=None, sup=s.Number(text=text), primes=0) if text.isdigit():
            found = _mark(base)
            return (found[0], int(text)) if found else None
    name = operator_name(node)
    return (name, 1) if name in ("partial", "d") else None


def quotient(node: s.Node) -> Quotient | None:
    """A fraction read as a derivative, or None if it is an ordinary fraction."""
    if not isinstance(node, s.Fraction):
        return None
    above, below = s.items_of(node.numerator), s.items_of(node.denominator)
    top, bottom = _mark(above[0]), _mark(below[0])
    if top is None or bottom is None or top[0] != bottom[0] or len(below) < 2:
        return None
    variables = _variables(below, bottom[0])
    if not variables:
        return None
    if len(variables) != top[1] and top[1] == len(once := _variables(below, bottom[0], repeated=False)):
        variables = once
    if len(variables) != top[1]:
        raise unreadable(f"order {top[1]} above and {len(variables)} below", node,
                         expected="as many variables as the order of the derivative")
    return Quotient(top[0], s.joined(above[1:]) if len(above) > 1 else None, tuple(variables))


def quotients(node) -> Iterator[Quotient]:
    """The derivative fractions in a formula, without those that cannot be read."""
    for fraction in (x for x in s.walk(node) if isinstance(x, s.Fraction)):
        try:
            found = quotient(fraction)
        except ReadError:
            continue
        if found is not None:
            yield found


def is_mark_of_derivative(node: s.Node) -> bool:
    return _mark(node) is not None


def by_squares(node: s.Fraction) -> bool:
    r"""Is the order that of the variables without their powers, ``\frac{\partial \ell}{\partial \sigma^2}`` by σ²?"""
    above, below = s.items_of(node.numerator), s.items_of(node.denominator)
    top = _mark(above[0])
    return top is not None and top[1] == sum(_mark(item) is not None for item in below)


def _variables(below: list[s.Node], mark: str, repeated: bool = True) -> list[s.Node]:
    """The variables below a derivative; ``repeated``: x^2 is x twice, and no name."""
    groups: list[list[s.Node]] = []
    for item in below:
        found = _mark(item)
        if found is not None and found[0] == mark:
            groups.append([])
        else:
            groups[-1].append(item)
    found = []
    for group in groups:
        if not group:
            return []
        variable, order = _repeated(s.joined(group)) if repeated else (s.joined(group), 1)
        found += [variable] * order
    return found


def _repeated(node: s.Node) -> tuple[s.Node, int]:
    r"""``x^2`` under a fraction line is x twice."""
    match node:
        case s.Scripted(base=base, sub=sub, sup=s.Number(text=text), primes=0) if text.isdigit() and text != "1":
            return (s.Scripted(node.start, node.end, base, sub, None, 0) if sub else base), int(text)
    return node, 1


JACOBIANS = frozenset({"D", "J", "\\mathrm{D}", "\\mathbf{J}", "\\mathrm{J}"})


def is_jacobian(e, node: s.Node) -> bool:
    """D_x or J_x, where no such letter is declared and x is: the Jacobian by x, rows being outputs."""
    return isinstance(node, s.Scripted) and isinstance(node.base, s.Name) and node.base.text in JACOBIANS \
        and isinstance(node.sub, s.Name) and node.sup is None and not node.primes and not e.scope.declared(node.base.text) \
        and e.scope.own_name(node.base.text, node.sub) is None and (found := e.scope.tensor(node.sub.text)) is not None and not found.labels and len(found.shape) == 1


def is_prefix(node: s.Node) -> bool:
    """An operator that reaches over the product after it: ∂/∂x without a body, ∇."""
    found = quotient(node)
    if found is not None:
        return found.body is None
    return _subscripted_partial(node) or operator_name(node.base if isinstance(node, s.Scripted) else node) == "nabla"


def _subscripted_partial(node: s.Node) -> bool:
    r"""``\partial_x`` for ∂/∂x."""
    return isinstance(node, s.Scripted) and operator_name(node.base) == "partial" \
        and node.sub is not None and node.sup is None


# ---------------------------------------------------------------- meaning

def read_fraction(e, node: s.Fraction, found: Quotient) -> Expression:
    """∂(numerator)/∂(variables)."""
    if found.body is None:
        raise unreadable("nothing follows this derivative", node, expected="what is differentiated", code="E301")
    return differentiate(e, _numerator(e, found), found, node)


def _numerator(e, found: Quotient) -> Expression:
    """What a fraction differentiates: L in ∂L/∂v is a value of the function L that depends on v."""
    if isinstance(found.body, s.Name) and e.scope.function(found.body.text) is not None:
        return replace(e, by=differentiation_variable(e, found.variables[-1])[0].name).expression(found.body)
    return e.expression(found.body)


def read_prefix(e, node: s.Node, rest: list[s.Node], rows: bool = False) -> Expression:
    """The operator form applied to the product of ``rest``; of a row there is a gradient only with ``rows``."""
    if not rest:
        raise unreadable("nothing follows this derivative", node, expected="what is differentiated", code="E301")
    body = e.product(rest)
    if is_jacobian(e, node):
        return differentiate(replace(e, layout="numerator"), body, Quotient("partial", None, (node.sub,)), node)
    found = Quotient("partial", None, (node.sub,)) if _subscripted_partial(node) else quotient(node)
    return differentiate(e, body, found, node) if found else gradient(e, node, body, rest, rows)


def differentiate(e, body: Expression, found: Quotient, node: s.Node) -> Expression:
    power = len(found.variables)
    if any(isinstance(v, s.Name) and e.scope.tensor(f"{v.text}^{power}") is not None for v in found.variables if power > 1):
        raise ambiguous("a second derivative, or one by a symbol with a number above it", node)
    for variable in reversed(found.variables):
        body = _once(e, body, variable, node)
    return body


def _once(e, body: Expression, variable: s.Node, node: s.Node) -> Expression:
    match variable:
        case s.Scripted(base=s.Group(kind="(", body=inner), sub=None, sup=None, primes=1) \
                if isinstance(whole := e.expression(inner), Vectorize) and isinstance(whole.arg, Symbol):
            return _by_vec(e, body, whole.arg, "numerator", node)
    match e.expression(variable):
        case Vectorize(Symbol() as matrix):
            return _by_vec(e, body, matrix, e.layout, node)
        case Transpose(Vectorize(Symbol() as matrix)):
            return _by_vec(e, body, matrix, "numerator", node)
    symbol, at, transposed = differentiation_variable(e, variable)
    body = e.shapes.settle(body)
    if at is not None or not symbol.shape:
        axes = tuple(f"b{k}" for k in range(len(body.shape)))
        return by_symmetric(e, Derivative(body, symbol, at, axes), node)
    body = as_output(e, body, len(symbol.shape))
    layout = "numerator" if transposed else e.layout
    if not transposed and depends_on_layout(len(body.shape), len(symbol.shape)):
        e.layout_used.add((len(body.shape), len(symbol.shape)))
    return by_symmetric(e, Derivative(body, symbol, None, derivative_axes(layout, len(body.shape), len(symbol.shape))), node)


def _by_vec(e, body: Expression, matrix: Symbol, layout: str, node: s.Node) -> Expression:
    """∂y/∂vec(X) = Σ_ij (∂y/∂X_ij) e_{i+(j-1)m}^T for X of shape m×n; transposed in the denominator layout."""
    by_vectorized(e, matrix, node)
    body = as_output(e, e.shapes.settle(body), 1)
    if len(body.shape) > 1:
        raise unsupported("the derivative of a matrix by vec", node)
    (m, n), (i, j) = matrix.shape, (e.scope.fresh("i"), e.scope.fresh("j"))
    at = integer(i), integer(j)
    place = Transpose(UnitVector(at[0] + (at[1] - 1) * m, m * n))
    partial = Derivative(body, matrix, at, tuple(f"b{k}" for k in range(len(body.shape))))
    term = MatMul(Expand(partial, (1,)), place) if body.shape else Times(partial, place)
    made = Sum(i, integer(1), m, Sum(j, integer(1), n, term))
    if layout == e.layout:
        e.layout_used.add((len(body.shape), 1))
    return Transpose(made) if layout == "denominator" else made


def as_output(e, body: Expression, variable_rank: int) -> Expression:
    """A row as a vector, and a vector of extent one as a scalar under a matrix."""
    if len(body.shape) == 2 and any(d == 1 for d in body.shape):
        body = e.shapes.drop_ones(body, [k for k, d in enumerate(body.shape) if d == 1])
    if body.shape and variable_rank == 2:
        body = e.shapes.scalar(body) or body
    return body


def _only_variable(e, body: Expression, rest: list[s.Node]) -> s.Node | None:
    """What ∇ f(x) differentiates by: the argument of a function that a formula defines, or the only symbol of the body."""
    while len(rest) > 1 and operator_name(rest[0]) == "nabla":
        rest = rest[1:]  # ∇∇ f(x): twice by the same
    match rest:
        case [s.Name(text=name), s.Group(kind="(", body=s.Name() as argument)] if name in e.formulas:
            return argument
        case [s.Name(text=name) as head] if len(parameters := getattr(e.formulas.get(name), "parameters", ())) == 1 \
                and (found := e.scope.tensor(parameters[0])) is not None and not found.labels:
            return s.Name(head.start, head.end, parameters[0])
    context = e.scope.context
    within = {x.name for x in body.walk() if isinstance(x, Symbol) and not x.labels}
    if any(context.definitions_of(name) for name in within):
        within = {name for name in symbols(body, context) if context.tensor(name) is not None}
    found = {name for name in within if not context.definitions_of(name)}
    if len(found) != 1 or found & e.constants:
        return None
    (name,) = found
    return s.Name(rest[0].start, rest[-1].end, name)


def _of_numbers(e, body: Expression, rest: list[s.Node], sup: s.Node | None) -> Expression | None:
    """∇f or ∇²f of a function of several numbers, f(x, y) = …: its partial derivatives in a column, or a square."""
    match rest:
        case [s.Name(text=name)]:
            given = None
        case [s.Name(text=name), s.Group(kind="(", body=s.Sequence(items=given))]:
            pass
        case _:
            return None
    parameters = getattr(e.formulas.get(name), "parameters", ())
    found = [e.scope.tensor(p) for p in parameters]
    if len(found) < 2 or any(d is None or d.shape or d.labels or e.scope.context.definitions_of(d.name) for d in found) \
            or given is not None and tuple(getattr(x, "text", None) for x in given) != tuple(parameters):
        return None
    body = e.shapes.scalar(e.shapes.settle(body))
    order = 1 if sup is None else 2 if isinstance(sup, s.Number) and sup.text == "2" else None
    if body is None or order is None:
        return None
    e.note(f"∇{name} has the derivatives by {', '.join(parameters)}")
    count, first = integer(len(found)), [Derivative(body, d.symbol(), None, ()) for d in found]
    if order == 1:
        return Listing((count,), tuple(first))
    return Listing((count, count), tuple(Derivative(x, d.symbol(), None, ()) for x in first for d in found))


def gradient(e, node: s.Node, body: Expression, rest: list[s.Node], rows: bool = False) -> Expression:
    r"""∇_x s, ∇_X s in the variable's shape; ∇_x² s is the Hessian [i, j] = ∂²s/∂x_i∂x_j."""
    sub = node.sub if isinstance(node, s.Scripted) else None
    sup = node.sup if isinstance(node, s.Scripted) else None
    if sub is None and (sub := _only_variable(e, body, rest)) is not None:
        e.note(f"∇ differentiates by {sub.text}")
    if sub is None and (made := _of_numbers(e, body, rest, sup)) is not None:
        return made
    if sub is None:
        raise ambiguous("∇ without the variable it differentiates by", node, r"write \nabla_x")
    body = e.shapes.settle(body)
    scalar = e.shapes.scalar(body)
    body = body if scalar is None else scalar
    match e.expression(sub):
        case Vectorize(Symbol() as matrix) if sup is None:
            return _by_vec(e, body, matrix, "denominator", node)
    symbol, at, _ = differentiation_variable(e, sub)
    if at is not None:
        return by_symmetric(e, Derivative(body, symbol, at, tuple(f"b{k}" for k in range(len(body.shape)))), node)
    if rows and len(body.shape) == 2 and body.shape[0] == 1 and len(symbol.shape) == 1:
        body = as_output(e, body, 1)
        e.note("∇ of a row has the derivatives of each entry in a column of its own")
    axes = gradient_axes(len(body.shape), len(symbol.shape))
    if axes is None:
        raise misshapen(f"∇ of an array with {len(body.shape)} axes", node)
    match sup:
        case None:
            return by_symmetric(e, Derivative(body, symbol, None, axes), node)
        case s.Number(text="2") if not body.shape and len(symbol.shape) <= 1:
            first = Derivative(body, symbol, None, axes)
            return Derivative(first, symbol, None, tuple(f"b{k}" for k in range(len(first.shape))) + axes)
    raise unsupported("a power of ∇ other than the Hessian", node)


def differentiation_variable(e, node: s.Node) -> tuple[Symbol, tuple | None, bool]:
    """(symbol, entry or None, written transposed) of what is differentiated by."""
    inside = replace(e, windows=replace(e.windows, borders=()))
    match inside.expression(node):
        case Symbol() as symbol:
            return symbol, None, False
        case Entry(Symbol() as symbol, indices):
            return symbol, indices, False
        case Transpose(Symbol() as symbol) if len(symbol.shape) == 1:
            return symbol, None, True
    raise unsupported("a derivative by something that is not a symbol or an entry of one", node)
