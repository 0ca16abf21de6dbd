r"""What words and signs say of a symbol: ``A`` invertible, ``\varepsilon > 0``, constant, a function, the rows of a matrix."""
from __future__ import annotations

import re
from dataclasses import replace

from symbolic.language.binding import fresh_name
from symbolic.language.context import Definition, LabelRange, TensorDeclaration
from symbolic.language.expressions import Array, Entry
from symbolic.language.integers import integer
from symbolic.language.nodes import show_shape
from symbolic.reading.context.builder import Builder, names_in
from symbolic.reading.declarations.assumptions import mutual, said_equations
from symbolic.reading.declarations.memberships import MAPS, doubt, possible
from symbolic.reading.declarations.symbols.listed_families import is_list
from symbolic.reading.declarations.symbols.sets import is_real, real_shape
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.refusal import Refused
from symbolic.reading.elaboration.scope import Scope, count
from symbolic.reading.elaboration.standard import UNITS
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.parser import parse_formula
from symbolic.reading.words.asserting import UNASSERTED
from symbolic.reading.words.phrases import UNSETTLED
from symbolic.reading.words.words import (
    describes, function_properties, says_constant, smoothness, speaks_of_function, tensor_properties, unknown_property,
)

INDEPENDENT = re.compile(r"\bfixed\b|\bdo(?:es)? not (?:depend|vary)\b", re.I)


def constants_in(c: Clause) -> list[str]:
    """The names that the words of a clause make constant."""
    left = c.members[0]
    names = left.items if isinstance(left, s.Sequence) else (left,)
    return [text for n in names if n is not None and (text := _letter(n)) is not None] if says_constant(c.words) or INDEPENDENT.search(c.words) else []


def function_words(builder: Builder, c: Clause) -> bool:
    """σ nondecreasing, σ differentiable: also declares σ if nothing else does."""
    name = c.members[0]
    if len(c.members) != 1 or not isinstance(name, s.Name) or not speaks_of_function(c.words):
        return False
    if builder.context.tensor(name.text) is not None or builder.context.integer(name.text) is not None:
        return False
    builder.add_function(name.text, smoothness(c.words), function_properties(c.words))
    return True


ROWS = re.compile(r"\b(row|column)s?\b.*?\bof\b\s*(?:the matrix\s*)?(.+)$")


def is_row_declared(c: Clause) -> bool:
    r"""``a_k \in \mathbb{R}^m \text{ is the } k\text{-th column of } A``."""
    return c.operators == ("\\in",) and isinstance(_last(c.members[0]), s.Scripted) and ROWS.search(c.words) is not None


def _last(node: s.Node | None) -> s.Node | None:
    r"""The a_n of ``a_1, \dots, a_n``; any other node itself."""
    match node:
        case s.Sequence(items=(s.Scripted(sub=s.Number(text="1")), s.Dots(), s.Scripted() as last)):
            return last
    return node


def rows_declared(builder: Builder, c: Clause) -> bool:
    r"""``x_i^\top``, ``(x^{(i)})^\top`` is row i of X: x_i is a family of columns with these entries.

    Raises Refused where x_i \in has another length.
    """
    member = _member(_last(c.members[0])) if len(c.members) == 1 or is_row_declared(c) else None
    found = ROWS.search(c.words)
    if member is None or found is None:
        return False
    named = re.findall(r"\\?\w+(?:\{\w+\})?", found.group(2))
    matrices = [m for m in named if _is_matrix(builder, m)]
    if len(matrices) > 1:
        matrices = [m for m in matrices if m.lower() == member[0].lower()]
    return len(matrices) == 1 and _family_of_rows(builder, *member, matrices[0], found.group(1), c)


LISTED_ROWS = re.compile(r"\b(?:with|having|has|have|whose)\s+(?:the |as |its )?(row|column)s?\s+(?:vectors\s+)?(?:are )?\$(?P<first>[^$]+)\$")
ARE_ROWS = re.compile(r"\b(row|column)s of(?: the matrix)? are \$(?P<first>[^$]+)\$")
IS_ROW = re.compile(r"\b(row|column) of \$(?P<of>[^$]+)\$ is \$(?P<first>[^$]+)\$")


def rows_listed(builder: Builder, c: Clause) -> bool:
    r"""``X \text{ has rows } x_i^\top``, ``\text{the rows of } X \text{ are } x_1^\top, \dots, x_N^\top``."""
    found = LISTED_ROWS.search(c.words) or c.operators == () and (ARE_ROWS.search(c.words) or IS_ROW.search(c.words))
    if not found or not isinstance(c.members[0], s.Name) or UNASSERTED.search(c.words[:found.end()]):
        return False
    matrix = found.groupdict().get("of") or c.members[0].text
    first = parse_formula(found["first"])
    member = _member(first.items[0] if isinstance(first, s.Sequence) else first)
    if member is None or not _is_matrix(builder, matrix) or builder.context.tensor(member[0]) is not None:
        return False
    return _family_of_rows(builder, *member, matrix, found.group(1), replace(c, members=c.members[:1])) and c.operators == ()


def _member(node: s.Node | None) -> tuple[str, str] | None:
    r"""(x, i) of x_i, x_i^\top, x^{(i)}, (x^{(i)})^\top; (x, i) of x_1 too."""
    match node:
        case s.Scripted(base=s.Name(text=name), sub=s.Name(text=letter)):
            return name, letter
        case s.Scripted(base=s.Name(text=name), sub=s.Number(text="1")):
            return name, "i"
        case s.Scripted(base=s.Name(text=name), sub=None, sup=s.Group(kind="(", body=s.Name(text=letter)), primes=0):
            return name, letter
        case s.Scripted(base=s.Group(kind="(", body=s.Scripted() as inner), sub=None):
            return _member(inner)
    return None


def _is_matrix(builder: Builder, name: str) -> bool:
    declared = builder.context.tensor(name)
    return declared is not None and len(declared.shape) == 2 and not declared.labels


def _family_of_rows(builder: Builder, name: str, letter: str, of: str, way: str, c: Clause) -> bool:
    matrix = builder.context.tensor(of).symbol()
    rows, columns = matrix.shape
    by_row = way == "row"
    count = rows if by_row else columns
    if builder.context.integer(letter) is not None:
        if not builder.context.same_extent(integer(letter), count):
            raise Refused("undecided", "fragment", f"the {way} {letter} of {of}, {letter} being a size", c)
        letter = next(x for x in "kijl" if builder.context.integer(x) is None)
    i, label = integer(letter), LabelRange(letter, integer(1), count)
    k = fresh_name("k" if letter != "k" else "j", {letter, *(d.name for d in builder.context.integers)})
    entry = (i, integer(k)) if by_row else (integer(k), i)
    body = Array(((k, columns if by_row else rows),), Entry(matrix, entry))
    if len(c.members) > 1 and (not is_real(c.members[1]) or real_shape(builder, c.members[1]) not in ((), body.shape)):
        raise Refused("undecided", "shape", f"a {way} of {of} is {show_shape(body.shape)}", c)
    if builder.add_tensor(TensorDeclaration(name, (label,), body.shape, provenance=builder.provenance), c):
        builder.add_definition(Definition(name, (label,), body, provenance=builder.provenance))
        builder.notice(c, f"{name}_{letter} is the column of the entries of {way} {letter} of {of}")
    return True


WITH_ROWS = re.compile(r"\b(?:with|having|has|whose) (?:the |as )?(?:columns?|rows?) (?:are )?\$(\\?[A-Za-z]+)_")
DETERMINED = re.compile(
    r"\b(?:columns?|rows?|entry|entries|diagonal|trace|inverse|pseudo-?inverse|transpose|determinant|eigen\w+|singular v\w+|"
    r"solution|root|factor|minimi[sz]er|maximi[sz]er|adjugate|adjoint|gradient|jacobian|hessian|derivative|projection|mean|average|norm|"
    r"vectori[sz]ation|exponential|logarithm|square|sum|product|part|covariance)\b[^$]*\bof\b[^$]*\$([^$]+)\$", re.I)
"""Words that say which array a symbol is, by another one."""


def _explains_a_sign(builder: Builder, node: s.Node) -> bool:
    """Is this ``A^+`` or ``e^A``, of which words say what the superscript means?"""
    match node:
        case s.Scripted(sup=s.Name(text=sign), primes=0) if sign in builder.pseudo:
            return True
        case s.Scripted(base=s.Name(text="e"), sup=s.Node()):
            return bool(builder.exponentials)
    return False


def restricted(builder: Builder, c: Clause) -> None:
    """Words behind a declaration that restrict its symbols and are not understood, so that no verdict rests on these."""
    left = c.members[0]
    names = [_letter(n) for n in (left.items if isinstance(left, s.Sequence) else (left,))]
    if isinstance(left, s.Name) and (word := _of_function(builder, c, left.text)) is not None:
        builder.hedge(c, [left.text], f"what “{word}” says of a function")
    if len(c.members) > 1 and c.operators != ("\\in",) or left is None or _explains_a_sign(builder, left):
        return
    alone, about = replace(c, members=(left,), operators=()), f"{c.words} {c.shared}"
    if describes(about):
        builder.doubt([name for name in names if name is not None])
    if (listed := WITH_ROWS.search(c.words)) is not None and not builder.context.definitions_of(listed.group(1)):
        builder.drop(replace(alone, members=(left, s.Name(c.start, c.end, listed.group(1)))), "its columns or rows")
    first = _of_list(left)[0]
    family = next(iter(_member(first) or ()), first.base.text if isinstance(first, s.Scripted) and isinstance(first.base, s.Name) else None)
    if family is not None and builder.context.definitions_of(family):
        return
    beside = _beside(builder, c.words)
    told = [*(n.base.text if isinstance(n, s.Scripted) and isinstance(n.base, s.Name) and n.sup is None and builder.context.tensor(n.base.text)
              else _letter(n) or "" for n in _of_list(left)), *beside]
    if mutual.MUTUAL.search(about) and mutual.are_vectors(builder, told):
        if not mutual.said_together(builder, told, c):
            builder.drop(alone, "what the words say of these vectors")
        return
    depending = DEPENDING.search(about) is not None and UNSETTLED not in c.words
    if depending and all(n is not None and (d := builder.context.tensor(n)) is not None and d.provenance == "author" for n in names):
        builder.drop(alone, "on what it depends")
        return
    words = said_equations.said(builder, [name for name in told if name], about, c)
    silent = len(c.members) == 1 and OF_DERIVATIVES.match(c.words)
    if all(told) and not silent and (word := unknown_property(words)) is not None and not any(map(builder.context.function, told)):
        builder.hedge(alone, [*names_in(alone.members), *told], f"what “{word}” says")
    elif re.search(r"\brespectively\b", about) and tensor_properties(about):
        builder.hedge(alone, [*names_in(alone.members), *beside], "which of these words is about which symbol")
    elif (found := DETERMINED.search(c.words)) is not None and any(
            builder.context.tensor(other) is not None and other not in names for other in re.findall(r"\\?[A-Za-z]+", found.group(1))):
        builder.drop(alone, "what the words say it is")


OF_FUNCTIONS = re.compile(
    r"\b(?:(?:bi|multi|sub)?linear|affine|periodic|(?:\w+-)?homogeneous|quadratic|polynomial|(?:sub|super)?additive|(?:sub)?multiplicative|"
    r"lipschitz|bounded|harmonic|radial|separable|isometr\w*|contracti\w+|bijecti\w+|injecti\w+|surjecti\w+|invertible|involut\w+|analytic|coercive|"
    r"norm|metric|distance|density|quasi-?\w+|invariant|equivariant)\b", re.I)
"""What is said of functions and is no property that is used."""


def _of_function(builder: Builder, c: Clause, name: str) -> str | None:
    """A word that restricts the function which the clause declares or speaks of, and is not understood."""
    words, maps = f"{c.words} {c.shared}", c.operators[:1] != () and c.operators[0] in MAPS
    if not maps and (len(c.members) > 1 or builder.context.function(name) is None):
        return None
    if UNSETTLED in words:
        return unknown_property(words)
    found = OF_FUNCTIONS.search(words)
    return found.group() if found is not None else unknown_property(words) if maps else None


def _of_list(node: s.Node) -> tuple[s.Node, ...]:
    r"""x_1 of the list ``x_1, \dots, x_n``, each of u, v."""
    if is_list(node):
        return node.items[:1]
    return node.items if isinstance(node, s.Sequence) else (node,)


OF_DERIVATIVES = re.compile(r"\s*(?:the )?(?:derivatives?|gradients?|differentiat\w+)\b", re.I)
"""Words about derivatives by a symbol, which are read elsewhere."""
DEPENDING = re.compile(r"(?<!not )\b(?:non-?constant|depend(?:s|ing)? on|dependent on|var(?:y|ies|ying) with|(?:is|be|as) an? [\w -]*function of|a function of)\b", re.I)
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
        texts += _beside(builder, c.words)
        found = tensor_properties(c.words)
    elif len(c.members) == 2 and c.operators[0] in DEFINITE and getattr(c.members[1], "text", None) == "0":
        found = {DEFINITE[c.operators[0]]}
    elif len(c.members) == 2 and isinstance(c.members[1], s.Number):
        found = {COMPARED[c.operators[0], c.members[1].text]} \
            if (c.operators[0], c.members[1].text) in COMPARED else set()
    else:
        return False
    for text in texts:
        builder.add_properties(text, frozenset(found) | possible(c.shared, builder.context.tensor(text).shape))
        doubt(builder, text, c)
    return bool(found) or len(c.members) == 1


BESIDE = re.compile(r"(?:,|and)?\s*\$([^$]+)\$\s*")


def _beside(builder: Builder, words: str) -> list[str]:
    r"""The declared symbols that a list goes on with in its words: ``A \text{ and } B \text{ are symmetric}``."""
    found, position = [], 0
    while (match := BESIDE.match(words, position)) is not None and builder.context.tensor(match.group(1).strip()) is not None:
        found.append(match.group(1).strip())
        position = match.end()
    return found


BASIS = re.compile(r"(?:\b(?:standard|canonical) (?:basis|unit vectors?)|(?:\$\w\$|\b\w)-?(?:th|st|nd|rd) (?:unit|basis) vectors?)\b[^$]*\$\\mathbb\{R\}\^\{?([A-Za-z])\}?\$")


def basis_declared(builder: Builder, c: Clause) -> bool:
    r"""``e_1, \dots, e_n`` is the standard basis of ``\mathbb{R}^n``: n is a dimension, and e_i what it is anyway."""
    match c.members:
        case (s.Scripted(base=s.Name(text=name)),) if name in UNITS and (found := BASIS.search(c.words)) is not None:
            builder.dimension(s.Name(c.start, c.end, found.group(1)))
            return builder.context.tensor(name) is None
    return False


def rank_said(builder: Builder, c: Clause) -> bool:
    r"""``\operatorname{rank}(X) = n`` for X of shape m×n: full column rank; of m: full row rank; of a square X: invertible."""
    match c.members, c.operators:
        case (s.Juxtaposition(items=(s.Operator(name="rank"), of)), said), ("=",) if said is not None:
            inner = of.body if isinstance(of, s.Group) else of
        case _:
            return False
    declared = builder.context.tensor(inner.text) if isinstance(inner, s.Name) else None
    if declared is None or declared.labels or len(declared.shape) != 2 or builder.context.definitions_of(declared.name):
        return False
    rank = count(said, Scope(builder.context))
    rows, columns = (builder.context.same_extent(rank, extent) for extent in declared.shape)
    if not rows and not columns:
        return False
    word = "invertible" if rows and columns else "full column rank" if columns else "full row rank"
    builder.add_properties(declared.name, frozenset({word}))
    return True


def _letter(node: s.Node) -> str | None:
    """The name that a letter with or without primes stands for."""
    match node:
        case s.Name(text=text):
            return text
        case s.Scripted(base=s.Name(text=text), sub=None, sup=None, primes=primes):
            return text + "'" * primes
    return None
