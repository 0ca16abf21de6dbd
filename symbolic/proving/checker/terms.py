"""Terms and expressions: interned nodes, so that equality is identity.

A node is ``(op, parts)``; parts are nodes, integer polynomials, strings,
numbers, or tuples of these.  A bound name is replaced at construction by one
that depends only on the height of the binders below it; hence nodes that
differ in the names of bound variables are one object, and a substitution
cannot capture.  ``add`` and ``mul`` are flattened and sorted by age.
"""
from __future__ import annotations

from fractions import Fraction

from .integers import Poly, Refused, TooLarge, number, symbol

MOST_ARGUMENTS = 3000
LARGEST_NODE = 200_000
DEEPEST = 120
BINDERS = frozenset({"sum", "prod", "max", "min", "array", "matprod", "inv", "expm", "determinant", "pinv"})
BINDING_TUPLES = frozenset({"array", "inv", "expm", "determinant", "pinv"})


class Node:
    """One interned node; ``names`` are its free integer names."""

    __slots__ = ("op", "parts", "names", "height", "size", "depth", "serial")


class Term(Node):
    """A real number depending on the integers in it (page *Terms*)."""

    __slots__ = ()


class Expression(Node):
    """What the author wrote; ``shape`` is a tuple of polynomials (page *Expressions*)."""

    __slots__ = ("shape",)


class Store:
    """All nodes of one certificate.

    ``reduce`` puts known equalities into a polynomial; ``integer`` reads one
    from JSON and does so too; ``need_smooth`` refuses the derivative of what a
    pseudo-inverse makes discontinuous, and is asked once there is one (``pseudo``).
    """

    def __init__(self, reduce, integer, need_smooth):
        self.reduce, self.integer, self.need_smooth = reduce, integer, need_smooth
        self.nodes: dict = {}
        self.fresh = 0
        self.pseudo = False

    # -- construction
    def expression(self, op: str, *parts, shape: tuple = ()) -> Expression:
        return self._intern(Expression, op, parts, shape)

    def term(self, op: str, *parts) -> Term:
        match op, parts:
            case "D", (t, name, *_) if self.pseudo:
                self.need_smooth(t, name)
            case "int", (p,) if p.constant() is not None:
                return self.num(p.constant())
            case "delta", (p, q) if q.terms < p.terms:
                parts = (q, p)
            case ("add" | "mul"), _:
                return self._commutative(op, parts)
            case "largest", _:
                return self.largest(parts)
        return self._intern(Term, op, parts)

    def num(self, value) -> Term:
        value = Fraction(value)
        return self._intern(Term, "num", (value.numerator if value.denominator == 1 else value,))

    def add(self, terms) -> Term:
        return self._commutative("add", terms)

    def mul(self, terms) -> Term:
        return self._commutative("mul", terms)

    def _commutative(self, op: str, terms) -> Term:
        flat: list[Term] = []
        for t in terms:
            flat.extend(t.parts) if t.op == op else flat.append(t)
        if len(flat) == 1:
            return flat[0]
        if not flat:
            return self.num(0 if op == "add" else 1)
        if len(flat) > MOST_ARGUMENTS:
            raise TooLarge(f"{op} of more than {MOST_ARGUMENTS} terms")
        return self._intern(Term, op, tuple(sorted(flat, key=_age)))

    def largest(self, terms) -> Term:
        """The largest of some terms, at least one: flat, each once."""
        flat = {x for t in terms for x in (t.parts if t.op == "largest" else (t,))}
        if not 0 < len(flat) <= MOST_ARGUMENTS:
            raise Refused(f"the largest of {len(flat)} terms")
        return flat.pop() if len(flat) == 1 else self._intern(Term, "largest", tuple(sorted(flat, key=_age)))

    def _intern(self, kind: type, op: str, parts: tuple, shape: tuple = ()) -> Node:
        key = (kind, op, parts)
        node = self.nodes.get(key)
        if node is None:
            node = kind()
            node.op, node.parts = op, parts
            _measure(node)
            if kind is Expression:
                node.shape = shape
            node.serial = len(self.nodes)
            self.pseudo = self.pseudo or op == "pinv"
            self.nodes[key] = node
        return node

    # -- binding and opening
    def bind(self, names: tuple[str, ...], body: Node) -> tuple[tuple[str, ...], Node]:
        """The canonical names for ``names``, and the body written with them."""
        canonical = tuple(f"\x00{body.height + 1 + k}" for k in range(len(names)))
        return canonical, self.substitute(body, {n: symbol(c) for n, c in zip(names, canonical)})

    def open(self, node: Node, values) -> Node:
        """The body of a binder with these polynomials for its bound names."""
        bound = bound_names(node)
        return self.substitute(node.parts[-1], dict(zip(bound, values)))

    def sum_over(self, variables, body: Term, op: str = "sum") -> Term:
        """Σ (or ``prod``, ``max``) over ``(name, lower, upper)`` in this order; a later range may use earlier names.

        The names are replaced by the canonical ones all at once: innermost first,
        each a step above the heights below it.
        """
        inward = {}
        for k, (name, lower, upper) in enumerate(reversed(variables), start=1):
            inward[name] = symbol(f"\x00{body.height + k}")
            late = (lower.names | upper.names) & inward.keys()
            if late:
                raise Refused(f"the range of a variable of a sum mentions {sorted(late)[0]}, which is bound further in")
        symbols = {(name, ()): value for name, value in inward.items()}
        total = self.substitute(body, inward)
        for name, *ends in reversed(variables):
            lower, upper = (p if inward.keys().isdisjoint(p.names) else self.reduce(p.substitute(symbols)) for p in ends)
            (bound,) = inward[name].names
            total = self._intern(Term, op, (bound, lower, upper, total))
        return total

    def matrix(self, op: str, variables, body: Term, *places: Poly) -> Term:
        """``inv``, ``expm`` or ``determinant`` of the square matrix whose entry at two variables is ``body``; ``pinv`` of any.

        The variables have one range 1..n, for ``pinv`` the ranges 1..m and 1..n, which
        mention neither; ``places`` are the two indices of an entry of the inverse or the exponential.
        """
        (row, low, high), (column, *other) = variables
        if op == "pinv":
            first, last = other
            if row == column or (low.constant(), first.constant()) != (1, 1) or {row, column} & (high.names | last.names):
                raise Refused("the rows and columns of a matrix are two variables of ranges 1..m and 1..n")
            names, inner = self.bind((row, column), body)
            return self._intern(Term, op, (names, (high, last), *places, inner))
        if row == column or other != [low, high] or low.constant() != 1 or {row, column} & high.names:
            raise Refused("the rows and columns of a square matrix are two variables of one range 1..n")
        names, inner = self.bind((row, column), body)
        return self._intern(Term, op, (names, high, *places, inner))

    # -- substitution
    def substitute(self, node: Node, mapping: dict[str, Poly]) -> Node:
        """node[name := polynomial ..], simultaneously, also inside expressions."""
        if mapping.keys().isdisjoint(node.names):
            return node
        symbols = {(name, ()): value for name, value in mapping.items()}
        memo: dict = {}

        def part(x):
            if isinstance(x, Node):
                if mapping.keys().isdisjoint(x.names):
                    return x
                if x not in memo:
                    memo[x] = self._rebuild(x, part)
                return memo[x]
            if isinstance(x, Poly):
                if x not in memo:
                    memo[x] = self.reduce(x.substitute(symbols))
                return memo[x]
            return tuple(map(part, x)) if isinstance(x, tuple) else x

        return part(node)

    def _rebuild(self, node: Node, part) -> Node:
        parts = tuple(map(part, node.parts))
        if isinstance(node, Term):
            return self.term(node.op, *parts)
        return self._intern(Expression, node.op, parts, tuple(map(part, node.shape)))

    def replace(self, term: Term, old: Term, new: Term) -> Term:
        """The term with ``old`` replaced by ``new`` everywhere outside expressions.

        Neither mentions a bound name, and every binder on the way is opened
        with a name of its own, so nothing is captured.
        """
        memo: dict = {}

        def visit(t: Term) -> Term:
            if t is old:
                return new
            if t not in memo:
                memo[t] = self._visit_binder(t, visit) if t.op in BINDERS else self.term(
                    t.op, *(visit(x) if isinstance(x, Term) else x for x in t.parts))
            return memo[t]

        return visit(term)

    def _visit_binder(self, t: Term, visit) -> Term:
        names = []
        for _ in bound_names(t):
            self.fresh += 1
            names.append(f"\x02{self.fresh}")
        body = visit(self.open(t, tuple(map(symbol, names))))
        if t.op in ("sum", "prod", "max"):
            return self.sum_over([(*names, t.parts[1], t.parts[2])], body, t.op)
        return self.matrix(t.op, [(name, number(1), d) for name, d in zip(names, matrix_extents(t))], body, *t.parts[2:-1])


def _age(t: Node) -> int:
    return t.serial


def bound_names(node: Node) -> tuple[str, ...]:
    """The canonical names that this node itself binds."""
    if node.op not in BINDERS or node.op == "pinv" and isinstance(node, Expression):
        return ()
    return node.parts[0] if node.op in BINDING_TUPLES else node.parts[:1]


def matrix_extents(t: Term) -> tuple[Poly, Poly]:
    """The numbers of rows and columns of the matrix in ``inv``, ``pinv`` or ``determinant``."""
    return t.parts[1] if t.op == "pinv" else (t.parts[1], t.parts[1])


def walk(*nodes: Node):
    """These terms or expressions and all below them."""
    stack: list = list(nodes)
    while stack:
        x = stack.pop()
        if isinstance(x, Node):
            yield x
            stack.extend(x.parts)
        elif isinstance(x, tuple):
            stack.extend(x)


def factors(t: Term) -> tuple[Term, ...]:
    return t.parts if t.op == "mul" else (t,)


def summands(t: Term) -> tuple[Term, ...]:
    return t.parts if t.op == "add" else (t,)


def _measure(node: Node) -> None:
    names: set[str] = set()
    height = depth = 0
    size = 1
    stack = list(node.parts)
    while stack:
        x = stack.pop()
        if isinstance(x, Poly):
            names |= x.names
        elif isinstance(x, Node):
            names |= x.names
            height, depth, size = max(height, x.height), max(depth, x.depth), size + x.size
        elif isinstance(x, tuple):
            stack.extend(x)
    bound = bound_names(node)
    node.names = frozenset(names.difference(bound) if bound else names)
    node.height, node.depth, node.size = height + len(bound), depth + 1, size
    if node.depth > DEEPEST or node.size > LARGEST_NODE:
        raise Refused("a term or expression is too deep or too large")
