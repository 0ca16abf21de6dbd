"""What an explanation says is true: every line in exact numbers, its ends the sides of the step."""
from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import pytest
from values import Numbers, agree
from writing_back import Tables

from attack.certificate_values import NoValue
from attack.generator import statements
from attack.judging import outcome
from symbolic.checking import check, check_document
from symbolic.explaining.kinds import KIND, ORDER, kind_of
from symbolic.explaining.reasons import TABLE
from symbolic.explaining.telling import MOST_LINES, Story, explain
from symbolic.explaining.unfolding import Unfolding
from symbolic.proving.checker.accept import RULES

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GIVEN = [r"A, B, X \in \mathbb{R}^{n \times n}", r"W \in \mathbb{R}^{m \times n}", r"x, y \in \mathbb{R}^n",
         r"b \in \mathbb{R}^m", r"s \in \mathbb{R}", r"\sigma: \mathbb{R} \to \mathbb{R} differentiable"]
CLAIMS = [
    r"\frac{\partial W x}{\partial x} = W",
    r"\frac{\partial x^\top A x}{\partial x} = x^\top (A + A^\top)",
    r"\frac{\partial}{\partial x} \sigma(W x + b) = \operatorname{diag}(\sigma'(W x + b)) W",
    r"(A B)^\top = B^\top A^\top",
    r"\operatorname{tr}(A B X) = \operatorname{tr}(X A B)",
    r"\operatorname{tr}(A^\top B) = \sum_{i=1}^n \sum_{j=1}^n A_{ij} B_{ij}",
    r"\frac{\partial}{\partial x} \lVert W x - b \rVert^2 = 2 (W x - b)^\top W",
    r"(A + B)(A - B) = A^2 - A B + B A - B^2",
    r"\operatorname{diag}(x) y = \operatorname{diag}(y) x",
    r"(I + x y^\top) x = (1 + y^\top x) x",
    r"\frac{\partial}{\partial x} \lVert x \rVert_2 = \frac{x^\top}{\lVert x \rVert_2}",
    r"\frac{\partial}{\partial x} \log \sum_{i=1}^n e^{x_i} = \operatorname{softmax}(x)^\top",
    r"\frac{\partial}{\partial X} \operatorname{tr}(X^{-1}) = -X^{-2}",
    r"\frac{\partial}{\partial X} \log \det X = X^{-1}",
    r"\det(A B) = \det(B A)",
    r"(A B)^{-1} = B^{-1} A^{-1}",
    r"\operatorname{vec}(A X B) = (B^\top \otimes A) \operatorname{vec}(X)",
]


@cache
def certificates() -> tuple[tuple[str, dict], ...]:
    """Proved steps of the homework's solution and of the claims above."""
    text = (EXAMPLES / "homework4-mended.tex").read_text("utf-8")
    files = [check_document(text, "mended.tex", ["derivations.homework4"], "auto")]
    files += [check(claim, GIVEN, "numerator")["files"][0] for claim in CLAIMS]
    return tuple((f"{step['left']} = {step['right']}", step["certificate"]["content"])
                 for file in files for step in file["steps"] if step["verdict"] == "proved")


def told(certificate: dict):
    """All explanations of a certificate, lemmas among them, and the store of its terms."""
    of = Unfolding(certificate)
    story = Story(of, [v for v in certificate["indices"] if isinstance(v, str)])
    return [story.told(certificate["root"], ""), *story.lemmas], of


def untrue(certificate: dict, random: Random, tries: int = 4) -> tuple[int, list]:
    """How many lines got a value, and the lines whose sides differ somewhere; lemmas under a hypothesis are left out."""
    explanations, of = told(certificate)
    tables = Tables(certificate, of.replay.store)
    lines = [(tables.add(x.left_term), tables.add(x.right_term), x) for x in explanations[0].lines]
    valued, wrong = set(), []
    for _ in range(tries):
        try:
            model = Numbers(tables.certificate, random)
            env = model.environment()
        except NoValue:
            continue
        for left, right, line in lines:
            try:
                same = agree(model.term(left, env), model.term(right, env))
            except NoValue:
                continue
            valued.add(left)
            if not same:
                wrong.append(f"{line.left.text} = {line.right.text}")
    return len(valued), wrong


def test_there_is_something_to_tell():
    assert len(certificates()) >= 40


def test_every_line_is_true_in_exact_numbers():
    random = Random("lines")
    valued = 0
    for claim, certificate in certificates():
        found, wrong = untrue(certificate, random)
        valued += found
        assert not wrong, (claim, wrong)
    assert valued > 170


def test_lines_of_random_statements_are_true():
    random, told_of = Random("random lines"), 0
    for statement in statements("explained", 60):
        for certificate in outcome(statement, limit=20, certificates=True).certificates[:1]:
            if len(certificate["steps"]) <= 110:
                told_of += 1
                assert not untrue(certificate, random, tries=2)[1], statement.seed
        if told_of >= 20:
            break
    assert told_of >= 15


def test_the_lines_are_a_chain_between_the_sides_of_the_step():
    for claim, certificate in certificates():
        (main, *lemmas), of = told(certificate)
        root = of.equations[certificate["root"]]
        assert main.lines[0].left_term is root.left and main.lines[-1].right_term is root.right, claim
        for explanation in (main, *lemmas):
            assert len(explanation.lines) <= MOST_LINES
            for line, following in zip(explanation.lines, explanation.lines[1:]):
                assert line.right_term is following.left_term, claim
                assert line.right == following.left, claim


def test_every_line_has_a_reason_and_steps_of_the_certificate_behind_it():
    for claim, certificate in certificates():
        for line in explain(certificate).lines:
            assert line.reasons and all(reason.text for reason in line.reasons), claim
            assert all(0 <= step < len(certificate["steps"]) for step in line.steps)
            assert {certificate["steps"][step]["rule"] for step in line.steps} == set(line.rules)


def test_a_certificate_that_is_refused_is_not_explained():
    from symbolic.errors import CertificateError
    _, certificate = certificates()[0]
    with pytest.raises(CertificateError):
        explain({**certificate, "root": 0})


def test_every_rule_of_the_checker_is_told():
    """By a row in ``kinds`` and ``reasons``, or by how its name begins and what its docstring states."""
    assert KIND.keys() <= RULES.keys()
    assert all(kind_of(rule) in ORDER for rule in RULES)
    told_by_rows = TABLE.keys() | {rule for rule, kind in KIND.items() if kind == "silent"}
    assert all(RULES[rule].__doc__ for rule in RULES.keys() - told_by_rows)


def test_a_line_made_false_is_noticed():
    """The evaluator behind these tests tells a wrong line from a right one."""
    random = Random("false lines")
    _, certificate = next(c for c in certificates() if r"\sigma(W x + b)" in c[0])
    (main, *_), of = told(certificate)
    tables = Tables(certificate, of.replay.store)
    one = of.replay.store.num(1)
    model = Numbers(tables.certificate, random)
    for line in main.lines:
        left, right = tables.add(line.left_term), tables.add(of.replay.store.add([line.right_term, one]))
        env = model.environment()
        assert not agree(model.term(left, env), model.term(right, env))


@pytest.mark.parametrize("claim, expected", [
    (r"\frac{\partial W x}{\partial x} = W", ["entries of a derivative and a product", "derivative of a sum; product rule; "
     "W does not depend on x", "∂x_k/∂x_j = δ_jk", "contract δ"]),
    (r"\frac{\partial}{\partial x} \sigma(W x + b) = \operatorname{diag}(\sigma'(W x + b)) W", [
        "entries of a derivative and a product", "chain rule", "derivative of a sum; product rule; W, b do not depend on x",
        "∂x_k/∂x_j = δ_jk", "contract δ", "insert δ", "entries of diag and a product"]),
    (r"\operatorname{diag}(x) y = \operatorname{diag}(y) x", None),
])
def test_reasons_are_those_of_a_textbook(claim, expected):
    step = check(claim, GIVEN, "numerator")["files"][0]["steps"][0]
    lines = explain(step["certificate"]["content"]).lines
    said = ["; ".join(reason.text for reason in line.reasons) for line in lines]
    if expected is not None:
        assert said == expected
    assert not any("#" in text for text in said)
