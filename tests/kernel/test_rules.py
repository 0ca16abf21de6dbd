"""Every rule: an instance that it accepts, and one refused for each side condition.

``ACCEPTED`` rows build a step and the equation it must prove; ``REFUSED`` rows
build a step that must not pass, with words of the refusal.
"""
from __future__ import annotations

import pytest

import arithmetic  # noqa: F401
import composite  # noqa: F401
import curves  # noqa: F401
import cuts  # noqa: F401
import declared  # noqa: F401
import deltas  # noqa: F401
import derivative_rules  # noqa: F401
import distinctions  # noqa: F401
import equality  # noqa: F401
import exponentials  # noqa: F401
import fields  # noqa: F401
import finite_sums  # noqa: F401
import held  # noqa: F401
import inductions  # noqa: F401
import inequalities  # noqa: F401
import inverses  # noqa: F401
import known_functions  # noqa: F401
import mixed_radix  # noqa: F401
import order  # noqa: F401
import powers  # noqa: F401
import products  # noqa: F401
import pseudo  # noqa: F401
import unfolding  # noqa: F401
import waves  # noqa: F401
from laboratory import finished, laboratory
from rows import ACCEPTED, REFUSED

from symbolic.errors import CertificateError
from symbolic.proving.checker import check_certificate
from symbolic.proving.checker.accept import RULES


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted(name):
    p = laboratory()
    step, left, right = ACCEPTED[name](p)
    p.step("trans", p.step("refl", term=left), step, p.step("refl", term=right))
    check_certificate(finished(p))


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name):
    rule, words, build = REFUSED[name]
    p = laboratory()
    build(p)
    with pytest.raises(CertificateError) as caught:
        check_certificate(finished(p))
    assert caught.value.rule == rule and words in str(caught.value), str(caught.value)


def test_every_rule_is_tried_both_ways():
    assert {rule for rule, _, _ in REFUSED.values()} == set(RULES)
    assert {name.split("__")[0] for name in ACCEPTED} == set(RULES)
