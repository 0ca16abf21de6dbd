r"""Derivatives of a number by a symmetric matrix: what counts as a variable.

Three conventions are in use, for G_ij = ∂s/∂X_ij with n² independent entries:

* independent entries: ∂s/∂X = G, as for any other matrix; what is read here;
* one variable for X_ij and X_ji: G + Gᵀ − diag(G), as in the Matrix Cookbook,
  section 2.8; read so where words say it;
* the gradient among symmetric matrices: (G + Gᵀ) / 2.

The latter two stand against a refutation where nothing is said.
"""
from __future__ import annotations

import re
from fractions import Fraction

from symbolic.language.expressions import (
    Add, Delta, Derivative, Diagonal, DiagonalPart, Expression, Number, Times, Transpose, negative, number,
)

SYMMETRIC = frozenset({"symmetric", "positive definite", "positive semidefinite"})
ONE_VARIABLE, AMONG_SYMMETRIC = "symmetric", "symmetric gradient"
KINDS = frozenset({ONE_VARIABLE, AMONG_SYMMETRIC})
STATED = re.compile(r"\b(?:as|are|is) (?:one|a single|the same) (?:and the same )?(?:variable|entry)\b|\bstructured derivatives?\b|"
                    r"\bderivatives?\b[^.;]*\b(?:respects?|takes? into account|accounts? for) (?:the|its|their) (?:symmetry|structure)\b",
                    re.I)


def one_variable(words: str) -> bool:
    """Do words say that X_ij and X_ji are one variable?

    >>> one_variable("X is symmetric, and derivatives by X respect its symmetry")
    True
    """
    return STATED.search(words) is not None


def by_symmetric(e, made: Derivative) -> Expression:
    """The derivative of a number in the convention that is stated, else that is being tried."""
    declared = e.scope.context.tensor(made.variable.name)
    if made.body.shape or len(made.variable.shape) != 2 or declared.properties.isdisjoint(SYMMETRIC):
        return made
    if e.one_variable:
        e.note(f"entries that mirror each other in {made.variable} are one variable")
        return _as_one(made)
    if e.lenient(ONE_VARIABLE):
        return _as_one(made)
    if e.lenient(AMONG_SYMMETRIC):
        return Times(Number(Fraction(1, 2)), Add((made, _mirrored(made))))
    return made


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
