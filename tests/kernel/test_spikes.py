"""The five certificates written by hand, and claims near theirs that must fall."""
from __future__ import annotations

from copy import deepcopy

import pytest

from handwritten import P
from spikes import SPIKES, Network, depth_claim, depth_proof

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
        "known: L − 2 ≥ 0",
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


def test_layers_of_one_width_are_accepted():
    """The network that the next two spoil."""
    net = Network("n")
    check_certificate(depth_proof(net=net), net.depth_claim())


@pytest.mark.parametrize("net, words", [
    (Network("n", skip=True), r"y\[l − 2\] is not known to lie in the region"),
    (Network("n", tied=True), "may share members of A"),
])
def test_no_product_of_jacobians(net, words):
    """With y_{l−2} added, y_L depends on y_l past y_{l+1}; with one A, what "cut at y_l" means is not settled."""
    with pytest.raises(CertificateError, match=words):
        check_certificate(depth_proof(net=net))


def test_accepted_is_not_made_by_hand():
    with pytest.raises(TypeError):
        Accepted("1 = 2", (), (), (), 0)
