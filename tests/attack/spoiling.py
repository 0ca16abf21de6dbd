"""Certificates made wrong: claims made false, rule instances made invalid.

``spoiled`` changes an accepted certificate at random, here or there or wherever
the same thing stands, until the result is judged wrong.
"""
from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Callable

from .certificates import Spoiled, judged_wrong

Slot = tuple[object, object]  # a list or dict and the key of one value in it


def spoiled(certificate: dict, random: Random, tries: int = 30) -> Spoiled | None:
    """A wrong certificate near ``certificate``, or None if none was found."""
    for _ in range(tries):
        made = deepcopy(certificate)
        change = random.choice(CHANGES)
        try:
            done = change(made, random)
        except (IndexError, KeyError, TypeError, ValueError):
            continue
        if not done or made == certificate:
            continue
        wrong, step = judged_wrong(made, random)
        if wrong:
            return Spoiled(made, change.__name__, wrong, step)
    return None


# ---------------------------------------------------------------- finding places

def slots(data, wanted: Callable[[object], bool]) -> list[Slot]:
    """Every place in JSON data whose value is wanted."""
    found, todo = [], [data]
    while todo:
        at = todo.pop()
        items = at.items() if isinstance(at, dict) else enumerate(at) if isinstance(at, list) else ()
        for key, value in items:
            if wanted(value):
                found.append((at, key))
            todo.append(value)
    return found


def _node(op: str) -> Callable[[object], bool]:
    return lambda v: isinstance(v, list) and bool(v) and v[0] == op


def _nodes(*ops: str) -> Callable[[object], bool]:
    return lambda v: isinstance(v, list) and bool(v) and isinstance(v[0], str) and v[0] in ops


def _changed(random: Random, data, wanted, new: Callable) -> bool:
    """One wanted value replaced by ``new`` of it."""
    found = slots(data, wanted)
    if not found:
        return False
    at, key = random.choice(found)
    value = new(at[key])
    if value is None or value == at[key]:
        return False
    at[key] = value
    return True


def _everywhere(data, old, new) -> int:
    """Every value equal to ``old`` replaced; how many there were."""
    found = slots(data, lambda v: v == old)
    for at, key in found:
        at[key] = deepcopy(new)
    return len(found)


def moved(p, by: int):
    """P + by."""
    if isinstance(p, int):
        return p + by
    rest = [list(m) for m in p if m[1]]
    constant = sum(m[0] for m in p if not m[1]) + by
    return rest + ([[constant, []]] if constant else [])


# ---------------------------------------------------------------- claims made false

def _side(c: dict, random: Random):
    claim = c["claim"]
    side = random.choice(("left", "right"))
    return [claim[side]], lambda box: claim.__setitem__(side, box[0])


def _claim(c: dict, random: Random, wanted, new) -> bool:
    """A node of one side changed in the claim alone."""
    box, store = _side(c, random)
    done = _changed(random, box, wanted, new)
    store(box)
    return done


def claim_transpose(c, random):
    return _claim(c, random, _node("transpose"), lambda v: v[1])


def claim_order(c, random):
    return _claim(c, random, _node("matmul"), lambda v: ["matmul", v[2], v[1]])


def claim_function(c, random):
    return _claim(c, random, _node("apply"), lambda v: ["apply", v[1], v[2] + random.choice((-1, 1)) if v[2] else 1, v[3]])


def claim_number(c, random):
    return _claim(c, random, _node("number"), lambda v: ["number", random.choice(("2", "3", "-1", "1/2", "0"))])


def claim_twice(c, random):
    return _claim(c, random, _nodes("symbol", "apply", "matmul", "entry", "derivative"),
                  lambda v: ["times", ["number", "2"], v])


def claim_term(c, random):
    return _claim(c, random, _node("add"), lambda v: ["add", v[1][1:]] if len(v[1]) > 2 else v[1][-1])


def claim_symbol(c, random):
    declared = c["claim"]["context"]["tensors"]

    def other(v):
        names = [d["name"] for d in declared if d["shape"] and not d["labels"] and d["name"] != v[1]]
        return ["symbol", random.choice(names), v[2], v[3]] if names and not v[2] else None
    return _claim(c, random, _node("symbol"), other)


def claim_label(c, random):
    def other(v):
        labels = [moved(p, random.choice((-1, 1))) for p in v[2]]
        return ["symbol", v[1], labels, v[3]] if v[2] else None
    return _claim(c, random, _node("symbol"), other)


def claim_index(c, random):
    return _claim(c, random, _node("entry"), lambda v: ["entry", v[1], v[2][::-1]] if len(v[2]) > 1 else None)


def claim_delta(c, random):
    return _claim(c, random, _nodes("delta", "identity", "diagonal"),
                  lambda v: ["number", "1"] if v[0] == "delta" else ["times", ["number", "2"], v])


def claim_axes(c, random):
    return _claim(c, random, _node("derivative"), lambda v: [*v[:4], v[4][::-1]] if len(v[4]) > 1 else None)


# ---------------------------------------------------------------- the same, carried through the certificate

def _carried(c: dict, random: Random, wanted, new) -> bool:
    """One node changed wherever it stands: claim, expressions and terms alike."""
    found = slots([c["claim"]["left"], c["claim"]["right"], c["terms"], c["expressions"]], wanted)
    if not found:
        return False
    at, key = random.choice(found)
    old = deepcopy(at[key])
    value = new(old)
    if value is None or value == old:
        return False
    parts = [c["claim"], c["expressions"], c["terms"]]
    return sum(_everywhere(part, old, value) for part in parts) > 0


def carried_number(c, random):
    return _carried(c, random, _nodes("num", "number"), lambda v: [v[0], random.choice(("2", "3", "-1", "0"))])


def carried_order_of_function(c, random):
    k = random.choice((0, 1))
    names = [d["name"] for d in c["claim"]["context"]["functions"]]
    if not names:
        return False
    name = random.choice(names)
    for at, key in slots([c["terms"], c["expressions"], c["claim"]["right"]], _nodes("fn", "apply")):
        if at[key][1] == name and at[key][2] == k:
            at[key][2] = 1 - k
    return True


def carried_symbol(c, random):
    names = [d["name"] for d in c["claim"]["context"]["tensors"]]
    if len(names) < 2:
        return False
    a, b = random.sample(names, 2)
    for at, key in slots([c["terms"], c["expressions"], [c["claim"]["right"]]], _node("symbol")):
        if at[key][1] == a:
            at[key][1] = b
    return True


def definition_range(c, random):
    """A clause said to hold for one label more."""
    clauses = [d for d in c["claim"]["context"]["definitions"] if d["labels"]]
    if not clauses:
        return False
    label = random.choice(random.choice(clauses)["labels"])
    end = random.choice((1, 2))
    label[end] = moved(label[end], -1 if end == 1 else 1)
    return True


def definition_body(c, random):
    return _changed(random, c["claim"]["context"]["definitions"], _nodes("apply", "add"),
                    lambda v: v[3] if v[0] == "apply" else v[1][0])


def free_range(c, random):
    """The claim for one more value of a free integer."""
    free = [f for f in c["claim"]["free"] if f[2] is not None]
    if not free:
        return False
    chosen = random.choice(free)
    end = random.choice((1, 2))
    chosen[end] = moved(chosen[end], -1 if end == 1 else 1)
    return True


def equality_dropped(c, random):
    """n_L = 1 forgotten."""
    equal = c["claim"]["context"]["equal"]
    return bool(equal) and equal.pop(random.randrange(len(equal))) is not None


# ---------------------------------------------------------------- rule instances made invalid

def term_node(c, random):
    """A term of the pool: a delta, an entry, a number, a derivative with another index."""
    terms = c["terms"]
    names = [v[0] for v in c["variables"]] or ["i"]
    k = random.randrange(len(terms))
    match terms[k]:
        case ["num", _]:
            terms[k] = ["num", random.choice(("0", "1", "2", "-1"))]
        case ["delta", p, q]:
            terms[k] = ["delta", p, random.choice((moved(q, 1), [[1, [[random.choice(names), [], 1]]]]))]
        case ["at", e, index] if index:
            at = random.randrange(len(index))
            index[at] = random.choice((moved(index[at], 1), [[1, [[random.choice(names), [], 1]]]], index[-1]))
        case ["fn", f, order, t]:
            terms[k] = ["fn", f, order + 1 if random.random() < 0.5 or not order else order - 1, t]
        case ["add" | "mul" as op, parts] if parts:
            rest = list(parts)
            rest.pop(random.randrange(len(rest)))
            terms[k] = [op, rest]
        case ["sum", bound, t]:
            terms[k] = ["sum", bound[1:], t]
        case ["D", t, name, labels, index] if index:
            index[random.randrange(len(index))] = [[1, [[random.choice(names), [], 1]]]]
        case _:
            return False
    return True


def variable_range(c, random):
    """A variable of another range."""
    if not c["variables"]:
        return False
    v = random.choice(c["variables"])
    uppers = [w[2] for w in c["variables"]] + [d for t in c["claim"]["context"]["tensors"] for d in t["shape"]]
    if random.random() < 0.4:
        end = random.choice((1, 2))
        v[end] = moved(v[end], random.choice((-1, 1)))
    else:
        v[2] = deepcopy(random.choice(uppers))
    return True


def step_sides(c, random):
    """ring and its kin between other terms."""
    steps = [s for s in c["steps"] if "left" in s and isinstance(s["left"], int) and s["rule"] != "delta_equal"]
    if not steps:
        return False
    step = random.choice(steps)
    step[random.choice(("left", "right"))] = random.randrange(len(c["terms"]))
    return True


def step_value(c, random):
    """Another value put in, or one past the end of its range."""
    steps = [s for s in c["steps"] if "value" in s]
    if not steps:
        return False
    step = random.choice(steps)
    old, new = step["value"], moved(step["value"], random.choice((-1, 1)))
    step["value"] = new
    if random.random() < 0.7:
        for k, term in enumerate(c["terms"]):
            if term[0] == "delta" and old in term[1:]:
                c["terms"][k] = ["delta", *[new if p == old else p for p in term[1:]]]
    return True


def step_premise(c, random):
    steps = [(k, s) for k, s in enumerate(c["steps"]) if s.get("from") and k]
    if not steps:
        return False
    k, step = random.choice(steps)
    step["from"][random.randrange(len(step["from"]))] = random.randrange(k)
    return True


def step_term(c, random):
    """A rule applied to another term."""
    steps = [s for s in c["steps"] if "term" in s]
    step = random.choice(steps)
    kind = c["terms"][step["term"]][0]
    alike = [k for k, t in enumerate(c["terms"]) if t[0] == kind and k != step["term"]]
    if not alike:
        return False
    step["term"] = random.choice(alike)
    return True


def zero_for_a_derivative(c, random):
    """A derivative that is not zero called independent, its region kept, emptied or lent."""
    terms = [k for k, t in enumerate(c["terms"]) if t[0] == "D"]
    steps = [k for k, s in enumerate(c["steps"]) if s["rule"].startswith("D_") and s["rule"] != "D_cong"]
    if not terms or not steps:
        return False
    regions = [s["region"] for s in c["steps"] if "region" in s] + [[]]
    names = [[t["name"], [[r[1], r[2]] for r in t["labels"]]] for t in c["claim"]["context"]["tensors"]]
    region = random.choice(regions) if random.random() < 0.5 else random.sample(names, random.randint(0, len(names)))
    c["steps"][random.choice(steps)] = {"rule": random.choice(("D_independent", "D_independent", "D_constant")),
                                       "term": random.choice(terms), "region": deepcopy(region), "ancestors": []}
    return True


def region_bound(c, random):
    steps = [s for s in c["steps"] if s.get("region") or s.get("ancestors")]
    if not steps:
        return False
    step = random.choice(steps)
    region = step[random.choice([k for k in ("region", "ancestors") if step.get(k)])]
    at = random.randrange(len(region))
    if region[at][1] and random.random() < 0.6:
        bounds = random.choice(region[at][1])
        end = random.choice((0, 1))
        bounds[end] = moved(bounds[end], random.choice((-1, 1)))
    else:
        region.pop(at)
    return True


def chain_through(c, random):
    """The chain rule through another symbol or another layer."""
    steps = [s for s in c["steps"] if s["rule"] == "D_chain"]
    if not steps:
        return False
    through = random.choice(steps)["through"]
    if through[1] and random.random() < 0.8:
        k = random.randrange(len(through[1]))
        through[1][k] = moved(through[1][k], random.choice((-1, 1)))
    else:
        through[0] = random.choice(c["claim"]["context"]["tensors"])["name"]
    return True


def clause_number(c, random):
    steps = [s for s in c["steps"] if s["rule"] == "unfold"]
    if not steps:
        return False
    random.choice(steps)["clause"] = random.randrange(len(c["claim"]["context"]["definitions"]))
    return True


def delta_decided(c, random):
    """δ called 1 or 0 where it is neither."""
    variables = [[[1, [[v[0], [], 1]]]] for v in c["variables"]]
    if not variables or not c["steps"]:
        return False
    left = random.choice(variables)
    right = random.choice((random.choice(variables), moved(left, random.choice((-1, 0, 1)))))
    rule = random.choice(("delta_equal", "delta_apart"))
    c["steps"][random.randrange(len(c["steps"]))] = {"rule": rule, "left": left, "right": right}
    return True


def induction_end(c, random):
    steps = [s for s in c["steps"] if s["rule"] == "induction"]
    if not steps:
        return False
    step = random.choice(steps)
    if random.random() < 0.5:
        step["value"] = moved(step["value"], random.choice((-1, 1)))
    else:
        step[random.choice(("base", "step"))] = random.randrange(step["step"])
        step[random.choice(("left", "right"))] = random.randrange(len(c["terms"]))
    return True


CLAIMS = (claim_transpose, claim_order, claim_function, claim_number, claim_twice, claim_term, claim_symbol, claim_label,
          claim_index, claim_delta, claim_axes, carried_number, carried_order_of_function, carried_symbol,
          definition_range, definition_body, free_range, equality_dropped)
INSTANCES = (term_node, term_node, term_node, variable_range, variable_range, step_sides, step_value, step_value,
             step_premise, step_term, zero_for_a_derivative, region_bound, chain_through, clause_number, delta_decided,
             induction_end)
CHANGES = CLAIMS + INSTANCES
