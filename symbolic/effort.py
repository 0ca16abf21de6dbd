r"""Work, counted: what ends a search is how much was tried, never the clock.

A verdict or a repair that depends on how fast a machine is, or on what else runs
on it, could differ between two runs on one document.  The engine therefore counts
what it does: nodes evaluated, numbers made, terms made, syntax read.  The weights
make a unit about a microsecond on a machine of 2020; ``benchmarks/effort.py``
measures how well that holds.

>>> budget = Budget(100)
>>> METER.spent += 60; budget.left()
True
>>> METER.spent += 60; budget.left()
False
"""
from __future__ import annotations

NODE, NUMBER, TERM, SYNTAX = 6, 4, 35, 35
"""What a node evaluated, a number made by it, a term of a proof, a node of syntax that is read costs."""
SECOND = 1_000_000
"""Units that are spent in about a second."""


class Meter:
    """What has been spent since the process began."""

    __slots__ = ("spent",)

    def __init__(self):
        self.spent = 0


METER = Meter()
"""Whoever does work adds to ``METER.spent``."""


class Budget:
    """Work that may be done from now on, within another budget if there is one."""

    __slots__ = ("end",)

    def __init__(self, units: float, within: Budget | None = None):
        self.end = METER.spent + int(units)
        if within is not None:
            self.end = min(self.end, within.end)

    def left(self) -> bool:
        """Is anything left of it?"""
        return METER.spent < self.end
