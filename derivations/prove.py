"""A theorem judged: its page by the engine, its statement by SymPy besides.

``prove_theorem`` gives plain data: what ``symbolic.library.judge_theorem``
says of the page, with SymPy's ``second_opinion`` of the statement, and besides
that opinion of every near miss.
"""
from __future__ import annotations

from symbolic.language.sympy_opinion import opposed, supported
from symbolic.library import readings
from symbolic.second_opinion import opinions

from .theorem import NearMiss, Theorem


def prove_theorem(theorem: Theorem) -> dict:
    """The judged page with second opinions; ``ok`` if all is as the page promises.

    That is: every form proved, every near miss as expected, SymPy agreeing
    with the statement at every choice of sizes and, where a near miss expects
    a counterexample, disagreeing at one.
    """
    from symbolic.library import judge_theorem

    entry = judge_theorem(theorem)
    for page, miss in zip(entry["near_misses"], theorem.near_misses):
        page["second_opinion"] = opinion_of_near_miss(theorem, miss)
    entry["ok"] = (entry["verdict"] == "proved" and supported(entry["second_opinion"])
                   and all(map(_miss_is_ok, entry["near_misses"])))
    return entry


def _miss_is_ok(page: dict) -> bool:
    return page["as_expected"] and not (page["expects"] == "counterexample" and not opposed(page["second_opinion"]))


def opinion_of(theorem: Theorem) -> list[dict]:
    """SymPy on the statement: ``sizes``, ``agrees``, ``note``."""
    return opinions(theorem.obligations())


def opinion_of_near_miss(theorem: Theorem, miss: NearMiss) -> list[dict]:
    """SymPy on the readings of a near miss; empty where its shapes leave nothing to compare."""
    given = theorem.given if miss.given is None else miss.given
    return opinions(readings(miss.claim, given, theorem.layout), opposing=miss.expects == "counterexample")
