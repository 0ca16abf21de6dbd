r"""Convolution as in deep learning, padding and average pooling, by their entries.

For a filter w of shape O×C×K×L and X of shape C×H×W

    (w * X)_{o,i,j} = Σ_{c,a,b} w_{o,c,a,b} X_{c, S(i−1)+D(a−1)+1−P, S(j−1)+D(b−1)+1−P},

S the stride, P the zero padding, D the dilation; X is read as 0 outside of its
shape, and the result has ⌊(H + 2P − D(K−1) − 1)/S⌋ + 1 rows.  A filter without
the first axis gives one channel, one without channels is for an X without them;
with one axis instead of two it is the 1-D convolution.  ``Windows`` holds what
is declared of S, P and D: 1, 0 and 1 where nothing is.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from symbolic.errors import ReadError
from symbolic.language.expressions import (
    Array, Cases, Condition, Entry, Expression, Power, Integer, Sum, Symbol, Times, number)
from symbolic.language.integers import IntegerPolynomial, integer, quotient
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration.refusal import Refused, ambiguous, misshapen, unsupported
from symbolic.reading.elaboration.scope import bare_font, count
from symbolic.reading.grammar import syntax as s

P = IntegerPolynomial
OTHER = "another convolution"
"""The lenient reading of * as a convolution of which nothing is known."""
FILTERS = frozenset({"w", "W", "k", "K", "f", "h", "F", "\\omega", "\\kappa", "\\theta", "v", "V"})
IMAGES = frozenset({"x", "X", "y", "Y", "z", "Z", "s"})
CONVOLUTIONS = frozenset({"conv", "Conv", "conv1d", "conv2d", "Conv1d", "Conv2d", "CONV"})
POOLINGS = frozenset({"AvgPool", "avgpool", "AvgPool1d", "AvgPool2d", "avg\\_pool", "avgpool2d"})
PADDINGS = frozenset({"pad", "Pad", "ZeroPad", "ZeroPad2d", "zeropad"})


# ---------------------------------------------------------------- what is declared

@dataclass(frozen=True)
class Windows:
    """Stride, zero padding and dilation as declared, and reads beyond a border that are declared to be 0.

    A border is (name, axis, index): ``X_{m+1,:} = 0`` is ("X", 0, m + 1).
    """
    stride: P | None = None
    padding: P | None = None
    dilation: P | None = None
    borders: tuple[tuple[str, int, P], ...] = ()

    @property
    def stated(self) -> bool:
        """Is anything said of how a convolution is meant?"""
        return (self.stride, self.padding, self.dilation) != (None, None, None)

    def steps(self) -> tuple[P, P, P]:
        """Stride, padding, dilation."""
        return tuple(integer(usual) if p is None else p for p, usual in
                     ((self.stride, 1), (self.padding, 0), (self.dilation, 1)))

    def with_words(self, words: str, integer_of) -> "Windows":
        r"""What ``stride $k$ and zero padding $1$`` adds; ``integer_of`` reads the text of a number."""
        found = {}
        for match in SETTING.finditer(words):
            if match["none"]:
                found["padding"] = integer(0)
            else:
                found[NAMES[match["what"].lower().split()[-1]]] = integer_of(match["value"])
        return replace(self, **found) if found else self


NAMES = {"stride": "stride", "strides": "stride", "padding": "padding", "paddings": "padding", "dilation": "dilation"}
SETTING = re.compile(
    r"(?P<none>\b(?:without|no)\s+(?:zero[\s-]+)?paddings?\b)"
    r"|\b(?P<what>strides?|(?:zero[\s-]+)?paddings?|dilation)\b\s*(?:of|is|=|:|equal to|size)?\s*(?:\$(?P<value>[^$]+)\$)",
    re.I)
MENTION = re.compile(r"\b(strides?|paddings?|dilation)\b", re.I)


def declared(builder, clause) -> bool:
    r"""``\text{stride } k, zero padding 1``: take what the clause declares of convolutions."""
    if clause.operators or len(clause.members) != 1 or not MENTION.search(clause.words):
        return False
    words = _with_member(clause.words, clause.members[0])
    made = builder.windows.with_words(words, lambda text: _value(builder, text))
    if made == builder.windows:
        return False
    builder.windows = made
    return True


def _with_member(words: str, member: s.Node | None) -> str:
    """The words with the formula put behind the first mention that has none."""
    text = {s.Number: lambda: member.text, s.Name: lambda: member.text}.get(type(member))
    if text is None:
        return words
    for found in MENTION.finditer(words):
        if not re.match(r"\s*(?:of|is|=|:|equal to|size)?\s*\$", words[found.end():]):
            return f"{words[:found.end()]} ${text()}${words[found.end():]}"
    return words


def _value(builder, text: str) -> P:
    from symbolic.reading.grammar.parser import parse_formula
    return builder.dimension(parse_formula(text))


def said_in(builder, words: str) -> Windows:
    r"""What is declared, and what the words beside one statement add: ``with stride $k$``."""
    if not MENTION.search(words):
        return builder.windows
    from symbolic.reading.grammar.parser import parse_formula
    from symbolic.reading.elaboration.scope import Scope
    try:
        return builder.windows.with_words(words, lambda text: count(parse_formula(text), Scope(builder.context), kind="label"))
    except (ReadError, Refused):
        return builder.windows


# ---------------------------------------------------------------- reading

def starred(node: s.Node) -> str | None:
    r"""The name of ``w * x`` where a formula defines its entries."""
    match node:
        case s.Infix(operator="*", left=s.Name(text=left), right=s.Name(text=right)):
            return f"{left} * {right}"
        case s.Group(kind="(", body=body):
            return starred(body)
    return None


def star(e, left: Expression, right: Expression, node: s.Infix) -> Expression:
    """``w * X``: the filter is the one that looks like one.

    Where nothing is declared of convolutions, * may be meant otherwise (the filter
    reversed, the result of full size), so nothing is refuted; and nothing is said
    at all if the shapes admit another product.
    """
    if not e.windows.stated and _may_be_product(e, left, right):
        raise ambiguous("* between two arrays: a product, an entrywise product or a convolution", node)
    of_left, of_right = _is_filter(node.left), _is_filter(node.right)
    if of_left == of_right:
        of_left, of_right = not _is_filter(node.left, IMAGES), not _is_filter(node.right, IMAGES)
    if of_left == of_right and len(left.shape) == len(right.shape):
        raise ambiguous("* between two arrays: which of them is the filter", node, r"write \operatorname{conv}(X, w)")
    kernel, image = (right, left) if of_right and not of_left else (left, right)
    if not e.windows.stated and e.lenient(OTHER):
        return Symbol("*", (), tuple(e.shapes.unknown() for _ in range(axes_of(e, kernel, image, node).rank)))
    return convolution(e, kernel, image, node)


def _may_be_product(e, left: Expression, right: Expression) -> bool:
    """Do the shapes admit a matrix product or an entrywise one?"""
    same = e.scope.context.same_extent
    alike = len(left.shape) == len(right.shape) and all(map(same, left.shape, right.shape))
    return alike or 2 in (len(left.shape), len(right.shape)) and max(len(left.shape), len(right.shape)) == 2 \
        and same(left.shape[-1], right.shape[0])


def _is_filter(node: s.Node, letters: frozenset[str] = FILTERS) -> bool:
    """Do only letters of filters (or other letters) stand there?"""
    match node:
        case s.Name(text=text):
            return bare_font(text) in letters
        case s.Scripted(base=base) | s.Group(body=base):
            return _is_filter(base, letters)
        case s.Additive(terms=terms):
            return all(_is_filter(term, letters) for _, term in terms)
        case s.Infix(operator="*", left=left, right=right):
            return all(_is_filter(x, letters) for x in (left, right))
    return False


def applied(e, item: s.Node, rest: list[s.Node]) -> Expression | None:
    r"""``\operatorname{conv}(X, w)``, ``\operatorname{AvgPool}_k(X)``, ``\operatorname{pad}_1(X)``, or None."""
    base, sub = (item.base, item.sub) if isinstance(item, s.Scripted) and item.sup is None else (item, None)
    name = _operator(base)
    bracket = rest[0].base if rest and isinstance(rest[0], s.Scripted) else rest[0] if rest else None
    if name is None or not isinstance(bracket, s.Group) or bracket.kind not in ("(", "[") \
            or e.scope.function(getattr(base, "text", "")) is not None:
        return None
    value = _value_of(e, name, sub, bracket, item)
    return e.scripts(value, rest[0]) if isinstance(rest[0], s.Scripted) else value


def _value_of(e, name: str, sub: s.Node | None, bracket: s.Group, item: s.Node) -> Expression:
    arguments = bracket.body.items if isinstance(bracket.body, s.Sequence) else (bracket.body,)
    values = [e.shapes.settle(e.expression(x)) for x in arguments]
    size = None if sub is None else count(sub, e.scope, kind="label")
    if name in CONVOLUTIONS and len(values) == 2:
        image, kernel = values
        return convolution(e, kernel, image, item)
    if name in POOLINGS and len(values) == 1 and size is not None:
        return average(e, values[0], size, item)
    if name in PADDINGS and len(values) == 1:
        return padded(e, values[0], size if size is not None else e.windows.padding or integer(1), item)
    raise unsupported(f"{name} in this form", item)


def _operator(base: s.Node) -> str | None:
    match base:
        case s.Operator(name=name):
            pass
        case s.Name(text=text) if text.endswith("}"):
            name = text[text.index("{") + 1:-1] if "{" in text else text
        case _:
            return None
    return name if name in CONVOLUTIONS | POOLINGS | PADDINGS else None


# ---------------------------------------------------------------- the formulas

@dataclass(frozen=True)
class Axes:
    """How the axes of filter and image pair: output channels, channels, and how many axes the window has."""
    outputs: bool
    channels: bool
    window: int

    @property
    def rank(self) -> int:
        """The number of axes of the result."""
        return self.outputs + self.window


def axes_of(e, kernel: Expression, image: Expression, place) -> Axes:
    """Which axes are channels, by the number of axes; where both fit, by the channels' extents."""
    k, x = len(kernel.shape), len(image.shape)
    ways = [Axes(outputs, channels, window) for window in (2, 1) for channels in (False, True) for outputs in (False, True)
            if k == outputs + channels + window and x == channels + window]
    fitting = [w for w in ways if not w.channels or e.scope.context.same_extent(kernel.shape[int(w.outputs)], image.shape[0])]
    if not ways:
        raise misshapen(f"a convolution of {show_shape(image.shape)} with a filter {show_shape(kernel.shape)}", place)
    if not fitting:
        raise misshapen(f"a filter {show_shape(kernel.shape)} for {show_shape(image.shape)}: their channels differ", place)
    with_channels = [w for w in fitting if w.channels]
    return (with_channels or fitting)[0]


def convolution(e, kernel: Expression, image: Expression, place) -> Expression:
    """The array of Σ_{c,a,b} w_{o,c,a,b} X_{c, …}; see the head of this file."""
    kernel, image = e.shapes.settle(kernel), e.shapes.settle(image)
    axes = axes_of(e, kernel, image, place)
    stride, padding, dilation = e.windows.steps()
    sizes, spaces = kernel.shape[-axes.window:], image.shape[-axes.window:]
    fresh = e.scope.fresh
    outer = [(fresh("o"), kernel.shape[0])] if axes.outputs else []
    places = [(fresh(stem), length(e, space, size, place)) for stem, space, size in zip("ij", spaces, sizes)]
    summed = [(fresh("c"), image.shape[0])] if axes.channels else []
    taps = [(fresh(stem), size) for stem, size in zip("ab", sizes)]
    at = [stride * (integer(i) - 1) + dilation * (integer(a) - 1) + 1 - padding for (i, _), (a, _) in zip(places, taps)]
    weight = Entry(kernel, tuple(integer(n) for n, _ in (*outer, *summed, *taps)))
    read = within(Entry(image, (*(integer(c) for c, _ in summed), *at)), list(zip(at, spaces)) if padding != 0 else [])
    body: Expression = Times(weight, read)
    for name, extent in reversed([*summed, *taps]):
        body = Sum(name, integer(1), extent, body)
    e.note(_said(stride, padding, dilation))
    return Array((*outer, *places), body)


def _said(stride: P, padding: P, dilation: P) -> str:
    words = f"the convolution has stride {stride} and zero padding {padding}"
    return words if dilation == 1 else f"{words}, dilation {dilation}"


def length(e, space: P, size: P, place) -> P:
    """(H + 2P − D(K−1) − 1)/S + 1, rounded down where that can be said."""
    stride, padding, dilation = map(e.scope.context.simplify, e.windows.steps())
    room = e.scope.context.simplify(space + 2 * padding - dilation * (size - 1) - 1)
    if stride == 1:
        return room + 1
    if room.constant() is not None and stride.constant() is not None:
        return integer(room.constant() // stride.constant() + 1)
    taken = quotient(room, stride)
    if taken is None:
        raise unsupported(f"the size of a convolution of {space} entries with stride {stride}: say what divides what, "
                          rf"as in {stride} \mid {space}", place)
    return taken + 1


def within(read: Expression, ranges: list[tuple[P, P]]) -> Expression:
    """The read where every index lies in 1..extent, else 0."""
    if not ranges:
        return read
    conditions = [c for p, extent in ranges for c in (Condition(integer(1), "<=", p), Condition(p, "<=", extent))]
    return Cases(((tuple(conditions), read), ((), number(0))))


def average(e, image: Expression, size: P, place) -> Expression:
    """AvgPool: (1/k^r) Σ over the window of k^r entries, stride k where no other is declared."""
    axes = min(len(image.shape), 2)
    if not axes:
        raise misshapen("average pooling of a number", place)
    settings = e.windows if e.windows.stride is not None else replace(e.windows, stride=size)
    stride, padding, _ = settings.steps()
    inner = replace(e, windows=replace(settings, dilation=None))
    spaces = image.shape[-axes:]
    channels = [(e.scope.fresh("c"), d) for d in image.shape[:-axes]]
    places = [(e.scope.fresh(stem), length(inner, space, size, place)) for stem, space in zip("ij", spaces)]
    taps = [(e.scope.fresh(stem), size) for stem, _ in zip("ab", spaces)]
    at = [stride * (integer(i) - 1) + integer(a) - padding for (i, _), (a, _) in zip(places, taps)]
    body = within(Entry(image, (*(integer(c) for c, _ in channels), *at)), list(zip(at, spaces)) if padding != 0 else [])
    for name, extent in reversed(taps):
        body = Sum(name, integer(1), extent, body)
    e.note(f"average pooling takes the mean of windows of {size} along each axis, with stride {stride}")
    return Array((*channels, *places), Times(Power(Integer(size), Fraction(-axes)), body))


def padded(e, image: Expression, width: P, place) -> Expression:
    """The array with ``width`` zeros around it along its last two axes."""
    axes = min(len(image.shape), 2)
    if not axes:
        raise misshapen("padding of a number", place)
    spaces = image.shape[-axes:]
    channels = [(e.scope.fresh("c"), d) for d in image.shape[:-axes]]
    places = [(e.scope.fresh(stem), space + 2 * width) for stem, space in zip("ij", spaces)]
    at = [integer(i) - width for i, _ in places]
    body = within(Entry(image, (*(integer(c) for c, _ in channels), *at)), list(zip(at, spaces)))
    return Array((*channels, *places), body)


def is_patch(items: list[s.Node]) -> bool:
    r"""Is what follows a Σ without an index a product \odot, in brackets or not?"""
    match items:
        case [s.Group(body=body)]:
            return is_patch([body])
        case [s.Infix(operator="\\odot")]:
            return True
    return False


def sum_of_entries(e, value: Expression) -> Expression:
    """Σ of all entries of an array, written without an index."""
    value = e.shapes.settle(value)
    names = [(e.scope.fresh("k"), extent) for extent in value.shape]
    body: Expression = Entry(value, tuple(integer(n) for n, _ in names))
    for name, extent in reversed(names):
        body = Sum(name, integer(1), extent, body)
    e.note("the sum without an index is that of all entries")
    return body
