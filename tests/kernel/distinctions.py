"""Rows for the rules of cases: which numbers are positive, which value of a finite set a number has."""
from __future__ import annotations

from handwritten import P, sym
from laboratory import non, pos, s
from rows import accepts, refuses

t, label, grade = sym("t"), sym("label", [], ["n"]), sym("grade")


def negative(p, term):
    return p.mul(p.num(-1), term)


def complement(p, term):
    return p.add(p.num(1), negative(p, p.positive(term)))


def refl(p, term):
    return p.step("refl", term=term)


# ---------------------------------------------------------------- what guards say

@accepts
def positive_square(p):
    c = p.positive(p.at(s))
    return p.step("positive_square", term=c), p.mul(c, c), c


@refuses("positive_square", "not a positive")
def positive_square_of_a_number(p):
    p.step("positive_square", term=p.at(s))


def excluding(p, above, below, products, right=None):
    """positives_exclude of a combination that is ``right`` by ring."""
    total = p.add(*(p.mul(p.num(f"-{q}"), *factors) for q, *factors in products))
    same = p.step("ring", left=total, right=total if right is None else right)
    return p.step("positives_exclude", same, above=above, below=below,
                  products=[[p.num(q), *factors] for q, *factors in products])


@accepts
def positives_exclude(p):
    """s > 0 and −s > 0 exclude each other."""
    a, b = p.at(s), negative(p, p.at(s))
    step = excluding(p, [a, b], [], [(1, a), (1, b)], p.num(0))
    return step, p.mul(p.positive(a), p.positive(b)), p.num(0)


@accepts
def positives_exclude__of_a_positive(p):
    """pos ≤ 0 is excluded: −1 · −pos = pos > 0."""
    step = excluding(p, [], [p.at(pos)], [(1, negative(p, p.at(pos)))], p.at(pos))
    return step, complement(p, p.at(pos)), p.num(0)


@accepts
def positives_exclude__of_a_product(p):
    """s > 0, t > 0 and s t ≤ 0."""
    a, b, ab = p.at(s), p.at(t), p.mul(p.at(s), p.at(t))
    step = excluding(p, [a, b], [ab], [(1, a, b), (1, negative(p, ab))], p.num(0))
    return step, p.mul(p.positive(a), p.positive(b), complement(p, ab)), p.num(0)


@refuses("positives_exclude", "not about the combination")
def positives_exclude_of_another(p):
    a = p.at(s)
    p.step("positives_exclude", refl(p, a), above=[a], below=[], products=[[p.num(1), a]])


@refuses("positives_exclude", "large enough")
def positives_exclude_of_two_at_most_zero(p):
    """s ≤ 0 and −s ≤ 0 hold together at 0."""
    a, b = p.at(s), negative(p, p.at(s))
    excluding(p, [], [a, b], [(1, negative(p, a)), (1, negative(p, b))], p.num(0))


@refuses("positives_exclude", "large enough")
def positives_exclude_of_what_may_be_positive(p):
    excluding(p, [p.at(s)], [], [(1, p.at(s))])


@refuses("positives_exclude", "large enough")
def positives_exclude_with_a_product_that_may_be_zero(p):
    """s > 0 and t ≤ 0 do not exclude s · −t = 0."""
    a, b = p.at(s), negative(p, p.at(t))
    excluding(p, [a], [p.at(t), negative(p, p.mul(a, p.at(t)))],
              [(1, a, b), (1, negative(p, negative(p, p.mul(a, p.at(t)))))], p.num(0))


@refuses("positives_exclude", "not a number > 0")
def positives_exclude_with_a_negative_factor(p):
    a = p.at(s)
    total = p.mul(p.num(1), a)
    p.step("positives_exclude", refl(p, total), above=[a], below=[], products=[[p.num(-1), a]])


@refuses("positives_exclude", "neither > 0 nor ≥ 0 by a guard")
def positives_exclude_with_a_factor_of_any_sign(p):
    excluding(p, [p.at(s)], [], [(1, p.at(s), p.at(t))])


@refuses("positives_exclude", "neither > 0 nor ≥ 0 by a guard")
def positives_exclude_of_no_factor(p):
    excluding(p, [p.at(s)], [], [(1,)])


def known_positive(p):
    return p.step("sign_seen", term=p.at(pos), strict=True)


@accepts
def positives_exclude__beside_what_is_known(p):
    """s > 0, pos > 0 and pos · s ≤ 0."""
    a, b, ab = p.at(s), p.at(pos), p.mul(p.at(s), p.at(pos))
    total = p.add(p.mul(p.num(-1), a, b), p.mul(p.num(-1), negative(p, ab)))
    same = p.step("ring", left=total, right=p.num(0))
    step = p.step("positives_exclude", same, known_positive(p), above=[a], below=[ab], known=[b],
                  products=[[p.num(1), a, b], [p.num(1), negative(p, ab)]])
    return step, p.mul(p.positive(a), complement(p, ab)), p.num(0)


@refuses("positives_exclude", "says neither ≥ 0 nor > 0")
def positives_exclude_beside_what_is_not_known(p):
    a, b = p.at(s), p.at(pos)
    total = p.mul(p.num(-1), a, b)
    p.step("positives_exclude", refl(p, total), known_positive(p), above=[a], below=[], known=[p.at(t)],
           products=[[p.num(1), a, b]])


@refuses("positives_exclude", "2 premises wanted")
def positives_exclude_without_what_is_known(p):
    a = p.at(s)
    p.step("positives_exclude", refl(p, a), above=[a], below=[], known=[p.at(pos)], products=[[p.num(1), a]])


@accepts
def positive_zero(p):
    a, b = p.at(s), p.mul(p.num(-2), p.at(s))
    same = p.step("ring", left=p.mul(p.num(-1), p.num(2), a), right=b)
    step = p.step("positive_zero", same, of=a, factor=p.num(2))
    return step, p.mul(complement(p, a), complement(p, b), a), p.num(0)


@refuses("positive_zero", "not about the opposite")
def positive_zero_of_another(p):
    p.step("positive_zero", refl(p, p.at(t)), of=p.at(s), factor=p.num(1))


@refuses("positive_zero", "not known to be > 0")
def positive_zero_with_a_factor_of_any_sign(p):
    p.step("positive_zero", refl(p, p.mul(p.num(-1), p.at(t), p.at(s))), of=p.at(s), factor=p.at(t))



@refuses("positive_nonzero", "2 premises wanted")
def positive_nonzero_without_its_place(p):
    p.step("positive_nonzero", refl(p, p.mul(p.num(-1), p.num(1), p.at(s))), of=p.at(s), factor=p.num(1))


@refuses("positive_nonzero", "not about the opposite")
def positive_nonzero_of_another(p):
    p.step("positive_nonzero", refl(p, p.at(t)), refl(p, p.at(s)), of=p.at(s), factor=p.num(1))


@refuses("positive_nonzero", "does not end in it")
def positive_nonzero_with_another_place(p):
    p.step("positive_nonzero", refl(p, p.mul(p.num(-1), p.num(1), p.at(s))), refl(p, p.at(t)), of=p.at(s), factor=p.num(1))


@refuses("positive_nonzero", "not known to be > 0")
def positive_nonzero_with_a_factor_of_any_sign(p):
    p.step("positive_nonzero", refl(p, p.mul(p.num(-1), p.at(t), p.at(s))), refl(p, p.at(s)), of=p.at(s), factor=p.at(t))


@accepts
def positive_nonzero(p):
    a = p.at(s)
    same = refl(p, p.mul(p.num(-1), p.num(1), a))
    step = p.step("positive_nonzero", same, refl(p, a), of=a, factor=p.num(1))
    return step, p.mul(complement(p, a), complement(p, p.mul(p.num(-1), p.num(1), a))), p.num(0)


@accepts
def positive_increasing(p):
    a, b = p.at(s), p.at(t)
    total = p.mul(p.at(pos), p.add(p.fn("exp", a), negative(p, p.fn("exp", b))))
    step = p.step("positive_increasing", refl(p, total), above=a, below=b, factor=p.at(pos))
    return step, p.positive(total), p.positive(p.add(a, negative(p, b)))


@refuses("positive_increasing", "not about the difference")
def positive_increasing_of_a_sum(p):
    a, b = p.at(s), p.at(t)
    total = p.add(p.fn("exp", a), p.fn("exp", b))
    p.step("positive_increasing", refl(p, total), above=a, below=b, factor=p.num(1))


@refuses("positive_increasing", "not known to be > 0")
def positive_increasing_with_a_factor_of_any_sign(p):
    a, b = p.at(s), p.at(t)
    total = p.mul(p.at(non), p.add(p.fn("exp", a), negative(p, p.fn("exp", b))))
    p.step("positive_increasing", refl(p, total), above=a, below=b, factor=p.at(non))


# ---------------------------------------------------------------- putting in

def positive_is_one(p):
    """c · c = c · 1 for c = positive(s)."""
    c = p.positive(p.at(s))
    square = p.step("positive_square", term=c)
    return c, p.step("combine", square, left=p.mul(c, c), right=p.mul(c, p.num(1)), multipliers=[p.num(1)])


@accepts
def replace_where(p):
    c, one = positive_is_one(p)
    inside = p.fn("f", p.mul(c, p.at(t)))
    step = p.step("replace_where", one, guard=c, term=inside, of=c, value=p.num(1))
    return step, p.mul(c, inside), p.mul(c, p.fn("f", p.mul(p.num(1), p.at(t))))


@refuses("replace_where", "the premise, left side")
def replace_where_by_another_guard(p):
    c, one = positive_is_one(p)
    p.step("replace_where", one, guard=p.at(t), term=c, of=c, value=p.num(1))


@refuses("replace_where", "the premise, right side")
def replace_where_by_another_value(p):
    c, one = positive_is_one(p)
    p.step("replace_where", one, guard=c, term=c, of=c, value=p.num(0))


@refuses("replace_where", "stands in a derivative")
def replace_where_in_a_derivative(p):
    c, one = positive_is_one(p)
    p.step("replace_where", one, guard=c, term=p.D(p.mul(c, p.at(s)), "s"), of=c, value=p.num(1))


@refuses("replace_where", "no single term")
def replace_where_of_a_number(p):
    c, one = p.positive(p.at(s)), p.num(1)
    p.step("replace_where", refl(p, p.mul(c, one)), guard=c, term=p.at(t), of=one, value=one)


@accepts
def finite_values(p):
    y = p.at(label, "i")
    step = p.step("finite_values", term=y)
    return step, p.mul(p.add(y, p.num(1)), p.add(y, p.num(-1))), p.num(0)


@accepts
def finite_values__listed(p):
    y = p.at(grade)
    factors = [p.add(y, p.num("1/2")), p.add(y, p.num(0)), p.add(y, p.num(-3))]
    return p.step("finite_values", term=y), p.mul(*factors), p.num(0)


@refuses("finite_values", "not declared to have one of finitely many values")
def finite_values_of_any_number(p):
    p.step("finite_values", term=p.at(s))


@refuses("finite_values", "an index of label")
def finite_values_outside_the_shape(p):
    p.step("finite_values", term=p.at(label, "b1"))


# ---------------------------------------------------------------- maxima, roots, kinks

@accepts
def largest_cases(p):
    a, b = p.at(s), p.at(t)
    d = p.add(b, negative(p, a))
    step = p.step("largest_cases", refl(p, d), term=p.largest(a, b), one=a, other=b)
    return step, p.largest(a, b), p.add(p.mul(complement(p, d), a), p.mul(p.positive(d), b))


@refuses("largest_cases", "not terms of the maximum")
def largest_cases_of_one(p):
    a, b = p.at(s), p.at(t)
    p.step("largest_cases", refl(p, p.add(a, negative(p, a))), term=p.largest(a, b), one=a, other=a)


@refuses("largest_cases", "not about their difference")
def largest_cases_by_another_difference(p):
    a, b = p.at(s), p.at(t)
    p.step("largest_cases", refl(p, p.add(a, negative(p, b))), term=p.largest(a, b), one=a, other=b)


@accepts
def even_root(p):
    root = p.pow(p.pow(p.at(s), 2), "1/2")
    turned = negative(p, p.at(s))
    size = p.add(p.mul(p.at(s), p.positive(p.at(s))), p.mul(turned, p.positive(turned)))
    return p.step("even_root", term=root), root, p.pow(size, 1)


@refuses("even_root", "not a power of an even power")
def even_root_of_a_cube(p):
    p.step("even_root", term=p.pow(p.pow(p.at(s), 3), "1/3"))


@refuses("even_root", "the exponent is 0")
def even_root_of_one(p):
    p.step("even_root", term=p.pow(p.pow(p.at(s), 0), "1/2"))


@accepts
def abs_root(p):
    size = p.fn("abs", p.at(s))
    return p.step("abs_root", term=size), size, p.pow(p.pow(p.at(s), 2), "1/2")


@refuses("abs_root", "not an absolute value")
def abs_root_of_relu(p):
    p.step("abs_root", term=p.fn("relu", p.at(s)))


@refuses("abs_root", "not an absolute value")
def abs_root_of_a_slope(p):
    p.step("abs_root", term=p.fn("abs", p.at(s), 1))


@accepts
def kinked_derivative(p):
    slope = p.fn("relu", p.at(s), 1)
    return p.step("kinked_derivative", term=slope), slope, p.positive(p.at(s))


@accepts
def kinked_derivative__of_abs(p):
    slope = p.fn("abs", p.at(s), 1)
    right = p.add(p.positive(p.at(s)), negative(p, p.positive(negative(p, p.at(s)))))
    return p.step("kinked_derivative", term=slope), slope, right


@accepts
def kinked_derivative__twice(p):
    return p.step("kinked_derivative", term=p.fn("abs", p.at(s), 2)), p.fn("abs", p.at(s), 2), p.num(0)


@refuses("kinked_derivative", "not a derivative of relu or abs")
def kinked_derivative_of_another(p):
    p.step("kinked_derivative", term=p.fn("f", p.at(s), 1))


@refuses("kinked_derivative", "not a derivative of relu or abs")
def kinked_derivative_not_differentiated(p):
    p.step("kinked_derivative", term=p.fn("relu", p.at(s)))


@refuses("kinked_derivative", "no derivative at 0")
def kinked_derivative_at_the_kink(p):
    p.step("kinked_derivative", term=p.fn("relu", p.num(0), 1))


@accepts
def D_positive(p):
    d = p.D(p.positive(p.at(s)), "s")
    return p.step("D_positive", term=d), d, p.num(0)


@refuses("D_positive", "not of a case")
def D_positive_of_another(p):
    p.step("D_positive", term=p.D(p.at(s), "s"))


@refuses("D_positive", "0 ≠ 0")
def D_positive_at_zero(p):
    p.step("D_positive", term=p.D(p.positive(p.num(0)), "s"))


# ---------------------------------------------------------------- case distinctions

STEPS = ["piecewise", [[[[s, "<", ["number", "0"]]], ["number", "-1"]], [[[["number", "0"], "<=", s]], ["number", "2"]]]]


@accepts
def cases_cover(p):
    """s < 0 or 0 ≤ s: (1 − [0 − s > 0]) (1 − (1 − [0 − s > 0])) = 0."""
    less = p.positive(p.add(p.at(["number", "0"]), negative(p, p.at(s))))
    first, second = less, p.add(p.num(1), negative(p, less))
    left = p.mul(p.add(p.num(1), negative(p, first)), p.add(p.num(1), negative(p, second)))
    return p.step("cases_cover", term=p.at(STEPS)), left, p.num(0)


@refuses("cases_cover", "not a case distinction")
def cases_cover_of_a_number(p):
    p.step("cases_cover", term=p.at(s))


@accepts
def entry_of__piecewise(p):
    less = p.positive(p.add(p.at(["number", "0"]), negative(p, p.at(s))))
    other, one = p.add(p.num(1), negative(p, less)), p.num(1)
    inner = p.add(p.mul(other, p.at(["number", "2"])), p.mul(p.add(one, negative(p, other)), p.num(0)))
    right = p.add(p.mul(less, p.at(["number", "-1"])), p.mul(p.add(one, negative(p, less)), inner))
    return p.step("entry_of", term=p.at(STEPS)), p.at(STEPS), right


@accepts
def where_apart(p):
    one, guard = reciprocal(p), p.add(p.num(1), negative(p, p.delta("i", "r")))
    t = p.at(pos)
    return (p.step("where_apart", one, left=P("i"), right=P("r")),
            p.mul(guard, p.mul(t, p.pow(t, -1))), p.mul(guard, p.num(1)))


@refuses("where_apart", "1 premise wanted, 2 given")
def where_apart_of_two_equations(p):
    one = reciprocal(p)
    p.step("where_apart", one, one, left=P("i"), right=P("r"))


def reciprocal(p):
    """pos · pos⁻¹ = 1."""
    return p.step("reciprocal", term=p.at(pos))
