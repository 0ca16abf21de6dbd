r"""What a text says that its signs mean, where that is not what they mean here: "all logarithms are to base 2".

``said`` finds the signs in the words; a step in which one of them stands, itself or
behind a definition, has no verdict that would rest on the usual meaning.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Callable, Iterable

from symbolic.reading.elaboration.derivatives.derivatives import is_prefix, quotient
from symbolic.reading.elaboration.uses import is_transpose
from symbolic.reading.grammar import syntax as s
from symbolic.reading.words.asserting import SENTENCE

WISE = r"(?:element|entry|component|coordinate|point)-?\s?wise"
USUAL_NORM = re.compile(r"euclid|\\ell_?\{?2|\bL_?\{?2|\b2-norm|frobenius|spectral|operator norm|usual|standard|root|square", re.I)
USUAL_PRODUCT = re.compile(r"euclid|standard|usual|dot product|frobenius|trace|canonical|scalar product", re.I)


@dataclass(frozen=True)
class Meaning:
    """``words``: the pattern of a sentence that gives the sign another meaning, unless ``usual`` stands in it; ``stands``: is this node the sign?"""
    name: str
    words: re.Pattern
    stands: Callable[[s.Node], bool]
    usual: re.Pattern | None = None
    given: re.Pattern | None = None
    """The pattern of a sentence that does so where it is given, and is a claim elsewhere."""


def _pattern(text: str) -> re.Pattern:
    return re.compile(text, re.I | re.S)


def _is_operator(*names: str) -> Callable[[s.Node], bool]:
    return lambda node: isinstance(node, s.Operator) and node.name in names


def _is_letter(*texts: str) -> Callable[[s.Node], bool]:
    return lambda node: isinstance(node, s.Name) and node.text in texts


def _is_norm(node: s.Node) -> bool:
    return isinstance(node, s.Group) and node.kind == "\\|"


def _is_angle(node: s.Node) -> bool:
    return isinstance(node, s.Group) and node.kind == "\\langle"


def _is_transposed(node: s.Node) -> bool:
    return isinstance(node, s.Scripted) and node.sup is not None and is_transpose(node.sup)


def _multiplies(node: s.Node) -> bool:
    return isinstance(node, (s.Juxtaposition, s.Infix))


def _is_raised(node: s.Node) -> bool:
    return isinstance(node, s.Scripted) and node.sup is not None and not is_transpose(node.sup)


def _is_indexed(node: s.Node) -> bool:
    return isinstance(node, s.Scripted) and node.sub is not None


def _is_open_sum(node: s.Node) -> bool:
    return isinstance(node, s.BigOperator) and node.upper is None


def _differentiates(node: s.Node) -> bool:
    return is_prefix(node) or quotient(node) is not None


LOG = r"(?:logarithms?|\blogs?\b|\\log|\\ln)"
BASE = r"\bbase[\s-]*\$?\s*(?!e\b|\\mathrm)(?:\d+|two|ten|[a-df-z]\b)"
GIVEN_AS = r"(?:denotes?|is|be|are|stands? for|represents?|means?)"
SAID_AS = r"(?:the\s+permanent\b|denotes?|stands? for|means?|represents?|(?:is|be)\s+(?:defined|short|the\s+(?:sum|product|mean|average|largest|smallest|maxim\w+|minim\w+|number|permanent)\b))"
DEFINES = r"\b(?:defin\w*|let|where|denot\w*|set|put|writ\w*|activation|function)\b[^.$]{0,60}[\s$\[\\]*"
EQUALS = r"\s*(?:\\left\s*)?\(\s*\\?\w+\s*(?:\\right\s*)?\)(?:_\w|_\{[^{}]*\})?\s*(?::?=|\\coloneqq|\\triangleq|\\equiv)"
NORM = r"(?:\\\|\s*\\cdot\s*\\\||\\[lr]?Vert\s*\\cdot\s*\\[lr]?Vert)"
LAYOUT = "the layout"
ADOPTED = re.compile(r"(?:\b(?:are|is|use|uses|using|adopt|adopting|follow|following|assume|employ)\s+(?:in\s+|written\s+in\s+|taken\s+in\s+)?(?:the\s+)?"
                     r"|\(\s*(?:in\s+|using\s+)?(?:the\s+)?)(numerator|denominator)[\s-]layout\b", re.I)
OTHER_LAYOUT = re.compile(r",?\s*\b(?:not|rather than|instead of)\s+(?:in\s+|the\s+)*(?:numerator|denominator)(?:[\s-]layout)?", re.I)
LAYOUT_WORD = re.compile(r"\b(?:numerator|denominator)[\s-]layout\b", re.I)
HYPOTHETICAL = re.compile(r"\b(?:would|unlike|if|when|others?|some|many|sometimes|would|were)\b", re.I)
MEANINGS = (
    Meaning("the base of logarithms", _pattern(rf"{LOG}[^.]*{BASE}|{BASE}[^.]*{LOG}|\bbinary logarithm"), _is_operator("log", "ln", "lg")),
    Meaning("the norm", _pattern(rf"{NORM}[^.]*\bnorm\b|\bnorm\b[^.]*{NORM}"), _is_norm, USUAL_NORM),
    Meaning("angle brackets", _pattern(rf"\\langle[^$]*\\rangle\s*\$?\s*{GIVEN_AS}|\\langle\s*\w+\s*\\rangle[^.]*\b(?:averages?|means?|expectation)"),
            _is_angle, USUAL_PRODUCT),
    Meaning("\\sigma", _pattern(rf"\\sigma\s*\$?\s*{GIVEN_AS}\s+(?:the\s+|a\s+)?(?:[\w-]+\s+)?(?:hyperbolic|tanh|\$?\\tanh|relu|rectif\w+|softplus|step|sign|"
                                r"identity|softmax|gelu|swish|sine|cosine|arctan\w*|error function)"), _is_letter("\\sigma")),
    Meaning("rows as vectors", _pattern(r"\bvectors?\b[^.$]{0,40}\b(?:are|is|as)\b[^.$]{0,20}\brows?\b(?!\s+of)|\bbe\s+(?:\w+\s+)?row[\s-]vectors"),
            lambda node: _is_transposed(node) or _multiplies(node)),
    Meaning("products", _pattern(rf"\b(?:products?|multiplications?|operations)\b[^.$]{{0,30}}\b(?:are|is)\b[^.$]{{0,20}}{WISE}"), _multiplies),
    Meaning("powers", _pattern(rf"\b(?:powers?|squares?|exponents?)\b[^.$]{{0,30}}\b(?:are|is)\b[^.$]{{0,20}}{WISE}"), _is_raised),
    Meaning("\\cdot", _pattern(rf"\\cdot\s*\$?\s*{GIVEN_AS}\s+(?:the\s+|an?\s+)?(?:{WISE}|hadamard)"),
            lambda node: isinstance(node, s.Infix) and node.operator == "\\cdot"),
    Meaning("repeated indices", _pattern(r"\brepeated\s+(?:indices|indexes|index)\b[^.]{0,30}\bsum|\bsum\w*\b[^.]{0,30}\brepeated\s+ind|"
                                         r"\b(?:einstein|summation)\s+(?:summation\s+)?(?:convention|notation)"), _is_indexed,
            re.compile(r"\b(?:not|no|never|without)\b", re.I)),
    Meaning("the range of sums", _pattern(r"\bsums?\b[^.$]{0,20}\b(?:run|range|go|start|begin)s?\b[^.]{0,20}?(?:=\s*|\bfrom\s*\$?\s*|\bat\s*\$?\s*)(?!1\b)\d+"), _is_open_sum),
    Meaning("E", _pattern(r"\bexpect(?:ation|ed)\b[^.$]{0,20}\$\s*E\s*\$|\$\s*E\s*\$[^.$]{0,20}\bexpect"), _is_letter("E")),
    Meaning("superscripts", _pattern(r"\bsuperscripts?\b[^.]*\bnot\s+(?:powers?|exponents?)"), _is_raised),
    Meaning(LAYOUT, _pattern(r"\b(?:numerator|denominator)[\s-]layout\b"), _differentiates),
)
"""Signs with the words that give them another meaning."""


def _spelled(*names: str) -> str:
    r"""The pattern of an operator as it is typed: ``\operatorname{tr}``, ``\tr``, ``\mathrm{tr}``."""
    word = f"(?:{'|'.join(names)})"
    return rf"\\(?:(?:operatorname\*?|mathrm|text|mathsf|textrm)\s*\{{\s*{word}\s*\}}|{word}(?![A-Za-z]))"


def _of_operator(names: tuple[str, ...], spelled: tuple[str, ...], usual: str, defined: bool = False) -> Meaning:
    """The operator, where words or (``defined``) an equation say what it is, and none of the ``usual`` words stands there."""
    sign = _spelled(*spelled)
    said = (rf"{sign}[^.$=]{{0,40}}\$?\s*,?\s*{SAID_AS}|\b(?:by|with)\s+\$?\s*{sign}[^.$=]{{0,40}}\$?\s*we\s+(?:denote|mean)"
            + rf"|{DEFINES}{sign}{EQUALS}" * defined)
    return Meaning(rf"\operatorname{{{names[0]}}}", _pattern(said), _is_operator(*names), re.compile(usual, re.I),
                   _pattern(rf"\A\W*{sign}{EQUALS}") if defined else None)


MEANINGS += (
    _of_operator(("tr",), ("tr", "Tr", "trace", "Trace"), r"\btraces?\b|sum of (?:the|its|all|all the) (?:main |leading )?(?:diagonal|eigen)|\\sum|\\langle|\^\\top|\^T|vec"),
    _of_operator(("det",), ("det", "Det"), r"\bdeterminants?\b(?!.*\bpermanent)|product of (?:the|its|all|all the) (?:main )?(?:eigen|pivots)|\\prod|\\sum|\|"),
    _of_operator(("relu",), ("ReLU", "relu", "Relu", "RELU"),
                 r"rectif|\\max|\bmax|cases|\\math(?:bb|bf)\{?\s*1|\|\s*\w+\s*\||_\+|\[\s*\w+\s*>|\bif\b|\bfor\b", True),
    _of_operator(("softmax",), ("softmax", "Softmax", "SoftMax"), r"\\exp|\bexp|(?<![A-Za-z])e\s*\^|\\mathrm\{e\}", True),
)
NAMES = frozenset(m.name for m in MEANINGS)


def _sentences(texts: Iterable[str]) -> list[str]:
    """The sentences of the texts, their words with single spaces."""
    return [" ".join(sentence.split()) for text in texts for sentence in SENTENCE.split(text)]


def said(given: Iterable[str], around: Iterable[str] = ()) -> frozenset[str]:
    """The signs that the texts give a meaning which is not understood."""
    return frozenset().union(*(_said_in(x, True) for x in _sentences(given)), *(_said_in(x, False) for x in _sentences(around)))


@lru_cache(maxsize=1024)
def _said_in(sentence: str, given: bool) -> frozenset[str]:
    return frozenset(m.name for m in MEANINGS if (m.words.search(sentence) or given and m.given is not None and m.given.search(sentence))
                     and not (m.name == LAYOUT and layout_said([sentence])) and not (m.usual is not None and m.usual.search(sentence)))


def layout_said(texts: Iterable[str]) -> str:
    """The layout that the texts say they are in, "denominator layout, not the numerator layout"; "" if none or more than one."""
    found = set()
    for sentence in _sentences(texts):
        rest = OTHER_LAYOUT.sub("", sentence)
        named = {m.group(1).lower() for m in ADOPTED.finditer(rest)}
        if LAYOUT_WORD.search(rest) and (len(named) != 1 or len(LAYOUT_WORD.findall(rest)) > 1 or HYPOTHETICAL.search(rest)):
            return ""
        found |= named
    return found.pop() if len(found) == 1 else ""


def standing(names: frozenset[str], nodes: tuple[s.Node, ...]) -> str | None:
    """The first of these signs that stands in one of the nodes."""
    asked = [m for m in MEANINGS if m.name in names]
    parts = list(s.walk(nodes)) if asked else []
    return next((m.name for m in asked if any(map(m.stands, parts))), None)
