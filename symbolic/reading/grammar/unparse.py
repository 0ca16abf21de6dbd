r"""Syntax printed back as LaTeX: ``parse_formula(to_latex(node))`` is ``node`` up to positions."""
from __future__ import annotations

from dataclasses import fields

from symbolic.reading.grammar import syntax as s
from symbolic.reading.grammar import tables as t

SIGNS = {r"\pm": r"\pm ", r"\mp": r"\mp "}
DOTS = {"horizontal": r"\dots", "vertical": r"\vdots", "diagonal": r"\ddots"}
STANDARD = frozenset("""log exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan det
dim ker deg gcd hom arg Pr lg max min sup inf lim limsup liminf nabla partial sqrt forall exists nexists""".split())
FENCES = {"(": ("(", ")"), "[": ("[", "]"), r"\{": (r"\{", r"\}"), "|": ("|", "|"), r"\|": (r"\|", r"\|"),
          r"\langle": (r"\langle", r"\rangle"), r"\lfloor": (r"\lfloor", r"\rfloor"),
          r"\lceil": (r"\lceil", r"\rceil")}


def same_syntax(a, b) -> bool:
    """Whether two nodes agree in all but their positions."""
    if isinstance(a, s.Node):
        return type(a) is type(b) and all(
            same_syntax(getattr(a, f.name), getattr(b, f.name)) for f in fields(a) if f.name not in ("start", "end"))
    if isinstance(a, tuple):
        return isinstance(b, tuple) and len(a) == len(b) and all(map(same_syntax, a, b))
    return a == b


def to_latex(node: s.Node) -> str:
    """LaTeX for one formula."""
    return PRINTERS[type(node)](node)


def _spaced(parts) -> str:
    """Side by side, with a space where a command would swallow the next letter."""
    out = ""
    for part in parts:
        out += " " + part if out and _touches(out, part) else part
    return out


def _touches(before: str, after: str) -> bool:
    if not after or not before[-1].isalnum():
        return False
    command = before[before.rfind("\\") + 1:].isalpha() and "\\" in before
    return after[0].isalnum() and (command or len(before) > 0)


def _name(node: s.Name) -> str:
    return node.text


def _operator(node: s.Operator) -> str:
    if node.name == "d":
        return r"\mathrm{d}"
    return _word(node.name)


def _word(name: str) -> str:
    """A word operator: its command where LaTeX has one."""
    return "\\" + name if name in STANDARD else f"\\operatorname{{{name}}}"


def _base(node: s.Node) -> str:
    """A base that scripts attach to; braces where it has scripts of its own."""
    printed = to_latex(node)
    return f"{{{printed}}}" if isinstance(node, s.Scripted) else printed


def _scripted(node: s.Scripted) -> str:
    if isinstance(node.base, s.Operator) and node.base.name == "sqrt":
        return rf"\sqrt[{to_latex(node.sub)}]"
    sub = "" if node.sub is None else f"_{{{to_latex(node.sub)}}}"
    sup = "" if node.sup is None else f"^{{{to_latex(node.sup)}}}"
    return _base(node.base) + "'" * node.primes + sub + sup


def _juxtaposition(node: s.Juxtaposition) -> str:
    parts, items = [], node.items
    for k, item in enumerate(items):
        before = items[k - 1] if k else None
        root = before.base if isinstance(before, s.Scripted) else before
        if isinstance(root, s.Operator) and root.name == "sqrt" and isinstance(item, s.Group):
            parts.append(f"{{{to_latex(item.body)}}}")
        else:
            parts.append(to_latex(item))
    return _spaced(parts)


def _infix(node: s.Infix) -> str:
    if node.operator == "|":
        return f"{to_latex(node.left)}|_{{{to_latex(node.right)}}}"
    return f"{to_latex(node.left)} {node.operator} {to_latex(node.right)}"


def _additive(node: s.Additive) -> str:
    parts = []
    for k, (sign, term) in enumerate(node.terms):
        shown = SIGNS.get(sign, sign)
        if k:
            parts.append(f" {shown.strip()} ")
        elif sign != "+" or len(node.terms) == 1:
            parts.append(shown)
        parts.append(to_latex(term))
    return "".join(parts)


def _fraction(node: s.Fraction) -> str:
    return rf"\frac{{{to_latex(node.numerator)}}}{{{to_latex(node.denominator)}}}"


def _group(node: s.Group) -> str:
    left, right = FENCES[node.kind]
    return rf"\left{left} {to_latex(node.body)} \right{right}"


def _matrix(node: s.Matrix) -> str:
    rows = [" & ".join("" if cell is None else to_latex(cell) for cell in row) for row in node.rows]
    if all(len(row) == 1 for row in node.rows) and not rows[-1]:
        rows.append("")
    return rf"\begin{{bmatrix}} {_rows(rows)} \end{{bmatrix}}"


def _rows(rows: list[str]) -> str:
    return r" \\ ".join(rows)


def _cases(node: s.CasesNode) -> str:
    rows = []
    for value, condition in node.rows:
        match condition:
            case None:
                rows.append(to_latex(value))
            case s.Text():
                rows.append(f"{to_latex(value)} & {to_latex(condition)}")
            case _:
                rows.append(rf"{to_latex(value)} & \text{{if }} {to_latex(condition)}")
    return rf"\begin{{cases}} {_rows(rows)} \end{{cases}}"


def _big(node: s.BigOperator) -> str:
    head = "\\" + node.name if node.name in t.BIG_OPERATORS else _word(node.name)
    lower = "" if node.lower is None else f"_{{{to_latex(node.lower)}}}"
    upper = "" if node.upper is None else f"^{{{to_latex(node.upper)}}}"
    if upper and node.name in t.LIMITED:
        return rf"\overset{{{to_latex(node.upper)}}}{{\underset{{{to_latex(node.lower)}}}{{{head}}}}}"
    return head + lower + upper


def _sequence(node: s.Sequence) -> str:
    return ", ".join(map(to_latex, node.items))


def _relation(node: s.Relation) -> str:
    operator = ":" if node.operator == r"\colon" else node.operator
    return f"{to_latex(node.left)} {operator} {to_latex(node.right)}"


def _annotated(node: s.Annotated) -> str:
    if node.mark == "underline":
        return rf"\underline{{{to_latex(node.body)}}}"
    mark = "_" if node.mark == "underbrace" else "^"
    note = "" if node.note is None else f"{mark}{{{to_latex(node.note)}}}"
    return rf"\{node.mark}{{{to_latex(node.body)}}}{note}"


def _text(node: s.Text) -> str:
    return rf"\text{{{node.text}}}"


PRINTERS = {
    s.Number: lambda n: n.text, s.Name: _name, s.Operator: _operator, s.Scripted: _scripted,
    s.Juxtaposition: _juxtaposition, s.Infix: _infix, s.Additive: _additive, s.Fraction: _fraction,
    s.Group: _group, s.Matrix: _matrix, s.CasesNode: _cases, s.Dots: lambda n: DOTS[n.kind],
    s.BigOperator: _big, s.Sequence: _sequence, s.Relation: _relation, s.Annotated: _annotated,
    s.Text: _text,
}
