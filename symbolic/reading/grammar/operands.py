r"""Operands: numbers, names, brackets, fractions, fonts, everything that scripts attach to.

Each method reads what begins at its token and returns the items it found side
by side, and whether they are a sum or list that nothing printed groups.
"""
from __future__ import annotations

from dataclasses import replace

from symbolic.errors import ReadError
from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.complaints import missing_brace, too_deep, unexpected
from symbolic.reading.grammar.fonts import accented, restyle, word
from symbolic.reading.grammar.lexer import Token
from symbolic.reading.grammar.matrices import braced_cases, environment, stacked

DEEPEST = 110  # arguments without braces nest too: \hat\hat\hat…
BESIDE = frozenset({r"\|", r"\parallel", "||", r"\mid\|"})
r"""The signs between two things side by side in a bracket: of ``\middle\|`` two are left."""
UNGROUPED = (s.Additive, s.Infix, s.Relation, s.Sequence)


class Operands:
    """What the parser reads as one operand; it supplies the position and the regions."""

    # -- arguments
    def braced(self, script: bool = False) -> s.Node | None:
        """The content of the braces that open here; behind them afterwards."""
        k = self.position
        close = self.partner[k]
        if close < 0 or close >= self.stop:
            raise missing_brace(self.tokens[k])
        self.position = close + 1
        return self.region(k + 1, close, script=script)

    def argument(self, command: Token) -> s.Node:
        """A command's argument: braces, or one token; never empty."""
        token = self.peek()
        node = None
        if token is not None:
            node = self.braced() if token.kind == t.LBRACE else s.joined(self.primary()[0])
        if node is None:
            raise ReadError(f"{command.value} lacks an argument", command.start, self.place(),
                            code="E104", expected="{ … }")
        return node

    def primary(self) -> tuple[list[s.Node], bool]:
        """The items at this token, and whether they are a sum that nothing groups."""
        token = self.upcoming()
        if token is None or token.kind not in PRIMARIES:
            if token is None:
                raise ReadError("expected an operand", self.place(), code="E106", expected="an operand")
            raise unexpected(token)
        self.depth += 1
        if self.depth > DEEPEST:
            raise too_deep(token)
        found = PRIMARIES[token.kind](self, token)
        self.depth -= 1
        if not found[0]:
            raise ReadError("expected an operand", token.start, token.end, code="E106", expected="an operand")
        return found

    # -- operands
    def number(self, token: Token):
        self.position += 1
        return [s.Number(token.start, token.end, token.value)], False

    def name(self, token: Token):
        self.position += 1
        return [s.Name(token.start, token.end, token.value)], False

    def operator(self, token: Token):
        self.position += 1
        following = self.upcoming()
        if token.value == "arg" and following is not None and following.value in ("max", "min"):
            self.position += 1
            return [s.Operator(token.start, following.end, "arg" + following.value)], False
        return [s.Operator(token.start, token.end, token.value)], False

    def big(self, token: Token):
        self.position += 1
        return [s.BigOperator(token.start, token.end, token.value, None, None)], False

    def dots(self, token: Token):
        self.position += 1
        return [s.Dots(token.start, token.end, token.value)], False

    def brace(self, token: Token):
        r"""TeX's braces leave no node: {a b} c is a b c, and {a+b} c is refused."""
        node = self.braced(self.script)
        return spread(node)

    def bracket(self, token: Token):
        k = self.position
        close = self.partner[k]
        if close < 0 or close >= self.stop:
            raise ReadError(f"{token.value} is never closed", token.start, token.end, code="E105",
                            expected=t.CLOSER[token.value])
        self.position = close + 1
        return [self.grouped(token, token.value, k + 1, close)], False

    def fence(self, token: Token):
        r"""``\left( … \right)``; ``\left. … \right|_{x=0}`` evaluates."""
        k = self.position
        close = self.partner[k]
        if close < 0 or close >= self.stop:
            raise ReadError(f"\\left{token.value} has no \\right", token.start, token.end, code="E105",
                            expected=r"\right", hint="every \\left needs a \\right on the same line")
        self.position = close + 1
        left, right = token.value, self.tokens[close].value
        if left == "." and right in ("|", "]") and self.upcoming() and self.upcoming().kind == t.SUB:
            return [self.evaluated(k, close)], False
        if left == r"\{" and right == ".":
            return [braced_cases(self, token, k + 1, close)], False
        if t.CLOSER.get(left) != right or left == ".":
            raise ReadError(f"\\left{left} is closed by \\right{right}", token.start,
                            self.tokens[close].end, code="E105", expected=t.CLOSER.get(left, ""), found=right)
        return [self.grouped(token, left, k + 1, close)], False

    def grouped(self, token: Token, kind: str, first: int, close: int) -> s.Node:
        end = self.tokens[close].end
        body = self.beside(first, close) or self.region(first, close, symbol=True)
        if body is None:
            raise ReadError("nothing between the brackets", token.start, end, code="E106",
                            expected="an operand")
        bare = self.tokens[first]
        if (kind in ("(", "[") and isinstance(body, s.Matrix) and bare.kind == t.BEGIN
                and t.MATRICES.get(bare.value) == ""):
            return s.Matrix(token.start, end, body.rows)
        return s.Group(token.start, end, kind, body)

    def beside(self, first: int, close: int) -> s.Node | None:
        r"""``p \| q``, with ``\parallel`` or ``||`` too: two things with one sign between them in a bracket; None elsewhere."""
        signs, k = [], first
        while k < close:
            token = self.tokens[k]
            if token.kind == t.BAR or token.kind == t.RELATION and token.value in (r"\parallel", r"\mid"):
                signs.append(k)
            k = self.whole.after(k)
        said = "".join(str(self.tokens[k].value) for k in signs)
        if said not in BESIDE or signs[-1] - signs[0] >= len(signs) or signs[0] == first or signs[-1] == close - 1:
            return None
        left, right = self.region(first, signs[0]), self.region(signs[-1] + 1, close)
        if left is None or right is None:
            return None
        return s.Infix(left.start, right.end, r"\|", left, right)

    def evaluated(self, k: int, close: int) -> s.Node:
        body = self.region(k + 1, close)
        script = self.upcoming()
        self.position += 1
        condition = self.script_argument(script)
        if body is None or condition is None:
            raise ReadError("nothing to evaluate", self.tokens[k].start, script.end, code="E106")
        return s.Infix(self.tokens[k].start, condition.end, "|", body, condition)

    def fraction(self, token: Token):
        self.position += 1
        above = self.argument(token)
        below = self.argument(token)
        return [s.Fraction(token.start, self.tokens[self.position - 1].end, above, below)], False

    def root(self, token: Token):
        r"""``\sqrt{x}`` is the operator sqrt before a group; ``\sqrt[3]{x}`` gives it a subscript."""
        self.position += 1
        head: s.Node = s.Operator(token.start, token.end, "sqrt")
        following = self.upcoming()
        if following is not None and following.value == "[" and self.partner[self.position] > 0:
            close = self.partner[self.position]
            degree = self.region(self.position + 1, close)
            self.position = close + 1
            if degree is not None:
                head = s.Scripted(token.start, self.tokens[close].end, head, degree, None, 0)
        body = self.argument(token)
        end = self.tokens[self.position - 1].end
        items = [head, s.Group(body.start, end, "(", body)]
        following = self.upcoming()
        if following is not None and following.kind in (t.SUB, t.SUP, t.PRIME):
            return [s.Group(token.start, end, "(", s.joined(items))], False
        return items, False

    def font(self, token: Token):
        self.position += 1
        first = self.peek()
        letters = self.plain_letters()
        if letters and (token.value in t.WORD_FONTS or len(letters) > 2 and letters in t.KNOWN_OPERATORS):
            self.position = self.behind_argument()
            return [word(letters, token.value, token.start, self.tokens[self.position - 1].end)], False
        if first is not None and first.kind == t.LBRACE:
            items, loose = spread(self.braced(self.script))
        else:
            items, loose = self.primary()
        if not items:
            return [], False
        styled = [restyle(x, token.value) for x in items]
        if len(styled) == 1:
            end = self.tokens[self.position - 1].end
            styled = [replace(styled[0], start=token.start, end=end)]
        return styled, loose

    def plain_letters(self) -> str:
        """The argument's letters and digits, if there is nothing else in it."""
        k = self.position
        if k >= self.stop or self.tokens[k].kind == t.LBRACE and self.partner[k] < 0:
            return ""
        inside = self.tokens[k + 1:self.partner[k]] if self.tokens[k].kind == t.LBRACE else self.tokens[k:k + 1]
        plain = all(x.kind in (t.NAME, t.NUMBER) and str(x.value).isalnum() for x in inside)
        return "".join(str(x.value) for x in inside) if plain else ""

    def behind_argument(self) -> int:
        k = self.position
        return self.partner[k] + 1 if self.tokens[k].kind == t.LBRACE else k + 1

    def switch(self, token: Token):
        r"""``{\bf x}``: the rest of the braces in this font."""
        self.position += 1
        if self.peek() is None:
            return [], False
        return spread(restyle(self.expression(), token.value))

    def accent(self, token: Token):
        self.position += 1
        node = self.argument(token)
        return [accented(node, token.value, token.start, self.tokens[self.position - 1].end)], False

    def note(self, token: Token):
        self.position += 1
        body = self.argument(token)
        annotated = s.Annotated(token.start, self.tokens[self.position - 1].end, body, None, token.value)
        return [self.with_note(annotated)], isinstance(body, UNGROUPED)

    def with_note(self, annotated: s.Annotated) -> s.Node:
        """The remark at the brace; one that is no formula is kept as words."""
        token = self.upcoming()
        wanted = t.SUB if annotated.mark == "underbrace" else t.SUP
        if token is None or token.kind != wanted:
            return annotated
        k, depth = self.position, self.depth
        if k + 1 >= self.stop:
            raise unexpected(token)
        try:
            self.position += 1
            note = self.script_argument(token)
        except ReadError as error:
            if error.code == "E109" or self.partner[k + 1] < k:
                raise
            self.position, self.depth = self.whole.after(k + 1), depth
            note = self.remark(k + 1)
        return s.Annotated(annotated.start, self.tokens[self.position - 1].end, annotated.body, note,
                           annotated.mark)

    def remark(self, k: int) -> s.Node:
        """The words and letters between the braces at token k."""
        inside = self.tokens[k + 1:self.partner[k]]
        said = (str(x.value) for x in inside if x.kind in (t.NAME, t.TEXT, t.NUMBER, t.RELATION, t.SIGN))
        return s.Text(inside[0].start, inside[-1].end, " ".join(" ".join(said).split()))

    def stack(self, token: Token):
        r"""``\underset{i}{\max}`` and ``\overset{n}{\sum}`` give limits."""
        self.position += 1
        mark = self.argument(token)
        body = self.argument(token)
        end = self.tokens[self.position - 1].end
        over = token.value == "over"
        match body:
            case s.Operator(name=name) if name in t.LIMITED and not over:
                return [s.BigOperator(token.start, end, name, mark, None)], False
            case s.BigOperator(name=name, lower=lower, upper=upper):
                limits = (lower, mark) if over else (mark, upper)
                return [s.BigOperator(token.start, end, name, *limits)], False
        raise ReadError("a mark over or under a symbol is not supported", token.start, end, code="E108")

    def substack(self, token: Token):
        self.position += 1
        return [stacked(self, token)], False

    def boxed(self, token: Token):
        self.position += 1
        return spread(self.argument(token))

    def words(self, token: Token):
        self.position += 1
        text = token.value.strip()
        return ([s.Text(token.start, token.end, text)] if text else []), False

    def environment(self, token: Token):
        return [environment(self, token)], False

    def refuse(self, token: Token):
        raise token.value


def spread(node: s.Node | None) -> tuple[list[s.Node], bool]:
    """What braces leave behind: the items of a product, or one node that is not grouped."""
    match node:
        case None:
            return [], False
        case s.Juxtaposition(items=items):
            return list(items), False
    return [node], isinstance(node, UNGROUPED)


PRIMARIES = {
    t.NUMBER: Operands.number, t.NAME: Operands.name, t.OPERATOR: Operands.operator, t.BIG: Operands.big,
    t.DOTS: Operands.dots, t.LBRACE: Operands.brace, t.OPEN: Operands.bracket, t.LEFT: Operands.fence,
    t.FRACTION: Operands.fraction, t.ROOT: Operands.root, t.FONT: Operands.font, t.SWITCH: Operands.switch,
    t.ACCENT: Operands.accent, t.NOTE: Operands.note, t.STACK: Operands.stack, t.SUBSTACK: Operands.substack,
    t.BOXED: Operands.boxed, t.TEXT: Operands.words, t.QUANTIFIER: Operands.operator,
    t.BEGIN: Operands.environment, t.BAD: Operands.refuse, t.POISON: Operands.refuse,
}
