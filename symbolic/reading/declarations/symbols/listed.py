r"""Words behind a list of declarations: ``A \in \mathbb{R}^{m \times m}`` and ``B \in \mathbb{R}^{n \times n}`` be symmetric.

"be", "are", "both" and plural nouns are about all of the list.  Without a verb,
``A \in …, B \in … symmetric``, it is open whether the words are about all or the
last alone: of the others they hold *perhaps*.  Words behind "the", as in "denote the
k-th column of A", go on over the formulas in them.
"""
from __future__ import annotations

import re
from typing import Iterator

from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.words import tensor_properties

MARKUP = re.compile(r"\\(?:text|textrm|mbox|mathrm|quad|qquad)\b|\\[ ,;:!()]|[{}$~]")
LIST_WORDS = frozenset({",", "and", ", and", "&", ";", "as well as"})
ALL = re.compile(r"\b(?:be|are|both|all|each)\b|\b(?:matrices|vectors|numbers|scalars|projections|projectors)\b")
LAST = re.compile(r"\bis\b")
PLURAL = re.compile(r"\b(?:matrices|vectors|numbers|scalars)\b")
DEFINING = re.compile(r"\$?\s*(?:be|is|are|denotes?|being)\s+(?:the|its)\b")
WITH = re.compile(r"\b(?:with|having|whose) (?:the )?(column|row)s?(?: are)?$")
BEGUN = re.compile(r"\b(?:with|having|whose) (?:the )?(column|row)s? (?:are )?\$[^$]+_\{?1\}?\$,\$\\[lc]?dots\$$")
CLAUSE_END = re.compile(r"[,;:.?!](?=\s|$)|\n\s*\n|\\\]|\$\$")
OF_FORMULA = re.compile(r"\bof\b[^$]*\$[^$]+\$\s*$")


def words_of_lists(text: str, statements: tuple[s.Statement, ...], words: list[str]) -> list[tuple[str, str, str]]:
    """For each statement its own words, those of its list, and those of its list that perhaps are about it."""
    own = [_to_clause_end(text, st, said) for st, said in zip(statements, words)]
    for k, j, words_of_columns in _columns(text, statements, words):
        own[j] = f"{own[j]} {words_of_columns} of ${text[statements[k].members[0].start:statements[k].members[0].end].strip()}$"
    found, start = [], 0
    while start < len(statements):
        stop = start + 1
        while stop < len(statements) and _declares(statements[stop - 1]) and _declares(statements[stop]) \
                and _between(text, statements[stop - 1], statements[stop]) in LIST_WORDS:
            stop += 1
        same = bool(statements[start].relations) == bool(statements[stop - 1].relations)
        found += _shared(own[start:stop]) if same else [(said, "", "") for said in own[start:stop]]
        start = stop
    return found


def _shared(run: list[str]) -> list[tuple[str, str, str]]:
    first, last = run[0], run[-1]
    if len(run) > 1 and PLURAL.search(first) and tensor_properties(first):
        return [(words, first if k else "", "") for k, words in enumerate(run)]
    open_words = len(run) > 1 and tensor_properties(last) - {"constant"} and not LAST.search(last)
    shared, perhaps = ((last, "") if ALL.search(last) else ("", last)) if open_words else ("", "")
    return [*((words, shared, perhaps) for words in run[:-1]), (last, "", "")]


def _columns(text: str, statements, words: list[str]) -> Iterator[tuple[int, int, str]]:
    r"""``A \in S`` with columns ``a_1, \dots, a_n \in T``: the places of A and of a_n, and what a_n belongs to."""
    for k, (st, following) in enumerate(zip(statements, statements[1:])):
        said, j = WITH.search(_between(text, st, following)), k + 1
        if (begun := BEGUN.search(words[k])) is not None and isinstance(following.members[0].syntax, s.Scripted):
            yield k, j, f"are the {begun.group(1)}s"
        while said is not None and j + 1 < len(statements) and not statements[j].relations \
                and _between(text, statements[j], statements[j + 1]) in LIST_WORDS:
            j += 1
        if said is not None and j > k + 1 and isinstance(statements[j].members[0].syntax, s.Scripted):
            yield k, j, f"are the {said.group(1)}s"


def _declares(st: s.Statement) -> bool:
    r"""``A \in S``, or a symbol alone."""
    operators = [r.operator for r in st.relations]
    return operators == ["\\in"] or not operators and isinstance(st.members[0].syntax, (s.Name, s.Scripted, s.Sequence))


def _between(text: str, one: s.Statement, other: s.Statement) -> str:
    return " ".join(MARKUP.sub(" ", text[one.end:other.start]).split())


def _to_clause_end(text: str, st: s.Statement, words: str) -> str:
    """In running text, the whole of "be the diagonal of $A$" instead of what stands before the next formula."""
    if st.display or not _declares(st):
        return words
    rest = text[st.end:]
    end = CLAUSE_END.search(rest)
    said = rest[:end.start() if end else None].strip()
    return f"{words} {said.lstrip('$')}" if DEFINING.match(said) and OF_FORMULA.search(said) else words
