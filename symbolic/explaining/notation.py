r"""Mathematics as a small tree that prints as text, LaTeX and MathML.

The tree holds what is set (a symbol with scripts, a fraction, a sum with its
limits), not what it means.  Names come from what an author typed; they are
printed by tables and never pasted.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from symbolic.proving.checker.printer import show_name

FONTS = {"mathbf": "bold", "bm": "bold-italic", "boldsymbol": "bold-italic", "mathrm": "normal", "mathsf": "sans-serif",
         "mathcal": "script", "mathbb": "double-struck", "mathfrak": "fraktur", "mathit": "italic",
         "operatorname": "normal", "text": "normal", "textbf": "bold", "mathscr": "script", "mathtt": "monospace"}
ACCENTS = {"tilde": ("\u0303", "~"), "widetilde": ("\u0303", "~"), "hat": ("\u0302", "^"), "widehat": ("\u0302", "^"),
           "bar": ("\u0304", "¯"), "overline": ("\u0304", "¯"), "dot": ("\u0307", "˙"), "ddot": ("\u0308", "¨"),
           "vec": ("\u20d7", "→"), "underline": ("\u0332", "_"), "check": ("\u030c", "ˇ")}
LETTERED = re.compile(r"(.+?)_(?:\{(.*)\}|(\\[A-Za-z]+|[^{}]))\Z", re.DOTALL)
"""A name with a letter below that belongs to it."""
STYLED = re.compile(r"\\([A-Za-z]+)\{(.*)\}\Z", re.DOTALL)
OF_WORDS = frozenset({"mathrm", "operatorname", "text", "textbf", "mathsf", "mathtt"})
LETTERS_ONLY = re.compile(r"[^A-Za-z0-9 ]")
WORDS = {"sin", "cos", "tan", "log", "ln", "exp", "max", "min", "det"}
SUPERSCRIPTS = str.maketrans("0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺")
MANY_LETTERS = re.compile(r"[A-Za-z]{2,}\Z")
BARE = re.compile(r"\\[A-Za-z]+\Z|[A-Za-z0-9]+'*\Z")


@dataclass(frozen=True)
class Node:
    """Something set; ``text``, ``latex`` and ``mathml`` print it."""

    def text(self) -> str:
        raise NotImplementedError

    def latex(self) -> str:
        raise NotImplementedError

    def mathml(self) -> str:
        raise NotImplementedError


@dataclass(frozen=True)
class Name(Node):
    r"""A symbol as it is called: ``x``, ``\sigma``, ``\tilde{y}``, ``\mathbf{W}``, ``W_f``."""
    name: str

    @property
    def lettered(self) -> "Scripts | None":
        """Base and letter below, where the name has one."""
        found = LETTERED.match(self.name)
        return Scripts(Name(found[1]), Name(found[2] or found[3])) if found else None

    def text(self):
        if self.lettered is not None:
            return self.lettered.text()
        styled = STYLED.match(self.name)
        if styled is None:
            return show_name(self.name)
        inner = Name(styled[2]).text()
        return inner + ACCENTS[styled[1]][0] if styled[1] in ACCENTS else inner

    def latex(self):
        if self.lettered is not None:
            return self.lettered.latex()
        styled = STYLED.match(self.name)
        if styled is not None:
            known = styled[1] if styled[1] in FONTS or styled[1] in ACCENTS else "mathrm"
            inner = LETTERS_ONLY.sub("", styled[2]) if known in OF_WORDS else Name(styled[2]).latex()
            return rf"\{'mathbf' if known in ('bm', 'textbf') else known}{{{inner}}}"
        if self.name in WORDS:
            return f"\\{self.name}"
        if MANY_LETTERS.match(self.name):
            return rf"\mathrm{{{self.name}}}"
        return self.name if BARE.match(self.name) else re.sub(r"[^A-Za-z0-9' ]", "", self.name)

    def mathml(self):
        if self.lettered is not None:
            return self.lettered.mathml()
        styled = STYLED.match(self.name)
        if styled is None:
            return f"<mi>{escape(show_name(self.name))}</mi>"
        inner = Name(styled[2])
        if styled[1] in ACCENTS:
            over = "munder" if styled[1] == "underline" else "mover"
            return f"<{over} accent=\"true\">{inner.mathml()}<mo>{escape(ACCENTS[styled[1]][1])}</mo></{over}>"
        return f"<mi mathvariant=\"{FONTS.get(styled[1], 'normal')}\">{escape(inner.text())}</mi>"


@dataclass(frozen=True)
class Digits(Node):
    """A number ≥ 0."""
    digits: str

    def text(self):
        return self.digits

    latex = text

    def mathml(self):
        return f"<mn>{escape(self.digits)}</mn>"


@dataclass(frozen=True)
class Sign(Node):
    r"""An operator or a relation: how it is written in text, in LaTeX and, if other than in text, in MathML."""
    shown: str
    command: str
    tight: str = ""

    def text(self):
        return self.shown

    def latex(self):
        return self.command

    def mathml(self):
        return f"<mo>{escape(self.tight or self.shown.strip() or '⁢')}</mo>"


@dataclass(frozen=True)
class Row(Node):
    """One after the other."""
    parts: tuple[Node, ...]

    def text(self):
        return "".join(p.text() for p in self.parts)

    def latex(self):
        return _joined([p.latex() for p in self.parts])

    def mathml(self):
        return f"<mrow>{''.join(p.mathml() for p in self.parts)}</mrow>"


def _joined(parts: list[str]) -> str:
    r"""Side by side, with a space where a command would run into a letter."""
    text = ""
    for part in parts:
        runs = re.search(r"\\[A-Za-z]+\Z", text) and part[:1].isalpha()
        text += (" " if runs else "") + part
    return text


@dataclass(frozen=True)
class Bracket(Node):
    body: Node
    opening: str = "("
    closing: str = ")"

    def text(self):
        return f"{self.opening}{self.body.text()}{self.closing}"

    def latex(self):
        body = self.body.latex()
        tall = any(mark in body for mark in (r"\frac", r"\begin", r"\sum", r"\prod", r"\max_"))
        return rf"\left{self.opening}{body}\right{self.closing}" if tall else f"{self.opening}{body}{self.closing}"

    def mathml(self):
        return f"<mrow><mo>{self.opening}</mo>{self.body.mathml()}<mo>{self.closing}</mo></mrow>"


@dataclass(frozen=True)
class Scripts(Node):
    """A base with a subscript, primes and a superscript, each perhaps missing."""
    base: Node
    sub: Node | None = None
    sup: Node | None = None
    primes: int = 0

    def text(self):
        text = self.base.text() + "′" * self.primes
        if self.sub is not None:
            inner = self.sub.text()
            text += f"_{inner}" if len(inner) <= 2 and inner.isalnum() or len(inner) == 1 else f"_{{{inner}}}"
        if self.sup is not None:
            inner = self.sup.text()
            plain = inner in ("ᵀ", "⊤", "⁺") or all(c in "0123456789-" for c in inner)
            text += "ᵀ" if inner in ("ᵀ", "⊤") else inner.translate(SUPERSCRIPTS) if plain else f"^{{{inner}}}"
        return text

    def latex(self):
        base = self.base.latex()
        base = f"{{{base}}}" if isinstance(self.base, Scripts) or isinstance(self.base, Name) and self.base.lettered else base
        text = base + "'" * self.primes
        text += "" if self.sub is None else f"_{{{self.sub.latex()}}}"
        return text + ("" if self.sup is None else f"^{{{self.sup.latex()}}}")

    def mathml(self):
        sup = "<mo>" + "′" * self.primes + "</mo>" if self.primes else ""
        sup += "" if self.sup is None else self.sup.mathml()
        base = self.base.mathml()
        if self.sub is None:
            return f"<msup>{base}<mrow>{sup}</mrow></msup>" if sup else base
        if not sup:
            return f"<msub>{base}{self.sub.mathml()}</msub>"
        return f"<msubsup>{base}{self.sub.mathml()}<mrow>{sup}</mrow></msubsup>"


@dataclass(frozen=True)
class Quotient(Node):
    """A fraction; in text both halves are written so that they may stand beside a slash."""
    above: Node
    below: Node
    bare: bool = False
    """May both halves stand beside a slash without brackets?"""

    def text(self):
        above, below = self.above.text(), self.below.text()
        if not self.bare:
            above, below = (x if re.fullmatch(r"\w+", x) else f"({x})" for x in (above, below))
        return f"{above}/{below}"

    def latex(self):
        return rf"\frac{{{self.above.latex()}}}{{{self.below.latex()}}}"

    def mathml(self):
        return f"<mfrac>{self.above.mathml()}{self.below.mathml()}</mfrac>"


@dataclass(frozen=True)
class Root(Node):
    body: Node

    def text(self):
        return f"√({self.body.text()})"

    def latex(self):
        return rf"\sqrt{{{self.body.latex()}}}"

    def mathml(self):
        return f"<msqrt>{self.body.mathml()}</msqrt>"


@dataclass(frozen=True)
class Big(Node):
    """Σ, Π or max over a range."""
    sign: str
    command: str
    index: Node
    lower: Node
    upper: Node
    body: Node

    def text(self):
        return f"{self.sign}_{{{self.index.text()}={self.lower.text()}..{self.upper.text()}}} {self.body.text()}"

    def latex(self):
        index, lower, upper = self.index.latex(), self.lower.latex(), self.upper.latex()
        if self.command in (r"\max", r"\min"):
            return rf"{self.command}_{{{lower} \le {index} \le {upper}}} {self.body.latex()}"
        return f"{self.command}_{{{index}={lower}}}^{{{upper}}} {self.body.latex()}"

    def mathml(self):
        index, lower, upper = self.index.mathml(), self.lower.mathml(), self.upper.mathml()
        below = f"<mrow>{index}<mo>=</mo>{lower}</mrow>"
        return (f"<mrow><munderover><mo>{escape(self.sign)}</mo>{below}{upper}</munderover>"
                f"{self.body.mathml()}</mrow>")


@dataclass(frozen=True)
class Grid(Node):
    """Rows of cells in square brackets, or with a brace on the left for cases."""
    rows: tuple[tuple[Node, ...], ...]
    cases: bool = False

    def text(self):
        rows = ("; " if not self.cases else "; ").join(" ".join(c.text() for c in row) for row in self.rows)
        return f"{{ {rows} }}" if self.cases else f"[{rows}]"

    def latex(self):
        name = "cases" if self.cases else "bmatrix"
        rows = r" \\ ".join(" & ".join(c.latex() for c in row) for row in self.rows)
        return rf"\begin{{{name}}} {rows} \end{{{name}}}"

    def mathml(self):
        rows = "".join("<mtr>" + "".join(f"<mtd>{c.mathml()}</mtd>" for c in row) + "</mtr>" for row in self.rows)
        opening, closing = ("{", "") if self.cases else ("[", "]")
        end = f"<mo>{closing}</mo>" if closing else ""
        return f"<mrow><mo>{opening}</mo><mtable>{rows}</mtable>{end}</mrow>"


@dataclass(frozen=True)
class Said(Node):
    """A word inside mathematics."""
    words: str

    def text(self):
        return self.words

    def latex(self):
        return rf"\text{{{self.words}}}"

    def mathml(self):
        return f"<mtext>{escape(self.words)}</mtext>"
