r"""Products of matrices that a text defines: ``A : B = \operatorname{tr}(A^\top B)``, ``A \cdot B = …``, ``\langle A, B \rangle = …``.

The Frobenius product is understood under each of these signs.  A sign that is given
any other meaning has none that is understood: no step with it has a verdict.
"""
from __future__ import annotations

from typing import Iterator

from symbolic.reading.context.builder import Builder
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.derivatives.derivatives import operator_name
from symbolic.reading.elaboration.reach import flatten
from symbolic.reading.elaboration.scope import bare_font
from symbolic.reading.elaboration.uses import is_transpose
from symbolic.reading.grammar import syntax as s

SIGNS = frozenset({":", "\\cdot", "\\bullet", "\\circ", "\\odot", "\\ast", "*", "\\star", "\\otimes"})
ANGLES = "\\langle"


def declared(builder: Builder, clause: Clause) -> bool:
    """A given equation that says what a product of two letters for matrices is."""
    if len(clause.members) != 2 or clause.operators[0] not in ("=", ":=", "\\equiv") or None in clause.members:
        return False
    found = _product(clause.members[0])
    if found is None:
        return False
    sign, names = found
    usual = _is_frobenius(clause.members[1], names)
    if not usual and any(builder.elaborator().scope.declared(name) for name in names):
        return False
    if not usual:
        builder.notice(clause, f"what {sign} is given to mean is not understood", "given")
        builder.context = builder.context.with_(unread=builder.context.unread | {sign})
    elif sign == "\\cdot":
        builder.dotted = True
    elif sign not in (":", ANGLES):
        builder.context = builder.context.with_(unread=builder.context.unread | {sign})
    return True


def signs_in(node) -> Iterator[str]:
    """The signs of products in a formula."""
    match node:
        case s.Infix(operator=operator):
            yield operator
        case s.Group(kind="\\langle"):
            yield ANGLES
    if isinstance(node, tuple):
        for part in node:
            yield from signs_in(part)
    elif isinstance(node, s.Node):
        for part in vars(node).values():
            if isinstance(part, (s.Node, tuple)):
                yield from signs_in(part)


def _product(node: s.Node) -> tuple[str, tuple[str, str]] | None:
    """(sign, letters) of a product of two letters for matrices, which are capitals."""
    match node:
        case s.Infix(operator=sign, left=s.Name(text=a), right=s.Name(text=b)) if sign in SIGNS:
            found = sign, (a, b)
        case s.Group(kind="\\langle", body=s.Sequence(items=(s.Name(text=a), s.Name(text=b)))) | s.Scripted(
                base=s.Group(kind="\\langle", body=s.Sequence(items=(s.Name(text=a), s.Name(text=b)))), sup=None, primes=0):
            found = ANGLES, (a, b)
        case _:
            return None
    return found if a != b and all(bare_font(name)[:1].isupper() for name in (a, b)) else None


def _is_frobenius(node: s.Node, names: tuple[str, str]) -> bool:
    r"""tr(AᵀB), tr(BᵀA), tr(ABᵀ), tr(BAᵀ), or Σ_ij A_ij B_ij."""
    items = flatten(node)
    if operator_name(items[0]) == "tr":
        inside = items[1:] if len(items) > 2 else flatten(items[1].body) if isinstance(items[1], s.Group) else []
        return len(inside) == 2 and {_letter(x) for x in inside} == set(names) and sum(map(_transposed, inside)) == 1
    sums = [item for item in items if isinstance(item, s.BigOperator)]
    entries = [item for item in items if not isinstance(item, s.BigOperator)]
    match entries:
        case [s.Scripted(base=s.Name(text=a), sub=first, sup=None), s.Scripted(base=s.Name(text=b), sub=second, sup=None)]:
            return bool(sums) and all(x.name == "sum" for x in sums) and {a.lower(), b.lower()} == {n.lower() for n in names} \
                and _same_indices(first, second)
    return False


def _same_indices(first: s.Node | None, second: s.Node | None) -> bool:
    """Two letters, the same ones in the same order."""
    letters = [[x.text for x in (node.items if isinstance(node, (s.Juxtaposition, s.Sequence)) else ()) if isinstance(x, s.Name)]
               for node in (first, second)]
    return letters[0] == letters[1] and len(set(letters[0])) == 2


def _letter(node: s.Node) -> str | None:
    base = node.base if _transposed(node) else node
    return base.text if isinstance(base, s.Name) else None


def _transposed(node: s.Node) -> bool:
    return isinstance(node, s.Scripted) and node.sub is None and not node.primes and is_transpose(node.sup)
