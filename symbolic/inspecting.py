r"""What was read, without a verdict: declarations, definitions, assumptions, readings.

``read_sources`` gives the plain data that ``chainrule read`` prints
(docs/result-data.md).
"""
from __future__ import annotations

from typing import Iterable

from symbolic.assembly import relocated
from symbolic.checking import given_texts
from symbolic.describing import context_data, part_data, reading_data
from symbolic.places import line_and_column
from symbolic.reading.claims.sections import read_in_sections
from symbolic.reading.documents.documents import read_document
from symbolic.reading.elaboration.steps import ReadDocument, Step
from symbolic.reporting.problems import problem_at
from symbolic.sources import Source

SCHEMA = "chainrule-reading/1"
ALL_READ, NOT_ALL_READ = 0, 3


def read_sources(documents: Iterable[Source], granted: list[Source | str], layout: str = "auto") -> dict:
    """How each document is understood in what is granted."""
    files = [_file(source, granted, layout) for source in documents]
    statuses = [step["status"] for file in files for step in file["steps"]]
    return {"schema": SCHEMA, "files": files,
            "summary": {word: statuses.count(word) for word in ("read", "definition", "settled", "unread")}}


def status_of(data: dict) -> int:
    """0 if there is a step and every one was read, else 3."""
    summary = data["summary"]
    return ALL_READ if summary["read"] and not summary["unread"] else NOT_ALL_READ


def _file(source: Source, granted: list[Source | str], layout: str) -> dict:
    typed = read_document(source.text, source.path)
    document, given_notices = read_in_sections(typed, given_texts(granted), layout)
    notices = [{"line": 0, "column": 0, "message": f"given: {n.message}", "code": n.code} for n in given_notices]
    notices += [{**_at(document, n.start), "message": n.message, "code": n.code} for n in document.notices]
    entry = {"path": source.path, "layout": {"value": document.layout, "reason": document.layout_reason},
             "notices": notices, "context": context_data(document.context), "definitions": list(document.definitions),
             "steps": [_step(document, step) for step in document.steps]}
    if document.parts:
        entry["parts"] = list(map(part_data, document.parts))
    return relocated(entry, source.assembly)


def _at(document: ReadDocument, offset: int) -> dict:
    line, column = line_and_column(document.text, offset)
    return {"line": line, "column": column}


# ---------------------------------------------------------------- steps

def _step(document: ReadDocument, step: Step) -> dict:
    data = {"id": step.id, "kind": step.kind, **_at(document, step.start), "left": step.left,
            "relation": step.relation, "right": step.right, "status": _status(step),
            "readings": [reading_data(document.context_of(step), reading) for reading in step.readings], "notes": list(step.reading),
            "notices": list(step.notices), "condition": step.limit.message if step.limit is not None else ""}
    if step.problem is not None:
        p = step.problem
        data["problem"] = problem_at(document.text, p.start, p.end, p.message, p.hint, p.code)
    return data


def _status(step: Step) -> str:
    match step.problem:
        case None:
            return "read"
        case problem:
            return problem.verdict if problem.verdict in ("definition", "unread") else "settled"
