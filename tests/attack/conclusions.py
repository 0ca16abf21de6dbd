r"""What a step of a certificate would conclude, as numbers.

``conclusion`` gives both sides of a step's equation as functions of an
assignment, for the rules whose arguments can make them false; None where the
rule cannot be false by its arguments or is not modelled.  Rules that only
rearrange one term have both sides equal to that term.
"""
from __future__ import annotations

from typing import Callable

from .certificate_values import Model, NoValue, total

Sides = tuple[Callable[[dict], object], Callable[[dict], object]]
REARRANGEMENTS = {"refl", "cong", "sum_add", "sum_factor", "sum_merge", "sum_order", "sum_single",
                  "D_add", "D_mul", "D_sum", "D_pow", "D_fn"}


def premises_of(step: dict) -> list[int]:
    """The earlier steps that a step rests on."""
    return [*step.get("from", []), *(step[k] for k in ("base", "step") if k in step)]


class Conclusions:
    """The sides of every step of one certificate in one model."""

    def __init__(self, model: Model):
        self.model, self.certificate = model, model.certificate
        self.sides: dict[int, Sides | None] = {}
        self.supposed: dict[int, bool] = {}
        for k, step in enumerate(self.certificate["steps"]):
            premises = [p for p in premises_of(step) if isinstance(p, int) and 0 <= p < k]
            self.supposed[k] = step["rule"] != "induction" and (
                step["rule"] == "hypothesis" or any(self.supposed[p] for p in premises))
            self.sides[k] = self._sides(step, premises)

    def false_at(self, k: int, env: dict) -> bool:
        """Whether step k, resting on no hypothesis, claims two different numbers equal."""
        if self.supposed[k] or self.sides[k] is None:
            return False
        left, right = self.sides[k]
        try:
            return left(env) != right(env)
        except (NoValue, KeyError, IndexError, ValueError, TypeError):
            return False

    def _sides(self, step: dict, premises: list[int]) -> Sides | None:
        known = [self.sides[p] for p in premises]
        rule = step["rule"]
        if rule in REARRANGEMENTS:
            value = self._term(step["term"])
            return value, value
        make = getattr(self, f"_{rule}", None)
        if make is None or any(s is None for s in known):
            return None
        return make(step, *known)

    def _term(self, t: int) -> Callable[[dict], object]:
        return lambda env: self.model.term(t, env)

    def _of(self, t: int, kind: str) -> list | None:
        term = self.certificate["terms"][t]
        return term if term[0] == kind else None

    # -- equality
    def _sym(self, step, p=None):
        return p and (p[1], p[0])

    def _trans(self, step, *known):
        return (known[0][0], known[-1][1]) if known else None

    def _ring(self, step, *known):
        return self._term(step["left"]), self._term(step["right"])

    def _hypothesis(self, step):
        return self._term(step["left"]), self._term(step["right"])

    def _instance(self, step, p):
        def put(side):
            return lambda env: side(env | {step["variable"]: self.model.integer(step["value"], env)})
        return put(p[0]), put(p[1])

    # -- sums
    def _sum_cong(self, step, p):
        def summed(side):
            return lambda env: total(side(at) for at in self.model.assignments(step["variables"], env))
        return summed(p[0]), summed(p[1])

    def _sum_delta(self, step):
        made = self._of(step["term"], "sum")
        if made is None:
            return None
        _, names, body = made
        product = self._of(body, "mul")
        factors = product[1] if product else [body]
        i, p = step["variable"], step["value"]
        own = [[1, [[i, [], 1]]]]
        found = [k for k in factors if self.certificate["terms"][k][0] == "delta"
                 and own in self.certificate["terms"][k][1:] and p in self.certificate["terms"][k][1:]]
        if not found or i not in names:
            return None
        rest = list(factors)
        rest.remove(found[0])

        def right(env):
            result = 0
            for at in self.model.assignments([n for n in names if n != i], env):
                at = at | {i: self.model.integer(p, at)}
                value = 1
                for k in rest:
                    value = value * self.model.term(k, at)
                result = result + value
            return result
        return self._term(step["term"]), right

    def _sum_constant(self, step):
        made = self._of(step["term"], "sum")
        if made is None or step["variable"] not in made[1]:
            return None
        _, names, body = made
        i = step["variable"]

        def right(env):
            lower, upper = (self.model.integer(p, env) for p in self.model.range_of(i))
            others = [n for n in names if n != i]
            return (upper - lower + 1) * total(self.model.term(body, at | {i: lower})
                                               for at in self.model.assignments(others, env))
        return self._term(step["term"]), right

    # -- deltas
    def _delta(self, step, value: int):
        def left(env):
            return int(self.model.integer(step["left"], env) == self.model.integer(step["right"], env))
        return left, lambda env: value

    def _delta_equal(self, step):
        return self._delta(step, 1)

    def _delta_apart(self, step):
        return self._delta(step, 0)

    def _delta_replace(self, step, split: bool = False):
        m = self.model

        def value(env, moved: bool):
            at, p = env[step["variable"]], m.integer(step["value"], env)
            rest = m.term(step["term"], env) if split and at != p else 0
            return rest + int(at == p) * m.term(step["term"], env | {step["variable"]: p if moved else at})
        return lambda env: value(env, False), lambda env: value(env, True)

    def _delta_split(self, step):
        return self._delta_replace(step, split=True)

    # -- expressions
    def _entry_of(self, step):
        _, e, index = self.certificate["terms"][step["term"]]
        e = self.model.expression(e)
        left = self._term(step["term"])
        m = self.model

        def at(env):
            return tuple(m.integer(i, env) for i in index)

        match e:
            case ["matmul", a, b] if step.get("names"):
                def right(env):
                    rank = len(m.shape(a, env)) - 1
                    i = at(env)
                    return total(m.entry(a, (*i[:rank], s[u]), env) * m.entry(b, (s[u], *i[rank:]), env)
                                 for s in m.assignments([u], env))
            case ["trace", a] if step.get("names"):
                def right(env):
                    return total(m.entry(a, (s[u], s[u]), env) for s in m.assignments([u], env))
            case ["sum", name, lower, _, body] if step.get("names"):
                def right(env):
                    low = m.integer(lower, env)
                    return total(m.entry(body, at(env), env | {name: s[u] + low - 1}) for s in m.assignments([u], env))
            case _:
                return left, left
        u = step["names"][0]
        return left, right

    def _product_empty(self, step):
        _, _, (i, j) = self.certificate["terms"][step["term"]]
        return self._term(step["term"]), lambda env: int(self.model.integer(i, env) == self.model.integer(j, env))

    def _product_end(self, step, last_factor: bool):
        _, e, (i, j) = self.certificate["terms"][step["term"]]
        _, name, first, last, body = self.model.expression(e)
        m, u = self.model, step["names"][0]

        def right(env):
            f, l, row, column = (m.integer(p, env) for p in (first, last, i, j))
            at = env | {name: l if last_factor else f}
            rest = (f, l + 1) if last_factor else (f - 1, l)
            result = 0
            for s in m.assignments([u], env):
                k = s[u]
                if last_factor:
                    value = m._matprod(name, *rest, body, (row, k), env) * m.entry(body, (k, column), at)
                else:
                    value = m.entry(body, (row, k), at) * m._matprod(name, *rest, body, (k, column), env)
                result = result + value
            return result
        return self._term(step["term"]), right

    def _product_last(self, step):
        return self._product_end(step, True)

    def _product_first(self, step):
        return self._product_end(step, False)

    def _unfold(self, step):
        _, e, index = self.certificate["terms"][step["term"]]
        symbol = self.model.expression(e)
        clauses = self.certificate["claim"]["context"]["definitions"]
        if symbol[0] != "symbol" or not 0 <= step["clause"] < len(clauses):
            return None
        clause, m = clauses[step["clause"]], self.model

        def right(env):
            labels = {name: m.integer(p, env) for (name, _, _), p in zip(clause["labels"], symbol[2])}
            return m.entry(clause["body"], tuple(m.integer(i, env) for i in index), labels)
        return self._term(step["term"]), right

    # -- derivatives
    def _D_cong(self, step, p):
        m = self.model

        def derived(side):
            return lambda env: m.derivative(lambda: side(env), step["name"],
                                            tuple(m.integer(x, env) for x in step["labels"]),
                                            tuple(m.integer(i, env) for i in step["indices"]))
        return derived(p[0]), derived(p[1])

    def _zero(self, step):
        return self._term(step["term"]), lambda env: 0

    _D_constant = _D_independent = _zero

    def _D_self(self, step):
        _, t, _, _, index = self.certificate["terms"][step["term"]]
        inside = self._of(t, "at")
        if inside is None:
            return None

        def right(env):
            return int(all(self.model.integer(a, env) == self.model.integer(b, env) for a, b in zip(inside[2], index)))
        return self._term(step["term"]), right

    def _D_family(self, step):
        _, t, name, labels, index = self.certificate["terms"][step["term"]]
        inside = self._of(t, "at")
        if inside is None:
            return None
        symbol = self.model.expression(inside[1])

        def right(env):
            pairs = [*zip(inside[2], index), *zip(symbol[2], labels)]
            return int(symbol[1] == name and all(self.model.integer(a, env) == self.model.integer(b, env) for a, b in pairs))
        return self._term(step["term"]), right

    def _D_chain(self, step):
        _, t, name, labels, index = self.certificate["terms"][step["term"]]
        m = self.model
        through, through_labels = step["through"]

        def right(env):
            by = name, tuple(m.integer(x, env) for x in labels), tuple(m.integer(i, env) for i in index)
            middle = tuple(m.integer(x, env) for x in through_labels)
            result = 0
            for s in m.assignments(step["names"], env):
                u = tuple(s[n] for n in step["names"])
                outer = m.derivative(lambda: m.term(t, env), through, middle, u)
                result = result + outer * m.derivative(lambda: m.symbol(through, middle, u), *by)
            return result
        return self._term(step["term"]), right

    # -- induction
    def _induction(self, step, *known):
        def at(t):
            def value(env):
                moved = {v: env[partner] for v, partner in step.get("at_value", {}).items()}
                return self.model.term(t, env | moved | {step["variable"]: self.model.integer(step["value"], env)})
            return value
        return at(step["left"]), at(step["right"])
