r"""Relations that are taken as given: ``A x = b``, ``x_1 \le x_2 \le \dots \le x_n``, ``y^2 = 1`` for one of two numbers."""
from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from math import isqrt

from symbolic.language.binding import substitute_integers
from symbolic.language.context import Assumption
from symbolic.language.expressions import Curve, Delta, Determinant, Entry, Number, Power, Symbol, Transpose
from symbolic.language.functions import property_of_values
from symbolic.language.integers import IntegerSymbol, integer
from symbolic.reading.context.builder import Builder, names_in
from symbolic.reading.context.chains import intersection, shifted
from symbolic.reading.context.conventions import layouts_of
from symbolic.reading.declarations.symbols.sets import REALS, real_shape, sign_of
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.derivatives.marks import MARK
from symbolic.reading.elaboration.refusal import Refused, ambiguous
from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.phrases import mentioned, plain
from symbolic.reading.words.words import UNKNOWN_PROPERTY

SIGNS = {"=": ("=", False), "\\le": ("<=", False), "<": ("<", False), "\\ge": ("<=", True), ">": ("<", True),
         "\\neq": ("!=", False), "\\equiv": ("=", False)}
HARMLESS = frozenset({"invertible", "nonzero", "constant"})
"""What an expression may be said to be without more: where it is divided by, it is so anyway."""
OF_FORMULAS = frozenset({"symmetric", "positive definite"})
"""What a formula may be said to be with its meaning as a relation, ``K(\\theta) \\text{ symmetric}``."""
SAYING = re.compile(r"\b(?:is|are|be|has|have|satisf\w*|constant|fixed|known|bounded|independent|such that|means)\b", re.I)
"""Words that say something of an expression, and do not just lead up to it."""


def assume(builder: Builder, c: Clause) -> bool:
    """Each relation of the clause between two readable members becomes an assumption."""
    if len(c.members) == 1:
        restricting = mentioned(c.words) - HARMLESS
        if restricting and restricting <= OF_FORMULAS and _says_of_matrix(builder, c, restricting):
            return True
        if restricting:
            builder.drop(c, f"an expression that is {', '.join(sorted(restricting))}")
        elif (found := UNKNOWN_PROPERTY.search(plain(c.words))) is not None:
            builder.hedge(c, names_in(c.members), f"what “{found.group()}” says of an expression")
        elif SAYING.search(c.words):
            builder.notice(c, "these words about an expression are not used", "given")
        return True
    run = None if None in c.members else ascending(builder, c.members, c.operators, c)
    if run is not None:
        builder.add_assumption(run)
        return True
    for k, op in enumerate(c.operators):
        left, right = c.members[k], c.members[k + 1]
        if op == "\\in" and left is not None and right is not None and _lies_there(builder, left, right):
            continue
        if left is None or right is None or op not in SIGNS:
            builder.drop(c, f"the relation {op}")
            continue
        layouts = layouts_of(builder, left, right) if op in ("=", "\\equiv") else None
        if layouts is not None:
            builder.layouts = layouts
            builder.notice(c, f"a convention: the layout is {' or '.join(layouts)}", "layout")
            continue
        made = assumption(builder, left, op, right, c)
        if not _says_values(builder, made) and not _says_sign(builder, made):
            builder.add_assumption(made)
    return True


def _says_of_matrix(builder: Builder, c: Clause, words: set[str]) -> bool:
    """M symmetric: Mᵀ = M.  M positive definite: det M > 0, and more, so that no example refutes beside it."""
    e = builder.elaborator()
    made = e.shapes.settle(e.expression(c.members[0]))
    if not isinstance(made, Curve) or len(made.shape) != 2 or not builder.context.same_extent(*made.shape):
        return False
    if "symmetric" in words:
        builder.add_assumption(Assumption(Transpose(made), "=", made, (), builder.provenance))
    if "positive definite" in words:
        builder.add_assumption(Assumption(Number(Fraction(0)), "<", Determinant(made), (), builder.provenance))
        builder.hedge(c, names_in(c.members), "what “positive definite” says, beyond a positive determinant,")
    return True


def _lies_there(builder: Builder, value: s.Node, where: s.Node) -> bool:
    r"""Does ``AB \in \mathbb{R}^{m \times k}`` say of a formula no more than its shape?"""
    domain = where.base if isinstance(where, s.Scripted) else where
    if not (isinstance(domain, s.Name) and domain.text in REALS) or sign_of(where):
        return False
    e = builder.elaborator()
    return e.shapes.same(e.shapes.settle(e.expression(value)).shape, real_shape(builder, where))


def _says_values(builder: Builder, a: Assumption) -> bool:
    """y² = 1 and y² = y for a declared number y: it is one of two numbers, which is a property."""
    match a.left, a.relation, a.right:
        case Power(Symbol(name, (), ()), 2), "=", Number(square) if square > 0 and (root := _root(square)) is not None:
            values = (-root, root)
        case Power(Symbol(name, (), ()) as y, 2), "=", other if other == y:
            values = (0, 1)
        case _:
            return False
    declared = builder.context.tensor(name)
    if declared is None or declared.properties or builder.context.definitions_of(name):
        return False
    builder.add_properties(name, frozenset({property_of_values(values)}))
    return bool(builder.context.tensor(name).properties)


def _says_sign(builder: Builder, a: Assumption) -> bool:
    """x_i > 0 for every entry of a declared array of which nothing else is said: a property of the array."""
    zero = Number(Fraction(0))
    match a.left, a.relation, a.right:
        case Entry(Symbol(name) as x, indices), relation, other if other == zero:
            word = {"!=": "nonzero"}.get(relation)
        case other, relation, Entry(Symbol(name) as x, indices) if other == zero:
            word = {"<": "positive", "<=": "nonnegative", "!=": "nonzero"}.get(relation)
        case _:
            return False
    declared, free = builder.context.tensor(name), dict(a.free)
    letters = [p.lone_symbol() for p in indices]
    if word is None or x.labels or declared is None or builder.context.definitions_of(name) or None in letters:
        return False
    names = [symbol.name for symbol in letters]
    if len(set(names)) < len(names) or set(names) != set(free) \
            or any(not builder.context.same_extent(free[n], d) for n, d in zip(names, declared.shape)):
        return False
    builder.add_properties(name, frozenset({word}))
    return word in builder.context.tensor(name).properties


def _root(square: Fraction) -> Fraction | None:
    root = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    return root if root * root == square else None


def ascending(builder: Builder, members: tuple, operators: tuple[str, ...], place) -> Assumption | None:
    """``x_1 \\le x_2 \\le \\dots \\le x_n``: x_i ≤ x_{i+1} for i = 1, …, n - 1; None if it is no such run.  Raises Refused."""
    dots = [k for k, m in enumerate(members) if isinstance(m, s.Dots)]
    if len(dots) != 1 or not 0 < dots[0] < len(members) - 1 or len(set(operators)) != 1 or operators[0] not in SIGNS:
        return None
    e = builder.elaborator()
    entries = [e.shapes.settle(e.expression(m)) for m in members if not isinstance(m, s.Dots)]
    if not all(isinstance(x, Entry) and len(x.indices) == 1 and x.arg == entries[0].arg for x in entries):
        raise Refused("undecided", "fragment", "a run of relations of something other than the entries of a vector", place)
    at = [x.indices[0] for x in entries]
    if any(q - p != 1 for p, q in zip(at[:dots[0]], at[1:dots[0]])) or any(q - p != 1 for p, q in zip(at[dots[0]:], at[dots[0] + 1:])):
        raise Refused("undecided", "fragment", "a run of relations whose entries do not follow one another", place)
    name = e.scope.fresh("i")
    first, second = (Entry(entries[0].arg, (at[0] + integer(name) - 1 + k,)) for k in (0, 1))
    relation, swapped = SIGNS[operators[0]]
    left, right = (second, first) if swapped else (first, second)
    return Assumption(left, relation, right, ((name, at[-1] - at[0]),), builder.provenance)


def assumption(builder: Builder, left: s.Node, op: str, right: s.Node, place) -> Assumption:
    """The relation, for all values of its indices: one that runs from 2 on is told as i + 1 with i from 1 on.  Raises ReadError, Refused."""
    e = replace(builder.elaborator(), around=(left, right))
    pair = e.shapes.meet(e.expression(left), e.expression(right))
    if MARK in e.choices.settled:
        raise ambiguous("d is a differential or the number that is declared", place)
    if pair is None:
        raise Refused("undecided", "shape", "the sides of this assumption do not fit", place)
    a, b = (e.shapes.settle(x) for x in pair)
    relation, swapped = SIGNS[op]
    _beside_stated(builder, e, (a, b))
    bounded = [f for f in e.scope.free.values() if f.upper is not None]
    behind = {IntegerSymbol(f.name): integer(f.name) + f.lower - 1 for f in bounded if f.lower is not None and f.lower != 1}
    if behind and any(p.names() & {x.name for x in behind} for f in bounded for p in (f.lower, f.upper)):
        raise Refused("undecided", "fragment", "an assumption about indices whose ranges depend on each other", place)
    a, b = (substitute_integers(x, behind) for x in (a, b)) if behind else (a, b)
    free = tuple((f.name, f.upper - f.lower + 1 if IntegerSymbol(f.name) in behind else f.upper) for f in bounded)
    return Assumption(b if swapped else a, relation, a if swapped else b, free, builder.provenance)


def _beside_stated(builder: Builder, e, sides) -> None:
    """The j of q_iᵀ q_j = δ_ij runs where q_j exists, if i, of which the range is stated, labels the same family or δ joins them."""
    nodes = [x for side in sides for x in side.walk()]
    members = [x for x in nodes if isinstance(x, Symbol) and x.labels]
    stated = {x.name for x in members for p in x.labels for n in p.names() if (f := e.scope.free.get(n)) is not None and f.upper is not None}
    joined = {n for x in nodes if isinstance(x, Delta) for n in {*x.left.names(), *x.right.names()}}
    for name, free in e.scope.free.items():
        own = [x for x in members if free.upper is None and x.labels[0] == integer(name)]
        if own and (name in joined or any(x.name in stated for x in own)):
            free.lower, free.upper = intersection([r for x in own for r in shifted(builder, x, name, defined=False)])
