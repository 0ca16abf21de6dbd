r"""Terms: index notation, hash-consed.

A term is a real number depending on the integers in it: sums and products of
indexed atoms, Kronecker deltas, functions of terms, sums over index variables,
partial derivatives.  Inside one ``Terms`` table equal terms are one object:
alpha-equivalent sums too, since a bound variable is named by its height above
the sums inside it and by its extent, and products too, whatever their order.

| op    | data                       | args   | meaning |
|-------|----------------------------|--------|---------|
| num   | Fraction                   |        | a rational |
| int   | P                          |        | an integer as a real |
| delta | (P, P)                     |        | δ_{p q} |
| holds | (P, relation, P)           |        | 1 if it holds, else 0 |
| add, mul |                         | terms  | flattened, sorted |
| pow   | Fraction                   | (t,)   | t ** exponent |
| fn    | (name, order)              | (t,)   | f^{(order)}(t) |
| positive |                         | (t,)   | 1 if t > 0, else 0 |
| sum   | names                      | (body,)| Σ over 1..extent of each name |
| max   | (name,)                    | (body,)| the largest value over 1..extent |
| prod  | (name,)                    | (body,)| Π over 1..extent |
| largest |                          | terms  | the largest of them, flattened, sorted, each once |
| at    | (Expression, indices)      |        | an entry of an expression |
| D     | (name, labels, indices)    | (t,)   | ∂t / ∂ name[labels]_{indices} |
| inv   | (names, (P, P))            | (t,)   | an entry of the inverse of the matrix (t)_{names} |
| pinv  | (names, (P, P))            | (t,)   | an entry of the pseudo-inverse of the matrix (t)_{names} |
| expm  | (names, (P, P))            | (t,)   | an entry of the exponential of the matrix (t)_{names} |
| determinant | (names, ())          | (t,)   | the determinant of the matrix (t)_{names} |
"""
from __future__ import annotations

from fractions import Fraction
from typing import Iterable

from symbolic.effort import METER, TERM
from symbolic.language.binding import substitute_integers
from symbolic.language.context import Context
from symbolic.language.expressions import Array, Expression, Extremum, MatrixProduct, Product, Sum
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer

from .polynomials import LARGEST_NUMBER, ONE, TooLarge, age, multiplied, power

P = IntegerPolynomial
ZERO = Fraction(0)
MATRICES = ("inv", "pinv", "expm", "determinant")
BINDERS = ("sum", "max", "prod")
MOST_TERMS = 60_000


class Term:
    """One node; compare with ``is``.  ``order`` is its age, a total order."""

    __slots__ = ("op", "data", "args", "free", "height", "order")

    def __init__(self, op, data, args, free, height, order):
        self.op, self.data, self.args = op, data, args
        self.free, self.height, self.order = free, height, order

    def __repr__(self) -> str:
        from .show import show
        return show(self)


class Terms:
    """The table of terms of one proof, ``most`` of them; ``context`` supplies integer equalities."""

    def __init__(self, context: Context, equal: dict[IntegerSymbol, P], most: int = MOST_TERMS):
        self.context = context
        self.equal = equal
        self.most = most
        self.table: dict[tuple, Term] = {}
        self.extents: dict[str, P] = {}  # every index variable, bound or open
        self.symmetric_matrices: set[Term] = set()  # bodies of inverses and exponentials known to be symmetric
        self.written: dict = {}  # integers and expressions as texts, by which variables are ordered
        self._names_of: dict = {}
        self._expression_cache: dict = {}
        self._simple: dict = {}
        self._polynomials: dict = {}
        self._numbers: dict[tuple[int, int], Term] = {}
        self._polynomial_of: dict[Term, dict] = {}
        self._sums: dict[tuple, Term] = {}
        self._bound_names: dict[tuple, str] = {}
        self._fresh = 0
        self.zero, self.one = self.num(ZERO), self.num(ONE)

    # ------------------------------------------------------------ integers and variables
    def p(self, value) -> P:
        """A polynomial with the known equalities put in."""
        if not self.equal:
            return integer(value)
        found = self._polynomials.get(value)
        if found is None:
            found = self._polynomials[value] = integer(value).substitute(self.equal)
        return found

    def names(self, value) -> frozenset[str]:
        """The integer names in a polynomial or (free) in an expression."""
        if not isinstance(value, Expression):
            return value.names()
        found = self._names_of.get(value)
        if found is None:
            inside: set[str] = set()

            def note(part):
                inside.update(self.names(part))
                return part

            value.map(note, note)
            if isinstance(value, Array):
                inside.difference_update(name for name, _ in value.binders)
            elif isinstance(value, (Sum, Product, Extremum, MatrixProduct)):
                inside.discard(value.index)
            found = self._names_of[value] = frozenset(inside)
        return found

    def place(self, symbol) -> tuple:
        """Name and labels of a symbol; labels that run over an index are None, all members alike."""
        runs = any(not self.extents.keys().isdisjoint(x.names()) for x in symbol.labels)
        return symbol.name, None if runs else symbol.labels

    def variable(self, extent: P, stem: str = "i") -> str:
        """A new open index variable with range 1..extent."""
        self._fresh += 1
        name = f"{stem}#{self._fresh}"
        self.extents[name] = extent
        return name

    def _bound(self, level: int, extent: P) -> str:
        name = self._bound_names.get((level, extent))
        if name is None:
            name = self._bound_names[level, extent] = f"%{level}:{extent}"
            self.extents[name] = extent
        return name

    # ------------------------------------------------------------ constructors
    def _make(self, op, data, args, free, height) -> Term:
        METER.spent += TERM
        key = (op, data, args)
        term = self.table.get(key)
        if term is None:
            if len(self.table) > self.most:
                raise TooLarge(f"more than {self.most} terms")
            term = self.table[key] = Term(op, data, args, free, height, len(self.table))
        return term

    def num(self, value) -> Term:
        value = _fraction(value)
        ratio = value.as_integer_ratio()
        found = self._numbers.get(ratio)
        if found is None:
            if max(map(int.bit_length, ratio)) > LARGEST_NUMBER:
                raise TooLarge(f"a number of more than {LARGEST_NUMBER} binary digits")
            found = self._numbers[ratio] = self._make("num", value, (), frozenset(), 0)
        return found

    def int(self, value) -> Term:
        value = self.p(value)
        return self._make("int", value, (), self.names(value), 0)

    def delta(self, left, right) -> Term:
        left, right = self.p(left), self.p(right)
        if right < left:
            left, right = right, left
        return self._make("delta", (left, right), (), self.names(left) | self.names(right), 0)

    def holds(self, left, relation: str, right) -> Term:
        left, right = self.p(left), self.p(right)
        return self._make("holds", (left, relation, right), (), self.names(left) | self.names(right), 0)

    def add(self, terms: Iterable[Term]) -> Term:
        return self._collect("add", terms, self.zero)

    def mul(self, terms: Iterable[Term]) -> Term:
        return self._collect("mul", terms, self.one)

    def _collect(self, op: str, terms: Iterable[Term], empty: Term) -> Term:
        flat: list[Term] = []
        for t in terms:
            flat.extend(t.args if t.op == op else (t,))
        if not flat:
            return empty
        if len(flat) == 1:
            return flat[0]
        flat.sort(key=_order)
        args = tuple(flat)
        found = self.table.get((op, None, args))
        if found is not None:
            return found
        free = frozenset().union(*(t.free for t in flat))
        return self._make(op, None, args, free, max(t.height for t in flat))

    def pow(self, base: Term, exponent) -> Term:
        return self._make("pow", _fraction(exponent), (base,), base.free, base.height)

    def negative(self, t: Term) -> Term:
        return self.mul([self.num(-1), t])

    def positive(self, arg: Term) -> Term:
        """1 where arg > 0, else 0."""
        return self._make("positive", None, (arg,), arg.free, arg.height)

    def fn(self, name: str, order: int, arg: Term) -> Term:
        return self._make("fn", (name, order), (arg,), arg.free, arg.height)

    def sum(self, names: Iterable[str], body: Term) -> Term:
        """Σ over open (or bound) variables of ``body``, which then are bound in it."""
        names = tuple(names)
        if not names:
            return body
        found = self._sums.get((names, body))
        if found is None:
            found = self._sums[names, body] = self._closed(names, body)
        return found

    def _closed(self, names: tuple[str, ...], body: Term) -> Term:
        level = body.height
        mapping, canonical = {}, []
        for offset, name in enumerate(names, start=1):
            new = self._bound(level + offset, self.extents[name])
            canonical.append(new)
            if new != name:
                mapping[name] = integer(new)
        return self._bind(tuple(canonical), self.replace(body, mapping), level + len(names))

    def _bind(self, canonical: tuple[str, ...], body: Term, height: int, op: str = "sum") -> Term:
        free = body.free.difference(canonical)
        for name in canonical:
            free |= self.extents[name].names()
        return self._make(op, canonical, (body,), free, height)

    def maximum(self, name: str, body: Term) -> Term:
        """The largest value of ``body`` over an open variable, which then is bound in it."""
        return self._over("max", name, body)

    def product(self, name: str, body: Term) -> Term:
        """Π over an open variable of ``body``, which then is bound in it."""
        return self._over("prod", name, body)

    def _over(self, op: str, name: str, body: Term) -> Term:
        (canonical,) = names = (self._bound(body.height + 1, self.extents[name]),)
        inner = body if canonical == name else self.replace(body, {name: integer(canonical)})
        return self._bind(names, inner, body.height + 1, op)

    def largest(self, terms: Iterable[Term]) -> Term:
        flat = {x for t in terms for x in (t.args if t.op == "largest" else (t,))}
        args = tuple(sorted(flat, key=_order))
        if len(args) == 1:
            return args[0]
        return self._make("largest", None, args, frozenset().union(*(t.free for t in args)), max(t.height for t in args))

    def inverse(self, names: Iterable[str], body: Term, places: Iterable) -> Term:
        """The entry at two places of the inverse of the matrix whose entry at two open variables is ``body``."""
        return self.matrix("inv", names, body, places)

    def exponential(self, names: Iterable[str], body: Term, places: Iterable) -> Term:
        """The same entry of its exponential."""
        return self.matrix("expm", names, body, places)

    def pseudo_inverse(self, names: Iterable[str], body: Term, places: Iterable) -> Term:
        """The same entry of its pseudo-inverse."""
        return self.matrix("pinv", names, body, places)

    def determinant(self, names: Iterable[str], body: Term) -> Term:
        return self.matrix("determinant", names, body)

    def matrix(self, op: str, names: Iterable[str], body: Term, places: Iterable = ()) -> Term:
        """An ``inv``, ``pinv``, ``expm`` or ``determinant`` of the matrix whose entry at two open variables is ``body``."""
        names = tuple(names)
        canonical = tuple(self._bound(body.height + k, self.extents[name]) for k, name in enumerate(names, start=1))
        inner = self.replace(body, {old: integer(new) for old, new in zip(names, canonical) if old != new})
        return self.of_matrix(op, canonical, inner, tuple(self.p(x) for x in places))

    def of_matrix(self, op: str, canonical: tuple[str, ...], inner: Term, places: tuple[P, ...] = ()) -> Term:
        """The same of a matrix that is bound already."""
        free = inner.free.difference(canonical)
        free = free.union(*(x.names() for x in (*places, *(self.extents[name] for name in canonical))))
        return self._make(op, (canonical, places), (inner,), free, inner.height + len(canonical))

    def bound(self, t: Term) -> tuple[str, ...]:
        """The variables that this term itself binds."""
        return t.data if t.op in BINDERS else t.data[0] if t.op in MATRICES else ()

    def at(self, expression: Expression, indices: Iterable) -> Term:
        return self._at(self.simplified(expression), tuple(self.p(x) for x in indices))

    def _at(self, expression: Expression, indices: tuple[P, ...]) -> Term:
        found = self.table.get(("at", (expression, indices), ()))
        if found is not None:
            return found
        free = self.names(expression).union(*(self.names(x) for x in indices))
        return self._make("at", (expression, indices), (), free, 0)

    def D(self, body: Term, name: str, labels: Iterable, indices: Iterable) -> Term:
        labels = tuple(self.p(x) for x in labels)
        indices = tuple(self.p(x) for x in indices)
        free = body.free.union(*(self.names(x) for x in labels + indices))
        return self._make("D", (name, labels, indices), (body,), free, body.height)

    # ------------------------------------------------------------ substitution
    def expression(self, e: Expression, mapping: dict[str, P]) -> Expression:
        """``e`` with free integer names replaced and equalities put in."""
        names = self.names(e)
        relevant = [(k, v) for k, v in mapping.items() if k in names]
        if not relevant:
            return e
        key = (e, *sorted(relevant)) if len(relevant) > 1 else (e, relevant[0])
        found = self._expression_cache.get(key)
        if found is None:
            found = substitute_integers(e, {IntegerSymbol(k): v for k, v in relevant})
            found = self._expression_cache[key] = self.simplified(found)
        return found

    def simplified(self, e: Expression) -> Expression:
        """``e`` with the known equalities of integers put in."""
        if not self.equal:
            return e
        found = self._simple.get(e)
        if found is None:
            found = e.map(self.simplified, self.p)
            self._simple[e] = self._simple[found] = found
        return found

    def replace(self, t: Term, mapping: dict[str, P]) -> Term:
        """t[name := value, …] for free integer names, everywhere in ``t``.

        Values are never captured: bound names of sums are of lower height
        than any name free around them, and values use open names or names
        bound further out.
        """
        if not mapping:
            return t
        symbols = {IntegerSymbol(k): v for k, v in mapping.items()}
        names = frozenset(mapping)
        cache: dict[Term, Term] = {}

        def poly(p: P) -> P:
            return self.p(p.substitute(symbols)) if not names.isdisjoint(p.names()) else p

        def go(t: Term) -> Term:
            if names.isdisjoint(t.free):
                return t
            done = cache.get(t)
            if done is None:
                done = cache[t] = self._replaced(t, go, poly, mapping)
            return done

        return go(t)

    def _replaced(self, t: Term, go, poly, mapping) -> Term:
        match t.op:
            case "add" | "mul" | "pow" | "fn" | "positive":
                return self.rebuilt(t, go)
            case "int":
                return self.int(poly(t.data))
            case "delta":
                return self.delta(poly(t.data[0]), poly(t.data[1]))
            case "holds":
                return self.holds(poly(t.data[0]), t.data[1], poly(t.data[2]))
            case "at":
                return self._at(self.expression(t.data[0], mapping), tuple(map(poly, t.data[1])))
            case "D":
                name, labels, indices = t.data
                return self.D(go(t.args[0]), name, map(poly, labels), map(poly, indices))
            case "largest":
                return self.largest(map(go, t.args))
            case "sum" | "max" | "prod" if all(mapping.keys().isdisjoint(self.extents[name].names()) for name in t.data):
                return self._bind(t.data, go(t.args[0]), t.height, t.op)
            case "inv" | "pinv" | "expm" | "determinant":
                (names, places), extents = t.data, [self.extents[name] for name in t.data[0]]
                places = tuple(map(poly, places))
                if all(mapping.keys().isdisjoint(extent.names()) for extent in extents):
                    return self.of_matrix(t.op, names, go(t.args[0]), places)
                names, body = self.open(t)
                self.extents.update(zip(names, map(poly, extents)))
                return self.matrix(t.op, names, self.replace(body, mapping), places)
            case "sum" | "max" | "prod":
                names, body = self.open(t)
                for new, old in zip(names, t.data):
                    self.extents[new] = poly(self.extents[old])
                body = self.replace(body, mapping)
                return self.sum(names, body) if t.op == "sum" else self._over(t.op, *names, body)
        raise AssertionError(t.op)

    def put(self, t: Term, atom: Term, value: Term) -> Term:
        """t with an atom without integers in it replaced by a term."""
        return value if t is atom else self.rebuilt(t, lambda x: self.put(x, atom, value))

    def rebuilt(self, t: Term, go) -> Term:
        """A sum, product, power, function, maximum, case or Σ with ``go`` of its parts, Σ's body opened; any other term itself."""
        match t.op:
            case "add":
                return self.add(map(go, t.args))
            case "mul":
                return self.mul(map(go, t.args))
            case "pow":
                return self.pow(go(t.args[0]), t.data)
            case "fn":
                return self.fn(*t.data, go(t.args[0]))
            case "positive":
                return self.positive(go(t.args[0]))
            case "largest":
                return self.largest(map(go, t.args))
            case "sum":
                names, body = self.open(t)
                return self.sum(names, go(body))
        return t

    def open(self, t: Term) -> tuple[list[str], Term]:
        """The bound variables of a sum or a matrix as new open ones, and its body with them."""
        bound = self.bound(t)
        names = [self.variable(self.extents[name]) for name in bound]
        mapping = {old: integer(new) for old, new in zip(bound, names)}
        return names, self.replace(t.args[0], mapping)

    # ------------------------------------------------------------ polynomials over atoms
    def is_atom(self, t: Term) -> bool:
        """Opaque to polynomial arithmetic: not a num, add, mul or natural power."""
        match t.op:
            case "num" | "add" | "mul":
                return False
            case "pow":
                return not (t.data.denominator == 1 and (t.data >= 0 or _nonzero_number(t.args[0])))
            case "int":
                return t.data.lone_symbol() is not None
        return True

    def polynomial(self, t: Term, value: dict[Term, dict] | None = None) -> dict:
        """{monomial: coefficient}, a monomial a sorted tuple of (atom, power); not to be changed.

        ``value`` gives the polynomial to use for some atoms.
        """
        if value:
            return self._polynomial(t, value)
        found = self._polynomial_of.get(t)
        if found is None:
            found = self._polynomial_of[t] = self._polynomial(t, None)
        return found

    def stands_alone(self, t: Term) -> bool:
        """Is the polynomial of t the atom t?  t^{-2} is no atom and the square of one: that of t^{-1}."""
        return self.is_atom(t) and not (t.op == "pow" and t.data.denominator == 1 and t.data < -1)

    def _polynomial(self, t: Term, value: dict[Term, dict] | None) -> dict:
        match t.op:
            case "num":
                return {(): t.data} if t.data else {}
            case "add":
                result: dict = {}
                for arg in t.args:
                    for m, c in self.polynomial(arg, value).items():
                        result[m] = result[m] + c if m in result else c
                return {m: c for m, c in result.items() if c}
            case "mul":
                return multiplied([self.polynomial(arg, value) for arg in t.args])
            case "pow" if t.data.denominator == 1 and t.data < 0 and _nonzero_number(t.args[0]):
                return {(): t.args[0].data ** int(t.data)}
            case "pow" if t.data.denominator == 1 and t.data >= 0:
                return power(self.polynomial(t.args[0], value), int(t.data))
            case "pow" if t.data.denominator == 1 and t.data < -1:
                atom = self.pow(t.args[0], -1)
                if value and atom in value:
                    return power(value[atom], -int(t.data))
                return {((atom, -int(t.data)),): ONE}
            case "int" if t.data.lone_symbol() is None:
                result = {}
                for monomial, c in t.data.terms:
                    m = tuple(sorted(((self.int(integer(s)), k) for s, k in monomial), key=age))
                    result[m] = result.get(m, ZERO) + c
                return result
        if value and t in value:
            return value[t]
        return {((t, 1),): ONE}

    def from_polynomial(self, polynomial: dict) -> Term:
        """The sum of monomials, each coefficient times powers of atoms."""
        return self.add(self.monomial(m, c) for m, c in polynomial.items())

    def monomial(self, m: tuple, c: Fraction = ONE) -> Term:
        factors = [self.num(c)] if c != 1 or not m else []
        factors += [a if k == 1 else self.pow(a, k) for a, k in m]
        return self.mul(factors)


def _order(t: Term) -> int:
    return t.order


def _nonzero_number(t: Term) -> bool:
    return t.op == "num" and t.data != 0


def _fraction(value: Fraction | int | str) -> Fraction:
    return value if type(value) is Fraction else Fraction(value)
