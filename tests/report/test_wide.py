r"""Wide formulas and numbers of equations: where LaTeX may break them, and what stands beside a step."""
import re
import shutil
import subprocess

import pytest
import results
from hostile import alien, foreign

from symbolic.reporting import tex
from symbolic.reporting.data import result
from symbolic.reporting.formats import Options
from symbolic.reporting.formulas import formula
from symbolic.reporting.forms import html, text
from symbolic.reporting.forms import tex as document
from symbolic.reporting.pdf import compiled

OPTIONS = Options()
PDF = pytest.mark.skipif(shutil.which("pdflatex") is None or shutil.which("pdftotext") is None,
                         reason="pdflatex or pdftotext is not installed (texlive-latex-recommended, poppler-utils)")


@pytest.mark.parametrize("latex, expected", [
    ("a", r"\term{a}"),
    ("a + b - c", r"\term{a} \orbreak + \term{b} \orbreak - \term{c}"),
    ("-a + b", r"- \term{a} \orbreak + \term{b}"),
    ("(a + b) c - d", r"\longterm{(a + b) c}{( \term{a} \orbreak + \term{b}) \orfactor \term{c}} \orbreak - \term{d}"),
    ("(a + b)^{2}", r"\longterm{{(a + b)}^{2}}{( \term{a} \orbreak + \term{b})^{2}}"),
    (r"f(\frac{a}{b} + c)", r"\longterm{f \mathopen{}\left( \frac{a}{b} + c \right)}{f \mathopen{\left( \vphantom{\frac{a}{b} + c} \right.}"
     r"\term{\frac{a}{b}} \orbreak + \term{c}\mathclose{\left. \vphantom{\frac{a}{b} + c} \right)}}"),
    (r"\begin{bmatrix} a \end{bmatrix} \begin{bmatrix} b \end{bmatrix}",
     r"\longterm{\begin{bmatrix} {a} \end{bmatrix} \begin{bmatrix} {b} \end{bmatrix}}"
     r"{\term{\begin{bmatrix} {a} \end{bmatrix}} \orfactor \term{\begin{bmatrix} {b} \end{bmatrix}}}"),
    (r"a \odot b", r"\longterm{a \odot b}{\term{a} \orbreak \odot \term{b}}"),
    (r"a \odot b \odot c", r"\longterm{a \odot b \odot c}{\term{a} \orbreak \odot \term{b} \orbreak \odot \term{c}}"),
    (r"\sqrt{a + b}", r"\term{\sqrt{a + b}}"),
    ("x = a + b", r"\term{x} \newrelation = \term{a} \orbreak + \term{b}"),
    (r"\frac{a + b}{c}", r"\term{\frac{a + b}{c}}"),
    (r"\begin{bmatrix} a + b & c \end{bmatrix} + d", r"\term{\begin{bmatrix} {a + b} & {c} \end{bmatrix}} \orbreak + \term{d}"),
])
def test_where_a_formula_may_be_broken(latex, expected):
    assert str(tex.broken(formula(latex))) == expected


def test_brackets_inside_each_other_make_no_document_without_end():
    deep = "a"
    for _ in range(40):
        deep = f"(({deep} + b)^{{2}} c)(d)"
    assert len(tex.broken(formula(deep))) < 12 * len(deep)


def test_the_number_stands_beside_the_step():
    data = result([results.WIDE])
    shown = html(data, OPTIONS)
    assert '<span class="equation"><span class="hidden">equation </span>(3.2a), (3.2b)</span>' in shown
    assert '<span class="hidden">equation </span>(∗)</span>' in shown
    assert r"\soft{1.1}\enspace (3.1)}" in document(data, OPTIONS) and r"\enspace (\ensuremath{\ast})}" in document(data, OPTIONS)
    assert "wide.tex:3:5 (3.1)  ✓ proved" in text(data, OPTIONS) and "wide.tex:5:5 (∗)  ? undecided" in text(data, OPTIONS)
    assert foreign(shown) == [] and alien(document(data, OPTIONS)) == []


def test_a_tag_is_not_said_twice():
    tagged = result([results.document("a.tex", results.step("1.1", 3, "a", "a", "proved", label="B", equation="(B)"))])
    assert '<span class="label">' not in html(tagged, OPTIONS) and r"\quad B}" not in document(tagged, OPTIONS)


def test_a_wide_formula_among_words_scrolls_by_itself():
    shown = html(result([results.WIDE]), OPTIONS)
    assert '<span class="wide" tabindex="0" role="group" aria-label="Formula"><math alttext="S = A_1B_1 + ' in shown


def test_brackets_of_left_and_right_stay_one_formula_in_a_sentence():
    from symbolic.reporting.formulas import pieces
    found = pieces(r"use \left( A_L \right)_{1, n_{L - 1}} for it")
    assert [p.text for p in found if p.syntax is not None] == [r"\left( A_L \right)_{1, n_{L - 1}}"]


# ---------------------------------------------------------------- on paper

LEFT, RIGHT, PAGE = 68, 595 - 68, 595
"""The margins of the preamble, 24 mm, in points."""


def words(pdf: bytes, folder) -> list[tuple[float, float, float, float, str]]:
    """Left and right end, top and bottom of each word, in points, and the word."""
    (folder / "report.pdf").write_bytes(pdf)
    subprocess.run(["pdftotext", "-bbox", "report.pdf", "report.html"], cwd=folder, check=True, timeout=60)
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>',
                       (folder / "report.html").read_text("utf-8"))
    return [(float(a), float(c), float(b), float(d), w) for a, b, c, d, w in found]


@PDF
@pytest.mark.slow
def test_nothing_is_set_beyond_the_margins(tmp_path):
    found = words(compiled(document(result([results.WIDE]), OPTIONS)), tmp_path)
    assert found and [w for w in found if w[0] < LEFT - 2 or w[1] > RIGHT + 2] == []


@PDF
@pytest.mark.slow
@pytest.mark.parametrize("wide", [
    r"\operatorname{tr}(" + " + ".join(f"A_{k} B_{k} A_{k} B_{k}" for k in range(9)) + ")",
    r"\left( \frac{A}{B} + " + " - ".join(f"A_{k} B_{k} A_{k} B_{k}" for k in range(9)) + r" \right)^{2} B",
    r" \odot ".join(f"A_{k} B_{k} A_{k} B_{k}" for k in range(9)),
    r"(A + B)".join("" for _ in range(20)),
])
def test_what_stands_in_brackets_or_is_multiplied_is_broken_and_not_narrowed(tmp_path, wide):
    steps = results.document("s.tex", results.step("1.1", 3, "B", wide, "proved"), results.step("2.1", 4, "B", "A", "proved"))
    found = words(compiled(document(result([steps]), OPTIONS)), tmp_path)
    assert min(w[3] - w[2] for w in found if w[4] == "B") > 6.5, "a fraction in the summary has the smallest"
    assert [w for w in found if w[1] > RIGHT + 2] == []


@PDF
@pytest.mark.slow
def test_sums_are_broken_and_only_matrices_are_narrowed(tmp_path):
    sums = results.document("s.tex", results.step("1.1", 3, "S", results.LONG, "proved"), results.step("2.1", 4, "B", "A", "proved"))
    heights = {round(w[3] - w[2], 1) for w in words(compiled(document(result([sums]), OPTIONS)), tmp_path) if w[4] in ("A", "B", "+")}
    assert len(heights) <= 2, "one size for letters, one for signs"
    matrix = results.document("m.tex", results.step("1.1", 3, "S", "A + " + results.MATRIX, "proved"))
    found = words(compiled(document(result([matrix]), OPTIONS)), tmp_path)
    assert max(w[3] - w[2] for w in found if w[4] == "A") > 1.5 * min(w[3] - w[2] for w in found if w[4] == "a")
