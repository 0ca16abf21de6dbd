"""Rows of the rules of inverses and determinants."""
from __future__ import annotations

from handwritten import P, add, sym
from laboratory import A, R, S, entry, lower, non, pos, s, upper, x, y, z
from rows import accepts, refuses


def inv(p, t, i, j, names=("o", "j2")):
    return p.term("inv", list(names), t, P(i), P(j))


def det(p, t, names=("o", "j2")):
    return p.term("determinant", list(names), t)


def of_A(p):
    return p.at(A, "o", "j2")


INVERSE = ["inverse", A]


@accepts
def inverse_entry(p):
    t = p.at(INVERSE, "i", "r")
    return p.step("inverse_entry", term=t, names=["o", "j2"]), t, inv(p, of_A(p), "i", "r")


@refuses("inverse_entry", "not an entry of an inverse")
def inverse_entry_of_a_symbol(p):
    p.step("inverse_entry", term=p.at(A, "i", "r"), names=["o", "j2"])


@refuses("inverse_entry", "free in the term")
def inverse_entry_with_capture(p):
    p.step("inverse_entry", term=p.at(INVERSE, "o", "r"), names=["o", "j2"])


@accepts
def determinant_entry(p):
    return p.step("determinant_entry", term=p.at(["det", A]), names=["o", "j2"]), p.at(["det", A]), det(p, of_A(p))


@refuses("determinant_entry", "wanted is 1..n")
def determinant_entry_over_another_range(p):
    p.step("determinant_entry", term=p.at(["det", A]), names=["u", "o"])


@accepts
def matrix_cong(p):
    a, b = p.add(of_A(p), of_A(p)), p.mul(p.num(2), of_A(p))
    step = p.step("matrix_cong", p.step("ring", left=a, right=b), names=["o", "j2"], places=[P("i"), P("r")])
    return step, inv(p, a, "i", "r"), inv(p, b, "i", "r")


@refuses("matrix_cong", "a hypothesis fixes lay")
def matrix_cong_over_the_fixed_label(p):
    t = p.at(y("lay"), "o")
    h = p.step("hypothesis", left=t, right=p.num(0), variable="lay")
    p.step("matrix_cong", h, names=["lay", "o"], places=[])


@refuses("matrix_cong", "two variables of one range")
def matrix_cong_that_is_not_square(p):
    p.step("matrix_cong", p.step("refl", term=p.at(s)), names=["o", "u"], places=[])


@refuses("matrix_cong", "two places")
def matrix_cong_with_one_place(p):
    p.step("matrix_cong", p.step("refl", term=of_A(p)), names=["o", "j2"], places=[P("i")])


@accepts
def matrix_transpose(p):
    t = inv(p, of_A(p), "i", "r")
    return p.step("matrix_transpose", term=t), t, inv(p, p.at(A, "j2", "o"), "r", "i")


@accepts
def matrix_transpose__of_a_determinant(p):
    t = det(p, of_A(p))
    return p.step("matrix_transpose", term=t), t, det(p, p.at(A, "j2", "o"))


@refuses("matrix_transpose", "neither an inverse nor a determinant")
def matrix_transpose_of_an_entry(p):
    p.step("matrix_transpose", term=of_A(p))


def stands(p):
    """at(A⁻¹, i, j) is the entry of the inverse of A, for all i and j."""
    return p.step("inverse_entry", term=p.at(INVERSE, "i", "j"), names=["o", "j2"])


@accepts
def inverse_cancel(p):
    left = p.sum("j", p.mul(p.at(A, "e1", "j"), inv(p, of_A(p), "j", "r")))
    step = p.step("inverse_cancel", stands(p), term=inv(p, of_A(p), "e1", "r"), names=["j"], side="right")
    return step, left, p.delta("e1", "r")


@accepts
def inverse_cancel__of_a_matrix_declared_invertible(p):
    t = lambda i, j: inv(p, p.at(R, "o", "j2"), i, j)
    left = p.sum("j", p.mul(t("i", "j"), p.at(R, "j", "r")))
    return p.step("inverse_cancel", term=t("i", "r"), names=["j"], side="left"), left, p.delta("i", "r")


@accepts
def inverse_cancel__where_a_product_of_determinants_is_not_zero(p):
    """det A s = det A s: if it is not 0, A has an inverse."""
    product = p.step("cong", p.step("determinant_entry", term=p.at(["det", A]), names=["o", "j2"]),
                     term=p.mul(p.at(["det", A]), p.at(s)))
    left = p.sum("j", p.mul(p.at(A, "e1", "j"), inv(p, of_A(p), "j", "r")))
    step = p.step("inverse_cancel", product, term=inv(p, of_A(p), "e1", "r"), names=["j"], side="right")
    return step, left, p.delta("e1", "r")


@refuses("inverse_cancel", "nothing shows that there is an inverse")
def inverse_cancel_of_any_matrix(p):
    p.step("inverse_cancel", term=inv(p, of_A(p), "e1", "r"), names=["j"], side="right")


@refuses("inverse_cancel", "nothing shows that there is an inverse")
def inverse_cancel_of_an_entry_declared_invertible(p):
    """Of a matrix with R[1, 1] everywhere nothing is declared."""
    p.step("inverse_cancel", term=inv(p, p.at(R, "1", "1"), "e1", "r"), names=["j"], side="right")


@refuses("determinant_reciprocal", "nothing shows that there is an inverse")
def determinant_reciprocal_of_a_corner(p):
    """R is invertible; its first row and column need not be."""
    p.step("determinant_reciprocal", term=det(p, p.at(R, "first", "second"), ("first", "second")))


@refuses("inverse_cancel", "does not speak of all entries")
def inverse_cancel_from_one_row(p):
    """That the inverses agree in one row does not make them equal."""
    p.step("inverse_cancel", p.step("inverse_entry", term=p.at(INVERSE, "r", "j"), names=["o", "j2"]),
           term=inv(p, of_A(p), "e1", "r"), names=["j"], side="right")


@refuses("inverse_cancel", "does not speak of all entries")
def inverse_cancel_from_a_corner(p):
    """A⁻¹ may have a corner of zeros, as the inverse of the 1×1 matrix 0 has by convention."""
    single = inv(p, p.num(0), "one", "one2", ("one", "one2"))
    same = p.step("hypothesis", left=p.at(INVERSE, "one", "one2"), right=single, variable="lay")
    p.step("inverse_cancel", same, term=single, names=["first"], side="right")


@refuses("inverse_cancel", "does not speak of all entries")
def inverse_cancel_from_the_diagonal(p):
    p.step("inverse_cancel", p.step("inverse_entry", term=p.at(INVERSE, "i", "i"), names=["o", "j2"]),
           term=inv(p, of_A(p), "e1", "r"), names=["j"], side="right")


@refuses("inverse_cancel", "does not speak of all entries")
def inverse_cancel_from_a_matrix_for_each_row(p):
    """(A + z_i I)⁻¹ in row i: another matrix for each i."""
    e = ["inverse", add(A, ["times", entry(z, "i"), ["identity", P("n")]])]
    shown = p.step("inverse_entry", term=p.at(e, "i", "j"), names=["o", "j2"])
    t = inv(p, p.at(e[1], "o", "j2"), "e1", "r")
    p.step("inverse_cancel", shown, term=t, names=["c2"], side="right")


@refuses("inverse_cancel", "does not say that the inverse stands in the claim")
def inverse_cancel_without_one(p):
    """The matrix of the premise is A, that of the term has its entries exchanged."""
    p.step("inverse_cancel", stands(p), term=inv(p, p.at(A, "j2", "o"), "i", "r"), names=["j"], side="right")


@refuses("inverse_cancel", "side is left or right")
def inverse_cancel_of_no_side(p):
    p.step("inverse_cancel", stands(p), term=inv(p, of_A(p), "i", "r"), names=["j"])


@refuses("inverse_cancel", "not provable")
def inverse_cancel_out_of_range(p):
    p.step("inverse_cancel", stands(p), term=inv(p, of_A(p), "n+1", "r"), names=["j"], side="left")


@refuses("inverse_cancel", "free in the term")
def inverse_cancel_with_capture(p):
    p.step("inverse_cancel", stands(p), term=inv(p, of_A(p), "i", "r"), names=["i"], side="left")


def identity_squared(p):
    """Σ_k δ_ik δ_kj = δ_ij: the identity is its own inverse."""
    t = p.mul(p.delta("i", "o"), p.delta("o", "j"))
    return p.step("sum_delta", term=p.sum("o", t), variable="o", value=P("j"))


@accepts
def inverse_unique(p):
    t = inv(p, p.delta("o", "j2"), "r", "1")
    w = p.delta("i", "j")
    step = p.step("inverse_unique", identity_squared(p), term=t, inverse=w, names=["i", "j", "o"])
    return step, t, p.delta("r", "1")


@refuses("inverse_unique", "the premise is not about the product")
def inverse_unique_of_another_matrix(p):
    t = inv(p, of_A(p), "r", "1")
    p.step("inverse_unique", identity_squared(p), term=t, inverse=p.delta("i", "j"), names=["i", "j", "o"])


@refuses("inverse_unique", "the premise is not about the product")
def inverse_unique_with_another_inverse(p):
    t = inv(p, p.delta("o", "j2"), "r", "1")
    p.step("inverse_unique", identity_squared(p), term=t, inverse=p.at(A, "i", "j"), names=["i", "j", "o"])


@refuses("inverse_unique", "free in the inverse")
def inverse_unique_for_one_row_only(p):
    """The premise must hold for all i; in the term i is a given row."""
    t = inv(p, p.delta("o", "j2"), "i", "1")
    p.step("inverse_unique", identity_squared(p), term=t, inverse=p.delta("i", "j"), names=["i", "j", "o"])


@refuses("inverse_unique", "not provable")
def inverse_unique_out_of_range(p):
    t = inv(p, p.delta("o", "j2"), "n+1", "1")
    p.step("inverse_unique", identity_squared(p), term=t, inverse=p.delta("i", "j"), names=["i", "j", "o"])


@accepts
def D_inverse(p):
    by = lambda t: p.D(t, "A", [], ["i", "r"])
    t = by(inv(p, of_A(p), "1", "n"))
    right = p.sum("o j", p.mul(p.num(-1), inv(p, of_A(p), "1", "o"), by(p.at(A, "o", "j")), inv(p, of_A(p), "j", "n")))
    return p.step("D_inverse", stands(p), term=t, names=["o", "j"]), t, right


@refuses("D_inverse", "nothing shows that there is an inverse")
def D_inverse_of_any_matrix(p):
    p.step("D_inverse", term=p.D(inv(p, of_A(p), "1", "n"), "A", [], ["i", "r"]), names=["o", "j"])


@refuses("D_inverse", "free in the term")
def D_inverse_with_capture(p):
    p.step("D_inverse", stands(p), term=p.D(inv(p, of_A(p), "1", "n"), "A", [], ["i", "r"]), names=["i", "j"])


@refuses("D_inverse", "the derivative is not of inv")
def D_inverse_of_a_determinant(p):
    p.step("D_inverse", term=p.D(det(p, of_A(p)), "A", [], ["i", "r"]), names=["o", "j"])


@accepts
def D_determinant(p):
    by = lambda t: p.D(t, "x", [], ["r"])
    t = by(det(p, p.delta("o", "j2")))
    right = p.mul(det(p, p.delta("o", "j2")), p.sum("i j", p.mul(p.delta("j", "i"), by(p.delta("i", "j")))))
    step = p.step("D_determinant", identity_squared(p), term=t, inverse=p.delta("i", "j"), names=["i", "j", "o"])
    return step, t, right


@refuses("D_determinant", "the premise is not about the product")
def D_determinant_without_an_inverse(p):
    t = p.D(det(p, of_A(p)), "x", [], ["r"])
    p.step("D_determinant", identity_squared(p), term=t, inverse=p.delta("i", "j"), names=["i", "j", "o"])


@accepts
def determinant_identity(p):
    t = det(p, p.delta("o", "j2"))
    return p.step("determinant_identity", term=t), t, p.num(1)


@refuses("determinant_identity", "not the determinant of the identity")
def determinant_identity_of_A(p):
    p.step("determinant_identity", term=det(p, of_A(p)))


@accepts
def determinant_product(p):
    a, b = p.at(A, "o", "j"), p.at(S, "j", "j2")
    t = det(p, p.sum("j", p.mul(a, b)))
    right = p.mul(det(p, p.at(A, "o", "j2")), det(p, p.at(S, "o", "j2")))
    return p.step("determinant_product", term=t, left=a, right=b, names=["o", "j2", "j"]), t, right


@refuses("determinant_product", "three variables of range")
def determinant_product_of_matrices_that_are_not_square(p):
    B, C = sym("B", [], ["n", "m"]), sym("C", [], ["m", "n"])
    a, b = p.at(B, "o", "u"), p.at(C, "u", "j2")
    p.step("determinant_product", term=det(p, p.sum("u", p.mul(a, b))), left=a, right=b, names=["o", "j2", "u"])


@refuses("determinant_product", "the matrix is not that product")
def determinant_product_transposed(p):
    a, b = p.at(A, "o", "j"), p.at(S, "j", "j2")
    t = det(p, p.sum("j", p.mul(a, p.at(S, "j2", "j"))))
    p.step("determinant_product", term=t, left=a, right=b, names=["o", "j2", "j"])


@accepts
def determinant_turned(p):
    B, C = sym("B", [], ["n", "m"]), sym("C", [], ["m", "n"])
    a, b = p.at(B, "o", "u"), p.at(C, "u", "j2")
    t = det(p, p.add(p.delta("o", "j2"), p.sum("u", p.mul(a, b))))
    turned = p.sum("o", p.mul(p.at(C, "u", "o"), p.at(B, "o", "u2")))
    right = det(p, p.add(p.delta("u", "u2"), turned), ("u", "u2"))
    return p.step("determinant_turned", term=t, left=a, right=b, names=["o", "j2", "u", "u2"]), t, right


@refuses("determinant_turned", "the matrix is not I + a b")
def determinant_turned_without_the_identity(p):
    B, C = sym("B", [], ["n", "m"]), sym("C", [], ["m", "n"])
    a, b = p.at(B, "o", "u"), p.at(C, "u", "j2")
    p.step("determinant_turned", term=det(p, p.sum("u", p.mul(a, b))), left=a, right=b, names=["o", "j2", "u", "u2"])


def vanishing(p, of, side="lower", row="o", column="j2"):
    """The step that says that a triangular matrix is 0 beyond its diagonal."""
    return p.step("triangular", term=p.at(of, row, column), side=side)


@accepts
def determinant_triangular(p):
    t = det(p, p.at(lower, "o", "j2"))
    return p.step("determinant_triangular", vanishing(p, lower), term=t, names=["o", "j2", "j"]), t, p.prod("j", p.at(lower, "j", "j"))


@accepts
def determinant_triangular__upper(p):
    t = det(p, p.at(upper, "o", "j2"))
    return p.step("determinant_triangular", vanishing(p, upper, "upper"), term=t, names=["o", "j2", "j"]), t, p.prod("j", p.at(upper, "j", "j"))


@refuses("determinant_triangular", "does not say that the matrix is triangular")
def determinant_triangular_of_another_matrix(p):
    p.step("determinant_triangular", vanishing(p, lower), term=det(p, p.at(A, "o", "j2")), names=["o", "j2", "j"])


@refuses("determinant_triangular", "does not say that the matrix is triangular")
def determinant_triangular_of_the_diagonal_alone(p):
    t = det(p, p.at(lower, "o", "j2"))
    p.step("determinant_triangular", vanishing(p, lower, column="o"), term=t, names=["o", "j2", "j"])


@refuses("determinant_triangular", "does not say that the matrix is triangular")
def determinant_triangular_in_one_column(p):
    t = det(p, p.at(lower, "o", "j2"))
    p.step("determinant_triangular", vanishing(p, lower, column="r"), term=t, names=["o", "j2", "j"])


@refuses("determinant_triangular", "range")
def determinant_triangular_over_another_range(p):
    t = det(p, p.at(lower, "o", "j2"))
    p.step("determinant_triangular", vanishing(p, lower), term=t, names=["o", "j2", "u"])


@accepts
def determinant_single(p):
    t = det(p, p.at(A, "one", "one2"), ("one", "one2"))
    return p.step("determinant_single", term=t), t, p.at(A, "1", "1")


@refuses("determinant_single", "not 1×1")
def determinant_single_of_many(p):
    p.step("determinant_single", term=det(p, of_A(p)))


@accepts
def inverse_single(p):
    t = inv(p, p.at(A, "one", "one2"), "1", "1", ("one", "one2"))
    return p.step("inverse_single", term=t), t, p.pow(p.at(A, "1", "1"), -1)


@refuses("inverse_single", "not the one entry of a 1×1 inverse")
def inverse_single_of_many(p):
    p.step("inverse_single", term=inv(p, of_A(p), "1", "1"))


def two_by_two(p):
    return p.at(A, "first", "second")


@accepts
def determinant_expand(p):
    t, at = det(p, two_by_two(p), ("first", "second")), lambda i, j: p.at(A, i, j)
    right = p.add(p.mul(at("1", "1"), at("2", "2")), p.mul(p.num(-1), at("1", "2"), at("2", "1")))
    step = p.step("determinant_expand", term=t)
    return p.step("trans", step, p.step("ring", left=p.add(
        p.mul(p.num(1), at("1", "1"), at("2", "2")), p.mul(p.num(-1), at("1", "2"), at("2", "1"))), right=right)), t, right


@refuses("determinant_expand", "not a number up to")
def determinant_expand_of_symbolic_size(p):
    p.step("determinant_expand", term=det(p, of_A(p)))


@accepts
def inverse_expand(p):
    """(A⁻¹)_12 = −A_12 / (A_11 A_22 − A_12 A_21)."""
    t, at = inv(p, two_by_two(p), "1", "2", ("first", "second")), lambda i, j: p.at(A, i, j)
    whole = p.add(p.mul(p.num(1), at("1", "1"), at("2", "2")), p.mul(p.num(-1), at("1", "2"), at("2", "1")))
    part = lambda i, j, sign, r, c: p.mul(p.delta("1", i), p.delta("2", j), p.num(sign), p.num(1), at(r, c), p.pow(whole, -1))
    written = p.add(part("1", "1", 1, "2", "2"), part("1", "2", -1, "1", "2"),
                    part("2", "1", -1, "2", "1"), part("2", "2", 1, "1", "1"))
    deltas = [p.step("delta_equal", left=P(1), right=P(1)), p.step("delta_equal", left=P(2), right=P(2)),
              p.step("delta_apart", left=P(1), right=P(2))]
    right = p.mul(p.num(-1), at("1", "2"), p.pow(whole, -1))
    step = p.step("inverse_expand", term=t)
    return p.step("trans", step, p.step("ring", *deltas, left=written, right=right)), t, right


@refuses("inverse_expand", "not a number up to")
def inverse_expand_of_symbolic_size(p):
    p.step("inverse_expand", term=inv(p, of_A(p), "1", "2"))


def around(p, **changed):
    """det(R + x zᵀ), with w = R⁻¹."""
    a, u = p.at(R, "o", "j"), p.mul(p.at(x, "j"), p.at(z, "j2"))
    w = lambda i, j: inv(p, p.at(R, "o", "j2"), i, j)
    t = det(p, p.add(p.at(R, "o", "j2"), p.mul(p.at(x, "o"), p.at(z, "j2"))))
    unit = p.step("inverse_cancel", term=w("o", "j2"), names=["j"], side="right")
    inner = p.add(p.delta("o", "j2"), p.sum("j", p.mul(w("o", "j"), u)))
    data = {"term": t, "left": a, "right": u, "inverse": w("o", "j2"), "names": ["o", "j2", "j"]} | changed
    return p.step("determinant_block", unit, **data), t, p.mul(det(p, p.at(R, "o", "j2")), det(p, inner))


@accepts
def determinant_block(p):
    return around(p)


@refuses("determinant_block", "the matrix is not a + u")
def determinant_block_of_another_matrix(p):
    around(p, term=det(p, of_A(p)))


@refuses("determinant_block", "the premise is not about the product")
def determinant_block_without_the_inverse(p):
    around(p, left=p.at(A, "o", "j"))


@refuses("determinant_block", "a mentions r and k, u mentions k and c")
def determinant_block_with_capture(p):
    around(p, right=p.mul(p.at(x, "o"), p.at(z, "j2")))


@accepts
def determinant_reciprocal(p):
    t = det(p, of_A(p))
    return p.step("determinant_reciprocal", stands(p), term=t), p.mul(t, p.pow(t, -1)), p.num(1)


@refuses("determinant_reciprocal", "nothing shows that there is an inverse")
def determinant_reciprocal_of_any_matrix(p):
    p.step("determinant_reciprocal", term=det(p, of_A(p)))


@accepts
def reciprocal_unique(p):
    a = p.at(pos)
    one = p.step("reciprocal", term=a)
    return p.step("reciprocal_unique", one, left=p.pow(a, -1), right=a), p.pow(p.pow(a, -1), -1), a


@refuses("reciprocal_unique", "the premise is not about the product")
def reciprocal_unique_of_other_factors(p):
    p.step("reciprocal_unique", p.step("reciprocal", term=p.at(pos)), left=p.at(non), right=p.at(pos))


@refuses("reciprocal_unique", "the product is not 1")
def reciprocal_unique_without_one(p):
    t = p.mul(p.at(pos), p.at(non))
    p.step("reciprocal_unique", p.step("refl", term=t), left=p.at(pos), right=p.at(non))
