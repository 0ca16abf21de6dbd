r"""σ² as a symbol of its own: ``\frac{\partial \ell}{\partial \sigma^2}``, ``\sigma^2 > 0``, ``\ell(\mu, \sigma^2) = …``, ``\sigma_B^2 = …``.

Where a text differentiates by σ², declares it, or defines something as a function
of it, the name σ² stands for the variance in all of it: σ⁴ is (σ²)², 1/σ² its
reciprocal, and σ alone its root.  Where σ itself is declared and may be negative,
or the text differentiates by σ too, σ² is defined as the square of σ instead.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Iterable, Iterator

from symbolic.language.context import Context, Definition, TensorDeclaration
from symbolic.language.expressions import Power
from symbolic.language.integers import integer
from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.derivatives.derivatives import by_squares, is_mark_of_derivative
from symbolic.reading.elaboration.scope import flat_name
from symbolic.reading.elaboration.targets import DEFINING, SQUARED
from symbolic.reading.grammar import syntax as s

if TYPE_CHECKING:
    from symbolic.reading.context.builder import Builder

DECLARING = frozenset({"\\in", ">", "\\ge", "\\geq"})


@dataclass(frozen=True)
class Variances:
    """The letters whose squares are symbols, those of them that stand before brackets, and those differentiated by themselves."""
    letters: frozenset[str] = frozenset()
    applied: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()

    def __or__(self, other: "Variances") -> "Variances":
        return Variances(self.letters | other.letters, self.applied | other.applied, self.variables | other.variables)

    def __bool__(self) -> bool:
        return bool(self.letters)


def squared(node) -> str | None:
    r"""The letter of σ², σ_B², (σ²), or None."""
    match node:
        case s.Group(kind="(", body=inner):
            return squared(inner)
        case s.Scripted(base=s.Name(text=name), sup=s.Number(text="2"), primes=0) if name in SQUARED:
            return name
    return None


def said(clauses: Iterable[Clause]) -> Variances:
    """What these say of squares of letters."""
    clauses = list(clauses)
    nodes = [part for c in clauses for part in s.walk((c.members, c.qualifiers))]
    letters = {name for c in clauses for name in _declared(c)}
    variables = set()
    for node in nodes:
        for variable, whole in _differentiated_by(node):
            name = squared(variable)
            if name is not None and whole:
                letters.add(name)
            if isinstance(variable, (s.Name, s.Scripted)) and (name is None or not whole):
                variables.add(variable.text if isinstance(variable, s.Name) else getattr(variable.base, "text", ""))
    applied = {a.text for node in nodes if isinstance(node, s.Juxtaposition) for a, b in zip(node.items, node.items[1:])
               if isinstance(a, s.Name) and isinstance(b, s.Group)}
    return Variances(frozenset(letters), frozenset(letters & applied), frozenset(variables))


def _declared(c: Clause) -> Iterator[str]:
    """The letters whose squares a clause declares, defines with something below, or makes an argument of a function that it defines."""
    if not c.operators or c.members[0] is None:
        return
    left = c.members[0]
    if c.operators[0] in DECLARING:
        parts = _listed(left)
    elif c.operators[0] not in DEFINING:
        return
    elif isinstance(left, s.Juxtaposition) and len(left.items) == 2 and isinstance(left.items[1], s.Group) \
            and isinstance(left.items[0], (s.Name, s.Scripted)):
        parts = _arguments(left.items[1].body)
    else:
        parts = [left] if isinstance(left, s.Scripted) and left.sub is not None and not isinstance(left.sub, s.Number) else []
    yield from (name for x in parts if (name := squared(x)) is not None)


def _arguments(node: s.Node) -> list[s.Node]:
    """What stands in the brackets of a function, before a bar and after it."""
    match node:
        case s.Sequence(items=items):
            return [x for item in items for x in _arguments(item)]
        case s.Relation(operator="\\mid", left=left, right=right):
            return _arguments(left) + _arguments(right)
    return [node]


def _differentiated_by(node: s.Node) -> Iterator[tuple[s.Node, bool]]:
    """What a derivative is taken by, and whether a power in it belongs to the variable."""
    match node:
        case s.Fraction(denominator=below) if is_mark_of_derivative(s.items_of(below)[0]):
            whole = by_squares(node)
            for item in s.items_of(below):
                if not is_mark_of_derivative(item):
                    yield item, whole or isinstance(item, s.Group)
                    if isinstance(item, s.Scripted) and isinstance(item.base, s.Group):
                        yield item.base, True
        case s.Scripted(base=s.Operator() | s.Name() as base, sub=sub) if sub is not None and _is_nabla(base):
            yield sub, True


def _is_nabla(node: s.Node) -> bool:
    return getattr(node, "name", getattr(node, "text", "")) in ("nabla", "partial", "\\nabla", "\\partial")


# ---------------------------------------------------------------- in formulas

def rewritten(node, known: Variances):
    r"""The same with ``\sigma^2`` as a name."""
    if not known:
        return node
    match node:
        case s.Scripted(base=s.Name(text=name), sub=sub, sup=sup, primes=0) if name in known.letters \
                and (half := _half(sup)) is not None:
            base, sub = s.Name(node.start, node.base.end, f"{name}^2"), rewritten(sub, known)
            return base if sub is None and half == 1 else s.Scripted(node.start, node.end, base, sub, _power(half, sup), 0)
        case s.Juxtaposition(items=items):
            return replace(node, items=tuple(
                item if _is_application(items[k:k + 2], known) else rewritten(item, known) for k, item in enumerate(items)))
        case s.Fraction(numerator=above, denominator=below) if is_mark_of_derivative(s.items_of(below)[0]) and not by_squares(node):
            kept = tuple(rewritten(x, known) if isinstance(x, s.Group) or isinstance(getattr(x, "base", None), s.Group) else x
                         for x in s.items_of(below))
            below = replace(below, items=kept) if isinstance(below, s.Juxtaposition) else below
            return replace(node, numerator=rewritten(above, known), denominator=below)
    return s.mapped(node, lambda x: rewritten(x, known))


def _is_application(pair, known: Variances) -> bool:
    """σ²(z) of a function σ."""
    return len(pair) == 2 and squared(pair[0]) in known.applied and isinstance(pair[1], s.Group) and pair[1].kind == "("


def _half(sup: s.Node | None) -> int | None:
    match sup:
        case s.Number(text=text) if text.isdigit() and int(text) and int(text) % 2 == 0:
            return int(text) // 2
        case s.Additive(terms=(("-", s.Number(text=text)),)) if text.isdigit() and int(text) and int(text) % 2 == 0:
            return -(int(text) // 2)
    return None


def _power(half: int, sup: s.Node) -> s.Node | None:
    if half == 1:
        return None
    made = s.Number(sup.start, sup.end, str(abs(half)))
    return made if half > 0 else s.Additive(sup.start, sup.end, (("-", made),))


def in_clauses(clauses: Iterable[Clause], known: Variances) -> list[Clause]:
    return [replace(c, members=rewritten(c.members, known), qualifiers=rewritten(c.qualifiers, known)) for c in clauses]


def in_document(document: s.Document, known: Variances) -> s.Document:
    """The document with σ² as a name."""
    def renamed(st: s.Statement) -> s.Statement:
        members = tuple(replace(m, syntax=rewritten(m.syntax, known)) for m in st.members)
        return replace(st, members=members, qualifiers=rewritten(st.qualifiers, known))

    return replace(document, statements=tuple(map(renamed, document.statements))) if known else document


# ---------------------------------------------------------------- in the context

def declare(builder: "Builder", clauses: Iterable[Clause], coming: Iterable[Clause] = ()) -> None:
    """σ as the root of σ², or σ² as the square of σ, as what is declared allows; ``clauses`` are those that are rewritten.

    Nothing is judged of a σ that stands beside σ² and cannot be tied to it.  ``coming``: those that are not declared
    yet; a letter that they declare waits for them.
    """
    clauses, coming = [*clauses, *coming], list(coming)
    waiting = {x.text for c in coming if c.operators[:1] == ("\\in",) for x in _listed(c.members[0]) if isinstance(x, s.Name)}
    names = {pair for c in clauses for pair in _names((c.members, c.qualifiers), builder.lettered)}
    for c in clauses:
        _signed(builder, c)
    defined = {_flat(*pair) for c in clauses if c.operators and c.operators[0] in DEFINING
               and isinstance(c.members[0], (s.Name, s.Scripted)) for pair in list(_names(c.members[0], builder.lettered))[:1]}
    for letter in sorted(builder.variances.letters):
        square = f"{letter}^2"
        for below in sorted({below for name, below in names if name in (letter, square)}):
            root, whole = _flat(letter, below), _flat(square, below)
            if letter in waiting and builder.context.tensor(letter) is None and builder.context.tensor(square) is None:
                continue
            tied = whole in defined and builder.context.tensor(root) is None or _tied(builder, root, whole) if below != INDEX else _family_tied(builder, letter)
            if not tied and (letter, below) in names:
                _forget(builder, letter, root, whole)


def _listed(node: s.Node | None) -> tuple:
    return node.items if isinstance(node, s.Sequence) else (node,)


def _signed(builder: "Builder", c: Clause) -> None:
    r"""``\sigma_1^2 > 0``, ``\sigma_1 > 0`` of numbers with a number below, which nothing else declares."""
    match c.members, c.operators:
        case (left, s.Number(text="0")), (">",) if left is not None:
            parts = _listed(left)
        case _:
            return
    for part in parts:
        for name, below in list(_names(part, builder.lettered))[:1]:
            if name.replace("^2", "", 1) in builder.variances.letters and below not in ("", INDEX) \
                    and builder.context.tensor(_flat(name, below)) is None and builder.context.tensor(name) is None:
                _positive(builder, _flat(name, below), builder.provenance)


def _forget(builder: "Builder", letter: str, root: str, whole: str) -> None:
    """Nothing is judged of these."""
    builder.context = builder.context.with_(unread=builder.context.unread | {letter, root, whole})
    restricted = frozenset({f"restricted by what is not understood (how {root} and its square are related)"})
    for name in (root, whole):
        builder.add_properties(name, restricted)


INDEX = "an index"


def _names(node, lettered: frozenset[str]) -> Iterator[tuple[str, str]]:
    """(σ, what stands below it as a part of its name, "" or ``INDEX``) for each name with its subscript."""
    match node:
        case s.Name(text=text):
            yield text, ""
        case s.Scripted(base=s.Name(text=text), sub=sub, sup=sup) if sub is not None:
            own = isinstance(sub, s.Number) or {text, f"{text}^2"} & lettered
            yield text, (flat_name("", sub) or INDEX) if own else INDEX
            yield from _names((sub, sup), lettered)
        case _:
            for part in s.children(node):
                yield from _names(part, lettered)


def _flat(letter: str, below: str) -> str:
    return letter if below == INDEX else letter + below


def _tied(builder: "Builder", name: str, whole: str) -> bool:
    """Is σ the root of σ², or σ² the square of σ, from now on?"""
    context = builder.context
    root, square = context.tensor(name), context.tensor(whole)
    if context.function(name) is not None and root is None or root is not None and square is not None and _are_tied(context, root, square):
        return True
    if context.definitions_of(whole):
        return False
    if root is None and square is None:
        _positive(builder, whole, "inferred")
        return False
    if root is None:
        return _as_root(builder, name, square)
    if square is not None:
        return False
    if not root.labels and not root.shape and not context.definitions_of(name) and "positive" in root.properties \
            and name.split("_")[0] not in builder.variances.variables:
        return _as_root(builder, name, _positive(builder, whole, root.provenance))
    _as_square(builder, root, whole)
    return True


def _are_tied(context: Context, root: TensorDeclaration, square: TensorDeclaration) -> bool:
    """Is σ defined as √σ², or σ² as σ·σ?"""
    return not root.labels and not square.labels and (
        any(d.body == Power(square.symbol(), Fraction(1, 2)) for d in context.definitions_of(root.name))
        or any(d.body == Power(root.symbol(), Fraction(2)) for d in context.definitions_of(square.name)))


def _family_tied(builder: "Builder", letter: str) -> bool:
    """The σ_k² of a declared family or vector σ as squares; without one, no σ_k is known beside σ_k²."""
    root, square = builder.context.tensor(letter), builder.context.tensor(f"{letter}^2")
    if root is not None and square is None and not builder.context.definitions_of(letter):
        _as_square(builder, root, f"{letter}^2")
        return True
    return bool(builder.context.definitions_of(f"{letter}^2")) and root is not None


def _as_square(builder: "Builder", root: TensorDeclaration, name: str) -> None:
    """σ² = σ·σ, entry by entry."""
    symbol = root.symbol(*(integer(r.name) for r in root.labels))
    made = TensorDeclaration(name, root.labels, root.shape, frozenset(), "inferred")
    definition = Definition(name, root.labels, Power(symbol, Fraction(2)), provenance="inferred")
    builder.context = builder.context.with_(
        tensors=builder.context.tensors + (made,), definitions=builder.context.definitions + (definition,))


def _positive(builder: "Builder", name: str, provenance: str) -> TensorDeclaration:
    made = TensorDeclaration(name, (), (), frozenset({"positive"}), provenance)
    builder.context = builder.context.with_(tensors=builder.context.tensors + (made,))
    return made


def _as_root(builder: "Builder", name: str, square: TensorDeclaration) -> bool:
    """σ = √σ², for one σ² > 0."""
    context = builder.context
    if "positive" not in square.properties or square.labels or square.shape:
        return False
    if context.tensor(name) is None:
        made = TensorDeclaration(name, (), (), frozenset({"positive"}), square.provenance)
        context = context.with_(tensors=context.tensors + (made,))
    definition = Definition(name, (), Power(square.symbol(), Fraction(1, 2)), provenance=square.provenance)
    builder.context = context.with_(definitions=context.definitions + (definition,))
    return True
