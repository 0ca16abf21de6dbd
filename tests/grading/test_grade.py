"""``chainrule grade``: points by proof, nothing undecided counted as wrong, a person's word kept, one crash alone."""
import csv
import io
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

import made_up
from symbolic.cli import cli
from symbolic.errors import UsageError
from symbolic.grading.marks import TOTAL, Mark
from symbolic.grading.rubric import load_rubric
from symbolic.grading.tables import as_csv, load_overrides, queue

RUBRIC = r"""
[[problem]]
id = "a"
wrong_step = 0.5

[[problem.result]]
name = "gradient"
quantity = '\nabla_x\, x^\top A x'
points = 2
begun = 0.5

[[problem.result]]
name = "Hessian"
quantity = '\nabla_x^2\, x^\top A x'
points = 1
"""
GIVEN = "Let $A \\in \\mathbb{R}^{n \\times n}$ and $x \\in \\mathbb{R}^n$.\n"
RIGHT = r"$$\nabla_x\, x^\top A x = (A + A^\top) x$$" + "\n\n" + r"$$\nabla_x^2\, x^\top A x = A + A^\top$$" + "\n"
WRONG = r"$$\nabla_x\, x^\top A x = 2 A x$$" + "\n\n" + r"$$\nabla_x^2\, x^\top A x = A + A^\top$$" + "\n"
UNFINISHED = r"$$\nabla_x\, x^\top A x = \nabla_x\, x^\top A^\top x$$" + "\n"
UNREADABLE = r"$$\nabla_x\, x^\top A x = (A + A^\top x = \rigth)$$" + "\n"


@pytest.fixture
def stack(tmp_path) -> Path:
    folder = tmp_path / "stack"
    folder.mkdir()
    for name, text in {"right": RIGHT, "wrong": WRONG, "unfinished": UNFINISHED, "unreadable": UNREADABLE, "empty": "Nothing.\n",
                       "=SUM(A1)": RIGHT}.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    (folder / "binary.md").write_bytes(b"\0\1")
    (tmp_path / "sheet.md").write_text(GIVEN, "utf-8")
    (tmp_path / "rubric.toml").write_text(RUBRIC, "utf-8")
    return folder


def grade(stack: Path, *options: str, status: int = 3) -> dict[tuple[str, str], dict]:
    base = stack.parent
    done = CliRunner().invoke(cli, ["grade", str(stack), "--given", str(base / "sheet.md"), "--rubric", str(base / "rubric.toml"),
                                    "--layout", "denominator", "--csv", str(base / "grades.csv"), "-j", "2", *options])
    assert done.exit_code == status, done.output
    rows = csv.DictReader(io.StringIO((base / "grades.csv").read_text("utf-8")))
    return {(row["submission"], row["problem"]): row for row in rows}


def test_points_are_given_for_what_proved_steps_reach(stack):
    rows = grade(stack)
    right, wrong, unfinished = (rows[f"{name}.md", "a"] for name in ("right", "wrong", "unfinished"))
    assert (right["points"], right["review"], right["reached"]) == ("3", "no", "2 of 2: gradient, Hessian")
    assert (wrong["points"], wrong["review"]) == ("1", "no")
    assert wrong["first_wrong"].startswith("line 1: ")
    assert (unfinished["points"], unfinished["reached"]) == ("0.5", "0 of 2")
    assert len(rows) == 2 * 7


def test_what_is_not_decided_waits_for_a_person(stack):
    rows = grade(stack)
    for name, least, most in (("unreadable.md", "0", "3"), ("binary.md", "0", "3")):
        row = rows[name, "a"]
        assert (row["points"], row["least"], row["most"], row["review"]) == ("", least, most, "yes")
        assert rows[name, TOTAL]["review"] == "yes"
    assert "binary" in rows["binary.md", "a"]["waiting"]
    assert rows["empty.md", "a"]["waiting"] == "nothing was found that answers this problem"


def test_a_person_has_the_last_word_and_keeps_it(stack):
    overrides = stack.parent / "overrides.toml"
    overrides.write_text('[[override]]\nsubmission = "unreadable.md"\nproblem = "a"\npoints = 2.5\nnote = "a slip of the pen"\n'
                         '[[override]]\nsubmission = "right.md"\nproblem = "total"\npoints = 4\n')
    before = overrides.read_bytes()
    for _ in range(2):
        rows = grade(stack, "--overrides", str(overrides))
        row = rows["unreadable.md", "a"]
        assert (row["points"], row["review"], row["overridden"], row["note"]) == ("2.5", "no", "yes", "a slip of the pen")
        assert rows["unreadable.md", TOTAL]["points"] == "2.5"
        assert rows["right.md", TOTAL]["points"] == "4"
    assert overrides.read_bytes() == before


def test_a_report_has_a_page_for_each_the_queue_and_the_table(stack):
    out = stack.parent / "out"
    grade(stack, "--report", str(out))
    names = {path.name for path in out.iterdir()}
    assert {"index.html", "grades.csv", "review.md"} <= names
    assert len([name for name in names if name.endswith(".html")]) == 1 + 6
    index = (out / "index.html").read_text("utf-8")
    assert "Submissions graded" in index and "not judged" in index and 'href="review.md"' in index
    assert all(name in index for name in ("right.md", "unreadable.md", "binary.md"))
    queued = (out / "review.md").read_text("utf-8")
    assert "binary.md" in queued and "right.md" not in queued
    assert (out / "grades.csv").read_text("utf-8") == (stack.parent / "grades.csv").read_text("utf-8")


def test_one_job_and_two_give_the_same_table(tmp_path):
    made_up.fill(tmp_path, 2)
    assert table(tmp_path, 1) == table(tmp_path, 2)


def table(folder: Path, jobs: int) -> str:
    root = made_up.ROOT
    done = CliRunner().invoke(cli, ["grade", str(folder), "--given", "derivations.homework4", "--rubric",
                                    str(root / "examples/homework4-rubric.toml"), "-j", str(jobs)])
    assert done.exit_code in (0, 3), done.output
    return done.stdout


@pytest.mark.slow
def test_two_hundred_submissions_have_a_row_each(tmp_path):
    made_up.fill(tmp_path, 200)
    two = table(tmp_path, 2)
    rows = list(csv.DictReader(io.StringIO(two)))
    assert [row["submission"] for row in rows if row["problem"] == TOTAL] == [f"student{k:03}.tex" for k in range(200)]
    assert not any("not judged" in row["waiting"] for row in rows)
    whole = [made_up.submission(k) == made_up.write_up() for k in range(200)]
    for untouched, row in zip(whole, (row for row in rows if row["problem"] == "6")):
        if untouched:
            assert row["reached"].startswith("4 of 6")
    assert table(tmp_path, 1) == two


def test_a_text_that_a_spreadsheet_would_compute_is_quoted():
    for text in ("=1+1", "+1", "-1", "@x", "\t=1", "\r=1"):
        row = list(csv.reader(io.StringIO(as_csv([Mark(text, "a", Fraction(0), Fraction(0), Fraction(1), note=text)]))))[1]
        assert row[0].startswith("'") and row[-1].startswith("'")


def test_the_queue_gives_the_override_to_fill_in():
    waiting = Mark('a"b.tex', "1", Fraction(0), Fraction(3, 2), Fraction(2), waiting="unread line 3")
    assert '    submission = "a\\"b.tex"' in queue([waiting])
    assert "0 to 1.5 of 2 points: unread line 3" in queue([waiting])
    assert "Nothing waits." in queue([])


@pytest.mark.parametrize(("text", "message"), [
    ("x = [", "is not TOML"), ("", "needs at least one [[problem]]"), ("[[problem]]\nid = 'a'", "problem 1: needs at least one"),
    ("[[problem]]\nid = 'a'\nfoo = 1", "problem 1: unknown key 'foo'"),
    ("[[problem]]\nid = 'a'\n[[problem.result]]\npoints = 1", 'problem 1, result 1: "goal" needs a "quantity"'),
    ("[[problem]]\nid = 'a'\n[[problem.result]]\nquantity = 'x'", "problem 1, result 1: 'points' must be a number"),
    ("[[problem]]\nid = 'a'\n[[problem.result]]\nquantity = 'x'\npoints = -1", "not negative"),
    ("[[problem]]\nid = 'a'\n[[problem.result]]\nquantity = 'x'\npoints = 1\nwithout = ['sums']", "does not know 'sums'"),
    ("[[problem]]\nid = 'a'\n[[problem.result]]\nquantity = 'x'\npoints = 1\n" * 2, "two problems have the id a"),
])
def test_a_wrong_rubric_is_told_with_its_place(tmp_path, text, message):
    (tmp_path / "r.toml").write_text(text)
    with pytest.raises(UsageError) as caught:
        load_rubric(str(tmp_path / "r.toml"))
    assert message in str(caught.value)


@pytest.mark.parametrize(("text", "message"), [
    ("[[override]]\nsubmission = 'a'", "'problem' must be a string"),
    ("[[override]]\nsubmission = 'a'\nproblem = '9'", "has no problem 9"),
    ("[[override]]\nsubmission = 'a'\nproblem = 'a'\npoints = 'two'", "'points' must be a number"),
    ("[[override]]\nmarks = 2", "unknown key 'marks'"), ("x = 1", "nothing else"),
])
def test_a_wrong_override_is_told_with_its_place(tmp_path, text, message):
    (tmp_path / "r.toml").write_text(RUBRIC)
    (tmp_path / "o.toml").write_text(text)
    with pytest.raises(UsageError, match=message):
        load_overrides(str(tmp_path / "o.toml"), load_rubric(str(tmp_path / "r.toml")))


def test_an_override_for_nobody_is_an_error(stack):
    (stack.parent / "o.toml").write_text('[[override]]\nsubmission = "nobody.md"\nproblem = "a"\npoints = 1\n')
    done = CliRunner().invoke(cli, ["grade", str(stack), "--rubric", str(stack.parent / "rubric.toml"), "--overrides",
                                    str(stack.parent / "o.toml")])
    assert done.exit_code == 2 and "there is no submission nobody.md" in done.stderr
