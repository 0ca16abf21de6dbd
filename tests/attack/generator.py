"""Random statements with their truths, reproducible one by one from their seeds."""
from __future__ import annotations

from random import Random
from typing import Iterator

from . import layers
from .board import Board
from .calculus import NoRule
from .expressions import IllTyped, Node, T
from .mutating import misfit, mutated
from .statements import Statement, statement
from .templates import TEMPLATES

LAYER_SHARE = 0.22
MISFIT_SHARE = 0.04
FALSE_SHARE = 0.5
OUT_OF_RANGE_SHARE = 0.3
LONGEST = 700


def make(seed: str) -> Statement:
    """The statement of this seed ("run:number")."""
    for attempt in range(200):
        random = Random(f"{seed}:{attempt}")
        try:
            found = _attempt(random, seed)
        except (NoRule, IllTyped):
            continue
        if found is not None and len(found.claim) <= LONGEST:
            return found
    raise RuntimeError(f"no statement from seed {seed}")


def statements(seed: int | str, count: int, first: int = 0) -> Iterator[Statement]:
    for k in range(first, first + count):
        yield make(f"{seed}:{k}")


def _attempt(random: Random, seed: str) -> Statement | None:
    if random.random() < LAYER_SHARE:
        return layers.attempt(random, seed)
    board = Board(random)
    template = random.choices(list(TEMPLATES), list(TEMPLATES.values()))[0]
    sides = template(board)
    if random.random() < MISFIT_SHARE:
        return _misfit(board, seed, template.__name__, sides[:2])
    slips: list[str] = []
    if random.random() < FALSE_SHARE and template.__name__ != "pair":
        spoil(board, sides, slips)
    made = statement(board, seed, template.__name__, sides, slips)
    if made is None or "ill-typed" not in made.truths:
        return made
    declared = board.ranges_given or board.qualified or not board.ranges
    return made if declared and random.random() < OUT_OF_RANGE_SHARE else None


def spoil(board, sides: list[Node], slips: list[str]) -> None:
    """Put one slip, now and then two, into a random side."""
    for _ in range(board.random.choice((1, 1, 1, 2))):
        k = board.random.randrange(len(sides)) if board.random.random() < 0.3 else len(sides) - 1
        found = mutated(sides[k], board)
        if found:
            sides[k] = found[0]
            slips.append(found[1])
    first = sides[0]
    if any(side.shape != first.shape for side in sides):
        raise IllTyped("sides of two shapes")


def _misfit(board: Board, seed: str, kind: str, sides: list[Node]) -> Statement | None:
    last = sides[-1]
    broken = T(last) if last.shape[0] != last.shape[1] and board.random.random() < 0.5 else misfit(last, board)
    if broken is None or board.writer.hand.space == r" \cdot ":  # u·v of two columns fits: it is their dot product
        return None
    given = board.given((sides[0], broken))
    claim = f"{board.writer.write(sides[0])} = {board.writer.write(broken)}"
    return Statement(seed, kind + ", misfit", claim, tuple(given), board.layout, ("ill-typed",), ("misfit",), (None,),
                     (sides[0], broken))
