"""The library as a whole: what pages there are, and that each is a page of proof."""
import subprocess
import sys

import pytest

import derivations
from derivations import homework4
from symbolic.errors import UsageError

PROBLEM_6 = {
    "homework4.jacobian_of_last_layer_by_bias", "homework4.jacobian_of_last_layer_by_input",
    "homework4.jacobian_of_layer_by_bias", "homework4.jacobian_of_layer_by_input",
    "homework4.gradient_by_last_weights", "homework4.gradient_by_weights", "homework4.chain_rule",
    "homework4.jacobian_as_product", "homework4.gradient_as_product",
}


def test_problem_6_is_there():
    assert PROBLEM_6 <= {theorem.name for theorem in derivations.library()}


@pytest.mark.parametrize("theorem", derivations.library(), ids=lambda t: t.name)
def test_a_page_says_what_a_page_must(theorem):
    assert theorem.title and theorem.statement and theorem.source and theorem.given
    assert theorem.claim is None or theorem.claim.__module__ == f"derivations.{theorem.name}"
    assert len(theorem.proof) > 1 and all(line.reason for line in theorem.proof[1:])
    assert theorem.near_misses and all(miss.why and miss.claim for miss in theorem.near_misses)
    assert {miss.expects for miss in theorem.near_misses} <= {"counterexample", "shape", "refused"}


@pytest.mark.parametrize("theorem", derivations.library(), ids=lambda t: t.name)
def test_numbers_refute_something_on_every_page(theorem):
    """Shapes alone are no test of a formula."""
    assert any(miss.expects == "counterexample" for miss in theorem.near_misses)


def test_names_are_found_in_full_by_their_last_part_and_by_package():
    (chain_rule,) = derivations.find("chain_rule")
    assert derivations.find("homework4.chain_rule") == [chain_rule]
    assert derivations.find("homework4") == [t for t in derivations.library() if t.name.startswith("homework4.")]


def test_an_unknown_name_suggests_near_ones():
    with pytest.raises(UsageError, match="did you mean .*chain_rule"):
        derivations.find("chainrule")


def test_what_is_given_needs_no_sympy():
    """``--given derivations.homework4`` must start fast."""
    code = "import sys, derivations.homework4 as h; assert h.GIVEN; sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_the_context_of_the_sheet():
    context = homework4.context()
    assert {declared.name for declared in context.tensors} == {"A", "b", "x", "y"}
    assert [str(d) for d in context.tensor("A").symbol("L").shape] == ["n_{L}", "n_{L - 1}"]
    assert [(str(s), str(p)) for s, p in context.equal] == [("n_{L}", "1")]
    assert len(context.definitions_of("y")) == 3
