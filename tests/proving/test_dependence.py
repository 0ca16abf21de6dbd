r"""Which layers share weights, when the weights' label runs against the layers'."""
from symbolic.calculus.dependence import Dependence
from symbolic.calculus.terms import Terms
from symbolic.calculus.trace import Trace
from symbolic.language.context import (Context, Definition, IntegerDeclaration, LabelRange, Obligation, Range,
                                       TensorDeclaration)
from symbolic.language.expressions import Expression, MatMul, Symbol
from symbolic.language.integers import integer

l, L, n, m = integer(r"\ell"), integer("L"), integer("n"), integer("m")


def A(label) -> Expression:
    return Symbol("A", (integer(label),), (n, n))


def y(label) -> Symbol:
    return Symbol("y", (integer(label),), (n,))


def hidden(weights: Expression) -> bool:
    """Does y_L depend on what y_m depends on past y_m, if y_ℓ = weights(ℓ) y_{ℓ-1}, m = 1..L-1?"""
    layers = (LabelRange(r"\ell", integer(1), L),)
    context = Context(
        integers=(IntegerDeclaration("n", "dimension"), IntegerDeclaration("L", "label", 0, integer(1))),
        tensors=(TensorDeclaration("A", (LabelRange(r"\ell", integer(0), L),), (n, n)),
                 TensorDeclaration("y", (LabelRange(r"\ell", integer(0), L),), (n,)),
                 TensorDeclaration("x", (), (n,))),
        definitions=(Definition("y", (LabelRange(r"\ell", integer(0), integer(0)),), Symbol("x", (), (n,))),
                     Definition("y", layers, MatMul(weights, y(l - 1)))))
    obligation = Obligation(context, y(L), "=", y(L), (Range("m", integer(1), L - 1),))
    return Dependence(Trace(Terms(context, {}), obligation)).hidden(y(L), ("y", (m,)))


def test_weights_of_their_own():
    assert not hidden(A(l))


def test_weights_counted_from_the_last_layer():
    assert not hidden(A(L - l))


def test_weights_shared_from_both_ends():
    """A_ℓ A_{L-ℓ}: the first layer's weights return in the last."""
    assert hidden(MatMul(A(l), A(L - l)))


def test_one_weight_for_all():
    assert hidden(A(1))
