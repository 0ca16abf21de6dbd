"""The command ``grade``."""
from __future__ import annotations

import os
from pathlib import Path

import click

from symbolic.errors import UsageError

from .common import FACTS, GIVEN, LAYOUT, emit, style_of


@click.command()
@click.argument("folder", metavar="DIR")
@GIVEN
@FACTS
@LAYOUT
@click.option("--rubric", required=True, metavar="FILE.toml", help="What is asked for and what it is worth.")
@click.option("--csv", "table", metavar="FILE.csv", help="Write the table of grades to FILE.csv instead of printing it.")
@click.option("--report", metavar="DIR/", help="Write a page a submission, an index and the queue for a person to DIR/.")
@click.option("--overrides", metavar="FILE.toml", help="What a person decided; kept over runs because it is never written.")
@click.option("--files", "pattern", default="*.tex,*.md,*.ipynb,*.txt", show_default=True, metavar="PATTERNS",
              help="Which files of DIR are submissions.")
@click.option("-j", "--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default="the cores", metavar="N",
              help="How many submissions to judge at a time.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=120.0, show_default=True, metavar="SECONDS",
              help="The time that a submission may take.")
def grade(folder, given, facts, layout, rubric, table, report, overrides, pattern, jobs, timeout) -> int:
    """Grade every submission in DIR against a rubric.

    A row a submission and problem: points, results reached, the first wrong step.
    What is undecided or unread waits for a person and is never silently zero.

    Status 0: every mark is settled. 3: something waits for a person. 2: wrong use.
    """
    from symbolic.grading.marks import marks
    from symbolic.grading.rubric import load_rubric, submissions_in
    from symbolic.grading.run import outcomes
    from symbolic.grading.tables import as_csv, load_overrides
    from symbolic.reporting.grades import grades_summary, write_report
    from symbolic.reporting.progress import Progress
    from symbolic.sources import Source, given_source

    wanted = load_rubric(rubric)
    decided = load_overrides(overrides, wanted)
    paths = submissions_in(folder, pattern)
    names = [path.relative_to(folder).as_posix() for path in paths]
    for submission, _ in decided:
        if submission not in names:
            raise UsageError(f"--overrides {overrides}: there is no submission {submission} in {folder}")
    granted = [given_source(name) for name in given] + [Source(f"-g {k}", text) for k, text in enumerate(facts, 1)]
    with Progress("grading") as progress:
        found = list(outcomes(paths, granted, wanted, layout, jobs, timeout, report is not None, progress))
    rows = [mark for name, outcome in zip(names, found) for mark in marks(name, outcome, wanted, decided)]
    if report is not None:
        write_report(report, {name: outcome for name, outcome in zip(names, found) if outcome["status"] == "ok"}, rows)
    waits = 3 if any(row.review for row in rows) else 0
    click.echo(grades_summary(rows, style_of(None)), err=True)
    if table is not None:
        try:
            Path(table).write_text(as_csv(rows), "utf-8")
        except OSError as error:
            raise UsageError(f"--csv {table}: {(error.strerror or str(error)).lower()}") from None
        return waits
    return emit(as_csv(rows), None, waits)
