"""Every page of the library is told, and every line of it that gets a value is true."""
from __future__ import annotations

from random import Random

import pytest
from test_lines import untrue

import derivations
from symbolic.checking import check_document
from symbolic.explaining.telling import LONGEST, explain
from symbolic.sources import Source

FEW = ["homework4.jacobian_of_layer_by_input", "homework4.gradient_by_weights", "homework4.chain_rule",
       "homework4.jacobian_as_product"]


def proofs(theorem):
    """The certificates of a theorem's statement."""
    granted = [Source(f"given {k}", text) for k, text in enumerate(theorem.given)]
    steps = check_document(theorem.qualified(theorem.statement), theorem.name, granted, theorem.layout)["steps"]
    return [step["certificate"]["content"] for step in steps if step["verdict"] == "proved"]


def check_told(theorem, random: Random) -> tuple[int, int]:
    """How many lines the explanation has, and how many got values."""
    lines = valued = 0
    for certificate in proofs(theorem):
        told = explain(certificate)
        lines += len(told.lines)
        assert all(len(line.left.text) <= LONGEST for line in told.lines[1:]), theorem.name
        found, wrong = untrue(certificate, random, tries=2)
        assert not wrong, (theorem.name, wrong)
        valued += found
    return lines, valued


@pytest.mark.parametrize("name", FEW)
def test_a_page_is_told(name):
    (theorem,) = derivations.find(name)
    lines, valued = check_told(theorem, Random(name))
    assert lines >= 2 and valued == lines


@pytest.mark.slow
def test_all_pages_are_told():
    random = Random("library")
    counts = [check_told(theorem, random) for theorem in derivations.library()]
    lines, valued = map(sum, zip(*counts))
    assert lines > 5 * len(counts) and valued > 0.7 * lines
