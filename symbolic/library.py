"""Judging the library: every theorem proved, every near miss not.

Statements and near misses go the way of any document, through the reader and
the judge; nothing is taken on the page's word.
"""
from __future__ import annotations

from typing import Callable, Iterable

from symbolic.sources import Source, formula_source

SCHEMA = "chainrule-library/1"
WORST_FIRST = ("refuted", "unread", "undecided", "proved")

EXPECTATIONS = {
    "counterexample": lambda step: step["verdict"] == "refuted" and step["counterexample"] is not None,
    "shape": lambda step: step["verdict"] == "refuted" and step["code"] == "shape",
    "refused": lambda step: step["verdict"] != "proved",
}
"""What a near miss expects of its last step, by ``NearMiss.expects``."""


def listing(theorem) -> dict:
    """A theorem's page without any judgement."""
    return {"name": theorem.name, "title": theorem.title, "statement": theorem.qualified(theorem.statement),
            "source": theorem.source, "layout": theorem.layout, "given": list(theorem.given),
            "proof": [{"formula": line.formula, "reason": line.reason} for line in theorem.proof],
            "near_misses": [{"claim": m.claim, "why": m.why, "expects": m.expects, "variant": m.variant}
                            for m in theorem.near_misses]}


def judge_theorem(theorem, explain: bool = False) -> dict:
    """The page with verdicts: ``forms`` (statement, other forms, the chain) and each near miss.

    ``verdict`` is the worst over all steps of all forms; ``second_opinion`` says
    at which explicit sizes SymPy's own derivatives agree with the statement; a
    near miss has its deciding ``step`` and ``as_expected``; ``explain``: the steps of
    the forms carry their explanations.
    """
    from symbolic.second_opinion import opinions

    entry = listing(theorem)
    entry["second_opinion"] = opinions(theorem.obligations())
    forms = [theorem.qualified(form) for form in (theorem.statement, *theorem.also)]
    if len(theorem.proof) > 1:
        forms.append(theorem.chain())
    entry["forms"] = [_judged(form, theorem.name, theorem.given, theorem.layout, explain) for form in forms]
    entry["verdict"] = _worst(step for form in entry["forms"] for step in form)
    for page, miss in zip(entry["near_misses"], theorem.near_misses):
        given = theorem.given if miss.given is None else miss.given
        steps = _judged(miss.claim, theorem.name, given, theorem.layout)
        page["step"] = next((s for s in steps if s["verdict"] == _worst(steps)), None)
        page["verdict"] = _worst(steps)
        page["as_expected"] = page["step"] is not None and EXPECTATIONS[miss.expects](page["step"])
    return entry


def _judged(formula: str, name: str, given, layout: str, explain: bool = False) -> list[dict]:
    from symbolic.checking import check_document

    granted = [Source(f"{name}, given {k}", latex) for k, latex in enumerate(given, 1)]
    source = formula_source(name, formula)
    wanted = (lambda step: True) if explain else None
    steps = check_document(source.text, source.path, granted, layout, explain=wanted)["steps"]
    for step in steps:
        (step["certificate"] or {}).pop("content", None)
    return [step for step in steps if step["code"] != "hypothesis"]


def readings(claim: str, given: Iterable[str], layout: str) -> list:
    """The readings (``Obligation``s) of all steps of a formula under what is given."""
    from symbolic.checking import given_context
    from symbolic.reading.documents.documents import read_document
    from symbolic.reading.claims.reader import read

    context, _ = given_context([Source("given", text) for text in given], layout=layout)
    source = formula_source("claim", claim)
    document = read(read_document(source.text, source.path), given=context, layout=layout)
    return [reading for step in document.steps for reading in step.readings]


def _worst(steps: Iterable[dict]) -> str:
    """The worst verdict; no step at all is as good as unread."""
    found = {step["verdict"] for step in steps}
    return next((verdict for verdict in WORST_FIRST if verdict in found), "unread")


def judge_library(theorems, on_step: Callable[[int, int], None], explain: bool = False) -> dict:
    """All entries under a schema; ``on_step`` hears (done, total); ``explain`` as of ``judge_theorem``."""
    entries = []
    for done, theorem in enumerate(theorems):
        on_step(done, len(theorems))
        entries.append(judge_theorem(theorem, explain))
    return {"schema": SCHEMA, "theorems": entries}


def status_of(library: dict) -> int:
    """0: all proved, every near miss as expected, SymPy nowhere against; 1: a theorem
    refuted or a near miss proved; else 3."""
    entries = library["theorems"]
    misses = [miss for entry in entries for miss in entry["near_misses"]]
    if any(e["verdict"] == "refuted" for e in entries) or any(m["verdict"] == "proved" for m in misses):
        return 1
    opposed = any(opinion["agrees"] is False for e in entries for opinion in e["second_opinion"])
    fine = entries and all(e["verdict"] == "proved" for e in entries) and all(m["as_expected"] for m in misses)
    return 0 if fine and not opposed else 3
