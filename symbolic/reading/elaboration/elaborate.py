r"""From syntax to expressions: kinds and shapes decide what was typed.

An ``Elaborator`` reads the formulas of one step.  It knows the scope, the
layout, the unknown extents being solved, and collects in ``notes`` every
decision that a person might doubt.  Raises ReadError for what cannot be read
and Refused for what is read but cannot be judged.
"""
from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from symbolic.errors import ReadError
from symbolic.language.expressions import (
    Apply, Delta, Expression, Integer, Number, Symbol, Transpose, negative)
from symbolic.language.integers import IntegerPolynomial, integer
from symbolic.language.nodes import show_shape
from symbolic.reading.elaboration import activations, cross_products, divergences, fields, operations, own_operators, piecewise, powers, products, reach
from symbolic.reading.elaboration.arrays import ellipsis, entrywise
from symbolic.reading.elaboration.arrays.convolution import Windows
from symbolic.reading.elaboration.derivatives import curves, derivatives, moving, own_differentials
from symbolic.reading.elaboration.derivatives.derivatives import operator_name
from symbolic.reading.elaboration.derivatives.symmetry import Convention
from symbolic.reading.elaboration.dotted_products import read_product
from symbolic.reading.elaboration.entries import entry, is_sample, member, of_family
from symbolic.reading.elaboration.exponentials import OWN, exponential
from symbolic.reading.elaboration.refusal import FAULTS, Choices, ambiguous, faulty, unreadable, unsupported
from symbolic.reading.elaboration.scope import (
    Scope, bare_font, count, flat_name, index_lists, is_name, lettered_above, lowered, parts, raised_name, size_name)
from symbolic.reading.elaboration.shapes import Shapes
from symbolic.reading.elaboration.standard import DELTAS, MOMENTS, STANDARD, TRANSPOSES, commutation, filled, single_entry, standard_meaning
from symbolic.reading.elaboration.sums import total
from symbolic.reading.elaboration.uses import label_above
from symbolic.reading.grammar import syntax as s

P = IntegerPolynomial


def replace_scripts(node: s.Scripted) -> s.Scripted | None:
    """The same without its primes; None if nothing else is left."""
    return replace(node, primes=0) if node.sub is not None or node.sup is not None else None


def _above(sup: s.Node) -> str:
    r"""T for T and \\top, as a name or an operator."""
    name = sup.text if isinstance(sup, s.Name) else operator_name(sup) or ""
    return name if name.startswith("\\") or len(name) == 1 else "\\" + name


def as_integer(value: Expression) -> P | None:
    """The integer that an expression is as it stands: 2, or an index; else None."""
    match value:
        case Integer(value=p):
            return p
        case Number(value=q) if q.denominator == 1:
            return integer(int(q))
    return None


@dataclass
class Elaborator:
    """What is known while one step is read; ``under`` a binder only the scope changes.

    ``within``: an index must stay within every axis that it indexes.  ``charity``
    is the kind of lenient reading being tried, ``leniencies`` those that offered.
    ``moving`` are the symbols whose differentials are written, ``constants``
    those that words make constant; ``by_columns``: words say that a softmax of
    a matrix is taken column by column, not row by row; ``standard`` holds the shapes that are
    declared for names in their standard meaning (1 ∈ ℝ^n), single-entry matrices among them; ``around`` are the members of
    the chain that is being read, ``placed`` the symbols that bars put for others so far; ``pseudo``: the superscripts
    that words call a pseudo-inverse; ``exponentials`` what is
    said of exponentials of matrices; ``dotted``: A · B of matrices is given as tr(AᵀB);
    ``by``: what a function is differentiated by that stands without its argument.
    """
    scope: Scope
    shapes: Shapes
    layout: str
    choices: Choices
    notes: list[str]
    formulas: dict = field(default_factory=dict)
    values: dict[str, Expression] = field(default_factory=dict)
    extents: dict[str, P] = field(default_factory=dict)
    watched: frozenset[str] = frozenset()
    layout_used: set = field(default_factory=set)
    within: bool = True
    charity: str = ""
    leniencies: set[str] = field(default_factory=set)
    moving: frozenset[str] = frozenset()
    constants: frozenset[str] = frozenset()
    windows: Windows = Windows()
    by_columns: bool = False
    symmetry: Convention = Convention()
    standard: dict = field(default_factory=dict)
    around: tuple[s.Node, ...] = ()
    placed: list = field(default_factory=list)
    pseudo: frozenset[str] = frozenset()
    exponentials: frozenset[str] = frozenset()
    dotted: bool = False
    by: str | None = None

    def lenient(self, kind: str) -> bool:
        """Is this kind of lenient reading the one being tried?"""
        self.leniencies.add(kind)
        return kind == self.charity

    def under(self, name: str, value: P, span: tuple[P, P] | None = None) -> "Elaborator":
        values = {known: v for known, v in self.values.items() if known != name}
        return replace(self, scope=self.scope.with_bound(name, value, span), values=values)

    def with_value(self, name: str, value: Expression) -> "Elaborator":
        """The same where ``name`` stands for ``value``, as an index too if that is an integer."""
        arguments = {**self.scope.arguments, name: as_integer(value)}
        return replace(self, scope=replace(self.scope, arguments=arguments), values={**self.values, name: value})

    def watching(self, names: list[str]) -> "Elaborator":
        """The same, noting in ``extents`` the first axis that each bound name indexes, or family that it numbers."""
        return replace(self, watched=self.watched | set(names))

    def note(self, words: str) -> None:
        if words not in self.notes:
            self.notes.append(words)

    def facts(self) -> list[P]:
        """Integers known to be ≥ 0 here: bounds of what is declared and of the free integers."""
        context = self.scope.context
        known = [*context.facts]
        bounds = [(d.name, d.lower, d.upper) for d in context.integers if d.arity == 0]
        bounds += [(d.name, integer(1), None) for d in context.integers if d.kind == "dimension" and d.arity == 0]
        bounds += [(f.name, f.lower, f.upper) for f in self.scope.free.values()]
        for name, lower, upper in bounds:
            known += [integer(name) - lower] if lower is not None else []
            known += [upper - integer(name)] if upper is not None else []
        return known

    # -- dispatch
    def expression(self, node: s.Node) -> Expression:
        """The expression that ``node`` says; a fault of the program costs this formula its reading and no other."""
        try:
            return self._expression(node)
        except FAULTS as error:
            raise faulty(error, node) from error

    def _expression(self, node: s.Node) -> Expression:
        match node:
            case s.Number(text=text):
                return Number(Fraction(text))
            case s.Name() | s.Operator():
                return self.name(node)
            case s.Scripted():
                return self.scripted(node)
            case s.Juxtaposition() | s.BigOperator():
                return self.product(list(s.items_of(node)))
            case s.Infix():
                return products.infix(self, node)
            case s.Additive():
                return self.additive(node)
            case s.Fraction():
                return self.fraction(node)
            case s.Group():
                return self.group(node)
            case s.Matrix():
                return ellipsis.read_matrix(self, node)
            case s.CasesNode():
                return piecewise.read_cases(self, node)
            case s.Annotated(body=body):
                return self.expression(body)
            case s.Sequence():
                raise unreadable("a list stands where one expression is expected", node, expected="one expression")
            case s.Dots():
                raise unreadable("these dots continue nothing", node, expected="entries around the dots", code="E302")
        raise unreadable("this is not an expression", node, expected="an expression")

    def product(self, items: list[s.Node]) -> Expression:
        factors = own_differentials.joined(own_operators.known(self, divergences.joined(items)), self.scope.named_with_d)
        return self.expression(factors[0]) if len(factors) == 1 < len(items) else read_product(self, factors)

    def fraction(self, node: s.Fraction) -> Expression:
        found = derivatives.quotient(node)
        if found is not None:
            return derivatives.read_fraction(self, node, found)
        return operations.divide(self, self.expression(node.numerator), self.expression(node.denominator), node)

    def group(self, node: s.Group) -> Expression:
        match node:
            case s.Group(kind="\\|"):
                return operations.norm(self, node)
            case s.Group(kind="|", body=body):
                return operations.bars(self, self.expression(body), node)
            case s.Group(kind="[", body=body) if (cells := ellipsis.side_by_side(self, body)) is not None:
                return ellipsis.parted_row(self, cells)
            case s.Group(kind="[", body=s.Relation() as condition):
                return piecewise.read_indicator(self, condition)
            case s.Group(kind="(" | "[", body=s.Relation(operator="\\colon", left=left, right=right)) \
                    if not isinstance(left, (s.Additive, s.Relation)) and not isinstance(right, s.Additive):
                return products.frobenius(self, left, right, s.Infix(node.start, node.end, ":", left, right))
            case s.Group(kind="\\langle", body=s.Sequence(items=(left, right))):
                return operations.inner(self, self.expression(left), self.expression(right), node)
            case s.Group(kind="[", body=s.Sequence() as body):
                return ellipsis.listed_row(self, body)
            case s.Group(kind="(", body=s.Sequence() as body):
                return ellipsis.listed_vector(self, body)
            case s.Group(kind="\\{", body=s.Sequence() as body):
                self.note("a list in braces is read as a column, in its order")
                return ellipsis.listed_vector(self, body)
        return self.expression(node.body)

    # -- sums
    def additive(self, node: s.Additive) -> Expression:
        if any(isinstance(term, s.Dots) for _, term in node.terms):
            return total(self, ellipsis.dotted_terms(self, node), node)
        return total(self, [self.signed(sign, term) for sign, term in reach.reached(self, node)], node)

    def signed(self, sign: str, term: s.Node) -> Expression:
        if sign not in ("+", "-"):
            raise unsupported(f"{sign} says two things at once", term)
        value = self.expression(term)
        return value if sign == "+" else negative(value)

    # -- names
    def name(self, node: s.Node, sub: s.Node | None = None) -> Expression:
        """What a name with its subscript stands for."""
        if isinstance(node, s.Operator) and node.name == "d" and self.scope.tensor("d") is not None:
            node = s.Name(node.start, node.end, "d")
        if isinstance(node, s.Operator) and node.name in ("d", "partial"):
            raise unsupported("a differential", node)
        written = node.name if isinstance(node, s.Operator) else node.text
        if written in MOMENTS and not self.scope.declared(written):
            raise unsupported("expectations, variances and probabilities are read, but not judged", node)
        curve = curves.alone(self, node.text, 0, sub, node) if isinstance(node, s.Name) else None
        if curve is not None:
            return curve
        field = fields.alone(self, node.text, sub, node) if isinstance(node, s.Name) else None
        if field is not None:
            return field
        moved = moving.dotted(self, node.text, node) if isinstance(node, s.Name) else None
        if moved is not None:
            return moved if sub is None else self.subscript(moved, sub)
        if isinstance(node, s.Name) and self.scope.function(node.text) is not None and self.scope.tensor(node.text) is None:
            raise unreadable(f"the function {node.text} stands without its argument", node, expected="a bracket after it", code="E301")
        if isinstance(node, s.Operator):
            raise unreadable(f"{node.name} stands without its argument", node, expected="an argument", code="E301")
        text = node.text
        if sub is not None:
            text = self.scope.indexed(text)
        whole = self.scope.own_name(text, sub) or flat_name(text, sub)
        if sub is None and text in self.values:
            return self.values[text]
        if whole is not None and text not in self.scope.bound and (found := self.scope.tensor(whole)) is not None \
                and not found.labels and not of_family(self.scope, text, sub):
            return member(self, found, node, None)
        if text in self.formulas and sub is None:
            return self.formulas[text].alone(self, node)
        if text in self.scope.aliases and not self.scope.declared(text) and self.scope.known_integer(text) is None \
                and (sub is None or len(index_lists(sub)[-1]) < 2):
            raise self.scope.missing(text, node)
        text = self.spelling(text)
        declaration = self.scope.tensor(text)
        sized = sub is not None and self.scope.context.integer(size_name(text, sub) or "") is not None
        if sized and declaration is not None:
            raise ambiguous(f"{text} with this below is an entry of {text}, or a size", node, "give one of them another letter")
        if declaration is not None and not declaration.labels and whole is not None and not isinstance(sub, (s.Number, s.Name)):
            raise self.scope.missing(whole, node)
        if declaration is not None:
            return self._kronecker_beside(declaration, sub) or member(self, declaration, node, sub)
        single = self.single(text, sub) or self.channel(text, sub)
        if single is not None:
            return single
        if sub is None and (known := self.scope.known_integer(text)) is not None:
            return Integer(known)
        integers = self.scope.context.integer(text)
        if integers is not None and integers.arity or sized:
            whole_node = s.Scripted(node.start, sub.end if sub else node.end, node, sub, None, 0)
            return Integer(count(whole_node, self.scope))
        special = commutation(self, text, sub) or standard_meaning(self, text, node, sub)
        if special is not None:
            return special
        if sub is None and text == "e" and OWN not in self.exponentials and self.scope.known_integer("e") is None:
            return Apply("exp", 0, Number(Fraction(1)))
        raise self.scope.missing(text if whole is None or sub is None else text, node)

    def _kronecker_beside(self, declaration, sub: s.Node | None) -> Expression | None:
        r"""δ_{ij} as Kronecker's, where a vector δ or a family \delta^{(l)} of vectors is declared too."""
        if declaration.name not in DELTAS or sub is None or len(declaration.shape) != 1 or len(declaration.labels) > 1:
            return None
        pair = next((w for w in index_lists(sub) if len(w) == 2), None)
        if pair is None or not all(isinstance(p, s.Name) for p in pair):
            return None
        ways = [("the indices of δ are those of Kronecker's delta", True), ("δ with two indices is an entry of a member of δ", False)]
        kronecker = self.choices.ask(ways, declaration.name) if declaration.labels else True
        return Delta(*(count(p, self.scope) for p in pair)) if kronecker else None

    def spelling(self, text: str) -> str:
        r"""The declared spelling of a name that differs in its font alone, \underline{b} is b; A for the a of a_{ij}."""
        scope = self.scope
        if text in scope.aliases and text not in scope.bound and text not in self.values and not scope.declared(text):
            self.note(f"{text} with two indices is an entry of {scope.aliases[text]}")
            return scope.aliases[text]
        if scope.declared(text) or text in scope.context.unread or text in STANDARD or text in scope.bound or text in self.values \
                or not (bare_font(text) != text or scope.plain_fonts(text)):
            return text
        alike = [d for d in (bare_font(text), *scope.plain_fonts(bare_font(text))) if d != text and scope.declared(d)]
        if len(alike) != 1:
            return text
        self.note(f"{text} is read as {alike[0]}")
        return alike[0]

    def single(self, text: str, sub: s.Node | None) -> Expression | None:
        """A_{l-1} for a number l, where A_1, A_2, … are declared one by one."""
        if sub is None or not self.scope.single_family(text):
            return None
        try:
            value = count(sub, self.scope).constant()
        except ReadError:
            return None
        found = None if value is None else self.scope.tensor(f"{text}_{value}")
        return None if found is None else found.symbol()

    def channel(self, text: str, sub: s.Node | None) -> Expression | None:
        """Y_{2,i,j} for an entry of Y_2, and w_{2,:,:} for all of w_2."""
        if not isinstance(sub, s.Sequence) or not isinstance(sub.items[0], s.Number):
            return None
        found, rest = self.scope.tensor(flat_name(text, sub.items[0])), list(sub.items[1:])
        if found is None or found.labels or len(found.shape) != len(rest):
            return None
        return found.symbol() if all(is_name(p, ":") for p in rest) else entry(self, found.symbol(), rest, sub)

    # -- scripts
    def scripted(self, node: s.Scripted) -> Expression:
        if not self._raises_e(node):
            node = lowered(node)
        base = node.base
        if isinstance(base, s.Group) and base.kind == "\\|":
            return operations.norm(self, node)
        if cross_products.is_matrix(node):
            made = cross_products.matrix(self, self.expression(base.body), node)
            return made if node.sup is None and not node.primes else self.scripts(made, replace(node, sub=None))
        if isinstance(base, s.Group) and base.kind == "\\langle" and is_name(node.sub, "F") and node.sup is None:
            return self.expression(base)
        if self._raises_e(node):
            return exponential(self, self.expression(node.sup), node, raised=True)
        if isinstance(base, s.Group) and base.kind == "(" and isinstance(base.body, s.Sequence) \
                and node.sub is None and node.sup is not None and self.is_transpose(node.sup):
            return ellipsis.listed_vector(self, base.body)
        if isinstance(base, s.Number) and base.text in ("0", "1") and node.sub is not None and node.sup is None:
            return filled(self, Fraction(base.text), node.sub)
        given = entrywise.array(self, node) or activations.positive_part(self, node)
        if given is not None:
            return given
        if isinstance(base, s.Name):
            return self._scripted_name(node, base)
        if operator_name(base) is not None and not isinstance(base, s.Group):
            raise unreadable(f"{operator_name(base)} stands without its argument", node, expected="an argument", code="E301")
        return self.scripts(self.expression(base), node)

    def _raises_e(self, node: s.Scripted) -> bool:
        """Is it the number e with an exponent, be it e^{(s + t) A}?  A transpose behind a label is no exponent."""
        if not is_name(node.base, "e") or node.sub is not None or node.sup is None or node.primes \
                or OWN in self.exponentials or self.scope.tensor("e") is not None or "e" in self.values:
            return False
        match node.sup:
            case s.Juxtaposition(items=(s.Group(kind="(" | "["), *rest)):
                return not any(map(self.is_transpose, rest))
        return True

    def _scripted_name(self, node: s.Scripted, base: s.Name) -> Expression:
        if node.sub is not None or label_above(node.sup) is not None:
            base = replace(base, text=self.scope.indexed(base.text))
        single = single_entry(self, base.text, node) if self.standard and not node.primes else None
        if single is not None:
            return single
        name = base if not node.primes else s.Name(base.start, base.end, base.text + "'" * node.primes)
        curve = curves.alone(self, base.text, node.primes, node.sub, node) if name is not base else None
        if curve is not None:
            return curve if node.sup is None else self.raised(curve, node.sup, node)
        if node.primes and self.scope.tensor(self.spelling(name.text)) is None:
            return self._primed(node, base, name.text)
        declaration = self.scope.tensor(self.spelling(name.text))
        raised = self.scope.tensor(raised_name(name.text, node.sup) or lettered_above(name.text, node.sup) or "")
        square = self.scope.tensor(raised_name(flat_name(name.text, node.sub) or "", node.sup) or "") if node.sub is not None else None
        if square is not None:
            return square.symbol()
        if raised is not None and (declaration is None or not declaration.labels):
            return member(self, raised, node, None) if node.sub is None else self.subscript(raised.symbol(), node.sub)
        if declaration is not None and self._labelled_above(declaration, node):
            label = node.sup.body if isinstance(node.sup, s.Group) else node.sup
            symbol = declaration.symbol(*(count(part, self.scope, kind="label") for part in parts(label)))
            return symbol if node.sub is None else self.subscript(symbol, node.sub)
        if node.sub is not None and node.sup is not None and declaration is not None \
                and not declaration.labels and len(declaration.shape) == 2 \
                and self.scope.own_name(name.text, node.sub) is None:
            return self.scripts(declaration.symbol(), node)
        if declaration is not None and is_sample(self.scope, declaration, node):
            self.note(f"{name.text} with a number of a sample above is read as its entry")
            return self.subscript(declaration.symbol(), node.sup.body)
        own = declaration is not None and declaration.labels or self.scope.tensor(flat_name(name.text, node.sub) or "") is not None
        if node.sub is not None and name.text in self.values and not own:
            return self.scripts(self.values[name.text], node)
        value = self.name(name, node.sub)
        return value if node.sup is None else self.raised(value, node.sup, node)

    def _primed(self, node: s.Scripted, base: s.Name, primed: str) -> Expression:
        """x' for the transpose of a declared x, where nothing of the name x' is declared."""
        declared = self.scope.tensor(base.text)
        if node.primes != 1 or declared is None or declared.labels or len(declared.shape) not in (1, 2) \
                or base.text in self.scope.bound or primed in self.scope.context.unread or primed in self.formulas:
            raise self.scope.missing(primed, node)
        self.note(f"{primed} is the transpose of {base.text}")
        value = Transpose(declared.symbol())
        return self.scripts(value, replace(node, primes=0)) if node.sub or node.sup else value

    def _primed_bracket(self, value: Expression, node: s.Scripted) -> Expression:
        """(X y)' of an array that depends on no time as its transpose."""
        moves = any(isinstance(x, Apply) and (f := self.scope.function(x.function)) is not None and f.shape for x in value.walk())
        if node.primes != 1 or moves or len(value.shape) not in (1, 2):
            raise unsupported("a prime on a bracket", node)
        self.note("a prime on a bracket is a transpose")
        rest = replace_scripts(node)
        value = Transpose(value)
        return value if rest is None else self.scripts(value, rest)

    def _labelled_above(self, declaration, node: s.Scripted) -> bool:
        """Is the superscript the label of a family: W^{(l)}, a^{[l-1]}_j, W^l?"""
        if not declaration.labels or node.sup is None or self.is_transpose(node.sup):
            return False
        if isinstance(node.sup, s.Group):
            return node.sup.kind in ("(", "[")
        if not isinstance(node.sup, (s.Name, s.Additive, s.Number)):
            return False
        return node.sub is None or not isinstance(node.sup, s.Number) and len(index_lists(node.sub)[-1]) == len(declaration.shape) > 0

    def scripts(self, value: Expression, node: s.Scripted) -> Expression:
        """Superscript and subscript on a bracket; with both, the power or transpose comes first, but W_{i,:}^\\top is of the row."""
        if node.primes:
            return self._primed_bracket(self.shapes.settle(value), node)
        if node.sub is not None and node.sup is not None and (
                not self._on_matrix(node.sup) or self.is_transpose(node.sup) and any(is_name(x, ":") for x in index_lists(node.sub)[-1])):
            return self.raised(self.subscript(value, node.sub), node.sup, node)
        if node.sup is not None:
            value = self.raised(value, node.sup, node)
        return value if node.sub is None else self.subscript(value, node.sub)

    def _on_matrix(self, sup: s.Node) -> bool:
        return self.is_transpose(sup) or isinstance(sup, s.Additive)

    def subscript(self, value: Expression, sub: s.Node) -> Expression:
        """An entry; one index of a derivative or product with an axis of extent one skips that axis."""
        value = self.shapes.settle(value)
        ways = index_lists(sub)
        for way in ways:
            if len(way) == len(value.shape):
                return entry(self, value, way, sub)
        if not isinstance(value, Symbol):
            for way in ways:
                axes = self._spare_axes(value, len(way))
                if way and axes is not None:
                    return entry(self, self.shapes.drop_ones(value, axes), way, sub)
        found = len(ways[0])
        raise unreadable(f"{show_shape(value.shape)} with {found} {'index' if found == 1 else 'indices'}", sub,
                         expected=f"{len(value.shape)} indices", code="E305")

    def _spare_axes(self, value: Expression, kept: int) -> list[int] | None:
        """Axes of extent one, the first ones, to drop so that ``kept`` are left."""
        ones = [k for k, d in enumerate(value.shape) if self.shapes.is_one(d)]
        spare = len(value.shape) - kept
        return ones[:spare] if 0 < spare <= len(ones) else None

    def is_transpose(self, sup: s.Node) -> bool:
        """Is this a T that can mean nothing else: no number is called so?"""
        name = _above(sup)
        if name not in TRANSPOSES or self._counts(name) or name in self.scope.bound or name in self.scope.arguments:
            return False
        declared = self.scope.tensor(name)
        return not self.scope.declared(name) or self.scope.function(name) is not None \
            or declared is not None and bool(declared.shape) and not declared.labels

    def _counts(self, name: str) -> bool:
        r"""Is it an index here: bound by a sum, or the t of ``x_t = \gamma^t``?"""
        return name in self.scope.bound or name == "t" and name in self.scope.free

    def raised(self, value: Expression, sup: s.Node, place) -> Expression:
        """Transpose, power or inverse; T above a square matrix may be either, where a number is called T."""
        value = self.shapes.settle(value)
        if _above(sup) in TRANSPOSES and not self.is_transpose(sup) and 0 < len(value.shape) <= 2 - self._counts(_above(sup)):
            square = len(value.shape) == 2 and self.scope.context.same_extent(*map(self.shapes.resolve, value.shape))
            ways = [(f"{_above(sup)} above is the transpose", True), (f"{_above(sup)} above is the number {_above(sup)}", False)]
            if self.choices.ask(ways if square else ways[:1], "transpose"):
                return powers.transposed(self, value, place)
        return powers.superscript(self, value, sup, place)
