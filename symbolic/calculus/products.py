r"""Products over a variable in normal form: Π_v t.

Over few numbers a product is written out.  Else it is taken apart: Π (a b) =
Π a · Π b, Π t^q = (Π t)^q, Π exp(t) = exp(Σ t), and where t > 0 can be seen, or
log t stands in the step, Π t = exp(Σ log t).  What is left is Π of a sum, or of
an entry of unknown sign.

Why it ends: each part has a smaller body, and exp(Σ log t) is no product.
"""
from __future__ import annotations

from symbolic.language.integers import integer

from .record import Theorem
from .terms import Term

WRITTEN = 6
"""Products over at most so many numbers are written out."""


class Products:
    """Brings products over a variable to normal form for one normalizer."""

    def __init__(self, normalizer):
        self.normalizer, self.trace, self.terms = normalizer, normalizer.trace, normalizer.terms

    def normal(self, t: Term) -> Theorem:
        trace, terms = self.trace, self.terms
        count = terms.extents[t.data[0]].constant()
        if count is not None and 0 <= count <= WRITTEN:
            return self._then_normal(self._written(t, int(count)))
        (name,), body = terms.open(t)
        inner = self.normalizer.normal(body)
        p = self._cong(name, inner)
        parted = self._parted(p.right, name, inner.right)
        return p if parted is None else trace.trans(p, self._then_normal(parted))

    def _then_normal(self, p: Theorem) -> Theorem:
        return self.trace.trans(p, self.normalizer.normal(p.right))

    def _parted(self, t: Term, name: str, body: Term) -> Theorem | None:
        """Π of a product, a power, an exponential or of positive numbers by others; None if it is none of them."""
        trace, terms = self.trace, self.terms
        if body.op == "mul":
            right = terms.mul(terms.product(name, x) for x in body.args)
            return trace.step("prod_mul", t, right, term=t, variable=name)
        if body.op == "fn" and body.data == ("exp", 0):
            return trace.step("prod_exp", t, terms.fn("exp", 0, terms.sum([name], body.args[0])), term=t, variable=name)
        if body.op == "pow" and body.data.denominator == 1:
            right = terms.pow(terms.product(name, body.args[0]), body.data)
            return trace.step("prod_pow", t, right, term=t, variable=name)
        origin = self.normalizer.logarithms.origin(body)
        if self.normalizer.scalars.strictly_positive(body) or origin is not None:
            power = terms.fn("exp", 0, terms.fn("log", 0, body))
            p = self._cong(name, trace.sym(trace.exp_log(power, None if origin is None else [origin])))
            return trace.trans(p, self._parted(p.right, name, power))
        left_out = self._left_out(t, name, body)
        if left_out is not None:
            return left_out
        ways = body.op == "add" and self.normalizer.scalars.factored(body)
        if ways:
            way = next((w for w in ways if all(map(self._is_known, w.right.args))), ways[0])
            p = self._cong(name, way)
            return trace.trans(p, self._parted(p.right, name, way.right))
        return None

    def _left_out(self, t: Term, name: str, body: Term) -> Theorem | None:
        """Π_u (δ_uk + (1 − δ_uk) s) = s[k]⁻¹ Π_u s, for s known to be positive; None of any other body."""
        trace, terms = self.trace, self.terms
        polynomial = terms.polynomial(body)
        for delta in {a for m in polynomial for a, _ in m if a.op == "delta" and name in a.free}:
            k = next((q for p, q in (delta.data, delta.data[::-1]) if p == integer(name)), None)
            s = terms.from_polynomial({m: c for m, c in polynomial.items() if all(a is not delta for a, _ in m)})
            if k is None or name in k.names() or not self._is_known(s) or not trace.in_range(k, name):
                continue
            there, apart = terms.replace(s, {name: k}), terms.add([terms.one, terms.negative(delta)])
            written = self.normalizer.normal(terms.add([delta, terms.mul([apart, s])]))
            if written.right is not body:
                continue
            product, rest = terms.product(name, s), terms.product(name, written.left)
            same = self._cong(name, trace.sym(written))
            part = trace.step("prod_part", product, terms.mul([there, rest]), term=product, variable=name, value=k)
            inverse = terms.pow(there, -1)
            return trace.trans(same, trace.combine(rest, terms.mul([inverse, product]), [
                (part, terms.negative(inverse)), (trace.reciprocal(there), terms.negative(rest))]))
        return None

    def _is_known(self, x: Term) -> bool:
        """Is x positive, by its form or because the step takes its logarithm?"""
        return self.normalizer.scalars.strictly_positive(x) or self.normalizer.logarithms.origin(x) is not None

    def _cong(self, name: str, p: Theorem) -> Theorem:
        left, right = self.terms.product(name, p.left), self.terms.product(name, p.right)
        return self.trace.step("prod_cong", left, right, [p], variable=name)

    def _written(self, t: Term, count: int) -> Theorem:
        terms = self.terms
        (name,), body = terms.open(t)
        return self.trace.step("prod_expand", t, terms.mul(
            terms.replace(body, {name: integer(k)}) for k in range(1, count + 1)), term=t)


def D_prod(trace, t: Term) -> Theorem:
    """∂ Π_v t = Σ_v ∂t Π_u (δ_uv + (1 − δ_uv) t[v:=u])."""
    terms, product = trace.terms, t.args[0]
    extent = terms.extents[product.data[0]]
    v, u = trace.variable(extent), trace.variable(extent)
    one, other = (terms.replace(product.args[0], {product.data[0]: integer(x)}) for x in (v, u))
    same = terms.delta(integer(u), integer(v))
    apart = terms.add([terms.one, terms.negative(same)])
    rest = terms.product(u, terms.add([same, terms.mul([apart, other])]))
    right = terms.sum([v], terms.mul([terms.D(one, *t.data), rest]))
    return trace.step("D_prod", t, right, term=t, variables=(v, u))
