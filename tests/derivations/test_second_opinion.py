"""SymPy alone, at widths 2, 3 and a rectangular mix, on every theorem and every near miss."""
import pytest

import derivations
from derivations.homework4.given import SHEET
from derivations.prove import opinion_of, opinion_of_near_miss
from symbolic.language.sympy_opinion import opposed, supported

THEOREMS = derivations.library()
LAYERED = [theorem for theorem in THEOREMS if theorem.given == SHEET and theorem.claim is not None]
MISSES = [(theorem, miss) for theorem in THEOREMS for miss in theorem.near_misses]


def _is_quick(theorem, miss) -> bool:
    """In every run pages with SymPy objects are asked about, of the others one in eight."""
    first = next(m for m in theorem.near_misses if m.expects == "counterexample")
    return theorem.claim is not None or miss is first and THEOREMS.index(theorem) % 8 == 0


@pytest.mark.parametrize("theorem", [t for t in THEOREMS if t.claim is not None], ids=lambda t: t.name)
def test_sympy_agrees_with_the_statement_built_from_its_objects(theorem):
    opinions = opinion_of(theorem)
    assert supported(opinions), opinions


@pytest.mark.parametrize("theorem", LAYERED, ids=lambda t: t.name)
def test_layers_of_widths_2_and_of_widths_3_are_compared(theorem):
    widths = [opinion["sizes"]["n"][:-1] for opinion in opinion_of(theorem)]
    assert {2} in map(set, widths) and {3} in map(set, widths)


@pytest.mark.parametrize("theorem, miss", [
    pytest.param(*pair, marks=[] if _is_quick(*pair) else [pytest.mark.slow])
    for pair in MISSES if pair[1].expects == "counterexample"], ids=lambda x: getattr(x, "name", getattr(x, "why", ""))[:40])
def test_sympy_disagrees_with_a_near_miss(theorem, miss):
    opinions = opinion_of_near_miss(theorem, miss)
    assert opposed(opinions), (miss.claim, opinions)


@pytest.mark.parametrize("theorem, miss", [pair for pair in MISSES if pair[1].expects == "refused"],
                         ids=lambda x: getattr(x, "name", getattr(x, "why", ""))[:40])
def test_sympy_does_not_support_what_is_refused(theorem, miss):
    """Where there is another path past the variable no derivative is computed at all; what is not defined has no reading."""
    opinions = opinion_of_near_miss(theorem, miss)
    assert not any(opinion["agrees"] for opinion in opinions)
    if theorem.name in ("homework4.chain_rule", "homework4.gradient_by_weights"):
        assert opinions and all("besides through" in opinion["note"] for opinion in opinions)
