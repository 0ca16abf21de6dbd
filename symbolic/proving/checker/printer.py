"""Claims as readable text, by the checker's own hand.

Labels stand in square brackets and entries in round ones: ``A[ℓ](i, j)``.
"""
from __future__ import annotations

import unicodedata

from .integers import Poly, read_integer, symbol

BINDING = {"add": 1, "times": 2, "matmul": 2, "sum": 1, "matprod": 2, "derivative": 2, "kronecker": 2, "prod": 2, "max": 1, "min": 1}
TIGHTEST = 4


def show_name(name: str) -> str:
    r"""``\sigma`` as σ, ``\ell`` as ℓ, others without their backslash."""
    bare = name.removeprefix("\\")
    if bare == "ell":
        return "ℓ"
    if name.startswith("\\"):
        kind = "CAPITAL" if bare[:1].isupper() else "SMALL"
        greek = {"epsilon": "ε", "lambda": "λ", "varepsilon": "ε", "varphi": "φ"}.get(bare)
        try:
            return greek or unicodedata.lookup(f"GREEK {kind} LETTER {bare.upper()}")
        except KeyError:
            pass
    return bare


def show_integer(data) -> str:
    p = data if isinstance(data, Poly) else read_integer(data)
    return str(p.substitute({(n, ()): symbol(show_name(n)) for n in p.names if show_name(n) != n}))


def _tuple(items) -> str:
    return ", ".join(map(show_integer, items))


def _labels(labels) -> str:
    return f"[{_tuple(labels)}]" if labels else ""


def _shape(shape) -> str:
    return "×".join(map(show_integer, shape)) or "scalar"


def show_expression(e, tight: int = 0) -> str:
    """An expression from JSON; in brackets if it binds less than ``tight``."""
    op, *parts = e
    text = PRINTERS[op](*parts)
    own = BINDING.get(op, TIGHTEST)
    return f"({text})" if own < tight else text


def _inner(e) -> str:
    return show_expression(e, 3)


def _sum(name, lower, upper, body) -> str:
    return f"Σ_{{{show_name(name)}={show_integer(lower)}..{show_integer(upper)}}} {show_expression(body, 2)}"


def _over(word):
    return lambda name, lower, upper, body: (
        f"{word}_{{{show_name(name)}={show_integer(lower)}..{show_integer(upper)}}} {show_expression(body, 2)}")


def _among(word):
    return lambda items: f"{word}({', '.join(map(show_expression, items))})"


def _matprod(name, first, last, body) -> str:
    return f"∏_{{{show_name(name)}={show_integer(first)}, descending to {show_integer(last)}}} {_inner(body)}"


def _apply(f, k, a) -> str:
    marks = "′" * k if k <= 3 else f"^({k})"
    return f"{show_name(f)}{marks}({show_expression(a)})"


def _curve(f, k, a, shape) -> str:
    return _apply(f, k, a)


def _field(f, k, a, shape) -> str:
    return f"D{k} {show_name(f)}({show_expression(a)})" if k else f"{show_name(f)}({show_expression(a)})"


def _array(binders, body) -> str:
    indices = ", ".join(f"{show_name(n)} = 1..{show_integer(d)}" for n, d in binders)
    return f"[ {show_expression(body)} : {indices} ]"


def _listing(extents, entries) -> str:
    return f"{_shape(extents)}[ " + "; ".join(map(show_expression, entries)) + " ]"


def _cases(branches) -> str:
    def condition(parts) -> str:
        return " and ".join(f"{show_integer(p)} {rel} {show_integer(q)}" for p, rel, q in parts) or "otherwise"
    return "{ " + "; ".join(f"{show_expression(v)} if {condition(c)}" for c, v in branches) + " }"


def _piecewise(branches) -> str:
    def comparison(parts) -> str:
        return " and ".join(f"{show_expression(a)} {rel} {show_expression(b)}" for a, rel, b in parts) or "otherwise"
    return "{ " + "; ".join(f"{show_expression(v)} if {comparison(c)}" for c, v in branches) + " }"


def _derivative(body, variable, place, axes) -> str:
    by = _inner(variable) + ("" if place is None else f"({_tuple(place)})")
    layout = {"b": "output axis", "v": "variable axis", "1": "extent one"}
    said = ", ".join(layout[a[0]] + (f" {int(a[1:]) + 1}" if a != "1" else "") for a in axes)
    return f"∂{_inner(body)}/∂{by}" + (f"⟨{said}⟩" if axes else "")


PRINTERS = {
    "number": str,
    "integer": lambda p: f"({show_integer(p)})",
    "symbol": lambda name, labels, shape: show_name(name) + _labels(labels),
    "identity": lambda n: f"I⟨{show_integer(n)}⟩",
    "constant": lambda q, shape: f"{q}⟨{_shape(shape)}⟩",
    "unit": lambda p, n: f"e⟨{show_integer(p)} of {show_integer(n)}⟩",
    "delta": lambda p, q: f"δ({show_integer(p)}, {show_integer(q)})",
    "add": lambda items: " + ".join(show_expression(t, 2) for t in items),
    "times": lambda a, b: f"{_inner(a)} ⊙ {_inner(b)}",
    "matmul": lambda a, b: f"{_inner(a)} {_inner(b)}",
    "transpose": lambda a: f"{show_expression(a, TIGHTEST)}ᵀ",
    "power": lambda a, q: f"{show_expression(a, TIGHTEST)}^({q})",
    "matpower": lambda a, p: f"{show_expression(a, TIGHTEST)}^⟨{show_integer(p)}⟩",
    "inverse": lambda a: f"{show_expression(a, TIGHTEST)}⁻¹",
    "pinv": lambda a: f"{show_expression(a, TIGHTEST)}⁺",
    "matexp": lambda a: f"expm({show_expression(a)})",
    "det": lambda a: f"det({show_expression(a)})",
    "trace": lambda a: f"tr({show_expression(a)})",
    "diagonal": lambda a: f"diag({show_expression(a)})",
    "diagonal_part": lambda a: f"diagonal of ({show_expression(a)})",
    "vec": lambda a: f"vec({show_expression(a)})",
    "kronecker": lambda a, b: f"{_inner(a)} ⊗ {_inner(b)}",
    "apply": _apply, "curve": _curve, "field": _field,
    "entry": lambda a, indices: f"{show_expression(a, TIGHTEST)}({_tuple(indices)})",
    "prod": _over("Π"), "max": _over("max"), "min": _over("min"), "largest": _among("max"), "smallest": _among("min"),
    "array": _array, "listing": _listing, "sum": _sum, "matprod": _matprod, "cases": _cases, "piecewise": _piecewise,
    "derivative": _derivative,
    "squeeze": lambda a, axes: f"squeeze({show_expression(a)})",
    "expand": lambda a, axes: f"expand({show_expression(a)})",
}


def _ranges(ranges) -> str:
    said = [f"{show_name(n)} = {_end(lo)}..{_end(hi)}" for n, lo, hi in ranges]
    return f" for {', '.join(said)}" if said else ""


def _end(p) -> str:
    return "" if p is None else show_integer(p)


def _integer_line(d) -> str:
    labels = "[·]" if d["arity"] else ""
    bounds = [f"≥ {show_integer(d['lower'])}"] if d["lower"] is not None else []
    bounds += [f"≤ {show_integer(d['upper'])}"] if d["upper"] is not None else []
    if d["kind"] == "dimension" and not bounds:
        bounds = ["≥ 1"]
    return f"integer {show_name(d['name'])}{labels} ({d['kind']}) {' and '.join(bounds)}".rstrip()


def _tensor_line(d) -> str:
    named = show_name(d["name"]) + (f"[{', '.join(show_name(r[0]) for r in d['labels'])}]" if d["labels"] else "")
    return f"{named}: {_shape(d['shape'])}{_ranges(d['labels'])}" + _properties(d)


def _properties(d) -> str:
    return "".join(f", {p}" for p in d["properties"])


def _function_line(d) -> str:
    smooth = {0: "no derivative known"}.get(d["smooth"], "smooth" if d["smooth"] >= 20 else f"C^{d['smooth']}")
    values = f", values {_shape(d['shape'])}" if d.get("shape") else ""
    text = f"function {show_name(d['name'])}: {smooth}{values}" + _properties(d)
    if d.get("definition"):
        parameter, body = d["definition"]
        text += f"; {show_name(d['name'])}({show_name(parameter)}) = {show_expression(body)}"
    if d.get("equation"):
        order, parameter, body = d["equation"]
        text += f"; {show_name(d['name'])}^({order})({show_name(parameter)}) = {show_expression(body)} for every {show_name(parameter)}"
    return text


def _definition_line(d) -> str:
    labels = f"[{', '.join(show_name(r[0]) for r in d['labels'])}]" if d["labels"] else ""
    return f"define {show_name(d['name'])}{labels} := {show_expression(d['body'])}{_ranges(d['labels'])}"


def _assumption_line(d) -> str:
    free = [[name, 1, extent] for name, extent in d["free"]]
    return f"assume {show_expression(d['left'])} {d['relation']} {show_expression(d['right'])}{_ranges(free)}"


def print_claim(claim: dict) -> str:
    """The claim of a certificate that ``check_certificate`` accepts, one statement a line."""
    context = claim["context"]
    lines = [
        *map(_integer_line, context["integers"]),
        *(f"equal: {show_integer(symbol(n, tuple(map(read_integer, labels))))} = {show_integer(p)}"
          for n, labels, p in context["equal"]),
        *(f"known: {show_integer(p)} ≥ 0" for p in context["facts"]),
        *map(_tensor_line, context["tensors"]),
        *map(_function_line, context["functions"]),
        *map(_definition_line, context["definitions"]),
        *map(_assumption_line, context["assumptions"]),
        f"claim: {show_expression(claim['left'])} {claim['relation']} "
        f"{show_expression(claim['right'])}{_ranges(claim['free'])}",
    ]
    return "\n".join(lines)
