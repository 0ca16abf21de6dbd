"""From judged submissions to marks: points, what is left for a person, and the rows of a table.

A result reached gets its points.  One that is not reached gets what a beginning
is worth.  Where a step that could matter is undecided or unread, the points are
a span and the row waits for a person.  An override replaces what was found.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from symbolic.reporting.findings import formula_of
from symbolic.reporting.formula import shorten

from .rubric import Problem, Rubric

TOTAL = "total"
LONGEST_FORMULA = 160
NOTHING = Fraction(0)


@dataclass(frozen=True)
class Mark:
    """A submission's mark for one problem, or for all (``problem`` is ``total``).

    ``least`` and ``most`` are equal unless something waits for a person;
    ``waiting`` says what; ``note`` is the person's.
    """
    submission: str
    problem: str
    least: Fraction
    most: Fraction
    out_of: Fraction
    reached: str = ""
    first_wrong: str = ""
    waiting: str = ""
    note: str = ""
    overridden: bool = False

    @property
    def review(self) -> bool:
        return bool(self.waiting) and not self.overridden

    @property
    def points(self) -> Fraction | None:
        """The points, None while they wait for a person."""
        return self.least if self.least == self.most and not self.review else None


def marks(submission: str, outcome: dict, rubric: Rubric, overrides: dict) -> list[Mark]:
    """The marks of a submission, problem by problem, and their total.

    ``outcome`` is what ``judging.judged`` gave, or ``{"status", "reason"}`` of a
    failure; ``overrides`` as of ``load_overrides``.
    """
    found = [_overridden(_mark(submission, outcome, problem), overrides) for problem in rubric.problems]
    total = Mark(submission, TOTAL, sum((m.least for m in found), NOTHING), sum((m.most for m in found), NOTHING), rubric.points,
                 waiting="; ".join(f"{m.problem}: {m.waiting}" for m in found if m.review),
                 first_wrong=next((m.first_wrong for m in found if m.first_wrong), ""))
    return [*found, _overridden(total, overrides)]


def _mark(submission: str, outcome: dict, problem: Problem) -> Mark:
    if outcome["status"] != "ok":
        return Mark(submission, problem.id, NOTHING, problem.points, problem.points,
                    waiting=f"not judged ({outcome['status']}): {outcome['reason']}")
    steps = [step for step in outcome["file"]["steps"]
             if not problem.section or outcome["parts"].get(step["id"]) == problem.section]
    answers = outcome["answers"][problem.id]
    wrong = [step for step in steps if step["verdict"] == "refuted" and step["kind"] == "step" and not step.get("follows")]
    off = problem.wrong_step * len(wrong)
    least = sum((_least(a, r) for a, r in zip(answers, problem.results)), NOTHING)
    most = sum((r.points if a["answer"] == "unknown" else _least(a, r) for a, r in zip(answers, problem.results)), NOTHING)
    names = [r.name for a, r in zip(answers, problem.results) if a["answer"] == "reached"]
    return Mark(submission, problem.id, max(NOTHING, least - off), max(NOTHING, most - off), problem.points,
                reached=f"{len(names)} of {len(answers)}" + (f": {', '.join(names)}" if names else ""),
                first_wrong=_place(wrong[0]) if wrong else "", waiting=_waiting(steps, answers, problem))


def _least(answer: dict, result) -> Fraction:
    if answer["answer"] == "reached":
        return result.points
    return result.begun if answer["begun"] else NOTHING


def _place(step: dict) -> str:
    where = f"{step['file']} line" if "file" in step else "line"
    return f"{where} {step['line']}: {shorten(formula_of(step), LONGEST_FORMULA)}"


def _waiting(steps: list[dict], answers: list[dict], problem: Problem) -> str:
    """What a person has to look at: results not settled, and the steps that are not decided."""
    unsettled = [r.name for a, r in zip(answers, problem.results) if a["answer"] == "unknown"]
    undecided = [step for step in steps if step["verdict"] in ("undecided", "unread") and step["kind"] == "step"]
    said = [f"not settled: {', '.join(unsettled)}"] if unsettled else []
    if undecided:
        said.append("; ".join(f"{step['verdict']} line {step['line']}" for step in undecided))
    if not steps and any(a["answer"] != "reached" for a in answers):
        said.append("nothing was found that answers this problem")
    return "; ".join(said)


def _overridden(mark: Mark, overrides: dict) -> Mark:
    given = overrides.get((mark.submission, mark.problem))
    if given is None:
        return mark
    points, note = given
    if points is None:
        return replace(mark, note=note)
    return replace(mark, least=points, most=points, note=note, overridden=True)
