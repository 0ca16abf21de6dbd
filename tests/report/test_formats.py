"""Several reports in one run: which form goes where, and what is said where one cannot be made."""
import json
import shutil

import pytest
from click.testing import CliRunner

from symbolic.cli import cli
from symbolic.errors import UsageError
from symbolic.reporting import pdf
from symbolic.reporting.formats import FORMATS, output_target, report_target, targets

FACTS = ["-g", r"A, B \in \mathbb{R}^{n \times n}"]
CLAIM = ["-e", r"(A B)^\top = B^\top A^\top = A^\top B^\top"]


def run(*args):
    return CliRunner().invoke(cli, list(args))


@pytest.mark.parametrize("path, name, folder", [
    ("a.html", "html", False), ("a.HTM", "html", False), ("a.tex", "tex", False), ("a.json", "json", False),
    ("a.txt", "text", False), ("out/", "html", True), ("a.b/", "html", True),
])
def test_a_suffix_says_the_form(path, name, folder):
    target = report_target(path)
    assert (target.format.name, target.folder) == (name, folder)


@pytest.mark.parametrize("words, name, path", [
    ("json=a.txt", "json", "a.txt"), ("a.txt", "text", "a.txt"), ("x=y.txt", "text", "x=y.txt"), ("html=-", "html", "-"),
    ("json=a=b.json", "json", "a=b.json"),
])
def test_output_names_a_form_or_takes_the_one_asked_for(words, name, path):
    target = output_target(words, "text")
    assert (target.format.name, target.path) == (name, path)


@pytest.mark.parametrize("path", ["a", "a.docx", "a."])
def test_a_suffix_that_is_no_form_is_one_line(path):
    with pytest.raises(UsageError, match="ending in"):
        report_target(path)


def test_every_form_is_in_the_table_with_its_functions():
    for form in FORMATS.values():
        assert callable(form.function("file")) and form.about


def test_several_in_one_run(tmp_path):
    place = tmp_path / "r"
    outcome = run("check", *CLAIM, *FACTS, "--report", f"{place}.html", "--report", f"{place}.tex", "--report",
                  f"{tmp_path}/pages/", "-o", f"json={place}.json", "-o", "text=-")
    assert outcome.exit_code == 1
    assert "1 of 2 steps proved" in outcome.output and "Proof" not in outcome.output
    data = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert data["summary"]["refuted"] == 1
    assert (tmp_path / "r.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "r.tex").read_text("utf-8").startswith("\\documentclass")
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["1-e-1.html", "index.html"]


def test_standard_output_takes_any_form_of_text():
    assert run("check", *CLAIM, *FACTS, "--format", "html").output.startswith("<!DOCTYPE html>")


def test_a_report_leaves_standard_output_as_it_is(tmp_path):
    plain = run("check", *CLAIM, *FACTS)
    assert run("check", *CLAIM, *FACTS, "--report", str(tmp_path / "a.html")).output == plain.output


def test_a_report_that_cannot_be_written_is_one_line(tmp_path):
    outcome = run("check", *CLAIM, *FACTS, "--report", str(tmp_path / "none" / "a.html"))
    assert outcome.exit_code == 2 and outcome.output.count("\n") == 1 and "a.html" in outcome.output


def test_without_latex_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(UsageError, match="texlive-latex-recommended") as caught:
        targets("text", (), ("out.pdf",))
    assert str(caught.value) == pdf.MISSING and "\n" not in pdf.MISSING


def test_the_library_has_reports(tmp_path):
    outcome = run("prove", "homework4.jacobian_of_last_layer_by_bias", "-o", f"html={tmp_path}/a.html", "--report",
                  f"{tmp_path}/a.tex")
    assert outcome.exit_code == 0 and outcome.output == ""
    assert "Near misses" in (tmp_path / "a.html").read_text("utf-8")
    assert r"\heading{Near misses}" in (tmp_path / "a.tex").read_text("utf-8")


def test_a_list_is_text_or_json(tmp_path):
    assert run("prove", "--list", "--format", "html").exit_code == 2


def test_reports_from_python(tmp_path):
    import symbolic

    data = symbolic.check(CLAIM[1], FACTS[1:])
    symbolic.report(data, str(tmp_path / "a.html"))
    assert "refuted" in (tmp_path / "a.html").read_text("utf-8")
    with pytest.raises(UsageError, match="ending in"):
        symbolic.report(data, str(tmp_path / "a.docx"))
