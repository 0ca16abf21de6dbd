"""Exercises: the wrong steps are wrong and no others, keys say so, a right answer is accepted and a wrong one is not."""
import re
import shutil
import subprocess

import pytest
from click.testing import CliRunner

import derivations
from symbolic.checking import check_document
from symbolic.cli import cli
from symbolic.errors import UsageError
from symbolic.exercising import fill_in, find_wrong
from symbolic.reporting.exercise import as_html, as_latex, as_markdown

NAMES = ["homework4.jacobian_of_layer_by_input", "homework4.gradient_by_weights", "homework4.gradient_by_last_weights"]


def theorem(name: str):
    return derivations.find(name)[0]


def verdicts(text: str, exercise) -> list[str]:
    """The verdicts on the exercise's own chain, the last of the document."""
    module = f"derivations.{exercise.name}"
    steps = check_document(text, "answer.tex", [module], exercise.layout)["steps"]
    last = max(int(step["id"].split(".")[0]) for step in steps)
    return [step["verdict"] for step in steps if int(step["id"].split(".")[0]) == last and step["kind"] == "step"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_wrong_step_is_the_only_one(name, seed):
    exercise = find_wrong(theorem(name), 1, seed)
    answer, = exercise.answers
    found = verdicts(as_latex(exercise, key=False), exercise)
    assert [k for k, verdict in enumerate(found, 1) if verdict == "refuted"] == [answer.step]
    assert set(found) <= {"refuted", "proved"}
    assert answer.right == theorem(name).proof[answer.step].formula
    assert any("side" in why for why in answer.why)


def test_a_seed_makes_the_same_exercise_again_and_another_another():
    page = theorem(NAMES[1])
    made = [find_wrong(page, 1, seed) for seed in (1, 1, 2, 3, 4)]
    assert made[0] == made[1]
    assert len({exercise.members for exercise in made}) > 2


def test_two_wrong_steps():
    exercise = find_wrong(theorem(NAMES[1]), 2, 1)
    found = verdicts(as_latex(exercise, key=False), exercise)
    assert [k for k, verdict in enumerate(found, 1) if verdict == "refuted"] == [a.step for a in exercise.answers]
    assert len(exercise.answers) == 2 and "2 steps" in exercise.task


def test_more_wrong_steps_than_there_are():
    with pytest.raises(UsageError, match="cannot be wrong"):
        find_wrong(theorem(NAMES[0]), 9, 1)


@pytest.mark.parametrize("name", NAMES)
def test_the_blank_is_filled_in_by_the_statement_and_by_nothing_false(name):
    exercise = fill_in(theorem(name))
    sheet = as_latex(exercise, key=False)
    assert sheet.count(exercise.blank) == 1
    right, wrong = (sheet.replace(exercise.blank, text) for text in (exercise.answers[0].right, f"2 ({exercise.answers[0].right})"))
    assert verdicts(right, exercise) == ["proved"]
    assert verdicts(wrong, exercise) == ["refuted"]
    assert verdicts(sheet, exercise) == ["unread"]


@pytest.mark.parametrize("write", [as_latex, as_markdown, as_html])
def test_the_sheet_keeps_the_key_to_itself(write):
    exercise = find_wrong(theorem(NAMES[0]), 1, 1)
    sheet, key = write(exercise, False), write(exercise, True)
    assert f"tep {exercise.answers[0].step} is wrong" in key
    assert "is wrong:" not in sheet and "should read" not in sheet
    assert exercise.title in sheet and exercise.title in key


def test_the_page_has_no_script_and_a_policy():
    page = as_html(find_wrong(theorem(NAMES[0]), 1, 1), False)
    assert "Content-Security-Policy" in page and "<script" not in page
    assert "<math" in page and not re.search(r"\\frac|\\partial", re.sub(r"<(?:annotation|code)[^>]*>.*?</", "", page))


def test_the_command_writes_sheet_and_key(tmp_path):
    sheet, key = tmp_path / "sheet.tex", tmp_path / "key.html"
    done = CliRunner().invoke(cli, ["exercise", NAMES[0], "--wrong", "1", "-o", str(sheet), "--key", str(key)])
    assert (done.exit_code, done.output) == (0, "")
    assert "One step of this derivation is wrong." in sheet.read_text("utf-8")
    assert "should read" in key.read_text("utf-8")


@pytest.mark.parametrize(("options", "message"), [
    (["nowhere"], "nowhere"), (["homework4"], "an exercise is about one"), ([NAMES[0], "-o", "x.docx"], "name a file ending in"),
])
def test_wrong_use_is_told(options, message):
    done = CliRunner().invoke(cli, ["exercise", *options])
    assert done.exit_code == 2 and message in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
@pytest.mark.parametrize("key", [False, True])
def test_the_sheet_compiles(tmp_path, key):
    for k, exercise in enumerate((fill_in(theorem(NAMES[1])), find_wrong(theorem(NAMES[1]), 1, 1))):
        path = tmp_path / f"{k}.tex"
        path.write_text(as_latex(exercise, key), "utf-8")
        done = subprocess.run(["pdflatex", "-interaction=nonstopmode", "-halt-on-error", path.name], cwd=tmp_path,
                              capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout[-800:]


def test_the_command_that_checks_an_answer_can_be_typed_from_the_page(tmp_path):
    out = tmp_path / "sheet.tex"
    assert CliRunner().invoke(cli, ["exercise", "gradient_of_quadratic_form", "-o", str(out)]).exit_code == 0
    text = out.read_text("utf-8")
    typed = text[text.index("chainrule check"):text.index(r"\par")].replace(r"\allowbreak{}", "").replace("{-}", "-").replace(r"\_", "_")
    assert typed == ("chainrule check ANSWER.tex --given derivations.matrix_calculus.quadratic_forms.gradient_of_quadratic_form "
                     "--layout denominator")


def test_a_name_of_several_theorems_is_told_with_some(tmp_path):
    done = CliRunner().invoke(cli, ["exercise", "quadratic_forms"])
    assert done.exit_code == 2 and "names" in done.output and "matrix_calculus.quadratic_forms." in done.output


@pytest.mark.parametrize("name", ["convolutions.convolution_of_convolutions", "convolutions.matrix_of_a_convolution"])
def test_the_command_grants_all_that_the_sheet_says(name):
    """A page whose module shares a part of what is given with its near misses still gives the whole of it."""
    page = theorem(name)
    steps = check_document(f"$${page.statement}$$", "answer.md", [f"derivations.{name}"], page.layout)["steps"]
    assert [step["verdict"] for step in steps] == ["proved"]
