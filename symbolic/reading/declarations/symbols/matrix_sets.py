r"""Sets of matrices by name: ``\mathbb{S}^n_{++}``, ``O(n)``, ``\mathrm{GL}_n(\mathbb{R})``, ``M_{m \times n}(\mathbb{R})``, the simplex and the sphere ``\mathbb{S}^{n-1}``."""
from __future__ import annotations

from typing import NamedTuple

from symbolic.language.nodes import Shape
from symbolic.reading.context.builder import Builder
from symbolic.reading.declarations.symbols.sets import REALS, extents, sign_of
from symbolic.reading.elaboration.scope import bare_font, is_name
from symbolic.reading.elaboration.uses import is_capital
from symbolic.reading.grammar import syntax as s

SYMMETRIC = {"\\mathbb{S}", "\\mathcal{S}", "\\mathbf{S}", "\\mathrm{S}", "S"}
DEFINITE = {"nonnegative": "positive semidefinite", "positive": "positive definite"}
GROUPS = {
    "O": frozenset({"orthogonal"}), "SO": frozenset({"orthogonal"}), "GL": frozenset({"invertible"}),
    "SL": frozenset({"invertible"}), "Skew": frozenset({"antisymmetric"}), "skew": frozenset({"antisymmetric"}),
    "Sym": frozenset({"symmetric"}), "Symm": frozenset({"symmetric"}),
}
WHOLE = frozenset({"M", "Mat"})
"""M_{m \\times n}(\\mathbb{R}), M_{m,n} and M_n: all matrices of a size."""
SIMPLEX = frozenset({"\\Delta", "\\bigtriangleup", "\\triangle"})
UNIMODULAR = frozenset({"SO", "SL"})


class MatrixSet(NamedTuple):
    """The shape of the members, their properties, and whether their determinant is 1."""
    shape: Shape
    properties: frozenset[str]
    unimodular: bool = False


def matrix_set(builder: Builder, where: s.Node, member: s.Node) -> MatrixSet | None:
    """The set that ``where`` names, of which ``member`` is said to be one; None if it is no such set."""
    return _powered(builder, where, member) or _group(builder, where)


def _powered(builder: Builder, where: s.Node, member: s.Node) -> MatrixSet | None:
    r"""\mathbb{S}^n of matrices; \Delta^{n-1} of probabilities of n things; \mathbb{S}^{n-1} of unit vectors with n entries, for a small letter."""
    match where:
        case s.Scripted(base=s.Name(text=text), sup=sup, primes=0) if text in SYMMETRIC and sup is not None \
                and not builder.elaborator().scope.declared(text):
            letter = member.base if isinstance(member, s.Scripted) else member
            small = isinstance(letter, s.Name) and not is_capital(letter.text)
            if small and isinstance(sup, s.Additive):
                return MatrixSet((builder.dimension(sup) + 1,), frozenset({"unit"}))
            if where.sub is not None and not sign_of(where):
                return None
            n = builder.dimension(sup)
            return MatrixSet((n, n), frozenset(DEFINITE[x] for x in sign_of(where)) or frozenset({"symmetric"}))
        case s.Scripted(base=s.Name(text=text), sup=s.Additive(terms=(_, ("-", s.Number(text="1")))) as sup, sub=None, primes=0) \
                if text in SIMPLEX and not builder.elaborator().scope.declared(text):
            return MatrixSet((builder.dimension(sup) + 1,), frozenset({"probability"}))
    return None


def _group(builder: Builder, where: s.Node) -> MatrixSet | None:
    r"""O(n), \mathrm{GL}(n, \mathbb{R}), \mathrm{Sym}_n(\mathbb{R}), \mathrm{Skew}_n."""
    items = list(where.items) if isinstance(where, s.Juxtaposition) else [where]
    inside = None
    if len(items) > 1 and isinstance(items[-1], s.Group) and items[-1].kind == "(":
        inside = items.pop().body
    sub = None
    if isinstance(items[-1], s.Scripted) and items[-1].sup is None and not items[-1].primes:
        sub, items[-1] = items[-1].sub, items[-1].base
    name = "".join(map(_letters, items))
    if name in WHOLE and inside is not None and sub is not None and is_name(inside, *REALS) and not builder.elaborator().scope.declared(name):
        sizes = [builder.dimension(x) for x in (sub.items if isinstance(sub, s.Sequence) else extents(sub))]
        return MatrixSet(tuple(sizes * 2 if len(sizes) == 1 else sizes), frozenset()) if len(sizes) < 3 else None
    if name not in GROUPS or builder.elaborator().scope.declared(name):
        return None
    arguments = [] if inside is None else list(inside.items) if isinstance(inside, s.Sequence) else [inside]
    arguments = [x for x in arguments if not is_name(x, *REALS)] + ([] if sub is None else [sub])
    if len(arguments) != 1:
        return None
    n = builder.dimension(arguments[0])
    return MatrixSet((n, n), GROUPS[name], name in UNIMODULAR)


def _letters(node: s.Node) -> str:
    match node:
        case s.Name(text=text):
            return bare_font(text)
        case s.Operator(name=name):
            return name
    return "?"
