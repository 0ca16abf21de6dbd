r"""One formula: tokens → syntax.

The grammar, from loose to tight; capitals are kinds of tokens, which ``tables.py`` gives to
commands and characters:

    formula     relations (COMMA relations)*                    a, b                ``formula``
    relations   sum ((RELATION | BAR) sum)* | sum OVER sum      a \le b, p(x | y)    ``relations``
    sum         SIGN? term (SIGN term)*                         -a + b              ``expression``, ``Builder``
    term        product (INFIX SIGN? product)*                  a b \cdot -c         ``Builder``
    product     operand+, and to the end of the term            A x, \sum_i a b      ``Builder``
                behind BIG or an operator \partial/\partial x
    operand     primary (SUB script | SUP script | PRIME)*      x_i^2, f'           ``scripts``
    script      { formula } | primary | SIGN | INFIX            ^{-1}, ^T, ^+       ``script_argument``
    primary     NUMBER | NAME | OPERATOR | … | BAR formula BAR  2, x, (a), |x|      ``PRIMARIES`` of ``operands.py``

A product is one neutral node, a juxtaposition: kinds and shapes say later what it means.
Nothing is decided about meaning.  The whole region is consumed or a ReadError says
where it stopped.
"""
from __future__ import annotations

from symbolic.errors import ReadError
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.building import Builder, ungrouped
from symbolic.reading.grammar.complaints import too_deep, unexpected
from symbolic.reading.grammar.lexer import Token, tokenize
from symbolic.reading.grammar.operands import DEEPEST, PRIMARIES, Operands
from symbolic.reading.grammar.ranges import sequence
from symbolic.reading.grammar.structure import Structure, structure

IGNORED = frozenset({t.GAP, t.LABEL, t.AMP})
LONE = frozenset({t.INFIX, t.SIGN})
CLOSING = frozenset({t.RIGHT, t.END, t.CLOSE, t.RBRACE})
ENTRYWISE = frozenset({r"\odot", r"\circ"})
MARKS = {"underbrace", "overbrace"}


def parse_formula(text: str, offset: int = 0) -> s.Node:
    """The syntax of one formula; positions are those in ``text`` plus ``offset``.

    Raises ReadError, with the place, if any part of it cannot be read.
    """
    whole = structure(tokenize(text, shift=offset))
    return parse_region(whole, 0, len(whole.tokens))


def parse_region(whole: Structure, first: int, last: int) -> s.Node:
    """The syntax of tokens first..last-1."""
    try:
        node = Parser(whole).region(first, last)
    except RecursionError:
        raise too_deep(whole.tokens[first]) from None
    if node is None:
        place = whole.tokens[first - 1].end if first else 0
        raise ReadError("expected a formula", place, place + 1, code="E110", expected="a formula",
                        found="nothing")
    return node


class Parser(Operands):
    def __init__(self, whole: Structure):
        self.whole = whole
        self.tokens, self.partner = whole.tokens, whole.partner
        self.position, self.stop = 0, len(whole.tokens)
        self.bars: list[str] = []
        self.script = False
        self.depth = 0

    # -- regions
    def region(self, first: int, last: int, *, script: bool = False, symbol: bool = False) -> s.Node | None:
        """The formula of tokens first..last-1; None if nothing is printed there.

        In a script, and where ``symbol`` says so, a lone operator is a name: A^*, f(·), S_{++};
        in a script ⊙ or ∘ may stand before an exponent that is meant entry by entry, A^{⊙2}.
        """
        outer = self.position, self.stop, self.bars, self.script
        self.position, self.stop, self.bars, self.script = first, last, [], script
        try:
            token = self.peek()
            if token is None:
                return None
            signs = self.signs(last, symbol)
            if signs:
                return s.Name(token.start, self.tokens[last - 1].end, signs)
            entrywise = script and token.kind == t.INFIX and token.value in ENTRYWISE
            self.position += entrywise
            node = self.formula()
            self.expect_end()
            if entrywise:
                return s.Juxtaposition(token.start, node.end,
                                       (s.Name(token.start, token.end, str(token.value)), node))
            return node
        finally:
            self.position, self.stop, self.bars, self.script = outer

    def signs(self, last: int, symbol: bool) -> str:
        """The name that signs alone make in a region, as in A^*, S_{++} and S_{>0}; "" if they make none."""
        match self.tokens[self.position:last] if last - self.position <= 2 else ():
            case [Token(kind=kind, value=value)] if kind in LONE and (self.script or symbol):
                return str(value)
            case [Token(value="+"), Token(value="+")] if self.script:
                return "++"
            case [Token(kind=t.RELATION, value=sign), Token(value="0")] if self.script:
                return f"{sign}0"
        return ""

    def peek(self) -> Token | None:
        while self.position < self.stop:
            token = self.tokens[self.position]
            if token.kind not in IGNORED:
                return token
            self.position += 1
        return None

    def place(self) -> int:
        """The offset where the next token stands, or the last one ended."""
        if self.position < self.stop:
            return self.tokens[self.position].start
        return self.tokens[self.position - 1].end if self.position else 0

    def expect_end(self) -> None:
        token = self.peek()
        if token is not None:
            raise unexpected(token)

    # -- commas and relations
    def formula(self) -> s.Node:
        items = []
        while True:
            items.append(self.relations(self.expression()))
            token = self.peek()
            if token is None or token.kind != t.COMMA:
                break
            self.position += 1
            if self.peek() is None:
                break
        return sequence(items, self.script)

    def relations(self, node: s.Node) -> s.Node:
        r"""``a \le b \le c`` nests to the left: (a ≤ b) ≤ c."""
        while (token := self.peek()) is not None:
            if token.kind == t.BAR and not self.bars and token.value == "|":
                operator = r"\mid"
            elif token.kind == t.RELATION:
                operator = str(token.value)
            elif token.kind == t.OVER:
                self.position += 1
                below = self.expression()
                node = s.Fraction(node.start, below.end, node, below)
                continue
            else:
                break
            self.position += 1
            if operator == r"\colon" and self.script and self.at_end_of_item():
                return s.joined([node, s.Name(token.start, token.end, ":")])
            right = self.expression()
            node = s.Relation(node.start, right.end, operator, node, right)
        return node

    def at_end_of_item(self) -> bool:
        token = self.peek()
        return token is None or token.kind == t.COMMA

    # -- sums, products, juxtaposition
    def expression(self) -> s.Node:
        build = Builder(self.script)
        while (token := self.peek()) is not None:
            kind = token.kind
            if kind in PRIMARIES:
                self.operand(build, PRIMARIES[kind](self, token))
            elif kind == t.SIGN:
                self.position += 1
                build.add_sign(str(token.value), token.start, token.end)
            elif kind == t.INFIX:
                self.position += 1
                build.add_operator(str(token.value), token.start, token.end)
            elif kind in (t.SUB, t.SUP, t.PRIME):
                self.detached_script(build, token)
            elif kind == t.BAR and self.bar(build, token):
                pass
            elif kind == t.RELATION and token.value == r"\colon" and self.script and build.wants_operand:
                self.position += 1
                build.add(s.Name(token.start, token.end, ":"))
            else:
                break
        if token is not None and build.wants_operand and token.kind in CLOSING:
            raise unexpected(token)
        return build.finish(self.place())

    def operand(self, build: Builder, found: tuple[list[s.Node], bool]) -> None:
        """Adds what was read, the scripts that follow going to its last item."""
        items, loose = found
        for item in items[:-1]:
            build.add(item)
        if items:
            last = self.scripts(items[-1])
            if loose and last is not items[-1]:
                raise ungrouped(items[-1])
            build.add(last, loose)

    def detached_script(self, build: Builder, token: Token) -> None:
        """A script after empty braces belongs to the item before them."""
        base = build.take_back()
        limited = isinstance(base, s.BigOperator) and (base.lower is not None or base.upper is not None)
        if base is None or limited:
            raise ReadError("nothing stands here to carry the script", token.start, token.end,
                            code="E107", expected="an operand", found=str(token.value))
        build.add(self.scripts(base))

    # -- scripts
    def scripts(self, base: s.Node) -> s.Node:
        sub = sup = None
        primes, end = 0, base.end
        while self.position < self.stop:
            token = self.tokens[self.position]
            if token.kind == t.PRIME:
                self.position += 1
                primes += 1
            elif token.kind == t.SUB:
                sub = self.one_script(token, sub, "subscript")
            elif token.kind == t.SUP:
                raised = self.raised_primes()
                primes += raised
                sup = sup if raised else self.one_script(token, sup, "superscript")
            else:
                break
            end = self.tokens[self.position - 1].end
        return self.scripted(base, end, sub, sup, primes)

    def one_script(self, token: Token, already: s.Node | None, what: str) -> s.Node | None:
        if already is not None:
            raise ReadError(f"a second {what}", token.start, token.end, code="E107",
                            hint=f"write braces to say what the {what} belongs to")
        self.position += 1
        return self.script_argument(token)

    def upcoming(self) -> Token | None:
        return self.tokens[self.position] if self.position < self.stop else None

    def raised_primes(self) -> int:
        r"""How many primes ``^\prime`` or ``^{\prime\prime}`` raises; read if nothing else is raised."""
        k = self.position + 1
        if k >= self.stop:
            return 0
        if self.tokens[k].kind == t.PRIME:
            self.position = k + 1
            return 1
        if self.tokens[k].kind != t.LBRACE or self.partner[k] < 0:
            return 0
        inside = self.tokens[k + 1:self.partner[k]]
        if inside and all(x.kind == t.PRIME for x in inside):
            self.position = self.partner[k] + 1
            return len(inside)
        return 0

    def script_argument(self, token: Token) -> s.Node | None:
        following = self.upcoming()
        if following is None:
            raise ReadError(f"nothing after {token.value}", token.start, token.end, code="E107",
                            expected="a script")
        if following.kind == t.LBRACE:
            return self.braced(script=True)
        if following.kind in LONE:
            self.position += 1
            return s.Name(following.start, following.end, str(following.value))
        if following.kind in (t.OPEN, t.LEFT):
            raise ReadError("a script that is a group needs braces", following.start, following.end,
                            code="E107", hint=f"write {token.value}{{(…)}}")
        return s.joined(self.primary()[0])

    def scripted(self, base, end: int, sub, sup, primes: int) -> s.Node:
        if sub is None and sup is None and not primes:
            return base
        match base:
            case s.BigOperator(name=name, lower=None, upper=None) if not primes:
                return s.BigOperator(base.start, end, name, sub, sup)
            case s.Operator(name=name) if name in t.LIMITED and sub is not None and not primes \
                    and (sup is None or isinstance(sub, s.Relation)):
                return s.BigOperator(base.start, end, name, sub, sup)
            case s.Annotated(body=body, note=None, mark=mark) if mark in MARKS and not primes:
                note = sub if mark == "underbrace" else sup
                if note is not None and (sub is None or sup is None):
                    return s.Annotated(base.start, end, body, note, mark)
            case s.Scripted(base=inner, sub=a, sup=b, primes=p) if (
                    (a is None or sub is None) and b is None and not (p and primes)):
                return s.Scripted(base.start, end, inner, a or sub, sup, p + primes)
        return s.Scripted(base.start, end, base, sub, sup, primes)

    # -- bars
    def bar(self, build: Builder, token: Token) -> bool:
        """Reads a bar here as opening or evaluating; False if it closes or separates."""
        following = self.tokens[self.position + 1] if self.position + 1 < self.stop else None
        placing = following is not None and following.kind == t.SUB and token.value == "|"
        if build.wants_operand and not (placing and build.at_operator()):
            self.operand(build, ([self.absolute(token)], False))
            return True
        if self.bars:
            if self.closes(token):
                return False
            self.operand(build, ([self.absolute(token)], False))
            return True
        if placing:
            self.position += 2
            condition = self.script_argument(following)
            if condition is None:
                raise unexpected(token)
            build.evaluate(condition)
            return True
        if 0 <= self.whole.next_bar.get(self.position, -1) < self.stop:
            self.operand(build, ([self.absolute(token)], False))
            return True
        return False

    def absolute(self, token: Token) -> s.Node:
        """|x|, ‖x‖, and ||x|| typed as two bars."""
        kind = "||" if self.doubled() else token.value
        self.position += 2 if kind == "||" else 1
        self.depth += 1
        if self.depth > DEEPEST:
            raise too_deep(token)
        self.bars.append(kind)
        body = self.formula()
        closing = self.upcoming()
        if closing is None or not self.closes(closing):
            raise ReadError(f"{kind} is never closed", token.start, token.end, code="E105", expected=kind)
        self.depth -= 1
        self.bars.pop()
        self.position += 2 if kind == "||" else 1
        end = self.tokens[self.position - 1].end
        return s.Group(token.start, end, r"\|" if kind == "||" else kind, body)

    def doubled(self) -> bool:
        """Two bars that touch."""
        k = self.position
        if k + 1 >= self.stop:
            return False
        a, b = self.tokens[k], self.tokens[k + 1]
        return a.kind == b.kind == t.BAR and a.value == b.value == "|" and a.end == b.start

    def closes(self, token: Token) -> bool:
        if token.kind != t.BAR or not self.bars:
            return False
        return self.doubled() if self.bars[-1] == "||" else token.value == self.bars[-1]
