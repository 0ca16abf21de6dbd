"""Guarded sums: what is proved is true at every small size, and most of what is true is proved."""
from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from index_sums import GIVEN, Guarded, statement, truth
from symbolic.checking import check

SEEDS = (11, 12, 13)
STATEMENTS = 20


def verdict(left: Guarded, right: Guarded) -> tuple[str, str]:
    claim = rf"{left.latex('i')} = {right.latex('k')}, \quad j = 1, \dots, m"
    (step,) = check(claim, GIVEN, "mixed")["files"][0]["steps"]
    return step["verdict"], claim


def judged(seed: int, count: int) -> Counter:
    """How often which truth got which verdict; fails at the first wrong one."""
    rng, found = Random(seed), Counter()
    for _ in range(count):
        sides = statement(rng)
        known = truth(*sides)
        said, claim = verdict(*sides)
        assert not (said == "proved" and known is not True or said == "refuted" and known is not False), (seed, known, said, claim)
        found[known, said] += 1
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_no_verdict_is_wrong(seed):
    found = judged(seed, STATEMENTS)
    true = sum(count for (known, _), count in found.items() if known)
    assert found[True, "proved"] >= 0.75 * true, found


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 110))
def test_no_verdict_is_wrong_at_length(seed):
    judged(seed, 200)
