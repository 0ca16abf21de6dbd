r"""The trace: every rule the engine applies, recorded as it is applied.

Each method of ``Trace`` is one rule of docs/certificates.md: it computes the
conclusion, records the step and returns the theorem; where a side condition
is plainly not met it raises ``Refused``.  The checker computes everything
again, so a mistake here costs a proof and never makes a false one.
"""
from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from typing import Iterable, Sequence

from symbolic.language.context import Definition, instantiate
from symbolic.language.expressions import MatrixProduct, Symbol
from symbolic.language.integers import IntegerPolynomial, integer

from .lowering import entry_of
from .record import Record, Refused, Theorem
from .terms import Term

P = IntegerPolynomial
RENAMED = 3  # variables that are renamed at once, at most, to find where a divisor stands in the claim


class Trace(Record):
    """The rules, over one record of steps."""

    # ------------------------------------------------------------ equality
    def sym(self, p: Theorem) -> Theorem:
        return self.refl(p.left) if p.trivial else self.step("sym", p.right, p.left, [p])

    def trans(self, *chain: Theorem) -> Theorem:
        kept = [p for p in chain if not p.trivial]
        for p, q in zip(kept, kept[1:]):
            if p.right is not q.left:
                raise AssertionError(f"chain broken: {p.right} and {q.left}")
        if not kept:
            return chain[0]
        if len(kept) == 1:
            return kept[0]
        return self.step("trans", kept[0].left, kept[-1].right, kept)

    def ring(self, left: Term, right: Term, using: Iterable[Theorem] = ()) -> Theorem:
        """left = right by polynomial arithmetic, after rewriting atoms once.

        What stands for no atom there, as t^{-2}, has its parts rewritten and not itself.
        """
        using = [p for p in using if not p.trivial and self.terms.stands_alone(p.left)]
        return self.step("ring", left, right, using, left=left, right=right)

    def cong(self, t: Term, premises: Iterable[Theorem]) -> Theorem:
        table = {p.left: p for p in premises if not p.trivial}
        used = [table[a] for a in dict.fromkeys(t.args) if a in table]
        args = [table[a].right if a in table else a for a in t.args]
        match t.op:
            case "add":
                new = self.terms.add(args)
            case "mul":
                new = self.terms.mul(args)
            case "largest":
                new = self.terms.largest(args)
            case "fn":
                new = self.terms.fn(*t.data, args[0])
            case "positive":
                new = self.terms.positive(args[0])
            case "pow":
                new = self.terms.pow(args[0], t.data)
            case _:
                raise AssertionError(t.op)
        return self.step("cong", t, new, used, term=t)

    def instance(self, p: Theorem, name: str, value: P) -> Theorem:
        if not self.in_range(value, name):
            raise Refused("instance out of range")
        new = {name: value}
        return self.step("instance", self.terms.replace(p.left, new), self.terms.replace(p.right, new),
                         [p], variable=name, value=value)

    # ------------------------------------------------------------ sums
    def sum_cong(self, names: Sequence[str], p: Theorem) -> Theorem:
        left, right = self.terms.sum(names, p.left), self.terms.sum(names, p.right)
        return self.step("sum_cong", left, right, [p], variables=tuple(names))

    def sum_add(self, t: Term) -> Theorem:
        body = t.args[0]
        return self.step("sum_add", t, self.terms.add(self.terms.sum(t.data, x) for x in body.args), term=t)

    def sum_factor(self, t: Term, inner: Iterable[str]) -> Theorem:
        inner = tuple(inner)
        body = t.args[0]
        factors = body.args if body.op == "mul" else (body,)
        outer = [v for v in t.data if v not in inner]
        a = [f for f in factors if f.free & set(inner)]
        b = [f for f in factors if not f.free & set(inner)]
        right = self.terms.mul([self.terms.sum(inner, self.terms.mul(a)), self.terms.sum(outer, self.terms.mul(b))])
        return self.step("sum_factor", t, right, term=t, variables=inner)

    def sum_out(self, t: Term) -> Theorem:
        """Σ_v c = c Σ_v 1 for factors that mention no variable of the sum."""
        right = self.terms.mul([t.args[0], self.terms.sum(t.data, self.terms.one)])
        return self.step("sum_factor", t, right, term=t, variables=())

    def sum_merge(self, t: Term) -> Theorem:
        inner = t.args[0]
        return self.step("sum_merge", t, self.terms.sum(t.data + inner.data, inner.args[0]), term=t)

    def sum_order(self, t: Term, names: Sequence[str]) -> Theorem:
        return self.step("sum_order", t, self.terms.sum(names, t.args[0]), term=t, variables=tuple(names))

    def sum_delta(self, t: Term, name: str, value: P, delta: Term) -> Theorem:
        body = t.args[0]
        factors = list(body.args) if body.op == "mul" else [body]
        factors.remove(delta)
        rest = self.terms.replace(self.terms.mul(factors), {name: value})
        right = self.terms.sum([v for v in t.data if v != name], rest)
        return self.step("sum_delta", t, right, term=t, variable=name, value=value)

    def sum_constant(self, t: Term, name: str) -> Theorem:
        extent = self.terms.extents[name]
        rest = self.terms.sum([v for v in t.data if v != name], t.args[0])
        return self.step("sum_constant", t, self.terms.mul([self.terms.int(extent), rest]), term=t, variable=name)

    def sum_single(self, t: Term, name: str) -> Theorem:
        body = self.terms.replace(t.args[0], {name: integer(1)})
        return self.step("sum_single", t, self.terms.sum([v for v in t.data if v != name], body),
                         term=t, variable=name)

    def sum_empty(self, t: Term, name: str) -> Theorem:
        return self.step("sum_empty", t, self.terms.zero, term=t, variable=name)

    # ------------------------------------------------------------ deltas
    def delta_equal(self, t: Term) -> Theorem:
        return self.step("delta_equal", t, self.terms.one, left=t.data[0], right=t.data[1])

    def delta_apart(self, t: Term) -> Theorem:
        return self.step("delta_apart", t, self.terms.zero, left=t.data[0], right=t.data[1])

    def delta_replace(self, t: Term, name: str, value: P) -> Theorem:
        delta = self.terms.delta(integer(name), value)
        new = self.terms.replace(t, {name: value})
        return self.step("delta_replace", self.terms.mul([delta, t]), self.terms.mul([delta, new]),
                         term=t, variable=name, value=value)

    def delta_split(self, t: Term, name: str, value: P) -> Theorem:
        terms = self.terms
        delta = terms.delta(integer(name), value)
        equal = terms.replace(t, {name: value})
        apart = self._without(t, delta)
        other = terms.add([terms.one, terms.mul([terms.num(-1), delta])])
        right = terms.add([terms.mul([delta, equal]), terms.mul([other, apart])])
        return self.step("delta_split", t, right, term=t, variable=name, value=value)

    def _without(self, t: Term, delta: Term) -> Term:
        """t with every occurrence of ``delta`` outside expressions set to 0."""
        terms = self.terms
        go = lambda x: self._without(x, delta)
        if t is delta:
            return terms.zero
        if not t.args or not delta.free <= t.free:
            return t
        return terms.D(go(t.args[0]), *t.data) if t.op == "D" else terms.rebuilt(t, go)

    # ------------------------------------------------------------ scalars
    def remember(self, p: Theorem, divided: bool) -> None:
        """The base p.left of a power or log has the form p.right; where it stands in the claim is kept."""
        for known in (self.origins, self.divisors) if divided else (self.origins,):
            before = known.get(p.left)
            if p.left.op == "at":
                known.setdefault(p.right, p)
            elif before is not None and before.right is p.left is not p.right:
                known.setdefault(p.right, self.trans(before, p))

    def _origin(self, t: Term, nonzero: bool = False) -> list[Theorem]:
        """Where t came from, so that a condition on it can be said of the claim."""
        tables = (self.divisors, self.origins) if nonzero else (self.origins,)
        found = next((known[t] for known in tables if t in known), None)
        if found is None or found.trivial:
            others = ((key, p) for known in tables for key, p in list(known.items()) if not p.trivial)
            found = next(filter(None, (self.renamed(key, p, t) for key, p in others)), found)
        return [] if found is None else [found]

    def renamed(self, key: Term, p: Theorem, t: Term) -> Theorem | None:
        """The theorem with its variables renamed as ``key`` becomes t by it, or None.

        An index under a sum has another name each time that the sum is opened.
        """
        old, new = (sorted(x.free & self.terms.extents.keys(), key=str) for x in (key, t))
        if key.op != t.op or not old or len(old) != len(new) or len(old) > RENAMED or set(old) & set(new):
            return None
        for order in permutations(new):
            mapping = {a: integer(b) for a, b in zip(old, order)}
            if self.terms.replace(key, mapping) is t and all(self.in_range(b, a) for a, b in mapping.items()):
                for name, value in mapping.items():
                    p = self.instance(p, name, value)
                return p
        return None

    def combine(self, left: Term, right: Term, premises: Iterable[tuple[Theorem, Term]]) -> Theorem:
        """left − right = Σ multiplier · (l − r) over the premises, as polynomials."""
        used = [(p, m) for p, m in premises if not p.trivial]
        return self.step("combine", left, right, [p for p, _ in used], left=left, right=right,
                         multipliers=tuple(m for _, m in used))

    def reciprocal(self, t: Term) -> Theorem:
        left = self.terms.mul([t, self.terms.pow(t, -1)])
        return self.step("reciprocal", left, self.terms.one, self._origin(t, nonzero=True), term=t)

    def power_split(self, t: Term, exponents: Iterable[Fraction]) -> Theorem:
        base, exponents = t.args[0], list(exponents)
        right = self.terms.mul(self.terms.pow(base, q) for q in exponents)
        origin = self._origin(base, nonzero=all(q.denominator == 1 for q in exponents))
        return self.step("power_split", t, right, origin, term=t,
                         exponents=tuple(str(q) for q in exponents))

    def power_power(self, t: Term) -> Theorem:
        inner = t.args[0]
        return self.step("power_power", t, self.terms.pow(inner.args[0], inner.data * t.data), term=t)

    def power_mul(self, t: Term) -> Theorem:
        right = self.terms.mul(self.terms.pow(x, t.data) for x in t.args[0].args)
        return self.step("power_mul", t, right, term=t)

    def exp_zero(self, t: Term) -> Theorem:
        return self.step("exp_zero", t, self.terms.one, term=t)

    def exp_add(self, t: Term) -> Theorem:
        right = self.terms.mul(self.terms.fn("exp", 0, x) for x in t.args[0].args)
        return self.step("exp_add", t, right, term=t)

    def exp_power(self, t: Term) -> Theorem:
        terms = self.terms
        right = terms.fn("exp", 0, terms.mul([terms.num(t.data), t.args[0].args[0]]))
        return self.step("exp_power", t, right, term=t)

    def exp_log(self, t: Term, origins: Sequence[Theorem] | None = None) -> Theorem:
        """``origins``: at(E) = x for an x that is positive because log E stands in the step."""
        base = t.args[0].args[0]
        return self.step("exp_log", t, base, self._origin(base) if origins is None else origins, term=t)

    def log_exp(self, t: Term) -> Theorem:
        return self.step("log_exp", t, t.args[0].args[0], term=t)

    def log_one(self, t: Term) -> Theorem:
        return self.step("log_one", t, self.terms.zero, term=t)

    def log_mul(self, t: Term, origins: Sequence[Theorem] = ()) -> Theorem:
        """``origins``: at(E) = x for the factors x that are positive because log E stands in the step."""
        right = self.terms.add(self.terms.fn("log", 0, x) for x in t.args[0].args)
        return self.step("log_mul", t, right, origins, term=t)

    def log_pow(self, t: Term, origins: Sequence[Theorem] = ()) -> Theorem:
        terms, power = self.terms, t.args[0]
        right = terms.mul([terms.num(power.data), terms.fn("log", 0, power.args[0])])
        return self.step("log_pow", t, right, origins, term=t)

    def function_derivative(self, t: Term) -> Theorem:
        """exp^{(k)} = exp, log′(x) = x⁻¹, sin′ = cos, cos′ = −sin, arctan′(x) = (1 + x²)⁻¹, Φ′ = φ, φ′(x) = −x φ(x)."""
        terms, (name, _), x = self.terms, t.data, t.args[0]
        right = {
            "exp": lambda: terms.fn("exp", 0, x),
            "log": lambda: terms.pow(x, -1),
            "sin": lambda: terms.fn("cos", 0, x),
            "cos": lambda: terms.mul([terms.num(-1), terms.fn("sin", 0, x)]),
            "arctan": lambda: terms.pow(terms.add([terms.one, terms.mul([x, x])]), -1),
            "Phi": lambda: terms.fn("phi", 0, x),
            "phi": lambda: terms.mul([terms.num(-1), x, terms.fn("phi", 0, x)]),
        }[name]()
        return self.step("function_derivative", t, right, term=t)

    def function_value(self, t: Term, p: Theorem, parameter: Term, by: str = "definition") -> Theorem:
        """f^{(k)}(t) = T[z := t], where p is ∂^k e/∂z^k = T and f(z) = e by definition.

        By an equation f^{(j)}(z) = e the premise is ∂^{k−j} e/∂z^{k−j} = T.
        """
        right = self.terms.put(p.right, parameter, t.args[0])
        return self.step("function_value" if by == "definition" else "function_equation", t, right, [p], term=t)

    # ------------------------------------------------------------ expressions
    def entry(self, t: Term) -> Theorem:
        right, names = entry_of(self, t)
        return self.step("entry_of", t, right, term=t, names=tuple(names))

    def product_empty(self, t: Term) -> Theorem:
        return self.step("product_empty", t, self.terms.delta(*t.data[1]), term=t)

    def product_end(self, t: Term, rule: str) -> Theorem:
        """Unfold a product over labels at its last or first factor."""
        terms, (e, (i, j)) = self.terms, t.data
        if rule == "product_last":
            factor = terms.expression(e.body, {e.index: e.last})
            rest = MatrixProduct(e.index, e.first, e.last + 1, e.body)
            u = self.variable(terms.p(factor.shape[0]))
            parts = [terms.at(rest, (i, integer(u))), terms.at(factor, (integer(u), j))]
        else:
            factor = terms.expression(e.body, {e.index: e.first})
            rest = MatrixProduct(e.index, e.first - 1, e.last, e.body)
            u = self.variable(terms.p(factor.shape[1]))
            parts = [terms.at(factor, (i, integer(u))), terms.at(rest, (integer(u), j))]
        return self.step(rule, t, terms.sum([u], terms.mul(parts)), term=t, names=(u,))

    def unfold(self, t: Term, clause: Definition) -> Theorem:
        """An entry by its definition; one that may lie outside the shape under the relations that keep it inside."""
        symbol, indices = t.data
        body = instantiate(clause, symbol.labels)
        number = self.context.definitions.index(clause)
        right = self.terms.at(self.terms.expression(body, {}), indices)
        ends = [(integer(1), p) for p in indices] + [*zip(indices, map(self.terms.p, symbol.shape))]
        if all(self.nonnegative(q - p) for p, q in ends):
            return self.step("unfold", t, right, term=t, clause=number)
        guards = [self.terms.holds(p, "<=", q) for p, q in ends]
        return self.step("unfold_within", t, self.terms.mul([*guards, right]), term=t, clause=number)

    def assumption(self, number: int, values: dict[str, P], indices: Iterable[P]) -> Theorem:
        """The equation that assumption ``number`` gives for an entry, its free names instantiated."""
        given = self.context.assumptions[number]
        indices = tuple(indices)
        left, right = (self.terms.at(self.terms.expression(self.terms.simplified(e), values), indices)
                       for e in (given.left, given.right))
        return self.step("assumption", left, right, number=number, values=dict(values), indices=indices)

    def symmetric(self, t: Term) -> Theorem:
        e, idx = t.data
        return self.step("symmetric", t, self.terms.at(e, idx[::-1]), term=t)

    # ------------------------------------------------------------ derivatives
    def D_cong(self, p: Theorem, by: tuple) -> Theorem:
        name, labels, indices = by
        terms = self.terms
        return self.step("D_cong", terms.D(p.left, *by), terms.D(p.right, *by), [p],
                         name=name, labels=labels, indices=indices)

    def D_add(self, t: Term) -> Theorem:
        terms = self.terms
        return self.step("D_add", t, terms.add(terms.D(x, *t.data) for x in t.args[0].args), term=t)

    def D_mul(self, t: Term) -> Theorem:
        terms, factors = self.terms, t.args[0].args
        right = terms.add(
            terms.mul([terms.D(f, *t.data), *factors[:k], *factors[k + 1:]]) for k, f in enumerate(factors))
        return self.step("D_mul", t, right, term=t)

    def D_sum(self, t: Term) -> Theorem:
        terms = self.terms
        names, body = terms.open(t.args[0])
        return self.step("D_sum", t, terms.sum(names, terms.D(body, *t.data)), term=t)

    def D_pow(self, t: Term) -> Theorem:
        terms, base, q = self.terms, t.args[0].args[0], t.args[0].data
        right = terms.mul([terms.num(q), terms.pow(base, q - 1), terms.D(base, *t.data)])
        return self.step("D_pow", t, right, term=t)

    def D_fn(self, t: Term) -> Theorem:
        terms, (function, order), arg = self.terms, t.args[0].data, t.args[0].args[0]
        right = terms.mul([terms.fn(function, order + 1, arg), terms.D(arg, *t.data)])
        return self.step("D_fn", t, right, term=t)

    def D_curve(self, t: Term) -> Theorem:
        """∂ f^{(k)}(a)_p = f^{(k+1)}(a)_p ∂a."""
        terms, (e, indices) = self.terms, t.args[0].data
        following = replace(e, order=e.order + 1)
        right = terms.mul([terms.at(following, indices), terms.D(terms.at(e.arg, ()), *t.data)])
        return self.step("D_curve", t, right, term=t)

    def D_field(self, t: Term) -> Theorem:
        """∂ f^{(k)}(a)_p = Σ_q f^{(k+1)}(a)_{p, q} ∂a_q."""
        terms, (e, indices) = self.terms, t.args[0].data
        extents = e.arg.shape
        names = [self.variable(terms.p(extent)) for extent in extents]
        q = tuple(map(integer, names))
        following = replace(e, order=e.order + 1, extents=e.extents + extents)
        product = terms.mul([terms.at(following, (*indices, *q)), terms.D(terms.at(e.arg, q), *t.data)])
        return self.step("D_field", t, terms.sum(names, product), term=t, names=tuple(names))

    def field_cong(self, t: Term, p: Theorem, names: Sequence[str]) -> Theorem:
        """f(a) = f(b) from a_q = b_q for all q."""
        e, indices = t.data
        return self.step("field_cong", t, self.terms.at(replace(e, arg=p.right.data[0]), indices), [p],
                         term=t, variables=tuple(names))

    def field_symmetric(self, t: Term, groups: Sequence[int]) -> Theorem:
        """The derivatives of a function of arrays may be taken in any order."""
        e, indices = t.data
        rank = len(e.arg.shape)
        first = len(indices) - e.order * rank
        moved = [x for k in groups for x in indices[first + k * rank:first + (k + 1) * rank]]
        return self.step("field_symmetric", t, self.terms.at(e, (*indices[:first], *moved)), term=t, groups=tuple(groups))

    def D_constant(self, t: Term) -> Theorem:
        return self.step("D_constant", t, self.terms.zero, term=t)

    def D_self(self, t: Term) -> Theorem:
        terms, (_, _, indices) = self.terms, t.data
        own = t.args[0].data[1]
        return self.step("D_self", t, terms.mul(terms.delta(a, b) for a, b in zip(own, indices)), term=t)

    def D_family(self, t: Term) -> Theorem:
        terms, (_, labels, indices) = self.terms, t.data
        symbol, own = t.args[0].data
        pairs = [*zip(symbol.labels, labels), *zip(own, indices)]
        return self.step("D_family", t, terms.mul(terms.delta(a, b) for a, b in pairs), term=t)

    def D_independent(self, t: Term, region, ancestors) -> Theorem:
        return self.step("D_independent", t, self.terms.zero, term=t, region=region, ancestors=ancestors)

    def D_chain(self, t: Term, through: Symbol, region, ancestors) -> Theorem:
        terms = self.terms
        names = [self.variable(terms.p(d)) for d in through.shape]
        at = [integer(u) for u in names]
        right = terms.sum(names, terms.mul([
            terms.D(t.args[0], through.name, through.labels, at),
            terms.D(terms.at(through, at), *t.data)]))
        return self.step("D_chain", t, right, term=t, through=(through.name, through.labels),
                         names=tuple(names), region=region, ancestors=ancestors)

    # ------------------------------------------------------------ induction
    def hypothesis(self, left: Term, right: Term, variable: str) -> Theorem:
        return self.step("hypothesis", left, right, left=left, right=right, variable=variable)

    def induction(self, left: Term, right: Term, variable: str, base: Theorem, step: Theorem,
                  value: P, rename: tuple) -> Theorem:
        """``rename``: (v, at_next, at_upper, at_value) for variables whose range moves with the label."""
        new = {variable: value, **{v: integer(at_value) for v, _, _, at_value in rename}}
        names = {kind: {row[0]: row[k] for row in rename}
                 for k, kind in enumerate(("at_step", "at_base", "at_value"), start=1)}
        return self.step("induction", self.terms.replace(left, new), self.terms.replace(right, new),
                         left=left, right=right, variable=variable, base=base, step=step, value=value, **names)
