r"""What a rule does, as a reader sees it: the table that decides which steps form one line.

``KIND`` names each rule of docs/certificates.md by the kind of its move; kinds
stand in ``ORDER`` as one would do them on paper: first what things mean, then
derivatives, then deltas and sums, then arithmetic.
"""
from __future__ import annotations

ENTRIES, DEFINITION, GIVEN, CHAIN, LINEAR, CONSTANT, VARIABLE, DELTA, SUMS, PROPERTY, MATRIX, ORDERED, SCALAR, LEMMA, \
    ARITHMETIC, SILENT = (
        "entries", "definition", "given", "chain", "linear", "constant", "variable", "delta", "sums", "property",
        "matrix", "order", "scalar", "lemma", "arithmetic", "silent")

_RULES = {
    ENTRIES: "entry_of composite_entry matrix_power_empty matrix_power_single product_empty product_last product_first "
             "matrix_power_split",
    DEFINITION: "unfold function_value function_equation field_cong",
    GIVEN: "assumption",
    CHAIN: "D_chain D_fn D_curve D_field D_pow D_matrix_power D_inverse D_determinant D_exponential"
           " D_exponential_trace function_derivative",
    LINEAR: "D_add D_sum D_mul D_prod",
    CONSTANT: "D_constant D_independent",
    VARIABLE: "D_self D_family",
    DELTA: "sum_delta delta_equal delta_apart delta_replace delta_shift delta_radix delta_split case_split "
           "relation_decided",
    SUMS: "sum_add sum_factor sum_constant sum_empty sum_split sum_shift sum_radix prod_expand prod_mul prod_part sum_cut",
    PROPERTY: "field_symmetric symmetric antisymmetric diagonal triangular orthonormal idempotent",
    MATRIX: "matrix_transpose matrix_power_transpose inverse_cancel inverse_unique inverse_single inverse_expand "
            "determinant_identity determinant_single determinant_product determinant_turned determinant_block determinant_triangular "
            "determinant_eliminated determinant_expand determinant_reciprocal reciprocal_unique inverse_entry determinant_entry pseudo_entry "
            "pseudo_transpose pseudo_equation pseudo_unique "
            "exponential_entry exponential_transpose exponential_diagonal exponential_single exponential_sum "
            "exponential_intertwined exponential_power exponential_determinant",
    ORDERED: "max_constant max_single max_order max_shift max_scale max_function max_power max_among largest_drop "
             "largest_square kinked_value",
    SCALAR: "reciprocal power_split power_power power_mul power_number exp_zero exp_add exp_power log_exp log_one "
            "log_mul log_pow exp_log prod_exp prod_pow power_exp",
    LEMMA: "combine induction hypothesis radix cut where_apart",
    ARITHMETIC: "ring",
    SILENT: "refl sym trans cong instance sum_cong prod_cong max_cong matrix_cong pseudo_cong exponential_cong D_cong sum_merge sum_order sum_single",
}
KIND = {rule: kind for kind, rules in _RULES.items() for rule in rules.split()}
"""The kind of each rule; those under ``silent`` are never named."""

_BY_BEGINNING = {"sum": SUMS, "prod": SUMS, "delta": DELTA, "relation": DELTA, "D": CHAIN, "max": ORDERED, "sign": ORDERED,
                 "positive": ORDERED, "positives": ORDERED, "largest": ORDERED, "determinant": MATRIX, "inverse": MATRIX,
                 "matrix": MATRIX, "product": ENTRIES, "log": SCALAR, "exp": SCALAR, "power": SCALAR, "unfold": DEFINITION}


def kind_of(rule: str) -> str:
    """The kind of a rule; one without a row of its own goes with those whose names begin alike."""
    return KIND.get(rule) or _BY_BEGINNING.get(rule.partition("_")[0], LEMMA)


ORDER = {kind: k for k, kind in enumerate(_RULES)}
CONDITIONS_ONLY = frozenset(
    "reciprocal power_split exp_log log_mul log_pow inverse_cancel D_inverse determinant_reciprocal max_function "
    "kinked_derivative D_positive".split())
"""Rules whose premises only say where a condition stands in the claim."""

UNSEEN = frozenset({"squeeze", "expand", "entry", "array", "number", "integer"})
"""Expressions whose entry is only another way of writing it."""
