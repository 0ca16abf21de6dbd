"""One reader of LaTeX in its own environment: formulas as JSON lines in, what came of them out.

``python reader_worker.py latex2sympy2|antlr|lark``.  Of what was read it tells
structure only: the names of its symbols, functions and whether products commute,
so that ``readers.py`` can see what was kept of the formula.
"""
import json
import os
import sys
import time


def reader_named(name):
    if name == "latex2sympy2":
        from latex2sympy2 import latex2sympy
        return latex2sympy
    from sympy.parsing.latex import parse_latex
    return lambda text: parse_latex(text, backend=name)


def structure(made):
    from sympy import Basic, Derivative, Eq, Function, MatrixExpr, MatrixSymbol, Sum, Symbol, Transpose

    if not isinstance(made, Basic):
        return {"kind": type(made).__name__}
    nodes = [made, *(node for node in made.args if isinstance(node, Basic))]
    seen = list(_walk(made))
    names = {node.name for node in seen if isinstance(node, (Symbol, MatrixSymbol))}
    return {"kind": "equation" if isinstance(made, Eq) else type(made).__name__, "names": sorted(map(str, names)),
            "functions": sorted({str(node.func) for node in seen if isinstance(node, Function)}),
            "transposes": any(isinstance(node, Transpose) for node in seen),
            "derivatives": any(isinstance(node, Derivative) for node in seen),
            "sums": any(isinstance(node, Sum) for node in seen),
            "ordered": all(not node.is_commutative for node in seen if isinstance(node, MatrixExpr)) and any(
                isinstance(node, MatrixExpr) for node in nodes + seen)}


def _walk(node):
    from sympy import Basic

    yield node
    for part in getattr(node, "args", ()):
        if isinstance(part, Basic):
            yield from _walk(part)


def main():
    answers = os.dup(1)
    os.dup2(2, 1)
    reader = reader_named(sys.argv[1])
    for line in sys.stdin:
        text = json.loads(line)
        began = time.perf_counter()
        try:
            found = structure(reader(text))
        except Exception as error:
            found = {"kind": "", "error": type(error).__name__}
        found["ms"] = 1000 * (time.perf_counter() - began)
        os.write(answers, json.dumps(found).encode() + b"\n")


if __name__ == "__main__":
    main()
