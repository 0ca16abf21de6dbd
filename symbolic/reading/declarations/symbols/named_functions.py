r"""Letters for functions that have a name: "where $\sigma$ is the sigmoid function", "the ReLU activation $\phi$", ``\sigma = \tanh``.

The letter stands for that function from there on.  A name that is not known here, "σ is the Mish function", leaves
the letter a function of which nothing is known, and nothing is refuted on it.
"""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from symbolic.language.context import INFINITE
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.formulas import Formula, Known
from symbolic.reading.elaboration.operators import FUNCTIONS
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.tables import KNOWN_OPERATORS

if TYPE_CHECKING:
    from symbolic.reading.context.builder import Builder

SPOKEN = {
    "logistic sigmoid": "sigmoid", "sigmoid": "sigmoid", "logistic": "sigmoid", "rectified linear unit": "relu", "rectifier": "relu", "relu": "relu",
    "hyperbolic tangent": "tanh", "tanh": "tanh", "softplus": "softplus", "gelu": "gelu", "silu": "silu", "swish": "silu", "exponential": "exp",
    "natural logarithm": "log", "logarithm": "log", "softmax": "softmax", "heaviside step": "heaviside", "heaviside": "heaviside"}
OTHER = r"(?:leaky|parametric|scaled|hard|truncated|modified|shifted|noisy|maxout|mish|elu|selu|celu|prelu|softsign|row-?wise|column-?wise|log-?softmax|sparsemax|step|sign)"
"""Names beside which a function is another one."""
KIND = r"(?:\s+(?:activation function|activation|non-?linearity|function|map|unit))?"
ADORNED = r"(?:(?:usual|standard|elementwise|element-wise|entrywise|pointwise|component-?wise|scalar|nonlinear)\s+)*"
NAMES = "|".join(sorted(map(re.escape, SPOKEN), key=len, reverse=True))
BEHIND = re.compile(rf"\A\W*(?:is|are|be|being|denotes|denote|denoting|represents|stands for)?\s*(?:the|a|an)?\s*{ADORNED}(?P<name>{NAMES}){KIND}\s*"
                    r"(?:\(?(?:applied )?(?:elementwise|element-wise|entrywise|entry-wise|component-?wise|pointwise)\)?)?\W*\Z", re.I)
BEFORE = re.compile(rf"\A\W*(?:the|a|an)?\s*{ADORNED}(?P<name>{NAMES}){KIND}\W*\Z", re.I)
GENERAL = r"(?:activation|non-?linear|loss|cost|objective|elementwise|scalar|following|same|given|link|output|hidden|usual|smooth|differentiable|transfer|response|score|energy|value)"
SOMEHOW = re.compile(rf"\b(?:is|be|denotes?|the)\s+(?:the\s+|a\s+|an\s+)?(?:\w+\s+){{0,2}}?(?:{NAMES}|{OTHER})\b"
                     rf"|\b(?:is|be|denotes?)\s+the\s+(?!{GENERAL}\b)[\w-]+\s+(?:{GENERAL}\s+)*(?:function|activation|non-?linearity)\b", re.I)
"""Words that name a function in a way that is not understood."""


def declared(builder: "Builder", c: Clause) -> bool:
    """Take the letter for the function that the words, or the other side of an equation, name."""
    match c.members, c.operators:
        case (s.Name(text=name),), ():
            pass
        case (s.Name(text=name), right), ("=" | ":=",) if (called := _called(right)) is not None and _may(builder, name):
            _take(builder, c, name, called)
            return True
        case _:
            return False
    words = re.sub(r"\s+", " ", c.words)
    found = BEHIND.match(words) or BEFORE.match(words)
    if found is None and SOMEHOW.search(words) is None or not _may(builder, name):
        return False
    if found is None:
        builder.add_function(name, INFINITE, frozenset())
        builder.hedge(c, [name], "which function this is")
    else:
        _take(builder, c, name, SPOKEN[found["name"].lower()])
    return True


def _may(builder: "Builder", name: str) -> bool:
    """Is nothing known of the letter but that it is a function of this text's?"""
    known, scope = builder.context.function(name), builder.elaborator().scope
    if name in builder.formulas or builder.context.tensor(name) is not None or builder.context.integer(name) is not None:
        return False
    return known is None and not scope.declared(name) or known is not None and known.definition is None and not builder.foreign(known) \
        and not known.shape and not known.domain


def _called(node: s.Node | None) -> str | None:
    r"""The function that ``\tanh``, ``\operatorname{ReLU}`` or ``\text{sigmoid}`` names."""
    match node:
        case s.Operator(name=word) | s.Text(text=word) | s.Group(body=s.Operator(name=word) | s.Text(text=word)):
            pass
        case s.Name(text=word) if word.startswith(("\\mathrm{", "\\mathsf{", "\\operatorname{")):
            word = word[word.index("{") + 1:-1]
        case _:
            return None
    word = KNOWN_OPERATORS.get(word.strip(), word.strip())
    return FUNCTIONS.get(word) or FUNCTIONS.get(word.lower()) or ("softmax" if word.lower() == "softmax" else None)


def _take(builder: "Builder", c: Clause, name: str, function: str) -> None:
    context = builder.context
    builder.context = context.with_(functions=tuple(f for f in context.functions if f.name != name))
    if function == "softmax":
        argument = s.Group(c.start, c.end, "(", s.Name(c.start, c.end, "z"))
        builder.formulas[name] = Formula(name, ("z",), s.Juxtaposition(c.start, c.end, (s.Operator(c.start, c.end, "softmax"), argument)))
    else:
        builder.formulas[name] = Known(name, ("z",), s.Node(c.start, c.end), function)
    builder.notice(c, f"{name} is the {function} function", "named")
