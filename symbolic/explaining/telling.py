r"""Moves told as lines: detours cut out, bookkeeping folded, steps of one kind together.

A chain t₀ = t₁ = … = tₙ may pass through the same term twice (both sides of a
step meet long before their normal forms): what lies between is left out.
Moves that only write something otherwise join the line before them.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Callable, Sequence

from symbolic.proving.checker.accept import check_certificate
from symbolic.proving.checker.terms import Term

from .explanation import Explanation, Formula, Line, Reason
from .formulas import Writer, matrix_key
from .kinds import ARITHMETIC, CONSTANT, DELTA, ENTRIES, LINEAR, SILENT, SUMS, VARIABLE
from .reasons import reasons
from .setting import formula
from .tidying import Tidying
from .unfolding import Applied, Chain, Unfolding

MOST_LINES = 14
"""More lines are joined until so many are left."""
LONGEST = 320
"""Characters of a term that still makes a line of its own."""
MOST_LEMMAS = 12
INEQUALITIES = {
    **dict.fromkeys(("<=", ">="), "a difference t ≥ 0 is written as max(t, 0) = t"),
    **dict.fromkeys(("<", ">"), "a difference t > 0 is written as max(t, 0) / t = 1"),
}
"""What the equation behind an inequality says."""
JOINED = [{LINEAR, CONSTANT}, {CONSTANT, VARIABLE}, {LINEAR, VARIABLE}, {DELTA, SUMS}, {ENTRIES, SUMS}]
"""Kinds that are one line when they follow each other."""


@dataclass(frozen=True)
class Passage:
    """Consecutive moves that make one line."""
    before: Term
    after: Term
    kinds: frozenset[str]
    backwards: bool
    applied: tuple[tuple[Applied, bool], ...]

    def then(self, other: "Passage") -> "Passage":
        return Passage(self.before, other.after, self.kinds | other.kinds, self.backwards,
                       self.applied + other.applied)

    def seen_as(self, seen: "Passage") -> "Passage":
        """With the kinds and the direction of the part that is seen."""
        return replace(self, kinds=seen.kinds, backwards=seen.backwards)


def explain(certificate: dict) -> Explanation:
    """The derivation that an accepted certificate stands for.  Raises ``CertificateError`` for any other."""
    accepted = check_certificate(certificate)
    story = Story(Unfolding(certificate), [v for v in certificate["indices"] if isinstance(v, str)])
    title = INEQUALITIES.get(certificate["claim"]["relation"], "")
    told = story.told(certificate["root"], title)
    return Explanation(told.lines, told.ranges, tuple(story.lemmas), title, accepted.conditions)


class Story:
    """Explanations over one certificate, the claim's ``axes`` named first; ``lemmas`` are collected as lines ask for them."""

    def __init__(self, of: Unfolding, axes: Sequence[str]):
        self.of, self.tidy = of, Tidying(of.replay.store)
        self.lemmas: list[Explanation] = []
        self.known: dict[int, int | None] = {}
        self.axes = axes
        self.aliases = self._aliases()

    def told(self, root: int, title: str) -> Explanation:
        chain = self.of.chain(root)
        equation = self.of.equations[root]
        writer = self._writer(equation)
        written = cache(lambda t: writer.term(t).text())
        passages = few(together(short(visible(together(folded(self._direct(chain))), written), written)))
        lines = tuple(self._line(writer, p) for p in passages)
        return Explanation(lines, self._ranges(writer, equation), (), title)

    # -- choosing the way
    def _direct(self, chain: Chain) -> list[Passage]:
        """The chain without detours, its terms tidied; equal polynomials are one place."""
        if not chain:
            return []
        terms = [self.tidy(chain[0].before), *(self.tidy(m.after) for m in chain)]
        places = [self._place(t) for t in terms]
        last = {place: k for k, place in enumerate(places)}
        found, k = [], 0
        while k < len(chain):
            jump = last[places[k]]
            if jump > k:
                if terms[jump] is not terms[k]:
                    found.append(Passage(terms[k], terms[jump], frozenset({ARITHMETIC}), False, ()))
                k = jump
                continue
            m = chain[k]
            found.append(Passage(terms[k], terms[k + 1], frozenset({m.kind}), m.backwards,
                                 tuple((a, m.backwards) for a in m.applied)))
            k += 1
        return found

    def _place(self, t: Term):
        return frozenset(self.of.replay.ring.polynomial(t).items())

    # -- writing it
    def _writer(self, equation) -> Writer:
        replay = self.of.replay
        names = equation.left.names | equation.right.names
        symbols = replay.claim.symbols
        taken = replay.claim.names | symbols.tensors.keys() | symbols.functions.keys()
        first = [v for v in self.axes if v in names]
        own = [*first, *(v for v in replay.variables if v in names and v not in first)]
        writer = Writer(replay.store, frozenset(taken), own, [v for v in replay.variables if v not in names])
        writer.aliases = self.aliases
        return writer

    def _aliases(self) -> dict:
        """Matrices whose inverse, exponential or determinant the certificate shows to be that of an expression."""
        found: dict = {}
        for p in self.of.equations:
            if p.left.op != "at" or p.left.parts[0].op not in ("inverse", "pinv", "matexp", "det") \
                    or p.right.op not in ("inv", "pinv", "expm", "determinant"):
                continue
            (e, indices), places = p.left.parts, p.right.parts[2:-1]
            if not e.names & self.of.replay.variable_names and places in (indices, indices[::-1]):
                found.setdefault(matrix_key(p.right), (e.parts[0], places != indices))
        return found

    def _ranges(self, writer: Writer, equation) -> tuple[Formula, ...]:
        replay = self.of.replay
        names = equation.left.names | equation.right.names
        free = {name: tuple(None if p is None else replay.integer(p) for p in ends) for name, *ends in replay.claim.free}
        own = {v: replay.variables[v][1:] for v in writer.letters}
        shown = {**{n: ends for n, ends in free.items() if n in names}, **own}
        return tuple(writer.range(name, *ends) for name, ends in shown.items())

    def _line(self, writer: Writer, p: Passage) -> Line:
        said: dict[Reason, None] = {}
        lemmas: dict[int, None] = {}
        for backwards in (False, True):
            applied = [a for a, way in p.applied if way == backwards]
            said.update(dict.fromkeys(reasons(writer, self.of, applied, backwards)))
            for a in applied:
                for number in a.lemmas:
                    self._rests_on(writer, number, said, lemmas)
        if not said:
            said[Reason(("arithmetic",))] = None
        rules = dict.fromkeys(a.rule for a, _ in p.applied)
        steps = sorted({a.step for a, _ in p.applied})
        return Line(formula(writer.term(p.before)), formula(writer.term(p.after)), tuple(said), tuple(rules),
                    tuple(steps), tuple(lemmas), p.before, p.after)

    def _rests_on(self, writer: Writer, number: int, said: dict, lemmas: dict) -> None:
        """A premise told as a reason if it is one move, else as a lemma."""
        chain = self.of.chain(number)
        if len(chain) == 1 and not chain[0].applied[0].lemmas:
            (move,) = chain
            said.update(dict.fromkeys(reasons(writer, self.of, move.applied, move.backwards)))
        elif chain:
            lemma = self._lemma(number)
            if lemma is not None:
                lemmas[lemma] = None

    def _lemma(self, number: int) -> int | None:
        if number not in self.known:
            self.known[number] = None
            if len(self.lemmas) < MOST_LEMMAS:
                self.known[number] = len(self.lemmas)
                self.lemmas.append(Explanation(()))
                place = self.known[number]
                self.lemmas[place] = self.told(number, self._title(number))
        return self.known[number]

    def _title(self, number: int) -> str:
        """What a lemma is: the base or the step of an induction, else nothing in particular."""
        for data in self.of.steps:
            if data["rule"] == "induction" and number in (data["base"], data["step"]):
                return "base of the induction" if number == data["base"] else "step of the induction, its hypothesis used"
        return ""


# ---------------------------------------------------------------- passages

def folded(passages: Sequence[Passage]) -> list[Passage]:
    """Silent ones and mere arithmetic join the line before, at the beginning the line after."""
    found: list[Passage] = []
    pending: Passage | None = None
    for p in passages:
        quiet = p.kinds <= {SILENT, ARITHMETIC} or p.before is p.after
        if quiet and found and not (p.backwards and p.kinds <= {SILENT}):
            found[-1] = found[-1].then(p)
        elif quiet:
            pending = p if pending is None else pending.then(p)
        else:
            if pending is not None:
                p, pending = Passage(pending.before, p.after, p.kinds, p.backwards, pending.applied + p.applied), None
            found.append(p)
    if pending is not None:
        if found:
            found[-1] = found[-1].then(pending)
        elif pending.before is not pending.after:
            found.append(pending)
    return found


def together(passages: Sequence[Passage]) -> list[Passage]:
    """Lines of one kind that follow each other are one, and those of kinds that go together."""
    found: list[Passage] = []
    for p in passages:
        if found and found[-1].backwards == p.backwards and _join(found[-1].kinds | p.kinds):
            found[-1] = found[-1].then(p)
        else:
            found.append(p)
    return [p for p in found if p.before is not p.after]


def _join(kinds: frozenset[str]) -> bool:
    kinds = kinds - {SILENT, ARITHMETIC}
    return len(kinds) == 1 or any(kinds <= joined for joined in JOINED)


def visible(passages: list[Passage], written: Callable[[Term], str]) -> list[Passage]:
    """Passages whose two sides are written alike join the line before, the first ones the line after."""
    found: list[Passage] = []
    pending: Passage | None = None
    for p in passages:
        if pending is not None:
            p, pending = pending.then(p).seen_as(p), None
        if written(p.before) != written(p.after):
            found.append(p)
        elif found:
            found[-1] = found[-1].then(p).seen_as(found[-1])
        else:
            pending = p
    return found if pending is None else [*found, pending]


def short(passages: list[Passage], written: Callable[[Term], str]) -> list[Passage]:
    """Where the way leads through a term too long to read, the lines before and after it are one."""
    found: list[Passage] = []
    for p in passages:
        if found and len(written(p.before)) > LONGEST:
            found[-1] = found[-1].then(p)
        else:
            found.append(p)
    return found


def few(passages: list[Passage]) -> list[Passage]:
    """At most ``MOST_LINES``: neighbours with the fewest kinds together are joined first."""
    found = list(passages)
    while len(found) > MOST_LINES:
        k = min(range(len(found) - 1), key=lambda k: (found[k].backwards != found[k + 1].backwards,
                                                      len(found[k].kinds | found[k + 1].kinds)))
        found[k:k + 2] = [found[k].then(found[k + 1])]
    return found
