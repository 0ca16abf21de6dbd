"""One claim with something of everything, to try single rules in.

The claim itself is 1 = 1; a certificate in it is accepted exactly when all its
steps are.
"""
from __future__ import annotations

from handwritten import (
    P, Proof, add, apply, claim, clause, dimension, function, given, label, matmul, sym, tensor,
)

ONE = ["number", "1"]
V = sym("V", [], ["n", "n"])
x, z, A, S = sym("x", [], ["n"]), sym("z", [], ["n"]), sym("A", [], ["n", "n"]), sym("S", [], ["n", "n"])
R, Q, K, G, J = (sym(name, [], ["n", "n"]) for name in "RQKGJ")
lower, upper = (sym(name, [], ["n", "n"]) for name in ("lower", "upper"))
T = sym("T", [], ["n", "m"])
B, Y, Z = sym("B", [], ["n", "m"]), sym("Y", [], ["n", "m"]), sym("Z", [], ["m", "n"])
F, made = sym("F", [], ["n", "n"]), sym("made", [], ["n"])
s, pos, non, neg, debt, q = (sym(name) for name in ("s", "pos", "non", "neg", "debt", "q"))


def W(l):
    return sym("W", [l], ["n", "n"])


def y(l):
    return sym("y", [l], ["n"])


def entry(e, *indices):
    return ["entry", e, [P(i) for i in indices]]


def laboratory():
    """Variables i, j, o in 1..n, u in 1..m, e in 1..k−1 (may be empty), c in 1..i."""
    p = Proof(claim(
        ONE, ONE, free=[("l", 1, "L"), ("r", 1, "n")],
        integers=[dimension("n"), dimension("m"), dimension("k"), dimension("d", 1), label("L", lower=1)],
        tensors=[
            tensor("s"), tensor("t"), tensor("pos", properties=["positive"]), tensor("non", properties=["nonzero"]),
            tensor("neg", properties=["negative"]), tensor("debt", properties=["nonpositive"]),
            tensor("q"), tensor("label", ["n"], properties=["sign"]), tensor("grade", properties=["one of -1/2, 0, 3"]),
            tensor("x", ["n"]), tensor("z", ["n"]), tensor("A", ["n", "n"]),
            tensor("S", ["n", "n"], properties=["symmetric"]),
            *(tensor(name, ["n", "n"], properties=[word]) for name, word in (
                ("V", "positive semidefinite"), ("R", "invertible"), ("Q", "orthogonal"), ("K", "antisymmetric"), ("G", "diagonal"), ("J", "idempotent"),
                ("lower", "lower triangular"), ("upper", "upper triangular"))),
            tensor("T", ["n", "m"], properties=["orthonormal columns"]),
            tensor("Y", ["n", "m"], properties=["full column rank"]), tensor("Z", ["m", "n"], properties=["full row rank"]),
            tensor("W", ["n", "n"], [("l", 1, "L")]), tensor("y", ["n"], [("l", 0, "L")]),
            tensor("w", ["k"]), tensor("tall", ["n+m"]), tensor("B", ["n", "m"]), tensor("C", ["m", "n"]), tensor("skip", ["n"]), tensor("tied", ["n"], [("l", 0, "L")]),
            tensor("F", ["n", "n"], properties=["constant"]), tensor("held", ["n"], [("l", 0, "L")]),
            tensor("made", ["n"], properties=["constant"]), tensor("after"),
        ],
        functions=[function("f"), function("g", 1), function("path", 1, shape=["n"]),
                   function("loss", 2, domain=["n"]), function("block", 1, shape=["m"], domain=["n"]),
                   function("up", properties=["nondecreasing"]), function("down", properties=["decreasing"]),
                   function("steep", properties=["increasing"]), function("grown", 99, ("t", apply("exp", sym("t")))), function("bent", 99, ("t", apply("log", sym("t")))),
                   function("both", properties=["nondecreasing", "nonincreasing"]),
                   function("exp", 99), function("log", 99),
                   function("h", 99, ("t", ["power", sym("t"), "2"])), function("flow", 99, equation=(1, "t", apply("flow", sym("t"))))],
        definitions=[
            clause("q", ["matmul", x, x]),
            clause("y", x, [("l", 0, 0)]),
            clause("y", apply("g", matmul(W("l"), y("l-1"))), [("l", 1, "L")]),
            clause("skip", add(y("2"), y("1")), stratum=1),
            clause("tied", x, [("l", 0, 0)]),
            clause("tied", apply("g", matmul(A, sym("tied", ["l-1"], ["n"]))), [("l", 1, "L")]),
            clause("held", x, [("l", 0, 0)]),
            clause("held", apply("g", matmul(F, sym("held", ["l-1"], ["n"]))), [("l", 1, "L")]),
            clause("made", x),
            clause("after", matmul(made, made)),
        ],
        facts=["L-3", "k-2"],
        assumptions=[
            given(entry(z, "a"), ["times", s, entry(x, "a")], [("a", "n")]),
            given(z, x, relation="\\le"),
            given(z, matmul(A, x)),
            given(entry(z, "a"), entry(x, "a"), [("a", "n")], relation="<="),
            given(s, non, relation="<"),
            given(z, x, relation=">="),
        ]))
    for name, lower, upper in [("i", 1, "n"), ("j", 1, "n"), ("o", 1, "n"), ("u", 1, "m"), ("e", 1, "k-1"),
                               ("c", 1, "i"), ("one", 1, 1), ("low", 0, "n-1"), ("none", 1, 0), ("first", 1, 2), ("rest", 3, "n"),
                               ("b1", 1, "k"), ("b2", 1, "m"), ("big", 1, "k m"), ("square", 1, "n n"), ("behind", 1, "m-1"), ("lays", 1, "L m-m"),
                               ("lay", 1, "L-1"), ("split", 1, "k-2"), ("back", "k-1", "k"),
                               ("j2", 1, "n"), ("e1", 1, "n"), ("layers", 1, "L-1"), ("u2", 1, "m"), ("one2", 1, 1), ("second", 1, 2),
                               ("turn", 1, "L"), ("c2", 1, "n"), ("whole", 1, "n+m"), ("whole2", 1, "n+m"),
                               ("tops", 1, "L-1+m"), ("tops2", 1, "L-1+m"), ("lays2", 1, "L-1")]:
        p.variable(name, lower, upper)
    return p


def finished(p):
    """The certificate with one last step that proves 1 = 1."""
    p.step("refl", term=p.at(ONE))
    return p.certificate()


def xi(p, i="i"):
    return p.at(x, i)


def identity(p, t):
    return p.step("refl", term=t), t, t


def cube(p):
    """x_i + x_i = 2 x_i."""
    return p.step("ring", left=p.add(xi(p), xi(p)), right=p.mul(p.num(2), xi(p)))


def doubled(p):
    return p.add(xi(p), xi(p)), p.mul(p.num(2), xi(p))
