"""Rows for the rules of inequalities: t ≥ 0 is largest(0, t) = t, t > 0 is t⁻¹ · largest(0, t) = 1."""
from __future__ import annotations

from handwritten import P as index, sym
from laboratory import A, V, debt, entry, neg, non, pos, s, x, z
from rows import accepts, refuses

t = sym("t")


def xi(p, i="i"):
    return p.at(x, i)


def minus(p, a, b):
    return p.add(a, p.mul(p.num(-1), b))


def says(p, a, strict=False):
    """The two sides of a ≥ 0, or of a > 0."""
    largest = p.largest(p.num(0), a)
    return (p.mul(p.pow(a, -1), largest), p.num(1)) if strict else (largest, a)


def seen(p, a, strict=False):
    return p.step("sign_seen", term=a, strict=strict)


def square(p, i="i"):
    return p.mul(xi(p, i), xi(p, i))


def exp(p, i="i"):
    return p.fn("exp", xi(p, i))


@accepts
def sign_seen(p):
    return seen(p, square(p)), *says(p, square(p))


@accepts
def sign_seen__strictly(p):
    return seen(p, exp(p), True), *says(p, exp(p), True)


@accepts
def sign_seen__of_a_root(p):
    root = p.pow(xi(p), "1/2")
    return seen(p, root), *says(p, root)


@refuses("sign_seen", "not known to be > 0")
def sign_seen_of_a_root_strictly(p):
    seen(p, p.pow(xi(p), "1/2"), True)


@refuses("sign_seen", "not known to be ≥ 0")
def sign_seen_of_an_odd_power(p):
    seen(p, p.pow(xi(p), 3))


@refuses("sign_seen", "not known to be ≥ 0")
def sign_seen_of_some_number(p):
    seen(p, xi(p))


@refuses("sign_seen", "not known to be > 0")
def sign_seen_of_a_square_strictly(p):
    seen(p, square(p), True)


@accepts
def sign_seen__of_two_negative_numbers(p):
    t = p.mul(p.num(-3), p.pow(p.at(neg), 3))
    return seen(p, t, True), *says(p, t, True)


@accepts
def sign_seen__of_an_even_power_of_a_negative_number(p):
    t = p.pow(p.at(neg), -2)
    return seen(p, t, True), *says(p, t, True)


@accepts
def sign_seen__of_a_number_that_is_not_positive(p):
    t = p.mul(p.num(-1), p.at(debt))
    return seen(p, t), *says(p, t)


@refuses("sign_seen", "not known to be > 0")
def sign_seen_of_a_number_that_is_not_positive_strictly(p):
    seen(p, p.mul(p.num(-1), p.at(debt)), True)


@refuses("sign_seen", "not known to be > 0")
def sign_seen_of_the_square_of_what_may_be_zero(p):
    seen(p, p.pow(p.at(debt), 2), True)


@refuses("sign_seen", "not known to be ≥ 0")
def sign_seen_of_three_negative_numbers(p):
    seen(p, p.mul(p.num(-1), p.at(neg), p.at(debt)))


@refuses("sign_seen", "not known to be ≥ 0")
def sign_seen_of_a_negative_number(p):
    seen(p, p.at(neg))


@refuses("sign_seen", "strict is true or false")
def sign_seen_neither_way(p):
    seen(p, exp(p), "perhaps")


def assumed(p, number, values=(), indices=()):
    return p.step("sign_assumed", number=number, values=dict(values), indices=list(indices))


@accepts
def sign_assumed(p):
    """z_a ≤ x_a for all a."""
    return assumed(p, 3, {"a": index("i")}), *says(p, minus(p, p.at(entry(x, "i")), p.at(entry(z, "i"))))


@accepts
def sign_assumed__strictly(p):
    return assumed(p, 4), *says(p, minus(p, p.at(non), p.at(s)), True)


@accepts
def sign_assumed__the_other_way(p):
    """z ≥ x, entry by entry."""
    return assumed(p, 5, (), [index("i")]), *says(p, minus(p, p.at(z, "i"), p.at(x, "i")))


@refuses("sign_assumed", "no assumed inequality")
def sign_assumed_of_an_equation(p):
    assumed(p, 2, (), [index("i")])


@refuses("sign_assumed", "a 0 ≥ 1")
def sign_assumed_out_of_range(p):
    assumed(p, 3, {"a": 0})


@refuses("sign_assumed", "an index: 0 ≥ 1")
def sign_assumed_outside_the_shape(p):
    assumed(p, 5, (), [0])


def combined(p, term, first, pairs, premises, strict=False):
    return p.step("sign_combined", *premises, term=term, strict=strict, terms=[a for a, _ in pairs],
                  multipliers=[first, *(m for _, m in pairs)])


@accepts
def sign_combined(p):
    """2 (x_i + x_j²) = 0 + 2 x_j² + 2 x_i, with e^{x_i} for x_i."""
    a, b = exp(p), square(p, "j")
    total = p.mul(p.num(2), p.add(a, b))
    step = combined(p, total, p.num(0), [(a, p.num(2)), (b, p.num(2))], [seen(p, a), seen(p, b)])
    return step, *says(p, total)


@accepts
def sign_combined__strictly(p):
    a, b = exp(p), square(p, "j")
    step = combined(p, p.add(a, b), p.num(0), [(a, p.num(1)), (b, p.num(1))], [seen(p, a, True), seen(p, b)], True)
    return step, *says(p, p.add(a, b), True)


@accepts
def sign_combined__of_nothing(p):
    return combined(p, p.num(2), p.num(2), [], [], True), *says(p, p.num(2), True)


@refuses("sign_combined", "nothing in the combination is known to be > 0")
def sign_combined_not_strictly(p):
    a = square(p)
    combined(p, a, p.num(0), [(a, p.num(1))], [seen(p, a)], True)


@refuses("sign_combined", "nothing in the combination is known to be > 0")
def sign_combined_of_no_part_of_what_is_positive(p):
    combined(p, p.num(0), p.num(0), [(exp(p), p.num(0))], [seen(p, exp(p), True)], True)


@refuses("sign_combined", "not known to be ≥ 0")
def sign_combined_with_a_negative_multiplier(p):
    a = square(p)
    combined(p, p.mul(p.num(-1), a), p.num(0), [(a, p.num(-1))], [seen(p, a)])


@refuses("sign_combined", "not known to be ≥ 0")
def sign_combined_with_a_negative_rest(p):
    a = square(p)
    combined(p, p.add(a, p.num(-1)), p.num(-1), [(a, p.num(1))], [seen(p, a)])


@refuses("sign_combined", "is not that combination")
def sign_combined_of_another(p):
    combined(p, xi(p), p.num(0), [(square(p), p.num(1))], [seen(p, square(p))])


@refuses("sign_combined", "multipliers for 1 terms")
def sign_combined_without_multipliers(p):
    p.step("sign_combined", seen(p, square(p)), term=square(p), strict=False, terms=[square(p)], multipliers=[p.num(0)])


@refuses("sign_combined", "0 premises for 1 terms")
def sign_combined_without_premises(p):
    combined(p, xi(p), p.num(0), [(xi(p), p.num(1))], [])


@refuses("sign_combined", "says neither ≥ 0 nor > 0")
def sign_combined_from_what_says_something_else(p):
    combined(p, xi(p), p.num(0), [(xi(p), p.num(1))], [p.step("refl", term=xi(p))])


@accepts
def sign_product(p):
    a, b = exp(p), square(p, "j")
    return p.step("sign_product", seen(p, a), seen(p, b), terms=[a, b]), *says(p, p.mul(a, b))


@accepts
def sign_product__strictly(p):
    a, b = exp(p), p.at(pos)
    return p.step("sign_product", seen(p, a, True), seen(p, b, True), terms=[a, b]), *says(p, p.mul(a, b), True)


@refuses("sign_product", "1 premises for 2 terms")
def sign_product_of_an_unknown(p):
    p.step("sign_product", seen(p, exp(p)), terms=[exp(p), xi(p)])


def below(p):
    """s < non, by the assumption: the step, and non − s."""
    return assumed(p, 4), minus(p, p.at(non), p.at(s))


def root(p, a, b, *premises):
    return p.step("sign_root", *premises, smaller=a, larger=b)


@accepts
def sign_root(p):
    """b − 0 > 0, since b² − 0² > 0 and b ≥ 0."""
    a, b = p.num(0), p.at(pos)
    squares = minus(p, p.mul(b, b), p.mul(a, a))
    known = p.step("sign_combined", term=squares, strict=True, terms=[], multipliers=[p.mul(b, b)])
    return root(p, a, b, known, seen(p, b)), *says(p, minus(p, b, a), True)


@refuses("sign_root", "says neither ≥ 0 nor > 0")
def sign_root_of_a_number_of_any_sign(p):
    a, b = p.num(0), xi(p)
    squares = minus(p, p.mul(b, b), p.mul(a, a))
    known = p.step("sign_combined", term=squares, strict=False, terms=[], multipliers=[p.mul(b, b)])
    root(p, a, b, known, known)


@refuses("sign_root", "1 premises for 2 terms")
def sign_root_without_the_sign(p):
    a, b = p.num(0), xi(p)
    squares = minus(p, p.mul(b, b), p.mul(a, a))
    root(p, a, b, p.step("sign_combined", term=squares, strict=False, terms=[], multipliers=[p.mul(b, b)]))


@accepts
def sign_both(p):
    """z ≤ x and z ≥ x, as assumed."""
    a, b = p.at(z, "i"), p.at(entry(z, "i"))
    low = combined(p, minus(p, a, a), p.num(0), [], [])
    return p.step("sign_both", low, low, left=a, right=a), a, a


@refuses("sign_both", "says neither ≥ 0 nor > 0")
def sign_both_of_one_side_only(p):
    known, _ = below(p)
    p.step("sign_both", known, known, left=p.at(s), right=p.at(non))


def compares(p, f, known, strict, a=None, b=None):
    a, b = (p.at(s), p.at(non)) if a is None else (a, b)
    return p.step("sign_function", *known, function=f, smaller=a, larger=b, strict=strict)


@accepts
def sign_function(p):
    known, _ = below(p)
    f = lambda e: p.fn("up", p.at(e))
    return compares(p, "up", [known], False), *says(p, minus(p, f(non), f(s)))


@accepts
def sign_function__turned(p):
    known, _ = below(p)
    f = lambda e: p.fn("down", p.at(e))
    return compares(p, "down", [known], True), *says(p, minus(p, f(s), f(non)), True)


@accepts
def sign_function__strictly(p):
    known, _ = below(p)
    f = lambda e: p.fn("steep", p.at(e))
    return compares(p, "steep", [known], True), *says(p, minus(p, f(non), f(s)), True)


@refuses("sign_function", "is not known to be strict here")
def sign_function_nondecreasing_is_not_strict(p):
    compares(p, "up", [below(p)[0]], True)


@refuses("sign_function", "is not known to be strict here")
def sign_function_of_arguments_that_may_be_equal(p):
    known = assumed(p, 5, (), [index("i")])
    compares(p, "steep", [known], True, p.at(x, "i"), p.at(z, "i"))


@refuses("sign_function", "not known to be nondecreasing or nonincreasing")
def sign_function_of_any_kind(p):
    compares(p, "f", [below(p)[0]], False)


@refuses("sign_function", "not known to be > 0")
def sign_function_of_a_logarithm_of_some_number(p):
    compares(p, "log", [below(p)[0]], False)


@refuses("sign_function", "1 premise wanted")
def sign_function_without_its_derivative(p):
    compares(p, "grown", [below(p)[0]], False)


@refuses("sign_function", "says neither ≥ 0 nor > 0")
def sign_function_of_arguments_the_wrong_way_round(p):
    compares(p, "up", [below(p)[0]], False, p.at(non), p.at(s))


@refuses("sign_function", "no premise")
def sign_function_without_a_premise(p):
    compares(p, "up", [], False)


def values(p, name, strict=False):
    """f(s) ≤ f(non), since s < non."""
    known, _ = below(p)
    f = lambda e: p.fn(name, p.at(e))
    return p.step("sign_function", known, function=name, smaller=p.at(s), larger=p.at(non), strict=strict), f


def back(p, name, known, a=None, b=None):
    a, b = (p.at(s), p.at(non)) if a is None else (a, b)
    return p.step("sign_argument", *known, function=name, smaller=a, larger=b)


@accepts
def sign_argument(p):
    known, _ = values(p, "exp")
    return back(p, "exp", [known]), *says(p, minus(p, p.at(non), p.at(s)))


@accepts
def sign_argument__strictly(p):
    known, _ = values(p, "steep", True)
    return back(p, "steep", [known]), *says(p, minus(p, p.at(non), p.at(s)), True)


@accepts
def sign_argument__turned(p):
    known, _ = values(p, "down", True)
    return back(p, "down", [known]), *says(p, minus(p, p.at(non), p.at(s)), True)


@refuses("sign_argument", "is not known to be strict")
def sign_argument_of_a_function_that_may_be_constant(p):
    back(p, "up", [values(p, "up")[0]])


@refuses("sign_argument", "says neither ≥ 0 nor > 0")
def sign_argument_the_wrong_way_round(p):
    back(p, "exp", [values(p, "exp")[0]], p.at(non), p.at(s))


@refuses("sign_argument", "not known to be nondecreasing or nonincreasing")
def sign_argument_of_any_function(p):
    back(p, "f", [values(p, "exp")[0]])


@refuses("sign_argument", "no premise")
def sign_argument_without_a_premise(p):
    back(p, "exp", [])


def summed(p, a, variable, strict=False, known=None):
    return p.step("sign_sum", seen(p, a, strict) if known is None else known, term=a, variable=variable, strict=strict)


@accepts
def sign_sum(p):
    return summed(p, square(p), "i"), *says(p, p.sum("i", square(p)))


@accepts
def sign_sum__strictly(p):
    return summed(p, exp(p), "i", True), *says(p, p.sum("i", exp(p)), True)


@refuses("sign_sum", "the range 1..0 of none is not empty")
def sign_sum_over_nothing(p):
    summed(p, p.at(pos), "none", True)


@refuses("sign_sum", "not known to be > 0")
def sign_sum_not_strictly(p):
    p.step("sign_sum", seen(p, square(p)), term=square(p), variable="i", strict=True)


@refuses("sign_sum", "says neither ≥ 0 nor > 0")
def sign_sum_of_some_numbers(p):
    summed(p, xi(p), "i", known=seen(p, square(p)))


@refuses("sign_sum", "the range of c, which is open, mentions i")
def sign_sum_with_a_dependent_range(p):
    a = p.mul(p.at(A, "i", "c"), p.at(A, "i", "c"))
    summed(p, a, "i")


@accepts
def max_bounds(p):
    step = p.step("max_bounds", variable="i", rest=xi(p), value=index("j"))
    return step, *says(p, minus(p, p.max("i", xi(p)), xi(p, "j")))


@accepts
def max_bounds__of_a_list(p):
    step = p.step("max_bounds", rest=[p.at(s), xi(p)], member=p.at(s))
    return step, *says(p, minus(p, p.largest(p.at(s), xi(p)), p.at(s)))


@refuses("max_bounds", "is none of the terms")
def max_bounds_a_stranger(p):
    p.step("max_bounds", rest=[p.at(s), xi(p)], member=p.at(t))


@refuses("max_bounds", "i 0 ≥ 1")
def max_bounds_out_of_range(p):
    p.step("max_bounds", variable="i", rest=xi(p), value=0)


def upper(p, known, bound, **family):
    return p.step("max_bounded", *known, bound=bound, **family)


def x_below_z(p, i="i"):
    """z_i − x_i ≥ 0."""
    return assumed(p, 5, (), [index(i)])


@accepts
def max_bounded(p):
    """c − s_i ≥ 0 for all i, c = max_j z_j: from max_j z_j − z_i ≥ 0 and z_i − x_i ≥ 0."""
    c = p.max("j", p.at(z, "j"))
    first = p.step("max_bounds", variable="j", rest=p.at(z, "j"), value=index("i"))
    parts = [minus(p, c, p.at(z, "i")), minus(p, p.at(z, "i"), xi(p))]
    known = combined(p, minus(p, c, xi(p)), p.num(0), [(a, p.num(1)) for a in parts], [first, x_below_z(p)])
    return upper(p, [known], c, variable="i", rest=xi(p)), *says(p, minus(p, c, p.max("i", xi(p))))


@accepts
def max_bounded__of_a_list(p):
    known, _ = below(p)
    same = combined(p, minus(p, p.at(non), p.at(non)), p.num(0), [], [])
    step = upper(p, [known, same], p.at(non), rest=[p.at(s), p.at(non)])
    return step, *says(p, minus(p, p.at(non), p.largest(p.at(s), p.at(non))))


@refuses("max_bounded", "1 premises for 2 terms")
def max_bounded_without_one(p):
    upper(p, [below(p)[0]], p.at(non), rest=[p.at(s), p.at(t)])


@refuses("max_bounded", "mentions i")
def max_bounded_by_what_varies(p):
    upper(p, [x_below_z(p)], p.at(z, "i"), variable="i", rest=xi(p))


@refuses("max_bounded", "is not empty")
def max_bounded_over_nothing(p):
    """The largest of no numbers counts as 0, whatever c."""
    c = p.at(pos)
    known = combined(p, minus(p, p.num(-1), p.num(-2)), p.num(1), [], [])
    upper(p, [known], p.num(-1), variable="none", rest=p.num(-2))


@refuses("max_bounded", "says neither ≥ 0 nor > 0")
def max_bounded_by_some_number(p):
    upper(p, [x_below_z(p)], p.at(s), variable="i", rest=xi(p))


def rising(p, first, last, known=None):
    """The numbers 1, …, m themselves: each is at most the next."""
    body = p.int("behind")
    following = p.int("behind+1")
    step = combined(p, minus(p, following, body), p.num(1), [], []) if known is None else known
    return p.step("sign_ascending", step, term=body, variable="behind", first=index(first), last=index(last))


@accepts
def sign_ascending(p):
    return rising(p, "1", "m"), *says(p, minus(p, p.int("m"), p.int("1")))


@refuses("sign_ascending", "≥ 1")
def sign_ascending_from_before(p):
    rising(p, "0", "m")


@refuses("sign_ascending", "≤ m")
def sign_ascending_beyond(p):
    rising(p, "1", "m+1")


@refuses("sign_ascending", "1 ≥ 2")
def sign_ascending_backwards(p):
    rising(p, "2", "1")


@refuses("sign_ascending", "says neither ≥ 0 nor > 0")
def sign_ascending_by_another(p):
    rising(p, "1", "m", seen(p, square(p)))


def form(p, name="V", value=None, names=("i", "j")):
    value = xi(p) if value is None else value
    return p.step("sign_definite", term=value, name=name, labels=[], names=list(names))


@accepts
def sign_definite(p):
    total = p.sum("i", p.sum("j", p.mul(xi(p), p.at(V, "i", "j"), xi(p, "j"))))
    return form(p), *says(p, total)


@refuses("sign_definite", "is not declared positive definite or semidefinite")
def sign_definite_of_a_symmetric_matrix(p):
    form(p, "S")


@refuses("sign_definite", "wanted is 1..n")
def sign_definite_over_another_range(p):
    form(p, names=("i", "u"))


@refuses("sign_definite", "j is free in the term")
def sign_definite_with_capture(p):
    form(p, value=p.mul(xi(p), xi(p, "j")))
