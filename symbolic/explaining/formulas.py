r"""The checker's terms and expressions as mathematics for people.

Bound variables get letters that are free where they stand; the variables of the
claim's axes are i, j, ….  Factors are ordered as one would write them: numbers,
functions, entries (each sharing an index with the one before), derivatives,
sums, deltas.
"""
from __future__ import annotations

from fractions import Fraction

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


class Writer:
    """Sets the terms of one certificate.

    ``letters`` are what the index ``variables`` are called that a line may mention
    free; ``bound`` are those that stand under Σ in the lines, but free in a reason.
    """

    def __init__(self, store: Store, taken: frozenset[str], variables: list[str], bound: list[str]):
        self.store, self.taken = store, taken
        self.letters = dict(zip(variables, (x for x in (*AXES, *LETTERS) if x not in taken)))
        self.axes = set(self.letters.values())
        self.bound = frozenset(bound)
        self.around: list[str] = []

    # -- what is printed
    def term(self, t: Term) -> Node:
        return self._term(self._named(t))[0]

    def expression(self, e: Expression) -> Node:
        return self._expression(e)[0]

    def poly(self, p: Poly) -> Node:
        return self._poly(self._lettered(p))[0]

    def member(self, name: str, labels: tuple[Poly, ...]) -> Node:
        r"""``A_{\ell}``."""
        return self._member(name, tuple(map(self._lettered, labels)))

    def range(self, name: str, lower: Poly | None, upper: Poly | None) -> Formula:
        """``i = 1, …, n``; an end that is not known is left out."""
        ends = [self.poly(p) if p is not None else Row(()) for p in (lower, upper)]
        who = Name(self.letters.get(name, name))
        if lower is not None and lower == upper:
            return formula(Row((who, EQUALS, ends[0])))
        return formula(Row((who, EQUALS, ends[0], THROUGH, ends[1])))

    def _lettered(self, p: Poly) -> Poly:
        return p.substitute({(v, ()): value for v, value in self._letters_for(p.names).items()})

    def _named(self, t: Term) -> Term:
        return self.store.substitute(t, self._letters_for(t.names))

    def _letters_for(self, names: frozenset[str]) -> dict[str, Poly]:
        """What the variables among the names are called; bound ones by letters that are free there."""
        free = [x for x in LETTERS if x not in names and x not in self.taken and x not in self.axes]
        inner = dict(zip(sorted(names & self.bound), free))
        return {v: symbol(x) for v, x in {**self.letters, **inner}.items() if v in names}

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
        return Scripts(Name(name), self._indices(labels)) if labels else Name(name)

    def _indices(self, indices: tuple[Poly, ...]) -> Node:
        nodes = [self._poly(p)[0] for p in indices]
        short = all(isinstance(n, Name) and len(n.text()) == 1 for n in nodes)
        parts: list[Node] = []
        for k, n in enumerate(nodes):
            parts += [COMMA] * (k > 0 and not short) + [n]
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    # -- brackets
    def _set(self, x) -> Set:
        return self._term(x) if isinstance(x, Term) else self._expression(x)

    def _at_least(self, x, level: int) -> Node:
        node, own = self._set(x)
        return node if own >= level else Bracket(node)

    def _product(self, factors: list, sign: Node | None = None) -> Set:
        nodes = []
        for k, f in enumerate(factors):
            node, own = self._set(f)
            fits = own >= PRODUCT or own == OPEN and k == len(factors) - 1
            nodes.append(node if fits and not (k and _begins_with_minus(node)) else Bracket(node))
        own = self._set(factors[-1])[1] if len(factors) == 1 else OPEN if self._set(factors[-1])[1] == OPEN else PRODUCT
        return (nodes[0] if len(nodes) == 1 else Row(tuple(_spaced(nodes, sign)))), own

    # -- terms
    def _term(self, t: Term) -> Set:
        if t.op in TERMS:
            return TERMS[t.op](self, *t.parts)
        return NODES[t.op](self, t) if t.op in NODES else self._by_name(t)

    def _by_name(self, x) -> Set:
        """A node without a notation of its own: its name and its parts."""
        inner = [p for p in x.parts if isinstance(p, (Term, Expression))]
        return self._call(Name(x.op), inner), ATOM

    def _at(self, e: Expression, indices: tuple[Poly, ...]) -> Set:
        if not indices:
            return self._expression(e)
        if e.op == "symbol":
            return self._entry_of(self._member(e.parts[0], e.parts[1]), bool(e.parts[1]), indices), ATOM
        return Scripts(Bracket(self._expression(e)[0]), self._indices(indices)), ATOM

    def _entry_of(self, base: Node, labelled: bool, indices: tuple[Poly, ...]) -> Node:
        return Scripts(Bracket(base) if labelled else base, self._indices(indices)) if indices else base

    def _number(self, value) -> Set:
        value = Fraction(value)
        node = rational(abs(value))
        if value < 0:
            return Row((LEADING_MINUS, node)), PRODUCT
        return node, ATOM if value.denominator == 1 else RAISED

    def _delta(self, p: Poly, q: Poly) -> Set:
        return Scripts(Name("\\delta"), self._indices(_delta_order(p, q))), ATOM

    def _holds(self, p, relation, q) -> Set:
        return Bracket(Row((self._poly(p)[0], RELATIONS[relation], self._poly(q)[0])), "[", "]"), ATOM

    def _add(self, *terms) -> Set:
        ordered = sorted(terms, key=lambda t: (_negative(t), LAST_IN_SUMS.get(t.op, 0)))
        parts: list[Node] = []
        for k, t in enumerate(ordered):
            positive = self._without_minus(t) if k and _negative(t) else None
            node, level = self._term(t if positive is None else positive)
            parts += [MINUS if positive is not None else PLUS] * (k > 0)
            parts.append(Bracket(node) if level == SUM or k and _begins_with_minus(node) else node)
        return Row(tuple(parts)), SUM

    def _without_minus(self, t: Term) -> Term:
        if t.op == "num":
            return self.store.num(-t.parts[0])
        k = next(k for k, f in enumerate(t.parts) if f.op == "num" and f.parts[0] < 0)
        rest = list(t.parts[:k] + t.parts[k + 1:])
        size = -t.parts[k].parts[0]
        return self.store.mul(rest if size == 1 else [self.store.num(size), *rest])

    def _mul(self, *factors) -> Set:
        t = self.store.mul(factors)
        if _negative(t):
            node, level = self._term(self._without_minus(t))
            return Row((LEADING_MINUS, Bracket(node) if level == SUM else node)), min(max(level, OPEN), PRODUCT)
        below = [f for f in factors if f.op == "pow" and f.parts[1] < 0]
        above = _ordered([f for f in factors if f not in below])
        if not below:
            return self._product(above)
        bottom = [f.parts[0] if f.parts[1] == -1 else self.store.term("pow", f.parts[0], -f.parts[1]) for f in below]
        numbers = [f for f in above if f.op == "num"]
        rest = [f for f in above if f not in numbers]
        top = self._side(numbers) if len(rest) > 1 or rest and rest[0].op in ("sum", "D") else self._side(above)
        node = Quotient(top, self._side(bottom))
        if len(rest) > 1 or rest and rest[0].op in ("sum", "D"):
            inner, level = self._product(rest)
            return Row((node, BESIDE, inner)), min(level, PRODUCT)
        return node, RAISED

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

    def _largest(self, *terms) -> Set:
        return self._call(Name("max"), terms), ATOM

    def _call(self, name: Node, arguments) -> Node:
        parts: list[Node] = []
        for k, a in enumerate(arguments):
            parts += [Sign(", ", ",\\,", ",")] * (k > 0) + [self._set(a)[0]]
        return Row((name, Bracket(parts[0] if len(parts) == 1 else Row(tuple(parts)))))

    def _matrix(self, t: Term) -> tuple[Node, int]:
        """The matrix inside ``inv`` or ``determinant``: by name if its entries are those of one."""
        row, column = self._fresh(t, count=2)
        body = self.store.open(t, (symbol(row), symbol(column)))
        if body.op == "at" and not {row, column} & body.parts[0].names:
            if body.parts[1] == (symbol(row), symbol(column)):
                return self._expression(body.parts[0])
            if body.parts[1] == (symbol(column), symbol(row)):
                return Scripts(self._at_least(body.parts[0], ATOM), None, TRANSPOSED), RAISED
        entries = Row((self._indices((symbol(row), symbol(column))),))
        return Scripts(Bracket(self._under([row, column], body), "[", "]"), entries), ATOM

    def _inv(self, t: Term) -> Set:
        node, level = self._matrix(t)
        raised = Scripts(node if level == ATOM else Bracket(node), None, Digits("-1"))
        return Scripts(Bracket(raised), self._indices(t.parts[2:-1])), ATOM

    def _determinant(self, t: Term) -> Set:
        return Row((Name("det"), Bracket(self._matrix(t)[0]))), ATOM

    def _D(self, body, name, labels, indices) -> Set:
        by = self._entry_of(self._member(name, labels), bool(labels), indices)
        below = Row((PARTIAL, by))
        if body.op == "at" and (body.parts[0].op == "symbol" or body.parts[1]):
            return Quotient(Row((PARTIAL, self._term(body)[0])), below, bare=True), RAISED
        return Row((Derivation(below), BESIDE, Bracket(self._set(body)[0]))), OPEN

    # -- expressions
    def _expression(self, e: Expression) -> Set:
        if e.op in OPENED:
            return NODES[e.op](self, e)
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
            if k and _begins_with_minus(node) and level != SUM:
                parts += [MINUS, Row(node.parts[1:])]
            else:
                parts += [PLUS] * (k > 0) + [Bracket(node) if level == SUM and k else node]
        return Row(tuple(parts)), SUM if len(terms) > 1 else self._expression(terms[0])[1]

    def _times(self, a, b) -> Set:
        if a.shape and b.shape:
            return self._product([a, b], Sign(" ⊙ ", r" \odot "))
        if a.op == "number" and a.parts[0] == -1:
            node, level = self._expression(b)
            return Row((LEADING_MINUS, Bracket(node) if level == SUM or _begins_with_minus(node) else node)), PRODUCT
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


def _begins_with_minus(node: Node) -> bool:
    return isinstance(node, Row) and node.parts[0] is LEADING_MINUS


def _negative(t: Term) -> bool:
    if t.op == "num":
        return t.parts[0] < 0
    return t.op == "mul" and any(f.op == "num" and f.parts[0] < 0 for f in t.parts)


def _delta_order(p: Poly, q: Poly) -> tuple[Poly, Poly]:
    return (p, q) if str(p) <= str(q) and p.constant() is None or q.constant() is not None else (q, p)


def _scalars(e: Expression) -> list[Expression]:
    """The factors of a product of numbers, left to right."""
    if e.op == "times" and not e.parts[0].shape and not e.parts[1].shape:
        return _scalars(e.parts[0]) + _scalars(e.parts[1])
    return [e]


LAST_IN_SUMS = {"at": 1, "int": 2, "num": 3}
PLACES = {"num": 0, "int": 1, "pow": 2, "determinant": 2, "fn": 3, "at": 4, "inv": 4, "max": 5, "largest": 5, "add": 5,
          "D": 6, "sum": 8, "delta": 7, "holds": 7}
"""Where a factor stands in a product."""


def _ordered(factors: list[Term]) -> list[Term]:
    """Factors as one would write them; entries in a chain: A_ik B_kj."""
    entries = [f for f in factors if f.op in ("at", "inv")]
    chain = _chained(entries)
    rank = {f.serial: k for k, f in enumerate(chain)}
    return sorted(factors, key=lambda f: (PLACES.get(f.op, 5), rank.get(f.serial, 0)))


def _chained(entries: list[Term]) -> list[Term]:
    """Begin where a row index occurs once, go on with the factor that shares an index."""
    left, chain = list(entries), []
    while left:
        shared = [f for f in left if chain and _index_names(chain[-1]) & _index_names(f)]
        start = shared or sorted(left, key=lambda f: (len(_index_names(f)) != 2, _first_index(f)))
        chain.append(start[0])
        left.remove(start[0])
    return chain


def _index_names(f: Term) -> frozenset[str]:
    indices = f.parts[1] if f.op == "at" else f.parts[2:-1]
    return frozenset().union(*(p.names for p in indices)) if indices else frozenset()


def _first_index(f: Term) -> str:
    indices = f.parts[1] if f.op == "at" else f.parts[2:-1]
    return str(indices[0]) if indices else "~"


TERMS = {
    "num": Writer._number, "int": Writer._poly, "delta": Writer._delta, "holds": Writer._holds,
    "add": Writer._add, "mul": Writer._mul, "pow": Writer._pow, "fn": Writer._fn, "largest": Writer._largest,
    "at": Writer._at, "D": Writer._D,
}
NODES = {
    "sum": lambda w, t: w._over("Σ", r"\sum", t, t.parts[1], t.parts[2]),
    "max": lambda w, t: w._over("max", r"\max", t, t.parts[1], t.parts[2]),
    "min": lambda w, t: w._over("min", r"\min", t, t.parts[1], t.parts[2]),
    "matprod": Writer._product_over, "array": Writer._array,
    "inv": Writer._inv, "determinant": Writer._determinant,
}
OPENED = frozenset({"sum", "max", "min", "matprod", "array"})
"""Expressions that bind a name."""

EXPRESSIONS = {
    "number": Writer._number, "integer": Writer._poly, "symbol": Writer._symbol,
    "identity": lambda w, n: (Name("I"), ATOM), "constant": Writer._constant,
    "unit": lambda w, p, n: (Scripts(Name("e"), w._poly(p)[0]), ATOM), "delta": Writer._delta,
    "add": Writer._sum_of, "times": Writer._times, "matmul": Writer._matmul, "transpose": Writer._transposed,
    "power": Writer._power, "matpower": Writer._matpower,
    "inverse": lambda w, a: (Scripts(w._at_least(a, ATOM), None, Digits("-1")), RAISED),
    "det": Writer._named_call("det"), "trace": Writer._named_call("tr"), "diagonal": Writer._named_call("diag"),
    "diagonal_part": Writer._named_call("diag"), "vec": Writer._named_call("vec"),
    "kronecker": lambda w, a, b: w._product([a, b], Sign(" ⊗ ", r" \otimes ")),
    "apply": Writer._fn, "curve": lambda w, f, k, a, shape: w._fn(f, k, a), "entry": Writer._entry,
    "largest": lambda w, items: (w._call(Name("max"), items), ATOM),
    "smallest": lambda w, items: (w._call(Name("min"), items), ATOM),
    "listing": Writer._listing, "cases": Writer._cases, "derivative": Writer._derivative,
    "squeeze": lambda w, a, axes: w._expression(a), "expand": lambda w, a, axes: w._expression(a),
}
