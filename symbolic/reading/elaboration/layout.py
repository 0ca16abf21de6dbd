r"""Layouts: which axis of ∂y/∂x is which (rule 10 of judgement).

A table from the kinds of body and variable to the axes of a ``Derivative``
node, for each layout.  ``mixed`` is the homework's: Jacobians have rows =
outputs, a scalar by a matrix has the matrix's shape, ∇ is a column.
"""
from __future__ import annotations

LAYOUTS = ("mixed", "numerator", "denominator")
"""All layouts that can be asked for, the one preferred when a document does not tell first."""

COLUMNS = "columns"
"""What many notes write: gradients are columns and Jacobians have rows = outputs, ∂L/∂x = (∂z/∂x)ᵀ ∂L/∂z.

It is taken only where none of the others fits as well, and stands against refutations in these.
"""

KINDS = {0: "scalar", 1: "vector", 2: "matrix"}

AXES: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {
    ("vector", "vector"): {"numerator": ("b0", "v0"), "denominator": ("v0", "b0"), "mixed": ("b0", "v0"), "columns": ("b0", "v0")},
    ("scalar", "vector"): {"numerator": ("1", "v0"), "denominator": ("v0",), "mixed": ("1", "v0"), "columns": ("v0",)},
    ("scalar", "matrix"): {"numerator": ("v1", "v0"), "denominator": ("v0", "v1"), "mixed": ("v0", "v1"),
                           "columns": ("v0", "v1")},
}

GRADIENT: dict[tuple[str, str], tuple[str, ...]] = {
    ("scalar", "vector"): ("v0",),
    ("scalar", "matrix"): ("v0", "v1"),
    ("scalar", "scalar"): (),
    ("vector", "vector"): ("v0", "b0"),
}
"""∇ has the shape of its variable in every layout; of a vector it is the transposed Jacobian."""

WORDS = {
    "mixed": "mixed: Jacobians with rows = outputs, a scalar by a matrix in the matrix's shape, gradients columns",
    "numerator": "numerator: rows = outputs, a scalar by an m×n matrix is n×m",
    "columns": "columns: gradients have the shape of their variable, Jacobians have rows = outputs",
    "denominator": "denominator: a gradient has the shape of its variable, ∂y/∂x is the transposed Jacobian",
}


def derivative_axes(layout: str, body_rank: int, variable_rank: int) -> tuple[str, ...]:
    """The axes of ∂(body)/∂(variable); outputs then inputs where no layout says otherwise."""
    row = AXES.get((KINDS.get(body_rank, ""), KINDS.get(variable_rank, "")))
    if row is not None:
        return row[layout]
    return tuple(f"b{k}" for k in range(body_rank)) + tuple(f"v{k}" for k in range(variable_rank))


def gradient_axes(body_rank: int, variable_rank: int) -> tuple[str, ...] | None:
    return GRADIENT.get((KINDS.get(body_rank, ""), KINDS.get(variable_rank, "")))


def depends_on_layout(body_rank: int, variable_rank: int) -> bool:
    return (KINDS.get(body_rank, ""), KINDS.get(variable_rank, "")) in AXES
