r"""Words that say an equation: "traceless", "A and B commute", "centered", "sums to one", "a rotation".

Each is an assumption of the symbols that it is said of, as if the author had written it out.
"""
from __future__ import annotations

import re
from typing import Callable, Iterator, NamedTuple

from symbolic.language.context import TensorDeclaration
from symbolic.reading.context.builder import Builder
from symbolic.reading.declarations.assumptions.assumptions import assumption
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.grammar.parser import parse_formula
from symbolic.reading.words.phrases import is_whole


class Saying(NamedTuple):
    """A word of symbols of ``rank``, what it says as formulas about their names, and a property that it says besides."""
    words: re.Pattern
    rank: int
    square: bool
    says: Callable[..., list[str]]
    symbols: int = 1
    property: str = ""


RANDOM = re.compile(r"\b(?:random|nois[ey]\w*|gaussian|normal(?:ly)?|distribut\w+|i\.?i\.?d|stochastic|process|variables?|errors?|disturbances?)\b", re.I)
"""Of what is random "zero mean" says that its expectation is 0, and nothing of its entries."""


def _saying(pattern: str, rank: int, says, square: bool = False, symbols: int = 1, property: str = "") -> Saying:
    return Saying(re.compile(rf"\b(?:{pattern})\b", re.I), rank, square, says, symbols, property)


SAYINGS = (
    _saying(r"trace-?(?:less|free)|(?:has|have|having|with|of) (?:zero trace|trace (?:zero|#?0))", 2, lambda a: [rf"\operatorname{{tr}}({a}) = 0"],
            True),
    _saying(r"(?:has|have|having|with|of) (?:unit trace|trace (?:one|1))", 2, lambda a: [rf"\operatorname{{tr}}({a}) = 1"], True),
    _saying(r"(?:has|have|having|with|of) (?:unit determinant|determinant (?:one|1))", 2, lambda a: [rf"\det({a}) = 1"], True),
    _saying(r"involut(?:ory|ion|ive)", 2, lambda a: [f"{a} {a} = I"], True),
    _saying(r"(?:a )?(?:proper )?rotation(?: matri(?:x|ces))?", 2, lambda a: [rf"\det({a}) = 1"], True, property="orthogonal"),
    _saying(r"(?:zero[- ]mean|mean[- ]zero|(?:has|have|having|with|of) (?:zero mean|mean (?:zero|0))|cent(?:ered|red)|"
            r"(?:sums?|summing|adds? up) to (?:zero|0))", 1, lambda x: [rf"\mathbf{{1}}^\top {x} = 0"]),
    _saying(r"(?:sums?|summing|adds? up) to (?:one|unity|1)", 1, lambda x: [rf"\mathbf{{1}}^\top {x} = 1"]),
    _saying(r"commut(?:e|es|ing)", 2, lambda a, b: [f"{a} {b} = {b} {a}"], True, 2),
    _saying(r"(?:has|have|having|with|of) (?:the same|equal) (?:euclidean )?(?:norms?|lengths?)", 1,
            lambda x, y: [rf"{x}^\top {x} = {y}^\top {y}"], symbols=2),
)


def said(builder: Builder, names: list[str], words: str, c: Clause) -> str:
    """Assume what the words say of these symbols, if all of them are understood; the words, ``known`` in the place of what was used.

    Raises ReadError, Refused where an equation cannot be read.
    """
    declared = [builder.context.tensor(name) for name in names]
    if not declared or any(d is None or d.labels for d in declared) or RANDOM.search(words):
        return words
    for saying in _of_these(declared, words):
        groups = [names] if saying.symbols > 1 else [[name] for name in names]
        for group in groups:
            for formula in saying.says(*group):
                relation = parse_relation(formula)
                builder.add_assumption(assumption(builder, *relation, c))
            if saying.property:
                builder.add_properties(group[0], frozenset({saying.property}))
        words = saying.words.sub(" known ", words)
    return words


def _of_these(declared: list[TensorDeclaration], words: str) -> Iterator[Saying]:
    for saying in SAYINGS:
        fits = all(len(d.shape) == saying.rank and (not saying.square or d.shape[0] == d.shape[1]) for d in declared)
        if fits and saying.symbols in (1, len(declared)) and is_whole(words, saying.words):
            yield saying


def parse_relation(formula: str):
    """The sides and the sign of ``left = right``."""
    left, right = formula.split(" = ")
    return parse_formula(left), "=", parse_formula(right)
