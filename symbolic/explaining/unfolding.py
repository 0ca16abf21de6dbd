r"""A certificate as a chain of moves, from the left side of its root to the right.

Steps of a certificate are equations anywhere inside terms.  Here each is carried
to where it is used: a premise l = r of ``cong`` or ``ring`` rewrites l inside the
term, one of ``sum_cong`` under Σ, one of ``D_cong`` under ∂, ``sym`` reads a
chain backwards and ``trans`` joins chains.  What comes out is

    t₀ = t₁ = … = tₙ,     t₀ = tₙ being the root,

in the checker's own terms, replayed by the checker, so that no line can say
anything else than what was checked.  Premises that are rewritten side by side
are rewritten together, a kind of move at a time.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable, Iterator, Sequence

from symbolic.proving.checker.accept import RULES
from symbolic.proving.checker.replay import Equation, Replay, Step
from symbolic.proving.checker.terms import Term

from .kinds import ARITHMETIC, CONDITIONS_ONLY, ENTRIES, LEMMA, ORDER, SILENT, UNSEEN, kind_of

MOST_MOVES = 600
"""Moves of one chain; a longer one is told as a lemma."""


@dataclass(frozen=True)
class Applied:
    """A step of the certificate as it is used in a move: its number, its equation, and those it needs as lemmas."""
    step: int
    rule: str
    equation: Equation
    data: dict
    lemmas: tuple[int, ...] = ()


@dataclass(frozen=True)
class Move:
    """before = after, by the steps ``applied``, all of one kind; ``backwards``: their right sides become their left."""
    before: Term
    after: Term
    kind: str
    applied: tuple[Applied, ...]
    backwards: bool = False

    @property
    def key(self) -> tuple[str, bool]:
        return self.kind, self.backwards


Chain = tuple[Move, ...]


class Unfolding:
    """A certificate replayed; ``chain(k)`` is step k as moves.

    The certificate is one that the checker accepts; raises ``Refused`` or
    ``CertificateError`` otherwise.
    """

    def __init__(self, certificate: dict):
        self.replay = Replay(certificate)
        self.steps = certificate["steps"]
        for _ in self.replay.run(self.steps, RULES):
            pass
        self.equations = self.replay.equations
        self.chains: dict[int, Chain] = {}

    def chain(self, root: int) -> Chain:
        """The moves from the left side of a step to its right side."""
        for k in sorted(self._behind(root) - self.chains.keys()):
            self.chains[k] = self._unfolded(k)
        return self.chains[root]

    def _behind(self, root: int) -> set[int]:
        """The steps that are carried into the chain of ``root``, itself among them."""
        found, waiting = set(), [root]
        while waiting:
            k = waiting.pop()
            if k not in found:
                found.add(k)
                waiting += self.steps[k].get("from", ()) if self.steps[k]["rule"] in CARRYING else ()
        return found

    def _unfolded(self, k: int) -> Chain:
        data, equation = self.steps[k], self.equations[k]
        carrying = CARRYING.get(data["rule"])
        if carrying is not None:
            moves = carrying(self, Step(self.replay, data), equation, [self.chains[p] for p in data.get("from", ())])
            if moves is not None and len(moves) <= MOST_MOVES:
                return moves
        return self._single(k, data, equation)

    def _single(self, k: int, data: dict, equation: Equation) -> Chain:
        """The step as one move; what it rests on beyond conditions become lemmas."""
        if equation.left is equation.right:
            return ()
        rule = data["rule"]
        lemmas = tuple(data[key] for key in ("base", "step") if key in data)
        lemmas += () if rule in CONDITIONS_ONLY else tuple(data.get("from", ()))
        kind = LEMMA if rule in CARRYING else _kind(rule, equation)
        return (Move(equation.left, equation.right, kind, (Applied(k, rule, equation, data, lemmas),)),)


def _kind(rule: str, equation: Equation) -> str:
    """The kind of a rule; an entry that is only written otherwise is not worth a line."""
    kind = kind_of(rule)
    if kind == ENTRIES and equation.left.op == "at" and equation.left.parts[0].op in UNSEEN:
        return SILENT
    return kind


# ---------------------------------------------------------------- carrying premises to where they are used

def lifted(chain: Chain, where: Callable[[Term], Term]) -> Iterator[Move]:
    """The chain inside a larger term."""
    for move in chain:
        yield replace(move, before=where(move.before), after=where(move.after))


def side_by_side(chains: Sequence[Chain], starts: Sequence[Term], where: Callable[[list[Term]], Term]) -> Iterator[Move]:
    """Several chains in one term, a kind of move at a time, in all of them that come to it."""
    now, place = list(starts), [0] * len(chains)
    while heads := [k for k, chain in enumerate(chains) if place[k] < len(chain)]:
        key = min((chains[k][place[k]].key for k in heads), key=_rank)
        before, applied = where(now), []
        for k in heads:
            while place[k] < len(chains[k]) and chains[k][place[k]].key == key:
                move = chains[k][place[k]]
                now[k], place[k] = move.after, place[k] + 1
                applied += move.applied
        after = where(now)
        if before is not after:
            yield Move(before, after, key[0], tuple(applied), key[1])


def _rank(key: tuple[str, bool]) -> tuple:
    kind, backwards = key
    return backwards, -ORDER[kind] if backwards else ORDER[kind]


def _refl(of: Unfolding, step: Step, equation: Equation, chains: list[Chain]) -> Chain:
    return ()


def reversed_chain(chain: Chain) -> Chain:
    return tuple(Move(m.after, m.before, m.kind, m.applied, not m.backwards) for m in reversed(chain))


def _sym(of, step, equation, chains):
    return reversed_chain(chains[0])


def _trans(of, step, equation, chains):
    return tuple(move for chain in chains for move in chain)


def _cong(of, step, equation, chains):
    """f(l₁, …) = f(r₁, …): the arguments are rewritten side by side."""
    t, lefts = step.term(), [p.left for p in step.premises]

    def where(now):
        by = dict(zip(lefts, now))
        return step.store.term(t.op, *(by.get(x, x) if isinstance(x, Term) else x for x in t.parts))

    return tuple(side_by_side(chains, lefts, where))


def _ring(of, step, equation, chains):
    """The atoms on either side are rewritten side by side, then both are one polynomial."""
    lefts = [p.left for p in step.premises]

    def inside(t):
        return lambda now: in_polynomial(step.store, t, dict(zip(lefts, now)))

    down = tuple(side_by_side(chains, lefts, inside(equation.left)))
    up = tuple(side_by_side(chains, lefts, inside(equation.right)))
    before = down[-1].after if down else equation.left
    after = up[-1].after if up else equation.right
    if of.replay.ring.polynomial(before) != of.replay.ring.polynomial(after):
        return None
    middle = () if before is after else (
        Move(before, after, ARITHMETIC, (Applied(_number(of, step), "ring", equation, step.data),)),)
    return down + middle + reversed_chain(up)


def _number(of: Unfolding, step: Step) -> int:
    return next(k for k, data in enumerate(of.steps) if data is step.data)


def in_polynomial(store, t: Term, by: dict[Term, Term]) -> Term:
    """t with its atoms replaced, all at once: those under sums, products and integer powers."""
    if t in by:
        return by[t]
    match t.op:
        case "add" | "mul":
            return store.term(t.op, *(in_polynomial(store, x, by) for x in t.parts))
        case "pow" if t.parts[1].denominator == 1:
            base, exponent = t.parts
            if exponent >= 0:
                return store.term("pow", in_polynomial(store, base, by), exponent)
            atom = store.term("pow", base, type(exponent)(-1))
            return store.term("pow", by[atom], -exponent) if atom in by else t
    return t


def _sum_cong(of, step, equation, chains):
    variables = step.variables()
    return tuple(lifted(chains[0], lambda x: step.store.sum_over(variables, x)))


def _cong_over(of, step, equation, chains):
    """Under the one variable of a maximum or a product."""
    variable, op = step.variable(), equation.left.op
    return tuple(lifted(chains[0], lambda x: step.store.sum_over([variable], x, op)))


def _D_cong(of, step, equation, chains):
    place = equation.left.parts[1:]
    return tuple(lifted(chains[0], lambda x: step.store.term("D", x, *place)))


def _matrix_cong(of, step, equation, chains):
    op, places = equation.left.op, equation.left.parts[2:-1]
    names = step.variables("names")
    return tuple(lifted(chains[0], lambda x: step.store.matrix(op, names, x, *places)))


def _instance(of, step, equation, chains):
    (name, _, _), value = step.variable(), step.integer("value")
    return tuple(lifted(chains[0], lambda x: step.store.substitute(x, {name: value})))


CARRYING = {
    "refl": _refl, "sym": _sym, "trans": _trans, "cong": _cong, "ring": _ring, "sum_cong": _sum_cong,
    "max_cong": _cong_over, "prod_cong": _cong_over, "D_cong": _D_cong, "matrix_cong": _matrix_cong, "pseudo_cong": _matrix_cong,
    "exponential_cong": _matrix_cong,
    "instance": _instance,
}
"""Rules that are no line of their own: they say where their premises are used."""
