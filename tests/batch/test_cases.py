"""Cases with labels go through the command: every line accounted for, no label contradicted."""
from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from converting import case, labels, lines, written, wrong

from symbolic.cli import cli

OWN = Path(__file__).parent / "cases.jsonl"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "cases"


def run(tmp_path: Path, found: list[dict], *options: str) -> list[dict]:
    out = tmp_path / "out.jsonl"
    outcome = CliRunner().invoke(cli, ["batch", str(written(found, tmp_path / "in.jsonl")), "-o", str(out), *options])
    assert outcome.exit_code == 0, outcome.output
    return lines(out)


CHECKED_ONLY = {"seconds", "repair", "true_if", "mended_by", "follows"}


def timeless(result: dict) -> dict:
    """A result without the times in it, and without the suggestions that only ``check`` looks for."""
    steps = [{key: value for key, value in step.items() if key not in CHECKED_ONLY} for step in result["steps"]]
    return {**{key: value for key, value in result.items() if key != "seconds"}, "steps": steps}


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    return run(tmp_path_factory.mktemp("own"), lines(OWN))


def test_there_are_enough_of_both_kinds():
    found = [label for line in lines(OWN) for label in labels(line)]
    assert len(lines(OWN)) >= 40 and found.count("proved") >= 20 and found.count("refuted") >= 15
    assert len({line["id"] for line in lines(OWN)}) == len(lines(OWN))


def test_own_cases_are_judged_as_labelled(own):
    for line, result in zip(lines(OWN), own, strict=True):
        steps = [step["verdict"] for step in result["steps"] if step["kind"] == "step"]
        assert (result["id"], result["status"], steps) == (line["id"], "ok", labels(line))


def test_two_workers_and_another_order_change_nothing(own, tmp_path):
    shuffled = lines(OWN)
    random.Random(7).shuffle(shuffled)
    results = {result["id"]: timeless(result) for result in run(tmp_path, shuffled, "-j", "2")}
    assert results == {result["id"]: timeless(result) for result in own}


def test_steps_are_those_of_check(own, tmp_path):
    for line, result in list(zip(lines(OWN), own))[::9]:
        args = ["check", "-e", line["claim"], *(word for text in line["given"] for word in ("-g", text)), "--format", "json"]
        layout = line["layout"] if line["layout"] in ("numerator", "denominator", "mixed") else "auto"
        checked = json.loads(CliRunner().invoke(cli, [*args, "--layout", layout]).output)["files"][0]
        assert timeless(result)["steps"] == timeless(checked)["steps"]
        assert result["layout"] == checked["layout"]


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"no collected cases at {SHARED.parent.name}/cases beside this checkout")
def test_collected_cases_are_all_accounted_for_and_none_is_wrong(tmp_path):
    found = [line for path in sorted(SHARED.glob("*.jsonl")) for line in lines(path)]
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir(), second.mkdir()
    results = run(first, found, "-j", "1")
    assert [result["id"] for result in results] == [case(line)["id"] for line in found]
    assert {result["status"] for result in results} <= {"ok", "timeout", "limit"}
    assert {line["id"]: wrong(line, result) for line, result in zip(found, results) if wrong(line, result)} == {}
    assert list(map(timeless, run(second, found, "-j", "2"))) == list(map(timeless, results))
