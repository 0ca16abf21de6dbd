r"""Pooling maps as declared in words and by their entries."""
from __future__ import annotations

import pytest

from derivations.homework4 import PROBLEMS
from symbolic.checking import check
from verdicts import real, verdict

CLAIM = r"\sigma(\rho(X)) = \rho(\sigma(X))"
NONDECREASING = r"\sigma : \mathbb{R} \to \mathbb{R} \text{ nondecreasing}"
MAP = r"\rho \colon \mathbb{R}^{m \times n} \to \mathbb{R}^{k \times \ell}"
SIZES = [r"p, q, s, t, k, \ell \in \mathbb{N}", *(rf"{name} \ge 1" for name in ("p", "q", "s", "t", "k", r"\ell")),
         r"s(k-1) + p \le m", r"t(\ell-1) + q \le n"]
ENTRIES = r"\max_{1 \le a \le p} \max_{1 \le b \le q} X_{s(i-1)+a, t(j-1)+b}, \quad i = 1, \dots, k,\ j = 1, \dots, \ell"


def given(*more: str, function: str = NONDECREASING) -> list[str]:
    return [function, real("X", "m", "n"), *more]


@pytest.mark.parametrize("words", [
    rf"{MAP} \text{{ max-pool with window }} p \times q \text{{ and stride }} s \times t",
    rf"{MAP} \text{{ max pooling, kernel size }} p, \text{{ stride }} s",
    rf"Let ${MAP}$ be max pooling with kernel size $p \times q$ and stride $s$.",
    r"Let $\rho$ be the max-pooling with a $p \times q$ window and stride $1$.",
    rf"where ${MAP}$ is the min-pool with windows of size $2$",
    rf"${MAP}$ is MaxPool2d with kernel size $3$, stride $2$ and padding $1$ by $-\infty$",
])
def test_pools_in_words(words):
    assert verdict(CLAIM, given(words)) == "proved"


@pytest.mark.parametrize("words", [
    rf"${MAP}$ is average pooling with window $p \times q$ and stride $s$",
    rf"${MAP}$ is max-pooling with kernel size $3$, stride $s$ and zero padding $1$",
])
def test_what_does_not_commute_with_every_nondecreasing_function(words):
    assert verdict(CLAIM, given(words)) == "refuted"


@pytest.mark.parametrize("left", [r"\rho(X)_{ij}", r"(\rho(X))_{ij}"])
def test_pools_by_their_entries(left):
    assert verdict(CLAIM, given(*SIZES, f"{left} = {ENTRIES}")) == "proved"
    assert verdict(CLAIM, given(*SIZES, f"{left} = {ENTRIES}", function=r"\sigma : \mathbb{R} \to \mathbb{R}")) == "refuted"


def test_one_window_is_pooled_to_a_number():
    words = rf"{MAP} \text{{ max-pool with window }} p \times q \text{{ and stride }} s \times t"
    assert verdict(r"\rho(B) = \max_{i,j} B_{ij}", given(words, real("B", "p", "q"))) == "proved"
    (step,) = check(r"\rho(B) = 0", given(words, real("B", "p", "p")))["files"][0]["steps"]
    assert (step["verdict"], step["code"]) == ("refuted", "shape")


def test_a_pool_whose_window_is_not_said_is_not_read():
    (step,) = check(CLAIM, given(rf"${MAP}$ is a max-pool"))["files"][0]["steps"]
    assert (step["verdict"], step["code"]) == ("undecided", "undeclared")


def test_the_reading_says_what_the_map_is():
    words = rf"{MAP} \text{{ max-pool with window }} p \times q \text{{ and stride }} s \times t"
    (step,) = check(CLAIM, given(words))["files"][0]["steps"]
    assert r"\rho is max-pooling with window p × q and stride s × t" in step["reading"]


def test_a_witness_against_squares():
    words = rf"{MAP} \text{{ max-pool with window }} p \times q \text{{ and stride }} s \times t"
    (step,) = check(CLAIM, given(words, function=r"\sigma(z) = z^2"))["files"][0]["steps"]
    assert step["verdict"] == "refuted" and {step["counterexample"]["left"], step["counterexample"]["right"]} == {"0", "1"}


BY_PAIRS = r"""
Since $\sigma: \mathbb{R} \to \mathbb{R}$ is nondecreasing,

$$x_1 \geq x_2 \Rightarrow \sigma(x_1) \geq \sigma(x_2), \quad \forall x_1, x_2 \in \mathbb{R}$$

$$\therefore \rho(x) = x_{ij} \Rightarrow \rho(\sigma(x)) = \sigma(x_{ij}), \quad x \in \mathbb{R}^{p \times q}$$

The equation $\sigma(\rho(X)) = \rho(\sigma(X))$ holds for all $X$.
"""

BY_BLOCKS = r"""
Consider a block $B \in \mathbb{R}^{p \times q}$ in $X \in \mathbb{R}^{m \times n}$.
Let $X_{max}$ be the largest element of $B$. So $\rho(B) = X_{max}$.

Now we apply the activation function to give $\sigma(\rho(B)) = \sigma(X_{max})$.

Now, $X_{max} \ge X_{ij}$ for any $X_{ij} \in B$ by definition of $X_{max}$.

Since $\sigma$ is nondecreasing, $X_{max} \ge X_{ij} \Rightarrow \sigma(X_{max}) \ge \sigma(X_{ij})$ for all $X_{ij} \in B$.

So $\rho(\sigma(B)) = \sigma(X_{max})$, and hence $\rho(\sigma(X)) = \sigma(\rho(X))$.
"""


@pytest.mark.parametrize("text, steps", [(BY_PAIRS, 3), (BY_BLOCKS, 6)], ids=["pairs", "blocks"])
def test_two_arguments_for_the_homework(text, steps):
    found = check(text, PROBLEMS["4"])["files"][0]["steps"]
    assert [step["verdict"] for step in found] == ["proved"] * steps


@pytest.mark.parametrize("right, wrong", [
    (r"X_{max} \ge X_{ij}$ for any", r"X_{max} \le X_{ij}$ for any"),
    (r"\rho(\sigma(B)) = \sigma(X_{max})", r"\rho(\sigma(B)) = X_{max}"),
    ("largest element", "smallest element"),
])
def test_slips_in_them_are_refuted(right, wrong):
    assert right in BY_BLOCKS
    found = check(BY_BLOCKS.replace(right, wrong), PROBLEMS["4"])["files"][0]["steps"]
    assert any(step["verdict"] == "refuted" for step in found)


def test_indices_that_were_chosen_are_not_all_indices():
    text = (r"$$\rho(x) = x_{ij} \Rightarrow \rho(\sigma(x)) = \sigma(x_{ij}), \quad x \in \mathbb{R}^{p \times q}, "
            r"\quad \text{for some } i, j$$ That is, $\sigma(\rho(x)) = \sigma(x_{ij})$.")
    found = check(text, PROBLEMS["4"])["files"][0]["steps"]
    assert [step["verdict"] for step in found] == ["proved", "undecided"]


def test_a_largest_entry_that_nobody_declared():
    (step,) = check(r"X_{max} \ge X_{11}", PROBLEMS["4"])["files"][0]["steps"]
    assert (step["verdict"], step["code"]) == ("undecided", "undeclared")


def test_a_map_that_nobody_declares_is_no_number():
    (step,) = check(CLAIM, given())["files"][0]["steps"]
    assert (step["verdict"], step["code"]) == ("undecided", "undeclared")


def test_a_size_before_a_bracket_may_be_a_slip_for_a_function():
    """p for ρ: no product is written so, and nothing is refuted on it."""
    given = [r"X \in \mathbb{R}^{p \times q}", r"\sigma: \mathbb{R} \to \mathbb{R} \text{ nondecreasing}"]
    for claim, verdict in ((r"p(X) = \sigma(X)", "undecided"), (r"p(\sigma(X)) = X^\top", "undecided"), ("p(X) = p X", "proved"),
                           ("p(p + 1) = p^2", "refuted"), (r"p(X + X) = 3 p X", "refuted")):
        steps = check(claim, given)["files"][0]["steps"]
        assert [step["verdict"] for step in steps] == [verdict], claim
