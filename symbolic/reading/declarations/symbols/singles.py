r"""Single-entry matrices: J^{ij} is 1 at i, j and 0 elsewhere (Matrix Cookbook, 9.7), also written E_{ij} or e_i e_j^T.

Words say so, ``J^{ij} \in \mathbb{R}^{m \times n} \text{ has a one at } (i, j) \text{ and zeros elsewhere}``, or a formula:
``(J^{ij})_{kl} = \delta_{ik} \delta_{jl}``, ``E_{ij} = e_i e_j^\top``.  The name is kept among those with a
standard meaning, as ``J^`` or ``E_`` by the place of its indices, with its shape where that is said.
"""
from __future__ import annotations

import re

from symbolic.errors import ReadError
from symbolic.reading.context.builder import Builder
from symbolic.reading.declarations.symbols.sets import is_real, real_shape
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.scope import index_lists
from symbolic.reading.elaboration.standard import DELTAS, TRANSPOSES, UNITS
from symbolic.reading.grammar import syntax as s

NAMED = re.compile(r"\bsingle[ -]entry matri", re.I)
ONE = re.compile(r"(?:\bone\b|(?<![\w,])1(?![\w,])|\$1\$)", re.I)
REST = re.compile(r"(?:\bzeros?|\b0|\$0\$)\s+(?:everywhere|elsewhere|otherwise)|\b(?:everywhere else|elsewhere|otherwise)\s+(?:is |are )?(?:zeros?|0|\$0\$)"
                  r"|\ball (?:the )?(?:other|others|other entries|other elements)\b[^.]*(?:zero|0)", re.I)
FORMULA = re.compile(r"\$\(?([^$()]+)\)?\$")
Place = tuple[str, tuple[str, str]]
"""The name with the sign of where its indices stand, and these."""


def declare_singles(builder: Builder, clauses: list[Clause]) -> list[Clause]:
    """Note the single-entry matrices that the clauses declare; the other clauses."""
    said = {place[0]: c for c in clauses if (place := _said(c)) is not None and builder.context.tensor(place[0][:-1]) is None}
    if not said:
        return clauses
    shapes: dict[str, tuple] = {key: () for key in said}
    rest = []
    for c in clauses:
        place = _indexed(c.members[0])
        if place is None or place[0] not in said or c is not said[place[0]] and c.operators != ("\\in",) or None in c.members:
            rest += [c] if c not in said.values() else []
            continue
        if c.operators[-1:] == ("\\in",):
            try:
                shape = real_shape(builder, c.members[-1]) if is_real(c.members[-1]) else ()
            except (ReadError, Refused):
                shape = ()
            if len(shape) != 2:
                rest.append(c)
                continue
            shapes[place[0]] = shape
    for key, shape in shapes.items():
        builder.standard[key] = shape
    return rest


def _said(c: Clause) -> Place | None:
    """What the clause says to be a single-entry matrix."""
    place = _indexed(c.members[0])
    match c.operators:
        case () | ("\\in",) if place is not None:
            plainly = NAMED.search(c.words) or ONE.search(c.words) and REST.search(c.words)
            return place if plainly and _in_this_order(c.words, place[1]) else None
        case ("=" | ":=",) | ("=" | ":=", "\\in") if c.members[1] is not None:
            if place is not None and _outer_product(c.members[1]) == place[1]:
                return place
            return _by_entries(c.members[0], c.members[1])
    return None


def _indexed(node) -> Place | None:
    """J^{ij} or E_{ij}, also in a bracket with a subscript of its own: the name, where its two letters stand, and these."""
    match node:
        case s.Scripted(base=s.Group(kind="(" | "[", body=s.Scripted() as inner), sub=s.Node(), sup=None, primes=0):
            return _indexed(inner)
        case s.Scripted(base=s.Name(text=name), sub=sub, sup=s.Node() as sup, primes=0) if (pair := _letters(sup)) is not None:
            return f"{name}^", pair
        case s.Scripted(base=s.Name(text=name), sub=s.Node() as sub, sup=None, primes=0) if (pair := _letters(sub)) is not None:
            return f"{name}_", pair
    return None


def _letters(node: s.Node) -> tuple[str, str] | None:
    way = next((w for w in index_lists(node) if len(w) == 2), None)
    if way is None or not all(isinstance(x, s.Name) for x in way) or way[0].text == way[1].text:
        return None
    return way[0].text, way[1].text


def _in_this_order(words: str, pair: tuple[str, str]) -> bool:
    """Do the words put the one at these indices, in this order, where they mention them?"""
    spots = [tuple(re.findall(r"\\?[A-Za-z]+'?", x)) for x in FORMULA.findall(words)]
    spots = [tuple(x[0]) if len(x) == 1 and len(x[0]) == 2 else x for x in spots]
    return all(x == pair for x in spots if set(x) & set(pair))


def _outer_product(body: s.Node) -> tuple[str, str] | None:
    r"""The letters of ``e_i e_j^\top``."""
    match body:
        case s.Juxtaposition(items=(s.Scripted(base=s.Name(text=a), sub=s.Name(text=i), sup=None),
                                    s.Scripted(base=s.Name(text=b), sub=s.Name(text=j), sup=s.Name(text=mark)))) \
                if {a, b} <= UNITS and mark in TRANSPOSES:
            return i, j
    return None


def _by_entries(left: s.Node, right: s.Node) -> Place | None:
    r"""``(J^{ij})_{kl} = \delta_{ik} \delta_{jl}``."""
    place = _indexed(left)
    sub = left.sub if isinstance(left, s.Scripted) else None
    at = None if sub is None or place is None or place[0].endswith("_") and not isinstance(left.base, s.Group) else _letters(sub)
    factors = right.items if isinstance(right, s.Juxtaposition) else (right.left, right.right) if isinstance(right, s.Infix) else ()
    deltas = [frozenset(_letters(x.sub) or ()) for x in factors if isinstance(x, s.Scripted) and isinstance(x.base, s.Name)
              and x.base.text in DELTAS and x.sub is not None and x.sup is None]
    if at is None or len(factors) != 2 or len(set(at) | set(place[1])) < 4:
        return None
    return place if set(deltas) == {frozenset(x) for x in zip(place[1], at)} else None
