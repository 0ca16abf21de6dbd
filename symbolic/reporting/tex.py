r"""Syntax and words as LaTeX that is safe to compile.

Formulas are printed from their trees with commands of the tables below; a text
of the input is escaped character by character, so no command of it reaches TeX.
``Markup`` marks what is LaTeX already, as it marks HTML elsewhere.

>>> print(text(r"100% of \input{x}"))
100\% of \textbackslash{}input\{x\}
"""
from __future__ import annotations

import re
import unicodedata
from typing import Sequence

from markupsafe import Markup

from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.characters import SCRIPT_OF, SCRIPTS, UNICODE

from .formulas import pieces
from .plain import plain

ESCAPES = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
           "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}",
           ">": r"\textgreater{}", "|": r"\textbar{}", "`": r"\textasciigrave{}",
           "\n": " ", "\t": " ", "\u00a0": "~", "…": r"\dots{}", "’": "'", "‘": "`", "“": "``", "”": "''", "—": "---"}
ACCENTS = {"\u0300": "\\`", "\u0301": "\\'", "\u0302": "\\^", "\u0303": "\\~", "\u0304": "\\=", "\u0306": "\\u",
           "\u0307": "\\.", "\u0308": '\\"', "\u030a": "\\r", "\u030b": "\\H", "\u030c": "\\v", "\u0327": "\\c"}
LETTERS = {"ß": r"\ss{}", "æ": r"\ae{}", "Æ": r"\AE{}", "œ": r"\oe{}", "ø": r"\o{}", "Ø": r"\O{}", "ł": r"\l{}",
           "Ł": r"\L{}", "ı": r"\i{}"}
MATHEMATICS = {**{c: latex for c, latex in UNICODE.items() if latex.startswith("\\")}, "−": "-", "–": "-", "⋅": r"\cdot",
               "ᵀ": r"{}^{\top}", "′": "'", "Σ": r"\Sigma", "Π": r"\Pi", "✓": r"\checkmark", "✗": r"\times",
               "∗": r"\ast", "⋆": r"\star", "†": r"\dagger", "‡": r"\ddagger"}
NAMES = frozenset("\\" + name for name in t.GREEK + t.LETTERLIKE if name != "qed")
FONTS = {r"\mathbf": r"\mathbf", r"\boldsymbol": r"\boldsymbol", r"\mathbb": r"\mathbb", r"\mathcal": r"\mathcal",
         r"\mathscr": r"\mathcal", r"\mathfrak": r"\mathfrak", r"\mathrm": r"\mathrm", r"\mathsf": r"\mathsf",
         r"\mathtt": r"\mathtt", r"\mathit": r"\mathit"}
CAPITALS_ONLY = frozenset({r"\mathbb", r"\mathcal"})
ACCENT_COMMANDS = frozenset(t.ACCENTS.values()) - {r"\utilde"}
SPELLINGS = {":=": r"\mathrel{:=}", "=:": r"\mathrel{=:}", t.CONDITIONED: "=", ":": r"\colon"}
OPERATORS = frozenset({*t.RELATIONS.values(), *t.INFIXES.values(), *t.NEGATED.values(), *"=<>+-*/", r"\pm", r"\mp"})
COMMAND_WORDS = frozenset("""log exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan det dim ker deg
gcd hom arg Pr lg max min sup inf lim limsup liminf nabla partial""".split())
DOTS = {"horizontal": r"\cdots", "vertical": r"\vdots", "diagonal": r"\ddots"}
FENCES = {"(": ("(", ")"), "[": ("[", "]"), r"\{": (r"\{", r"\}"), "|": (r"\lvert", r"\rvert"),
          r"\|": (r"\lVert", r"\rVert"), r"\langle": (r"\langle", r"\rangle"), r"\lfloor": (r"\lfloor", r"\rfloor"),
          r"\lceil": (r"\lceil", r"\rceil")}
BREAK = r" \\ "
DEEPEST = 3
"""Brackets inside each other in which a wide formula may be broken."""
TALL = re.compile(r"\\(?:frac|begin|sum|prod|coprod|big|under|over|left)")
RATIONAL = re.compile(r"(≈?)(-?)([0-9]+(?:\.[0-9]+)?)(?:/([0-9]+))?")
"""An exact number, or decimals that begin one."""
STYLED = re.compile(r"(\\[A-Za-z]+)\{(.*)\}\Z", re.DOTALL)


# ---------------------------------------------------------------- words

def text(words: str) -> Markup:
    """Any text, set as it is typed; what no font here has is named by its number."""
    return Markup("".join(map(_character, unicodedata.normalize("NFC", words))))


def _character(c: str) -> str:
    if c in ESCAPES:
        return ESCAPES[c]
    if c.isascii():
        return c if c.isprintable() else rf"\texttt{{U+{ord(c):04X}}}"
    if c in LETTERS:
        return LETTERS[c]
    if c in MATHEMATICS:
        return rf"\ensuremath{{{MATHEMATICS[c]}}}"
    if c in SCRIPT_OF:
        return rf"\ensuremath{{{{}}{SCRIPT_OF[c]}{{{SCRIPTS[SCRIPT_OF[c]][c]}}}}}"
    base, *marks = unicodedata.normalize("NFD", c)
    if base.isascii() and base.isalpha() and len(marks) == 1 and marks[0] in ACCENTS:
        return f"{ACCENTS[marks[0]]}{{{base}}}"
    return rf"\texttt{{U+{ord(c):04X}}}"


def sentence(words: str) -> Markup:
    """A sentence with the formulas that stand in it."""
    return Markup("").join(Markup("${}$").format(Markup(math(p.syntax))) if p.syntax is not None else text(plain(p.text) if
                           "\\" in p.text else p.text) for p in pieces(words))


# ---------------------------------------------------------------- formulas

def math(node: s.Node) -> Markup:
    """One formula for mathematical mode."""
    return Markup(_print(node))


def broken(node: s.Node) -> Markup:
    r"""A formula that may go over several lines: before relations, and before + and − outside of all brackets.

    ``\newrelation`` and ``\orbreak`` stand where it may; a ``\term`` is what has no such place in it.
    A ``\longterm`` has places inside its brackets or between its factors: its first argument is set
    where it fits, else the second, which is the same formula with those places.
    """
    return Markup(_broken(node))


def _broken(node: s.Node, deepest: int = DEEPEST) -> str:
    match node:
        case s.Relation(left=left, operator=operator, right=right):
            return rf"{_broken(left, deepest)} \newrelation {_sign(operator)} {_broken(right, deepest)}"
        case s.Additive(terms=terms):
            return " ".join(f"{_before(k, mark, len(terms))}{_term(term, deepest)}" for k, (mark, term) in enumerate(terms))
    return _term(node, deepest)


def _term(node: s.Node, deepest: int) -> str:
    whole, apart = _print(node), _apart(node, deepest)
    return rf"\longterm{{{whole}}}{{{apart}}}" if apart else rf"\term{{{whole}}}"


def _apart(node: s.Node, deepest: int) -> str:
    """A term with the places inside it where it may be broken; "" if there is none.

    They stand in a bracket around a sum, and between factors behind what is closed by a bracket;
    ``deepest`` brackets inside each other are looked into.
    """
    if not deepest:
        return ""
    match node:
        case s.Group(body=s.Additive() | s.Relation() as body, kind=kind):
            return _opened(kind, body) + _broken(body, deepest - 1) + _closed(kind, body)
        case s.Scripted(base=s.Group() as base):
            inside = _apart(base, deepest)
            return inside and inside + _printed_scripts(node)
        case s.Infix(operator=operator) if operator != "|":
            return _operands_apart(node, deepest - 1)
        case s.Juxtaposition(items=items) if not any(map(_is_root, items)):
            return _factors_apart(items, deepest)
    return ""


def _opened(kind: str, body: s.Node) -> str:
    """The opening bracket alone, as high as all that stands in it."""
    left, inside = FENCES[kind][0], _print(body)
    return rf"\mathopen{{\left{left} \vphantom{{{inside}}} \right.}}" if TALL.search(inside) else f"{left} "


def _closed(kind: str, body: s.Node) -> str:
    right, inside = FENCES[kind][1], _print(body)
    return rf"\mathclose{{\left. \vphantom{{{inside}}} \right{right}}}" if TALL.search(inside) else f"{right}"


def _operands_apart(node: s.Node, deepest: int) -> str:
    """``a ⊙ b ⊙ c`` with a place before each sign."""
    signed: list[str] = []
    while isinstance(node, s.Infix) and node.operator != "|":
        signed.append(rf"\orbreak {_sign(node.operator)} {_term(node.right, deepest)}")
        node = node.left
    return " ".join([_term(node, deepest), *reversed(signed)])


def _factors_apart(items: tuple[s.Node, ...], deepest: int) -> str:
    """A product whose factors may stand on several lines, or some of whose factors may be broken inside.

    The factors of a run stay on one line, but for what may be broken in the last of them, a bracket behind a function too.
    """
    runs: list[list[s.Node]] = [[]]
    for before, item in zip((None, *items), items):
        if before is not None and _closes(before) and not isinstance(item, (s.Operator, s.Text)):
            runs.append([])
        runs[-1].append(item)
    inside = [_apart(run[-1], deepest) for run in runs]
    if len(runs) == 1 and not inside[0]:
        return ""
    return r" \orfactor ".join(f"{_juxtaposed(run[:-1])} {last}".lstrip() if last else rf"\term{{{_juxtaposed(run)}}}"
                               for run, last in zip(runs, inside))


def _closes(node: s.Node) -> bool:
    """Does the factor end in a bracket, behind which a line may end?"""
    return isinstance(node.base if isinstance(node, s.Scripted) else node, (s.Group, s.Matrix, s.CasesNode))


def _is_root(node: s.Node) -> bool:
    root = node.base if isinstance(node, s.Scripted) else node
    return isinstance(root, s.Operator) and root.name == "sqrt"


def _before(k: int, mark: str, count: int) -> str:
    """The sign before a term of a sum; none before a first +."""
    if k:
        return rf"\orbreak {_sign(mark)} "
    return f"{_sign(mark)} " if mark != "+" or count == 1 else ""


def _print(node: s.Node) -> str:
    return _PRINTERS[type(node)](node)


def _name(text_: str) -> str:
    """A name with its fonts and accents, from known commands; other texts as upright words."""
    if text_ in NAMES or (text_.isascii() and text_.isalnum() and len(text_) == 1):
        return text_ + " " * text_.startswith("\\")
    if text_ in (r"\partial", r"\nabla") or text_ in OPERATORS:
        return SPELLINGS.get(text_, text_) + " "
    styled = STYLED.match(text_)
    if styled is None:
        return _words(text_)
    command, body = styled.groups()
    if command in ACCENT_COMMANDS:
        return f"{command}{{{_name(body)}}}"
    if command == r"\utilde":
        return rf"\underset{{\sim}}{{{_name(body)}}}"
    font = FONTS.get(command, r"\mathrm")
    if font in CAPITALS_ONLY and not (body.isascii() and body.isupper()):
        font = r"\mathbf"
    inside = body if body.isascii() and body.isalnum() else _name(body)
    return f"{font}{{{inside}}}"


def _operator(node: s.Operator) -> str:
    if node.name == "d":
        return r"\mathrm{d}"
    if node.name in COMMAND_WORDS:
        return f"\\{node.name} "
    return rf"\operatorname{{{node.name if node.name.isascii() and node.name.isalnum() else _words(node.name)}}}"


def _words(found: str) -> str:
    """Words within a formula."""
    return rf"\text{{{text(found)}}}"


def sign(spelling: str) -> Markup:
    """The sign of a relation or between two operands."""
    return Markup(_sign(spelling))


def _sign(spelling: str) -> str:
    return SPELLINGS.get(spelling, spelling) if spelling in OPERATORS or spelling in SPELLINGS else rf"\mathrel{{{_words(spelling)}}}"


def _scripted(node: s.Scripted) -> str:
    if isinstance(node.base, s.Operator) and node.base.name == "sqrt":
        return rf"\sqrt[{_print(node.sub)}]"
    base = _print(node.base)
    limits = isinstance(node.base, s.Operator) and node.base.name in t.LIMITED
    return (base if limits else f"{{{base}}}") + _printed_scripts(node)


def _printed_scripts(node: s.Scripted) -> str:
    sub = "" if node.sub is None else f"_{{{_print(node.sub)}}}"
    sup = "" if node.sup is None else f"^{{{_print(node.sup)}}}"
    return "'" * node.primes + sub + sup


def _juxtaposition(node: s.Juxtaposition) -> str:
    return _juxtaposed(node.items)


def _juxtaposed(items: Sequence[s.Node]) -> str:
    parts = []
    for k, item in enumerate(items):
        before = items[k - 1] if k else None
        root = before.base if isinstance(before, s.Scripted) else before
        if isinstance(root, s.Operator) and root.name == "sqrt" and isinstance(item, s.Group):
            parts[-1] = (r"\sqrt" if isinstance(before, s.Operator) else parts[-1]) + f"{{{_print(item.body)}}}"
        else:
            parts += [r"\ "] * (k > 0 and s.Text in (type(item), type(before))) + [_print(item)]
    return " ".join(parts)


def _infix(node: s.Infix) -> str:
    if node.operator == "|":
        return rf"\left. {_print(node.left)} \right|_{{{_print(node.right)}}}"
    return f"{_print(node.left)} {_sign(node.operator)} {_print(node.right)}"


def _additive(node: s.Additive) -> str:
    parts = []
    for k, (mark, term) in enumerate(node.terms):
        if k or mark != "+" or len(node.terms) == 1:
            parts.append(_sign(mark))
        parts.append(_print(term))
    return " ".join(parts)


def _group(node: s.Group) -> str:
    left, right = FENCES[node.kind]
    body = _print(node.body)
    if TALL.search(body):
        return rf"\mathopen{{}}\left{left} {body} \right{right}"
    return f"{left} {body} {right}" if left.startswith("\\") else f"{left}{body}{right}"


def _rows(rows) -> str:
    return BREAK.join(" & ".join("{" + ("" if cell is None else _print(cell)) + "}" for cell in row) for row in rows)


def _cases(node: s.CasesNode) -> str:
    rows = []
    for value, condition in node.rows:
        said = "" if condition is None else _print(condition)
        lead = "" if condition is None or isinstance(condition, s.Text) else r"\text{if } "
        rows.append(f"{{{_print(value)}}} & {lead}{said}")
    return rf"\begin{{cases}} {BREAK.join(rows)} \end{{cases}}"


def _big(node: s.BigOperator) -> str:
    head = f"\\{node.name}" if node.name in t.BIG_OPERATORS else _operator(s.Operator(node.start, node.end, node.name))
    lower = "" if node.lower is None else f"_{{{_print(node.lower)}}}"
    upper = "" if node.upper is None else f"^{{{_print(node.upper)}}}"
    return f"{head}{lower}{upper}"


def _sequence(node: s.Sequence) -> str:
    return (r",\quad " if isinstance(node.items[0], s.Relation) else ", ").join(map(_item, node.items))


def _item(node: s.Node) -> str:
    """Dots between commas stand low."""
    return r"\ldots" if isinstance(node, s.Dots) and node.kind == "horizontal" else _print(node)


def _annotated(node: s.Annotated) -> str:
    if node.mark == "underline":
        return rf"\underline{{{_print(node.body)}}}"
    command, mark = (r"\underbrace", "_") if node.mark == "underbrace" else (r"\overbrace", "^")
    return f"{command}{{{_print(node.body)}}}" + ("" if node.note is None else f"{mark}{{{_print(node.note)}}}")


_PRINTERS = {
    s.Number: lambda n: str(text(n.text)), s.Name: lambda n: _name(n.text), s.Operator: _operator, s.Scripted: _scripted,
    s.Juxtaposition: _juxtaposition, s.Infix: _infix, s.Additive: _additive,
    s.Fraction: lambda n: rf"\frac{{{_print(n.numerator)}}}{{{_print(n.denominator)}}}",
    s.Group: _group, s.Matrix: lambda n: rf"\begin{{bmatrix}} {_rows(n.rows)} \end{{bmatrix}}", s.CasesNode: _cases,
    s.Dots: lambda n: DOTS[n.kind], s.BigOperator: _big, s.Sequence: _sequence,
    s.Relation: lambda n: f"{_print(n.left)} {_sign(n.operator)} {_print(n.right)}", s.Annotated: _annotated,
    s.Text: lambda n: _words(n.text),
}


# ---------------------------------------------------------------- values

def value(x) -> Markup:
    """A rational, a column for a list, a matrix for a list of rows; deeper arrays as a list of matrices."""
    return Markup(_value(x))


def _value(x) -> str:
    if not isinstance(x, list):
        return _rational(str(x))
    if not any(isinstance(item, list) for item in x):
        return _grid([[item] for item in x])
    if all(isinstance(row, list) and not any(isinstance(cell, list) for cell in row) for row in x):
        return _grid(x)
    return rf"\left( {', '.join(map(_value, x))} \right)"


def _grid(rows) -> str:
    return rf"\begin{{bmatrix}} {BREAK.join(' & '.join(map(_value, row)) for row in rows)} \end{{bmatrix}}"


def _rational(digits: str) -> str:
    found = RATIONAL.fullmatch(digits)
    if found is None:
        return _words(digits)
    nearly, minus, above, below = found.groups()
    return r"\approx " * bool(nearly) + minus + (rf"\tfrac{{{above}}}{{{below}}}" if below else above)
