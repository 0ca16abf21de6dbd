r"""Arrays given by their entries and ranges: ``[a_{ij}]_{1 \le i \le m, 1 \le j \le n}``, ``(x_i)_{i=1}^n``; factors of ⊙."""
from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from symbolic.language.expressions import Array, Constant, Expression, Power, Times, negative
from symbolic.language.integers import integer
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration import powers, reach
from symbolic.reading.elaboration.refusal import misshapen, unsupported
from symbolic.reading.elaboration.scope import count, index_name, interval
from symbolic.reading.elaboration.shapes import has_unknown
from symbolic.reading.elaboration.sums import total
from symbolic.reading.grammar import syntax as s

OF_ONES = "a number plus a matrix, as a factor of ⊙: the number is added to every entry"
Span = tuple[str, s.Node, s.Node]


def array(e, node: s.Scripted) -> Expression | None:
    """The array that a bracket with ranges below is, transposed or raised by what else stands above; None if it is none."""
    if not isinstance(node.base, s.Group) or node.base.kind not in ("(", "[") or node.primes:
        return None
    spans, above = _spans(node.sub, node.sup)
    if not spans:
        return None
    inner, binders = e, []
    for name, low, high in spans:
        if count(low, e.scope, kind="label").constant() != 1:
            raise unsupported("an array whose indices do not begin with 1", low)
        fresh, extent = e.scope.fresh(name), count(high, e.scope, kind="label")
        binders.append((fresh, extent))
        inner = inner.under(name, integer(fresh), (integer(1), extent))
    entry = inner.shapes.settle(inner.expression(node.base.body))
    if entry.shape:
        raise misshapen(f"an entry of shape {show_shape(entry.shape)}", node.base)
    made = Array(tuple(binders), entry)
    return made if above is None else powers.superscript(e, made, above, node)


def factor(e, node: s.Node) -> Expression:
    r"""A factor of ⊙: in a sum in brackets, ``1 - A \odot A``, a number or **1** beside matrices is a matrix of it.

    The power of a vector, ``1 - a^2`` or ``a^2``, is that of its entries there: of a norm there is no such product.
    """
    match node:
        case s.Scripted() if (made := _of_entries(e, node)) is not None:
            return made
        case s.Group(kind="(" | "[", body=s.Additive() as inner) if not any(isinstance(term, s.Dots) for _, term in inner.terms):
            terms = [e.shapes.settle(_signed(e, sign, term)) for sign, term in reach.reached(e, inner)]
            shapes = {t.shape for t in terms if len(t.shape) > 1}
            if len(shapes) == 1:
                filled = [_filled(t, *shapes) for t in terms]
                e.note(OF_ONES) if filled != terms else None
                terms = filled
            return total(e, terms, inner)
    return e.expression(node)


def _signed(e, sign: str, term: s.Node) -> Expression:
    made = _of_entries(e, term)
    if made is None:
        return e.signed(sign, term)
    return negative(made) if sign == "-" else made


def _of_entries(e, node: s.Node) -> Expression | None:
    """x², x³ of a vector x, entry by entry; None if it is none."""
    match node:
        case s.Scripted(sup=s.Number(text=text), primes=0) if text.isdigit() and int(text) > 1:
            value = e.shapes.settle(e.expression(replace(node, sup=None) if node.sub is not None else node.base))
            if len(value.shape) == 1:
                e.note("a power of a vector, as a factor of ⊙ or under diag: entry by entry")
                return Power(value, Fraction(int(text)))
    return None


def _filled(term: Expression, shape) -> Expression:
    match term:
        case Constant(value, (extent,)) if has_unknown(extent):
            return Constant(value, shape)
        case Expression(shape=()):
            return Times(term, Constant(Fraction(1), shape))
    return term


def _spans(sub: s.Node | None, sup: s.Node | None) -> tuple[list[Span], s.Node | None]:
    """The ranges below a bracket, and what stands above it and is none of them."""
    match sub, sup:
        case s.Relation(operator="=", left=left, right=low), high if high is not None and (name := index_name(left)):
            return [(name, low, high)], None
        case s.Relation() | s.Sequence(), _ if (whole := interval(sub)) is not None:
            found = [whole]
        case s.Sequence(items=items), _ if all(isinstance(x, s.Relation) for x in items):
            found = [interval(x) for x in items]
        case _:
            return [], sup
    return ([], sup) if None in found else (found, sup)
