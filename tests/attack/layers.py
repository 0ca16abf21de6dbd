r"""Networks: y_\ell = \sigma(A_\ell y_{\ell-1} + b_\ell), with labels symbolic or written out.

A ``Network`` gives the layers' symbols and the derivatives a student states
about them; the closure runs over networks of 2 to 4 layers and every \ell.
"""
from __future__ import annotations

from random import Random
from typing import Callable

from .board import Board
from .building import mul, scale, t
from .closure import Clause, Setting
from .expressions import (ONE, Add, Apply, Chain, Delta, Deriv, Diag, Dim, Entry, Eye, IllTyped, Label, Mul, Node, Ones,
                          Sym, T, num, places, rebuild)
from .mutating import mutated
from .rearranging import ALGEBRA, rearranged
from .statements import Statement, statement
from .writing import show_dim, show_label, show_symbol

TOP = Label("L")


class Network(Board):
    """A board whose symbols are the members of families of layers.

    ``kind`` is "plain", "residual" (… + y_{k-1}), "skip" (… + y_{k-2}) or
    "tied" (one A for all layers).
    """

    def __init__(self, random: Random, symbolic: bool, kind: str = "plain"):
        super().__init__(random, random.choice(("mixed", "mixed", "mixed", "numerator", "denominator")))
        self.symbolic, self.kind = symbolic, kind
        self.weights, self.bias, self.state = random.choice((("A", "b", "y"), ("A", "b", "y"), ("W", "b", "h"), ("W", "c", "a")))
        self.letter = random.choice((r"\ell", r"\ell", "l"))
        self.size_name = random.choice(("n", "n", "d"))
        self.square = kind != "plain" or random.random() < 0.25
        self.scalar_top = not self.square and random.random() < 0.7
        self.least, self.deep = 2, False
        self.depth = random.choice((2, 3, 3))
        self.dims, self.function = (), random.choice((r"\sigma", r"\sigma", r"\phi"))
        self.span: tuple[Label, Label] | None = None
        self.top = TOP if symbolic else Label(None, self.depth)
        self.linear_top = symbolic or random.random() < 0.6
        self._indices = ["j", "i"]

    # -- symbols
    def at(self, offset: int = 0) -> Label:
        r"""\ell + offset."""
        return Label(self.letter, offset)

    def width(self, label: Label) -> Dim:
        if self.scalar_top and label == self.top:
            return ONE
        return Dim(self.size_name) if self.square else Dim(self.size_name, label)

    def A(self, k: Label) -> Sym:
        label = None if self.kind == "tied" else k
        return Sym(self.weights, label, (self.width(k), self.width(k.shifted(-1))))

    def b(self, k: Label) -> Sym:
        return Sym(self.bias, k, (self.width(k), ONE))

    def y(self, k: Label) -> Sym:
        return Sym(self.state, k, (self.width(k), ONE))

    def z(self, k: Label) -> Node:
        """A_k y_{k-1} + b_k."""
        return Add((mul(self.A(k), self.y(k.shifted(-1))), self.b(k)))

    def slope(self, k: Label) -> Node:
        """σ'(A_k y_{k-1} + b_k), as a column."""
        return Apply(self.function, 1, self.z(k))

    def D(self, k: Label) -> Node:
        """∂y_k/∂b_k: the diagonal of slopes; the identity on a linear top."""
        if k == self.top and self.linear_top:
            return Eye(self.width(k))
        return self.slope(k) if self.width(k) == ONE else Diag(self.slope(k))

    def d(self, body: Node, by: Sym, at=None) -> Deriv:
        return Deriv(body, by, at, self.random.choice(("fraction", "fraction", "operator")), self.layout)

    def J(self, k: Label, j: Label) -> Node:
        """The Jacobian ∂y_k/∂y_j with rows = outputs, as this layout writes it."""
        made = Deriv(self.y(k), self.y(j), None, "fraction", self.layout)
        return T(made) if self.layout == "denominator" else made

    def jacobian_claim(self, body: Node, by: Sym, value: Node) -> list[Node]:
        left = self.d(body, by)
        return [left, t(value) if self.layout == "denominator" else value]

    def gradient_claim(self, body: Node, by: Sym, value: Node) -> list[Node]:
        """A scalar by a matrix, ``value`` in the matrix's shape."""
        left = self.d(body, by)
        return [left, t(value) if self.layout == "numerator" else value]

    # -- choosing labels
    def layer(self) -> Label:
        r"""A hidden layer: \ell with its range, or a number."""
        if not self.symbolic:
            return Label(None, self.random.randint(1, self.depth - 1))
        self.span = (Label(None, self.random.choice((1, 1, 2))), TOP.shifted(-1))
        self.least = self.span[0].offset + 1
        return self.at()

    def low_layer(self) -> Label:
        r"""\ell at least two layers below the top."""
        if not self.symbolic:
            raise IllTyped("dots need symbolic labels")
        self.span, self.least = (Label(None, 1), TOP.shifted(-2)), 3
        return self.at()

    def need_scalar(self) -> None:
        if not self.scalar_top:
            raise IllTyped("no scalar output")

    # -- what is granted
    def setting(self) -> Setting:
        one, k = Label(None, 1), Label("k")
        hidden = self.top.shifted(-1) if self.linear_top else self.top
        clauses = [self._clause(0, Sym("x", None, (self.family_width(Label(None, 0)), ONE)))]
        if self.symbolic:
            clauses += [Clause(self.state, self._layer(k), "k", one, hidden),
                        Clause(self.state, self._top(), None, TOP, TOP)]
        else:
            clauses += [self._clause(j, self._body(Label(None, j))) for j in range(1, self.depth + 1)]
        families = ((self.bias, (self._member(0), ONE)),)
        if self.kind != "tied":
            families += ((self.weights, (self._member(0), self._member(-1))),)
        return Setting(ranges=tuple(self.ranges.items()), clauses=tuple(clauses), families=families, layered=True,
                       labels=((self.letter, *self.span),) if self.span else (),
                       ones=(Dim(self.size_name, self.top),) if self.scalar_top else (),
                       least=self.least if self.symbolic else self.depth, deepest=4 if self.symbolic else self.depth)

    def _clause(self, k: int, body: Node) -> Clause:
        return Clause(self.state, body, None, Label(None, k), Label(None, k))

    def _member(self, offset: int) -> Dim:
        return self.family_width(Label(None, offset))

    def family_width(self, k: Label) -> Dim:
        return Dim(self.size_name) if self.square else Dim(self.size_name, k)

    def _body(self, k: Label) -> Node:
        return self._top() if k == self.top and self.linear_top else self._layer(k)

    def _layer(self, k: Label) -> Node:
        return self._added(Apply(self.function, 0, self._inside(k)), k)

    def _top(self) -> Node:
        return self._added(self._inside(self.top), self.top)

    def _inside(self, k: Label) -> Node:
        """A_k y_{k-1} + b_k, every member of the shape that its family declares."""
        rows, columns = self.family_width(k), self.family_width(k.shifted(-1))
        weights = Sym(self.weights, None if self.kind == "tied" else k, (rows, columns))
        return Add((Mul(weights, Sym(self.state, k.shifted(-1), (columns, ONE))), Sym(self.bias, k, (rows, ONE))))

    def _added(self, e: Node, k: Label) -> Node:
        back = {"residual": 1, "skip": 2}.get(self.kind)
        if back is None or k.base is None and k.offset < back or k == TOP:
            return e
        return Add((e, Sym(self.state, k.shifted(-back), e.shape)))

    def redeclared(self, e: Node) -> Node:
        """``e`` with every member of a family in the shape that its label gives it."""
        match e:
            case Sym(name, Label() as k, _):
                return {self.weights: self.A, self.bias: self.b, self.state: self.y}[name](k)
        return rebuild(e, self.redeclared, lambda i: i, lambda l: l)

    # -- what is given
    def given(self, sides) -> list[str]:
        lines = self._symbolic_lines() if self.symbolic else self._explicit_lines()
        words = "differentiable, applied elementwise"
        lines.append(rf"{self.function} : \mathbb{{R}} \to \mathbb{{R}} \text{{ {words}}}")
        if self.span and not self.qualified:
            lines.append(self._span_text())
        return lines + self._index_ranges()

    def qualifiers(self) -> list[str]:
        spans = [self._span_text()] if self.span and self.qualified else []
        return spans + super().qualifiers()

    def _span_text(self) -> str:
        low, high = map(show_label, self.span)
        return rf"{self.letter} = {low}, {self.writer.hand.dots}, {high}"

    def _symbolic_lines(self) -> list[str]:
        l, dots, n = self.letter, self.writer.hand.dots, self._n
        k = Label(l)
        every = rf",\ {l} = 1, {dots}, L"
        lines = [rf"{self.weights}_{l} \in \mathbb{{R}}^{{{n(k)} \times {n(k.shifted(-1))}}}{every}",
                 rf"{self.bias}_{l} \in \mathbb{{R}}^{{{n(k)}}}{every}",
                 rf"x \in \mathbb{{R}}^{{{n(Label(None, 0))}}}",
                 f"{self.state}_0 = x",
                 rf"{self.state}_{l} = {self.writer.write(self._layer(k))},\ {l} = 1, {dots}, L-1",
                 rf"{self.state}_L = {self.writer.write(self._top())}"]
        if self.scalar_top:
            lines.append(f"{self.size_name}_L = 1")
        stated = self.least > 2 or self.deep or self.random.random() < 0.7
        return lines + ([rf"L \ge {self.least}"] if stated else [])

    def _n(self, k: Label) -> str:
        return show_dim(self.family_width(k))

    def _explicit_lines(self) -> list[str]:
        n = self._n
        lines = [rf"x \in \mathbb{{R}}^{{{n(Label(None, 0))}}}", f"{self.state}_0 = x"]
        if self.kind == "tied":
            lines.append(rf"{self.weights} \in \mathbb{{R}}^{{{self.size_name} \times {self.size_name}}}")
        for k in (Label(None, j) for j in range(1, self.depth + 1)):
            rows = "1" if self.width(k) == ONE else n(k)
            if self.kind != "tied":
                lines.append(rf"{show_symbol(self.A(k))} \in \mathbb{{R}}^{{{rows} \times {n(k.shifted(-1))}}}")
            lines.append(rf"{show_symbol(self.b(k))} \in \mathbb{{R}}" + ("" if rows == "1" else f"^{{{rows}}}"))
            lines.append(f"{show_symbol(self.y(k))} = {self.writer.write(self._body(k))}")
        return lines


# ---------------------------------------------------------------- what is claimed

Claim = Callable[[Network], list[Node]]


def top_by_bias(n: Network) -> list[Node]:
    one = num(1) if n.width(n.top) == ONE and n.random.random() < 0.5 else n.D(n.top)
    if isinstance(one, Eye) and one.dim == ONE:
        one = num(1)
    return n.jacobian_claim(n.y(n.top), n.b(n.top), one)


def top_by_state(n: Network) -> list[Node]:
    return n.jacobian_claim(n.y(n.top), n.y(n.top.shifted(-1)), mul(n.D(n.top), n.A(n.top)))


def layer_by_bias(n: Network) -> list[Node]:
    k = n.layer()
    return n.jacobian_claim(n.y(k), n.b(k), n.D(k))


def layer_by_state(n: Network) -> list[Node]:
    k = n.layer()
    return n.jacobian_claim(n.y(k), n.y(k.shifted(-1)), mul(n.D(k), n.A(k)))


def top_by_top_weights(n: Network) -> list[Node]:
    n.need_scalar()
    return n.gradient_claim(n.y(n.top), n.A(n.top), mul(n.D(n.top), t(n.y(n.top.shifted(-1)))))


def top_by_weights(n: Network) -> list[Node]:
    r"""diag(σ'(…)) (∂y_L/∂y_\ell)ᵀ y_{\ell-1}ᵀ."""
    n.need_scalar()
    k = n.layer()
    return n.gradient_claim(n.y(n.top), n.A(k), Mul(Mul(n.D(k), t(n.J(n.top, k))), t(n.y(k.shifted(-1)))))


def top_by_layer_bias(n: Network) -> list[Node]:
    k = n.layer()
    return n.jacobian_claim(n.y(n.top), n.b(k), mul(n.J(n.top, k), n.D(k)))


def recursion(n: Network) -> list[Node]:
    """∂y_L/∂y_{k-1} = (∂y_L/∂y_k) D_k A_k."""
    k = n.layer()
    return n.jacobian_claim(n.y(n.top), n.y(k.shifted(-1)), Mul(n.J(n.top, k), mul(n.D(k), n.A(k))))


def chain_rule(n: Network) -> list[Node]:
    """∂y_L/∂y_{k-1} = (∂y_L/∂y_k)(∂y_k/∂y_{k-1})."""
    k = n.layer()
    below = k.shifted(-1)
    return n.jacobian_claim(n.y(n.top), n.y(below), Mul(n.J(n.top, k), n.J(k, below)))


def two_layers(n: Network) -> list[Node]:
    """∂y_L/∂y_{L-2} = A_L D_{L-1} A_{L-1}."""
    k, below, n.deep = n.top, n.top.shifted(-1), True
    value = Mul(mul(n.D(k), n.A(k)), Mul(n.D(below), n.A(below)))
    return n.jacobian_claim(n.y(k), n.y(k.shifted(-2)), value)


def product_of_jacobians(n: Network) -> list[Node]:
    r"""∂y_L/∂y_\ell = (∂y_L/∂y_{L-1}) ⋯ (∂y_{\ell+1}/∂y_\ell)."""
    k = n.low_layer()
    factor = Deriv(n.y(Label("k")), n.y(Label("k", -1)), None, "fraction", "mixed")
    if n.layout == "denominator":
        raise IllTyped("written for rows as outputs")
    return [n.d(n.y(n.top), n.y(k)), Chain("k", n.top, k.shifted(1), factor)]


def product_of_layers(n: Network) -> list[Node]:
    r"""∂y_L/∂y_\ell = A_L D_{L-1}A_{L-1} ⋯ D_{\ell+1}A_{\ell+1}."""
    k = n.low_layer()
    inner = Label("k")
    factor = Mul(Diag(n.slope(inner)), n.A(inner))
    return n.jacobian_claim(n.y(n.top), n.y(k), Mul(n.A(n.top), Chain("k", n.top.shifted(-1), k.shifted(1), factor)))


def entry_by_bias(n: Network) -> list[Node]:
    k = n.layer()
    i, j = n.index(n.width(k)), n.index(n.width(k))
    slope = Apply(n.function, 1, Entry(n.z(k), (i,)))
    return [n.d(Entry(n.y(k), (i,)), n.b(k), (j,)), scale(slope, Delta(i, j))]


def entry_by_state(n: Network) -> list[Node]:
    k = n.layer()
    i, j = n.index(n.width(k)), n.index(n.width(k.shifted(-1)))
    slope = Apply(n.function, 1, Entry(n.z(k), (i,)))
    return [n.d(Entry(n.y(k), (i,)), n.y(k.shifted(-1)), (j,)), scale(slope, Entry(n.A(k), (i, j)))]


def entry_by_weights(n: Network) -> list[Node]:
    n.need_scalar()
    k = n.layer()
    i, j = n.index(n.width(k)), n.index(n.width(k.shifted(-1)))
    slope = Apply(n.function, 1, Entry(n.z(k), (i,)))
    outer = Entry(t(n.J(n.top, k)), (i,))
    return [n.d(n.y(n.top), n.A(k), (i, j)), scale(scale(slope, outer), Entry(n.y(k.shifted(-1)), (j,)))]


def entry_of_top_weights(n: Network) -> list[Node]:
    n.need_scalar()
    n.deep = True
    j = n.index(n.width(n.top.shifted(-1)))
    return [n.d(n.y(n.top), n.b(n.top.shifted(-1)), (j,)),
            Entry(t(mul(n.J(n.top, n.top.shifted(-1)), n.D(n.top.shifted(-1)))), (j,))]


CLAIMS: tuple[Claim, ...] = (
    top_by_bias, top_by_state, layer_by_bias, layer_by_state, layer_by_state, top_by_top_weights, top_by_weights,
    top_by_weights, top_by_layer_bias, recursion, chain_rule, two_layers, product_of_jacobians, product_of_layers,
    entry_by_bias, entry_by_state, entry_by_weights, entry_of_top_weights)


def attempt(random: Random, seed: str) -> Statement | None:
    """One statement about a network; None if chance led nowhere."""
    kind = random.choice(("plain",) * 8 + ("residual", "skip", "tied"))
    network = Network(random, kind in ("plain", "residual") and random.random() < 0.65, kind)
    claim = random.choice(CLAIMS)
    sides = claim(network)
    if random.random() < 0.3:
        sides.append(rearranged(sides[-1], network, random.choice((1, 2, 3)), ALGEBRA))
    slips: list[str] = []
    if random.random() < 0.5:
        k = random.randrange(len(sides)) if random.random() < 0.3 else len(sides) - 1
        found = mutated(sides[k], network)
        if found:
            sides[k] = network.redeclared(found[0])
            slips.append(found[1])
    if any(isinstance(e, Ones) for side in sides for _, e in places(side)):
        return None
    name = f"{'symbolic' if network.symbolic else 'explicit'} {kind} {claim.__name__}"
    made = statement(network, seed, name, sides, slips)
    return None if made and "ill-typed" in made.truths and random.random() < 0.6 else made
