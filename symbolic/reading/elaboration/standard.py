r"""Names with a standard meaning, where nothing else is declared: I, the vector of ones, zeros, e_i, δ_ij; single-entry and commutation matrices."""
from __future__ import annotations

import re
from fractions import Fraction

from symbolic.errors import ReadError
from symbolic.language.expressions import Array, Constant, Delta, Expression, Identity, Kronecker, Sum, Times, UnitVector, number
from symbolic.language.integers import IntegerPolynomial, integer
from symbolic.language.nodes import Shape
from symbolic.reading.elaboration.piecewise import read_indicator
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.scope import Scope, count, flat_name, index_lists
from symbolic.reading.grammar import syntax as s

P = IntegerPolynomial
TRANSPOSES = {"T", "H", "\\mathsf{H}", "\\mathrm{H}", "\\top", "\\intercal", "t", "\\mathsf{T}", "\\mathrm{T}", "\\prime", "\\mathsf{t}", "\\mathit{T}"}
ONES = {"\\mathbf{1}", "\\mathbb{1}", "\\mathbf1", "\\mathds{1}", "\\underline{1}", "\\boldsymbol{1}", "\\vec{1}"}
ZEROS = {"\\mathbf{0}", "\\boldsymbol{0}", "\\vec{0}", "\\underline{0}"}
IDENTITIES = {"I", "\\mathbf{I}", "\\mathbb{I}", "\\mathrm{I}", "\\boldsymbol{I}"}
UNITS = {"e", "\\mathbf{e}", "\\underline{e}", "\\vec{e}", "\\boldsymbol{e}"}
DELTAS = {"\\delta"}
STANDARD = IDENTITIES | ONES | ZEROS | UNITS | DELTAS
MOMENTS = frozenset({"\\mathbb{E}", "\\mathbb{V}", "\\mathbb{P}", "\\mathrm{E}", "\\mathbf{E}", "\\mathsf{E}", "var", "cov", "corr", "Pr", "pr"})
"""Names of expectations, variances, covariances and probabilities."""


def standard_meaning(e, text: str, node: s.Node, sub: s.Node | None) -> Expression | None:
    """The standard meanings: I, the vector of ones, zeros, e_i, δ_ij."""
    if text in IDENTITIES and sub is not None and not is_size(e, sub) \
            and (pair := _index_pair(e, sub)) is not None:
        return Delta(*pair)
    shape = e.standard.get(text) if sub is None else None
    if text in IDENTITIES:
        return Identity(_extent(e, sub) if shape is None else shape[0])
    if shape is not None and text in ONES | ZEROS:
        return Constant(Fraction(int(text in ONES)), shape)
    if text in ONES:
        return _indicator_or_ones(e, sub)
    if text in ZEROS:
        return Constant(Fraction(0), (_extent(e, sub),)) if sub is not None else number(0)
    if text in UNITS and sub is not None:
        extent = e.shapes.unknown()
        return UnitVector(count(sub, e.scope, extent), extent)
    if text in DELTAS and sub is not None and (pair := _index_pair(e, sub)) is not None:
        return Delta(*pair)
    return None


CONTRARY = re.compile(r"\b(?:any|arbitrary|general|generic|random|some|not|image|inertia|intensity|currents?|information|interactions?|"
                      r"unknown|variables?|data|observ\w+|inputs?|weights?)\b", re.I)
OWN = re.compile(r"\bidentity\b|\b(?:all[- ])?ones\b|\bzeros?\b", re.I)
A_MATRIX = re.compile(r"\b(?:be|is|denotes?) (?:an? |the )?[\w -]*\b(?:matrix|vector)\b", re.I)


def declared_standard(builder, name: str, sub: s.Node | None, shape: Shape, place) -> bool:
    r"""``\mathbf{1} \in \mathbb{R}^n``, ``I \in \mathbb{R}^{n \times n}``, ``\mathbf{1}_n \in \mathbb{R}^n``: the standard meaning, of this shape.

    Not where words make the letter the author's own ("let I be any matrix").  Raises Refused where they leave that open.
    """
    square = len(shape) == 2 and shape[0] == shape[1]
    if not (name in IDENTITIES and square or name in ONES | ZEROS and shape):
        return False
    own = OWN.search(place.words)
    if own is None and CONTRARY.search(place.words):
        return False
    if own is None and A_MATRIX.search(place.words):
        raise Refused("undecided", "ambiguous", f"{name} with or without its standard meaning", place)
    if sub is not None:
        return _says_shape(builder, sub, shape[:1] if name in IDENTITIES else shape)
    known = builder.standard.setdefault(name, shape)
    if known != shape:
        builder.standard[name] = None
    return True


def _says_shape(builder, sub: s.Node, shape: Shape) -> bool:
    """Is a subscript the shape, n or m \times n?"""
    parts = [sub.left, sub.right] if isinstance(sub, s.Infix) and sub.operator == "\\times" else [sub]
    try:
        return tuple(count(part, Scope(builder.context), kind="dimension") for part in parts) == tuple(shape)
    except (ReadError, Refused):
        return False


def _index_pair(e, sub: s.Node) -> tuple[P, P] | None:
    """The two indices of δ_{ij} or I_{ij}."""
    way = next((w for w in index_lists(sub) if len(w) == 2 and not isinstance(sub, s.Number)), None)
    return None if way is None else (count(way[0], e.scope), count(way[1], e.scope))


def is_size(e, sub: s.Node) -> bool:
    """Is every name in the subscript a dimension: I_{mn} of mn rows?"""
    names = [p.text if isinstance(p, s.Name) else flat_name(getattr(p.base, "text", ""), p.sub)
             for p in index_lists(sub)[-1] if isinstance(p, (s.Name, s.Scripted))]
    declared = [e.scope.context.integer(name) for name in names if name is not None]
    return bool(names) and all(d is not None and d.kind == "dimension" for d in declared)


def _extent(e, sub: s.Node | None) -> P:
    return e.shapes.unknown() if sub is None else count(sub, e.scope, kind="dimension")


def _indicator_or_ones(e, sub: s.Node | None) -> Expression:
    return filled(e, Fraction(1), sub)


def filled(e, value: Fraction, sub: s.Node | None) -> Expression:
    r"""0_n, 1_{m \times n}: an array of one number; 1_{i=j} is an indicator."""
    match sub:
        case s.Relation():
            return read_indicator(e, sub)
        case s.Group(body=s.Relation() as condition):
            return read_indicator(e, condition)
        case s.Infix(operator="\\times", left=left, right=right):
            return Constant(value, (_extent(e, left), _extent(e, right)))
    return Constant(value, (_extent(e, sub),))


def single_names(standard: dict) -> set[str]:
    """The letters of the single-entry and commutation matrices that are declared."""
    return {name.rstrip("^_*") for name in standard if name.endswith(("^", "_", "*"))}


def commutation(e, name: str, sub: s.Node | None) -> Expression | None:
    """K_{mn} = Σ_i Σ_j J^{ij} ⊗ J^{ij}ᵀ over the places of an m×n matrix, so that K_{mn} vec(A) = vec(Aᵀ); None if no K is declared so."""
    mark = next((mark for mark in ("*", "**") if f"{name}{mark}" in e.standard), None)
    if mark is None:
        return None
    shape = e.standard[f"{name}{mark}"]
    if sub is not None:
        pair = next((way for way in index_lists(sub) if len(way) == 2), None)
        if shape or pair is None:
            return None
        shape = tuple(count(part, e.scope, kind="dimension") for part in pair)[::1 if mark == "*" else -1]
    if len(shape) != 2:
        return None
    i, j = (e.scope.fresh(letter) for letter in "ij")
    one, other = (_single(e, places, extents) for places, extents in (((i, j), shape), ((j, i), shape[::-1])))
    e.note(f"{name} is the commutation matrix of {shape[0]}×{shape[1]} matrices A, {name} vec(A) = vec(A^T)")
    return Sum(i, integer(1), shape[0], Sum(j, integer(1), shape[1], Kronecker(one, other)))


def _single(e, places, extents) -> Expression:
    """The matrix with a single one, at two integers."""
    names = [e.scope.fresh(letter) for letter in "kl"]
    return Array(tuple(zip(names, extents)), Times(*(Delta(integer(p) if isinstance(p, str) else p, integer(n)) for p, n in zip(places, names))))


def single_entry(e, name: str, node: s.Scripted) -> Expression | None:
    """The matrix J^{ij} for a name that is noted with indices there: δ_ik δ_jl at k, l; with what else stands above or below."""
    for key, script, other in ((f"{name}^", node.sup, node.sub), (f"{name}_", node.sub, node.sup)):
        if key not in e.standard or script is None:
            continue
        pair = next((way for way in index_lists(script) if len(way) == 2), None)
        if pair is None:
            continue
        shape = e.standard[key] or (e.shapes.unknown(), e.shapes.unknown())
        made = _single(e, [count(part, e.scope, e.shapes.resolve(extent)) for part, extent in zip(pair, shape)], shape)
        e.note(f"{name} with two indices is the matrix with a single one, at these")
        if other is None:
            return made
        return e.raised(made, other, node) if script is node.sub else e.subscript(made, other)
    return None
