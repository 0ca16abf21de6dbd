r"""Derivatives at a point: ``\nabla f(2x)``, ``\frac{df}{dx}(2x)``, ``(\nabla f)(-x)``, ``\frac{\partial f}{\partial x_i}(x(t))``.

∇f(a) is the gradient of f, taken at a; ∇_x f(a) is the gradient of f(a) by x.  A function
that a formula gives is differentiated by a symbol of its own, which is then a.
"""
from __future__ import annotations

from symbolic.language.context import TensorDeclaration
from symbolic.language.expressions import Derivative, Expression, Field, Symbol
from symbolic.reading.elaboration import fields
from symbolic.reading.elaboration.behind import symbols
from symbolic.reading.elaboration.derivatives import bars
from symbolic.reading.elaboration.derivatives.derivatives import Quotient, operator_name, quotient
from symbolic.reading.elaboration.index_arguments import positions
from symbolic.reading.elaboration.layout import gradient_axes
from symbolic.reading.elaboration.refusal import unsupported
from symbolic.reading.grammar import syntax as s

BRACKETS = ("(", "[")


def gradient_of_function(e, item: s.Node, rest: list[s.Node]) -> tuple[Expression, int] | None:
    r"""``\nabla f(a)`` where a is no variable, with the script behind the bracket, and how many items are taken; or None."""
    if operator_name(item.base if isinstance(item, s.Scripted) else item) != "nabla" or len(rest) < 2:
        return None
    head, bracket = rest[0], rest[1]
    script = bracket if isinstance(bracket, s.Scripted) and not bracket.primes else None
    inside = script.base if script is not None else bracket
    made = _gradient(e, item, head, inside)
    return None if made is None else (made if script is None else e.scripts(made, script), 2)


def of_bracket(e, item: s.Node, rest: list[s.Node]) -> Expression | None:
    r"""``(\nabla f)(a)``, or None."""
    match item, rest:
        case s.Group(kind="(", body=s.Juxtaposition(items=(nabla, s.Name() as head))), [s.Group() as bracket, *_] \
                if operator_name(nabla.base if isinstance(nabla, s.Scripted) else nabla) == "nabla":
            return _gradient(e, nabla, head, bracket, variables=True)
    return None


def of_fraction(e, item: s.Node, rest: list[s.Node]) -> Expression | None:
    r"""``\frac{\partial f}{\partial x}(a, b)`` of a function f that is known, or None for a product."""
    found = quotient(item)
    if found is None or found.body is None or not rest or not _is_bracket(rest[0]):
        return None
    values = rest[0].body.items if isinstance(rest[0].body, s.Sequence) else (rest[0].body,)
    if isinstance(found.body, s.Name) and len(found.variables) == 1:
        return _partial(e, found, values, item)
    (variable, *others) = found.variables
    if isinstance(values[0], s.Number) and len(values) == 1 and not others and isinstance(variable, s.Name) and e.choices.ask([
            ("the bracket behind a derivative is a factor", False), (f"the derivative is taken at {variable.text} = {values[0].text}", True)]):
        place = s.Relation(variable.start, rest[0].end, "=", variable, values[0])
        return bars.evaluated(e, s.Infix(item.start, rest[0].end, "|", item, place))
    return None


def _partial(e, found: Quotient, values: tuple[s.Node, ...], place) -> Expression | None:
    name, (variable,) = found.body.text, found.variables
    field = fields.declared(e, name)
    if field is not None and not field.shape and isinstance(variable, s.Scripted) and variable.sub is not None and len(values) == 1:
        return e.subscript(_field(e, field, 1, e.expression(values[0])), variable.sub)
    formula = e.formulas.get(name)
    parameters = getattr(formula, "parameters", ())
    if not isinstance(variable, s.Name) or variable.text not in parameters or len(values) != len(parameters) or positions(e, formula):
        return None
    alone = len(values) == 1 and isinstance(values[0], s.Name) and values[0].text == variable.text
    if len(values) == 1 and not alone and e.choices.ask([("the bracket behind a derivative is a factor", True), (f"the derivative of {name} is taken there", False)]):
        return None
    body, at = _applied(e, formula, [e.expression(v) for v in values], place)
    symbol = at[parameters.index(variable.text)]
    if body.shape or symbol.shape:
        raise unsupported(f"a derivative of {name} at a point, which is no number by a number", place)
    return Derivative(body, symbol, None, ())


def _gradient(e, nabla: s.Node, head: s.Node, bracket: s.Node, variables: bool = False) -> Expression | None:
    """∇f at what stands in the bracket, unless that is a variable of which the derivative is as well by itself."""
    if not isinstance(head, s.Name) or not _is_bracket(bracket) or isinstance(bracket.body, s.Sequence):
        return None
    sub, sup = (nabla.sub, nabla.sup) if isinstance(nabla, s.Scripted) else (None, None)
    order = 1 if sup is None else 2 if isinstance(sup, s.Number) and sup.text == "2" else None
    field, formula = fields.declared(e, head.text), e.formulas.get(head.text)
    if order is None or not (field is not None and not field.shape and sub is None or _of_one(e, formula)):
        return None
    value = e.shapes.settle(e.expression(bracket.body))
    if not variables and isinstance(bracket.body, s.Name) and _is_variable(e, value) and (value.name == getattr(sub, "text", None) or sub is None and not _besides(e, formula, value)):
        return None
    if field is not None:
        return _field(e, field, order, value)
    if sub is not None and not (isinstance(sub, s.Name) and sub.text == formula.parameters[0] and sub.text not in symbols(value, e.scope.context)):
        return None
    body, (symbol,) = _applied(e, formula, [value], bracket)
    axes = gradient_axes(len(body.shape), len(symbol.shape))
    if body.shape or axes is None or order == 2 and len(symbol.shape) > 1:
        return None
    first = Derivative(body, symbol, None, axes)
    e.note(f"∇{head.text} is taken at {value}")
    return first if order == 1 else Derivative(first, symbol, None, tuple(f"b{k}" for k in range(len(first.shape))) + axes)


def _field(e, field, order: int, value: Expression) -> Expression:
    at = fields.value(e, field, 0, value, None, None).arg
    e.note(f"∇{field.name} is taken at {at}")
    return Field(field.name, order, at, (*field.shape, *field.domain * order))


def _of_one(e, formula) -> bool:
    """Is it a formula in one parameter that is no index?"""
    return len(getattr(formula, "parameters", ())) == 1 and getattr(formula, "body", None) is not None and not positions(e, formula)


def _applied(e, formula, values: list[Expression], place) -> tuple[Expression, list[Symbol]]:
    """The formula at symbols of its own, which are these values, and the symbols."""
    values = [bars.zero_like(e, name, e.shapes.settle(v)) for name, v in zip(formula.parameters, values)]
    at = [value if _is_variable(e, value) and values.count(value) == 1 and _own(e, formula, k, value)
          else bars.symbol_for(e, TensorDeclaration(name, (), value.shape), value)
          for k, (name, value) in enumerate(zip(formula.parameters, values))]
    made = e.shapes.settle(formula.apply(e, 0, list(at), place))
    for symbol, value in zip(at, values):
        if symbol is not value:
            bars.refuse_corners(e, made, value, place)
    return made, at


def _besides(e, formula, value: Symbol) -> bool:
    """Does the symbol, which is not the parameter, stand in the formula too?  ∇f(a) of f(x) = aᵀx is a, and not 2a."""
    return formula is not None and value.name not in formula.parameters and formula.stands_besides(e, value)


def _own(e, formula, k: int, value: Symbol) -> bool:
    """Is the value the parameter itself, or the only argument and nowhere else in the formula?"""
    return value.name == formula.parameters[k] or len(formula.parameters) == 1 and not value.labels and not formula.stands_besides(e, value)


def _is_variable(e, value: Expression) -> bool:
    """A symbol without a definition."""
    return isinstance(value, Symbol) and not e.scope.context.definitions_of(value.name)


def _is_bracket(node: s.Node) -> bool:
    return isinstance(node, s.Group) and node.kind in BRACKETS
