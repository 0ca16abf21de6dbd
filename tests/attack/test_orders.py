r"""The attack on order: no false inequality is proved, no true one refuted; pools in exact numbers."""
from __future__ import annotations

from collections import Counter
from fractions import Fraction
from random import Random

import pytest

from attack.orders import GIVEN, statement, true_statement, violation
from symbolic.checking import check


def verdict(claim: str, given) -> str:
    (step,) = check(claim, given)["files"][0]["steps"]
    assert step["code"] != "internal", f"{claim}: {step['reason']}"
    return step["verdict"]


def attacked(seed: str, count: int) -> Counter:
    tally: Counter = Counter()
    for k in range(count):
        rng = Random(f"{seed}:{k}")
        made = statement(rng)
        said, against = verdict(made.show(), GIVEN), violation(made, rng)
        assert not (said == "proved" and against), f"{seed}:{k}: {made.show()} is proved, but false at {against}"
        tally[said, against is None] += 1
    return tally


def test_no_false_inequality_is_proved():
    tally = attacked("orders daily", 40)
    assert tally["refuted", False] > 10 and tally["proved", True], tally


def test_no_true_inequality_is_refuted():
    tally = Counter()
    for k in range(40):
        rng = Random(f"true daily:{k}")
        made = true_statement(rng)
        assert violation(made, rng) is None
        tally[verdict(made.show(), GIVEN)] += 1
    assert not tally["refuted"] and tally["proved"] > 30, tally


@pytest.mark.slow
def test_no_false_inequality_is_proved_in_a_larger_attack():
    attacked("orders weekly", 3000)


# ---------------------------------------------------------------- pools

FUNCTIONS = {
    "z": lambda z: z, "2z + 1": lambda z: 2 * z + 1, "-z": lambda z: -z, "z^2": lambda z: z * z, "z^3": lambda z: z ** 3,
    r"\max(0, z)": lambda z: max(Fraction(0), z), "|z|": abs, "3": lambda z: Fraction(3),
}
KINDS = {"max": max, "min": min, "average": lambda entries: sum(entries) / len(entries)}
PADDINGS = {"": None, r" \text{ and zero padding } P": Fraction(0)}
SHEET = (r"X \in \mathbb{R}^{m \times n}", r"\rho \colon \mathbb{R}^{m \times n} \to \mathbb{R}^{k \times \ell} \text{ %s-pool with window }"
         r" p \times q \text{ and stride } s \times t%s", r"\sigma(z) = %s")
SIZES = [(rows, columns, step, pad) for rows in (1, 2) for columns in (1, 3) for step in (1, 2) for pad in (0, 1)]


def pooled(entries: list[list], kind, window, step: int, pad: int, outside) -> list:
    """Every window of the padded matrix that fits in, row by row."""
    rows, columns = len(entries), len(entries[0])
    at = lambda i, j: entries[i][j] if 0 <= i < rows and 0 <= j < columns else outside
    return [kind([at(i + a, j + b) for a in range(window[0]) for b in range(window[1])])
            for i in range(-pad, rows + pad - window[0] + 1, step) for j in range(-pad, columns + pad - window[1] + 1, step)]


def commutes(function, kind, outside, rng: Random) -> bool:
    """Is σ(ρ(X)) = ρ(σ(X)) for random X, all these windows and strides, and paddings where there is one?"""
    for rows, columns, step, pad in SIZES * 6:
        if pad and outside is None:
            continue
        matrix = [[Fraction(rng.randint(-3, 3)) for _ in range(4)] for _ in range(3)]
        after = [function(v) for v in pooled(matrix, kind, (rows, columns), step, pad, outside)]
        before = pooled([[function(v) for v in row] for row in matrix], kind, (rows, columns), step, pad, outside)
        if after != before:
            return False
    return True


@pytest.mark.parametrize("kind, padding", [
    pytest.param(kind, padding, id=f"{name}-{kind}", marks=pytest.mark.slow if kind == "min" or (kind, name) == ("average", "zeros") else ())
    for padding, name in zip(PADDINGS, ("plain", "zeros")) for kind in ("max", "average", "min")])
def test_pools_against_exact_numbers(kind, padding):
    undecided = 0
    for formula, function in FUNCTIONS.items():
        given = (SHEET[0], SHEET[1] % (kind, padding), SHEET[2] % formula)
        said = verdict(r"\sigma(\rho(X)) = \rho(\sigma(X))", given)
        true = commutes(function, KINDS[kind], PADDINGS[padding], Random(f"{kind}{padding}{formula}"))
        assert said in ("undecided", "proved" if true else "refuted"), f"{kind}-pooling{padding}, σ(z) = {formula}: {said}"
        undecided += said == "undecided"
    assert undecided <= 2
