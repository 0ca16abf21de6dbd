r"""The one index of ``L = -\log p_k``, of which nothing is said: a class k from 1 to as many as p has entries."""
from __future__ import annotations

import re

from symbolic.language.context import IntegerDeclaration
from symbolic.language.integers import integer
from symbolic.reading.context.builder import Builder
from symbolic.reading.declarations.symbols.entry_names import named
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.shapes import has_unknown
from symbolic.reading.grammar import syntax as s

OF_CLASSES = re.compile(r"\b(?:class|label|index|category)\b", re.I)


def choose_unsaid(builder: Builder, e, body: s.Node, c: Clause) -> bool:
    r"""Declare each free index of a number's definition as one integer, of the range in which it was used.

    Not so where it may be summed over: an index that a sum binds anywhere (e = y_i - \hat y_i beside \sum_i e^2), or
    that a product repeats, x_i A_{ij} x_j.
    """
    chosen = {n: free for n, free in e.scope.free.items() if free.kind == "index"}
    if named(body) is not None:  # A = (a_{ij}) is a matrix by its entries
        return False
    if not chosen or len(chosen) < len(e.scope.free) or any(
            n in builder.summing or repeated(body, n) or free.upper is None or has_unknown(e.shapes.resolve(free.upper))
            or builder.context.integer(n) is not None for n, free in chosen.items()):
        return False
    for n, free in chosen.items():
        low, high = free.lower, e.shapes.resolve(free.upper)
        builder.add_integer(IntegerDeclaration(n, "index", 0, low, high, provenance="inferred"))
        builder.notice(c, f"{n} is taken to be one index, from {low} to {high}", "inferred")
    return True


def choose_class(builder: Builder, name: str, body: s.Node, c: Clause) -> bool:
    r"""Declare y as one integer, if all that is said of it is that p_y is an entry of a vector p: L = -\log p_y."""
    places = [x for x in s.walk(body) if isinstance(x, s.Scripted) and isinstance(x.sub, s.Name) and x.sub.text == name]
    lengths = {d.shape for x in places if isinstance(x.base, s.Name) and (d := builder.context.tensor(x.base.text)) is not None
               and not d.labels and len(d.shape) == 1}
    everywhere = sum(isinstance(x, s.Name) and x.text == name for x in s.walk(body))
    if not (len(name) == 1 and name.islower()) or len(lengths) != 1 or len(places) < everywhere or name in builder.summing or name in builder.standing or repeated(body, name) \
            or builder.elaborator().scope.declared(name):
        return False
    ((length,),) = lengths
    builder.add_integer(IntegerDeclaration(name, "index", 0, integer(1), length, provenance="inferred"))
    builder.notice(c, f"{name} is taken to be one index, from 1 to {length}", "inferred")
    return True


def standing(clauses: tuple[Clause, ...]) -> frozenset[str]:
    """Names that stand somewhere and not as an index or in a condition on one; words that call y a class say no more of it."""
    return frozenset(name for c in clauses if c.operators or not OF_CLASSES.search(c.words) for m in c.members for name in _standing(m))


def _standing(node):
    match node:
        case s.Name(text=text):
            yield text
        case s.Relation():
            return
        case s.Scripted(base=base, sup=sup):
            yield from _standing(base)
            yield from _standing(sup)
        case s.BigOperator():
            return
        case _:
            for part in s.children(node):
                yield from _standing(part)


def repeated(node, name: str) -> bool:
    """Does some product have the index twice?"""
    if isinstance(node, (s.Juxtaposition, s.Infix)) and sum(isinstance(x, s.Name) and x.text == name for x in s.walk(node)) > 1:
        return True
    return any(repeated(x, name) for x in s.children(node))


def summing(clauses: tuple[Clause, ...]) -> frozenset[str]:
    """Names that stand below a sum, a product or a maximum in the clauses."""
    return summing_in(tuple(c.members for c in clauses))


def summing_in(nodes) -> frozenset[str]:
    sides = [side for x in s.walk(nodes) if isinstance(x, s.BigOperator) for side in (x.lower, x.upper) if side is not None]
    return frozenset(x.text for side in sides for x in s.walk(side) if isinstance(x, s.Name))
