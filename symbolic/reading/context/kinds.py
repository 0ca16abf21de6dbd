r"""What an undeclared symbol may be: its kinds, the most usual first.

By convention capitals are matrices, small and Greek letters numbers or, where
their use says so, vectors; a bold small letter is a vector.  ``x_i`` is an
entry of x, or a member of a family where it is itself used as a vector;
``x^{(k)}`` is a member.  Nothing is said of a name that could be a function of
what is differentiated, or that stands for something else.
"""
from __future__ import annotations

from dataclasses import dataclass

from symbolic.reading.elaboration.scope import Scope, bare_font, counts, flat_name, index_lists, parts, raised_name
from symbolic.reading.elaboration.standard import DELTAS, IDENTITIES, ONES, UNITS, ZEROS
from symbolic.reading.elaboration.uses import Use, Uses, index_count, is_bold, is_capital, letters
from symbolic.reading.grammar import syntax as s

FUNCTIONS = frozenset({"\\sigma", "\\phi", "\\varphi", "\\psi"})
"""Letters that are functions wherever a bracket follows; others are if they carry a prime."""
APPLIED = frozenset("fghFGHJLEpPqQ") | {"\\ell", "\\mathcal{L}", "\\mathcal{J}", "\\mathbb{E}", "\\mathcal{N}", "\\mathrm{E}"}
"""Letters that before a bracket stand for a function nobody has given."""
SIZES = frozenset("nmNMKCTBDd")
"""Letters that count where they divide and nothing else is known of them."""
NEVER = frozenset({"d", "e", "\\pi", "\\infty", "i", "\\partial", "\\nabla", "\\cdot", "*", "\\ast", ":", "\\odot", "\\circ", "\\emptyset", "\\mathbb{R}",
                   "\\mathbf{d}", "\\mathsf{D}"})


Kind = tuple[tuple[str, ...], int]
"""(label letters, rank): x_i as a member that is a vector is (("i",), 1), a matrix ((), 2)."""


@dataclass(frozen=True)
class Subject:
    """An undeclared symbol: its kinds by preference, whether its use says that it is no number, and
    whether its label also stands shifted (l−1), so that sizes change with it."""
    name: str
    kinds: tuple[Kind, ...]
    shaped: bool
    layered: bool = False


@dataclass(frozen=True)
class Found:
    """All that the uses tell: tensors, functions of one number, sizes."""
    subjects: tuple[Subject, ...]
    functions: tuple[str, ...]
    sizes: tuple[str, ...]


def found_in(uses: Uses, scope: Scope, formulas, defined: set[str]) -> Found:
    r"""The undeclared symbols of ``uses``; names in ``defined`` get their shape from their definition,
    and so do their letters in another font: z_i where \vec{z} is defined."""
    subjects: list[Subject] = []
    functions: list[str] = []
    plain = defined | {bare_font(name) for name in defined}
    sizes = [n for n in sorted(uses.counts) if _is_new(n, scope, formulas) and n not in defined
             and (n not in uses.indices or n in uses.ends)]
    for name, of in sorted(uses.of.items()):
        if _is_variance(name, of, scope, formulas):
            subjects.append(Subject(f"{name}^2", (((), 0),), True))
        if not _is_new(name, scope, formulas) or name in plain or name in sizes or name in uses.indices:
            continue
        marks = set().union(*(use.marks for use in of))
        if "primed" in marks or "applied" in marks and name in FUNCTIONS:
            functions += [name] if all({"primed", "applied"} & use.marks for use in of) else []
        elif uses.depends.get(name) or "applied" in marks and name in APPLIED:
            continue
        elif name in SIZES and "divisor" in marks and all(
                use.sub is None and use.sup is None and not use.marks - {"divisor"} for use in of):
            sizes.append(name)
        else:
            subjects += _subjects(name, of, scope, _labels(uses))
    return Found(tuple(x for x in subjects if not scope.declared(x.name)), tuple(functions), tuple(sizes))


def entry_letters(uses: Uses, scope: Scope, taken) -> dict[str, str]:
    """Undeclared small letters that stand with two indices only, with the one declared matrix of the same letter, or with a label above too the family."""
    found = {}
    for name, of in uses.of.items():
        if len(name) == 1 and name.islower() and name not in uses.indices and name not in taken \
                and not scope.declared(name) and not scope.single_family(name) and name not in scope.context.unread \
                and all(use.sub is not None and index_count(use.sub) == 2 and "primed" not in use.marks for use in of):
            above = all(use.sup is not None or "raised" in use.marks for use in of)
            matrices = [d.name for d in scope.context.tensors if bare_font(d.name) == name.upper() and len(d.shape) == 2
                        and (not d.labels or above and len(d.labels) == 1)]
            if len(matrices) == 1:
                found[name] = matrices[0]
    return found


def _is_variance(name: str, of: list[Use], scope: Scope, formulas) -> bool:
    r"""Is a letter that is a function elsewhere squared where it is not applied, as in \frac{1}{2\sigma^2}?"""
    alone = [use for use in of if "applied" not in use.marks]
    return bool(alone) and scope.tensor(name) is None and (scope.function(name) is not None or name in formulas) \
        and all("power" in use.marks and use.sub is None for use in alone)


def _is_new(name: str, scope: Scope, formulas) -> bool:
    known = scope.declared(name) or name in formulas or name in NEVER or name in scope.context.unread \
        or name in IDENTITIES | ONES | ZEROS | UNITS | DELTAS or scope.single_family(name) \
        or name.startswith(("\\mathrm{", "\\mathbb{", "\\operatorname"))
    return not known and not scope.resembling(name)


def _labels(uses: Uses) -> set[str]:
    """Letters that label vectors: the t of g_t where g_{t,i} stands too."""
    found: set[str] = set()
    for of in uses.of.values():
        below = [use for use in of if use.sub is not None]
        if {index_count(use.sub) for use in below} == {1, 2}:
            found |= {p.text for use in below if index_count(use.sub) == 1
                      for p in index_lists(use.sub)[-1] if isinstance(p, s.Name)}
    return found


def _subjects(name: str, of: list[Use], scope: Scope, labels: set[str]) -> list[Subject]:
    """The symbols that one letter stands for: itself, or one for each number that it carries."""
    above = [use for use in of if use.sup is not None]
    below = [use for use in of if use.sub is not None]
    if above and not any(letters(use.sup) for use in above):
        groups: dict[str, list[Use]] = {}
        for use in above:
            groups.setdefault(raised_name(name, use.sup) or "", []).append(Use(use.sub, None, use.marks))
        return [x for flat, uses in groups.items() if flat for x in _one(flat, name, uses)]
    if above:
        label = next((_label(use.sup, scope) for use in above if _label(use.sup, scope)), ("k",))
        if len(above) < len(of) or any(len(parts(use.sup)) != len(label) for use in above):
            return []
        shifted = any(isinstance(p, s.Additive) for use in above for p in parts(use.sup))
        return _one(name, name, [Use(use.sub, None, use.marks) for use in of], label, shifted)
    if below and not any(letters(use.sub) for use in below) and len(below) == len(of):
        groups = {}
        for use in below:
            groups.setdefault(flat_name(name, use.sub) or "", []).append(Use(None, None, use.marks))
        return [x for flat, uses in groups.items() if flat for x in _one(flat, name, uses)]
    return _indexed(name, of, below, labels)


def _label(sup: s.Node, scope: Scope) -> tuple[str, ...]:
    """The letters in x^{(k)} that may be anything: not the m of x^{(m)}, if m is a size."""
    return tuple(p.text for p in parts(sup) if isinstance(p, s.Name) and scope.known_integer(p.text) is None)


def _indexed(name: str, of: list[Use], below: list[Use], labels: set[str]) -> list[Subject]:
    """x_i as an entry, or as a member of a family where it is a vector or also has entries x_{ij}."""
    lengths = {index_count(use.sub) for use in below}
    bare = len(below) < len(of)
    letters_used = [p.text for use in below if index_count(use.sub) == min(lengths)
                    for p in index_lists(use.sub)[-1] if isinstance(p, s.Name)]
    single = [use for use in below if index_count(use.sub) == 1]
    as_vector = any({"vector", "behind", "matrix"} & use.marks for use in single) or bool(single) and is_bold(name) and not bare
    labelled = lengths == {2} and all(_first_letter(use.sub) in labels for use in below)
    plain = _one(name, name, of) if len(lengths) <= 1 else []
    if bare or not letters_used or not (lengths == {1, 2} or lengths == {1} or labelled):
        return plain
    shifted = any(isinstance(p, s.Additive) for use in single for p in parts(use.sub))
    members = [Use(None, None, use.marks) if index_count(use.sub) == 1 else Use(_rest(use.sub), None, set()) for use in below]
    made = _one(name, name, members, (_first_letter(below[0].sub) if labelled else letters_used[0],), shifted)
    if lengths != {1}:
        return made
    if not plain or is_capital(name):
        return plain
    vectors = tuple(kind for subject in made for kind in subject.kinds if kind[1])
    both = [vectors, plain[0].kinds] if as_vector else [plain[0].kinds, vectors]
    return [Subject(name, both[0] + both[1], True, shifted)]


def _first_letter(sub: s.Node) -> str:
    return getattr(index_lists(sub)[-1][0], "text", "")


def _rest(sub: s.Node) -> s.Node:
    return index_lists(sub)[-1][1]


def _one(name: str, letter: str, of: list[Use], labels: tuple[str, ...] = (), layered: bool = False) -> list[Subject]:
    marks = set().union(*(use.marks for use in of))
    entries = {index_count(use.sub) for use in of if use.sub is not None}
    if len(entries) > 1 or not all(counts(p) for use in of if use.sub is not None for p in letters(use.sub) if len(p) == 1):
        return []
    ranks, shaped = _ranks(letter, marks, next(iter(entries), 0))
    return [Subject(name, tuple((labels, rank) for rank in ranks), shaped, layered)]


def _ranks(letter: str, marks: set[str], entries: int) -> tuple[tuple[int, ...], bool]:
    """Ranks by preference; and whether anything but the letter says that it is no number."""
    capital = is_capital(letter)
    if entries:
        return (entries,), True
    if "matrix" in marks or capital and "inverse" in marks:
        return (2,), True
    if "vector" in marks:
        return ((2, 1) if capital else (1, 2)), True
    if is_bold(letter):
        return ((2, 1) if capital else (1, 2)), True
    if capital:
        return (2, 0, 1), False
    return ((1, 0) if "behind" in marks else (0, 1)), False
