"""Rows for the rules of functions known by their symmetries: sin, cos, arctan, the normal distribution."""
from __future__ import annotations

from laboratory import pos, s
from rows import accepts, refuses


def negative(p, term):
    return p.mul(p.num(-1), term)


@accepts
def function_at_zero(p):
    return p.step("function_at_zero", term=p.fn("Phi", p.num(0))), p.fn("Phi", p.num(0)), p.num("1/2")


@refuses("function_at_zero", "no value at 0 is known")
def function_at_zero_of_another(p):
    p.step("function_at_zero", term=p.fn("f", p.num(0)))


@refuses("function_at_zero", "no value at 0 is known")
def function_at_zero_of_the_derivative(p):
    p.step("function_at_zero", term=p.fn("sin", p.num(0), 1))


@refuses("function_at_zero", "no value at 0 is known")
def function_at_zero_elsewhere(p):
    p.step("function_at_zero", term=p.fn("sin", p.num(1)))


@accepts
def function_reflected(p):
    t = p.fn("sin", negative(p, p.at(s)))
    return p.step("function_reflected", term=t), t, negative(p, p.fn("sin", p.at(s)))


@accepts
def function_reflected__even(p):
    t = p.fn("phi", negative(p, p.mul(p.at(s), p.at(pos))))
    return p.step("function_reflected", term=t), t, p.fn("phi", p.mul(p.at(s), p.at(pos)))


@accepts
def function_reflected__normal(p):
    t = p.fn("Phi", negative(p, p.at(s)))
    return p.step("function_reflected", term=t), t, p.add(p.num(1), negative(p, p.fn("Phi", p.at(s))))


@refuses("function_reflected", "no symmetry is known")
def function_reflected_of_another(p):
    p.step("function_reflected", term=p.fn("exp", negative(p, p.at(s))))


@refuses("function_reflected", "no symmetry is known")
def function_reflected_of_a_derivative(p):
    p.step("function_reflected", term=p.fn("sin", negative(p, p.at(s)), 1))


@refuses("function_reflected", "not −1 times something")
def function_reflected_of_no_opposite(p):
    p.step("function_reflected", term=p.fn("sin", p.at(s)))


@accepts
def function_of_sum(p):
    a, b = p.at(s), p.at(pos)
    right = p.add(p.mul(p.fn("sin", a), p.fn("cos", b)), p.mul(p.fn("cos", a), p.fn("sin", b)))
    return p.step("function_of_sum", function="sin", left=a, right=b), p.fn("sin", p.add(a, b)), right


@accepts
def function_of_sum__cos(p):
    a, b = p.at(s), p.at(pos)
    right = p.add(p.mul(p.fn("cos", a), p.fn("cos", b)), p.mul(p.num(-1), p.fn("sin", a), p.fn("sin", b)))
    return p.step("function_of_sum", function="cos", left=a, right=b), p.fn("cos", p.add(a, b)), right


@refuses("function_of_sum", "neither sin nor cos")
def function_of_sum_of_another(p):
    p.step("function_of_sum", function="Phi", left=p.at(s), right=p.at(pos))


@accepts
def sine_square(p):
    sin, cos = p.fn("sin", p.at(s)), p.fn("cos", p.at(s))
    return p.step("sine_square", term=p.at(s)), p.add(p.mul(sin, sin), p.mul(cos, cos)), p.num(1)


@refuses("sine_square", "not a term")
def sine_square_of_nothing(p):
    p.step("sine_square", term=999)
