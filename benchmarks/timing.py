"""Timing of work in this process."""
from __future__ import annotations

from time import perf_counter
from typing import Callable


def best(work: Callable, runs: int):
    """The least seconds of ``runs`` runs, and the last result."""
    times, result = [], None
    for _ in range(runs):
        start = perf_counter()
        result = work()
        times.append(perf_counter() - start)
    return min(times), result
