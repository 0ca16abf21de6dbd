"""Every theorem proved by a replayed certificate, every near miss as it is expected to fall."""
import pytest

import derivations
from derivations import homework4
from derivations.prove import readings
from symbolic.language.sympy_context import normalised
from symbolic.language.sympy_opinion import second_opinion
from symbolic.language.context import Obligation

THEOREMS = derivations.library()

pytest.importorskip("symbolic.reading.reader")


def test_the_context_from_sympy_is_the_one_that_is_read():
    from symbolic.reading.context import context_from

    read, _ = context_from(homework4.GIVEN)
    assert normalised(read) == normalised(homework4.context())


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_page_and_sympy_objects_say_the_same(theorem):
    """The statement as read from LaTeX against the one built from SymPy objects, side by side."""
    built = theorem.claim()
    for read in readings(theorem.qualified(theorem.statement), theorem.given, theorem.layout):
        assert read.free == built.free
        for one, other in ((read.left, built.left), (read.right, built.right)):
            if one.shape == other.shape:
                together = Obligation(read.context, one, "=", other, read.free)
                assert all(agreed for _, agreed in second_opinion(together))


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_theorem_is_proved(theorem):
    from symbolic.library import judge_theorem

    entry = judge_theorem(theorem)
    steps = [step for form in entry["forms"] for step in form]
    assert steps and all(step["verdict"] == "proved" and step["certificate"] for step in steps), [
        (s["left"], s["right"], s["verdict"], s["code"], s["reason"]) for s in steps if s["verdict"] != "proved"]
    unexpected = [(m["claim"], m["expects"], m["verdict"], m["step"] and (m["step"]["code"], m["step"]["reason"]))
                  for m in entry["near_misses"] if not m["as_expected"]]
    assert not unexpected
