r"""Conditions on a statement that no range expresses: ``i \neq j``, ``x > 0``, ``for some i``.

A statement under such a condition is not the statement for all values: it must
neither be refuted, nor assumed, as if the condition were not there.
"""
from __future__ import annotations

import re

from symbolic.reading.documents.beside import same_paragraph, same_sentence
from symbolic.reading.elaboration.scope import interval
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.ranges import is_name
from symbolic.reading.words.phrases import mentioned

NUMBERS = (r"\mathbb{R}", r"\mathbb{N}", r"\mathbb{Z}", r"\mathbb{C}")
BOUNDS = frozenset({r"\neq", r"\le", r"\ge", "<", ">"})


LIMITING = re.compile(r"\b(?:otherwise|elsewhere|unless|off-?\s?diagonal|solv(?:e|es|ing)|(?:linear )?systems?|subject to|"
                      r"such that|not true|wrong|incorrect|false|contradiction|mistake|one might|might (?:think|expect)|tempt\w+|naive\w*|constraints?|"
                      r"optimality conditions?|means?(?: that)?\W*\Z|(?:is|are) (?:called|said to be)|by definition of|we (?:seek|look for|search|want to (?:find|solve))|ansatz|hyperplane|is it true|what if|does\b.*\bhold|"
                      r"(?:minimi[sz]er|maximi[sz]er|solution|optimum|estimat\w+|(?:critical|stationary|fixed) point)s?\b[^.]*\bsatisf\w+|"
                      r"setting\b.*\bto zero\b|with equality\W*\Z|equality (?:holds|is attained)|iff|if and only if|to (?:first|second|leading) order|neglecting|update (?:rule|step)?s?|up to)\b", re.I)
DENIED = re.compile(r"\W*(?:it is |it's )?(?:not|never)\b", re.I)
TURNED = re.compile(r"\b(?:but not|near|around|everywhere|even|not just|equality|including|also|in particular|especially|e\.g|no matter|say|or not|"
                    r"(?:just )?as (?:for|well)|any|possibly|not only|unless|except\w*|excluding|apart from|(?:if|when|for) not|(?<!if and )only (?:if|when|for)|iff|if and only if)\b", re.I)
"""Words that make something else of a condition than what the statement stands under."""
GENERALLY = re.compile(r"\b(?:in general|generally)\b", re.I)
RESTRICTING = re.compile(r"\b(?:for|if|when|whenever|provided|since|because|as long as|once|assuming)\b", re.I)
REASONS = re.compile(r"\b(?:since|because|as|by|using|due)\b", re.I)


def words_limit(words: str, granted: frozenset[str], operators: set[str]) -> bool:
    r"""Do the words of a statement say that it is about less: "if A is symmetric", "otherwise"?

    A property that is ``granted`` limits nothing, and one given as a reason is a
    claim.  "In general a \neq b" denies a law, it does not claim another.
    """
    return bool(LIMITING.search(words) or DENIED.match(words) or "\\neq" in operators and GENERALLY.search(words)
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
    r"""Qualifiers like ``\varepsilon > 0`` and ``0 < p < 1`` that speak of a symbol, not of an index of ``members``.

    Behind ``z = Wx + b`` also ``z_i > 0``, behind ``\sum_k y_k = 1`` also ``y_k \ge 0``.
    """
    indices = {name for m in members if m is not None for name in indices_of(m)}
    return [q for q in qualifiers if (name := _bounded(q)) is not None and name not in indices or _is_about_entries(q, members)]


def _is_about_entries(node: s.Node, members) -> bool:
    """A bound of the entries of the letter on the left, or of entries at an index that is free in none of the members."""
    match node:
        case s.Relation(operator=op, left=s.Scripted(base=s.Name(text=name), sub=s.Node() as sub, sup=None), right=s.Number()) \
                if op in BOUNDS:
            first, letters = members[0], set(indices_of(sub, True))
            return isinstance(first, s.Name) and name == first.text or all(
                letters & set(indices_of(m)) <= bound_letters(m) for m in members if m is not None)
    return False


def bound_letters(node) -> set[str]:
    """The letters that big operators bind."""
    match node:
        case s.BigOperator(lower=s.Node() as lower):
            return set(indices_of(lower, True))
    return {name for part in s.children(node) for name in bound_letters(part)}


def _bounded(node: s.Node) -> str | None:
    """The letter that is bounded by numbers, from both sides only if these are too near for an index between them."""
    match node:
        case s.Relation(operator=op, left=s.Name(text=name), right=s.Number()) if op in BOUNDS:
            return name
        case s.Relation(operator="<", left=s.Relation(operator="<", left=s.Number(text="0"), right=s.Name(text=name)),
                        right=s.Number(text="1")):
            return name
    return None


def about_entries(node: s.Node) -> list[s.Relation]:
    r"""``x_i > 0``, ``x_i, y_i > 0``, ``0 < x_i < 1``, ``\det A \neq 0`` beside a declaration as relations of two sides; none of bounds of a letter."""
    match node:
        case s.Relation(operator=op, left=s.Relation() as first, right=right) if op in BOUNDS:
            left, last = about_entries(first), about_entries(s.Relation(first.right.start, node.end, op, first.right, right))
            return [*left, *last] if left and last else []
        case s.Sequence(items=(*firsts, s.Relation(operator=op, left=last, right=right))) if op in BOUNDS and firsts \
                and all(isinstance(x, s.Scripted) and x.sub is not None for x in (*firsts, last)):
            return [part for x in (*firsts, last) for part in about_entries(s.Relation(x.start, node.end, op, x, right))]
        case s.Relation(operator=op, left=left, right=right) if op in BOUNDS and interval(node) is None:
            return [] if all(isinstance(x, s.Name | s.Number) for x in (left, right)) else [node]
    return []


def indices_of(node, inside: bool = False):
    """The names that stand in a script or under a big operator."""
    if isinstance(node, s.Name) and inside:
        yield node.text
    scripts = [getattr(node, name, None) for name in ("sub", "sup", "lower", "upper")]
    for part in s.children(node):
        yield from indices_of(part, inside or any(part is x for x in scripts))
