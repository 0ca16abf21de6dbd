"""No derivative is taken of what a pseudo-inverse may make discontinuous.

Of a number s, s s⁺ is 1 where s ≠ 0, and 0 at 0.  From s s s⁺ = s would follow
2 s s⁺ + s s (s⁺)′ = 1, and by s s⁺ times that, s s⁺ = 1 everywhere.
"""
from __future__ import annotations

import pytest

from handwritten import P, Proof, claim, clause, dimension, function, sym, tensor
from laboratory import ONE, finished, laboratory

from symbolic.errors import CertificateError
from symbolic.proving.checker import check_certificate

a, q, s = sym("a", [], [1, 1]), sym("q", [], [1, 1]), sym("s")


def refused(p, words):
    with pytest.raises(CertificateError) as caught:
        check_certificate(finished(p))
    assert words in str(caught.value), str(caught.value)


def small(definitions=(), functions=()):
    p = Proof(claim(ONE, ONE, integers=[dimension("n")], definitions=list(definitions), functions=list(functions),
                    tensors=[tensor("a", [1, 1]), tensor("q", [1, 1]), tensor("s"), tensor("x", ["n"])]))
    p.variable("one", 1, 1)
    p.variable("one2", 1, 1)
    return p


def test_of_a_term():
    p = small()
    t = p.term("pinv", ["one", "one2"], p.at(a, "one", "one2"), P(1), P(1))
    p.D(p.mul(t, p.at(a, "1", "1")), "a", [], ["1", "1"])
    refused(p, "a pseudo-inverse that depends on a")


def test_of_an_expression():
    p = small()
    p.D(p.at(["pinv", a], "1", "1"), "a", [], ["1", "1"])
    refused(p, "a pseudo-inverse that depends on a")


def test_of_a_symbol_that_is_defined_by_one():
    p = small([clause("q", ["pinv", a])])
    p.D(p.mul(p.at(q, "1", "1"), p.at(a, "1", "1")), "a", [], ["1", "1"])
    refused(p, "a pseudo-inverse that depends on a")


def test_of_one_whose_matrix_is_defined_by_the_variable():
    p = small([clause("q", ["times", s, a])])
    p.D(p.at(["pinv", q], "1", "1"), "s", [], [])
    refused(p, "a pseudo-inverse that depends on s")


def test_of_a_function_defined_by_one():
    p = small(functions=[function("f", 99, ("s", ["entry", ["pinv", ["expand", s, [0, 1]]], [P(1), P(1)]]))])
    refused(p, "which may not be continuous")


def test_by_what_it_does_not_depend_on():
    p = small()
    p.D(p.at(["pinv", a], "1", "1"), "s", [], [])
    check_certificate(finished(p))


def test_of_full_rank():
    p = laboratory()
    p.D(p.at(["pinv", ["transpose", sym("Y", [], ["n", "m"])]], "i", "1"), "Y", [], ["i", "1"])
    check_certificate(finished(p))
