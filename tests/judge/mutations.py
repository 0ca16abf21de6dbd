r"""What a slip of the pen makes of a formula: LaTeX in, changed LaTeX out, of some 30 kinds.

Each mutation is one replacement in the text of a formula (``formulas``).  Nothing
here reads what a formula means, and nothing comes from the program under attack:
whether a mutant is true is for the judge to say.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from random import Random
from typing import Iterator

from .formulas import BIG, FUNCTIONS, PRODUCTS, Atom, Formula, Token, is_array_like, is_letter

TRANSPOSES = (r"\top", "T", r"\mathsf{T}", r"\intercal")
LAYOUTS = ("numerator", "denominator", "mixed")
SWAPPED = {
    "function": {
        r"\operatorname{tr}": r"\det", r"\operatorname{Tr}": r"\det", r"\tr": r"\det", r"\det": r"\operatorname{tr}", r"\exp": r"\log",
        r"\sin": r"\cos", r"\cos": r"\sin", r"\tanh": r"\sigma", r"\max": r"\min", r"\min": r"\max", r"\sinh": r"\cosh",
        r"\cosh": r"\sinh", r"\operatorname{relu}": r"\operatorname{softplus}", r"\Phi": r"\varphi", r"\varphi": r"\Phi",
        r"\operatorname{softplus}": r"\operatorname{sigmoid}", r"\operatorname{sigmoid}": r"\tanh", r"\nabla": r"\nabla^2"},
    "product": {r"\odot": r"\otimes", r"\otimes": r"\odot", r"\cdot": r"\odot", r"\times": r"\odot"},
    "relation": {r"\le": r"\ge", r"\ge": r"\le", r"\leq": r"\geq", r"\geq": r"\leq", "<": ">", ">": "<"},
    "strictness": {r"\le": "<", r"\leq": "<", r"\ge": ">", r"\geq": ">", "<": r"\le", ">": r"\ge"},
    "constant": {"I": r"\mathbf{1}\mathbf{1}^\top", "0": "1", r"\mathbf{1}": r"2 \cdot \mathbf{1}", r"\mathbf{0}": r"\mathbf{1}"},
}
ACTIVATIONS = (r"\sigma", r"\phi", r"\varphi", r"\tanh", r"\operatorname{relu}", r"\operatorname{ReLU}", r"\operatorname{sigmoid}",
               r"\operatorname{softplus}")
DROPPED = {r"\operatorname{diag}", r"\operatorname{vec}", r"\operatorname{tr}", r"\log", r"\exp", r"\operatorname{softmax}", r"\det", r"\odot"}


@dataclass(frozen=True)
class Claim:
    """A statement under what it is given; ``name`` says where it comes from, ``kind`` what was done to it."""
    name: str
    given: tuple[str, ...]
    claim: str
    layout: str
    kind: str = "untouched"


@dataclass(frozen=True)
class Edit:
    """Replace text[start:end]."""
    kind: str
    start: int
    end: int
    text: str

    def apply(self, formula: str) -> str:
        return formula[:self.start] + self.text + formula[self.end:]


# ---------------------------------------------------------------- single mutations

def edits(f: Formula) -> Iterator[Edit]:
    """Every single mutation of a formula."""
    for make in (transposes, inverses, powers, orders, signs, differences, factors, shares, indices, labels, terms, dropped_factors,
                 primes, ranges, sums, variables, words, brackets, products, sides, notations):
        yield from make(f)


def transposes(f: Formula) -> Iterator[Edit]:
    for a in f.atoms():
        if a.sup is not None:
            content = f.text[slice(*a.sup)].strip()
            if content in TRANSPOSES:
                yield Edit("transpose dropped", *a.sup_whole, "")
            elif content.startswith("-") and content[1:].strip() in TRANSPOSES:
                yield Edit("transpose dropped", *a.sup_whole, "^{-1}")
            elif content == "-1":
                yield Edit("transpose added", *a.sup_whole, r"^{-\top}")
        elif is_array_like(a.base) and not a.primes:
            yield Edit("transpose added", a.end, a.end, r"^{\top}")


def inverses(f: Formula) -> Iterator[Edit]:
    for a in f.atoms():
        if a.sup is not None and f.text[slice(*a.sup)].strip() == "-1":
            yield Edit("inverse dropped", *a.sup_whole, "")
        elif a.sup is None and (a.base[:1].isupper() or a.base[:1] == "(") and not a.primes:
            yield Edit("inverse added", a.end, a.end, "^{-1}")


def powers(f: Formula) -> Iterator[Edit]:
    for a in f.atoms():
        if a.sup is not None and f.text[slice(*a.sup)].strip().isdigit():
            yield Edit("power", *a.sup_whole, "")
            yield Edit("power", *a.sup_whole, f"^{int(f.text[slice(*a.sup)]) + 1}")


def orders(f: Formula) -> Iterator[Edit]:
    for one, other in _neighbours(f):
        if _is_factor(one) and _is_factor(other):
            between = f.text[one.end:other.start]
            yield Edit("order of factors", one.start, other.end,
                       f"{f.text[other.start:other.end]}{between or ' '}{f.text[one.start:one.end]}")
    for run in runs(f):
        yield Edit("order of factors", run[0].start, run[-1].end, " ".join(f.text[a.start:a.end] for a in reversed(run)))


def runs(f: Formula) -> Iterator[list[Atom]]:
    """Three factors or more that stand side by side."""
    for sequence in f.sequences:
        run: list[Atom] = []
        for item in [*sequence, None]:
            if isinstance(item, Atom) and _is_factor(item):
                run.append(item)
            elif run and not (isinstance(item, Token) and item.text in PRODUCTS):
                if len(run) > 2:
                    yield run
                run = []


def _neighbours(f: Formula) -> Iterator[tuple[Atom, Atom]]:
    for sequence in f.sequences:
        kept = [item for item in sequence if isinstance(item, Atom) or item.text not in PRODUCTS]
        for one, other in zip(kept, kept[1:]):
            if isinstance(one, Atom) and isinstance(other, Atom):
                yield one, other


def _is_factor(a: Atom) -> bool:
    return not (a.base in FUNCTIONS or a.base in BIG or a.base.startswith((r"\operatorname", r"\nabla", r"\partial", r"\text"))
                or a.base.startswith(r"\frac") and r"\partial" in a.base)


def signs(f: Formula) -> Iterator[Edit]:
    for sequence in f.sequences:
        for item in sequence:
            if isinstance(item, Token) and item.text in "+-":
                yield Edit("sign", item.start, item.end, "-" if item.text == "+" else "+")
    for start in _starts(f):
        yield Edit("sign", start, start, "-")


def differences(f: Formula) -> Iterator[Edit]:
    """a − b as b − a, where it is all that a bracket holds."""
    for sequence in f.sequences[1:]:
        at = [k for k, item in enumerate(sequence) if isinstance(item, Token) and item.text not in PRODUCTS]
        if len(at) == 1 and sequence[at[0]].text == "-" and 0 < at[0] < len(sequence) - 1:
            minus, (start, end) = sequence[at[0]], (sequence[0].start, sequence[-1].end)
            yield Edit("sign", start, end, f"{f.text[minus.end:end].strip()} - {f.text[start:minus.start].strip()}")


RELATIONS = ("=", "&", r"\le", r"\ge", r"\leq", r"\geq", "<", ">")


def _starts(f: Formula) -> list[int]:
    """Where the members of the chain begin."""
    top = f.sequences[0]
    found = [0] + [item.end for item in top if isinstance(item, Token) and item.text in RELATIONS]
    return found


def factors(f: Formula) -> Iterator[Edit]:
    for start in _starts(f):
        for factor in ("2 ", r"\frac{1}{2} "):
            yield Edit("factor", start, start, " " + factor)
    for sequence in f.sequences:
        for item in sequence:
            if isinstance(item, Token) and item.text in "+-":
                yield Edit("factor", item.end, item.end, " 2 ")
    for a in f.atoms():
        if a.base.isdigit() and a.sup is None and a.depth == 0:
            yield Edit("factor", a.start, a.end, str(int(a.base) + 1))
            yield Edit("factor", a.start, a.end, "")
        if re.fullmatch(r"\\[dt]?frac\s*\{?1\}?\s*\{?\s*(\w)\s*\}?", a.base):
            yield Edit("factor", a.start, a.end, "")


def shares(f: Formula) -> Iterator[Edit]:
    r"""1/n as 1/(n − 1): ``\frac{1}{n}``, also with more above."""
    for a in f.atoms():
        m = re.fullmatch(r"\\[dt]?frac\s*(\{[^{}]*\}|\d)\s*\{?\s*([a-zA-Z])\s*\}?", a.base)
        if m:
            yield from (Edit("factor", a.start, a.base_end, rf"\frac{m[1] if m[1][0] == '{' else '{' + m[1] + '}'}{{{m[2]} {sign} 1}}") for sign in "-+")


def indices(f: Formula) -> Iterator[Edit]:
    letters = sorted({t for a in f.atoms() if a.sub for t in re.findall(r"(?<![\\A-Za-z])[a-z](?![a-z]*\{)", f.text[slice(*a.sub)])})
    for a in f.atoms():
        if a.sub is None or a.base in BIG or a.base == r"\nabla":
            continue
        content = f.text[slice(*a.sub)]
        parts = re.split(r"(,\s*)", content) if "," in content else list(content) if re.fullmatch("[a-z]{2,4}", content) else []
        names = parts[::2] if "," in content else parts
        if len(names) > 1:
            swapped = [names[1], names[0], *names[2:]]
            yield Edit("index swapped", *a.sub, (", " if "," in content else "").join(swapped))
            for k, name in enumerate(names):
                if re.fullmatch("[a-z]", name):
                    yield from (Edit("index shifted", *a.sub, ", ".join([*names[:k], f"{name} {sign} 1", *names[k + 1:]])) for sign in "-+")
        for m in re.finditer(r"(?<![\\A-Za-z])[a-z](?![A-Za-z{])|(?<=[a-z])[a-z]\b", content):
            for letter in letters:
                if letter != m.group():
                    yield Edit("index", a.sub[0] + m.start(), a.sub[0] + m.end(), letter)


def labels(f: Formula) -> Iterator[Edit]:
    for a in f.atoms():
        if a.sub is None or a.base in BIG:
            continue
        content = f.text[slice(*a.sub)].strip()
        whole = f.text[a.sub[0] - 1] == "{"
        for changed in _shifted(content):
            yield Edit("label", *a.sub, changed if whole else "{" + changed + "}")


def _shifted(content: str) -> list[str]:
    m = re.fullmatch(r"(\\ell|[a-zL])\s*(?:([-+])\s*1)?", content)
    if m is None:
        return [str(int(content) + 1), str(int(content) - 1)] if content.isdigit() else []
    return [f"{m[1]} - 1", f"{m[1]} + 1"] if m[2] is None else [m[1], f"{m[1]} {'-' if m[2] == '+' else '+'} 1"]


def terms(f: Formula) -> Iterator[Edit]:
    for sequence in f.sequences:
        ends = [k for k, item in enumerate(sequence) if isinstance(item, Token) and item.text not in PRODUCTS]
        for k in ends:
            if sequence[k].text not in "+-" or k + 1 >= len(sequence):
                continue
            later = next((m for m in ends if m > k), len(sequence))
            if later > k + 1:
                yield Edit("term dropped", sequence[k].start, sequence[later - 1].end, "")
            earlier = max((m for m in ends if m < k), default=-1)
            if earlier + 1 < k:
                yield Edit("term dropped", sequence[earlier + 1].start, sequence[k].end if sequence[k].text == "+" else sequence[k].start, "")


def dropped_factors(f: Formula) -> Iterator[Edit]:
    for one, other in _neighbours(f):
        for a in (one, other):
            if _is_factor(a):
                yield Edit("factor dropped", a.start, a.end, "")


def primes(f: Formula) -> Iterator[Edit]:
    primed = {a.base for a in f.atoms() if a.primes}
    for a in f.atoms():
        if a.primes:
            yield Edit("prime", a.primes[-1], a.primes[-1] + 1, "")
        if a.base in primed or a.base in ACTIVATIONS:
            yield Edit("prime", a.base_end, a.base_end, "'")


def ranges(f: Formula) -> Iterator[Edit]:
    dims = sorted({f.text[slice(*a.sup)] for a in f.atoms() if a.base in BIG and a.sup} | set(re.findall(r"\b[mnNKd]\b", f.text)))
    for a in f.atoms():
        if a.base in BIG:
            if a.sup is not None:
                upper = f.text[slice(*a.sup)]
                yield from (Edit("range", *a.sup_whole, "^{" + changed + "}")
                            for changed in [f"{upper} - 1", f"{upper} + 1", *dims] if changed != upper)
            if a.sub is not None and (m := re.search(r"=\s*([0-9])", f.text[slice(*a.sub)])):
                yield from (Edit("range", a.sub[0] + m.start(1), a.sub[0] + m.end(1), str(k))
                            for k in (int(m[1]) + 1, int(m[1]) - 1) if k >= 0)
    for m in re.finditer(r"=\s*([01])\s*,\s*\\(?:dots|ldots)\s*,?\s*", f.text):
        yield Edit("range", m.start(1), m.end(1), str(int(m[1]) + 1))


def sums(f: Formula) -> Iterator[Edit]:
    """A sum or product left out, one for the other, or over another letter."""
    letters = {m[1] for a in f.atoms() if a.base in BIG and a.sub for m in [re.match(r"\s*([a-z])\b", f.text[slice(*a.sub)])] if m}
    letters |= {t for a in f.atoms() if a.sub and re.fullmatch(r"[a-z,\s]+", f.text[slice(*a.sub)])
                for t in re.findall("[ijkl]", f.text[slice(*a.sub)])}
    for a in f.atoms():
        if a.base not in BIG:
            continue
        yield Edit("sum dropped", a.start, a.end, " ")
        yield Edit("sum for product", a.start, a.base_end, r"\prod" if a.base == r"\sum" else r"\sum")
        m = re.match(r"\s*([a-z])\b", f.text[slice(*a.sub)]) if a.sub else None
        if m:
            yield from (Edit("summation index", a.sub[0] + m.start(1), a.sub[0] + m.end(1), other) for other in sorted(letters - {m[1]}))


def sides(f: Formula) -> Iterator[Edit]:
    """A whole member of the chain transposed, as it is in another layout."""
    starts = _starts(f)
    ends = [item.start for item in f.sequences[0] if isinstance(item, Token) and item.text in RELATIONS] + [len(f.text)]
    for start, end in zip(starts, ends):
        member = f.text[start:end].strip()
        if member and "," not in member:
            yield Edit("side transposed", start, end, rf" \left({member}\right)^\top ")


NABLA = re.compile(r"\\nabla_(\{[^{}]*\}|\w|\\[a-z]+)")


def notations(f: Formula) -> Iterator[Edit]:
    """∇ₓ for ∂/∂x, which lie differently in a layout of Jacobians."""
    for m in NABLA.finditer(f.text):
        variable = m[1].strip("{}")
        yield Edit("nabla for partial", m.start(), m.end(), rf"\frac{{\partial}}{{\partial {variable}}}")
    for m in re.finditer(r"\\frac\s*\{\s*\\partial\s*\}\s*\{\s*\\partial\s+([^{}^]+?)\s*\}", f.text):
        yield Edit("nabla for partial", m.start(), m.end(), rf"\nabla_{{{m[1]}}}")


def variables(f: Formula) -> Iterator[Edit]:
    letters = sorted({a.base for a in f.atoms() if is_letter(a.base) and a.base not in FUNCTIONS})
    for a in f.atoms():
        if is_letter(a.base) and a.base not in FUNCTIONS and not a.depth:
            for letter in letters:
                if letter != a.base and letter[-2:].strip("}").isupper() == a.base[-2:].strip("}").isupper():
                    yield Edit("variable", a.start, a.base_end, letter)


def words(f: Formula) -> Iterator[Edit]:
    for token in f.tokens:
        for kind, table in SWAPPED.items():
            if token.text in table:
                yield Edit(kind, token.start, token.end, table[token.text] + (" " if token.text[0] == "\\" else ""))
        if token.text in DROPPED:
            yield Edit("function dropped", token.start, token.end, "")
    for a in f.atoms():
        if a.base.startswith((r"\|", r"\left\|")) and a.sup is not None:
            yield Edit("power", *a.sup_whole, "")


def brackets(f: Formula) -> Iterator[Edit]:
    for a in f.atoms():
        for left, right in (("(", ")"), (r"\left(", r"\right)"), ("[", "]")):
            if a.base.startswith(left) and a.base.endswith(right):
                inner = a.base[len(left):-len(right)]
                yield Edit("brackets", a.start, a.base_end, f" {inner} ")


def products(f: Formula) -> Iterator[Edit]:
    for one, other in _neighbours(f):
        if _is_factor(one) and _is_factor(other) and not f.text[one.end:other.start].strip():
            yield Edit("product", one.end, other.start, r" \odot ")


# ---------------------------------------------------------------- of the whole claim

def around(claim: Claim) -> Iterator[Claim]:
    """What is changed beside the formula: the layout, what is granted, a definition, a dimension."""
    for layout in LAYOUTS:
        if layout != claim.layout and (r"\partial" in claim.claim or r"\nabla" in claim.claim):
            yield replace(claim, layout=layout, kind="layout")
    for k, given in enumerate(claim.given):
        if r"\mathbb" not in given:
            yield replace(claim, given=claim.given[:k] + claim.given[k + 1:], kind="assumption dropped")
        for m in re.finditer(r"(?:,|\\text\{,?)\s*(?:\\text\{)?[^,{}\\]*(symmetric|invertible|positive definite|orthogonal)[^,{}\\]*\}", given):
            changed = given[:m.start()] + given[m.end():]
            yield replace(claim, given=(*claim.given[:k], changed, *claim.given[k + 1:]), kind="assumption dropped")
        if "=" in given:
            for e in edits(Formula(given)):
                yield replace(claim, given=(*claim.given[:k], e.apply(given), *claim.given[k + 1:]), kind="given")
    dims = dimensions(claim)
    for one in dims:
        for other in dims:
            if one != other:
                given = tuple(_with_dimension(g, one, other) for g in claim.given)
                yield replace(claim, given=given, kind="dimension")


def dimensions(claim: Claim) -> list[str]:
    """The letters in the shapes that are given."""
    shapes = re.findall(r"\\mathbb\{R\}\^(\{[^}]*\}|\w)", " ".join(claim.given))
    return sorted(set(re.findall(r"(?<![\\A-Za-z])[a-zA-Z](?![A-Za-z])", " ".join(shapes))))


def with_one_dimension(claim: Claim) -> Claim | None:
    """The claim with one letter for all dimensions; None if it has one only."""
    first, *others = dimensions(claim) or [""]
    given = claim.given
    for other in others:
        given = tuple(_with_dimension(g, other, first) for g in given)
    return replace(claim, given=given) if others else None


def _with_dimension(given: str, one: str, other: str) -> str:
    """``given`` with the dimension ``one`` in its shapes written ``other``."""
    swap = lambda m: re.sub(rf"(?<![\\A-Za-z]){one}(?![A-Za-z])", other, m.group())  # noqa: E731
    return re.sub(r"\\mathbb\{R\}\^(?:\{[^}]*\}|\w)", swap, given)


def mutants(claim: Claim, count: int, seed: str, kind: str = "") -> list[Claim]:
    """At most ``count`` different mutants: single ones first, drawn evenly over the kinds, then in turns
    double ones and single ones with all dimensions equal, where shapes do not give them away.  With
    ``kind`` only those of one kind."""
    random = Random(f"{seed} {claim.name}")
    single = list(edits(Formula(claim.claim)))
    found = {(claim.given, claim.claim, claim.layout)}
    made: list[Claim] = []

    def add(mutant: Claim) -> None:
        key = mutant.given, mutant.claim, mutant.layout
        if key not in found:
            found.add(key)
            made.append(mutant)

    pool = [replace(claim, claim=e.apply(claim.claim), kind=e.kind) for e in single] + list(around(claim))
    for mutant in _evenly([m for m in pool if kind in ("", m.kind)], random):
        if len(made) >= count:
            return made
        add(mutant)
    square = with_one_dimension(claim)
    for k in range(4 * count):
        if len(made) >= count or len(single) < 2 or kind:
            break
        if k % 2 and square is not None:
            e = random.choice(single)
            add(replace(square, claim=e.apply(claim.claim), kind=e.kind))
            continue
        first, second = sorted(random.sample(single, 2), key=lambda e: e.start)
        if first.end <= second.start:
            add(replace(claim, claim=first.apply(second.apply(claim.claim)), kind="two at once"))
    return made


def _evenly(pool: list[Claim], random: Random) -> Iterator[Claim]:
    """All of them in an order in which the kinds take turns."""
    by_kind: dict[str, list[Claim]] = {}
    for mutant in pool:
        by_kind.setdefault(mutant.kind, []).append(mutant)
    for group in by_kind.values():
        random.shuffle(group)
    while by_kind:
        for kind in random.sample(sorted(by_kind), len(by_kind)):
            yield by_kind[kind].pop()
            if not by_kind[kind]:
                del by_kind[kind]
