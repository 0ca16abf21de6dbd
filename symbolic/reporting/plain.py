r"""LaTeX as plain text for a line of overview: ``\frac{\partial y_L}{\partial b_L}`` as ``∂y_L/∂b_L``.

For the eye alone: nothing reads it back, and where a formula is judged or
named it is printed as it was written.
"""
from __future__ import annotations

import re

from .formula import BRACKET_SIZE, shorten, text_cut, tidy

SYMBOLS = {
    "partial": "∂", "nabla": "∇", "ell": "ℓ", "top": "ᵀ", "intercal": "ᵀ", "cdot": "·", "times": "×", "odot": "⊙",
    "otimes": "⊗", "circ": "∘", "sum": "Σ", "prod": "Π", "dots": "…", "ldots": "…", "cdots": "⋯", "vdots": "⋮",
    "ddots": "⋱", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "neq": "≠", "ne": "≠", "in": "∈", "to": "→",
    "infty": "∞", "ast": "∗", "star": "⋆", "dagger": "†", "ddagger": "‡", "therefore": "∴", "approx": "≈", "equiv": "≡", "sqrt": "√", "int": "∫", "prime": "'",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ",
    "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}
_FONTS = re.compile(r"\\(?:text|mathrm|mathbf|mathbb|mathsf|mathit|mathcal|operatorname|boldsymbol|bm|vec|underbrace)\*?\s*\{([^{}]*)\}")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_SCRIPT = re.compile(r"([_^])\s*\{([^{}]*)\}")
_MATRIX = re.compile(r"\\begin\{(\w*matrix|array)\}.*?\\end\{\1\}", re.DOTALL)
_SPACES = re.compile(r"(?<!\\)\\[,;:!>/ ]")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_NEEDLESS_SPACE = re.compile(r"\s+(?=[)\]])|(?<=∂) | (?=ᵀ)|(?<=[a-z]) (?=\()| (?=\^)")
_OPEN, _CLOSE = "\ue000", "\ue001"
_SINGLE = re.compile(
    rf"(\\?[A-Za-z]+'*|\([^()]*\)|\d+)?([_^](\w|{_OPEN}[^{_CLOSE}]*{_CLOSE}|\\[A-Za-z]+\s?))*")
"""One symbol, number or bracket with its scripts."""


def plain(latex: str) -> str:
    """``latex`` without commands where a sign or a word says the same."""
    text = _FONTS.sub(r"\1 ", _MATRIX.sub("[…]", BRACKET_SIZE.sub("", _SPACES.sub(" ", latex))))
    previous = None
    while previous != text:
        previous = text
        text = _FRACTION.sub(_quotient, _SCRIPT.sub(_script, text))
    text = _COMMAND.sub(lambda m: SYMBOLS.get(m[1], m[1]), text)
    text = text.replace("^ᵀ", "ᵀ").replace("^T", "ᵀ").replace(_OPEN, "{").replace(_CLOSE, "}")
    return re.sub(r"\s+", " ", _NEEDLESS_SPACE.sub("", text)).strip()


def in_one_line(latex: str, width: int, unicode: bool) -> str:
    """In plain signs if the stream can show them, else as written; cut to ``width``."""
    text = tidy(latex)
    return text_cut(plain(text), width) if unicode else shorten(text, width)


def _script(match: re.Match) -> str:
    """Scripts of one sign lose their braces; others keep them out of the way of fractions."""
    mark, body = match[1], match[2].strip()
    if len(body) == 1 or re.fullmatch(r"\\[A-Za-z]+", body):
        return f"{mark}{body} " if body.startswith("\\") else f"{mark}{body}"
    return f"{mark}{_OPEN}{body}{_CLOSE}"


def _quotient(match: re.Match) -> str:
    above, below = (_operand(part.strip()) for part in match.groups())
    return f"{above}/{below} "


def _operand(text: str) -> str:
    """In brackets unless it is one symbol, perhaps with ∂ before it."""
    bare = re.sub(r"\\partial\s*", "", text)
    return text if _SINGLE.fullmatch(bare) else f"({text})"
