r"""Names with a standard meaning, where nothing else is declared: I, the vector of ones, zeros, e_i, δ_ij."""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.expressions import Constant, Delta, Expression, Identity, UnitVector, number
from symbolic.language.integers import IntegerPolynomial
from symbolic.reading import syntax as s
from symbolic.reading.scope import count, flat_name, index_lists

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
    if text in IDENTITIES:
        return Identity(_extent(e, sub))
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
            return e.indicator(sub)
        case s.Group(body=s.Relation() as condition):
            return e.indicator(condition)
        case s.Infix(operator="\\times", left=left, right=right):
            return Constant(value, (_extent(e, left), _extent(e, right)))
    return Constant(value, (_extent(e, sub),))
