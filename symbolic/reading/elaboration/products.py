r"""Side by side: application, product, and what reaches over the rest.

``factors`` walks the items of a product from left to right.  A function head
takes the bracket after it, a big operator and ∂/∂x take everything that
follows, all else is a factor.  ``\cdot``, ``\times`` and ``*`` are flattened
into the same walk, so that Σ and ∂ reach over them too.
"""
from __future__ import annotations

from fractions import Fraction

from symbolic.errors import ReadError
from symbolic.language.expressions import Apply, Expression, MatrixExponential, Power
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration import activations, arguments, cross_products, divergences, extrema, fields, powers, shown
from symbolic.reading.elaboration.arrays import convolution, ellipsis, entrywise
from symbolic.reading.elaboration.big_operators import big_operator
from symbolic.reading.elaboration.derivatives import at_points, bars, curves, derivatives, differentials, moving
from symbolic.reading.elaboration.derivatives.derivatives import operator_name
from symbolic.reading.elaboration.function_equations import is_product_with_itself
from symbolic.reading.elaboration.index_arguments import called
from symbolic.reading.elaboration.operations import divide, hadamard, inner, kronecker, multiply
from symbolic.reading.elaboration.operators import FUNCTIONS, OPERATORS, apply_operator, known_function
from symbolic.reading.elaboration.piecewise import read_indicator
from symbolic.reading.elaboration.reach import MULTIPLY, flatten, indices, mentions, operand
from symbolic.reading.elaboration.refusal import Refused, ambiguous, unreadable, unsupported
from symbolic.reading.elaboration.standard import ONES
from symbolic.reading.elaboration.targets import subscripted
from symbolic.reading.grammar import syntax as s


def factors(e, items: list[s.Node]) -> list[Expression]:
    items = [part for item in items for part in flatten(item) if not isinstance(part, s.Text)]
    found: list[Expression] = []
    position = 0
    while position < len(items):
        factor, position = _next_factor(e, items, position)
        found.append(factor)
    return found


def _next_factor(e, items: list[s.Node], position: int) -> tuple[Expression, int]:
    item, rest = items[position], items[position + 1:]
    if isinstance(item, s.BigOperator):
        return big_operator(e, item, rest), len(items)
    if derivatives.is_prefix(item) or rest and derivatives.is_jacobian(e, item):
        value, taken = _differentiated(e, item, rest)
        return value, position + 1 + taken
    if differentials.applies(e, item, rest):
        if position == 0 and len(rest) > 1 and e.lenient(WIDE):
            return differentials.total(e, e.shapes.settle(e.expression(s.joined(rest)))), len(items)
        direction = differentials.written(e, rest[0])
        if direction is not None:
            return direction, position + 2
        value, after = _next_factor(e, items, position + 1)
        return differentials.total(e, e.shapes.settle(value)), after
    reach = _inner_reach(e, item)
    if reach is not None:
        return _next_factor(e, [*items[:position], *reach], position)
    windowed = convolution.applied(e, item, rest)
    if windowed is not None:
        return windowed, position + 2
    if rest and isinstance(rest[0], s.Group) and isinstance(rest[0].body, s.Relation) and is_indicator(e, item):
        return read_indicator(e, rest[0].body), position + 2
    moved = moving.dotted_call(e, item, rest)
    if moved is not None:
        return moved, position + 2
    there = at_points.of_fraction(e, item, rest) if rest else None
    there = there if there is not None else at_points.of_bracket(e, item, rest)
    if there is not None:
        return there, position + 2
    if rest and is_product_with_itself(item, rest[0]):
        return e.expression(item), position + 1
    head = function_head(e, item, rest)
    if head is not None:
        return _applied(e, head, items, position)
    if rest and shown.arguments(e, item, rest[0]):
        return e.expression(item), position + 2
    return e.expression(item), position + 1


def _differentiated(e, item: s.Node, rest: list[s.Node]) -> tuple[Expression, int]:
    r"""∂/∂x or ∇ of what follows, and how many items that is.

    ``\nabla_Y L W^\top`` is (∇_Y L) Wᵀ: of the matrix L Wᵀ there is no gradient, of the number L there is.
    Leniently ∇ takes f(x) alone of ``\nabla f(x) \, g(x)``, and the transpose is that of the gradient in
    ``\nabla f(x)^\top v``; always so for a number f(x), which needs none.
    """
    there = at_points.gradient_of_function(e, item, rest)
    if there is not None:
        return there
    scripted = _scripted_gradient(e, item, rest)
    if scripted is not None:
        return scripted
    alone = _function_alone(e, rest) if operator_name(item.base if isinstance(item, s.Scripted) else item) == "nabla" else None
    if alone is not None and (alone[1] is not None and _is_number(e, s.joined(alone[0])) or e.lenient(ALONE)):
        body, sup, after = alone
        value = derivatives.read_prefix(e, item, body)
        return value if sup is None else e.raised(value, sup, rest[after - 1]), after
    taken = operand(e, item, rest)
    try:
        return derivatives.read_prefix(e, item, rest[:taken]), taken
    except Refused:
        number = next((k for k in range(1, taken) if not _splits(e, rest, k) and not _cuts_a_sum(rest, k) and _is_number(e, s.joined(rest[:k]))), None)
        if number is None:
            return derivatives.read_prefix(e, item, rest[:taken], rows=True), taken
    return derivatives.read_prefix(e, item, rest[:number]), number


WIDE = "differential of the product"
"""The lenient reading in which the d of ``d x^\\top A x`` reaches over the whole product."""
ALONE = "function alone"
"""The lenient reading in which ∇ takes the function behind it and no further factor."""


def _function_alone(e, rest: list[s.Node]) -> tuple[list[s.Node], s.Node | None, int] | None:
    """f(x), or a defined number f, at the beginning of the items: itself, a transpose above it, how many items; None if that is all."""
    head = rest[0] if rest else None
    plain = head.base if isinstance(head, s.Scripted) and head.sub is None and not head.primes and head.sup is not None \
        and e.is_transpose(head.sup) else head
    if not isinstance(plain, s.Name):
        return None
    if plain is head and len(rest) > 1 and _is_bracket(rest[1]) and _splits(e, rest, 1):
        bracket = rest[1]
        if isinstance(bracket, s.Scripted):
            lone = bracket.sub is None and not bracket.primes and e.is_transpose(bracket.sup)
            return ([head, bracket.base], bracket.sup, 2) if lone else None
        return ([head, bracket], None, 2) if len(rest) > 2 else None
    declared = e.scope.tensor(plain.text)
    if not (declared is not None and not declared.shape and e.scope.context.definitions_of(plain.text) or e.scope.function(plain.text) is not None):
        return None
    return ([plain], None if plain is head else head.sup, 1) if len(rest) > 1 or plain is not head else None


def _splits(e, rest: list[s.Node], k: int) -> bool:
    """Does the k-th item begin with the bracket of a function that stands before it?"""
    before = rest[k - 1]
    return _is_bracket(rest[k]) and isinstance(before, s.Name) \
        and (e.scope.function(before.text) is not None or before.text in e.formulas)


def _cuts_a_sum(rest: list[s.Node], k: int) -> bool:
    r"""Would ``\sum_i (a_i) b_i`` end before the k-th item, which has the index of the sum?"""
    return any(mentions(tuple(rest[k:]), name) for item in rest[:k] if isinstance(item, s.BigOperator) for name in indices(item))


def _scripted_gradient(e, item: s.Node, rest: list[s.Node]) -> tuple[Expression, int] | None:
    r"""``\nabla f(x)^\top v``, ``\nabla L^\top v``, ``\nabla f(x)_i`` of a number f(x), which has no transpose and no
    entries: the script is the gradient's."""
    if operator_name(item.base if isinstance(item, s.Scripted) else item) != "nabla":
        return None
    match rest:
        case [head, s.Scripted(base=s.Group(kind="(" | "[") as bracket, primes=0) as script, *_] \
                if function_head(e, head, rest[1:]) is not None:
            inside = [head, bracket]
        case [s.Scripted(base=s.Name() as name, sub=None, primes=0) as script, *_]:
            inside = [name]
        case _:
            return None
    above = script.sup is not None and e.is_transpose(script.sup)
    if not (above or script.sup is None and script.sub is not None) or not _is_number(e, s.joined(inside)):
        return None
    return e.scripts(derivatives.read_prefix(e, item, inside), script), len(inside)


def _is_gradient(node: s.Node) -> bool:
    r"""Does a product begin with ∇ and go on: ``\nabla f(x)``?"""
    first, *others = flatten(node)
    return bool(others) and operator_name(first.base if isinstance(first, s.Scripted) else first) == "nabla"


INDICATORS = ONES | {"\\mathbb{I}", "\\mathrm{I}", "\\mathbf{I}", "I", "\\chi"}


def is_indicator(e, node: s.Node) -> bool:
    r"""The 1 of \mathbf{1}(i = j) or 1\{y = k\}, or a letter for it, before a condition."""
    match node:
        case s.Number(text="1"):
            return True
        case s.Name(text=text):
            return text in INDICATORS and not e.scope.declared(text)
    return False


ENTRYWISE = frozenset({"\\odot", "\\circ"})


def _inner_reach(e, item: s.Node) -> list[s.Node] | None:
    r"""``\sum_i a \odot b``: the operator at the left of an infix reaches over all of it.

    Not so in ``\nabla_a C \odot b`` with a number C, which has no entries to multiply: there ∇ takes C alone.
    """
    if not isinstance(item, s.Infix):
        return None
    left = flatten(item.left)
    for k, part in enumerate(left[:-1]):
        differentiates = derivatives.is_prefix(part)
        if isinstance(part, s.BigOperator) or differentiates:
            if differentiates and item.operator in ENTRYWISE and _is_number(e, s.joined(left[k + 1:])):
                return None
            rest = s.Infix(left[k + 1].start, item.end, item.operator, s.joined(left[k + 1:]), item.right)
            return [*left[:k + 1], rest]
    return None


def _is_number(e, node: s.Node) -> bool:
    try:
        return not e.shapes.settle(e.expression(node)).shape
    except (Refused, ReadError):
        return False


# ---------------------------------------------------------------- application

class Head:
    """A function before its argument: name, derivatives taken, power on the name, entry of its value."""

    def __init__(self, name: str, order: int, power: s.Node | None, operator: bool, node: s.Node,
                 sub: s.Node | None = None):
        self.name, self.order, self.power, self.operator, self.node = name, order, power, operator, node
        self.sub = sub


def function_head(e, item: s.Node, rest: list[s.Node]) -> Head | None:
    """``item`` as a function about to be applied, or None."""
    if not moving.takes(e, item, rest):
        return None
    found = curves.head(e, item, rest) or (fields.head(e, item) if rest and _is_bracket(rest[0]) else None)
    if found is not None:
        return Head(found[0], found[1], item.sup if isinstance(item, s.Scripted) else None, False, item, found[2])
    base, sup, primes = item, None, 0
    if isinstance(item, s.Scripted) and item.sub is None:
        base, sup, primes = item.base, item.sup, item.primes
        match sup:
            case s.Group(kind="(", body=s.Number(text=text)) if text.isdigit():
                sup, primes = None, primes + int(text)
    name = base.text if isinstance(base, s.Name) else None
    parameter = activations.parameter_of(item)
    if parameter is not None and rest and _is_bracket(rest[0]):
        return Head(parameter[0], item.primes, None, True, item, parameter[1])
    below = subscripted(item)
    if below in e.formulas and rest and _is_bracket(rest[0]):
        return Head(below, item.primes, None, False, item)
    declared = None if name is None else e.scope.function(name)
    if declared is not None and (declared.shape or declared.domain):
        return None
    if declared is not None or name in e.formulas:
        if name in e.formulas and not (rest and _is_bracket(rest[0])):
            return None
        if not rest and sup is None:
            raise unreadable(f"the function {name} stands without its argument", item, expected="a bracket after it", code="E301")
        return Head(name, primes, sup, False, item)
    name = operator_name(base)
    if name in OPERATORS or name in FUNCTIONS:
        if name not in FUNCTIONS and primes:
            raise unsupported(f"a derivative of {name}", item)
        return Head(name, primes, sup, True, item)
    if name in extrema.NAMES and rest and _is_bracket(rest[0]) and not primes:
        return Head(name, 0, sup, True, item)
    if name in ("max", "min", "argmax", "rank", "sup", "inf", "lim"):
        raise unsupported(f"{name} is outside of what can be judged", item)
    return None


def _is_bracket(node: s.Node) -> bool:
    base = node.base if isinstance(node, s.Scripted) else node
    return isinstance(base, s.Group) and base.kind in ("(", "[", "\\{")


def _applied(e, head: Head, items: list[s.Node], position: int) -> tuple[Expression, int]:
    argument = items[position + 1] if position + 1 < len(items) else None
    match argument:
        case s.Group(kind="(" | "[" | "\\{", body=body):
            stop = arguments.end(e, items, position + 2, function_head) if head.operator else position + 2
            if arguments.behind_bracket(e, head.name, items, position + 2, stop):
                return _finish(e, head, multiply(e, factors(e, items[position + 1:stop]), argument)), stop
            return _call(e, head, body), position + 2
        case s.Scripted(base=s.Group(kind="(" | "[" | "\\{", body=body)):
            return e.scripts(_call(e, head, body), argument), position + 2
        case None:
            raise unreadable(f"nothing follows {head.name}", head.node, expected="an argument", code="E301")
    if not head.operator:
        raise unreadable(f"the function {head.name} stands without brackets", argument, expected="(", code="E301")
    stop = arguments.bare(e, head.name, items, position + 1, arguments.end(e, items, position + 1, function_head))
    if stop > position + 2:
        return _finish(e, head, multiply(e, factors(e, items[position + 1:stop]), argument)), stop
    value, after = _next_factor(e, items, position + 1)
    return _finish(e, head, value), after


def _call(e, head: Head, body: s.Node) -> Expression:
    if head.operator and head.name in extrema.NAMES:
        items = body.items if isinstance(body, s.Sequence) else (body,)
        if any(isinstance(item, s.Dots) for item in items):
            made = extrema.of_entries(e, head.name, ellipsis.listed_vector(e, body))
        else:
            made = extrema.of_list(e, head.name, [e.expression(item) for item in items], head.node)
        return made if head.power is None else _raised(e, made, head)
    if isinstance(body, s.Sequence):
        if head.name in ("diag", "Diag"):
            return _finish(e, head, ellipsis.listed_vector(e, body))
        if head.name in e.formulas:
            made = called(e, e.formulas[head.name], head.order, body.items, head.node)
            return made if head.power is None else _raised(e, made, head)
        raise unsupported(f"{head.name} of several arguments", body)
    if head.name in e.formulas and not head.operator:
        made = called(e, e.formulas[head.name], head.order, [body], head.node)
        return made if head.power is None else _raised(e, made, head)
    if head.name in ("diag", "Diag"):
        return _finish(e, head, entrywise.factor(e, s.Group(body.start, body.end, "(", body) if isinstance(body, s.Additive) else body))
    return _finish(e, head, e.expression(body))


def _finish(e, head: Head, value: Expression) -> Expression:
    value = e.shapes.settle(value)
    declared = e.scope.function(head.name)
    if head.operator and head.sub is not None:
        made = activations.applied(e, head.name, head.sub, head.order, value, head.node)
    elif head.operator:
        made = (known_function(e, head.name, head.order, value, head.node) if head.order
                else apply_operator(e, head.name, value, head.node))
    elif declared.domain:
        made = fields.value(e, declared, head.order, value, head.sub, head.node)
    elif declared.shape:
        made = curves.value(e, declared, head.order, value, head.sub, head.node)
        return made if head.power is None else powers.superscript(e, made, head.power, head.node)
    else:
        made = Apply(head.name, head.order, value)
    return made if head.power is None else _raised(e, made, head)


def _raised(e, made: Expression, head: Head) -> Expression:
    """tanh²(x) is entrywise, f^{-1} is not a power; the power of the exponential of a matrix is one of the matrix."""
    if isinstance(made, MatrixExponential):
        return powers.superscript(e, made, head.power, head.node)
    match head.power:
        case s.Number(text=text) if text.isdigit():
            if made.shape:
                e.note(f"the power of {head.name} is taken entry by entry")
            return Power(made, Fraction(int(text)))
        case sup if e.is_transpose(sup):
            return powers.transposed(e, made, head.node)
    raise unsupported(f"this superscript on {head.name}", head.node)


# ---------------------------------------------------------------- infix

def infix(e, node: s.Infix) -> Expression:
    if node.operator == "|":
        return bars.evaluated(e, node)
    if node.operator == divergences.KL:
        return divergences.relative_entropy(e, node)
    if node.operator == divergences.BESIDE:
        raise unsupported("two things beside each other that are in no divergence", node)
    reach = _inner_reach(e, node)
    if node.operator in MULTIPLY:
        return _explicit_product(e, node)
    if reach is not None:
        return e.product(reach)
    applied = arguments.before_slash(node) if node.operator == "/" else None
    if applied is not None and e.choices.ask([("the function before / ends there", False), ("the function before / takes the quotient", True)]):
        return e.product(arguments.quotient(node, *applied))
    if node.operator == "/" and isinstance(node.right, s.Juxtaposition):
        return _slash(e, node)
    starred = e.scope.tensor(convolution.starred(node) or "")
    if starred is not None:
        return starred.symbol()
    if node.operator == ":":
        return frobenius(e, node.left, node.right, node)
    if node.operator in ENTRYWISE and isinstance(node.left, s.Infix) and node.left.operator == ":":
        right = s.Infix(node.left.right.start, node.end, node.operator, node.left.right, node.right)
        return frobenius(e, node.left.left, right, node)
    if node.operator in ENTRYWISE:
        return hadamard(e, entrywise.factor(e, node.left), entrywise.factor(e, node.right), node)
    left, right = e.expression(node.left), e.expression(node.right)
    match node.operator:
        case "\\oslash":
            return hadamard(e, left, Power(e.shapes.settle(right), Fraction(-1)), node)
        case "\\otimes":
            return kronecker(e, left, right, node)
        case "/":
            return divide(e, left, right, node)
        case "*" if not left.shape or not right.shape:
            return multiply(e, [left, right], node)
        case "*":
            return convolution.star(e, e.shapes.settle(left), e.shapes.settle(right), node)
    raise unreadable(f"{node.operator} is not a product that is understood here", node)


def frobenius(e, left: s.Node, right: s.Node, node: s.Infix) -> Expression:
    """A : B = tr(AᵀB) = Σ_ij A_ij B_ij, of arrays of one shape."""
    a, b = (e.shapes.settle(e.expression(side)) for side in (left, right))
    if not a.shape or not b.shape or (pair := e.shapes.meet(a, b)) is None:
        raise ambiguous(f"{node.operator} between {show_shape(a.shape)} and {show_shape(b.shape)}", node,
                        "as a product, A : B, it takes two arrays of the same shape")
    e.note(f"A {SHOWN.get(node.operator, node.operator)} B is the sum of the products of their entries")
    return inner(e, *pair, node)


def _dotted(e, node: s.Infix) -> Expression:
    """A · B where it is given as tr(AᵀB): that of two matrices, else the product of the two sides."""
    left, right = (e.shapes.settle(e.expression(side)) for side in (node.left, node.right))
    if len(left.shape) == len(right.shape) == 2:
        return frobenius(e, node.left, node.right, node)
    return inner(e, left, right, node) if len(left.shape) == len(right.shape) == 1 else multiply(e, [left, right], node)


SHOWN = {"\\cdot": "·"}


def _slash(e, node: s.Infix) -> Expression:
    """a / b c is a/(b c) or (a/b) c: both are read."""
    first, *rest = node.right.items

    def whole() -> Expression:
        return divide(e, e.expression(node.left), e.expression(node.right), node)

    def short() -> Expression:
        quotient = divide(e, e.expression(node.left), e.expression(first), node)
        return multiply(e, [quotient, *factors(e, rest)], node)

    return e.choices.ask([("all that follows / is below it", whole), ("only the next factor is below /", short)])()


def _explicit_product(e, node: s.Infix) -> Expression:
    r"""``a \cdot b`` of two columns is their inner product; else the product."""
    if operator_name(node.left.base if isinstance(node.left, s.Scripted) else node.left) == "nabla":
        raise unsupported("a divergence or a curl", node)
    items = flatten(node)
    if node.operator == "\\cdot" and not any(isinstance(i, (s.Dots, s.BigOperator)) for i in items):
        if e.dotted:
            return _dotted(e, node)
        if _is_gradient(node.left):
            pair = [e.shapes.settle(e.expression(side)) for side in (node.left, node.right)]
            if all(len(x.shape) == 1 for x in pair) and e.choices.ask([
                    ("the dot is the inner product of the gradient and what follows", True),
                    ("∇ reaches over what follows the dot", False)]):
                return inner(e, *pair, node)
        found = factors(e, items)
        if len(found) == 2 and all(len(f.shape) == 1 for f in found):
            e.note("a · b of two columns is their inner product")
            return inner(e, *found, node)
        return multiply(e, found, node)
    if node.operator == "\\times" and len(items) == 2 and not any(map(_reaches, items)):
        found = factors(e, items)
        if len(found) == 2 and all(len(f.shape) == 1 for f in found):
            return cross_products.product(e, *found, node)
        return multiply(e, found, node)
    return e.product(items)


def _reaches(item: s.Node) -> bool:
    return isinstance(item, (s.Dots, s.BigOperator)) or derivatives.is_prefix(item)
