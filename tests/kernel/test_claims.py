"""What a root must be, and which conditions a claim may have."""
from __future__ import annotations

import pytest

from handwritten import P, Proof, add, apply, claim, clause, dimension, function, label, sym, tensor

from symbolic.errors import CertificateError
from symbolic.proving.checker import check_certificate

a, c = sym("a"), sym("c")
NUMBERS = dict(integers=[dimension("n"), dimension("m"), label("k")], tensors=[tensor("a"), tensor("c"), tensor("x", ["n"])])


def number(q):
    return ["number", str(q)]


def power(e, q):
    return ["power", e, q]


def refused(certificate, words):
    with pytest.raises(CertificateError, match=words):
        check_certificate(certificate)


# ---------------------------------------------------------------- empty ranges

def test_nothing_follows_from_an_empty_range():
    """For v in 1..k and w in k+1..1, v < w and w ≤ v: with both, δ(v, w) is 0 and 1 = 0; but no w is there."""
    p = Proof(claim(number(1), number(0), **NUMBERS))
    p.variable("v", 1, "k")
    p.variable("w", "k+1", 1)
    apart = p.step("delta_apart", left=P("v"), right=P("v"))
    p.step("ring", apart, p.step("delta_equal", left=P("v"), right=P("v")), left=p.num(1), right=p.num(0))
    refused(p.certificate(), "not provably different")


def test_what_an_empty_range_proves_stays_open():
    """δ(k, k+1) = 0 is true, but not because some v in 1..k and w in k+1..1 are different."""
    p = Proof(claim(["delta", P("k"), P("k+1")], number(0), **NUMBERS))
    p.variable("v", 1, "k")
    p.variable("w", "k+1", 1)
    zero = p.step("delta_apart", left=P("v"), right=P("w"))
    zero = p.step("instance", zero, variable="v", value=P("k"))
    zero = p.step("instance", zero, variable="w", value=P("k+1"))
    left, right = (p.step("entry_of", term=p.at(p.claim[side])) for side in ("left", "right"))
    p.step("trans", left, zero, p.step("sym", right))
    refused(p.certificate(), "whose range .* may be empty")


def test_a_part_that_may_be_empty_stays_open():
    """Σ_{1..m} 1 = Σ_{1..2} 1 + Σ_{3..m} 1 is false for m = 1: the step uses that 3..m is not empty."""
    one = number(1)
    of = claim(["sum", "i", 1, P("m"), one], add(["sum", "j", 1, 2, one], ["sum", "h", 3, P("m"), one]), **NUMBERS)
    p = Proof(of)
    for name, lower, upper in (("v", 1, "m"), ("f", 1, 2), ("r", 3, "m"), ("s", 1, "m-2")):
        p.variable(name, lower, upper)
    body = p.at(one)
    left = p.step("entry_of", term=p.at(of["left"]), names=["v"])
    parted = p.step("sum_split", term=p.sum("v", body), variable="v", parts=["f", "r"])
    shifted = p.step("sum_shift", term=p.sum("r", body), variable="r", new="s", value=P("s+2"))
    both = p.step("cong", shifted, term=p.add(p.sum("f", body), p.sum("r", body)))
    right = p.step("entry_of", term=p.at(of["right"]))
    first = p.step("entry_of", term=p.at(of["right"][1][0]), names=["f"])
    second = p.step("entry_of", term=p.at(of["right"][1][1]), names=["s"])
    summed = p.step("cong", first, second, term=p.add(p.at(of["right"][1][0]), p.at(of["right"][1][1])))
    goal = p.step("trans", right, summed)
    p.step("trans", left, parted, both, p.step("sym", goal))
    refused(p.certificate(), "depends on r, whose range 3..m may be empty")
    of["context"]["facts"] = [P("m-3")]
    check_certificate(p.certificate())


# ---------------------------------------------------------------- conditions

def divided(left, right, **changes):
    """left = right by c c⁻¹ = 1, the condition said of the symbol c."""
    p = Proof(claim(left, right, **(NUMBERS | changes)))
    unit = p.step("reciprocal", term=p.at(c))
    return p, unit


def test_a_condition_that_is_the_definedness_of_the_claim():
    """c · c⁻¹ = 1, where c ≠ 0."""
    p, unit = divided(["times", c, power(c, "-1")], number(1))
    left = p.step("entry_of", term=p.at(p.claim["left"]))
    inverse = p.step("entry_of", term=p.at(power(c, "-1")))
    product = p.step("cong", inverse, term=p.mul(p.at(c), p.at(power(c, "-1"))))
    one = p.step("sym", p.step("entry_of", term=p.at(number(1))))
    p.step("trans", left, product, unit, one)
    assert check_certificate(p.certificate()).conditions == ("c ≠ 0",)


def test_a_division_that_only_the_proof_makes():
    """From a c = c follows a = 1 only where c ≠ 0, and no c is divided by in the claim."""
    p, unit = divided(a, number(1), assumptions=[
        {"left": ["times", a, c], "relation": "=", "right": c, "free": []}])
    given = p.step("assumption", number=0, values={})
    product = p.step("entry_of", term=p.at(["times", a, c]))
    same = p.step("trans", p.step("sym", product), given)
    one = p.step("entry_of", term=p.at(number(1)))
    end = p.step("combine", unit, same, left=p.at(a), right=p.num(1),
                 multipliers=[p.add(p.num(1), p.mul(p.num(-1), p.at(a))), p.pow(p.at(c), -1)])
    p.step("trans", end, p.step("sym", one))
    refused(p.certificate(), "c is nonzero is not the definedness of a part of the claim")


def test_a_division_in_a_definition_that_the_claim_does_not_use():
    """d := 1/c stands in the document, not in what a = 1 says."""
    p, unit = divided(a, number(1), definitions=[clause("d", power(c, "-1"))],
                      tensors=[*NUMBERS["tensors"], tensor("d")], assumptions=[
        {"left": ["times", a, c], "relation": "=", "right": c, "free": []}])
    given = p.step("assumption", number=0, values={})
    product = p.step("entry_of", term=p.at(["times", a, c]))
    same = p.step("trans", p.step("sym", product), given)
    end = p.step("combine", unit, same, left=p.at(a), right=p.num(1),
                 multipliers=[p.add(p.num(1), p.mul(p.num(-1), p.at(a))), p.pow(p.at(c), -1)])
    p.step("trans", end, p.step("sym", p.step("entry_of", term=p.at(number(1)))))
    refused(p.certificate(), "is not the definedness of a part of the claim")


def test_the_root_of_a_square_is_not_the_number():
    """√(c²) = c needs c ≥ 0, but √(c²) is defined for every c."""
    left = power(power(c, "2"), "1/2")
    p = Proof(claim(left, c, **NUMBERS))
    outer = p.step("entry_of", term=p.at(left))
    inner = p.step("entry_of", term=p.at(left[1]))
    square = p.step("cong", inner, term=p.pow(p.at(left[1]), "1/2"))
    merged = p.step("power_power", term=p.pow(p.pow(p.at(c), 2), "1/2"))
    plain = p.step("ring", left=p.pow(p.at(c), 1), right=p.at(c))
    p.step("trans", outer, square, merged, plain)
    refused(p.certificate(), "is nonnegative is not the definedness")


def test_the_square_of_a_root_is_the_number():
    """√c √c = c where √c is defined."""
    root = power(c, "1/2")
    p = Proof(claim(["times", root, root], c, **NUMBERS))
    outer = p.step("entry_of", term=p.at(p.claim["left"]))
    inner = p.step("entry_of", term=p.at(root))
    roots = p.step("cong", inner, term=p.mul(p.at(root), p.at(root)))
    split = p.step("power_split", term=p.pow(p.at(c), 1), exponents=["1/2", "1/2"])
    plain = p.step("ring", left=p.pow(p.at(c), 1), right=p.at(c))
    p.step("trans", outer, roots, p.step("sym", split), plain)
    assert check_certificate(p.certificate()).conditions == ("c ≥ 0",)


def test_a_derivative_says_where_it_exists():
    """∂f(c)/∂c = f′(c) for any f, where f is differentiable."""
    left = ["derivative", apply("f", c), c, None, []]
    p = Proof(claim(left, apply("f", c, 1), functions=[function("f")], **NUMBERS))
    outer = p.step("entry_of", term=p.at(left))
    inner = p.step("entry_of", term=p.at(apply("f", c)))
    inside = p.step("D_cong", inner, name="c", labels=[], indices=[])
    slope = p.step("D_fn", term=p.D(p.fn("f", p.at(c)), "c"))
    own = p.step("D_self", term=p.D(p.at(c), "c"))
    plain = p.step("ring", own, left=p.mul(p.fn("f", p.at(c), 1), p.D(p.at(c), "c")), right=p.fn("f", p.at(c), 1))
    end = p.step("entry_of", term=p.at(apply("f", c, 1)))
    p.step("trans", outer, inside, slope, plain, p.step("sym", end))
    assert check_certificate(p.certificate()).conditions == ("f is differentiable",)


# ---------------------------------------------------------------- out of range

def test_an_entry_beyond_the_end_is_not_differentiated():
    """∂x_{n+1}/∂x_{n+1} would be 1, were there such an entry; the sum over x's entries never meets it."""
    e = ["entry", sym("x", [], ["n"]), [P("n+1")]]
    p = Proof(claim(["derivative", e, sym("x", [], ["n"]), [P("n+1")], []], number(1), **NUMBERS))
    outer = p.step("entry_of", term=p.at(p.claim["left"]))
    inner = p.step("entry_of", term=p.at(e))
    inside = p.step("D_cong", inner, name="x", labels=[], indices=[P("n+1")])
    own = p.step("D_self", term=p.D(p.at(sym("x", [], ["n"]), "n+1"), "x", [], ["n+1"]))
    refused(p.certificate(), "D_self")


# ---------------------------------------------------------------- definitions

def network(*definitions, **changes):
    tensors = [tensor("x", ["n"]), tensor("y", ["n"], [("l", 0, "L")]), tensor("u", ["n"], [("l", 0, "L")]), tensor("z", ["n"]), tensor("w", ["n"])]
    p = Proof(claim(number(1), number(1), integers=[dimension("n"), label("L", lower=2)], tensors=tensors,
                    definitions=list(definitions), **changes))
    p.step("refl", term=p.at(number(1)))
    return p.certificate()


x, y, u, z, w = sym("x", [], ["n"]), lambda l: sym("y", [l], ["n"]), lambda l: sym("u", [l], ["n"]), sym("z", [], ["n"]), sym("w", [], ["n"])

FOUNDED = {
    "layers": [clause("y", x, [("l", 0, 0)]), clause("y", y("l-1"), [("l", 1, "L")])],
    "two steps back": [clause("y", x, [("l", 0, 1)]), clause("y", add(y("l-1"), y("l-2")), [("l", 2, "L")])],
    "an earlier one": [clause("z", x), clause("w", z)],
    "a lower stratum, listed later": [clause("w", z, stratum=1), clause("z", x)],
    "a sum over all before": [clause("y", ["sum", "h", 0, P("l-1"), y("h")], [("l", 1, "L")])],
    "all layers above": [clause("y", y("l-1"), [("l", 1, "L")]), clause("z", y("L"), stratum=1)],
    "from the last layer down": [clause("y", x, [("l", "L", "L")]), clause("y", y("l+1"), [("l", 0, "L-1")])],
    "two steps ahead": [clause("y", add(y("l+1"), y("l+2")), [("l", 0, "L-2")])],
    "the next layer without end": [clause("y", y("l+1"), [("l", 1, "L")])],
    "a sum over all behind": [clause("y", ["sum", "h", P("l+1"), P("L"), y("h")], [("l", 1, "L")])],
    "down from what goes up": [
        clause("y", y("l-1"), [("l", 1, "L")]), clause("u", add(u("l+1"), y("l")), [("l", 0, "L-1")], stratum=1)],
    "down, by way of another at its own layer": [
        clause("y", u("l+1"), [("l", 0, "L-1")]), clause("u", y("l"), [("l", 0, "L-1")])],
}
UNFOUNDED = {
    "itself": [clause("z", z)],
    "each other": [clause("z", w), clause("w", z)],
    "a later one": [clause("w", z), clause("z", x)],
    "its own layer": [clause("y", y("l"), [("l", 1, "L")])],
    "the layers on both sides": [clause("y", add(y("l-1"), y("l+1")), [("l", 1, "L-1")])],
    "up and down in two clauses": [clause("y", y("l+1"), [("l", 0, 1)]), clause("y", y("l-1"), [("l", 2, "L")])],
    "up in one and down in the other": [
        clause("y", u("l+1"), [("l", 0, "L-1")]), clause("u", y("l-1"), [("l", 1, "L")])],
    "the mirrored layer": [clause("y", y("L-l"), [("l", 0, "L")])],
    "a sum behind that reaches itself": [clause("y", ["sum", "h", P("l"), P("L"), y("h")], [("l", 1, "L")])],
    "down, by way of one listed later": [
        clause("y", u("l"), [("l", 0, "L-1")]), clause("u", add(y("l"), u("l+1")), [("l", 0, "L-1")])],
    "a fixed layer": [clause("y", y("2"), [("l", 1, "L")])],
    "a sum that reaches itself": [clause("y", ["sum", "h", 0, P("l"), y("h")], [("l", 1, "L")])],
    "a derivative by itself": [clause("z", ["derivative", x, z, [1], ["b0"]])],
    "a higher stratum": [clause("z", w), clause("w", x, stratum=1)],
    "layers by way of one without label": [clause("y", z, [("l", 1, "L")]), clause("z", y("L"))],
    "twice": [clause("z", x), clause("z", w)],
    "twice where ranges meet": [clause("y", x, [("l", 0, 2)]), clause("y", w, [("l", 2, "L")])],
    "twice if L is 2": [clause("y", x, [("l", 0, 1)]), clause("y", w, [("l", 2, 2)]), clause("y", z, [("l", "L", "L")])],
}


@pytest.mark.parametrize("name", FOUNDED)
def test_definitions_that_end(name):
    check_certificate(network(*FOUNDED[name]))


@pytest.mark.parametrize("name", UNFOUNDED)
def test_definitions_that_do_not(name):
    refused(network(*UNFOUNDED[name]), "is not known to be earlier|may be the same")


def test_a_parameter_may_be_named_like_a_free_label():
    """The free l is 3; the clause's l is its own."""
    certificate = network(*FOUNDED["layers"], free=[("l", 3, 3)])
    check_certificate(certificate)
    refused(network(clause("y", y("l"), [("l", 0, 2)]), free=[("l", 3, 3)]), "not known to be earlier")


# ---------------------------------------------------------------- integers

@pytest.mark.parametrize("left, right, accepted", [
    ("n[L]", "1", True), ("n[L-1]", "1", False), ("n[l]", "1", False), ("h", "3", True), ("g", "3", False)])
def test_known_equalities(left, right, accepted):
    """n_L = 1 is given, and 3 ≤ h ≤ 3; n_l is not 1 for that."""
    p = Proof(claim(["integer", P(left)], ["integer", P(right)], integers=[dimension("n", 1), label("L")],
                    equal=[("n", ["L"], 1)], free=[("l", 1, "L"), ("h", 3, 3), ("g", 3, 4)]))
    left, right = (p.step("entry_of", term=p.at(p.claim[side])) for side in ("left", "right"))
    p.step("trans", left, p.step("sym", right))
    if accepted:
        check_certificate(p.certificate())
    else:
        refused(p.certificate(), "the chain breaks")


@pytest.mark.parametrize("p, proved", [
    ("n-1", True), ("n-2", False), ("n m-1", True), ("n m-n", True), ("n m-n-m", False), ("L-l", True),
    ("L-l-1", False), ("L-1", True), ("d[l-7]-1", True), ("l-1", True), ("1-l", False), ("n n-1", True), ("m n-2", False),
    ("k m-k q-k+k", True), ("k m-k q", True), ("k m-k q-1", False),
])
def test_provably_nonnegative(p, proved):
    """Sums of at most four facts, products of two among them; l in 1..L, q in 1..m."""
    proof = Proof(claim(number(1), number(1), free=[("l", 1, "L"), ("q", 1, "m")],
                        integers=[dimension(x) for x in "nmk"] + [dimension("d", 1), label("L")]))
    term = proof.holds("0", "<=", p)
    proof.step("trans", proof.step("relation_decided", term=term), proof.step("refl", term=proof.num(1)))
    proof.step("refl", term=proof.at(number(1)))
    if proved:
        check_certificate(proof.certificate())
    else:
        refused(proof.certificate(), "not provable|the chain breaks")


# ---------------------------------------------------------------- equations of functions

def about(*functions, **changes):
    """A proof of a = a beside these functions."""
    p = Proof(claim(a, a, functions=list(functions), **{**NUMBERS, **changes}))
    p.step("refl", term=p.at(a))
    return p.certificate()


def test_an_equation_of_a_function():
    body = add(number(1), ["times", number(-1), power(apply("f", a), "2")])
    check_certificate(about(function("f", 2, equation=(1, "a", body))))


@pytest.mark.parametrize("words, order, body", [
    ("not natural", 1, power(a, "-1")), ("not natural", 1, power(add(number(1), power(a, "2")), "1/2")),
    ("not smooth everywhere", 1, apply("log", a)), ("not smooth everywhere", 1, ["apply", "relu", 0, a]),
    ("not about a derivative", 0, a), ("no other", 1, ["times", a, c]), ("not a declared function", 1, apply("unknown", a))])
def test_an_equation_that_may_not_hold_everywhere(words, order, body):
    refused(about(function("f", 2, equation=(order, "a", body))), words)


def test_an_equation_of_a_defined_function():
    refused(about(function("f", 2, ("a", a), equation=(1, "a", number(1)))), "cannot have an equation")


def test_an_equation_by_a_function_that_is_not_defined_everywhere():
    g = function("g", 0, ("a", power(a, "-1")))
    refused(about(g, function("f", 2, equation=(1, "a", apply("g", a)))), "not natural")
