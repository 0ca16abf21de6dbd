r"""Three levels of hint for a step, from the result data alone.

1 says where and of what kind the slip is, 2 which part of the side it is about,
3 is the answer: the repair, or the counterexample with its numbers.
"""
from __future__ import annotations

LEVELS = (1, 2, 3)

LOOK_AT = {
    "transpose": "a transpose", "order of factors": "the order of the factors", "order and transpose":
    "the order of the factors and the transposes", "order of indices": "the order of the indices", "sign": "a sign",
    "index": "an index", "label": "a label, such as that of a layer", "name": "the name of a symbol",
    "both halves": "what was taken to be symmetric", "factor": "a constant factor", "missing factor": "whether a factor is missing",
    "factor too many": "whether there is a factor too many", "missing term": "whether a term is missing",
    "term too many": "whether there is a term too many", "missing sum": "whether a sum is missing",
    "derivative of a function": "which derivative of the function stands there", "diag": "where diag stands",
    "diagonal for row sums": "where diag stands", "identity for ones": "I and the vector of ones",
    "ones for identity": "I and the vector of ones", "square": "a square", "inverse": "an inverse",
    "exponent": "an exponent", "kind of product": "what kind of product it is",
    "argument": "what a function is applied to", "function of each factor": "whether the function may be taken apart",
    "another symbol": "which symbol stands there", "brackets": "where brackets stand", "missing delta": "for which indices it is 0",
    "index of a sum": "the index of a sum", "sum too many": "whether there is a sum too many",
    "missing entry": "a row of a matrix", "one entry between zeros": "which entries are zero",
    "missing index": "how many indices an entry has", "symbol": "a sign that may be another",
    "layout": "which layout the derivative is in", "assumption": "what would have to be assumed",
}
BY_CODE = {
    "shape": "the shapes of the two sides", "layout": "which layout the derivative is in",
    "undeclared": "whether every symbol is declared and spelt as declared", "ambiguous": "where brackets are missing",
    "no model": "what is given", "dependence": "what is held fixed in the derivative",
}
UNLIKE = {True: "the right side: it is not equal to the left side for all values",
          False: "both sides: the relation does not hold for all values"}
"""Of a refuted step: whether it is an equation."""


def hint(step: dict, level: int) -> str:
    """The hint of that level for a step of the result data; level 3 leaves its numbers to the explanation."""
    if step["verdict"] == "proved":
        return "this step is right"
    if step.get("follows"):
        return f"this step follows from line {step['follows']['line']}, which is wrong: look there first"
    told = (_where, _what, _answer)[level - 1]
    return told(step)


def _changes(step: dict) -> list[list[str]]:
    return (step.get("repair") or {}).get("changes", [])


def _where(step: dict) -> str:
    kinds = dict.fromkeys(LOOK_AT.get(change[0], change[0]) for change in _changes(step))
    if kinds:
        return f"look at {' and at '.join(kinds)}"
    if step.get("repair"):
        return "look at the left side: the right side is as it should be"
    if step.get("mended_by"):
        return "look at an earlier step of this chain: what mends it mends this one too"
    if step["verdict"] == "unread":
        return f"it cannot be read: look at column {step['problem']['column']} of line {step['problem']['line']}"
    if step["code"] in BY_CODE:
        return f"look at {BY_CODE[step['code']]}"
    if step["verdict"] == "undecided":
        return f"nothing says that this step is wrong: {step['reason']}"
    return f"look at {UNLIKE[step['relation'] == '=']}"


def _what(step: dict) -> str:
    said = []
    for what, old, new in dict.fromkeys(map(tuple, _changes(step))):
        kind = LOOK_AT.get(what, what)
        if old and old != step["right"]:
            said.append(f"look at {old} ({kind})")
        elif what == "assumption":
            said.append(f"look at {kind}: it is not given")
        elif new and not old:
            said.append(f"look at {kind}")
        else:
            said.append(f"look at the whole right side ({kind})")
    if said:
        return "; ".join(dict.fromkeys(said))
    example = step["counterexample"]
    if example and not step.get("repair") and not step.get("mended_by"):
        values = [f"{name} = {value}" for name, value in example["sizes"] + example["where"]]
        place = f" and compare entry ({', '.join(map(str, example['entry']))})" if example["entry"] else ""
        return f"compute both sides for {', '.join(values)}{place}" if values else f"put numbers in{place}"
    return _where(step) if step.get("repair") or step.get("mended_by") else step["reason"] or _where(step)


def _answer(step: dict) -> str:
    repair = step.get("repair")
    if repair:
        whole = f"{repair['left']} = {repair['right']} " if repair["mends"] or repair["after"] else ""
        return f"true is: {whole}({repair['text']})" if whole else f"true is: {repair['text']}"
    if step.get("mended_by"):
        return "what mends an earlier step of this chain mends this one too: ask for the hint there"
    hinted = (step.get("problem") or {}).get("hint", "")
    return f"{step['reason']} ({hinted})" if hinted else step["reason"]
