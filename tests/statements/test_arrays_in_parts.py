"""Arrays given channel by channel, entry by entry or as a stack, and what lies beyond their borders."""
from __future__ import annotations

import pytest

from verdicts import real, verdict

from symbolic.checking import check_document

FILTERS = r"""w_1 = \begin{bmatrix} 0 & 0 & 0 \\ 0 & -1 & 0 \\ 0 & 1 & 0 \end{bmatrix}, \quad
w_2 = \begin{bmatrix} 0 & 0 & 0 \\ 0 & -1 & 1 \\ 0 & 0 & 0 \end{bmatrix}"""
HOMEWORK = ("derivations.homework4",)
SOLUTION = rf"""
# Problem 1

The filter is $w = \begin{{pmatrix}} w_1 \\ w_2 \end{{pmatrix}} \in \mathbb{{R}}^{{2 \times 3 \times 3}}$, $w_1, w_2 \in \mathbb{{R}}^{{3 \times 3}}$.

$${FILTERS}$$

Then $$w * X = Y.$$

# Problem 2

Let $w \in \mathbb{{R}}^{{C \times C \times k \times k}}$ with
$$w_{{c,d,a,b}} = \frac{{\delta_{{cd}}}}{{k^2}}.$$
Then
$$w * X = Y.$$

# Problem 3

Let $w \in \mathbb{{R}}^{{3 \times 1 \times 1}}$ with $w_1 = 0.299$, $w_2 = 0.587$, $w_3 = 0.114$. Then
$$w * X = Y.$$
"""


def verdicts(text: str, given=()) -> list[str]:
    return [step["verdict"] for step in check_document(text, "solution.md", list(given), "mixed")["steps"]]


def test_a_solution_of_the_first_three_problems_is_proved():
    """The filters are the author's definitions; what is claimed of them is proved problem by problem."""
    assert verdicts(SOLUTION, HOMEWORK) == ["proved"] * 3


@pytest.mark.parametrize("old, new", [(r"0 & 1 & 0 \end", r"0 & -1 & 0 \end"), (r"{k^2}", r"{k}"), ("0.299", "0.3")])
def test_a_wrong_filter_is_refuted(old, new):
    assert sorted(verdicts(SOLUTION.replace(old, new), HOMEWORK)) == ["proved", "proved", "refuted"]


@pytest.mark.parametrize("claim, expected", [
    ("u_5 + u_8 = 0", "proved"), ("u_5 + u_8 = 1", "refuted"), ("u_5 = u_1", "refuted"), (r"\sum_{k=1}^9 \delta_{k5} u_k = -1", "proved"),
])
def test_some_entries_are_given_and_the_others_are_free(claim, expected):
    assert verdict(claim, [real("u", "9"), "u_5 = -1", "u_8 = 1"]) == expected


@pytest.mark.parametrize("claim, expected", [
    ("w_{1,2,2} + w_{1,3,2} = 0", "proved"), ("w_{2,2,2} = -1", "refuted"),
    (r"w_1 x = \begin{pmatrix} 0 \\ -x_2 \\ x_2 \end{pmatrix}", "proved"),
])
def test_one_channel_is_given_and_the_other_is_free(claim, expected):
    given = [real("w", "2", "3", "3"), real("x", "3"), FILTERS.partition(",")[0]]
    assert verdict(claim, given) == expected


def test_an_entry_given_twice_defines_nothing():
    """u_5 is −1 and 1: no verdict may rest on either."""
    assert verdict("u_5 = -1", [real("u", "9"), "u_5 = -1", "u_5 = 1"]) == "undecided"


@pytest.mark.parametrize("claim, expected", [
    (r"\sum_{i=1}^m (Z_{i+1,j} - Z_{ij}) = -Z_{1j}", "proved"), (r"\sum_{i=1}^m (Z_{i+1,j} - Z_{ij}) = Z_{mj} - Z_{1j}", "refuted"),
    (r"\sum_{i=1}^m Z_{i-1,j} = \sum_{i=1}^{m-1} Z_{ij}", "proved"), (r"\sum_{i=0}^{m+1} Z_{ij} = \sum_{i=1}^{m} Z_{ij}", "proved"),
])
def test_what_is_beyond_a_border_is_zero(claim, expected):
    given = [real("Z", "m", "n"), r"Z_{m+1,:} = 0", r"Z_{0,:} = 0"]
    assert verdict(claim, given) == expected
    document = rf"Let $Z \in \mathbb{{R}}^{{m \times n}}$, $Z_{{m+1,j}} = 0$ and $Z_{{0,j}} = 0$. Then $${claim}.$$"
    assert verdicts(document) == [expected]


def test_further_out_nothing_is_defined():
    assert verdict(r"Z_{m+2,j} = 0", [real("Z", "m", "n"), r"Z_{m+1,:} = 0"]) == "undecided"
