r"""One repair for a whole chain: what mends several of its steps, found together.

A letter confused throughout (L for ℓ, J for y) spoils every line of a block, and a
line that cannot be read hides whether the rest holds.  So the chain is read anew
under each such replacement; a member has a variant for every choice of derivatives
whose upper half is kept, and for every way in which an unreadable side may be
mended.  From the first member on, each variant is kept that is proved equal to a
variant kept before it; where none is, the indices of the member are searched.
What is offered is a chain of which every step that is said to hold was proved.
"""
from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Iterator, NamedTuple, Sequence

from symbolic.effort import SECOND, Budget
from symbolic.errors import ReadError
from symbolic.reading.claims.rereading import Rereading
from symbolic.reading.elaboration.places import apart, put
from symbolic.reading.elaboration.steps import Step
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.unparse import same_syntax, to_latex

from .judge import Verdict, settle
from .mending import MENDABLE, mends, scanned
from .near import Change, alike, index_changes
from .sieve import Sieve
from .surroundings import Surroundings
from .throughout import Replacement, letters, replacements

EFFORT = 2.5 * SECOND
"""Work after which the search for one chain is given up."""
EFFORT_FOR_INDICES = 0.8 * SECOND
"""Work for the indices of one member."""
MOST_VARIANTS = 8
"""Variants of a member that are kept."""
MOST_REPLACEMENTS, MOST_SEARCHED, MOST_REINDEXED = 24, 2, 3

Words = tuple[str, str, str]


class Variant(NamedTuple):
    """A member as it may have been meant: what that changes, beyond what is replaced throughout."""
    weight: float
    node: s.Node
    changes: tuple[Words, ...] = ()
    kept: bool = False


class Link(NamedTuple):
    """A proved step of the mended chain: positions and variants of its members; does it say something?"""
    i: int
    j: int
    left: Variant
    right: Variant
    says: bool


class Way(NamedTuple):
    """How far a mended chain has come: the last member reached, its variant, and the steps to it."""
    position: int
    variant: Variant
    links: tuple[Link, ...]
    weight: float


@dataclass(frozen=True)
class Mended:
    """A chain as it may have been meant: what is replaced throughout, and the steps that are proved then."""
    replacement: Replacement
    links: tuple[Link, ...]
    weight: float

    def to(self, j: int) -> Link | None:
        """The step that ends in member j."""
        return next((link for link in self.links if link.j == j), None)


@dataclass
class Block:
    """The chain of some steps; ``texts`` are its members as written."""
    place: Rereading
    texts: dict[int, str]
    sieve: Sieve = field(default_factory=Sieve)
    known: dict = field(default_factory=dict)

    @classmethod
    def of(cls, steps: Sequence[tuple[Step, Verdict]]) -> "Block":
        """The chain of these steps; what was proved or refuted is known."""
        texts, known = {}, {}
        for step, verdict in steps:
            place = step.place
            texts |= {place.i: step.left, place.j: step.right}
            if verdict.verdict in ("proved", "refuted"):
                holds = verdict.verdict == "proved"
                key = place.i, to_latex(place.left), place.j, to_latex(place.right)
                known[key] = holds, holds and "trivial" not in verdict.notices
        return cls(steps[0][0].place, texts, known=known)

    @property
    def members(self) -> tuple[s.Member, ...]:
        return self.place.claim.statement.members

    def mended(self) -> Mended | None:
        """The chain of which most steps are proved, the least changed; None if nothing is mended.

        First every replacement is tried alone; where those that prove most leave
        something, unreadable sides are mended and indices searched.
        """
        self.budget = Budget(EFFORT)
        plain = [self._under(r, search=False) for r in self._replacements()]
        for found in sorted(plain, key=_rank)[:MOST_SEARCHED]:
            if min(map(_rank, plain))[0] == 1 - len(self.members):
                break
            plain.append(self._under(found.replacement, search=True))
        best = min(plain, key=_rank)
        return best if best.links else None

    def _replacements(self) -> list[Replacement]:
        return replacements(self.place, [m.syntax for m in self.members if m.syntax is not None])[:MOST_REPLACEMENTS]

    # -- one replacement
    def _under(self, replacement: Replacement, search: bool) -> Mended:
        """The chain under a replacement, member by member; a member that nothing reaches is passed over."""
        ways: list[Way] = []
        for k in range(len(self.members)):
            variants = list(self._variants(k, replacement))
            if not ways:
                variants = self._beginning(k, variants) if search else variants
                ways = [Way(k, v, (), v.weight) for v in variants[:MOST_VARIANTS]]
                continue
            reached = self._proved(ways, k, variants) or (self._searched(ways, k, variants) if search else [])
            ways = sorted(reached, key=lambda way: way.weight)[:MOST_VARIANTS] or ways
            if not self.budget.left():
                break
        links, weight = (ways[0].links, ways[0].weight) if ways else ((), 0.0)
        return Mended(replacement, links, replacement.weight + weight)

    def _variants(self, k: int, replacement: Replacement) -> Iterator[Variant]:
        member = self.members[k]
        start = Variant(0.0, member.syntax)
        if member.syntax is None:
            mend = scanned(self.texts.get(k, ""), member.start)
            if mend is None:
                return
            start = Variant(mend.weight, mend.node, (mend.change,))
        for weight, node, kept in replacement.variants(start.node):
            yield Variant(start.weight + weight, node, start.changes, kept)

    def _beginning(self, k: int, variants: list[Variant]) -> list[Variant]:
        """The variants of a chain's first member, mended where they cannot be read."""
        found: list[Variant] = []
        for variant in variants:
            error = self._error(k, variant.node, k + 1, variant.node, 0)
            found += [variant] if error is None else _mended_by(variant, error)
        return found

    def _error(self, i: int, left: s.Node, k: int, right: s.Node, position: int) -> ReadError | None:
        """Why one of two sides cannot be read, if it cannot."""
        alone = self._between(i, k).alone(left, right)
        return alone.claim.chain(alone.layouts[0]).unread.get(position)

    def _searched(self, ways: list[Way], k: int, variants: list[Variant]) -> list[Way]:
        """Member k mended, or with other indices, where it is proved equal to the end of a way."""
        readable, mended = [], []
        for variant in variants:
            found = self._mended(ways[0], k, variant)
            (readable if found is None else mended).extend([variant] if found is None else found)
        mended.sort(key=lambda v: v.weight)
        found = self._proved(ways, k, mended, once=True)
        if found:
            return found
        for variant in [*readable, *mended][:MOST_REINDEXED]:
            better = self._reindexed(ways[0], k, variant)
            if better is not None:
                return self._proved(ways[:1], k, [better])
        return []

    def _proved(self, ways: list[Way], k: int, variants: list[Variant], once: bool = False) -> list[Way]:
        """The variants of member k that are proved equal to the end of a way, as longer ways."""
        found = []
        for variant in variants:
            for way in ways:
                holds, says = self._holds(way.position, way.variant.node, k, variant.node)
                if holds:
                    link = Link(way.position, k, way.variant, variant, says)
                    found.append(Way(k, variant, (*way.links, link), way.weight + variant.weight))
                    break
            if found and once:
                break
        return found

    def _mended(self, way: Way, k: int, variant: Variant) -> list[Variant] | None:
        """An unreadable variant, as it may have stood there; None if it can be read."""
        error = self._error(way.position, way.variant.node, k, variant.node, 1)
        return None if error is None else _mended_by(variant, error)

    def _reindexed(self, way: Way, k: int, variant: Variant) -> Variant | None:
        """The variant with one or two indices changed, each at one or at all of its places.

        Only those count that speak of the same free indices as the way's end.
        """
        budget = Budget(EFFORT_FOR_INDICES, self.budget)
        left = way.variant.node
        place = self._between(way.position, k).alone(left, variant.node)
        wanted = set(Surroundings(place, left, left).index_letters)
        for chosen in _one_or_two(index_changes(Surroundings(place, left, variant.node))):
            if not budget.left():
                return None
            node = variant.node
            for change in chosen:
                node = put(node, change.path, change.node)
            if wanted <= {leaf.text for leaf in letters(node)} and self._fits(place, left, node):
                return Variant(variant.weight + len({c.key for c in chosen}), node,
                               (*variant.changes, *(c.words() for c in chosen)), variant.kept)
        return None

    def _fits(self, place: Rereading, left: s.Node, node: s.Node) -> bool:
        """A quick look, in the scope of the variant as it stood: are the sides equal in numbers?"""
        readings = place.readings(left, node)
        return bool(readings) and all(map(self.sieve.passes, readings))

    # -- whether it is true
    def _holds(self, i: int, left: s.Node, k: int, right: s.Node) -> tuple[bool, bool]:
        """Is every reading of left = right proved, and does one say something?"""
        key = i, to_latex(left), k, to_latex(right)
        if key not in self.known:
            self.known[key] = self._checked(i, left, k, right)
        return self.known[key]

    def _checked(self, i: int, left: s.Node, k: int, right: s.Node) -> tuple[bool, bool]:
        if same_syntax(left, right):
            return False, False
        readings = self._between(i, k).alone(left, right).readings(left, right)
        if not readings or not all(map(self.sieve.passes, readings)):
            return False, False
        verdicts = [settle(reading) for reading in readings]
        if any(v is None or v.verdict != "proved" for v in verdicts):
            return False, False
        return True, not any("trivial" in v.notices for v in verdicts)

    def _between(self, i: int, k: int) -> Rereading:
        return replace(self.place, i=i, j=k, operator="=")


def _mended_by(variant: Variant, error: ReadError) -> list[Variant]:
    return [Variant(variant.weight + m.weight, m.node, (*variant.changes, m.change), variant.kept)
            for m in mends(variant.node, error)]


def _rank(found: Mended) -> tuple:
    return -len(found.links), found.weight


def _one_or_two(found: list[Change]) -> Iterator[list[Change]]:
    """Changes at all places of a slip first, then at one; then two of these that are apart."""
    units = [*alike(found), *([c] for c in found)]
    yield from units
    for size in (3, 2):
        for k, a in enumerate(units):
            for b in units[:k]:
                if (len(a) + len(b) > 2) == (size == 3) and all(apart(x.path, y.path) for x in a for y in b):
                    yield [*b, *a]


def wanting_a_block(steps: Sequence[Step], verdicts: Sequence[Verdict]) -> bool:
    """Is a side of the chain unreadable in a way that can be mended, or are several of its steps wrong?"""
    own = [(step, v) for step, v in zip(steps, verdicts) if step.kind == "step"]
    wrong = [v for _, v in own if v.verdict in ("refuted", "unread") or (v.verdict, v.code) == ("undecided", "undeclared")]
    if not all(step.place is not None for step, _ in own):
        return False
    return len(wrong) > 1 or any(v.verdict == "unread" and v.code in MENDABLE for v in wrong)
