r"""Side by side: application, product, and what reaches over the rest.

``factors`` walks the items of a product from left to right.  A function head
takes the bracket after it, a big operator and ∂/∂x take everything that
follows, all else is a factor.  ``\cdot``, ``\times`` and ``*`` are flattened
into the same walk, so that Σ and ∂ reach over them too.
"""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.expressions import (
    Apply, Determinant, Expression, Kronecker, Expand, MatMul, MatrixProduct, Number, Power, Squeeze, Sum, Times,
    Trace, Transpose, ShapeError, show_shape, substitute_integers,
)
from symbolic.language.integers import IntegerSymbol, integer
from symbolic.errors import ReadError
from symbolic.reading import activations, convolution, curves, derivatives, differentials, ellipsis, extrema, fields, powers, shown, syntax as s
from symbolic.reading.derivatives import joined, operator_name
from symbolic.reading.operators import FUNCTIONS, OPERATORS, absolute_norm, apply_operator, known_function, squared_norm
from symbolic.reading.reach import MULTIPLY, flatten, operand
from symbolic.reading.refusal import Refused, ambiguous, misshapen, unreadable, unsupported
from symbolic.reading.scope import count, index_name, interval
from symbolic.reading.shapes import TooManyWays
from symbolic.reading.targets import subscripted

MOST_FACTORS = 40


def read_product(e, items: list[s.Node]) -> Expression:
    """The product of ``items``; misshapen if no association conforms."""
    if any(isinstance(item, s.Dots) for item in items):
        return ellipsis.dotted_product(e, items)
    return multiply(e, factors(e, items), joined(items))


def multiply(e, found: list[Expression], place) -> Expression:
    if len(found) > MOST_FACTORS:
        raise unsupported(f"a product of more than {MOST_FACTORS} factors", place)
    try:
        made = e.shapes.product(found)
    except TooManyWays:
        raise unsupported("a product of so many factors of unknown shapes", place) from None
    if made is not None:
        return made
    if any(e.shapes.undetermined(f) for f in found):
        raise ambiguous("nothing says what size the identity or the array of ones in this product has", place,
                        "write its size, as in I_n")
    shapes = " times ".join(show_shape(e.shapes.settle(f).shape) for f in found if f.shape)
    hint = "a product of columns needs a transpose or ⊙" if all(len(f.shape) <= 1 for f in found) else ""
    raise misshapen(f"the factors do not conform: {shapes}", place, hint)


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
        if isinstance(rest[0], s.Operator):
            value, after = _next_factor(e, items, position + 1)
            return differentials.total(e, e.shapes.settle(value)), after
        return differentials.differential(e, rest[0]), position + 2
    reach = _inner_reach(e, item)
    if reach is not None:
        return _next_factor(e, [*items[:position], *reach], position)
    windowed = convolution.applied(e, item, rest)
    if windowed is not None:
        return windowed, position + 2
    if is_indicator(item) and rest and isinstance(rest[0], s.Group) and isinstance(rest[0].body, s.Relation):
        return e.indicator(rest[0].body), position + 2
    head = function_head(e, item, rest)
    if head is not None:
        return _applied(e, head, items, position)
    if rest and shown.arguments(e, item, rest[0]):
        return e.expression(item), position + 2
    return e.expression(item), position + 1


def _differentiated(e, item: s.Node, rest: list[s.Node]) -> tuple[Expression, int]:
    r"""∂/∂x or ∇ of what follows, and how many items that is.

    ``\nabla_Y L W^\top`` is (∇_Y L) Wᵀ: of the matrix L Wᵀ there is no gradient, of the number L there is.
    """
    taken = operand(e, rest)
    try:
        return derivatives.read_prefix(e, item, rest[:taken]), taken
    except Refused:
        number = next((k for k in range(1, taken) if _is_number(e, joined(rest[:k]))), None)
        if number is None:
            raise
    return derivatives.read_prefix(e, item, rest[:number]), number


def is_indicator(node: s.Node) -> bool:
    r"""The bold 1 of \mathbf{1}(i = j), or a word for it."""
    return isinstance(node, s.Name) and node.text in ("\\mathbf{1}", "\\mathbb{1}", "\\mathbb{I}", "1")


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
            if differentiates and item.operator in ENTRYWISE and _is_number(e, joined(left[k + 1:])):
                return None
            rest = s.Infix(left[k + 1].start, item.end, item.operator, joined(left[k + 1:]), item.right)
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
            return _call(e, head, body), position + 2
        case s.Scripted(base=s.Group(kind="(" | "[" | "\\{", body=body)):
            return e.scripts(_call(e, head, body), argument), position + 2
        case None:
            raise unreadable(f"nothing follows {head.name}", head.node, expected="an argument", code="E301")
    if not head.operator:
        raise unreadable(f"the function {head.name} stands without brackets", argument, expected="(", code="E301")
    stop = _bare_argument(e, head, items, position + 1)
    if stop > position + 2:
        return _finish(e, head, multiply(e, factors(e, items[position + 1:stop]), argument)), stop
    value, after = _next_factor(e, items, position + 1)
    return _finish(e, head, value), after


def _bare_argument(e, head: Head, items: list[s.Node], start: int) -> int:
    r"""Where the argument without brackets ends: \sin 2x takes both, \log x y one or both."""
    stop = start
    while stop < len(items) and not isinstance(items[stop], s.BigOperator) and not derivatives.is_prefix(items[stop]) \
            and function_head(e, items[stop], items[stop + 1:]) is None:
        stop += 1
    if stop - start < 2:
        return start + 1
    if isinstance(items[start], s.Number):
        return stop
    return e.choices.ask([(f"{head.name} takes only the next factor", start + 1),
                          (f"{head.name} takes all factors that follow", stop)])


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
            values = [e.expression(item) for item in body.items]
            made = e.formulas[head.name].apply(e, head.order, values, head.node)
            return made if head.power is None else _raised(e, made, head)
        raise unsupported(f"{head.name} of several arguments", body)
    return _finish(e, head, e.expression(body))


def _finish(e, head: Head, value: Expression) -> Expression:
    value = e.shapes.settle(value)
    declared = e.scope.function(head.name)
    if head.operator and head.sub is not None:
        made = activations.applied(e, head.name, head.sub, head.order, value, head.node)
    elif head.operator:
        made = (known_function(e, head.name, head.order, value, head.node) if head.order
                else apply_operator(e, head.name, value, head.node))
    elif head.name in e.formulas:
        made = e.formulas[head.name].apply(e, head.order, [value], head.node)
    elif declared.domain:
        made = fields.value(e, declared, head.order, value, head.sub, head.node)
    elif declared.shape:
        made = curves.value(e, declared, head.order, value, head.sub, head.node)
        return made if head.power is None else powers.superscript(e, made, head.power, head.node)
    else:
        made = Apply(head.name, head.order, value)
    return made if head.power is None else _raised(e, made, head)


def _raised(e, made: Expression, head: Head) -> Expression:
    """tanh²(x) is entrywise, f^{-1} is not a power."""
    match head.power:
        case s.Number(text=text) if text.isdigit():
            if made.shape:
                e.note(f"the power of {head.name} is taken entry by entry")
            return Power(made, Fraction(int(text)))
        case sup if e.is_transpose(sup):
            return powers.transposed(e, made, head.node)
    raise unsupported(f"this superscript on {head.name}", head.node)


# ---------------------------------------------------------------- big operators

def big_operator(e, node: s.BigOperator, rest: list[s.Node]) -> Expression:
    if node.name not in ("sum", "prod", *extrema.NAMES):
        raise unsupported(f"{node.name} is outside of what can be judged", node)
    if not rest:
        raise unreadable(f"nothing follows this {node.name}", node, expected="what it ranges over", code="E301")
    if node.name == "sum" and node.lower is None and node.upper is None and convolution.is_patch(rest):
        return convolution.sum_of_entries(e, e.product(rest))
    return _prod(e, node, rest) if node.name == "prod" else _ranging(e, node, rest)


def limits(e, node: s.BigOperator) -> list[tuple[str, object, object]]:
    """(name, lower, upper) of each index; a bound is None where it is not written."""
    match node.lower, node.upper:
        case s.Group(kind="(", body=body), None:
            return limits(e, s.BigOperator(node.start, node.end, node.name, body, None))
        case s.Relation(operator="\\in", left=s.Group(kind="(", body=s.Sequence(items=names)), right=right), None \
                if len(sets := _sets(right)) == len(names):
            return [part for x, where in zip(names, sets) for part in limits(e, s.BigOperator(
                node.start, node.end, node.name, s.Relation(x.start, where.end, "\\in", x, where), None))]
        case s.Sequence(items=items), None if all(isinstance(x, s.Relation) and interval(x) for x in items):
            return [part for x in items for part in limits(e, s.BigOperator(node.start, node.end, node.name, x, None))]
        case None, None:
            raise ambiguous(f"a {node.name} without limits", node, "write what it runs over")
        case s.Relation(operator="=", left=left, right=low), high if high is not None and (name := index_name(left)):
            return [(name, count(low, e.scope, kind="label"), count(high, e.scope, kind="label"))]
        case s.Sequence() as spanned, None if (found := interval(spanned)) is not None:
            name, low, high = found
            return [(name, count(low, e.scope), count(high, e.scope))]
        case (s.Name() | s.Scripted() | s.Sequence() | s.Juxtaposition()) as names, None:
            listed = names.items if isinstance(names, (s.Sequence, s.Juxtaposition)) else (names,)
            if all(map(index_name, listed)):
                return [(index_name(n), None, None) for n in listed]
        case s.Relation() as relation, None:
            found = interval(relation)
            if found is not None:
                name, low, high = found
                return [(name, count(low, e.scope), count(high, e.scope))]
    raise unreadable("these limits are not understood", node, expected="i = 1 below and n above", code="E304")


def _sets(node: s.Node) -> list[s.Node]:
    r"""The factors of ``\{1, \dots, p\} \times \{1, \dots, q\}``."""
    if isinstance(node, s.Infix) and node.operator == "\\times":
        return _sets(node.left) + _sets(node.right)
    return [node]


def _ranging(e, node: s.BigOperator, rest: list[s.Node]) -> Expression:
    """Σ, max or min over each index."""
    over, said = (Sum, "sum") if node.name == "sum" else (extrema.OVER[node.name], node.name)
    indices = limits(e, node)
    inner, named = e, []
    for name, low, high in indices:
        fresh = e.scope.fresh(name)
        named.append((fresh, low, high))
        inner = inner.under(name, integer(fresh), None if low is None else (low, high))
    watch = inner.watching([n for n, low, _ in named if low is None])
    body = watch.product(rest)
    for (name, low, high), (written, _, _) in zip(reversed(named), reversed(indices)):
        if low is None:
            high = watch.extents.get(name)
            if high is None:
                raise ambiguous(f"the {said} over {written} has no range", node, "write its limits")
            low = integer(1)
            e.note(f"the {said} over {written} runs from 1 to {high}, the axis it indexes")
        body = over(name, low, high, body)
    return body


def _prod(e, node: s.BigOperator, rest: list[s.Node]) -> Expression:
    (written, low, high), *more = limits(e, node)
    if more or low is None:
        raise ambiguous("a product without limits", node)
    name = e.scope.fresh(written)
    body = e.shapes.settle(e.under(written, integer(name)).product(rest))
    if len(body.shape) != 2:
        raise unsupported("a product over an index of something that is not a matrix", node)
    rows, columns = body.shape
    index = IntegerSymbol(name)
    try:
        made = MatrixProduct(name, high, low, body)
        e.note(f"∏ over {written} is read with {written} descending from left to right, as its shapes conform")
        return made
    except ShapeError:
        pass
    mapping = {index: low + high - integer(name)}
    try:
        made = MatrixProduct(name, high, low, substitute_integers(body, mapping))
    except ShapeError:
        raise misshapen(f"neighbours in this product do not conform: {show_shape((rows, columns))}", node)
    e.note(f"∏ over {written} is read with {written} ascending from left to right, as its shapes conform")
    return made


# ---------------------------------------------------------------- infix and division

def infix(e, node: s.Infix) -> Expression:
    if node.operator == "|":
        return differentials.evaluated(e, node)
    reach = _inner_reach(e, node)
    if node.operator in MULTIPLY:
        return _explicit_product(e, node)
    if reach is not None:
        return e.product(reach)
    if node.operator == "/" and isinstance(node.right, s.Juxtaposition):
        return _slash(e, node)
    starred = e.scope.tensor(convolution.starred(node) or "")
    if starred is not None:
        return starred.symbol()
    left, right = e.expression(node.left), e.expression(node.right)
    match node.operator:
        case "\\odot" | "\\circ":
            return hadamard(e, left, right, node)
        case "\\oslash":
            return hadamard(e, left, Power(e.shapes.settle(right), Fraction(-1)), node)
        case "\\otimes":
            return _kronecker(e, left, right, node)
        case "/":
            return divide(e, left, right, node)
        case "*" if not left.shape or not right.shape:
            return multiply(e, [left, right], node)
        case "*":
            return convolution.star(e, e.shapes.settle(left), e.shapes.settle(right), node)
    raise unreadable(f"{node.operator} is not a product that is understood here", node)


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
        found = factors(e, items)
        if len(found) == 2 and all(len(f.shape) == 1 for f in found):
            e.note("a · b of two columns is their inner product")
            return inner(e, *found, node)
        return multiply(e, found, node)
    if node.operator == "\\times" and len(items) == 2 and not any(map(_reaches, items)):
        found = factors(e, items)
        if len(found) == 2 and all(len(f.shape) == 1 for f in found):
            raise unsupported("a cross product", node)
        return multiply(e, found, node)
    return e.product(items)


def _reaches(item: s.Node) -> bool:
    return isinstance(item, (s.Dots, s.BigOperator)) or derivatives.is_prefix(item)


def inner(e, left: Expression, right: Expression, node) -> Expression:
    """⟨x, y⟩ = xᵀy, ⟨A, B⟩ = tr(AᵀB)."""
    pair = e.shapes.meet(left, right)
    if pair is None or len(pair[0].shape) > 2:
        raise misshapen(f"the inner product of {show_shape(left.shape)} and {show_shape(right.shape)}", node)
    a, b = pair
    match len(a.shape):
        case 0:
            return Times(a, b)
        case 1:
            return Squeeze(MatMul(Transpose(a), b), (0,))
    return Trace(MatMul(Transpose(a), b))


def hadamard(e, left: Expression, right: Expression, node) -> Expression:
    made = e.shapes.hadamard(left, right)
    if made is None:
        raise misshapen(f"⊙ of {show_shape(left.shape)} and {show_shape(right.shape)}", node)
    return made


def _kronecker(e, left: Expression, right: Expression, node) -> Expression:
    if len(left.shape) == len(right.shape) == 1 and e.choices.ask([
            ("⊗ of two columns is their Kronecker product, a column", False),
            ("⊗ of two columns is their outer product", True)]):
        return MatMul(Expand(left, (1,)), Transpose(right))
    raised = [Expand(x, (1,)) if len(x.shape) == 1 else x for x in (left, right)]
    if any(len(x.shape) != 2 for x in raised):
        raise misshapen("⊗ needs two matrices", node)
    return Kronecker(*raised)


def divide(e, above: Expression, below: Expression, node) -> Expression:
    """above · below⁻¹ for a number below; entry by entry for two arrays of one shape."""
    below = e.shapes.settle(below)
    number = e.shapes.scalar(below)
    if number is not None:
        return _over(above, number)
    pair = e.shapes.meet(above, below) if above.shape else None
    if pair is None:
        raise misshapen(f"{show_shape(above.shape)} is divided by {show_shape(below.shape)}", node,
                        "only division by a number has a meaning here")
    if len(pair[0].shape) == 2 and pair[0].shape[0] == pair[0].shape[1]:
        raise ambiguous("a quotient of two square matrices: entry by entry, or with an inverse", node)
    e.note("a quotient of two arrays is taken entry by entry")
    return Times(pair[0], Power(pair[1], Fraction(-1)))


def _over(above: Expression, below: Expression) -> Expression:
    if isinstance(below, Number) and below.value != 0:
        if isinstance(above, Number):
            return Number(above.value / below.value)
        return Times(Number(1 / below.value), above)
    inverse = Power(below, Fraction(-1))
    return inverse if isinstance(above, Number) and above.value == 1 else Times(above, inverse)


def bars(e, value: Expression, node: s.Node) -> Expression:
    r"""``|s|``, ``|A|`` = det A, ``|x|`` entry by entry or the length of x."""
    match len(value.shape):
        case 2:
            return Determinant(value)
        case 1 if e.choices.ask([("| | of a vector is taken entry by entry", False), ("| | of a vector is its length", True)]):
            return Power(squared_norm(e, value, "2", node), Fraction(1, 2))
    return Apply("abs", 0, value)


def norm(e, node: s.Node) -> Expression:
    r"""``\|x\|``, ``\|x\|_2^2``, ``\|X\|_F``, ``\|x\|_1``."""
    group = node.base if isinstance(node, s.Scripted) else node
    sub = node.sub if isinstance(node, s.Scripted) else None
    sup = node.sup if isinstance(node, s.Scripted) else None
    kind = {None: ""}.get(sub) if sub is None else getattr(sub, "text", "?")
    value = e.expression(group.body)
    if kind == "\\infty" and len(value.shape) == 1:
        made = extrema.of_entries(e, "max", Apply("abs", 0, e.shapes.settle(value)))
        return made if sup is None else powers.superscript(e, made, sup, node)
    if kind == "1":
        made = absolute_norm(e, value)
        return made if sup is None else powers.superscript(e, made, sup, node)
    squared = squared_norm(e, value, kind.strip("{}").removeprefix("\\mathrm{"), node)
    match sup:
        case None:
            return Power(squared, Fraction(1, 2))
        case s.Number(text="2"):
            return squared
    return powers.superscript(e, Power(squared, Fraction(1, 2)), sup, node)
