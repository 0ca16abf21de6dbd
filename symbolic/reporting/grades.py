"""A report on a stack of submissions: counts for the terminal, pages and the queue in a folder."""
from __future__ import annotations

from symbolic.grading.marks import TOTAL, Mark
from symbolic.grading.tables import as_csv, number, queue

from .data import result
from .formats import Options, report_target, write, write_file
from .style import Style

REVIEW, GRADES = "review.md", "grades.csv"


def grades_summary(rows: list[Mark], style: Style) -> str:
    """How many submissions are settled, what the others wait for, and the mean."""
    totals = [row for row in rows if row.problem == TOTAL]
    settled = [row for row in totals if row.points is not None]
    noun = "submission" if len(totals) == 1 else "submissions"
    lines = [f"{style.sign('proved')} {len(settled)} of {len(totals)} {noun} settled"]
    if settled:
        mean = sum(row.points for row in settled) / len(settled)
        lines[0] += f", {float(mean):.4g} of {number(totals[0].out_of)} points on average"
    for row in totals:
        if row.points is None:
            lines.append(f"{style.sign('undecided')} {row.submission}: {number(row.least)} to {number(row.most)} points, "
                         "for a person to decide")
    return "\n".join(lines)


def write_report(folder: str, outcomes: list[dict], rows: list[Mark]) -> None:
    """A page for each submission, their index, the table and the queue; raises ``UsageError``."""
    target = report_target(folder if folder.endswith("/") else folder + "/")
    write(target, result([outcome["file"] for outcome in outcomes]), Options())
    write_file(target.path, GRADES, as_csv(rows))
    write_file(target.path, REVIEW, queue(rows))
