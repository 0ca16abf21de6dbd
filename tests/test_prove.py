"""``chainrule prove``: what counts as proved, what as a fallen near miss, and the status."""
from __future__ import annotations

import json
import sys
import types
from dataclasses import replace

import pytest
from click.testing import CliRunner

import derivations
from derivations import Line, NearMiss, Theorem
from symbolic.cli import cli
from symbolic.language.context import Context, Obligation
from symbolic.language.expressions import number

EXAMPLE = {"sizes": [["n", 2]], "functions": [], "values": [], "where": [], "entry": [], "left": "0", "right": "1",
           "text": []}


def judge(text, path, given, layout, on_step=None, explain=None):
    """One step whose verdict stands in the formula; ``shape`` is refuted by its shapes, ``false`` by values."""
    verdicts = {"true": ("proved", "", None), "false": ("refuted", "", EXAMPLE), "shape": ("refuted", "shape", None),
                "open": ("undecided", "limit", None)}
    steps = []
    for word, (verdict, code, example) in verdicts.items():
        if word in text:
            steps.append({"id": "1.1", "kind": "step", "left": word, "relation": "=", "right": "b", "verdict": verdict,
                          "code": code, "reason": f"because {word}", "counterexample": example,
                          "certificate": {"status": "accepted", "content": {}} if verdict == "proved" else None})
    return {"path": path, "steps": steps, "given": [g.text for g in given]}


def one_is_one() -> Obligation:
    return Obligation(Context(), number(1), "=", number(1))


def page(name="source.fact", statement="true", misses=(), proof=(Line("true"),)) -> Theorem:
    return Theorem(name, "A fact", statement, ("x",), "a book, (1)", proof, claim=one_is_one, near_misses=tuple(misses))


@pytest.fixture
def run(monkeypatch):
    stand_in = types.ModuleType("symbolic.checking")
    stand_in.check_document = judge
    monkeypatch.setitem(sys.modules, "symbolic.checking", stand_in)

    def invoke(pages, *args):
        monkeypatch.setattr(derivations, "library", lambda: list(pages))
        return CliRunner().invoke(cli, ["prove", *args])

    return invoke


@pytest.mark.parametrize("theorem, status", [
    (page(), 0),
    (page(misses=[NearMiss("false", "a sign"), NearMiss("shape", "a transpose", "shape")]), 0),
    (page(misses=[NearMiss("open", "a skip", "refused")]), 0),
    (page(misses=[NearMiss("false", "refuted is refused too", "refused")]), 0),
    (page(statement="false"), 1),
    (page(misses=[NearMiss("true", "no near miss at all")]), 1),
    (page(misses=[NearMiss("true", "proved is not refused", "refused")]), 1),
    (page(statement="open"), 3),
    (page(statement="nothing to see"), 3),
    (page(misses=[NearMiss("shape", "a counterexample was promised")]), 3),
    (page(misses=[NearMiss("false", "a shape error was promised", "shape")]), 3),
    (page(misses=[NearMiss("open", "a counterexample was promised")]), 3),
    (page(proof=(Line("true"), Line("open", "why"))), 3),
])
def test_status(run, theorem, status):
    assert run([theorem]).exit_code == status


def test_sympy_against_a_proof_is_no_success(run):
    false = Obligation(Context(), number(1), "=", number(2))
    outcome = run([replace(page(), claim=lambda: false)])
    assert outcome.exit_code == 3 and "SymPy disagrees" in outcome.output


def test_no_theorem_is_no_success(run):
    assert run([]).exit_code == 3


def test_the_report_names_theorem_source_and_near_misses(run):
    text = run([page(misses=[NearMiss("false", "the sign is lost", variant="square")])]).output
    assert "✓ proved  source.fact: A fact" in text and "a book, (1)" in text
    assert "near miss (square): the sign is lost" in text and "take n = 2" in text
    assert text.endswith("1 of 1 theorem proved, 1 of 1 near miss refuted or refused as expected\n")


def test_what_was_expected_is_said_when_it_did_not_happen(run):
    assert "expected: shape" in run([page(misses=[NearMiss("false", "why", "shape")])]).output


def test_list_judges_nothing(run):
    outcome = run([page(statement="open", misses=[NearMiss("false", "why")])], "--list")
    assert outcome.exit_code == 0 and outcome.output.splitlines() == ["source.fact  open", "", "1 theorem, 1 near miss"]


def test_json(run):
    data = json.loads(run([page(misses=[NearMiss("false", "why")])], "--format", "json").output)
    assert data["schema"] == "chainrule-library/1"
    entry = data["theorems"][0]
    assert entry["verdict"] == "proved" and entry["near_misses"][0]["as_expected"] is True
    assert entry["forms"][0][0]["certificate"] == {"status": "accepted"}


def test_unknown_names_suggest_near_ones(monkeypatch):
    monkeypatch.setattr(derivations, "library", lambda: [page("homework4.chain_rule")])
    outcome = CliRunner().invoke(cli, ["prove", "homework4.chain_rul"])
    assert outcome.exit_code == 2 and "did you mean homework4.chain_rule" in outcome.output


def test_sympy_against_a_theorem_is_no_success(run, monkeypatch):
    import symbolic.second_opinion as second
    against = [{"sizes": {"n": 2}, "agrees": False, "note": ""}]
    monkeypatch.setattr(second, "opinions", lambda claims: against)
    outcome = run([page()])
    assert outcome.exit_code == 3 and "SymPy disagrees: n = 2" in outcome.output
