r"""Terms, products and juxtapositions, built from left to right.

A product is parsed with the weakest assumptions: ``a b \cdot c`` is
(a b)·c, ``a / b c`` is a/(b c), explicit operators associate to the left.
What follows a ∑ or an operator ∂/∂x up to the next sign is one operand of it.
"""
from __future__ import annotations

from symbolic.errors import ReadError
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar.slashed import slashed


TRANSPOSES = frozenset({"\\top", "\\intercal", "\\mathsf{T}", "\\mathrm{T}", "T"})


def is_derivative_operator(node: s.Node) -> bool:
    r"""``\frac{\partial}{\partial x}``: a fraction line with only a ∂ above and a ∂ below first."""
    if not isinstance(node, s.Fraction):
        return False
    below = node.denominator
    first = below.items[0] if isinstance(below, s.Juxtaposition) else below
    above = node.numerator
    above = above.base if isinstance(above, s.Scripted) else above
    return _mark(above) is not None and _mark(above) == _mark(first)


def _mark(node: s.Node) -> str | None:
    match node:
        case s.Operator(name="partial" | "d" as name) | s.Name(text="d" as name):
            return name
    return None


def is_placed_operator(node: s.Node) -> bool:
    r"""``\frac{d}{dt}\big|_{t=0}``, before what is differentiated and evaluated there."""
    return isinstance(node, s.Infix) and node.operator == "|" and is_derivative_operator(node.left)


def reaches(node: s.Node) -> bool:
    return isinstance(node, s.BigOperator) or is_derivative_operator(node) or is_placed_operator(node)


class Builder:
    """The sum being read: finished terms, then the product being read.

    ``left operator sign run`` is the open product: what stands before the last
    explicit operator, the operator, a sign after it, the items since.
    ``waiting`` holds such products that end in an item reaching over the rest.
    """

    def __init__(self, script: bool = False):
        self.terms: list[tuple[str, s.Node]] = []
        self.sign: str | None = None
        self.left: s.Node | None = None
        self.operator: str | None = None
        self.inner: tuple[str, int] | None = None
        self.run: list[s.Node] = []
        self.waiting: list[tuple] = []
        self.loose: dict[int, s.Node] = {}
        self.script = script
        self.sign_start = self.end = 0

    @property
    def wants_operand(self) -> bool:
        return not self.run

    def add(self, item: s.Node, loose: bool = False) -> None:
        if self.run and isinstance(item, s.Number) and isinstance(self.run[-1], s.Number):
            self._digits(item)
            return
        self.run.append(item)
        if loose:
            self.loose[id(item)] = item
        if reaches(item):
            self.waiting.append((self.left, self.operator, self.inner, self.run))
            self.left = self.operator = self.inner = None
            self.run = []

    def _digits(self, item: s.Number) -> None:
        """Two numbers side by side print as one; in a script they are an index pair."""
        last = self.run[-1]
        if not self.script:
            raise ReadError("two numbers side by side print as one number", last.start, item.end,
                            code="E116", hint=r"write 2 \cdot 3 for a product")
        self.run[-1] = s.Number(last.start, item.end, last.text + item.text)

    def take_back(self) -> s.Node | None:
        """The last item, to be given a script that was typed after empty braces."""
        if self.run:
            return self.run.pop()
        if self.waiting and self.left is None and self.inner is None:
            self.left, self.operator, self.inner, self.run = self.waiting.pop()
            return self.run.pop()
        return None

    def add_operator(self, operator: str, start: int, end: int) -> None:
        if not self.run:
            raise ReadError(f"expected an operand before {operator}", start, end, code="E106",
                            expected="an operand", found=operator,
                            hint=r"a scanned 0 is often read as \circ" if operator == r"\circ" else "")
        self.left, self.operator, self.inner, self.run = self._product(), operator, None, []

    def add_sign(self, sign: str, start: int, end: int) -> None:
        self.end = end
        if self.run:
            self._close_term()
            self.sign, self.sign_start = sign, start
        elif self.operator is None and not self.waiting and self.sign is None and not self.terms:
            self.sign, self.sign_start = sign, start
        elif self.inner is None:
            self.inner = (sign, start)
        else:
            raise ReadError(f"expected an operand before {sign}", start, end, code="E106",
                            expected="an operand", found=sign)

    def at_operator(self) -> bool:
        """Does a derivative operator stand here, and nothing behind it yet?"""
        return bool(self.waiting) and not self.run and self.left is None and self.inner is None and is_derivative_operator(self.waiting[-1][3][-1])

    def evaluate(self, condition: s.Node) -> None:
        r"""``f|_{x=0}``: the whole product before the bar, evaluated at the condition; an operator ∂/∂x with all that it reaches over."""
        if self.at_operator():
            run = self.waiting[-1][3]
            run[-1] = s.Infix(run[-1].start, condition.end, "|", run[-1], condition)
            return
        node = self._whole_product()
        self.run = [s.Infix(node.start, condition.end, "|", node, condition)]

    def finish(self, position: int) -> s.Node:
        """The sum; raises ReadError at ``position`` if an operand is missing."""
        if self.script and self.sign == "+" and self._raises_plus():
            ((_, node),) = self.terms
            return s.Juxtaposition(node.start, self.end, (node, s.Name(self.sign_start, self.end, "+")))
        if not self.run and not (self.waiting and self.operator is None and self.inner is None):
            raise ReadError("expected an operand", position, position + 1, code="E106",
                            expected="an operand")
        self._close_term()
        (sign, first), *rest = self.terms
        if not rest and sign == "":
            return first
        start = self.first_start
        return s.Additive(start, self.terms[-1][1].end, ((sign or "+", first), *rest))

    def _raises_plus(self) -> bool:
        r"""Is this ``\top+`` or ``(l)+``: a script that ends in the sign of the pseudo-inverse?"""
        if self.run or self.waiting or self.operator or self.inner or len(self.terms) != 1 or self.terms[0][0]:
            return False
        node = self.terms[0][1]
        return isinstance(node, s.Name) and node.text in TRANSPOSES or isinstance(node, s.Group) and node.kind in ("(", "[")

    # -- closing
    def _close_term(self) -> None:
        node = self._whole_product()
        if not self.terms:
            self.first_start = node.start if self.sign is None else self.sign_start
        sign = self.sign or ""
        if id(node) in self.loose:
            self._check_alone(node, sign)
        if id(node) in self.loose and isinstance(node, s.Additive) and (self.terms or sign):
            self._spread(node, sign)
        else:
            self.terms.append((sign, node))
        self.sign, self.run = None, []

    def _spread(self, node: s.Additive, sign: str) -> None:
        """Braces print nothing: + {a - b} is + a - b."""
        (first_sign, first), *rest = node.terms
        if first_sign == "+":
            self.terms += [(sign or "+", first), *rest]
        else:
            self.terms.append((sign, node))

    def _check_alone(self, node: s.Node, sign: str) -> None:
        body = node.body if isinstance(node, s.Annotated) else node
        if isinstance(body, s.Additive) and len(body.terms) > 1 and sign not in ("", "+"):
            raise ungrouped(node)
        if isinstance(body, (s.Relation, s.Sequence)) and sign:
            raise ungrouped(node)

    def _whole_product(self) -> s.Node:
        node = self._product() if self.run or self.left is not None else None
        while self.waiting:
            self.left, self.operator, self.inner, self.run = self.waiting.pop()
            if node is not None:
                if id(node) in self.loose:
                    raise ungrouped(node)
                items = node.items if isinstance(node, s.Juxtaposition) else (node,)
                last = self.run[-1]
                self.run = [*self.run[:-1], s.Infix(last.start, node.end, "|", s.joined((last.left, *items)), last.right)] \
                    if is_placed_operator(last) else [*self.run, *items]
            node = self._product()
        self.left = self.operator = self.inner = None
        return node

    def _product(self) -> s.Node:
        if (len(self.run) > 1 or self.left is not None or self.inner) and self.loose:
            for item in self.run:
                if id(item) in self.loose:
                    raise ungrouped(item)
        node = s.joined(self.run)
        if self.inner is not None:
            sign, start = self.inner
            node = s.Additive(start, node.end, ((sign, node),))
        derivative = slashed(self.left, node) if self.left is not None and self.operator == "/" else None
        if derivative is not None:
            node = derivative
        elif self.left is not None:
            node = s.Infix(self.left.start, node.end, self.operator, self.left, node)
        return node


def ungrouped(node: s.Node) -> ReadError:
    return ReadError("braces { } group nothing that is printed, so this is not one factor", node.start, node.end,
                     code="E111", hint="write ( … ) where a group is meant")
