"""Laws of the normal form, on random expressions: complete on rewritings, idempotent, sound."""
from __future__ import annotations

import importlib.util
from pathlib import Path
from random import Random

import pytest

from symbolic.calculus.policy import Policy
from symbolic.language.binding import integer_names, rename_bound
from symbolic.language.context import Obligation, Range
from symbolic.language.integers import integer
from symbolic.proving.checker import check_certificate
from symbolic.proving.prove import Attempt, prove
from symbolic.proving.refute import confirm

_spec = importlib.util.spec_from_file_location("random_expressions", Path(__file__).with_name("random_expressions.py"))
random_expressions = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(random_expressions)

FREE = (Range("i", integer(1), integer("n")),)
SHAPES = [(), (random_expressions.N,), (random_expressions.M, random_expressions.N)]


def step(left, right) -> Obligation:
    used = integer_names(left)
    return Obligation(random_expressions.CONTEXT, left, "=", rename_bound(right, used), FREE)


def grown(seed: int, depth: int = 3):
    rng = Random(seed)
    shape = rng.choice(SHAPES)
    return rng, random_expressions.Grower(rng).grow(shape, depth)


@pytest.mark.parametrize("seed", range(60))
def test_a_rewriting_is_proved_and_replayed(seed):
    rng, x = grown(seed)
    obligation = step(x, random_expressions.rewritten(rng, x))
    certificate = prove(obligation)
    assert certificate is not None, f"seed {seed}: {obligation.left} = {obligation.right}"
    check_certificate(certificate, obligation.to_json())


@pytest.mark.parametrize("seed", range(60))
def test_the_normal_form_is_its_own_normal_form(seed):
    _, x = grown(seed)
    attempt = Attempt(step(x, x))
    once = attempt.normalizer(Policy()).normal(attempt.left).right
    again = attempt.normalizer(Policy()).normal(once).right
    assert again is once, f"seed {seed}: {x}"


@pytest.mark.parametrize("seed", range(400))
def test_nothing_false_is_proved(seed):
    """Pairs of unrelated or nearly related small expressions: what is proved holds in numbers."""
    rng, x = grown(seed, 2)
    y = random_expressions.Grower(rng).grow(x.shape, 2) if rng.random() < 0.5 else _slipped(rng, x)
    obligation = step(x, y)
    if prove(obligation) is not None:
        assert confirm(obligation, 4) is None, f"seed {seed}: {x} = {y}"


def _slipped(rng, x):
    """x with one transpose, order, sign or derivative order changed, where that fits the shape."""
    from symbolic.language import expressions as e

    spots = [node for node in x.walk() if isinstance(node, (e.Transpose, e.MatMul, e.Apply, e.Add))]
    if not spots:
        return e.Times(e.number(-1), x)
    spot = rng.choice(spots)
    try:
        match spot:
            case e.Transpose(a):
                new = a
            case e.MatMul(a, b):
                new = e.MatMul(b, a)
            case e.Apply(f, k, a):
                new = e.Apply(f, 1 - k if k < 2 else 0, a)
            case e.Add((a, b)):
                new = e.Add((a, e.Times(e.number(-1), b)))
        return _replace(x, spot, new) if new.shape == spot.shape else e.Times(e.number(2), x)
    except e.ShapeError:
        return e.Times(e.number(2), x)


def _replace(x, old, new):
    return new if x is old else x.map(lambda child: _replace(child, old, new))
