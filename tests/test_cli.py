"""The command line: what it says, where it says it, and the status it ends with.

The judge is replaced by a table of verdicts, so these tests speak of the
command alone; the whole way is tested on the examples.
"""
from __future__ import annotations

import json
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest
from click.testing import CliRunner

from symbolic.cli import cli
from symbolic.errors import ReadError, UsageError


def step(identity: str, verdict: str, **fields) -> dict:
    return {"id": identity, "kind": "step", "line": 1, "column": 3, "end_line": 1, "end_column": 9, "left": "A",
            "relation": "=", "right": "B", "verdict": verdict, "code": "", "reason": "", "notices": [],
            "assumptions": [], "conditions": [], "reading": ["A and B are matrices"], "counterexample": None,
            "certificate": {"status": "accepted", "where": None, "content": {"format": "chainrule-certificate"}}
            if verdict == "proved" else None, "seconds": 0.0, **fields}


def judge(text, path, given, layout, on_step=None, repair=False, explain=None, oracle=False):
    """One step for each verdict named in the text."""
    steps = [step(f"1.{k}", word) for k, word in enumerate(text.split(), 1)
             if word in ("proved", "refuted", "undecided", "unread")]
    notices = [{"line": 1, "column": 1, "message": f"given {getattr(g, 'path', g)}", "code": ""} for g in given]
    return {"path": path, "layout": {"value": layout, "reason": "asked for"}, "notices": notices,
            "definitions": [], "steps": steps}


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Runs ``chainrule`` in an empty folder with the stand-in judge."""
    stand_in = types.ModuleType("symbolic.checking")
    stand_in.check_document = judge
    monkeypatch.setitem(sys.modules, "symbolic.checking", stand_in)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)

    def invoke(*args, given_input=None):
        return CliRunner().invoke(cli, list(args), input=given_input)

    invoke.judge = stand_in
    return invoke


def write(name: str, text: str | bytes) -> str:
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


@pytest.mark.parametrize("text, status", [
    ("proved proved", 0), ("proved refuted unread", 1), ("proved undecided", 3), ("unread", 3), ("", 3),
])
def test_the_status_tells_the_worst_verdict(run, text, status):
    assert run("check", write("a.md", text)).exit_code == status


def test_several_files_share_one_status(run):
    assert run("check", write("a.md", "proved"), write("b.md", "refuted")).exit_code == 1


def test_standard_input_is_a_document(run):
    outcome = run("check", "-", given_input="proved")
    assert outcome.exit_code == 0 and "-:1:3  ✓ proved" in outcome.output


def test_a_formula_on_the_command_line_is_a_document_as_typed(run):
    seen = []
    run.judge.check_document = lambda text, path, *rest, **more: seen.append((path, text)) or judge(text, path, *rest)
    run("check", "-e", "A = B", "-e", r"so \(A = B\) holds")
    assert seen == [("-e 1", "A = B"), ("-e 2", r"so \(A = B\) holds")]


def test_what_is_given_is_handed_on(run):
    write("sheet.tex", "$x$")
    text = run("check", "-e", "proved", "--given", "sheet.tex", "-g", r"x \in \mathbb{R}^n").output
    assert "given sheet.tex" in text and "given -g 1" in text


def test_json_is_the_result_data(run):
    outcome = run("check", write("a.md", "proved unread"), "--format", "json", "--layout", "denominator")
    data = json.loads(outcome.output)
    assert data["schema"] == "chainrule-result/1"
    assert data["files"][0]["layout"]["value"] == "denominator"
    assert [data["summary"][v] for v in ("proved", "refuted", "undecided", "unread")] == [1, 0, 0, 1]
    assert data["files"][0]["steps"][0]["certificate"] == {"status": "accepted", "where": None}


def test_certificates_go_to_a_folder(run):
    data = json.loads(run("check", write("a.md", "proved proved"), "--certificates", "out", "--format", "json").output)
    places = [s["certificate"]["where"] for s in data["files"][0]["steps"]]
    assert places == [os.path.join("out", "a-1.1.json"), os.path.join("out", "a-1.2.json")]
    assert json.loads(Path(places[0]).read_text())["format"] == "chainrule-certificate"


def test_documents_of_one_name_do_not_overwrite_each_other(run):
    Path("b").mkdir()
    run("check", write("a.md", "proved"), write("b/a.md", "proved"), "--certificates", "out")
    assert len(list(Path("out").iterdir())) == 2


def test_output_to_a_file_has_no_colour(run):
    outcome = run("check", write("a.md", "refuted"), "-o", "report.txt")
    assert outcome.exit_code == 1 and outcome.output == ""
    assert "✗ refuted" in Path("report.txt").read_text("utf-8")


def test_verbose_shows_the_reading(run):
    assert "read as: A and B are matrices" in run("check", write("a.md", "proved"), "-v").output
    assert "read as" not in run("check", "a.md").output


@pytest.mark.parametrize("args, words", [
    (["check"], ["nothing to check"]),
    (["check", "missing.md"], ["missing.md", "no such file"]),
    (["check", "folder"], ["folder", "directory"]),
    (["check", "binary.md"], ["binary.md", "binary"]),
    (["check", "latin.md"], ["latin.md:2", "UTF-8", "0xe9"]),
    (["check", "a.md", "--layout", "sideways"], ["sideways"]),
    (["check", "a.md", "--format", "xml"], ["xml"]),
    (["check", "a.md", "--colour"], ["--colour"]),
    (["check", "a.md", "--given", "no/such"], ["no/such", "no such file"]),
    (["check", "a.md", "--given", "os.path"], ["os.path"]),
    (["check", "a.md", "-o", "folder/none/x"], ["folder/none/x"]),
    (["check", "a.md", "--certificates", "a.md"], ["a.md"]),
    (["check", "-", "-"], ["only once"]),
    (["chek", "a.md"], ["chek"]),
    (["verify"], ["CERTIFICATE"]),
    (["verify", "missing.json"], ["missing.json"]),
])
def test_wrong_use_is_one_line_and_status_2(run, args, words):
    Path("folder").mkdir()
    write("a.md", "proved")
    write("binary.md", b"\x89PNG\0\0")
    write("latin.md", b"fine\ncaf\xe9")
    outcome = run(*args)
    assert outcome.exit_code == 2
    assert outcome.output.count("\n") == 1 and outcome.output.startswith("chainrule: ")
    assert all(word in outcome.output for word in words), outcome.output


def test_a_usage_error_from_the_judge_is_one_line(run):
    def refuse(*_, **__):
        raise UsageError("no module of derivations is called homework5")
    run.judge.check_document = refuse
    outcome = run("check", "-e", "x")
    assert (outcome.exit_code, outcome.output) == (2, "chainrule: no module of derivations is called homework5\n")


def test_a_read_error_without_a_place_to_show_is_one_line(run):
    def refuse(*_, **__):
        raise ReadError("expected a closing brace", 3)
    run.judge.check_document = refuse
    outcome = run("check", "-e", "x")
    assert outcome.exit_code == 2 and outcome.output == "chainrule: expected a closing brace\n"


def test_a_fault_of_the_program_is_no_verdict(run):
    def fail(*_, **__):
        raise RuntimeError("boom")
    run.judge.check_document = fail
    outcome = run("check", "-e", "x")
    assert outcome.exit_code == 70 and "internal error" in outcome.output and "boom" in outcome.output


def test_line_ends_and_byte_order_marks_of_other_systems(run):
    seen = []
    run.judge.check_document = lambda text, *rest, **more: seen.append(text) or judge(text, *rest)
    run("check", write("w.md", b"\xef\xbb\xbfproved\r\nproved\r\n"))
    assert seen == ["proved\nproved\n"]


# ---------------------------------------------------------------- the command as a process

def command(*args, **more):
    return subprocess.run([sys.executable, "-m", "symbolic", *args], capture_output=True, text=True, timeout=60, **more)


def test_version_loads_neither_sympy_nor_rich():
    script = ("import sys\nfrom symbolic.cli import cli\n"
              "try: cli(['--version'])\nexcept SystemExit: pass\n"
              "print(sorted({'sympy', 'rich'} & set(sys.modules)))")
    outcome = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert outcome.stdout.startswith("chainrule ") and outcome.stdout.endswith("[]\n")


def test_errors_go_to_standard_error():
    outcome = command("check", "no-such-file.md")
    assert (outcome.returncode, outcome.stdout) == (2, "")
    assert outcome.stderr == "chainrule: no-such-file.md: no such file or directory\n"


def test_help_names_the_commands():
    outcome = command("--help")
    assert outcome.returncode == 0 and all(word in outcome.stdout for word in ("check", "prove", "verify"))


def test_a_terminal_that_knows_only_ascii():
    outcome = command("check", "-e", "a = b", "-g", r"a, b \in \mathbb{R}", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert outcome.returncode == 1 and "x refuted" in outcome.stdout and outcome.stdout.isascii()


LONG_REPORT = """
import sys, types
judge = types.ModuleType("symbolic.checking")
def check_document(text, path, given, layout, on_step=None, repair=False, explain=None, oracle=False):
    step = {"id": "1.1", "kind": "step", "line": 1, "column": 1, "left": "a", "relation": "=", "right": "b",
            "verdict": "refuted", "code": "", "reason": "", "notices": [], "assumptions": [], "conditions": [],
            "reading": [], "certificate": None, "counterexample": None, "seconds": 0.0}
    return {"path": path, "layout": {"value": layout, "reason": ""}, "notices": [], "definitions": [],
            "steps": [step] * 20000}
judge.check_document = check_document
sys.modules["symbolic.checking"] = judge
from symbolic.cli import main
sys.argv = ["chainrule", "check", "-e", "x"]
main()
"""


def test_a_reader_that_leaves_early_causes_no_traceback():
    process = subprocess.Popen([sys.executable, "-c", LONG_REPORT], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 1 and errors == b""


# ---------------------------------------------------------------- the whole way, on the examples

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.mark.parametrize("given", ["derivations.homework4", str(EXAMPLES / "homework4-sheet.tex")])
def test_the_mended_write_up_is_proved_under_the_module_and_under_the_sheet(given):
    outcome = command("check", str(EXAMPLES / "homework4-mended.tex"), "--given", given)
    assert outcome.returncode == 0, outcome.stdout


def test_the_index_slips_and_nothing_else_are_refuted():
    outcome = command("check", str(EXAMPLES / "homework4-index-slips.tex"), "--given", "derivations.homework4",
                      "--format", "json")
    data = json.loads(outcome.stdout)
    steps = data["files"][0]["steps"]
    wrong = [s for s in steps if s["verdict"] != "proved"]
    assert outcome.returncode == 1 and [s["verdict"] for s in wrong] == ["refuted", "refuted"]
    lines = (EXAMPLES / "homework4-index-slips.tex").read_text().splitlines()
    assert all(r"(y_{\ell-1})_1" in s["left"] + s["right"] for s in wrong)
    assert data["summary"]["proved"] == len(steps) - 2
    assert lines[wrong[0]["line"] - 1].lstrip().startswith(r"&= \frac{\partial y_L}{\partial y_\ell}")


def test_certificates_of_a_document_replay_from_disk(tmp_path):
    command("check", str(EXAMPLES / "homework4-mended.tex"), "--given", "derivations.homework4",
            "--certificates", str(tmp_path))
    paths = sorted(map(str, tmp_path.iterdir()))
    outcome = command("verify", *paths)
    assert len(paths) > 20 and outcome.returncode == 0
    assert outcome.stdout.count("accepted") == len(paths)


def test_check_loads_neither_sympy_nor_rich():
    script = ("import sys\nfrom symbolic.cli import cli\n"
              f"try: cli(['check', {str(EXAMPLES / 'homework4-solution-a.md')!r}, '--given', 'derivations.homework4'])\n"
              "except SystemExit: pass\n"
              "print(sorted({'sympy', 'rich'} & set(sys.modules)))")
    outcome = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert outcome.stdout.endswith("[]\n")


def test_help_lists_the_commands_in_the_order_of_their_use():
    text = CliRunner().invoke(cli, ["--help"]).output
    places = [text.index(f"\n  {name} ") for name in ("check", "explain", "derive", "read", "batch", "grade", "exercise", "prove", "verify")]
    assert places == sorted(places)
    assert "chainrule COMMAND --help" in " ".join(text.split())


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_the_help_of_a_command_says_its_statuses_and_what_every_option_is(name):
    text = " ".join(CliRunner().invoke(cli, [name, "--help"]).output.split())
    assert "Status 0:" in text and "2: wrong use" in text
    assert all(p.help for p in cli.commands[name].params if p.param_type_name == "option" and p.name != "help")
