r"""The characters of mathematical signs, by the reader's normalised spellings.

``SIGNS`` has every name, relation and infix that ``symbolic.reading.grammar.tables``
knows; what has no character of its own is spelled in letters.
"""
from __future__ import annotations

from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.characters import UNICODE

_LETTERS = {
    "ell": "ℓ", "hbar": "ℏ", "imath": "ı", "jmath": "ȷ", "wp": "℘", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "infty": "∞",
    "top": "⊤", "bot": "⊥", "intercal": "⊺", "emptyset": "∅", "varnothing": "∅", "dagger": "†", "ddagger": "‡",
    "checkmark": "✓", "flat": "♭", "sharp": "♯", "natural": "♮", "clubsuit": "♣", "heartsuit": "♥", "square": "□",
    "Box": "□", "blacksquare": "■", "qed": "∎", "diamond": "⋄", "triangle": "△", "mho": "℧", "eth": "ð",
    "complement": "∁", "epsilon": "ϵ", "varepsilon": "ε", "vartheta": "ϑ", "varpi": "ϖ", "varrho": "ϱ", "varsigma": "ς",
    "phi": "ϕ", "varphi": "φ", "upsilon": "υ", "Upsilon": "Υ", "digamma": "ϝ", "varkappa": "ϰ", "partial": "∂", "nabla": "∇",
}
_VARIANT_CAPITALS = {f"var{name}": name for name in "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega".split()}
_RELATIONS = {
    "=": "=", "<": "<", ">": ">", ":=": "≔", "=:": "≕", r"\neq": "≠", r"\le": "≤", r"\ge": "≥", r"\ll": "≪", r"\gg": "≫",
    r"\doteq": "≐", r"\equiv": "≡", r"\approx": "≈", r"\simeq": "≃", r"\cong": "≅", r"\sim": "∼", r"\propto": "∝",
    r"\in": "∈", r"\notin": "∉", r"\ni": "∋", r"\subset": "⊂", r"\subseteq": "⊆", r"\supset": "⊃", r"\supseteq": "⊇",
    r"\colon": ":", ":": ":", r"\to": "→", r"\mapsto": "↦", r"\gets": "←", r"\Rightarrow": "⇒", r"\Leftarrow": "⇐",
    r"\Leftrightarrow": "⇔", r"\leftrightarrow": "↔", r"\succ": "≻", r"\prec": "≺", r"\succeq": "⪰", r"\preceq": "⪯",
    r"\perp": "⊥", r"\parallel": "∥", r"\mid": "∣", r"\models": "⊨", r"\hookrightarrow": "↪", r"\rightsquigarrow": "⇝",
    r"\vdash": "⊢", r"\asymp": "≍", r"\lesssim": "≲", r"\gtrsim": "≳", r"\not\equiv": "≢", r"\not\subset": "⊄",
    r"\not\approx": "≉", t.CONDITIONED: "=",
}
_INFIXES = {
    r"\cdot": "⋅", r"\times": "×", "*": "∗", r"\star": "⋆", r"\odot": "⊙", r"\circ": "∘", r"\otimes": "⊗", r"\oplus": "⊕",
    r"\bullet": "∙", "/": "/", r"\wedge": "∧", r"\vee": "∨", r"\cup": "∪", r"\cap": "∩", r"\setminus": "∖",
    r"\ominus": "⊖", r"\oslash": "⊘", r"\boxtimes": "⊠", r"\boxplus": "⊞", r"\bmod": "mod", r"\backslash": "\\",
    r"\amalg": "⨿", r"\diamondsuit": "♢", "+": "+", "-": "−", r"\pm": "±", r"\mp": "∓", "|": "|",
}
_BIG = {
    "sum": "∑", "prod": "∏", "coprod": "∐", "bigcup": "⋃", "bigcap": "⋂", "bigoplus": "⨁", "bigotimes": "⨂",
    "bigodot": "⨀", "bigwedge": "⋀", "bigvee": "⋁",
}
FENCES = {
    "(": ("(", ")"), "[": ("[", "]"), r"\{": ("{", "}"), "|": ("|", "|"), r"\|": ("‖", "‖"),
    r"\langle": ("⟨", "⟩"), r"\lfloor": ("⌊", "⌋"), r"\lceil": ("⌈", "⌉"),
}
ACCENTS = {r"\hat": "^", r"\tilde": "~", r"\bar": "¯", r"\vec": "→", r"\dot": "˙", r"\ddot": "¨", r"\check": "ˇ",
           r"\breve": "˘", r"\acute": "´", r"\grave": "`", r"\mathring": "˚", r"\underline": "_", r"\utilde": "~"}
BELOW = frozenset({r"\underline", r"\utilde"})


def _greek() -> dict[str, str]:
    named = {spelling[1:]: character for character, spelling in UNICODE.items() if spelling[1:] in t.GREEK}
    named |= {name: _LETTERS[name] for name in t.GREEK if name in _LETTERS}
    return named | {variant: named[plain] for variant, plain in _VARIANT_CAPITALS.items()}


SIGNS = {**{"\\" + name: sign for name, sign in {**_LETTERS, **_greek()}.items()}, **_RELATIONS, **_INFIXES}
BIG = {name: _BIG[value] for name, value in t.BIG_OPERATORS.items()}


def sign(spelling: str) -> str:
    r"""The character for a spelling such as ``\sigma`` or ``\le``; letters for what has none.

    >>> sign(r"\sigma"), sign(r"\unheard")
    ('σ', 'unheard')
    """
    return SIGNS.get(spelling, spelling.replace("\\", ""))
