"""How well counted work stands for time: microseconds a unit, for every search for a repair in the shared cases.

    python benchmarks/effort.py [FILE.jsonl ...]

Without files, those of ``../shared/cases``.  Prints the median and the extremes of
the searches that take longer than 20 ms, and the slowest search for a proof.
"""
from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import median
from time import process_time

import symbolic.proving.judge as judge
import symbolic.proving.repair as repair
from symbolic.checking import check
from symbolic.effort import METER

CASES = Path(__file__).resolve().parents[2] / "shared" / "cases"
LEAST = 0.02


class Measured:
    """Replaces a function by one that notes how long it takes, and how much it counts."""

    def __init__(self, owner, name: str):
        self.rows, self.inner = [], getattr(owner, name)
        setattr(owner, name, self.of(self.inner))

    def of(self, function):
        def measured(*args, **kwargs):
            spent, start = METER.spent, process_time()
            try:
                return function(*args, **kwargs)
            finally:
                self.rows.append((process_time() - start, METER.spent - spent))
        return measured

    def line(self, what: str) -> str:
        long = [(seconds, 1e6 * seconds / max(units, 1)) for seconds, units in self.rows if seconds > LEAST]
        if not long:
            return f"{what}: none longer than {1000 * LEAST:.0f} ms"
        rates = [rate for _, rate in long]
        return (f"{what}: {len(long)} of {len(self.rows)} longer than {1000 * LEAST:.0f} ms, the longest {max(long)[0]:.2f} s; "
                f"µs a unit: median {median(rates):.2f}, from {min(rates):.2f} to {max(rates):.2f}")


def main(files: list[Path]) -> None:
    searches, looks, proofs = Measured(repair.Search, "run"), Measured(judge, "_look"), Measured(judge, "settle")
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            case = json.loads(line)
            if case.get("claim"):
                check(case["claim"], case["given"], case.get("layout") or "auto", repair=True)
    print(searches.line("searches for a repair"))
    print(looks.line("first looks"))
    print(proofs.line("searches for a proof"))


if __name__ == "__main__":
    main([Path(x) for x in sys.argv[1:]] or [CASES / f"{name}.jsonl" for name in ("cookbook", "deeplearning")])
