"""Accepted certificates spoiled: each row says why what comes out is wrong.

A row changes the claim (then it says something false, or ill-formed) or the
proof (then some step does not follow).  Whatever it is, it must be refused.
"""
from __future__ import annotations

import pytest

from handwritten import P, add, apply, matmul, minus, sym
from spikes import SPIKES, Network

from symbolic.errors import CertificateError
from symbolic.proving.checker import check_certificate

ROWS = []


def row(spike, why):
    def register(change):
        ROWS.append((spike, why, change))
        return change
    return register


@pytest.mark.parametrize("spike, why, change", ROWS, ids=[f"{s}: {w}" for s, w, _ in ROWS])
def test_refused(spike, why, change):
    certificate = SPIKES[spike]()
    change(certificate)
    assert certificate != SPIKES[spike]()
    with pytest.raises(CertificateError):
        check_certificate(certificate)


def test_there_are_enough():
    assert len(ROWS) >= 80


def step(c, rule, k=0):
    """The k-th step by this rule."""
    return [s for s in c["steps"] if s["rule"] == rule][k]


def variable(c, name):
    return next(v for v in c["variables"] if v[0] == name)


def define(c, k):
    return c["claim"]["context"]["definitions"][k]


def everywhere(data, old, new):
    """JSON data with each part equal to ``old`` replaced."""
    if data == old:
        return new
    if isinstance(data, list):
        return [everywhere(x, old, new) for x in data]
    if isinstance(data, dict):
        return {k: everywhere(x, old, new) for k, x in data.items()}
    return data


# ---------------------------------------------------------------- the claim of the depth spike

@row("depth", "the first factor of the product is lost")
def _(c): c["claim"]["right"][2] = P("L-2")


@row("depth", "the last factor of the product is lost")
def _(c): c["claim"]["right"][3] = P("l+1")


@row("depth", "one factor too many at the end")
def _(c): c["claim"]["right"][3] = P("l-1")


@row("depth", "every factor is transposed")
def _(c): c["claim"]["right"][4][4] = ["v0", "b0"]


@row("depth", "the left side is transposed")
def _(c): c["claim"]["left"][4] = ["v0", "b0"]


@row("depth", "the factors are the inverse Jacobians")
def _(c): c["claim"]["right"][4] = ["derivative", Network().y("k"), Network().y("k+1"), None, ["v0", "b0"]]


@row("depth", "the left side differentiates the layer before the last")
def _(c): c["claim"]["left"][1] = Network().y("L-1")


@row("depth", "the range of l ends past the last layer")
def _(c): c["claim"]["free"] = [["l", 1, P("L+1")]]


@row("depth", "the range of l is open upwards")
def _(c): c["claim"]["free"] = [["l", 1, None]]


@row("depth", "the range of l begins before the variable of the induction")
def _(c): c["claim"]["free"] = [["l", 0, P("L-1")]]


@row("depth", "two clauses define the layer L−1")
def _(c): define(c, 2)["labels"] = [["l", P("L-1"), P("L")]]


@row("depth", "a layer is defined by itself")
def _(c): define(c, 1)["body"] = add(define(c, 1)["body"], Network().y("l"))


@row("depth", "a layer is defined by the next one")
def _(c): define(c, 1)["body"][3] = everywhere(define(c, 1)["body"][3], P("l-1"), P("l+1"))


@row("depth", "the body of a definition has another shape")
def _(c): define(c, 2)["body"] = Network().y("l-1")


@row("depth", "a defined name is not declared")
def _(c): define(c, 2)["name"] = "Y"


@row("depth", "a symbol stands with a shape that is not the declared one")
def _(c): c["claim"]["left"][1][3] = [P("n[l]")]


@row("depth", "the relation is not an equality")
def _(c): c["claim"]["relation"] = "<="


@row("depth", "the bound k is also the free name")
def _(c):
    c["claim"]["right"] = everywhere(c["claim"]["right"], "k", "l")


@row("depth", "the bound k is also a declared integer")
def _(c): c["claim"]["context"]["integers"].append({"name": "k", "kind": "label", "arity": 0, "lower": None, "upper": None})


@row("depth", "y is declared twice")
def _(c): c["claim"]["context"]["tensors"].append(c["claim"]["context"]["tensors"][3])


# ---------------------------------------------------------------- the proof of the depth spike

@row("depth", "the hypothesis is not used: the two products differ")
def _(c): step(c, "ring")["from"].pop(0)


@row("depth", "the entry of the Jacobian is not lowered")
def _(c): step(c, "ring")["from"].pop(1)


@row("depth", "the chain of equations lacks a link")
def _(c): step(c, "trans", 1)["from"].pop(1)


@row("depth", "the chain of equations is out of order")
def _(c): step(c, "trans", 1)["from"].reverse()


@row("depth", "the hypothesis is taken one column further")
def _(c): step(c, "instance")["value"] = P("u+1")


@row("depth", "the hypothesis is taken at the wrong index")
def _(c): step(c, "instance")["value"] = P("j")


@row("depth", "the region leaves out the weights of the next layer")
def _(c): step(c, "D_chain")["region"][1][1] = [[P("m+3"), P("L")]]


@row("depth", "the region leaves out the last layer")
def _(c): step(c, "D_chain")["region"][0][1] = [[P("m+1"), P("L-1")]]


@row("depth", "the region holds what is differentiated by")
def _(c): step(c, "D_chain")["region"][0][1] = [[P("m"), P("L")]]


@row("depth", "the region is empty")
def _(c): step(c, "D_chain")["region"] = []


@row("depth", "the ancestors of the cut are left out")
def _(c): step(c, "D_chain")["ancestors"] = []


@row("depth", "the ancestors lack the input")
def _(c): step(c, "D_chain")["ancestors"].pop()


@row("depth", "ancestors and region share a bias")
def _(c): step(c, "D_chain")["ancestors"][2][1] = [[1, P("m+2")]]


@row("depth", "the chain rule goes through the variable itself")
def _(c): step(c, "D_chain")["through"] = ["y", [P("m")]]


@row("depth", "the chain rule jumps over a layer")
def _(c): step(c, "D_chain")["through"] = ["y", [P("m+2")]]


@row("depth", "the chain rule goes through a layer before the variable")
def _(c): step(c, "D_chain")["through"] = ["y", [P("m-1")]]


@row("depth", "the contracted index is the column that is asked for")
def _(c): step(c, "D_chain")["names"] = ["j"]


@row("depth", "the contracted index has the extent of another layer")
def _(c): variable(c, "u")[2] = P("n[m]")


@row("depth", "the sum is over the row")
def _(c): step(c, "sum_cong")["variables"] = ["i"]


@row("depth", "the other end of the product is unfolded")
def _(c): step(c, "product_last")["rule"] = "product_first"


@row("depth", "the product for the base is not empty")
def _(c): step(c, "product_empty")["term"] = c["terms"].index(["at", ["matprod", "k", P("L-1"), P("m"),
                                                               Network().factor("k")], [P("i"), P("j")]])


@row("depth", "base and step change places")
def _(c):
    s = step(c, "induction")
    s["base"], s["step"] = s["step"], s["base"]


@row("depth", "the base is the step")
def _(c): step(c, "induction")["base"] = step(c, "induction")["step"]


@row("depth", "the induction is used past its upper end")
def _(c): step(c, "induction")["value"] = P("L+1")


@row("depth", "the induction is used below its lower end")
def _(c): step(c, "induction")["value"] = P("l-1")


@row("depth", "the column of layer m+1 is taken for that of layer m")
def _(c): step(c, "induction")["at_step"] = {}


@row("depth", "the base's column has the range of layer l")
def _(c): step(c, "induction")["at_base"] = {"j": "jl"}


@row("depth", "the conclusion's column has the range of layer m")
def _(c): step(c, "induction").pop("at_value")


@row("depth", "the conclusion's column takes the name of the row")
def _(c): step(c, "induction")["at_value"] = {"j": "i"}


@row("depth", "the hypothesis is about another variable")
def _(c):
    c["variables"].append(["o", 1, P("L-1")])
    step(c, "hypothesis")["variable"] = "o"


@row("depth", "the hypothesis is what is to be shown")
def _(c):
    s = step(c, "hypothesis")
    s["left"], s["right"] = step(c, "induction")["left"], step(c, "induction")["right"]


@row("depth", "the hypothesis has its sides exchanged")
def _(c):
    s = step(c, "hypothesis")
    s["left"], s["right"] = s["right"], s["left"]


@row("depth", "the range of the induction ends at L: the step is not shown there")
def _(c): variable(c, "m")[2] = P("L")


@row("depth", "the index of the hypothesis has the range of layer m")
def _(c): variable(c, "jnext")[2] = P("n[m]")


@row("depth", "the root is the hypothesis")
def _(c): c["root"] = c["steps"].index(step(c, "hypothesis"))


@row("depth", "the root is under the hypothesis")
def _(c): c["root"] = step(c, "induction")["step"]


@row("depth", "the root is the base only")
def _(c): c["root"] = step(c, "induction")["base"]


@row("depth", "rows and columns of the root are exchanged")
def _(c): c["indices"].reverse()


@row("depth", "one variable for both axes proves the diagonal only")
def _(c): c["indices"] = ["jl", "jl"]


@row("depth", "the root is proved for the first row only")
def _(c): c["indices"] = [1, "jl"]


@row("depth", "a variable is named like the label of the claim")
def _(c):
    for part in ("variables", "terms", "steps", "indices"):
        c[part] = everywhere(c[part], "u", "l")


@row("depth", "two variables have one name")
def _(c):
    for part in ("variables", "terms", "steps", "indices"):
        c[part] = everywhere(c[part], "u", "j")


# ---------------------------------------------------------------- members of a family

@row("family", "members with different labels are taken for the same")
def _(c): c["claim"]["right"] = c["claim"]["right"][2]


@row("family", "row meets column")
def _(c):
    c["claim"]["right"][2][1] = ["delta", P("i"), P("r")]
    c["claim"]["right"][2][2] = ["delta", P("j"), P("q")]


@row("family", "A_k is taken for A_l itself")
def _(c): step(c, "D_family")["rule"] = "D_self"


@row("family", "A_k is taken to be independent of A_l, though k may be l")
def _(c): step(c, "D_family").update(rule="D_independent", region=[["A", [[1, P("L")]]]], ancestors=[])


@row("family", "the derivative is by another member")
def _(c): step(c, "D_cong")["labels"] = [P("k")]


@row("family", "the derivative is by the transposed entry")
def _(c): step(c, "D_cong")["indices"] = [P("r"), P("q")]


@row("family", "the derivative may be by an entry that A_l has not")
def _(c): c["claim"]["free"][4][2] = P("n[l]+1")


@row("family", "the family is defined, its members are not independent")
def _(c): c["claim"]["context"]["definitions"].append(
    {"name": "A", "labels": [["h", 2, P("L")]], "stratum": -1,
     "body": ["constant", "1", [P("n[h]"), P("n[h-1]")]]})


# ---------------------------------------------------------------- the delta inside s

@row("split", "n values of s(0), though one index is i")
def _(c): c["claim"]["right"][1][1][1] = ["integer", P("n")]


@row("split", "s(0) is taken for 0")
def _(c): c["claim"]["right"] = c["claim"]["right"][1][0]


@row("split", "s(1) for s(0)")
def _(c): c["claim"]["right"][1][1][2][3] = ["number", "1"]


@row("split", "s(x_j) for s(x_i)")
def _(c): c["claim"]["right"][1][0][3][2] = [P("n")]


@row("split", "i may be n + 1, where no summand is x_i")
def _(c): c["claim"]["free"][0][2] = P("n+1")


@row("split", "the summation leaves out the last index")
def _(c): variable(c, "v")[2] = P("n-1")


@row("split", "the delta fixes the next index")
def _(c): step(c, "sum_delta")["value"] = P("i+1")


@row("split", "the case split is by another delta")
def _(c): step(c, "delta_split")["value"] = P("i+1")


@row("split", "δ_iv is taken for 1")
def _(c): step(c, "delta_equal")["right"] = P("v")


@row("split", "the case δ = 0 is not evaluated")
def _(c): step(c, "ring", 3)["from"].pop()


@row("split", "the sum of s(x_v) is taken for a constant one")
def _(c): step(c, "sum_constant")["term"] = step(c, "sum_add")["term"]


@row("split", "equality under the sum is claimed with the index still free")
def _(c): step(c, "sum_cong")["variables"] = []


@row("split", "a premise of the end is dropped")
def _(c): step(c, "ring", 6)["from"] = step(c, "ring", 6)["from"][:-1]


# ---------------------------------------------------------------- the logistic function

@row("logistic", "the 1 is lost: s(−z) = −s(z)")
def _(c): c["claim"]["right"] = minus(apply("s", sym("z")))


@row("logistic", "the sign is lost: s(−z) = 1 + s(z)")
def _(c): c["claim"]["right"][1][1] = apply("s", sym("z"))


@row("logistic", "s(z) = 1 − s(z)")
def _(c): c["claim"]["left"] = apply("s", sym("z"))


@row("logistic", "s is 1/(2 + e^{−z})")
def _(c): c["claim"]["context"]["functions"][0]["definition"][1][1][1][0] = ["number", "2"]


@row("logistic", "s is (1 + e^{−z})^{−2}")
def _(c): c["claim"]["context"]["functions"][0]["definition"][1][2] = "-2"


@row("logistic", "s is any function")
def _(c): c["claim"]["context"]["functions"][0].pop("definition")


@row("logistic", "s is defined by itself")
def _(c): c["claim"]["context"]["functions"][0]["definition"][1] = apply("s", sym("z"))


@row("logistic", "the formula for s uses another symbol")
def _(c):
    c["claim"]["context"]["tensors"].append({"name": "a", "labels": [], "shape": [], "properties": []})
    c["claim"]["context"]["functions"][0]["definition"][1] = add(sym("z"), sym("a"))


@row("logistic", "the parameter of s has a definition of its own")
def _(c): c["claim"]["context"]["definitions"].append(
    {"name": "z", "labels": [], "stratum": 0, "body": ["number", "2"]})


@row("logistic", "exp is given another meaning")
def _(c): c["claim"]["context"]["functions"].append(
    {"name": "exp", "smooth": 99, "properties": [], "definition": ["z", ["number", "1"]]})


@row("logistic", "the first multiplier is changed")
def _(c): step(c, "combine")["multipliers"][0] = step(c, "combine")["multipliers"][2]


@row("logistic", "that e^z e^{−z} is 1 is not used")
def _(c):
    step(c, "combine")["from"].pop()
    step(c, "combine")["multipliers"].pop()


@row("logistic", "the exponent of the product is not 0")
def _(c): step(c, "exp_zero")["term"] = c["terms"].index(["fn", "exp", 0, c["terms"].index(["at", sym("z"), []])])


@row("logistic", "a denominator that is not known to be positive")
def _(c): step(c, "reciprocal")["term"] = c["terms"].index(["at", sym("z"), []])


@row("logistic", "s(−z) is computed by the formula for another function")
def _(c): step(c, "function_value", 1)["from"] = [0]


# ---------------------------------------------------------------- convolution

@row("convolution", "one weight too many on the left")
def _(c): c["claim"]["left"][3] = P("k+1")


@row("convolution", "the window on the right begins one later")
def _(c): c["claim"]["right"][2] = P("i+1")


@row("convolution", "the window on the right ends one later")
def _(c): c["claim"]["right"][3] = P("i+k")


@row("convolution", "the weight is off by one")
def _(c): c["claim"]["right"][4][1][2] = [P("u-i")]


@row("convolution", "the input is off by one")
def _(c): c["claim"]["left"][4][2][2] = [P("i+a")]


@row("convolution", "the weights are flipped on one side")
def _(c): c["claim"]["left"][4][1][2] = [P("k+1-a")]


@row("convolution", "the shift is by one less than the ranges")
def _(c): step(c, "sum_shift")["value"] = P("d-i")


@row("convolution", "the shifted range is longer")
def _(c): variable(c, "d")[2] = P("i+k")


@row("convolution", "the shift runs backwards")
def _(c): step(c, "sum_shift", 1)["value"] = P("i-c+1")


@row("reversal", "the reversal misses the last weight")
def _(c): c["claim"]["left"][4][2][2] = [P("k-a")]


@row("reversal", "only one side is reversed")
def _(c): c["claim"]["right"][4][1][2] = [P("b")]


@row("reversal", "the new variable has another range")
def _(c): variable(c, "d")[1] = 0


# ---------------------------------------------------------------- the product with dots

@row("dots", "W_1 twice")
def _(c): c["claim"]["right"][1][3] = P("1")


@row("dots", "W_2 not at all")
def _(c): c["claim"]["right"][1][3] = P("3")


@row("dots", "W_1 on the other side")
def _(c): c["claim"]["right"] = matmul(c["claim"]["right"][2], c["claim"]["right"][1])


@row("dots", "W_L is split off instead")
def _(c): c["claim"]["right"][2] = sym("W", ["L"], ["n", "n"])


@row("dots", "L may be 0, and there is no factor to split off")
def _(c): c["claim"]["context"]["integers"][1]["lower"] = 0


@row("dots", "the contracted index is the row")
def _(c): step(c, "product_last")["names"] = ["i"]


@row("dots", "the contracted index has another extent")
def _(c): variable(c, "u")[2] = P("L")


@row("dots", "the transposed entry is proved")
def _(c): c["indices"].reverse()


@row("dots", "a bound name is used for both products")
def _(c): c["claim"]["right"] = everywhere(c["claim"]["right"], "h", "k")


# ---------------------------------------------------------------- the frame

@row("dots", "another format")
def _(c): c["format"] = "proof"


@row("dots", "another version")
def _(c): c["version"] = 2


@row("dots", "the root is no step")
def _(c): c["root"] = 99


@row("dots", "the root is counted from the end")
def _(c): c["root"] = -1


@row("dots", "a rule that there is not")
def _(c): c["steps"][0]["rule"] = "trust_me"


@row("dots", "a step rests on itself")
def _(c): c["steps"][2]["from"] = [2, 2]


@row("dots", "no steps")
def _(c): c["steps"] = []


@row("dots", "the claim names an expression of the certificate's own table")
def _(c):
    c["expressions"] = [c["claim"]["right"]]
    c["claim"]["left"] = ["#", 0]
