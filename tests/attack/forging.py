"""Single rule instances forged from a certificate's own terms, most of them invalid.

``forged`` puts one more step behind the certificate's true ones, with arguments
taken at random from its tables.  Where the attack's exact values say that the
step's equation is false, the checker must refuse that very step.
"""
from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Callable

from .certificate_values import Model, NoValue
from .certificates import Spoiled, isolated
from .conclusions import Conclusions
from .spoiling import moved

Maker = Callable[[dict, Random], dict | None]


def forged(certificate: dict, random: Random, tries: int = 40) -> Spoiled | None:
    """A certificate that rests on one false step, or None if none was found."""
    for _ in range(tries):
        alone = with_forged_step(certificate, random)
        if alone is not None and is_false(alone, random):
            step = alone["steps"][-1]
            return Spoiled(alone, f"forged {step['rule']}", f"{step} is false", len(alone["steps"]) - 1)
    return None


def with_forged_step(certificate: dict, random: Random) -> dict | None:
    """The certificate with one more step as its root, and only what that rests on."""
    made = deepcopy(certificate)
    rule = random.choice(list(MAKERS))
    try:
        step = MAKERS[rule](made, random)
    except (IndexError, KeyError, ValueError):
        return None
    if step is None:
        return None
    made["steps"].append({"rule": rule} | step)
    return isolated(made, len(made["steps"]) - 1)


def is_false(certificate: dict, random: Random, draws: int = 5) -> bool:
    """Whether the last step's equation fails in some draw."""
    for draw in range(draws):
        try:
            model = Model(certificate, random, 2 if draw < 2 else 3)
            env = model.environment()
            if Conclusions(model).false_at(len(certificate["steps"]) - 1, env):
                return True
        except (NoValue, KeyError, IndexError, TypeError, ValueError):
            continue
    return False


# ---------------------------------------------------------------- arguments at random

def _variable(c: dict, random: Random) -> str:
    return random.choice(c["variables"])[0]


def _integers(c: dict) -> list:
    """Integers that stand in the certificate: variables, free names, ends of ranges."""
    found = [[[1, [[v[0], [], 1]]]] for v in c["variables"]]
    found += [v[2] for v in c["variables"]] + [1]
    for name, lower, upper in c["claim"]["free"]:
        found += [[[1, [[name, [], 1]]]]] + [p for p in (lower, upper) if p is not None]
    return found


def _integer(c: dict, random: Random):
    p = random.choice(_integers(c))
    return moved(p, random.choice((-1, 1))) if random.random() < 0.25 else p


def _term(c: dict, random: Random, *ops: str) -> int:
    return random.choice([k for k, t in enumerate(c["terms"]) if not ops or t[0] in ops])


def _step(c: dict, random: Random) -> int:
    return random.randrange(len(c["steps"]))


def _add_term(c: dict, term: list) -> int:
    c["terms"].append(term)
    return len(c["terms"]) - 1


def _symbol(c: dict, random: Random) -> tuple[str, list, list]:
    """A declared symbol with labels and an index for each axis."""
    d = random.choice(c["claim"]["context"]["tensors"])
    return d["name"], [_integer(c, random) for _ in d["labels"]], [_integer(c, random) for _ in d["shape"]]


def _region(c: dict, random: Random) -> list:
    """A region: one of the certificate's, or declared names with some of their labels."""
    written = [s[k] for s in c["steps"] for k in ("region", "ancestors") if k in s]
    if written and random.random() < 0.5:
        region = deepcopy(random.choice(written))
        if region and random.random() < 0.6:
            region.pop(random.randrange(len(region)))
        return region
    tensors = c["claim"]["context"]["tensors"]
    chosen = random.sample(tensors, random.randint(0, len(tensors)))
    return [[d["name"], [[r[1], random.choice((r[2], _integer(c, random)))] for r in d["labels"]]] for d in chosen]


def _derivative_of(c: dict, random: Random) -> int:
    """A derivative of a term by an entry: one that is there, or a new one."""
    there = [k for k, t in enumerate(c["terms"]) if t[0] == "D"]
    if there and random.random() < 0.5:
        return random.choice(there)
    name, labels, index = _symbol(c, random)
    return _add_term(c, ["D", _term(c, random), name, labels, index])


# ---------------------------------------------------------------- one maker a rule

def _ring(c, random):
    return {"left": _term(c, random), "right": _term(c, random), "from": [_step(c, random)] if random.random() < 0.3 else []}


def _instance(c, random):
    return {"from": [_step(c, random)], "variable": _variable(c, random), "value": _integer(c, random)}


def _sum_cong(c, random):
    names = random.sample([v[0] for v in c["variables"]], random.choice((1, 1, 2)))
    return {"from": [_step(c, random)], "variables": names}


def _sum_delta(c, random):
    v, p = _variable(c, random), _integer(c, random)
    delta = _add_term(c, ["delta", [[1, [[v, [], 1]]]], p])
    body = _add_term(c, ["mul", [delta, _term(c, random)]])
    others = [w[0] for w in c["variables"] if w[0] != v]
    names = [v] + (random.sample(others, 1) if others and random.random() < 0.3 else [])
    return {"term": _add_term(c, ["sum", names, body]), "variable": v, "value": p}


def _sum_constant(c, random):
    v = _variable(c, random)
    return {"term": _add_term(c, ["sum", [v], _term(c, random)]), "variable": v}


def _delta(c, random):
    return {"left": _integer(c, random), "right": _integer(c, random)}


def _delta_replace(c, random):
    return {"term": _term(c, random), "variable": _variable(c, random), "value": _integer(c, random)}


def _entry_of(c, random):
    return {"term": _term(c, random, "at"), "names": [_variable(c, random)]}


def _product(c, random):
    return {"term": _term(c, random, "at"), "names": [_variable(c, random)]}


def _unfold(c, random):
    count = len(c["claim"]["context"]["definitions"])
    term = _term(c, random, "at")
    if random.random() < 0.5:
        name, labels, index = _symbol(c, random)
        shape = next(d for d in c["claim"]["context"]["tensors"] if d["name"] == name)
        put = {r[0]: p for r, p in zip(shape["labels"], labels)}
        e = ["symbol", name, labels, [_put(d, put) for d in shape["shape"]]]
        c["expressions"].append(e)
        term = _add_term(c, ["at", ["#", len(c["expressions"]) - 1], index])
    return {"term": term, "clause": random.randrange(count)}


def _put(p, put: dict):
    """A shape's P with label parameters replaced, where a label stands alone or plus a constant."""
    if isinstance(p, int):
        return p
    return [[k, [[name, [_put_label(x, put) for x in labels], power] for name, labels, power in m]] for k, m in p]


def _put_label(p, put: dict):
    if isinstance(p, int):
        return p
    constant, value = 0, 0
    for k, monomial in p:
        if not monomial:
            constant = k
        elif len(monomial) == 1 and monomial[0][0] in put:
            value = put[monomial[0][0]]
        else:
            return p
    return moved(value, constant)


def _D_cong(c, random):
    name, labels, index = _symbol(c, random)
    return {"from": [_step(c, random)], "name": name, "labels": labels, "indices": index}


def _D_zero(c, random):
    return {"term": _derivative_of(c, random), "region": _region(c, random), "ancestors": _region(c, random)}


def _D_plain(c, random):
    return {"term": _derivative_of(c, random)}


def _D_chain(c, random):
    name, labels, index = _symbol(c, random)
    variables = [v[0] for v in c["variables"]]
    return {"term": _derivative_of(c, random), "through": [name, labels],
            "names": random.sample(variables, min(len(index), len(variables))),
            "region": _region(c, random), "ancestors": _region(c, random)}


def _induction(c, random):
    there = [s for s in c["steps"] if s["rule"] == "induction"]
    if there and random.random() < 0.8:
        step = deepcopy(random.choice(there))
        key = random.choice(("base", "step", "left", "right", "variable", "value", "at_value", "at_value"))
        new = {"left": _term, "right": _term, "variable": _variable, "value": _integer}.get(key, _step)
        step[key] = {v: _variable(c, random) for v in step["at_value"]} if key == "at_value" else new(c, random)
        return step
    return {"base": _step(c, random), "step": _step(c, random), "left": _term(c, random), "right": _term(c, random),
            "variable": _variable(c, random), "value": _integer(c, random)}


MAKERS: dict[str, Maker] = {
    "ring": _ring, "instance": _instance, "sum_cong": _sum_cong, "sum_delta": _sum_delta, "sum_constant": _sum_constant,
    "delta_equal": _delta, "delta_apart": _delta, "delta_replace": _delta_replace, "delta_split": _delta_replace,
    "entry_of": _entry_of, "product_empty": _product, "product_last": _product, "product_first": _product,
    "unfold": _unfold, "D_cong": _D_cong, "D_independent": _D_zero, "D_constant": _D_plain, "D_self": _D_plain,
    "D_family": _D_plain, "D_chain": _D_chain, "induction": _induction}
