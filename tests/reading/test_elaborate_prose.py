"""Running text: whose word it is, what is a condition, what is set to zero."""
import pytest

from symbolic.reading.claims.reader import read
from symbolic.reading.documents.documents import read_document


def document(text, given=None):
    return read(read_document(text), given=given)


def problems(text):
    """What settles each step before it is judged, or stands against its refutation."""
    return [p and p.code for s in document(text).steps for p in [s.problem or s.limit]]


SQUARES = r"Let $A \in \mathbb{R}^{n \times n}$ be symmetric and $B \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$. "


@pytest.mark.parametrize("text, symmetric", [
    (SQUARES, {"A"}),
    (r"The symmetric matrix $A \in \mathbb{R}^{n \times n}$ and $B \in \mathbb{R}^{n \times n}$ are given.", {"A"}),
    (r"If $A \in \mathbb{R}^{n \times n}$ is symmetric, $A$ has real eigenvalues.", set()),
    (r"$A \in \mathbb{R}^{n \times n}$ is not symmetric.", set()),
])
def test_a_property_belongs_to_its_own_symbol(text, symmetric):
    assert {t.name for t in document(text).context.tensors if "symmetric" in t.properties} == symmetric


def test_a_condition_is_no_claim_and_what_hangs_on_it_is_not_refuted():
    assert problems(SQUARES + "If $A = B$ then $Ax = 2Bx$. Now $Ax = 2Bx$.") == ["condition", None]


def test_a_supposition_is_assumed_for_what_follows():
    found = document(SQUARES + "Suppose that $Bx = x$. Then $B = A$.")
    (step,) = found.steps
    assert [a.provenance for a in step.readings[0].context.assumptions] == ["author"]


def test_a_definition_in_the_text():
    found = document(SQUARES + r"where $y = Ax$. Hence $\frac{\partial y}{\partial x} = A$.")
    assert [s.problem and s.problem.verdict for s in found.steps] == ["definition", None]


def test_a_gradient_that_is_set_to_zero_is_a_condition():
    found = document(SQUARES + r"Setting the gradient to zero gives \[ \nabla_x x^\top A x = 0 \] and so $Ax = 0$.")
    assert found.steps[0].limit.code == "hypothesis"
    assert ("stationarity" in {who for _, who in found.steps[1].assumptions})


def test_a_range_before_a_display_holds_for_it():
    text = SQUARES + r"For $i = 2, \dots, n$ we have \[ (Ax)_i = \sum_{k=1}^n A_{ik} x_k. \]"
    (step,) = document(text).steps
    assert str(step.readings[0].free[0].lower) == "2"


def test_a_symbol_that_the_author_declared_is_defined_by_its_first_equation():
    text = SQUARES + r"Let $w \in \mathbb{R}^3$. \[ w = \begin{bmatrix} 1 \\ 0 \\ 2 \end{bmatrix} \] and \[ w = 2w. \]"
    assert [s.problem and s.problem.verdict for s in document(text).steps] == ["definition", None]
