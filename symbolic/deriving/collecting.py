r"""Sums of terms as an author writes them: common factors pulled out.

    2 A^T A x − 2 A^T b  →  2 A^T (A x − b),     A x + A^T x  →  (A + A^T) x

``assembled`` pulls out numbers and scalars that all terms share, then groups
terms by what their chains begin or end with, the group that saves most first.
"""
from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from symbolic.language.expressions import (
    Add, Constant, Diagonal, Expand, Expression, Identity, Number, Power, Times, Transpose, number,
)
from symbolic.language.integers import IntegerPolynomial

from .chains import Chain, entrywise, entrywise_factors, factors, product
from .summands import Scalar, Term

P = IntegerPolynomial


def assembled(terms: list[Term], shape: tuple[P, ...], grouping: bool = True) -> Expression:
    """The sum of the terms, of this shape; ``grouping``: by common factors of chains too."""
    if not terms:
        return Constant(Fraction(0), shape) if shape else number(0)
    coefficient, scalars, rest = shared(terms)
    if grouping and shape:
        rest = diagonals_joined(grouped(scalars_joined(rest)))
        again, more, rest = shared(rest)
        coefficient, scalars = coefficient * again, (*scalars, *more)
    rest = flattened(rest)
    if len(shape) == 1 and len(rest) > 1:
        rest = entries_shared(rest)
    if len(rest) == 1:
        only = rest[0]
        return expression(Term(coefficient * only.coefficient, (*scalars, *only.scalars), only.chain), shape)
    body = Add(tuple(expression(t, shape) for t in in_order(rest)))
    return expression(Term(coefficient, tuple(scalars), (body,)), shape) if shape else \
        expression(Term(coefficient, (*scalars, (body, Fraction(1))), ()), shape)


def flattened(terms: list[Term]) -> list[Term]:
    """Sums among the terms opened, where that puts like terms together: (1 − s) − s = 1 − 2 s."""
    found: dict[tuple, Fraction] = {}
    count = 0
    for t in terms:
        for part in _parts(t):
            count += 1
            found[part.key] = found.get(part.key, Fraction(0)) + part.coefficient
    merged = [Term(c, *key) for key, c in found.items() if c]
    return merged if len(merged) < count and merged else terms


def _parts(t: Term) -> list[Term]:
    match t.scalars:
        case ((Add(summands), Fraction(numerator=1, denominator=1)),) if not t.chain:
            return [Term(t.coefficient * c, scalars, ()) for c, scalars in map(_monomial, summands)]
        case () if len(t.chain) == 1 and isinstance(t.chain[0], Add):
            return [Term(t.coefficient * c, (), factors(e)) for c, e in map(_multiple, t.chain[0].terms)]
    return [t]


def _multiple(e: Expression) -> tuple[Fraction, Expression]:
    """A number times an array."""
    match e:
        case Times(Number(value), rest) if rest.shape:
            c, inner = _multiple(rest)
            return value * c, inner
    return Fraction(1), e


def _monomial(e: Expression) -> tuple[Fraction, tuple[Scalar, ...]]:
    """A summand as a number times scalars."""
    match e:
        case Number(value):
            return value, ()
        case Times(Number(value), rest):
            c, scalars = _monomial(rest)
            return value * c, scalars
    return Fraction(1), ((e, Fraction(1)),)


def in_order(terms: list[Term]) -> list[Term]:
    """What is added before what is taken away, else as it came."""
    return sorted(terms, key=lambda t: t.coefficient < 0)


# ---------------------------------------------------------------- numbers and scalars

def shared(terms: list[Term]) -> tuple[Fraction, tuple[Scalar, ...], list[Term]]:
    """What all terms have in common, as (number, scalars), and the terms without it."""
    if len(terms) == 1:
        only = terms[0]
        return only.coefficient, only.scalars, [replace(only, coefficient=Fraction(1), scalars=())]
    number_ = _content([t.coefficient for t in terms])
    common = reduce(_common, (dict(t.scalars) for t in terms))
    rest = [Term(t.coefficient / number_, _without(t.scalars, common), t.chain) for t in terms]
    return number_, tuple(common.items()), rest


def _content(coefficients: list[Fraction]) -> Fraction:
    """The largest number that leaves integers, negative if all are; 1 if denominators differ."""
    denominators = {c.denominator for c in coefficients}
    sign = -1 if all(c < 0 for c in coefficients) else 1
    if len(denominators) > 1:
        return Fraction(sign)
    return Fraction(sign * reduce(gcd, (c.numerator for c in coefficients)), lcm(*denominators))


def _common(a: dict[Expression, Fraction], b: dict[Expression, Fraction]) -> dict[Expression, Fraction]:
    """Powers that both have: the smaller where both are above or both below the line."""
    found = {e: (min(q, b[e]) if q > 0 else max(q, b[e])) for e, q in a.items() if e in b and q * b[e] > 0}
    return {e: q for e, q in found.items() if q}


def _without(scalars: tuple[Scalar, ...], common: dict[Expression, Fraction]) -> tuple[Scalar, ...]:
    left = ((e, q - common.get(e, Fraction(0))) for e, q in scalars)
    return tuple((e, q) for e, q in left if q)


# ---------------------------------------------------------------- common factors of chains

def scalars_joined(terms: list[Term]) -> list[Term]:
    """s v + t v = (s + t) v for scalars s, t that are not numbers both."""
    found: dict[Chain, list[Term]] = {}
    for t in terms:
        found.setdefault(t.chain, []).append(t)
    if len(found) == len(terms):
        return terms
    joined = []
    for chain, group in found.items():
        coefficient, scalars, rest = shared(group)
        whole = () if len(group) == 1 else ((assembled([replace(t, chain=()) for t in rest], ()), Fraction(1)),)
        joined.append(Term(coefficient, (*scalars, *whole), chain))
    return joined


def diagonals_joined(terms: list[Term]) -> list[Term]:
    """diag(u) + diag(v) = diag(u + v)."""
    lone = [t for t in terms if len(t.chain) == 1 and isinstance(t.chain[0], Diagonal)]
    if len(lone) < 2:
        return terms
    coefficient, scalars, rest = shared([replace(t, chain=factors(t.chain[0].arg)) for t in lone])
    whole = Diagonal(assembled(rest, lone[0].chain[0].arg.shape))
    joined = Term(coefficient, scalars, (whole,))
    return [joined if t is lone[0] else t for t in terms if t is lone[0] or t not in lone]


def grouped(terms: list[Term]) -> list[Term]:
    """Terms with a common beginning or end put together.  Ends because each round has fewer terms."""
    while True:
        best = max(_groups(terms), key=lambda g: g[0], default=None)
        if best is None:
            return terms
        _, length, front, group = best
        place = terms.index(group[0])
        kept = [t for t in terms if t not in group]
        terms = _absorbed(kept[:place] + [_joined(group, length, front)] + kept[place:])


def _absorbed(terms: list[Term]) -> list[Term]:
    """S + P S = (I + P) S and S + S P = S (I + P), where the terms of the sum S stand beside a product with it."""
    for t in terms:
        for front in (False, True):
            whole = t.chain[0 if front else -1] if len(t.chain) > 1 and not t.scalars and t.coefficient == 1 else None
            if not isinstance(whole, Add) or len(whole.shape) != 2 or whole.shape[0] != whole.shape[1]:
                continue
            beside = [x for x in terms if x is not t and expression(x, whole.shape) in whole.terms]
            if len(beside) == len(whole.terms):
                other = Add((Identity(whole.shape[0]), product(t.chain[1:] if front else t.chain[:-1])))
                joined = Term(Fraction(1), (), (whole, other) if front else (other, whole))
                return [joined, *(x for x in terms if x is not t and x not in beside)]
    return terms


def _groups(terms: list[Term]):
    """(saving, how many factors, at the front?, terms) of each possible group.

    A term that is the common factor itself joins a group of others with the identity as its rest.
    """
    for front in (False, True):
        for length in range(1, max(len(t.chain) for t in terms)):
            found: dict[Chain, list[Term]] = {}
            for t in terms:
                if len(t.chain) > length or len(t.chain) == length and _may_stand_alone(t, front):
                    found.setdefault(t.chain[:length] if front else t.chain[-length:], []).append(t)
            for chain, group in found.items():
                if len(group) > 1 and any(len(t.chain) > length for t in group) and not _broken(group, length, front):
                    size = sum(1 for e in chain for _ in e.walk()) + length
                    yield (size * (len(group) - 1), length, front, group)


def _broken(group: list[Term], length: int, front: bool) -> bool:
    """Would some rests be columns or rows and others not?"""
    rests = [t.chain[length:] if front else t.chain[:-length] for t in group]
    ends = {_kind(rest) if rest else "FalseFalse" for rest in rests}
    return len(ends) > 1


def _may_stand_alone(t: Term, front: bool) -> bool:
    """May M be read as M I here?  So that M + M A becomes M (I + A), but A x + x stays."""
    last = t.chain[-1 if front else 0]
    return len(t.chain) == 1 and len(last.shape) == 2 and not isinstance(last, (Identity, Diagonal, Constant))


def _kind(chain: Chain) -> str:
    column, row = isinstance(chain[-1], Expand), isinstance(chain[0], Transpose) and len(chain[0].arg.shape) == 1
    return f"{column}{row}"


def _joined(group: list[Term], length: int, front: bool) -> Term:
    cut = (lambda c: c[length:]) if front else (lambda c: c[:-length])
    unit = Identity(group[0].chain[-1 if front else 0].shape[-1 if front else 0])
    rests = [replace(t, chain=cut(t.chain) or (unit,)) for t in group]
    common = group[0].chain[:length] if front else group[0].chain[-length:]
    coefficient, scalars, rests = shared(rests)
    rest = _rest(rests)
    chain = common + rest if front else rest + common
    return Term(coefficient, scalars, chain)


def _rest(terms: list[Term]) -> Chain:
    """The sum of rests as a chain: columns add up to a column, rows to a row."""
    chain = terms[0].chain
    match _kind(chain):
        case "TrueFalse":
            vectors = [replace(t, chain=t.chain[:-1] + (t.chain[-1].arg,)) for t in terms]
            return (Expand(_whole(vectors), (1,)),)
        case "FalseTrue":
            vectors = [replace(t, chain=_standing(t.chain)) for t in terms]
            return (Transpose(_whole(vectors)),)
    return factors(_whole(terms))


def _standing(row: Chain) -> Chain:
    """A row vᵀ Aᵀ as the vector A v."""
    turned = tuple(f.arg if isinstance(f, Transpose) else Transpose(f) for f in reversed(row))
    return turned


def _whole(terms: list[Term]) -> Expression:
    shape = product(terms[0].chain).shape
    return assembled(terms, shape)


def entries_shared(terms: list[Term]) -> list[Term]:
    """u ⊙ v − u ⊙ u = u ⊙ (v − u), where all terms are such products with one vector in common."""
    if any(len(t.chain) != 1 or t.scalars for t in terms):
        return terms
    parts = [entrywise_factors(t.chain[0]) for t in terms]
    common = next((f for f in parts[0] if all(f in other for other in parts)), None)
    if common is None:
        return terms
    ones = Constant(Fraction(1), common.shape)
    rests = []
    for t, found in zip(terms, parts):
        found.remove(common)
        rests.append(replace(t, chain=(entrywise(found) if found else ones,)))
    return [Term(Fraction(1), (), (entrywise([common, assembled(rests, common.shape)]),))]


# ---------------------------------------------------------------- one term

def expression(term: Term, shape: tuple[P, ...]) -> Expression:
    """coefficient · scalars · chain as one expression."""
    array = product(term.chain) if term.chain else None
    scale = scalar(term.coefficient, term.scalars)
    if array is None:
        return number(1) if scale is None else scale
    return array if scale is None else Times(scale, array)


def scalar(coefficient: Fraction, scalars: tuple[Scalar, ...]) -> Expression | None:
    """The product of numbers, None for 1; what divides is a power with a negative exponent."""
    above = [Power(e, q) if q != 1 else e for e, q in scalars if q > 0]
    below = [Power(e, q) for e, q in scalars if q < 0]
    numbers: list[Expression] = []
    if below and coefficient.denominator > 1:
        below.insert(0, Power(Number(Fraction(coefficient.denominator)), Fraction(-1)))
        coefficient = Fraction(coefficient.numerator)
    if coefficient != 1:
        sign = coefficient == -1 or (coefficient < 0 and not below and not above)
        numbers = [Number(coefficient)] if not (coefficient < 0 and (below or above)) or sign else \
            [Number(Fraction(-1)), Number(-coefficient)]
    parts = numbers + above + below
    if not parts:
        return None
    return reduce(Times, parts)
