r"""Decompositions by name: ``A = QR`` "the QR decomposition", ``X = U\Sigma V^\top`` "the SVD", ``A = Q\Lambda Q^\top``.

The words say what the factors are: Q with orthonormal columns, R upper triangular.  A factor that nothing declares has
the shape that the decomposition gives it; U, Σ, V are then those of the thin form, Σ being square (Golub & Van Loan,
Matrix Computations, 4th ed., 2.4, 4.2, 5.2, 8.1).  Of a decomposition that is not known nothing is refuted.
"""
from __future__ import annotations

import re
from typing import NamedTuple

from symbolic.language.context import IntegerDeclaration, TensorDeclaration
from symbolic.language.integers import integer
from symbolic.reading.context.builder import Builder, names_in
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.uses import is_inverse, is_transpose
from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.asserting import UNASSERTED
from symbolic.reading.words.phrases import DECOMPOSITION

THEOREM = re.compile(r"\bspectral theorem\b", re.I)
FACTOR = re.compile(r"\bcholesky factors?\b", re.I)
NAMED = re.compile(rf"\b(?:(?:de|eigende)compositions?|factori[sz]ations?|svd|evd)\b|{THEOREM.pattern}|{FACTOR.pattern}", re.I)
"""What may name a decomposition, known or not."""


class Factor(NamedTuple):
    """A factor: how it stands in the product ("", "T" or "-1"), which of the extents m, n, r it has, and what it is."""
    mark: str
    shape: str
    properties: frozenset[str]


def _form(*factors: tuple[str, str, str]) -> tuple[Factor, ...]:
    return tuple(Factor(mark, shape, frozenset(filter(None, words.split(", ")))) for mark, shape, words in factors)


RECTANGULAR = "diagonal and not square"
"""What no property says: nothing is refuted on such a factor."""
FORMS = (
    (r"qr", _form(("", "mn", "orthonormal columns"), ("", "nn", "upper triangular"))),
    (r"singular[- ]value|svd", _form(("", "mr", "orthonormal columns"), ("", "rr", "diagonal"), ("T", "nr", "orthonormal columns"))),
    (r"singular[- ]value|svd", _form(("", "mm", "orthogonal"), ("", "mn", RECTANGULAR), ("T", "nn", "orthogonal"))),
    (r"eigen\w*|spectral|evd", _form(("", "nn", "orthogonal"), ("", "nn", "diagonal"), ("T", "nn", ""))),
    (r"eigen\w*|spectral|evd", _form(("", "nn", "invertible"), ("", "nn", "diagonal"), ("-1", "nn", ""))),
    (r"cholesky", _form(("", "nn", "lower triangular"), ("T", "nn", ""))),
    (r"cholesky", _form(("T", "nn", "upper triangular"), ("", "nn", ""))),
    (r"lu", _form(("", "nn", "lower triangular"), ("", "nn", "upper triangular"))),
    (r"ldl\w*|cholesky", _form(("", "nn", "lower triangular"), ("", "nn", "diagonal"), ("T", "nn", ""))),
    (r"schur", _form(("", "nn", "orthogonal"), ("", "nn", "upper triangular"), ("T", "nn", ""))),
    (r"polar", _form(("", "nn", "orthogonal"), ("", "nn", "symmetric, positive semidefinite"))),
)
"""The word before "decomposition", and the factors.  A second factor with the letter of the first is the same matrix."""


def decomposed(builder: Builder, c: Clause, around: str = "") -> bool:
    """Grant the factors of a product what its name, in the clause's words or ``around``, says; False, since the equation itself is read elsewhere."""
    words = f"{c.words} {around}"
    if NAMED.search(words) is None or c.operators not in (("=",), (":=",)) or None in c.members:
        return False
    names = " ".join(found.group() for pattern in (DECOMPOSITION, THEOREM, FACTOR) for found in pattern.finditer(words))
    factors = None if UNASSERTED.search(words) else _factors(c.members[1])
    forms = [form for word, form in FORMS if factors is not None and re.search(rf"\b(?:{word})\b", names, re.I) and _fits(form, factors)]
    near = NAMED.search(c.words)
    if not any(_granted(builder, c, form, factors) for form in forms) and near is not None:
        builder.hedge(c, names_in(c.members), f"what “{near.group()}” says")
    return False


def _factors(node: s.Node) -> list[tuple[str, str]] | None:
    """(letter, mark) of each factor of a product of letters."""
    items = node.items if isinstance(node, s.Juxtaposition) else (node,)
    found = []
    for item in items:
        match item:
            case s.Name(text=text):
                found.append((text, ""))
            case s.Scripted(base=s.Name(text=text), sub=None, sup=s.Node() as sup, primes=0) if is_transpose(sup):
                found.append((text, "T"))
            case s.Scripted(base=s.Name(text=text), sub=None, sup=s.Node() as sup, primes=0) if is_inverse(sup):
                found.append((text, "-1"))
            case _:
                return None
    return found


def _fits(form: tuple[Factor, ...], factors: list[tuple[str, str]]) -> bool:
    """Are these the factors of the form?  The last is the first again where the form says nothing of it."""
    if [f.mark for f in form] != [mark for _, mark in factors]:
        return False
    again = not form[-1].properties
    return again == (factors[0][0] == factors[-1][0]) and len({name for name, _ in factors}) == len(factors) - again


def _matrix(builder: Builder, c: Clause, form: tuple[Factor, ...]) -> TensorDeclaration | None:
    """What is decomposed; a square matrix where nothing declares it, nor its factors, and the form is of square ones."""
    name = c.members[0].text
    known = builder.context.tensor(name)
    letters = {name, *names_in(c.members[1])}
    if known is not None or not name.isupper() or {f.shape for f in form} != {"nn"} or any(builder.elaborator().scope.declared(x) for x in letters):
        return known
    extent = builder.elaborator().scope.fresh("n")
    builder.add_integer(IntegerDeclaration(extent, "dimension", 0, provenance="inferred"))
    builder.add_tensor(TensorDeclaration(name, (), (integer(extent), integer(extent)), provenance=builder.provenance), c)
    builder.notice(c, f"{name} is taken to be a matrix {extent}×{extent}", "inferred")
    return builder.context.tensor(name)


def _granted(builder: Builder, c: Clause, form: tuple[Factor, ...], factors: list[tuple[str, str]]) -> bool:
    """Declare the factors, and grant them their properties; False where their shapes are others."""
    whole = c.members[0]
    matrix = _matrix(builder, c, form) if isinstance(whole, s.Name) else None
    if matrix is None or matrix.labels or len(matrix.shape) != 2 or len({f.shape for f in form}) == 1 and not builder.context.same_extent(*matrix.shape):
        return False
    known = {name: d for name, _ in factors if (d := builder.context.tensor(name)) is not None}
    if any(d.labels or d.provenance != builder.provenance or len(d.shape) != 2 for d in known.values()):
        return False
    inner = next((known[name].shape[1] for (name, _), f in zip(factors, form) if f.shape[1] == "r" and name in known), None)
    rank = builder.elaborator().scope.fresh("r")
    extents = {"m": matrix.shape[0], "n": matrix.shape[1], "r": integer(rank) if inner is None else inner}
    shapes = {name: tuple(extents[x] for x in f.shape) for (name, _), f in zip(factors, form)}
    if not all(builder.context.same_extent(a, b) for name, d in known.items() for a, b in zip(d.shape, shapes[name])):
        return False
    if inner is None and any("r" in f.shape for f in form):
        builder.add_integer(IntegerDeclaration(rank, "dimension", 0, provenance="inferred"))
    for (name, _), factor in zip(factors, form):
        if builder.context.tensor(name) is None:
            builder.add_tensor(TensorDeclaration(name, (), shapes[name], provenance=builder.provenance), c)
        builder.add_properties(name, factor.properties - {RECTANGULAR})
        if RECTANGULAR in factor.properties:
            builder.hedge(c, [name], "what its decomposition says")
    return True
