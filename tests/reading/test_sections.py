"""What is given for one problem of a sheet holds for the answer to that problem, and for no other."""
import pytest

from symbolic.checking import check_document
from symbolic.reading.claims.sections import headings, sections_of
from symbolic.sources import Source

LOGISTIC = [r"\section*{Problem 5}", r"\sigma(z) = \frac{1}{1 + e^{-z}}", r"a, x \in \mathbb{R}^n", r"b \in \mathbb{R}"]
ACTIVATION = [r"\section*{Problem 6}", r"\sigma \colon \mathbb{R} \to \mathbb{R} \text{ differentiable}",
              r"A \in \mathbb{R}^{m \times n}", r"x, u \in \mathbb{R}^n"]
SHEET = [r"c \in \mathbb{R}", *LOGISTIC, *ACTIVATION]
DOCUMENT = r"""
\documentclass{article}
\begin{document}
\section*{Problem 5}
The problem says that $a \in \mathbb{R}^n$.
\section*{Problem 6}
Now $A \in \mathbb{R}^{m \times n}$.
\end{document}
"""


def steps(text, given=SHEET, path="answer.md"):
    return check_document(text, path, [Source("given", g) for g in given], "auto")


def verdicts(text, given=SHEET):
    return [step["verdict"] for step in steps(text, given)["steps"]]


@pytest.mark.parametrize("text, found", [
    ("Problem 5. Let", [("5", True)]),
    ("\\section*{Problem 5}", [("5", True)]),
    ("\\section{5. Losses}", [("5", True)]),
    ("## 5 Losses", [("5", True)]),
    ("**Exercise 5.** Let", [("5", True)]),
    ("Problem 6 (a)", [("6", True)]),
    ("6.\n(a)", [("6", False)]),
    ("4. Since σ", [("4", False)]),
    ("\\item 5.", [("5", False)]),
    ("see Problem 5.", []),
    ("Problem 5 shows that", []),
    ("<!--\nProblem 5.\n-->", []),
    ("0.5 is half", []),
    ("1.5 is more", []),
])
def test_headings(text, found):
    assert [(h.number, h.firm) for h in headings(text, "answer.md")] == found


def test_a_list_of_formulas_is_cut_by_its_headings():
    assert [(section.number, len(section.texts)) for section in sections_of(SHEET)] == [("", 1), ("5", 3), ("6", 3)]


def test_a_document_is_cut_by_its_headings():
    assert [(section.number, [len(d.statements) for d in section.texts]) for section in sections_of([DOCUMENT])] == [
        ("", [0]), ("5", [1]), ("6", [1])]


@pytest.mark.parametrize("heading, verdict", [
    ("Problem 5.", "proved"), ("5.", "proved"), ("## 5", "proved"), ("Problem 6.", "refuted")])
def test_a_heading_says_what_a_letter_means(heading, verdict):
    assert verdicts(heading + "\n\n$$\\sigma(-t) = 1 - \\sigma(t)$$\n\nfor $t \\in \\mathbb{R}$") == [verdict]


def test_letters_tell_where_no_heading_does():
    found = steps("$$a^\\top x + b = x^\\top a + b$$\n\n$$\\sigma(-b) = 1 - \\sigma(b)$$\n\n$$(Ax)^\\top = x^\\top A^\\top$$"
                  "\n\n$$(Au)^\\top = u^\\top A^\\top$$")
    assert [s["verdict"] for s in found["steps"]] == ["proved"] * 4
    said = [n["message"] for n in found["notices"] if n["code"] == "section"]
    assert ["problem 5" in said[0], "problem 6" in said[1]] == [True, True]
    assert [s["id"] for s in found["steps"]] == ["1.1", "2.1", "3.1", "4.1"]


def test_nothing_is_refuted_where_neither_heading_nor_letter_tells():
    (step,) = steps("$$\\sigma(c) = \\sigma(-c)$$")["steps"]
    assert (step["verdict"], step["code"]) == ("undecided", "section")


def test_numbers_that_count_remarks_do_not_change_the_problem():
    text = "1. First\n\n$$(Ax)^\\top = x^\\top A^\\top$$\n\n5. then\n\n$$(Au)^\\top = u^\\top A^\\top$$"
    assert verdicts(text) == ["proved"] * 2


def test_what_one_answer_declares_is_not_there_in_the_next():
    text = "Problem 5.\n\n$$v := a + x$$\n\n$$v = x + a$$\n\nProblem 6.\n\n$$u + u = v$$"
    assert verdicts(text) == ["proved", "undecided"]


def test_a_problem_that_is_not_on_the_sheet_has_what_holds_everywhere():
    assert verdicts("Problem 7.\n\n$$c + c = 2c$$\n\n$$A + x = u$$") == ["proved", "undecided"]


def test_a_sheet_without_headings_is_one_for_all():
    assert verdicts("Problem 9.\n\n$$a^\\top x = x^\\top a$$", LOGISTIC[1:]) == ["proved"]


def test_letters_that_other_problems_use_do_not_refute_against_a_heading():
    """A free letter of problem 5 that problem 6 declares: what is false of any σ may be true of this one."""
    text = "5. Let\n\n$$a^\\top x = x^\\top a$$\n\n$$\\sigma(u_1) + \\sigma(-u_1) = 1$$"
    assert "refuted" not in verdicts(text)
