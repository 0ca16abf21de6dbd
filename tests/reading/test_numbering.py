r"""Numbers of equations: the rules of LaTeX and amsmath; pdflatex itself in the slow test."""
import shutil
from random import Random

import numbered
import pytest

from symbolic.checking import check_document
from symbolic.reading.documents.numbering import numbering

TEX = pytest.mark.skipif(shutil.which("pdflatex") is None or shutil.which("pdftotext") is None,
                         reason="pdflatex or pdftotext is not installed (texlive-latex-recommended, poppler-utils)")


def document(body: str, head: str = "", name: str = "article") -> str:
    return (rf"\documentclass{{{name}}}" + "\n" r"\usepackage{amsmath, amssymb} % the usual" + "\n" + head
            + "\n" r"\begin{document}" + f"\n{body}\n" + r"\end{document}")


def numbers(text: str) -> dict[str, str]:
    """What stands beside each marker Q1Q, Q2Q, …"""
    found = numbering(text)
    return {m[1]: found.beside(m.start(), m.end()) for m in numbered.MARKER.finditer(text)}


def beside(body: str, head: str = "", name: str = "article") -> list[str]:
    return list(numbers(document(body, head, name)).values())


# The expected numbers follow the amsmath user's guide (sections 3.1, 3.11) and the LaTeX book (C.4, C.8.4).
@pytest.mark.parametrize("body, expected", [
    (r"\begin{equation} Q1Q \end{equation} \[ Q2Q \] \begin{equation*} Q3Q \end{equation*} \begin{equation} Q4Q \end{equation}",
     ["(1)", "", "", "(2)"]),
    (r"\begin{align} Q1Q &= a \\ Q2Q &= b \notag \\[2pt] Q3Q &= c \nonumber \\* Q4Q &= d \end{align}", ["(1)", "", "", "(2)"]),
    (r"\begin{align} Q1Q &= a \\ \end{align} \begin{equation} Q2Q \end{equation}", ["(1)", "(3)"]),
    (r"\begin{gather} Q1Q \tag{$*$} \\ Q2Q \tag*{A} \\ Q3Q \end{gather}", ["($*$)", "A", "(1)"]),
    (r"\begin{align*} Q1Q &= a \\ Q2Q &= b \tag{7} \end{align*} \begin{equation} Q3Q \end{equation}", ["", "(7)", "(1)"]),
    (r"\begin{multline} Q1Q \\ Q2Q \\ Q3Q \end{multline} \begin{multline*} Q4Q \\ Q5Q \end{multline*}", ["(1)"] * 3 + ["", ""]),
    (r"\begin{eqnarray} Q1Q &=& a \\ Q2Q &=& b \nonumber \\ Q3Q &=& c \end{eqnarray} \begin{eqnarray*} Q4Q \end{eqnarray*}",
     ["(1)", "", "(2)", ""]),
    (r"\begin{equation} \begin{split} Q1Q &= a \\ Q2Q &= b \end{split} \end{equation} \begin{equation} Q3Q \end{equation}",
     ["(1)", "(1)", "(2)"]),
    (r"\begin{align} Q1Q &= \begin{bmatrix} 1 \\ 2 \end{bmatrix} \\ Q2Q &= \sum_{\substack{i \\ j}} i \end{align}", ["(1)", "(2)"]),
    (r"\begin{align} Q1Q \\[2pt] \intertext{and \\ so} Q2Q \intertext{and} Q3Q \notag \intertext{,} Q4Q \end{align}",
     ["(1)", "(2)", "", "(3)"]),
    ("\\begin{align} Q1Q \\\\ % \\\\ \\notag\n Q2Q \\end{align}", ["(1)", "(2)"]),
    ("\\begin{equation} Q0Q \\end{equation}\n% \\begin{equation} x \\end{equation}\n\\begin{equation} Q1Q \\end{equation}", ["(1)", "(2)"]),
    (r"\begin{verbatim}\begin{equation}\end{equation}\end{verbatim}\begin{equation} Q1Q \end{equation}", ["(1)"]),
    (r"\begin{equation} Q0Q \end{equation} \begin{subequations} \begin{align} Q1Q \\ Q2Q \end{align} \begin{equation} Q3Q"
     r"\end{equation} \end{subequations} \begin{equation} Q4Q \end{equation}", ["(1)", "(2a)", "(2b)", "(2c)", "(3)"]),
    (r"\setcounter{equation}{4} \begin{equation} Q1Q \end{equation} \addtocounter{equation}{-2} \begin{equation} Q2Q \end{equation}",
     ["(5)", "(4)"]),
    (r"\section{A} \begin{equation} Q1Q \end{equation} \section{B} \begin{equation} Q2Q \end{equation}", ["(1)", "(2)"]),
    (r"$a \iff b$ \begin{equation} Q1Q \iff c \end{equation}", ["(1)"]),
])
def test_what_stands_beside_a_row(body, expected):
    assert beside(body) == expected


SECTIONS = (r"\section{A} \begin{equation} Q1Q \end{equation} \subsection{a} \begin{equation} Q2Q \end{equation} \section*{No number}"
            r"\begin{equation} Q3Q \end{equation} \section{B} \begin{equation} Q4Q \end{equation} \appendix \section{C}"
            r"\begin{equation} Q5Q \end{equation}")


@pytest.mark.parametrize("name, head, body, expected", [
    ("article", r"\numberwithin{equation}{section}", SECTIONS, ["(1.1)", "(1.2)", "(1.3)", "(2.1)", "(A.1)"]),
    ("article", r"\numberwithin{equation}{subsection}", SECTIONS, ["(1.0.1)", "(1.1.1)", "(1.1.2)", "(2.0.1)", "(A.0.1)"]),
    ("amsart", "", SECTIONS, ["(1)", "(2)", "(3)", "(4)", "(5)"]),
    ("report", "", r"\begin{equation} Q1Q \end{equation} \chapter{A} \begin{equation} Q2Q \end{equation} \section{a}"
                   r"\begin{equation} Q3Q \end{equation} \chapter{B} \begin{equation} Q4Q \end{equation}",
     ["(1)", "(1.1)", "(1.2)", "(2.1)"]),
    ("article", r"\usepackage{titlesec} \titleformat{\section}{}{}{}{} \numberwithin{equation}{section}", r"\section{A}"
                r"\begin{equation} Q1Q \end{equation}", ["(1.1)"]),
    ("book", r"\numberwithin{equation}{section}", r"\chapter{A} \section{a} \begin{equation} Q1Q \end{equation} \chapter{B}"
                                                  r"\begin{equation} Q2Q \end{equation}", ["(1.1.1)", "(2.0.1)"]),
    ("article", r"\numberwithin{equation}{section}", r"\setcounter{section}{3} \section{A} \begin{subequations} \begin{align} Q1Q \\ Q2Q"
                                                     r"\end{align} \end{subequations} \begin{equation} Q3Q \end{equation}",
     ["(4.1a)", "(4.1b)", "(4.2)"]),
])
def test_numbers_within_sections(name, head, body, expected):
    assert beside(body, head, name) == expected


ONE = r"\begin{equation} Q1Q \end{equation}"


@pytest.mark.parametrize("head, body", [
    ("", r"\begin{dmath} a = b \end{dmath}" + ONE),
    (r"\usepackage{mymacros}", ONE), (r"\usepackage[spanish]{babel}", ONE), (r"\usepackage{babel}", ONE), (r"\usepackage{autonum}", ONE), (r"\usepackage[showonlyrefs]{mathtools}", ONE),
    (r"\usepackage{mathtools} \mathtoolsset{showonlyrefs}", ONE),
    (r"\newcommand{\be}{\begin{equation}} \newcommand{\ee}{\end{equation}}", r"\be a = b \ee" + ONE),
    (r"\def\bea{\begin{eqnarray}}", ONE), (r"\newcommand{\nn}{\nonumber}", ONE), (r"\let\nn\nonumber", ONE),
    (r"\newcommand{\nl}{\\}", ONE), (r"\newcommand\rows[2]{#1 \\ #2}", ONE), (r"\let\nl\\", ONE),
    (r"\newenvironment{eq}{\begin{equation}}{\end{equation}}", ONE),
    (r"\newtheorem{thm}[equation]{Theorem}", ONE),
    (r"\renewcommand{\theequation}{\roman{equation}}", ONE),
    (r"\makeatletter \@addtoreset{equation}{section} \makeatother", ONE),
    ("", r"\setcounter{equation}{\value{page}}" + ONE),
    ("", r"\refstepcounter{parentequation}\setcounter{parentequation}{2}" + ONE),
    (r"\numberwithin{equation}{section} \setcounter{secnumdepth}{0}", r"\section{A}" + ONE),
    (r"\newif\ifsolution", r"\ifsolution \begin{equation} a \end{equation} \fi" + ONE),
    ("", r"\iffalse \begin{equation} a \end{equation} \fi" + ONE),
    ("", r"\input{more}" + ONE),
    ("", r"\begin{align} Q1Q \cr Q2Q \end{align}"),
    ("", r"\begin{align} Q1Q"),
    ("", r"\equation a \endequation" + ONE),
    (r"\renewcommand{\section}[1]{\textbf{#1}}", ONE),
    (r"\AtEndDocument{\setcounter{equation}{3}}", ONE), (r"\AddToHook{cmd/section/before}{\setcounter{equation}{0}}", ONE),
    (r"\newenvironment{solution}{\comment}{\endcomment}", ONE),
    (r"\usepackage{url}", "\\url{a%20b} \\begin{equation} hidden \\end{equation}\n" + ONE),
    (r"\numberwithin{equation}{section} \renewcommand{\thesection}{X}", r"\section{A}" + ONE),
    (r"\numberwithin{equation}{section} \newcommand{\problem}[1]{\section{#1}}", r"\problem{A}" + ONE),
    (r"\numberwithin{equation}{section}", r"\begin{appendix} \section{A}" + ONE + r"\end{appendix}"),
])
def test_no_number_where_none_can_be_known(head, body):
    assert set(beside(body, head)) == {""}


def test_only_whole_documents_of_known_classes_are_numbered():
    assert numbers(ONE) == {"1": ""} and beside(ONE, name="mythesis") == [""] and beside(ONE, name="scrartcl") == ["(1)"]


@pytest.mark.parametrize("head, body", [
    (r"\newcommand{\R}{\mathbb{R}} \DeclareMathOperator{\tr}{tr} \def\x#1{x_{#1}}", ONE),
    (r"\newcommand{\col}[2]{\begin{pmatrix} #1 \\ #2 \end{pmatrix}}", ONE),
    (r"\newenvironment{solution}{\begin{proof}[Solution]}{\end{proof}} \newtheorem{thm}{Theorem}[section]", ONE),
    (r"\newif\ifdraft \drafttrue \ifdraft \pagestyle{empty} \fi", ONE),
    ("\\usepackage[main=ngerman,english]{babel}\n\\usepackage{bm, % bold\n graphicx}", ONE),
    (r"\usepackage{hyperref} \usepackage[capitalise]{cleveref} \crefname{equation}{Eq.}{Eqs.}", ONE),
    (r"\setcounter{secnumdepth}{0}", r"\section{A}" + ONE),
    (r"\newcommand{\problem}[1]{\section*{#1}} \renewcommand{\thesection}{Problem \arabic{section}}", r"\problem{A} \section{B}" + ONE),
    (r"\usepackage{titlesec} \titleformat{\section}{\large}{\thesection}{1em}{}", r"\section{A}" + ONE),
    (r"\usepackage{hyperref}", "\\url{a} % more\n" + ONE),
    (r"\setcounter{page}{3}", r"\begin{minipage}{5cm} 100\% \end{minipage}" + ONE),
])
def test_what_changes_no_number(head, body):
    assert beside(body, head) == ["(1)"]


def test_labels_are_resolved_as_latex_prints_them():
    text = document(r"\label{sec} \begin{align} a &= b \label{first} \\ b &= c \tag{\ref{first}'} \label{prime} \\ c &= d \notag"
                    r"\label{none} \end{align} \begin{subequations}\label{both} \begin{equation} a \label{part} \end{equation}"
                    r"\end{subequations} \begin{equation} \label{twice} \end{equation} \begin{equation} \label{twice} \end{equation}")
    found = numbering(text)
    assert found.labels == {"first": "1", "prime": "1'", "both": "2", "part": "2a"}
    assert found.resolved(r"by \eqref{prime}, \ref{both}, \eqref{none} and \eqref{twice}") == r"by (1'), 2, \eqref{none} and \eqref{twice}"


CHAIN = document(r"""Let $A, B, C \in \mathbb{R}^{n \times n}$.
\begin{align}
  A (B + C) &= A B
       \nonumber \\
   &\quad + A C \label{eq:one} \\
   &= A C \\ &\quad + A B
\end{align}
\begin{equation} A + B = B + A = \frac{1}{2} \cdot 2 (A + B) \end{equation}
By \eqref{eq:one} $A + B = $.
""")


def test_a_step_has_the_numbers_of_the_rows_that_it_touches():
    steps = check_document(CHAIN, "notes.tex", [], "auto")["steps"]
    assert [step.get("equation") for step in steps][:4] == ["(1)", "(2), (3)", "(4)", "(4)"]


def test_other_forms_of_text_have_no_numbers():
    assert not any("equation" in step for step in check_document(CHAIN, "notes.md", [], "auto")["steps"])


def test_documents_that_lack_a_file_have_no_numbers(tmp_path):
    from symbolic.assembly import relocated
    from symbolic.sources import read_source
    place = tmp_path / "notes.tex"
    for extra, expected in (("", True), (r"\include{absent}", False)):
        place.write_text(CHAIN.replace("By ", extra + " By "), "utf-8")
        source = read_source(str(place))
        found = relocated(check_document(source.text, source.path, [], "auto"), source.assembly)
        assert ("equation" in found["steps"][0]) is expected


@TEX
@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 60, 15))
def test_as_pdflatex_prints_them(first, tmp_path):
    rows = 0
    for seed in range(first, first + 15):
        source = numbered.Writer(Random(seed)).document()
        if not numbering(source).rows:
            continue
        found, on_paper = numbers(source), numbered.printed(source, tmp_path)
        assert {k: (n, on_paper.get(k)) for k, n in found.items() if on_paper.get(k, n) != n} == {}, seed
        rows += len(found)
    assert rows > 50
