"""What an undeclared symbol could also have been: what stands against a refutation (rule 2).

A step with inferred symbols is refuted only if it fails for all that a document
may have meant by them: sizes that are the same, numbers in the place of arrays,
symmetric or orthogonal matrices, unit or one-hot vectors, signs, the logistic
function.  And not at all if a symbol has its first place on the right (the step
may define it) or nothing but a condition is stated.
"""
from __future__ import annotations

from dataclasses import replace
from typing import Iterable, Iterator

from symbolic.language.context import Context, Obligation
from symbolic.language.expressions import Apply, Constant, Derivative, Expression, Symbol, Times
from symbolic.language.integers import IntegerSymbol, integer
from symbolic.reading.elaboration.behind import symbols
from symbolic.reading.elaboration.derivatives.marks import MARK
from symbolic.reading.elaboration.derivatives.symmetry import SYMMETRIC
from symbolic.reading.elaboration.scope import bare_font
from symbolic.reading.grammar import syntax as s

CIRCLE = "\\pi"
MATRICES = frozenset("ABGHPQSUVWXYZ") | {"\\Sigma", "\\Lambda", "\\Phi", "\\Theta", "\\Omega", "\\Gamma"}
PROPERTIES = ((2, "symmetric"), (2, "orthogonal"), (1, "unit"), (1, "one-hot"), (0, "sign"))
"""(rank, property): what a symbol of that rank may be without its being said."""
WORDS = {"symmetric": "symmetric matrices", "orthogonal": "orthogonal matrices", "unit": "unit vectors",
         "one-hot": "one-hot vectors", "sign": "numbers that are 1 or -1"}


def with_doubt(readings: list[Obligation], doubtful: dict[str, frozenset[str]]) -> tuple[list[Obligation], list[str]]:
    """Each reading without and with the properties that its symbols perhaps have, and words on that.

    What is proved without them holds with them, and what fails with all of them fails with some.
    """
    found, words = [], []
    for o in readings:
        present = {d.name for d in o.context.tensors} & doubtful.keys() & _touched(o)
        changed = tuple(replace(d, properties=d.properties | doubtful[d.name]) if d.name in present else d for d in o.context.tensors)
        found += [o, replace(o, context=o.context.with_(tensors=changed))] if present else [o]
        words += [f"{name} is {', '.join(sorted(doubtful[name]))}, or not" for name in sorted(present)]
    return found, words


def by_perhaps_symmetric(readings: list[Obligation], doubtful: dict[str, frozenset[str]]) -> str:
    """The matrix by which something is differentiated and which perhaps is symmetric, or ""."""
    names = {name for name, words in doubtful.items() if not words.isdisjoint(SYMMETRIC)}
    return next((node.variable.name for o in readings if names for side in (o.left, o.right) for node in side.walk()
                 if isinstance(node, Derivative) and node.variable.name in names), "")


def _touched(obligation: Obligation) -> set[str]:
    """The symbols of a step, and of what is assumed or defined with them."""
    context = obligation.context
    found = symbols(obligation.left, context) | symbols(obligation.right, context)
    for a in context.assumptions:
        found |= symbols(a.left, context) | symbols(a.right, context)
    return found


def inferred_in(obligation: Obligation) -> set[str]:
    """The inferred symbols and functions that a step speaks of, itself or through definitions."""
    context = obligation.context
    names = {d.name for d in (*context.tensors, *context.functions, *context.integers) if d.provenance == "inferred"}
    return (symbols(obligation.left, context) | symbols(obligation.right, context)) & names


def guess(obligation: Obligation) -> str:
    """Why a refutation would rest on a guess, or ""."""
    context = obligation.context
    inferred = inferred_in(obligation) - {CIRCLE}
    if not inferred:
        return ""
    if unknown := sorted(name for name in inferred if (f := context.function(name)) is not None and f.domain):
        return f"{unknown[0]} is not declared, and is taken to have numbers as values"
    if added := sorted(inferred & _added_to_arrays(obligation)):
        return f"{added[0]} is not declared, and is added to every entry of an array as a number"
    left, right = (symbols(side, context) for side in (obligation.left, obligation.right))
    derived = any(isinstance(node, Derivative) for node in obligation.left.walk())
    if new := sorted(inferred & (right - left)):
        return f"{', '.join(new)} is not declared, and stands on one side only"
    if not left & right or not derived and (old := sorted(inferred & (left - right))):
        missing = sorted(inferred & left) if not left & right else old
        return f"{', '.join(missing)} is not declared: this may be a condition on it"
    return ""


def _added_to_arrays(obligation: Obligation) -> set[str]:
    """The symbols that numbers beside an array in a sum are made of."""
    ones = (node.left for side in (obligation.left, obligation.right) for node in side.walk()
            if isinstance(node, Times) and not node.left.shape and isinstance(node.right, Constant) and node.right.value == 1 and node.right.shape)
    return {x.name for number in ones for x in number.walk() if isinstance(x, Symbol)}


def called(obligation: Obligation, sides: Iterable[s.Node]) -> str:
    r"""Why an inferred number may be a function: ``\rho(X)`` and ``\rho(\sigma(X))``, where no sum stands in the bracket; or ""."""
    numbers = {d.name for d in obligation.context.tensors if d.provenance == "inferred" and not d.shape and not d.labels}
    found = sorted(numbers & inferred_in(obligation) & {name for side in sides for name, _ in before_brackets(side)})
    return f"{', '.join(found)} stands before a bracket and may be a function that nobody declares" if found else ""


def called_size(context: Context, sides: Iterable[s.Node]) -> str:
    """Why a declared integer may be a slip for a function, or "": p(B), where a product would need no bracket."""
    found = sorted({name for side in sides for name, body in before_brackets(side)
                    if context.integer(name) is not None and _is_argument(body)})
    return f"{found[0]} is a number here and {found[0]}(…) a product; as a function it is not declared" if found else ""


def _is_argument(body: s.Node) -> bool:
    """A letter, or a function's value, alone."""
    match body:
        case s.Name() | s.Juxtaposition(items=(s.Name() | s.Operator(), s.Group(kind="("))):
            return True
    return False


def before_brackets(node) -> Iterator[tuple[str, s.Node]]:
    """A letter before a bracket in which no sum stands, with what stands in it."""
    match node:
        case s.Juxtaposition(items=items):
            for item, following in zip(items, items[1:]):
                if isinstance(item, s.Name) and isinstance(following, s.Group) and following.kind == "(" \
                        and isinstance(following.body, (s.Name, s.Scripted, s.Juxtaposition)):
                    yield item.text, following.body
            for item in items:
                yield from before_brackets(item)
        case _:
            for part in s.children(node):
                yield from before_brackets(part)


def unfounded(obligation: Obligation) -> str:
    """Why a proof would rest on a guess, or "".

    Letters of matrices that are numbers because no matrix fits (A x = x A); a
    derivative by a symbol of which nothing says that the rest does not depend on it.
    """
    context = obligation.context
    free = {name for name in inferred_in(obligation) if not context.definitions_of(name)}
    numbers = sorted(name for name in free if bare_font(name) in MATRICES and (found := context.tensor(name)) is not None
                     and not found.shape and not found.labels)
    if numbers:
        return f"{', '.join(numbers)} is not declared, and fits as a number only"
    for side in (obligation.left, obligation.right):
        for node in side.walk():
            if isinstance(node, Derivative) and node.variable.name in free:
                within = symbols(node.body, context)
                others = sorted(name for name in within & free if context.tensor(name) is not None)
                if others and node.variable.name not in within:
                    return f"nothing says whether {', '.join(others)} depends on {node.variable.name}"
    return ""


def alternatives(obligation: Obligation, shaped: set[str]) -> Iterator[tuple[str, Obligation]]:
    """(in words, the step) for all else that its inferred symbols may be."""
    context = obligation.context
    names = {name for name in inferred_in(obligation) - {CIRCLE} if not _is_differential(name, context)}
    if not names:
        return
    for words, changed in _contexts(context, names, shaped):
        yield words, replace(obligation, context=changed)
    functions = {f.name for f in context.functions if f.name in names}
    if functions:
        yield "for the logistic function", _logistic(obligation, functions)


def _is_differential(name: str, context: Context) -> bool:
    """Is it dX, where X is declared?"""
    base = context.tensor(name[len(MARK):]) if name.startswith(MARK) else None
    return base is not None and base.provenance != "inferred"


def _logistic(obligation: Obligation, functions: set[str]) -> Obligation:
    """The step with the logistic function in the place of these."""
    def put(e: Expression) -> Expression:
        e = e.map(put)
        return Apply("sigmoid", e.order, e.arg) if isinstance(e, Apply) and e.function in functions else e

    context = obligation.context
    changed = context.with_(definitions=tuple(replace(d, body=put(d.body)) for d in context.definitions),
                            assumptions=tuple(replace(a, left=put(a.left), right=put(a.right)) for a in context.assumptions))
    return replace(obligation, context=changed, left=put(obligation.left), right=put(obligation.right))


def _contexts(context: Context, names: set[str], shaped: set[str]) -> Iterator[tuple[str, Context]]:
    tensors = [d for d in context.tensors if d.name in names]
    extents = sorted({s for d in tensors for extent in d.shape for s in extent.symbols()
                    if (known := context.integer(s.name)) is not None and known.provenance == "inferred" and not s.labels},
                   key=lambda symbol: symbol.name)
    declared = [IntegerSymbol(d.name) for d in context.integers if d.kind == "dimension" and not d.arity
                and d.provenance != "inferred"]
    for target in [*extents[:1], *declared]:
        others = [size for size in extents if size != target]
        if others:
            yield "if all extents are the same", _equated(context, others, integer(target))
    if extents and not any(d.name in shaped for d in tensors if d.shape):
        yield "for numbers", _equated(context, extents, integer(1))
    for rank, name in PROPERTIES:
        chosen = {d.name for d in tensors if len(d.shape) == rank and (rank < 2 or d.shape[0] == d.shape[1])}
        if chosen:
            yield f"for {WORDS[name]}", context.with_(tensors=tuple(
                replace(d, properties=d.properties | {name}) if d.name in chosen else d for d in context.tensors))


def _equated(context: Context, sizes: list[IntegerSymbol], value) -> Context:
    return context.with_(equal=context.equal + tuple((size, value) for size in sizes))
