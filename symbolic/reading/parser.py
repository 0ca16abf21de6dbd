r"""One formula: tokens → syntax.

Precedence, from loose to tight: commas, relations, signs, explicit products,
juxtaposition, scripts.  Nothing is decided about meaning.  The whole region
is consumed or a ReadError says where it stopped.
"""
from __future__ import annotations

from dataclasses import replace

from symbolic.errors import ReadError
from symbolic.reading import syntax as s
from symbolic.reading import tables as t
from symbolic.reading.building import Builder, joined, ungrouped
from symbolic.reading.fonts import accented, restyle, word
from symbolic.reading.lexer import Token, tokenize
from symbolic.reading.matrices import braced_cases, environment, stacked
from symbolic.reading.ranges import sequence
from symbolic.reading.structure import Structure, structure

DEEPEST = 110  # arguments without braces nest here too: \hat\hat\hat…

IGNORED = frozenset({t.GAP, t.LABEL, t.AMP})
LONE = frozenset({t.INFIX, t.SIGN})
UNGROUPED = (s.Additive, s.Infix, s.Relation, s.Sequence)
MARKS = {"underbrace", "overbrace"}


def parse_formula(text: str, offset: int = 0) -> s.Node:
    """The syntax of one formula; positions are those in ``text`` plus ``offset``.

    Raises ReadError, with the place, if any part of it cannot be read.
    """
    whole = structure(tokenize(text, shift=offset))
    return parse_region(whole, 0, len(whole.tokens))


def parse_region(whole: Structure, first: int, last: int) -> s.Node:
    """The syntax of tokens first..last-1."""
    node = Parser(whole).region(first, last)
    if node is None:
        place = whole.tokens[first - 1].end if first else 0
        raise ReadError("expected a formula", place, place + 1, code="E110", expected="a formula",
                        found="nothing")
    return node


class Parser:
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

        In a script, and where ``symbol`` says so, a lone operator is a name: A^*, f(·).
        """
        outer = self.position, self.stop, self.bars, self.script
        self.position, self.stop, self.bars, self.script = first, last, [], script
        node = None
        token = self.peek()
        if token is not None:
            if last - self.position == 1 and token.kind in LONE and (script or symbol):
                node = s.Name(token.start, token.end, str(token.value))
            else:
                node = self.formula()
                self.expect_end()
        self.position, self.stop, self.bars, self.script = outer
        return node

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
                return joined([node, s.Name(token.start, token.end, ":")])
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
        if base is None:
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
        return joined(self.primary()[0])

    def scripted(self, base, end: int, sub, sup, primes: int) -> s.Node:
        if sub is None and sup is None and not primes:
            return base
        match base:
            case s.BigOperator(name=name, lower=None, upper=None) if not primes:
                return s.BigOperator(base.start, end, name, sub, sup)
            case s.Operator(name=name) if name in t.LIMITED and sub is not None and not primes and sup is None:
                return s.BigOperator(base.start, end, name, sub, None)
            case s.Annotated(body=body, note=None, mark=mark) if mark in MARKS and not primes:
                note = sub if mark == "underbrace" else sup
                if note is not None and (sub is None or sup is None):
                    return s.Annotated(base.start, end, body, note, mark)
            case s.Scripted(base=inner, sub=a, sup=b, primes=p) if (
                    (a is None or sub is None) and b is None and not (p and primes)):
                return s.Scripted(base.start, end, inner, a or sub, sup, p + primes)
        return s.Scripted(base.start, end, base, sub, sup, primes)

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
            node = self.braced() if token.kind == t.LBRACE else joined(self.primary()[0])
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
            raise ReadError("nested too deeply", token.start, token.end, code="E109")
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
        body = self.region(first, close, symbol=True)
        if body is None:
            raise ReadError("nothing between the brackets", token.start, end, code="E106",
                            expected="an operand")
        bare = self.tokens[first]
        if (kind in ("(", "[") and isinstance(body, s.Matrix) and bare.kind == t.BEGIN
                and t.MATRICES.get(bare.value) == ""):
            return s.Matrix(token.start, end, body.rows)
        return s.Group(token.start, end, kind, body)

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
            return [s.Group(token.start, end, "(", joined(items))], False
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
        if k >= self.stop:
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
        k = self.position
        try:
            self.position += 1
            note = self.script_argument(token)
        except ReadError:
            self.position = self.whole.after(k + 1)
            inside = self.tokens[k + 1:self.position]
            words = " ".join(str(x.value) for x in inside if x.kind in (t.NAME, t.TEXT, t.NUMBER, t.RELATION))
            note = s.Text(inside[0].start, inside[-1].end, " ".join(words.split()))
        return s.Annotated(annotated.start, self.tokens[self.position - 1].end, annotated.body, note,
                           annotated.mark)

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

    # -- bars
    def bar(self, build: Builder, token: Token) -> bool:
        """Reads a bar here as opening or evaluating; False if it closes or separates."""
        if build.wants_operand:
            self.operand(build, ([self.absolute(token)], False))
            return True
        if self.bars:
            if self.closes(token):
                return False
            self.operand(build, ([self.absolute(token)], False))
            return True
        following = self.tokens[self.position + 1] if self.position + 1 < self.stop else None
        if following is not None and following.kind == t.SUB and token.value == "|":
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
        self.bars.append(kind)
        body = self.formula()
        closing = self.upcoming()
        if closing is None or not self.closes(closing):
            raise ReadError(f"{kind} is never closed", token.start, token.end, code="E105", expected=kind)
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


def spread(node: s.Node | None) -> tuple[list[s.Node], bool]:
    """What braces leave behind: the items of a product, or one node that is not grouped."""
    match node:
        case None:
            return [], False
        case s.Juxtaposition(items=items):
            return list(items), False
    return [node], isinstance(node, UNGROUPED)


def unexpected(token: Token) -> ReadError:
    if isinstance(token.value, ReadError):
        return token.value
    shown = {t.RBRACE: "}", t.LBRACE: "{", t.RIGHT: r"\right", t.BREAK: "\\\\", t.END: f"\\end{{{token.value}}}",
             t.BEGIN: f"\\begin{{{token.value}}}"}.get(token.kind, str(token.value))
    code = "E105" if token.kind in (t.CLOSE, t.RIGHT, t.RBRACE) else "E114"
    hint = "nothing was opened that it could close" if code == "E105" else ""
    return ReadError(f"unexpected {shown}", token.start, token.end, found=shown, code=code, hint=hint)


def missing_brace(token: Token) -> ReadError:
    return ReadError("missing }: this brace is never closed", token.start, token.end, code="E104",
                     expected="}", hint="every { needs its }")


PRIMARIES = {
    t.NUMBER: Parser.number, t.NAME: Parser.name, t.OPERATOR: Parser.operator, t.BIG: Parser.big,
    t.DOTS: Parser.dots, t.LBRACE: Parser.brace, t.OPEN: Parser.bracket, t.LEFT: Parser.fence,
    t.FRACTION: Parser.fraction, t.ROOT: Parser.root, t.FONT: Parser.font, t.SWITCH: Parser.switch,
    t.ACCENT: Parser.accent, t.NOTE: Parser.note, t.STACK: Parser.stack, t.SUBSTACK: Parser.substack,
    t.BOXED: Parser.boxed, t.TEXT: Parser.words, t.QUANTIFIER: Parser.operator,
    t.BEGIN: Parser.environment, t.BAD: Parser.refuse, t.POISON: Parser.refuse,
}
