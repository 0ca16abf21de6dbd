r"""A symbol with its subscript: a member of a family, an entry or a slice, as the number of indices says."""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.context import LabelRange
from symbolic.language.expressions import Array, Constant, Entry, Expression, Transpose
from symbolic.language.integers import IntegerPolynomial, integer, provably_nonnegative
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration.arrays import borders
from symbolic.reading.elaboration.refusal import OutOfRange, unreadable
from symbolic.reading.elaboration.scope import count, index_lists, is_name
from symbolic.reading.elaboration.shapes import has_unknown
from symbolic.reading.elaboration.standard import filled, is_size
from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.words import ALL_ONES

P = IntegerPolynomial


def member(e, declaration, node: s.Node, sub: s.Node | None) -> Expression:
    """A symbol, a member of a family, or an entry of either, as the subscript's length says."""
    labels, rank = len(declaration.labels), len(declaration.shape)
    if ALL_ONES in declaration.properties and not labels:
        return _ones(e, declaration, sub)
    if sub is None:
        hidden = [e.scope.known_integer(r.name) for r in declaration.labels]
        if labels and None not in hidden:
            e.note(f"{declaration.name} is read as {declaration.symbol(*hidden)}")
            return declaration.symbol(*hidden)
        if labels == 1 and not rank and declaration.labels[0].lower == 1 and not has_unknown(declaration.labels[0].upper):
            e.note(f"{declaration.name} alone is read as the vector of the numbers {declaration.symbol(declaration.labels[0].name)}")
            name = e.shapes.fresh("i")
            return Array(((name, declaration.labels[0].upper),), declaration.symbol(name))
        if labels:
            raise unreadable(f"{node.text} is a family: its label is missing", node,
                             expected=f"{node.text}_{{{declaration.labels[0].name}}}", code="E305")
        return declaration.symbol()
    way = _index_way(e, index_lists(sub), declaration) or _slice_of(e, sub, declaration)
    if way is None:
        found = len(index_lists(sub)[0])
        raise unreadable(f"{node.text} is {show_shape(declaration.shape)} and has {found} "
                         f"{'index' if found == 1 else 'indices'} here", sub,
                         expected=f"{labels + rank} indices" if not labels else f"{labels} or {labels + rank} indices", code="E305")
    symbol = declaration.symbol(*(count(part, e.scope, kind="label") for part in way[:labels]))
    for label, among in zip(symbol.labels, declaration.labels):
        name = label.lone_symbol()
        if name is not None and name.name in e.watched and among.lower == 1:
            e.extents.setdefault(name.name, among.upper)
    return entry(e, symbol, way[labels:], sub) if way[labels:] else symbol


def of_family(scope, text: str, sub: s.Node) -> bool:
    """Is h_0 the member of a family h_t, which wins over a symbol declared beside it, or is u_o in a sum over o?"""
    family = scope.tensor(text)
    if family is None or not family.labels:
        return False
    return isinstance(sub, s.Number) and may_hold(family.labels[0], int(sub.text)) \
        or isinstance(sub, s.Name) and sub.text in scope.bound


def is_sample(scope, declaration, node: s.Scripted) -> bool:
    r"""Is it y^{(i)}, the entry of a vector y under a sum over as many i as it has entries?"""
    match node:
        case s.Scripted(sub=None, sup=s.Group(kind="(", body=s.Name(text=letter))) if letter in scope.bound:
            low, high = scope.spans.get(scope.bound[letter].lone_symbol(), (None, None))
            return not declaration.labels and len(declaration.shape) == 1 and low == 1 and high == declaration.shape[0]
    return False


def _ones(e, declaration, sub: s.Node | None) -> Expression:
    """A declared vector of ones: itself, one of another size, an indicator, or an entry of it."""
    if sub is None:
        return Constant(Fraction(1), declaration.shape)
    way = None if is_size(e, sub) else _index_way(e, index_lists(sub), declaration)
    return filled(e, Fraction(1), sub) if way is None else \
        entry(e, Constant(Fraction(1), declaration.shape), way, sub)


def _slice_of(e, sub: s.Node, declaration) -> list[s.Node] | None:
    """w_1 for w_{1,:,:}, the first of the slices of an array of three or more axes."""
    way = index_lists(sub)[0]
    spare = len(declaration.shape) - len(way)
    if declaration.labels or len(declaration.shape) < 3 or not 0 < spare or isinstance(sub, s.Number) and len(sub.text) > 1:
        return None
    e.note(f"{declaration.name} with {len(way)} of its {len(declaration.shape)} indices is read as its slice")
    return [*way, *(s.Name(sub.end, sub.end, ":") for _ in range(spare))]


def _index_way(e, ways: list[list[s.Node]], declaration) -> list[s.Node] | None:
    r"""The way to read a subscript that fits: b_{\ell j} is (b_ℓ)_j, b_{10} is b with label 10, b_{2k} may be either.

    One name is read one way throughout a step.
    """
    labels, rank = len(declaration.labels), len(declaration.shape)
    fitting = [way for way in ways if len(way) in (labels, labels + rank)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    fitting.sort(key=len, reverse=True)
    if not isinstance(fitting[0][0], s.Number):
        return fitting[0]
    if labels and isinstance(fitting[-1][0], s.Number):
        return fitting[-1] if may_hold(declaration.labels[0], int(fitting[-1][0].text)) else fitting[0]
    options = [(f"the subscript of {declaration.name} is read as {len(way)} integer(s)", way) for way in fitting]
    return e.choices.ask(options, declaration.name)


def entry(e, value: Expression, way: list[s.Node], place) -> Expression:
    """value[way], the indices in the range of their axes; a colon keeps its axis."""
    if any(is_name(part, ":") for part in way):
        return _slice(e, value, way)
    indices = []
    for part, extent in zip(way, value.shape):
        extent = e.shapes.resolve(extent)
        further = extent if isinstance(part, s.Name) else borders.reach(e, value, len(indices), extent)
        index = count(part, e.scope, further)
        _in_range(e, index, part, extent)
        indices.append(index)
    return borders.guarded(e, Entry(value, tuple(indices)))


def _slice(e, value: Expression, way: list[s.Node]) -> Expression:
    """A_{:,j} is a column; A_{i,:} a row or the vector of its entries."""
    kept = [(e.shapes.fresh("i"), d) if is_name(p, ":") else None for p, d in zip(way, value.shape)]
    indices = tuple(integer(name[0]) if name else count(p, e.scope, d)
                    for name, p, d in zip(kept, way, value.shape))
    made = Array(tuple(name for name in kept if name), borders.guarded(e, Entry(value, indices)))
    if len(way) == 2 and kept[0] is None:
        return e.choices.ask([("a row as 1×n", Transpose(made)), ("a row as a vector", made)])
    return made


def _in_range(e, index: P, part: s.Node, extent: P) -> None:
    """A free index keeps the range of its first use; a later axis must hold it."""
    name = index.lone_symbol()
    if name is None or name.labels:
        return
    if name.name in e.watched:
        e.extents.setdefault(name.name, extent)
    free = e.scope.free.get(name.name)
    if free is None or free.kind != "index":
        return
    if free.upper is None:
        free.lower, free.upper = integer(1), extent
        return
    if not e.within or e.shapes.unify(free.upper, extent):
        return
    upper, extent = (e.scope.context.simplify(e.shapes.resolve(x)) for x in (free.upper, extent))
    if not provably_nonnegative(extent - upper, [integer(x) - 1 for x in extent.symbols()] + e.facts()):
        raise OutOfRange(f"the index {name} runs to {free.upper}, but this axis has extent {extent}", part)


def may_hold(label: LabelRange, value: int) -> bool:
    """Is the number within the range of the label, or is that range not one of numbers?"""
    low, high = label.lower.constant(), label.upper.constant()
    return (low is None or low <= value) and (high is None or value <= high)
