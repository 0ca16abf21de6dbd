"""Whole claims about inverses: which conditions they are proved under, and which are none of theirs."""
from __future__ import annotations

import pytest

from handwritten import P, matmul
from inverses import INVERSE, det, inv, of_A, stands
from laboratory import A, ONE, S, laboratory

from symbolic.errors import CertificateError
from symbolic.proving.checker import check_certificate


@pytest.mark.parametrize("side", ["left", "right"])
def test_inverse_cancel(side):
    """A⁻¹ A = I and A A⁻¹ = I where the claim has the inverse; the condition is its existence."""
    e, pair = (INVERSE, A), (A, INVERSE)
    a, b = e if side == "left" else pair
    p = laboratory()
    p.claim["left"], p.claim["right"] = matmul(a, b), ["identity", P("n")]
    outer = p.step("entry_of", term=p.at(p.claim["left"], "i", "j"), names=["e1"])
    first = p.at(INVERSE, "i", "e1") if side == "left" else p.at(INVERSE, "e1", "j")
    shown = p.step("inverse_entry", term=first, names=["o", "j2"])
    other = p.at(A, "e1", "j") if side == "left" else p.at(A, "i", "e1")
    lowered = p.step("cong", shown, term=p.mul(first, other))
    summed = p.step("sum_cong", lowered, variables=["e1"])
    shown_once = p.step("inverse_entry", term=p.at(INVERSE, "i", "j"), names=["o", "j2"])
    unit = p.step("inverse_cancel", shown_once, term=inv(p, of_A(p), "i", "j"), names=["e1"], side=side)
    end = p.step("entry_of", term=p.at(p.claim["right"], "i", "j"))
    p.step("trans", outer, summed, unit, p.step("sym", end))
    accepted = check_certificate(p.certificate(["i", "j"]))
    assert accepted.conditions == ("A is invertible",)


def rewritten(p, existence):
    """1 = det A (det A)⁻¹ = 1, by what shows that A has an inverse: at(1) = at(1) by way of it."""
    one = p.step("determinant_reciprocal", existence, term=det(p, of_A(p)))
    number = p.step("entry_of", term=p.at(ONE))
    return p.step("trans", number, p.step("sym", one), one, p.step("sym", number))


def test_no_inverse_stands_in_the_claim():
    """1 = 1 says nothing of A: its inverse cannot be a condition."""
    p = laboratory()
    rewritten(p, stands(p))
    with pytest.raises(CertificateError, match="is not the definedness of a part of the claim"):
        check_certificate(p.certificate())


@pytest.mark.parametrize("standing, accepted", [(A, True), (["transpose", A], False), (S, False)])
def test_which_inverse_stands_in_the_claim(standing, accepted):
    p = laboratory()
    e = ["times", ONE, ["entry", ["inverse", standing], [P("1"), P("1")]]]
    p.claim["left"] = p.claim["right"] = e
    again = rewritten(p, stands(p))
    lowered = p.step("entry_of", term=p.at(e))
    p.step("trans", lowered, p.step("cong", again, term=p.mul(p.at(ONE), p.at(e[2]))), p.step("sym", lowered))
    if accepted:
        assert check_certificate(p.certificate()).conditions == ("A is invertible",)
    else:
        with pytest.raises(CertificateError, match="is not the definedness of a part of the claim"):
            check_certificate(p.certificate())
