"""Result data written by hand: what the reports are tested on."""
from __future__ import annotations


def step(identity: str, line: int, left: str, right: str, verdict: str, **fields) -> dict:
    """A step with every field of docs/result-data.md; ``fields`` replace the empty ones."""
    base = {"id": identity, "kind": "step", "line": line, "column": 5, "end_line": line, "end_column": 40,
            "left": left, "relation": "=", "right": right, "verdict": verdict, "code": "", "reason": "",
            "notices": [], "assumptions": [], "conditions": [], "reading": [], "certificate": None,
            "counterexample": None, "seconds": 0.002}
    if verdict == "proved":
        base["certificate"] = {"status": "accepted", "where": None}
    return {**base, **fields}


def document(path: str, *steps: dict, **fields) -> dict:
    return {"path": path, "layout": {"value": "numerator", "reason": "asked for"}, "notices": [],
            "definitions": [], "steps": list(steps), **fields}


WRONG_TRANSPOSE = step(
    "2.1", 12, r"\left( A B \right)^T", r"A^T B^T \quad", "refuted",
    reason="The two sides differ.", reading=["A, B: n×n"], assumptions=[["A: n×n", "author"]],
    counterexample={"sizes": [["n", 2]], "functions": [], "values": [["A", [["0", "1"], ["0", "0"]]],
                    ["B", [["1", "0"], ["0", "0"]]]], "where": [], "entry": [1, 2], "left": "0", "right": "1",
                    "text": []})

NOTES = document(
    "notes.md",
    step("1.1", 3, r"\frac{\partial}{\partial x} \sigma(A x + b)", r"\operatorname{diag}(\sigma'(A x + b)) A", "proved",
         conditions=[r"\sigma is differentiable"], reading=[r"\sigma is applied elementwise"],
         assumptions=[["x: n", "sheet"], [r"A: m×n", "inferred"]]),
    step("1.2", 4, r"\operatorname{diag}(\sigma'(A x + b)) A", r"J", "undecided", code="undeclared",
         reason="J is not declared."),
    WRONG_TRANSPOSE,
    step("3.1", 20, "a", r"\begin{bmatrix} a & \\ \vdots \end{bmatrix}", "unread", code="E120",
         reason="The matrix has rows of different lengths: the first has 2 cells, the third has 1.",
         problem={"line": 22, "column": 3, "end_line": 22, "end_column": 9, "source": r"  \vdots \end{bmatrix}",
                  "message": "a row of 1 cell", "expected": "2 cells", "found": "1",
                  "hint": "an empty cell needs its &", "code": "E120"}),
    step("3.2", 23, r"\begin{bmatrix} a & \\ \vdots \end{bmatrix}", "a", "unread", code="E120",
         reason="Its left side could not be read."),
    step("3.1-2", 20, "a", "a", "proved", kind="bridge", notices=["trivial: both sides are the same"]),
    notices=[{"line": 30, "column": 1, "message": "looks like mathematics outside $…$; not read", "code": "outside"}],
    definitions=["y = A x + b"],
)
LONG = " + ".join(f"A_{{{k}}} B_{{{k}}}" for k in range(1, 25))
"""A sum of many terms, wider than any page."""
MATRIX = r"\begin{bmatrix} " + " & ".join(f"a_{{{k}}} + b_{{{k}}} + c_{{{k}}}" for k in range(1, 13)) + r" \end{bmatrix}"
WIDE = document(
    "wide.tex",
    step("1.1", 3, "S", LONG, "proved", equation="(3.1)", label="eq:wide", conditions=[rf"\({LONG}\) is invertible"]),
    step("1.2", 4, LONG, f"{LONG} - C", "refuted", equation="(3.2a), (3.2b)", reason=rf"the right side is equal to \({LONG}\)",
         notices=[rf"note that \({LONG}\)"], true_if=[rf"\({LONG}\) is symmetric"], counterexample={
             "sizes": [["n", 1]], "functions": [["f", LONG]], "values": [["A", [["123456789/987654321"] * 9]]], "where": [],
             "entry": [1, 1], "left": "0", "right": "123456789/987654321", "text": []},
         repair={"text": f"{LONG} on the right side", "left": "S", "right": LONG, "changes": [], "certificate": "accepted",
                 "after": "", "mends": [["1.2", "S", LONG], ["1.3", LONG, MATRIX]]}),
    step("1.3", 5, "x + " + MATRIX, MATRIX, "undecided", code="limit", equation=r"($\ast$)", reading=[rf"{LONG} is a number"],
         assumptions=[[LONG, "author"]]),
    step("2.1", 9, "T", f"{LONG} = {MATRIX} + {LONG}", "unread", code="E120", reason=f"unread near {LONG}"),
    notices=[{"line": 3, "column": 1, "message": rf"the range of \({LONG}\)", "code": "x"}],
    context={"declarations": [{"name": "S", "kind": "matrix", "text": rf"S \in \mathbb{{R}}^{{{LONG}}}", "shape": ["n"], "labels": [],
                               "properties": ["symmetric"], "provenance": "author"}],
             "definitions": [{"name": "S", "text": f"S = {LONG}", "uses": ["A", "B"], "labels": [], "provenance": "author"}],
             "assumptions": [{"text": f"{LONG} = 0", "free": [["k", "1", "n"]], "provenance": "sheet"}],
             "equal": [f"n = {LONG}"], "facts": [], "not_understood": []},
)
"""Everything in it is wider than a screen."""
EMPTY = document("empty.md")
CLEAN = document("clean.tex", step("1.1", 1, "A + B", "B + A", "proved"))
