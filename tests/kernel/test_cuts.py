"""Axes cut in two, where a part may be empty or less, and the lemma behind elimination in exact numbers."""
from __future__ import annotations

from random import Random

import pytest
from sympy import Matrix, Rational, zeros

from handwritten import P, Proof, claim, dimension, sym, tensor

from symbolic.errors import CertificateError
from symbolic.proving.checker import check_certificate


def parted(first, second):
    """Σ_{i=1..m} x_i = itself, by way of the sum cut into the given extents."""
    x = sym("x", [], ["m"])
    side = lambda name: ["sum", name, P("1"), P("m"), ["entry", x, [P(name)]]]
    p = Proof(claim(side("a"), side("b"), integers=[dimension("m"), dimension("n")], tensors=[tensor("x", ["m"])]))
    p.variable("i", 1, "m")
    p.variable("j", 1, first)
    p.variable("k", 1, second)
    t = p.sum("i", p.at(x, "i"))
    cut = p.step("sum_cut", term=t, variable="i", parts=["j", "k"])
    nothing = p.step("trans", cut, p.step("sym", cut))
    left, right = (p.at(p.claim[key]) for key in ("left", "right"))
    same = p.step("refl", term=left)
    p.step("combine", same, nothing, left=left, right=right, multipliers=[p.num(1), p.num(0)])
    return p.certificate()


def test_both_parts_are_at_least_empty():
    check_certificate(parted("m-1", "1"))


def test_a_part_that_may_be_less_than_empty_stays_open():
    """For m < n the range 1..m−n is no part of 1..m; that there is an index in it is more than is known."""
    with pytest.raises(CertificateError, match="whose range 1..m − n may be empty"):
        check_certificate(parted("n", "m-n"))


@pytest.mark.parametrize("seed", range(20))
def test_elimination_in_numbers(seed):
    """With b = a x the determinant is det a det(d − c x), also where a is singular."""
    draw = Random(seed)
    p, q = draw.choice([(1, 1), (1, 3), (2, 2), (3, 1), (2, 3)])
    random = lambda rows, columns: Matrix(rows, columns, lambda *_: Rational(draw.randint(-3, 3), draw.randint(1, 2)))
    a, x, c, d = random(p, p), random(p, q), random(q, p), random(q, q)
    if seed % 3 == 0:
        a = a * zeros(p, p)
    assert Matrix([[a, a * x], [c, d]]).det() == a.det() * (d - c * x).det()
    assert Matrix([[d, c], [a * x, a]]).det() == a.det() * (d - c * x).det()
