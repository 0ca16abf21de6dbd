r"""What a statement is written about: its dimensions, symbols and what is given.

Symbols are made when asked for by shape; ``given`` then declares those that
the statement uses.
"""
from __future__ import annotations

from random import Random

from .closure import Clause, Setting
from .expressions import (ONE, Deriv, Dim, IllTyped, Node, Ones, Shape, Sym, functions, parts, symbols)
from .writing import Hand, Writer, show_dim

MATRICES = ("A", "B", "C", "M", "P", "Q", "W", "X", "U", "V", r"\mathbf{A}", r"\mathbf{W}", r"\Sigma", r"\tilde{A}", "A'")
VECTORS = ("x", "y", "z", "u", "v", "w", "a", "b", "c", r"\mathbf{x}", r"\mathbf{v}", r"\theta", r"\hat{y}", r"\bar{x}")
SCALARS = (r"\alpha", r"\beta", r"\gamma", r"\lambda", r"\mu", "t", "s")
FUNCTIONS = (r"\sigma", r"\sigma", r"\phi", r"\rho", "g", "f", r"\psi")
DIMS = ("m", "n", "p", "q", "d", "N")
INDICES = ("i", "j", "k", "l", "h")
SPARE_INDICES = (r"\kappa", r"\nu", r"\iota", "i'", "j'")
SMOOTHNESS = {0: "", 1: "differentiable, ", 2: "twice continuously differentiable, "}


class Board:
    """The state of one statement in the making."""

    def __init__(self, random: Random, layout: str | None = None):
        self.random = random
        self.layout = layout or random.choice(("numerator", "denominator", "mixed"))
        self.writer = Writer(Hand.of(random))
        count = random.choice((1, 1, 2, 3))
        names = random.sample(DIMS, count)
        self.dims = tuple(Dim(n) for n in names)
        self.symbols: dict[str, Sym] = {}
        self.clauses: list[Clause] = []
        self.ranges: dict[str, Dim] = {}
        self.symmetric: set[str] = set()
        self.ranges_given, self.qualified = random.choice(((True, False), (False, True), (False, False)))
        self.function = random.choice(FUNCTIONS)
        self._indices = [i for i in INDICES]
        self._spent: set[str] = set()
        random.shuffle(self._indices)

    # -- symbols
    def dim(self) -> Dim:
        return self.random.choice(self.dims)

    def fresh(self, shape: Shape) -> Sym:
        """A new symbol of this shape."""
        pool = SCALARS if shape == (ONE, ONE) else VECTORS if shape[1] == ONE else MATRICES
        free = [n for n in pool if n not in self.symbols and n != self.function]
        if not free:
            raise IllTyped("no more names")
        name = self.random.choice(free)
        self.symbols[name] = Sym(name, None, shape)
        if shape[0] == shape[1] != ONE and self.random.random() < 0.1:
            self.symmetric.add(name)
        return self.symbols[name]

    def variable(self, shape: Shape) -> Sym:
        """A new symbol to differentiate by: nothing is assumed of it."""
        made = self.fresh(shape)
        self.symmetric.discard(made.name)
        return made

    def symbol(self, shape: Shape, avoid: tuple[Sym, ...] = ()) -> Sym:
        """A symbol of this shape, an old one or a new one; never a defined one."""
        defined = {c.name for c in self.clauses}
        old = [s for s in self.symbols.values() if s.shape == shape and s not in avoid and s.name not in defined]
        if old and self.random.random() < (0.6 if len(self.symbols) < 5 else 0.95):
            return self.random.choice(old)
        return self.fresh(shape)

    def define(self, body: Node) -> Sym:
        """A new symbol defined by ``body``."""
        name = self.fresh(body.shape)
        self.clauses.append(Clause(name.name, body))
        return name

    def index(self, dim: Dim) -> str:
        """A free index ranging over ``dim``."""
        name = self.dummy()
        self.ranges[name] = dim
        return name

    def reuse(self, name: str) -> None:
        """Let the next bound index have this name."""
        self._indices.append(name)

    def dummy(self) -> str:
        """A name for a bound index, not used so far."""
        if not self._indices:
            self._indices = [i for i in SPARE_INDICES if i not in self._spent]
            self._spent |= set(self._indices)
        if not self._indices:
            raise IllTyped("no more names for indices")
        return self._indices.pop()

    # -- what a statement grants
    def setting(self) -> Setting:
        return Setting(dims=self.dims, ranges=tuple(self.ranges.items()), clauses=tuple(self.clauses),
                       symmetric=frozenset(self.symmetric))

    def given(self, sides: tuple[Node, ...]) -> list[str]:
        """Declarations of all that occurs, directly or through definitions."""
        bodies = {c.name: c.body for c in self.clauses}
        used, todo = {}, list(sides)
        everything = []
        while todo:
            side = todo.pop()
            everything.append(side)
            for s in sorted(symbols(side), key=lambda s: s.name):
                if s.name not in used:
                    used[s.name] = s
                    if s.name in bodies:
                        todo.append(bodies[s.name])
        lines = self._tensors([s for s in used.values() if s.name not in bodies])
        lines += self._functions(everything)
        lines += self._ones(everything)
        self.random.shuffle(lines)
        lines += [f"{c.name} = {self.writer.write(c.body)}" for c in self.clauses if c.name in used]
        return lines + self._symmetries(used) + self._index_ranges()

    def _symmetries(self, used) -> list[str]:
        transposed = self.writer.hand.transpose
        ways = (r"{0} \text{{ symmetric}}", r"{0}{1} = {0}")
        return [self.random.choice(ways).format(name, transposed) for name in sorted(self.symmetric & set(used))]

    def _tensors(self, used: list[Sym]) -> list[str]:
        by_shape: dict[Shape, list[str]] = {}
        for s in used:
            by_shape.setdefault(s.shape, []).append(s.name)
        together = self.random.random() < 0.3
        lines = []
        for shape, names in by_shape.items():
            space = show_space(shape)
            lines += [rf"{', '.join(names)} \in {space}"] if together else [rf"{n} \in {space}" for n in names]
        return lines

    def _functions(self, everything: list[Node]) -> list[str]:
        lines = []
        depth = max(map(differentiations, everything)) if everything else 0
        orders: dict[str, int] = {}
        for e in everything:
            for name, order in functions(e).items():
                orders[name] = max(orders.get(name, 0), order)
        for name, order in orders.items():
            words = SMOOTHNESS.get(order + depth, "smooth, ") + "applied elementwise"
            lines.append(rf"{name} : \mathbb{{R}} \to \mathbb{{R}} \text{{ {words}}}")
        return lines

    def _ones(self, everything: list[Node]) -> list[str]:
        found = {n.dim for e in everything for n in _walk(e) if isinstance(n, Ones)}
        self.writer.sized_ones = len(found) > 1
        return [rf"{self.writer.write(Ones(d))} \in \mathbb{{R}}^{{{show_dim(d)}}} \text{{ is the vector of ones}}" for d in found]

    def _index_ranges(self) -> list[str]:
        return self.range_texts() if self.ranges_given else []

    def qualifiers(self) -> list[str]:
        """The ranges written behind the claim."""
        return self.range_texts() if self.qualified else []

    def range_texts(self) -> list[str]:
        dots = self.writer.hand.dots
        return [rf"{name} = 1, {dots}, {show_dim(dim)}" for name, dim in self.ranges.items()]


def show_space(shape: Shape) -> str:
    match shape:
        case (a, b) if a == ONE and b == ONE:
            return r"\mathbb{R}"
        case (a, b) if b == ONE:
            return rf"\mathbb{{R}}^{{{show_dim(a)}}}"
    return rf"\mathbb{{R}}^{{{show_dim(shape[0])} \times {show_dim(shape[1])}}}"


def differentiations(e: Node) -> int:
    """How deeply derivatives are nested in ``e``."""
    inner = max((differentiations(child) for _, child in parts(e)), default=0)
    return inner + isinstance(e, Deriv)


def _walk(e: Node):
    yield e
    for _, child in parts(e):
        yield from _walk(child)
