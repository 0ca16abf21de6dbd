r"""Letters for the entries of a matrix: ``A = (a_{ij})``, ``A = [a_{ij}] \in \mathbb{R}^{m \times n}``, ``A = (a_{ij})_{1 \le i \le m, 1 \le j \le n}``.

From then on a_{ij} is A_{ij}.  Nothing is defined by it: a letter that is declared
otherwise stays what it is, and the relation is then read as any other.
"""
from __future__ import annotations

from typing import NamedTuple

from symbolic.language.context import TensorDeclaration
from symbolic.reading.context.builder import Builder
from symbolic.reading.elaboration.clauses import Clause, clauses_of
from symbolic.reading.elaboration.scope import index_lists, interval
from symbolic.reading.grammar import syntax as s

SIGNS = (("=",), (":=",), ("\\equiv",), ("=", "\\in"), (":=", "\\in"))


class Named(NamedTuple):
    """a of ``(a_{ij})``, its indices, and the last value of each where it is said."""
    letter: str
    indices: tuple[str, ...]
    uppers: dict[str, s.Node]


def declared(builder: Builder, c: Clause) -> bool:
    """``A = (a_{ij})``: a names the entries of A, which has the extents said."""
    found = named(c.members[1]) if c.operators in SIGNS and isinstance(c.members[0], s.Name) else None
    if found is None or builder.elaborator().scope.declared(found.letter) or found.letter == c.members[0].text:
        return False
    matrix = c.members[0].text
    if builder.context.tensor(matrix) is None and found.uppers.keys() == set(found.indices):
        shape = tuple(builder.dimension(found.uppers[i]) for i in found.indices)
        builder.add_tensor(TensorDeclaration(matrix, (), shape, provenance=builder.provenance), c)
    known = builder.context.tensor(matrix)
    if known is None or known.labels or len(known.shape) != len(found.indices):
        return False
    return builder.entries.setdefault(found.letter, matrix) == matrix


def names_entries(statement: s.Statement) -> bool:
    """``A = (a_{ij})`` in running text."""
    return not statement.display and any(
        c.operators in SIGNS and named(c.members[1]) is not None for c in clauses_of(statement))


def in_force(builder: Builder, c: Clause) -> bool:
    """Do the letters that the clause says name the entries of its matrix?"""
    return isinstance(c.members[0], s.Name) and builder.entries.get(named(c.members[1]).letter) == c.members[0].text


def named(node: s.Node | None) -> Named | None:
    """What ``(a_{ij})`` and ``[a_{ij}]`` name, with or without a range below."""
    match node:
        case s.Group(kind="(" | "[", body=s.Scripted(base=s.Name(text=letter), sub=s.Node() as sub, sup=None, primes=0)):
            indices = tuple(getattr(p, "text", "") for p in index_lists(sub)[-1] if isinstance(p, s.Name))
            plain = len(indices) == len(index_lists(sub)[-1]) == len(set(indices)) > 1
            return Named(letter, indices, {}) if plain else None
        case s.Scripted(base=s.Group() as inner, sub=s.Node() as below, sup=above, primes=0):
            found = named(inner)
            uppers = None if found is None else _uppers(below, above)
            return None if uppers is None else found._replace(uppers=uppers)
    return None


def _uppers(below: s.Node, above: s.Node | None) -> dict[str, s.Node] | None:
    r"""m and n of ``1 \le i \le m, 1 \le j \le n``, n of ``i,j=1`` with n above; None of anything else, or where no range begins at 1."""
    match below, above:
        case s.Relation(operator="=", left=s.Sequence(items=letters), right=s.Number(text="1")), s.Node() \
                if all(isinstance(x, s.Name) for x in letters):
            return {x.text: above for x in letters}
        case _, None:
            parts = below.items if isinstance(below, s.Sequence) else (below,)
            spans = [interval(x) for x in parts]
            if all(x is not None and isinstance(x[1], s.Number) and x[1].text == "1" for x in spans):
                return {name: high for name, _, high in spans}
    return None
