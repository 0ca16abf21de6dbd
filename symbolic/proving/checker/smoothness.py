"""What has derivatives everywhere: bodies of equations between functions, and arrays without pseudo-inverses.

Where the rank of a matrix changes, its pseudo-inverse is not even continuous, and
the product rule does not hold for it.
"""
from __future__ import annotations

from .integers import Refused, symbol
from .terms import Expression, Node, Term, walk

FULL_RANK = frozenset({"full column rank", "full row rank", "invertible", "positive definite"})


def need_total(claim, name: str, e: Expression) -> None:
    """Refuse a body of an equation of the function ``name`` that is not defined and smooth at every number."""
    if e.op in ("number", "symbol"):
        return
    if e.op == "power":
        base, q = e.parts
        if q.denominator != 1 or q < 0:
            raise Refused(f"the equation of {name} has a power that is not natural")
        return need_total(claim, name, base)
    if e.op == "apply":
        f, _, argument = e.parts
        if f in claim.kinked or f == "log":
            raise Refused(f"the equation of {name} uses {f}, which is not smooth everywhere")
        if f in claim.function_definitions:
            need_total(claim, name, claim.function_definitions[f][1])
        return need_total(claim, name, argument)
    if e.op not in ("add", "times"):
        raise Refused(f"the equation of {name} has a node {e.op}")
    for part in e.parts if e.op == "times" else e.parts[0]:
        need_total(claim, name, part)


def need_smooth(claim, t: Term, name: str) -> None:
    """Refuse ∂t by entries of ``name`` if a pseudo-inverse in t, or behind it, depends on them.

    That of a symbol declared to be of full rank, or of its transpose, is smooth.
    """
    if (t, name) in claim.smooth:
        return
    behind = claim.reached(o.name for o in claim.occurrences(t))
    for node in walk(t, *(c.body for c in claim.clauses if c.name in behind)):
        if node.op == "pinv" and name in claim.reached(o.name for o in claim.occurrences(node.parts[-1])) \
                and not _is_of_full_rank(claim, node):
            raise Refused(f"the derivative by {name} of what a pseudo-inverse that depends on {name} stands in")
    claim.smooth.add((t, name))


def _is_of_full_rank(claim, node: Node) -> bool:
    """Is it the pseudo-inverse of a symbol declared to be of full rank, or of its transpose?"""
    a = node.parts[-1]
    if isinstance(node, Term):
        places = tuple(map(symbol, node.parts[0]))
        if a.op != "at" or a.parts[1] not in (places, places[::-1]) or set(node.parts[0]) & a.parts[0].names:
            return False
        extents = node.parts[1] if a.parts[1] == places else node.parts[1][::-1]
        a = a.parts[0]
        if a.shape != extents:
            return False
    a = a.parts[0] if a.op == "transpose" else a
    return a.op == "symbol" and not FULL_RANK.isdisjoint(claim.symbols.tensors[a.parts[0]][2])
