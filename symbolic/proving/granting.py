"""What a step may lack: a property of its symbols that its context does not grant.

A claim that holds under an unstated property is refuted as it stands; ``lacking``
finds the property, with a proof, so that it can be told: true if A is symmetric.
"""
from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Iterator, NamedTuple, Sequence

from symbolic.effort import SECOND, Budget
from symbolic.language.context import Assumption, Context, Obligation, TensorDeclaration
from symbolic.language.expressions import Apply, Constant, Expression, MatMul, PseudoInverse, Symbol, number
from symbolic.reading.elaboration.steps import Step

from .judge import Verdict, settle
from .sieve import Sieve

SQUARE = ("symmetric", "antisymmetric", "orthogonal", "idempotent", "diagonal")
MATRIX = ("orthonormal columns",)
RANKS = {True: ("invertible",), False: ("full column rank", "full row rank")}
"""Of a matrix beside a pseudo-inverse: whether it is square, and the ranks that it may have."""
SCALAR = ("nonnegative", "positive", "sign")
FUNCTION = ("nondecreasing", "odd", "even")
WEAKER = {"diagonal": ("symmetric",), "positive": ("nonnegative",), "orthonormal columns": ("full column rank",),
          "orthogonal": ("invertible",)}
"""Properties that a property contains: where they suffice it is not named."""

WORDS = {"orthonormal columns": "has orthonormal columns", "full column rank": "has full column rank",
         "full row rank": "has full row rank", "positive": "is positive", "nonnegative": "is not negative",
         "sign": "is 1 or -1"}
EFFORT, EFFORT_A_DOCUMENT, MOST_TOLD = 0.6 * SECOND, 3 * SECOND, 2


class Grant(NamedTuple):
    """A property in words of the named symbols, and the context that grants it."""
    name: str
    words: str
    context: Context
    property: str = ""

    def sentence(self) -> str:
        """``A is symmetric``."""
        return f"{self.name} {self.words}"


def lacking(obligation: Obligation, effort: float = EFFORT) -> list[str]:
    """What would make a refuted step true, each proved: at most ``MOST_TOLD`` sentences.

    Of a property, a weaker one that suffices is told instead; of several
    symbols, as few as possible have it.
    """
    found: list[Grant] = []
    sieve, budget = Sieve(), Budget(effort)
    for grant in (*grants(obligation), *joint_grants(obligation)):
        if not budget.left() or len(found) == MOST_TOLD:
            break
        changed = replace(obligation, context=grant.context)
        if any(_includes(grant, known) for known in found) or not sieve.passes(changed) or sieve.says_nothing(changed):
            continue
        verdict = settle(changed)
        if verdict is not None and verdict.verdict == "proved":
            found.append(grant)
    return [grant.sentence() for grant in found]


def lacking_in(steps: Sequence[Step], verdicts: Sequence[Verdict]) -> list[list[str]]:
    """The same for every refuted step of a document that has one reading, the first ones within ``EFFORT_A_DOCUMENT``."""
    budget, found = Budget(EFFORT_A_DOCUMENT), []
    for step, verdict in zip(steps, verdicts):
        wanted = verdict.verdict == "refuted" and step.problem is None and len(step.readings) == 1 and budget.left()
        found.append(_guarded(step.readings[0]) if wanted else [])
    return found


def _guarded(obligation: Obligation) -> list[str]:
    """A fault of the program in this search costs the step nothing else."""
    try:
        return lacking(obligation)
    except MemoryError:
        raise
    except Exception:
        return []


def _includes(grant: Grant, known: Grant) -> bool:
    """Does the grant say all that a known one does?"""
    names = set(grant.name.split(" and "))
    return names >= set(known.name.split(" and ")) and known.property in (grant.property, *WEAKER.get(grant.property, ()))


def grants(obligation: Obligation) -> Iterator[Grant]:
    """Contexts that grant one property more of one symbol or function of the step."""
    context = obligation.context
    ranked = any(isinstance(e, PseudoInverse) for e in _nodes(obligation))
    for symbol, declared in _base_symbols(obligation):
        ranks = RANKS[_is_square(context, symbol)] if ranked and len(symbol.shape) == 2 else ()
        for word in (*ranks, *_properties(context, symbol)):
            if word not in declared.properties:
                yield Grant(declared.name, WORDS.get(word, f"is {word}"), _having(context, [declared], word), word)
        yield from _by_equation(context, symbol)
    for name in dict.fromkeys(e.function for e in _nodes(obligation) if isinstance(e, Apply)):
        function = context.function(name)
        if function is not None and function.definition is None:
            for word in FUNCTION:
                if word not in function.properties:
                    changed = replace(function, properties=function.properties | {word})
                    functions = tuple(changed if f is function else f for f in context.functions)
                    yield Grant(name, f"is {word}", context.with_(functions=functions), word)


def joint_grants(obligation: Obligation) -> Iterator[Grant]:
    """Contexts that grant something of two square matrices of one size: both symmetric, or that they commute."""
    context = obligation.context
    square = [(s, d) for s, d in _base_symbols(obligation) if _is_square(context, s)]
    for (a, first), (b, second) in combinations(square, 2):
        if not context.same_extent(a.shape[0], b.shape[0]):
            continue
        name = f"{first.name} and {second.name}"
        for word in ("symmetric", "diagonal"):
            yield Grant(name, f"are {word}", _having(context, [first, second], word), word)
        yield Grant(name, "commute", _assuming(context, MatMul(a, b), MatMul(b, a)))


def _properties(context: Context, symbol: Symbol) -> tuple[str, ...]:
    if _is_square(context, symbol):
        return SQUARE
    return {0: SCALAR, 2: MATRIX}.get(len(symbol.shape), ())


def _is_square(context: Context, symbol: Symbol) -> bool:
    return len(symbol.shape) == 2 and context.same_extent(*symbol.shape)


def _having(context: Context, declared: list[TensorDeclaration], word: str) -> Context:
    """The context in which these have the property."""
    return context.with_(tensors=tuple(
        replace(t, properties=t.properties | {word}) if t in declared else t for t in context.tensors))


def _by_equation(context: Context, symbol: Symbol) -> Iterator[Grant]:
    """Properties that an equation states."""
    if len(symbol.shape) == 1:
        ones = Constant(Fraction(1), symbol.shape)
        yield Grant(symbol.name, "has entries that sum to 1", _assuming(context, MatMul(ones, symbol), number(1)))
        yield Grant(symbol.name, "has length 1", _assuming(context, MatMul(symbol, symbol), number(1)))


def _assuming(context: Context, left: Expression, right: Expression) -> Context:
    """The context with ``left`` = ``right``."""
    return context.with_(assumptions=(*context.assumptions, Assumption(left, "=", right, provenance="inferred")))


def _nodes(obligation: Obligation) -> Iterator[Expression]:
    yield from obligation.left.walk()
    yield from obligation.right.walk()


def _base_symbols(obligation: Obligation) -> list[tuple[Symbol, TensorDeclaration]]:
    """The symbols of the step that are neither defined nor members of families."""
    context = obligation.context
    found = dict.fromkeys(e for e in _nodes(obligation) if isinstance(e, Symbol))
    known = [(symbol, context.tensor(symbol.name)) for symbol in found]
    return [(s, d) for s, d in known if d is not None and not d.labels and not context.definitions_of(s.name)]
