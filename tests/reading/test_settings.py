r"""``Let $\lambda > 0$`` sets a sign; what is claimed, conditioned or said otherwise elsewhere sets none."""
import pytest

from symbolic.batch import verify
from symbolic.checking import check

ROOT = r"$\sqrt{\lambda^2} = \lambda$"


def verdicts(text):
    return [step["verdict"] for step in check(text, [], repair=False)["files"][0]["steps"]]


@pytest.mark.parametrize("opening", [
    r"Let $\lambda > 0$.", r"Let $w \in \mathbb{R}^n$ and $\lambda > 0$.", r"Now fix $\lambda \ge 0$.",
    "Let $X \\in \\mathbb{R}^{m \\times n}$, $w \\in \\mathbb{R}^n$ and\n$\\lambda > 0$."])
def test_a_sign_that_is_set_is_used(opening):
    assert verdicts(f"{opening} Then {ROOT}.") == ["proved"]


def test_a_negative_number_is_not_its_root():
    assert verdicts(rf"Let $\lambda < 0$. Then {ROOT}.") == ["refuted"]


@pytest.mark.parametrize("text", [
    rf"Let $w \in \mathbb{{R}}^n$. If $\lambda > 0$ then $w = w$. {ROOT}.",
    rf"{ROOT}. Let $\lambda > 0$.",
    rf"Let us see whether $\lambda > 0$. {ROOT}.",
    rf"Let $w \in \mathbb{{R}}^n$. So $\lambda > 0$. {ROOT}.",
    rf"Let $w \in \mathbb{{R}}^n$ or $\lambda > 0$. {ROOT}."])
def test_nothing_is_proved_by_a_sign_that_is_not_set(text):
    assert "proved" not in verdicts(text.replace("$w = w$", "that is so"))


def test_a_sign_holds_until_another_is_set():
    assert verdicts(rf"Let $\lambda > 0$. Then {ROOT}. Let $\lambda < 0$. Then {ROOT}.") == ["proved", "undecided"]


def test_a_letter_used_as_a_vector_is_no_number():
    assert verdicts(r"Let $\lambda \ge 0$ and $w \in \mathbb{R}^n$. Then $\lambda^\top w = w^\top \lambda$.") == ["proved"]


def test_a_sign_is_the_claims_own_assumption():
    claim = rf"Let $\lambda > 0$. Then {ROOT}."
    assert verify(claim, allow_assumptions=False)["verdict"] == "undecided"
    assert verify(claim)["verdict"] == "proved"
