r"""Functions with words for names that the given defines: ``\operatorname{Mish}(x) = x \tanh(\log(1 + e^x))``."""
from __future__ import annotations

import re
from dataclasses import replace

from symbolic.reading.documents.roles import words_before
from symbolic.reading.elaboration.clauses import Clause, clauses_of
from symbolic.reading.elaboration.operators import FUNCTIONS
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.tables import KNOWN_OPERATORS


SET = re.compile(r"\b(?:let|defin\w+|where|with|consider|set|denote|given by|use|using)\b", re.I)
SEVERAL_FORMS = frozenset({"gelu", "elu", "leakyrelu", "selu", "swish", "hardtanh", "heaviside", "relu6"})
"""Activations that authors define in more than one way: their own formula holds."""


BUILT_IN = frozenset({"sqrt", "partial", "nabla", "d"})
"""What the grammar itself calls an operator."""


def operators_defined(clauses: list[Clause]) -> frozenset[str]:
    r"""Mish of ``\operatorname{Mish}(x) = …``, of no meaning before, or with a meaning that differs from author to author."""
    found = set()
    for c in clauses:
        match c.members[:1], c.operators[:1]:
            case (s.Juxtaposition(items=(s.Operator(name=name), s.Group(kind="(", body=argument))),), ("=" | ":=",) \
                    if _of_letters(argument) and name not in BUILT_IN and (name in SEVERAL_FORMS or name not in KNOWN_OPERATORS and name not in FUNCTIONS):
                found.add(name)
    return frozenset(found)


def _of_letters(argument: s.Node) -> bool:
    items = argument.items if isinstance(argument, s.Sequence) else (argument,)
    return all(isinstance(x, s.Name) for x in items)


def named(node, operators: frozenset[str]):
    r"""The node with the letter ``\operatorname{Mish}`` for each of these operators."""
    match node:
        case s.Operator(name=name) if name in operators:
            return s.Name(node.start, node.end, operator_name(name))
    return s.mapped(node, lambda x: named(x, operators))


def in_document(document: s.Document) -> s.Document:
    """The document with letters for the operators that it defines itself, in words that say so: "Let $\\operatorname{GELU}(z) = …$"."""
    own = frozenset(name for k, st in enumerate(document.statements) for name in operators_defined(clauses_of(st)[:1])
                    if SET.search(f"{words_before(document, k)} {st.words}"))
    if not own:
        return document
    return replace(document, statements=tuple(replace(
        st, members=tuple(m if m.syntax is None else replace(m, syntax=named(m.syntax, own)) for m in st.members),
        qualifiers=tuple(named(q, own) for q in st.qualifiers)) for st in document.statements))


def operator_name(name: str) -> str:
    return rf"\operatorname{{{name}}}"


def known(e, items: list[s.Node]) -> list[s.Node]:
    """The factors, operators that are defined in what is given as the names of functions."""
    return [s.Name(x.start, x.end, operator_name(x.name)) if isinstance(x, s.Operator) and operator_name(x.name) in e.formulas else
            replace(x, base=s.Name(x.base.start, x.base.end, operator_name(x.base.name)))
            if isinstance(x, s.Scripted) and isinstance(x.base, s.Operator) and operator_name(x.base.name) in e.formulas else x for x in items]
