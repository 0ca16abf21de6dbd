"""Why a formula cannot be judged, said once, with its place.

``Refused`` travels from the rule that noticed to the step it settles; there it
becomes a ``Problem``.  ``Choices`` is how a formula is read in more than one
way: a rule asks, the formula is elaborated once for every answer.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Iterator, Sequence, TypeVar

from symbolic.errors import ReadError
from symbolic.language.nodes import ShapeError
from symbolic.reading.elaboration.steps import Problem

Answer = TypeVar("Answer")
MOST_READINGS = 8
MOST_ATTEMPTS = 32


class Refused(Exception):
    """A formula that was parsed but says nothing that could be judged.

    ``verdict`` is "undecided", or "refuted" for declared shapes that do not
    fit (code "shape").
    """

    def __init__(self, verdict: str, code: str, message: str, place, hint: str = ""):
        super().__init__(message)
        self.verdict, self.code, self.message, self.hint = verdict, code, message, hint
        self.start, self.end = place.start, place.end
        self.name: str | None = None

    def problem(self) -> Problem:
        return Problem(self.verdict, self.code, self.message, self.start, self.end, self.hint)


def misshapen(message: str, place, hint: str = "") -> Refused:
    """Shapes that do not fit (rule 3)."""
    return Refused("refuted", "shape", message, place, hint)


class OutOfRange(Refused):
    """An index whose range, found at its first use in the chain, does not fit an axis."""

    def __init__(self, message: str, place):
        super().__init__("refuted", "shape", message, place)


def undeclared(name: str, place, hint: str = "") -> Refused:
    """Nothing says what ``name`` is; the refusal remembers it."""
    refusal = Refused("undecided", "undeclared", f"{name} is not declared", place, hint)
    refusal.name = name
    return refusal


def ambiguous(message: str, place, hint: str = "") -> Refused:
    return Refused("undecided", "ambiguous", message, place, hint)


FAULTS = (ShapeError, LookupError, AttributeError, TypeError, ValueError, ArithmeticError, AssertionError)
"""What is no refusal, and shows that something was not thought of."""


def faulty(error: Exception, place) -> Refused:
    return Refused("undecided", "internal", f"internal error: {type(error).__name__}: {error}"[:300], place)


def unsupported(message: str, place) -> Refused:
    """Readable mathematics outside the fragment that can be judged."""
    return Refused("undecided", "fragment", message, place)


def unreadable(message: str, place, expected: str = "", found: str = "", hint: str = "", code: str = "E300") -> ReadError:
    """A formula that was parsed and means nothing; ``code`` says which kind (``symbolic.explaining.codes``)."""
    return ReadError(message, place.start, place.end, expected=expected, found=found, hint=hint, code=code)


@dataclass
class Choices:
    """Answers to the questions of one elaboration, in the order asked.

    A question without a prepared answer takes its first option and is noted,
    so that ``every_reading`` can come back for the others.
    """
    prepared: tuple[int, ...] = ()
    asked: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    settled: dict[str, int] = field(default_factory=dict)

    def ask(self, options: Sequence[tuple[str, Answer]], about: str = "") -> Answer:
        """One of ``options`` (words, answer); the words join the reading.

        Questions ``about`` one thing have one answer, the first that was given.
        """
        if len(options) == 1:
            return options[0][1]
        if about in self.settled:
            return options[self.settled[about]][1]
        position = len(self.asked)
        chosen = self.prepared[position] if position < len(self.prepared) else 0
        self.asked.append(len(options))
        if about:
            self.settled[about] = chosen
        words, answer = options[chosen]
        self.words.append(words)
        return answer


def every_reading(attempt: Callable[[Choices], Answer]) -> Iterator[Answer | Exception]:
    """The results (or refusals) of ``attempt`` for all answers, depth first.

    At most ``MOST_ATTEMPTS`` are made; a caller that counts so many must not trust the list.
    """
    waiting: list[tuple[int, ...]] = [()]
    for _ in range(MOST_ATTEMPTS):
        if not waiting:
            return
        prepared = waiting.pop()
        choices = Choices(prepared)
        try:
            result: Answer | Exception = attempt(choices)
        except (Refused, ReadError) as refusal:
            result = refusal
        fresh = range(len(prepared), len(choices.asked))
        for position in fresh:
            path = prepared + (0,) * (position - len(prepared))
            waiting.extend(path + (k,) for k in reversed(range(1, choices.asked[position])))
        yield result
