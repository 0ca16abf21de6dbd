r"""Bounds of declared numbers: 0 ≤ α ≤ 1 is an assumption, and no range of an index."""
import pytest

from verdicts import verdict

NUMBER = [r"z, \alpha \in \mathbb{R}"]


@pytest.mark.parametrize("claim, given", [
    (r"|\alpha| = \alpha, \quad 0 \le \alpha \le 1", NUMBER),
    (r"|\alpha| = \alpha, \quad \alpha \ge 0", NUMBER),
    (r"|\alpha| = \alpha", [*NUMBER, r"0 \le \alpha \le 1"]),
    (r"|\alpha| = \alpha", [*NUMBER, r"0 < \alpha < 1"]),
    (r"\max(\alpha, 1) = 1", [*NUMBER, r"0 \le \alpha \le 1"]),
    (r"Let $\alpha \in \mathbb{R}$ with $0 \le \alpha \le 1$. Then $|\alpha| = \alpha$.", []),
    (r"Let $0 \le \alpha \le 1$. Then $$|\alpha| = \alpha.$$", NUMBER),
    (r"For $\alpha \ge 0$ we have $|\alpha| = \alpha$.", NUMBER),
])
def test_a_bound_is_used(claim, given):
    assert verdict(claim, given) == "proved"


@pytest.mark.parametrize("claim, given", [
    (r"|\alpha| = \alpha", NUMBER),
    (r"|\alpha| = \alpha, \quad -1 \le \alpha \le 1", NUMBER),
    (r"|\alpha| = -\alpha", [*NUMBER, r"0 \le \alpha \le 1"]),
])
def test_a_bound_does_not_make_everything_true(claim, given):
    assert verdict(claim, given) == "refuted"


def test_a_range_of_an_index_stays_one():
    assert verdict(r"x_i + x_i = 2 x_i, \quad 1 \le i \le n", [r"x \in \mathbb{R}^n"]) == "proved"
