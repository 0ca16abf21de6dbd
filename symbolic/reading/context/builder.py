r"""What declarations add up to: a context under construction.

``Builder`` keeps names by kind while clauses are read in any order; what was
there first (the sheet) is never overridden, a later conflict is a notice.
"""
from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from symbolic.language.context import (
    Assumption, Context, Definition, FunctionDeclaration, IntegerDeclaration, TensorDeclaration,
)
from symbolic.language.expressions import Constant, MatMul, Number, Power
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer
from symbolic.language.nodes import Shape, show_shape
from symbolic.reading.context.variances import Variances
from symbolic.reading.elaboration.arrays.convolution import Windows
from symbolic.reading.elaboration.derivatives.curves import DOTTED
from symbolic.reading.elaboration.derivatives.symmetry import Convention
from symbolic.reading.elaboration.elaborate import Elaborator
from symbolic.reading.elaboration.exponentials import GIVEN
from symbolic.reading.elaboration.layout import LAYOUTS
from symbolic.reading.elaboration.refusal import Choices
from symbolic.reading.elaboration.scope import Scope, count, size_name
from symbolic.reading.elaboration.shapes import Shapes, is_unknown
from symbolic.reading.grammar import syntax as s

P = IntegerPolynomial


@dataclass
class Builder:
    """A context under construction, with the ranges and formulas that go with it.

    ``ranges`` holds the range of a letter (ℓ: 1..L-1) beside definitions and
    declarations, ``stated`` one given for the claims, ``layouts`` those that a
    given formula for entries allows (empty: nothing says), ``formulas`` the
    functions given by a formula, ``open_ranges`` the families whose labels'
    range is still to be found from their use, ``targets`` what the definitions
    seen define, ``shaped`` the inferred symbols
    whose use says that they are no numbers, ``moving`` those whose differentials
    are written, ``constants`` those that words make constant, ``probing`` the
    families whose shapes are being found from each other, ``lettered`` the names
    whose letters below tell symbols apart (W_Q, W_K, W_V), ``suggested`` the
    letters whose range only the sums over them tell, ``by_columns`` whether a
    softmax of a matrix is taken column by column, ``entries`` the small
    letters of entries with their matrices (a_{ij} of A), ``windows`` how
    convolutions and reads beyond a border are meant, ``symmetry`` what is said of
    derivatives by symmetric matrices, ``doubtful`` the properties that words perhaps
    say of a symbol (A ∈ …, B ∈ … symmetric), ``standard`` the shapes declared for
    **1**, **0** and I in their standard meaning, ``summed`` the letters that
    the document's sums let run from 1 to an end,
    ``pseudo`` the superscripts that words call a pseudo-inverse, ``lone_pluses`` the X of
    which X^+ is a side of an equation, ``exponentials`` what is said of exponentials of matrices,
    ``size_families`` the letters n of sizes n_ℓ that letters number, ``recursive`` the names
    that formulas define one label from others, or at some labels, ``counted`` the last values of letters from 1 on,
    ``half_declared`` those of which
    a declaration of some members is not understood,
    ``hedged`` the names of which words say more than is understood, with these words, so that
    nothing is refuted on them, ``dotted`` whether A · B of two matrices is given as tr(AᵀB), ``unequal`` the pairs of
    indices that differ in every claim, ``summing`` the names that stand below sums, ``standing`` those that stand somewhere as no index, ``below`` which letters
    stand below which names, ``conditioned`` the functions with a bar in their
    brackets that formulas define, ``variances`` the letters whose squares are symbols, ``identified`` those that are the same, ``layout`` the one in which derivatives in
    definitions and assumptions are read ("auto": none is said), ``sheet`` the names that are given to an author, ``layout_used`` says
    whether that matters to any.
    """
    context: Context
    provenance: str = "sheet"
    ranges: dict[str, tuple[P, P]] = field(default_factory=dict)
    stated: dict[str, tuple[P, P]] = field(default_factory=dict)
    formulas: dict = field(default_factory=dict)
    layouts: tuple[str, ...] = ()
    open_ranges: set[str] = field(default_factory=set)
    expected_families: set[str] = field(default_factory=set)
    fixed_letters: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    notices: list[s.Notice] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    shaped: set[str] = field(default_factory=set)
    moving: set[str] = field(default_factory=set)
    constants: set[str] = field(default_factory=set)
    probing: frozenset[str] = frozenset()
    lettered: frozenset[str] = frozenset()
    suggested: set[str] = field(default_factory=set)
    by_columns: bool = False
    exponentials: frozenset[str] = frozenset()
    pseudo: frozenset[str] = frozenset()
    lone_pluses: set[str] = field(default_factory=set)
    symmetry: Convention = Convention()
    doubtful: dict[str, frozenset[str]] = field(default_factory=dict)
    standard: dict[str, Shape | None] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    windows: Windows = Windows()
    summed: dict = field(default_factory=dict)
    dotted: bool = False
    size_families: frozenset[str] = frozenset()
    summing: frozenset[str] = frozenset()
    standing: frozenset[str] = frozenset()
    below: frozenset[tuple[str, str]] = frozenset()
    recursive: frozenset[str] = frozenset()
    counted: dict = field(default_factory=dict)
    half_declared: set[str] = field(default_factory=set)
    unequal: frozenset[tuple[str, str]] = frozenset()
    conditioned: tuple = ()
    variances: Variances = Variances()
    identified: frozenset[tuple[str, str]] = frozenset()
    layout: str = "auto"
    layout_used: set = field(default_factory=set)
    hedged: dict[str, str] = field(default_factory=dict)
    sheet: frozenset[str] = frozenset()

    # -- adding
    def notice(self, place, message: str, code: str = "") -> None:
        self.notices.append(s.Notice(place.start, place.end, message, code))

    def drop(self, clause, reason: str) -> None:
        """A given relation that is not understood: what it speaks of has no model from now on.

        Without it a step could be refuted by values that it forbids, so no
        verdict is given on steps with those symbols.
        """
        self.notice(clause, f"not understood as given: {reason}", "given")
        names = [n for m in clause.members for n in names_in(m)]
        names += [found[2] for n in names if (found := DOTTED.match(n)) is not None]
        self.context = self.context.with_(unread=self.context.unread | frozenset(names))
        restricted = frozenset({f"restricted by what is not understood ({reason})"})
        for name in dict.fromkeys(names):
            sized = [d.name for d in self.context.tensors if any(name in extent.names() for extent in d.shape)]
            for tensor in [name, *sized]:
                self.add_properties(tensor, restricted)
            self._restrict_function(name, restricted)

    def doubt(self, names: list[str]) -> None:
        """Something is said of these symbols that is not understood and leaves them their shapes: no step with them is refuted."""
        self.context = self.context.with_(unread=self.context.unread | frozenset(names))

    def hedge(self, place, names, reason: str) -> None:
        """Words restrict these symbols in a way that is not understood: what holds without them is proved, nothing is refuted."""
        self.notice(place, f"not understood as given: {reason}", "given")
        self.hedged = {**dict.fromkeys(names, reason), **self.hedged}

    def _restrict_function(self, name: str, properties: frozenset[str]) -> None:
        """No instance has a function of which something is given that is not understood."""
        known = self.context.function(name)
        if known is not None and known.definition is None and not self._foreign(known, True):
            made = replace(known, properties=known.properties | properties)
            self.context = self.context.with_(functions=tuple(made if f is known else f for f in self.context.functions))

    def add_integer(self, declaration: IntegerDeclaration) -> None:
        known = self.context.integer(declaration.name)
        if known is None:
            self.context = self.context.with_(integers=self.context.integers + (declaration,))

    def bound_integer(self, name: str, lower: P | None, upper: P | None) -> None:
        """Tighten the bounds of a declared integer."""
        def tightened(d: IntegerDeclaration) -> IntegerDeclaration:
            return replace(d, lower=lower if lower is not None else d.lower,
                           upper=upper if upper is not None else d.upper)
        self.context = self.context.with_(integers=tuple(
            tightened(d) if d.name == name else d for d in self.context.integers))

    def add_tensor(self, declaration: TensorDeclaration, place) -> bool:
        known = self.context.tensor(declaration.name)
        if known is not None:
            if bool(known.labels) != bool(declaration.labels) and len(known.shape) == len(declaration.shape):
                self.notice(place, f"{declaration.name} is declared alone and as a family; only the first is used", "redeclared")
                self.doubt([declaration.name])
            elif known.shape != declaration.shape:
                self.notice(place, f"{declaration.name} is {show_shape(known.shape)} already; "
                            f"{show_shape(declaration.shape)} here is not used", "redeclared")
                if self.provenance == known.provenance == "author":
                    self.doubt([declaration.name])
            elif len(known.labels) == len(declaration.labels):
                self._declared_again(known, declaration.properties - known.properties, place)
            return False
        self.context = self.context.with_(tensors=self.context.tensors + (declaration,))
        self._imply(declaration)
        return True

    def take_as_number(self, name: str, place) -> None:
        """Declare as a number, and say so, what nothing declares."""
        self.add_tensor(TensorDeclaration(name, (), (), provenance="inferred"), place)
        self.notice(place, f"{name} is taken to be a number", "inferred")

    def _declared_again(self, known: TensorDeclaration, further: frozenset[str], place) -> None:
        r"""A second set of the same arrays, A \in \mathbb{S}^n: what a sheet says holds together, in a text from there on only."""
        if further and self.provenance == known.provenance == "author":
            self.hedge(place, [known.name], "what the second set says")
        else:
            self.add_properties(known.name, further)

    def replace_tensor(self, declaration: TensorDeclaration) -> None:
        self.context = self.context.with_(tensors=tuple(
            declaration if d.name == declaration.name else d for d in self.context.tensors))
        self._imply(declaration)

    def _imply(self, declared: TensorDeclaration) -> None:
        """Assume the equations that the properties of a vector say."""
        for made in self._implied(declared):
            if made not in self.context.assumptions:
                self.add_assumption(made)

    def _implied(self, declared: TensorDeclaration) -> list[Assumption]:
        """Equations that the properties of a vector say: uᵀu = 1, 1ᵀp = 1."""
        if declared.labels or len(declared.shape) != 1:
            return []
        symbol, one = declared.symbol(), Number(Fraction(1))
        said = {"unit": MatMul(symbol, symbol), **dict.fromkeys(
            ("probability", "one-hot"), MatMul(Constant(Fraction(1), declared.shape), symbol))}
        sides = dict.fromkeys(said[word] for word in sorted(declared.properties & said.keys()))
        return [Assumption(left, "=", one, (), declared.provenance) for left in sides]

    def withdraw(self, name: str, properties: frozenset[str]) -> None:
        """Grant these properties no longer."""
        known = self.context.tensor(name)
        if known is None or not known.properties & properties:
            return
        gone = self._implied(known)
        self.context = self.context.with_(assumptions=tuple(a for a in self.context.assumptions if a not in gone))
        self.replace_tensor(replace(known, properties=known.properties - properties))

    def add_function(self, name: str, smooth: int, properties: frozenset[str], shape: Shape = (),
                     domain: Shape = ()) -> None:
        known = self.context.function(name)
        if known is None:
            made = FunctionDeclaration(name, smooth, properties, self.provenance, shape=shape, domain=domain)
            self.context = self.context.with_(functions=self.context.functions + (made,))
            return
        if self._foreign(known, smooth > known.smooth or not properties <= known.properties):
            return
        made = replace(known, smooth=max(known.smooth, smooth), properties=known.properties | properties)
        self.context = self.context.with_(functions=tuple(
            made if f.name == name else f for f in self.context.functions))

    def add_properties(self, name: str, properties: frozenset[str]) -> None:
        known = self.context.tensor(name)
        if known is not None and properties and not self._foreign(known, not properties <= known.properties):
            self.replace_tensor(replace(known, properties=known.properties | properties))

    def foreign(self, known) -> bool:
        """Is this a symbol of the sheet's, while an author speaks?  What he adds about it is not used."""
        return self.provenance == "author" and (known.provenance == "sheet" or known.name in self.sheet)

    def _foreign(self, known, more: bool) -> bool:
        """Would an author's words add to what the sheet declares?  Then they are not used, which is said."""
        foreign = self.foreign(known)
        if foreign and more:
            self.notices.append(s.Notice(0, 0, f"what the author adds about {known.name} is not granted, "
                                         "so it is not used", "author"))
        return foreign

    def add_definition(self, definition: Definition) -> None:
        """Add a definition; a second one of the same symbol is an equation that has to hold."""
        known = [d for d in self.context.definitions_of(definition.name) if not d.labels]
        if known and not definition.labels:
            if all(d.body != definition.body for d in known):
                symbol = self.context.tensor(definition.name).symbol()
                self.add_assumption(Assumption(symbol, "=", definition.body, (), definition.provenance))
            return
        self.context = self.context.with_(definitions=self.context.definitions + (definition,))

    def add_assumption(self, assumption: Assumption) -> None:
        """Add an assumption; a root that is a number is told without the root: ‖u‖ = 1 as uᵀu = 1."""
        match assumption:
            case Assumption(Power(base, exponent), "=", Number(value)) if exponent == Fraction(1, 2) and value >= 0:
                assumption = replace(assumption, left=base, right=Number(value * value))
        self.context = self.context.with_(assumptions=self.context.assumptions + (assumption,))

    def add_assumption_of(self, name: str, assumption: Assumption) -> None:
        """An assumption about one symbol, made by words that stand with it."""
        if not self._foreign(self.context.tensor(name), assumption not in self.context.assumptions):
            self.add_assumption(assumption)

    def add_equal(self, symbol: IntegerSymbol, value: P) -> None:
        declared = self.context.integer(symbol.name)
        if declared is not None and self._foreign(declared, all(known != symbol for known, _ in self.context.equal)):
            return
        if all(known != symbol for known, _ in self.context.equal):
            self.context = self.context.with_(equal=self.context.equal + ((symbol, value),))

    def add_fact(self, fact: P) -> None:
        if any(self._foreign(d, fact not in self.context.facts) for d in map(self.context.integer, fact.names()) if d):
            return
        if fact not in self.context.facts:
            self.context = self.context.with_(facts=self.context.facts + (fact,))

    # -- reading
    def elaborator(self, bound: dict[str, P] | None = None) -> Elaborator:
        """An elaborator in the context so far, for bodies of definitions and assumptions."""
        names = {d.name for d in self.context.integers} | set(bound or {}) | set(self.ranges)
        scope = Scope(self.context, set(names), {}, dict(bound or {}), dict(self.ranges), self.entries)
        notes: list[str] = []
        shapes = Shapes(self.context, scope.used, notes)
        layout = LAYOUTS[0] if self.layout == "auto" else self.layout
        return Elaborator(scope, shapes, layout, Choices(), notes, self.formulas, layout_used=self.layout_used, moving=frozenset(self.moving),
                          constants=frozenset(self.constants), windows=self.windows, by_columns=self.by_columns,
                          symmetry=self.symmetry, standard=self.standard, pseudo=self.pseudo,
                          exponentials=self.exponentials | {GIVEN}, dotted=self.dotted)

    def dimension(self, node: s.Node) -> P:
        """An extent as written; names in it that are new become dimensions."""
        self._declare_dimensions(node)
        return count(node, Scope(self.context), kind="label")

    def _declare_dimensions(self, node: s.Node) -> None:
        match node:
            case s.Name(text=name):
                self._declare_dimension(name, 0)
            case s.Scripted(base=s.Name(text=name), sub=sub) if sub is not None:
                whole, known = size_name(name, sub), self.context.integer(name)
                if whole is not None and name not in self.size_families and (known is None or known.arity == 0):
                    self._declare_dimension(whole, 0)
                else:
                    self._declare_dimension(name, 1)
            case s.Scripted(base=s.Name(text=name), sub=None, sup=s.Group(kind="(" | "[")):
                self._declare_dimension(name, 1)
            case s.Additive(terms=terms):
                for _, term in terms:
                    self._declare_dimensions(term)
            case s.Juxtaposition(items=items):
                for item in items:
                    self._declare_dimensions(item)
            case s.Infix(left=left, right=right) | s.Fraction(numerator=left, denominator=right):
                self._declare_dimensions(left)
                self._declare_dimensions(right)
            case s.Group(body=body):
                self._declare_dimensions(body)

    def _declare_dimension(self, name: str, arity: int) -> None:
        if self.context.tensor(name) is None and self.context.function(name) is None:
            self.add_integer(IntegerDeclaration(name, "dimension", arity, provenance=self.provenance))

    def open_extent(self, p: P) -> bool:
        """Is an extent unknown in it, other than of the families that are being found?"""
        return any(is_unknown(x) and x.name[1:].rstrip("0123456789") not in self.probing for x in p.symbols())

    def integer_at(self, node: s.Node, label: str | None = None) -> P:
        """A bound of a range: an integer whose names are declared as labels if they are new."""
        for name in names_in(node):
            if name != label and self.context.integer(name) is None and self.context.tensor(name) is None:
                self.add_integer(IntegerDeclaration(name, "label", 0, integer(1), provenance=self.provenance))
        return count(node, Scope(self.context))


def names_in(node) -> list[str]:
    """Names that occur in ``node``, without those in subscripts, in order."""
    match node:
        case s.Name(text=text):
            return [text]
        case s.Scripted(base=base, sup=sup):
            return names_in(base) + (names_in(sup) if sup is not None else [])
        case tuple():
            return [n for x in node for n in names_in(x)]
        case s.Node():
            return [n for v in vars(node).values() for n in names_in(v)]
    return []
