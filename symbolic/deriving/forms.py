r"""The closed forms that a derivative may be printed in, the nicest first.

``closed_forms`` differentiates in index notation and finds matrix notation for
the sum of products that comes out: with the author's names put back or not,
with common factors pulled out or not.  Where no product of matrices has these
entries, index notation is the form.  Every form is a proposal: it is shown only
when it is proved.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Iterator

from symbolic.language.context import Context
from symbolic.language.expressions import Add, Derivative, Entry, Expand, Expression, Symbol, Transpose
from symbolic.language.integers import integer

from .asking import Question, bracketed
from .collecting import assembled, expression, shared
from .contracting import Contraction
from .differentiating import Differentiation
from .eliminating import NoMatrix
from .folding import Folding
from symbolic.language.idioms import RowSoftmax, Softmax, recognised
from .indices import Letters, indexed, lettered
from .kroneckers import flat_body, flat_terms, without_kronecker
from .networks import Product
from .notation import Style, author_functions, written
from .sieving import sifted
from .summands import Term

MATRIX, INDEX = "matrix", "index"
WHOLE_TRANSPOSE = 4
MOST_PRODUCTS = 64


@dataclass(frozen=True)
class Form:
    """A proposal: what is claimed, LaTeX left and right of =, and the right side as an expression.

    ``where`` defines letters of its own; in index notation ``axes`` are the free indices.
    """
    notation: str
    left: str
    right: str
    expression: Expression
    where: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()

    @property
    def cost(self) -> int:
        """How long it looks: tokens, a command being one and a bracket none; the transpose of a whole is heavy."""
        tokens = re.findall(r"\\[A-Za-z]+|[^\s{}()]", re.sub(r"\\left|\\right|\\operatorname", "", self.right))
        turned = WHOLE_TRANSPOSE if isinstance(self.expression, Transpose) else 0
        return len(tokens) + sum(3 + len(w) // 4 for w in self.where) + turned


class Deriver:
    """One question's derivative in index notation, and its forms."""

    def __init__(self, question: Question):
        self.question, self.context = question, question.obligation.context
        self.calculus = Differentiation(question.obligation)
        self.expression = without_kronecker(recognised(question.expression))
        cut = {node.variable.name for node in self.expression.walk() if isinstance(node, Derivative)}
        self.folding = Folding(self.calculus, cut)
        norms = any(sign in question.text for sign in (r"\|", r"\Vert", r"\lVert"))
        self.style = Style(norms, author_functions(self.context))

    # ------------------------------------------------------------ matrix notation
    def family(self) -> tuple[list[Product], tuple[str, ...], tuple[bool, ...]]:
        """The entry at new names of axes, those names, and which axes are of extent one and have none."""
        shape = self.expression.shape
        ones = tuple(self.context.simplify(d) == 1 for d in shape)
        if len(shape) != 2 or all(ones):
            ones = (False,) * len(shape)
        names = tuple(self.calculus.index(d) for d, one in zip(shape, ones) if not one)
        left = iter(names)
        idx = tuple(integer(1) if one else integer(next(left)) for one in ones)
        return self.calculus.entry(self.expression, idx), names, ones

    def matrix_forms(self) -> Iterator[Form]:
        """Matrix notation in several ways, as far as there is any."""
        flat = flat_body(self.expression)
        if flat is not None:
            yield from self._written(flat_terms(Contraction(self.calculus), *flat), (False, False))
            return
        family, names, ones = self.family()
        if len(names) > 2:
            return
        ways = [self.folding.family(family), family] if self.folding else [family]
        opened = self._rows_opened(family)
        ways += [self.folding.family(opened), opened] if opened is not None else []
        ways += [more for way in ways[:1] if (more := self._expanded(way)) is not None]
        seen: set[str] = set()
        for way in ways:
            try:
                terms = Contraction(self.calculus).terms(way, names)
            except NoMatrix:
                continue
            for form in self._written(terms, ones):
                if form.right not in seen:
                    seen.add(form.right)
                    yield form

    def _written(self, terms: list[Term], ones: tuple[bool, ...]) -> Iterator[Form]:
        terms = sifted(terms, self.question.obligation)
        shape = self.expression.shape
        if any(ones):
            chains = Contraction(self.calculus).chains
            standing = [replace(t, chain=t.chain[:-1] + (Expand(t.chain[-1], (1,)),)) for t in terms]
            terms = standing if ones[1] else [replace(t, chain=chains.transposed(t.chain)) for t in terms]
        for e in self._assemblies(terms, shape):
            e = lettered(self.folding.tree(e), self.context, set(self.calculus.extents))
            if not any(isinstance(x, RowSoftmax) for x in e.walk()):
                yield Form(MATRIX, self.question.left, written(e, self.style), e)
            yield from self._abbreviated(e)

    def _abbreviated(self, e: Expression) -> Iterator[Form]:
        """With a letter for a softmax that is long and stands more than once."""
        found = [x for x in e.walk() if isinstance(x, RowSoftmax) or isinstance(x, Softmax) and not isinstance(x.arg, Symbol)]
        if len(set(found)) != 1 or len(found) < 2 and isinstance(found[0], Softmax):
            return
        letters = ("P", "R", "T") if isinstance(found[0], RowSoftmax) else ("p", "s", "q", "\\pi")
        letter = next((c for c in letters if c not in _taken(self.context)), None)
        if letter is not None:
            short = _put(e, found[0], Symbol(letter, (), found[0].shape))
            yield Form(MATRIX, self.question.left, written(short, self.style), e, (self._defined(letter, found[0]),))

    def _defined(self, letter: str, e: Expression) -> str:
        """What the letter stands for; a softmax row by row by its entries."""
        if isinstance(e, Softmax):
            return f"{letter} = {written(e, self.style)}"
        names = Letters(self.context)
        i, j, k = (names.next() for _ in range(3))
        at = [written(Entry(e.arg, (integer(i), integer(c))), self.style) for c in (j, k)]
        return rf"{letter}_{{{i}{j}}} = \frac{{e^{{{at[0]}}}}}{{\sum_{{{k}=1}}^{{{e.shape[1]}}} e^{{{at[1]}}}}}"

    def _assemblies(self, terms: list[Term], shape) -> Iterator[Expression]:
        """With common factors pulled out, without, and as the transpose of a sum."""
        for grouping in (True, False):
            yield assembled(terms, shape, grouping)
        if terms and len(shape) == 2 and not any(d == 1 for d in shape):
            chains = Contraction(self.calculus).chains
            turned = [replace(t, chain=chains.transposed(t.chain)) for t in terms]
            coefficient, scalars, rest = shared([replace(t, chain=t.chain) for t in turned])
            whole = assembled(rest, shape[::-1])
            if not chains.symmetric(whole):
                yield expression(Term(coefficient, scalars, (Transpose(whole),)), shape)

    def _expanded(self, family: list[Product]) -> list[Product] | None:
        """Sums that meet other factors at the same indices multiplied out: u ⊙ (1 − v) + u ⊙ v is u.

        None if there are no such sums, or too many products come of them.
        """
        found: list[Product] = []
        for p in family:
            parts = [Product(p.coefficient, (), p.binders)]
            for f in p.factors:
                meets = not f.is_delta and any(g is not f and g.indices == f.indices for g in p.factors)
                opened = isinstance(f.atom, Add) and f.exponent == 1 and f.indices and meets
                terms = [Product(factors=(f,))]
                if opened:
                    terms = [q for t in f.atom.terms for q in self.calculus.entry(t, f.indices)]
                parts = [a.times(b) for a in parts for b in terms]
            found += parts
        return found if len(family) < len(found) <= MOST_PRODUCTS else None

    def _rows_opened(self, family: list[Product]) -> list[Product] | None:
        """Families that are rows or columns of a declared matrix as entries of it; None if there are none."""
        bodies = {d.name: d.body for d in self.context.definitions if d.labels}
        if not any(isinstance(node, Symbol) and node.name in bodies for p in family for f in p.factors for node in f.atom.walk()):
            return None
        opening = RowsOpened(self.context, self.calculus)
        return [q for p in family for q in opening.product(p)]

    # ------------------------------------------------------------ index notation
    def index_form(self) -> Form:
        """The entry of the derivative in entries of what it is made of.  Raises ``NoDerivative``."""
        node = self.expression
        if not node.shape:
            e = lettered(indexed(self.calculus.entry(node)), self.context, set(self.calculus.extents))
            return Form(INDEX, self.question.left, written(e, self.style), e)
        letters = Letters(self.context)
        idx = [letters.next() for _ in node.shape]
        family = self.calculus.entry(node, tuple(map(integer, idx)))
        self.calculus.extents.update(zip(idx, node.shape))
        contraction = Contraction(self.calculus)
        e = indexed([contraction.compacted(p, tuple(idx)) for p in family])
        for name in idx:
            del self.calculus.extents[name]
        e = lettered(e, self.context, set(self.calculus.extents))
        return Form(INDEX, entry_of_derivative(self.question, idx), written(e, self.style), e, axes=tuple(idx))


def _taken(context: Context) -> set[str]:
    return {x.name for x in (*context.integers, *context.tensors, *context.functions)}


def _put(e: Expression, old: Expression, new: Expression) -> Expression:
    return new if e == old else e.map(lambda x: _put(x, old, new))


class RowsOpened:
    """x_i[j] = X[i, j] for members of families defined so."""

    def __init__(self, context, calculus: Differentiation):
        self.context, self.calculus = context, calculus

    def product(self, p: Product) -> list[Product]:
        found = [Product(p.coefficient, (), p.binders)]
        for f in p.factors:
            inner = [Product(factors=(f,))] if f.is_delta else self._factor(f)
            found = [a.times(b) for a in found for b in inner]
        return found

    def _factor(self, f) -> list[Product]:
        body = self.calculus.body(f.atom) if isinstance(f.atom, Symbol) and f.atom.labels else None
        if body is not None and f.exponent == 1:
            return self.calculus.entry(body, f.indices)
        return [Product(factors=(f._replace(atom=self._inside(f.atom)),))]

    def _inside(self, e: Expression) -> Expression:
        if isinstance(e, Symbol) and e.labels:
            return self.calculus.body(e) or e
        return e.map(self._inside)


def entry_of_derivative(question: Question, idx: list[str]) -> str:
    r"""``\frac{\partial [EXPR]_{ij}}{\partial X_{kl}}``, of second order too; [EXPR]_{ij} where it stands for itself."""
    if not question.variable:
        return bracketed(question.text, "[", "]") + f"_{{{''.join(idx)}}}"
    node, variables, axes = question.expression, [], []
    while isinstance(node, Derivative):
        of_variable = [a for a in node.axes if a != "1"]
        axes.append((of_variable, node))
        node = node.body
    names = dict(enumerate(idx))
    body_places = list(range(len(idx)))
    for of_variable, derivative in axes:
        places = [k for k, a in zip(_counting(derivative.axes, body_places), derivative.axes) if a[0] == "v"]
        inner = sorted((a, k) for k, a in zip(_counting(derivative.axes, body_places), derivative.axes) if a[0] == "b")
        by = "".join(names[k] for k in places)
        variable = str(derivative.variable)
        variables.append((variable, by if derivative.at is None else ",".join(map(str, derivative.at))))
        body_places = [k for _, k in inner]
    body = "".join(names[k] for k in body_places)
    below = " ".join(rf"\partial {_subscripted(name, by)}" for name, by in variables)
    above = r"\partial" if len(variables) == 1 else rf"\partial^{len(variables)}"
    text = bracketed(question.text, "[", "]") + f"_{{{body}}}" if body else bracketed(question.text)
    return rf"\frac{{{above}}}{{{below}}} {text}"


def _counting(axes, places):
    """The place of each axis among those that are given, none for an axis of extent one."""
    left = iter(places)
    return [next(left, None) for _ in axes]


def _subscripted(name: str, by: str) -> str:
    if not by:
        return name
    return f"({name})_{{{by}}}" if "_" in name else f"{name}_{{{by}}}"


def closed_forms(question: Question) -> Iterator[Form]:
    """All proposals, the nicest first; index notation last.  Raises ``NoDerivative``."""
    deriver = Deriver(question)
    try:
        yield from sorted(deriver.matrix_forms(), key=lambda form: form.cost)
    except NoMatrix:
        if flat_body(deriver.expression) is not None:
            raise
    yield deriver.index_form()
