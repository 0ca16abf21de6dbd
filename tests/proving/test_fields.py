"""Functions of arrays in the evaluator: the derivatives they give are those that infinitesimals find."""
from fractions import Fraction

import pytest

from symbolic.proving.duals import Dual, part
from symbolic.proving.fields import FIELDS

POINT = (Fraction(2), Fraction(-1, 3), Fraction(5))


@pytest.mark.parametrize("function", FIELDS, ids=lambda f: f.text)
@pytest.mark.parametrize("by", [(), (1,), (3,), (1, 2), (2, 2), (1, 2, 3)])
def test_one_derivative_more(function, by):
    for value in (1, 2):
        for q in (1, 2, 3):
            moved = [Dual(1, x, {0: 1}) if k == q else x for k, x in enumerate(POINT, 1)]
            assert part(function.at(value, by, moved), 1, 0) == function.at(value, (*by, q), POINT)


def test_they_differ():
    """No two have the same gradient, and one is neither quadratic nor of rank one."""
    gradients = {tuple(f.at(1, (q,), POINT) for q in (1, 2, 3)) for f in FIELDS}
    assert len(gradients) == len(FIELDS)
    assert any(f.at(1, (1, 2, 3), POINT) for f in FIELDS)
