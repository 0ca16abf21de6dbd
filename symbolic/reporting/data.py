"""The result data (docs/result-data.md): counting it, and the status it stands for."""
from __future__ import annotations

from typing import Iterable

SCHEMA = "chainrule-result/1"
VERDICTS = ("proved", "refuted", "undecided", "unread")
ALL_PROVED, REFUTED, WRONG_USE, NOT_ALL_DECIDED = 0, 1, 2, 3


def count(steps: Iterable[dict]) -> dict:
    """How many of the steps got each verdict; bridges apart."""
    counts = dict.fromkeys(VERDICTS, 0)
    bridges = dict.fromkeys(VERDICTS, 0)
    for step in steps:
        (bridges if step["kind"] == "bridge" else counts)[step["verdict"]] += 1
    return {**counts, "bridges": bridges}


def result(files: list[dict]) -> dict:
    """The whole result of a run over ``files``, each a file entry."""
    return {"schema": SCHEMA, "files": files,
            "summary": count(step for file in files for step in file["steps"])}


def exit_status(summary: dict) -> int:
    """0 all proved, 1 something refuted (a bridge too), 3 neither, or no step at all."""
    if summary["refuted"] or summary["bridges"]["refuted"]:
        return REFUTED
    if summary["undecided"] or summary["unread"] or not summary["proved"]:
        return NOT_ALL_DECIDED
    return ALL_PROVED
