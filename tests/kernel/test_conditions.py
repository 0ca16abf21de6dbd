"""Which conditions a claim grants: the definedness of what stands in it, at the indices where it stands."""
from __future__ import annotations

import pytest

from handwritten import P, add, apply
from laboratory import ONE, entry, laboratory, s, x

from symbolic.errors import CertificateError
from symbolic.proving.checker import check_certificate

REFUSED = "is not the definedness of a part of the claim"


def by_way_of(standing, logarithm):
    """The certificate of 1 + e = 1 + e, whose proof takes log(t t) apart for a term t on the way."""
    p = laboratory()
    p.claim["left"], p.claim["right"] = (add(ONE, standing(name)) for name in ("v", "v2"))
    e, t = p.at(p.claim["left"]), logarithm(p)
    parted = p.step("log_mul", term=p.fn("log", p.mul(t, t)))
    nothing = p.step("trans", parted, p.step("sym", parted))
    p.step("combine", p.step("refl", term=e), nothing, left=e, right=p.at(p.claim["right"]),
           multipliers=[p.num(1), p.mul(p.num(0), p.at(s))])
    return p


def log_of(e):
    return lambda name: apply("log", e)


def blocks(*branches, extent="n+m"):
    """An array whose entries are decided by their index, which is called as the conditions call it."""
    return lambda name: ["entry", ["times", ["number", "1"], ["array", [[name, P(extent)]], ["cases", [
        [[[P(name), "<=", P(bound)] for bound in bounds], value(name)] for bounds, value in branches]]]], [P("1")]]


def always(e):
    return lambda name: apply("log", e)


def summed(lower, upper):
    return lambda name: ["sum", name, P(lower), P(upper), apply("log", entry(x, name))]


@pytest.mark.parametrize("standing, index", [
    (log_of(entry(x, "1")), "1"),
    (log_of(entry(x, "r")), "r"),
    (lambda name: ["entry", apply("log", x), [P("1")]], "r"),
    (summed("1", "n"), "r"),
    (summed("1", "n"), "i"),
    (blocks((["n"], always(entry(x, "1"))), ([], always(ONE))), "1"),
    (blocks((["n"], always(ONE)), ([], always(entry(x, "1")))), "1"),
    (blocks((["n"], always(ONE)), (["n+1"], always(entry(x, "1"))), ([], always(ONE))), "1"),
    (blocks((["n"], always(entry(x, "r"))), ([], always(ONE))), "r"),
])
def test_granted(standing, index):
    check_certificate(by_way_of(standing, lambda p: p.at(x, index)).certificate())


@pytest.mark.parametrize("standing, index", [
    (log_of(entry(x, "1")), "2"),
    (log_of(entry(x, "1")), "r"),
    (log_of(s), "1"),
    (summed("2", "n"), "1"),
    (summed("2", "n"), "n"),
    (summed("1", "n-1"), "n"),
    (summed("2", "n"), "i"),
    (summed("1", "n-1"), "i"),
    (lambda name: ["power", entry(x, "1"), "-1"], "1"),
    (blocks((["n"], always(ONE)), ([], always(entry(x, "1"))), extent="n"), "1"),
    (blocks((["k"], always(ONE)), ([], always(entry(x, "1"))), extent="m"), "1"),
    (blocks((["r"], always(ONE)), (["n"], always(entry(x, "1"))), ([], always(ONE))), "1"),
    (blocks((["n"], lambda name: apply("log", entry(x, name))), ([], always(ONE))), "1"),
    (blocks((["n"], always(ONE)), (["n"], always(entry(x, "1"))), ([], always(ONE))), "1"),
    (blocks((["1"], lambda name: ["entry", ["array", [[name + "3", P("n")]], apply("log", entry(x, name + "3"))], [P(name)]]),
            ([], always(ONE))), "2"),
    (lambda name: ["sum", name, 1, P("n"), ["cases", [[[[P(name), "<=", 1]], apply("log", entry(x, "1"))], [[], ONE]]]], "1"),
    (lambda name: ["sum", name, 1, P("k-2"), ["entry", ["times", ["number", "1"], ["array", [[name + "3", P("n")]], ["cases", [
        [[], apply("log", entry(x, "1"))]]]]], [1]]], "1"),
    (lambda name: ["entry", ["array", [[name, P("n+m")]], ["cases", [
        [[[P(name), "<=", P("n")]], ONE], [[], apply("log", entry(x, "1"))]]]], [1]], "1"),
])
def test_not_granted(standing, index):
    p = by_way_of(standing, lambda p: p.at(x, index))
    with pytest.raises(CertificateError, match=REFUSED):
        check_certificate(p.certificate())


def apart(standing, index, left, right):
    """As ``by_way_of`` with x[index] on the way, which is asked for only where left ≠ right."""
    p = laboratory()
    p.claim["left"], p.claim["right"] = (add(ONE, standing(name)) for name in ("v", "v2"))
    e, t = p.at(p.claim["left"]), p.at(x, index)
    parted = p.step("log_mul", term=p.fn("log", p.mul(t, t)))
    guarded = p.step("where_apart", parted, left=P(left), right=P(right))
    nothing = p.step("trans", guarded, p.step("sym", guarded))
    p.step("combine", p.step("refl", term=e), nothing, left=e, right=p.at(p.claim["right"]),
           multipliers=[p.num(1), p.mul(p.num(0), p.at(s))])
    return p


def without(other, lower="1", upper="n", sign="!=", inside=lambda name: apply("log", entry(x, name))):
    """A sum over all indices but one."""
    return lambda name: ["sum", name, P(lower), P(upper), ["cases", [
        [[[P(name), sign, P(other)]], inside(name)], [[], ONE]]]]


@pytest.mark.parametrize("standing, index, left, right", [
    (without("1"), "i", "i", "1"),
    (without("1"), "i", "1", "i"),
    (without("r"), "i", "i", "r"),
    (summed("1", "n"), "i", "i", "r"),
    (lambda name: ["sum", name + "3", 1, P("n"), without(name + "3")(name)], "i", "i", "j"),
])
def test_granted_where_two_differ(standing, index, left, right):
    check_certificate(apart(standing, index, left, right).certificate())


@pytest.mark.parametrize("standing, index, left, right", [
    (without("1"), "i", "i", "r"),
    (without("1"), "i", "j", "1"),
    (without("1"), "i", "i", "j"),
    (without("r"), "r", "i", "r"),
    (without("1", lower="2"), "i", "i", "1"),
    (without("1", upper="n-1"), "i", "i", "1"),
    (without("1", sign="="), "i", "i", "1"),
    (without("1", sign="<"), "i", "i", "1"),
    (without("1", inside=lambda name: apply("log", s)), "i", "i", "1"),
    (without("1", inside=lambda name: ["entry", ["array", [[name + "3", P("n")]], apply("log", entry(x, name + "3"))], [P(name)]]),
     "i", "i", "1"),
    (lambda name: ["sum", name, 1, P("n"), ["cases", [[[[P(name), "!=", 1], [P(name), "!=", 2]], apply("log", entry(x, name))],
                                                      [[], ONE]]]], "i", "i", "1"),
    (lambda name: ["sum", name, 1, P("n"), ["cases", [[[[P(name), "=", 2]], ONE], [[[P(name), "!=", 1]], apply("log", entry(x, name))],
                                                      [[], ONE]]]], "i", "i", "1"),
    (lambda name: ["sum", name + "3", 1, P("n-1"), without(name + "3")(name)], "i", "i", "j"),
])
def test_not_granted_where_two_differ(standing, index, left, right):
    with pytest.raises(CertificateError, match=REFUSED):
        check_certificate(apart(standing, index, left, right).certificate())


def test_what_is_asked_for_where_two_differ_is_not_had_everywhere():
    """A sum over k ≠ 1 does not say that x[i] > 0 for all i."""
    with pytest.raises(CertificateError, match=REFUSED):
        check_certificate(by_way_of(without("1"), lambda p: p.at(x, "i")).certificate())
