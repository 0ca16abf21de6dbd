r"""Chains to be judged, as they stand when the document comes to them."""
from __future__ import annotations

from dataclasses import dataclass, field

from symbolic.errors import ReadError
from symbolic.reading.context.builder import Builder
from symbolic.reading.context.chains import COMPARISONS, Chain
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.steps import Problem
from symbolic.reading.grammar import syntax as s

JUDGED = COMPARISONS
UNJUDGED = dict.fromkeys(("\\approx", "\\simeq", "\\cong", "\\doteq", "\\propto", "\\sim", "\\ll", "\\gg"), "")


@dataclass
class Claim:
    """A chain to be judged: its statement, number, the ranges in force, and the context then.

    Of an implication, ``parts`` are for each of its relations the same claim with the
    premises assumed, once for each direction; ``indexed`` those of them about an index; ``position``
    is the place of the statement among those of its document; ``stationary``: its last relation sets a derivative to zero.
    """
    statement: s.Statement
    number: int
    ranges: dict
    builder: Builder
    defined: frozenset[int] = frozenset()
    supposed: frozenset[int] = frozenset()
    conditional: bool = False
    indexed: tuple[int, ...] = ()
    chains: dict[str, Chain] = field(default_factory=dict)
    parts: dict[int, tuple["Claim", ...]] = field(default_factory=dict)
    position: int = -1
    stationary: bool = False

    def chain(self, layout: str) -> Chain:
        if layout not in self.chains:
            self.chains[layout] = Chain(self.builder, layout, self.statement, self.ranges)
        return self.chains[layout]


def snapshot(builder: Builder) -> Builder:
    return Builder(builder.context, builder.provenance, ranges=dict(builder.ranges), formulas=dict(builder.formulas),
                   shaped=builder.shaped, moving=builder.moving, constants=builder.constants, windows=builder.windows, by_columns=builder.by_columns, symmetry=builder.symmetry, standard=builder.standard, doubtful=builder.doubtful,
                   pseudo=builder.pseudo, lone_pluses=builder.lone_pluses,
                   exponentials=builder.exponentials,
                   entries=dict(builder.entries), dotted=builder.dotted, unequal=builder.unequal, identified=builder.identified,
                   layout=builder.layout, layout_used=builder.layout_used, hedged=builder.hedged, sheet=builder.sheet)


def unread_problem(error: ReadError) -> Problem:
    words = error.message
    if error.expected:
        words += f"; expected {error.expected}"
    if error.found and not error.message.endswith(error.found):
        words += f", found {error.found}"
    return Problem("unread", error.code, words, error.start, error.end, error.hint)


def source(text: str, place: s.Member | s.Node) -> str:
    return text[place.start:place.end].strip()


def of_shape(refusal: Refused | None) -> bool:
    return refusal is not None and refusal.code == "shape"


def declares(statement: s.Statement) -> bool:
    r"""A statement whose first relation declares: \in, a map; or a lone name with words."""
    if not statement.relations:
        return bool(statement.words)
    return statement.relations[0].operator in ("\\in", "\\colon", ":", "\\to")
