r"""Syntax as MathML Core: what a browser shows without help, and a screen reader reads.

Every text goes through ``Markup``'s escaping; elements, attributes and classes are ours.

>>> from symbolic.reading.grammar.parser import parse_formula
>>> print(presentation(parse_formula(r"A^\top x_1")))
<mrow><msup><mi>A</mi><mi mathvariant="normal">⊤</mi></msup><msub><mi>x</mi><mn>1</mn></msub></mrow>
"""
from __future__ import annotations

import re

from markupsafe import Markup

from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar import tables as t

from .plain import plain
from .signs import ACCENTS, BELOW, BIG, FENCES, SIGNS, sign

_STYLED = re.compile(r"(\\[A-Za-z]+)\{(.*)\}\Z", re.DOTALL)
_UPRIGHT = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZΓΔΘΛΞΠΣΦΨΩ∂∇⊤⊥∞")
_ALPHABETS = {r"\mathbb": (0x1D538, 0x1D552, 0x1D7D8), r"\mathcal": (0x1D49C, 0x1D4B6, None),
              r"\mathscr": (0x1D49C, 0x1D4B6, None), r"\mathfrak": (0x1D504, 0x1D51E, None)}
"""Where an alphabet's A, a and 0 stand in Unicode."""
_EXCEPTIONS = {0x1D53A: "ℂ", 0x1D53F: "ℍ", 0x1D545: "ℕ", 0x1D547: "ℙ", 0x1D548: "ℚ", 0x1D549: "ℝ", 0x1D551: "ℤ",
               0x1D49D: "ℬ", 0x1D4A0: "ℰ", 0x1D4A1: "ℱ", 0x1D4A3: "ℋ", 0x1D4A4: "ℐ", 0x1D4A7: "ℒ", 0x1D4A8: "ℳ",
               0x1D4AD: "ℛ", 0x1D4BA: "ℯ", 0x1D4BC: "ℊ", 0x1D4C4: "ℴ", 0x1D506: "ℭ", 0x1D50B: "ℌ", 0x1D50C: "ℑ",
               0x1D515: "ℜ", 0x1D51D: "ℨ"}
"""Letters that Unicode had before it had their alphabet."""
_CLASSES = {r"\mathbf": "bold", r"\boldsymbol": "bold", r"\mathsf": "sans", r"\mathtt": "mono"}
_COMBINING = {r"\hat": "\u0302", r"\tilde": "\u0303", r"\bar": "\u0304", r"\vec": "\u20d7", r"\dot": "\u0307",
              r"\ddot": "\u0308", r"\check": "\u030c", r"\underline": "\u0332"}
_DOTS = {"vertical": "⋮", "diagonal": "⋱"}
_NUMBERED = re.compile(r"(.+)_([0-9]|\{[0-9]+\})\Z", re.DOTALL)
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_TIGHT = {"lspace": "0", "rspace": "0"}
_WIDE = Markup('<mspace width="0.4em"></mspace>')
_THIN = Markup('<mspace width="0.17em"></mspace>')


def math(node: s.Node, display: bool = False) -> Markup:
    """A whole ``<math>`` element; its ``alttext`` is the formula in plain signs."""
    from symbolic.reading.grammar.unparse import to_latex

    shape = Markup(' display="block"') if display else ""
    return Markup('<math{} alttext="{}">{}</math>').format(shape, plain(to_latex(node)), presentation(node))


def presentation(node: s.Node) -> Markup:
    """The element for one formula, without ``<math>`` around it."""
    return _PRINTERS[type(node)](node)


def presentation_of_sign(spelling: str) -> Markup:
    """The sign of a relation."""
    return _mo(sign(spelling))


def _element(name: str, *parts, **attributes) -> Markup:
    written = "".join(Markup(' {}="{}"').format(key.rstrip("_"), value) for key, value in attributes.items())
    return Markup("<{0}{1}>{2}</{0}>").format(name, Markup(written), Markup("").join(parts))


def _row(parts: list) -> Markup:
    return parts[0] if len(parts) == 1 else _element("mrow", *parts)


def _mo(text: str, **attributes) -> Markup:
    return _element("mo", text, **attributes)


# ---------------------------------------------------------------- symbols

def _name(node: s.Name) -> Markup:
    return _symbol(node.text)


def _symbol(text: str) -> Markup:
    """A name with its fonts and accents: ``x``, ``\\ell``, ``\\mathbf{x}``, ``\\tilde{y}``."""
    styled = _STYLED.match(text)
    if styled is None:
        return _letter(sign(text))
    command, body = styled.groups()
    if command in ACCENTS:
        return _accent(command, body)
    if command in _ALPHABETS:
        return _element("mi", "".join(_in_alphabet(x, *_ALPHABETS[command]) for x in sign(body)), mathvariant="normal")
    if command in _CLASSES:
        upright = {} if command == r"\boldsymbol" else {"mathvariant": "normal"}
        return _element("mi", sign(body), class_=_CLASSES[command], **upright)
    return _element("mi", sign(body), mathvariant="normal")


def plain_symbol(text: str) -> str:
    r"""A name in characters alone: ``\tilde{y}`` as y with a combining tilde.

    >>> plain_symbol(r"\sigma"), plain_symbol(r"\mathbf{W}"), plain_symbol("w_{12}")
    ('σ', 'W', 'w₁₂')
    """
    numbered = _NUMBERED.match(text)
    if numbered is not None:
        return plain_symbol(numbered[1]) + numbered[2].strip("{}").translate(_LOWERED)
    styled = _STYLED.match(text)
    if styled is None:
        return sign(text)
    command, body = styled.groups()
    if command in _ALPHABETS:
        return "".join(_in_alphabet(x, *_ALPHABETS[command]) for x in sign(body))
    return plain_symbol(body) + _COMBINING.get(command, "")


def _letter(text: str) -> Markup:
    """One letter is slanted unless it is a capital Greek one or a sign; several stand upright."""
    slanted = len(text) == 1 and (text.isascii() or text not in _UPRIGHT) and text.isalpha()
    return _element("mi", text) if slanted or len(text) > 1 else _element("mi", text, mathvariant="normal")


def _in_alphabet(letter: str, capital: int, small: int, digit: int | None) -> str:
    if letter.isascii() and letter.isupper():
        place = capital + ord(letter) - ord("A")
    elif letter.isascii() and letter.islower():
        place = small + ord(letter) - ord("a")
    elif letter.isascii() and letter.isdigit() and digit is not None:
        place = digit + ord(letter) - ord("0")
    else:
        return letter
    return _EXCEPTIONS.get(place) or chr(place)


def _accent(command: str, body: str) -> Markup:
    mark = _mo(ACCENTS[command], stretchy="false")
    if command in BELOW:
        return _element("munder", _symbol(body), mark, accentunder="true")
    return _element("mover", _symbol(body), mark, accent="true")


def _operator(node: s.Operator) -> Markup:
    return _letter(SIGNS.get("\\" + node.name, "√" if node.name == "sqrt" else node.name)) if node.name != "d" \
        else _element("mi", "d", mathvariant="normal")


# ---------------------------------------------------------------- scripts, products, sums

def _scripted(node: s.Scripted) -> Markup:
    if isinstance(node.base, s.Operator) and node.base.name in t.LIMITED and node.sup is None and node.sub is not None:
        return _element("munder", presentation(node.base), _script(node.sub))
    base = presentation(node.base)
    if node.primes:
        base = _row([base, _mo("′" * node.primes, **_TIGHT)])
    match node.sub, node.sup:
        case None, None:
            return base
        case sub, None:
            return _element("msub", base, _script(sub))
        case None, sup:
            return _element("msup", base, _script(sup))
    return _element("msubsup", base, _script(node.sub), _script(node.sup))


def _script(node: s.Node) -> Markup:
    """A script or a limit: set tight, as in print."""
    match node:
        case s.Additive():
            return _additive(node, **_TIGHT)
        case s.Relation():
            return _relation(node, **_TIGHT)
        case s.Sequence(items=items):
            return _row([part for x in items for part in (_mo(",", separator="true", **_TIGHT), _script(x))][1:])
    return presentation(node)


def _juxtaposition(node: s.Juxtaposition) -> Markup:
    parts: list[Markup] = []
    items = list(node.items)
    while items:
        item = items.pop(0)
        root = _root_of(item)
        if root is not None and items and isinstance(items[0], s.Group):
            parts.append(_root(root, items.pop(0)))
            continue
        parts.append(presentation(item))
        if items and s.Text in (type(item), type(items[0])):
            parts.append(_WIDE)
        elif items and _needs_space(item, items[0]):
            parts.append(_THIN)
    return _row(parts)


def _root_of(item: s.Node) -> s.Operator | s.Scripted | None:
    base = item.base if isinstance(item, s.Scripted) else item
    return item if isinstance(base, s.Operator) and base.name == "sqrt" else None


def _root(root: s.Operator | s.Scripted, body: s.Group) -> Markup:
    inside = presentation(body.body)
    if isinstance(root, s.Scripted) and root.sub is not None:
        return _element("mroot", inside, presentation(root.sub))
    return _element("msqrt", inside)


def _needs_space(before: s.Node, after: s.Node) -> bool:
    """A word such as log or a big operator stands apart from what follows, unless a bracket does."""
    base = before.base if isinstance(before, s.Scripted) else before
    word = (isinstance(base, s.Operator) and base.name not in ("partial", "nabla", "d")
            or isinstance(base, s.BigOperator) and base.name not in BIG)
    worded = isinstance(after, s.Operator) and after.name not in ("partial", "nabla")
    return (word and not isinstance(after, s.Group)) or (worded and not isinstance(base, (s.Operator, s.BigOperator)))


def _infix(node: s.Infix) -> Markup:
    left, right = presentation(node.left), presentation(node.right)
    if node.operator == "|":
        return _element("msub", _row([left, _mo("|")]), right)
    return _row([left, _mo(sign(node.operator), **(_TIGHT if node.operator == "/" else {})), right])


def _additive(node: s.Additive, **space: str) -> Markup:
    parts = []
    for k, (mark, term) in enumerate(node.terms):
        if k:
            parts.append(_mo(sign(mark), **space))
        elif mark != "+" or len(node.terms) == 1:
            parts.append(_mo(sign(mark), form="prefix"))
        parts.append(presentation(term))
    return _row(parts)


def _fraction(node: s.Fraction) -> Markup:
    return _element("mfrac", presentation(node.numerator), presentation(node.denominator))


def _big(node: s.BigOperator) -> Markup:
    head = _mo(BIG[node.name], movablelimits="false") if node.name in BIG else _letter(sign("\\" + node.name))
    limits = [None if x is None else _script(x) for x in (node.lower, node.upper)]
    match limits:
        case [None, None]:
            return head
        case [lower, None]:
            return _element("munder", head, lower)
        case [None, upper]:
            return _element("mover", head, upper)
    return _element("munderover", head, *limits)


# ---------------------------------------------------------------- brackets, tables, words

def _group(node: s.Group) -> Markup:
    return _fenced(*FENCES[node.kind], presentation(node.body), tall=_tall(node.body))


def _fenced(left: str, right: str, body: Markup, tall: bool = True) -> Markup:
    """Brackets that grow with what is tall, and stay as they are around one line."""
    size = {} if tall else {"stretchy": "false"}
    return _row([_mo(left, form="prefix", **size), body, _mo(right, form="postfix", **size)])


def _tall(node) -> bool:
    """Does a fraction, a matrix or a big operator stand there?"""
    match node:
        case s.Fraction() | s.Matrix() | s.CasesNode() | s.BigOperator() | s.Annotated():
            return True
        case s.Scripted(base=base):
            return _tall(base)
        case tuple():
            return any(map(_tall, node))
        case s.Node():
            return _tall(tuple(vars(node).values()))
    return False


def _table(rows, class_: str) -> Markup:
    cells = [[_element("mtd", "" if cell is None else presentation(cell)) for cell in row] for row in rows]
    return _element("mtable", *(_element("mtr", *row) for row in cells), class_=class_)


def _matrix(node: s.Matrix) -> Markup:
    return _fenced("[", "]", _table(node.rows, "matrix"))


def _cases(node: s.CasesNode) -> Markup:
    rows = [_element("mtr", _element("mtd", presentation(value)), _element("mtd", *_condition(condition)))
            for value, condition in node.rows]
    return _row([_mo("{", form="prefix"), _element("mtable", *rows, class_="cases")])


def _condition(node: s.Node | None) -> list[Markup]:
    if node is None:
        return []
    return [presentation(node)] if isinstance(node, s.Text) else [_element("mtext", "if\u00a0"), presentation(node)]


def _sequence(node: s.Sequence) -> Markup:
    apart = {"rspace": "1em"} if any(isinstance(x, s.Relation) for x in node.items[:1]) else {}
    return _row([part for item in node.items for part in (_mo(",", separator="true", **apart), _item(item))][1:])


def _item(node: s.Node) -> Markup:
    """Dots between commas stand low."""
    return _mo("…") if isinstance(node, s.Dots) and node.kind == "horizontal" else presentation(node)


def _relation(node: s.Relation, **space: str) -> Markup:
    show = _script if space else presentation
    return _row([show(node.left), _mo(sign(node.operator), **space), show(node.right)])


def _annotated(node: s.Annotated) -> Markup:
    body = presentation(node.body)
    if node.mark == "underline":
        return _element("munder", body, _mo("_"))
    kind, brace = ("munder", "⏟") if node.mark == "underbrace" else ("mover", "⏞")
    braced = _element(kind, body, _mo(brace, stretchy="true"))
    return braced if node.note is None else _element(kind, braced, presentation(node.note))


def _text(node: s.Text) -> Markup:
    return _element("mtext", re.sub(r"\A | \Z", "\u00a0", node.text))


_PRINTERS = {
    s.Number: lambda n: _element("mn", n.text), s.Name: _name, s.Operator: _operator, s.Scripted: _scripted,
    s.Juxtaposition: _juxtaposition, s.Infix: _infix, s.Additive: _additive, s.Fraction: _fraction,
    s.Group: _group, s.Matrix: _matrix, s.CasesNode: _cases, s.Dots: lambda n: _mo(_DOTS.get(n.kind, "⋯")),
    s.BigOperator: _big, s.Sequence: _sequence, s.Relation: _relation, s.Annotated: _annotated, s.Text: _text,
}


# ---------------------------------------------------------------- values

def value(x) -> Markup:
    """A number, a column for a list, a matrix for a list of rows; deeper arrays as a list of matrices."""
    if not isinstance(x, list):
        return _number(str(x))
    if not any(isinstance(item, list) for item in x):
        return _grid([[item] for item in x])
    if all(isinstance(row, list) and not any(isinstance(cell, list) for cell in row) for row in x):
        return _grid(x)
    parts = [part for item in x for part in (_mo(",", separator="true"), value(item))][1:]
    return _fenced("(", ")", _row(parts))


def _grid(rows) -> Markup:
    body = [_element("mtr", *(_element("mtd", value(cell)) for cell in row)) for row in rows]
    return _fenced("[", "]", _element("mtable", *body, class_="matrix"))


def _number(text: str) -> Markup:
    """A rational such as ``-3/2`` as a signed fraction; ``≈`` before decimals that begin a number."""
    signs, digits = text[:len(text) - len(text.lstrip("≈-"))], text.lstrip("≈-")
    above, _, below = digits.partition("/")
    body = _element("mfrac", _element("mn", above), _element("mn", below)) if below else _element("mn", digits)
    return _row([*(_mo("≈" if x == "≈" else "−", form="prefix") for x in signs), body])


def equation(left: str, right: Markup, alt: str) -> Markup:
    """``left = right`` for a name in LaTeX and a value printed already, as inline mathematics."""
    from .formulas import formula

    node = formula(left)
    shown = presentation(node) if node is not None else _element("mtext", left)
    return Markup('<math alttext="{}">{}</math>').format(alt, _row([shown, _mo("="), right]))


