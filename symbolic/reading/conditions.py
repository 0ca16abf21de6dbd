r"""Conditions on a statement that no range expresses: ``i \neq j``, ``x > 0``, ``for some i``.

A statement under such a condition is not the statement for all values: it must
neither be refuted, nor assumed, as if the condition were not there.
"""
from __future__ import annotations

import re
from dataclasses import fields

from symbolic.reading import syntax as s
from symbolic.reading.beside import same_paragraph, same_sentence
from symbolic.reading.phrases import mentioned
from symbolic.reading.ranges import is_name
from symbolic.reading.scope import interval

NUMBERS = (r"\mathbb{R}", r"\mathbb{N}", r"\mathbb{Z}", r"\mathbb{C}")
BOUNDS = frozenset({r"\neq", r"\le", r"\ge", "<", ">"})


LIMITING = re.compile(r"\b(?:otherwise|elsewhere|unless|off-?\s?diagonal|solv(?:e|es|ing)|(?:linear )?systems?|subject to|"
                      r"such that|not true|wrong|incorrect|false|contradiction|mistake|one might|might (?:think|expect)|tempt\w+|naive\w*|constraints?|"
                      r"optimality conditions?|hyperplane|is it true|what if|does\b.*\bhold|"
                      r"(?:minimi[sz]er|maximi[sz]er|solution|optimum|estimat\w+|(?:critical|stationary|fixed) point)s?\b[^.]*\bsatisf\w+|"
                      r"setting\b.*\bto zero\b|to (?:first|second|leading) order|neglecting|update (?:rule|step)?s?|up to)\b", re.I)
GENERALLY = re.compile(r"\b(?:in general|generally)\b", re.I)
RESTRICTING = re.compile(r"\b(?:for|if|when|whenever|provided|since|because|as long as|once|assuming)\b", re.I)
REASONS = re.compile(r"\b(?:since|because|as|by|using|due)\b", re.I)


def words_limit(words: str, granted: frozenset[str], operators: set[str]) -> bool:
    r"""Do the words of a statement say that it is about less: "if A is symmetric", "otherwise"?

    A property that is ``granted`` limits nothing, and one given as a reason is a
    claim.  "In general a \neq b" denies a law, it does not claim another.
    """
    return bool(LIMITING.search(words) or "\\neq" in operators and GENERALLY.search(words)
                or mentioned(words) - granted and not REASONS.search(words))


def restricts_in_words(words: str, known: frozenset[str]) -> bool:
    """Do the words of a bare formula restrict the sentence, "for symmetric A", beyond what is known of A?"""
    return bool(RESTRICTING.search(words) and mentioned(words) - known)


class Restrictions:
    """Conditions and settings of the text: what stands under one is not refuted as if it did not.

    A condition reaches over its sentence, a case over its paragraph; a setting
    (let x = 0) over the rest of the document, where it speaks of the same names.
    """

    def __init__(self, document: s.Document):
        self.document = document
        self.known: list[tuple[int, str, frozenset[str]]] = []

    def add(self, position: int, word: str = "", names: frozenset[str] = frozenset()) -> None:
        self.known.append((position, word, names))

    def hold(self, position: int, names: frozenset[str]) -> bool:
        """Does one of them reach a statement there that speaks of these names?"""
        return any(self._reaches(known, position, names) for known in self.known)

    def _reaches(self, known, position: int, names: frozenset[str]) -> bool:
        place, word, set_names = known
        if set_names:
            return bool(set_names & names)
        return same_paragraph(self.document, place, position) if word == "case" else \
            same_sentence(self.document, place, position)


def is_index_condition(statement: s.Statement, known) -> bool:
    """Two letters that nothing declares, compared: i = j, i ≠ j."""
    sides = [m.syntax for m in statement.members]
    return len(sides) == 2 and all(isinstance(x, s.Name) and not known(x.text) for x in sides) \
        and statement.relations[0].operator in {"=", *BOUNDS}


def condition_of(qualifiers) -> s.Node | None:
    """The first qualifier that limits its statement by more than ranges of indices and labels."""
    return next((q for q in qualifiers if not _unlimiting(q)), None)


def _unlimiting(node: s.Node) -> bool:
    r"""``\forall i, j``, ``i = 1, \dots, n``, ``x \in \mathbb{R}^n``."""
    match node:
        case s.Sequence(items=items):
            return interval(node) is not None or all(map(_unlimiting, items))
        case s.Relation(operator=r"\in", right=right):
            base = right.base if isinstance(right, s.Scripted) else right
            return interval(node) is not None or isinstance(base, s.Name) and base.text in NUMBERS
    return is_name(node) or interval(node) is not None


def bounds_of(qualifiers, members) -> list[s.Relation]:
    r"""Qualifiers like ``\varepsilon > 0`` that speak of a symbol, not of an index of ``members``."""
    indices = {name for m in members if m is not None for name in _indices(m)}
    return [q for q in qualifiers if isinstance(q, s.Relation) and q.operator in BOUNDS
            and isinstance(q.left, s.Name) and isinstance(q.right, s.Number) and q.left.text not in indices]


def _indices(node, inside: bool = False):
    """Names that stand in a script or under a big operator."""
    if isinstance(node, tuple):
        for part in node:
            yield from _indices(part, inside)
    elif isinstance(node, s.Name) and inside:
        yield node.text
    elif isinstance(node, s.Node):
        for f in fields(node):
            if f.name not in ("start", "end"):
                yield from _indices(getattr(node, f.name), inside or f.name in ("sub", "sup", "lower", "upper"))
