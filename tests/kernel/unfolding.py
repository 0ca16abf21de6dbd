"""Rows for the rules of what is put in: entries, products over labels, definitions, assumptions, formulas."""
from __future__ import annotations

from handwritten import P, apply, matmul, sym
from laboratory import A, S, W, entry, s, x, xi, y, z
from rows import accepts, refuses


@accepts
def entry_of(p):
    return p.step("entry_of", term=p.at(["transpose", A], "i", "j")), p.at(["transpose", A], "i", "j"), p.at(A, "j", "i")


@refuses("entry_of", "has no rule")
def entry_of_a_symbol(p):
    p.step("entry_of", term=xi(p))


@refuses("entry_of", "has no rule")
def entry_of_an_inverse(p):
    p.step("entry_of", term=p.at(["inverse", A], "i", "j"))


@refuses("entry_of", "wanted is 1..n")
def entry_of_a_product_over_another_range(p):
    p.step("entry_of", term=p.at(matmul(A, x), "i"), names=["u"])


@refuses("entry_of", "free in the term")
def entry_of_a_product_with_capture(p):
    p.step("entry_of", term=p.at(matmul(A, x), "i"), names=["i"])


@refuses("entry_of", "1 names wanted, 2 given")
def entry_of_a_product_with_two_names(p):
    p.step("entry_of", term=p.at(matmul(A, x), "i"), names=["o", "j"])


# ---------------------------------------------------------------- products over labels

def product(first, last):
    return ["matprod", "h", P(first), P(last), W("h")]


@accepts
def product_empty(p):
    t = p.at(product("l-1", "l"), "i", "j")
    return p.step("product_empty", term=t), t, p.delta("i", "j")


@refuses("product_empty", "is not known to be empty")
def product_empty_of_one(p):
    p.step("product_empty", term=p.at(product("l", "l"), "i", "j"))


@accepts
def product_last(p):
    t = p.at(product("L", "l"), "i", "j")
    right = p.sum("o", p.mul(p.at(product("L", "l+1"), "i", "o"), p.at(W("l"), "o", "j")))
    return p.step("product_last", term=t, names=["o"]), t, right


@refuses("product_last", "not provable")
def product_last_of_none(p):
    p.step("product_last", term=p.at(product("l-1", "l"), "i", "j"), names=["o"])


@refuses("product_last", "wanted is 1..n")
def product_last_over_another_range(p):
    p.step("product_last", term=p.at(product("L", "l"), "i", "j"), names=["u"])


@accepts
def product_first(p):
    t = p.at(product("L", "l"), "i", "j")
    right = p.sum("o", p.mul(p.at(W("L"), "i", "o"), p.at(product("L-1", "l"), "o", "j")))
    return p.step("product_first", term=t, names=["o"]), t, right


@refuses("product_first", "not provable")
def product_first_of_none(p):
    p.step("product_first", term=p.at(product("l", "l+1"), "i", "j"), names=["o"])


@refuses("product_first", "free in the term")
def product_first_with_capture(p):
    p.step("product_first", term=p.at(product("L", "l"), "i", "j"), names=["j"])


# ---------------------------------------------------------------- definitions and assumptions

@accepts
def unfold(p):
    t = p.at(y("l"), "i")
    return p.step("unfold", term=t, clause=2), t, p.at(apply("g", matmul(W("l"), y("l-1"))), "i")


@refuses("unfold", "not provable")
def unfold_out_of_the_clause(p):
    p.step("unfold", term=p.at(y("l-1"), "i"), clause=2)


@refuses("unfold", "not provable")
def unfold_out_of_the_shape(p):
    """y has no entry n + 1, so its definition does not say what that is."""
    p.step("unfold", term=p.at(y("l"), "n+1"), clause=2)


@refuses("unfold", "defines y, not tied")
def unfold_by_another_clause(p):
    p.step("unfold", term=p.at(sym("tied", ["l"], ["n"]), "i"), clause=2)


@refuses("unfold", "no clause has the number")
def unfold_by_no_clause(p):
    p.step("unfold", term=p.at(y("l"), "i"), clause=-1)


@accepts
def assumption(p):
    left, right = p.at(entry(z, "i")), p.at(["times", s, entry(x, "i")])
    return p.step("assumption", number=0, values={"a": P("i")}), left, right


@accepts
def assumption__of_arrays(p):
    return p.step("assumption", number=2, values={}, indices=[P("r")]), p.at(z, "r"), p.at(matmul(A, x), "r")


@refuses("assumption", "not provable")
def assumption_out_of_range(p):
    p.step("assumption", number=0, values={"a": P("u")})


@refuses("assumption", "not provable")
def assumption_out_of_the_shape(p):
    p.step("assumption", number=2, values={}, indices=[P("n+1")])


@refuses("assumption", "no assumed equation has the number")
def assumption_of_an_inequality(p):
    p.step("assumption", number=1, values={}, indices=[P("i")])


@refuses("assumption", "values are wanted for")
def assumption_without_values(p):
    p.step("assumption", number=0, values={})


@accepts
def symmetric(p):
    t = p.at(S, "i", "j")
    return p.step("symmetric", term=t), t, p.at(S, "j", "i")


@refuses("symmetric", "is not declared symmetric")
def symmetric_perhaps(p):
    p.step("symmetric", term=p.at(A, "i", "j"))


def squared(p):
    """∂⁰: h(t) = t²."""
    return p.step("entry_of", term=p.at(["power", sym("t"), "2"]))


@accepts
def function_value(p):
    t = p.fn("h", p.add(xi(p), p.at(s)))
    return p.step("function_value", squared(p), term=t), t, p.pow(p.add(xi(p), p.at(s)), 2)


@accepts
def function_value__of_the_derivative(p):
    own = p.step("D_cong", squared(p), name="t", labels=[], indices=[])
    power = p.D(p.pow(p.at(sym("t")), 2), "t")
    one = p.step("D_self", term=p.D(p.at(sym("t")), "t"))
    slope = p.step("trans", own, p.step("D_pow", term=power))
    twice = p.mul(p.num(2), p.pow(p.at(sym("t")), 1), p.D(p.at(sym("t")), "t"))
    formula = p.mul(p.num(2), p.at(sym("t")))
    slope = p.step("trans", slope, p.step("ring", one, left=twice, right=formula))
    t = p.fn("h", xi(p), 1)
    return p.step("function_value", slope, term=t), t, p.mul(p.num(2), xi(p))


@refuses("function_value", "not defined by a formula")
def function_value_of_an_unknown(p):
    p.step("function_value", squared(p), term=p.fn("g", xi(p)))


@refuses("function_value", "the premise is not about the definition")
def function_value_of_the_wrong_order(p):
    p.step("function_value", squared(p), term=p.fn("h", xi(p), 1))


def flowing(p):
    """The right side of flow′(t) = flow(t)."""
    return p.step("entry_of", term=p.at(["apply", "flow", 0, sym("t")]))


@accepts
def function_equation(p):
    t = p.fn("flow", p.add(xi(p), p.at(s)), 1)
    return p.step("function_equation", flowing(p), term=t), t, p.fn("flow", p.add(xi(p), p.at(s)))


@accepts
def function_equation__of_the_second_derivative(p):
    own = p.step("D_cong", flowing(p), name="t", labels=[], indices=[])
    inner = p.fn("flow", p.at(sym("t")))
    chain = p.step("D_fn", term=p.D(inner, "t"))
    one = p.step("D_self", term=p.D(p.at(sym("t")), "t"))
    slope = p.fn("flow", p.at(sym("t")), 1)
    plain = p.step("ring", one, left=p.mul(slope, p.D(p.at(sym("t")), "t")), right=slope)
    t = p.fn("flow", xi(p), 2)
    return p.step("function_equation", p.step("trans", own, chain, plain), term=t), t, p.fn("flow", xi(p), 1)


@refuses("function_equation", "no equation of h is given")
def function_equation_of_a_defined_function(p):
    p.step("function_equation", squared(p), term=p.fn("h", xi(p), 1))


@refuses("function_equation", "is about its derivative of order 1")
def function_equation_for_the_function_itself(p):
    p.step("function_equation", flowing(p), term=p.fn("flow", xi(p)))


@refuses("function_equation", "the premise is not about the definition")
def function_equation_of_the_wrong_order(p):
    p.step("function_equation", flowing(p), term=p.fn("flow", xi(p), 2))


@refuses("function_equation", "mentions t and is not")
def function_equation_that_is_not_lowered(p):
    same = p.step("refl", term=p.at(["apply", "flow", 0, sym("t")]))
    p.step("function_equation", same, term=p.fn("flow", xi(p), 1))


@refuses("function_value", "mentions t and is not")
def function_value_that_is_not_lowered(p):
    """Inside the expression the parameter would stay behind."""
    same = p.step("refl", term=p.at(["power", sym("t"), "2"]))
    p.step("function_value", same, term=p.fn("h", xi(p)))
