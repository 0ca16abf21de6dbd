r"""What formulas and blocks are read as: the files in ``pass`` and ``fail``, positions, round trip."""
from dataclasses import fields
from pathlib import Path

import pytest

from outline import chain, outline
from symbolic.errors import ReadError
from symbolic.reading.documents.statements import parse_statement
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.parser import parse_formula
from symbolic.reading.grammar.unparse import same_syntax, to_latex

HERE = Path(__file__).parent


def entries(name: str) -> list[tuple[str, list[str]]]:
    """(input, expected lines) of a file; input lines may be marked by ``>``."""
    found = []
    for block in (HERE / name).read_text(encoding="utf-8").split("\n\n"):
        lines = [x for x in block.split("\n") if x and not x.startswith("#")]
        given = "\n".join(x.removeprefix(">").strip() for x in lines if not x.startswith("    "))
        if given:
            found.append((given, [x.strip() for x in lines if x.startswith("    ")]))
    return found


FORMULAS = entries("pass/formulas.txt")
STATEMENTS = entries("pass/statements.txt")
REFUSED = entries("fail/formulas.txt")


@pytest.mark.parametrize("latex, expected", FORMULAS)
def test_formula_is_read_as(latex, expected):
    assert [outline(parse_formula(latex))] == expected


@pytest.mark.parametrize("latex, expected", STATEMENTS)
def test_block_is_read_as(latex, expected):
    assert [chain(x) for x in parse_statement(latex)] == expected


@pytest.mark.parametrize("latex, expected", REFUSED)
def test_formula_is_refused(latex, expected):
    with pytest.raises(ReadError) as caught:
        parse_formula(latex)
    e = caught.value
    hint = f" ({e.hint})" if e.hint else ""
    assert [f'{e.code} at {e.start} "{latex[e.start:e.end]}": {e.message}{hint}'] == expected


def all_nodes(node):
    yield node
    for f in fields(node):
        yield from _inner(getattr(node, f.name))


def _inner(value):
    if isinstance(value, s.Node):
        yield from all_nodes(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from _inner(part)


@pytest.mark.parametrize("latex", [x for x, _ in FORMULAS])
def test_printed_syntax_reads_the_same(latex):
    node = parse_formula(latex)
    assert same_syntax(parse_formula(to_latex(node)), node), to_latex(node)


@pytest.mark.parametrize("latex", [x for x, _ in FORMULAS])
def test_positions_nest_and_shift(latex):
    node, moved = parse_formula(latex), parse_formula(latex, 1000)
    for inner, other in zip(all_nodes(node), all_nodes(moved)):
        assert 0 <= inner.start <= inner.end <= len(latex)
        assert (other.start, other.end) == (inner.start + 1000, inner.end + 1000)
        for child in (x for f in fields(inner) for x in _children(getattr(inner, f.name))):
            assert inner.start <= child.start and child.end <= inner.end, (inner, child)


def _children(value):
    if isinstance(value, s.Node):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _children(part)


def test_members_and_signs_stand_where_they_say():
    text = r"  \frac{\partial y}{\partial x} &= A \\ & \le B, \quad i = 1, \dots, n"
    statement, = parse_statement(text)
    shown = [text[m.start:m.end] for m in statement.members]
    assert shown == [r"\frac{\partial y}{\partial x}", "A", "B"]
    assert [text[r.start:r.end] for r in statement.relations] == ["=", r"\le"]
    assert text[statement.qualifiers[0].start:statement.qualifiers[0].end] == r"i = 1, \dots, n"


def test_names_stand_where_they_say():
    text = r"\tilde{y}_{\ell i} + \mathbf x"
    names = {text[n.start:n.end]: n.text for n in all_nodes(parse_formula(text)) if isinstance(n, s.Name)}
    assert names == {r"\tilde{y}": r"\tilde{y}", r"\ell": r"\ell", "i": "i", r"\mathbf x": r"\mathbf{x}"}


DEEP = [
    "(" * 90 + "x" + ")" * 90, r"\frac{1}{" * 90 + "x" + "}" * 90, r"\sqrt{" * 90 + "x" + "}" * 90,
    "x_{" * 90 + "i" + "}" * 90, r"\begin{bmatrix}" * 90 + "x" + r"\end{bmatrix}" * 90,
]
ENDLESS = ["(" * 5000, "{" * 5000, "|" * 5000, r"\left(" * 5000, r"\hat" * 5000, r"\frac" * 5000, "-" * 5000,
           "x^" * 5000, r"\begin{cases}" * 3000, r"\text{" * 5000, "x=" * 5000, "x," * 5000, r"\dots," * 4000,
           "1" * 100_000, "x" * 100_000, r"\underbrace{x}_" * 3000, "$" * 30_000, r"\forall " * 5000]


@pytest.mark.parametrize("latex", DEEP)
def test_deep_formulas_are_read(latex):
    parse_formula(latex)


@pytest.mark.parametrize("latex", ENDLESS)
def test_hostile_formulas_are_refused_soon(latex):
    for statement in parse_statement(latex):
        assert statement.members
    with pytest.raises(ReadError):
        parse_formula(latex + "}")
