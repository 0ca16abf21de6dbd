"""The soundness attack at large: random statements, their truths, and what chainrule says.

    python benchmarks/attack.py --count 20000 --seed 1 -j 2
    python benchmarks/attack.py --kind numbers --only 1:4711 --show open

Three kinds of statements, in turns unless one is asked for: tensors and their
derivatives, numbers and known functions, windows and order.

Prints the counts of verdicts by truth, the share left open by kind of statement
and every false verdict with its seed.  Exit status 1 if there is one.
"""
from __future__ import annotations

import argparse
import sys
from multiprocessing import Pool
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from attack import generator, numbers, windows  # noqa: E402
from attack.judging import Outcome, Tally, outcome  # noqa: E402

MAKERS = {"tensors": generator.make, "numbers": numbers.make, "windows": windows.make}


def judged(task: tuple[str, str, int]) -> Outcome:
    kind, seed, limit = task
    return outcome(MAKERS[kind](seed), limit)


def run(tasks: list[tuple[str, str]], jobs: int, limit: int, quiet: bool) -> Tally:
    """Judge the statements of these seeds on ``jobs`` processes."""
    tally, start = Tally(), perf_counter()
    with Pool(jobs) as pool:
        for done, found in enumerate(pool.imap_unordered(judged, [(*task, limit) for task in tasks], chunksize=8), 1):
            tally.add(found)
            if not quiet and (done % 50 == 0 or done == len(tasks)):
                rate = done / (perf_counter() - start)
                print(f"\r{done}/{len(tasks)}  {rate:.0f}/s  false verdicts {len(tally.false)}  open {len(tally.undecided)}",
                      end="", file=sys.stderr, flush=True)
    if not quiet:
        print(file=sys.stderr)
    return tally


def report(tally: Tally, seconds: float, show: str, most: int) -> None:
    print(tally.table())
    steps, left = sum(tally.steps_by_kind.values()), sum(tally.open_by_kind.values())
    print(f"\n{steps} steps in {seconds:.0f} s; neither proved nor refuted: {left} ({100 * left / max(steps, 1):.1f} %)")
    for (verdict, code), count in tally.codes.most_common(20):
        print(f"  {count:6}  {verdict}: {code or '(no code)'}")
    print("\nleft open, by kind")
    for kind, count in tally.open_by_kind.most_common():
        print(f"  {count:6} of {tally.steps_by_kind[kind]:6}  {kind}")
    print("\nslowest: " + ", ".join(f"{s:.1f} s [{seed}]" for s, seed in tally.slowest))
    if show == "open":
        for found in sorted(tally.undecided, key=lambda o: len(o.statement.claim))[:most]:
            print("\n" + found.show())
    print(f"\nfalse verdicts: {len(tally.false)}")
    for found in tally.false:
        print("\n" + found.show())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000, help="how many statements")
    parser.add_argument("--seed", default="1", help="the run's seed")
    parser.add_argument("--first", type=int, default=0, help="number of the first statement")
    parser.add_argument("--kind", choices=(*MAKERS, "all"), default="all", help="the kind of statements")
    parser.add_argument("--only", help="one statement, as printed: run:number")
    parser.add_argument("-j", "--jobs", type=int, default=2, help="processes")
    parser.add_argument("--limit", type=int, default=60, help="seconds a statement may take")
    parser.add_argument("--show", choices=("false", "open"), default="false", help="which statements to print")
    parser.add_argument("--most", type=int, default=40, help="how many open statements to print")
    parser.add_argument("--quiet", action="store_true", help="no progress")
    options = parser.parse_args()
    if options.only:
        found = judged((options.kind if options.kind in MAKERS else "tensors", options.only, options.limit))
        print(found.show())
        return 1 if found.false_verdicts() else 0
    start = perf_counter()
    kinds = list(MAKERS) if options.kind == "all" else [options.kind]
    tasks = [(kinds[k % len(kinds)], f"{options.seed}:{k}") for k in range(options.first, options.first + options.count)]
    tally = run(tasks, options.jobs, options.limit, options.quiet)
    report(tally, perf_counter() - start, options.show, options.most)
    return 1 if tally.false else 0


if __name__ == "__main__":
    sys.exit(main())
