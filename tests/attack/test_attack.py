r"""The soundness attack: no true step is refuted, no false one proved.

A small run by default; ``benchmarks/attack.py`` makes the large ones.  A failure
prints the statement with the seed that makes it again.
"""
from __future__ import annotations

from collections import Counter

import pytest

from attack.closure import Setting, judge
from attack.expressions import (ONE, Add, Apply, Deriv, Diag, Dim, Entry, Had, Mul, SumOver, Sym, T, Trace, num, Scale)
from attack import numbers, windows
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


def attacked(seed: str, count: int, kind=None) -> Tally:
    tally = Tally()
    for s in statements(seed, count) if kind is None else [kind.make(f"{seed}:{k}") for k in range(count)]:
        tally.add(outcome(s))
    print(tally.table())
    return tally


def test_no_false_verdict_in_a_small_attack():
    tally = attacked("daily", 150)
    assert not tally.false, "\n\n".join(o.show() for o in tally.false)


@pytest.mark.parametrize("kind", [numbers, windows])
def test_no_false_verdict_about_numbers_and_windows(kind):
    tally = attacked("daily", 100, kind)
    assert not tally.false, "\n\n".join(o.show() for o in tally.false)
    assert sum(tally.open_by_kind.values()) < 25


@pytest.mark.slow
@pytest.mark.parametrize("kind", [None, numbers, windows])
def test_no_false_verdict_in_a_larger_attack(kind):
    tally = attacked("weekly", 2500, kind)
    assert not tally.false, "\n\n".join(o.show() for o in tally.false)


z = numbers.var("z")
NUMBERS = [
    ("logistic of -z", numbers.fn("sigma", numbers.neg(z)), numbers.sub(numbers.const(1), numbers.fn("sigma", z)), "=", "true"),
    ("its sign", numbers.fn("sigma", numbers.neg(z)), numbers.neg(numbers.fn("sigma", z)), "=", "false"),
    ("rectifier", numbers.fn("relu", z), numbers.div(numbers.add(z, numbers.fn("abs", z)), numbers.const(2)), "=", "true"),
    ("root of a square", numbers.fn("sqrt", numbers.power(z, 2)), z, "=", "false"),
    ("slope of tanh", numbers.derivative(numbers.fn("tanh", z), "z"), numbers.sub(numbers.const(1), numbers.power(numbers.fn("tanh", z), 2)),
     "=", "true"),
    ("square", numbers.const(0), numbers.power(z, 2), r"\le", "true"), ("strictly", numbers.const(0), numbers.power(z, 2), "<", "false"),
]


def test_no_truth_is_taken_from_lost_digits():
    """min(e^{e^x}, z) = (e^{e^x} + z − |e^{e^x} − z|)/2, whose parts outgrow any number of digits."""
    tower = numbers.fn("exp", numbers.fn("exp", numbers.var("x")))
    whole = numbers.div(numbers.sub(numbers.add(tower, z), numbers.fn("abs", numbers.sub(tower, z))), numbers.const(2))
    sets = {"x": tuple(range(-5, 40)), "z": (1, 2, 3)}
    assert numbers.truth(numbers.fn("min", tower, z), whole, sets, "=", [], "tower") != "false"


@pytest.mark.parametrize("name, left, right, relation, truth", NUMBERS, ids=[row[0] for row in NUMBERS])
def test_the_truths_of_numbers(name, left, right, relation, truth):
    integers = {"z": tuple(range(-3, 4))}
    assert numbers.truth(left, right, integers, relation, [], name) == truth


def test_slopes_agree_with_differences():
    """The generator's own derivatives against central differences of 50 digits."""
    from random import Random

    import mpmath

    random, seen = Random(5), 0
    with mpmath.workdps(numbers.DIGITS):
        while seen < 40:
            e = numbers.grown(random, ["z"], 3, calm=True)
            at = mpmath.mpf(random.randint(-20, 20)) / 7
            try:
                slope = numbers.value(numbers.derivative(e, "z"), {"z": at})
                found = mpmath.diff(lambda t: numbers._real(numbers.value(e, {"z": t})), at)
            except (numbers.Undefined, OverflowError):
                continue
            seen += 1
            assert abs(found - slope) < mpmath.mpf(10) ** -12 * (1 + abs(slope))


def test_both_truths_of_numbers_and_windows_come_up():
    for kind, least in ((numbers, 4), (windows, 7)):
        made = [kind.make(f"spread:{k}") for k in range(150)]
        truths = Counter(s.truths[0] for s in made)
        assert min(truths["true"], truths["false"]) > 35
        assert len({s.kind for s in made}) >= least
