r"""The checker's terms as mathematics for people.

Bound variables get letters that are free where they stand; the variables of the
claim's axes are i, j, ….  Factors are ordered as one would write them: numbers,
functions, entries (each sharing an index with the one before), derivatives,
sums, deltas.
"""
from __future__ import annotations

from symbolic.proving.checker.integers import Poly, symbol
from symbolic.proving.checker.terms import Expression, Store, Term

from .explanation import Formula
from .notation import Bracket, Digits, Name, Node, Quotient, Row, Scripts, Sign
from .setting import (
    ATOM, AXES, BESIDE, BINDING, EQUALS, LEADING_MINUS, LETTERS, MINUS, OPEN, PARTIAL, PLUS, PRODUCT, RAISED, RELATIONS,
    PSEUDO, SUM, THROUGH, TRANSPOSED, Derivation, Set, Setting, begins_with_minus, formula)


class Writer(Setting):
    """Sets the terms of one certificate.

    ``letters`` are what the index ``variables`` are called that a line may mention
    free; ``bound`` are those that stand under Σ in the lines, but free in a reason.
    ``aliases`` give matrices inside ``inv`` and ``determinant``, by ``matrix_key``, the
    expression whose inverse or determinant that is, and whether it is transposed.
    """

    def __init__(self, store: Store, taken: frozenset[str], variables: list[str], bound: list[str]):
        super().__init__(store, taken)
        self.letters = dict(zip(variables, (x for x in (*AXES, *LETTERS) if x not in taken)))
        self.axes = set(self.letters.values())
        self.bound = frozenset(bound)
        self.known: dict[tuple, Set] = {}
        self.texts: dict[tuple, str] = {}
        self.aliases: dict[tuple, tuple[Expression, bool]] = {}

    def term(self, t: Term) -> Node:
        return self._term(self._named(t))[0]

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

    # -- terms
    def _set(self, x) -> Set:
        return self._term(x) if isinstance(x, Term) else self._expression(x)

    def _term(self, t: Term) -> Set:
        key = t.serial, tuple(self.around)
        if key not in self.known:
            self.known[key] = self._set_term(t)
        return self.known[key]

    def _set_term(self, t: Term) -> Set:
        if t.op in TERMS:
            return TERMS[t.op](self, *t.parts)
        return NODES[t.op](self, t) if t.op in NODES else self._by_name(t)

    def _written(self, t: Term) -> str:
        """The term as text, by which terms of one kind are ordered."""
        key = t.serial, tuple(self.around)
        if key not in self.texts:
            self.texts[key] = self._term(t)[0].text()
        return self.texts[key]

    def _holds(self, p, relation, q) -> Set:
        return Bracket(Row((self._poly(p)[0], RELATIONS[relation], self._poly(q)[0])), "[", "]"), ATOM

    def _add(self, *terms) -> Set:
        parts: list[Node] = []
        for k, t in enumerate(self._in_order(terms)):
            positive = self._without_minus(t) if k and _negative(t) else None
            node, level = self._term(t if positive is None else positive)
            parts += [MINUS if positive is not None else PLUS] * (k > 0)
            parts.append(Bracket(node) if level == SUM or k and begins_with_minus(node) else node)
        return Row(tuple(parts)), SUM

    def _in_order(self, terms) -> list[Term]:
        """Summands that carry no minus first, sums before entries before numbers, else by how they are written."""
        return sorted(terms, key=lambda t: (_negative(t), LAST_IN_SUMS.get(t.op, 0), self._written(t)))

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
        above = self._factors([f for f in factors if f not in below])
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

    def _factors(self, factors: list[Term]) -> list[Term]:
        """Factors as one would write them; entries in a chain: A_ik B_kj."""
        chain = _chained(sorted((f for f in factors if f.op in ("at", "inv", "pinv", "expm")), key=self._written))
        rank = {f.serial: k for k, f in enumerate(chain)}
        return sorted(factors, key=lambda f: (_place(f), rank.get(f.serial, 0), self._written(f)))

    def _largest(self, *terms) -> Set:
        return self._call(Name("max"), terms), ATOM

    def _matrix(self, t: Term) -> tuple[Node, int]:
        """The matrix inside ``inv``, ``pinv``, ``expm`` or ``determinant``: by name if its entries are those of one."""
        alias = self.aliases.get(matrix_key(t))
        if alias is not None:
            return self._expression(alias[0])
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
        raised = Scripts(node if level == ATOM else Bracket(node), None, PSEUDO if t.op == "pinv" else Digits("-1"))
        _, turned = self.aliases.get(matrix_key(t), (None, False))
        return Scripts(Bracket(raised), self._indices(t.parts[2:-1][::-1] if turned else t.parts[2:-1])), ATOM

    def _expm(self, t: Term) -> Set:
        raised = Scripts(Name("e"), None, self._matrix(t)[0])
        _, turned = self.aliases.get(matrix_key(t), (None, False))
        return Scripts(Bracket(raised), self._indices(t.parts[2:-1][::-1] if turned else t.parts[2:-1])), ATOM

    def _determinant(self, t: Term) -> Set:
        return Row((Name("det"), Bracket(self._matrix(t)[0]))), ATOM

    def _D(self, body, name, labels, indices) -> Set:
        by = self._entry_of(self._member(name, labels), bool(labels), indices)
        below = Row((PARTIAL, by))
        if body.op == "at" and (body.parts[0].op == "symbol" or body.parts[1]):
            return Quotient(Row((PARTIAL, self._term(body)[0])), below, bare=True), RAISED
        return Row((Derivation(below), BESIDE, Bracket(self._set(body)[0]))), OPEN


def matrix_key(t: Term) -> tuple:
    """What kind of term ``inv``, ``expm`` or ``determinant`` is and of which matrix, whatever its places."""
    return t.op, t.parts[1], t.parts[-1]


def _negative(t: Term) -> bool:
    if t.op == "num":
        return t.parts[0] < 0
    return t.op == "mul" and any(f.op == "num" and f.parts[0] < 0 for f in t.parts)


def _place(f: Term) -> int:
    """Where a factor stands in a product."""
    return PLACES["determinant"] if f.op == "at" and f.parts[0].op == "det" else PLACES.get(f.op, 5)


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


GREATER = Sign(" > ", " > ")
LAST_IN_SUMS = {"at": 1, "int": 2, "num": 3}
PLACES = {"num": 0, "int": 1, "pow": 2, "determinant": 2, "fn": 3, "at": 4, "inv": 4, "prod": 5, "pinv": 4, "expm": 4, "max": 5, "largest": 5, "add": 5,
          "D": 6, "sum": 8, "delta": 7, "holds": 7}
"""Where factors of each kind stand in a product."""

TERMS = {
    "positive": lambda w, t: (Bracket(Row((w._set(t)[0], GREATER, Digits("0"))), "[", "]"), ATOM),
    "num": Writer._number, "int": Writer._poly, "delta": Writer._delta, "holds": Writer._holds,
    "add": Writer._add, "mul": Writer._mul, "pow": Writer._pow, "fn": Writer._fn, "largest": Writer._largest,
    "at": Writer._at, "D": Writer._D,
}
NODES = {**BINDING, "inv": Writer._inv, "pinv": Writer._inv, "expm": Writer._expm, "determinant": Writer._determinant}
