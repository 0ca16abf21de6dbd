r"""Products of matrices with dots between the factors, and products without."""
from __future__ import annotations

from symbolic.language.binding import substitute_integers
from symbolic.language.expressions import Expression, MatrixProduct, ShapeError
from symbolic.language.integers import IntegerSymbol, integer
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration import products
from symbolic.reading.elaboration.arrays.ellipsis import is_dots
from symbolic.reading.elaboration.operations import multiply
from symbolic.reading.elaboration.reach import flatten
from symbolic.reading.elaboration.refusal import misshapen, unreadable, unsupported
from symbolic.reading.elaboration.shapes import TooManyWays
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.patterns import HOLE, Misfit, Run, fit_run


def read_product(e, items: list[s.Node]) -> Expression:
    """The product of ``items``; misshapen if no association conforms."""
    if any(isinstance(item, s.Dots) for item in items):
        return dotted_product(e, items)
    return multiply(e, products.factors(e, items), s.joined(items))


def dotted_product(e, items: list[s.Node]) -> Expression:
    r"""``A_L D_{L-1} A_{L-1} \cdots D_{\ell+1} A_{\ell+1}`` as a product over layers.

    The group before the dots is the largest that has the pattern of the
    factors after them; what stands before the group is an ordinary factor.
    """
    items = [part for item in items for part in flatten(item)]
    places = [k for k, item in enumerate(items) if is_dots(item)]
    dots = items[places[0]]
    if len(places) > 1 or places[0] in (0, len(items) - 1):
        raise unreadable("these dots continue nothing", dots, expected="a factor before and a factor after the dots", code="E302")
    before = [e.shapes.settle(f) for f in products.factors(e, items[:places[0]])]
    after = [e.shapes.settle(f) for f in products.factors(e, items[places[0] + 1:])]
    misfit: Exception | None = None
    for size in range(min(len(before), len(after)), 0, -1):
        try:
            made = _layers(e, before[-size:], after[:size], dots)
        except Misfit as found:
            misfit = found
            continue
        return multiply(e, [*before[:-size], made, *after[size:]], s.joined(items))
    raise unreadable("the factors around the dots do not follow one pattern", dots, expected=str(misfit), code="E302")


def _layers(e, first: list[Expression], last: list[Expression], place) -> Expression:
    try:
        groups = [e.shapes.product(group) for group in (first, last)]
    except TooManyWays:
        raise unsupported("a product of so many factors of unknown shapes", place) from None
    if None in groups:
        for one, other in zip(first, last):
            fit_run([one], [other], e.scope.context, e.facts())
        shapes = " times ".join(show_shape(f.shape) for f in first)
        raise misshapen(f"the factors before the dots do not conform: {shapes}", place)
    start, end = groups
    run = fit_run([start], [end], e.scope.context, e.facts())
    if run.length is None:
        raise unreadable("the factors around the dots are equal, so how many there are is not said", place,
                         expected="factors that count", code="E302")
    if len(start.shape) != 2:
        raise unsupported("a product with dots of factors that are not matrices", place)
    found = _descending(e, run) or _descending(e, _turned(run))
    if found is None:
        raise misshapen(f"neighbours in this product do not conform: {show_shape(start.shape)}", place)
    return found


def _turned(run: Run) -> Run:
    """The same visible ends counted in the other direction."""
    general = substitute_integers(run.general, {IntegerSymbol(HOLE): 2 - integer(HOLE)})
    return Run(general, 2 - run.length, run.first, -run.step)


def _descending(e, run: Run) -> Expression | None:
    """The run as a product whose index descends from left to right, if shapes conform."""
    name = e.scope.fresh("k")
    k = integer(name)
    last = run.first + (run.length - 1) * run.step
    if run.step == -1:
        top, bottom, body = run.first, last, run.at(run.first - k + 1)
    elif run.step == 1:
        top, bottom, body = last, run.first, run.at(last - k + 1)
    else:
        return None
    try:
        return MatrixProduct(name, top, bottom, body)
    except ShapeError:
        return None
