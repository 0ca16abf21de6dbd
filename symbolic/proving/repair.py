r"""Did you mean: the nearest true statement to a step that is not proved.

Candidates come from ``near`` (a changed side), from ``throughout`` (a letter
or a name replaced in the whole step), from ``granting`` (a property that the
context does not grant) and from the other layouts.  They are tried in the
order of how little they change; one is offered only if every reading of it is
proved by a certificate that the checker accepted, and if it says something.
"""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import AbstractSet as Set, Iterable, Iterator, NamedTuple, Sequence

from symbolic.effort import SECOND, Budget
from symbolic.language.context import Obligation
from symbolic.reading.claims.rereading import Rereading
from symbolic.reading.elaboration.derivatives.derivatives import quotient
from symbolic.reading.elaboration.layout import LAYOUTS, WORDS
from symbolic.reading.elaboration.places import apart, operands, put
from symbolic.reading.elaboration.steps import Step
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.unparse import same_syntax, to_latex

from .blocks import Block, Link, Mended, wanting_a_block
from .consequences import with_consequences
from .granting import grants
from .judge import Verdict, settle
from .near import Change, alike, changes
from .sieve import Sieve
from .surroundings import Surroundings
from .throughout import of_itself, substitutions

A_STEP = 500
"""Candidates tried for one step."""
EFFORT_A_DOCUMENT = 5 * SECOND
"""Work after which no further step or chain of a document is begun."""
A_PROOF = 25
"""How many candidates an attempt to prove one counts."""
EFFORT = 0.6 * SECOND
"""Work after which the search for one step is given up."""
PAIR = 0.6
"""What a second change weighs beside its own weight."""
ALIKE = 0.5
"""How much lighter two changes of one kind are."""
ANOTHER = 0.1
"""What the same change at another place weighs."""
LIGHTEST_PAIR = 0.9
SUSPECTED = 0.6
"""How much lighter a change is that the step's problem suggests."""
SUBSCRIPTS = frozenset({"index", "label"})
GRANTED, TURNED = 1.96, 1.98
"""What a missing property weighs that is likely, and another or another layout."""
LIKELY = frozenset({"is symmetric", "is nondecreasing", "has entries that sum to 1"})
REPAIRABLE = frozenset({("refuted", ""), ("refuted", "shape"), ("undecided", "undeclared"), ("undecided", "layout"),
                        ("undecided", "ambiguous")})


@dataclass(frozen=True)
class Repair:
    """A true statement near a step: both sides as LaTeX, what was changed, and how to say it.

    ``mends`` are the steps of the chain that are proved with it, as (id, left,
    right); ``after`` is the step whose repair it presupposes; ``then`` are the later
    steps that were proved and that it makes false, with the sides that make them true
    again, both "" where none were found.
    """
    text: str
    left: str
    right: str
    changes: tuple[tuple[str, str, str], ...]
    mends: tuple[tuple[str, str, str], ...] = ()
    after: str = ""
    then: tuple[tuple[str, str, str], ...] = ()

    def to_json(self) -> dict:
        """As in docs/result-data.md."""
        return {"text": self.text, "left": self.left, "right": self.right,
                "changes": [list(change) for change in self.changes], "certificate": "accepted",
                "mends": [list(step) for step in self.mends], "after": self.after, "then": [list(step) for step in self.then]}


class Candidate(NamedTuple):
    """A changed step: how much is changed, both sides, what was changed; ``words`` if that says it all."""
    weight: float
    left: s.Node
    right: s.Node
    changes: tuple[tuple[str, str, str], ...]
    words: str = ""
    fresh: bool = False
    layout: str = ""
    readings: tuple[Obligation, ...] = ()


def repairable(step: Step, verdict: Verdict) -> bool:
    """Is the step one for which a true statement nearby is worth looking for?"""
    if step.limit is not None or step.place is None or not step.place.is_equation:
        return False
    return (verdict.verdict, verdict.code) in REPAIRABLE or "trivial" in verdict.notices and names_itself(step.place)


def names_itself(place: Rereading) -> bool:
    """Is something differentiated by itself in the step?"""
    quotients = (quotient(node) for side in (place.left, place.right) for _, node in operands(side, whole=True))
    return any(parts is not None and of_itself(parts) for parts in quotients)


def repairs(steps: Sequence[Step], verdicts: Sequence[Verdict]) -> list[Repair | None]:
    """For every step its repair, or None; chains and steps are looked at in order, bridges last, within a budget.

    A chain in which several steps are wrong is looked at as a whole first.
    """
    budget = Budget(EFFORT_A_DOCUMENT)
    found: list[Repair | None] = [None] * len(steps)
    mended: set[int] = set()
    for chain in _chains(steps):
        if budget.left() and wanting_a_block([steps[k] for k in chain], [verdicts[k] for k in chain]):
            for k, repair in _guarded_block(steps, verdicts, chain).items():
                found[k] = repair
                mended.add(k)
    made = {change for repair in found if repair for change in repair.changes}
    wanting = [k for k, pair in enumerate(zip(steps, verdicts)) if k not in mended and repairable(*pair)]
    for k in sorted(wanting, key=lambda k: (steps[k].kind == "bridge", k)):
        if not budget.left():
            break
        found[k] = _of_step(steps[k], made, _start(steps, verdicts, k))
        made.update(found[k].changes if found[k] else ())
    return with_consequences(found, steps, verdicts, budget, _from)


def _chains(steps: Sequence[Step]) -> list[list[int]]:
    """The positions of the steps of each chain."""
    chains: dict[int, list[int]] = {}
    for k, step in enumerate(steps):
        if step.place is not None:
            chains.setdefault(id(step.place.claim), []).append(k)
    return list(chains.values())


def _guarded_block(steps: Sequence[Step], verdicts: Sequence[Verdict], chain: list[int]) -> dict[int, Repair | None]:
    """A fault of the program costs this chain its repairs, and nothing else."""
    try:
        return _block_repairs([(k, steps[k], verdicts[k]) for k in chain])
    except MemoryError:
        raise
    except Exception:
        return {}


def _block_repairs(chain: list[tuple[int, Step, Verdict]]) -> dict[int, Repair | None]:
    """What mends a chain: the repair of its first wrong step, and of each later one that needs a change of its own.

    A step that is proved with the repair of an earlier one, and a bridge over
    what is mended, needs none: it is in the result with None.
    """
    mended = Block.of([(step, verdict) for _, step, verdict in chain]).mended()
    if mended is None:
        return {}
    wrong = [(k, step, link) for k, step, verdict in chain if _wrong(step, verdict)
             for link in [mended.to(step.place.j)] if link is not None and link.i == step.place.i]
    telling = [x for x in wrong if x[2].says]
    if not telling:
        return {}
    found: dict[int, Repair | None] = {k: None for k, _, _ in wrong}
    found |= {k: None for k, step, _ in chain if step.kind == "bridge" and mended.to(step.place.j) is not None}
    _, first, _ = telling[0]
    shown = tuple((step.id, to_latex(link.left.node), to_latex(link.right.node)) for _, step, link in wrong)
    then = tuple((step.id, to_latex(link.left.node), to_latex(link.right.node)) for _, step, verdict in chain
                 if step.kind == "step" and not _wrong(step, verdict)
                 for link in [mended.to(step.place.j)] if link is not None and link.i == step.place.i and link.right.changes)
    for k, step, link in telling:
        if step is first or link.right.changes:
            repair = _told_of_block(mended, link, shown if step is first else (), "" if step is first else first.id)
            found[k] = replace(repair, then=then) if step is first else repair
    return found


def _wrong(step: Step, verdict: Verdict) -> bool:
    """Is the step not proved, or only because something is differentiated by itself?"""
    if verdict.verdict == "proved":
        return "trivial" in verdict.notices and step.place.is_equation and names_itself(step.place)
    return True


def _told_of_block(mended: Mended, link: Link, mends: tuple, after: str) -> Repair:
    left, right = to_latex(link.left.node), to_latex(link.right.node)
    own = {"left": link.left.changes if link is mended.links[0] else (), "right": link.right.changes}
    said = [f"on the {side} side {'; '.join(_said(c, n, right) for c, n in Counter(changes).items())}"
            for side, changes in own.items() if changes]
    throughout = mended.replacement.sentence() if mended.replacement.changes else ""
    if throughout and any(x.left.kept or x.right.kept for x in mended.links):
        throughout += ", but in what is differentiated"
    text = ", and ".join(part for part in ("" if after else throughout, *said) if part)
    if after:
        text = f"besides, {text}"
    elif len(mends) > 1:
        text += f": that mends {len(mends)} steps of this chain"
    changes = (*(() if after else mended.replacement.changes), *own["left"], *own["right"])
    return Repair(text, left, right, changes, mends, after)


def _of_step(step: Step, made: Set[tuple[str, str, str]], start: "Start | None") -> Repair | None:
    """What makes the step equal to where its chain begins; else, that having been lost before, to its own left side."""
    found = _guarded(Search(step, made, start))
    if found is None and start is not None and not start.holds:
        found = _guarded(Search(step, made, slip_kept=True))
    return found


def _from(step: Step, made: Set[tuple[str, str, str]], left: s.Node) -> Repair | None:
    """What makes the step's right side equal to another left side."""
    return _guarded(Search(step, made, Start(left, False)))


def _guarded(search: "Search") -> Repair | None:
    """A fault of the program costs this step its repair, and nothing else."""
    try:
        return search.run()
    except MemoryError:
        raise
    except Exception:
        return None


def repair(step: Step) -> Repair | None:
    """The nearest true statement that was found, or None."""
    return Search(step).run()


class Start(NamedTuple):
    """Where a step's chain begins, if that is before the step; is the step's left side known to be equal to it?"""
    side: s.Node
    holds: bool


def _start(steps: Sequence[Step], verdicts: Sequence[Verdict], k: int) -> Start | None:
    """The first member of the chain of step ``k``."""
    place = steps[k].place
    first = place.claim.statement.members[0].syntax
    if place.i == 0 or first is None:
        return None
    before = {verdicts[m].verdict for m in range(k) if steps[m].place is not None and steps[m].place.claim is place.claim
              and steps[m].place.j <= place.i}
    return Start(first, before == {"proved"})


class Search:
    """One step's search: ``spent`` counts what was tried; ``made`` are changes that mended earlier steps.

    After a step that is wrong the left side is no truth to begin with; the
    ``start`` of the chain is, unless what was slipped there is to be kept.
    """

    def __init__(self, step: Step, made: Set[tuple[str, str, str]] = frozenset(), start: Start | None = None,
                 slip_kept: bool = False):
        self.step, self.place, self.made, self.start, self.slip_kept = step, step.place, made, start, slip_kept
        if start is not None and not start.holds:
            self.place = self.place.alone(start.side, self.place.right)
        self.given: tuple[tuple[str, str, str], ...] = ()
        self.budget = Budget(EFFORT)
        self.sieve = Sieve()
        self.seen: set[tuple] = set()
        self.spent = 0

    def run(self) -> Repair | None:
        for candidate in self.candidates():
            self.spent += 1
            if self.spent > A_STEP or not self.budget.left():
                return None
            proved = self.proved(candidate)
            if proved is not None:
                return self.told(proved)
        return None

    # -- what is tried
    def candidates(self) -> Iterator[Candidate]:
        """All candidates, the lightest first as far as one can tell without making them."""
        if self.start is not None and not self.start.holds:
            yield Candidate(0, self.place.left, self.place.right, (),
                            f"only the left side is wrong: the right side is equal to {to_latex(self.place.left)}")
        whole = sorted(self._throughout(), key=lambda c: c.weight)
        yield from whole
        if self.step.problem is not None and self.step.problem.code == "undeclared":
            return
        if names_itself(self.place):
            self._begin_at([c for c in whole if self.made.issuperset(c.changes)])
            if not self.given:
                return
        found = self._weighed(changes(Surroundings(self.place, self.place.left, self.place.right)))
        single = [*self._changed(found), *self._everywhere(found), *self._granted(), *self._turned()]
        yield from lightest_first(single, self._pairs(found))

    def _throughout(self) -> Iterator[Candidate]:
        for x in substitutions(self.place, self.made):
            yield Candidate(x.weight, x.left, x.right, x.changes, x.sentence(), fresh=True)

    def _begin_at(self, whole: list[Candidate]) -> None:
        """Look further from the step with the letters replaced as in an earlier one, what is differentiated kept."""
        if whole:
            self.place, self.given = self.place.alone(whole[-1].left, whole[-1].right), whole[-1].changes

    def _weighed(self, found: list[Change]) -> list[Change]:
        """Where an index is out of its range, indices are suspected first."""
        if self.step.problem is None or not self.step.readings:
            return found
        lighter = [c._replace(weight=c.weight - SUSPECTED) if c.what == "index" else c for c in found]
        return sorted(lighter, key=lambda c: c.weight)

    def _changed(self, found: list[Change]) -> Iterator[Candidate]:
        for change in found:
            yield self._with([change], change.weight)

    def _with(self, chosen: Sequence[Change], weight: float) -> Candidate:
        right, chosen = self.place.right, [c if c.path else c._replace(node=bare(c.node)) for c in chosen]
        for change in chosen:
            right = put(right, change.path, change.node)
        return Candidate(weight, self.place.left, right, (*self.given, *(c.words() for c in chosen)))

    @property
    def elsewhere(self) -> bool:
        """Does the search compare with another side than the step does?"""
        return self.place is not self.step.place

    def _everywhere(self, found: list[Change]) -> Iterator[Candidate]:
        for chosen in alike(found):
            yield self._with(chosen, chosen[0].weight + ANOTHER * (len(chosen) - 1))

    def _granted(self) -> Iterator[Candidate]:
        """The step as it stands, with one property more."""
        if len(self.step.readings) != 1 or self.step.problem is not None or self.elsewhere:
            return
        (reading,) = self.step.readings
        for grant in grants(reading):
            yield Candidate(GRANTED if grant.words in LIKELY else TURNED, self.place.left, self.place.right, (("assumption", "", f"{grant.name} {grant.words}"),),
                            f"true if {grant.name} {grant.words}", readings=(replace(reading, context=grant.context),))

    def _turned(self) -> Iterator[Candidate]:
        """The step as it stands, in the other layouts."""
        for layout in LAYOUTS:
            if layout not in self.place.layouts:
                yield Candidate(TURNED, self.place.left, self.place.right,
                                (("layout", self.place.layouts[0], layout),),
                                f"right in the {WORDS[layout]} layout", layout=layout)

    def _pairs(self, found: list[Change]) -> Iterator[Candidate]:
        """Two changes, each at one place or at all its places, those of one kind before others, the lightest first."""
        units = [[c] for c in found] + alike(found)
        pairs = [(a[0].weight + b[0].weight + (PAIR - ALIKE if a[0].what == b[0].what else PAIR)
                  - ANOTHER * (len(a) + len(b) > 2), k, [*b, *a])
                 for k, a in enumerate(units) for b in units[:k] if all(apart(x.path, y.path) for x in a for y in b)]
        for weight, _, chosen in sorted(pairs, key=lambda x: x[:2]):
            yield self._with(chosen, weight)

    # -- whether it is true
    def proved(self, candidate: Candidate) -> Candidate | None:
        """The candidate if every reading of it is proved and it says something.

        One whose sides are the same may still say something about where the chain begins.
        """
        if same_syntax(candidate.left, candidate.right):
            if self.start is None or not self.start.holds:
                return None
            candidate = candidate._replace(left=self.start.side, fresh=True)
        key = (to_latex(candidate.left), to_latex(candidate.right), candidate.layout, candidate.words if candidate.readings else "")
        if key in self.seen or key[0] == key[1]:
            return None
        self.seen.add(key)
        place = self.place.alone(candidate.left, candidate.right) if candidate.fresh else self.place
        readings = candidate.readings or place.readings(
            candidate.left, candidate.right, (candidate.layout,) if candidate.layout else ())
        if not readings or not all(map(self.sieve.passes, readings)):
            return None
        if candidate.readings and any(map(self.sieve.says_nothing, readings)):
            return None
        return candidate if self._proved(readings) else None

    def _proved(self, readings: Iterable[Obligation]) -> bool:
        self.spent += A_PROOF
        for reading in readings:
            verdict = settle(reading)
            if verdict is None or verdict.verdict != "proved" or "trivial" in verdict.notices:
                return False
        return True


    # -- how it is said
    def told(self, candidate: Candidate) -> Repair:
        """The candidate as a repair, with a sentence for people: what is true, and in brackets what was changed."""
        left, right = to_latex(candidate.left), to_latex(candidate.right)
        said = "; ".join(_said(change, count, right) for change, count in Counter(candidate.changes).items())
        where = f"; then equal to {left}" if not same_syntax(candidate.left, self.step.place.left) and not candidate.words else ""
        where += "; what went wrong before is kept" if self.slip_kept else ""
        return Repair(candidate.words or f"{right} on the right side ({said}{where})", left, right, candidate.changes)


def bare(side: s.Node) -> s.Node:
    """A side without brackets around the whole of it."""
    return side.body if isinstance(side, s.Group) and side.kind == "(" else side


def lightest_first(single: Iterable[Candidate], pairs: Iterator[Candidate]) -> Iterator[Candidate]:
    """Both together by weight; the pairs, of which there are many, are made when the first of them may be due."""
    pending = None
    for candidate in sorted(single, key=lambda c: c.weight):
        while candidate.weight > LIGHTEST_PAIR:
            pending = pending or next(pairs, None)
            if pending is None or pending.weight > candidate.weight:
                break
            yield pending
            pending = None
        yield candidate
    if pending is not None:
        yield pending
    yield from pairs


def _said(change: tuple[str, str, str], count: int, right: str) -> str:
    """The kind of a change; for a part of the side also what stands there now, and in how many places."""
    what, old, new = change
    match what:
        case "missing entry":
            said = f"a row of the matrix completed: {new}"
        case "one entry between zeros":
            said = "one entry, between zeros"
        case _ if new == right:
            said = what
        case _ if what in SUBSCRIPTS:
            said = f"{what} {new} for {old}"
        case _:
            said = f"{new} for {old}"
    return said if count == 1 else f"{said} in {count} places"
