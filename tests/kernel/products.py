"""Rows for the rules of products over a variable."""
from __future__ import annotations

from handwritten import P
from laboratory import A, cube, doubled, pos, s, x, xi, y, z
from rows import accepts, refuses


@accepts
def prod_cong(p):
    a, b = doubled(p)
    return p.step("prod_cong", cube(p), variable="i"), p.prod("i", a), p.prod("i", b)


@refuses("prod_cong", "the range of c, which is open, mentions i")
def prod_cong_with_a_dependent_range(p):
    p.step("prod_cong", p.step("refl", term=p.at(A, "i", "c")), variable="i")


@refuses("prod_cong", "a hypothesis fixes lay")
def prod_cong_over_the_fixed_label(p):
    h = p.step("hypothesis", left=p.at(y("lay"), "i"), right=p.num(0), variable="lay")
    p.step("prod_cong", h, variable="lay")


@accepts
def prod_expand(p):
    t = p.prod("first", p.at(x, "first"))
    return p.step("prod_expand", term=t), t, p.mul(p.at(x, "1"), p.at(x, "2"))


@accepts
def prod_expand__of_no_factor(p):
    t = p.prod("none", p.at(s))
    return p.step("prod_expand", term=t), t, p.num(1)


@refuses("prod_expand", "is not of 0 to 64 numbers")
def prod_expand_of_n_factors(p):
    p.step("prod_expand", term=p.prod("i", xi(p)))


@accepts
def prod_mul(p):
    t = p.prod("i", p.mul(xi(p), p.at(z, "i"), p.at(s)))
    return (p.step("prod_mul", term=t, variable="j"), t,
            p.mul(p.prod("i", xi(p)), p.prod("i", p.at(z, "i")), p.prod("i", p.at(s))))


@refuses("prod_mul", "has the range 1..m")
def prod_mul_over_another_range(p):
    p.step("prod_mul", term=p.prod("i", p.mul(xi(p), p.at(s))), variable="u")


@refuses("prod_mul", "j is free in the term")
def prod_mul_with_capture(p):
    p.step("prod_mul", term=p.prod("i", p.mul(xi(p), p.at(x, "j"))), variable="j")


@accepts
def prod_pow(p):
    t = p.prod("i", p.pow(xi(p), -1))
    return p.step("prod_pow", term=t, variable="i"), t, p.pow(p.prod("i", xi(p)), -1)


@accepts
def prod_pow__of_roots(p):
    square = p.pow(xi(p), 2)
    t = p.prod("i", p.pow(square, "1/2"))
    return p.step("prod_pow", term=t, variable="i"), t, p.pow(p.prod("i", square), "1/2")


@refuses("prod_pow", "is not known to be ≥ 0")
def prod_pow_of_perhaps_negative_numbers(p):
    p.step("prod_pow", term=p.prod("i", p.pow(xi(p), "1/2")), variable="i")


@refuses("prod_pow", "not a product of powers")
def prod_pow_of_no_power(p):
    p.step("prod_pow", term=p.prod("i", xi(p)), variable="i")


@accepts
def prod_exp(p):
    t = p.prod("i", p.fn("exp", xi(p)))
    return p.step("prod_exp", term=t, variable="i"), t, p.fn("exp", p.sum("i", xi(p)))


@refuses("prod_exp", "not a product of exponentials")
def prod_exp_of_a_derivative_of_another_function(p):
    p.step("prod_exp", term=p.prod("i", p.fn("log", xi(p))), variable="i")


@accepts
def prod_part(p):
    t, same = p.prod("i", xi(p)), p.delta("i", "r")
    rest = p.prod("i", p.add(same, p.mul(p.add(p.num(1), p.mul(p.num(-1), same)), xi(p))))
    return p.step("prod_part", term=t, variable="i", value=P("r")), t, p.mul(p.at(x, "r"), rest)


@refuses("prod_part", "not provable")
def prod_part_outside(p):
    p.step("prod_part", term=p.prod("i", xi(p)), variable="i", value=P("n+1"))


@refuses("prod_part", "not provable")
def prod_part_of_no_factor(p):
    p.step("prod_part", term=p.prod("none", p.at(s)), variable="none", value=P("1"))


@refuses("prod_part", "mentions i")
def prod_part_with_capture(p):
    p.step("prod_part", term=p.prod("i", xi(p)), variable="i", value=P("i"))


@accepts
def D_prod(p):
    t = p.D(p.prod("i", xi(p)), "x", (), ["o"])
    same = p.delta("j", "i")
    rest = p.prod("j", p.add(same, p.mul(p.add(p.num(1), p.mul(p.num(-1), same)), p.at(x, "j"))))
    return p.step("D_prod", term=t, variables=["i", "j"]), t, p.sum("i", p.mul(p.D(xi(p), "x", (), ["o"]), rest))


@refuses("D_prod", "o is free in the term")
def D_prod_with_capture(p):
    p.step("D_prod", term=p.D(p.prod("i", xi(p)), "x", (), ["o"]), variables=["i", "o"])


@refuses("D_prod", "has the range 1..m")
def D_prod_over_another_range(p):
    p.step("D_prod", term=p.D(p.prod("i", xi(p)), "x", (), ["o"]), variables=["i", "u"])


@refuses("D_prod", "names a variable twice")
def D_prod_with_one_variable(p):
    p.step("D_prod", term=p.D(p.prod("i", xi(p)), "x", (), ["o"]), variables=["i", "i"])


@refuses("D_prod", "not the derivative of a product over a variable")
def D_prod_of_a_sum(p):
    p.step("D_prod", term=p.D(p.sum("i", xi(p)), "x", (), ["o"]), variables=["i", "j"])


def scalar_power(p, e, exponent):
    return p.at(["matpower", ["expand", e, [0, 1]], P(exponent)], "1", "1")


@accepts
def power_exp(p):
    t = scalar_power(p, pos, "n")
    return p.step("power_exp", term=t), t, p.fn("exp", p.mul(p.int("n"), p.fn("log", p.at(pos))))


@refuses("power_exp", "is not known to be > 0")
def power_exp_of_a_number_of_unknown_sign(p):
    p.step("power_exp", term=scalar_power(p, s, "n"))


@refuses("power_exp", "not provable")
def power_exp_with_a_negative_exponent(p):
    p.step("power_exp", term=scalar_power(p, pos, "-n"))


@refuses("power_exp", "not a power of a scalar")
def power_exp_of_a_matrix(p):
    p.step("power_exp", term=p.at(["matpower", A, P("n")], "i", "j"))


@refuses("power_exp", "the premise speaks of")
def power_exp_with_a_premise_about_another_number(p):
    p.step("power_exp", p.step("refl", term=p.at(pos)), term=scalar_power(p, s, "n"))
