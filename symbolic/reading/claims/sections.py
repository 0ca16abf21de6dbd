r"""Sheets in sections: what is given for one problem holds for its answer only.

A sheet's problems use the same letters for different things: σ is any
nondecreasing function in one and 1/(1 + e^{-z}) in the next, ℓ a loss and then a
layer.  So what is given may be cut by headings (``\section*{Problem 5}``,
``Problem 5.`` at the beginning of a line; in a list of formulas such a heading as
an entry of its own).  What stands before the first heading holds everywhere; what
stands behind one holds for that problem and for no other.

An answer is cut in the same way.  A heading in words says which problem it is;
a bare number, ``5.``, says so unless the formulas behind it speak of the letters
of another problem (it may count an author's remarks); where no heading stands,
the letters decide alone, problems following one another in order.  What the
letters decided is said in a notice, and a step whose letters fit several problems
equally, with nothing beside it that tells which, is not refuted on that.

The choice is the best sequence of problems over the statements: a statement is
worth one for each of its letters that the problem declares and minus one for each
that only others declare; a change without a heading costs ``CHANGE``.  Where that
is made against the last heading, a statement is refuted only if its own letters
fit better by ``MARGIN``.

Where no sheet is in sections, the document's own headings may cut it (``outlined``).
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from symbolic.language.context import Context
from symbolic.reading.claims.agreeing import read_with
from symbolic.reading.claims.outlined import read_by_outline
from symbolic.reading.claims.reader import read
from symbolic.reading.context.builder import names_in
from symbolic.reading.declarations.given import context_from
from symbolic.reading.documents.blocks import find_blocks, style_of
from symbolic.reading.documents.outline import ENDING, TASK
from symbolic.reading.elaboration.steps import Problem, ReadDocument, Step
from symbolic.reading.grammar import syntax as s

EVERYWHERE = ""
CHANGE, NUMBERED, MARGIN = 4, 3, 3
"""What a change of problem costs where no heading stands; what a bare number is worth; by how much the
letters of a statement must fit its problem better than any other, against a heading before it."""

_MARKUP = r"(?:[*_]++|\\noindent\b|\\item\b|\\textbf\{|\\[(\[]|[ \t]++)*+"
_TITLE = r"(?:\#+[ \t]*|\\(?:sub)*section\*?\{|\\paragraph\*?\{|\\chapter\*?\{)"
_WORD = rf"(?:{TASK}|ex\.?|[pq](?=\d))[ \t~]*"
_END = rf"(?=[ \t]*(?:\([a-z]\))?{ENDING})"
HEADING = re.compile(
    rf"^(?:{_TITLE}[ \t*]*(?:{_WORD})?(?P<title>\d+)\b|{_MARKUP}{_WORD}(?P<word>\d+){_END}"
    rf"|{_MARKUP}\(?(?P<bare>\d{{1,2}})[.)](?=[\s*_}}]|$))", re.I | re.M)


@dataclass(frozen=True)
class Heading:
    """Where a problem begins; ``firm`` unless it is a bare number."""
    start: int
    number: str
    firm: bool


@dataclass(frozen=True)
class Section:
    """What is given for one problem; ``number`` is "" for what holds everywhere."""
    number: str
    texts: tuple[str | s.Document, ...]


@dataclass(frozen=True)
class Part:
    """Consecutive statements of a document that answer one problem.

    ``headed``: a heading says so; ``unsure`` are the statements whose letters fit
    another problem as well, with no other statement of the part to tell.
    """
    number: str
    statements: tuple[s.Statement, ...]
    headed: bool
    unsure: frozenset[int]


# ---------------------------------------------------------------- cutting

def headings(text: str, path: str = "") -> list[Heading]:
    r"""The headings of a text that number problems; none in comments or code.

    >>> [(h.number, h.firm) for h in headings("Problem 5. Let\n\n6. Now\nsee Problem 7")]
    [('5', True), ('6', False)]
    """
    return _headings(find_blocks(text, style_of(path)).printed)


def _headings(printed: str) -> list[Heading]:
    return [Heading(m.start(), m["title"] or m["word"] or m["bare"], m["bare"] is None) for m in HEADING.finditer(printed)]


def sections_of(texts: list[str | s.Document]) -> list[Section]:
    """What is given, by problem: first what holds everywhere, then each problem."""
    found: dict[str, list] = {EVERYWHERE: []}
    current = EVERYWHERE
    for text in texts:
        said = text.printed if isinstance(text, s.Document) else text
        marks = [h for h in (_headings(said) if isinstance(text, s.Document) else headings(said)) if h.firm]
        if not marks:
            found.setdefault(current, []).append(text)
        elif len(marks) == 1 and len(said.split()) <= 3 and "\n" not in said.strip():
            current = marks[0].number
        else:
            for number, part in _cut(text, marks):
                found.setdefault(number, []).append(part)
    return [Section(number, tuple(parts)) for number, parts in found.items()]


def _cut(text: str | s.Document, marks: list[Heading]) -> list[tuple[str, s.Document]]:
    from symbolic.reading.documents.documents import read_document
    document = text if isinstance(text, s.Document) else read_document(text)
    ends = [*(h.start for h in marks), len(document.text) + 1]
    spans = [(EVERYWHERE, 0, ends[0])] + [(h.number, h.start, end) for h, end in zip(marks, ends[1:])]
    return [(number, replace(document, statements=tuple(st for st in document.statements if start <= st.start < end)))
            for number, start, end in spans]


# ---------------------------------------------------------------- which problem a statement answers

def parts_of(document: s.Document, letters: dict[str, frozenset[str]]) -> list[Part]:
    """The document's statements by problem; ``letters`` are those that each problem declares."""
    marks = _marks_before(document)
    numbers = sorted({*letters, *(h.number for found in marks for h in found)}, key=int)
    values = [_values(statement, numbers, letters) for statement in document.statements]
    chosen = _best(values, marks, numbers)
    parts, start = [], 0
    for k in range(1, len(chosen) + 1):
        if k == len(chosen) or chosen[k] != chosen[start]:
            parts.append(_part(document, chosen[start], range(start, k), marks, values))
            start = k
    return parts


def _marks_before(document: s.Document) -> list[list[Heading]]:
    """For each statement the headings between the one before and it."""
    found, position = [], 0
    marks = _headings(document.printed)
    for st in document.statements:
        found.append([h for h in marks if position <= h.start <= st.start])
        position = max(position, st.end)
    return found


def _values(statement: s.Statement, numbers: list[str], letters: dict[str, frozenset[str]]) -> dict[str, int]:
    """How well the statement's letters fit each problem."""
    known = frozenset().union(*letters.values())
    own = {name for m in statement.members for name in names_in(m.syntax)} & known
    return {n: len(own & letters[n]) - len(own - letters[n]) if n in letters else 0 for n in numbers}


def _best(values: list[dict[str, int]], marks: list[list[Heading]], numbers: list[str]) -> list[str]:
    """The best sequence of problems, by dynamic programming; of equals the earliest problems."""
    worth: dict[str, tuple[int, list[str]]] = {}
    for value, found in zip(values, marks):
        heading = found[-1] if found else None
        allowed = [heading.number] if heading is not None and heading.firm else numbers
        worth = {n: _step(worth, n, numbers, value[n], heading) for n in allowed}
    return max(worth.values(), key=lambda best: best[0])[1] if worth else []


def _step(worth, number: str, numbers: list[str], value: int, heading: Heading | None) -> tuple[int, list[str]]:
    bonus = NUMBERED if heading is not None and heading.number == number else 0
    ways = []
    for before, (total, path) in worth.items():
        forward = numbers.index(before) <= numbers.index(number)
        cost = 0 if before == number or bonus else CHANGE if forward else 4 * CHANGE
        ways.append((total + value + bonus - cost, [*path, number]))
    return max(ways, key=lambda way: way[0]) if ways else (value + bonus, [number])


def _part(document: s.Document, number: str, places: range, marks: list[list[Heading]], values) -> Part:
    headed = bool(marks[places[0]]) and marks[places[0]][-1].number == number
    margins = {k: values[k][number] - max((v for n, v in values[k].items() if n != number), default=-MARGIN) for k in places}
    doubtful = [] if headed else [k for k, margin in margins.items() if margin < MARGIN] if any(marks[:places[0] + 1]) \
        else list(places) if all(margin <= 0 for margin in margins.values()) else []
    unsure = frozenset(document.statements[k].start for k in doubtful)
    return Part(number, tuple(document.statements[k] for k in places), headed, unsure)


# ---------------------------------------------------------------- reading

def read_in_sections(document: s.Document, texts: list[str | s.Document], layout: str = "auto") -> tuple[ReadDocument, list[s.Notice]]:
    """The document read with what is given, each part with what is given for its problem; notices of the given."""
    common, *problems = sections_of(texts)
    if not problems:
        parts, notices = read_by_outline(document, list(common.texts), layout)
        return (_together(document, parts), notices) if parts else read_with(document, list(common.texts), layout)
    given = {section.number: [*common.texts, *section.texts] for section in problems}
    letters = {number: _letters(context_from(texts)[0]) for number, texts in given.items()}
    read_parts: list[ReadDocument] = []
    notices: list[s.Notice] = []
    for part in parts_of(document, letters):
        alone = replace(document, statements=part.statements, notices=())
        texts = given.get(part.number, list(common.texts))
        made, found = read_with(alone, texts, layout, _next_number(read_parts))
        notices += [n for n in found if n not in notices]
        read_parts.append(_as_part(made, part))
    return _together(document, read_parts), notices


def _letters(context: Context) -> frozenset[str]:
    declared = (*context.integers, *context.tensors, *context.functions)
    return frozenset(d.name for d in declared) | frozenset(dict(getattr(context, "formulas", ())))


def _as_part(found: ReadDocument, part: Part) -> ReadDocument:
    steps = tuple(_hedged(step, part) for step in found.steps)
    return replace(found, steps=steps, problem=part.number, notices=(*_said(part), *found.notices))


def _hedged(step: Step, part: Part) -> Step:
    """A step that may belong to another problem is proved or undecided."""
    if step.start not in part.unsure or step.limit is not None:
        return step
    return replace(step, limit=Problem("undecided", "section", "no heading and no letter says which problem of the sheet "
                                       "this answers", step.start, step.end))


def _said(part: Part) -> list[s.Notice]:
    if part.headed:
        return []
    first = part.statements[0]
    return [s.Notice(first.start, first.end, f"read with what is given for problem {part.number}, by its letters: "
                     "no heading says so", "section")]


def _next_number(parts: list[ReadDocument]) -> int:
    return 1 + max((int(step.id.split(".")[0]) for part in parts for step in part.steps), default=0)


def _together(document: s.Document, parts: list[ReadDocument]) -> ReadDocument:
    """One document of all parts; each part keeps its own context and layout."""
    if not parts:
        return read(document)
    layouts = dict.fromkeys(part.layout for part in parts)
    main = max(parts, key=lambda part: len(part.steps))
    reason = main.layout_reason if len(layouts) == 1 else "; ".join(
        f"{part.called}: {part.layout}, {part.layout_reason}" for part in parts)
    notices = sorted((*document.notices, *(n for part in parts for n in part.notices)), key=lambda n: n.start)
    return ReadDocument(document.path, document.text, main.context, tuple(x for p in parts for x in p.steps), main.layout,
                        reason, tuple(notices), tuple(d for p in parts for d in p.definitions), parts=tuple(parts))
