r"""Inequalities, implications and equivalences: proved with a certificate, refuted by exact numbers."""
from __future__ import annotations

import pytest

from symbolic.checking import check
from verdicts import real

GIVEN = [
    real("a"), real("b"), real("c"), real("p"), "p > 0", real("x", "n"), real("y", "n"), real("X", "m", "n"),
    r"A \in \mathbb{R}^{n \times n} \text{ positive semidefinite}", r"S \in \mathbb{R}^{n \times n} \text{ symmetric}",
    r"\sigma : \mathbb{R} \to \mathbb{R} \text{ nondecreasing}", r"\rho : \mathbb{R} \to \mathbb{R} \text{ nonincreasing}",
    r"f : \mathbb{R} \to \mathbb{R} \text{ strictly increasing}",
]

PROVED = [
    r"(a - b)^2 \ge 0",
    r"a^2 + b^2 \ge 2ab",
    r"a^2 + ab + b^2 \ge 0",
    r"a^2 + p > 0",
    r"|a + b| \le |a| + |b|",
    r"|a| - |b| \le |a - b|",
    r"\min(a, b) \le \frac{a + b}{2} \le \max(a, b)",
    r"\max_i x_i \ge x_j",
    r"\max_i (x_i + y_i) \le \max_i x_i + \max_i y_i",
    r"\frac{1}{n}\sum_i x_i \le \max_i x_i",
    r"\|x\|^2 \ge 0",
    r"(x^\top y)^2 \le \|x\|^2 \|y\|^2",
    r"x^\top y \le \|x\| \|y\|",
    r"\|x + y\| \le \|x\| + \|y\|",
    r"|x_j| \le \|x\|",
    r"\|x\|_\infty \le \|x\|",
    r"\left(\sum_i x_i\right)^2 \le n \sum_i x_i^2",
    r"\operatorname{tr}(X^\top X) \ge 0",
    r"x^\top A x \ge 0",
    r"x^\top X^\top X x \ge 0",
    r"x^\top S A S x \ge 0",
    r"0 < \operatorname{sigmoid}(a) < 1",
    r"\tanh(a) < 1",
    r"e^{-a^2} \le 1",
    r"\operatorname{relu}(a + b) \le \operatorname{relu}(a) + \operatorname{relu}(b)",
    r"a \ge b \Rightarrow \sigma(a) \ge \sigma(b)",
    r"a \ge b \Rightarrow \rho(a) \le \rho(b)",
    r"a > b \Rightarrow f(a) > f(b)",
    r"a \ge b \Rightarrow a^3 \ge b^3",
    r"a \ge b \Rightarrow pa \ge pb",
    r"a \ge 3 \Rightarrow e^a \ge e^3",
    r"a \ge b \Rightarrow \operatorname{sigmoid}(a) \ge \operatorname{sigmoid}(b)",
    r"a \le b \le c \Rightarrow a \le c",
    r"a \ge b \Rightarrow 2a \ge 2b \Rightarrow 2a + c \ge 2b + c",
    r"a \ge b \Leftarrow a > b",
    r"a \ge b \Leftrightarrow a - b \ge 0",
    r"a \ge b \Leftrightarrow e^a \ge e^b",
    r"f(a) \ge f(b) \Leftrightarrow a \ge b",
    r"\sigma(a) > \sigma(b) \Rightarrow a > b",
    r"\sqrt{a^2 + p} \ge \sqrt{p}",
    r"p + a^2 \ge 2a\sqrt{p}",
    r"x_1 \le x_2 \le \dots \le x_n \Rightarrow \max_i x_i = x_n",
    r"x_1 \ge x_2 \Rightarrow \sigma(x_1) \ge \sigma(x_2)",
    r"x_i \ge y_i \Rightarrow \sigma(x_i) \ge \sigma(y_i)",
    r"x_i \ge 0 \Rightarrow \sum_i x_i \ge x_j",
    r"x \ge y \Rightarrow \sigma(x) \ge \sigma(y)",
]

REFUTED = [
    r"a^2 + b^2 \ge 3ab",
    r"a^2 > 0",
    r"a^2 + ab \ge 0",
    r"a \ge b",
    r"|a + b| \ge |a| + |b|",
    r"\max(a, b) > a",
    r"c\max(a, b) \ge ca",
    r"\max_i x_i \le x_j",
    r"\max_i (x_i + y_i) \ge \max_i x_i + \max_i y_i",
    r"x^\top y \ge \|x\| \|y\|",
    r"(x^\top y)^2 < \|x\|^2 \|y\|^2",
    r"\left(\sum_i x_i\right)^2 \le \sum_i x_i^2",
    r"x^\top A x > 0",
    r"x^\top S x \ge 0",
    r"\operatorname{relu}(a) > 0",
    r"a \ge b \Rightarrow a^2 \ge b^2",
    r"a \ge b \Rightarrow \sigma(a) \le \sigma(b)",
    r"a \ge b \Rightarrow ca \ge cb",
    r"a > b \Rightarrow \sigma(a) > \sigma(b)",
    r"a \ge b \Rightarrow f(a) > f(b)",
    r"\sigma(a) \ge \sigma(b) \Rightarrow a \ge b",
    r"\sigma(a) \ge \sigma(b) \Leftrightarrow a \ge b",
    r"x_1 \le x_2 \le \dots \le x_n \Rightarrow \max_i x_i = x_1",
    r"a \ge 10 \Rightarrow a \ge 11",
    r"a^2 = b^2 \Rightarrow a = b",
    r"a = b \Leftrightarrow a^2 = b^2",
    r"x_i \ge y_i \Rightarrow x_i \ge y_j",
]


def judged(claim: str) -> list[dict]:
    steps = check(claim, GIVEN, "numerator")["files"][0]["steps"]
    return [step for step in steps if step["code"] != "hypothesis"]


@pytest.mark.parametrize("claim", PROVED)
def test_proved(claim):
    steps = judged(claim)
    assert steps and {step["verdict"] for step in steps} == {"proved"}
    assert all(step["certificate"]["status"] == "accepted" for step in steps)


@pytest.mark.parametrize("claim", REFUTED)
def test_refuted(claim):
    found = [step for step in judged(claim) if step["verdict"] == "refuted"]
    assert found and found[0]["counterexample"] is not None
    assert not any(step["verdict"] == "undecided" for step in judged(claim))


def test_the_sides_of_a_counterexample_are_those_of_the_author():
    (step,) = judged(r"0 \ge a^2 + 1")
    assert step["counterexample"]["left"] == "0" and step["counterexample"]["text"][-1].startswith("left side = 0")


def test_a_condition_that_cannot_hold_proves_nothing():
    (step,) = judged(r"a > a \Rightarrow b \ge c")
    assert step["verdict"] == "undecided"


def test_each_direction_of_an_equivalence_is_judged():
    backward, forward = judged(r"a = b \Leftrightarrow a^2 = b^2")
    assert (backward["left"], backward["verdict"], forward["verdict"]) == ("a", "refuted", "proved")


def test_what_follows_from_an_implication_is_no_premise_elsewhere():
    steps = check(r"$a \ge b \Rightarrow \sigma(a) \ge \sigma(b)$. Moreover $a \ge b$.", GIVEN, "numerator")["files"][0]["steps"]
    assert [step["verdict"] for step in steps] == ["proved", "refuted"]
