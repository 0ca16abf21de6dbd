r"""Documents of several problems without a sheet: what a problem declares holds in it, in its parts and solutions, and in no other.

In each document a step that is true in one problem stands in another, where it is false:
"✓" is proved, "✗" refuted, "?" neither, by what a reader would say of it.
"""
import json

import pytest

from symbolic.assembly import notebook
from symbolic.checking import check_document
from symbolic.reading.claims.sections import read_in_sections
from symbolic.reading.documents.documents import read_document
from symbolic.reading.documents.outline import outline

SIGNS = {"proved": "✓", "refuted": "✗", "undecided": "?", "unread": "unread"}
SYMMETRIC = r"Let $A \in \mathbb{R}^{n \times n}$ be symmetric and $x, y \in \mathbb{R}^n$."
GENERAL = r"Let $A \in \mathbb{R}^{n \times n}$ and $x, y \in \mathbb{R}^n$."
STEP = r"$$\nabla_x (x^\top A x) = 2 A x$$"


def verdicts(text, path="answer.md", given=()):
    return "".join(SIGNS[step["verdict"]] for step in check_document(text, path, given, "auto")["steps"])


def two(first, second, tail=""):
    return f"{first}\n\n{SYMMETRIC}\n\n{STEP}\n\n{second}\n\n{GENERAL}\n\n{STEP}\n{tail}"


@pytest.mark.parametrize("first, second", [
    ("Problem 1.", "Problem 2."), ("**Problem 1.**", "**Problem 2.**"), ("**1.**", "**2.**"), ("## 1", "## 2"), ("1.", "2."),
    ("## Exercise 1 (Symmetric)", "## Exercise 2 (General)"), ("Q1.", "Q2."), ("### **Problem 1: Gradient**", "### **Problem 2: Again**"),
    ("**Solution to 1**", "**Solution to 2**"), ("(a)", "(b)"), ("# Problem 1\n## Solution", "# Problem 2\n## Solution"),
    ("## Symmetric matrices", "## Other matrices"), ("Aufgabe 1.", "Aufgabe 2."),
])
def test_headings_of_markdown_cut(first, second):
    assert verdicts(two(first, second)) == "✓✗"
    assert verdicts(two(second, first)) == "✓✗"


@pytest.mark.parametrize("first, second", [
    (r"\section*{Problem 1}", r"\section*{Problem 2}"), (r"\section{Symmetric}", r"\section{General}"),
    (r"\paragraph{Exercise 2.1.}", r"\paragraph{Exercise 2.2.}"), (r"\begin{exercise}", r"\end{exercise}\begin{exercise}"),
    (r"\begin{enumerate}\item", r"\item"), (r"\begin{enumerate}\item[(a)]", r"\item[(b)]"), (r"\textbf{Problem 1.}", r"\textbf{Problem 2.}"),
    (r"\begin{questions}\question[5]", r"\question[3]"),
])
def test_headings_of_latex_cut(first, second):
    document = "\\documentclass{article}\\begin{document}\n" + two(first, second) + "\\end{document}"
    assert verdicts(document, "answer.tex") == "✓✗"


def test_environments_that_a_preamble_names_cut():
    text = two(r"\begin{prob}", r"\end{prob}\begin{prob}", r"\end{prob}")
    assert verdicts(r"\documentclass{article}\newtheorem{prob}{Problem}\begin{document}" + text + r"\end{document}", "answer.tex") == "✓✗"


def test_a_notebook_is_cut():
    cells = [{"cell_type": "markdown", "source": part} for part in ("## Question 1\n" + SYMMETRIC, STEP, "## Question 2\n" + GENERAL, STEP)]
    assert verdicts(notebook("a.ipynb", json.dumps({"cells": cells})).text, "a.ipynb") == "✓✗"


@pytest.mark.parametrize("text, expected", [
    # what stands before the first problem holds in all of them
    (r"Throughout, let $\mu \in \mathbb{R}^n$ be a unit vector." + "\n\n" + two("Problem 1.", "Problem 2.", "\n$$\\mu^\\top \\mu = 1$$"), "✓✗✓"),
    (r"## Notation" + "\n\n" + r"$u \in \mathbb{R}^n$ is a unit vector." + "\n\n" + two("## Problem 1", "## Problem 2", "\n$$u^\\top u = 1$$"), "✓✗✓"),
    # parts inherit from their problem, and from no other
    (f"**1.** {SYMMETRIC}\n\n(a) $A^\\top = A$\n\n(b) $x^\\top A y = y^\\top A x$\n\n**2.** {GENERAL}\n\n(a) $A^\\top = A$\n\n(b) $x^\\top A y = y^\\top A x$",
     "✓✓✗✗"),
    # a letter that a problem does not declare has its shape at most
    (two("Problem 1.", "Problem 2.", "\nProblem 3.\n\n$$A^\\top = A$$"), "✓✗?"),
    ("Problem 1. Let $A \\in \\mathbb{R}^{n \\times n}$ be symmetric and $v \\in \\mathbb{R}^n$.\n\n$$A^\\top = A$$\n\nProblem 2. Let $v \\in \\mathbb{R}^n$ be a unit vector.\n\n"
     "$$v^\\top A v = v^\\top A^\\top v$$\n\n$$A^\\top = A$$", "✓✓?"),
    # unless the text says so
    ("Q1. Let $v \\in \\mathbb{R}^n$ be a unit vector and $P = I - vv^\\top$.\n\n$$P^2 = P$$\n\nQ2. Let $v \\in \\mathbb{R}^n$ and $P = I - vv^\\top$.\n\n$$P^2 = P$$\n\n"
     "Q3. With $v$ as in Q1, let $H = I - 2vv^\\top$.\n\n$$H^\\top H = I$$\n\nQ4. Let $H = I - 2vv^\\top$.\n\n$$H^\\top H = I$$", "✓✗✓?"),
    ("## Exercise 1\n\nLet $A \\in \\mathbb{R}^{n \\times n}$ be orthogonal.\n\n$$A A^\\top = I$$\n\n## Exercise 2\n\nLet $A \\in \\mathbb{R}^{n \\times n}$. "
     "Unlike in Exercise 1, $A$ need not be orthogonal.\n\n$$A A^\\top = I$$", "✓?"),
    # problems first, then their solutions
    (f"# Problems\n\n## Problem 1\n{SYMMETRIC}\n\n## Problem 2\n{GENERAL}\n\n# Solutions\n\n## Problem 1\n\n{STEP}\n\n## Problem 2\n\n{STEP}\n\n## Problem 3\n\n{STEP}",
     "✓✗?"),
    # one letter for a vector, a number and a matrix
    ("1. Let $x \\in \\mathbb{R}^n$ and $f(x) = \\|x\\|^2$. Then $\\nabla f(x) = 2x$.\n\n2. Let $x \\in \\mathbb{R}$ and $f(x) = x^3$. Then $f'(x) = 3x^2$.\n\n"
     "3. Let $x \\in \\mathbb{R}^n$ and $f(x) = \\|x\\|$. Then $\\nabla f(x) = 2x$.", "✓✓✗"),
    ("### Q1\n\nLet $W \\in \\mathbb{R}^{k \\times d}$, $x \\in \\mathbb{R}^d$, $z = Wx$ and $L = \\frac12\\|z\\|^2$.\n\n$$\\frac{\\partial L}{\\partial x} = W^\\top z$$\n\n"
     "### Q2\n\nLet $x \\in \\mathbb{R}$, $z = x^2$ and $L = \\sin z$.\n\n$$\\frac{dL}{dx} = 2x \\cos z$$\n\n$$\\frac{dL}{dx} = 2x \\cos x$$", "✓✓✗"),
    # a section goes on with those before it, until one says another thing
    ("## 1. Model\n\nLet $X \\in \\mathbb{R}^{N \\times d}$, $w \\in \\mathbb{R}^d$, $y \\in \\mathbb{R}^N$. Define $L(w) = \\|Xw - y\\|^2$.\n\n"
     "## 2. Gradient\n\n$$\\nabla L(w) = 2X^\\top(Xw - y)$$\n\n## 3. One dimension\n\nLet $X, y, w \\in \\mathbb{R}$. Define $L(w) = (Xw - y)^2$. Then\n\n"
     "$$L'(w) = 2X(Xw - y)$$\n\n$$L'(w) = X(Xw - y)$$\n\n## 4. Hessian\n\n$$\\nabla^2 L(w) = X^\\top X$$", "✓✓✗?"),
])
def test_what_a_problem_says_holds_in_it_alone(text, expected):
    assert verdicts(text) == expected


@pytest.mark.parametrize("again", [
    "Let $A$ be arbitrary.", "Now let $A$ be arbitrary.", "For an arbitrary matrix $A$, we look again.", "Let $A$ be any square matrix.",
    "Let $A$ be an $n \\times n$ matrix.", "Let $A$ be a square matrix.", "Now $A$ need not be symmetric.", "Let $A$ now be a general matrix.",
])
def test_what_was_said_ends_where_a_letter_is_introduced_anew(again):
    assert verdicts(f"{SYMMETRIC} Then $A^\\top = A$.\n\n{again} Then\n\n$$A^\\top = A$$") == "✓?"


@pytest.mark.parametrize("between", ["Let $z \\in \\mathbb{R}^n$ be arbitrary.", "Let $z$ be a vector in $\\mathbb{R}^n$.", "This holds for all $z \\in \\mathbb{R}^n$."])
def test_what_is_said_of_another_letter_ends_nothing(between):
    assert verdicts(f"{SYMMETRIC}\n\n{between} Then\n\n$$A^\\top = A$$") == "✓"


@pytest.mark.parametrize("lead, verdict", [("Let:", "✓"), ("**Given:**", "✓"), ("Which of these hold:", "?"), ("If:", "?"), ("This is false for:", "?")])
def test_the_words_before_a_list_say_whether_it_asserts(lead, verdict):
    text = f"Let $x \\in \\mathbb{{R}}^n$ and $A \\in \\mathbb{{R}}^{{n \\times n}}$.\n\n{lead}\n- $A$ is symmetric\n\n{STEP}"
    assert verdicts(text) == verdict


def test_a_document_in_which_no_letter_changes_is_read_as_one():
    text = f"Problem 1. {GENERAL}\n\n$$x^\\top y = y^\\top x$$\n\nProblem 2.\n\n$$(Ax)^\\top = x^\\top A^\\top$$"
    found, _ = read_in_sections(read_document(text, "answer.md"), [])
    assert found.parts == ()


def test_parts_are_named_and_their_steps_counted_through():
    found = check_document(two("Problem 1.", "Problem 2."), "answer.md", (), "auto")
    assert [(part["problem"], part["steps"]) for part in found["parts"]] == [("Problem 1", ["1.1"]), ("Problem 2", ["2.1"])]
    assert [d["properties"] for part in found["parts"] for d in part["context"]["declarations"] if d["name"] == "A"] == [["symmetric"], []]


@pytest.mark.parametrize("text, tree", [
    ("## 1. Trace\n(a) x\n(b) y\n## 2. Norm\n(a) z", {"1. Trace": ["(a)", "(b)"], "2. Norm": ["(a)"]}),
    ("\\section{Problem 1}\n\\subsection{Setup}\n\\subsection{Solution}\n\\section{Problem 2}", {"Problem 1": ["Setup", "Solution"], "Problem 2": []}),
    ("### Step 1: Setup\n### Step 2: Derive", {}),
    ("**Problem 1.** a\n\n**Solution.** b\n\n**Problem 2.** c", {"Problem 1": [], "Problem 2": []}),
    ("$$\n1. x\n$$\n\n2.5 is a number", {}),
    ("Problem 5 shows this, see Problem 6.", {}),
])
def test_the_outline_of_a_text(text, tree):
    assert {node.title: [child.title for child in node.children] for node in outline(text).children} == tree
