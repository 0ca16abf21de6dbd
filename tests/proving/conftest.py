r"""A multilayer network as a context: y_0 = x, y_ℓ = σ(A_ℓ y_{ℓ-1} + b_ℓ), y_L = A_L y_{L-1} + b_L."""
from types import SimpleNamespace

import pytest

from symbolic.language.context import (
    Context, Definition, FunctionDeclaration, IntegerDeclaration, LabelRange, Obligation, Range, TensorDeclaration)
from symbolic.language.expressions import Add, Apply, Derivative, MatMul
from symbolic.language.integers import IntegerSymbol, integer


def _network(skip=False, tied=False):
    l, L = integer("l"), integer("L")

    def n(k):
        return integer("n", k)

    def layers(lower, upper):
        return (LabelRange("l", integer(lower), integer(upper)),)

    x = TensorDeclaration("x", (), (n(0),))
    A = TensorDeclaration("A", layers(1, L), (n(l), n(l - 1)))
    b = TensorDeclaration("b", layers(1, L), (n(l),))
    y = TensorDeclaration("y", layers(0, L), (n(l),))
    shared = TensorDeclaration("W", (), (n(0), n(0)))

    def weight(k):
        return shared.symbol() if tied else A.symbol(k)

    def inner(k):
        return Add((MatMul(weight(k), y.symbol(k - 1)), b.symbol(k)))

    def layer(k):
        active = Apply(r"\sigma", 0, inner(k))
        return Add((y.symbol(k - 1), active)) if skip else active

    equal = ((IntegerSymbol("n", (L,)), integer(1)),)
    if skip or tied:
        equal = ()
        A, b, y = (TensorDeclaration(d.name, d.labels, tuple(n(0) for _ in d.shape)) for d in (A, b, y))
    definitions = (Definition("y", layers(0, 0), x.symbol()), Definition("y", layers(1, L - 1), layer(l)),
                   Definition("y", layers(L, L), inner(l)))
    context = Context(
        integers=(IntegerDeclaration("n", "dimension", 1), IntegerDeclaration("L", "label", lower=integer(1))),
        tensors=(x, A, b, y, shared), functions=(FunctionDeclaration(r"\sigma", 1),), definitions=definitions,
        equal=equal)

    def jacobian(body, variable):
        return Derivative(body, variable, None, ("b0", "v0"))

    def step(left, right, lower=1, upper=L - 1, relation="="):
        return Obligation(context, left, relation, right, (Range("l", integer(lower), integer(upper)),))

    return SimpleNamespace(context=context, l=l, L=L, n=n, x=x, A=A, b=b, y=y, W=shared, inner=inner,
                           jacobian=jacobian, step=step, sigma=lambda order, e: Apply(r"\sigma", order, e))


@pytest.fixture
def network():
    """Maker of networks: plain with n_L = 1; at one width with skip connections, or one weight W for all layers."""
    return _network
