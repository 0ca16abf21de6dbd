r"""What a document grants: declarations, definitions, assumptions; and one step.

``Context`` holds only what is *given*, never what is to be shown.
``Obligation`` is one claimed relation in its context, the one object that
prover, refuter, certificate and report take.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

from .binding import substitute_integers
from .expressions import Expression, Symbol
from .nodes import Shape
from .integers import IntegerPolynomial, IntegerSymbol, integer

P = IntegerPolynomial
INFINITE = 99  # smoothness of a function that has every derivative


@dataclass(frozen=True)
class IntegerDeclaration:
    """A dimension (≥ 1), a label (ℓ, L) or an index, with bounds where known.

    ``kind`` is "dimension", "label" or "index"; ``arity`` the number of labels
    (1 for n_ℓ).  ``provenance`` is "sheet", "author" or "inferred".
    """
    name: str
    kind: str
    arity: int = 0
    lower: P | None = None
    upper: P | None = None
    provenance: str = "sheet"

    def to_json(self):
        return {"name": self.name, "kind": self.kind, "arity": self.arity,
                "lower": None if self.lower is None else self.lower.to_json(),
                "upper": None if self.upper is None else self.upper.to_json()}


@dataclass(frozen=True)
class LabelRange:
    """A label parameter of a family with its range, both ends included."""
    name: str
    lower: P
    upper: P

    def to_json(self):
        return [self.name, self.lower.to_json(), self.upper.to_json()]


@dataclass(frozen=True)
class TensorDeclaration:
    """A scalar, vector, matrix or array; a family if ``labels`` is not empty.

    ``shape`` may use the label parameters: A_ℓ has shape (n_ℓ, n_{ℓ-1}).
    ``properties``: symmetric, invertible, positive definite, nonzero …
    """
    name: str
    labels: tuple[LabelRange, ...]
    shape: Shape
    properties: frozenset[str] = frozenset()
    provenance: str = "sheet"

    def symbol(self, *labels) -> Symbol:
        """The member with these labels, its shape instantiated."""
        values = tuple(integer(x) for x in labels)
        members = self.__dict__.setdefault("_members", {})
        if values not in members:
            mapping = {IntegerSymbol(r.name): v for r, v in zip(self.labels, values)}
            members[values] = Symbol(self.name, values, tuple(d.substitute(mapping) for d in self.shape))
        return members[values]

    def to_json(self):
        return {"name": self.name, "labels": [r.to_json() for r in self.labels],
                "shape": [d.to_json() for d in self.shape], "properties": sorted(self.properties)}


@dataclass(frozen=True)
class FunctionDeclaration:
    """A scalar function ℝ → ℝ, applied entrywise to arrays; with a ``shape`` one of a number with such values.

    With a ``domain`` it is a function of arrays of that shape, f : ℝ^n → ℝ or F : ℝ^n → ℝ^m.

    ``smooth`` counts the derivatives it is known to have (0: none known,
    ``INFINITE``: all).  ``properties``: nondecreasing, nonincreasing, odd ….
    ``definition``: the name of a declared scalar and a formula in it, where the
    function is given by one.  ``equation``: (k, the name of a declared scalar, a formula e
    in it) where f^{(k)}(z) = e is given for every z.
    """
    name: str
    smooth: int = 0
    properties: frozenset[str] = frozenset()
    provenance: str = "sheet"
    definition: tuple[str, Expression] | None = None
    equation: tuple[int, str, Expression] | None = None
    shape: Shape = ()
    domain: Shape = ()

    def to_json(self):
        data = {"name": self.name, "smooth": self.smooth, "properties": sorted(self.properties)}
        if self.definition is not None:
            data["definition"] = [self.definition[0], self.definition[1].to_json()]
        if self.equation is not None:
            data["equation"] = [self.equation[0], self.equation[1], self.equation[2].to_json()]
        if self.shape or self.domain:
            data["shape"] = [d.to_json() for d in self.shape]
        if self.domain:
            data["domain"] = [d.to_json() for d in self.domain]
        return data


@dataclass(frozen=True)
class Definition:
    """One clause: for labels in their ranges, name[labels] is ``body``.

    y_ℓ = σ(A_ℓ y_{ℓ-1} + b_ℓ), ℓ = 1..L-1 has one label; the clause y_0 = x
    has the range 0..0, the last layer's L..L.  ``stratum`` orders definitions:
    a body may mention a defined symbol of a lower stratum, or of its own
    stratum with a smaller first label, or with the same one if its clause
    stands earlier in the context; or with a larger one, if so do all bodies of
    the stratum (δ_ℓ from δ_{ℓ+1}).
    """
    name: str
    labels: tuple[LabelRange, ...]
    body: Expression
    stratum: int = 0
    provenance: str = "sheet"

    def to_json(self):
        return {"name": self.name, "labels": [r.to_json() for r in self.labels],
                "body": self.body.to_json(), "stratum": self.stratum}


@dataclass(frozen=True)
class Assumption:
    """An equation or relation taken as given, with who gave it.

    ``free`` are the index names it holds for, with their extents.
    """
    left: Expression
    relation: str
    right: Expression
    free: tuple[tuple[str, P], ...] = ()
    provenance: str = "sheet"

    def to_json(self):
        return {"left": self.left.to_json(), "relation": self.relation, "right": self.right.to_json(),
                "free": [[n, d.to_json()] for n, d in self.free]}


@dataclass(frozen=True)
class Context:
    """Declarations, definitions and assumptions, each with provenance.

    ``equal`` maps integer symbols to what they are equal to (n_L ↦ 1);
    ``facts`` are integer polynomials known to be ≥ 0 (L - 1); ``unread`` names
    that stand in given lines which were not understood.
    """
    integers: tuple[IntegerDeclaration, ...] = ()
    tensors: tuple[TensorDeclaration, ...] = ()
    functions: tuple[FunctionDeclaration, ...] = ()
    definitions: tuple[Definition, ...] = ()
    equal: tuple[tuple[IntegerSymbol, P], ...] = ()
    facts: tuple[P, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    unread: frozenset[str] = frozenset()

    def with_(self, **changes) -> "Context":
        return replace(self, **changes)

    def integer(self, name: str) -> IntegerDeclaration | None:
        return _named(self.integers, name)

    def tensor(self, name: str) -> TensorDeclaration | None:
        return _named(self.tensors, name)

    def function(self, name: str) -> FunctionDeclaration | None:
        return _named(self.functions, name)

    def definitions_of(self, name: str) -> list[Definition]:
        return [d for d in self.definitions if d.name == name]

    def simplify(self, p: P) -> P:
        """``p`` with the known equalities of integers put in."""
        return p.substitute(dict(self.equal))

    def same_extent(self, a: P, b: P) -> bool:
        return self.simplify(a) == self.simplify(b)

    def to_json(self):
        return {
            "integers": [x.to_json() for x in self.integers],
            "tensors": [x.to_json() for x in self.tensors],
            "functions": [x.to_json() for x in self.functions],
            "definitions": [x.to_json() for x in self.definitions],
            "equal": [[s.name, [x.to_json() for x in s.labels], p.to_json()] for s, p in self.equal],
            "facts": [p.to_json() for p in self.facts],
            "assumptions": [x.to_json() for x in self.assumptions],
        }


def _named(items, name):
    for x in items:
        if x.name == name:
            return x
    return None


def instantiate(definition: Definition, labels: tuple[P, ...]) -> Expression:
    """The body with the clause's label parameters replaced."""
    mapping = {IntegerSymbol(r.name): v for r, v in zip(definition.labels, labels)}
    return substitute_integers(definition.body, mapping)


@dataclass(frozen=True)
class Range:
    """A free integer of a step: ``lower`` ≤ name ≤ ``upper`` (None: no bound)."""
    name: str
    lower: P | None
    upper: P | None

    def to_json(self):
        return [self.name, None if self.lower is None else self.lower.to_json(),
                None if self.upper is None else self.upper.to_json()]


@dataclass(frozen=True)
class Obligation:
    """For all values of the free integers in their ranges: left relation right.

    Both sides have one shape (up to ``context.equal``); the claim is that
    every entry agrees.  ``free`` lists labels first (ℓ = 1..L-1), then indices
    (i = 1..n_ℓ).
    """
    context: Context
    left: Expression
    relation: str
    right: Expression
    free: tuple[Range, ...] = ()

    def facts(self) -> list[P]:
        """Polynomials ≥ 0 that hold here: bounds of the free integers, the
        context's facts, bounds of declared integers, and dimensions ≥ 1 are
        left to the reader of ``context.integers``."""
        known = list(self.context.facts)
        for r in self.free:
            if r.lower is not None:
                known.append(integer(r.name) - r.lower)
            if r.upper is not None:
                known.append(r.upper - integer(r.name))
            if r.lower is not None and r.upper is not None:
                known.append(r.upper - r.lower)
        for d in self.context.integers:
            if d.arity == 0:
                if d.lower is not None:
                    known.append(integer(d.name) - d.lower)
                if d.upper is not None:
                    known.append(d.upper - integer(d.name))
        return [self.context.simplify(p) for p in known]

    def to_json(self):
        return {"context": self.context.to_json(), "left": self.left.to_json(),
                "relation": self.relation, "right": self.right.to_json(),
                "free": [r.to_json() for r in self.free]}
