"""The command ``explain``: what a user sees and the status it ends with."""
from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from symbolic.cli import cli

NOTES = r"""Let $A, B \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$.

$$(A B)^\top = B^\top A^\top$$

$$(A B)^\top = A^\top B^\top$$
"""


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Runs ``chainrule`` in a folder with the notes above."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    (tmp_path / "notes.md").write_text(NOTES, "utf-8")
    return lambda *args: CliRunner().invoke(cli, list(args))


def test_a_proved_line_is_told_with_its_reasons(run):
    result = run("explain", "notes.md:3")
    assert result.exit_code == 0
    assert "✓ proved" in result.output and "refuted" not in result.output
    assert "((A B)ᵀ)_ij" in result.output and "= Σ_{k=1..n} A_jk B_ki    entries of a transpose and a product" in result.output


def test_a_refuted_line_is_worked_through(run):
    output = run("explain", "notes.md:5").output
    for part in ("put in:", "A B = [0 0]", "left side:", "right side:", "but in entry (1, 2)"):
        assert part in output


def test_a_whole_file(run):
    output = run("explain", "notes.md").output
    assert "✓ proved" in output and "✗ refuted" in output


def test_a_line_without_a_step_and_a_file_that_is_not_there(run):
    assert run("explain", "notes.md:1").exit_code == 2
    missing = run("explain", "nothing.md:1")
    assert missing.exit_code == 2 and "no such file" in missing.output


@pytest.mark.parametrize("level, said, unsaid", [
    ("1", "hint: look at the order of the factors", "put in"),
    ("2", r"hint: look at A^{\top}B^{\top}", "put in"),
    ("3", r"hint: true is: B^{\top}A^{\top}", "nothing"),
])
def test_hints(run, level, said, unsaid):
    output = run("explain", "notes.md:5", "--hint", level).output
    assert said in output and unsaid not in output
    assert run("explain", "notes.md:5", "--hint", "4").exit_code == 2


def test_a_formula_and_its_data(run):
    result = run("explain", "-e", r"x^\top x = \operatorname{tr}(x x^\top)", "-g", r"x \in \mathbb{R}^n", "--format", "json")
    (step,) = json.loads(result.output)["files"][0]["steps"]
    assert step["explanation"]["kind"] == "proof" and "content" not in step["certificate"]
    line = step["explanation"]["lines"][0]
    assert set(line) == {"left", "right", "reasons", "rules", "steps", "lemmas"}
    assert set(line["left"]) == {"text", "latex", "mathml"} and set(line["reasons"][0]) == {"text", "latex", "html"}


def test_a_theorem_of_the_library(run):
    output = run("explain", "homework4.chain_rule").output
    assert "chain rule through y_{ℓ+1}" in output and "base of the induction" in output


def test_a_code_with_its_example(run):
    output = run("explain", "E104").output
    assert output.startswith("E104: a missing brace or argument")
    assert "! unread [E104]" in output and "✓ proved" in output
    assert json.loads(run("explain", "shape", "--format", "json").output)["code"] == "shape"


def test_wrong_use(run):
    for args in ((), ("notes.md", "-e", "1 = 1")):
        assert run("explain", *args).exit_code == 2
    near = run("explain", "E118")
    assert near.exit_code == 2 and "did you mean E11" in near.output


def test_check_tells_all_of_it(run):
    output = run("check", "notes.md", "--explain").output
    assert output.count("why:") == 2 and "✗ 1 refuted" in output
    assert "why:" not in run("check", "notes.md").output


CHAIN = r"Let $x \in \mathbb{R}^n$. $$\nabla_x (x^\top x) = x + x = 3 x$$"


def test_a_place_with_its_column_is_one_step(run, tmp_path):
    (tmp_path / "chain.md").write_text(CHAIN, "utf-8")
    first = CHAIN.index("\\nabla") + 1
    second = CHAIN.index("x + x") + 1
    assert "✗" not in run("explain", f"chain.md:1:{first}", "--hint", "1").output
    assert "✓" not in run("explain", f"chain.md:1:{second}", "--hint", "1").output


def test_a_line_without_a_step_is_told_where_steps_are(run):
    result = run("explain", "notes.md:2")
    assert result.exit_code == 2 and "no step stands there; steps begin on lines 3, 5" in result.output


def test_a_step_of_an_included_file_is_explained(run, tmp_path):
    (tmp_path / "main.tex").write_text(
        "\\begin{document}\nLet $A, B \\in \\mathbb{R}^{n \\times n}$.\n\\input{part}\n\\end{document}\n", "utf-8")
    (tmp_path / "part.tex").write_text("It holds that\n\\[(A B)^\\top = B^\\top A^\\top\\]\n", "utf-8")
    output = run("explain", "main.tex:2").output
    assert "part.tex:2" in output and "why:" in output
