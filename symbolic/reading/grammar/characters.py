r"""Characters outside ASCII: those that mathematics is typed with, and those that deceive.

``UNICODE`` maps a character to LaTeX; ``deceptive`` names a character that
looks like another one or changes how the line is shown.
"""
from __future__ import annotations

import unicodedata

_GREEK = dict(zip(
    "αβγδεζηθικλμνξπρςστυφχψωΓΔΘΛΞΠΣΦΨΩ",
    ["\\" + w for w in """alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi
     pi rho varsigma sigma tau upsilon varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi
     Psi Omega""".split()]))

_SYMBOLS = {
    "ϵ": r"\epsilon", "ϕ": r"\phi", "ϑ": r"\vartheta", "ϱ": r"\varrho", "µ": r"\mu", "ℓ": r"\ell",
    "∂": r"\partial", "∇": r"\nabla", "∞": r"\infty", "ℝ": r"\mathbb{R}", "ℕ": r"\mathbb{N}",
    "ℤ": r"\mathbb{Z}", "ℂ": r"\mathbb{C}", "ℚ": r"\mathbb{Q}", "𝔼": r"\mathbb{E}", "𝟏": r"\mathbf{1}",
    "𝟙": r"\mathbb{1}", "⊤": r"\top", "†": r"\dagger", "∅": r"\emptyset",
    "−": "-", "–": "-", "±": r"\pm", "·": r"\cdot", "⋅": r"\cdot", "×": r"\times", "∗": "*", "∘": r"\circ",
    "⊙": r"\odot", "⊗": r"\otimes", "⊕": r"\oplus", "÷": "/", "⁄": "/",
    "≤": r"\le", "≥": r"\ge", "⩽": r"\le", "⩾": r"\ge", "≠": r"\neq", "≡": r"\equiv", "≈": r"\approx",
    "∼": r"\sim", "∝": r"\propto", "∈": r"\in", "∉": r"\notin", "⊂": r"\subset", "⊆": r"\subseteq",
    "→": r"\to", "↦": r"\mapsto", "⇒": r"\Rightarrow", "⟹": r"\Rightarrow", "⇔": r"\Leftrightarrow",
    "≔": r"\coloneqq", "≜": r"\triangleq", "∴": r"\therefore", "∵": r"\because",
    "∀": r"\forall", "∃": r"\exists", "∑": r"\sum", "∏": r"\prod", "√": r"\sqrt", "∫": r"\int",
    "…": r"\dots", "⋯": r"\cdots", "⋮": r"\vdots", "⋱": r"\ddots",
    "′": "'", "″": "''", "‴": "'''", "’": "'",
    "‖": r"\|", "∥": r"\|", "∣": "|", "⟨": r"\langle", "⟩": r"\rangle",
    "½": r"\frac{1}{2}", "¼": r"\frac{1}{4}", "ᵀ": "^{T}", "ᵗ": "^{t}", "⁻": "^{-}",
}

_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺ⁿⁱ", "0123456789+ni"))
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋ₐₑᵢⱼₖₗₘₙₚₜₓ", "0123456789+-aeijklmnptx"))

UNICODE = {**_GREEK, **_SYMBOLS}
SPACES = frozenset("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
SCRIPTS = {"^": {**_SUPERSCRIPTS, "⁻": "-"}, "_": _SUBSCRIPTS}
SCRIPT_OF = {c: mark for mark, table in SCRIPTS.items() for c in table}


def script_run(text: str, position: int, end: int) -> tuple[str, int]:
    """LaTeX for the run of raised (or lowered) characters at ``position``, and its end."""
    mark = SCRIPT_OF[text[position]]
    table, stop = SCRIPTS[mark], position
    while stop < end and text[stop] in table:
        stop += 1
    return f"{mark}{{{''.join(table[c] for c in text[position:stop])}}}", stop


def name_of(character: str) -> str:
    """``U+0430 CYRILLIC SMALL LETTER A``."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"


def deceptive(character: str) -> str:
    """Why a character is refused in mathematics: invisible, a look-alike, or not mathematics."""
    category = unicodedata.category(character)
    if category == "Cf":
        return "an invisible character that can change how the line is shown"
    if category == "Cc":
        return "a control character"
    if category.startswith("L"):
        plain = unicodedata.normalize("NFKC", character)
        if plain != character and plain.isascii():
            return f"it looks like {plain}"
        return "it may look like a Latin letter"
    return "it is not known in mathematics"
