"""Wrong certificates are refused: claims made false, rule instances made invalid.

Certificates come from statements of the attack that were proved.  What makes a
changed one wrong is judged by the attack's own exact values, never by the
checker under test.
"""
from __future__ import annotations

from collections import Counter
from functools import cache
from random import Random

import pytest

from attack.certificates import judged_wrong, refusal, step_refused
from attack.forging import forged, is_false, with_forged_step
from attack.generator import statements
from attack.judging import outcome
from attack.spoiling import CHANGES, spoiled

WANTED, OF_EACH_KIND, LONGEST = 40, 3, 110
SPOILED, FORGED, ACCEPTED = 210, 210, 100


@cache
def accepted() -> tuple[tuple[str, dict], ...]:
    """Accepted certificates, at most a few of each kind of statement."""
    found, kinds = [], Counter()
    for s in statements("certificates", 400):
        if kinds[s.kind] >= OF_EACH_KIND:
            continue
        for certificate in outcome(s, limit=20, certificates=True).certificates[:1]:
            if len(certificate["steps"]) <= LONGEST:
                kinds[s.kind] += 1
                found.append((s.seed, certificate))
        if len(found) >= WANTED:
            break
    return tuple(found)


def test_accepted_certificates_are_not_judged_wrong():
    """The judge of the attack finds no fault where there is none."""
    random = Random("right")
    assert len(accepted()) > 30
    for seed, certificate in accepted():
        assert refusal(certificate) is None, seed
        assert judged_wrong(certificate, random) == ("", None), seed


def test_a_certificate_proves_its_own_claim_only():
    """Handed the claim of another step, the checker refuses a certificate it would accept."""
    for (_, certificate), (_, other) in zip(accepted(), accepted()[1:]):
        assert refusal(certificate, certificate["claim"]) is None
        assert other["claim"] == certificate["claim"] or refusal(certificate, other["claim"]) is not None


@pytest.mark.parametrize("make, wanted", [(spoiled, SPOILED), (forged, FORGED)], ids=["spoiled", "forged"])
def test_wrong_certificates_are_refused(make, wanted):
    random = Random(f"wrong {make.__name__}")
    changes, missed = Counter(), []
    while changes.total() < wanted:
        for seed, certificate in random.sample(accepted(), len(accepted())):
            made = make(certificate, random)
            if made is None or changes.total() == wanted:
                continue
            changes[made.change] += 1
            if not made.refused():
                missed.append(f"[{seed}] {made.change}: {made.wrong}")
    print(changes)
    assert len(changes) > 12
    assert not missed, "\n".join(missed)


def test_forged_steps_that_are_accepted_are_true():
    """The other way round: whatever rule instance the checker takes holds in exact numbers."""
    random = Random("accepted")
    rules, unsound = Counter(), []
    for _ in range(60 * ACCEPTED):
        if rules.total() == ACCEPTED:
            break
        seed, certificate = random.choice(accepted())
        made = with_forged_step(certificate, random)
        if made is None or step_refused(made):
            continue
        rules[made["steps"][-1]["rule"]] += 1
        if is_false(made, random):
            unsound.append(f"[{seed}] {made['steps'][-1]}")
    print(rules)
    assert rules.total() == ACCEPTED and len(rules) > 6
    assert not unsound, "\n".join(unsound)


@pytest.mark.parametrize("change", CHANGES, ids=lambda f: f.__name__)
def test_no_change_breaks_the_checker(change):
    """Whatever stands in a certificate, the checker accepts or refuses and nothing else."""
    from copy import deepcopy
    random = Random(change.__name__)
    for seed, certificate in accepted()[:12]:
        made = deepcopy(certificate)
        try:
            change(made, random)
        except (IndexError, KeyError, TypeError, ValueError):
            continue
        refusal(made)
