"""Terms as plain text, for people who debug the engine."""
from __future__ import annotations


def show(t) -> str:
    match t.op:
        case "num" | "int":
            return f"({t.data})" if "/" in str(t.data) or " " in str(t.data) else str(t.data)
        case "delta":
            return f"δ({t.data[0]}, {t.data[1]})"
        case "holds":
            return f"[{t.data[0]} {t.data[1]} {t.data[2]}]"
        case "add":
            return "(" + " + ".join(map(show, t.args)) + ")"
        case "mul":
            return "·".join(map(show, t.args))
        case "pow":
            return f"{show(t.args[0])}^{t.data}"
        case "fn":
            return f"{t.data[0]}{chr(39) * t.data[1]}({show(t.args[0])})"
        case "positive":
            return f"[{show(t.args[0])} > 0]"
        case "prod":
            return f"Π_{{{t.data[0]}}} {show(t.args[0])}"
        case "max":
            return f"max_{{{t.data[0]}}} {show(t.args[0])}"
        case "largest":
            return f"max({', '.join(map(show, t.args))})"
        case "sum":
            return f"Σ_{{{', '.join(t.data)}}} {show(t.args[0])}"
        case "at":
            return f"{t.data[0]}[{', '.join(map(str, t.data[1]))}]" if t.data[1] else str(t.data[0])
        case "inv" | "pinv" | "expm" | "determinant":
            names, places = t.data
            return f"{t.op}_{{{', '.join(names)}}}({show(t.args[0])})" + (f"[{', '.join(map(str, places))}]" if places else "")
        case "D":
            name, labels, indices = t.data
            label = f"_{{{', '.join(map(str, labels))}}}" if labels else ""
            return f"∂({show(t.args[0])})/∂{name}{label}[{', '.join(map(str, indices))}]"
    raise AssertionError(t.op)
