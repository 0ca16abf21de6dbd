"""Certificates written by hand: helpers that build JSON and know no mathematics.

Integers are written as text: ``P("m-k+1")``, ``P("n[l-1]")``, ``P("2 k q")``.
"""
from __future__ import annotations

import re

TOKEN = re.compile(r"\s*([A-Za-z\\][A-Za-z0-9'\\]*|\d+|[-+\[\],])")


def P(text):
    """A sum of signed products of numbers and names with labels, as JSON."""
    if isinstance(text, int):
        return text
    tokens = TOKEN.findall(text)
    value, rest = _sum(tokens)
    assert not rest, f"cannot read {text!r}"
    return value


def _sum(tokens):
    monomials, sign = [], 1
    while tokens and tokens[0] not in "],":
        if tokens[0] in "+-":
            sign, tokens = (1 if tokens[0] == "+" else -1), tokens[1:]
        coefficient, powers = sign, {}
        while tokens and tokens[0] not in "+-],":
            token, tokens = tokens[0], tokens[1:]
            if token.isdigit():
                coefficient *= int(token)
                continue
            labels = []
            if tokens[:1] == ["["]:
                while tokens[0] in "[,":
                    label, tokens = _sum(tokens[1:])
                    labels.append(label)
                tokens = tokens[1:]
            key = (token, repr(labels))
            powers[key] = [token, labels, powers.get(key, [0, 0, 0])[2] + 1]
        monomials.append([coefficient, list(powers.values())])
        sign = 1
    if len(monomials) == 1 and not monomials[0][1]:
        return monomials[0][0], tokens
    return monomials, tokens


def Ps(texts):
    return [P(t) for t in texts]


# ---------------------------------------------------------------- expressions

def sym(name, labels=(), shape=()):
    return ["symbol", name, Ps(labels), Ps(shape)]


def matmul(a, b):
    return ["matmul", a, b]


def add(*items):
    return ["add", list(items)]


def apply(f, a, order=0):
    return ["apply", f, order, a]


def minus(a):
    return ["times", ["number", "-1"], a]


def jacobian(body, variable):
    """Rows are outputs."""
    return ["derivative", body, variable, None, ["b0", "v0"]]


# ---------------------------------------------------------------- the claim

def dimension(name, arity=0):
    return {"name": name, "kind": "dimension", "arity": arity, "lower": None, "upper": None}


def label(name, lower=None, upper=None):
    return {"name": name, "kind": "label", "arity": 0,
            "lower": None if lower is None else P(lower), "upper": None if upper is None else P(upper)}


def ranges(items):
    return [[name, P(lower), P(upper)] for name, lower, upper in items]


def tensor(name, shape=(), labels=(), properties=()):
    return {"name": name, "labels": ranges(labels), "shape": Ps(shape), "properties": list(properties)}


def function(name, smooth=0, definition=None, shape=(), properties=(), domain=(), equation=None):
    found = {"name": name, "smooth": smooth, "properties": list(properties)}
    found |= {"shape": Ps(shape)} if shape or domain else {}
    found |= {"domain": Ps(domain)} if domain else {}
    found |= {"equation": list(equation)} if equation else {}
    return found if definition is None else found | {"definition": list(definition)}


def clause(name, body, labels=(), stratum=0):
    return {"name": name, "labels": ranges(labels), "body": body, "stratum": stratum}


def given(left, right, free=(), relation="="):
    return {"left": left, "relation": relation, "right": right, "free": [[n, P(d)] for n, d in free]}


def claim(left, right, *, integers=(), tensors=(), functions=(), definitions=(), equal=(), facts=(),
          assumptions=(), free=()):
    context = {
        "integers": list(integers), "tensors": list(tensors), "functions": list(functions),
        "definitions": list(definitions), "equal": [[n, Ps(ls), P(p)] for n, ls, p in equal],
        "facts": Ps(facts), "assumptions": list(assumptions),
    }
    return {"context": context, "left": left, "relation": "=", "right": right, "free": ranges(free)}


# ---------------------------------------------------------------- the certificate

class Proof:
    """Tables and steps of one certificate; every method hands back a position."""

    def __init__(self, claim):
        self.claim = claim
        self.variables, self.expressions, self.terms, self.steps = [], [], [], []

    def variable(self, name, lower, upper):
        self.variables.append([name, P(lower), P(upper)])
        return name

    def expression(self, e):
        self.expressions.append(e)
        return ["#", len(self.expressions) - 1]

    def term(self, *data):
        data = list(data)
        if data not in self.terms:
            self.terms.append(data)
        return self.terms.index(data)

    def num(self, q):
        return self.term("num", str(q))

    def int(self, p):
        return self.term("int", P(p))

    def delta(self, p, q):
        return self.term("delta", P(p), P(q))

    def holds(self, p, relation, q):
        return self.term("holds", P(p), relation, P(q))

    def add(self, *items):
        return self.term("add", list(items))

    def mul(self, *items):
        return self.term("mul", list(items))

    def pow(self, t, q):
        return self.term("pow", t, str(q))

    def fn(self, f, t, order=0):
        return self.term("fn", f, order, t)

    def positive(self, t):
        return self.term("positive", t)

    def sum(self, names, t):
        return self.term("sum", names.split(), t)

    def prod(self, name, t):
        return self.term("prod", name, t)

    def max(self, name, t):
        return self.term("max", name, t)

    def largest(self, *items):
        return self.term("largest", list(items))

    def at(self, e, *indices):
        return self.term("at", e, Ps(indices))

    def D(self, t, name, labels=(), indices=()):
        return self.term("D", t, name, Ps(labels), Ps(indices))

    def step(self, rule, *premises, **arguments):
        data = {"rule": rule} | ({"from": list(premises)} if premises else {}) | arguments
        self.steps.append(data)
        return len(self.steps) - 1

    def certificate(self, indices=(), root=None):
        return {
            "format": "chainrule-certificate", "version": 1, "claim": self.claim,
            "variables": self.variables, "expressions": self.expressions, "terms": self.terms,
            "steps": self.steps, "root": len(self.steps) - 1 if root is None else root,
            "indices": list(indices),
        }
