"""What the proofs about convolutions cost, and how much of it the search for index inequalities takes.

That search (Fourier's elimination, ``symbolic.calculus.linear``) finds the
multipliers that a certificate carries; the checker recomputes the sums.
"""
from __future__ import annotations

from time import perf_counter

import derivations
from symbolic.calculus import linear
from symbolic.library import readings
from symbolic.proving.checker import check_certificate
from symbolic.proving.prove import prove

PAGES = (
    "homework4.convolution_of_differences", "homework4.convolution_filter_found", "homework4.convolution_of_one_row",
    "homework4.convolution_of_averages", "homework4.convolution_to_grey", "convolutions.gradient_by_input",
    "convolutions.matrix_of_a_convolution", "convolutions.convolution_of_convolutions",
)


def rows(runs: int) -> list[str]:
    """One line a page: seconds to prove its statement and to replay it, the share of the search, steps."""
    found = ["convolutions, all sizes                          proof   replay   search, share   systems   steps"]
    for name in PAGES:
        found.append(min((_row(name) for _ in range(runs)), key=lambda row: row[0])[1])
    return found


def _row(name: str) -> tuple[float, str]:
    """The seconds of one run, and its line.  Raises ``SystemExit`` if nothing is proved."""
    (theorem,) = derivations.find(name)
    obligations = readings(theorem.qualified(theorem.statement), theorem.given, theorem.layout)
    linear.spent.update(seconds=0.0, searches=0)
    start = perf_counter()
    certificates = [prove(o) for o in obligations]
    proving = perf_counter() - start
    searching, systems = linear.spent["seconds"], linear.spent["searches"]
    if None in certificates:
        raise SystemExit(f"no proof of {name}")
    start = perf_counter()
    steps = sum(check_certificate(c, o.to_json()).steps for c, o in zip(certificates, obligations))
    replay = perf_counter() - start
    return proving, (f"{name:46}   {proving:5.3f}   {replay:6.3f}   {searching:6.3f}, {searching / proving:4.0%}   "
                     f"{systems:7}   {steps:5}")


if __name__ == "__main__":
    print("\n".join(rows(3)))
