"""What the sheet of homework 4, problem 6 declares, and short ways to read formulas."""
from symbolic.language.integers import integer
from symbolic.reading.claims.reader import read
from symbolic.reading.declarations.given import context_from
from symbolic.reading.documents.statements import parse_statement
from symbolic.reading.grammar.syntax import Document

SHEET = [
    r"A_\ell \in \mathbb{R}^{n_\ell \times n_{\ell-1}},\ b_\ell \in \mathbb{R}^{n_\ell},\ n_L = 1",
    r"\sigma : \mathbb{R} \to \mathbb{R} \text{ differentiable, applied elementwise}",
    r"y_\ell = \sigma(A_\ell y_{\ell-1} + b_\ell),\ \ell = 1, \dots, L-1",
    r"y_L = A_L y_{L-1} + b_L",
    r"y_0 = x",
]

L, ELL = integer("L"), integer("\\ell")


def n(label):
    return integer("n", label)


def document(text):
    return Document("", text, tuple(parse_statement(text)))


def steps(text, given=SHEET, layout="mixed"):
    return read(document(text), given=list(given), layout=layout).steps


def step(text, given=SHEET, layout="mixed"):
    (only,) = steps(text, given, layout)
    return only


def reading(text, given=SHEET, layout="mixed"):
    """The one reading of a formula with one relation."""
    only = step(text, given, layout)
    assert only.problem is None, only.problem
    (obligation,) = only.readings
    return obligation


def side(text, given=SHEET, layout="mixed"):
    """A formula as an expression: the left side of it = itself."""
    return reading(f"{text} = {text}", given, layout).left


def problem(text, given=SHEET, layout="mixed"):
    found = step(text, given, layout).problem
    assert found is not None
    return found


def context(*given):
    return context_from(list(given))[0]
