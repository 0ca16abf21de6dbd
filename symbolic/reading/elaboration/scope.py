r"""What names mean where a formula stands, and integers as syntax.

A name is, in this order: bound by a sum around it, declared, or a free integer
of the chain.  A free integer comes into being at its first use: at an index
place it ranges over that axis, at a label place over the layers (the range is
settled when the whole chain has been seen).
"""
from __future__ import annotations

from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fractions import Fraction

from symbolic.language.binding import fresh_name
from symbolic.language.context import Context, FunctionDeclaration, TensorDeclaration
from symbolic.language.integers import IntegerPolynomial, IntegerSymbol, integer, quotient
from symbolic.language.names import before_index, family_beside
from symbolic.reading.elaboration.refusal import undeclared, unreadable
from symbolic.reading.grammar import syntax as s

P = IntegerPolynomial


@dataclass
class FreeInteger:
    """A free integer of a chain; an index has its extent, a label its uses."""
    name: str
    kind: str
    lower: P | None = None
    upper: P | None = None


@dataclass
class Scope:
    """The context, the free integers of the chain so far, and bound names.

    ``bound`` maps a name as written to the integer it stands for; ``ranges``
    are the stated ranges of labels and indices (qualifiers, and those given
    for the whole document); ``arguments`` maps the parameters of the formula that is being
    put in to the integers they stand for, or to None where that is no integer.
    """
    context: Context
    used: set[str] = field(default_factory=set)
    free: dict[str, FreeInteger] = field(default_factory=dict)
    bound: dict[str, P] = field(default_factory=dict)
    ranges: dict[str, tuple[P, P]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    open_labels: bool = True
    spans: dict[IntegerSymbol, tuple[P, P]] = field(default_factory=dict)
    arguments: dict[str, P | None] = field(default_factory=dict)

    def inside(self, **bound: P) -> "Scope":
        """The scope under a binder; free integers stay shared with this one."""
        return replace(self, bound={**self.bound, **bound}, arguments=_without(self.arguments, bound))

    def with_bound(self, name: str, value: P, span: tuple[P, P] | None = None) -> "Scope":
        """The scope in which ``name`` stands for a new bound integer, of this range where it is known."""
        spans = self.spans if span is None else {**self.spans, value.lone_symbol(): span}
        return replace(self, bound={**self.bound, name: value}, spans=spans, arguments=_without(self.arguments, (name,)))

    def fresh(self, base: str) -> str:
        return fresh_name(base, self.used)

    def single_family(self, text: str) -> bool:
        """Is A the letter of symbols declared one by one, A_1, A_2 or A^{(1)}, A^{(2)}?"""
        return any(d.name.startswith((text + "_", text + "^{(", text + "^{[")) for d in self.context.tensors)

    def plain_fonts(self, text: str) -> list[str]:
        r"""Declared names that are ``text`` in another font: b for \underline{b}."""
        return [d.name for d in self.context.tensors if d.name != text and bare_font(d.name) == text]

    # -- looking names up
    def tensor(self, name: str) -> TensorDeclaration | None:
        return self.context.tensor(name) or self.context.tensor(self.aliases.get(name, name))

    def indexed(self, name: str) -> str:
        """The name that a letter with an index has: that of the family, where the letter alone is another symbol."""
        family = family_beside(name)
        return name if self.context.tensor(family) is None else family

    def function(self, name: str) -> FunctionDeclaration | None:
        """The declared function of that name; one that a document defines is known by its formula."""
        found = self.context.function(name)
        return None if found is None or found.definition is not None else found

    def declared(self, name: str) -> bool:
        c = self.context
        return any(find(name) is not None for find in (c.tensor, c.function, c.integer))

    def known_integer(self, name: str) -> P | None:
        """The integer a name without labels stands for, if it does already."""
        if name in self.arguments:
            return self.arguments[name]
        if name in self.bound:
            return self.bound[name]
        declaration = self.context.integer(name)
        if declaration is not None and declaration.arity == 0:
            single = declaration.kind == "label" and declaration.lower is not None and declaration.lower == declaration.upper
            return declaration.lower if single else integer(name)
        return integer(name) if name in self.free else None

    def own_name(self, text: str, sub: s.Node | None) -> str | None:
        """The declared symbol that a letter with what stands below it is: x_1, h_{t-1}, K_{mn}; None if letters below run here."""
        for name in (flat_name(text, sub), shifted_name(text, sub), size_name(text, sub)):
            if name is not None and self.tensor(name) is not None and not (
                    isinstance(sub, s.Juxtaposition) and any(is_name(x, *self.bound) for x in sub.items if self.bound)):
                return name
        return None

    def named_with_d(self, letter: str) -> bool:
        """Is dz, or a dz with labels, the name of something that is given?"""
        name = rf"\mathit{{d{letter}}}"
        return any(d.name == name or d.name.startswith((name + "_", name + "^")) for d in self.context.tensors)

    def missing(self, name: str, place):
        """The refusal for an unknown name, with a declared one that resembles it."""
        return undeclared(name, place, self._resembling(name))

    def resembling(self, name: str) -> bool:
        """Is the name a declared one in another font, under an accent, or without its own?"""
        return any(letter_of(x.name) == letter_of(name) for x in (*self.context.tensors, *self.context.functions))

    def _resembling(self, name: str) -> str:
        bare = letter_of(name)
        declared = [x.name for x in (*self.context.tensors, *self.context.functions, *self.context.integers)]
        alike = [d for d in declared if letter_of(d) == bare and d != name]
        alike += [d for d in declared if d.lower() == name.lower() and d not in alike]
        alike += [d for d in get_close_matches(name, declared, 1, 0.75) if d not in alike]
        alike += [MISREAD[name]] if MISREAD.get(name) in self.ranges and not alike else []
        return f"did you mean {alike[0]}?" if alike else ""


def _without(known: dict, names) -> dict:
    return {name: value for name, value in known.items() if name not in names}


FONTS = ("\\mathbf", "\\boldsymbol", "\\mathit", "\\mathrm", "\\mathsf", "\\underline", "\\vec")


def bare_font(name: str) -> str:
    r"""The name without a font or vector mark: \underline{b} and \mathbf{b} are b, \mathbf{x}' is x'."""
    if name.endswith("}'") or name.endswith("}''"):
        letter = name.rstrip("'")
        return bare_font(letter) + name[len(letter):]
    while name.endswith("}") and name.split("{")[0] in FONTS:
        name = name[name.index("{") + 1:-1]
    return name


def letter_of(name: str) -> str:
    r"""The letter under fonts and accents: ``\tilde{y}`` is y."""
    while "{" in name and name.endswith("}"):
        name = name[name.index("{") + 1:-1]
    return name


# ---------------------------------------------------------------- integers as syntax

COUNTING = frozenset("abcdhijklmnopqrstuv") | {
    "\\ell", "\\alpha", "\\beta", "\\gamma", "\\kappa", "\\lambda", "\\mu", "\\nu", "\\rho", "\\tau", "\\iota"}
"""Small letters that may number things without being declared; capitals may too."""
MISREAD = {"e": "\\ell", "l": "\\ell", "I": "l"}
"""Letters that are typed or scanned for another."""


def counts(name: str) -> bool:
    """May this letter, with or without an accent or font, stand for an index or a label?"""
    letter = letter_of(name).rstrip("'")
    return letter in COUNTING or len(letter) == 1 and letter.isupper()


def is_name(node, *texts: str) -> bool:
    return isinstance(node, s.Name) and (not texts or node.text in texts)


def index_name(node: s.Node) -> str:
    """The name of an index, ``i`` or ``i'``; empty if this is none."""
    match node:
        case s.Name(text=name):
            return name
        case s.Scripted(base=s.Name(text=name), sub=None, sup=None, primes=primes):
            return name + "'" * primes
    return ""


def count(node: s.Node, scope: Scope, extent: P | None = None, kind: str = "index") -> P:
    """The integer that ``node`` says: an index, a label, a dimension, a bound.

    A name not known yet becomes a free integer of this ``kind``; as an index
    (alone or shifted, i+1) it takes the range that keeps it inside ``extent``.
    Raises ReadError for anything that is not an integer, Refused (undeclared)
    for a name that cannot be one.
    """
    def inner(part: s.Node) -> P:
        return count(part, scope, None, kind)

    match node:
        case s.Number(text=text) if text.isdigit():
            return integer(int(text))
        case s.Name() | s.Scripted(base=s.Name(), sub=None, sup=None) if (name := index_name(node)):
            return _named_integer(node, name, scope, extent, kind)
        case s.Group(kind="(" | "[", body=body):
            return count(body, scope, extent, kind)
        case s.Annotated(body=body):
            return count(body, scope, extent, kind)
        case s.Additive(terms=terms) if all(sign in ("+", "-") for sign, _ in terms):
            _note_shifted(terms, scope, extent, kind)
            return sum((inner(t) if sign == "+" else -inner(t) for sign, t in terms), integer(0))
        case s.Juxtaposition(items=items):
            return _product(map(inner, items))
        case s.Infix(operator="\\cdot" | "\\times" | "*", left=a, right=b):
            return inner(a) * inner(b)
        case s.Infix(operator="/", left=a, right=b) | s.Fraction(numerator=a, denominator=b):
            return _divided(inner(a), inner(b), scope, node)
        case s.Scripted(base=s.Name(text=name), sub=sub, sup=None, primes=0) if sub is not None:
            return _family_integer(node, name, sub, scope)
        case s.Scripted(base=s.Name(text=name), sub=None, sup=s.Group(kind="(" | "[", body=label), primes=0):
            return _family_integer(node, name, label, scope)
        case s.Scripted(base=base, sub=None, sup=s.Number(text=power), primes=0) if power.isdigit():
            return _product([inner(base)] * int(power))
    raise unreadable("this is not an integer", node, expected="an index, a label or a dimension", code="E304")


def rational(node: s.Node | None) -> Fraction | None:
    """A rational as typed: 1, -1, 0.5, \\frac12."""
    match node:
        case s.Number(text=text):
            return Fraction(text)
        case s.Additive(terms=(("+" | "-" as sign, s.Number(text=text)),)):
            return Fraction(text) * (-1 if sign == "-" else 1)
        case s.Fraction(numerator=s.Number(text=a), denominator=s.Number(text=b)) if Fraction(b):
            return Fraction(a) / Fraction(b)
    return None


def _divided(p: P, q: P, scope: Scope, node: s.Node) -> P:
    r"""p / q where what is known of the dimensions (k \mid m) makes it an integer."""
    found = quotient(scope.context.simplify(p), scope.context.simplify(q))
    if found is None:
        raise unreadable(f"{p} / {q} is not known to be an integer", node, expected=rf"a declaration {q} \mid {p}",
                         code="E304")
    return found


def _product(values) -> P:
    result = integer(1)
    for value in values:
        result = result * value
    return result


def _named_integer(node, name: str, scope: Scope, extent: P | None, kind: str) -> P:
    known = scope.known_integer(name)
    if known is not None:
        return known
    if name in scope.arguments:
        raise unreadable(f"{name} is not an integer", node, expected="an index or a label", code="E304")
    if scope.tensor(name) is not None or scope.function(name) is not None or kind == "dimension":
        declared = scope.tensor(name)
        guessed = not scope.declared(name) or declared is not None and declared.provenance == "inferred"
        raise scope.missing(name, node) if guessed else unreadable(
            f"{name} is not an integer", node, expected="an index or a label", code="E304")
    if kind == "label" and not scope.open_labels or not counts(name) and name not in scope.ranges:
        raise scope.missing(name, node)
    scope.used.add(name)
    stated = scope.ranges.get(name, (None, None))
    if stated == (None, None) and extent is not None:
        stated = (integer(1), extent)
    scope.free[name] = FreeInteger(name, kind, *stated)
    return integer(name)


def _note_shifted(terms, scope: Scope, extent: P | None, kind: str) -> None:
    r"""The range of i in X_{i+1}: 1 ≤ i and i+1 ≤ extent."""
    if extent is None or kind != "index" or not is_name(terms[0][1]):
        return
    name, rest = terms[0][1].text, terms[1:]
    if scope.known_integer(name) is not None or scope.declared(name) or terms[0][0] != "+":
        return
    shift = sum((count(t, scope) if sign == "+" else -count(t, scope) for sign, t in rest), integer(0))
    shift = _greatest(shift, scope.spans)
    constant = shift.constant()
    lower = integer(max(1, 1 - constant)) if constant is not None else integer(1)
    upper = extent - shift if constant is None or constant > 0 else extent
    stated = scope.ranges.get(name, (lower, upper))
    scope.used.add(name)
    scope.free[name] = FreeInteger(name, kind, *stated)


def _greatest(p: P, spans: dict[IntegerSymbol, tuple[P, P]]) -> P:
    """The greatest value over the bound integers in a sum: of p + q − 1 at the upper ends of p and q."""
    for symbol, (low, high) in reversed(spans.items()):
        slope = (p.substitute({symbol: integer(symbol) + 1}) - p).constant()
        if slope:
            p = p.substitute({symbol: high if slope > 0 else low})
    return p


def _family_integer(node, name: str, sub: s.Node, scope: Scope) -> P:
    declaration = scope.context.integer(name)
    whole = size_name(name, sub)
    if whole is not None and scope.context.integer(whole) is not None:
        if isinstance(sub, s.Name) and sub.text in scope.bound:
            raise unreadable(f"{whole} is a size of its own, and {sub.text} runs here", node,
                             expected="another letter for one of them", code="E304")
        return integer(whole)
    if declaration is None or declaration.arity == 0:
        if scope.declared(name):
            raise unreadable(f"{name} is not a family of integers", node, expected="an index or a label", code="E304")
        raise scope.missing(name, node)
    return integer(name, *(count(part, scope, None, "label") for part in parts(sub)))


def flat_name(name: str, sub: s.Node | None) -> str | None:
    r"""``n_1`` or ``x_{\max}`` as one name, if the subscript is a number or a word."""
    name = before_index(name)
    match sub:
        case s.Number(text=text) if text.isdigit():
            return f"{name}_{text}"
        case s.Text(text=text) | s.Operator(name=text):
            return f"{name}_{{{text.strip()}}}"
        case s.Name(text=text):
            return f"{name}_{{{text}}}" if len(text) > 1 else f"{name}_{text}"
        case s.Juxtaposition(items=items) if all(isinstance(x, s.Name) for x in items):
            word = "".join(x.text for x in items)
            return f"{name}_{{{word}}}" if word in WORDS_BELOW else None
    return None


def shifted_name(name: str, sub: s.Node | None) -> str | None:
    """``h_{t-1}`` as the name of one symbol."""
    match sub:
        case s.Additive(terms=(("+", s.Name(text=letter)), ("+" | "-" as sign, s.Number(text=shift)))):
            return f"{name}_{{{letter}{sign}{shift}}}"
    return None


def size_name(name: str, sub: s.Node | None) -> str | None:
    r"""``d_k``, ``n_1``, ``d_{\text{in}}`` and ``d_{in}`` as the name of one size."""
    match sub:
        case s.Juxtaposition(items=items) if all(isinstance(x, s.Name) and len(x.text) == 1 for x in items):
            return f"{name}_{{{''.join(x.text for x in items)}}}"
        case s.Name(text=text) if bare_font(text) != text and len(bare_font(text)) > 1:
            return f"{name}_{{{bare_font(text)}}}"
    return flat_name(name, sub)


WORDS_BELOW = frozenset({"max", "min"})
"""What letters below a name spell as a word: x_{max}."""


MARKS_ABOVE = frozenset({"+", "-", "*", "\\ast", "\\star"})
"""What above or below a letter tells symbols apart, where the two are declared or defined together: h^+, w^*, B_+."""


def raised_name(name: str, sup: s.Node | None) -> str | None:
    r"""``W^{(1)}``, ``\sigma^2`` or ``h^+`` as one name, if the superscript is a number, in brackets or not; ``A^+``, or a mark."""
    match sup:
        case s.Name(text=text) if text in MARKS_ABOVE:
            return f"{name}^{text}"
        case s.Number(text=text):
            return f"{name}^{text}"
        case s.Name(text="+"):
            return f"{name}^+"
        case s.Text(text=text) | s.Operator(name=text) if _is_word(text):
            return rf"{name}^{{\text{{{text.strip()}}}}}"
        case s.Group(kind="(" | "[" as kind, body=s.Text(text=text) | s.Operator(name=text)) if _is_word(text):
            return rf"{name}^{{{kind}\text{{{text.strip()}}}{')' if kind == '(' else ']'}}}"
        case s.Group(kind="(" | "[" as kind, body=s.Number(text=text)):
            return f"{name}^{{{kind}{text}{')' if kind == '(' else ']'}}}"
    return None


def lettered_above(name: str, sup: s.Node | None) -> str | None:
    r"""``W^Q`` as one name, where it is declared so: a capital above that is no transpose."""
    match sup:
        case s.Name(text=text) if len(text) == 1 and text.isupper() and text not in ("T", "H"):
            return f"{name}^{text}"
    return None


def _is_word(text: str) -> bool:
    """Is this no sign and no transpose?"""
    return len(text.strip()) > 1 and text.strip().isalpha() and text != "top"


def lowered(node: s.Scripted) -> s.Scripted:
    r"""``W^{(2)\top}`` as the transpose of ``W^{(2)}``, ``W^{Q\top}`` of ``W^Q``, so that each superscript says one thing."""
    match node.sup:
        case s.Juxtaposition(items=((s.Group(kind="(" | "[") | s.Name()) as label, *rest)) if rest and (
                isinstance(label, s.Group) or lettered_above("", label) and all(is_name(x, "\\top", "\\intercal", "T") for x in rest)):
            inner = s.Scripted(node.start, label.end, node.base, node.sub, label, node.primes)
            above = rest[0] if len(rest) == 1 else s.Juxtaposition(rest[0].start, rest[-1].end, tuple(rest))
            return s.Scripted(node.start, node.end, inner, None, above, 0)
    return node


def parts(sub: s.Node) -> list[s.Node]:
    """A subscript as a list of integers where commas say so; else alone."""
    match sub:
        case s.Sequence(items=items):
            return list(items)
        case s.Group(kind="(" | "[", body=body):
            return parts(body)
    return [sub]


def index_lists(sub: s.Node) -> list[list[s.Node]]:
    """The ways to read a subscript as a list: by commas, else whole, else letter by letter."""
    listed = parts(sub)
    ways = [listed]
    if len(listed) == 1:
        match listed[0]:
            case s.Juxtaposition(items=items):
                split = [digit for item in items for digit in _digits(item)]
                ways += [list(items)] if len(split) == len(items) else [list(items), split]
            case s.Number(text=text) if len(text) > 1 and text.isdigit():
                ways.append(_digits(listed[0]))
    elif all(isinstance(p, s.Juxtaposition) for p in listed):
        ways.append([item for p in listed for item in p.items])
    return ways


def _digits(node: s.Node) -> list[s.Node]:
    if isinstance(node, s.Number) and node.text.isdigit():
        return [s.Number(node.start + k, node.start + k + 1, digit) for k, digit in enumerate(node.text)]
    return [node]


def interval(node: s.Node) -> tuple[str, s.Node, s.Node] | None:
    r"""``i = 1, \dots, n``, ``1 \le i < n``, ``i \in \{1, \dots, n\}``, ``\forall i = …``
    as (name, lower, upper); None if it is none of them."""
    match node:
        case s.Relation(operator="=", left=left, right=right) if (name := index_name(left)):
            return _span(name, right)
        case s.Relation(operator="\\in", left=left, right=s.Group(body=body)) if (name := index_name(left)):
            return _span(name, body)
        case s.Relation(operator="\\le" | "<" as second, right=high,
                        left=s.Relation(operator="\\le" | "<" as first, left=low, right=middle)) \
                if (name := index_name(middle)):
            return name, inside(low, first, "+"), inside(high, second, "-")
        case s.Relation(operator="\\le" | "<" as first, left=low,
                        right=s.Relation(operator="\\le" | "<" as second, left=middle, right=high)) \
                if (name := index_name(middle)):
            return name, inside(low, first, "+"), inside(high, second, "-")
        case s.Sequence(items=(s.Relation(operator="=" | "\\in" as op, left=left, right=first), *rest)):
            whole = s.Sequence(first.start, node.end, (first, *rest))
            return interval(s.Relation(left.start, node.end, op, left, whole))
    return None


def inside(end: s.Node, operator: str, sign: str) -> s.Node:
    """The bound itself, or the next integer within where the bound is strict: i < n ends at n - 1."""
    if operator != "<":
        return end
    one = s.Number(end.end, end.end, "1")
    return s.Additive(end.start, end.end, (("+", end), (sign, one)))


def _span(name: str, node: s.Node) -> tuple[str, s.Node, s.Node] | None:
    r"""``1, \dots, n`` and ``0, 1``, in which no number is left out; ``1, 3`` and ``1, 3, \dots, n`` are none."""
    match node:
        case s.Sequence(items=(*first, s.Dots(), last)) if first and _consecutive(first):
            return name, first[0], last
        case s.Sequence(items=(first, *_, last) as items) if all(isinstance(x, s.Number) for x in items) and _consecutive(items):
            return name, first, last
        case s.Juxtaposition(items=(low, s.Dots(), high)):
            return name, low, high
    return None


def _consecutive(items) -> bool:
    """One item, or whole numbers each of which is one more than the one before."""
    if len(items) == 1:
        return not isinstance(items[0], s.Relation)
    if not all(isinstance(x, s.Number) and x.text.isdigit() for x in items):
        return False
    values = [int(x.text) for x in items]
    return values == list(range(values[0], values[0] + len(values)))
