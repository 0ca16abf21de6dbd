"""Rows for the rules of powers, exponentials and logarithms."""
from __future__ import annotations

from laboratory import A, neg, non, pos, s, xi
from rows import accepts, refuses


@accepts
def reciprocal(p):
    t = p.add(p.at(pos), p.fn("exp", xi(p)), p.pow(xi(p), 2))
    return p.step("reciprocal", term=t), p.mul(t, p.pow(t, -1)), p.num(1)


@accepts
def reciprocal__of_a_nonzero(p):
    t = p.mul(p.num(-2), p.at(non))
    return p.step("reciprocal", term=t), p.mul(t, p.pow(t, -1)), p.num(1)


@accepts
def reciprocal__of_a_negative(p):
    t = p.at(neg)
    return p.step("reciprocal", term=t), p.mul(t, p.pow(t, -1)), p.num(1)


@refuses("reciprocal", "the premise does not end in the base")
def reciprocal_of_another_base(p):
    p.step("reciprocal", p.step("entry_of", term=p.at(["transpose", A], "i", "j")), term=xi(p))


@accepts
def power_split(p):
    t = p.pow(p.fn("exp", xi(p)), "3/2")
    return (p.step("power_split", term=t, exponents=["1", "1/2"]), t,
            p.mul(p.pow(p.fn("exp", xi(p)), 1), p.pow(p.fn("exp", xi(p)), "1/2")))


@refuses("power_split", "do not add up")
def power_split_with_an_exponent_lost(p):
    p.step("power_split", term=p.pow(p.at(pos), "3/2"), exponents=["1", "1"])


@accepts
def power_power(p):
    t = p.pow(p.pow(p.at(pos), 2), "1/2")
    return p.step("power_power", term=t), t, p.pow(p.at(pos), 1)


@refuses("power_power", "not a power of a power")
def power_power_of_a_symbol(p):
    p.step("power_power", term=p.pow(xi(p), 2))


@accepts
def power_mul(p):
    t = p.pow(p.mul(xi(p), p.at(s)), -1)
    return p.step("power_mul", term=t), t, p.mul(p.pow(xi(p), -1), p.pow(p.at(s), -1))


@refuses("power_mul", "is not known to be ≥ 0")
def power_mul_of_a_root(p):
    """√((−1)(−1)) is not √−1 √−1."""
    p.step("power_mul", term=p.pow(p.mul(xi(p), p.at(s)), "1/2"))


@accepts
def power_number(p):
    t = p.pow(p.num("-2/3"), -2)
    return p.step("power_number", term=t), t, p.num("9/4")


@refuses("power_number", "not a small integer power")
def power_number_of_a_root(p):
    p.step("power_number", term=p.pow(p.num(4), "1/2"))


@accepts
def exp_zero(p):
    t = p.fn("exp", p.num(0))
    return p.step("exp_zero", term=t), t, p.num(1)


@refuses("exp_zero", "the argument is not 0")
def exp_zero_of_one(p):
    p.step("exp_zero", term=p.fn("exp", p.num(1)))


@accepts
def exp_add(p):
    t = p.fn("exp", p.add(xi(p), p.at(s)))
    return p.step("exp_add", term=t), t, p.mul(p.fn("exp", xi(p)), p.fn("exp", p.at(s)))


@refuses("exp_add", "not exp of a add")
def exp_add_of_a_product(p):
    p.step("exp_add", term=p.fn("exp", p.mul(xi(p), p.at(s))))


@refuses("exp_add", "not exp of a add")
def exp_add_of_another_function(p):
    p.step("exp_add", term=p.fn("g", p.add(xi(p), p.at(s))))


@accepts
def exp_power(p):
    t = p.pow(p.fn("exp", xi(p)), "-1/2")
    return p.step("exp_power", term=t), t, p.fn("exp", p.mul(p.num("-1/2"), xi(p)))


@refuses("exp_power", "not a power of exp")
def exp_power_of_log(p):
    p.step("exp_power", term=p.pow(p.fn("log", xi(p)), 2))


@accepts
def log_exp(p):
    t = p.fn("log", p.fn("exp", xi(p)))
    return p.step("log_exp", term=t), t, xi(p)


@refuses("log_exp", "not log of exp")
def log_exp_of_log(p):
    p.step("log_exp", term=p.fn("log", p.fn("log", xi(p))))


@accepts
def log_one(p):
    return p.step("log_one", term=p.fn("log", p.num(1))), p.fn("log", p.num(1)), p.num(0)


@refuses("log_one", "the argument is not 1")
def log_one_of_zero(p):
    p.step("log_one", term=p.fn("log", p.num(0)))


@accepts
def log_mul(p):
    a, b = p.at(pos), p.fn("exp", xi(p))
    t = p.fn("log", p.mul(a, b))
    return p.step("log_mul", term=t), t, p.add(p.fn("log", a), p.fn("log", b))


@accepts
def log_mul__of_squares(p):
    a, b = p.pow(xi(p), 2), p.pow(p.at(s), 4)
    t = p.fn("log", p.mul(a, b))
    return p.step("log_mul", term=t), t, p.add(p.fn("log", a), p.fn("log", b))


@refuses("log_mul", "not log of a mul")
def log_mul_of_a_sum(p):
    p.step("log_mul", term=p.fn("log", p.add(xi(p), p.at(s))))


@accepts
def log_pow(p):
    t = p.fn("log", p.pow(p.at(pos), "-1/2"))
    return p.step("log_pow", term=t), t, p.mul(p.num("-1/2"), p.fn("log", p.at(pos)))


@accepts
def log_pow__of_a_square(p):
    t = p.fn("log", p.pow(p.pow(xi(p), 2), "1/2"))
    return p.step("log_pow", term=t), t, p.mul(p.num("1/2"), p.fn("log", p.pow(xi(p), 2)))


@refuses("log_pow", "not log of a pow")
def log_pow_of_a_product(p):
    p.step("log_pow", term=p.fn("log", p.mul(xi(p), xi(p))))


@accepts
def exp_log(p):
    t = p.fn("exp", p.fn("log", p.at(pos)))
    return p.step("exp_log", term=t), t, p.at(pos)


@refuses("exp_log", "not exp of log")
def exp_log_of_exp(p):
    p.step("exp_log", term=p.fn("exp", p.fn("exp", xi(p))))


@accepts
def function_derivative(p):
    t = p.fn("log", xi(p), 1)
    return p.step("function_derivative", term=t), t, p.pow(xi(p), -1)


@refuses("function_derivative", "has no rule")
def function_derivative_of_an_unknown(p):
    p.step("function_derivative", term=p.fn("g", xi(p), 1))
