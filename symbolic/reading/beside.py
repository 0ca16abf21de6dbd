r"""The words that are about a formula in running text.

``$A \in \mathbb{R}^{n \times n}$ be symmetric and $B$ …``: what follows a formula
up to the next one or the end of the clause is about it; what stands before is
about it only as its noun phrase ("the symmetric matrix $A$").  Words under an
"if" grant nothing.
"""
from __future__ import annotations

import re

from symbolic.reading import syntax as s

MATHEMATICS = re.compile(r"\\begin\{(?:equation|align|gather|eqnarray|multline)\*?\}|\\end\{\w+\*?\}|\\[\[\]()]|\$+")
INNER = re.compile(r"\\(?:text|textrm|textit|mbox|mathrm|operatorname)\s*\{([^{}]*)\}")
CLAUSE_END = re.compile(r"[,;:.?!](?=\s|$)|\n\s*\n|\b(?:and|with) (?:the|an?|let|all|every)\b|\bwhere\b|\bwhile\b|\bfor\b")
CLAUSE_START = re.compile(r"[,;:.?!]\s|\n\s*\n|\band\b|\bwith\b|\bwhere\b|\bfor\b|\bin\b|\bof\b|\bon\b")
CONDITIONAL = re.compile(r"\b(?:if|when|unless|whether|show|prove|not)\b", re.I)


def words_beside(document: s.Document) -> list[str]:
    """For each statement of the document the words that are about it."""
    statements = document.statements
    return [_words(document.text, statements, k) for k in range(len(statements))]


def _words(text: str, statements, k: int) -> str:
    st = statements[k]
    inside = " ".join(INNER.findall(text[st.start:st.end]))
    if st.display:
        return inside
    start = statements[k - 1].end if k else 0
    end = statements[k + 1].start if k + 1 < len(statements) else len(text)
    before = _plain(text[start:st.start])
    after = CLAUSE_END.split(_plain(text[st.end:end]), maxsplit=1)[0]
    sentence = re.split(r"[.?!]\s|\n\s*\n", before)[-1]
    if CONDITIONAL.search(sentence):
        return inside
    return " ".join(w.strip() for w in (CLAUSE_START.split(before)[-1], inside, after) if w.strip())


def _plain(text: str) -> str:
    return MATHEMATICS.sub(" ", text)
