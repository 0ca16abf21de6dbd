"""Rows for the rules of index arithmetic: relations of integers, and sums that they leave."""
from __future__ import annotations

from handwritten import P, Ps, sym
from laboratory import A, x
from rows import accepts, refuses

w = sym("w", [], ["k"])


def xi(p, i="i"):
    return p.at(x, i)


# ---------------------------------------------------------------- one relation

def shifted(p, left, right):
    return p.step("relation_shift", left=p.holds(*left), right=p.holds(*right)), p.holds(*left), p.holds(*right)


@accepts
def relation_shift(p):
    return shifted(p, ("i", "<", "n"), ("2", "<=", "n-i+1"))


@accepts
def relation_shift__by_a_factor(p):
    """2 i ≤ 2 n + 1 if and only if i ≤ n."""
    return shifted(p, ("2 i", "<=", "2 n+1"), ("i", "<=", "n"))


@accepts
def relation_shift__down(p):
    """3 i ≥ 3 n + 1 if and only if i ≥ n + 1."""
    return shifted(p, ("3 n+1", "<=", "3 i"), ("n", "<", "i"))


@refuses("relation_shift", "do not say the same")
def relation_shift_by_one(p):
    shifted(p, ("i", "<", "n"), ("i", "<=", "n"))


@refuses("relation_shift", "do not say the same")
def relation_shift_rounded_up(p):
    shifted(p, ("2 i", "<=", "2 n+1"), ("i", "<=", "n+1"))


@refuses("relation_shift", "do not say the same")
def relation_shift_turned(p):
    shifted(p, ("i", "<=", "n"), ("n", "<=", "i"))


@refuses("relation_shift", "left is not a holds")
def relation_shift_of_a_delta(p):
    p.step("relation_shift", left=p.delta("i", "n"), right=p.holds("i", "<=", "n"))


@accepts
def relation_complement(p):
    t = p.holds("i", "<=", "j")
    return p.step("relation_complement", term=t), p.add(t, p.holds("j", "<", "i")), p.num(1)


@accepts
def relation_complement__strict(p):
    t = p.holds("i", "<", "j")
    return p.step("relation_complement", term=t), p.add(t, p.holds("j", "<=", "i")), p.num(1)


@refuses("relation_complement", "not a holds")
def relation_complement_of_a_delta(p):
    p.step("relation_complement", term=p.delta("i", "j"))


@accepts
def relation_border(p):
    t = p.holds("i", "<=", "n")
    return p.step("relation_border", term=t), t, p.add(p.holds("i", "<", "n"), p.delta("i", "n"))


@refuses("relation_border", "not a relation ≤")
def relation_border_of_a_strict_one(p):
    p.step("relation_border", term=p.holds("i", "<", "n"))


@accepts
def delta_incongruent(p):
    return p.step("delta_incongruent", left=P("2 i"), right=P("2 j+1")), p.delta("2 i", "2 j+1"), p.num(0)


@refuses("delta_incongruent", "no divisor")
def delta_incongruent_of_multiples(p):
    p.step("delta_incongruent", left=P("2 i"), right=P("2 j+4"))


@refuses("delta_incongruent", "no divisor")
def delta_incongruent_of_mixed_steps(p):
    """2 i = 3 j + 1 at i = 2, j = 1."""
    p.step("delta_incongruent", left=P("2 i"), right=P("3 j+1"))


@refuses("delta_incongruent", "no divisor")
def delta_incongruent_of_neighbours(p):
    p.step("delta_incongruent", left=P("i"), right=P("j+1"))


# ---------------------------------------------------------------- several relations

def opposed(p, relations, multipliers, facts=(), weights=()):
    return p.step("contradiction", relations=list(relations), multipliers=multipliers, facts=Ps(facts), weights=list(weights))


@accepts
def contradiction(p):
    """i < j and j < i."""
    both = p.holds("i", "<", "j"), p.holds("j", "<", "i")
    return opposed(p, both, [1, 1]), p.mul(*both), p.num(0)


@accepts
def contradiction__by_facts(p):
    """i + u > n + m though i ≤ n and u ≤ m."""
    t = p.holds("n+m", "<", "i+u")
    return opposed(p, [t], [1], ["n-i", "m-u"], [1, 1]), t, p.num(0)


@accepts
def contradiction__of_a_delta(p):
    """i = j and 2 i < 2 j − 1."""
    d, t = p.delta("i", "j"), p.holds("2 i+1", "<", "2 j")
    return opposed(p, [d, t], [2, 1]), p.mul(d, t), p.num(0)


@accepts
def contradiction__of_a_delta_turned(p):
    d, t = p.delta("i", "j"), p.holds("2 j+1", "<", "2 i")
    return opposed(p, [d, t], [-2, 1]), p.mul(d, t), p.num(0)


@refuses("contradiction", "is not a number < 0")
def contradiction_that_is_none(p):
    """i ≤ j and j ≤ i hold together at i = j."""
    opposed(p, [p.holds("i", "<=", "j"), p.holds("j", "<=", "i")], [1, 1])


@refuses("contradiction", "is not a number < 0")
def contradiction_with_a_rest(p):
    opposed(p, [p.holds("i", "<", "j"), p.holds("j", "<", "i")], [1, 2])


@refuses("contradiction", "a multiplier ≥ 0, or a delta, is wanted")
def contradiction_with_a_negative_multiplier(p):
    """i < j and i < j + 5 hold together: their difference is 5, negated."""
    opposed(p, [p.holds("i", "<", "j"), p.holds("i", "<", "j+5")], [1, -1])


@refuses("contradiction", "is not ≥ 0")
def contradiction_with_a_negative_weight(p):
    opposed(p, [p.holds("i", "<=", "n")], [1], ["n-i", "n-1"], [-1, -1])


@refuses("contradiction", "not provable: the fact")
def contradiction_with_a_fact_that_is_none(p):
    opposed(p, [p.holds("i", "<", "j")], [1], ["i-j"], [1])


@refuses("contradiction", "a weight for each fact")
def contradiction_with_a_weight_missing(p):
    opposed(p, [p.holds("n", "<", "i")], [1], ["n-i"], [])


@refuses("contradiction", "expected a list of multipliers")
def contradiction_with_a_multiplier_missing(p):
    opposed(p, [p.holds("i", "<", "j"), p.holds("j", "<", "i")], [1])


@refuses("contradiction", "are not integers")
def contradiction_with_a_fraction(p):
    opposed(p, [p.holds("i", "<", "j"), p.holds("j", "<", "i")], [1, 1.0])


@refuses("contradiction", "relations, and a weight")
def contradiction_of_nothing(p):
    opposed(p, [], [])


@refuses("contradiction", "is wanted, not 1 times")
def contradiction_of_a_number(p):
    opposed(p, [xi(p)], [1])


# ---------------------------------------------------------------- sums

@accepts
def sum_delta_guarded(p):
    """i runs to n, u to m, which may be more."""
    t = p.sum("i", p.mul(p.delta("i", "u-1"), xi(p)))
    right = p.mul(p.holds("1", "<=", "u-1"), p.holds("u-1", "<=", "n"), xi(p, "u-1"))
    return p.step("sum_delta_guarded", term=t, variable="i", value=P("u-1")), t, right


@accepts
def sum_delta_guarded__by_a_variable_of_the_same_sum(p):
    t = p.sum("i u", p.mul(p.delta("i", "u"), p.at(A, "i", "j")))
    right = p.sum("u", p.mul(p.holds("1", "<=", "u"), p.holds("u", "<=", "n"), p.at(A, "u", "j")))
    return p.step("sum_delta_guarded", term=t, variable="i", value=P("u")), t, right


@refuses("sum_delta_guarded", "is not a factor that fixes i")
def sum_delta_guarded_by_itself(p):
    p.step("sum_delta_guarded", term=p.sum("i", p.mul(p.delta("i", "i"), xi(p))), variable="i", value=P("i"))


@refuses("sum_delta_guarded", "is not a factor that fixes i")
def sum_delta_guarded_without_one(p):
    p.step("sum_delta_guarded", term=p.sum("i", p.mul(p.delta("i", "j"), xi(p))), variable="i", value=P("u"))


@refuses("sum_delta_guarded", "the range of c mentions i")
def sum_delta_guarded_under_a_dependent_range(p):
    p.step("sum_delta_guarded", term=p.sum("i c", p.mul(p.delta("i", "u"), xi(p, "c"))), variable="i", value=P("u"))


@accepts
def sum_written(p):
    t = p.sum("first i", p.at(A, "i", "first"))
    right = p.add(p.sum("i", p.at(A, "i", "1")), p.sum("i", p.at(A, "i", "2")))
    return p.step("sum_written", term=t, variable="first"), t, right


@accepts
def sum_written__of_nothing(p):
    t = p.sum("none", p.at(A, "none", "i"))
    return p.step("sum_written", term=t, variable="none"), t, p.num(0)


@refuses("sum_written", "is not one of at most")
def sum_written_of_any_length(p):
    p.step("sum_written", term=p.sum("i", xi(p)), variable="i")


@refuses("sum_written", "is not bound by this sum")
def sum_written_over_another(p):
    p.step("sum_written", term=p.sum("i", xi(p)), variable="first")


def within(p, value, low, high):
    return p.holds(low, "<=", value), p.holds(value, "<=", high)


@accepts
def sum_moved(p):
    """Σ_{i ≤ n} [1 ≤ i − j + 1 ≤ m] x_i = Σ_{u ≤ m} [1 ≤ u + j − 1 ≤ n] x_{u+j−1}."""
    t = p.sum("i", p.mul(*within(p, "i-j+1", 1, "m"), xi(p)))
    right = p.sum("u", p.mul(*within(p, "u+j-1", 1, "n"), xi(p, "u+j-1")))
    return p.step("sum_moved", term=t, variable="i", new="u", value=P("u+j-1")), t, right


@accepts
def sum_moved__backwards(p):
    t = p.sum("i", p.mul(*within(p, "j-i+1", 1, "m"), xi(p), p.at(sym("B", [], ["n", "m"]), "j", "j-i+1")))
    right = p.sum("u", p.mul(*within(p, "j-u+1", 1, "n"), xi(p, "j-u+1"), p.at(sym("B", [], ["n", "m"]), "j", "u")))
    return p.step("sum_moved", term=t, variable="i", new="u", value=P("j-u+1")), t, right


@refuses("sum_moved", "is not a factor")
def sum_moved_without_its_guards(p):
    p.step("sum_moved", term=p.sum("i", xi(p)), variable="i", new="u", value=P("u+j-1"))


@refuses("sum_moved", "is not a factor")
def sum_moved_with_one_guard(p):
    t = p.sum("i", p.mul(p.holds(1, "<=", "i-j+1"), xi(p)))
    p.step("sum_moved", term=t, variable="i", new="u", value=P("u+j-1"))


@refuses("sum_moved", "is not a factor")
def sum_moved_with_the_guards_of_another_range(p):
    t = p.sum("i", p.mul(*within(p, "i-j+1", 1, "n"), xi(p)))
    p.step("sum_moved", term=t, variable="i", new="u", value=P("u+j-1"))


@refuses("sum_moved", "shifted by something without")
def sum_moved_by_strides(p):
    t = p.sum("i", p.mul(*within(p, "i", 1, "m"), xi(p)))
    p.step("sum_moved", term=t, variable="i", new="u", value=P("2 u"))


@refuses("sum_moved", "shifted by something without")
def sum_moved_by_itself(p):
    t = p.sum("i", p.mul(*within(p, "i", 1, "m"), xi(p)))
    p.step("sum_moved", term=t, variable="i", new="u", value=P("u+i"))


@refuses("sum_moved", "another meaning in the sum")
def sum_moved_with_capture(p):
    t = p.sum("i", p.mul(*within(p, "i", 1, "m"), p.at(sym("B", [], ["n", "m"]), "i", "u")))
    p.step("sum_moved", term=t, variable="i", new="u", value=P("u"))


@refuses("sum_moved", "the range of c mentions i")
def sum_moved_under_a_dependent_range(p):
    t = p.sum("i c", p.mul(*within(p, "i", 1, "m"), p.at(A, "c", "c")))
    p.step("sum_moved", term=t, variable="i", new="u", value=P("u"))


# ---------------------------------------------------------------- definitions

@accepts
def unfold_within(p):
    """skip = y_2 + y_1, of n entries."""
    t = p.at(sym("skip", [], ["n"]), "u")
    body = ["add", [sym("y", ["2"], ["n"]), sym("y", ["1"], ["n"])]]
    return p.step("unfold_within", term=t, clause=3), t, p.mul(*within(p, "u", 1, "n"), p.at(body, "u"))


@refuses("unfold_within", "clause 3 defines skip")
def unfold_within_by_another_clause(p):
    p.step("unfold_within", term=p.at(sym("y", ["1"], ["n"]), "u"), clause=3)


@refuses("unfold_within", "not provable")
def unfold_within_past_the_labels(p):
    p.step("unfold_within", term=p.at(sym("y", ["0"], ["n"]), "u"), clause=2)


@refuses("unfold_within", "not an entry of a symbol")
def unfold_within_an_expression(p):
    p.step("unfold_within", term=p.at(["transpose", A], "i", "j"), clause=3)
