r"""The code of closed forms, run on numbers and compared with exact evaluation of the derivative as written.

The exact evaluator differentiates by dual numbers and shares no code with the
deriving; a model gives every symbol and function a value.
"""
import re
from fractions import Fraction
from itertools import islice

import pytest
from forms import derived_from, entries

from symbolic.language.python_code import Unprintable, identifier
from symbolic.proving.assumptions import SKIPPED
from symbolic.proving.evaluate import Evaluator
from symbolic.proving.instance import NoModel
from symbolic.proving.intervals import BITS, Interval
from symbolic.proving.models import models

np = pytest.importorskip("numpy")

ENTRIES = entries()
WITHOUT_CODE = ("derivations.homework4", "curve")
"""Layers of symbolic depth, and functions of one number with values in matrices, have no code."""
RUN = [e for e in ENTRIES if e["given"] not in WITHOUT_CODE and e["expression"] != "X_{kl}"]


def number(x) -> float:
    return float(Fraction(x.low + x.high, 2 ** (BITS + 1))) if isinstance(x, Interval) else float(x)


def array(value):
    return np.array([number(x) for x in value.entries]).reshape(value.shape)


class Entrywise:
    """A function of a model, or its derivative, on arrays."""

    def __init__(self, polynomial, order: int):
        self.polynomial, self.order = polynomial, order

    def __call__(self, z):
        return np.vectorize(lambda x: float(self.polynomial.at(self.order, Fraction(x))), otypes=[float])(z)


def instances(found, count=3):
    """Models at which the derivative has a value, with that value."""
    obligation, given = found.question.obligation, 0
    for model in islice(models(obligation), 40):
        if model is None or given == count:
            continue
        try:
            value = Evaluator(obligation.context, model).evaluate(found.question.expression)
        except SKIPPED + (NoModel, KeyError):
            continue
        given += 1
        yield model, value


def arguments(found, model, names):
    context = found.question.obligation.context
    known = {}
    for d in context.tensors:
        if not d.labels:
            known[identifier(d.name)] = lambda d=d: array(model.values[d.name, ()])[()]
        elif len(d.labels) == 1:
            known[identifier(d.name)] = lambda d=d: family(model, d)
    for d in context.integers:
        known[identifier(d.name)] = lambda d=d: model.sizes[d.name, ()]
    for f in context.functions:
        for order, mark in ((0, ""), (1, "_prime"), (2, "_prime2")):
            known[identifier(f.name) + mark] = lambda f=f, order=order: Entrywise(model.functions[f.name], order)
    known["relu_prime"] = lambda: lambda z: (z > 0).astype(float)
    return [known[name]() for name in names]


def family(model, d):
    lower, upper = (model.sizes.of(end, {}) for end in (d.labels[0].lower, d.labels[0].upper))
    return [array(model.values[d.name, (k,)]) for k in range(lower, upper + 1)]


def run(source: str):
    scope: dict = {}
    exec(compile(source, "derivative", "exec"), scope)
    return scope["derivative"]


@pytest.mark.parametrize("entry", [e if not k % 3 else pytest.param(e, marks=pytest.mark.slow) for k, e in enumerate(RUN)],
                         ids=lambda e: f"{e['expression']} by {e.get('wrt', '')}"[:60])
def test_numpy_agrees_with_exact_evaluation(entry):
    found = derived_from(entry)
    source = found.code("numpy")
    function = run(source)
    names = re.search(r"def derivative\((.*)\):", source)[1].split(", ")
    compared = 0
    for model, value in instances(found):
        result = np.asarray(function(*arguments(found, model, names)), dtype=float)
        expected = array(value)
        assert result.shape == expected.shape, source
        assert np.allclose(result, expected, rtol=1e-8, atol=1e-8), source
        compared += 1
    assert compared, "no instance was compared"


def test_unprintable_says_why():
    entry = next(e for e in ENTRIES if e["given"] == "curve")
    with pytest.raises(Unprintable, match="no NumPy code"):
        derived_from(entry).code("numpy")


@pytest.mark.slow
def test_torch_gives_the_same_numbers():
    torch = pytest.importorskip("torch")
    entry = next(e for e in ENTRIES if e["expression"] == r"\|A x - b\|^2")
    found = derived_from(entry)
    rng = np.random.default_rng(0)
    numbers = [rng.normal(size=size) for size in ((2, 3), 3, 2)]
    result = run(found.code("torch"))(*map(torch.tensor, numbers))
    assert np.allclose(result.numpy(), run(found.code("numpy"))(*numbers))


@pytest.mark.parametrize("entry", [e for e in RUN if e["notation"] == "matrix" and e["given"] == "plain" and "softmax" not in e["expression"]][::6],
                         ids=lambda e: f"{e['expression']} by {e.get('wrt', '')}"[:60])
def test_sympy_code_builds_an_object(entry):
    """Its shape is that of the derivative."""
    import sympy
    found = derived_from(entry)
    scope: dict = {}
    exec(compile(found.code("sympy"), "derivative", "exec"), scope)
    result = scope["derivative"]
    assert isinstance(result, (sympy.Basic, int, float))
    if found.question.shape and hasattr(result, "shape"):
        shape = (*map(str, found.question.shape), "1")[:2]
        assert tuple(map(str, result.shape)) == shape
