"""The registry of standard functions against SymPy: formulas, derivatives, domains, ranges, monotonicity."""
from fractions import Fraction

import pytest
import sympy

from symbolic.language.expressions import Apply
from symbolic.language.functions import FACTS, FORMULAS, PARAMETER, finite_values, property_of_values
from symbolic.language.sympy_explicit import _applied
from symbolic.proving.intervals import Interval
from symbolic.proving.known import KNOWN

z = sympy.Symbol("z", real=True)
BENT = lambda left, right: sympy.Piecewise((right, z > 0), (left, True))
PHI = (1 + sympy.erf(z / sympy.sqrt(2))) / 2
BOOKS = {
    "exp": sympy.exp(z), "log": sympy.log(z), "sin": sympy.sin(z), "cos": sympy.cos(z), "arctan": sympy.atan(z),
    "relu": BENT(0, z), "abs": BENT(-z, z), "Phi": PHI, "phi": sympy.exp(-z**2 / 2) / sympy.sqrt(2 * sympy.pi),
    "sigmoid": 1 / (1 + sympy.exp(-z)), "tanh": sympy.tanh(z), "softplus": sympy.log(1 + sympy.exp(z)),
    "sinh": sympy.sinh(z), "cosh": sympy.cosh(z), "sech": sympy.sech(z), "coth": sympy.coth(z), "tan": sympy.tan(z),
    "cot": sympy.cot(z), "sec": sympy.sec(z), "csc": sympy.csc(z), "silu": z / (1 + sympy.exp(-z)), "gelu": z * PHI,
    "erf": sympy.erf(z), "leakyrelu": BENT(z / 100, z), "elu": BENT(sympy.exp(z) - 1, z),
    "selu": sympy.Rational("1.0507009873554804934193349852946") * BENT(
        sympy.Rational("1.6732632423543772848170429916717") * (sympy.exp(z) - 1), z),
    "relu6": sympy.Piecewise((0, z < 0), (6, z > 6), (z, True)), "hardtanh": sympy.Piecewise((-1, z < -1), (1, z > 1), (z, True)),
    "sign": sympy.Piecewise((1, z > 0), (-1, z < 0), (0, True)), "heaviside": sympy.Piecewise((1, z > 0), (0, z < 0)),
}
"""Every function by its formula in the books, written down here once more."""
POINTS = [Fraction(p, q) for p, q in ((-37, 5), (-9, 4), (-1, 3), (1, 7), (4, 5), (2, 1), (13, 2))]
POSITIVE = ("log",)
TINY = sympy.Rational(1, 10**9)


def points(name):
    return [x for x in POINTS if x > 0 or name not in POSITIVE]


def near(a, b):
    return abs(sympy.N(a, 30) - sympy.N(b, 30)) < sympy.Float("1e-20") * (1 + abs(sympy.N(b, 30)))


def test_every_function_is_here_once():
    assert set(BOOKS) == set(FACTS) == set(KNOWN) == set(FORMULAS) | {
        "exp", "log", "sin", "cos", "arctan", "relu", "abs", "Phi", "phi"}


@pytest.mark.parametrize("name", FORMULAS)
def test_a_formula_speaks_of_its_parameter_and_of_known_functions(name):
    nodes = list(FORMULAS[name].walk())
    assert {getattr(n, "name", None) for n in nodes} <= {None, PARAMETER}
    assert {n.function for n in nodes if isinstance(n, Apply)} <= {"exp", "log", "sin", "cos", "Phi"}


@pytest.mark.parametrize("order", [0, 1, 2])
@pytest.mark.parametrize("name", BOOKS)
def test_formula_and_derivatives_are_those_of_the_books(name, order):
    """The formula differentiated by SymPy, and the evaluator's enclosure, against the book's formula."""
    book = sympy.diff(BOOKS[name], z, order)
    for x in points(name):
        true = book.subs(z, sympy.Rational(x.numerator, x.denominator))
        assert near(_applied(name, order, sympy.Rational(x.numerator, x.denominator)), true)
        got = Interval.around(KNOWN[name].at(order, x))
        low, high = (sympy.Rational(end, 1 << 96) for end in (got.low, got.high))
        assert low - sympy.Rational(1, 10**20) <= sympy.N(true, 40) <= high + sympy.Rational(1, 10**20)


@pytest.mark.parametrize("name", [n for n, f in FACTS.items() if f.monotone])
def test_directions(name):
    """The derivative has one sign; SymPy's word where it has one, numbers everywhere."""
    slope, direction = sympy.diff(BOOKS[name], z), FACTS[name].monotone
    values = [sympy.N(slope.subs(z, sympy.Rational(x.numerator, x.denominator))) for x in points(name)]
    assert all(v * direction >= 0 for v in values)
    if not FACTS[name].kinks and name not in ("Phi", "erf", "log"):
        decided = sympy.simplify(slope.rewrite(sympy.exp)).is_nonnegative
        assert decided in (True, None)


@pytest.mark.parametrize("name", FACTS)
def test_ranges(name):
    facts = FACTS[name]
    for x in points(name):
        value = sympy.N(BOOKS[name].subs(z, sympy.Rational(x.numerator, x.denominator)), 40)
        assert facts.lower is None or value >= sympy.Rational(str(facts.lower)) - sympy.Float("1e-35")
        assert facts.upper is None or value <= sympy.Rational(str(facts.upper)) + sympy.Float("1e-35")


@pytest.mark.parametrize("name", [n for n, f in FACTS.items() if f.kinks])
def test_kinks_are_where_the_slope_jumps_or_the_value_does(name):
    for kink in FACTS[name].kinks:
        sides = [sympy.Rational(kink.numerator, kink.denominator) + d for d in (-TINY, TINY)]
        jumps = [abs(sympy.N(d.subs(z, sides[1]) - d.subs(z, sides[0]))) for d in (
            sympy.diff(BOOKS[name], z, k) for k in (0, 1, 2))]
        assert max(jumps) > 0.1


@pytest.mark.parametrize("values, name", [((-1, 1), "sign"), ((1, 0), "binary"), ((2, Fraction(1, 2), 0), "one of 0, 1/2, 2")])
def test_finite_sets_have_names(values, name):
    assert property_of_values(values) == name and set(finite_values({name, "real"})) == set(values)
