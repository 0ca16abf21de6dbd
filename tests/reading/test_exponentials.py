r"""What a document says of e^A: the words that are looked for, and those that say nothing of it."""
import pytest

from symbolic.reading.elaboration.exponentials import ENTRIES, FUNCTIONS, MATRIX, said


@pytest.mark.parametrize("text, expected", [
    ("Let $e^{A}$ denote the matrix exponential.", {MATRIX}),
    ("The exponential of a square matrix is defined by its series.", {MATRIX}),
    (r"We write $\exp(A) = \sum_{k=0}^{\infty} \frac{A^k}{k!}$.", {MATRIX}),
    (r"$e^{A} := \sum_{j=0}^\infty A^j / j!$", {MATRIX}),
    (r"$\operatorname{expm}(A)$", {MATRIX}),
    (r"Here $\exp$ is applied elementwise.", {ENTRIES}),
    (r"A \in \mathbb{R}^{n \times n}, \exp \text{ is applied entry-wise}", {ENTRIES}),
    (r"$K = \exp(-D)$, the elementwise exponential.", {ENTRIES}),
    (r"$\sigma$ is applied elementwise.", {FUNCTIONS}),
    (r"$x(t) = e^{tA}x_0$ and $\sigma$ is applied elementwise.", {FUNCTIONS}),
    (r"$\sigma$ acts elementwise, and $x(t) = e^{tA}x_0$.", {FUNCTIONS}),
    (r"$\exp$ is applied elementwise, it is not the matrix exponential.", {MATRIX, ENTRIES}),
    (r"The sum of the entries of $e^{A}$.", set()),
    (r"The derivative of $e^{tA}$ is $A e^{tA}$.", set()),
    (r"$\sum_{k=0}^\infty a_k$ converges.", set()),
])
def test_what_is_said(text, expected):
    assert said([text]) == expected
