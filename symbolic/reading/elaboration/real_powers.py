r"""Powers with an exponent that is no whole number: a^s is exp(s log a), for a > 0.

A power of a whole number of factors is defined for a ≤ 0 too; an exponent that may
take no other values (y with y ∈ {0, 1}, n/2) is therefore read so only where the
base is seen to be positive.
"""
from __future__ import annotations

from fractions import Fraction

from symbolic.language.expressions import (
    Add, Apply, Cases, Entry, Expression, Extremum, Integer, Largest, Number, Piecewise, Power, Product, Smallest, Sum, Symbol, Times,
    number)
from symbolic.reading.elaboration.refusal import Refused, unsupported

BENDING = (Extremum, Largest, Smallest, Cases, Piecewise)
WHOLE = frozenset({"binary", "sign"})


def real_power(e, base: Expression, exponent: Expression, place) -> Expression:
    """base^exponent of two numbers."""
    declared = _symbol(e, exponent)
    if is_positive(e, base):
        return _exponential(base, exponent)
    if declared is not None and "binary" in declared.properties:
        return Add((number(1), Times(exponent, Add((base, number(-1))))))
    if _may_be_whole_only(e, exponent):
        raise Refused("undecided", "domain", "the exponent may take whole values alone, and the base is not known to be "
                      "positive", place, "say that the base is positive")
    if any(isinstance(x, BENDING) or isinstance(x, Apply) and x.function in ("relu", "abs") for x in base.walk()):
        raise unsupported("a power whose exponent is not a rational number, of a base that may be 0", place)
    e.note("a power with an exponent that is no whole number is taken where its base is positive")
    return _exponential(base, exponent)


def _exponential(base: Expression, exponent: Expression) -> Expression:
    return Apply("exp", 0, Times(exponent, Apply("log", 0, base)))


def _symbol(e, x: Expression):
    """The declaration of the symbol that x is, or is an entry of."""
    x = x.arg if isinstance(x, Entry) else x
    return e.scope.tensor(x.name) if isinstance(x, Symbol) else None


def _may_be_whole_only(e, exponent: Expression) -> bool:
    """Is every symbol in the exponent an integer, or one of few whole numbers?"""
    for x in exponent.walk():
        if isinstance(x, Symbol):
            declared = _symbol(e, x)
            if declared is None or not WHOLE & declared.properties:
                return False
        elif isinstance(x, Apply):
            return False
    return True


def is_positive(e, x: Expression) -> bool:
    """Is x > 0 by its form, by what is declared, or because x = 1 − p with p < 1 given?"""
    def all_of(parts) -> bool:
        return all(is_positive(e, part) for part in parts)

    match x:
        case Number(value=q):
            return q > 0
        case Integer(value=p):
            declared = [e.scope.context.integer(s.name) for s in p.symbols()]
            return bool(p.terms) and all(c > 0 for _, c in p.terms) and all(
                d is not None and d.kind == "dimension" for d in declared)
        case Add(terms=terms):
            return all_of(terms) or _below_one(e, x)
        case Times(left=a, right=b):
            return all_of((a, b))
        case Power(arg=a) | Product(body=a) | Apply(function="abs", order=0, arg=a):
            return is_positive(e, a)
        case Apply(function="exp", order=0):
            return True
        case Apply(function=f, order=0, arg=a) if (declared := e.scope.context.function(f)) is not None \
                and declared.definition is not None:
            return is_positive(e, declared.definition[1])
        case Sum(lower=lower, upper=upper, body=a):
            return is_positive(e, a) and (upper - lower).constant() is None and lower == 1
        case Symbol() | Entry():
            declared = _symbol(e, x)
            if declared is None or x.shape:
                return False
            defined = e.scope.context.definitions_of(declared.name) if isinstance(x, Symbol) else ()
            return "positive" in declared.properties or len(defined) == 1 and is_positive(e, defined[0].body)
    return False


def _below_one(e, x: Add) -> bool:
    """1 − p, where p < 1 is given or said by its form."""
    rest = [t for t in x.terms if t != number(1)]
    if len(x.terms) != 2 or len(rest) != 1:
        return False
    match rest[0]:
        case Times(left=Number(value=Fraction(numerator=-1, denominator=1)), right=p):
            return _is_fraction(e, p) or any(a.relation == "<" and a.left == p and a.right == number(1) or
                       a.relation == ">" and a.right == p and a.left == number(1) for a in e.scope.context.assumptions)
    return False


def _is_fraction(e, p: Expression) -> bool:
    """Is p = 1/(1 + a) with a > 0, or a function that is given so?"""
    match p:
        case Power(arg=Add(terms=terms), exponent=Fraction(numerator=-1, denominator=1)) if number(1) in terms:
            rest = list(terms)
            rest.remove(number(1))
            return bool(rest) and all(is_positive(e, part) for part in rest)
        case Apply(function="sigmoid", order=0):
            return True
        case Times(left=Number(value=Fraction(numerator=1, denominator=1)), right=inner):
            return _is_fraction(e, inner)
        case Apply(function=f, order=0) if (declared := e.scope.context.function(f)) is not None and declared.definition is not None:
            return _is_fraction(e, declared.definition[1])
    return False
