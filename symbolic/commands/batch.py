"""The command ``batch``."""
from __future__ import annotations

import os
from contextlib import closing

import click

from symbolic.errors import UsageError

from .common import style_of


@click.command()
@click.argument("cases", metavar="IN.jsonl")
@click.option("-o", "--output", metavar="OUT.jsonl", help="Write the results to a file, each as soon as it is known.")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N",
              help="How many cases to judge at a time.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=10.0, show_default=True,
              metavar="SECONDS", help="The time that a case may take.")
@click.option("--resume", is_flag=True, help="Keep the results that OUT.jsonl holds, judge the other cases.")
@click.option("--allow-assumptions/--no-assumptions", default=True, show_default=True,
              help="Whether a claim's own text may declare and assume more than is given.")
def batch(cases, output, jobs, timeout, resume, allow_assumptions) -> int:
    """Judge many cases, one JSON object a line; - is standard input.

    A case is {"id", "given": [LaTeX...], "claim": LaTeX, "layout"}; each gets
    one line {"id", "status", "verdict", "steps", "seconds"}, in the same order.

    Status 0: every line has its result. 2: wrong use.
    """
    from symbolic.batch import entries, line_of, results, write_results
    from symbolic.reporting.batch import batch_summary
    from symbolic.reporting.progress import Progress
    from symbolic.sources import read_bytes

    if resume and output is None:
        raise UsageError("--resume needs -o OUT.jsonl, which holds what is known already")
    if output is not None and _same_file(cases, output):
        raise UsageError(f"-o {output}: is the input itself")
    asked = entries(read_bytes(cases), allow_assumptions)
    if output is None:
        with closing(results(asked, jobs, timeout)) as found:
            for result in found:
                click.echo(line_of(result))
        return 0
    try:
        with Progress("judging") as progress:
            found = write_results(asked, output, resume, jobs, timeout, progress)
    except OSError as error:
        raise UsageError(f"-o {output}: {(error.strerror or str(error)).lower()}") from None
    click.echo(batch_summary(found, style_of(None)), err=True)
    return 0


def _same_file(a: str, b: str) -> bool:
    return os.path.exists(a) and os.path.exists(b) and os.path.samefile(a, b)
