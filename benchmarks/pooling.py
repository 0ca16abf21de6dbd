"""Max-pooling and a nondecreasing function: one proof for all sizes, beside trying all cases at small ones.

The numeric check goes through every window of K×K entries among VALUES and every
nondecreasing function on them, and compares σ(max B) with the largest of σ(B).
It is exhaustive on that grid and says nothing of any other number, size or σ; the
proof is for all windows, strides, sizes and nondecreasing σ.

    python benchmarks/pooling.py
"""
from __future__ import annotations

from itertools import combinations_with_replacement, product

from symbolic.language.functions import with_formulas
from symbolic.library import readings
from symbolic.proving.checker import check_certificate
from symbolic.proving.prove import prove
from timing import best

WINDOWS = (2, 3)
VALUES = (-1, 0, 1)


def all_sizes() -> int:
    """Proves σ(ρ(X)) = ρ(σ(X)) and replays the certificate; the steps replayed."""
    from derivations.homework4.pooling_of_the_map import THEOREM

    (obligation,) = map(with_formulas, readings(THEOREM.statement, THEOREM.given, THEOREM.layout))
    certificate = prove(obligation)
    if certificate is None:
        raise SystemExit("the pooling theorem was not proved")
    return check_certificate(certificate, obligation.to_json()).steps


def every_window(k: int) -> int:
    """How many pairs of a K×K window and a nondecreasing function were compared, all of them equal."""
    functions = [dict(zip(VALUES, images)) for images in combinations_with_replacement(VALUES, len(VALUES))]
    compared = 0
    for window in product(VALUES, repeat=k * k):
        largest = max(window)
        for sigma in functions:
            if sigma[largest] != max([sigma[entry] for entry in window]):
                raise SystemExit(f"σ and the maximum of {window} do not commute")
            compared += 1
    return compared


def rows(runs: int = 3) -> list[str]:
    """Lines to print: the proof's seconds, and for each K the check's with the ratio of the two, from one run."""
    all_sizes()
    ours, steps = best(all_sizes, runs)
    found = [f"pooling theorem, all sizes, windows and strides   {ours:.3f} ({steps} steps replayed)"]
    for k in WINDOWS:
        theirs, compared = best(lambda: every_window(k), 1)
        found.append(f"all {k}×{k} windows over {len(VALUES)} numbers, {compared:9} cases   {theirs:.3f}, "
                     f"{theirs / ours:.1f} times the proof")
    return found


def main() -> None:
    print("\n".join(rows()))


if __name__ == "__main__":
    main()
