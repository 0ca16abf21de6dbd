r"""Documents: where mathematics stands, chains split over blocks, words and conditions in prose."""
import json
import time
from pathlib import Path

import pytest

from outline import chain
from symbolic.reading.documents.documents import read_document
from symbolic.reading.documents.statements import parse_statement
from symbolic.reading.grammar.parser import parse_formula
from symbolic.reading.grammar.unparse import same_syntax, to_latex

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared cases are not here")


def chains(text: str, path: str = "notes.md") -> list[str]:
    return [chain(x) for x in read_document(text, path).statements]


def codes(text: str, path: str = "notes.md") -> list[str]:
    return [n.code for n in read_document(text, path).notices]


DELIMITERS = [
    "$x = y$", "$$x = y$$", r"\(x = y\)", r"\[x = y\]", "$`x = y`$", "```math\nx = y\n```",
    *(rf"\begin{{{name}}} x &= y \end{{{name}}}" for name in ("align", "align*", "eqnarray", "gather*", "multline")),
    r"\begin{equation} x = y \end{equation}", r"$$\begin{aligned} x &= y \end{aligned}$$",
    r"\begin{equation*}\begin{split} x &= y \end{split}\end{equation*}",
    r"$$\begin{array}{rcl} x & = & y \end{array}$$", r"\begin{alignat}{2} x &= y \end{alignat}",
]


@pytest.mark.parametrize("text", DELIMITERS)
def test_every_delimiter_is_found(text):
    assert [x.split(" ;")[0] for x in chains(f"\n{text}\n")] == ["x = y"]


def test_offsets_are_those_of_the_document():
    text = "Some words.\n\n$$ a = \\frac{b}{c} $$\n\nand $d = e$."
    document = read_document(text, "a.md")
    shown = [text[m.start:m.end] for st in document.statements for m in st.members]
    assert shown == ["a", r"\frac{b}{c}", "d", "e"]
    assert document.place(document.statements[1].start) == (5, 6)


def test_chain_split_over_displays():
    assert chains("$$a = b$$\n\n$$= c$$\n\n$$= d$$") == ["a = b = c = d"]


def test_chain_goes_on_after_a_little_prose_with_a_notice():
    text = "$$a = b$$\nand by the product rule\n$$= c$$"
    assert chains(text) == ["a = b = c"]
    assert "N106" in codes(text)


def test_chain_does_not_cross_into_the_next_exercise():
    assert chains("$$a = b$$\n\n2. Next exercise\n\n$$= c$$")[1].startswith("!E110 = c")


def test_relation_in_the_prose_before_a_display():
    text = "$$f := g$$\n\n=\n$$h$$\n\n=: $k = l$"
    assert chains(text) == ["f := g = h =: k = l"]


def test_inline_formulas_with_a_sign_between():
    assert chains("so $a$ = $b$.") == ['a = b ; words "so"']
    assert chains("$a$\n= $b$") == ["a = b"]


def test_inline_formula_that_begins_with_a_relation_is_not_joined_over_prose():
    assert chains("$$a = b$$ consider then $=c$")[1].startswith("!E110 = c")


def test_dangling_relation_takes_the_next_display():
    assert chains("$$a =$$\n\n$$b$$") == ["a = b"]


def test_words_before_and_behind_a_formula():
    assert chains("Let $A$ be symmetric. Then $B = C$ holds.") == [
        'A ; words "Let be symmetric"', 'B = C ; words "Then holds"']


def test_words_of_a_list_are_about_each_formula():
    assert chains("Let $A$, $B$ and $C$ be invertible.") == [
        f'{x} ; words "Let be invertible"' for x in "ABC"]


def test_condition_in_the_prose_behind():
    assert chains(r"Here $x_i = y_i$ for $i \neq j$.")[0].startswith(r"x[_i] = y[_i] ; (\neq i j)")
    assert len(chains(r"Here $x_i = y_i$ for $i \neq j$.")) == 1


def test_condition_in_the_prose_before():
    found = chains("For $x > 0$, we have\n$$f = g$$")
    assert found == ['f = g ; (> x 0) ; words "we have"']


def test_range_in_the_prose_before_stays_a_statement():
    found = chains("For $i = 1, \\dots, n$, $$f = g$$")
    assert found == ['i = (, 1 ... n) ; words "For"', "f = g ; (= i (, 1 ... n))"]


def test_comments_of_latex_and_percent_of_markdown():
    assert chains("$a = b$ % $c = d$\n$e = f$", "a.tex") == ["a = b", "e = f"]
    assert [x.split(" ;")[0] for x in chains("50 % of $a = b$ is $c = d$")] == ["a = b", "c = d"]


def test_preamble_and_what_follows_the_end_are_not_read():
    text = "\\title{$x$}\n\\begin{document}\n$a = b$\n\\end{document}\n$c = d$"
    assert chains(text, "a.tex") == ["a = b"]
    assert "N105" in codes(text, "a.tex")


def test_code_is_not_mathematics():
    assert chains("```python\ny = '$x$'\n```\n`$z$` and $a = b$")[0].startswith("a = b")
    assert chains("\\begin{verbatim}$x$\\end{verbatim} $a = b$", "a.tex") == ["a = b"]


def test_prices_are_not_mathematics():
    assert chains("It costs $5 to see $a = b$.")[-1].startswith("a = b")
    assert "N102" in codes("It costs $5 to see $a = b$.")


def test_a_block_never_closed_ends_with_its_paragraph():
    found = chains("$$a = b\n\nwords\n\n$$c = d$$")
    assert found == ["!E112", 'c = d ; words "words"']


def test_one_bad_formula_never_loses_another():
    assert chains("$$\\frac{a}{$$\n\n$$c = d$$")[-1] == "c = d"
    assert chains("$$\\begin{bmatrix} a$$\n\n$$c = d$$")[-1] == "c = d"


def test_mathematics_outside_delimiters_is_noticed():
    assert codes("Z := a + b\n\nand then\n\n[diag(s)]_{ij} = = x\n") == ["N101", "N101"]
    assert codes("Only words, and $a = b$.") == []


def test_hidden_by_a_conditional():
    assert chains("\\begin{document}\\iffalse $a = b$ \\fi $c = d$", "a.tex") == ["!E102", "c = d"]
    assert chains(r"$a \iff b$", "a.tex") == [r"a \Leftrightarrow b"]


def test_macros_expand_and_redefinitions_are_noticed():
    text = r"""\newcommand{\R}{\mathbb{R}} \newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}
\DeclareMathOperator{\Diag}{diag} \renewcommand{\neq}{=} \def\x{\mathbf x}
$A \in \R$, $\pd{y}{\x} \neq \Diag(a)$"""
    assert [x.split(" ;")[0] for x in chains(text, "a.tex")] == [
        r"A \in \mathbb{R}", r"(/ (@partial y) (@partial \mathbf{x})) = (@diag <( a>)"]
    assert "N103" in codes(text, "a.tex")
    where = read_document(text, "a.tex").statements[1].members[0].syntax
    assert text[where.start:where.end] == r"\pd{y}{\x}"


def test_let_gives_a_command_another_name_but_keeps_no_old_meaning():
    text = r"\let\th=\theta \let\old\sigma \renewcommand{\sigma}{x} \let\frac\sqrt $\th = \sigma$ $\old = x$ $\let\a\b = 1$"
    assert chains(text, "a.tex") == [r"\theta = x", "!E101 = x", "!E102"]


def test_macro_bombs_are_refused():
    bomb = "".join(rf"\newcommand{{\{a}}}{{\{b}\{b}}}" for a, b in zip("abcdefghijklm", "bcdefghijklmn"))
    assert chains(bomb + r"\newcommand{\n}{xx} $\a = 0$", "a.tex") == ["!E109"]
    assert chains(r"\newcommand{\a}{\a} $\a = 0$", "a.tex") == ["!E109"]


def test_plain_text_without_delimiters_is_formulas():
    assert chains("a = b\n\nc = d", "") == ["a = b", "c = d"]


HOSTILE = ["$" * 20_000, r"\[" * 5_000, r"\begin{align}" * 5_000, "$$ x \n\n" * 3_000, "$$= x$$\n" * 2_000,
           r"\newcommand{\a}{" * 5_000, "`" * 20_000, r"\if " * 5_000, "For $i=1$, " * 2_000, "a = b\n" * 5_000]


@pytest.mark.parametrize("path", ["a.tex", "a.md", "a"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_documents_end_soon(text, path):
    start = time.perf_counter()
    read_document(text, path)
    assert time.perf_counter() - start < 10


def test_a_damaged_solution_is_read_as_far_as_it_goes():
    text = r"""
$$\begin{aligned}
 (b) \quad \left(\frac{\partial u}{\partial W} \right)_{ij} &= \frac{\partial u}{\partial (W)_{ij}} \\
 &= \left[\begin{array}{c} \circ \\ g \\ \vdots \end{array} \right] \\
 &= (v)_j \\
 \therefore \frac{\partial u}{\partial W} &= v^T
 \end{aligned}$$

For
$$\ell = 1, ..., L - 1$$
,

$$\frac{\partial u}{\partial b} = \frac{\partial u}{$$

$$= \sigma'(c) \\ = (A_e)_{i,j} + (A_e)_{i,$$
"""
    assert chains(text, "scan.txt") == [
        r"<( (/ (@partial u) (@partial W))>[_(i j)] = (/ (@partial u) (@partial <( W>[_(i j)])) "
        r"= !E106 = <( v>[_j] ; label (b)",
        r'(/ (@partial u) (@partial W)) = v[^T] ; words "therefore"',
        r'\ell = (, 1 ... (sum +L -1)) ; words "For"',
        r"(/ (@partial u) (@partial b)) = !E104 = (\sigma['] <( c>) = !E104",
    ]


# ---------------------------------------------------------------- shared cases, where they are

def shared_formulas():
    for name in ("cookbook", "deeplearning", "wild"):
        for line in (SHARED / "cases" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            for latex in [*case["given"], case["claim"]]:
                yield case["id"], latex


@needs_shared
def test_shared_cases_are_read_and_print_back():
    unread, count = [], 0
    for name, latex in shared_formulas():
        for statement in parse_statement(latex):
            for member in statement.members:
                count += 1
                if member.error is not None and member.error.code != "E120":
                    unread.append((name, latex, member.error.message))
            for node in [m.syntax for m in statement.members if m.syntax] + list(statement.qualifiers):
                assert same_syntax(parse_formula(to_latex(node)), node), latex
    print(f"{count - len(unread)} of {count} members are read")
    assert unread == []


@needs_shared
def test_shared_hostile_inputs_are_harmless():
    for line in (SHARED / "cases" / "nasty.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["input"]
        start = time.perf_counter()
        parse_statement(text)
        for path in ("a.tex", "a.md", "a"):
            read_document(text, path)
        assert time.perf_counter() - start < 60  # a hang, not a slow machine


@needs_shared
def test_shared_seeds_print_back():
    for path in sorted((SHARED / "seeds").glob("0*.txt")):
        document = read_document(path.read_text(encoding="utf-8"), path.name)
        assert len(document.statements) > 15
        for statement in document.statements:
            for member in statement.members:
                if member.syntax is not None:
                    assert same_syntax(parse_formula(to_latex(member.syntax)), member.syntax)


def test_a_display_that_a_scanner_repeats_is_read_once_and_counted():
    text = "$$a = b$$\n\n$$= c$$\n\n$$=  c$$\n\n$$= c$$\n\nwords\n\n$$= c$$\n\n$$d = e$$ $d = e$"
    document = read_document(text, "loop.md")
    assert [len(x.members) for x in document.statements] == [4, 2, 2]
    assert [(document.place(n.start)[0], n.message) for n in document.notices if n.code == "N108"] == [
        (3, "this stands 3 times in a row and is judged once")]
