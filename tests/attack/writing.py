r"""Expressions as LaTeX, in one of several hands.

A ``Hand`` holds the habits that vary between authors (how a transpose, a
trace, an entry is written); what is written never depends on chance beyond
it, so a statement can be written again.  Brackets follow the usual
precedence; an operator \frac{\partial}{\partial x} is always bracketed when
it is a factor, and \odot whenever it meets another product.
"""
from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .expressions import (Add, Apply, Chain, Delta, Deriv, Diag, Dim, Entry, Eye, Had, Hessian, Index, Label, Listed, Mul,
                          Neg, Node, Num, Ones, Pow, Reciprocal, Scale, Size, SquaredNorm, SumOver, Sym, T, Trace, put_index, relabel)

SUM, PRODUCT, ATOM = range(3)


@dataclass(frozen=True)
class Hand:
    """An author's habits."""
    transpose: str
    roman: str
    brackets: tuple[str, str]
    entry: tuple[str, str]
    comma: bool
    space: str
    dots: str

    @staticmethod
    def of(random: Random) -> "Hand":
        return Hand(
            transpose=random.choices((r"^T", r"^{T}", r"^\top", r"^{\top}", r"^{\mathsf{T}}", r"^{\mathrm{T}}", r"^{\intercal}"),
                                     (6, 4, 6, 8, 3, 2, 1))[0],
            roman=random.choice((r"\operatorname", r"\operatorname", r"\text", r"\mathrm")),
            brackets=random.choice((("(", ")"), ("(", ")"), (r"\left(", r"\right)"), ("[", "]"))),
            entry=random.choice((("(", ")"), ("[", "]"), (r"\left[", r"\right]"))),
            comma=random.random() < 0.3,
            space=random.choice((" ", " ", r"\,", r" \cdot ")),
            dots=random.choice((r"\dots", r"\cdots", r"\ldots")))


def show_label(label: Label) -> str:
    if label.base is None:
        return str(label.offset)
    sign = "+" if label.offset > 0 else ""
    return label.base + (f"{sign}{label.offset}" if label.offset else "")


def show_dim(dim: Dim) -> str:
    if dim.label is None:
        return dim.name
    return f"{dim.name}_{_braced(show_label(dim.label))}"


def show_index(i: Index) -> str:
    return show_dim(i) if isinstance(i, Dim) else str(i)


def _braced(text: str) -> str:
    return text if len(text) == 1 or text == r"\ell" else "{" + text + "}"


def show_symbol(e: Sym) -> str:
    return e.name if e.label is None else f"{e.name}_{_braced(show_label(e.label))}"


class Writer:
    """Writes expressions in one hand."""

    def __init__(self, hand: Hand):
        self.hand = hand
        self.sized_ones = False

    def write(self, e: Node) -> str:
        return self._at(e)[0]

    def bracketed(self, e: Node) -> str:
        left, right = self.hand.brackets
        return left + self.write(e) + right

    def _as(self, e: Node, least: int) -> str:
        text, level = self._at(e)
        if level >= least:
            return text
        left, right = self.hand.brackets
        return left + text + right

    def _at(self, e: Node) -> tuple[str, int]:
        match e:
            case Num(value):
                return self._number(value)
            case Size(dim):
                return show_dim(dim), ATOM
            case Sym():
                return show_symbol(e), ATOM
            case Ones(dim):
                return r"\mathbf{1}" + (f"_{_braced(show_dim(dim))}" if self.sized_ones else ""), ATOM
            case Eye(dim, bare):
                return ("I" if bare else f"I_{_braced(show_dim(dim))}"), ATOM
            case Add(terms):
                return self._sum(terms), SUM
            case Neg(arg):
                return "-" + self._as(arg, PRODUCT), SUM
            case Scale():
                return self._scale(e), PRODUCT
            case Mul(left, right):
                return self._join(self._factor(left), self._factor(right)), PRODUCT
            case T(arg):
                return self._base(arg) + self.hand.transpose, ATOM
            case Had(left, right):
                return rf"{self._as(left, ATOM)} \odot {self._as(right, ATOM)}", PRODUCT
            case Diag(arg):
                return rf"{self.hand.roman}{{diag}}({self.write(arg)})", ATOM
            case Trace(arg):
                return rf"{self.hand.roman}{{tr}}({self.write(arg)})", ATOM
            case Apply(name, order, arg):
                return f"{name}{chr(39) * order}({self.write(arg)})", ATOM
            case Pow(arg, exponent):
                return f"{self._base(arg)}^{exponent}", ATOM
            case Entry(arg, indices):
                return self._entry(arg, indices), ATOM
            case SumOver(_, _, _, True):
                return self._dotted_sum(e), SUM
            case SumOver(index, dim, body, _):
                return rf"\sum_{{{index}=1}}^{{{show_dim(dim)}}} {self._as(body, PRODUCT)}", PRODUCT
            case Delta(left, right, cases):
                return self._delta(left, right, cases)
            case Listed():
                return self._listed(e), ATOM
            case Deriv():
                return self._derivative(e)
            case Reciprocal(dim):
                return rf"\frac{{1}}{{{show_dim(dim)}}}", PRODUCT
            case SquaredNorm(arg):
                return rf"\|{self.write(arg)}\|" + ("_2" if self.hand.comma else "") + "^2", ATOM
            case Hessian(body, variable):
                return rf"\nabla_{{{self.write(variable)}}}^2 {self.bracketed(body)}", PRODUCT
            case Chain():
                return self._chain(e), PRODUCT
        raise TypeError(e)

    def _number(self, value) -> tuple[str, int]:
        if value.denominator != 1:
            sign = "-" if value < 0 else ""
            return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}", SUM if value < 0 else PRODUCT
        return str(value), SUM if value < 0 else ATOM

    def _sum(self, terms) -> str:
        text = ""
        for k, term in enumerate(terms):
            negative = isinstance(term, Neg)
            piece = self._as(term.arg if negative else term, PRODUCT)
            sign = "-" if negative else "+"
            text += f" {sign} {piece}" if k else ("-" if negative else "") + piece
        return text

    def _factor(self, e: Node) -> str:
        """A factor of a product: sums, big sums, \\odot and open operators in brackets."""
        if isinstance(e, (SumOver, Had)) or isinstance(e, Hessian) or isinstance(e, Deriv) and e.style != "fraction":
            return self.bracketed(e)
        return self._as(e, PRODUCT)

    def _scale(self, e: Scale) -> str:
        compound = isinstance(e.factor, (Mul, Scale))
        factor = self.bracketed(e.factor) if compound else self._factor(e.factor)
        if not e.behind:
            return self._join(factor, self._factor(e.arg))
        if isinstance(e.factor, Num):
            factor = self.bracketed(e.factor)
        return self._join(self._factor(e.arg), factor)

    def _join(self, left: str, right: str) -> str:
        if right[0].isdigit() or right[0] == "-":
            return rf"{left} \cdot {right}"
        return left + (self.hand.space if self.hand.space != r"\," or right[0] not in "([" else " ") + right

    def _base(self, e: Node) -> str:
        """What a superscript is put on; a symbol or a bracketed expression."""
        if isinstance(e, (Sym, Ones, Eye)) or isinstance(e, Entry) and isinstance(e.arg, Sym):
            return self.write(e)
        return self.bracketed(e)

    def _entry(self, arg: Node, indices) -> str:
        shown = [show_index(i) for i in indices]
        plain = isinstance(arg, Sym) and arg.label is None
        comma = self.hand.comma or any(len(i) > 1 or i.isdigit() for i in shown) and len(shown) > 1
        script = ("," if comma else "").join(shown)
        if plain and "_" not in arg.name:
            return f"{arg.name}_{_braced(script)}"
        left, right = self.hand.entry
        return f"{left}{self.write(arg)}{right}_{_braced(script)}"

    def _dotted_sum(self, e: SumOver) -> str:
        pieces = [self._as(put_index(e.body, e.index, v), PRODUCT) for v in (1, 2, e.dim)]
        return f"{pieces[0]} + {pieces[1]} + {self.hand.dots} + {pieces[2]}"

    def _delta(self, left: Index, right: Index, cases: bool) -> tuple[str, int]:
        a, b = show_index(left), show_index(right)
        if cases:
            return (rf"\begin{{cases}} 1 & \text{{if }} {a} = {b} \\ 0 & \text{{if }} {a} \neq {b} \end{{cases}}", ATOM)
        comma = "," if len(a) + len(b) > 2 else ""
        return rf"\delta_{{{a}{comma}{b}}}", ATOM

    def _listed(self, e: Listed) -> str:
        dots = self.hand.dots
        first = [put_index(e.body, e.indices[0], v) for v in (1, 2, e.dims[0])]
        match e.kind:
            case "column":
                rows = [self.write(first[0]), self.write(first[1]), r"\vdots", self.write(first[2])]
            case "row":
                rows = [rf"{self.write(first[0])} & {self.write(first[1])} & {dots} & {self.write(first[2])}"]
            case "diagonal":
                rows = [rf"{self.write(first[0])} & {dots} & 0", r"\vdots & \ddots & \vdots",
                        rf"0 & {dots} & {self.write(first[2])}"]
            case _:
                def corner(x, column):
                    return self.write(put_index(x, e.indices[1], column))
                rows = [rf"{corner(first[0], 1)} & {dots} & {corner(first[0], e.dims[1])}",
                        r"\vdots & \ddots & \vdots",
                        rf"{corner(first[2], 1)} & {dots} & {corner(first[2], e.dims[1])}"]
        return r"\begin{bmatrix} " + r" \\ ".join(rows) + r" \end{bmatrix}"

    def _chain(self, e: Chain) -> str:
        r"""body(first) body(first-1) \cdots body(last)."""
        ends = [e.first, e.first.shifted(-1), e.last]
        factors = [relabel(e.body, lambda l: x.shifted(l.offset) if l.base == e.parameter else l) for x in ends]
        first, second, last = map(self._factor, factors)
        return rf"{first} {second} \cdots {last}"

    def _derivative(self, e: Deriv) -> tuple[str, int]:
        by = self.write(e.variable if e.at is None else Entry(e.variable, e.at))
        body = self.write(e.body) if isinstance(e.body, (Sym, Entry, Apply, Trace)) else self.bracketed(e.body)
        if e.style == "nabla":
            return rf"\nabla_{{{by}}} {body}", PRODUCT
        if e.style == "total":
            return rf"\frac{{d}}{{d {by}}} {body}", PRODUCT
        if e.style == "operator":
            return rf"\frac{{\partial}}{{\partial {by}}} {body}", PRODUCT
        return rf"\frac{{\partial {body}}}{{\partial {by}}}", PRODUCT

