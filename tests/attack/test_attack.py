r"""The soundness attack: no true step is refuted, no false one proved.

A small run by default; ``benchmarks/attack.py`` makes the large ones.  A failure
prints the statement with the seed that makes it again.
"""
from __future__ import annotations

from collections import Counter

import pytest

from attack.closure import Setting, judge
from attack.expressions import (ONE, Add, Apply, Deriv, Diag, Dim, Entry, Had, Mul, SumOver, Sym, T, Trace, num, Scale)
from attack.generator import make, statements
from attack.judging import Tally, outcome

m, n = Dim("m"), Dim("n")
A, B, S = Sym("A", None, (m, n)), Sym("B", None, (n, m)), Sym("S", None, (n, n))
x, z, b = Sym("x", None, (n, ONE)), Sym("z", None, (n, ONE)), Sym("b", None, (m, ONE))
affine = Add((Mul(A, x), b))
layer = Apply(r"\sigma", 0, affine)
slope = Apply(r"\sigma", 1, affine)
form = Mul(Mul(T(x), S), x)


def by(body, variable, layout="mixed", at=None):
    return Deriv(body, variable, at, "fraction", layout)


KNOWN = [
    ("transpose of a product", T(Mul(A, B)), Mul(T(B), T(A)), "true"),
    ("its order forgotten", Mul(A, B), T(Mul(A, B)), "false"),
    ("trace is cyclic", Trace(Mul(A, B)), Trace(Mul(B, A)), "true"),
    ("Jacobian of a layer", by(layer, x), Mul(Diag(slope), A), "true"),
    ("σ for σ'", by(layer, x), Mul(Diag(layer), A), "false"),
    ("Jacobian in denominator layout", by(layer, x, "denominator"), Mul(T(A), Diag(slope)), "true"),
    ("gradient of a form is a row", by(form, x), Mul(T(x), Add((S, T(S)))), "true"),
    ("a symmetry nobody granted", by(form, x), Scale(num(2), Mul(T(x), S)), "false"),
    ("form by its matrix", by(form, S), Mul(x, T(x)), "true"),
    ("trace by its matrix", by(Trace(Mul(A, B)), A), T(B), "true"),
    ("the same in numerator layout", by(Trace(Mul(A, B)), A, "numerator"), B, "true"),
    ("an entry as a sum", Entry(Mul(A, x), ("i",)),
     SumOver("k", n, Scale(Entry(A, ("i", "k")), Entry(x, ("k",)))), "true"),
    ("second derivative", by(by(form, x, at=("j",)), x, at=("k",)),
     Add((Entry(S, ("k", "j")), Entry(S, ("j", "k")))), "true"),
    ("Hadamard for a product", Mul(S, S), Had(S, S), "false"),
    ("an index past the end", Entry(x, ("i",)), Entry(x, ("i",)), "ill-typed"),
]


@pytest.mark.parametrize("name, left, right, truth", KNOWN, ids=[row[0] for row in KNOWN])
def test_the_closure_knows_the_textbook(name, left, right, truth):
    assert judge(left, right, Setting(dims=(m, n), ranges=(("i", m), ("j", n), ("k", n))), name)[0] == truth


def test_statements_come_again_from_their_seeds():
    assert make("again:7").show() == make("again:7").show()


def test_both_truths_and_every_kind_come_up():
    truths, kinds = Counter(), Counter()
    for s in statements("spread", 600):
        truths.update(s.truths)
        kinds[s.kind.split()[0]] += 1
    assert min(truths["true"], truths["false"]) > 200 and truths["ill-typed"] > 5
    assert {"algebra", "gradient_by_matrix", "jacobian_by_column", "dotted", "symbolic", "explicit"} <= set(kinds)


def test_untouched_networks_are_true():
    """What a template claims of a plain network holds unless a slip was put in."""
    plain = [s for s in statements("networks", 500) if " plain " in s.kind and not s.slips]
    assert len(plain) > 20
    for s in plain:
        assert set(s.truths) == {"true"}, s.show()


def attacked(seed: str, count: int) -> Tally:
    tally = Tally()
    for s in statements(seed, count):
        tally.add(outcome(s))
    print(tally.table())
    return tally


def test_no_false_verdict_in_a_small_attack():
    tally = attacked("daily", 300)
    assert not tally.false, "\n\n".join(o.show() for o in tally.false)


@pytest.mark.slow
def test_no_false_verdict_in_a_larger_attack():
    tally = attacked("weekly", 4000)
    assert not tally.false, "\n\n".join(o.show() for o in tally.false)
