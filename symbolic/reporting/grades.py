"""A report on a stack of submissions: counts for the terminal, pages and the queue in a folder."""
from __future__ import annotations

from symbolic.grading.marks import TOTAL, Mark
from symbolic.grading.tables import as_csv, number, queue

from .data import result
from .formats import Options, report_target, write, write_file
from .html_report import INDEX, html_grades
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


def write_report(folder: str, judged: dict[str, dict], rows: list[Mark]) -> None:
    """A page for each submission that was judged, an index of all, the table and the queue; raises ``UsageError``."""
    target = report_target(folder if folder.endswith("/") else folder + "/")
    data = result([outcome["file"] for outcome in judged.values()])
    write(target, data, Options())
    write_file(target.path, INDEX, _index(data, list(judged), rows))
    write_file(target.path, GRADES, as_csv(rows))
    write_file(target.path, REVIEW, queue(rows))


def _index(data: dict, judged: list[str], rows: list[Mark]) -> str:
    """The page that shows all submissions with their points by problem, or the span of what waits."""
    problems = list(dict.fromkeys(row.problem for row in rows))
    found: dict[str, dict[str, Mark]] = {}
    for row in rows:
        found.setdefault(row.submission, {})[row.problem] = row
    lines = [{"submission": name, "waits": marks[TOTAL].points is None, "points": [_span(marks[p]) for p in problems]}
             for name, marks in found.items()]
    first = next(iter(found.values()), {})
    heads = [f"{p} (of {number(first[p].out_of)})" for p in problems]
    return html_grades(data, judged, lines, problems=heads, summary=grades_summary(rows, Style()).partition("\n")[0],
                       table=GRADES, queue=REVIEW, waiting=any(line["waits"] for line in lines))


def _span(mark: Mark) -> str:
    return number(mark.points) if mark.points is not None else f"{number(mark.least)}–{number(mark.most)}"
