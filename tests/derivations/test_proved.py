"""Every theorem proved by a replayed certificate, every near miss as it is expected to fall."""
from dataclasses import replace

import pytest

import derivations
from derivations import homework4
from derivations.homework4.given import DIAGONALS, SHEET, SQUARE
from derivations.prove import readings
from symbolic.checking import check
from symbolic.language.context import Obligation
from symbolic.language.sympy_context import normalised
from symbolic.language.sympy_opinion import second_opinion, supported

THEOREMS = derivations.library()

def test_the_context_from_sympy_is_the_one_that_is_read():
    from symbolic.reading.declarations.given import context_from

    read, _ = context_from(homework4.PROBLEMS["6"])
    assert normalised(read) == normalised(homework4.context())


@pytest.mark.parametrize("theorem", [t for t in THEOREMS if t.claim is not None], ids=lambda t: t.name)
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
def test_theorem_is_proved(theorem, monkeypatch):
    """Statement, other forms and every line; of pages without SymPy objects one near miss of each kind.

    SymPy's opinion of the statements of these pages is asked in the slow run.
    """
    if theorem.claim is not None:
        _holds(theorem)
    else:
        monkeypatch.setattr("symbolic.second_opinion.opinions", lambda obligations: [])
        _holds(replace(theorem, near_misses=one_of_each_kind(theorem.near_misses)), asked=False)


@pytest.mark.slow
@pytest.mark.parametrize("theorem", [t for t in THEOREMS if t.claim is None], ids=lambda t: t.name)
def test_every_near_miss_falls(theorem):
    _holds(theorem)


def one_of_each_kind(misses):
    return tuple({miss.expects: miss for miss in reversed(misses)}.values())


def _holds(theorem, asked=True):
    from symbolic.library import judge_theorem

    entry = judge_theorem(theorem)
    steps = [step for form in entry["forms"] for step in form]
    assert steps and all(step["verdict"] == "proved" and step["certificate"] for step in steps), [
        (s["left"], s["right"], s["verdict"], s["code"], s["reason"]) for s in steps if s["verdict"] != "proved"]
    unexpected = [(m["claim"], m["expects"], m["verdict"], m["step"] and (m["step"]["code"], m["step"]["reason"]))
                  for m in entry["near_misses"] if not m["as_expected"]]
    assert not unexpected
    assert not asked or supported(entry["second_opinion"]), entry["second_opinion"]


@pytest.mark.parametrize("given", [SHEET, SQUARE], ids=["sheet", "square"])
def test_a_product_that_may_be_empty_is_not_refuted(given):
    """At ℓ = L-1 the product has no factor and is the identity: the claim is true."""
    claim = (r"\frac{\partial y_{L-1}}{\partial y_\ell} = \frac{\partial y_{L-1}}{\partial y_{L-2}} \cdots "
             r"\frac{\partial y_{\ell+1}}{\partial y_\ell}, \quad \ell = 1, \dots, L-1")
    assert verdicts(claim, given) == ["proved"]


TRUE = [
    r"\frac{\partial y_L}{\partial y_{L-1}} \frac{\partial y_{L-1}}{\partial y_{L-2}} \cdots "
    r"\frac{\partial y_{\ell+1}}{\partial y_\ell} = A_L D_{L-1} A_{L-1} \cdots D_{\ell+1} A_{\ell+1}",
    r"\frac{\partial y_L}{\partial y_\ell} = A_L \frac{\partial y_{L-1}}{\partial y_\ell}",
    r"\frac{\partial y_\ell}{\partial (A_\ell)_{ij}} = \sigma'((A_\ell y_{\ell-1} + b_\ell)_i) (y_{\ell-1})_j e_i",
]

FALSE = [
    r"\frac{\partial y_L}{\partial y_{L-1}} \frac{\partial y_{L-1}}{\partial y_{L-2}} \cdots "
    r"\frac{\partial y_{\ell+1}}{\partial y_\ell} = A_L D_{L-1} A_{L-1} \cdots D_{\ell+1} A_{\ell+1} D_\ell",
    r"\frac{\partial y_L}{\partial y_\ell} = \sigma'(y_L) A_L \frac{\partial y_{L-1}}{\partial y_\ell}",
]


@pytest.mark.parametrize("claim", TRUE + FALSE)
def test_variants_an_author_may_write(claim):
    assert set(verdicts(claim + r", \quad \ell = 1, \dots, L-1", (*SHEET, DIAGONALS))) == {
        "proved" if claim in TRUE else "refuted"}


def verdicts(claim, given):
    return [step["verdict"] for step in check(claim, given, "mixed")["files"][0]["steps"]]
