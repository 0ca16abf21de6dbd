"""The report as HTML: self-contained pages that need neither network nor script.

Everything shown comes from the result data; formulas are MathML printed from
trees, other texts are escaped by the templates.  The only style is the one
whose hash the page's Content-Security-Policy names.
"""
from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files as resources

from jinja2 import Environment
from markupsafe import Markup, escape

from symbolic.reading.grammar.syntax import Node
from symbolic.version import __version__

from . import mathml, signs
from .boxes import boxes
from .data import VERDICTS
from .formula import shorten, sufficient, told
from .formulas import formula, pieces
from .graph import graph
from .plain import plain
from .problems import marked
from .templating import environment
from .tex import RATIONAL
from .view import WORDS, Chain, Page, Row, chains, pages, side, used_definitions, verdict_sign

INDEX = "index.html"
NARROW = 26
"""Characters of a formula that has room on any screen."""
LONGEST_EXCERPT = 160
"""Characters of a source line around a place."""


def html_report(result: dict) -> str:
    """All documents on one page, an overview before them if there are several."""
    shown = pages(result)
    return _render("check.html", pages=shown, summary=result["summary"], title=_title(shown), several=len(shown) > 1)


def html_pages(result: dict) -> dict[str, str]:
    """A page for each document by its file name, and an index."""
    shown = pages(result)
    made = {p.name: _render("check.html", pages=[p], summary=p.counts, title=p.path, several=False, index=INDEX)
            for p in shown}
    return {**made, INDEX: _render("index.html", pages=shown, summary=result["summary"], title="Derivations checked")}


def html_grades(result: dict, submissions: list[str], rows: list[dict], **about) -> str:
    """The index of a graded stack: points of each submission by problem.

    ``submissions`` names those in ``result``, in its order; a row has ``submission``,
    ``waits`` and ``points``, ``about`` what stands around the table.
    """
    shown = dict(zip(submissions, pages(result)))
    whole = [{**row, "page": shown.get(row["submission"])} for row in rows]
    return _render("grades.html", rows=whole, title="Submissions graded", **about)


def html_library(library: dict) -> str:
    """The library's theorems with their proofs and near misses, on one page."""
    return _render("library.html", theorems=library["theorems"], title=_library_title(library["theorems"]))


def html_library_pages(library: dict) -> dict[str, str]:
    """A page for each theorem, and an index."""
    theorems = library["theorems"]
    names = {t["name"]: f"{k}-{t['name'].replace('.', '-').replace('_', '-')}.html" for k, t in enumerate(theorems, 1)}
    made = {names[t["name"]]: _render("library.html", theorems=[t], title=t["title"], index=INDEX) for t in theorems}
    return {**made, INDEX: _render("library_index.html", theorems=theorems, names=names, title="Library of theorems")}


def html_exercise(exercise, key: bool) -> str:
    """An exercise sheet (``symbolic.exercising.Exercise``), or its key."""
    return _render("exercise.html", exercise=exercise, key=key, title=f"Key: {exercise.title}" if key else exercise.title)


def _title(shown: list[Page]) -> str:
    return shown[0].path if len(shown) == 1 else f"{len(shown)} derivations"


def _library_title(theorems: list[dict]) -> str:
    return theorems[0]["title"] if len(theorems) == 1 else "Library of theorems"


# ---------------------------------------------------------------- rendering

def _render(template: str, **values) -> str:
    css, digest = _style()
    return _environment().get_template(template).render(
        css=css, style_hash=digest, version=__version__, words=WORDS, verdicts=VERDICTS, **{"index": "", **values})


@lru_cache(maxsize=1)
def _style() -> tuple[Markup, str]:
    """The style sheet, and the hash by which the page's policy allows it."""
    css = resources("symbolic.reporting").joinpath("templates", "style.css").read_text("utf-8")
    return Markup(css), base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = environment({
        "sign": verdict_sign, "inline": inline, "display": display, "sides": relation, "sentence": sentence,
        "value": entry, "given": given, "boxes": boxes,
        "plain": plain, "definition_graph": lambda context: graph(used_definitions(context)), "chains": chains,
        "claim": claim, "inline_sign": inline_sign, "sentence_of_given": given_line, "sufficient": sufficient, "told": told,
        "marked": lambda problem: marked(problem, LONGEST_EXCERPT),
    })
    made.globals.update(whole=whole, narrow=NARROW)
    return made


# ---------------------------------------------------------------- mathematics

def inline(latex: str) -> Markup:
    """A formula in a line of text; its source as code if it is none that can be read."""
    node = formula(latex)
    return _in_text(node) if node is not None else source(latex)


def _in_text(node: Node) -> Markup:
    """A formula among words; a wide one scrolls in a box of its own."""
    found = mathml.math(node)
    if len(found.striptags()) <= NARROW:
        return found
    return Markup('<span class="wide" tabindex="0" role="group" aria-label="Formula">{}</span>').format(found)


def display(latex: str) -> Markup:
    """A formula on a line of its own."""
    node = formula(latex)
    return mathml.math(node, display=True) if node is not None else source(latex)


def source(latex: str) -> Markup:
    """What could not be read, as it was typed."""
    return Markup('<code class="source">{}</code>').format(latex)


def sentence(words: str) -> Markup:
    """A sentence with its formulas."""
    return Markup("").join(
        _in_text(p.syntax) if p.syntax is not None else escape(plain(p.text) if "\\" in p.text else p.text)
        for p in pieces(words))


def relation(row: Row, part: str = "whole") -> Markup:
    """A step's ``left`` side, its relation and ``right`` side as ``tail``, or the ``whole``."""
    step = row.step
    left, right = (_shown(step, which) for which in ("left", "right"))
    alt = plain(f"{step['left']} {step['relation']} {step['right']}")
    sign = mathml.presentation_of_sign(step["relation"]) if step["relation"] else Markup("")
    match part:
        case "left":
            return left if _is_source(left) else _math(left, plain(step["left"]))
        case "tail":
            return _beside(sign, right, alt)
    if _is_source(left) or _is_source(right):
        head = left if _is_source(left) else _math(left, plain(step["left"]))
        return Markup("{} {}").format(head, _beside(sign, right, alt))
    return _math(Markup("<mrow>{}{}{}</mrow>").format(left, sign, right), alt)


def _shown(step: dict, which: str) -> Markup:
    node = side(step, which)
    if node is None:
        return source(step[which]) if step[which] else Markup("")
    return mathml.presentation(node)


def _is_source(part: Markup) -> bool:
    return part.startswith("<code") or not part


def _beside(sign: Markup, right: Markup, alt: str) -> Markup:
    if _is_source(right):
        return Markup("{} {}").format(_math(sign, sign.striptags()) if sign else "", right)
    return _math(Markup("<mrow>{}{}</mrow>").format(sign, right), alt)


def _math(inner: Markup, alt: str) -> Markup:
    return Markup('<math display="block" alttext="{}">{}</math>').format(alt, inner)


def whole(left: str, sign: str, right: str) -> Markup:
    """A relation between two formulas in LaTeX; an empty left side goes on from the line before."""
    shown = [mathml.presentation(node) for x in (left, right) if x and (node := formula(x)) is not None]
    if len(shown) < bool(left) + bool(right):
        return source(f"{left} {sign} {right}")
    shown.insert(len(shown) - 1, mathml.presentation_of_sign(sign))
    return _math(Markup("<mrow>{}</mrow>").format(Markup("").join(shown)), plain(f"{left} {sign} {right}"))


def given(pair: list) -> Markup:
    """``name = value`` for an item of a counterexample."""
    name, found = pair
    shown = mathml.value(found) if isinstance(found, list) or RATIONAL.fullmatch(str(found)) else _formula_or_text(str(found))
    return mathml.equation(str(name), shown, plain(f"{name} = {_flat(found)}"))


def entry(found) -> Markup:
    """A value in a line of text."""
    return Markup('<math alttext="{}">{}</math>').format(_flat(found), mathml.value(found))


def inline_sign(spelling: str) -> Markup:
    """A sign between two boxes."""
    return Markup('<math alttext="{}">{}</math>').format(signs.sign(spelling), mathml.presentation_of_sign(spelling))


def claim(chain: Chain) -> Markup:
    """What a chain claims in all: its first side, dots if there is more between, its last side."""
    rows = chain.rows or chain.bridges
    ends = rows[0].left, rows[-1].right
    first, last = (rows[k].step for k in (0, -1))
    flat = _claimed(first["left"], first["relation"], last["relation"] if len(rows) > 1 else "", last["right"])
    if None in ends:
        return source(shorten(flat, 90))
    between = mathml.presentation_of_sign(first["relation"]) + Markup("<mo>⋯</mo>") if len(rows) > 1 else Markup("")
    left, right = map(mathml.presentation, ends)
    return Markup('<math alttext="{}"><mrow>{}{}{}{}</mrow></math>').format(
        plain(flat), left, between, mathml.presentation_of_sign(last["relation"]), right)


def _claimed(left: str, begins: str, ends: str, right: str) -> str:
    """Both ends of a chain in a line, with dots between if it has more than one relation."""
    return f"{left} {begins} … {ends} {right}" if ends else f"{left} {begins} {right}"


def given_line(latex: str) -> Markup:
    """A line of what is given: a formula where it is one, else words with their formulas."""
    return inline(latex) if formula(latex) is not None else sentence(latex)


def _formula_or_text(text: str) -> Markup:
    node = formula(text)
    return mathml.presentation(node) if node is not None else Markup("<mtext>{}</mtext>").format(text)


def _flat(found) -> str:
    from .counterexample import value_text
    return value_text(found)
