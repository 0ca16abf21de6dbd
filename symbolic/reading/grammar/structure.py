r"""Which bracket closes which, before anything is parsed.

Braces, ``\left…\right`` and environments must pair; round, square and curly
brackets pair where they can, and one without a partner hides nothing: the
relations after it are still seen.  ``\stackrel{…}{=}``, ``\not=`` and a
``\left( … \right.`` continued in the next row become single tokens here.
"""
from __future__ import annotations

from dataclasses import dataclass

from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.lexer import Token, poison

DEEPEST = 100

CLOSES = {t.RBRACE: t.LBRACE, t.RIGHT: t.LEFT, t.END: t.BEGIN, t.CLOSE: t.OPEN}
OPENS = frozenset({t.LBRACE, t.LEFT, t.BEGIN, t.OPEN})
# a closing bracket does not look for its partner outside these
WALLS = {
    t.OPEN: frozenset({t.LBRACE, t.LEFT, t.BEGIN}), t.LBRACE: frozenset({t.BEGIN}),
    t.LEFT: frozenset({t.BEGIN}), t.BEGIN: frozenset(),
}


@dataclass(frozen=True)
class Structure:
    """Tokens, the index of each bracket's partner (-1: none), the next bar of the same level."""
    tokens: list[Token]
    partner: list[int]
    next_bar: dict[int, int]

    def poisoned(self) -> Token | None:
        return next((x for x in self.tokens if x.kind == t.POISON), None)

    def after(self, k: int) -> int:
        """The index behind token k, or behind its partner if it opens a pair."""
        other = self.partner[k]
        return other + 1 if other > k else k + 1


def structure(tokens: list[Token]) -> Structure:
    partner = pair(tokens)
    kinds = {x.kind for x in tokens}
    if t.STACK in kinds or t.NOT in kinds:
        tokens = _fold(tokens, partner)
        partner = pair(tokens)
    if _colon_equals(tokens):
        tokens = _join_colons(tokens)
        partner = pair(tokens)
    if t.RIGHT in kinds and t.BREAK in kinds:
        tokens = _join_fences(tokens, partner)
        partner = pair(tokens)
    if partner and max(_depths(tokens, partner)) > DEEPEST:
        first, last = tokens[0].start, tokens[-1].end
        stop = poison(f"brackets nested more than {DEEPEST} deep", first, last, "E109")
        return Structure([stop], [-1], {})
    return Structure(tokens, partner, _bars(tokens, partner) if t.BAR in kinds else {})


def pair(tokens: list[Token]) -> list[int]:
    partner = [-1] * len(tokens)
    stack: list[int] = []
    for k, token in enumerate(tokens):
        if token.kind in OPENS:
            stack.append(k)
        elif token.kind in CLOSES:
            _close(tokens, partner, stack, k)
    return partner


def _close(tokens, partner, stack, k: int) -> None:
    """Pairs token k with the innermost opening it fits; what was opened since stays alone."""
    wanted = CLOSES[tokens[k].kind]
    walls = WALLS[wanted]
    for depth in range(len(stack) - 1, max(len(stack) - 3 * DEEPEST, -1), -1):
        opening = tokens[stack[depth]]
        if opening.kind == wanted and _fits(opening, tokens[k]):
            partner[k], partner[stack[depth]] = stack[depth], k
            del stack[depth:]
            return
        if opening.kind in walls:
            return


def _fits(opening: Token, closing: Token) -> bool:
    match closing.kind:
        case t.END:
            return opening.value == closing.value
        case t.CLOSE:
            return t.CLOSER[opening.value] == closing.value
    return True


def _depths(tokens, partner):
    depth = 0
    for k, other in enumerate(partner):
        if other > k:
            depth += 1
        yield depth
        if 0 <= other < k:
            depth -= 1


def _bars(tokens, partner) -> dict[int, int]:
    """For each bar the next one on its level of brackets, -1 if there is none."""
    following: dict[int, int] = {}
    last: list[int | None] = [None]
    for k, token in enumerate(tokens):
        if partner[k] > k:
            last.append(None)
        elif 0 <= partner[k] < k and len(last) > 1:
            last.pop()
        if token.kind == t.BAR:
            if last[-1] is not None:
                following[last[-1]] = k
            following[k] = -1
            last[-1] = k
    return following


# ---------------------------------------------------------------- signs of several tokens

def _colon_equals(tokens) -> bool:
    return any(a.value == r"\colon" and b.value == "=" and a.kind == b.kind == t.RELATION
               for a, b in zip(tokens, tokens[1:]))


def _join_colons(tokens):
    out: list[Token] = []
    for token in tokens:
        if out and token.kind == t.RELATION == out[-1].kind and (out[-1].value, token.value) == (r"\colon", "="):
            out[-1] = Token(t.RELATION, ":=", out[-1].start, token.end)
        else:
            out.append(token)
    return out


def _argument(tokens, partner, k: int) -> tuple[int, int, int]:
    """The argument at k: first and last index of its content, and the index behind it."""
    if k < len(tokens) and tokens[k].kind == t.LBRACE and partner[k] > k:
        return k + 1, partner[k], partner[k] + 1
    return k, min(k + 1, len(tokens)), min(k + 1, len(tokens))


def _fold(tokens, partner):
    r"""``\stackrel{a}{=}`` and ``\not=`` as one relation each."""
    out: list[Token] = []
    k = 0
    while k < len(tokens):
        token, (sign, behind) = tokens[k], (None, k + 1)
        if token.kind == t.NOT and k + 1 < len(tokens) and tokens[k + 1].kind == t.RELATION:
            value = tokens[k + 1].value
            sign, behind = t.NEGATED.get(value, "\\not" + value), k + 2
        elif token.kind == t.STACK:
            sign, behind = _stacked(tokens, partner, k)
        out.append(token if sign is None else Token(t.RELATION, sign, token.start, tokens[behind - 1].end))
        k = k + 1 if sign is None else behind
    return out


ARROWS = {"arrow=": "=", "arrow>": r"\to", "arrow>>": r"\Rightarrow"}


def _stacked(tokens, partner, k: int) -> tuple[str | None, int]:
    style = tokens[k].value
    first, last, behind = _argument(tokens, partner, k + 1)
    if style in ARROWS:
        return ARROWS[style], behind
    inner, until, behind = _argument(tokens, partner, behind)
    if until - inner != 1 or tokens[inner].kind != t.RELATION:
        return None, k + 1
    sign = tokens[inner].value
    mark = "".join(str(x.value) for x in tokens[first:last]).strip()
    if sign == "=" and mark in t.DEFINING_MARKS:
        return ":=", behind
    if sign == "=" and mark in ("!", "?"):
        return f"\\stackrel{{{mark}}}{{=}}", behind
    if sign == "=" and any(x.kind == t.RELATION for x in tokens[first:last]):
        return t.CONDITIONED, behind
    return sign, behind


def _join_fences(tokens, partner):
    r"""``\left( a \right. \\ \left. b \right)`` is one pair of brackets over two rows."""
    change: dict[int, Token | None] = {}
    opened: tuple[int, int] | None = None
    for k, token in enumerate(tokens):
        if token.kind != t.LEFT or partner[k] < 0:
            continue
        last = partner[k]
        if token.value != "." and tokens[last].value == ".":
            opened = (k, last)
        elif token.value == "." and opened is not None and any(
                x.kind == t.BREAK for x in tokens[opened[1]:k]):
            first, gap = opened
            change[gap] = change[k] = None
            if tokens[last].value != ".":
                change[first] = tokens[first]._replace(kind=t.OPEN)
                change[last] = tokens[last]._replace(kind=t.CLOSE)
                opened = None
            else:
                opened = (first, last)
    return [change.get(k, x) for k, x in enumerate(tokens) if change.get(k, x) is not None]
