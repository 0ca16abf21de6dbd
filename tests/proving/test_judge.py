"""What ends a judgement without a verdict."""
import pytest

from symbolic.checking import check


@pytest.mark.parametrize("claim", [" + ".join(["x"] * 4000) + " = 4000 x", r"\operatorname{tr}(I_{10^{30}}) = 10^{30}"])
def test_what_is_too_large_for_the_checker_is_no_fault_of_the_program(claim):
    step = check(claim, [r"x \in \mathbb{R}^n"])["files"][0]["steps"][0]
    assert (step["verdict"], step["code"]) == ("undecided", "limit")


def test_a_sum_that_reads_an_entry_outside_is_told_so():
    given = [r"W \in \mathbb{R}^{K \times d}", r"x \in \mathbb{R}^d", r"z = W x", r"L = z^\top z"]
    claim = r"\frac{\partial L}{\partial W_{ij}} = \sum_{k=0}^K \frac{\partial L}{\partial z_k} \frac{\partial z_k}{\partial W_{ij}}"
    step = check(claim, given)["files"][0]["steps"][0]
    assert (step["verdict"], step["code"]) == ("undecided", "range") and "an index of z" in step["reason"]
