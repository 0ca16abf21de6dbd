r"""One case: a claim with what it is given, judged as ``check`` judges a document.

A case is plain data (docs/result-data.md): ``claim`` and ``given`` are LaTeX,
``layout`` one of the known words or anything else, which stands for "auto";
``allow_assumptions`` false refuses what the claim's own text declares or
assumes; ``goal`` asks whether the claim arrives at a quantity.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.errors import ChainruleError

LAYOUTS = ("auto", "numerator", "denominator", "mixed")
WORST_FIRST = ("refuted", "unread", "undecided", "proved")


class InvalidCase(ChainruleError):
    """Data that is no case: which field, and what was expected there."""


@dataclass(frozen=True)
class Case:
    """A claim, what it is given, and how it is to be judged."""
    claim: str
    given: tuple[str, ...] = ()
    layout: str = "auto"
    allow_assumptions: bool = True
    goal: dict | None = None

    def to_json(self) -> dict:
        return {"claim": self.claim, "given": list(self.given), "layout": self.layout,
                "allow_assumptions": self.allow_assumptions, "goal": self.goal}


def case_of(data: Any, allow_assumptions: bool = True) -> Case:
    """The case that ``data`` holds; fields that are no part of a case are ignored.

    ``allow_assumptions`` holds where the data do not say.  Raises ``InvalidCase``.
    """
    if not isinstance(data, dict):
        raise InvalidCase(f"a case is an object with \"claim\" and \"given\", not {_kind(data)}")
    if "claim" not in data:
        raise InvalidCase('"claim" is missing')
    claim = _field(data, "claim", str, "", "LaTeX as a string")
    given = _field(data, "given", list, [], "a list of LaTeX strings")
    if not all(isinstance(text, str) for text in given):
        raise InvalidCase('"given" must be a list of LaTeX strings')
    layout = _field(data, "layout", str, "auto", "a word such as \"numerator\"")
    allowed = _field(data, "allow_assumptions", bool, allow_assumptions, "true or false")
    goal = _field(data, "goal", dict, None, "an object")
    return Case(claim, tuple(given), layout, allowed, None if goal is None else goal_of(goal))


def _field(data: dict, name: str, kind: type, default, wanted: str):
    value = data.get(name)
    if value is None and name != "claim":
        return default
    if not isinstance(value, kind):
        raise InvalidCase(f'"{name}" must be {wanted}, not {_kind(value)}')
    return value


def goal_of(goal: dict) -> dict:
    """A goal with all its fields; raises ``InvalidCase``."""
    from symbolic.goals import FORMS
    if not isinstance(goal.get("quantity"), str):
        raise InvalidCase('"goal" needs a "quantity" in LaTeX')
    without = goal.get("without", ["derivative"])
    if not isinstance(without, list) or not all(isinstance(word, str) for word in without):
        raise InvalidCase('"without" of a goal must be a list of words')
    unknown = [word for word in without if word not in FORMS]
    if unknown:
        raise InvalidCase(f'"without" of a goal does not know {unknown[0]!r}; it knows {", ".join(FORMS)}')
    return {"quantity": goal["quantity"], "without": without}


def _kind(value) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def outcome(case: Case) -> dict:
    """The steps of the claim and the worst of their verdicts, as plain data."""
    from symbolic.checking import check_document
    from symbolic.sources import Source

    layout = case.layout if case.layout in LAYOUTS else "auto"
    granted = [Source(f"given {k}", text) for k, text in enumerate(case.given, 1)]
    judging = Recorder(_judge(case.allow_assumptions))
    file = check_document(case.claim, "claim", granted, layout, judging=judging)
    found = {"status": "ok", "steps": file["steps"], "verdict": worst(file["steps"]), "layout": file["layout"],
             "notices": [*_layout_notice(case.layout), *file["notices"]], "definitions": file["definitions"]}
    if case.goal is not None:
        found["goal"] = _goal_answer(case.goal, case.given, file["layout"]["value"], judging.judged)
    return found


def _goal_answer(*asked) -> dict:
    """A fault of the program costs the answer, not the verdicts."""
    from symbolic.goals import answer

    try:
        return answer(*asked)
    except MemoryError:
        raise
    except Exception as error:
        return {"answer": "unknown", "reason": f"internal error: {type(error).__name__}: {error}"[:300]}


def _judge(allow_assumptions: bool):
    if allow_assumptions:
        from symbolic.proving.judge import judge
        return judge
    from symbolic.additions import judge_without
    return judge_without


class Recorder:
    """A judge that remembers the steps it judged, each with its verdict."""

    def __init__(self, judge):
        self.judge = judge
        self.judged: list = []

    def __call__(self, step):
        verdict = self.judge(step)
        self.judged.append((step, verdict))
        return verdict


def worst(steps: list[dict]) -> str | None:
    """The worst verdict of the steps; None if there is no step.

    >>> worst([{"verdict": "proved"}, {"verdict": "undecided"}])
    'undecided'
    """
    verdicts = {step["verdict"] for step in steps}
    return next((verdict for verdict in WORST_FIRST if verdict in verdicts), None)


def _layout_notice(layout: str) -> list[dict]:
    if layout in LAYOUTS:
        return []
    return [{"line": 0, "column": 0, "message": f"layout: {layout!r} is none of {', '.join(LAYOUTS)}, so auto",
             "code": "layout"}]
