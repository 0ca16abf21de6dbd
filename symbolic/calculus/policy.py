"""What a normalizer may open."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

from .assumptions import Using
from .record import Theorem
from .terms import Term


@dataclass(frozen=True)
class Policy:
    """What may be opened.

    ``unfold``: symbols, by ``Terms.place``, whose definition is put in; ``rewrite``:
    gives a theorem for an atom that is to be replaced, or None; ``products``:
    the rule by which a product over labels is unfolded once, or ""; ``assume``:
    what is given as symmetric or as an equation may be used; ``using``: only these
    equations, and from which side; ``plain``: a matrix
    beside its inverse is left alone; ``around``: det(a + u) = det a det(I + a⁻¹ u);
    ``whole``: the determinant of a product, also with a scalar, is not parted; ``expand``: inverses and
    determinants of few rows are written out; ``formulas``: a function is what its
    formula says; ``arithmetic``: the level of index arithmetic; ``cases``: maxima,
    absolute values and even roots are taken apart by signs; ``inward``: functions
    are put inside maxima and relations of indices; ``cut``: axes of matrices of blocks
    are cut where the blocks meet; ``kept``: c^n stays a power, also of a positive number c; ``signed``: of det(a − b) and
    det(b − a) one is written by the other; ``roots``: |t| is √(t²).
    """
    unfold: frozenset = frozenset()
    rewrite: Callable[[Term], Theorem | None] | None = None
    products: str = ""
    assume: bool = False
    using: Using | None = None
    plain: bool = False
    around: bool = False
    whole: bool = False
    expand: bool = False
    formulas: bool = True
    arithmetic: int = 0
    cases: bool = False
    inward: bool = False
    cut: bool = False
    kept: bool = False
    signed: bool = False
    roots: bool = False
