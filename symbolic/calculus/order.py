r"""Maxima in normal form: the largest value over a range, and the largest of a list.

From a maximum over a range that is not empty is taken out, in this order: what
does not depend on the index (max (c + s) = c + max s), a factor ≥ 0, a function
that keeps or turns the order (max σ(s) = σ(max s) for σ nondecreasing).  A list
takes in what a maximum over a range is beside: max(c, max_v s) = max_v max(c, s).

Why it ends: what is taken out leaves a smaller body; a list takes in one range
and keeps it.
"""
from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from symbolic.language.expressions import Largest

from .canonical import order_variables
from .record import Theorem
from .scalars import RationalEquality
from .polynomials import ONE, multiply
from .terms import Term

RISING = {"nondecreasing": 1, "increasing": 1, "nonincreasing": -1, "decreasing": -1}


class Order:
    """Brings maxima to normal form for one normalizer."""

    def __init__(self, normalizer):
        self.normalizer, self.trace, self.terms = normalizer, normalizer.trace, normalizer.terms

    def extremum(self, t: Term):
        return self._maximum(t) if t.op == "max" else self._largest(t)

    def kinked(self, t: Term):
        """relu(z) = max(0, z), |z| = max(z, −z), in a step that speaks of maxima; else None."""
        named = self.normalizer.policy.inward and t.args and t.args[0].op != "num"
        if not self.trace.ordered or named or t.op != "fn" or t.data not in (("relu", 0), ("abs", 0)) \
                or self.trace.context.function(t.data[0]) is not None:
            return None
        (x,) = t.args
        other = self.terms.zero if t.data[0] == "relu" else self.terms.negative(x)
        return self.trace.step("kinked_value", t, self.terms.largest([other, x]), term=t)

    def squared(self, m: Term):
        """A monomial with y² for y = max(a, b), which is (a + b) y − a b; else None."""
        trace, terms = self.trace, self.terms
        (powers, c), = terms.polynomial(m).items() or [((), ONE)]
        found = next(((y, k) for y, k in powers if k > 1 and y.op == "largest" and len(y.args) == 2), None)
        if found is None:
            return None
        y, k = found
        a, b = y.args
        right = terms.add([terms.mul([terms.add([a, b]), y]), terms.mul([terms.num(-1), a, b])])
        square = trace.step("largest_square", terms.mul([y, y]), right, term=y)
        rest = terms.monomial(tuple((x, n - 2 if x is y else n) for x, n in powers if x is not y or k > 2), c)
        reduced = terms.from_polynomial(terms.polynomial(terms.mul([rest, right])))
        return self._then_normal(trace.combine(m, reduced, [(square, rest)]))

    def _then_normal(self, *chain):
        p = self.trace.trans(*chain)
        return p if p.trivial else self.trace.trans(p, self.normalizer.normal(p.right))

    # ------------------------------------------------------------ over a range
    def _maximum(self, t: Term):
        trace, terms = self.trace, self.terms
        if terms.extents[t.data[0]] == 1:
            return self._then_normal(trace.step("max_single", t, terms.replace(t.args[0], {t.data[0]: terms.p(1)}), term=t))
        (name,), body = terms.open(t)
        inner = self.normalizer.normal(body)
        p = self._cong(name, inner)
        if not trace.nonnegative(terms.extents[name] - 1):
            return p
        for way in (self._shifted, self._scaled, self._pulled, self._powered, self._swapped):
            q = way(name, inner.right)
            if q is not None:
                return self._then_normal(p, q)
        return p

    def _cong(self, name: str, p):
        """max_v l = max_v r."""
        left, right = (self.terms.maximum(name, x) for x in (p.left, p.right))
        return self.trace.step("max_cong", left, right, [p], variable=name)

    def _shifted(self, name: str, body: Term):
        terms = self.terms
        polynomial = terms.polynomial(body)
        outside = {m: c for m, c in polynomial.items() if not any(name in a.free for a, _ in m)}
        if polynomial and not outside:
            return None
        if len(outside) == len(polynomial):
            return self.trace.step("max_constant", terms.maximum(name, body), body, rest=body, variable=name)
        shift = terms.from_polynomial(outside)
        rest = terms.from_polynomial({m: c for m, c in polynomial.items() if m not in outside})
        return self._taken_out("max_shift", name, body, terms.add, shift=shift, rest=rest)

    def _scaled(self, name: str, body: Term):
        """A positive number or atoms that are plainly ≥ 0 and common to all monomials."""
        terms, polynomial = self.terms, self.terms.polynomial(body)
        common = self._common_atoms(polynomial, name)
        factor = terms.monomial(common, content_of(polynomial.values()))
        if factor is terms.one:
            return None
        rest = terms.from_polynomial(_divided(polynomial, terms.polynomial(factor)))
        return self._taken_out("max_scale", name, body, terms.mul, factor=factor, rest=rest)

    def _common_atoms(self, polynomial: dict, name: str) -> tuple:
        first, *others = (dict(m) for m in polynomial)
        common = {a: k for a, k in first.items()
                  if name not in a.free and self.normalizer.scalars._positive(a) and all(m.get(a, 0) >= k for m in others)}
        return tuple(sorted(common.items(), key=lambda x: x[0].order))

    def _taken_out(self, rule: str, name: str, body: Term, join, *, rest: Term, **outside):
        """max_v join(c, s) = join(c, max_v s), from a body that is this as a polynomial."""
        trace, terms, (c,) = self.trace, self.terms, outside.values()
        moved = self._cong(name, trace.ring(body, join([c, rest])))
        right = join([c, terms.maximum(name, rest)])
        return trace.trans(moved, trace.step(rule, moved.right, right, rest=rest, variable=name, **outside))

    def _pulled(self, name: str, body: Term):
        """max σ(s) = σ(max s), or with min, or with −σ."""
        found = None if self.normalizer.policy.inward else self._monotone(body)
        if found is None:
            return None
        *how, argument = found
        over = lambda f: self.terms.maximum(name, f(argument))
        return self._function(*how, over, rest=argument, variable=name)

    def _function(self, function: str, sign: int, rising: int, why, over, **arguments):
        terms = self.terms
        signed = lambda t: t if sign == 1 else terms.negative(t)
        extreme = over(lambda s: s) if rising == sign else terms.negative(over(terms.negative))
        left = over(lambda s: signed(terms.fn(function, 0, s)))
        right = signed(terms.fn(function, 0, extreme))
        return self.trace.step("max_function", left, right, why, function=function, sign=sign, **arguments)

    def _powered(self, name: str, body: Term):
        """max s^q = (max s)^q for s ≥ 0 or q odd, and max −s^q = (max −s)^q for q odd."""
        found = self._as_power(body)
        if found is None:
            return None
        base, q = found
        moved = self._cong(name, self.trace.ring(body, self.terms.pow(base, q)))
        right = self.terms.pow(self.terms.maximum(name, base), q)
        pulled = self.trace.step("max_power", moved.right, right, rest=base, variable=name, exponent=str(q))
        return self.trace.trans(moved, pulled)

    def _as_power(self, t: Term) -> tuple[Term, Fraction] | None:
        """(s, q) if t is s^q with q > 0, not 1, and the order is kept."""
        (m, c), *more = self.terms.polynomial(t).items() or [((), ONE)]
        if more or abs(c) != 1 or len(m) != 1:
            return None
        (atom, k), = m
        base, q = (atom.args[0], atom.data * k) if atom.op == "pow" else (atom, Fraction(k))
        odd = q.denominator == 1 and q % 2 == 1
        kept = odd or c == 1 and self.normalizer.scalars._positive(base)
        if q <= 0 or q == 1 or not kept or self.terms.monomial(m, ONE) is not self.terms.pow(base, q):
            return None
        return (base if c == 1 else self.terms.negative(base)), q

    def _monotone(self, t: Term) -> tuple[str, int, int, tuple, Term] | None:
        """(f, sign, direction of f, what shows it, s) if t is ±f(s) for an f that keeps or turns the order."""
        (m, c), *more = self.terms.polynomial(t).items() or [((), ONE)]
        if more or abs(c) != 1 or len(m) != 1 or m[0][1] != 1 or m[0][0].op != "fn" or m[0][0].data[1]:
            return None
        name, argument = m[0][0].data[0], m[0][0].args[0]
        direction, why = self.direction(name, argument)
        return (name, int(c), direction, why, argument) if direction else None

    def direction(self, name: str, argument: Term) -> tuple[int, tuple]:
        """1 for nondecreasing, −1 for nonincreasing, 0 if that is not known; and the theorem that shows it."""
        declared = self.trace.context.function(name)
        if declared is None:
            rising = name in ("exp", "relu") or name == "log" and self.normalizer.scalars.strictly_positive(argument)
            return int(rising), ()
        if declared.definition is not None:
            return self._by_derivative(*declared.definition)
        found = {RISING[word] for word in declared.properties if word in RISING}
        return (found.pop() if len(found) == 1 else 0), ()

    def _by_derivative(self, parameter: str, formula) -> tuple[int, tuple]:
        """A function with a formula whose derivative is plainly ≥ 0."""
        terms, normal = self.terms, self.normalizer.folded.normal
        slope = normal(terms.D(terms.at(formula, ()), parameter, (), ()))
        if self.normalizer.scalars._positive(slope.right):
            return 1, (slope,)
        clear = self.normalizer.scalars.cleared_of_inverses(slope.right)
        if clear is None or not self.normalizer.scalars._positive(clear):
            return 0, ()
        same = RationalEquality(self.trace, normal).equal(slope.right, clear)
        return (0, ()) if same is None else (1, (self.trace.trans(slope, same),))

    def _swapped(self, name: str, body: Term):
        """max_v max_w t, the two in canonical order."""
        if body.op != "max":
            return None
        trace, terms = self.trace, self.terms
        (inner,), rest = terms.open(body)
        ranges = terms.extents[name].names() | terms.extents[inner].names()
        if {name, inner} & ranges or order_variables(terms, (name, inner), (rest,)) == [name, inner]:
            return None
        left = terms.maximum(name, terms.maximum(inner, rest))
        right = terms.maximum(inner, terms.maximum(name, rest))
        return trace.step("max_order", left, right, rest=rest, variables=(name, inner))

    # ------------------------------------------------------------ functions put inside
    def inward(self, t: Term) -> Theorem | None:
        """f(max s) = max f(s), and f(… c …) = c f(… 1 …) + (1 − c) f(… 0 …) for a relation c of indices; else None."""
        if not self.normalizer.policy.inward or t.op != "fn" or t.data[1]:
            return None
        (argument,) = t.args
        polynomial = self.terms.polynomial(argument)
        relation = next((a for m in polynomial for a, _ in m if a.op == "holds"), None)
        if relation is not None:
            return self._by_relation(t, relation)
        place = next((m for m in polynomial if len(m) == 1 and m[0][1] == 1 and m[0][0].op in ("max", "largest")), None)
        if place is None:
            return None
        gathered = self._gathered(argument, polynomial, place)
        if gathered is None:
            return None
        p, sign = gathered
        moved = self.trace.cong(t, [p])
        largest = p.right if sign == 1 else next(x for x in p.right.args if x.op in ("max", "largest"))
        inside = self._put_inside(moved.right, largest, sign)
        return None if inside is None else self.trace.trans(moved, inside)

    def _gathered(self, argument: Term, polynomial: dict, place: tuple) -> tuple[Theorem, int] | None:
        """r + c max s = max(r + c s), or r − c max s = −max(c s − r), for c > 0; and 1 or −1."""
        terms, trace = self.terms, self.trace
        (largest, _), = place
        c = polynomial[place]
        sign = 1 if c > 0 else -1
        rest = terms.from_polynomial({m: sign * x for m, x in polynomial.items() if m != place})
        put = lambda s: terms.from_polynomial(terms.polynomial(terms.add([rest, terms.mul([terms.num(abs(c)), s])])))
        if largest.op == "max":
            (name,), body = terms.open(largest)
            whole = terms.maximum(name, put(body))
        else:
            whole = terms.largest(map(put, largest.args))
        if whole.op != largest.op:
            return None
        inner = self.normalizer.normal(whole)
        signed = terms.mul([terms.num(sign), inner.right]) if sign == -1 else inner.right
        if terms.polynomial(signed) != polynomial:
            return None
        right = whole if sign == 1 else terms.negative(whole)
        return trace.combine(argument, right, [(inner, terms.num(-sign))]), sign

    def _by_relation(self, t: Term, relation: Term) -> Theorem:
        terms, (name, order) = self.terms, t.data
        put = lambda value: terms.fn(name, order, terms.from_polynomial(
            terms.polynomial(t.args[0], {relation: terms.polynomial(value)})))
        whole, other = terms.put(t, relation, terms.one), terms.put(t, relation, terms.zero)
        right = terms.add([terms.mul([relation, whole]),
                           terms.mul([terms.add([terms.one, terms.negative(relation)]), other])])
        split = self.trace.step("case_split", t, right, term=t, case=relation)
        simple = terms.add([terms.mul([relation, put(terms.one)]),
                            terms.mul([terms.add([terms.one, terms.negative(relation)]), put(terms.zero)])])
        inner = [self.trace.cong(f, [self.trace.ring(f.args[0], g.args[0])])
                 for f, g in ((whole, put(terms.one)), (other, put(terms.zero)))]
        return self.trace.trans(split, self.trace.ring(right, simple, inner))

    def _put_inside(self, t: Term, largest: Term, sign: int) -> Theorem | None:
        """f(max u) for sign 1, f(−max u) = f(min −u) for sign −1."""
        trace, terms = self.trace, self.terms
        direction, why = self.direction(t.data[0], t.args[0])
        if not direction:
            return None
        if largest.op == "max":
            if not trace.nonnegative(terms.extents[largest.data[0]] - 1):
                return None
            (name,), body = terms.open(largest)
            over, family = (lambda f: terms.maximum(name, f(s))), {"variable": name}
            s = body if sign == 1 else terms.negative(body)
            family["rest"] = s
            same = lambda: self._cong(name, trace.ring(terms.negative(s), body))
        else:
            parts = tuple(x if sign == 1 else terms.negative(x) for x in largest.args)
            over, family = (lambda f: terms.largest(map(f, parts))), {"rest": parts}
            same = lambda: trace.cong(over(terms.negative), [trace.ring(terms.negative(x), y)
                                                             for x, y in zip(parts, largest.args)])
        p = self._function(t.data[0], sign * direction, direction, why, over, **family)
        outside = terms.mul([terms.num(sign * direction), p.left]) if sign * direction == -1 else p.left
        if sign == 1:
            return trace.combine(t, outside, [(p, terms.num(-sign * direction))])
        inner = same()
        argument = trace.ring(terms.negative(over(terms.negative)), t.args[0], [inner])
        there = terms.fn(*t.data, argument.left)
        moved = trace.cong(there, [argument])
        return trace.trans(trace.sym(moved), trace.combine(there, outside, [(p, terms.num(direction))]))

    # ------------------------------------------------------------ of a list
    def _largest(self, t: Term):
        trace = self.trace
        inner = [trace.entry(x) for x in t.args if x.op == "at" and isinstance(x.data[0], Largest)]
        if inner:
            return self._then_normal(trace.cong(t, inner))
        p = trace.cong(t, [self.normalizer.normal(x) for x in t.args])
        if p.right.op != "largest":
            return self._then_normal(p)
        ways = (self._taken_in, self._dropped, self._shifted_list, self._scaled_list, self._pulled_list, self._of_two)
        for way in ways:
            q = way(p.right)
            if q is not None:
                return self._then_normal(p, q)
        return p

    def _taken_in(self, t: Term):
        trace, terms = self.trace, self.terms
        for x in t.args:
            if x.op == "max" and trace.nonnegative(terms.extents[x.data[0]] - 1):
                (name,), rest = terms.open(x)
                others = tuple(y for y in t.args if y is not x)
                right = terms.maximum(name, terms.largest([*others, rest]))
                return trace.step("max_among", t, right, rest=rest, variable=name, others=others)
        return None

    def _dropped(self, t: Term):
        """max(a, b) = b where b − a is plainly ≥ 0."""
        trace, terms = self.trace, self.terms
        for a in t.args:
            for b in t.args:
                if a is not b:
                    difference = self.normalizer.normal(terms.add([b, terms.negative(a)]))
                    if self.normalizer.scalars._positive(difference.right):
                        right = terms.largest(x for x in t.args if x is not a)
                        return trace.step("largest_drop", t, right, [difference], term=t, drop=a, keep=b)
        return None

    def _shifted_list(self, t: Term):
        polynomials = [self.terms.polynomial(x) for x in t.args]
        common = {m: c for m, c in polynomials[0].items() if all(p.get(m) == c for p in polynomials[1:])}
        if not common:
            return None
        rest = [{m: c for m, c in p.items() if m not in common} for p in polynomials]
        return self._taken_out_of_list("max_shift", t, self.terms.add, rest, shift=self.terms.from_polynomial(common))

    def _of_two(self, t: Term):
        """max(a, b) = a + max(0, b − a), and max(0, d) = d + max(0, −d) where d begins with a minus."""
        polynomials = [self.terms.polynomial(x) for x in t.args]
        if len(polynomials) != 2:
            return None
        if all(polynomials):
            shift = polynomials[0]
        else:
            shift = next(p for p in polynomials if p)
            if shift[min(shift, key=lambda m: [(a.order, k) for a, k in m])] > 0:
                return None
        rest = [{m: c for m, c in _difference(p, shift).items() if c} for p in polynomials]
        return self._taken_out_of_list("max_shift", t, self.terms.add, rest, shift=self.terms.from_polynomial(shift))

    def _scaled_list(self, t: Term):
        """A positive number, or atoms that are plainly ≥ 0, common to all monomials of all terms."""
        polynomials = [self.terms.polynomial(x) for x in t.args]
        together = {m: c for p in polynomials for m, c in p.items()}
        first, *others = (dict(m) for m in together)
        common = {a: k for a, k in first.items() if (a.op in ("holds", "delta") or self.normalizer.scalars._positive(a))
                  and all(m.get(a, 0) >= k for m in others)}
        factor = self.terms.monomial(tuple(sorted(common.items(), key=lambda x: x[0].order)),
                                     content_of([c for p in polynomials for c in p.values()]))
        if factor is self.terms.one:
            return None
        rest = [_divided(p, self.terms.polynomial(factor)) if p else p for p in polynomials]
        return self._taken_out_of_list("max_scale", t, self.terms.mul, rest, factor=factor)

    def _taken_out_of_list(self, rule: str, t: Term, join, polynomials: list[dict], **outside):
        trace, terms, (c,) = self.trace, self.terms, outside.values()
        rest = tuple(map(terms.from_polynomial, polynomials))
        moved = trace.cong(t, [trace.ring(x, join([c, s])) for x, s in zip(t.args, rest)])
        right = join([c, terms.largest(rest)])
        return trace.trans(moved, trace.step(rule, moved.right, right, rest=rest, **outside))

    def _pulled_list(self, t: Term):
        found = [None if self.normalizer.policy.inward else self._monotone(x) for x in t.args]
        if None in found or len({x[:4] for x in found}) > 1:
            return None
        *how, _ = found[0]
        rest = tuple(x[-1] for x in found)
        over = lambda f: self.terms.largest(map(f, rest))
        return self._function(*how, over, rest=rest)


def _difference(a: dict, b: dict) -> dict:
    return {m: a.get(m, 0) - b.get(m, 0) for m in {**a, **b}}


def content_of(coefficients) -> Fraction:
    """The positive rational that divides all coefficients."""
    numerators, denominators = zip(*((c.numerator, c.denominator) for c in coefficients))
    return Fraction(gcd(*numerators), lcm(*denominators))


def _divided(polynomial: dict, factor: dict) -> dict:
    (m, c), = factor.items()
    inverse = {tuple((a, -k) for a, k in m): ONE / c}
    return {tuple((a, k) for a, k in n if k): x for n, x in multiply(polynomial, inverse).items()}
