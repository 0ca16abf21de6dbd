"""Rows for the rules of derivatives."""
from __future__ import annotations

from handwritten import P, apply, matmul, sym
from laboratory import A, S, W, cube, debt, doubled, neg, q, s, xi, y, z
from rows import accepts, refuses


@accepts
def D_cong(p):
    a, b = doubled(p)
    return (p.step("D_cong", cube(p), name="x", labels=[], indices=[P("j")]),
            p.D(a, "x", [], ["j"]), p.D(b, "x", [], ["j"]))


@accepts
def D_cong__after_another_definition(p):
    step = p.step("unfold", term=p.at(y("l"), "i"), clause=2)
    body = p.at(apply("g", matmul(W("l"), y("l-1"))), "i")
    return (p.step("D_cong", step, name="y", labels=[P("l-1")], indices=[P("j")]),
            p.D(p.at(y("l"), "i"), "y", ["l-1"], ["j"]), p.D(body, "y", ["l-1"], ["j"]))


@refuses("D_cong", "uses the definition of y[l]")
def D_cong_by_what_was_unfolded(p):
    step = p.step("unfold", term=p.at(y("l"), "i"), clause=2)
    p.step("D_cong", step, name="y", labels=[P("l")], indices=[P("j")])


@refuses("D_cong", "uses the definition of y[3]")
def D_cong_by_what_may_have_been_unfolded(p):
    step = p.step("unfold", term=p.at(y("l"), "i"), clause=2)
    p.step("D_cong", step, name="y", labels=[P("3")], indices=[P("j")])


@refuses("D_cong", "uses the definition of y[lay + 1]")
def D_cong_by_what_was_unfolded_under_a_sum(p):
    """Σ over lay of the definition of y_lay uses all of them, whatever lay is later."""
    step = p.step("unfold", term=p.at(y("lay"), "i"), clause=2)
    step = p.step("sum_cong", step, variables=["lay"])
    p.step("D_cong", step, name="y", labels=[P("lay+1")], indices=[P("j")])


@refuses("D_cong", "under a hypothesis")
def D_cong_under_a_hypothesis(p):
    t = p.at(y("lay"), "i")
    p.step("D_cong", p.step("hypothesis", left=t, right=p.num(0), variable="lay"),
           name="x", labels=[], indices=[P("j")])


@refuses("D_cong", "speaks of x")
def D_cong_of_an_assumption(p):
    p.step("D_cong", p.step("assumption", number=2, values={}, indices=[P("i")]), name="x", labels=[], indices=[P("j")])


@refuses("D_cong", "that S is symmetric was used")
def D_cong_of_symmetry(p):
    p.step("D_cong", p.step("symmetric", term=p.at(S, "i", "j")), name="S", labels=[], indices=[P("i"), P("j")])


@accepts
def D_cong__below_zero(p):
    t, by = p.at(neg), ("neg", [], [])
    step = p.step("reciprocal", term=t)
    return (p.step("D_cong", step, name="neg", labels=[], indices=[]),
            p.D(p.mul(t, p.pow(t, -1)), *by), p.D(p.num(1), *by))


@refuses("D_cong", "that debt is nonpositive was used")
def D_cong_on_a_half_line_with_its_end(p):
    step = p.step("sign_seen", term=p.mul(p.num(-1), p.at(debt)), strict=False)
    p.step("D_cong", step, name="debt", labels=[], indices=[])


@refuses("D_cong", "do not fit")
def D_cong_with_an_index_missing(p):
    p.step("D_cong", cube(p), name="x", labels=[], indices=[])


def d(p, t, j="j"):
    return p.D(t, "x", [], [j])


@accepts
def D_add(p):
    a, b = xi(p), p.at(z, "i")
    t = d(p, p.add(a, b))
    return p.step("D_add", term=t), t, p.add(d(p, a), d(p, b))


@refuses("D_add", "the derivative is not of a add")
def D_add_of_a_product(p):
    p.step("D_add", term=d(p, p.mul(xi(p), p.at(s))))


@accepts
def D_mul(p):
    a, b = xi(p), p.at(z, "i")
    t = d(p, p.mul(a, b, a))
    return (p.step("D_mul", term=t), t,
            p.add(p.mul(d(p, a), b, a), p.mul(a, d(p, b), a), p.mul(a, b, d(p, a))))


@refuses("D_mul", "the derivative is not of a mul")
def D_mul_of_a_sum(p):
    p.step("D_mul", term=d(p, p.add(xi(p), p.at(s))))


@accepts
def D_sum(p):
    t = d(p, p.sum("i", xi(p)))
    return p.step("D_sum", term=t), t, p.sum("i", d(p, xi(p)))


@refuses("D_sum", "mentions a variable of the sum")
def D_sum_with_capture(p):
    p.step("D_sum", term=d(p, p.sum("j", xi(p, "j"))))


@accepts
def D_pow(p):
    t = d(p, p.pow(xi(p), "-1/2"))
    return p.step("D_pow", term=t), t, p.mul(p.num("-1/2"), p.pow(xi(p), "-3/2"), d(p, xi(p)))


@refuses("D_pow", "the derivative is not of a pow")
def D_pow_of_a_function(p):
    p.step("D_pow", term=d(p, p.fn("g", xi(p))))


@accepts
def D_fn(p):
    t = d(p, p.fn("g", xi(p), 2))
    return p.step("D_fn", term=t), t, p.mul(p.fn("g", xi(p), 3), d(p, xi(p)))


@refuses("D_fn", "the derivative is not of a fn")
def D_fn_of_a_symbol(p):
    p.step("D_fn", term=d(p, xi(p)))


@accepts
def D_constant(p):
    t = d(p, p.delta("i", "j"))
    return p.step("D_constant", term=t), t, p.num(0)


@refuses("D_constant", "not a constant")
def D_constant_of_a_symbol(p):
    p.step("D_constant", term=d(p, p.at(s)))


@accepts
def D_self(p):
    t = p.D(p.at(A, "i", "j"), "A", [], ["o", "r"])
    return p.step("D_self", term=t), t, p.mul(p.delta("i", "o"), p.delta("j", "r"))


@refuses("D_self", "y[l] is not y[L]")
def D_self_of_another_member(p):
    p.step("D_self", term=p.D(p.at(y("l"), "i"), "y", ["L"], ["j"]))


@refuses("D_self", "not provable")
def D_self_out_of_the_shape(p):
    """There is no x_{n+1} to differentiate by."""
    p.step("D_self", term=d(p, xi(p, "n+1"), "n+1"))


@accepts
def D_family(p):
    t = p.D(p.at(W("l"), "i", "j"), "W", ["2"], ["o", "r"])
    return p.step("D_family", term=t), t, p.mul(p.delta("l", "2"), p.delta("i", "o"), p.delta("j", "r"))


@refuses("D_family", "not members of one undefined family")
def D_family_that_is_defined(p):
    p.step("D_family", term=p.D(p.at(y("l"), "i"), "y", ["L"], ["j"]))


@refuses("D_family", "not members of one undefined family")
def D_family_of_two_names(p):
    p.step("D_family", term=p.D(xi(p), "z", [], ["j"]))


@accepts
def D_independent(p):
    t = d(p, p.at(W("l"), "i", "j"))
    return p.step("D_independent", term=t, region=[["W", [[1, P("L")]]]], ancestors=[]), t, p.num(0)


@accepts
def D_independent__of_a_later_layer(p):
    t = p.D(p.at(y("2"), "i"), "W", ["3"], ["i", "j"])
    region = [["y", [[0, 2]]], ["W", [[1, 2]]], ["x", []]]
    return p.step("D_independent", term=t, region=region, ancestors=[]), t, p.num(0)


@refuses("D_independent", "may lie in the region")
def D_independent_of_what_it_uses(p):
    p.step("D_independent", term=d(p, p.at(q)), region=[["q", []], ["x", []]], ancestors=[])


@refuses("D_independent", "x is not known to lie in the region")
def D_independent_with_a_region_too_small(p):
    p.step("D_independent", term=d(p, p.at(q)), region=[["q", []]], ancestors=[])


@refuses("D_independent", "x is not known to lie in the region")
def D_independent_through_a_definition(p):
    p.step("D_independent", term=p.D(p.at(y("2"), "i"), "W", ["3"], ["i", "j"]),
           region=[["y", [[0, 2]]], ["W", [[1, 2]]]], ancestors=[])


@refuses("D_independent", "may share members of x")
def D_independent_with_common_ancestors(p):
    """x is not q, but q depends on x: neither 0 nor anything else."""
    p.step("D_independent", term=p.D(xi(p), "q"), region=[["x", []]], ancestors=[["x", []]])


@refuses("D_independent", "x is not known to lie in the ancestors")
def D_independent_with_ancestors_hidden(p):
    p.step("D_independent", term=p.D(xi(p), "q"), region=[["x", []]], ancestors=[])


@refuses("D_independent", "may lie in the region")
def D_independent_of_a_member_in_the_middle(p):
    p.step("D_independent", term=p.D(p.at(y("2"), "i"), "W", ["l"], ["i", "j"]),
           region=[["y", [[0, 2]]], ["W", [[1, 2]]], ["x", []]], ancestors=[])


def chain(p, of=None, by=("y", "1"), through=("y", "2"), region=None, ancestors=None, names=("o",)):
    """∂y_3/∂y_1 through y_2, if nothing is changed."""
    t = p.D(p.at(y("3") if of is None else of, "i"), by[0], [by[1]], ["j"])
    return t, dict(
        term=t, through=[through[0], [P(through[1])]], names=list(names),
        region=region or [["y", [[2, 3]]], ["W", [[3, 3]]]],
        ancestors=ancestors or [["y", [[0, 1]]], ["W", [[1, 2]]], ["x", []]])


@accepts
def D_chain(p):
    t, arguments = chain(p)
    right = p.sum("o", p.mul(p.D(p.at(y("3"), "i"), "y", ["2"], ["o"]), p.D(p.at(y("2"), "o"), "y", ["1"], ["j"])))
    return p.step("D_chain", **arguments), t, right


@refuses("D_chain", "y[1] is not known to lie in the region")
def D_chain_past_a_skip_connection(p):
    skip = sym("skip", [], ["n"])
    t, arguments = chain(p, of=skip, region=[["skip", []], ["y", [[2, 2]]]])
    p.step("D_chain", **arguments)


@refuses("D_chain", "y[1] may lie in the region")
def D_chain_with_the_variable_in_the_region(p):
    skip = sym("skip", [], ["n"])
    t, arguments = chain(p, of=skip, region=[["skip", []], ["y", [[1, 2]]], ["W", [[1, 1]]], ["y", [[0, 0]]], ["x", []]])
    p.step("D_chain", **arguments)


@refuses("D_chain", "may share members of A")
def D_chain_with_tied_weights(p):
    tied = lambda l: sym("tied", [l], ["n"])
    t, arguments = chain(p, of=tied("3"), by=("tied", "1"), through=("tied", "2"),
                         region=[["tied", [[2, 3]]], ["A", []]], ancestors=[["tied", [[0, 1]]], ["A", []], ["x", []]])
    p.step("D_chain", **arguments)


@refuses("D_chain", "W[l] is not known to lie in the region")
def D_chain_with_a_region_too_small(p):
    t, arguments = chain(p, region=[["y", [[2, 3]]]])
    p.step("D_chain", **arguments)


@refuses("D_chain", "may be y[1] itself")
def D_chain_through_the_variable(p):
    t, arguments = chain(p, through=("y", "1"))
    p.step("D_chain", **arguments)


@refuses("D_chain", "free in the term")
def D_chain_with_capture(p):
    t, arguments = chain(p, names=["j"])
    p.step("D_chain", **arguments)


@refuses("D_chain", "wanted is 1..n")
def D_chain_over_another_range(p):
    t, arguments = chain(p, names=["u"])
    p.step("D_chain", **arguments)


@refuses("D_chain", "is not known to lie in the ancestors")
def D_chain_with_ancestors_too_few(p):
    t, arguments = chain(p, ancestors=[["y", [[0, 1]]], ["W", [[1, 2]]]])
    p.step("D_chain", **arguments)
