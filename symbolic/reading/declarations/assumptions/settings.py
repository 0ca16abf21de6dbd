r"""Signs that a text sets for its own numbers: ``Let $\lambda > 0$``, ``Fix $w \in \mathbb{R}^d$ and $\lambda > 0$``.

Such a formula introduces its letter and claims nothing.  It is taken so only where
nothing is said of the letter before, its uses make it a number, and the text
nowhere gives it another sign, as a distinction of cases would.
"""
from __future__ import annotations

import re
from dataclasses import replace

from symbolic.reading.context.builder import Builder, names_in
from symbolic.reading.documents.beside import same_sentence, supposed
from symbolic.reading.grammar import syntax as s

SIGNS = {(">", "0"): "positive", ("\\ge", "0"): "nonnegative", ("<", "0"): "negative", ("\\le", "0"): "nonpositive",
         ("\\geq", "0"): "nonnegative", ("\\leq", "0"): "nonpositive", ("\\neq", "0"): "nonzero", ("\\ne", "0"): "nonzero"}
LETTING = re.compile(r"\A\W*(?:(?:now|here|further|furthermore|and)\W+)?(?:let|fix|choose|take|consider)\b", re.I)
OTHERWISE = re.compile(r"\b(?:if|when\w*|unless|whether|or|not|such|then|that|case|for|so|thus|hence|we|show|prove|where)\b", re.I)
FORMULAS = re.compile(r"\$[^$]*\$|\\\(.*?\\\)", re.S)
SENTENCE_END = re.compile(r"[.?!;:]\s|\n\s*\n")


def set_signs(builder: Builder, document: s.Document) -> frozenset[int]:
    """Give the letters that the text sets a sign this sign, as the author's; the positions of these statements."""
    found = {}
    for position, statement in enumerate(document.statements):
        sign = _sign(statement)
        if sign is not None and _is_set(document, position) and _is_new(document, position, sign[0]):
            found[position] = sign
    signs = [sign for k, st in enumerate(document.statements) if (sign := _sign(st)) and (k in found or supposed(document, k))]
    return frozenset(k for k, (name, word) in found.items()
                     if {w for n, w in signs if n == name} == {word} and _grant(builder, name, word))


def _sign(statement: s.Statement) -> tuple[str, str] | None:
    """(λ, "positive") of ``\\lambda > 0``; None of anything else."""
    if len(statement.relations) != 1 or statement.qualifiers:
        return None
    match [m.syntax for m in statement.members]:
        case [s.Name(text=name), s.Number(text=number)]:
            word = SIGNS.get((statement.relations[0].operator, number))
            return None if word is None else (name, word)
    return None


def _is_set(document: s.Document, position: int) -> bool:
    """Does the statement stand in running text, in a sentence that begins with "let" and only lists what is set?"""
    statement = document.statements[position]
    if statement.display:
        return False
    before = SENTENCE_END.split(FORMULAS.sub(" ", document.printed[:statement.start].rpartition("$")[0]))[-1]
    return LETTING.search(before) is not None and OTHERWISE.search(before) is None


def _is_new(document: s.Document, position: int, name: str) -> bool:
    """Does no earlier sentence speak of the letter in a formula?"""
    return all(same_sentence(document, k, position) or name not in names_in(tuple(m.syntax for m in earlier.members))
               for k, earlier in enumerate(document.statements[:position]))


def _grant(builder: Builder, name: str, word: str) -> bool:
    """Declare the number that its uses make of the letter; False if they make it something else."""
    known = builder.context.tensor(name)
    if known is None or known.provenance != "inferred" or known.shape or known.labels:
        return False
    builder.replace_tensor(replace(known, provenance="author", properties=known.properties | {word}))
    return True
