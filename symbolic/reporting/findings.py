"""What of a result another tool should hear: one finding for each step that is not proved.

The tools' formats (``tools``) differ in syntax only; what they say is said here.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

from .counterexample import counterexample_lines
from .formula import following, offered, sufficient, tidy
from .plain import plain
from .style import PLAIN_WIDTH

ERROR, WARNING, NOTE = "error", "warning", "note"
LEVELS = {"refuted": ERROR, "undecided": WARNING, "unread": WARNING}
TITLES = {
    "refuted": "This step is false as written",
    "undecided": "This step was neither proved nor refuted",
    "unread": "This step could not be read",
}


@dataclass(frozen=True)
class Finding:
    """A step that is not proved; ``rule`` is stable: the verdict and its code, ``refuted.shape``.

    ``lines`` say why, the first in short; lines and columns count from 1, the
    end column stands behind the last character.  ``equation`` is the number that
    LaTeX prints beside it, ``label`` what the author calls it; "" if there is none.
    """
    path: str
    step: str
    verdict: str
    rule: str
    level: str
    formula: str
    lines: tuple[str, ...]
    line: int
    column: int
    end_line: int
    end_column: int
    equation: str = ""
    label: str = ""


def findings(file: dict) -> Iterator[Finding]:
    """The findings of a file entry, in order."""
    for step in file["steps"]:
        if step["verdict"] != "proved":
            yield finding(file["path"], step)


def finding(path: str, step: dict) -> Finding:
    """A step as a finding; one that is wrong only because an earlier one is weighs less."""
    code = step["code"]
    return Finding(
        path=step.get("file", path), step=step["id"], verdict=step["verdict"],
        rule=step["verdict"] + (f".{code.replace(':', '.').replace(' ', '-')}" if code else ""),
        level=NOTE if step.get("follows") else LEVELS[step["verdict"]],
        formula=formula_of(step), lines=tuple(_lines(step)),
        line=step["line"], column=step["column"], end_line=step["end_line"], end_column=step["end_column"],
        equation=equation_of(step), label=step["label"])


def equation_of(step: dict) -> str:
    """The number of the step's equation, ``(2.1)``, in signs that every tool shows; "" if it has none."""
    return plain(step.get("equation", "").replace("$", ""))


def formula_of(step: dict) -> str:
    """The step in one line, as written."""
    return " ".join(tidy(step[part]) for part in ("left", "relation", "right"))


def _lines(step: dict) -> Iterator[str]:
    if step.get("follows"):
        yield f"{step['verdict']}, as it follows from line {step['follows']['line']}, which is wrong"
    yield step["reason"] or TITLES[step["verdict"]].lower()
    if step.get("problem", {}).get("hint"):
        yield f"hint: {step['problem']['hint']}"
    if step["repair"]:
        yield offered(step["repair"])
        yield from following(step["repair"])
    yield from sufficient(step)
    if step["counterexample"]:
        yield from counterexample_lines(step["counterexample"], PLAIN_WIDTH)
