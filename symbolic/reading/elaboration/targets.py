r"""What the left side of a definition defines: y, y_\ell, z^{(1)}, Y_{ij}, J(\theta), \rho(X)_{ij}."""
from __future__ import annotations

from dataclasses import dataclass

from symbolic.reading.elaboration.clauses import Clause
from symbolic.reading.elaboration.pseudo_inverses import own_target
from symbolic.reading.elaboration.scope import MARKS_ABOVE, flat_name, index_lists, parts, raised_name
from symbolic.reading.grammar import syntax as s

SQUARED = frozenset({"\\sigma", "\\hat{\\sigma}", "s", "\\tau"})
"""Letters whose square is a symbol of its own where it is defined: a variance."""
DEFINING = {"=": 0, ":=": 0, "\\equiv": 0, "=:": -1}


@dataclass(frozen=True)
class Target:
    """The left side of a definition: a name with its labels or indices as typed; ``above`` as in z^{(1)}."""
    name: str
    sub: tuple[s.Node, ...] = ()
    parameters: tuple[str, ...] = ()
    above: s.Node | None = None

    def of_channel(self) -> "Target":
        """Y_2 with its indices i, j for Y_{2,i,j}, and w_2 for w_{2,:,:}."""
        first, *rest = self.sub or (None,)
        if not rest or self.above or not isinstance(first, s.Number) or not all(isinstance(p, s.Name) for p in rest):
            return self
        return Target(flat_name(self.name, first), tuple(p for p in rest if p.text != ":"))

    def squared(self) -> str:
        """The letter of which this defines the square, or ""."""
        return self.name.replace("^2", "", 1) if "^2" in self.name else ""

    def flat(self) -> str | None:
        """z^{(1)} or x_1 as one name."""
        if len(self.sub) != 1:
            return None
        return flat_name(self.name, self.sub[0]) if self.above is None else raised_name(self.name, self.above)


def target_of(node: s.Node | None) -> Target | None:
    """``node`` as something that can be defined, or None."""
    match node:
        case s.Name(text=name):
            return Target(name)
        case s.Scripted(base=s.Name(text=name), sub=None, sup=None, primes=primes):
            return Target(name + "'" * primes)
        case s.Scripted(base=s.Name(text=name), sub=None, sup=s.Number(text="2") as square, primes=0) if name in SQUARED:
            return Target(raised_name(name, square))
        case s.Scripted(base=s.Name(text=name), sub=None, sup=s.Name(text=mark) as sup, primes=0) if mark in MARKS_ABOVE:
            return Target(raised_name(name, sup))
        case s.Scripted(base=s.Name(text=name), sub=s.Name(text=letter) as sub, sup=s.Number(text="2") as square, primes=0) \
                if name in SQUARED and letter.isupper():
            return Target(raised_name(flat_name(name, sub), square))
        case s.Scripted(base=s.Name(text=name), sub=None, sup=(s.Text() | s.Operator() | s.Group(body=s.Text() | s.Operator())) as sup, primes=0) \
                if (word := raised_name(name, sup)) is not None:
            return Target(word)
        case s.Scripted(base=s.Name(text=name), sub=s.Name(text=mark) as sub, sup=None, primes=0) if mark in MARKS_ABOVE:
            return Target(flat_name(name, sub))
        case s.Scripted(base=s.Name(text=name), sub=(s.Operator() | s.Text()) as sub, sup=None, primes=0):
            return Target(flat_name(name, sub))
        case s.Scripted(base=s.Name(text=name), sub=s.Juxtaposition() as sub, sup=None, primes=0) if flat_name(name, sub):
            return Target(flat_name(name, sub))
        case s.Scripted(base=s.Name(text=name), sub=sub, sup=None, primes=0) if sub is not None:
            ways = index_lists(sub)
            way = next((w for w in ways if all(isinstance(p, (s.Name, s.Number, s.Additive, s.Scripted)) for p in w)), None)
            return Target(name, tuple(way)) if way else None
        case s.Scripted(base=s.Name(text=name), sub=None, sup=s.Group(kind="(" | "[", body=label) as above, primes=0):
            return Target(name, tuple(parts(label)), (), above)
        case s.Scripted(base=s.Group(kind="(" | "[", body=s.Infix(operator="*", left=s.Name(text=left), right=s.Name(text=right))),
                        sub=sub, sup=None, primes=0) if sub is not None:
            return Target(f"{left} * {right}", tuple(index_lists(sub)[-1]))
        case s.Scripted(base=s.Group(kind="(" | "[", body=s.Name(text=name)), sub=sub, sup=None, primes=0) if sub is not None:
            return Target(name, tuple(index_lists(sub)[-1]))
        case s.Juxtaposition(items=(s.Name(text=name), s.Group(kind="(", body=inner))):
            parameters = inner.items if isinstance(inner, s.Sequence) else (inner,)
            if all(isinstance(p, s.Name) for p in parameters):
                return Target(name, (), tuple(p.text for p in parameters))
        case s.Juxtaposition(items=(s.Scripted() as head, s.Group(kind="(") as inner)) if (name := subscripted(head)) is not None:
            found = target_of(s.Juxtaposition(node.start, node.end, (s.Name(head.start, head.end, name), inner)))
            return found and Target(name, (), found.parameters)
        case s.Juxtaposition(items=(s.Name() as name, s.Scripted(base=s.Group(kind="(") as inner, sub=sub, sup=None, primes=0))) \
                if sub is not None:
            return _entries(target_of(s.Juxtaposition(node.start, node.end, (name, inner))), sub)
        case s.Scripted(base=s.Group(kind="(" | "[", body=s.Juxtaposition() as inner), sub=sub, sup=None, primes=0) \
                if sub is not None:
            return _entries(target_of(inner), sub)
    return None


def subscripted(node: s.Node) -> str | None:
    r"""``f_{a,b}`` and ``f_i`` as the name of one function: the letter with what stands below it."""
    match node:
        case s.Scripted(base=s.Name(text=name), sub=sub, sup=None) if sub is not None:
            below = [p.text for p in parts(sub) if isinstance(p, (s.Name, s.Number))]
            return f"{name}_{{{','.join(below)}}}" if len(below) == len(parts(sub)) else None
    return None


def _entries(of: Target | None, sub: s.Node) -> Target | None:
    r"""``\rho(X)_{ij}`` and ``(\rho(X))_{ij}``: the entries of what a function of arrays gives."""
    if of is None or not of.parameters:
        return None
    way = next((w for w in index_lists(sub) if all(isinstance(p, s.Name) for p in w)), None)
    return Target(of.name, tuple(way), of.parameters) if way else None


def body_of(c: Clause) -> tuple[Target, s.Node] | None:
    """(what is defined, its body) of a clause that has the form of a definition."""
    if not c.operators or c.operators[0] not in DEFINING or None in c.members[:2]:
        return None
    sides = c.members[:2] if DEFINING[c.operators[0]] == 0 else c.members[1::-1]
    own = own_target(sides[0], c.operators[0], c.words)
    target = target_of(sides[0]) if own is None else Target(own)
    return (target, sides[1]) if target is not None else None
