r"""Anti-unification: the general entry behind the visible ones around dots.

Two expressions of one structure differ in integer leaves only; a leaf that
goes from f to l over N entries goes in steps of (l − f)/(N − 1).  ``fit_run``
finds N and the steps that all leaves share and then checks the general entry
against *every* visible entry, so a guess is never believed for itself.
"""
from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Callable

from symbolic.language.binding import substitute_integers
from symbolic.language.context import Context
from symbolic.language.expressions import Array, Condition, Expression, Integer, MatrixProduct, Number, Sum, Symbol
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer, provably_nonnegative

P = IntegerPolynomial
STEPS = (1, -1, 2, -2, 3, -3, 4, -4)
HOLE = "?hole"


class Misfit(Exception):
    """Visible entries that no one pattern gives; the message completes "expected …"."""


def zip_expressions(a: Expression, b: Expression, leaf: Callable[[P, P], P], context: Context) -> Expression:
    """The common structure of ``a`` and ``b``, each pair of integers joined by ``leaf``.

    Raises Misfit where the structures differ.
    """
    a, b = _as_integer(a, b)
    if type(a) is not type(b):
        raise Misfit(f"{_words(a)} against {_words(b)}")
    if isinstance(a, Symbol):
        return _zip_symbols(a, b, leaf, context)
    b = _same_binders(a, b)

    def join(x, y):
        match x, y:
            case Expression(), Expression():
                return zip_expressions(x, y, leaf, context)
            case IntegerPolynomial(), IntegerPolynomial():
                return join_integers(x, y, leaf)
            case Condition(), Condition() if x.relation == y.relation:
                return Condition(join_integers(x.left, y.left, leaf), x.relation, join_integers(x.right, y.right, leaf))
            case tuple(), tuple() if len(x) == len(y):
                return tuple(join(p, q) for p, q in zip(x, y))
        if x != y:
            raise Misfit(f"{_words(a)} against {_words(b)}")
        return x

    return type(a)(*[join(getattr(a, f.name), getattr(b, f.name)) for f in fields(a) if f.init])


def _words(e: Expression) -> str:
    return f"${e}$"


def _as_integer(a: Expression, b: Expression) -> tuple[Expression, Expression]:
    """Numbers that differ count as integers: the 1 and n of 1 + … + n."""
    if isinstance(a, (Number, Integer)) and isinstance(b, (Number, Integer)) and a != b:
        return _integer_node(a), _integer_node(b)
    return a, b


def _integer_node(e: Expression) -> Expression:
    if isinstance(e, Number) and e.value.denominator == 1:
        return Integer(integer(int(e.value)))
    return e


def _zip_symbols(a: Symbol, b: Symbol, leaf, context: Context) -> Expression:
    declaration = context.tensor(a.name)
    if a.name != b.name or len(a.labels) != len(b.labels):
        raise Misfit(f"{_words(a)} against {_words(b)}")
    labels = tuple(join_integers(x, y, leaf) for x, y in zip(a.labels, b.labels))
    if declaration is None:
        return Symbol(a.name, labels, tuple(join_integers(x, y, leaf) for x, y in zip(a.extents, b.extents)))
    return declaration.symbol(*labels)


def join_integers(x: P, y: P, leaf: Callable[[P, P], P]) -> P:
    """``leaf`` on a pair of integers; inside the labels if both are one family: n_1, n_L."""
    if x == y:
        return x
    s, t = x.lone_symbol(), y.lone_symbol()
    if s is not None and t is not None and s.name == t.name and s.labels and len(s.labels) == len(t.labels):
        try:
            labels = tuple(join_integers(p, q, leaf) for p, q in zip(s.labels, t.labels))
            return integer(IntegerSymbol(s.name, labels))
        except Misfit:
            return leaf(x, y)
    return leaf(x, y)


def _same_binders(a: Expression, b: Expression) -> Expression:
    """``b`` with the names it binds at the top renamed to ``a``'s."""
    match a, b:
        case (Sum(), Sum()) | (MatrixProduct(), MatrixProduct()) if a.index != b.index:
            body = substitute_integers(b.body, {IntegerSymbol(b.index): integer(a.index)})
            return type(b)(a.index, *[getattr(b, f.name) for f in fields(b)[1:-1]], body)
        case Array(), Array() if len(a.binders) == len(b.binders):
            mapping = {IntegerSymbol(o): integer(n) for (n, _), (o, _) in zip(a.binders, b.binders) if o != n}
            binders = tuple((n, d) for (n, _), (_, d) in zip(a.binders, b.binders))
            return Array(binders, substitute_integers(b.body, mapping))
    return b


def same_expression(a: Expression, b: Expression, context: Context) -> bool:
    """Equality up to the names of bound integers."""
    def equal(x: P, y: P) -> P:
        raise Misfit("")
    try:
        zip_expressions(a, b, equal, context)
    except Misfit:
        return False
    return True


@dataclass(frozen=True)
class Run:
    """Entries 1..length, the general one written with the integer ``HOLE``.

    ``first`` is the value of the primary leaf at entry 1 and ``step`` its step,
    None for a run of equal entries (then ``length`` is None too).
    """
    general: Expression
    length: P | None
    first: P | None
    step: int | None

    def at(self, position: P) -> Expression:
        return substitute_integers(self.general, {IntegerSymbol(HOLE): position})


def fit_run(starts: list[Expression], ends: list[Expression], context: Context, facts: list[P]) -> Run:
    """The run with these entries before and after its dots.

    Raises Misfit naming the entry that the pattern of the others does not give.
    """
    leaves: list[tuple[P, P]] = []

    def collect(x: P, y: P) -> P:
        leaves.append((x, y))
        return x

    zip_expressions(starts[0], ends[-1], collect, context)
    if not leaves:
        run = Run(starts[0], None, None, None)
    else:
        run = _interpolate(starts, ends, leaves, context, facts)
    _check(run, starts, ends, context)
    return run


def _check(run: Run, starts, ends, context: Context) -> None:
    places = [(integer(k), entry, f"entry {k}") for k, entry in enumerate(starts, 1)]
    if run.length is not None:
        places += [(run.length - k, entry, f"entry {run.length - k}") for k, entry in enumerate(reversed(ends))]
    else:
        places += [(integer(1), entry, "an entry after the dots") for entry in ends]
    for position, entry, words in places:
        wanted = run.at(position)
        if not same_expression(wanted, entry, context):
            raise Misfit(f"{words} is {_words(entry)}, expected {_words(wanted)}")


def _interpolate(starts, ends, leaves, context: Context, facts: list[P]) -> Run:
    steps = _seen_steps(starts, ends, leaves, context)
    length = _length(leaves, steps, facts)
    hole = integer(HOLE)
    found: list[tuple[P, int]] = []

    def leaf(x: P, y: P) -> P:
        step = _step(x, y, length)
        found.append((x, step))
        return x + (hole - 1) * step

    general = zip_expressions(starts[0], ends[-1], leaf, context)
    return Run(general, length, *found[0])


def _seen_steps(starts, ends, leaves, context) -> list[int | None]:
    """The step of each leaf as two neighbours show it, None where no two stand side by side."""
    if len(starts) > 1:
        pair = starts[0], starts[1]
    elif len(ends) > 1:
        pair = ends[-2], ends[-1]
    else:
        return [None] * len(leaves)
    steps: list[int | None] = []

    def collect(x: P, y: P) -> P:
        steps.append((y - x).constant())
        return x

    zip_expressions(*pair, collect, context)
    return steps if len(steps) == len(leaves) else [None] * len(leaves)


def _length(leaves, steps, facts: list[P]) -> P:
    """The number of entries that most leaves agree on."""
    votes: list[P] = []
    for (first, last), step in zip(leaves, steps):
        if step:
            quotient = _divided(last - first, step)
            if quotient is not None:
                votes.append(quotient + 1)
        else:
            votes.append(_unit_length(first, last, facts))
    if not votes:
        raise Misfit("a number of entries that the indices around the dots agree on")
    return max(votes, key=votes.count)


def _unit_length(first: P, last: P, facts: list[P]) -> P:
    """The length of a run in steps of one: upwards, unless only downwards it has at least one entry, or may have."""
    known = [*facts, *(integer(s) - 1 for s in (last - first).symbols() if s.labels)]
    up = last - first
    for least in (0, -1):
        for length in (up, -up):
            if provably_nonnegative(length - least, known):
                return length + 1
    return up + 1


def _step(first: P, last: P, length: P) -> int:
    for step in STEPS:
        if last - first == (length - 1) * step:
            return step
    raise Misfit(f"${first}$ or ${last}$ in both (one index goes from ${first}$ to ${last}$, "
                 f"the others take ${length}$ entries)")


def _divided(p: P, divisor: int) -> P | None:
    if any(c % divisor for _, c in p.terms):
        return None
    return IntegerPolynomial([(m, c // divisor) for m, c in p.terms])
