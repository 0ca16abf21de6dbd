r"""Sizes in running text: ``Let $A$ and $B$ be symmetric $n \times n$ matrices``, ``an $m \times n$ matrix $A$``.

The size stands behind the names that it is about, or before them.  Between them
stand only words of a list; anything else, and the size is about nothing that is known.
What is found is told in one form, as words about each name: ``is symmetric $n \times n$``.
"""
from __future__ import annotations

import re
from typing import Iterator

from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.asserting import CLAUSE_END
from symbolic.reading.words.words import unknown_property

LIST = re.compile(r"\W*(?:and|,|, and|;|&|as well as)?\W*\Z")
NOUN = r"(?:matri(?:x|ces)|vectors?|arrays?)"
BEHIND = re.compile(r"\W*(?:(?:is|are|be|being|denotes?|as|has|have|both|all|each|also|an?|the|some|two|three|given|fixed|arbitrary)\s+)*"
                    rf"(?P<before>(?:(?!(?:and|with|by|where|for|let|whose|all|its)\b)[a-z]+(?:-[a-z]+)*\s+)*?)(?:{NOUN}\s+)?(?:(?:of|with|having|in)\s+)?"
                    r"(?:(?:the )?(?:same )?(?:size|shape|dimensions?|order)s?\s*)?\W*\Z", re.I)
BEFORE = re.compile(rf"\s*(?P<before>(?:[a-z]+(?:-[a-z]+)*\s+)*?){NOUN}\W*\Z", re.I)
PHRASE = re.compile(r"(?:\b(?:an?|the|for|of|any|two|three|some|all|every|each|given|and|with|by|consider|let|where|suppose|both)\b\s*|"
                    r"[,.;:)(]\s*|\A\s*)(?P<words>(?:(?!(?:an?|the|for|of|and|with|by|let)\b)[a-z]+(?:-[a-z]+)*\s+)*)\Z", re.I)
ORDER = re.compile(r"\bsquare matri(?:x|ces) of (?:order|size|dimension)\s*\Z|\bmatri(?:x|ces) of order\s*\Z", re.I)
LONG = re.compile(r"\bvectors? (?:of|with|in) (?:length|dimension|size)\s*\Z", re.I)
SHORT = re.compile(r"\s*(?:-\s?(?:dimensional|dim\.?)(?: (?:column )?vectors?)?|-\s?vectors?|-(?:by|dimensional))\b", re.I)
VERB = re.compile(r"\A\s*\)?\s*(?:be|is|are)\s+")
SQUARE = re.compile(r"\s*(?:be|is|are|denotes?)\s+(?:an?\s+)?(?P<before>(?:[a-z]+(?:-[a-z]+)*\s+)*?)square matri(?P<number>x|ces)"
                    r"(?P<same> of (?:the )?(?:same|equal) (?:size|order|dimension)s?)?\s*(?:\Z|[.,;:](?=\s|\Z))", re.I)
LETTERS = "nmpqkrd"
MARKS = re.compile(r"\$+|\\[()]|~|\\(?:emph|text(?:bf|it)?)\{|[*_}]")


def words_with_sizes(document: s.Document, words: list[str]) -> list[str]:
    """The words about each statement, with the size that the text gives to its symbols."""
    found = list(words)
    for names, k, size, said in _sizes(document):
        for name in names:
            found[name] = f"is {said['before']} ${size}$ {said['after']}"
        found[k] = ""
    for names, letter, said in _squares(document):
        for name in names:
            found[name] = f"is {said} ${letter} \\times {letter}$ matrix"
    return found


def _squares(document: s.Document) -> Iterator[tuple[list[int], str, str]]:
    """Names that are square matrices of a size that has no letter, a letter that stands nowhere else, and the words before."""
    statements, text = document.statements, document.printed
    letter = next((x for x in LETTERS if not re.search(rf"(?<![A-Za-z\\]){x}(?![A-Za-z])", text)), None)
    for k, st in enumerate(statements):
        found = SQUARE.match(_gap(text, statements, k)) if _is_name(st) and not st.relations and letter else None
        if found is not None and _known(found["before"]):
            names = _names_before(text, statements, k)
            if len(names) == 1 and not isinstance(st.members[0].syntax, s.Sequence) or found["same"]:
                yield names, letter, found["before"].strip()


def _sizes(document: s.Document) -> Iterator[tuple[list[int], int, str, dict[str, str]]]:
    """(the names that a size is about, its own place, the size as ``rows \\times columns``, words before and behind it)."""
    statements, text = document.statements, document.printed
    for k, st in enumerate(statements):
        if st.display or st.relations or len(st.members) != 1 or st.members[0].syntax is None:
            continue
        gap = _gap(text, statements, k - 1)
        after = _gap(text, statements, k)
        size, own = _size(text, st, gap, after)
        if size is None:
            continue
        behind = BEHIND.match(ORDER.sub("matrix ", LONG.sub("vector ", gap)))
        before = BEFORE.match(own)
        phrase = PHRASE.search(gap)
        if behind is not None and k and _is_name(statements[k - 1]) and _known(behind["before"]):
            until = VERB.sub("", CLAUSE_END.split(own, maxsplit=1)[0]).strip()
            yield _names_before(text, statements, k - 1), k, size, {"before": behind["before"].strip(), "after": until}
        elif None not in (before, phrase) and k + 1 < len(statements) and _is_name(statements[k + 1]):
            told = (phrase["words"] + before["before"]).strip()
            if _known(told):
                yield _names_behind(text, statements, k + 1), k, size, {"before": told, "after": "matrix"}


def _size(text: str, st: s.Statement, gap: str, after: str) -> tuple[str | None, str]:
    """``rows \\times columns`` as typed, and the words behind; None if this is no size."""
    written = text[st.start:st.end].strip("$ ")
    match st.members[0].syntax:
        case s.Infix(operator="\\times", left=s.Name() | s.Number() | s.Scripted() | s.Additive(),
                     right=s.Name() | s.Number() | s.Scripted() | s.Additive()):
            return written, after
        case s.Name() | s.Number() | s.Scripted() if ORDER.search(gap):
            return f"{written} \\times {written}", after
        case s.Name() | s.Number() | s.Scripted() if LONG.search(gap):
            return f"{written} \\times 1", after
        case s.Name() | s.Number() | s.Scripted() if (short := SHORT.match(after)) is not None:
            return f"{written} \\times 1", f" vector {after[short.end():]}"
    return None, after


def _gap(text: str, statements, k: int) -> str:
    """The words between statement k and the next, without what marks mathematics or emphasis."""
    start = statements[k].end if k >= 0 else 0
    end = statements[k + 1].start if k + 1 < len(statements) else len(text)
    return " ".join(MARKS.sub(" ", text[start:end]).split()) + " "


def _known(words: str) -> bool:
    """Is each of the words before a noun a property, or one that leaves the symbol free?"""
    return unknown_property(f"be {words} matrix") is None


def _is_name(st: s.Statement) -> bool:
    match st.members[0].syntax if len(st.members) == 1 and not st.display else None:
        case s.Name() | s.Scripted(base=s.Name()):
            return True
        case s.Sequence(items=items):
            return all(isinstance(x, (s.Name, s.Scripted)) for x in items)
    return False


def _names_before(text: str, statements, k: int) -> list[int]:
    """Statement k and the names of the list that it ends."""
    found = [k]
    while found[-1] and _is_name(statements[found[-1] - 1]) and LIST.match(_gap(text, statements, found[-1] - 1)):
        found.append(found[-1] - 1)
    return found


def _names_behind(text: str, statements, k: int) -> list[int]:
    """Statement k and the names of the list that it begins."""
    found = [k]
    while found[-1] + 1 < len(statements) and _is_name(statements[found[-1] + 1]) and LIST.match(_gap(text, statements, found[-1])):
        found.append(found[-1] + 1)
    return found
