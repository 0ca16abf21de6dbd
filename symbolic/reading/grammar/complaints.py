"""What is said of tokens that stand where they cannot."""
from __future__ import annotations

from symbolic.errors import ReadError
from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.lexer import Token


def unexpected(token: Token) -> ReadError:
    if isinstance(token.value, ReadError):
        return token.value
    shown = {t.RBRACE: "}", t.LBRACE: "{", t.RIGHT: r"\right", t.BREAK: "\\\\", t.END: f"\\end{{{token.value}}}",
             t.BEGIN: f"\\begin{{{token.value}}}"}.get(token.kind, str(token.value))
    code = "E105" if token.kind in (t.CLOSE, t.RIGHT, t.RBRACE, t.END) else "E114"
    hint = "nothing was opened that it could close" if code == "E105" else ""
    return ReadError(f"unexpected {shown}", token.start, token.end, found=shown, code=code, hint=hint)


def too_deep(token: Token) -> ReadError:
    return ReadError("nested too deeply", token.start, token.end, code="E109")


def missing_brace(token: Token) -> ReadError:
    return ReadError("missing }: this brace is never closed", token.start, token.end, code="E104",
                     expected="}", hint="every { needs its }")
