r"""Arguments that only show what a defined symbol depends on: z(\theta_i), y_2(x), L(W, b).

A bracket behind a symbol with a definition is no factor if nothing but
symbols stands in it, all of them among what the definition reaches.
"""
from __future__ import annotations

from symbolic.language.context import Context
from symbolic.language.expressions import Symbol
from symbolic.reading.elaboration.scope import flat_name
from symbolic.reading.grammar import syntax as s


def arguments(e, node: s.Node, following: s.Node) -> bool:
    """Is ``following`` a bracket that only shows what ``node`` depends on?"""
    name = _letter(node)
    if name is None or not isinstance(following, s.Group) or following.kind not in ("(", "["):
        return False
    items = following.body.items if isinstance(following.body, s.Sequence) else (following.body,)
    inside = [_letter(item) for item in items]
    if None in inside or name in inside:
        return False
    context = e.scope.context
    behind = reached(context, _declared(e, node, name))
    found = bool(behind) and all(_declared(e, item, letter) in behind for item, letter in zip(items, inside))
    if found:
        e.note(f"what stands in brackets behind {name} shows what it depends on")
    return found


def _letter(node: s.Node) -> str | None:
    match node:
        case s.Name(text=text):
            return text
        case s.Scripted(base=s.Name(text=text), primes=0):
            return text
    return None


def _declared(e, node: s.Node, letter: str) -> str:
    """The declared name of a letter with its subscript."""
    sub = node.sub if isinstance(node, s.Scripted) else None
    flat = flat_name(letter, sub) if sub is not None else None
    return flat if flat is not None and e.scope.tensor(flat) is not None else e.spelling(letter)


def reached(context: Context, name: str) -> set[str]:
    """The symbols in the definitions of ``name`` and of what they mention."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for d in context.definitions_of(waiting.pop()):
            new = {x.name for x in d.body.walk() if isinstance(x, Symbol)} - found
            found |= new
            waiting += new
    return found
