r"""Letters below that tell symbols apart: W_f, W_i, W_o of the gates, W_Q, W_K, W_V of attention.

A letter without a range that stands for no integer is part of a name, if the
same name is declared or defined with several such letters, or is declared with
numbers and defined with a letter (Σ_c = Σ_1 + Σ_2), and they are not all usual
indices: x_i, x_j ∈ ℝ^d are two members of one family.  So it is, v_c ∈ ℝ^d, if it is no
usual index, the name carries nothing else below, and the letter nowhere stands
below a name that is not declared with it, nor below a sum; a capital, μ_B, if it
stands nowhere else; and the h of b_h, if h_t stands there too, so that h is no index.  And so is a moment t,
if h_{t-1} ∈ ℝ^d is declared: what stands at t - 1 and at t are symbols of their own.
"""
from __future__ import annotations

from typing import Iterator

from symbolic.reading.elaboration.clauses import Clause, range_statement, ranges_of
from symbolic.reading.grammar import syntax as s

INDICES = frozenset("ijklmnpqrst") | {"\\ell", "\\alpha", "\\beta"}


def lettered(clauses: list[Clause], beside: tuple[Clause, ...] = ()) -> frozenset[str]:
    """The names that the clauses declare or define with letters below, each a symbol of its own; ``beside`` are formulas."""
    counting = {name for c in clauses for name in _counting(c)}
    letters: dict[str, set[str]] = {}
    numbered, defined = set(), set()
    for c in clauses:
        for name, below in _members(c):
            if isinstance(below, s.Number):
                numbered.add(name)
            else:
                letters.setdefault(name, set()).add(below.text)
        for name, letter in _defined(c):
            letters.setdefault(name, set()).add(letter)
            defined.add(name)
    listed = _listed(clauses) & letters.keys()
    summed = {under for c in (*clauses, *beside) for node in c.members for over, under in letters_below(node) if not over} if listed else set()
    beside_lists = frozenset(name for name in listed if not letters[name] & (counting | INDICES | summed))
    several = beside_lists | frozenset(name for name, found in letters.items()
                        if (len(found) > 1 or name in numbered & defined) and not found & counting and not found <= INDICES)
    single = {name: letter for name, found in letters.items() if len(found) == 1 and not found & (counting | INDICES)
              for letter in found if letter.islower() and len(letter) == 1}
    several |= _of_moments(clauses, beside, counting)
    if single:
        nodes = [m for c in (*clauses, *beside) for m in (*c.members, *c.qualifiers)]
        below = {pair for node in nodes for pair in letters_below(node)}
        indexed = {over for over, _ in below}
        single = {name: letter for name, letter in single.items()
                  if letter in indexed and {under for over, under in below if over == name} == {letter} or all(under == letter and letters.get(over) == {letter} for over, under in below if letter == under or over == name)}
    return several | frozenset(single) | _capitals((*clauses, *beside), counting)


def _capitals(clauses: tuple[Clause, ...], counting: set[str]) -> frozenset[str]:
    r"""\mu and v of \mu_B = …, v_B = … for a batch B: the capital stands only below names that carry nothing else below."""
    nodes = [m for c in clauses for m in (*c.members, *c.qualifiers)]
    defined = {left.sub.text for c in clauses if c.operators[:1] in (("=",), (":=",)) and isinstance(left := c.members[0], s.Scripted)
               and isinstance(left.base, s.Name) and isinstance(left.sub, s.Name) and left.sup is None and not left.primes}
    below = [pair for node in nodes for pair in letters_below(node)]
    everywhere = [name for node in nodes for name in _names(node)]
    found = set()
    for letter in defined - counting:
        names = {over for over, under in below if under == letter}
        if (len(letter) == 1 and letter.isupper() or letter.startswith("\\mathcal{")) and "" not in names \
                and everywhere.count(letter) == sum(under == letter for _, under in below) \
                and all(under == letter for over, under in below if over in names):
            found |= names
    return frozenset(found)


def _of_moments(clauses: list[Clause], beside: tuple[Clause, ...], counting: set[str]) -> frozenset[str]:
    """The names that stand at a moment t, t - 1, … only, where something is declared at t - 1 and t runs nowhere."""
    moments = {letter for c in clauses if "\\in" in c.operators[:1]
               for node in (c.members[0].items if isinstance(c.members[0], s.Sequence) else (c.members[0],))
               if isinstance(node, s.Scripted) and isinstance(node.sub, s.Additive) and (letter := _moment(node.sub)) is not None}
    if not moments:
        return frozenset()
    everything = (*clauses, *beside)
    counting = counting | {name for c in beside for name in _counting(c)}
    summed = {name for c in everything for m in c.members for big in _sums(m) for name in _names(big)}
    found: dict[str, set[str | None]] = {}
    for c in everything:
        for name, sub in (pair for m in c.members for pair in _subscripts(m)):
            found.setdefault(name, set()).add(None if sub is None else _moment(sub))
    free = moments - counting - summed
    return frozenset(name for name, at in found.items() if len(at) == 1 and at <= free)


def _moment(sub: s.Node) -> str | None:
    """t of t, t - 1 and t + 1."""
    match sub:
        case s.Name(text=letter) | s.Additive(terms=(("+", s.Name(text=letter)), (_, s.Number()))):
            return letter
    return None


def _subscripts(node):
    """(name, subscript) of each name, None where it has none."""
    match node:
        case s.Name(text=name):
            yield name, None
        case s.Scripted(base=s.Name(text=name), sub=sub, sup=sup):
            yield name, sub
            yield from _subscripts(sup)
        case _:
            for part in s.children(node):
                yield from _subscripts(part)


def _sums(node):
    """What stands below and above the sums in a formula."""
    match node:
        case s.BigOperator(lower=lower, upper=upper):
            yield lower, upper
        case _:
            for part in s.children(node):
                yield from _sums(part)


def _listed(clauses: list[Clause]) -> set[str]:
    r"""The names of lists with dots, u_1, \dots, u_K."""
    lists = (c.members[0].items for c in clauses if c.operators and isinstance(c.members[0], s.Sequence))
    return {items[0].base.text for items in lists
            if any(isinstance(x, s.Dots) for x in items) and isinstance(items[0], s.Scripted) and isinstance(items[0].base, s.Name)}


def letters_below(node):
    """(name, letter) for each letter somewhere below a name, ("", letter) below anything else; other subscripts as ""."""
    match node:
        case s.Scripted(base=base, sub=sub, sup=sup):
            name = base.text if isinstance(base, s.Name) else ""
            if isinstance(sub, s.Name):
                yield name, sub.text
            elif sub is not None:
                yield name, ""
                yield from (("", letter) for letter in _names(sub))
            yield from letters_below(base) if not isinstance(base, s.Name) else ()
            yield from (("", letter) for letter in (_names(sup) if isinstance(sup, s.Group) else ()))
            yield from letters_below(sup)
        case s.BigOperator(lower=lower, upper=upper):
            yield from (("", letter) for letter in _names((lower, upper)))
        case _:
            for part in s.children(node):
                yield from letters_below(part)


def _members(c: Clause):
    """(W, Q) for each W_Q, and (W, 1) for each W_1, that the clause says is in a set."""
    if "\\in" not in c.operators[:1]:
        return
    first = c.members[0]
    for node in first.items if isinstance(first, s.Sequence) else (first,):
        match node:
            case s.Scripted(base=s.Name(text=name), sub=(s.Name() | s.Number()) as below, sup=None, primes=0):
                yield name, below


def _defined(c: Clause):
    """(W, c) for a definition W_c = … in which the letter c stands nowhere on the right."""
    match c.members[:2], c.operators[:1]:
        case (s.Scripted(base=s.Name(text=name), sub=s.Name(text=letter), sup=None, primes=0), s.Node() as body), ("=" | ":=",) \
                if letter not in _names(body):
            yield name, letter


def _counting(c: Clause):
    """Names with a range in the clause, and those in its ends."""
    alone = range_statement(c)
    for name, low, high in [*ranges_of(c.qualifiers), *([alone] if alone is not None else [])]:
        yield name
        for end in (low, high):
            yield from _names(end)


def _names(node) -> Iterator[str]:
    return (x.text for x in s.walk(node) if isinstance(x, s.Name))
