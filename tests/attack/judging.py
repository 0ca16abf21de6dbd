"""The way under attack and what it says: verdicts beside truths."""
from __future__ import annotations

import signal
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from .statements import Statement

FALSE_VERDICTS = {("true", "refuted"), ("false", "proved"), ("ill-typed", "proved")}
CRASH, SLOW, MISSING = "crash", "too slow", "no step"


class TooSlow(Exception):
    """A statement took longer than it may."""


@dataclass
class Outcome:
    """A statement and the verdict, code and certificate of each of its steps."""
    statement: Statement
    verdicts: tuple[str, ...]
    codes: tuple[str, ...]
    seconds: float
    reason: str = ""
    certificates: tuple[dict, ...] = field(default=(), repr=False)

    def false_verdicts(self) -> list[int]:
        """The steps (from 1) whose verdict contradicts the truth."""
        pairs = zip(self.statement.truths, self.verdicts)
        return [k for k, pair in enumerate(pairs, 1) if pair in FALSE_VERDICTS]

    def show(self) -> str:
        return f"{self.statement.show()}\n    said   {', '.join(self.verdicts)} {self.codes} {self.reason}"


def outcome(statement: Statement, limit: int = 60, certificates: bool = False) -> Outcome:
    """What the checker says of a statement; at most ``limit`` seconds."""
    from symbolic.checking import check

    start = perf_counter()
    count = len(statement.truths)
    try:
        with at_most(limit):
            data = check(statement.claim, list(statement.given), statement.layout)
    except TooSlow:
        return Outcome(statement, (SLOW,) * count, (SLOW,) * count, perf_counter() - start)
    except Exception as error:  # a crash is a finding, to be shown with its seed
        said = f"{type(error).__name__}: {error}"
        return Outcome(statement, (CRASH,) * count, (type(error).__name__,) * count, perf_counter() - start, said)
    steps = [s for s in data["files"][0]["steps"] if s["kind"] == "step"]
    if len(steps) != count:
        verdicts, codes = (MISSING,) * count, (MISSING,) * count
    else:
        verdicts, codes = tuple(s["verdict"] for s in steps), tuple(s["code"] or "" for s in steps)
    reason = " | ".join(s["reason"] for s in steps if s["verdict"] not in ("proved", "refuted"))
    made = tuple(s["certificate"]["content"] for s in steps if s["certificate"]) if certificates else ()
    return Outcome(statement, verdicts, codes, perf_counter() - start, reason, made)


@contextmanager
def at_most(seconds: int):
    """So many seconds of this process's own, however busy the machine is."""
    def stop(signum, frame):
        raise TooSlow

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@dataclass
class Tally:
    """Counts over many outcomes."""
    verdicts: Counter = field(default_factory=Counter)
    open_by_kind: Counter = field(default_factory=Counter)
    steps_by_kind: Counter = field(default_factory=Counter)
    codes: Counter = field(default_factory=Counter)
    false: list[Outcome] = field(default_factory=list)
    undecided: list[Outcome] = field(default_factory=list)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, o: Outcome) -> None:
        if o.false_verdicts():
            self.false.append(o)
        for truth, verdict, code in zip(o.statement.truths, o.verdicts, o.codes):
            self.verdicts[truth, verdict] += 1
            self.steps_by_kind[o.statement.kind] += 1
            if verdict not in ("proved", "refuted"):
                self.open_by_kind[o.statement.kind] += 1
                self.codes[verdict, code] += 1
        if any(v not in ("proved", "refuted") for v in o.verdicts):
            self.undecided.append(o)
        self.seconds += o.seconds
        self.slowest = sorted(self.slowest + [(o.seconds, o.statement.seed)], reverse=True)[:5]

    def table(self) -> str:
        """Truths down, verdicts across."""
        columns = sorted({v for _, v in self.verdicts}, key=lambda v: (v not in ("proved", "refuted"), v))
        width = max(len(c) for c in columns) + 2
        lines = ["truth".ljust(12) + "".join(c.rjust(width) for c in columns)]
        for truth in ("true", "false", "ill-typed"):
            lines.append(truth.ljust(12) + "".join(str(self.verdicts[truth, c]).rjust(width) for c in columns))
        return "\n".join(lines)
