r"""Which steps the oracle is asked about, and how.

It is asked about a step that could not be read for a construct that is outside
of our grammar, in which no declared vector, matrix or function stands: only
numbers, letters and the scalar constructs of ``SCALAR``.
"""
from __future__ import annotations

import json
import re
import sys
from importlib.util import find_spec
from time import monotonic
from typing import Iterable, Iterator

from symbolic.proving.judge import Verdict
from symbolic.reading.elaboration.steps import Step
from symbolic.workers import Died, Late, Worker

COMMAND = (sys.executable, "-m", "symbolic.oracle.serving")
SECONDS = 4.0
"""What one formula may take."""
SECONDS_IN_ALL = 12.0
"""What the formulas of one document may take together."""
CODE = "oracle:latex2sympy2"
SCALAR = re.compile(r"\\(?:int|lim|[td]?binom)(?![A-Za-z])|!")
FOREIGN = re.compile(
    r"'|\\(?:prime|partial|nabla|dots|cdots|ldots|vdots|top|intercal|begin|text\w*|math(?:bf|bb|cal|sf)|boldsymbol|bm|vec|hat|bar|tilde"
    r"|underline|operatorname|odot|circ|otimes|det|delta|oint|iint|mid)(?![A-Za-z])|\^\s*\{?\s*[Tt](?![A-Za-z])|&|\\\\|\||(?<!\\int)(?<!\\lim)(?<!\\sum)(?<!\\prod)_")
NAME = re.compile(r"\\[A-Za-z]+|[A-Za-z]")


class Oracle:
    """latex2sympy2 and SymPy in a process of their own, started at the first question."""

    def __init__(self):
        self.worker: Worker | None = None

    def __enter__(self) -> "Oracle":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        if self.worker is not None:
            self.worker.kill()
            self.worker = None

    def word(self, left: str, right: str, seconds: float = SECONDS) -> dict:
        """``{"word", "why"}``: equal, different, unsure, unread, or absent."""
        if find_spec("latex2sympy2") is None:
            return {"word": "absent", "why": "latex2sympy2 is not installed"}
        try:
            if self.worker is None:
                self.worker = Worker(COMMAND)
                self.worker.wait_ready()
            return self.worker.ask(json.dumps({"left": left, "right": right}).encode("ascii") + b"\n", seconds)
        except Late:
            self.close()
            return {"word": "unsure", "why": f"no answer within {seconds:g} s"}
        except (Died, ValueError):
            self.close()
            return {"word": "absent", "why": "latex2sympy2 does not start here"}


def is_scalar_formula(step: Step, taken: frozenset[str]) -> bool:
    """Is this an equation of numbers outside of our grammar, without any of the names ``taken``?"""
    sides = f"{step.left} {step.right}"
    return step.problem is not None and step.problem.code in ("E108", "E114", "fragment") and step.relation == "=" \
        and bool(SCALAR.search(sides)) and not FOREIGN.search(sides) and not taken & set(NAME.findall(sides))


def opinions(steps: Iterable[Step], verdicts: Iterable[Verdict], taken: frozenset[str]) -> Iterator[Verdict]:
    """The verdicts, an unread one replaced by ``undecided`` where the oracle has a word on its step.

    ``taken`` are the names of declared vectors, matrices and functions.
    """
    left = SECONDS_IN_ALL
    with Oracle() as oracle:
        for step, verdict in zip(steps, verdicts):
            if left <= 0 or not is_scalar_formula(step, taken):
                yield verdict
                continue
            began = monotonic()
            said = oracle.word(step.left, step.right, min(SECONDS, left))
            spent = monotonic() - began
            left -= spent
            yield _verdict(said, verdict, spent)


def _verdict(said: dict, verdict: Verdict, seconds: float) -> Verdict:
    if said["word"] not in ("equal", "different", "unsure"):
        return verdict
    reason = f"{said['why']}, as latex2sympy2 reads them; an oracle's word is neither a proof nor a refutation"
    return Verdict("undecided", CODE, reason, verdict.notices, seconds=verdict.seconds + seconds)
