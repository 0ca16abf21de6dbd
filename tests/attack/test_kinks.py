"""Statements with kinks: none that is true is refuted, none that is false is proved."""
from __future__ import annotations

from random import Random

import pytest
from attack import kinks

from symbolic.checking import check

GIVEN = [r"z, a, b \in \mathbb{R}"]


def outcomes(seed: int, count: int) -> list[tuple[kinks.Statement, str, str]]:
    rng, found = Random(seed), []
    for _ in range(count):
        s = kinks.statement(rng, rng.choice((1, 2, 2)))
        (step,) = check(s.claim, GIVEN, "numerator")["files"][0]["steps"]
        found.append((s, step["verdict"], step["code"]))
    return found


def wrong(found) -> list:
    return [(s.claim, s.truth, verdict, code) for s, verdict, code in found
            if (s.truth, verdict) in ((True, "refuted"), (False, "proved")) or code == "internal"]


def test_the_values_are_those_of_the_books():
    """|−3| = 3, relu′(2) = 1, a kink at 0."""
    z = kinks.leaf("z")
    at = lambda x: {"z": kinks.Fraction(x), "a": kinks.Fraction(0), "b": kinks.Fraction(0)}
    assert kinks.value(kinks.Tree("abs", (z,)), at(-3)) == kinks.Jet(3, -1)
    assert kinks.value(kinks.Tree("relu", (z,)), at(2)) == kinks.Jet(2, 1)
    assert kinks.value(kinks.Tree("relu", (z,)), at(0)).bent


def test_rules_keep_the_value():
    rng = Random(5)
    for _ in range(200):
        t = kinks.grown(rng, 2)
        u = kinks.rewritten(rng, t)
        assert all(kinks.value(t, p).value == kinks.value(u, p).value for p in kinks.POINTS[::17])


def test_no_false_verdict_on_a_few_statements():
    found = outcomes(20, 25)
    assert not wrong(found)
    assert {(True, "proved"), (False, "refuted")} <= {(s.truth, verdict) for s, verdict, _ in found}


@pytest.mark.slow
def test_no_false_verdict_on_many_statements():
    assert not wrong(outcomes(21, 3000))
