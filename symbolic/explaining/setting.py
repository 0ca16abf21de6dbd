r"""How expressions of a claim are set: names, indices, brackets, and a row for each kind of node.

``Setting`` is what expressions and terms share; ``Writer`` (``formulas``) adds the terms.
A node is set with how tightly it binds, so that brackets stand only where they must.
"""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.names import before_index
from symbolic.proving.checker.integers import Poly, number, symbol
from symbolic.proving.checker.terms import Expression, Store, Term

from .explanation import Formula
from .notation import Big, Bracket, Digits, Grid, Name, Node, Quotient, Root, Row, Said, Scripts, Sign

SUM, OPEN, PRODUCT, RAISED, ATOM = range(5)
"""How tightly something binds, loosest first: a + b; Σ_i a; a b; a^T; a symbol or a bracket."""

LETTERS = (*"kpqrsuvwabcd", *(f"{x}'" for x in "kpqrsuvw"), *(f"{x}''" for x in "kpqrsuvw"))
AXES = (*"ij", *"pqrs", *"uvw")
PLUS, MINUS, EQUALS = Sign(" + ", " + "), Sign(" − ", " - "), Sign(" = ", " = ")
LEADING_MINUS = Sign("−", "-")
COMMA, BESIDE, DOT = Sign(",", ",", ","), Sign(" ", r"\,"), Sign(" · ", r" \cdot ", "·")
THROUGH = Sign(", …, ", r", \dots, ", ", …, ")
TRANSPOSED = Sign("ᵀ", r"\top", "⊤")
PSEUDO = Sign("⁺", "+", "+")
PARTIAL = Sign("∂", r"\partial ")
RELATIONS = {"=": EQUALS, "!=": Sign(" ≠ ", r" \neq "), "<=": Sign(" ≤ ", r" \le "), "<": Sign(" < ", " < ")}

Set = tuple[Node, int]
"""What is set, and how tightly it binds."""


def formula(node: Node) -> Formula:
    return Formula(node.text(), node.latex(), node.mathml())


def rational(size) -> Node:
    """A number ≥ 0."""
    size = Fraction(size)
    above = Digits(str(size.numerator))
    return above if size.denominator == 1 else Quotient(above, Digits(str(size.denominator)))


class Setting:
    """Sets expressions; letters for bound names are none of ``taken``."""

    def __init__(self, store: Store, taken: frozenset[str]):
        self.store, self.taken = store, taken
        self.axes: set[str] = set()
        self.around: list[str] = []

    def expression(self, e: Expression) -> Node:
        return self._expression(e)[0]

    # -- names
    def _fresh(self, *parts, count: int = 1) -> list[str]:
        """Letters for bound variables: none that stands free inside, is bound around it, or that the claim uses."""
        used = self.axes.union(self.around, *(x.names for x in parts))
        return [x for x in LETTERS if x not in used and x not in self.taken][:count]

    def _under(self, letters: list[str], body, level: int = SUM) -> Node:
        """The body of a binder, with letters that are not used again inside."""
        self.around += letters
        try:
            return self._at_least(body, level)
        finally:
            del self.around[len(self.around) - len(letters):]

    def _poly(self, p: Poly) -> Set:
        if p.constant() is not None:
            c = p.constant()
            return (Row((LEADING_MINUS, Digits(str(-c)))), PRODUCT) if c < 0 else (Digits(str(c)), ATOM)
        ordered = sorted(p.terms, key=lambda t: (t[0] == (), t[1] < 0, t))
        parts: list[Node] = []
        for k, (monomial, c) in enumerate(ordered):
            factors = [self._power_of(s, e) for s, e in monomial]
            if abs(c) != 1 or not factors:
                factors.insert(0, Digits(str(abs(c))))
            if k or c < 0:
                parts.append((TIGHT_MINUS if c < 0 else TIGHT_PLUS) if k else LEADING_MINUS)
            parts += _spaced(factors)
        level = SUM if len(ordered) > 1 else PRODUCT if len(parts) > 1 else ATOM
        return (parts[0] if len(parts) == 1 else Row(tuple(parts))), level

    def _power_of(self, s: tuple, exponent: int) -> Node:
        name, labels = s
        base = self._member(name, tuple(map(Poly, labels)))
        return base if exponent == 1 else Scripts(base, None, Digits(str(exponent)))

    def _member(self, name: str, labels: tuple[Poly, ...]) -> Node:
        r"""x, A_ℓ; ``x^{(k)}`` for the member x_k where x is a symbol beside, so that x_k is an entry of that."""
        base = Name(before_index(name))
        if not labels or base.name == name:
            return Scripts(base, self._indices(labels)) if labels else Name(name)
        return Scripts(base, None, Bracket(self._indices(labels)))

    def _indices(self, indices: tuple[Poly, ...]) -> Node:
        nodes = [self._poly(p)[0] for p in indices]
        short = all(isinstance(n, Name) and len(n.text()) == 1 for n in nodes)
        parts: list[Node] = []
        for k, n in enumerate(nodes):
            parts += [COMMA] * (k > 0 and not short) + [n]
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    # -- brackets and parts
    def _set(self, x) -> Set:
        return self._expression(x)

    def _at_least(self, x, level: int) -> Node:
        node, own = self._set(x)
        return node if own >= level else Bracket(node)

    def _product(self, factors: list, sign: Node | None = None) -> Set:
        nodes = []
        for k, f in enumerate(factors):
            node, own = self._set(f)
            fits = own >= PRODUCT or own == OPEN and k == len(factors) - 1
            nodes.append(node if fits and not (k and begins_with_minus(node)) else Bracket(node))
        own = self._set(factors[-1])[1] if len(factors) == 1 else OPEN if self._set(factors[-1])[1] == OPEN else PRODUCT
        return (nodes[0] if len(nodes) == 1 else Row(tuple(_spaced(nodes, sign)))), own

    def _by_name(self, x) -> Set:
        """A node without a notation of its own: its name and its parts."""
        inner = [p for p in x.parts if isinstance(p, (Term, Expression))]
        return self._call(Name(x.op), inner), ATOM

    def _at(self, e: Expression, indices: tuple[Poly, ...]) -> Set:
        while e.op == "expand" or e.op == "squeeze" and indices:
            indices, e = _inner_indices(e, indices), e.parts[0]
        if not indices:
            return self._expression(e)
        if e.op == "symbol":
            return self._entry_of(self._member(e.parts[0], e.parts[1]), bool(e.parts[1]), indices), ATOM
        return Scripts(Bracket(self._expression(e)[0]), self._indices(indices)), ATOM

    def _entry_of(self, base: Node, labelled: bool, indices: tuple[Poly, ...]) -> Node:
        if not indices:
            return base
        base = Name(before_index(base.name)) if isinstance(base, Name) else base
        below = labelled or isinstance(base, Name) and base.lettered is not None
        return Scripts(Bracket(base) if below else base, self._indices(indices))

    def _number(self, value) -> Set:
        value = Fraction(value)
        node = rational(abs(value))
        if value < 0:
            return Row((LEADING_MINUS, node)), PRODUCT
        return node, ATOM if value.denominator == 1 else RAISED

    def _delta(self, p: Poly, q: Poly) -> Set:
        return Scripts(Name("\\delta"), self._indices(_delta_order(p, q))), ATOM

    def _side(self, factors: list) -> Node:
        return Digits("1") if not factors else self._set(factors[0])[0] if len(factors) == 1 else self._product(factors)[0]

    def _pow(self, base, exponent) -> Set:
        if exponent == Fraction(1, 2):
            return Root(self._set(base)[0]), RAISED
        if exponent < 0:
            lower = self._set(base)[0] if exponent == -1 else self._pow(base, -exponent)[0]
            return Quotient(Digits("1"), lower), RAISED
        return Scripts(self._at_least(base, ATOM), None, self._number(exponent)[0]), RAISED

    def _fn(self, name, order, argument) -> Set:
        if order < 4:
            return Row((Scripts(Name(name), None, None, order), Bracket(self._set(argument)[0]))), ATOM
        return Row((Scripts(Name(name), None, Bracket(Digits(str(order)))), Bracket(self._set(argument)[0]))), ATOM

    def _over(self, sign: str, command: str, node, lower, upper) -> Set:
        letter, = self._fresh(node)
        body = self.store.open(node, (symbol(letter),))
        return Big(sign, command, Name(letter), self._poly(lower)[0], self._poly(upper)[0],
                   self._under([letter], body, OPEN)), OPEN

    def _call(self, name: Node, arguments) -> Node:
        parts: list[Node] = []
        for k, a in enumerate(arguments):
            parts += [Sign(", ", ",\\,", ",")] * (k > 0) + [self._set(a)[0]]
        return Row((name, Bracket(parts[0] if len(parts) == 1 else Row(tuple(parts)))))

    # -- expressions
    def _expression(self, e: Expression) -> Set:
        if e.op in BINDING:
            return BINDING[e.op](self, e)
        return EXPRESSIONS[e.op](self, *e.parts) if e.op in EXPRESSIONS else self._by_name(e)

    def _symbol(self, name, labels, shape) -> Set:
        return self._member(name, labels), ATOM

    def _constant(self, value, shape) -> Set:
        node, level = self._number(value)
        if not shape or value == 0:
            return node, level
        ones = Name("\\mathbf{1}")
        return (ones, ATOM) if value == 1 else (Row((node, BESIDE, ones)), PRODUCT)

    def _sum_of(self, terms) -> Set:
        parts: list[Node] = []
        for k, e in enumerate(terms):
            node, level = self._expression(e)
            if k and begins_with_minus(node) and level != SUM:
                parts += [MINUS, Row(node.parts[1:])]
            else:
                parts += [PLUS] * (k > 0) + [Bracket(node) if level == SUM and k else node]
        return Row(tuple(parts)), SUM if len(terms) > 1 else self._expression(terms[0])[1]

    def _times(self, a, b) -> Set:
        if a.shape and b.shape:
            return self._product([a, b], Sign(" ⊙ ", r" \odot "))
        if a.op == "number" and a.parts[0] == -1:
            node, level = self._expression(b)
            return Row((LEADING_MINUS, Bracket(node) if level == SUM or begins_with_minus(node) else node)), PRODUCT
        return self._fraction(_scalars(a) + _scalars(b))

    def _fraction(self, factors: list) -> Set:
        below = [f for f in factors if f.op == "power" and not f.shape and f.parts[1] < 0]
        if not below:
            return self._product(factors)
        above = [f for f in factors if f not in below and not f.shape]
        arrays = [f for f in factors if f.shape]
        node = Quotient(self._side(above), Row(tuple(_spaced([
            self._power(f.parts[0], -f.parts[1])[0] if f.parts[1] != -1 else self._expression(f.parts[0])[0] for f in below]))))
        return (node, RAISED) if not arrays else (Row((node, BESIDE, self._product(arrays)[0])), PRODUCT)

    def _matmul(self, a, b) -> Set:
        if len(a.shape) == len(b.shape) == 1:
            return self._product([a, b], DOT)
        factors = []
        for x, y in ((a, b), (b, a)):
            joins = x.op == "matmul" and not (len(x.parts[0].shape) == 1 and len(x.parts[1].shape) == 1) and \
                len((x.parts[1] if x is a else x.parts[0]).shape) == 2
            factors += list(x.parts) if joins else [x]
        return self._product(factors)

    def _transposed(self, a) -> Set:
        return Scripts(self._at_least(a, ATOM), None, TRANSPOSED), RAISED

    def _power(self, a, exponent) -> Set:
        if a.shape:
            up = Row((Sign("⊙", r"\odot "), self._number(exponent)[0]))
            return Scripts(self._at_least(a, ATOM), None, up), RAISED
        return self._pow(a, exponent)

    def _matpower(self, a, p) -> Set:
        return Scripts(self._at_least(a, ATOM), None, self._poly(p)[0]), RAISED

    def _named_call(word: str):
        return lambda self, *arguments: (self._call(Name(word), arguments), ATOM)

    def _entry(self, a, indices) -> Set:
        return self._at(a, indices)

    def _array(self, e: Expression) -> Set:
        letters = self._fresh(e, count=len(e.parts[0]))
        body = self.store.open(e, tuple(map(symbol, letters)))
        return Scripts(Bracket(self._under(letters, body), "[", "]"), self._indices(tuple(map(symbol, letters)))), ATOM

    def _listing(self, extents, entries) -> Set:
        columns = 1 if len(extents) == 1 else extents[-1].constant() or len(entries)
        cells = [self._expression(x)[0] for x in entries]
        return Grid(tuple(tuple(cells[k:k + columns]) for k in range(0, len(cells), columns))), ATOM

    def _product_over(self, e: Expression) -> Set:
        _, first, last, _ = e.parts
        return self._over("∏", r"\prod", e, first, last)

    def _piecewise(self, branches) -> Set:
        """The first branch whose comparisons of numbers hold."""
        rows = []
        for comparisons, value in branches:
            said: list[Node] = [Said("if ") if comparisons else Said("otherwise")]
            for k, (a, relation, b) in enumerate(comparisons):
                said += [Sign(", ", ",\\,", ",")] * (k > 0)
                said += [self._expression(a)[0], RELATIONS[relation], self._expression(b)[0]]
            rows.append((self._expression(value)[0], Row(tuple(said))))
        return Grid(tuple(rows), cases=True), ATOM

    def _cases(self, branches) -> Set:
        rows = []
        for conditions, value in branches:
            said: list[Node] = [Said("if ") if conditions else Said("otherwise")]
            for k, (p, relation, q) in enumerate(conditions):
                said += [Sign(", ", ",\\,", ",")] * (k > 0) + [self._poly(p)[0], RELATIONS[relation], self._poly(q)[0]]
            rows.append((self._expression(value)[0], Row(tuple(said))))
        return Grid(tuple(rows), cases=True), ATOM

    def _derivative(self, body, variable, place, axes) -> Set:
        by = self._expression(variable)[0]
        by = by if place is None else self._entry_of(by, bool(variable.parts[1]), place)
        below = Row((PARTIAL, by))
        while body.op in ("squeeze", "expand"):
            body = body.parts[0]
        if body.op == "symbol" or body.op == "entry" and body.parts[0].op == "symbol":
            return Quotient(Row((PARTIAL, self._expression(body)[0])), below, bare=True), RAISED
        return Row((Derivation(below), BESIDE, Bracket(self._expression(body)[0]))), OPEN


class Derivation(Quotient):
    """∂/∂x before what is differentiated."""

    def __init__(self, below: Node):
        super().__init__(PARTIAL, below, True)


TIGHT_PLUS, TIGHT_MINUS = Sign("+", "+"), Sign("-", "-", "−")


def _spaced(nodes: list[Node], sign: Node | None = None) -> list[Node]:
    """Factors side by side; a dot before one that begins with a digit."""
    parts: list[Node] = []
    for k, node in enumerate(nodes):
        if k:
            parts.append(sign or (DOT if node.text()[:1].isdigit() else BESIDE))
        parts.append(node)
    return parts


def begins_with_minus(node: Node) -> bool:
    return isinstance(node, Row) and node.parts[0] is LEADING_MINUS


def _delta_order(p: Poly, q: Poly) -> tuple[Poly, Poly]:
    return (p, q) if str(p) <= str(q) and p.constant() is None or q.constant() is not None else (q, p)


def _inner_indices(e: Expression, indices: tuple[Poly, ...]) -> tuple[Poly, ...]:
    """The indices of what is expanded or squeezed: axes of extent one dropped, or put in as 1."""
    axes = e.parts[1]
    if e.op == "expand":
        return tuple(p for k, p in enumerate(indices) if k not in axes)
    full = list(indices)
    for axis in sorted(axes):
        full.insert(axis, number(1))
    return tuple(full)


def _scalars(e: Expression) -> list[Expression]:
    """The factors of a product of numbers, left to right."""
    if e.op == "times" and not e.parts[0].shape and not e.parts[1].shape:
        return _scalars(e.parts[0]) + _scalars(e.parts[1])
    return [e]


BINDING = {
    "sum": lambda w, t: w._over("Σ", r"\sum", t, t.parts[1], t.parts[2]),
    "prod": lambda w, t: w._over("∏", r"\prod", t, t.parts[1], t.parts[2]),
    "max": lambda w, t: w._over("max", r"\max", t, t.parts[1], t.parts[2]),
    "min": lambda w, t: w._over("min", r"\min", t, t.parts[1], t.parts[2]),
    "matprod": Setting._product_over, "array": Setting._array,
}
"""Nodes that bind a name; terms share them."""

EXPRESSIONS = {
    "number": Setting._number, "integer": Setting._poly, "symbol": Setting._symbol,
    "identity": lambda w, n: (Name("I"), ATOM), "constant": Setting._constant,
    "unit": lambda w, p, n: (Scripts(Name("e"), w._poly(p)[0]), ATOM), "delta": Setting._delta,
    "add": Setting._sum_of, "times": Setting._times, "matmul": Setting._matmul, "transpose": Setting._transposed,
    "power": Setting._power, "matpower": Setting._matpower,
    "inverse": lambda w, a: (Scripts(w._at_least(a, ATOM), None, Digits("-1")), RAISED),
    "pinv": lambda w, a: (Scripts(w._at_least(a, ATOM), None, PSEUDO), RAISED),
    "matexp": lambda w, a: (Scripts(Name("e"), None, w._expression(a)[0]), RAISED),
    "det": Setting._named_call("det"), "trace": Setting._named_call("tr"), "diagonal": Setting._named_call("diag"),
    "diagonal_part": Setting._named_call("diag"), "vec": Setting._named_call("vec"),
    "kronecker": lambda w, a, b: w._product([a, b], Sign(" ⊗ ", r" \otimes ")),
    "apply": Setting._fn, "curve": lambda w, f, k, a, shape: w._fn(f, k, a), "field": lambda w, f, k, a, shape: w._fn(f, k, a),
    "entry": Setting._entry,
    "largest": lambda w, items: (w._call(Name("max"), items), ATOM),
    "smallest": lambda w, items: (w._call(Name("min"), items), ATOM),
    "listing": Setting._listing, "cases": Setting._cases, "piecewise": Setting._piecewise, "derivative": Setting._derivative,
    "squeeze": lambda w, a, axes: w._expression(a), "expand": lambda w, a, axes: w._expression(a),
}
