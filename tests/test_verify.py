"""``chainrule verify``: certificates on disk, true, made false, and damaged."""
from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from symbolic.cli import cli
from symbolic.language.context import Context, IntegerDeclaration, Obligation, TensorDeclaration
from symbolic.language.expressions import MatMul, Transpose
from symbolic.language.integers import integer
from symbolic.proving.prove import prove

n = integer("n")
CONTEXT = Context(integers=(IntegerDeclaration("n", "dimension"),),
                  tensors=(TensorDeclaration("A", (), (n, n)), TensorDeclaration("B", (), (n, n))))
A, B = CONTEXT.tensor("A").symbol(), CONTEXT.tensor("B").symbol()
TRUE = Obligation(CONTEXT, Transpose(MatMul(A, B)), "=", MatMul(Transpose(B), Transpose(A)))


@pytest.fixture
def certificate():
    return json.loads(json.dumps(prove(TRUE)))


def verify(tmp_path, *contents):
    paths = []
    for k, content in enumerate(contents):
        path = tmp_path / f"{k}.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        paths.append(str(path))
    return CliRunner().invoke(cli, ["verify", *paths])


def test_a_true_certificate_is_accepted_with_its_claim(tmp_path, certificate):
    outcome = verify(tmp_path, certificate)
    assert outcome.exit_code == 0 and "accepted" in outcome.output
    assert "claim: (A B)ᵀ = Bᵀ Aᵀ" in outcome.output


def test_a_claim_made_false_is_refused_with_the_reason(tmp_path, certificate):
    certificate["claim"]["right"] = MatMul(Transpose(A), Transpose(B)).to_json()
    outcome = verify(tmp_path, certificate)
    assert outcome.exit_code == 1 and "refused: the root's right side" in outcome.output


def test_one_refusal_among_several_decides_the_status(tmp_path, certificate):
    outcome = verify(tmp_path, certificate, {**certificate, "version": 99}, certificate)
    assert outcome.exit_code == 1
    assert outcome.output.count("✓ accepted") == 2 and outcome.output.count("✗ refused") == 1


@pytest.mark.parametrize("content", [[], 1, None, {}, {"format": "chainrule-certificate", "version": 1}])
def test_json_that_is_no_certificate_is_refused(tmp_path, content):
    outcome = verify(tmp_path, json.dumps(content))
    assert outcome.exit_code == 1 and "refused" in outcome.output


@pytest.mark.parametrize("text", ["", "{", '{"a": }', "[" * 100_000])
def test_what_is_not_json_is_wrong_use(tmp_path, text):
    outcome = verify(tmp_path, text)
    assert outcome.exit_code == 2 and outcome.output.count("\n") == 1 and "JSON" in outcome.output
