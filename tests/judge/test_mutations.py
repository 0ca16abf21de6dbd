"""What the mutator makes of formulas; nothing here needs the judge."""
from __future__ import annotations

from collections import Counter

import pytest

from judge.formulas import Formula
from judge.mutations import Claim, edits, mutants, with_one_dimension
from judge.statements import claims

GIVEN = (r"A \in \mathbb{R}^{m \times n}", r"x \in \mathbb{R}^n", r"W^\top = W")

MADE = [
    (r"(AB)^\top = B^\top A^\top", "transpose dropped", r"(AB) = B^\top A^\top"),
    (r"(AB)^\top = B^\top A^\top", "order of factors", r"(AB)^\top = A^\top B^\top"),
    (r"(AB)^{-\top} = A", "transpose dropped", r"(AB)^{-1} = A"),
    (r"X^{-1} A", "transpose added", r"X^{-\top} A"),
    (r"X^{-1} A", "inverse dropped", "X A"),
    ("a - b + c", "sign", "a + b + c"),
    ("a - b + c", "term dropped", "a + c"),
    ("a - b + c", "term dropped", "- b + c"),
    (r"\sigma'(z) w", "prime", r"\sigma(z) w"),
    (r"\sigma(z) w", "prime", r"\sigma'(z) w"),
    ("A_{ij} x_j", "index swapped", "A_{ji} x_j"),
    ("A_{ij} x_j", "index", "A_{ij} x_i"),
    (r"y_{\ell - 1}", "label", r"y_{\ell}"),
    (r"A_\ell", "label", r"A_{\ell - 1}"),
    (r"\sum_{i=1}^{n} x_i", "range", r"\sum_{i=1}^{n - 1} x_i"),
    (r"\sum_{i=1}^{n} x_i", "range", r"\sum_{i=2}^{n} x_i"),
    (r"\operatorname{tr}(A)", "function", r"\det (A)"),
    (r"\log\det(X)", "function dropped", r"\det(X)"),
    ("(A + B) C", "brackets", " A + B  C"),
    (r"\|x\|^2", "power", r"\|x\|"),
    ("2 A x", "factor", " A x"),
    ("A x = b", "factor", "A x = 2  b"),
    ("A x", "product", r"A \odot  x"),
    (r"a \le b", "strictness", "a < b"),
    ("A + B", "variable", "B + B"),
    ("A B C x", "order of factors", "x C B A"),
    ("2 (a - b) c", "sign", "2 (b - a) c"),
    (r"\frac{1}{n} x", "factor", r"\frac{1}{n - 1} x"),
    (r"\frac{2}{N} x", "factor", r"\frac{2}{N + 1} x"),
    ("A_{ij} x_j", "index shifted", "A_{i, j + 1} x_j"),
    ("A_{i,j} x_j", "index shifted", "A_{i - 1, j} x_j"),
    (r"\tanh(z)", "prime", r"\tanh'(z)"),
    (r"\sum_{i=1}^{n} x_i", "sum dropped", "x_i"),
    (r"\sum_i x_i", "sum for product", r"\prod_i x_i"),
    (r"\sum_{i=1}^{n} A_{ij} x_i", "summation index", r"\sum_{j=1}^{n} A_{ij} x_i"),
    (r"\sum_i A_{ij} x_i", "summation index", r"\sum_j A_{ij} x_i"),
    (r"\nabla_x f = A x", "side transposed", r"\nabla_x f = \left(A x\right)^\top"),
    (r"\nabla_x f = A x", "side transposed", r"\left(\nabla_x f\right)^\top = A x"),
    (r"\nabla_{x} f", "nabla for partial", r"\frac{\partial}{\partial x} f"),
    (r"\frac{\partial}{\partial x} f", "nabla for partial", r"\nabla_{x} f"),
]


@pytest.mark.parametrize("formula, kind, wanted", MADE, ids=[f"{kind}: {formula}" for formula, kind, _ in MADE])
def test_a_slip(formula, kind, wanted):
    found = {"".join(e.apply(formula).split()) for e in edits(Formula(formula)) if e.kind == kind}
    assert "".join(wanted.split()) in found


def test_atoms_keep_their_scripts_together():
    atoms = [a.base for a in Formula(r"\frac{\partial y_L}{\partial A} x_{ij}^\top").atoms()]
    assert atoms.count("x") == 1 and r"\top" not in atoms and "y" in atoms


def test_mutants_are_distinct_and_come_again_from_their_seed():
    claim = Claim("c", GIVEN, r"\nabla_x (x^\top A x) = (A + A^\top) x", "denominator")
    made = mutants(claim, 200, "s")
    assert len(made) == 200 == len({(m.given, m.claim, m.layout) for m in made})
    assert made == mutants(claim, 200, "s") != mutants(claim, 200, "t")
    assert all((m.given, m.claim, m.layout) != (claim.given, claim.claim, claim.layout) for m in made)


def test_what_is_given_is_changed_too():
    claim = Claim("c", GIVEN, r"\nabla_x (x^\top A x) = (A + A^\top) x", "denominator")
    kinds = Counter(m.kind for m in mutants(claim, 200, "s"))
    assert kinds["layout"] == 2 and kinds["assumption dropped"] == 1 and kinds["dimension"] == 2 and kinds["given"] > 2
    assert with_one_dimension(claim).given[0] == r"A \in \mathbb{R}^{m \times m}"


def test_every_claim_has_mutants_of_several_kinds():
    for claim in claims(("own",)):
        assert len({m.kind for m in mutants(claim, 40, "s")}) > 3, claim.claim
