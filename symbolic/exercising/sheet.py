r"""An exercise: what is given, a chain with something missing or wrong, and its key."""
from __future__ import annotations

from dataclasses import dataclass

from symbolic.errors import UsageError
from symbolic.reporting.counterexample import counterexample_lines
from symbolic.reporting.style import PLAIN_WIDTH

from .slips import Slip, slipped

FILL, FIND = "fill", "find"
BLANK = r"\underline{\hspace{8em}}"


@dataclass(frozen=True)
class Answer:
    """One line of the key: the step, what is right there, and why (sentences)."""
    step: int
    right: str
    wrong: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exercise:
    """``members`` is the chain as the sheet shows it, ``solution`` the whole one with a reason a line."""
    name: str
    title: str
    source: str
    given: tuple[str, ...]
    layout: str
    kind: str
    members: tuple[str, ...]
    range: str
    answers: tuple[Answer, ...]
    solution: tuple[tuple[str, str], ...]
    seed: int

    @property
    def blank(self) -> str:
        """What stands for a member to be found."""
        return BLANK

    @property
    def task(self) -> str:
        match self.kind, len(self.answers):
            case "fill", _:
                return "Find the closed form, and show how it follows."
            case _, 1:
                return "One step of this derivation is wrong. Find it and put it right."
            case _, count:
                return f"{count} steps of this derivation are wrong. Find them and put them right."

    @property
    def command(self) -> str:
        """How an answer is checked."""
        return f"chainrule check ANSWER.tex --given derivations.{self.name} --layout {self.layout}"


def fill_in(theorem) -> Exercise:
    """The statement with its right side left out; the key is the proof."""
    left, right = _sides(theorem.statement)
    return _exercise(theorem, FILL, (left, BLANK), (Answer(1, right),), 0)


def find_wrong(theorem, count: int, seed: int) -> Exercise:
    """The proof with ``count`` steps made wrong; raises ``UsageError`` where the proof has no room for so many."""
    steps = len(theorem.proof) - 1
    if count > steps:
        raise UsageError(f"the proof of {theorem.name} has {steps} step{'s' if steps != 1 else ''}, so {count} cannot be wrong")
    found = slipped(theorem, count, seed)
    if found is None:
        steps = "wrong step was" if count == 1 else f"{count} wrong steps were"
        raise UsageError(f"no {steps} found in the proof of {theorem.name}; try another --seed, or fewer")
    members, slips = found
    return _exercise(theorem, FIND, tuple(members), tuple(map(_answer, slips)), seed)


def _exercise(theorem, kind: str, members: tuple[str, ...], answers: tuple[Answer, ...], seed: int) -> Exercise:
    solution = tuple((line.formula, line.reason) for line in theorem.proof) or ((theorem.statement, ""),)
    return Exercise(theorem.name, theorem.title, theorem.source, theorem.given, theorem.layout, kind, members, theorem.range,
                    answers, solution, seed)


def _answer(slip: Slip) -> Answer:
    lines = counterexample_lines(slip.data["counterexample"], PLAIN_WIDTH)
    values, sides = ([line for line in lines if ("side" in line) is compared] for compared in (False, True))
    return Answer(slip.step, slip.right, slip.wrong, (f"the slip: {slip.kind}", *filter(None, [", ".join(values)]), *sides))


def _sides(statement: str) -> tuple[str, str]:
    """Both sides of an equation, cut at the first = that no bracket encloses."""
    depth = 0
    for k, c in enumerate(statement):
        depth += (c in "{([") - (c in "})]")
        if c == "=" and depth == 0:
            return statement[:k].strip(), statement[k + 1:].strip()
    raise UsageError(f"not an equation: {statement}")
