r"""What words and signs say of a symbol: ``A`` invertible, ``\varepsilon > 0``, constant, a function, the rows of a matrix."""
from __future__ import annotations

import re

from symbolic.language.context import Definition, LabelRange, TensorDeclaration
from symbolic.language.expressions import Array, Entry
from symbolic.language.integers import integer
from symbolic.reading import syntax as s
from symbolic.reading.builder import Builder
from symbolic.reading.clauses import Clause
from symbolic.reading.words import (
    function_properties, smoothness, speaks_of_function, tensor_properties, unknown_property,
)

CONSTANT = re.compile(r"\b(?:constants?|fixed|do(?:es)? not (?:depend|vary))\b", re.I)


def constants_in(c: Clause) -> list[str]:
    """The names that the words of a clause make constant."""
    left = c.members[0]
    names = left.items if isinstance(left, s.Sequence) else (left,)
    return [text for n in names if n is not None and (text := _letter(n)) is not None] if CONSTANT.search(c.words) else []


def function_words(builder: Builder, c: Clause) -> bool:
    """σ nondecreasing, σ differentiable: also declares σ if nothing else does."""
    name = c.members[0]
    if len(c.members) != 1 or not isinstance(name, s.Name) or not speaks_of_function(c.words):
        return False
    if builder.context.tensor(name.text) is not None:
        return False
    builder.add_function(name.text, smoothness(c.words), function_properties(c.words))
    return True


ROWS = re.compile(r"\b(row|column)s?\b.*?\bof\b\s*(?:the matrix\s*)?(.+)$")


def rows_declared(builder: Builder, c: Clause) -> bool:
    r"""``x_i^\top`` is row i of X: x_i is a family of columns with these entries."""
    match c.members:
        case (s.Scripted(base=s.Name(text=name), sub=s.Name(text=letter)),):
            found = ROWS.search(c.words)
        case _:
            return False
    named = re.findall(r"\\?\w+(?:\{\w+\})?", found.group(2)) if found else []
    matrices = [m for m in named if (d := builder.context.tensor(m)) is not None and len(d.shape) == 2 and not d.labels]
    if len(matrices) > 1:
        matrices = [m for m in matrices if m.lower() == name.lower()]
    if len(matrices) != 1:
        return False
    matrix = builder.context.tensor(matrices[0]).symbol()
    rows, columns = matrix.shape
    i, by_row = integer(letter), found.group(1) == "row"
    label = LabelRange(letter, integer(1), rows if by_row else columns)
    k = "k" if letter != "k" else "j"
    entry = (i, integer(k)) if by_row else (integer(k), i)
    body = Array(((k, columns if by_row else rows),), Entry(matrix, entry))
    if builder.add_tensor(TensorDeclaration(name, (label,), body.shape, provenance=builder.provenance), c):
        builder.add_definition(Definition(name, (label,), body, provenance=builder.provenance))
        builder.notice(c, f"{name}_{letter} is the column of the entries of {found.group(1)} {letter} of {matrices[0]}")
    return True


COMPARED = {(">", "0"): "positive", ("\\ge", "0"): "nonnegative", ("<", "0"): "negative",
            ("\\le", "0"): "nonpositive", ("\\neq", "0"): "nonzero"}
DEFINITE = {"\\succ": "positive definite", "\\succeq": "positive semidefinite"}


def property_said(builder: Builder, c: Clause) -> bool:
    """A invertible; ε > 0; x ≠ 0."""
    left = c.members[0]
    names = left.items if isinstance(left, s.Sequence) else (left,)
    texts = [_letter(n) for n in names]
    if not all(text is not None and builder.context.tensor(text) is not None for text in texts):
        return False
    if len(c.members) == 1:
        found = tensor_properties(c.words)
    elif len(c.members) == 2 and c.operators[0] in DEFINITE and getattr(c.members[1], "text", None) == "0":
        found = {DEFINITE[c.operators[0]]}
    elif len(c.members) == 2 and isinstance(c.members[1], s.Number):
        found = {COMPARED[c.operators[0], c.members[1].text]} \
            if (c.operators[0], c.members[1].text) in COMPARED else set()
    else:
        return False
    for text in texts:
        builder.add_properties(text, frozenset(found))
    if len(c.members) == 1 and (word := unknown_property(c.words)) is not None:
        builder.drop(c, f"what “{word}” says of {', '.join(texts)}")
    return bool(found) or len(c.members) == 1


def _letter(node: s.Node) -> str | None:
    """The name that a letter with or without primes stands for."""
    match node:
        case s.Name(text=text):
            return text
        case s.Scripted(base=s.Name(text=text), sub=None, sup=None, primes=primes):
            return text + "'" * primes
    return None
