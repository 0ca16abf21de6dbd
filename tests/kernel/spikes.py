"""Five certificates written by hand; each test file may take and mutate them."""
from __future__ import annotations

from handwritten import (
    P, Proof, add, apply, claim, clause, dimension, function, jacobian, label, matmul, minus, sym, tensor,
)


# ---------------------------------------------------------------- the network of every depth

class Network:
    """y_l = s(A_l y_{l-1} + b_l) for l = 1..L-1, y_L = A_L y_{L-1} + b_L, y_0 = x.

    ``width`` is "n[{}]", or "n" for layers of one width; ``weights`` "A[{}]",
    or "A" for one matrix in all layers; ``skip`` adds y_{l-2} from l = 2 on.
    """

    def __init__(self, width="n[{}]", tied=False, skip=False):
        self.width, self.tied, self.skip = width, tied, skip

    def n(self, l):
        return self.width.format(l)

    def A(self, l):
        return sym("A", [] if self.tied else [l], [self.n(l), self.n(l + "-1")])

    def b(self, l):
        return sym("b", [l], [self.n(l)])

    def y(self, l):
        return sym("y", [l], [self.n(l)])

    def affine(self, l):
        return add(matmul(self.A(l), self.y(l + "-1")), self.b(l))

    def definitions(self):
        hidden = apply("s", self.affine("l"))
        inner = [clause("y", hidden, [("l", 1, "L-1")])]
        if self.skip:
            inner = [clause("y", hidden, [("l", 1, 1)]),
                     clause("y", add(hidden, self.y("l-2")), [("l", 2, "L-1")])]
        return [clause("y", sym("x", [], [self.n("0")]), [("l", 0, 0)]), *inner,
                clause("y", self.affine("l"), [("l", "L", "L")])]

    def claim(self, left, right, free=()):
        each = [] if self.tied else [("l", 1, "L")]
        return claim(
            left, right, free=free, facts=["L-2"],
            integers=[dimension("n", int("[" in self.width)), label("L", lower=1)],
            tensors=[tensor("x", [self.n("0")]), tensor("A", [self.n("l"), self.n("l-1")], each),
                     tensor("b", [self.n("l")], [("l", 1, "L")]), tensor("y", [self.n("l")], [("l", 0, "L")])],
            functions=[function("s", 1)], definitions=self.definitions())

    def factor(self, k):
        return jacobian(self.y(k + "+1"), self.y(k))

    def product(self, last):
        return ["matprod", "k", P("L-1"), P(last), self.factor("k")]

    def depth_claim(self):
        """∂y_L/∂y_l = ∏_{k=L-1..l} ∂y_{k+1}/∂y_k."""
        return self.claim(jacobian(self.y("L"), self.y("l")), self.product("l"), free=[("l", 1, "L-1")])


def depth_claim():
    return Network().depth_claim()


def depth_proof(of=None, net=None):
    """By induction over m = L, …, 1; the chain rule through y_{m+1} is its step."""
    net = net or Network()
    p = Proof(of or net.depth_claim())
    y, product = net.y, net.product
    for name, lower, upper in [
        ("i", 1, net.n("L")), ("m", 1, "L-1"), ("j", 1, net.n("m")), ("jbase", 1, net.n("L")),
        ("jnext", 1, net.n("m+1")), ("u", 1, net.n("m+1")), ("jl", 1, net.n("l")),
    ]:
        p.variable(name, lower, upper)
    out = p.at(y("L"), "i")
    left = p.D(out, "y", ["m"], ["j"])
    right = p.at(product("m"), "i", "j")

    at_base = p.step("D_self", term=p.D(out, "y", ["L"], ["jbase"]))
    no_factor = p.step("product_empty", term=p.at(product("L"), "i", "jbase"))
    base = p.step("trans", at_base, p.step("sym", no_factor))

    assumed = p.step("hypothesis", left=p.D(out, "y", ["m+1"], ["jnext"]),
                     right=p.at(product("m+1"), "i", "jnext"), variable="m")
    assumed_at_u = p.step("instance", assumed, variable="jnext", value=P("u"))
    layers = lambda lower, upper: [] if net.tied else [[P(lower), P(upper)]]
    chained = p.step(
        "D_chain", term=left, through=["y", [P("m+1")]], names=["u"],
        region=[["y", [[P("m+1"), P("L")]]], ["A", layers("m+2", "L")], ["b", [[P("m+2"), P("L")]]]],
        ancestors=[["y", [[0, P("m")]]], ["A", layers("1", "m+1")], ["b", [[1, P("m+1")]]], ["x", []]])
    before = p.mul(p.D(out, "y", ["m+1"], ["u"]), p.D(p.at(y("m+1"), "u"), "y", ["m"], ["j"]))
    entry = p.at(net.factor("m"), "u", "j")
    after = p.mul(p.at(product("m+1"), "i", "u"), entry)
    entered = p.step("entry_of", term=entry)
    summand = p.step("ring", assumed_at_u, entered, left=before, right=after)
    summed = p.step("sum_cong", summand, variables=["u"])
    unfolded = p.step("product_last", term=right, names=["u"])
    inductive = p.step("trans", chained, summed, p.step("sym", unfolded))

    proved = p.step("induction", left=left, right=right, variable="m", base=base, step=inductive,
                    value=P("l"), at_base={"j": "jbase"}, at_step={"j": "jnext"}, at_value={"j": "jl"})
    entered = p.step("entry_of", term=p.at(jacobian(y("L"), y("l")), "i", "jl"))
    p.step("trans", entered, proved)
    return p.certificate(["i", "jl"])


def family_claim():
    """∂(A_k)/∂(A_l) by entries: the entry (i, j) of A_k by the entry (q, r) of A_l."""
    at = lambda name, *idx: ["entry", name, [P(i) for i in idx]]
    A = Network().A
    return Network().claim(
        ["derivative", at(A("k"), "i", "j"), A("l"), [P("q"), P("r")], []],
        ["times", ["delta", P("k"), P("l")], ["times", ["delta", P("i"), P("q")], ["delta", P("j"), P("r")]]],
        free=[("k", 1, "L"), ("l", 1, "L"), ("i", 1, "n[k]"), ("j", 1, "n[k-1]"),
              ("q", 1, "n[l]"), ("r", 1, "n[l-1]")])


def family_proof(of=None):
    p = Proof(of or family_claim())
    left, right = p.claim["left"], p.claim["right"]
    outer = p.step("entry_of", term=p.at(left))
    entry = p.step("entry_of", term=p.at(left[1]))
    inside = p.step("D_cong", entry, name="A", labels=[P("l")], indices=[P("q"), P("r")])
    family = p.step("D_family", term=p.D(p.at(Network().A("k"), "i", "j"), "A", ["l"], ["q", "r"]))
    deltas = p.mul(p.delta("k", "l"), p.delta("i", "q"), p.delta("j", "r"))
    read = [p.step("entry_of", term=p.at(e)) for e in (right, right[1], right[2], right[2][1], right[2][2])]
    inner = p.step("ring", read[3], read[4], left=p.mul(p.at(right[2][1]), p.at(right[2][2])),
                   right=p.mul(p.delta("i", "q"), p.delta("j", "r")))
    inner = p.step("trans", read[2], inner)
    whole = p.step("ring", read[1], inner, left=p.mul(p.at(right[1]), p.at(right[2])), right=deltas)
    whole = p.step("trans", read[0], whole)
    p.step("trans", outer, inside, family, p.step("sym", whole))
    return p.certificate()


# ---------------------------------------------------------------- a delta inside an unknown function

def split_claim():
    """Σ_j s(δ_ij x_j) = s(x_i) + (n − 1) s(0)."""
    x = sym("x", [], ["n"])
    xj, xi = ["entry", x, [P("j")]], ["entry", x, [P("i")]]
    return claim(
        ["sum", "j", 1, P("n"), apply("s", ["times", ["delta", P("i"), P("j")], xj])],
        add(apply("s", xi), ["times", ["integer", P("n-1")], apply("s", ["number", "0"])]),
        integers=[dimension("n")], tensors=[tensor("x", ["n"])], functions=[function("s")],
        free=[("i", 1, "n")])


def split_proof(of=None):
    p = Proof(of or split_claim())
    p.variable("v", 1, "n")
    x = sym("x", [], ["n"])
    body = apply("s", ["times", ["delta", P("i"), P("v")], ["entry", x, [P("v")]]])
    opened = p.step("entry_of", term=p.at(p.claim["left"]), names=["v"])
    read = [p.step("entry_of", term=p.at(e))
            for e in (body, body[3], body[3][1], body[3][2])]
    product = p.mul(p.at(body[3][1]), p.at(body[3][2]))
    plain = p.mul(p.delta("i", "v"), p.at(x, "v"))
    inside = p.step("trans", read[1], p.step("ring", read[2], read[3], left=product, right=plain))
    lowered = p.step("trans", read[0], p.step("cong", inside, term=p.fn("s", p.at(body[3]))))
    t = p.fn("s", plain)
    split = p.step("delta_split", term=t, variable="v", value=P("i"))
    delta = p.delta("v", "i")
    zero, one = p.num(0), p.num(1)
    at_i = p.fn("s", p.mul(p.delta("i", "i"), p.at(x, "i")))
    at_other = p.fn("s", p.mul(zero, p.at(x, "v")))
    same = p.step("delta_equal", left=P("i"), right=P("i"))
    to_x = p.step("cong", p.step("ring", same, left=p.mul(p.delta("i", "i"), p.at(x, "i")), right=p.at(x, "i")),
                  term=at_i)
    to_0 = p.step("cong", p.step("ring", left=p.mul(zero, p.at(x, "v")), right=zero), term=at_other)
    split_form = p.add(p.mul(delta, at_i), p.mul(p.add(one, p.mul(p.num(-1), delta)), at_other))
    si, s0 = p.fn("s", p.at(x, "i")), p.fn("s", zero)
    first, second = p.mul(delta, si), p.mul(p.num(-1), delta, s0)
    three = p.add(first, second, s0)
    cleaned = p.step("ring", to_x, to_0, left=split_form, right=three)
    summed = p.step("sum_cong", p.step("trans", lowered, split, cleaned), variables=["v"])
    parted = p.step("sum_add", term=p.sum("v", three))
    one_delta = p.step("sum_delta", term=p.sum("v", first), variable="v", value=P("i"))
    other_delta = p.step("sum_delta", term=p.sum("v", second), variable="v", value=P("i"))
    constant = p.step("sum_constant", term=p.sum("v", s0), variable="v")
    right = p.claim["right"]
    ends = [p.step("entry_of", term=p.at(e)) for e in (
        right, right[1][0], right[1][0][3], right[1][1], right[1][1][1], right[1][1][2], right[1][1][2][3])]
    s_entry = p.step("trans", ends[1], p.step("cong", ends[2], term=p.fn("s", p.at(right[1][0][3]))))
    s_zero = p.step("trans", ends[5], p.step("cong", ends[6], term=p.fn("s", p.at(right[1][1][2][3]))))
    product = p.step("ring", ends[4], s_zero, left=p.mul(p.at(right[1][1][1]), p.at(right[1][1][2])),
                     right=p.mul(p.int("n-1"), s0))
    product = p.step("trans", ends[3], product)
    whole = p.step("ring", s_entry, product, left=p.add(p.at(right[1][0]), p.at(right[1][1])),
                   right=p.add(si, p.mul(p.int("n-1"), s0)))
    goal = p.step("trans", ends[0], whole)
    together = p.step("ring", one_delta, other_delta, constant,
                      left=p.add(p.sum("v", first), p.sum("v", second), p.sum("v", s0)),
                      right=p.add(si, p.mul(p.int("n-1"), s0)))
    p.step("trans", opened, summed, parted, together, p.step("sym", goal))
    return p.certificate()


# ---------------------------------------------------------------- the logistic function

def logistic_claim():
    """s(−z) = 1 − s(z) for s(z) = 1/(1 + e^{−z})."""
    z = sym("z")
    body = ["power", add(["number", "1"], apply("exp", minus(z))), "-1"]
    return claim(
        apply("s", minus(z)), add(["number", "1"], minus(apply("s", z))),
        tensors=[tensor("z")], functions=[function("s", 99, ("z", body))])


def logistic_proof(of=None):
    p = Proof(of or logistic_claim())
    z = p.at(sym("z"))
    one, less = p.num(1), p.num(-1)
    negated = minus(sym("z"))
    to_negated = p.step("entry_of", term=p.at(negated))
    number = p.step("entry_of", term=p.at(["number", "-1"]))
    minus_z = p.mul(less, z)
    to_negated = p.step("trans", to_negated, p.step(
        "ring", number, left=p.mul(p.at(["number", "-1"]), z), right=minus_z))

    body = p.claim["context"]["functions"][0]["definition"][1]
    inside = body[1]
    steps = [p.step("entry_of", term=p.at(e)) for e in (body, inside, inside[1][0], inside[1][1])]
    exp_in = p.step("trans", steps[3], p.step("cong", to_negated, term=p.fn("exp", p.at(negated))))
    E = p.fn("exp", minus_z)
    sum_in = p.step("trans", steps[1], p.step(
        "ring", steps[2], exp_in, left=p.add(p.at(inside[1][0]), p.at(inside[1][1])), right=p.add(one, E)))
    formula = p.step("trans", steps[0], p.step("cong", sum_in, term=p.pow(p.at(inside), -1)))

    at_z = p.step("function_value", formula, term=p.fn("s", z))
    at_minus = p.step("function_value", formula, term=p.fn("s", minus_z))
    F0, F = p.fn("exp", p.mul(less, minus_z)), p.fn("exp", z)
    back = p.step("cong", p.step("ring", left=p.mul(less, minus_z), right=z), term=F0)
    denominator = p.step("ring", back, left=p.add(one, F0), right=p.add(one, F))
    at_minus = p.step("trans", at_minus, p.step("cong", denominator, term=p.pow(p.add(one, F0), -1)))

    nothing = p.add(z, minus_z)
    product = p.step("exp_add", term=p.fn("exp", nothing))
    unit = p.step("cong", p.step("ring", left=nothing, right=p.num(0)), term=p.fn("exp", nothing))
    unit = p.step("trans", p.step("sym", product), unit, p.step("exp_zero", term=p.fn("exp", p.num(0))))
    by_e = p.step("reciprocal", term=p.add(one, E))
    by_f = p.step("reciprocal", term=p.add(one, F))
    Pe, Qf = p.pow(p.add(one, E), -1), p.pow(p.add(one, F), -1)
    both = p.step(
        "combine", by_e, by_f, unit, left=Qf, right=p.add(one, p.mul(less, Pe)),
        multipliers=[p.add(p.num(1), p.mul(less, Qf)), p.mul(E, Pe), p.mul(less, Pe, Qf)])

    left, right = p.claim["left"], p.claim["right"]
    lowered = p.step("trans", p.step("entry_of", term=p.at(left)),
                     p.step("cong", to_negated, term=p.fn("s", p.at(negated))), at_minus)
    ends = [p.step("entry_of", term=p.at(e)) for e in (right, right[1][0], right[1][1], right[1][1][2])]
    s_z = p.step("trans", ends[3], at_z)
    negative = p.step("trans", ends[2], p.step(
        "ring", number, s_z, left=p.mul(p.at(["number", "-1"]), p.at(right[1][1][2])), right=p.mul(less, Pe)))
    goal = p.step("trans", ends[0], p.step(
        "ring", ends[1], negative, left=p.add(p.at(right[1][0]), p.at(right[1][1])),
        right=p.add(one, p.mul(less, Pe))))
    p.step("trans", lowered, both, p.step("sym", goal))
    return p.certificate()


# ---------------------------------------------------------------- a convolution

def convolution_claim():
    """Σ_{a=1..k} w_a x_{i+a−1} = Σ_{u=i..i+k−1} w_{u−i+1} x_u."""
    w, x = sym("w", [], ["k"]), sym("x", [], ["m"])
    at = lambda e, i: ["entry", e, [P(i)]]
    return claim(
        ["sum", "a", 1, P("k"), ["times", at(w, "a"), at(x, "i+a-1")]],
        ["sum", "u", P("i"), P("i+k-1"), ["times", at(w, "u-i+1"), at(x, "u")]],
        integers=[dimension("k"), dimension("m")], tensors=[tensor("w", ["k"]), tensor("x", ["m"])],
        free=[("i", 1, "m-k+1")])


def convolution_proof(of=None, reverse=False):
    """Both sides are sums over 1..k; the shift is shown on the right, with a range of its own."""
    p = Proof(of or convolution_claim())
    w, x = sym("w", [], ["k"]), sym("x", [], ["m"])
    p.variable("c", 1, "k")
    p.variable("d", "i", "i+k-1")
    at = lambda e, i: ["entry", e, [P(i)]]

    def lowered(i, j):
        body = ["times", at(w, i), at(x, j)]
        read = [p.step("entry_of", term=p.at(e)) for e in (body, body[1], body[2])]
        plain = p.mul(p.at(w, i), p.at(x, j))
        ring = p.step("ring", read[1], read[2], left=p.mul(p.at(body[1]), p.at(body[2])), right=plain)
        return p.step("trans", read[0], ring), plain

    left = p.step("entry_of", term=p.at(p.claim["left"]), names=["c"])
    right = p.step("entry_of", term=p.at(p.claim["right"]), names=["c"])
    first, plain = lowered("c", "i+c-1")
    second, _ = lowered("c", "c+i-1")
    left = p.step("trans", left, p.step("sum_cong", first, variables=["c"]))
    right = p.step("trans", right, p.step("sum_cong", second, variables=["c"]))
    there = p.step("sum_shift", term=p.sum("c", plain), variable="c", new="d", value=P("d-i+1"))
    again = p.mul(p.at(w, "d-i+1"), p.at(x, "d"))
    back = p.step("sum_shift", term=p.sum("d", again), variable="d", new="c", value=P("c+i-1"))
    p.step("trans", left, there, back, p.step("sym", right))
    return p.certificate()


def reversal_claim():
    """Σ_{a=1..k} w_a x_{k+1−a} = Σ_{b=1..k} w_{k+1−b} x_b."""
    w, x = sym("w", [], ["k"]), sym("x", [], ["k"])
    at = lambda e, i: ["entry", e, [P(i)]]
    return claim(
        ["sum", "a", 1, P("k"), ["times", at(w, "a"), at(x, "k+1-a")]],
        ["sum", "b", 1, P("k"), ["times", at(w, "k+1-b"), at(x, "b")]],
        integers=[dimension("k")], tensors=[tensor("w", ["k"]), tensor("x", ["k"])])


def reversal_proof(of=None):
    p = Proof(of or reversal_claim())
    p.variable("c", 1, "k")
    p.variable("d", 1, "k")
    bodies = [["times", ["entry", p.claim["left"][4][1][1], [P(i)]], ["entry", p.claim["left"][4][2][1], [P(j)]]]
              for i, j in (("c", "k+1-c"), ("k+1-d", "d"))]
    left = p.step("entry_of", term=p.at(p.claim["left"]), names=["c"])
    right = p.step("entry_of", term=p.at(p.claim["right"]), names=["d"])
    turned = p.step("sum_shift", term=p.sum("c", p.at(bodies[0])), variable="c", new="d", value=P("k+1-d"))
    p.step("trans", left, turned, p.step("sym", right))
    return p.certificate()


# ---------------------------------------------------------------- a product with dots

def dots_claim():
    """W_L ⋯ W_1 = (W_L ⋯ W_2) W_1 with square factors."""
    W = lambda k: sym("W", [k], ["n", "n"])
    product = lambda name, last: ["matprod", name, P("L"), P(last), W(name)]
    return claim(
        product("k", 1), matmul(product("h", 2), W("1")),
        integers=[dimension("n"), label("L", lower=1)], tensors=[tensor("W", ["n", "n"], [("l", 1, "L")])])


def dots_proof(of=None):
    p = Proof(of or dots_claim())
    p.variable("i", 1, "n")
    p.variable("j", 1, "n")
    p.variable("u", 1, "n")
    unfolded = p.step("product_last", term=p.at(p.claim["left"], "i", "j"), names=["u"])
    entered = p.step("entry_of", term=p.at(p.claim["right"], "i", "j"), names=["u"])
    p.step("trans", unfolded, p.step("sym", entered))
    return p.certificate(["i", "j"])


SPIKES = {
    "depth": depth_proof, "family": family_proof, "split": split_proof, "logistic": logistic_proof,
    "convolution": convolution_proof, "reversal": reversal_proof, "dots": dots_proof,
}
