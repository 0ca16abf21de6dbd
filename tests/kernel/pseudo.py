"""Rows of the rules of the pseudo-inverse: B is n×m, o and j2 run over 1..n, u and u2 over 1..m."""
from __future__ import annotations

from handwritten import P
from laboratory import A, B, Y, Z, s, x, y
from rows import accepts, refuses


def pinv(p, t, i, j, names=("o", "u")):
    return p.term("pinv", list(names), t, P(i), P(j))


def of_B(p):
    return p.at(B, "o", "u")


PSEUDO = ["pinv", B]


@accepts
def pseudo_entry(p):
    t = p.at(PSEUDO, "1", "i")
    return p.step("pseudo_entry", term=t, names=["o", "u"]), t, pinv(p, of_B(p), "1", "i")


@refuses("pseudo_entry", "not an entry of a pseudo-inverse")
def pseudo_entry_of_a_symbol(p):
    p.step("pseudo_entry", term=p.at(B, "i", "1"), names=["o", "u"])


@refuses("pseudo_entry", "not an entry of a pseudo-inverse")
def pseudo_entry_of_a_number(p):
    p.step("pseudo_entry", term=p.at(s), names=["o", "u"])


@refuses("pseudo_entry", "free in the term")
def pseudo_entry_with_capture(p):
    p.step("pseudo_entry", term=p.at(PSEUDO, "1", "o"), names=["o", "u"])


@refuses("pseudo_entry", "wanted is 1..n")
def pseudo_entry_with_rows_for_columns(p):
    p.step("pseudo_entry", term=p.at(PSEUDO, "1", "i"), names=["u", "o"])


@accepts
def pseudo_cong(p):
    a, b = p.add(of_B(p), of_B(p)), p.mul(p.num(2), of_B(p))
    step = p.step("pseudo_cong", p.step("ring", left=a, right=b), names=["o", "u"], places=[P("1"), P("i")])
    return step, pinv(p, a, "1", "i"), pinv(p, b, "1", "i")


@refuses("pseudo_cong", "a hypothesis fixes lay")
def pseudo_cong_over_the_fixed_label(p):
    t = p.at(y("lay"), "o")
    h = p.step("hypothesis", left=t, right=p.num(0), variable="lay")
    p.step("pseudo_cong", h, names=["lay", "o"], places=[P("1"), P("1")])


@refuses("pseudo_cong", "two places")
def pseudo_cong_without_places(p):
    p.step("pseudo_cong", p.step("refl", term=of_B(p)), names=["o", "u"], places=[])


@refuses("pseudo_cong", "ranges 1..m and 1..n")
def pseudo_cong_over_a_range_that_depends_on_the_other(p):
    p.step("pseudo_cong", p.step("refl", term=p.at(A, "i", "c")), names=["i", "c"], places=[P("1"), P("1")])


@accepts
def pseudo_transpose(p):
    t = pinv(p, of_B(p), "1", "i")
    return p.step("pseudo_transpose", term=t), t, pinv(p, of_B(p), "i", "1", ("u", "o"))


@refuses("pseudo_transpose", "not a pinv")
def pseudo_transpose_of_an_entry(p):
    p.step("pseudo_transpose", term=of_B(p))


def b(p, i, j):
    return pinv(p, of_B(p), i, j)


@accepts
def pseudo_equation(p):
    """B B⁺ B = B."""
    left = p.sum("u j2", p.mul(p.at(B, "i", "u"), b(p, "u", "j2"), p.at(B, "j2", "1")))
    step = p.step("pseudo_equation", term=b(p, "1", "1"), which="a b a", indices=[P("i"), P("1")], names=["u", "j2"])
    return step, left, p.at(B, "i", "1")


@accepts
def pseudo_equation__of_the_pseudo_inverse(p):
    """B⁺ B B⁺ = B⁺."""
    left = p.sum("j2 u", p.mul(b(p, "1", "j2"), p.at(B, "j2", "u"), b(p, "u", "i")))
    step = p.step("pseudo_equation", term=b(p, "1", "1"), which="b a b", indices=[P("1"), P("i")], names=["j2", "u"])
    return step, left, b(p, "1", "i")


@accepts
def pseudo_equation__of_the_left_projector(p):
    """(B B⁺)ᵀ = B B⁺."""
    side = lambda i, j: p.sum("u", p.mul(p.at(B, i, "u"), b(p, "u", j)))
    step = p.step("pseudo_equation", term=b(p, "1", "1"), which="a b", indices=[P("i"), P("j")], names=["u"])
    return step, side("i", "j"), side("j", "i")


@accepts
def pseudo_equation__of_the_right_projector(p):
    """(B⁺ B)ᵀ = B⁺ B."""
    side = lambda i, j: p.sum("o", p.mul(b(p, i, "o"), p.at(B, "o", j)))
    step = p.step("pseudo_equation", term=b(p, "1", "1"), which="b a", indices=[P("u"), P("u2")], names=["o"])
    return step, side("u", "u2"), side("u2", "u")


@refuses("pseudo_equation", "not provable")
def pseudo_equation_out_of_range(p):
    p.step("pseudo_equation", term=b(p, "1", "1"), which="a b a", indices=[P("n+1"), P("1")], names=["u", "j2"])


@refuses("pseudo_equation", "not provable")
def pseudo_equation_with_a_row_for_a_column(p):
    p.step("pseudo_equation", term=b(p, "1", "1"), which="a b", indices=[P("u"), P("i")], names=["u2"])


@refuses("pseudo_equation", "free in the term")
def pseudo_equation_with_capture(p):
    p.step("pseudo_equation", term=b(p, "1", "1"), which="a b a", indices=[P("i"), P("u")], names=["u", "j2"])


@refuses("pseudo_equation", "has the range")
def pseudo_equation_summed_over_another_range(p):
    p.step("pseudo_equation", term=b(p, "1", "1"), which="a b", indices=[P("i"), P("j")], names=["o"])


@refuses("pseudo_equation", "which is")
def pseudo_equation_that_is_none(p):
    """b is no left inverse."""
    p.step("pseudo_equation", term=b(p, "1", "1"), which="b a = 1", indices=[P("u"), P("u2")], names=["o"])


@refuses("pseudo_equation", "not a pinv")
def pseudo_equation_of_an_inverse(p):
    t = p.term("inv", ["o", "j2"], p.at(A, "o", "j2"), P("1"), P("1"))
    p.step("pseudo_equation", term=t, which="a b", indices=[P("i"), P("j")], names=["o"])


@refuses("pseudo_equation", "two indices")
def pseudo_equation_at_one_index(p):
    p.step("pseudo_equation", term=b(p, "1", "1"), which="a b", indices=[P("i")], names=["u"])


def identity_is_its_own(p):
    """The four equations of the n×n identity: δδδ = δ twice, and that δδ is symmetric."""
    def single(i, j, k):
        return p.step("sum_delta", term=p.sum(k, p.mul(p.delta(i, k), p.delta(k, j))), variable=k, value=P(j))

    def triple(i, j, k, l):
        body = p.mul(p.delta(i, k), p.delta(k, l), p.delta(l, j))
        first = p.step("sum_delta", term=p.sum(f"{k} {l}", body), variable=k, value=P(l))
        return p.step("trans", first, single(i, j, l))

    r, s_, c, d = "i", "j", "o", "j2"
    symmetric = lambda i, j, k: p.step("trans", single(i, j, k), p.step("sym", single(j, i, k)))
    return [triple(r, c, d, s_), triple(c, r, s_, d), symmetric(r, s_, d), symmetric(c, d, s_)]


def unique(p, t=None, w=None, premises=None, names=("i", "j", "o", "j2")):
    t = pinv(p, p.delta("o", "j2"), "1", "r", ("o", "j2")) if t is None else t
    w = p.delta("i", "o") if w is None else w
    premises = identity_is_its_own(p) if premises is None else premises
    return p.step("pseudo_unique", *premises, term=t, inverse=w, names=list(names)), t


@accepts
def pseudo_unique(p):
    """I⁺ = I."""
    step, t = unique(p)
    return step, t, p.delta("1", "r")


@refuses("pseudo_unique", "four premises")
def pseudo_unique_with_three_equations(p):
    """δ δ δ = δ, and one of the products symmetric: so it is for I, but such a b need not be unique."""
    unique(p, premises=identity_is_its_own(p)[:3])


@refuses("pseudo_unique", "the premise is not the equation b a b")
def pseudo_unique_with_equations_in_another_order(p):
    first, second, third, fourth = identity_is_its_own(p)
    unique(p, premises=[first, third, second, fourth])


@refuses("pseudo_unique", "the premise is not the equation")
def pseudo_unique_of_another_matrix(p):
    unique(p, t=pinv(p, p.at(A, "o", "j2"), "1", "r", ("o", "j2")))


@refuses("pseudo_unique", "the premise is not the equation")
def pseudo_unique_with_another_candidate(p):
    unique(p, w=p.at(A, "o", "i"))


@refuses("pseudo_unique", "free in the pseudo-inverse")
def pseudo_unique_for_one_row_only(p):
    """The premises must hold for all i; in the term i is a given row."""
    unique(p, t=pinv(p, p.delta("o", "j2"), "1", "i", ("o", "j2")))


@refuses("pseudo_unique", "free in what is said")
def pseudo_unique_with_an_index_of_its_own_in_the_candidate(p):
    unique(p, w=p.mul(p.delta("i", "o"), p.at(x, "j")))


@refuses("pseudo_unique", "not provable")
def pseudo_unique_out_of_range(p):
    unique(p, t=pinv(p, p.delta("o", "j2"), "1", "n+1", ("o", "j2")))


@refuses("pseudo_unique", "two variables of range")
def pseudo_unique_over_other_ranges(p):
    unique(p, names=("i", "j", "u", "u2"))


# ---------------------------------------------------------------- what goes with them

def gram(p, e, i, j, k, rows=False):
    return p.sum(k, p.mul(*(p.at(e, x, k) if rows else p.at(e, k, x) for x in (i, j))))


@accepts
def inverse_cancel__of_a_matrix_of_full_column_rank(p):
    """(YᵀY)⁻¹YᵀY = I."""
    t = lambda i, j: p.term("inv", ["u", "u2"], gram(p, Y, "u", "u2", "o"), P(i), P(j))
    left = p.sum("b2", p.mul(t("1", "b2"), gram(p, Y, "b2", "m", "o")))
    return p.step("inverse_cancel", term=t("1", "m"), names=["b2"], side="left"), left, p.delta("1", "m")


@accepts
def determinant_reciprocal__of_a_matrix_of_full_row_rank(p):
    t = p.term("determinant", ["u", "u2"], gram(p, Z, "u", "u2", "o", rows=True))
    return p.step("determinant_reciprocal", term=t), p.mul(t, p.pow(t, -1)), p.num(1)


@refuses("inverse_cancel", "nothing shows that there is an inverse")
def inverse_cancel_of_the_wrong_side_of_full_column_rank(p):
    """Y Yᵀ is n×n of rank m."""
    t = p.term("inv", ["o", "j2"], gram(p, Y, "o", "j2", "u", rows=True), P("1"), P("r"))
    p.step("inverse_cancel", term=t, names=["j"], side="left")


@refuses("inverse_cancel", "nothing shows that there is an inverse")
def inverse_cancel_of_a_gram_matrix_of_any_rank(p):
    t = p.term("inv", ["u", "u2"], gram(p, B, "u", "u2", "o"), P("1"), P("1"))
    p.step("inverse_cancel", term=t, names=["b2"], side="left")


@refuses("inverse_cancel", "nothing shows that there is an inverse")
def inverse_cancel_of_a_part_of_a_gram_matrix(p):
    """Of the first two rows of Y alone nothing is declared."""
    t = p.term("inv", ["u", "u2"], gram(p, Y, "u", "u2", "first"), P("1"), P("1"))
    p.step("inverse_cancel", term=t, names=["b2"], side="left")


@refuses("D_cong", "what a pseudo-inverse that depends on B stands in")
def D_cong_with_a_pseudo_inverse(p):
    q = p.step("pseudo_equation", term=b(p, "1", "1"), which="b a b", indices=[P("1"), P("i")], names=["j2", "u"])
    p.step("D_cong", q, name="B", labels=[], indices=[P("i"), P("1")])


@accepts
def D_cong__by_what_the_pseudo_inverse_does_not_depend_on(p):
    a, c = p.mul(b(p, "1", "1"), p.at(x, "i")), p.mul(p.at(x, "i"), b(p, "1", "1"))
    by = lambda t: p.D(t, "x", [], ["i"])
    step = p.step("D_cong", p.step("ring", left=a, right=c), name="x", labels=[], indices=[P("i")])
    return step, by(a), by(c)


@accepts
def D_cong__of_a_pseudo_inverse_of_full_rank(p):
    t = lambda e: pinv(p, p.at(e, "o", "u"), "1", "1")
    a, c = p.add(t(Y), t(Y)), p.mul(p.num(2), t(Y))
    by = lambda e: p.D(e, "Y", [], ["i", "1"])
    step = p.step("D_cong", p.step("ring", left=a, right=c), name="Y", labels=[], indices=[P("i"), P("1")])
    return step, by(a), by(c)
