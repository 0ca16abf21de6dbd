"""``chainrule batch``: lines that are no case, limits, workers that die, order, resumption."""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from symbolic.cli import cli

TRUE = {"id": "t", "given": [r"A, B \in \mathbb{R}^{n \times n}"], "claim": r"(AB)^\top = B^\top A^\top"}
FALSE = {**TRUE, "id": "f", "claim": r"AB = BA"}


def claim(text: str, identity=None) -> dict:
    return {"id": identity or text, "given": [], "claim": text}


def text_of(*found) -> str:
    return "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in found)


def batch(*found, options=(), status=0) -> list[dict]:
    outcome = CliRunner().invoke(cli, ["batch", "-", *options], input=text_of(*found))
    assert outcome.exit_code == status, outcome.output
    return [json.loads(line) for line in outcome.stdout.splitlines()]


def statuses(results) -> list[tuple]:
    return [(result["id"], result["status"], result["verdict"]) for result in results]


# ---------------------------------------------------------------- lines

@pytest.mark.parametrize("line, said", [
    ("{", "not JSON"), ("nonsense", "not JSON"), ("[]", "an object"), ("3", "an object"), ("[" * 100_000, "JSON"),
    ('{"id": "x", "given": []}', '"claim" is missing'), ('{"id": "x", "claim": null}', "claim"),
    ('{"id": "x", "claim": ["a"]}', "claim"), ('{"id": "x", "claim": "a = a", "given": "b"}', "given"),
    ('{"id": "x", "claim": "a = a", "given": [1]}', "given"), ('{"claim": "a = a"}', '"id"'),
    ('{"id": true, "claim": "a = a"}', '"id"'), ('{"id": "x", "claim": "a = a", "layout": 3}', "layout"),
    ('{"id": "x", "claim": "a = a", "goal": {"without": []}}', "quantity"),
    ('{"id": "x", "claim": "a = a", "goal": {"quantity": "a", "without": ["magic"]}}', "magic"),
    ('{"id": "x", "claim": "a = a", "allow_assumptions": "no"}', "allow_assumptions"),
])
def test_a_bad_line_is_told_and_stops_no_other(line, said):
    good, bad, last = batch(TRUE, line, FALSE)
    assert statuses([good, last]) == [("t", "ok", "proved"), ("f", "ok", "refuted")]
    assert (bad["status"], bad["verdict"], bad["steps"]) == ("invalid", None, []) and said in bad["reason"]


def test_a_line_that_is_not_utf_8(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'\xff\xfe\n' + text_of(TRUE).encode())
    outcome = CliRunner().invoke(cli, ["batch", str(path)])
    bad, good = map(json.loads, outcome.stdout.splitlines())
    assert bad["status"] == "invalid" and "UTF-8" in bad["reason"] and good["verdict"] == "proved"


def test_blank_lines_and_windows_line_ends_are_no_cases():
    assert len(batch("", json.dumps(TRUE) + "\r", "  ")) == 1


def test_given_and_layout_may_be_left_out():
    (result,) = batch({"id": 5, "claim": "a = a"})
    assert result["id"] == 5 and result["status"] == "ok"


def test_an_unknown_layout_is_auto_and_said():
    (result,) = batch({**TRUE, "layout": "gradients are columns"})
    assert result["verdict"] == "proved" and result["notices"][0]["code"] == "layout"
    assert "gradients are columns" in result["notices"][0]["message"]


def test_the_verdict_is_the_worst_of_the_steps():
    (result,) = batch({**TRUE, "claim": r"(AB)^\top = B^\top A^\top = A^\top B^\top"})
    assert [step["verdict"] for step in result["steps"]] == ["proved", "refuted"] and result["verdict"] == "refuted"


def test_a_claim_without_a_step_has_no_verdict():
    (result,) = batch({**TRUE, "claim": "A"})
    assert (result["status"], result["verdict"], result["steps"]) == ("ok", None, [])


def test_assumptions_of_the_claim_are_refused_on_request():
    symmetric = {**TRUE, "claim": r"A^\top = A \Rightarrow A^\top B = A B"}
    (allowed,), (refused,) = batch(symmetric), batch(symmetric, options=["--no-assumptions"])
    assert allowed["steps"][-1]["verdict"] == "proved"
    assert (refused["steps"][-1]["verdict"], refused["steps"][-1]["code"]) == ("undecided", "assumptions")


# ---------------------------------------------------------------- limits

def test_a_case_that_takes_too_long_costs_only_itself(unruly):
    start = time.monotonic()
    results = batch(TRUE, claim("sleep"), FALSE, claim("sleep", "again"), options=["--timeout", "3", "-j", "2"])
    assert statuses(results) == [("t", "ok", "proved"), ("sleep", "timeout", None), ("f", "ok", "refuted"),
                                 ("again", "timeout", None)]
    assert time.monotonic() - start < 30 and 3 <= results[1]["seconds"] < 10


def test_a_worker_that_dies_costs_only_its_case(unruly):
    results = batch(TRUE, claim("die"), claim("leave"), claim("fail"), FALSE)
    assert statuses(results) == [("t", "ok", "proved"), ("die", "crash", None), ("leave", "crash", None),
                                 ("fail", "crash", None), ("f", "ok", "refuted")]
    assert "signal 11" in results[1]["reason"] and "status 7" in results[2]["reason"]
    assert "told to fail" in results[3]["reason"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit of memory is that of Linux")
def test_a_case_that_eats_memory_costs_only_itself(unruly):
    results = batch(TRUE, claim("eat"), FALSE)
    assert statuses(results) == [("t", "ok", "proved"), ("eat", "limit", None), ("f", "ok", "refuted")]


def test_an_outcome_does_not_depend_on_what_the_worker_did_before(unruly):
    assert statuses(batch(TRUE, claim("only when fresh"))) == [("t", "ok", "proved"), ("only when fresh", "ok", None)]


def test_what_is_printed_while_judging_is_no_answer(unruly):
    assert statuses(batch(claim("chatter"), TRUE)) == [("chatter", "ok", None), ("t", "ok", "proved")]


# ---------------------------------------------------------------- files

def write(path: Path, *found) -> str:
    path.write_text(text_of(*found), "utf-8")
    return str(path)


def to_file(tmp_path, *found, resume=False) -> list[dict]:
    source, out = write(tmp_path / "in.jsonl", *found), tmp_path / "out.jsonl"
    outcome = CliRunner().invoke(cli, ["batch", source, "-o", str(out), *(["--resume"] if resume else [])])
    assert outcome.exit_code == 0, outcome.output
    return [json.loads(line) for line in out.read_text().splitlines()]


def test_resuming_keeps_what_is_known_and_the_order(tmp_path):
    known = {"id": "f", "status": "ok", "verdict": "kept", "steps": [], "seconds": 1}
    write(tmp_path / "out.jsonl", known)
    results = to_file(tmp_path, TRUE, FALSE, {**TRUE, "id": "u"}, resume=True)
    assert [(r["id"], r["verdict"]) for r in results] == [("t", "proved"), ("f", "kept"), ("u", "proved")]


def test_resuming_after_a_line_cut_short(tmp_path):
    done = json.dumps({"id": "t", "status": "ok", "verdict": "kept", "steps": [], "seconds": 1})
    (tmp_path / "out.jsonl").write_text(done + "\n" + done[:20])
    assert [r["verdict"] for r in to_file(tmp_path, TRUE, FALSE, resume=True)] == ["kept", "refuted"]


def test_resuming_from_nothing_is_a_run(tmp_path):
    assert [r["verdict"] for r in to_file(tmp_path, TRUE, resume=True)] == ["proved"]


def test_an_id_used_twice_is_two_cases(tmp_path):
    first = to_file(tmp_path, TRUE, {**FALSE, "id": "t"})
    again = to_file(tmp_path, TRUE, {**FALSE, "id": "t"}, resume=True)
    assert [r["verdict"] for r in first] == [r["verdict"] for r in again] == ["proved", "refuted"]
    assert [r["seconds"] for r in first] == [r["seconds"] for r in again]


@pytest.mark.parametrize("options, words", [
    (["in.jsonl", "--resume"], ["-o"]), (["in.jsonl", "-o", "in.jsonl"], ["input itself"]),
    (["missing.jsonl"], ["no such file"]), (["in.jsonl", "-j", "0"], ["-j"]), (["in.jsonl", "--timeout", "0"], ["timeout"]),
    (["in.jsonl", "-o", "none/out.jsonl"], ["none/out.jsonl"]),
    (["in.jsonl", "-o", "other.jsonl", "--resume"], ["no case here"]),
    (["in.jsonl", "-o", "notes.md", "--resume"], ["notes.md", "no result"]), ([], ["IN.jsonl"]),
])
def test_wrong_use_is_one_line_and_status_2(tmp_path, monkeypatch, options, words):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in.jsonl", TRUE)
    write(tmp_path / "other.jsonl", {"id": "another", "status": "ok"})
    write(tmp_path / "notes.md", "my notes", "more notes")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    outcome = CliRunner().invoke(cli, ["batch", *options])
    assert outcome.exit_code == 2 and outcome.output.count("\n") == 1, outcome.output
    assert all(word in outcome.output for word in words), outcome.output
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


INTERRUPTIBLE = """
import sys
from functools import partial
import symbolic.batch
from symbolic.workers import MEMORY, Workers
symbolic.batch.Workers = partial(Workers, (sys.executable, sys.argv.pop(1), str(MEMORY)))
from symbolic.cli import main
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_an_interrupted_run_ends_at_once_and_can_be_resumed(tmp_path):
    source, out = write(tmp_path / "in.jsonl", TRUE, claim("sleep"), FALSE), tmp_path / "out.jsonl"
    stub = str(Path(__file__).parent / "unruly_worker.py")
    process = subprocess.Popen([sys.executable, "-c", INTERRUPTIBLE, stub, "batch", source, "-o", str(out),
                                "--timeout", "500"], stderr=subprocess.PIPE,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # a shell's background job ignores it
    limit = time.monotonic() + 60
    while not (out.exists() and out.read_bytes().count(b"\n")) and time.monotonic() < limit:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130 and b"Traceback" not in errors
    kept = out.read_text().splitlines()
    assert [json.loads(line)["id"] for line in kept] == ["t"]
    results = to_file(tmp_path, TRUE, claim("sleep"), FALSE, resume=True)
    assert [r["id"] for r in results] == ["t", "sleep", "f"] and json.dumps(results[0]) == kept[0]
