r"""The marks of a source: what TeX takes for a command, a comment, a brace, and what it does not print."""
import shutil
from random import Random

import pytest
from pylatexenc.latexwalker import LatexWalker, LatexWalkerEndOfStream

import fuzzing
import hiding
from outline import chain
from symbolic.checking import check_document
from symbolic.reading.documents.documents import read_document
from symbolic.reading.grammar import source as src
from symbolic.reading.grammar.expansion import Macro, expanded
from symbolic.reading.grammar.lexer import tokenize
from symbolic.sources import Source

TEX = pytest.mark.skipif(not (shutil.which("pdflatex") and shutil.which("pdftotext")), reason="pdflatex and pdftotext are not here")


def shown(text: str, **options) -> list[str]:
    return [f"{m.kind} {text[m.start:m.end]}" for m in src.marks(text, **options)]


@pytest.mark.parametrize("text, found", [
    (r"\left\{ a_{ij}", [r"command \left", r"escape \{", "{ {", "} }"]),
    ("a % b } $\nc", ["comment % b } $"]), ("a % b\rc", ["comment % b"]), ("%\r\n}", ["comment %", "} }"]),
    (r"\sigmaα\é", [r"command \sigma", r"escape \é"]), ("\\", ["stray \\"]), ("\\\\%\n", [r"escape \\", "comment %"]), (r"5\% $", [r"escape \%", "$ $"]),
    ("$$", ["$ $", "$ $"]), (r"\[\(", [r"escape \[", r"escape \("]),
    (r"\begin{align*} \end {align*}", [r"begin \begin{align*}", r"end \end {align*}"]),
    (r"\begin x", [r"command \begin"]), ("\\begin{a\nb}", [r"command \begin", "{ {", "} }"]),
    (r"\verb|$%| \verb*+}+ \verb |\fi|", [r"verbatim \verb|$%|", r"verbatim \verb*+}+", r"verbatim \verb |\fi|"]),
    ("\\verb|a\n|", [r"command \verb"]), (r"{\verb}", ["{ {", r"command \verb", "} }"]),
    (r"\lstinline[a=b]!$! \lstinline{a{%}} \mintinline{py}|$|", [r"verbatim \lstinline[a=b]!$!", r"verbatim \lstinline{a{%}}", r"verbatim \mintinline{py}|$|"]),
    (r"\url{a%20b} \path (0,0)", [r"verbatim \url{a%20b}", r"command \path"]),
    (r"\begin{verbatim}$%\end{verbatim}$", [r"verbatim \begin{verbatim}$%\end{verbatim}", "$ $"]),
    (r"\begin{comment} $", [r"verbatim \begin{comment} $"]),
])
def test_marks(text, found):
    assert shown(text) == found


def test_percent_and_code_are_characters_in_other_texts():
    assert shown(r"5 % \verb|$|", code=False) == [r"command \verb", "$ $"]


@pytest.mark.parametrize("seed", range(5))
def test_marks_are_the_tokens_of_the_library_that_are_no_single_characters(seed):
    random = Random(seed)
    for _ in range(200):
        text = fuzzing.grown(random)
        walker, position, expected = LatexWalker(text, latex_context=src.NO_SPECIALS), 0, []
        try:
            while True:
                token = walker.get_token(position, environments=False, parsing_state=src.SINGLE_DOLLARS)
                position = token.pos + token.len
                if token.tok != "char":
                    expected.append(token.pos)
        except LatexWalkerEndOfStream:
            pass
        environments = [k for m in src.marks(text) if m.kind in (src.BEGIN, src.END) for k in range(m.start, m.end)]
        found = {m.start for m in src.marks(text) if m.kind != src.STRAY}
        assert {k for k in expected if k not in environments} == {k for k in found if k not in environments}, text


def test_a_brace_knows_its_partner():
    text = r"{a}} { {\{} %}"
    found = src.marks(text)
    assert [(found[k].start, found[p].start) for k, p in enumerate(src.pairs(found)) if p > k] == [(0, 2), (7, 10)]


# ---------------------------------------------------------------- macros

@pytest.mark.parametrize("body, values, text", [
    (r"\sin#1(x)", ["h"], r"\sin h(x)"), (r"#1x", [r"\alpha"], r"\alpha x"), (r"#1#2", ["2", "3"], "23"), (r"\#1 #1", ["a"], r"\#1 a"),
    ("#1% #1\n  + 1", ["h"], "h+ 1"), (r"\verb|#1|", ["h"], r"\verb|#1|"), ("#2", ["h"], ""), ("{#1}", ["a b"], "{a b}"),
])
def test_arguments_come_in_as_tokens(body, values, text):
    assert expanded(body, values) == text


@pytest.mark.parametrize("text, values", [
    (r"\f h", [r"\sin", "h"]), (r"\f[a]h", ["\\a", "h"]), (r"\f{h}", [r"\sin", "h"]), ("\\f % x\n{h % y\n }", [r"\sin", "h"]),
])
def test_an_argument_is_a_group_or_one_token(text, values):
    macros = {"f": Macro("f", 2, r"\operatorname{#1} #2", r"\sin")} if values[0] == "\\a" else {"f": Macro("f", 1, r"\sin#1")}
    tokens = tokenize(text, macros=macros)
    assert [str(x.value) for x in tokens if x.kind in ("name", "operator")] == [values[0].strip("\\"), values[1]]


# ---------------------------------------------------------------- what is not printed says nothing

BODY = r"Let $W \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$.%s" "\n" r"\begin{align} x^\top W^\top &= x^\top W %s \\ &= x^\top W \end{align}"
UNPRINTED = ["% be symmetric", "% We use the denominator layout.", "% $W^\\top = W$.", "% Suppose that", r"\iffalse where $W$ is symmetric \fi{}",
             r"\iftrue\else where $W$ is symmetric \fi{}", "\n\\begin{comment}\nAssume $W^\\top = W$.\n\\end{comment}", "% \\fi \\iffalse",
             "%\\renewcommand{\\top}{}", r"\iffalse\renewcommand{\top}{}\fi{}", "% \\end{document}", r"\verb|where $W$ is symmetric|"]


@pytest.mark.parametrize("hidden", UNPRINTED)
def test_verdicts_do_not_depend_on_what_is_not_printed(hidden):
    def verdicts(first: str, second: str) -> list:
        text = BODY % (first + "\n", second)
        found = check_document(f"\\begin{{document}}\n{text}\n\\end{{document}}", "a.tex", [], "auto")
        return [step["verdict"] for step in found["steps"] if "conditional" not in str(step.get("problem"))]

    plain = verdicts("", "")
    assert plain == ["refuted", "proved"]
    assert verdicts(hidden, "") == plain
    if hidden.startswith("%"):
        assert verdicts("", hidden + "\n") == plain


@pytest.mark.parametrize("path, hidden", [
    ("sheet.tex", "% Assume $W^\\top = W$."), ("sheet.tex", "\\begin{verbatim}\nAssume $W^\\top = W$.\n\\end{verbatim}"),
    ("sheet.tex", "\\end{document}\nAssume $W^\\top = W$."), ("sheet.md", "<!-- Assume $W^\\top = W$. -->"), ("sheet.md", "```\nAssume $W^\\top = W$.\n```"),
])
def test_a_sheet_grants_only_what_it_prints(path, hidden):
    def verdict(said: str) -> str:
        sheet = Source(path, "\\begin{document}" * path.endswith("tex") + f"Let $W \\in \\mathbb{{R}}^{{n \\times n}}$.\n{said}\n")
        return check_document(r"$W^\top W = W W$", "a.md", [sheet], "auto")["steps"][0]["verdict"]

    assert verdict("Assume $W^\\top = W$.") == "proved"
    assert verdict(hidden) == "refuted"


def chains(text: str, path: str = "a.tex") -> list[str]:
    return [chain(x).split(" ;")[0] for x in read_document(text, path).statements]


@pytest.mark.parametrize("text, found", [
    ("\\[ a = b % \\]\n + c \\]", ["a = (sum +b +c)"]), ("$a % $\n = b$ and $c = d$", ["a = b", "c = d"]),
    ("\\begin{align} a &= b \\\\ % \\end{align}\n &= c \\end{align}", ["a = b = c"]),
    (r"$a = b \text{ if $c = d$ }$ and $e = f$", ["a = b", "e = f"]), (r"$$a = b \mbox{ for $c$}$$", ["a = b"]),
    ("%\\newcommand{\\x}{y}\n$\\x = 1$", ["!E101 = 1"]), ("\\newcommand{\\x}% why\n{y} $\\x = 1$", ["y = 1"]),
    (r"\begin{verbatim}\renewcommand{\beta}{y}\end{verbatim}$\beta = 1$", [r"\beta = 1"]), (r"\iffalse\renewcommand{\beta}{y}\fi$\beta = 1$", [r"\beta = 1"]),
    (r"\ifdraft\renewcommand{\beta}{y}\fi$\beta = 1$", ["!E102"]), (r"\def\beta#1.{y} $\beta = 1$", ["!E102"]),
    (r"\begin{center}\renewcommand{\beta}{y}$\beta = 1$\end{center} $\beta = 1$", ["y = 1", r"\beta = 1"]), (r"{\gdef\beta{y}} $\beta = 1$", ["y = 1"]),
    (r"$\beta = 1$ \renewcommand{\beta}{y} $\beta = 1$", [r"\beta = 1", "y = 1"]), (r"\renewcommand{\,}{x} $a\,a = 1$", ["(a x a) = 1"]),
    ("\\iffalse a % \\fi\n$a = b$ \\fi $c = d$", ["!E102", "c = d"]), ("% \\iffalse\n$a = b$", ["a = b"]), (r"\verb|\iffalse| $a = b$", ["a = b"]),
    (r"\iffalse \verb|\iffalse| \fi $a = b$", ["!E102"]), (r"\newcommand{\hide}{\iffalse} \hide $a = b$ \fi $c = d$", ["!E102", "c = d"]),
    (r"\ifthenelse{x}{$a = b$}{} $c = d$", ["!E102", "c = d"]), ("\\begin{document}$a = b$ % \\end{document}\n$c = d$\\end{document}", ["a = b", "c = d"]),
    ("% \\begin{document} $x = y$\n$z = z$\\begin{document}$a = b$", ["a = b"]), ("$a = b$\n\\endinput\n$c = d$", ["a = b"]),
    (r"\ifx\a\b\endinput\fi $a = b$", ["!E102"]), (r"\begin {align} a &= b \end {align}", ["a = b"]), (r"\lstinline|$x$| $a = b$", ["a = b"]),
    (r"\newenvironment{e}{\begin{equation}x = 1}{\end{equation}} $a = b$", ["a = b"]),
])
def test_documents_are_cut_at_marks(text, found):
    assert chains(text) == found


def test_markdown_cuts_at_its_own_code_and_not_at_a_quote_behind_a_backslash():
    text = "a \\` $x = y$ ` $b$ ` $c = d$\n```\n\\newcommand{\\beta}{y}\n```\n$\\beta = 1$"
    assert chains(text, "a.md") == ["x = y", "c = d", r"\beta = 1"]


@TEX
@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 60, 15))
def test_what_pdflatex_prints_is_read_or_refused_and_nothing_else_is_read(first, tmp_path):
    count = 0
    for seed in range(first, first + 15):
        document = read_document(hiding.Writer(Random(seed)).document(), "a.tex")
        on_paper = hiding.on_paper(document.text, tmp_path)
        read, refused = set(), set()
        for st in document.statements:
            broken = any(m.error is not None for m in st.members)
            (refused if broken else read).update(hiding.MARKER.findall((document.text if broken else document.printed)[st.start:st.end]))
        assert read <= on_paper <= read | refused, seed
        count += len(read)
    assert count > 10
