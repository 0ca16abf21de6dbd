"""SARIF, workflow commands and JUnit's XML: what they say, and that an input stays data in them."""
import json
import xml.etree.ElementTree as xml
from pathlib import Path

import pytest

from symbolic.checking import check_document
from symbolic.reporting.data import result
from symbolic.reporting.tools import github, junit, sarif

DECLARED = "Let $A \\in \\mathbb{R}^{m \\times n}$, $x \\in \\mathbb{R}^n$.\n\n"
STEPS = DECLARED + r"""$$(Ax)^\top = x^\top A^\top = A^\top x^\top$$

$$\|A\| = \|A\|$$

$$\int A = 1, \quad x = 2x$$
"""
HOSTILE = [
    "x = y \u001b]8;;file:///etc/passwd\u0007click", "x = y\n::error file=/etc/passwd::owned", "x = y % ../../../etc/passwd",
    "x%0A::warning::y = z", "]]></failure></testsuite> x = y", "<!ENTITY a 'b'> &a; x = y", "x = y \u0000 \ufffe",
    "@::set-output name=a::b x = y", "javascript:alert(1) x = \\frac{a}{",
]


@pytest.fixture(scope="module")
def data() -> dict:
    return result([check_document(STEPS, "notes/a, b: c%.md", [], "numerator", repair=True)])


def test_sarif_has_a_result_with_a_place_for_each_step_that_is_not_proved(data):
    log = json.loads(sarif(data))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    steps = [step for step in data["files"][0]["steps"] if step["verdict"] != "proved"]
    assert [r["level"] for r in run["results"]] == [
        "note" if s.get("follows") else "error" if s["verdict"] == "refuted" else "warning" for s in steps]
    rules = run["tool"]["driver"]["rules"]
    for found, step in zip(run["results"], steps):
        assert rules[found["ruleIndex"]]["id"] == found["ruleId"]
        assert found["ruleId"].startswith(step["verdict"])
        assert step["reason"] in found["message"]["text"]
        place = found["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "notes/a%2C%20b%3A%20c%25.md"
        assert (place["region"]["startLine"], place["region"]["startColumn"]) == (step["line"], step["column"])


NUMBERED = r"""\documentclass{article}\usepackage{amsmath}\begin{document}
Let $A, B \in \mathbb{R}^{n \times n}$.
\begin{equation}\label{eq:"<a>} A B = B A \end{equation}
\begin{equation} A = A + 0 \tag{$\ast$} \end{equation}
$$A = B$$
\end{document}
"""


def test_a_label_is_that_of_its_row_alone():
    text = (r"\documentclass{article}\usepackage{amsmath}\begin{document}Let $A, B, C \in \mathbb{R}^{n \times n}$."
            "\n\\begin{align} A (B + C) &= A B + A C \\\\ &= A C + A B \\label{eq:second} \\\\ &= A (C + B) \\notag \\end{align}\n"
            r"\begin{equation}\label{eq:all}\begin{aligned} A + B &= B + A \\ &= A + B \end{aligned}\end{equation}"
            r"\end{document}")
    steps = check_document(text, "a.tex", [], "auto")["steps"]
    assert [step["label"] for step in steps] == ["", "eq:second", "", "eq:all", "eq:all"]


def test_steps_have_the_number_and_the_label_of_their_equation():
    data = result([check_document(NUMBERED, "a.tex", [], "auto")])
    assert [step.get("equation") for step in data["files"][0]["steps"]] == ["(1)", r"($\ast$)", None]
    first, last = json.loads(sarif(data))["runs"][0]["results"]
    names = [[(x["kind"], x["name"]) for x in found["locations"][0]["logicalLocations"]] for found in (first, last)]
    assert names == [[("step", "1.1"), ("equation", "(1)"), ("label", 'eq:"<a>')], [("step", "3.1")]]
    assert first["message"]["text"].startswith("(1) the two sides differ")
    cases = xml.fromstring(junit(data).encode()).findall("testsuite/testcase")
    assert [case.get("name").partition(":")[0] for case in cases] == ["line 3 (1)", "line 4 (∗)", "line 5"]
    assert [[p.get("value") for p in case.iter("property")] for case in cases] == [['eq:"<a>'], [r"$\ast$"], []]
    assert [line.partition(",col=")[0].partition("title=")[2] for line in github(data).splitlines()[:2]] == [
        "chainrule%3A refuted (1)", "chainrule%3A refuted"]


def test_a_workflow_command_for_each_step_that_is_not_proved(data):
    *commands, counts = github(data).splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in commands)
    assert "file=notes/a%2C b%3A c%25.md,line=3," in commands[0]
    assert counts == "chainrule: 1 proved, 2 refuted, 1 undecided, 1 unread"


def test_junit_counts_and_explains(data):
    suite, = xml.fromstring(junit(data).encode())
    assert {k: suite.get(k) for k in ("tests", "failures", "errors", "skipped")} == {
        "tests": "5", "failures": "2", "errors": "1", "skipped": "1"}
    failure = suite.find("testcase/failure")
    assert failure.get("type").startswith("refuted")
    assert "notes/a, b: c%.md:3:" in failure.text


def hostile_lines() -> list[str]:
    """Our own lines, and those shared with us where they are present."""
    shared = Path(__file__).parents[3] / "shared/cases/nasty.jsonl"
    more = [json.loads(line)["input"] for line in shared.read_text("utf-8").splitlines()] if shared.exists() else []
    return [*HOSTILE, *(text for text in more if len(text) < 2000)]


@pytest.mark.parametrize("text", hostile_lines())
def test_an_input_stays_data(text):
    path = f"{text[:20]}.md"
    data = result([check_document(DECLARED + f"$${text}$$", path, [], "auto")])
    json.loads(sarif(data))
    xml.fromstring(junit(data).encode("utf-8", "backslashreplace"))
    lines = github(data).split("\n")
    steps = [step for step in data["files"][0]["steps"] if step["verdict"] != "proved"]
    assert len(lines) == len(steps) + 2
    assert all(line.startswith("::") for line in lines[:len(steps)])
    assert not any(c < " " or c == "\x7f" for line in lines for c in line)
