r"""Sets that symbols are declared to lie in: the extents of ``\mathbb{R}^{m \times n}``, the sign of ``\mathbb{R}_+``."""
from __future__ import annotations

from symbolic.language.integers import IntegerPolynomial
from symbolic.reading.context.builder import Builder
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.scope import is_name
from symbolic.reading.grammar import syntax as s

P = IntegerPolynomial
SIGNS = {"+": "nonnegative", "++": "positive", ">0": "positive", "\\ge0": "nonnegative", "\\geq0": "nonnegative",
         "<0": "negative", "\\le0": "nonpositive", "\\leq0": "nonpositive", "\\neq0": "nonzero", "\\ne0": "nonzero",
         "sym": "symmetric", "\\mathrm{sym}": "symmetric"}
"""What stands below ℝ and what it says of the numbers, or of a matrix of them."""
REALS = {"\\mathbb{R}", "\\mathbf{R}", "\\R", "\\mathrm{R}", "\\Re"}


def real_shape(builder: Builder, where: s.Node) -> tuple[P, ...]:
    sup = where.sup if isinstance(where, s.Scripted) else None
    return () if sup is None else tuple(builder.dimension(part) for part in extents(sup))


def extents(node: s.Node) -> list[s.Node]:
    r"""The factors of ``C \times m/k \times n+1``, each an extent; / belongs to the one before it."""
    match node:
        case s.Infix(operator="/", left=s.Infix(operator="\\times", left=left, right=last), right=below):
            return [*extents(left), s.Infix(last.start, below.end, "/", last, below)]
        case s.Infix(operator="\\times", left=left, right=right):
            return extents(left) + extents(right)
        case s.Group(body=body):
            return extents(body)
        case s.Additive(terms=terms):
            return _extents_of_sum(node, terms)
    return [node]


def _extents_of_sum(node: s.Node, terms) -> list[s.Node]:
    r"""``m+1 \times n+1``: between extents \times binds more loosely than + does."""
    runs: list[list] = [[]]
    for sign, term in terms:
        first, *others = extents(term) if isinstance(term, s.Infix) else [term]
        runs[-1].append((sign, first))
        runs += [[("+", other)] for other in others]
    return [run[0][1] if len(run) == 1 and run[0][0] == "+" else s.Additive(node.start, node.end, tuple(run)) for run in runs]


def sign_of(where: s.Node) -> frozenset[str]:
    r"""ℝ_+, ℝ_{>0}, ℝ_{\ge 0}: properties that the set grants.  Raises Refused for another subscript."""
    sub = where.sub if isinstance(where, s.Scripted) else None
    if sub is None:
        return frozenset()
    text = getattr(sub, "text", None)
    if text not in SIGNS:
        raise Refused("undecided", "fragment", "a set of some numbers that is not known", where)
    return frozenset({SIGNS[text]})


def is_real(where: s.Node) -> bool:
    return is_name(where.base if isinstance(where, s.Scripted) else where, *REALS)
