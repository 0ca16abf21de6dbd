"""Ranges with strict bounds, in sums, maxima and statements."""
from __future__ import annotations

import pytest

from verdicts import real, verdict

GIVEN = [real("x", "n")]


@pytest.mark.parametrize("claim", [
    r"\sum_{1\le i<n} x_i = \sum_{i=1}^{n-1} x_i",
    r"\sum_{0<i\le n} x_i = \sum_{i=1}^{n} x_i",
    r"\sum_{0<i<n} x_i = \sum_{i=1}^{n-1} x_i",
    r"\max_{0\le i<n} x_{i+1} = \max(x)",
])
def test_a_strict_bound_is_not_within(claim):
    assert verdict(claim, GIVEN) == "proved"


def test_a_strict_bound_is_no_weak_one():
    assert verdict(r"\sum_{1\le i<n} x_i = \sum_{i=1}^{n} x_i", GIVEN) == "refuted"


@pytest.mark.parametrize("claim", [
    r"\max_{1\le p\le k}\sigma(z_{i+p}) = \sigma\left(\max_{1\le p\le k} z_{i+p}\right)",
    r"\sum_{1\le p\le k} c z_{i+p} = c\sum_{1\le p\le k} z_{i+p}",
    r"\max_{1\le i\le m,\,1\le j\le n}\sigma(X_{ij}) = \sigma\left(\max_{1\le i\le m,\,1\le j\le n}X_{ij}\right)",
])
def test_windows(claim):
    """The free index i of z_{i+p} stays where i + p is within for every p."""
    given = [real("X", "m", "n"), r"k \in \mathbb{N}", real("z", "n+k"), real("c"), r"\sigma \text{ nondecreasing}"]
    assert verdict(claim, given) == "proved"
