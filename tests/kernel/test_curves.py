"""Functions with arrays as values: where they may stand, and in what shape."""
from __future__ import annotations

import pytest

from handwritten import P, Proof, apply, claim, dimension, function, sym, tensor

from symbolic.errors import CertificateError
from symbolic.proving.checker import check_certificate

PATH = ["curve", "f", 0, sym("t"), [P("n")]]


def certificate(e, functions):
    """e = e, by reflexivity at one index."""
    p = Proof(claim(e, e, integers=[dimension("n"), dimension("m")], tensors=[tensor("t"), tensor("x", ["n"])],
                    functions=functions))
    p.variable("i", 1, "n")
    p.step("refl", term=p.at(e, "i"))
    return p.certificate(["i"])


def test_the_value_of_a_declared_function_is_accepted():
    check_certificate(certificate(PATH, [function("f", 1, shape=["n"])]))


@pytest.mark.parametrize("e, functions, words", [
    (PATH, [function("f", 1)], "not declared as a function of one number"),
    (PATH, [function("f", 1, shape=["m"])], "not declared as a function of one number"),
    (PATH, [], "not declared as a function of one number"),
    (["curve", "f", -1, sym("t"), [P("n")]], [function("f", shape=["n"])], "not an order"),
    (["curve", "f", 0, sym("x", (), ["n"]), [P("n")]], [function("f", shape=["n"])], "a scalar is wanted"),
    (apply("f", sym("x", (), ["n"])), [function("f", shape=["n"])], "whose values are arrays"),
    (["curve", "exp", 0, sym("t"), [P("n")]], [function("exp", shape=["n"])], "has a meaning"),
    (["curve", "f", 0, sym("t"), [P("n")]], [function("f", 1, ("t", sym("t")), ["n"])], "has a meaning"),
])
def test_elsewhere_it_is_refused(e, functions, words):
    with pytest.raises(CertificateError, match=words):
        check_certificate(certificate(e, functions))
