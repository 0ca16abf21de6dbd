r"""Why a line holds, in the words of a textbook: one row a rule.

A row takes the writer and the steps of one rule that a line uses, and gives
reasons: words, or the equation that the step itself says (``∂b_i/∂b_j = δ_ij``).
"""
from __future__ import annotations

from typing import Callable, Iterable, Sequence

from symbolic.proving.checker.accept import RULES
from symbolic.proving.checker.terms import Term

from .explanation import Reason
from .formulas import Writer
from .notation import Name, Row
from .setting import EQUALS, formula
from .unfolding import Applied, Unfolding

MOST_NAMED = 4
"""How many equations or names one reason lists."""

SWAP = "δ_ij f_i = δ_ij f_j"
REARRANGED = {"sum of a sum", "common factor out of a sum", "factor into the sum"}
Row_ = Callable[[Writer, Unfolding, Sequence[Applied]], Iterable[Reason]]


def reasons(writer: Writer, of: Unfolding, applied: Sequence[Applied], backwards: bool) -> tuple[Reason, ...]:
    """The reasons for these steps, each once, in the order in which rules first come up."""
    found: dict[Reason, None] = {}
    for rule in dict.fromkeys(a.rule for a in applied):
        row = (BACKWARDS.get(rule) if backwards else None) or TABLE.get(rule, _stated(rule))
        for reason in row(writer, of, [a for a in applied if a.rule == rule]) if row else ():
            found[reason] = None
    if any(a.rule == "sum_delta" for a in applied):
        found.pop(Reason((SWAP,)), None)
    rearranged = [r for r in found if r.text in REARRANGED]
    if len(rearranged) > 1:
        found = {(Reason(("sums rearranged",)) if r in rearranged else r): None for r in found}
    return tuple(found)


def _stated(rule: str) -> Row_:
    """A rule without a row here: what the checker says of it."""
    said = (RULES[rule].__doc__ or rule.replace("_", " ")).strip().splitlines()[0].rstrip(".")
    return words(said)


def words(*said: str) -> Row_:
    """The same words for every use of the rule."""
    return lambda writer, of, applied: [Reason(said)]


def _equation(writer: Writer, a: Applied):
    """The step's own equation."""
    return formula(Row((writer.term(a.equation.left), EQUALS, writer.term(a.equation.right))))


def itself(lead: str = "") -> Row_:
    """The equations that the steps say, after ``lead``."""
    def row(writer, of, applied):
        shown = dict.fromkeys(_equation(writer, a) for a in applied)
        return [Reason((lead, one)) if lead else Reason((one,)) for one in list(shown)[:MOST_NAMED]]
    return row


def _listed(formulas: Sequence) -> tuple:
    parts: list = []
    for k, one in enumerate(formulas):
        parts += [", " if k else "", one]
    return tuple(p for p in parts if p != "")


# ---------------------------------------------------------------- entries and definitions

ENTRY_WORDS = {
    "matmul": "a product", "transpose": "a transpose", "diagonal": "diag", "diagonal_part": "a diagonal", "trace": "a trace",
    "derivative": "a derivative", "identity": "I", "kronecker": "⊗", "vec": "vec", "matpower": "a power", "matexp": "an exponential", "cases": "cases",
    "listing": "the matrix", "matprod": "a product over layers", "sum": "a sum", "prod": "a product over an index", "unit": "a unit vector",
    "max": "a maximum", "min": "a minimum", "constant": "a constant",
}
PLAIN = "entry by entry"


def _entries(writer, of, applied):
    ops = dict.fromkeys(a.equation.left.parts[0].op for a in applied)
    named = [ENTRY_WORDS[op] for op in ops if op in ENTRY_WORDS]
    if not named:
        return [Reason((PLAIN,))]
    said = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return [Reason((f"entries of {said}",))]


def _definition(writer, of, applied):
    members = dict.fromkeys(formula(writer.member(*a.equation.left.parts[0].parts[:2])) for a in applied)
    return [Reason(("definition of ", *_listed(list(members)[:MOST_NAMED])))]


def _function(writer, of, applied):
    names = dict.fromkeys(formula(Name(a.equation.left.parts[0])) for a in applied)
    return [Reason(("definition of ", *_listed(list(names))))]


def _known_of(writer, of, applied):
    names = dict.fromkeys(formula(Name(a.equation.left.parts[0])) for a in applied)
    return [Reason(("what is given of the derivative of ", *_listed(list(names))))]


# ---------------------------------------------------------------- derivatives

def _chain(writer, of, applied):
    through = dict.fromkeys(
        formula(writer.member(a.data["through"][0], tuple(of.replay.integer(p) for p in a.data["through"][1])))
        for a in applied)
    return [Reason(("chain rule through ", *_listed(list(through))))]


def _independent(writer, of, applied):
    """``A_ℓ does not depend on b_ℓ``."""
    found: dict = {}
    for a in applied:
        inner, name, labels, _ = a.equation.left.parts
        members = found.setdefault(formula(writer.member(name, labels)), {})
        members.update({(o.name, str(o.labels)): o for o in _free_occurrences(of, inner)})
    found = {by: dict.fromkeys(formula(writer.member(o.name, o.labels)) for _, o in sorted(members.items(), key=_key))
             for by, members in found.items()}
    said = []
    for by, members in found.items():
        members = [m for m in members if m != by]
        if not members or len(members) > MOST_NAMED:
            said.append(Reason(("the rest does not depend on ", by)))
        else:
            verb = " does not depend on " if len(members) == 1 else " do not depend on "
            said.append(Reason((*_listed(members), verb, by)))
    return said


def _free_occurrences(of: Unfolding, t: Term) -> list:
    """The symbols in t whose labels mention no bound name."""
    return [o for o in of.replay.claim.occurrences(t) if all(n[0] >= " " for p in o.labels for n in p.names)]


def _key(item: tuple):
    return item[0]


# ---------------------------------------------------------------- the rest

def _case(writer, of, applied):
    said = []
    for a in applied:
        p, q = (writer.poly(of.replay.integer(x)) for x in ([[1, [[a.data["variable"], [], 1]]]], a.data["value"]))
        both = formula(Row((p, EQUALS, q)))
        said.append(Reason(("cases ", both, " and not")))
    return said


def _property(what: str) -> Row_:
    def row(writer, of, applied):
        names = dict.fromkeys(formula(Name(_symbol_name(a))) for a in applied)
        return [Reason((*_listed(list(names)), f" is {what}"))]
    return row


def _symbol_name(a: Applied) -> str:
    if "name" in a.data:
        return a.data["name"]
    return a.equation.left.parts[0].parts[0]


def _polynomial(writer, of, applied):
    return []


def _monotone(writer, of, applied):
    names = dict.fromkeys(formula(Name(a.data["function"])) for a in applied if "function" in a.data)
    return [Reason((*_listed(list(names)), " is monotone, so it may be taken out of the maximum"))]


TABLE: dict[str, Row_] = {
    **{rule: _entries for rule in ("entry_of", "composite_entry")},
    "matrix_power_empty": words("a zeroth power is I"), "matrix_power_single": words("a first power"),
    "matrix_power_split": words("a power as a product of powers"), "product_empty": words("the empty product is I"),
    "product_last": words("the last factor apart"), "product_first": words("the first factor apart"),
    "unfold": _definition, "function_value": _function, "function_equation": _known_of, "assumption": itself("given: "),
    "D_chain": _chain, "D_fn": words("chain rule"), "D_curve": words("chain rule"), "D_field": words("chain rule"),
    "field_symmetric": words("mixed derivatives agree"), "field_cong": words("definition of the argument"), "D_pow": words("power rule"),
    "D_matrix_power": words("derivative of a power of a matrix"), "D_inverse": words("derivative of an inverse"),
    "D_determinant": words("derivative of a determinant"), "function_derivative": itself(),
    "D_add": words("derivative of a sum"), "D_sum": words("derivative of a sum"), "D_mul": words("product rule"), "D_prod": words("product rule"),
    "prod_expand": words("the product written out"), "prod_mul": words("a product of products"), "prod_part": words("one factor out of the product"),
    "prod_pow": words("a power out of the product"), "prod_exp": words("a product of exponentials"),
    "power_exp": words("c^n = exp(n log c)"),
    "D_constant": words("a constant has derivative 0"), "D_independent": _independent,
    "D_self": itself(), "D_family": itself(),
    "sum_delta": words("contract δ"), "delta_equal": itself(), "delta_apart": itself(), "delta_shift": itself(),
    "delta_replace": words(SWAP), "delta_radix": itself(),
    "delta_split": _case, "case_split": words("by cases"), "relation_decided": itself(),
    "sum_add": words("sum of a sum"), "sum_factor": words("common factor out of a sum"),
    "sum_constant": words("sum of equal terms"), "sum_single": (), "sum_empty": words("an empty sum"),
    "sum_split": words("the sum in two parts"), "sum_shift": words("index of the sum shifted"),
    "sum_radix": words("the sum over blocks"), "sum_cut": words("the sum over each block"), "sum_order": (), "sum_merge": (),
    "symmetric": _property("symmetric"), "antisymmetric": _property("antisymmetric"), "diagonal": _property("diagonal"),
    "triangular": _property("triangular"), "orthonormal": _property("orthonormal"), "idempotent": _property("idempotent"),
    "matrix_transpose": words("inverse or determinant of a transpose"),
    "matrix_power_transpose": words("power of a transpose"), "inverse_cancel": words("a matrix times its inverse is I"),
    "inverse_unique": words("the inverse is unique"), "inverse_single": words("inverse of a 1×1 matrix"),
    "inverse_expand": words("inverse by cofactors"), "inverse_entry": (), "determinant_entry": (), "pseudo_entry": (),
    "pseudo_transpose": words("pseudo-inverse of a transpose"), "pseudo_equation": words("Penrose's equations"),
    "pseudo_unique": words("the pseudo-inverse is unique"),
    "determinant_identity": words("det I = 1"), "determinant_single": words("determinant of a 1×1 matrix"),
    "determinant_product": words("det AB = det A det B"), "determinant_turned": words("det(I + AB) = det(I + BA)"),
    "determinant_triangular": words("determinant of a triangular matrix"),
    "determinant_block": words("matrix determinant lemma"), "determinant_expand": words("determinant written out"),
    "determinant_eliminated": words("block elimination"),
    "determinant_reciprocal": words("det A / det A = 1"), "reciprocal_unique": words("the reciprocal is unique"),
    "exponential_entry": (), "exponential_transpose": words("exponential of a transpose"),
    "exponential_diagonal": words("exponential of a diagonal matrix"),
    "exponential_single": words("exponential of a 1×1 matrix"),
    "exponential_sum": words("e^{A + B} = e^A e^B, for A and B commute"),
    "exponential_intertwined": words("e^A B = B e^C, for A B = B C"),
    "exponential_power": words("a power of an exponential"), "exponential_determinant": words("det e^A = e^{tr A}"),
    "D_exponential": words("derivative of e^A, for A commutes with its derivative"),
    "D_exponential_trace": words("derivative of the trace of an exponential"),
    "max_constant": words("the maximum of equal values"), "max_single": words("a maximum of one value"),
    "max_order": words("maxima in another order"), "max_shift": words("a common summand out of a maximum"),
    "max_scale": words("a common factor ≥ 0 out of a maximum"), "max_function": _monotone,
    "max_power": words("a power is monotone, so it may be taken out of the maximum"),
    "max_among": words("maximum of maxima"), "largest_drop": words("the smaller one drops out of a maximum"),
    "largest_square": words("a maximum is one of its values"), "kinked_value": itself(),
    "positive_square": words("a case holds or it does not"), "positives_exclude": words("these cases exclude each other"),
    "positive_zero": words("neither positive nor negative is 0"), "positive_nonzero": words("what is not 0 has a sign"),
    "positive_increasing": words("e^a > e^b where a > b"), "replace_where": words("put in what holds in this case"),
    "where_apart": words("as it holds where the indices differ"),
    "finite_values": words("one of finitely many values"), "cases_cover": words("one of the cases holds"),
    "largest_cases": words("the larger one, by cases"), "even_root": words("√(t²) = |t|"),
    "abs_root": words("|t| = √(t²)"),
    "kinked_derivative": itself(), "D_positive": words("within a case nothing changes"),
    "function_at_zero": itself(), "function_reflected": itself(), "function_of_sum": itself(), "sine_square": itself(),
    "reciprocal": itself(), "power_split": itself(), "power_power": itself(), "power_mul": itself(),
    "power_number": itself(), "exp_zero": itself(), "exp_add": words("exp of a sum"), "exp_power": words("power of exp"),
    "log_exp": itself(), "log_one": itself(), "log_mul": words("log of a product"), "log_pow": words("log of a power"),
    "exp_log": itself(), "induction": words("induction"), "hypothesis": words("induction hypothesis"),
    "sign_seen": words("a sign that is seen"), "sign_sum": words("a sum of terms ≥ 0"),
    "sign_product": words("a product of factors ≥ 0"), "sign_both": words("≤ and ≥ give ="),
    "sign_assumed": words("given"), "sign_combined": words("a combination of what is ≥ 0"),
    "sign_root": words("a root keeps the order"), "sign_function": words("a monotone function keeps the order"),
    "sign_definite": words("positive semidefinite"), "max_bounds": words("a maximum is at least each of its values"),
    "max_bounded": words("a bound of all values bounds their maximum"), "sum_written": words("the sum written out"),
    "sum_moved": words("index of the sum shifted"), "sum_delta_guarded": words("contract δ"),
    "contradiction": words("conditions that exclude each other"),
    "radix": words("index by index of the blocks"), "cut": words("block by block"), "combine": (), "ring": _polynomial,
}
"""Rule to reasons; ``()`` where the step is told by what it rests on."""

BACKWARDS: dict[str, Row_] = {
    "sum_delta": words("insert δ"), "sum_factor": words("factor into the sum"),
    "exp_add": words("product of exps"), "log_mul": words("sum of logs"),
}
"""What reads otherwise from right to left."""
