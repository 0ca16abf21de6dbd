r"""Whether a d is a differential or a number: ``d\,\mathrm{tr}(W^\top W)`` where W ∈ ℝ^{d×k} makes d a dimension too.

An upright d is always a differential, and so is the ∂ of ``\partial(XY) = (\partial X)Y + X(\partial Y)``
in a document that writes ∂ before a symbol outside of a fraction; else ∂f may be a set of
subgradients.  An italic one that is declared as a
number stands for it, unless it may be a differential: both sides of a relation
are then linear in one d (a differential equals no formula without one).  It can
be nothing else where a d stands behind an array, ``W^\top dW``, as a number is
written before what it multiplies; otherwise both readings are kept.
"""
from __future__ import annotations

from typing import Sequence

from symbolic.language.context import Context, TensorDeclaration
from symbolic.reading.elaboration.derivatives.derivatives import quotient
from symbolic.reading.elaboration.reach import flatten
from symbolic.reading.elaboration.refusal import ambiguous
from symbolic.reading.elaboration.scope import flat_name
from symbolic.reading.grammar import syntax as s

MARK = "d"
PARTIAL = "\\partial"
UPRIGHT = frozenset({"\\mathrm{d}", "\\mathsf{d}"})
OPERANDS = (s.Name, s.Scripted, s.Group, s.Operator)
NUMBER, DIFFERENTIAL, EITHER, UNCLEAR = "number", "differential", "either", "unclear"


def is_mark(node: s.Node) -> bool:
    return isinstance(node, s.Operator) and node.name in (MARK, "partial") \
        or isinstance(node, s.Name) and (node.text == MARK or node.text in UPRIGHT)


def is_direction(context: Context, declared: TensorDeclaration) -> bool:
    """Is this dX, the differential of a declared X?"""
    return declared.provenance == "inferred" and declared.name.startswith(MARK) and not declared.labels \
        and context.tensor(declared.name.removeprefix(MARK)) is not None


def is_partial(node: s.Node) -> bool:
    return isinstance(node, s.Operator) and node.name == "partial"


def is_upright(node: s.Node) -> bool:
    return is_mark(node) and not (isinstance(node, s.Name) and node.text == MARK)


def is_number(context: Context) -> bool:
    """Is d declared as a number: a dimension, or a symbol without axes?"""
    found = context.tensor(MARK)
    return context.integer(MARK) is not None or found is not None and not found.shape


def is_other(context: Context) -> bool:
    """Is d declared as something that no differential is told apart from: an array or a function?"""
    found = context.tensor(MARK)
    return context.function(MARK) is not None or found is not None and bool(found.shape)


def differentiates(e, item: s.Node) -> bool:
    """Is this d, before an operand, a differential?  Raises Refused where nothing tells."""
    context = e.scope.context
    if is_partial(item):
        return PARTIAL in e.moving
    if is_upright(item) and context.tensor(MARK) is None:
        return True
    if MARK in e.scope.bound or is_other(context):
        return False
    if not is_number(context):
        return True
    match standing(context, e.around, item):
        case "differential":
            e.note("d is a differential here, not the number that is declared")
            return True
        case "either":
            return e.choices.ask([("d is a differential", True), ("d is the number that is declared", False)], MARK)
        case "unclear":
            raise ambiguous("d is a number here, and a differential too", item, r"write \mathrm{d} for the differential")
    return False


def standing(context: Context, members: Sequence[s.Node | None], item: s.Node) -> str:
    """What the chain that ``item`` stands in says of its d, where d is declared as a number."""
    place = next((k for k, member in enumerate(members) if any(part is item for part in s.walk(member))), None)
    if place is None:
        return NUMBER
    linear = _linear(members, place)
    if any(_behind_array(context, member) for member in members):
        return DIFFERENTIAL if linear else UNCLEAR
    return EITHER if linear else NUMBER


def _linear(members: Sequence[s.Node | None], place: int) -> bool:
    """Have all terms of this member, and of one beside it, the same number of d, and at least one?"""
    own = degree(members[place])
    beside = [members[k] for k in (place - 1, place + 1) if 0 <= k < len(members) and members[k] is not None]
    return bool(own) and any(degree(other) == own or _is_zero(other) for other in beside)


def _is_zero(node: s.Node) -> bool:
    return isinstance(node, s.Number) and node.text == "0"


def degree(node: s.Node | None) -> int | None:
    """How many d before operands each term of a formula has as factors; None where terms differ."""
    match node:
        case s.Juxtaposition() | s.Infix(operator="\\cdot" | "\\times"):
            items = flatten(node)
            marks = sum(is_mark(item) and isinstance(following, OPERANDS) for item, following in zip(items, items[1:]))
            return _total([marks, *map(degree, items)])
        case s.Additive(terms=terms):
            found = {degree(term) for _, term in terms if not _is_zero(term)}
            return found.pop() if len(found) == 1 else 0 if not found else None
        case s.Fraction() if quotient(node) is not None:
            return 0
        case s.Fraction(numerator=above, denominator=below) | s.Infix(operator="/", left=above, right=below):
            return _total([degree(above), -(degree(below) or 0)])
        case s.Infix(left=left, right=right):
            return _total([degree(left), degree(right)])
        case s.Scripted(base=base, sup=s.Number(text=power)) if power.isdigit():
            found = degree(base)
            return None if found is None else found * int(power)
        case s.Scripted(base=base):
            return degree(base)
        case s.Group(body=s.Sequence(items=items)):
            return _total(map(degree, items))
        case s.Group(body=body) | s.Annotated(body=body):
            return degree(body)
    return 0


def _total(degrees) -> int | None:
    found = list(degrees)
    return None if None in found else sum(found)


def _behind_array(context: Context, node) -> bool:
    r"""Does a d before an operand follow a vector or matrix: ``W^\top dW``, ``X^{-1}(dX)X^{-1}``, ``G \odot dX``?"""
    for part in s.walk(node):
        match part:
            case s.Juxtaposition() | s.Infix(operator="\\cdot" | "\\times"):
                items = flatten(part)
                if any(_is_array(context, one) and _begins(items[k + 1:]) for k, one in enumerate(items)):
                    return True
            case s.Infix(operator="\\odot" | "\\circ", right=right) if _begins(flatten(right)):
                return True
    return False


def _begins(items: list[s.Node]) -> bool:
    """Does a product begin with a d and its operand, or with these in a bracket?"""
    match items:
        case [mark, following, *_] if is_mark(mark) and isinstance(following, OPERANDS):
            return True
        case [s.Group(kind="(", body=s.Juxtaposition(items=(mark, s.Name() | s.Scripted()))) |
              s.Scripted(base=s.Group(kind="(", body=s.Juxtaposition(items=(mark, s.Name() | s.Scripted())))), *_] if is_mark(mark):
            return True
    return False


def _is_array(context: Context, node: s.Node) -> bool:
    """A vector or matrix that is declared, whole: X, its transpose or inverse, a member of a family; no entry."""
    match node:
        case s.Name(text=name):
            found = context.tensor(name)
            return found is not None and bool(found.shape) and not found.labels
        case s.Scripted(base=s.Name(text=name), sub=None):
            found = context.tensor(name)
            return found is not None and bool(found.shape)
        case s.Scripted(base=s.Name(text=name), sub=sub):
            found = context.tensor(flat_name(name, sub) or "") or context.tensor(name)
            return found is not None and bool(found.shape) and (found.name != name or bool(found.labels))
    return False
