"""Composite indices whose range may be empty stay open."""
from __future__ import annotations

import pytest

from laboratory import ONE, laboratory

from symbolic.errors import CertificateError
from symbolic.proving.checker import check_certificate


def root(variable, q, r, upper):
    """1 = 1 by mixed radix from 1 = 1."""
    p = laboratory()
    for name, end in ((q, "m-k"), (r, "m-k"), (variable, upper)):
        if not any(name == known for known, _, _ in p.variables):
            p.variable(name, 1, end)
    one = p.at(ONE)
    p.step("radix", p.step("refl", term=one), left=one, right=one, variable=variable, parts=[q, r])
    return p.certificate()


def test_a_range_that_is_not_empty_may_be_left():
    check_certificate(root("big", "b2", "b1", "k m"))


def test_two_ranges_that_may_be_empty_stay_open():
    """(m − k)² may be ≥ 1 while no number is in 1..m−k."""
    with pytest.raises(CertificateError, match="may be empty"):
        check_certificate(root("area", "wide", "high", "m m-2 k m+k k"))
