"""Definitions that read beyond what is declared: said in words, not as a fault or a mere "not found"."""
import pytest

from symbolic import check

SUMS = r"$x_1, \dots, x_N \in \mathbb{R}$, $c_1 = x_1$"


def step(claim, *given):
    return check(claim, list(given))["files"][0]["steps"][0]


@pytest.mark.parametrize("claim", ["c_2 = x_1 + x_0", "c_k = c_{k-1} + x_{k-2}"])
def test_what_lies_outside_is_named(claim):
    found = step(claim, SUMS, r"$c_k = c_{k-1} + x_{k-2}$ for $k = 2, \dots, N$")
    assert (found["verdict"], found["code"]) == ("undecided", "range")
    assert found["reason"] == (r"the definition of $c_{k}$ speaks of $x_{k - 2}$, which for $k = 2$ is outside of the range "
                               r"$1, \dots, N$ of $x$")


def test_the_upper_end_counts_too():
    found = step("d_1 = x_3", r"$x_1, \dots, x_N \in \mathbb{R}$, $d_N = x_N$", r"$d_k = d_{k+1} + x_{k+2}$ for $k = 1, \dots, N-1$")
    assert found["code"] == "range" and "for $k = N - 1$" in found["reason"]


def test_what_is_defined_elsewhere_is_not_outside():
    found = step(r"c_k = \sum_{j=1}^k x_j", SUMS, r"$c_k = c_{k-1} + x_k$ for $k = 2, \dots, N$")
    assert found["verdict"] == "proved"
