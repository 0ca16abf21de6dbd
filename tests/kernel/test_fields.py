"""Functions of arrays: where they may stand, and in what shape."""
from __future__ import annotations

import pytest

from handwritten import Proof, Ps, apply, claim, dimension, function, sym, tensor

from symbolic.errors import CertificateError
from symbolic.proving.checker import check_certificate

x, y = sym("x", (), ["n"]), sym("y", (), ["m"])
LOSS = ["field", "f", 0, x, []]
GRADIENT = ["field", "f", 1, x, Ps(["n"])]


def certificate(e, functions, indices=()):
    """e = e, by reflexivity."""
    p = Proof(claim(e, e, integers=[dimension("n"), dimension("m")],
                    tensors=[tensor("t"), tensor("x", ["n"]), tensor("y", ["m"])], functions=functions))
    p.variable("i", 1, "n")
    p.step("refl", term=p.at(e, *indices))
    return p.certificate(list(indices))


@pytest.mark.parametrize("e, indices", [(LOSS, ()), (GRADIENT, ("i",))])
def test_values_and_derivatives_of_a_declared_function_are_accepted(e, indices):
    check_certificate(certificate(e, [function("f", 1, domain=["n"])], indices))


@pytest.mark.parametrize("e, functions, words", [
    (LOSS, [function("f", 1)], "not declared as a function of n"),
    (LOSS, [function("f", 1, domain=["m"])], "not declared as a function of n"),
    (LOSS, [], "not declared as a function of n"),
    (["field", "f", 1, x, Ps(["m"])], [function("f", domain=["n"])], "derivatives of order 1"),
    (["field", "f", 0, x, Ps(["n"])], [function("f", domain=["n"])], "derivatives of order 0"),
    (["field", "f", 0, y, []], [function("f", domain=["n"])], "not declared as a function of m"),
    (["field", "f", -1, x, []], [function("f", domain=["n"])], "not an order"),
    (apply("f", sym("t")), [function("f", domain=["n"])], "a function of arrays"),
    (["curve", "f", 0, sym("t"), Ps(["n"])], [function("f", shape=["n"], domain=["n"])], "not declared as a function of one number"),
    (["field", "exp", 0, x, []], [function("exp", domain=["n"])], "has a meaning"),
    (LOSS, [function("f", properties=["nondecreasing"], domain=["n"])], "not monotone"),
])
def test_elsewhere_it_is_refused(e, functions, words):
    with pytest.raises(CertificateError, match=words):
        check_certificate(certificate(e, functions))
