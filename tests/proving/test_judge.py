"""What ends a judgement without a verdict."""
import pytest

from symbolic.checking import check


@pytest.mark.parametrize("claim", [" + ".join(["x"] * 4000) + " = 4000 x", r"\operatorname{tr}(I_{10^{30}}) = 10^{30}"])
def test_what_is_too_large_for_the_checker_is_no_fault_of_the_program(claim):
    step = check(claim, [r"x \in \mathbb{R}^n"])["files"][0]["steps"][0]
    assert (step["verdict"], step["code"]) == ("undecided", "limit")
