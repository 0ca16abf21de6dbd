"""latex2sympy2 as another reader: what it is asked, what its word is worth, and that it agrees with us where both read."""
import sys
from fractions import Fraction

import pytest

from symbolic.checking import check_document
from symbolic.language.sympy_bridge import to_sympy
from symbolic.oracle import Oracle, asking
from symbolic.oracle.serving import respelled
from symbolic.reading.claims.reader import read
from symbolic.reading.declarations.given import context_from
from symbolic.reading.documents.documents import read_document


@pytest.fixture(scope="module")
def oracle():
    with Oracle() as found:
        yield found


@pytest.mark.parametrize(("left", "right", "word"), [
    (r"\int_0^1 x^2\, dx", r"\frac13", "equal"),
    (r"\int_0^1 x^2 dx", r"\frac12", "different"),
    (r"\binom{n}{2}", r"\tfrac{n(n-1)}{2}", "equal"),
    (r"\lim_{n \to \infty} \frac{1}{n}", "0", "equal"),
    ("n!", "n (n-1)!", "equal"),
    (r"\int f'(x) dx", "f(x)", "unread"),
    (r"\int_0^1 x^2 \rigth) dx", "1", "unread"),
    (r"\int A^T x\, dx", "1", "unread"),
])
def test_word_of_the_oracle(oracle, left, right, word):
    assert oracle.word(left, right, seconds=30)["word"] == word


def verdicts(text: str, **options) -> list[tuple[str, str]]:
    return [(step["verdict"], step["code"]) for step in check_document(text, "t.md", [], "auto", **options)["steps"]]


def test_a_word_is_never_a_verdict():
    text = "$$\\int_0^1 x^2 dx = \\frac13$$\n\n$$\\int_0^1 x^2 dx = \\frac12$$\n\n$$\\int f'(x) dx = f(x)$$"
    assert verdicts(text, oracle=True) == [("undecided", "oracle:latex2sympy2")] * 2 + [("unread", "E108")]
    assert verdicts(text) == [("unread", "E108")] * 3


@pytest.mark.parametrize("formula", [
    r"\int A dx = 0", r"\int x dA = 0", r"\int \mathbf{x} dt = 0", r"\int x_1 dt = 0", r"\int_0^1 x \dots dx = 0",
    r"x = x + \alpah", r"\int x dx \le 1",
])
def test_it_is_not_asked_about_matrices_and_what_it_reads_wrongly(formula, monkeypatch):
    monkeypatch.setattr(Oracle, "word", lambda *_: pytest.fail("asked"))
    text = "Let $A \\in \\mathbb{R}^{n \\times n}$.\n\n$$" + formula + "$$"
    assert all(not code.startswith("oracle") for _, code in verdicts(text, oracle=True))


def test_without_latex2sympy2_a_formula_stays_unread(monkeypatch):
    monkeypatch.setattr(asking, "find_spec", lambda name: None)
    assert verdicts(r"$$\int_0^1 x dx = \frac12$$", oracle=True) == [("unread", "E108")]


@pytest.mark.parametrize("program", ["import sys; sys.exit(3)", "print('ready'); import time; time.sleep(60)"])
def test_a_process_that_dies_or_sleeps_costs_nothing_else(program, monkeypatch):
    monkeypatch.setattr(asking, "COMMAND", (sys.executable, "-u", "-c", program))
    with Oracle() as found:
        assert found.word("1", "1", seconds=0.2)["word"] in ("absent", "unsure")
        assert found.worker is None


SCALARS = [
    r"\frac{x}{y} + 2", r"x^2 - 3xy", r"\sqrt{x + y}", r"(x + y)(x - y)", r"-\frac{1}{2} x", r"e^{-x} + 1",
    r"\frac{1}{1 + e^{-x}}", r"\log(x y)", r"\sin(x) \cos(y)", r"2 \cdot x \cdot y", r"x / y / 2", r"-x^2", r"2^{-3} x",
    r"\frac{\frac{x}{2}}{y + 1}", r"\tanh(x)",
]


@pytest.mark.parametrize("formula", SCALARS)
def test_both_readers_give_one_value(formula):
    from latex2sympy2 import latex2sympy

    typed = read_document(f"{formula} = z", "claim")
    context, _ = context_from([r"x, y, z \in \mathbb{R}"], document=typed)
    step, = read(typed, given=context, layout="auto").steps
    reading, = step.readings
    ours, theirs = to_sympy(reading.left), latex2sympy(respelled(formula))
    for x, y in ((Fraction(3, 2), Fraction(5, 7)), (Fraction(2), Fraction(9, 4))):
        at = {"x": x, "y": y}
        assert abs(complex((_at(ours, at) - _at(theirs, at)).evalf())) < 1e-12


def _at(expression, values):
    from sympy import Rational

    return expression.subs({symbol: Rational(values[symbol.name].numerator, values[symbol.name].denominator)
                            for symbol in expression.free_symbols if symbol.name in values})
