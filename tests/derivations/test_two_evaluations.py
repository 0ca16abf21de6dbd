"""Dual numbers over rationals and SymPy's Jacobians: two independent values of each side."""
from fractions import Fraction
from random import Random

import pytest
import sympy

import derivations
from symbolic.language.sympy_explicit import Explicit
from symbolic.language.sympy_opinion import instances, standard_sizes
from symbolic.proving.arrays import Value
from symbolic.proving.evaluate import evaluate
from symbolic.proving.instance import Model, PolynomialFunction

QUARTIC = (Fraction(0), Fraction(1), Fraction(1, 2), Fraction(-1), Fraction(2))


def numbers(obligation, sizes, seed):
    """A model with these sizes, and the same values as a substitution for SymPy's symbols."""
    rng, table = Random(seed), Explicit(obligation.context, sizes)
    known = {(name, (k,) if isinstance(size, list) else ()): value
             for name, size in sizes.items()
             for k, value in enumerate(size if isinstance(size, list) else [size])}
    values, point = {}, {}
    for declared in obligation.context.tensors:
        if obligation.context.definitions_of(declared.name):
            continue
        for labels in [(k,) for k in range(1, sizes["L"] + 1)] if declared.labels else [()]:
            grid = table.symbol(declared.name, labels, {})
            drawn = tuple(Fraction(rng.randint(-3, 3), rng.randint(1, 3)) for _ in grid.entries)
            values[declared.name, labels] = Value(grid.shape, drawn)
            point |= {s: sympy.Rational(v.numerator, v.denominator) for s, v in zip(grid.entries, drawn)}
    return Model(known, values, {r"\sigma": PolynomialFunction(QUARTIC)}), point


def realised(applied):
    z = sympy.Dummy()
    polynomial = sum(sympy.Rational(c.numerator, c.denominator) * z ** k for k, c in enumerate(QUARTIC))
    return polynomial.diff(z, applied.order).subs(z, applied.args[0])


@pytest.mark.parametrize("theorem", [t for t in derivations.library() if t.claim is not None], ids=lambda t: t.name)
def test_both_evaluations_agree_on_both_sides(theorem):
    obligation = theorem.claim()
    for seed, sizes in enumerate(standard_sizes(obligation)):
        model, point = numbers(obligation, sizes, seed)
        for env in instances(obligation, sizes):
            for side in (obligation.left, obligation.right):
                grid = Explicit(obligation.context, sizes).grid(side, env)
                by_sympy = [entry.xreplace(point).replace(lambda x: hasattr(x, "stem"), realised)
                            for entry in grid.entries]
                exact = evaluate(side, obligation.context, model, env)
                assert exact.shape == grid.shape
                assert [sympy.Rational(Fraction(v).numerator, Fraction(v).denominator)
                        for v in exact.entries] == by_sympy
