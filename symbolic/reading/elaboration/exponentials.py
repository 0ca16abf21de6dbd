r"""What the exponential of a square matrix means: Σ_k A^k/k!, or the exponential of every entry.

``\operatorname{expm}`` is the exponential of the matrix.  So are e^A and ``\exp(A)``
where a document says so, and those of the entries where it says that.  Where it
says nothing, e^A is the exponential of the matrix, and no step is refuted that
would hold entry by entry; so is ``\exp(tA)`` beside d/dt read.  Any other ``\exp(A)``,
which is written for both, has both readings.
"""
from __future__ import annotations

import re
from typing import Iterable

from symbolic.language.context import Obligation
from symbolic.language.expressions import Apply, Expression, MatrixExponential, Symbol, Times
from symbolic.reading.elaboration.behind import symbols
from symbolic.reading.elaboration.refusal import ambiguous
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.building import is_derivative_operator
from symbolic.reading.words.asserting import SENTENCE
from symbolic.reading.words.words import ELEMENTWISE

MATRIX, ENTRIES, FUNCTIONS, GIVEN = "matrix", "entries", "functions", "given"
"""A document speaks of the exponential of a matrix, of that of entries, of some function entry by entry; what is read is given."""

OF_MATRIX = re.compile(r"\bmatrix[- ]exponential|\bexponentials?\s+(?:function\s+)?of\s+(?:an?\s+|the\s+|any\s+|every\s+|its\s+)?"
                       r"(?:\w+\s+)?matri(?:x|ces)\b|\\(?:operatorname\*?|mathrm|text)\s*\{\s*[Ee]xpm\s*\}", re.I)
SERIES = re.compile(r"(?:\\exp\b|\be\s*\^)[^$=]*:?=\s*\\sum(?:\\limits)?\s*_\s*\{?\s*(\w)\s*=\s*0\s*\}?\s*"
                    r"\^\s*\{?\s*\\infty[^$]{0,80}\1\s*!")
WISE = rf"(?:{ELEMENTWISE.pattern}|(?:entry|element) by (?:entry|element)|to (?:each|every|all) (?:entry|entries|element|elements)\b)"
EACH = re.compile(WISE, re.I)
BETWEEN = r"(?:[^$\\]|\\text\s*\{)"
OF_ENTRIES = re.compile(rf"(?:\\exp\b|\bexp\b|\bexponentials?\b|(?<![\w\\])e\s*\^){BETWEEN}{{0,8}}\$?{BETWEEN}{{0,40}}{WISE}"
                        rf"|{WISE}\s+exponential", re.I)
"""The exponential and that it is taken so, with no other formula between them."""

AS_MATRIX = r"e^A of a square matrix is the exponential of the matrix, Σ_k A^k/k!"
AS_ENTRIES = "exp of a square matrix is taken entry by entry"
LENIENT = "exponential of every entry"
"""The lenient reading of e^A of which no words say that the exponential of the matrix is meant."""
HINT = r"say that it is the matrix exponential, or write \operatorname{expm}"


OWN = "e is a symbol"
"""A document uses the letter e for something of its own, an error: there it is not Euler's number."""
NAMED = re.compile(r"\b(?:errors?|residuals?|edges?|noise|deviations?)\s+(?:term\s+|vector\s+|signal\s+)?(?:\$e\$|\\\(\s*e\s*\\\))")
LIMITS = frozenset({"\\infty", "lim", "exp"})


def defines_e(members: tuple, operators: tuple[str, ...]) -> bool:
    """Is this ``e = …``, where what stands behind it is not the number e itself?"""
    return len(members) > 1 and operators[0] in ("=", ":=", "\\equiv") and isinstance(members[0], s.Name) and members[0].text == "e" \
        and members[1] is not None and not isinstance(members[1], s.Number) and not _speaks_of_limits(members[1])


def _speaks_of_limits(node) -> bool:
    return any(isinstance(x, s.Name) and x.text in LIMITS or isinstance(x, s.Operator) and x.name in LIMITS for x in s.walk(node))


def said(texts: Iterable[str]) -> frozenset[str]:
    """What documents say of exponentials of matrices."""
    found = set()
    for text in texts:
        if OF_MATRIX.search(text) or SERIES.search(text):
            found.add(MATRIX)
        if NAMED.search(text):
            found.add(OWN)
        for sentence in SENTENCE.split(text):
            if EACH.search(sentence):
                found.add(ENTRIES if OF_ENTRIES.search(sentence) else FUNCTIONS)
    return frozenset(found)


def exponential(e, a: Expression, place, raised: bool) -> Expression:
    r"""The exponential of an array: ``raised`` is e^A, else it is ``\exp(A)``."""
    a = e.shapes.settle(a)
    if len(a.shape) != 2:
        return Apply("exp", 0, a)
    number = e.shapes.scalar(a)
    if number is not None:
        return Apply("exp", 0, number)
    words = e.exponentials - {GIVEN}
    if a.shape[0] != a.shape[1]:
        if ENTRIES in words:
            return Apply("exp", 0, a)
        raise ambiguous("exp of a matrix: entrywise, or of the matrix as a whole", place)
    if MATRIX in words and ENTRIES not in words:
        return _of_matrix(e, a)
    if ENTRIES in words and MATRIX not in words:
        return _of_entries(e, a)
    if (raised or _flows(e, a)) and not words:
        return _of_entries(e, a) if e.lenient(LENIENT) else _of_matrix(e, a)
    if GIVEN in e.exponentials:
        raise ambiguous("exp of a matrix: entrywise, or of the matrix as a whole", place, HINT)
    return e.choices.ask([(AS_MATRIX, MatrixExponential(a)), (AS_ENTRIES, Apply("exp", 0, a))], "the exponential of a matrix")


def _flows(e, a: Expression) -> bool:
    r"""Is this ``\exp(tA)`` in a formula that is differentiated by the number t, and has no product entry by entry?"""
    match a:
        case Times(left=Symbol(name=t) as number, right=rest) if not number.shape and all(
                not isinstance(x, Symbol) or x.name != t for x in rest.walk()):
            return any(_differentiates(m, t) for m in e.around) and not any(map(_entrywise, e.around))
    return False


def _differentiates(node, name: str) -> bool:
    """Does a derivative by the letter stand in the node?"""
    return any(is_derivative_operator(x) and name in _below(x) for x in s.walk(node) if isinstance(x, s.Fraction))


def _below(node: s.Fraction) -> list[str]:
    """The letters x and x_i of ∂x ∂x_i below a fraction bar."""
    match node.denominator:
        case s.Juxtaposition(items=(_, *variables)):
            bases = [v.base if isinstance(v, s.Scripted) else v for v in variables]
            return [base.text for base in bases if isinstance(base, s.Name)]
    return []


def _entrywise(node) -> bool:
    return any(isinstance(x, s.Infix) and x.operator in ("\\odot", "\\circ") for x in s.walk(node))


def _of_matrix(e, a: Expression) -> Expression:
    e.note(AS_MATRIX)
    return MatrixExponential(a)


def _of_entries(e, a: Expression) -> Expression:
    e.note(AS_ENTRIES)
    return Apply("exp", 0, a)


def guessed(obligation: Obligation, words: frozenset[str]) -> str:
    """Why a refutation would rest on how e^A was read in what is defined or assumed, or ""."""
    if MATRIX in words:
        return ""
    context = obligation.context
    names = symbols(obligation.left, context) | symbols(obligation.right, context)
    behind = [d.body for name in names for d in context.definitions_of(name)]
    behind += [side for a in context.assumptions for side in (a.left, a.right)]
    if not any(isinstance(node, MatrixExponential) for body in behind for node in body.walk()):
        return ""
    return "e^A is read as the exponential of the matrix in what is defined here, and no words say so"
