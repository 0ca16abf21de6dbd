"""One submission judged: its file entry and, for each result asked for, whether it is reached.

Runs in a worker process and takes and gives plain data.
"""
from __future__ import annotations

from symbolic.assembly import relocated
from symbolic.cases import Recorder
from symbolic.checking import check_document, given_texts
from symbolic.goals import answer, is_begun
from symbolic.proving.judge import judge
from symbolic.reading.claims.sections import sections_of
from symbolic.reading.grammar.syntax import Document
from symbolic.sources import Source, read_source


def judged(request: dict) -> dict:
    """``{"file": entry, "answers": {problem: [{"answer", "reason", "begun"}]}, "parts": {step id: section}}``.

    The request holds ``path``, ``given`` (names of modules, or ``[name, text]``
    of sources), ``layout``, ``repair`` and ``problems``: pairs of a section and
    the goals asked for there.  Raises ``UsageError`` if the file cannot be read.
    """
    source = read_source(request["path"])
    granted = [Source(*given) if isinstance(given, list) else given for given in request["given"]]
    recorder = Recorder(judge)
    file = check_document(source.text, source.path, granted, request["layout"], judging=recorder, repair=request["repair"])
    parts = {number: part["problem"] for part in file.get("parts", ()) for number in part["steps"]}
    layout = file["layout"]["value"]
    answers = {}
    for name, section, goals in request["problems"]:
        steps = [(step, verdict) for step, verdict in recorder.judged if not section or parts.get(step.id) == section]
        texts = texts_for(granted, section)
        answers[name] = [_answered(goal, texts, layout, steps) for goal in goals]
    return {"file": relocated(file, source.assembly), "answers": answers, "parts": parts}


def _answered(goal: dict, texts: list, layout: str, steps) -> dict:
    """A fault of the program costs one answer, nothing else."""
    try:
        found = answer(goal, texts, layout, steps)
        return {**found, "begun": found["answer"] == "reached" or is_begun(goal, texts, layout, steps)}
    except MemoryError:
        raise
    except Exception as error:
        return {"answer": "unknown", "reason": f"internal error: {type(error).__name__}: {error}"[:300], "begun": False}


def texts_for(granted, section: str) -> list[str | Document]:
    """What is given for one problem of the sheet, with what holds everywhere."""
    texts = given_texts(granted)
    if not section:
        return texts
    return [text for found in sections_of(texts) if found.number in ("", section) for text in found.texts]
