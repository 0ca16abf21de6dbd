"""HTML and LaTeX reports: golden files, their frame, what stands where.

Remake the golden files with: python tests/report/remake.py
"""
import base64
import hashlib
import re

import pytest
import remake
import results
from hostile import TEMPLATES, alien, body_of, elements, foreign, parsed

from symbolic.reporting.data import result
from symbolic.reporting.formats import Options
from symbolic.reporting.forms import html, html_folder, library_html, library_html_folder, tex
from symbolic.reporting.view import pages

OPTIONS = Options()
NAMES = remake.data_names()


@pytest.mark.parametrize("form", remake.FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_golden(name, form):
    assert remake.golden(name, form) == (remake.HERE / "golden" / f"{name}.{form}").read_text("utf-8")


def test_both_solutions_and_five_pages_of_the_library_are_there():
    assert len(NAMES) == 7 and sum("theorems" in remake.data(name) for name in NAMES) == 5


def page(name: str) -> str:
    return remake.rendered(name, "html")


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_well_formed_and_hold_nothing_foreign(name):
    assert foreign(page(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_documents_hold_known_commands_alone(name):
    assert alien(remake.rendered(name, "tex")) == []


def test_the_policy_allows_the_one_style_by_its_hash_and_nothing_else():
    shown = page("solution-a")
    (style,) = re.findall(r"<style>(.*?)</style>", shown, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in shown
    assert "url(" not in style and "@import" not in style and "http" not in shown.replace("http-equiv", "").replace(
        "http://www.w3.org", "")


def headings(shown: str) -> list[int]:
    return [int(name[1]) for name, _ in elements(shown) if re.fullmatch("h[1-6]", name)]


@pytest.mark.parametrize("name", NAMES)
def test_headings_go_down_by_one_and_mathematics_has_words(name):
    shown = page(name)
    levels = headings(shown)
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in zip(levels, levels[1:]))
    formulas = [attributes for tag, attributes in elements(shown) if tag == "math"]
    assert formulas and all(a.get("alttext") for a in formulas)
    assert dict(elements(shown)[0][1])["lang"] == "en"


def test_links_lead_to_places_that_are_there():
    data = result([remake.data("solution-a")["files"][0], remake.data("solution-b")["files"][0], results.EMPTY])
    made = html_folder(data, OPTIONS)
    assert list(made) == ["1-homework4-solution-a.html", "2-homework4-solution-b.html", "3-empty.html", "index.html"]
    targets = {name: {a["id"] for _, a in elements(shown) if "id" in a} for name, shown in made.items()}
    for name, shown in made.items():
        for _, attributes in elements(shown):
            if "href" in attributes:
                file, _, place = attributes["href"].partition("#")
                assert (file or name) in made and (not place or place in targets[file or name]), attributes["href"]


def test_the_index_counts_and_names_the_first_wrong_step():
    data = result([remake.data("solution-a")["files"][0], results.CLEAN])
    index = html_folder(data, OPTIONS)["index.html"]
    assert 'href="1-homework4-solution-a.html#f1-9-1">line 47</a>' in index
    cells = re.findall(r'<td class="number[^"]*">(\d+)</td>', index)
    assert cells == ["15", "3", "6", "10", "1", "0", "0", "0"]


def test_the_first_wrong_step_stands_before_the_derivation():
    shown, document = html(result([results.NOTES]), OPTIONS), tex(result([results.NOTES]), OPTIONS)
    assert shown.index("First wrong step") < shown.index('id="f1-1-1"')
    assert document.index("First wrong step") < document.index("The derivation, step by step")


def test_a_verdict_is_a_word_and_a_sign_beside_each_step():
    shown = html(result([results.NOTES]), OPTIONS)
    for verdict, sign in (("proved", "✓"), ("refuted", "✗"), ("undecided", "?"), ("unread", "!")):
        assert re.search(rf'<span class="badge {verdict}"><span aria-hidden="true">{re.escape(sign)}</span> {verdict}', shown)


def test_counterexamples_are_matrices():
    shown, document = html(result([results.NOTES]), OPTIONS), tex(result([results.NOTES]), OPTIONS)
    assert '<mtable class="matrix"><mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr>' in shown
    assert r"A = \begin{bmatrix} 0 & 1 \\ 0 & 0 \end{bmatrix}" in document
    assert "In entry (1, 2) the left side is" in shown


def test_data_of_before_have_pages_too():
    """Steps without readings, formulas and context: what older results hold."""
    assert foreign(html(result([results.NOTES, results.CLEAN, results.EMPTY]), OPTIONS)) == []
    assert alien(tex(result([results.NOTES, results.CLEAN, results.EMPTY]), OPTIONS)) == []
    assert "No step found" in html(result([results.EMPTY]), OPTIONS)


def test_labels_of_the_source_are_shown():
    step = results.step("1.1", 3, "a", "a", "proved", label="eq:loss")
    data = result([results.document("a.tex", step)])
    assert '<span class="label">eq:loss</span>' in html(data, OPTIONS) and "eq:loss" in tex(data, OPTIONS)


def test_reasons_repairs_and_proofs_are_shown():
    shown = page("jacobian-of-layer-by-input")
    assert "definition of a hidden layer" in shown and "Proof, line by line" in shown and "Near misses" in shown
    assert "Did you mean" in page("solution-a")


def test_what_follows_from_an_error_and_what_mends_it():
    wrong = results.step("1.1", 1, "a", "b", "refuted", reason="the two sides differ", true_if=[r"A is symmetric"], repair={
        "text": "c on the right side", "left": "a", "right": "c", "changes": [], "certificate": "accepted", "after": "",
        "mends": [["1.1", "a", "c"], ["1.2", "c", "d"]]})
    later = results.step("1.2", 2, "b", "d", "refuted", mended_by="1.1", follows={"id": "1.1", "line": 1})
    data = result([results.document("a.tex", wrong, later)])
    shown, document = html(data, OPTIONS), tex(data, OPTIONS)
    assert foreign(shown) == [] and alien(document) == []
    assert 'follows from step <a href="#f1-1-1">1.1</a> (line 1), which is wrong' in shown
    assert 'mended by the repair of step <a href="#f1-1-1">1.1</a>' in shown and '<p class="verdict follows">' in shown
    for words in ("The 2 steps that it mends", "true if A is symmetric"):
        assert words in shown
    assert r"\note{follows from step 1.1 (line 1), which is wrong}" in document and "These are then proved:" in document


def test_each_part_of_a_document_says_what_it_stands_on():
    context = {"declarations": [], "definitions": [], "assumptions": [], "equal": ["n = 1"], "facts": [], "not_understood": []}
    parts = [{"problem": str(k), "layout": "mixed", "steps": [], "context": context} for k in (1, 2)]
    data = result([results.document("a.tex", results.step("1.1", 1, "a", "a", "proved"), parts=parts)])
    for shown in (html(data, OPTIONS), tex(data, OPTIONS)):
        assert "Problem 1" in shown and "Problem 2" in shown and shown.count("Layout of derivatives") == 2


def test_shapes_are_drawn_and_definitions_are_a_graph():
    shown = page("solution-a")
    assert '<figure class="shape">' in shown and '<div class="graph"' in shown
    assert 'aria-label="y is defined by σ, A, y, b, x"' in shown


def test_a_library_has_pages_and_an_index():
    data = {"theorems": remake.data("chain-rule")["theorems"] + remake.data("gradient-by-bias")["theorems"]}
    made = library_html_folder(data, OPTIONS)
    assert list(made) == ["1-homework4-chain-rule.html", "2-homework4-gradient-by-bias.html", "index.html"]
    assert all(foreign(shown) == [] for shown in made.values()) and foreign(library_html(data, OPTIONS)) == []


def test_the_preamble_is_the_templates_own():
    document = remake.rendered("solution-a", "tex")
    kept = (TEMPLATES / "preamble.tex").read_text("utf-8").replace("<< version >>", "0.1.0")
    assert document[:-len(body_of(document))].replace("\\begin{document}", "").strip() == kept.strip()


def test_a_chain_joins_what_continues_and_opens_what_does_not():
    (shown,) = pages(result([results.NOTES]))
    assert [row.opens for chain in shown.chains for row in chain.rows] == [True, False, True, True, False]
    assert [len(chain.bridges) for chain in shown.chains] == [0, 0, 1]


def test_parsing_is_strict():
    with pytest.raises(Exception, match="."):
        parsed("<!DOCTYPE html><p></div>")


STANDARD = frozenset("""arraystretch bfseries bottomrule clearpage color dots end begin endhead enspace footnotesize hspace
    itshape linewidth mbox medskip midrule par parbox quad raggedright small smallskip texttt textbf toprule item LARGE
    arraybackslash sign times""".split())
"""Commands of LaTeX itself and of the packages of the preamble that the templates use."""


def test_every_command_of_the_templates_is_defined():
    preamble = (TEMPLATES / "preamble.tex").read_text("utf-8")
    defined = set(re.findall(r"\\(?:newcommand|newenvironment|newsavebox|newlength)\{\\?([A-Za-z]+)\}", preamble))
    used = {name for file in ("check.tex", "macros.tex", "library.tex")
            for name in re.findall(r"\\([A-Za-z]+)", (TEMPLATES / file).read_text("utf-8"))}
    assert used - defined - STANDARD == set()


def test_the_formula_that_a_repair_begins_with_is_one_formula():
    from symbolic.reporting.formula import told
    repair = {"right": "2 X w + a", "text": "2 X w + a on the right side (factor)"}
    assert told(repair) == r"\(2 X w + a\) on the right side (factor)"
    assert told({"right": "a", "text": "with a for b throughout"}) == "with a for b throughout"


@pytest.mark.parametrize("formula, spoken, printed", [
    (r"x^\top x \ge 0 \ge -1", "xᵀ x ≥ … ≥ -1", r"\newrelation \ge \cdots \ge"),
    (r"-1 \le 0 = 0 x^\top x", "-1 ≤ … = 0 xᵀ x", r"\newrelation \le \cdots ="),
    (r"x^\top x \ge 0", "xᵀ x ≥ 0", r"\newrelation  \ge"),
])
def test_the_overview_says_the_relations_of_a_chain(formula, spoken, printed):
    """a ≥ … ≥ b is not a = … ≥ b, nor is one relation a chain with dots, for the eye and for the ear."""
    from symbolic.checking import check
    data = check(f"$${formula}$$" + 9 * "\n\n$$x = x$$", [r"x \in \mathbb{R}^n"])
    claim, *_ = re.findall(r'<td class="claim"><math alttext="([^"]*)"', html(data, OPTIONS))
    assert claim == spoken
    assert printed in tex(data, OPTIONS).partition(r"\heading{Summary}")[2]


def test_what_a_repair_exchanges_is_printed_as_formulas():
    shown = page("solution-a")
    assert 'with <math alttext="ℓ"><mi>ℓ</mi></math> for <math alttext="L"><mi>L</mi></math> throughout' in shown
