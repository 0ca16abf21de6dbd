r"""How a name is used, as far as syntax alone tells: evidence for what an undeclared symbol is.

``x^\top`` is no number, ``x_i`` has entries or members, ``x^{(k)}`` has members,
``A`` in ``\det A`` is a matrix.  ``Uses`` collects this over all formulas of a
document; nothing here decides.
"""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from symbolic.errors import ReadError
from symbolic.reading.elaboration import cross_products, divergences
from symbolic.reading.elaboration.derivatives.derivatives import is_prefix, operator_name, quotient
from symbolic.reading.elaboration.limits import limits_of
from symbolic.reading.elaboration.reach import flatten
from symbolic.reading.elaboration.scope import MARKS_ABOVE, bare_font, index_lists, lowered, parts
from symbolic.reading.grammar import syntax as s

TRANSPOSING = frozenset({"T", "\\top", "\\intercal", "t", "\\mathsf{T}", "\\mathrm{T}", "\\mathit{T}", "\\mathsf{t}"})
OF_VECTORS = frozenset({"softmax", "diag", "Diag", "LSE", "logsumexp"})
OF_MATRICES = frozenset({"tr", "Tr", "trace", "det", "vec"})
VECTOR_FONTS = ("\\mathbf", "\\boldsymbol", "\\vec", "\\underline")


@dataclass
class Use:
    """One place where a name stands: its scripts, and the marks that its surroundings give it."""
    sub: s.Node | None = None
    sup: s.Node | None = None
    marks: set[str] = field(default_factory=set)


@dataclass
class Uses:
    """The uses of each name; what bounds a sum or ends a run; what a letter ranges over; what is differentiated by what."""
    of: dict[str, list[Use]] = field(default_factory=lambda: defaultdict(list))
    counts: set[str] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)
    indices: set[str] = field(default_factory=set)
    ranges: dict[str, list[tuple[s.Node, s.Node]]] = field(default_factory=lambda: defaultdict(list))
    depends: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def read(self, node: s.Node | None) -> None:
        """Collect from one formula."""
        if node is not None:
            self._walk(node, set())

    def read_members(self, members: tuple[s.Node | None, ...]) -> None:
        """Collect from the members of a chain, which may be a run: x_1 ≤ x_2 ≤ … ≤ x_n."""
        if any(isinstance(m, s.Dots) for m in members) and None not in members:
            self._run(list(members), set())
        else:
            for member in members:
                self.read(member)

    def without(self, names: set[str]) -> "Uses":
        """The same, these names left out."""
        for name in names:
            self.of.pop(name, None)
        return self

    def add(self, other: "Uses") -> None:
        for name, of in other.of.items():
            self.of[name] += of
        for name, ends in other.ranges.items():
            self.ranges[name] += ends
        for name, variables in other.depends.items():
            self.depends[name] |= variables
        self.counts |= other.counts
        self.ends |= other.ends
        self.indices |= other.indices

    # -- walking
    def _walk(self, node, marks: set[str]) -> None:
        match node:
            case s.Name(text=text):
                self.of[text].append(Use(marks=marks))
            case s.Scripted():
                self._scripted(node, marks)
            case s.Juxtaposition() | s.Infix(operator="\\cdot" | "\\times"):
                self._row(flatten(node))
            case s.Fraction():
                self._fraction(node)
            case s.BigOperator():
                self._limits(node)
            case s.Group(kind="\\|", body=body):
                self._walk(body, {"vector"} if isinstance(body, (s.Name, s.Scripted)) else set())
            case s.Infix(operator=divergences.KL, left=left, right=right):
                for side in (left, right):
                    self._walk(side, {"vector"})
            case s.Group(kind="\\{"):
                self._walk(node.body, set())
            case s.Group(body=body) | s.Annotated(body=body):
                self._walk(body, marks)
            case s.Additive(terms=terms):
                self._run([term for _, term in terms], marks)
            case s.Sequence(items=items):
                self._run(list(items), set())
            case s.CasesNode(rows=rows):
                for value, _ in rows:
                    self._walk(value, set())
            case s.Text() | s.Dots() | s.Operator() | s.Number() | None:
                pass
            case tuple():
                for part in node:
                    self._walk(part, set())
            case s.Node():
                for part in vars(node).values():
                    if isinstance(part, (s.Node, tuple)):
                        self._walk(part, set())

    def _run(self, items: list, marks: set[str]) -> None:
        """Terms of a sum, entries of a list; of x_1, …, x_n the end n is a size, not an index."""
        for k, item in enumerate(items):
            if k == len(items) - 1 and any(isinstance(x, s.Dots) for x in items) and _ends_run(items[0], item):
                self.counts.add(item.sub.text)
                self.ends.add(item.sub.text)
                self.of[item.base.text].append(Use(item.sub, None, set(marks)))
            else:
                self._walk(item, set(marks))

    def _scripted(self, node: s.Scripted, marks: set[str]) -> None:
        node = lowered(node)
        marks = marks | self._above(node.sup)
        if operator_name(node.base) in ("nabla", "partial"):
            self._walk(node.sub, {"variable"})
            return
        if cross_products.is_matrix(node):
            self._walk(node.base.body, {"vector"})
            return
        if node.sub is not None:
            self.indices |= letters(node.sub)
        match node.base:
            case s.Name(text=text):
                if node.primes:
                    marks = marks | {"primed"}
                self.of[text].append(Use(node.sub, None if label_above(node.sup) is None else node.sup, marks))
                if label_above(node.sup) is not None:
                    self.indices |= letters(label_above(node.sup))
            case s.Scripted() as inner:
                self._scripted(inner, marks)
            case s.Group(body=body) if "vector" in marks:
                self._walk(body, {"vector"} if isinstance(body, (s.Name, s.Scripted)) else set())
            case base:
                self._walk(base, set())
        marked = isinstance(node.sup, s.Name) and node.sup.text in MARKS_ABOVE
        if node.sup is not None and not marked and label_above(node.sup) is None and not marks & {"vector", "inverse"}:
            self._walk(node.sup, {"number"})

    def _above(self, sup: s.Node | None) -> set[str]:
        """What a superscript says of its base."""
        match sup:
            case None:
                return set()
            case _ if is_inverse(sup):
                return {"inverse"}
            case s.Additive(terms=(("-", inner),)) if is_transpose(inner):
                return {"inverse", "vector"}
            case s.Number():
                return {"power"}
            case s.Name(text="+" | "\\dagger"):
                return {"inverse"}
            case s.Additive(terms=(("+", inner),)) | s.Juxtaposition(items=(inner, s.Name(text="+" | "\\dagger"))) \
                    | s.Juxtaposition(items=(s.Name(text="\\dagger"), inner)) if is_transpose(inner):
                return {"inverse", "vector"}
            case s.Name() | s.Additive(terms=(("+", s.Name()), (_, s.Number()))) if not is_transpose(sup):
                return {"raised"}
        return {"vector"} if is_transpose(sup) else set()

    def _row(self, items: list[s.Node]) -> None:
        """Factors from left to right; what stands behind a matrix is one or a vector."""
        before: s.Node | None = None
        for k, item in enumerate(items):
            following = items[k + 1] if k + 1 < len(items) else None
            marks: set[str] = set()
            if isinstance(following, s.Group) and following.kind in ("(", "["):
                marks.add("applied")
            name = operator_name(before) if before is not None else None
            if name in OF_VECTORS:
                marks.add("vector")
            elif name in OF_MATRICES:
                marks.add("matrix")
            elif before is not None and (capital(before) or _turned(before)):
                marks.add("behind")
            if isinstance(item, s.Group) and item.kind == "(" and marks & {"vector", "matrix", "behind"}:
                self._walk(item.body, marks & {"vector", "matrix", "behind"})
            else:
                self._walk(item, marks)
            if _reaches(item):
                self._differentiated(items[k + 1:], item)
            before = item

    def _fraction(self, node: s.Fraction) -> None:
        try:
            found = quotient(node)
        except ReadError:
            return
        if found is None:
            self._walk(node.numerator, set())
            self._walk(node.denominator, {"divisor"})
            return
        if found.body is not None:
            self._walk(found.body, set())
            self._differentiated(s.items_of(found.body), node)
        for variable in found.variables:
            self._walk(variable, {"variable"})

    def _differentiated(self, body: list[s.Node], node: s.Node) -> None:
        """A lone name that is differentiated by another one depends on it."""
        alone = len(body) == 1 or len(body) == 2 and isinstance(body[1], s.Group)
        name = base_name(body[0]) if body and alone else None
        if name is None:
            return
        if isinstance(node, s.Scripted):
            self.depends[name] |= {n for n in (base_name(node.sub),) if n is not None and n != name}
        elif (found := quotient(node)) is not None:
            self.depends[name] |= {n for v in found.variables if (n := base_name(v)) is not None and n != name}

    def _limits(self, node: s.BigOperator) -> None:
        if node.upper is not None:
            self.counts |= letters(node.upper)
        found = limits_of(node)
        if found is None:
            return
        self.indices |= set(found.indices)
        for name, (low, high) in found.indices.items():
            if high is not None:
                self.counts |= letters(high)
                if low is not None:
                    self.ranges[name].append((low, high))


def _ends_run(first, last) -> bool:
    """Are these x_1 and x_n, a number below the one and a letter below the other?"""
    match first, last:
        case (s.Scripted(base=s.Name(text=a), sub=s.Number(), sup=None, primes=0),
              s.Scripted(base=s.Name(text=b), sub=s.Name(), sup=None, primes=0)):
            return a == b
    return False


def _reaches(item: s.Node) -> bool:
    """Is this an operator ∂/∂x over what follows?  One that is no derivative tells nothing."""
    try:
        return is_prefix(item)
    except ReadError:
        return False


def is_transpose(sup: s.Node | None) -> bool:
    return isinstance(sup, s.Name) and sup.text in TRANSPOSING or operator_name(sup) in ("top",)


def is_inverse(sup: s.Node | None) -> bool:
    """Is this the -1 of A^{-1}?"""
    match sup:
        case s.Additive(terms=(("-", s.Number(text="1")),)):
            return True
    return False


def label_above(sup: s.Node | None) -> s.Node | None:
    """What stands in x^{(k)} or x^{[k]}, if that is a label."""
    match sup:
        case s.Group(kind="(" | "[", body=body):
            return body
    return None


def _turned(node: s.Node) -> bool:
    return isinstance(node, s.Scripted) and is_transpose(node.sup)


def base_name(node: s.Node | None) -> str | None:
    match node:
        case s.Name(text=text):
            return text
        case s.Scripted(base=base):
            return base_name(base)
        case s.Group(body=body):
            return base_name(body)
    return None


def letters(node) -> set[str]:
    """All names in a script or a bound."""
    return {part.text for part in s.walk(node) if isinstance(part, s.Name)}


def capital(node: s.Node) -> bool:
    """A capital letter, without an index, transposed or not: how a matrix is written."""
    match node:
        case s.Name(text=text):
            return is_capital(text)
        case s.Scripted(base=s.Name(text=text), sub=sub):
            return is_capital(text) and (sub is None or len(parts(sub)) == 1 and not isinstance(sub, s.Juxtaposition))
    return False


GREEK_CAPITALS = frozenset({"\\Sigma", "\\Lambda", "\\Phi", "\\Psi", "\\Omega", "\\Theta", "\\Gamma", "\\Delta", "\\Pi", "\\Xi"})


def is_capital(text: str) -> bool:
    letter = bare_font(text)
    while "{" in letter and letter.endswith("}"):
        letter = letter[letter.index("{") + 1:-1]
    return letter in GREEK_CAPITALS or len(letter) == 1 and letter.isupper()


def is_bold(text: str) -> bool:
    return text.startswith(VECTOR_FONTS)


def index_count(sub: s.Node) -> int:
    """How many indices a subscript of letters has: 1 for i and i+1, 2 for ij and for i,j."""
    return len(index_lists(sub)[-1])
