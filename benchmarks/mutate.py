"""The mutation attack at large: true claims spoilt in many ways, judged by automatic differentiation.

    python benchmarks/mutate.py --per-claim 200 -j 2 --seed 1
    python benchmarks/mutate.py --source cookbook --only mc-082 --show open
    python benchmarks/mutate.py --source library --per-claim 200 --out library.jsonl --seconds 3600

Takes the true claims of the case files and all statements of the library, mutates
each, sends every mutant through the whole command and asks JAX in float64 whether it
is true.  With ``--out`` the same command goes on where it was interrupted; a file belongs
to one state of the program.  Prints verdicts by truth, the share left open by kind of mutation, and every
false verdict.  Exit status 1 if there is one.  Needs the extra ``judge``:

    python -m venv .venv-judge && .venv-judge/bin/pip install -e '.[test,judge]'
"""
from __future__ import annotations

import argparse
import json
import os
import sys
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]
os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
os.environ.setdefault("JAX_PLATFORMS", "cpu")

from judge.statements import SOURCES, claims  # noqa: E402


def prepare() -> None:
    """What a process has read of itself need not be looked through for garbage."""
    import gc

    import judge.attacking  # noqa: F401

    gc.freeze()


def attacked(work) -> tuple:
    from judge.attacking import attack

    task, limit, open_too = work
    return task, attack(task, limit, open_too)


def done_before(path: Path | None) -> dict[tuple, dict]:
    """The results of an earlier run by the task's key; a line that was not finished counts for nothing."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path and path.exists() else ():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        found[tuple(row["task"])] = row["tally"]
    return found


def run(tasks: list, options) -> "Tally":
    """All tasks that are not in the file yet, or those that are done within the time; the results of all that are done."""
    from judge.attacking import Tally

    before, tally, start = done_before(options.out), Tally(), perf_counter()
    for task in tasks:
        if task.key() in before:
            tally.add(Tally.from_json(before[task.key()]))
    left, known = [task for task in tasks if task.key() not in before], tally.mutants
    work = [(task, options.limit, options.truth_of_all) for task in left]
    with get_context("spawn").Pool(options.jobs, prepare, maxtasksperchild=100) as pool:
        for done, (task, found) in enumerate(pool.imap_unordered(attacked, work), 1):
            tally.add(found)
            if options.out:
                with options.out.open("a", encoding="utf-8") as file:
                    file.write(json.dumps({"task": task.key(), "tally": found.to_json()}) + "\n")
            if not options.quiet:
                print(f"\r{done}/{len(left)} tasks  {(tally.mutants - known) / (perf_counter() - start):.1f} mutants/s"
                      f"  false verdicts {len(tally.false)}", end="", file=sys.stderr, flush=True)
            if perf_counter() - start > options.seconds:
                pool.terminate()
                break
    if not options.quiet:
        print(file=sys.stderr)
    return tally


def shard(text: str) -> tuple[int, int]:
    """``2/3``: the second of three parts."""
    k, n = map(int, text.split("/"))
    if not 1 <= k <= n:
        raise argparse.ArgumentTypeError(f"{text}: the part counts from 1 to {n}")
    return k, n


def report(tally, seconds: float, show: str, most: int) -> None:
    steps, left = sum(tally.steps.values()), sum(tally.left.values())
    print(f"\n{tally.claims} claims, {tally.mutants} mutants, {steps} different steps in {seconds:.0f} s\n")
    print(tally.show())
    print("\nclaims as they stand: " + ", ".join(f"{v} {n}" for v, n in tally.untouched.most_common()))
    print(f"neither proved nor refuted: {left} ({100 * left / max(steps, 1):.1f} %)")
    for (verdict, code), count in tally.codes.most_common(20):
        print(f"  {count:6}  {verdict}: {code or '(no code)'}")
    print("\nleft open, by kind of mutation")
    for kind, count in tally.steps.most_common():
        print(f"  {tally.left[kind]:6} of {count:6}  {kind}")
    for crash in tally.crashes[:20]:
        print("\n" + crash.show())
    for unjudged in tally.unjudged[:most] if show == "open" else ():
        print("\n" + unjudged.show())
    print(f"\nfalse verdicts: {len(tally.false)}")
    for wrong in tally.false:
        print("\n" + wrong.show())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--per-claim", type=int, default=20, help="mutants of each claim")
    parser.add_argument("--seed", default="1", help="the run's seed")
    parser.add_argument("--source", choices=(*SOURCES, "all"), default="all", help="whose claims")
    parser.add_argument("--claims", type=int, help="take that many of the claims only, drawn by the seed")
    parser.add_argument("--only", help="claims whose name contains this")
    parser.add_argument("--kind", default="", help="one kind of mutation only, as printed")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after that time")
    parser.add_argument("--limit", type=int, default=40, help="seconds a mutant may take")
    parser.add_argument("--truth-of-all", action="store_true", help="ask for the truth of undecided steps too")
    parser.add_argument("--show", choices=("false", "open"), default="false", help="print decided steps that the judge left open too")
    parser.add_argument("--most", type=int, default=40, help="how many of those")
    parser.add_argument("--out", type=Path, help="keep results in this file, and go on where it ends")
    parser.add_argument("--at-once", type=int, default=40, help="that many mutants of every claim before further ones of any")
    parser.add_argument("--shard", type=shard, default=(1, 1), metavar="K/N", help="the K-th of N parts of the work")
    parser.add_argument("-j", "--jobs", type=int, default=2, help="processes")
    parser.add_argument("--quiet", action="store_true", help="no progress")
    options = parser.parse_args()
    from judge.attacking import tasks_of

    found = claims(SOURCES if options.source == "all" else (options.source,))
    if options.only:
        found = [c for c in found if options.only in c.name]
    Random(options.seed).shuffle(found)
    k, n = options.shard
    tasks = tasks_of(found[:options.claims], options.per_claim, options.seed, options.at_once, options.kind)[k - 1::n]
    start = perf_counter()
    tally = run(tasks, options)
    report(tally, perf_counter() - start, options.show, options.most)
    return 1 if tally.false else 0


if __name__ == "__main__":
    sys.exit(main())
