r"""A derived closed form as text and as plain data.

    $ chainrule derive '\|A x - b\|^2' --wrt x …
    \nabla_{x} \left( \|A x - b\|^2 \right) = 2 A^{\top} (A x - b)
        ∇_x (‖A x - b‖²) = 2Aᵀ(A x - b)
        ✓ proved for all sizes and values; n, the shape of x
"""
from __future__ import annotations

import re

from .explanation import explanation_lines
from .plain import plain
from .style import Style

INDENT = "    "


def derivation_data(found) -> dict:
    """The result as a plain object."""
    return {"wrt": found.variable, "equation": found.equation, "left": found.left, "latex": found.latex,
            "notation": found.notation, "shape": found.shape, "where": list(found.where),
            "layout": found.layout_words, "conditions": list(found.conditions),
            "assumed": list(found.assumed), "notes": list(found.notes),
            "certificate": found.certificate}


def derivation_text(found, style: Style, language: str = "latex", steps: bool = False) -> str:
    """The closed form in the language asked for, and what stands behind it."""
    if language != "latex":
        return found.code(language)
    where = "".join(f" \\quad \\text{{where }} {line}" for line in found.where)
    lines = [f"{found.equation}{where}"]
    if style.unicode:
        lines.append(INDENT + in_signs(found.equation))
    shape = in_signs(found.layout_words) if style.unicode else found.layout_words
    lines.append(f"{INDENT}{style.sign('proved')} proved for all sizes and values; {shape}")
    lines += [f"{INDENT}where {condition}" for condition in found.conditions]
    lines += [f"{INDENT}assumed: {line}" for line in found.assumed]
    lines += [INDENT + line for line in found.notes]
    if steps:
        lines += ["", *(INDENT + line for line in explanation_lines(found.explanation(), style))]
    return "\n".join(lines) + "\n"


def in_signs(latex: str) -> str:
    """LaTeX in plain signs, for the eye."""
    return plain(re.sub(r"\\(left|right)\b ?", "", latex).replace(r"\|", "‖"))
