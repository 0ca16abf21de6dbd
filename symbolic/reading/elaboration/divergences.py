r"""Divergences: ``\operatorname{KL}(p \| q)``, ``D_{\mathrm{KL}}(p \,\|\, q)``, with ``\parallel`` or ``||`` too, is Σ_k p_k log(p_k / q_k)."""
from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from symbolic.language.expressions import Apply, Entry, Expression, Power, Sum, Times
from symbolic.language.integers import integer
from symbolic.reading.elaboration.refusal import unsupported
from symbolic.reading.grammar import syntax as s

BESIDE = r"\|"
KL = r"\operatorname{KL}"


def joined(items: list[s.Node]) -> list[s.Node]:
    """The items of a product, the name of a divergence and the two in its bracket as one."""
    found: list[s.Node] = []
    for item in items:
        if found and _is_name(found[-1]) and isinstance(item, s.Group) and item.kind in ("(", "[") \
                and isinstance(item.body, s.Infix) and item.body.operator == BESIDE:
            found[-1] = replace(item.body, start=found[-1].start, end=item.end, operator=KL)
        else:
            found.append(item)
    return found


def _is_name(node: s.Node) -> bool:
    """KL, or a D of any font below which KL stands."""
    if isinstance(node, s.Operator):
        return node.name == "KL"
    match node:
        case s.Scripted(base=s.Name(text=text), sub=sub, sup=None, primes=0):
            return text.rstrip("}").endswith("D") and (_is_name(sub) or _letters(sub) == "KL")
    return False


def _letters(node: s.Node | None) -> str:
    items = node.items if isinstance(node, s.Juxtaposition) else (node,)
    return "".join(x.text if isinstance(x, s.Name) else "?" for x in items)


def relative_entropy(e, node: s.Infix) -> Expression:
    """Σ_k p_k log(p_k / q_k) of two vectors of one length."""
    p, q = (e.shapes.settle(e.expression(side)) for side in (node.left, node.right))
    pair = e.shapes.meet(p, q) if len(p.shape) == len(q.shape) == 1 else None
    if pair is None:
        raise unsupported("a divergence that is not that of two vectors of one length", node)
    e.note("KL(p ‖ q) is read as Σ_k p_k log(p_k / q_k)")
    k = e.shapes.fresh("k")
    one, other = (Entry(x, (integer(k),)) for x in pair)
    return Sum(k, integer(1), pair[0].shape[0], Times(one, Apply("log", 0, Times(one, Power(other, Fraction(-1))))))
