"""``chainrule read``: what was understood is printed, and nothing is judged."""
from __future__ import annotations

import json

from click.testing import CliRunner

from symbolic.cli import cli

GIVEN = ["-g", r"A \in \mathbb{R}^{m \times n}", "-g", r"x \in \mathbb{R}^n",
         "-g", r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable, applied elementwise}"]


def read(*args, given_input=None):
    return CliRunner().invoke(cli, ["read", *args], input=given_input)


def data(*args) -> dict:
    return json.loads(read(*args, "--format", "json").output)


def test_the_readings_with_shapes_and_ranges():
    found = data("-e", r"\left(\frac{\partial \sigma(Ax)}{\partial x}\right)_{ij} = \sigma'((Ax)_i) A_{ij}", *GIVEN,
                 "--layout", "numerator")
    assert found["schema"] == "chainrule-reading/1"
    (file,) = found["files"]
    (step,) = file["steps"]
    (reading,) = step["readings"]
    assert file["layout"]["value"] == "numerator" and step["status"] == "read"
    assert reading["right"] == r"\sigma'([A x]_{i}) A_{ij}" and reading["shape"] == []
    assert reading["free"] == [["i", "1", "m"], ["j", "1", "n"]]


def test_what_is_in_force_with_its_provenance():
    context = data("-e", r"Let $u := Ax$. Then $u^\top u = x^\top A^\top A x$.", *GIVEN)["files"][0]["context"]
    declared = {d["name"]: (d["kind"], d["text"], d["provenance"]) for d in context["declarations"]}
    assert declared["A"] == ("matrix", r"A \in \mathbb{R}^{m \times n}", "sheet")
    assert declared["u"] == ("vector", r"u \in \mathbb{R}^{m}", "author")
    assert declared["\\sigma"][0] == "function"
    assert [(d["text"], d["provenance"]) for d in context["definitions"]] == [("u = A x", "author")]


def test_several_readings_can_be_told_apart():
    args = ["-e", r"\frac{\partial (Mx)}{\partial x} = M", "-g", r"M \in \mathbb{R}^{n \times n}", *GIVEN[2:4]]
    readings = data(*args)["files"][0]["steps"][0]["readings"]
    assert {words for reading in readings for _, words in reading["derivatives"]} \
        == {"rows are outputs, columns inputs", "rows are inputs, columns outputs"}
    assert "rows are inputs, columns outputs" in read(*args).output


def test_a_step_is_not_judged():
    outcome = read("-e", r"Ax = -Ax", *GIVEN)
    assert outcome.exit_code == 0 and "nothing was judged" in outcome.output
    assert not any(word in outcome.output for word in ("refuted", "proved"))


def test_what_cannot_be_read_has_its_place_and_a_caret():
    outcome = read("-e", r"Ax = \frac{x", *GIVEN)
    assert outcome.exit_code == 3 and "^" in outcome.output and "unread" in outcome.output
    step = data("-e", r"Ax = \frac{x", *GIVEN)["files"][0]["steps"][0]
    assert step["status"] == "unread" and step["problem"]["code"] and step["readings"] == []


def test_nothing_to_read_is_status_3_and_wrong_use_2():
    assert read("-", given_input="no mathematics here").exit_code == 3
    assert read().exit_code == 2


def test_a_definition_is_listed():
    outcome = read("-e", r"Let $u := Ax$. Then $u = Ax$.", *GIVEN)
    assert "defined    u = A x  [author]" in outcome.output


def test_the_report_can_go_to_a_file(tmp_path):
    place = tmp_path / "reading.txt"
    assert read("-e", "Ax = Ax", *GIVEN, "-o", str(place)).output == ""
    assert "shape m" in place.read_text("utf-8")
