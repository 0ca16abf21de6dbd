r"""The report as LaTeX, for pdflatex with Debian's texlive-latex-recommended alone.

Formulas are printed from trees by ``tex.math``; every other text is escaped by
the templates, so no command of an input reaches the document.
"""
from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup

from symbolic.version import __version__

from . import tex
from .boxes import Box, boxes
from .data import VERDICTS
from .formula import sufficient, text_cut, told
from .formulas import formula
from .problems import marked
from .templating import tex_environment
from .view import Chain, Row, chains, pages, side

POINTS = 0.35
"""Points of a box's edge for a pixel of it on a screen."""
LONGEST_EXCERPT = 200


def latex_report(result: dict) -> str:
    """All documents, each from a page of its own on, with a table of all at the end."""
    return _render("check.tex", pages=pages(result))


def latex_library(library: dict) -> str:
    """The library's theorems with their proofs and near misses."""
    return _render("library.tex", theorems=library["theorems"])


def _render(template: str, **values) -> str:
    return _environment().get_template(template).render(version=__version__, verdicts=VERDICTS, **values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = tex_environment({
        "inline": inline, "formula_of": formula_of, "sides": relation, "sentence": tex.sentence, "told": told, "value": tex.value,
        "given": given, "worked": worked, "boxes": boxes, "drawn": drawn, "chains": chains, "claim": claim, "excerpt": excerpt,
        "capital": capital, "after_comma": after_comma, "given_line": given_line,
        "sufficient": sufficient,
    })
    made.globals["whole"] = whole
    return made


# ---------------------------------------------------------------- words

def capital(words: Markup) -> Markup:
    """With a capital first letter; commands are left alone."""
    return words[:1].upper() + words[1:]


def after_comma(words: Markup) -> Markup:
    """Without the comma that leads it."""
    return Markup(words.lstrip(", "))


def excerpt(problem: dict) -> Markup:
    """The source line around a problem as words, the place underlined."""
    before, place, after = map(tex.text, marked(problem, LONGEST_EXCERPT))
    return Markup(r"{}\place{{{}}}{}").format(before, place, after)


# ---------------------------------------------------------------- mathematics

def formula_of(latex: str) -> Markup:
    """A formula on a line of its own, which may be broken; as words if it is none that can be read."""
    node = formula(latex)
    return tex.broken(node) if node is not None else source(latex)


def unbroken(latex: str) -> Markup:
    """A formula for mathematical mode; as words if it is none that can be read."""
    node = formula(latex)
    return tex.math(node) if node is not None else source(latex)


def inline(latex: str) -> Markup:
    """A formula in a line of text."""
    return Markup("${}$").format(unbroken(latex))


def given_line(latex: str) -> Markup:
    """A line of what is given: a formula where it is one, else words with their formulas."""
    return inline(latex) if formula(latex) is not None else tex.sentence(latex)


def source(latex: str) -> Markup:
    """What could not be read, as it was typed, for mathematical mode."""
    words = text_cut(" ".join(latex.split()), LONGEST_EXCERPT)
    return Markup(r"\typed{{{}}}").format(tex.text(words)) if words else Markup("")


def relation(row: Row, part: str = "whole") -> Markup:
    """A step's ``left`` side, its relation and ``right`` side as ``tail``, or the ``whole``."""
    step = row.step
    match part:
        case "left":
            return _side(step, "left")
        case "tail":
            return Markup("{} {}").format(tex.sign(step["relation"]), _side(step, "right"))
    return Markup(r"{} \newrelation {} {}").format(_side(step, "left"), tex.sign(step["relation"]), _side(step, "right"))


def _side(step: dict, which: str) -> Markup:
    node = side(step, which)
    return tex.broken(node) if node is not None else source(step[which])


def whole(left: str, sign: str, right: str) -> Markup:
    """A relation between two formulas; an empty left side goes on from the line before."""
    before = Markup(r"{} \newrelation ").format(formula_of(left)) if left else Markup("")
    return Markup("{}{} {}").format(before, tex.sign(sign), formula_of(right))


def claim(chain: Chain) -> Markup:
    """What a chain claims in all: its first side, dots if there is more between, its last side."""
    rows = chain.rows or chain.bridges
    first, last = rows[0].step, rows[-1].step
    between = Markup(r"{} \cdots").format(tex.sign(first["relation"])) if len(rows) > 1 else Markup("")
    return Markup(r"{} \newrelation {} {} {}").format(_side(first, "left"), between, tex.sign(last["relation"]), _side(last, "right"))


def given(pair: list) -> Markup:
    """``name = value`` for an item of a counterexample."""
    name, found = pair
    return Markup("{} = {}").format(unbroken(str(name)), _value(found))


def worked(pair: list) -> Markup:
    """``formula = value`` on a line of its own, which may be broken."""
    name, found = pair
    return Markup(r"{} \newrelation = {}").format(formula_of(str(name)), _value(found))


def _value(found) -> Markup:
    number = isinstance(found, list) or tex.RATIONAL.fullmatch(str(found)) is not None
    return tex.value(found) if number else unbroken(str(found))


def drawn(both: tuple[list[Box], list[Box]], sign: str) -> Markup:
    """The boxes of both sides, each with its extents."""
    left, right = (Markup(" ").join(map(_box, found)) for found in both)
    return Markup("{} {} {}").format(left, tex.sign(sign), right)


def _box(box: Box) -> Markup:
    size = Markup("{:.1f}pt").format
    return Markup(r"{} \underset{{\scriptscriptstyle {}}}{{\shapebox{{{}}}{{{}}}}}").format(
        tex.sign(box.sign) if box.sign else Markup(""), unbroken(box.extents), size(box.width * POINTS),
        size(box.height * POINTS))
