"""``symbolic.verify``: one case from Python, an author's additions, goals."""
from __future__ import annotations

import json

import pytest

import symbolic

GIVEN = [r"X \in \mathbb{R}^{m \times n}", r"w \in \mathbb{R}^n", r"t \in \mathbb{R}^m", r"f = \|Xw - t\|^2"]
GOAL = {"quantity": r"\nabla_w f", "without": ["derivative"]}


def test_the_result_is_a_line_of_a_batch_with_the_certificates():
    found = symbolic.verify(r"\nabla_w f = 2X^\top(Xw - t)", GIVEN)
    assert (found["status"], found["verdict"]) == ("ok", "proved")
    assert found["steps"][0]["certificate"]["content"]["format"] == "chainrule-certificate"
    assert "goal" not in found and json.loads(json.dumps(found)) == found


@pytest.mark.parametrize("claim, given", [(3, []), (None, []), ("a = a", "b"), ("a = a", [3])])
def test_what_is_no_case_is_told(claim, given):
    found = symbolic.verify(claim, given)
    assert (found["status"], found["verdict"]) == ("invalid", None) and found["reason"]


def test_a_case_has_its_time():
    found = symbolic.verify(r"\nabla_w f = 2X^\top(Xw - t)", GIVEN, timeout=1e-6)
    assert found["status"] == "timeout"
    assert symbolic.verify(r"\nabla_w f = 2X^\top(Xw - t)", GIVEN)["verdict"] == "proved"


@pytest.mark.parametrize("claim, allowed, refused", [
    (r"w = 0 \Rightarrow f = t^\top t", "proved", "undecided"),
    (r"Setting it to zero, $\nabla_w f = 0$. Hence $w^\top \nabla_w f = 0$.", "proved", "undecided"),
    (r"Let $M \in \mathbb{R}^{n \times n}$ be symmetric. Then $M^\top = M$.", "proved", "undecided"),
    (r"Let $r := Xw - t$. Then $r^\top r = f$.", "proved", "proved"),
    (r"w = 0 \Rightarrow f = \|Xw - t\|^2", "proved", "proved"),
    (r"w = 0 \Rightarrow f = 2t^\top t", "refuted", "refuted"),
])
def test_what_rests_on_the_claims_own_assumptions(claim, allowed, refused):
    first, second = (symbolic.verify(claim, GIVEN, allow_assumptions=allow)["steps"][-1] for allow in (True, False))
    assert (first["verdict"], second["verdict"]) == (allowed, refused)
    assert (second["code"] == "assumptions") == (allowed == "proved" and refused == "undecided")


@pytest.mark.parametrize("claim, answer", [
    (r"\nabla_w f = 2X^\top(Xw - t)", "reached"),
    (r"\nabla_w f = \nabla_w ((Xw - t)^\top(Xw - t)) = 2X^\top(Xw - t)", "reached"),
    (r"\nabla_w \|Xw - t\|^2 = 2X^\top(Xw - t)", "reached"),
    (r"Let $r := Xw - t$. Then $\nabla_w f = 2X^\top r$.", "reached"),
    (r"\nabla_w f = \nabla_w f", "not reached"),
    (r"f = \|Xw - t\|^2", "not reached"),
    (r"2X^\top(Xw - t) = 2X^\top X w - 2X^\top t", "not reached"),
    (r"\nabla_w f = X^\top(Xw - t)", "not reached"),
    (r"\nabla_w f = 2X^\top(Xw - t) = X^\top(Xw - t)", "not reached"),
    (r"Let $g := \nabla_w f$. Then $\nabla_w f = g$.", "not reached"),
    (r"\nabla_w f = 2X^\top(Xw - t) = \frac{", "unknown"),
    (r"w = 0 \Rightarrow \nabla_w f = -2X^\top t", "unknown"),
])
def test_whether_the_goal_is_reached(claim, answer):
    assert symbolic.verify(claim, GIVEN, goal=GOAL)["goal"]["answer"] == answer


def test_the_names_of_bound_indices_do_not_matter():
    given = [r"z \in \mathbb{R}^n"]
    found = symbolic.verify(r"\nabla_z \log\sum_{i=1}^n e^{z_i} = \operatorname{softmax}(z)", given,
                            goal={"quantity": r"\nabla_z \log\sum_{k=1}^n e^{z_k}"})
    assert found["goal"]["answer"] == "reached"


def test_the_quantity_again_is_no_answer():
    given, goal = [r"z \in \mathbb{R}", r"s(z) = e^{2z}"], {"quantity": "s'(z)"}
    answers = [symbolic.verify(claim, given, goal=goal)["goal"]["answer"] for claim in ("s'(z) = s'(z)", "s'(z) = 2e^{2z}")]
    assert answers == ["not reached", "reached"]


def test_the_form_asked_for_decides():
    goals = [{**GOAL, "without": words} for words in ([], ["derivative"], ["derivative", "transpose"])]
    answers = [symbolic.verify(r"\nabla_w f = 2X^\top(Xw - t)", GIVEN, goal=goal)["goal"]["answer"] for goal in goals]
    assert answers == ["reached", "reached", "not reached"]


@pytest.mark.parametrize("quantity", [r"\frac{", r"\nabla_w h", ""])
def test_a_quantity_that_what_is_given_does_not_know_is_unknown(quantity):
    found = symbolic.verify(r"Let $h := w^\top w$. Then $\nabla_w h = 2w$.", GIVEN, goal={"quantity": quantity})
    assert found["verdict"] == "proved" and found["goal"]["answer"] == "unknown"
