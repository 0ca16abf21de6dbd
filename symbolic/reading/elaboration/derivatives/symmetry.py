r"""Derivatives of a number by a symmetric matrix: what counts as a variable.

Three conventions are in use, for G_ij = ∂s/∂X_ij with n² independent entries:

* independent entries: ∂s/∂X = G, as for any other matrix; what is read here;
* one variable for X_ij and X_ji: G + Gᵀ − diag(G), as in the Matrix Cookbook,
  section 2.8; read so where words say it;
* the gradient among symmetric matrices: (G + Gᵀ) / 2.

The latter two stand against a refutation where nothing is said.  Where something
is said that is none of the first two, or of a matrix of another structure, no
derivative by that matrix is judged.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Iterable

from symbolic.language.context import Context
from symbolic.language.expressions import (
    Add, Delta, Derivative, Diagonal, DiagonalPart, Expression, Number, Symbol, Times, Transpose, negative, number,
)
from symbolic.reading.elaboration.refusal import ambiguous

SYMMETRIC = frozenset({"symmetric", "positive definite", "positive semidefinite"})
STRUCTURED = frozenset({"antisymmetric", "orthogonal", "orthonormal columns", "upper triangular", "lower triangular", "diagonal",
                        "idempotent"})
ONE_VARIABLE, AMONG_SYMMETRIC = "symmetric", "symmetric gradient"
KINDS = frozenset({ONE_VARIABLE, AMONG_SYMMETRIC})
INDEPENDENT, UNCLEAR = "independent", "unclear"


@dataclass(frozen=True)
class Convention:
    """What words say of derivatives by a symmetric matrix: "" for nothing, else a kind; and the words."""
    kind: str = ""
    words: str = ""

    def __or__(self, other: "Convention") -> "Convention":
        """What both say together; two kinds contradict each other, so that it is unclear what is meant."""
        if not (self.kind and other.kind):
            return self if self.kind else other
        return Convention(self.kind if self.kind == other.kind else UNCLEAR, f"{self.words}; {other.words}")

    def names(self, name: str) -> bool:
        """Do the words speak of this symbol?"""
        return re.search(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])", self.words) is not None

    def about(self, symbol: Symbol, context: Context) -> str:
        """The kind for derivatives by one matrix; unclear if the words name other symmetric ones and not this."""
        others = [d.name for d in context.tensors if not d.properties.isdisjoint(SYMMETRIC) and self.names(d.name)]
        return UNCLEAR if self.kind and others and not self.names(symbol.name) else self.kind


# ---------------------------------------------------------------- what words say

TAKEN = r"(?:taken into account|accounted for|respected|honou?red)"
MIRRORED = re.compile(
    r"\b(?:as|are|is) (?:one|a single|the same) (?:and the same )?(?:variable|entry)\b"
    r"|\bstructured (?:derivative|gradient)s?\b"
    r"|\b(?:respects?|honou?rs?|reflects?|takes? into account|accounts? for) (?:the|its|their) (?:symmetry|structure)\b"
    r"|\btakes? (?:the|its|their) (?:symmetry|structure)\b[^.;]{0,40} into account"
    rf"|\b(?:symmetry|structure)\b[^.;]{{0,40}} (?:is|being) {TAKEN}")
SEPARATE = re.compile(
    r"\bindependent (?:variable|unknown)s?\b|\bindependent (?:entries|elements)\b|\b(?:entries|elements)\b[^.;]*\bindependent(?:ly)?\b"
    r"|\b(?:ignor|disregard|neglect)\w* (?:the|its|their|any) (?:symmetry|structure)\b"
    rf"|\b(?:symmetry|structure)\b[^.;]{{0,40}} (?:is|being) (?:ignored|disregarded|neglected|not {TAKEN})"
    r"|\bas (?:if|though)\b[^.;]*\b(?:unstructured|not symmetric|unconstrained)\b")
NEGATED = re.compile(r"\b(?:not?|never|without|cannot|neither|nor|instead|rather|unlike|don't|doesn't|isn't|aren't)\b")
NEGATION_MEANT = re.compile(rf"\bnot {TAKEN}|\bnot symmetric\b")
DERIVATIVES = re.compile(r"derivative|differentia|gradient|jacobian|partial|nabla|\bvar(?:y|ies|ied|iables?)\b|\btied\b|\bcoupled\b")
SYMMETRY = re.compile(r"\bsymmetr(?:y|ies)\b|structure|mirror|\bindependent\b|\b(?:same|one|single|distinct|free) (?:variable|entr|element)"
                      r"|constrain|vech|half-?vec|symmetric (?:derivative|gradient)|(?:among|over|in|of) (?:the )?(?:space of |set of )?"
                      r"(?:all )?symmetric matrices|([a-z])_ij\b.*\b\1_ji\b")
MARKUP = re.compile(r"\\(?:text|textrm|textit|mbox|mathrm|mathbf|operatorname|quad|qquad)\b|\\[ ,;:!]|[{}$~\\]")
LETTERS_BELOW = re.compile(r"_\s*\{\s*(\w)\s*(\w)\s*\}")
SENTENCE_END = re.compile(r"[.;!?](?=\s|$)|\n\s*\n")


def convention(text: str, given: bool = False) -> Convention:
    """What a text says of derivatives by symmetric matrices, sentence by sentence.

    With ``given``, a sentence about the two that is not understood is unclear, not nothing.

    >>> convention("X is symmetric, and derivatives by X respect its symmetry").kind
    'symmetric'
    >>> convention("the symmetry of X is ignored in derivatives").kind
    'independent'
    >>> convention("derivatives do not respect the symmetry").kind
    'unclear'
    """
    found = Convention()
    for sentence in SENTENCE_END.split(text):
        kind = _kind_of(sentence, given)
        found |= Convention(kind, sentence if kind else "")
    return found


@lru_cache(maxsize=1024)
def _kind_of(sentence: str, given: bool) -> str:
    plain = " ".join(MARKUP.sub(" ", LETTERS_BELOW.sub(r"_\1\2", sentence)).split())
    return _kind(plain.lower(), given)


def _kind(plain: str, given: bool) -> str:
    kinds = [kind for kind, pattern in ((ONE_VARIABLE, MIRRORED), (INDEPENDENT, SEPARATE)) if pattern.search(plain)]
    if kinds == [INDEPENDENT] and not DERIVATIVES.search(plain):
        return ""
    if kinds:
        negated = NEGATED.search(NEGATION_MEANT.sub("", plain))
        return kinds[0] if len(kinds) == 1 and not negated else UNCLEAR
    return UNCLEAR if given and DERIVATIVES.search(plain) and SYMMETRY.search(plain) else ""


def said(texts: Iterable[str], given: bool = False) -> Convention:
    """What several texts say together."""
    found = Convention()
    for text in texts:
        found |= convention(text, given)
    return found


# ---------------------------------------------------------------- what it means

def by_symmetric(e, made: Derivative, place) -> Expression:
    """The derivative by a matrix in the convention that is stated, else that is being tried.  Raises Refused."""
    if len(made.variable.shape) != 2:
        return made
    kind = _checked(e, made.variable, place)
    if not _is_symmetric(e, made.variable) or kind == INDEPENDENT:
        return made
    if made.at is None and made.body.shape:
        if kind == ONE_VARIABLE:
            raise ambiguous(f"the derivative of an array by the symmetric {made.variable}, whose mirrored entries are one variable", place)
        return made
    if kind == ONE_VARIABLE:
        e.note(f"entries that mirror each other in {made.variable} are one variable")
        return _as_one(made)
    if e.lenient(ONE_VARIABLE):
        return _as_one(made)
    if not made.body.shape and e.lenient(AMONG_SYMMETRIC):
        return Times(Number(Fraction(1, 2)), Add((made, _mirrored(made))))
    return made


def by_vectorized(e, matrix: Symbol, place) -> None:
    """Refuses a derivative by vec(X) where mirrored entries of X are one variable."""
    if _checked(e, matrix, place) == ONE_VARIABLE and _is_symmetric(e, matrix):
        raise ambiguous(f"a derivative by vec of the symmetric {matrix}, whose mirrored entries are one variable", place)


def _is_symmetric(e, variable: Symbol) -> bool:
    return not e.scope.context.tensor(variable.name).properties.isdisjoint(SYMMETRIC)


def _checked(e, variable: Symbol, place) -> str:
    """The kind of convention for derivatives by this matrix; raises Refused where words leave open which it is."""
    kind = e.symmetry.about(variable, e.scope.context)
    properties = e.scope.context.tensor(variable.name).properties
    structured, symmetric = not properties.isdisjoint(STRUCTURED), not properties.isdisjoint(SYMMETRIC)
    concerned = structured or e.symmetry.names(variable.name)
    if kind == UNCLEAR and (concerned or symmetric) or kind == ONE_VARIABLE and concerned and (structured or not symmetric):
        raise ambiguous(f"what is said of derivatives by {variable} is not understood", place,
                        "say whether mirrored entries are one variable, or independent variables")
    return kind


def _as_one(made: Derivative) -> Expression:
    """G + Gᵀ − diag(G), or its entry G_ij + (1 − δ_ij) G_ji."""
    if made.at is None:
        return Add((made, _mirrored(made), negative(Diagonal(DiagonalPart(made)))))
    other = Add((number(1), negative(Delta(*made.at))))
    return Add((made, Times(other, _mirrored(made))))


def _mirrored(made: Derivative) -> Expression:
    if made.at is None:
        return Transpose(made)
    return Derivative(made.body, made.variable, made.at[::-1], made.axes)
