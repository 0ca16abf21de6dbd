r"""One layout for a document and what it is given: a derivative in a definition is read as those of the chains.

Where a layout is asked for, all is read in it.  Where none is, and a definition or
assumption has a derivative that the layout decides, ``g = \frac{\partial f}{\partial x}``,
the whole is read once in each layout; the one in which most fits is taken, others
that fit as well are readings too, and the rest stand against a refutation.
"""
from __future__ import annotations

from dataclasses import replace

from symbolic.reading.claims.borrowing import Borrowed
from symbolic.reading.claims.reader import read
from symbolic.reading.declarations.given import context_from
from symbolic.reading.elaboration.layout import COLUMNS, LAYOUTS
from symbolic.reading.elaboration.refusal import MOST_READINGS
from symbolic.reading.elaboration.steps import Problem, ReadDocument, Step
from symbolic.reading.elaboration.sums import BROADCAST
from symbolic.reading.grammar import syntax as s

OF_SHAPE = frozenset({"shape", "layout"})
OF_GIVENS = frozenset({"given", "definition"})


def read_with(document: s.Document, texts: list[str | s.Document], layout: str = "auto",
              first: int = 1, borrowed: Borrowed | None = None) -> tuple[ReadDocument, list[s.Notice]]:
    """The document read with what is given, in one layout; notices of the given.  ``first`` and ``borrowed`` are as of ``read``."""
    context, notices = context_from(texts, document=document, layout=layout)
    found = read(document, given=context, layout=layout, first=first, borrowed=borrowed)
    if layout != "auto" or not found.bound:
        return found, notices
    ways = {}
    candidates = context.layouts or (*LAYOUTS, COLUMNS)
    for one in candidates:
        context, notices = context_from(texts, document=document, layout=one)
        ways[one] = read(document, given=context, first=first, only=one, borrowed=borrowed), notices
    worst = {one: _misfits(*way) for one, way in ways.items()}
    fitting = [one for one in ways if worst[one] == min(worst.values())]
    fitting = [one for one in fitting if one != COLUMNS] or fitting
    (taken, notices), others = ways[fitting[0]], [ways[one][0] for one in ways if one != fitting[0]]
    reason = "the only one that fits the shapes of this document best" if len(fitting) == 1 \
        else f"shapes also allow {', '.join(fitting[1:])}"
    steps = tuple(_joined(step, [_alike(other, step) for other in others if other.layout in fitting],
                          [_alike(other, step) for other in others]) for step in taken.steps)
    return replace(taken, steps=steps, layout_reason=reason), notices


def _misfits(found: ReadDocument, notices: list[s.Notice]) -> int:
    """How many steps, definitions and assumptions do not fit; one that fits only with a number added to a vector counts half."""
    refused = sum(step.problem is not None and step.problem.code in OF_SHAPE for step in found.steps)
    spread = sum(any(word.startswith(BROADCAST) for word in step.reading) for step in found.steps)
    return 2 * (refused + sum(notice.code in OF_GIVENS for notice in (*notices, *found.notices))) + spread


def _alike(found: ReadDocument, step: Step) -> Step | None:
    return next((other for other in found.steps if other.id == step.id), None)


def _joined(step: Step, fitting: list[Step | None], others: list[Step | None]) -> Step:
    """The step with its readings in other layouts that fit as well, and in all others against a refutation."""
    read_otherwise = [other for other in others if other is not None and other.problem is None and other.readings]
    if step.problem is not None:
        refuted = step.problem.verdict == "refuted" and bool(read_otherwise)
        return replace(step, problem=Problem("undecided", "layout", step.problem.message, step.start, step.end,
                                             "another layout would do")) if refuted else step
    more = [o for other in fitting if other in read_otherwise for o in other.readings]
    readings = tuple(dict.fromkeys((*step.readings, *more)))[:MOST_READINGS]
    lenient = [(o, "layout") for other in read_otherwise for o in other.readings if o not in readings]
    return replace(step, readings=readings, lenient=(*step.lenient, *lenient))
