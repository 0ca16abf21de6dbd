r"""The place of a step in its chain, kept so that other sides can be read there.

Whoever looks for what an author may have meant changes the syntax of a side
and asks what the changed step says in the same scope, layout and context.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from symbolic.effort import METER, SYNTAX
from symbolic.errors import ReadError
from symbolic.language.context import Context, Obligation
from symbolic.reading.context.chains import COMPARISONS
from symbolic.reading.elaboration.places import operands
from symbolic.reading.elaboration.refusal import MOST_READINGS, Refused
from symbolic.reading.grammar import syntax as s

if TYPE_CHECKING:
    from symbolic.reading.claims.claims import Claim


@dataclass(frozen=True, eq=False)
class Rereading:
    """Members ``i`` and ``j`` of a claim, related by ``operator``, in the document's ``layouts``."""
    claim: "Claim"
    i: int
    j: int
    operator: str
    layouts: tuple[str, ...]

    @property
    def left(self) -> s.Node | None:
        return self.claim.statement.members[self.i].syntax

    @property
    def right(self) -> s.Node | None:
        return self.claim.statement.members[self.j].syntax

    @property
    def is_equation(self) -> bool:
        """Can both sides be parsed, and does = stand between them?"""
        return COMPARISONS.get(self.operator) == "=" and self.left is not None and self.right is not None

    @property
    def context(self) -> Context:
        return self.claim.builder.context

    @property
    def ranges(self) -> dict:
        """The ranges in force of labels and indices, by name."""
        return {**self.claim.builder.ranges, **self.claim.ranges}

    def undeclared(self) -> set[str]:
        """The first name on either side that means nothing here."""
        chain = self.claim.chain(self.layouts[0])
        return {found.text for side in (self.left, self.right) if (found := chain.undeclared(side)) is not None}

    def axes(self, node: s.Node) -> tuple[str, ...] | None:
        """The extents of what ``node`` stands for, in words; None if that cannot be read."""
        try:
            return tuple(map(str, self.claim.chain(self.layouts[0]).shape(node)))
        except (Refused, ReadError):
            return None

    def alone(self, left: s.Node, right: s.Node) -> "Rereading":
        """Two sides in this place without the rest of the chain: their free integers take their ranges anew."""
        whole = self.claim.statement
        members = tuple(replace(whole.members[k], syntax=node) for k, node in ((self.i, left), (self.j, right)))
        statement = replace(whole, members=members, relations=whole.relations[self.j - 1:self.j])
        return replace(self, claim=replace(self.claim, statement=statement, chains={}), i=0, j=1)

    def readings(self, left: s.Node, right: s.Node, layouts: tuple[str, ...] = ()) -> tuple[Obligation, ...]:
        """All readings of ``left`` related to ``right`` here; none if they cannot be read or do not fit."""
        METER.spent += SYNTAX * sum(1 for side in (left, right) for _ in operands(side, whole=True))
        found: dict[Obligation, None] = {}
        for layout in layouts or self.layouts:
            chain = self.claim.chain(layout).changed({self.i: left, self.j: right})
            try:
                found.update(dict.fromkeys(a.obligation for a in chain.attempts(self.i, self.j, self.operator)))
            except (Refused, ReadError):
                continue
        return tuple(found) if len(found) <= MOST_READINGS else ()
