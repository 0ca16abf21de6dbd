"""Rows of the rules of exponentials of matrices."""
from __future__ import annotations

from handwritten import P
from laboratory import A, S, T, s, x
from rows import accepts, refuses

E = ["matexp", A]


def expm(p, t, i, j, names=("o", "j2")):
    return p.term("expm", list(names), t, P(i), P(j))


def of_A(p):
    return p.at(A, "o", "j2")


@accepts
def exponential_entry(p):
    t = p.at(E, "i", "r")
    return p.step("exponential_entry", term=t, names=["o", "j2"]), t, expm(p, of_A(p), "i", "r")


@refuses("exponential_entry", "not an entry of matexp")
def exponential_entry_of_a_symbol(p):
    p.step("exponential_entry", term=p.at(A, "i", "r"), names=["o", "j2"])


@refuses("exponential_entry", "not an entry of matexp")
def exponential_entry_of_the_exponentials_of_entries(p):
    p.step("exponential_entry", term=p.at(["apply", "exp", 0, A], "i", "r"), names=["o", "j2"])


@refuses("exponential_entry", "free in the term")
def exponential_entry_with_capture(p):
    p.step("exponential_entry", term=p.at(E, "o", "r"), names=["o", "j2"])


@refuses("exponential_entry", "wanted is 1..n")
def exponential_entry_over_another_range(p):
    p.step("exponential_entry", term=p.at(E, "i", "r"), names=["u", "u2"])


@accepts
def exponential_cong(p):
    a, b = p.add(of_A(p), of_A(p)), p.mul(p.num(2), of_A(p))
    step = p.step("exponential_cong", p.step("ring", left=a, right=b), names=["o", "j2"], places=[P("i"), P("r")])
    return step, expm(p, a, "i", "r"), expm(p, b, "i", "r")


@refuses("exponential_cong", "a hypothesis fixes lay")
def exponential_cong_over_the_fixed_label(p):
    t = p.at(["symbol", "y", [P("lay")], [P("n")]], "o")
    h = p.step("hypothesis", left=t, right=p.num(0), variable="lay")
    p.step("exponential_cong", h, names=["lay", "o"], places=[P("1"), P("1")])


@refuses("exponential_cong", "two variables of one range")
def exponential_cong_that_is_not_square(p):
    p.step("exponential_cong", p.step("refl", term=p.at(s)), names=["o", "u"], places=[P("1"), P("1")])


@refuses("exponential_cong", "two places")
def exponential_cong_without_places(p):
    p.step("exponential_cong", p.step("refl", term=of_A(p)), names=["o", "j2"], places=[])


@accepts
def exponential_transpose(p):
    t = expm(p, of_A(p), "i", "r")
    return p.step("exponential_transpose", term=t), t, expm(p, p.at(A, "j2", "o"), "r", "i")


@refuses("exponential_transpose", "not an entry of an exponential")
def exponential_transpose_of_an_entry(p):
    p.step("exponential_transpose", term=of_A(p))


def scaled(p):
    """δ_rc x_r: diag(x)."""
    return p.mul(p.delta("o", "j2"), p.at(x, "o"))


@accepts
def exponential_diagonal(p):
    t = expm(p, scaled(p), "i", "r")
    right = p.mul(p.delta("i", "r"), p.fn("exp", p.at(x, "i")))
    return p.step("exponential_diagonal", term=t, value=p.at(x, "o"), names=["o", "j2"]), t, right


@accepts
def exponential_diagonal__of_zero(p):
    t = expm(p, p.mul(p.delta("o", "j2"), p.num(0)), "i", "r")
    right = p.mul(p.delta("i", "r"), p.fn("exp", p.num(0)))
    return p.step("exponential_diagonal", term=t, value=p.num(0), names=["o", "j2"]), t, right


@refuses("exponential_diagonal", "not that diagonal one")
def exponential_diagonal_of_a_full_matrix(p):
    p.step("exponential_diagonal", term=expm(p, of_A(p), "i", "r"), value=p.at(x, "o"), names=["o", "j2"])


@refuses("exponential_diagonal", "free in the diagonal")
def exponential_diagonal_by_columns(p):
    t = expm(p, p.mul(p.delta("o", "j2"), p.at(x, "j2")), "i", "r")
    p.step("exponential_diagonal", term=t, value=p.at(x, "j2"), names=["o", "j2"])


@refuses("exponential_diagonal", "not provable")
def exponential_diagonal_outside(p):
    p.step("exponential_diagonal", term=expm(p, scaled(p), "n+1", "r"), value=p.at(x, "o"), names=["o", "j2"])


@refuses("exponential_diagonal", "free in the term")
def exponential_diagonal_with_capture(p):
    p.step("exponential_diagonal", term=expm(p, scaled(p), "i", "r"), value=p.at(x, "i"), names=["i", "j2"])


@accepts
def exponential_single(p):
    t = expm(p, p.at(s), "1", "1", ("one", "one2"))
    return p.step("exponential_single", term=t), t, p.fn("exp", p.at(s))


@refuses("exponential_single", "not the one entry of a 1×1")
def exponential_single_of_a_larger_matrix(p):
    p.step("exponential_single", term=expm(p, of_A(p), "1", "1"))


def commute(p, a, b, k="o"):
    """Σ_k A_ik (2A)_kj = Σ_k (2A)_ik A_kj for the terms a of A and b of 2A at two indices."""
    return p.step("sum_cong", p.step("ring", left=p.mul(a("i", k), b(k, "j")), right=p.mul(b("i", k), a(k, "j"))), variables=[k])


def twice(p):
    return lambda i, j: p.mul(p.num(2), p.at(A, i, j))


def once(p):
    return lambda i, j: p.at(A, i, j)


@accepts
def exponential_sum(p):
    a, b = once(p), twice(p)
    step = p.step("exponential_sum", commute(p, a, b), left=a("i", "j"), right=b("i", "j"), names=["i", "j", "o"])
    right = p.sum("o", p.mul(expm(p, a("e1", "j2"), "i", "o", ("e1", "j2")), expm(p, b("e1", "j2"), "o", "j", ("e1", "j2"))))
    return step, expm(p, p.add(a("e1", "j2"), b("e1", "j2")), "i", "j", ("e1", "j2")), right


@refuses("exponential_sum", "the premise, right side")
def exponential_sum_of_matrices_that_need_not_commute(p):
    """The premise says A S = A S."""
    a, b = once(p), lambda i, j: p.at(S, i, j)
    same = p.step("refl", term=p.sum("o", p.mul(a("i", "o"), b("o", "j"))))
    p.step("exponential_sum", same, left=a("i", "j"), right=b("i", "j"), names=["i", "j", "o"])


@refuses("exponential_sum", "the premise, left side")
def exponential_sum_from_the_commuting_of_others(p):
    a, b = once(p), twice(p)
    p.step("exponential_sum", commute(p, a, b), left=a("i", "j"), right=p.at(S, "i", "j"), names=["i", "j", "o"])


@refuses("exponential_sum", "the premise, left side")
def exponential_sum_where_one_row_commutes(p):
    """The premise speaks of row 1 alone."""
    a, b = (lambda i, j: p.at(A, i, j)), twice(p)
    first = p.step("instance", commute(p, a, b), variable="i", value=P("1"))
    p.step("exponential_sum", first, left=a("i", "j"), right=b("i", "j"), names=["i", "j", "o"])


@refuses("exponential_sum", "free in a matrix")
def exponential_sum_with_capture(p):
    a, b = once(p), twice(p)
    p.step("exponential_sum", commute(p, a, b), left=p.at(A, "i", "o"), right=b("i", "j"), names=["i", "j", "o"])


@refuses("exponential_sum", "three variables of one range")
def exponential_sum_over_two_ranges(p):
    a, b = once(p), twice(p)
    p.step("exponential_sum", commute(p, a, b), left=a("i", "j"), right=b("i", "j"), names=["i", "j", "u"])


@accepts
def exponential_intertwined(p):
    """A A = A A gives e^A A = A e^A."""
    a = once(p)
    product = p.sum("o", p.mul(a("i", "o"), a("o", "j")))
    step = p.step("exponential_intertwined", p.step("refl", term=product),
                  left=a("i", "o"), middle=a("i", "j"), right=a("j2", "j"), names=["i", "j", "o", "j2"])
    e = lambda i, j: expm(p, a("e1", "c2"), i, j, ("e1", "c2"))
    return step, p.sum("o", p.mul(e("i", "o"), a("o", "j"))), p.sum("o", p.mul(a("i", "o"), e("o", "j")))


@accepts
def exponential_intertwined__of_matrices_of_two_sizes(p):
    """0 T = T 0 for an n×m matrix T: e^0 T = T e^0."""
    t = lambda i, j: p.at(T, i, j)
    zero = p.num(0)
    left = p.step("sum_cong", p.step("ring", left=p.mul(zero, t("o", "u")), right=zero), variables=["o"])
    vanish = lambda k: p.step("sum_factor", term=p.sum(k, zero), variables=[])
    zeros = lambda k: p.step("trans", vanish(k), p.step("ring", left=p.mul(zero, p.sum(k, p.num(1))), right=zero))
    right = p.step("sum_cong", p.step("ring", left=p.mul(t("i", "u2"), zero), right=zero), variables=["u2"])
    same = p.step("trans", left, zeros("o"), p.step("sym", zeros("u2")), p.step("sym", right))
    step = p.step("exponential_intertwined", same, left=zero, middle=t("i", "u"), right=zero, names=["i", "u", "o", "u2"])
    first, second = expm(p, zero, "i", "o"), expm(p, zero, "u2", "u", ("b2", "u2"))
    return step, p.sum("o", p.mul(first, t("o", "u"))), p.sum("u2", p.mul(t("i", "u2"), second))


@refuses("exponential_intertwined", "the premise, right side")
def exponential_intertwined_without_commuting(p):
    """A S = A S is not A S = S A."""
    a, b = once(p), lambda i, j: p.at(S, i, j)
    same = p.step("refl", term=p.sum("o", p.mul(a("i", "o"), b("o", "j"))))
    p.step("exponential_intertwined", same, left=a("i", "o"), middle=b("i", "j"), right=a("j2", "j"), names=["i", "j", "o", "j2"])


@refuses("exponential_intertwined", "two variables of one range")
def exponential_intertwined_of_sizes_that_do_not_fit(p):
    a = once(p)
    product = p.sum("o", p.mul(a("i", "o"), a("o", "j")))
    p.step("exponential_intertwined", p.step("refl", term=product),
           left=a("i", "o"), middle=a("i", "j"), right=a("j2", "j"), names=["i", "j", "u", "j2"])


@refuses("exponential_intertwined", "and no others")
def exponential_intertwined_with_a_matrix_for_each_column(p):
    """A scaled by x_c is another matrix for each column."""
    a = once(p)
    mine = p.mul(a("i", "o"), p.at(x, "j"))
    product = p.sum("o", p.mul(mine, a("o", "j")))
    p.step("exponential_intertwined", p.step("refl", term=product),
           left=mine, middle=a("i", "j"), right=a("j2", "j"), names=["i", "j", "o", "j2"])


@accepts
def exponential_power(p):
    t = p.at(["matpower", E, P("L")], "i", "r")
    return p.step("exponential_power", term=t, names=["o", "j2"]), t, \
        expm(p, p.mul(p.term("int", P("L")), of_A(p)), "i", "r")


@refuses("exponential_power", "not a power of an exponential")
def exponential_power_of_a_matrix(p):
    p.step("exponential_power", term=p.at(["matpower", A, P("L")], "i", "r"), names=["o", "j2"])


@refuses("exponential_power", "not provable")
def exponential_power_with_a_negative_exponent(p):
    p.step("exponential_power", term=p.at(["matpower", E, P("-1")], "i", "r"), names=["o", "j2"])


@refuses("exponential_power", "not provable")
def exponential_power_outside(p):
    p.step("exponential_power", term=p.at(["matpower", E, P("2")], "i", "n+1"), names=["o", "j2"])


@accepts
def exponential_determinant(p):
    t = p.term("determinant", ["e1", "c2"], expm(p, of_A(p), "e1", "c2"))
    right = p.fn("exp", p.sum("o", p.at(A, "o", "o")))
    return p.step("exponential_determinant", term=t, names=["o"]), t, right


@refuses("exponential_determinant", "not the determinant of a whole exponential")
def exponential_determinant_of_a_corner(p):
    t = p.term("determinant", ["first", "second"], expm(p, of_A(p), "first", "second"))
    p.step("exponential_determinant", term=t, names=["o"])


@refuses("exponential_determinant", "not the determinant of a whole exponential")
def exponential_determinant_of_a_matrix_for_each_row(p):
    t = p.term("determinant", ["e1", "c2"], expm(p, p.mul(of_A(p), p.at(x, "e1")), "e1", "c2"))
    p.step("exponential_determinant", term=t, names=["o"])


@refuses("exponential_determinant", "not an entry of an exponential")
def exponential_determinant_of_a_matrix(p):
    p.step("exponential_determinant", term=p.term("determinant", ["e1", "c2"], p.at(A, "e1", "c2")), names=["o"])


# ---------------------------------------------------------------- derivatives: of e^{sA} by s, of tr e^A by A

def by_s(p, t):
    return p.D(t, "s", [], [])


def line(p):
    """s A at two indices."""
    return lambda i, j: p.mul(p.at(s), p.at(A, i, j))


def slopes_commute(p):
    """Σ_k m_ik ∂m_kj = Σ_k ∂m_ik m_kj for m = s A."""
    m = line(p)
    def pushed(i, j):
        t = by_s(p, m(i, j))
        apart = p.step("D_mul", term=t)
        one = p.step("D_self", term=by_s(p, p.at(s)))
        none = p.step("D_independent", term=by_s(p, p.at(A, i, j)), region=[["A", []]], ancestors=[])
        right = p.add(p.mul(by_s(p, p.at(s)), p.at(A, i, j)), p.mul(p.at(s), by_s(p, p.at(A, i, j))))
        return p.step("trans", apart, p.step("ring", one, none, left=right, right=p.at(A, i, j)))
    left, right = p.mul(m("i", "o"), by_s(p, m("o", "j"))), p.mul(by_s(p, m("i", "o")), m("o", "j"))
    same = p.step("ring", pushed("o", "j"), pushed("i", "o"), left=left, right=right)
    return p.step("sum_cong", same, variables=["o"])


@accepts
def D_exponential(p):
    m = line(p)
    e = lambda i, j: expm(p, m("e1", "c2"), i, j, ("e1", "c2"))
    t = by_s(p, e("r", "1"))
    step = p.step("D_exponential", slopes_commute(p), term=t, names=["i", "j", "o"])
    return step, t, p.sum("o", p.mul(by_s(p, m("r", "o")), e("o", "1")))


@refuses("D_exponential", "the premise, left side")
def D_exponential_from_the_commuting_of_another(p):
    p.step("D_exponential", slopes_commute(p), term=by_s(p, expm(p, of_A(p), "r", "1")), names=["i", "j", "c2"])


@refuses("D_exponential", "the premise, left side")
def D_exponential_without_commuting(p):
    by = lambda t: p.D(t, "A", [], ["1", "n"])
    p.step("D_exponential", slopes_commute(p), term=by(expm(p, line(p)("e1", "c2"), "r", "1", ("e1", "c2"))), names=["i", "j", "o"])


@refuses("D_exponential", "not provable")
def D_exponential_outside(p):
    t = by_s(p, expm(p, line(p)("e1", "c2"), "n+1", "1", ("e1", "c2")))
    p.step("D_exponential", slopes_commute(p), term=t, names=["i", "j", "o"])


@refuses("D_exponential", "free in the term")
def D_exponential_with_capture(p):
    t = by_s(p, expm(p, line(p)("e1", "c2"), "o", "1", ("e1", "c2")))
    p.step("D_exponential", slopes_commute(p), term=t, names=["i", "j", "o"])


@refuses("D_exponential", "not an entry of an exponential")
def D_exponential_of_a_matrix(p):
    p.step("D_exponential", slopes_commute(p), term=by_s(p, p.at(A, "1", "1")), names=["i", "j", "o"])


def cancelled(p):
    """Σ_k δ_jk A_ki = Σ_k A_jk δ_ki, both being A_ji."""
    left = p.sum("o", p.mul(p.delta("j", "o"), p.at(A, "o", "i")))
    right = p.sum("o", p.mul(p.at(A, "j", "o"), p.delta("o", "i")))
    return p.step("trans", p.step("sum_delta", term=left, variable="o", value=P("j")),
                  p.step("sym", p.step("sum_delta", term=right, variable="o", value=P("i"))))


def by_entry(p, t):
    return p.D(t, "A", [], ["r", "1"])


@accepts
def D_exponential_trace(p):
    e = lambda i, j: expm(p, p.at(A, "e1", "c2"), i, j, ("e1", "c2"))
    t = by_entry(p, e("i", "j"))
    step = p.step("D_exponential_trace", cancelled(p), term=t, factor=p.delta("j", "i"), names=["i", "j", "o"])
    left = p.sum("i j", p.mul(p.delta("j", "i"), t))
    return step, left, p.sum("i j o", p.mul(p.delta("j", "o"), e("o", "i"), by_entry(p, p.at(A, "i", "j"))))


@refuses("D_exponential_trace", "the premise, left side")
def D_exponential_trace_with_a_factor_that_need_not_commute(p):
    t = by_entry(p, expm(p, of_A(p), "i", "j"))
    p.step("D_exponential_trace", cancelled(p), term=t, factor=p.at(S, "j", "i"), names=["i", "j", "c2"])


@refuses("D_exponential_trace", "the places of the exponential")
def D_exponential_trace_of_the_transpose(p):
    t = by_entry(p, expm(p, p.at(A, "e1", "c2"), "j", "i", ("e1", "c2")))
    p.step("D_exponential_trace", cancelled(p), term=t, factor=p.delta("j", "i"), names=["i", "j", "o"])


@refuses("D_exponential_trace", "no name stands elsewhere")
def D_exponential_trace_by_an_entry_of_the_sum(p):
    t = p.D(expm(p, p.at(A, "e1", "c2"), "i", "j", ("e1", "c2")), "A", [], ["i", "1"])
    p.step("D_exponential_trace", cancelled(p), term=t, factor=p.delta("j", "i"), names=["i", "j", "o"])


@refuses("D_exponential_trace", "free in the factor")
def D_exponential_trace_with_capture(p):
    t = by_entry(p, expm(p, p.at(A, "e1", "c2"), "i", "j", ("e1", "c2")))
    factor = p.mul(p.delta("j", "i"), p.at(x, "o"))
    p.step("D_exponential_trace", cancelled(p), term=t, factor=factor, names=["i", "j", "o"])


@refuses("D_exponential_trace", "three variables of range 1..n")
def D_exponential_trace_over_another_range(p):
    t = by_entry(p, expm(p, p.at(A, "e1", "c2"), "i", "j", ("e1", "c2")))
    p.step("D_exponential_trace", cancelled(p), term=t, factor=p.delta("j", "i"), names=["i", "j", "u"])
