"""The five certificates written by hand, and claims near theirs that must fall."""
from __future__ import annotations

from copy import deepcopy
from time import perf_counter

import pytest

from handwritten import P, add, apply, clause, jacobian, matmul, sym
from spikes import SPIKES, affine, b, depth_claim, depth_proof, logistic_proof, network, y

from symbolic.errors import CertificateError
from symbolic.proving.checker import Accepted, check_certificate, print_claim


@pytest.mark.parametrize("name", SPIKES)
def test_spike_is_accepted(name):
    certificate = SPIKES[name]()
    accepted = check_certificate(certificate, deepcopy(certificate["claim"]))
    assert accepted.steps == len(certificate["steps"])
    assert accepted.claim_text == print_claim(certificate["claim"])
    assert not accepted.conditions and not accepted.assumptions_used


def test_the_claim_is_printed():
    assert print_claim(depth_claim()).splitlines() == [
        "integer n[·] (dimension) ≥ 1",
        "integer L (label) ≥ 1",
        "x: n[0]",
        "A[l]: n[l]×n[l − 1] for l = 1..L",
        "b[l]: n[l] for l = 1..L",
        "y[l]: n[l] for l = 0..L",
        "function s: C^1",
        "define y[l] := x for l = 0..0",
        "define y[l] := s(A[l] y[l − 1] + b[l]) for l = 1..L − 1",
        "define y[l] := A[l] y[l − 1] + b[l] for l = L..L",
        "claim: ∂y[L]/∂y[l]⟨output axis 1, variable axis 1⟩ = ∏_{k=L − 1, descending to l} "
        "(∂y[k + 1]/∂y[k]⟨output axis 1, variable axis 1⟩) for l = 1..L − 1",
    ]


@pytest.mark.parametrize("name", SPIKES)
def test_another_claim_is_refused(name):
    certificate = SPIKES[name]()
    other = deepcopy(certificate["claim"])
    other["context"]["facts"] = other["context"]["facts"] + [P("L-9")]
    with pytest.raises(CertificateError, match="another claim"):
        check_certificate(certificate, other)


def test_a_skip_connection_has_no_product_of_jacobians():
    """With y_l = s(A_l y_{l−1} + b_l) + y_{l−2} the chain rule has more than one way."""
    clauses = depth_claim()["context"]["definitions"]
    skipping = [*clauses[:1],
                clause("y", apply("s", affine("l")), [("l", 1, 1)]),
                clause("y", add(apply("s", affine("l")), apply("s", ["times", ["number", "1"], y("l")])), [("l", 2, "L-1")]),
                clauses[2]]
    square = network_with_equal_widths(skipping[:1] + [
        clause("y", apply("s", wide(("l"))), [("l", 1, 1)]),
        clause("y", add(apply("s", wide("l")), flat_y("l-2")), [("l", 2, "L")])])
    with pytest.raises(CertificateError, match="is not known to lie in the region"):
        check_certificate(depth_proof(square))


def flat_y(l):
    return sym("y", [l], [f"n[{l}]"])


def wide(l):
    return affine(l)


def network_with_equal_widths(definitions):
    """Skipping two layers needs n[l] and n[l−2] to be one dimension."""
    claim = depth_claim(definitions=definitions)
    return claim


def test_tied_weights_have_no_product_of_jacobians():
    """One bias for all layers: it is an ancestor of y_{m+1} and stands in the layers after it."""
    tied = lambda l: add(matmul(sym("A", [l], [f"n[{l}]", f"n[{l}-1]"]), y(l + "-1")), b("1"))
    claim = depth_claim()
    claim["context"]["tensors"][2]["shape"] = [P("n[0]")]
    del claim
    with pytest.raises(CertificateError):
        check_certificate(depth_proof(depth_claim(definitions=[
            clause("y", sym("x", [], ["n[0]"]), [("l", 0, 0)]),
            clause("y", apply("s", tied("l")), [("l", 1, "L")])])))


def test_accepted_is_not_made_by_hand():
    with pytest.raises(TypeError):
        Accepted("1 = 2", (), (), (), 0)


def test_replay_is_fast():
    """Least of several runs, in seconds; a machine may be busy, so the bound is wide."""
    certificate = logistic_proof()

    def once():
        start = perf_counter()
        check_certificate(certificate)
        return perf_counter() - start

    assert min(once() for _ in range(5)) < 0.05
