"""Statements: sides, what is given, and what the closure says of each step."""
from __future__ import annotations

from dataclasses import dataclass, field

from .board import Board
from .closure import Difference, judge
from .expressions import Node


@dataclass(frozen=True)
class Statement:
    """One claim of one or more steps, with the truth of every step.

    A truth is "true", "false", "ill-typed" or "unprovable" (neither may be
    shown: what it means hangs on a dependence that the rules leave open).
    """
    seed: str
    kind: str
    claim: str
    given: tuple[str, ...]
    layout: str
    truths: tuple[str, ...]
    slips: tuple[str, ...] = ()
    differences: tuple[Difference | None, ...] = ()
    sides: tuple[Node, ...] = field(default=(), repr=False, compare=False)

    def show(self) -> str:
        lines = [f"[{self.seed}] {self.kind} {self.slips or ''} layout {self.layout}: {', '.join(self.truths)}"]
        lines += [f"    given  {line}" for line in self.given]
        lines.append(f"    claim  {self.claim}")
        lines += [f"    differs {str(d)[:300]}" for d in self.differences if d]
        return "\n".join(lines)


def statement(board: Board, seed: str, kind: str, sides: list[Node], slips: list[str]) -> Statement | None:
    """The statement sides[0] = sides[1] = …, written and judged; None if two neighbours read alike."""
    given = board.given(tuple(sides))
    texts = [board.writer.write(side) for side in sides]
    if any(a == b for a, b in zip(texts, texts[1:])):
        return None
    claim = " = ".join(texts) + _qualifiers(board)
    setting = board.setting()
    verdicts = [judge(a, b, setting, f"{seed}/{k}") for k, (a, b) in enumerate(zip(sides, sides[1:]))]
    return Statement(seed, kind, claim, tuple(given), board.layout, tuple(v for v, _ in verdicts), tuple(slips),
                     tuple(d for _, d in verdicts), tuple(sides))


def _qualifiers(board: Board) -> str:
    return "".join(rf", \quad {r}" for r in board.qualifiers())
