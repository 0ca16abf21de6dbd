r"""From a document's text to the result data: reading, judging, plain data.

This is the whole way: everything that prints, grades or serves sits on
``check_document`` or ``check`` and sees plain data (docs/result-data.md).
"""
from __future__ import annotations

from importlib import import_module
from typing import Callable, Iterable

from symbolic.describing import context_data, part_data, reading_data
from symbolic.errors import ChainruleError, UsageError
from symbolic.language.context import Context
from symbolic.proving.judge import Verdict, judge
from symbolic.reading.claims.sections import read_in_sections
from symbolic.reading.declarations.given import context_from
from symbolic.reading.documents.blocks import LATEX, PLAIN, has_delimiters, style_of, without_comments
from symbolic.reading.documents.documents import read_document
from symbolic.reading.documents.numbering import Numbering, numbering
from symbolic.reading.elaboration.layout import LAYOUTS
from symbolic.reading.elaboration.steps import Problem, ReadDocument, Step
from symbolic.reading.grammar.syntax import Document, Node
from symbolic.reading.grammar.unparse import to_latex
from symbolic.reporting.data import result
from symbolic.reporting.problems import problem_at
from symbolic.sources import Source, formula_source


def check(claim: str, given: Iterable[str] = (), layout: str = "auto", repair: bool = False) -> dict:
    r"""Judge a statement or a document given as text; the result data.

    ``claim`` is LaTeX: a bare formula or chain, or a text with mathematics in
    delimiters; ``given`` are declarations, definitions and assumptions;
    ``layout`` is "numerator", "denominator", "mixed" or "auto"; ``repair``: look
    for the nearest true statement to a wrong step.

    >>> data = check(r"\frac{\partial Ax}{\partial x} = A",
    ...              [r"A \in \mathbb{R}^{m \times n}", r"x \in \mathbb{R}^n"], "numerator")
    >>> data["files"][0]["steps"][0]["verdict"]
    'proved'
    """
    source = formula_source("claim", claim)
    granted = [Source(f"given {k}", text) for k, text in enumerate(given, 1)]
    return result([check_document(source.text, source.path, granted, layout, repair=repair)])


def check_document(text: str, path: str, granted: Iterable[Source | str], layout: str,
                   on_step: Callable[[int, int], None] | None = None,
                   judging: Callable[[Step], Verdict] = judge, repair: bool = False,
                   explain: Callable[[dict], bool] | None = None, oracle: bool = False) -> dict:
    """The file entry of one document, judged step by step.

    ``granted`` are sources of declarations (documents, or bare formulas), or names of modules of
    ``derivations`` with a ``GIVEN``; ``on_step`` hears (done, total); ``judging`` is the judge of a step;
    ``repair``: look for the nearest true statements to the first wrong steps; ``explain`` says of
    which steps, seen as data, an explanation is wanted; ``oracle``: ask latex2sympy2 about scalar
    formulas that cannot be read, whose word is no proof.
    """
    typed = read_document(text, path)
    document, notices = _read(typed, granted, layout)
    judged = [step for step in document.steps if _is_claim(step)]
    verdicts = []
    for done, step in enumerate(judged):
        if on_step is not None:
            on_step(done, len(judged))
        verdicts.append(judging(step))
    if oracle:
        verdicts = _with_opinions(document, judged, verdicts)
    found = _repairs(judged, verdicts) if repair else [None] * len(judged)
    numbers = numbering(text) if style_of(path) == LATEX else Numbering()
    steps = [_numbered(_step_data(document, *settled), settled[0], numbers) for settled in zip(judged, verdicts, found)]
    if repair:
        _cross_references(judged, verdicts, steps)
        _lacking(judged, verdicts, steps)
    if explain is not None:
        _explain(steps, verdicts, explain)
    file = {"path": path, "layout": {"value": document.layout, "reason": document.layout_reason},
            "notices": [*_given_notices(notices), *_notices(document, numbers)], "context": context_data(document.context),
            "definitions": list(document.definitions), "steps": steps}
    return {**file, "parts": [part_data(part) for part in document.parts]} if document.parts else file


def _read(typed: Document, granted: Iterable[Source | str], layout: str) -> tuple[ReadDocument, list]:
    """The document read; a fault of the program costs this document its verdicts and no other document anything."""
    try:
        return read_in_sections(typed, given_texts(granted), layout)
    except (ChainruleError, MemoryError):
        raise
    except Exception as error:
        end = len(typed.text)
        problem = Problem("undecided", "internal", f"internal error: {type(error).__name__}: {error}"[:300], 0, end)
        step = Step("1.1", "step", 0, end, 0, "=", "", "", problem=problem)
        return ReadDocument(typed.path, typed.text, Context(), (step,), LAYOUTS[0], "", typed.notices), []


def _is_claim(step: Step) -> bool:
    """Neither a definition nor a condition that other steps use."""
    return step.problem is None or step.problem.verdict != "definition" and step.problem.code != "hypothesis"


def _with_opinions(document: ReadDocument, steps: list[Step], verdicts: list[Verdict]) -> list[Verdict]:
    if all(step.problem is None for step in steps):
        return verdicts
    from symbolic.oracle import opinions

    context = document.context
    taken = frozenset(d.name for d in context.tensors if d.shape or d.labels) | {d.name for d in context.functions}
    return list(opinions(steps, verdicts, taken))


def _cross_references(judged: list[Step], verdicts: list[Verdict], steps: list[dict]) -> None:
    """Wrong steps name the step whose repair mends them, and the earlier wrong step from which they follow; repairs
    say where the later steps stand that they make false."""
    by_id = {step["id"]: step for step in steps}
    for step in steps:
        repair = step["repair"] or {}
        for number, _, _ in repair.get("mends", ()):
            if by_id[number]["repair"] is None:
                by_id[number]["mended_by"] = step["id"]
        if repair:
            repair["then"] = [{"id": number, "line": by_id[number]["line"], "column": by_id[number]["column"],
                               "left": left, "right": right} for number, left, right in repair["then"]]
    if sum(v.verdict == "refuted" for v in verdicts) > 1:
        from symbolic.proving.following import followers
        for k, source in followers(judged, verdicts).items():
            steps[k]["follows"] = {"id": steps[source]["id"], "line": steps[source]["line"]}


def _lacking(judged: list[Step], verdicts: list[Verdict], steps: list[dict]) -> None:
    """Refuted steps name the properties of their symbols under which they hold."""
    if not any(v.counterexample is not None for v in verdicts):
        return
    from symbolic.proving.granting import lacking_in
    for step, found in zip(steps, lacking_in(judged, verdicts)):
        if found:
            step["true_if"] = found


def _explain(steps: list[dict], verdicts: list[Verdict], wanted: Callable[[dict], bool]) -> None:
    """Put the explanation into each step for which it is wanted."""
    from symbolic.explaining.steps import explanation_of

    for step, verdict in zip(steps, verdicts):
        if wanted(step):
            step["explanation"] = explanation_of(verdict)


def given_context(granted: Iterable[Source | str], document=None, layout: str = "auto") -> tuple[Context, list]:
    """The context that sources and library modules grant, and what was noticed reading them.

    The ``document`` as typed tells more about what they mention and do not declare.
    """
    return context_from(given_texts(granted), document=document, layout=layout)


def given_texts(granted: Iterable[Source | str]) -> list[str | Document]:
    """What sources and library modules say: formulas, and documents as they are read."""
    return [text for source in granted
            for text in ([_given_source(source)] if isinstance(source, Source) else _given_of(source))]


def _given_source(source: Source) -> str | Document:
    """A sheet as a document of its kind; a text without formulas between delimiters as one formula."""
    style = style_of(source.path)
    if style != PLAIN and has_delimiters(source.text):
        return read_document(source.text, source.path)
    return without_comments(source.text) if style == LATEX else source.text


def _given_of(name: str) -> Iterable[str]:
    """What a module of the library gives: all that the theorem on its page is given, or its GIVEN."""
    module = import_module(name)
    if hasattr(module, "THEOREM"):
        return module.THEOREM.given
    if hasattr(module, "GIVEN"):
        return module.GIVEN
    raise UsageError(f"--given {name}: this module gives nothing; name one with a sheet or a theorem")


def _repairs(steps: list[Step], verdicts: list[Verdict]) -> list[dict | None]:
    """The nearest true statement to each step that needs one, as plain data; loaded only where one does."""
    if all(v.verdict == "proved" and not v.notices for v in verdicts):
        return [None] * len(steps)
    from symbolic.proving.repair import repairs
    return [found and found.to_json() for found in repairs(steps, verdicts)]


def _step_data(document: ReadDocument, step: Step, verdict: Verdict, repair: dict | None) -> dict:
    from symbolic.reading.grammar.syntax import Document

    place = Document(document.path, document.text, ()).place
    line, column = place(step.start)
    end_line, end_column = place(step.end)
    data = {
        "id": step.id, "kind": step.kind, "line": line, "column": column,
        "end_line": end_line, "end_column": end_column,
        "left": step.left, "relation": step.relation, "right": step.right, "label": step.label,
        "formula": dict(zip(("left", "right"), map(_printed, step.shown))),
        "verdict": verdict.verdict, "code": verdict.code, "reason": verdict.reason,
        "notices": list(verdict.notices),
        "assumptions": [list(pair) for pair in step.assumptions],
        "conditions": list(verdict.conditions), "reading": list(step.reading),
        "readings": [reading_data(document.context_of(step), reading) for reading in step.readings],
        "certificate": verdict.certificate and {"status": "accepted", "where": None, "content": verdict.certificate},
        "counterexample": verdict.counterexample and verdict.counterexample.to_json(),
        "repair": repair, "seconds": round(verdict.seconds, 6),
    }
    p = _problem_of(step, verdict)
    if p is not None:
        data["problem"] = problem_at(document.text, p.start, p.end, p.message, p.hint, p.code)
    return data


def _problem_of(step: Step, verdict: Verdict) -> Problem | None:
    """What settled the step while it was read: a condition that is not used before what else may be said of it."""
    limit = step.limit
    settled_by_it = limit is not None and (verdict.code, verdict.reason) == (limit.code, limit.message)
    return limit if settled_by_it else step.problem


def _numbered(data: dict, step: Step, numbers: Numbering) -> dict:
    """The step with the number that LaTeX prints beside it, the label of its row, and the numbers of the equations that its words refer to."""
    number = numbers.beside(step.sign_start, step.end) if step.kind == "step" else ""
    label = numbers.label_beside(step.label, step.sign_start, step.end)
    return {**_resolved(data, numbers), "label": label, **({"equation": number} if number else {})}


def _resolved(data: dict, numbers: Numbering) -> dict:
    """The sentences about a step, or a place in it, with references to equations as numbers."""
    words = {key: numbers.resolved(data[key]) for key in ("reason", "message", "hint") if key in data}
    if "notices" in data:
        words["notices"] = list(map(numbers.resolved, data["notices"]))
    if "problem" in data:
        words["problem"] = _resolved(data["problem"], numbers)
    return {**data, **words}


def _printed(side: Node | None) -> str | None:
    """A side as LaTeX of our own, macros expanded; ``null`` where it could not be read."""
    return None if side is None else to_latex(side)


def _notices(document: ReadDocument, numbers: Numbering) -> list[dict]:
    from symbolic.reading.grammar.syntax import Document

    place = Document(document.path, document.text, ()).place
    conditions = [step.problem for step in document.steps if step.problem is not None and step.problem.code == "hypothesis"]
    return [{"line": line, "column": column, "message": numbers.resolved(n.message), "code": n.code}
            for n in (*document.notices, *conditions) for line, column in [place(n.start)]]


def _given_notices(notices) -> list[dict]:
    return [{"line": 0, "column": 0, "message": f"given: {n.message}", "code": n.code} for n in notices]
