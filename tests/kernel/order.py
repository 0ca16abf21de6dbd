"""Rows for the rules of maxima: over a range, of a list, and functions that keep or turn the order."""
from __future__ import annotations

from handwritten import P, sym
from laboratory import A, pos, s, x
from rows import accepts, refuses

t = sym("t")


def xi(p, i="i"):
    return p.at(x, i)


def negative(p, term):
    return p.mul(p.num(-1), term)


@accepts
def max_cong(p):
    two = p.step("ring", left=p.add(xi(p), xi(p)), right=p.mul(p.num(2), xi(p)))
    left, right = p.max("i", p.add(xi(p), xi(p))), p.max("i", p.mul(p.num(2), xi(p)))
    return p.step("max_cong", two, variable="i"), left, right


@refuses("max_cong", "the range of c, which is open, mentions i")
def max_cong_with_a_dependent_range(p):
    p.step("max_cong", p.step("refl", term=p.at(A, "i", "c")), variable="i")


@refuses("max_cong", "a hypothesis fixes lay")
def max_cong_over_the_fixed_label(p):
    h = p.step("hypothesis", left=p.delta("lay", 1), right=p.num(0), variable="lay")
    p.step("max_cong", h, variable="lay")


@accepts
def max_constant(p):
    return p.step("max_constant", variable="i", rest=p.at(s)), p.max("i", p.at(s)), p.at(s)


@refuses("max_constant", "mentions i")
def max_constant_of_what_varies(p):
    p.step("max_constant", variable="i", rest=xi(p))


@refuses("max_constant", "the range 1..0 of none is not empty")
def max_constant_over_nothing(p):
    p.step("max_constant", variable="none", rest=p.at(s))


@refuses("max_constant", "over a variable is wanted")
def max_constant_of_a_list(p):
    p.step("max_constant", rest=[p.at(s)])


@accepts
def max_single(p):
    return p.step("max_single", term=p.max("one", xi(p, "one"))), p.max("one", xi(p, "one")), xi(p, "1")


@refuses("max_single", "is not one number")
def max_single_of_several(p):
    p.step("max_single", term=p.max("i", xi(p)))


@accepts
def max_order(p):
    a = p.at(A, "i", "j")
    step = p.step("max_order", rest=a, variables=["i", "j"])
    return step, p.max("i", p.max("j", a)), p.max("j", p.max("i", a))


@refuses("max_order", "mentions the other")
def max_order_with_a_dependent_range(p):
    p.step("max_order", rest=p.at(A, "i", "c"), variables=["i", "c"])


@refuses("max_order", "two variables are wanted")
def max_order_of_one(p):
    p.step("max_order", rest=xi(p), variables=["i"])


@accepts
def max_shift(p):
    left, right = p.max("i", p.add(p.at(s), xi(p))), p.add(p.at(s), p.max("i", xi(p)))
    return p.step("max_shift", variable="i", shift=p.at(s), rest=xi(p)), left, right


@accepts
def max_shift__of_a_list(p):
    a, b, c = xi(p), xi(p, "j"), p.at(s)
    step = p.step("max_shift", shift=c, rest=[a, b])
    return step, p.largest(p.add(c, a), p.add(c, b)), p.add(c, p.largest(a, b))


@refuses("max_shift", "mentions i")
def max_shift_by_what_varies(p):
    p.step("max_shift", variable="i", shift=xi(p), rest=xi(p))


@refuses("max_shift", "is not empty")
def max_shift_over_nothing(p):
    p.step("max_shift", variable="none", shift=p.at(s), rest=p.at(s))


@refuses("max_shift", "a family of no terms")
def max_shift_of_no_terms(p):
    p.step("max_shift", shift=p.at(s), rest=[])


@accepts
def max_scale(p):
    left, right = p.max("i", p.mul(p.at(pos), xi(p))), p.mul(p.at(pos), p.max("i", xi(p)))
    return p.step("max_scale", variable="i", factor=p.at(pos), rest=xi(p)), left, right


@refuses("max_scale", "not known to be ≥ 0")
def max_scale_by_a_negative_number(p):
    p.step("max_scale", variable="i", factor=p.num(-1), rest=xi(p))


@refuses("max_scale", "not known to be ≥ 0")
def max_scale_by_some_number(p):
    p.step("max_scale", rest=[xi(p), p.at(t)], factor=p.at(s))


@refuses("max_scale", "mentions i")
def max_scale_by_what_varies(p):
    p.step("max_scale", variable="i", factor=p.pow(xi(p), 2), rest=xi(p))


def over(p, f):
    return p.max("i", f(xi(p)))


def function(p, name, sign=1, **family):
    return p.step("max_function", function=name, sign=sign, **(family or {"variable": "i", "rest": xi(p)}))


@accepts
def max_function(p):
    up = lambda a: p.fn("up", a)
    return function(p, "up"), over(p, up), up(over(p, lambda a: a))


@accepts
def max_function__turned(p):
    """max g(x) = g(min x) for g nonincreasing."""
    down = lambda a: p.fn("down", a)
    return function(p, "down"), over(p, down), down(negative(p, over(p, lambda a: negative(p, a))))


@accepts
def max_function__of_its_negative(p):
    """max −f(x) = −f(min x) for f nondecreasing."""
    up = lambda a: negative(p, p.fn("up", a))
    return function(p, "up", -1), over(p, up), up(negative(p, over(p, lambda a: negative(p, a))))


@accepts
def max_function__turned_twice(p):
    """max −g(x) = −g(max x) for g nonincreasing."""
    down = lambda a: negative(p, p.fn("down", a))
    return function(p, "down", -1), over(p, down), down(over(p, lambda a: a))


@accepts
def max_function__of_a_list(p):
    a, b, f = xi(p), p.at(s), lambda z: p.fn("exp", z)
    return function(p, "exp", rest=[a, b]), p.largest(f(a), f(b)), f(p.largest(a, b))


@accepts
def max_function__of_relu(p):
    f = lambda a: p.fn("relu", a)
    return function(p, "relu"), over(p, f), f(over(p, lambda a: a))


@refuses("max_function", "not known to be nondecreasing")
def max_function_of_abs(p):
    function(p, "abs")


@refuses("max_function", "not known to be nondecreasing")
def max_function_of_any_kind(p):
    function(p, "f")


@refuses("max_function", "not known to be nondecreasing")
def max_function_that_is_said_to_be_both(p):
    function(p, "both")


@refuses("max_function", "not known to be nondecreasing")
def max_function_of_a_wave(p):
    function(p, "cos")


@refuses("max_function", "the sign is not ±1")
def max_function_times_two(p):
    function(p, "up", 2)


@refuses("max_function", "is not empty")
def max_function_over_nothing(p):
    """f(0) need not be 0."""
    function(p, "up", variable="none", rest=p.at(s))


@accepts
def max_among(p):
    c, a = p.at(s), xi(p)
    step = p.step("max_among", variable="i", rest=a, others=[c])
    return step, p.largest(c, p.max("i", a)), p.max("i", p.largest(c, a))


@refuses("max_among", "mentions i")
def max_among_with_capture(p):
    p.step("max_among", variable="i", rest=xi(p), others=[p.at(x, "i")])


@refuses("max_among", "is not empty")
def max_among_over_nothing(p):
    p.step("max_among", variable="none", rest=p.at(s), others=[p.at(t)])


@refuses("max_among", "and other terms are wanted")
def max_among_no_others(p):
    p.step("max_among", variable="i", rest=xi(p), others=[])


def square(p):
    """x² − 0 = x²."""
    a = p.pow(xi(p), 2)
    return a, p.step("ring", left=p.add(a, negative(p, p.num(0))), right=a)


@accepts
def largest_drop(p):
    a, known = square(p)
    left = p.largest(p.num(0), a)
    return p.step("largest_drop", known, term=left, drop=p.num(0), keep=a), left, a


@refuses("largest_drop", "not about their difference")
def largest_drop_of_the_larger(p):
    a, known = square(p)
    p.step("largest_drop", known, term=p.largest(p.num(0), a), drop=a, keep=p.num(0))


@refuses("largest_drop", "not known to be ≥ 0")
def largest_drop_of_what_may_be_larger(p):
    a = xi(p)
    known = p.step("ring", left=p.add(a, negative(p, p.num(0))), right=a)
    p.step("largest_drop", known, term=p.largest(p.num(0), a), drop=p.num(0), keep=a)


@refuses("largest_drop", "two of the terms")
def largest_drop_of_a_stranger(p):
    a, known = square(p)
    p.step("largest_drop", known, term=p.largest(p.at(s), a), drop=p.num(0), keep=a)


@accepts
def largest_square(p):
    """y² = (x_i + s) y − x_i s for y = largest(x_i, s)."""
    a, b = xi(p), p.at(s)
    y = p.largest(a, b)
    return p.step("largest_square", term=y), p.mul(y, y), p.add(p.mul(p.add(a, b), y), p.mul(p.num(-1), a, b))


@refuses("largest_square", "the largest of 3 terms")
def largest_square_of_three(p):
    p.step("largest_square", term=p.largest(xi(p), p.at(s), p.num(0)))


@refuses("largest_square", "term is not a largest")
def largest_square_of_one(p):
    p.step("largest_square", term=p.largest(xi(p), xi(p)))


@accepts
def kinked_value(p):
    left = p.fn("relu", p.at(s))
    return p.step("kinked_value", term=left), left, p.largest(p.num(0), p.at(s))


@accepts
def kinked_value__of_abs(p):
    left = p.fn("abs", p.at(s))
    return p.step("kinked_value", term=left), left, p.largest(p.at(s), negative(p, p.at(s)))


@refuses("kinked_value", "not relu or abs")
def kinked_value_of_a_derivative(p):
    p.step("kinked_value", term=p.fn("relu", p.at(s), 1))


@refuses("kinked_value", "not relu or abs")
def kinked_value_of_another(p):
    p.step("kinked_value", term=p.fn("exp", p.at(s)))


@accepts
def cong__of_the_largest(p):
    two = p.step("ring", left=p.add(xi(p), xi(p)), right=p.mul(p.num(2), xi(p)))
    left = p.largest(p.add(xi(p), xi(p)), p.at(s))
    return p.step("cong", two, term=left), left, p.largest(p.at(s), p.mul(p.num(2), xi(p)))


@accepts
def entry_of__maximum(p):
    """max_{k=2..m} x_k x_i = max_u x_{u+1} x_i."""
    body = lambda k: ["times", ["entry", x, [P(k)]], ["entry", x, [P("i")]]]
    left = p.at(["max", "k'", 2, P("m"), body("k'")])
    right = p.max("behind", p.at(body("behind+1")))
    return p.step("entry_of", term=left, names=["behind"]), left, right


@accepts
def entry_of__smallest(p):
    term = p.at(["smallest", [s, t]])
    right = negative(p, p.largest(negative(p, p.at(s)), negative(p, p.at(t))))
    return p.step("entry_of", term=term), term, right


def slope(p, name, formula):
    """∂/∂t of the formula in t, the right side as ``D`` of it left as it is."""
    body = p.at(formula)
    return p.step("refl", term=p.D(body, "t")), p.D(body, "t")


@accepts
def max_function__of_positive_numbers(p):
    """log is only for numbers > 0."""
    a, f = p.fn("exp", xi(p)), lambda z: p.fn("log", z)
    return function(p, "log", rest=[a, p.at(pos)]), p.largest(f(a), f(p.at(pos))), f(p.largest(a, p.at(pos)))


@refuses("max_function", "not known to be > 0")
def max_function_log_of_some_number(p):
    function(p, "log")


@accepts
def max_function__by_its_derivative(p):
    """e(t) = exp(t) has the derivative exp(t) > 0."""
    known = p.step("entry_of", term=p.at(["apply", "exp", 0, t]))
    known = p.step("D_cong", known, name="t", labels=[], indices=[])
    known = p.step("trans", known, p.step("D_fn", term=p.D(p.fn("exp", p.at(t)), "t")))
    one = p.step("D_self", term=p.D(p.at(t), "t"))
    known = p.step("trans", known, p.step("cong", one, term=p.mul(p.fn("exp", p.at(t), 1), p.D(p.at(t), "t"))))
    product, value = p.mul(p.fn("exp", p.at(t), 1), p.num(1)), p.fn("exp", p.at(t))
    exp = p.step("function_derivative", term=p.fn("exp", p.at(t), 1))
    known = p.step("trans", known, p.step("ring", exp, left=product, right=value))
    step = p.step("max_function", known, function="grown", sign=1, rest=[xi(p), p.at(s)])
    f = lambda z: p.fn("grown", z)
    return step, p.largest(f(xi(p)), f(p.at(s))), f(p.largest(xi(p), p.at(s)))


@refuses("max_function", "1 premise wanted, 0 given")
def max_function_by_no_derivative(p):
    function(p, "grown")


@refuses("max_function", "not known to be ≥ 0")
def max_function_by_a_derivative_of_any_sign(p):
    p.step("max_function", slope(p, "h", ["power", t, "2"])[0], function="h", sign=1, variable="i", rest=xi(p))


@refuses("max_function", "not about the derivative of the formula")
def max_function_by_the_derivative_of_another(p):
    p.step("max_function", slope(p, "h", ["apply", "exp", 0, t])[0], function="h", sign=1, variable="i", rest=xi(p))


@refuses("max_function", "uses another function")
def max_function_by_the_derivative_of_a_logarithm(p):
    p.step("max_function", slope(p, "bent", ["apply", "log", 0, t])[0], function="bent", sign=1, variable="i", rest=xi(p))


@accepts
def max_power(p):
    a = p.fn("exp", xi(p))
    left, right = p.max("i", p.pow(a, "1/2")), p.pow(p.max("i", a), "1/2")
    return p.step("max_power", variable="i", rest=a, exponent="1/2"), left, right


@accepts
def max_power__odd(p):
    return p.step("max_power", variable="i", rest=xi(p), exponent="3"), p.max("i", p.pow(xi(p), 3)), p.pow(p.max("i", xi(p)), 3)


@refuses("max_power", "not known to be ≥ 0")
def max_power_even(p):
    p.step("max_power", variable="i", rest=xi(p), exponent="2")


@refuses("max_power", "is not > 0")
def max_power_negative(p):
    p.step("max_power", variable="i", rest=p.at(pos), exponent="-1")


@refuses("max_power", "is not empty")
def max_power_over_nothing(p):
    p.step("max_power", variable="none", rest=p.at(s), exponent="3")
