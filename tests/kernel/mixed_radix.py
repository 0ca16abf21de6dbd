"""Rows for the rules of composite indices: ⊗, vec and mixed radix."""
from __future__ import annotations

from handwritten import P, matmul, sym
from laboratory import A, x, xi, y
from rows import accepts, refuses

B, C = sym("B", [], ["n", "m"]), sym("C", [], ["m", "n"])


def pair(q, r):
    return [P(q), P(r)]


@accepts
def composite_entry(p):
    t = p.at(["kronecker", A, B], "n j-n+i", "m o-m+u")
    step = p.step("composite_entry", term=t, places=[pair("j", "i"), pair("o", "u")])
    return step, t, p.mul(p.at(A, "j", "o"), p.at(B, "i", "u"))


@accepts
def composite_entry__of_vec(p):
    t = p.at(["vec", B], "n u-n+i")
    return p.step("composite_entry", term=t, places=[pair("u", "i")]), t, p.at(B, "i", "u")


@refuses("composite_entry", "is not m times")
def composite_entry_of_the_row_major_vec(p):
    """vec is column-major: its strides are the number of rows, n."""
    p.step("composite_entry", term=p.at(["vec", C], "n u-n+i"), places=[pair("i", "u")])


@refuses("composite_entry", "not provable")
def composite_entry_with_a_remainder_too_large(p):
    p.step("composite_entry", term=p.at(["vec", B], "n j-n+u"), places=[pair("j", "u")])


@refuses("composite_entry", "not an entry of ⊗ or vec")
def composite_entry_of_a_product(p):
    p.step("composite_entry", term=p.at(matmul(A, A), "i", "j"), places=[pair("1", "i"), pair("1", "j")])


@accepts
def delta_radix(p):
    step = p.step("delta_radix", extent=P("n"), left=pair("u", "i"), right=pair("u2", "j"))
    return step, p.delta("n u-n+i", "n u2-n+j"), p.mul(p.delta("u", "u2"), p.delta("i", "j"))


@refuses("delta_radix", "not provable")
def delta_radix_with_a_remainder_too_large(p):
    """1·2 + 1 = 1·1 + 2 though (2, 1) and (1, 2) differ: 2 is no remainder for K = 1."""
    p.step("delta_radix", extent=P("n"), left=pair("u", "i"), right=pair("i", "u"))


def composed(p):
    """x[k b2 − k + b1] + the same = 2 x[…], for b2 in 1..m, b1 in 1..k."""
    t = p.at(x, "k b2-k+b1")
    return p.step("ring", left=p.add(t, t), right=p.mul(p.num(2), t))


@accepts
def radix(p):
    left, right = p.add(xi(p, "big"), xi(p, "big")), p.mul(p.num(2), xi(p, "big"))
    return p.step("radix", composed(p), left=left, right=right, variable="big", parts=["b2", "b1"]), left, right


@refuses("radix", "is not k m")
def radix_with_another_quotient(p):
    left, right = p.add(xi(p, "big"), xi(p, "big")), p.mul(p.num(2), xi(p, "big"))
    p.step("radix", composed(p), left=left, right=right, variable="big", parts=["j", "b1"])


@refuses("radix", "the premise, left side")
def radix_with_the_parts_exchanged(p):
    left, right = p.add(xi(p, "big"), xi(p, "big")), p.mul(p.num(2), xi(p, "big"))
    p.step("radix", composed(p), left=left, right=right, variable="big", parts=["b1", "b2"])


@refuses("radix", "the premise speaks of big itself")
def radix_of_one_value(p):
    """The premise holds for the composed value of one big, not for each."""
    t = p.at(x, "big")
    known = p.step("ring", left=p.add(t, t), right=p.mul(p.num(2), t))
    p.step("radix", known, left=p.add(t, t), right=p.mul(p.num(2), t), variable="big", parts=["b2", "b1"])


@refuses("radix", "has another meaning")
def radix_with_capture(p):
    t = p.mul(xi(p, "big"), xi(p, "b1"))
    p.step("radix", composed(p), left=t, right=t, variable="big", parts=["b2", "b1"])


@refuses("radix", "a hypothesis fixes lay")
def radix_over_the_fixed_label(p):
    t, each = p.at(y("lay+one-1"), "1"), p.at(y("layers"), "1")
    h = p.step("hypothesis", left=t, right=t, variable="lay")
    p.step("radix", h, left=each, right=each, variable="layers", parts=["lay", "one"])
