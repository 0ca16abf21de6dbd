r"""Scalars: powers, exp and log in normal form, and equality of fractions.

A power or a function of a normal form is brought to pieces that polynomial
arithmetic can collect:

* (c a b²)^q = c^q a^q b^{2q};  a common factor of a sum is taken out of its power;
* t^{5/2} = t² t^{1/2}, so exponents left are −1 and fractions between 0 and 1;
* exp(s + 2t) = exp(s) exp(t)², exp(−t) = exp(t)^{-1};  exp(log t) = t;
* log(exp t) = t,  log of a product is the sum of logs where the checker can
  see that every factor is positive;
* exp′ = exp, log′(t) = t^{-1}, sin′ = cos, cos′ = −sin.

Two fractions are compared by cross-multiplication (``RationalEquality``): with
y = D^{-1}, a polynomial f in y of degree m is zero if N = Σ f_j D^{m-j} is,
since f = y^m N + Q (D y − 1); N has one inverse less.
"""
from __future__ import annotations

from fractions import Fraction
from math import floor, gcd, lcm

from symbolic.language.integers import integer

from .exponentials import in_common_units
from .radicals import log_of_number, root_of_number, without_content
from .record import Theorem
from .polynomials import ONE, minus, multiply, plus
from .terms import Term
from .trace import Trace

LARGEST_SQUARE = 6
"""Up to which natural power a divisor is seen as a product, so that its base is no more 0 than it is."""


class Scalars:
    """Rewrites one function or power whose argument is in normal form."""

    def __init__(self, trace: Trace):
        self.trace, self.terms = trace, trace.terms

    def rewrite(self, t: Term) -> Theorem | None:
        """t = something closer to normal form, or None if nothing applies."""
        if t.op == "pow":
            return self._power(t)
        name, order = t.data
        if order:
            return self.trace.function_derivative(t) if self._has_derivative(name, order) else None
        match name:
            case "exp":
                return self._exp(t)
            case "log":
                return self._log(t)
        return None

    @staticmethod
    def _has_derivative(name: str, order: int) -> bool:
        return name == "exp" or name in ("log", "sin", "cos", "arctan", "Phi", "phi") and order == 1

    # ------------------------------------------------------------ powers
    def _power(self, t: Term) -> Theorem | None:
        trace = self.trace
        base, q = t.args[0], t.data
        integral = q.denominator == 1
        if not integral and base.op == "num" and (root := root_of_number(trace, t)) is not None:
            return root
        if not integral and base.op == "add" and self._positive(base) and (root := without_content(trace, t)) is not None:
            return root
        if base.op == "pow":
            if base.data.denominator == 1 and 1 < base.data <= LARGEST_SQUARE:
                self._remember_factors(trace.ring(base, self.terms.mul([base.args[0]] * int(base.data))), q)
            plain = integral and base.data.denominator == 1 or self.strictly_positive(base.args[0])
            return trace.power_power(t) if plain else None
        if base.op == "mul":
            self._remember_factors(trace.refl(base), q)
            return trace.power_mul(t) if integral or all(map(self._positive, base.args)) else None
        if base.op == "add" and integral:
            product = self._cleared(base)
            factor = self._common_factor(base) if product is None else None
            if factor is not None:
                product = trace.ring(base, self._divided(base, factor))
            if product is not None:
                self._remember_factors(product, q)
                p = trace.cong(t, [product])
                return trace.trans(p, trace.power_mul(p.right)) if product.right.op == "mul" else p
        whole = floor(q)
        if not integral and whole != 0:
            return trace.power_split(t, [Fraction(whole), q - whole])
        return None

    def _remember_factors(self, product: Theorem, exponent: Fraction) -> None:
        """Where the factors of a divisor came from: none is zero if the divisor is not."""
        if exponent > 0:
            return
        origin = self.trace.divisors.get(product.left) or self.trace.origins.get(product.left)
        if origin is not None and origin.right is product.left:
            p = self.trace.trans(origin, product)
            for factor in product.right.args if product.right.op == "mul" else ():
                self.trace.divisors.setdefault(factor, p)

    def remember_logarithm(self, argument: Theorem) -> None:
        """Where the factors of a logarithm's argument came from: none is zero where it is positive."""
        polynomial = self.terms.polynomial(argument.right)
        origin = self.trace.origins.get(argument.right)
        if len(polynomial) != 1 or origin is None or origin.right is not argument.right:
            return
        (monomial, c), = polynomial.items()
        factors = [a for a, k in monomial for _ in range(k)]
        if len(factors) > 1:
            p = self.trace.trans(origin, self.trace.ring(argument.right, self.terms.mul([self.terms.num(c), *factors])))
            for factor in factors:
                self.trace.divisors.setdefault(factor, p)

    def _cleared(self, total: Term) -> Theorem | None:
        """1 + exp(z)^{-1} = exp(z)^{-1} (exp(z) + 1): an inverse standing in a sum is taken out."""
        terms = self.terms
        polynomial = terms.polynomial(total)
        inverses = {a for m in polynomial for a, _ in m
                    if a.op == "pow" and a.data == -1 and self.strictly_positive(a.args[0])}
        for y in sorted(inverses, key=lambda a: -a.order):
            if all(dict(m).get(y) for m in polynomial):
                continue
            coefficients, base = _by_power(polynomial, y), terms.polynomial(y.args[0])
            degree = max(coefficients)
            cleared: dict = {}
            for j, c in coefficients.items():
                cleared = plus(cleared, multiply(c, _power(base, degree - j)))
            right = terms.mul([terms.pow(y, degree) if degree > 1 else y, terms.from_polynomial(cleared)])
            rest = minus(polynomial, terms.polynomial(right))
            quotient = _divide_by_linear(_by_power(rest, y), base, y)
            if quotient is not None:
                return self.trace.combine(total, right, [(self.trace.reciprocal(y.args[0]), terms.from_polynomial(quotient))])
        return None

    def cleared_of_inverses(self, t: Term) -> Term | None:
        """N yᵏ equal to t if t is a polynomial in one inverse y = D⁻¹ of degree k, N free of it; else None."""
        inverses = {a for m in self.terms.polynomial(t) for a, _ in m if a.op == "pow" and a.data == -1}
        return self.terms.mul(self.cleared_of(t, *inverses)) if len(inverses) == 1 else None

    def cleared_of(self, t: Term, y: Term) -> tuple[Term, Term]:
        """N, free of y, and yᵏ: their product is t, a polynomial of degree k in the inverse y = D⁻¹."""
        terms, base = self.terms, self.terms.polynomial(y.args[0])
        coefficients = _by_power(terms.polynomial(t), y)
        degree = max(coefficients)
        cleared: dict = {}
        for j, c in coefficients.items():
            cleared = plus(cleared, multiply(c, _power(base, degree - j)))
        return terms.from_polynomial(cleared), terms.pow(y, degree)

    def _common_factor(self, base: Term) -> Term | None:
        """What divides every monomial of a sum, as a term; None if only 1 does.

        The rational content is taken with the sign that leaves more positive
        coefficients than negative ones, or if as many the oldest monomial's
        positive, so that a sum and its negative share what is left.
        """
        polynomial = self.terms.polynomial(base)
        numerators = [abs(c.numerator) for c in polynomial.values()]
        denominators = [c.denominator for c in polynomial.values()]
        content = Fraction(gcd(*numerators), lcm(*denominators))
        balance = sum(1 if c > 0 else -1 for c in polynomial.values())
        oldest = min(polynomial, key=lambda m: [(a.order, k) for a, k in m])
        if balance < 0 or balance == 0 and polynomial[oldest] < 0:
            content = -content
        common = dict(next(iter(polynomial)))
        for m in polynomial:
            powers = dict(m)
            common = {a: min(k, powers[a]) for a, k in common.items() if a in powers}
        if content == 1 and not common:
            return None
        return self.terms.monomial(tuple(sorted(common.items(), key=lambda x: x[0].order)), content)

    def factored(self, total: Term) -> tuple[Theorem, Theorem] | None:
        """A sum as Π f · s and as −Π f · (−s), f what divides all of it; None if only numbers do."""
        factor = self._common_factor(total)
        if factor is None or not any(a for a, _ in next(iter(self.terms.polynomial(factor)))):
            return None
        terms = self.terms
        ways = []
        for f in (factor, terms.from_polynomial(terms.polynomial(terms.negative(factor)))):
            ways.append(self.trace.ring(total, self._divided(total, f)))
        return tuple(ways)

    def _divided(self, base: Term, factor: Term) -> Term:
        (m, c), = self.terms.polynomial(factor).items()
        taken = dict(m)
        quotient = {}
        for monomial, coefficient in self.terms.polynomial(base).items():
            rest = tuple((a, k - taken.get(a, 0)) for a, k in monomial if k > taken.get(a, 0))
            quotient[rest] = coefficient / c
        return self.terms.mul([factor, self.terms.from_polynomial(quotient)])

    def _positive(self, t: Term) -> bool:
        """Every factor is plainly ≥ 0: a positive number, an exponential, a sum of such."""
        match t.op:
            case "num":
                return t.data >= 0
            case "fn":
                return t.data == ("exp", 0)
            case "int":
                return self.trace.nonnegative(t.data)
            case "add" | "mul":
                return all(map(self._positive, t.args))
            case "pow":
                return t.data.denominator == 1 and t.data % 2 == 0 or self._positive(t.args[0])
            case "sum":
                return self._positive(t.args[0])
            case "at":
                return self.trace.declared(t, "positive")
        return False

    # ------------------------------------------------------------ exp and log
    def _exp(self, t: Term) -> Theorem | None:
        trace, terms = self.trace, self.terms
        argument = t.args[0]
        if argument is terms.zero:
            return trace.exp_zero(t)
        if argument.op == "add":
            return trace.exp_add(t)
        (m, c), = terms.polynomial(argument).items()
        if len(m) == 1 and m[0][1] == 1 and m[0][0].op == "fn" and m[0][0].data == ("log", 0):
            if c == 1:
                return trace.exp_log(t)
            power = trace.exp_power(terms.pow(terms.fn("exp", 0, m[0][0]), c))
            return trace.trans(trace.cong(t, [trace.ring(argument, power.right.args[0])]), trace.sym(power))
        whole = c.numerator
        if whole == 1:
            return None
        root = terms.fn("exp", 0, terms.monomial(m, c / whole))
        power = trace.exp_power(terms.pow(root, whole))
        return trace.trans(trace.cong(t, [trace.ring(argument, power.right.args[0])]), trace.sym(power))

    def _log(self, t: Term) -> Theorem | None:
        argument = t.args[0]
        if argument.op == "fn" and argument.data == ("exp", 0):
            return self.trace.log_exp(t)
        if argument.op == "add":
            cleared = self._cleared(argument)
            if cleared is None or not self.strictly_positive(cleared.right):
                return None
            p = self.trace.cong(t, [cleared])
            return self.trace.trans(p, self.trace.log_mul(p.right)) if cleared.right.op == "mul" else p
        if argument is self.terms.one:
            return self.trace.log_one(t)
        if argument.op == "num":
            return log_of_number(self.trace, t)
        if argument.op == "mul" and self.strictly_positive(argument):
            return self.trace.log_mul(t)
        if argument.op == "pow" and self.strictly_positive(argument.args[0]):
            return self.trace.log_pow(t)
        return None

    def strictly_positive(self, t: Term) -> bool:
        """Positive by its form: numbers > 0, exponentials, nonempty sums of such, their powers."""
        match t.op:
            case "num":
                return t.data > 0
            case "fn":
                return t.data == ("exp", 0)
            case "determinant":
                return t.args[0].op == "at" and self.trace.declared(t.args[0], "positive definite")
            case "int":
                return self.trace.nonnegative(t.data - 1)
            case "mul":
                return all(map(self.strictly_positive, t.args))
            case "add":
                return all(map(self._positive, t.args)) and any(map(self.strictly_positive, t.args))
            case "pow":
                return self.strictly_positive(t.args[0])
            case "sum":
                return self.strictly_positive(t.args[0]) and all(
                    self.trace.nonnegative(self.terms.extents[name] - 1) for name in t.data)
            case "at":
                return self.trace.declared(t, "positive")
        return False


class RationalEquality:
    """Equality of polynomials in atoms, some of which are inverses or roots of others."""

    DEPTH = 12

    def __init__(self, trace: Trace, normal):
        self.trace, self.terms, self.normal = trace, trace.terms, normal

    def equal(self, left: Term, right: Term, depth: int = DEPTH) -> Theorem | None:
        """left = right by clearing one denominator after the other, or None."""
        terms = self.terms
        difference = minus(terms.polynomial(left), terms.polynomial(right))
        if not difference:
            return self.trace.ring(left, right)
        if depth == 0 or len(difference) > 400:
            return None
        atoms = {a for m in difference for a, _ in m}
        units = in_common_units(self.trace, sorted(atoms, key=lambda a: a.order))
        if units:
            return self._with_atoms(left, right, units, depth)
        roots = [a for a in atoms if a.op == "pow" and a.data == Fraction(1, 2)]
        inverses = [a for a in atoms if a.op == "pow" and a.data == -1]
        for inverse in sorted(inverses, key=lambda a: -a.order):
            return self._without_inverse(left, right, difference, inverse, depth)
        for root in sorted(roots, key=lambda a: -a.order):
            return self._without_root(left, right, difference, root, depth)
        return self._under_sums(left, right, difference, depth)

    def _with_atoms(self, left: Term, right: Term, units: dict[Term, Theorem], depth: int) -> Theorem | None:
        """left = right after atoms are replaced as these theorems say, or None."""
        values = {a: self.terms.polynomial(p.right) for a, p in units.items()}

        def replaced(t: Term) -> Theorem:
            result = self.terms.from_polynomial(self.terms.polynomial(t, values))
            return self.trace.ring(t, result, units.values())

        one, other = replaced(left), replaced(right)
        same = self.equal(one.right, other.right, depth - 1)
        return None if same is None else self.trace.trans(one, same, self.trace.sym(other))

    def opaque(self, a: Term) -> bool:
        """May two normal forms with this atom be equal and differ?"""
        return a.op == "pow" or a.op == "fn" and a.data == ("exp", 0)

    def _under_sums(self, left: Term, right: Term, f: dict, depth: int) -> Theorem | None:
        """Σ a − Σ b = 0 over one range because a − b = 0 there, where inverses or roots stand under the sums."""
        terms, trace = self.terms, self.trace
        bodies: dict[tuple, tuple[list[str], list[Term]]] = {}
        alone: dict = {}
        for m, c in f.items():
            sums = [(a, k) for a, k in m if a.op == "sum"]
            if not sums:
                alone[m] = c
                continue
            if len(sums) != 1 or sums[0][1] != 1:
                return None
            (total, _), = sums
            names, body = terms.open(total)
            known, collected = bodies.setdefault(tuple(terms.extents[name] for name in names), (names, []))
            body = terms.replace(body, {old: integer(new) for old, new in zip(names, known) if old != new})
            collected.append(terms.mul([terms.monomial(tuple((a, k) for a, k in m if a is not total), c), body]))
        if alone and (len(bodies) != 1 or not self._spread(alone, *bodies.values())):
            return None
        premises = []
        for names, collected in bodies.values():
            polynomial = terms.polynomial(terms.add(collected))
            if not any(self.opaque(a) for m in polynomial for a, _ in m):
                return None
            zero = self._zero(polynomial, depth)
            if zero is None:
                return None
            whole = trace.sum_cong(names, zero)
            sides = self.normal(whole.left), self.normal(whole.right)
            premises.append((trace.trans(trace.sym(sides[0]), whole, sides[1]), terms.one))
        remaining = minus(f, terms.polynomial(terms.add([p.left for p, _ in premises])))
        return None if remaining else trace.combine(left, right, premises)

    def _spread(self, alone: dict, body: tuple[list[str], list[Term]]) -> bool:
        """n q as the sum of q over the range 1..n, added to the terms of that sum; can it be done?"""
        names, collected = body
        if len(names) != 1:
            return False
        extent = self.terms.polynomial(self.terms.int(self.terms.extents[names[0]]))
        if len(extent) != 1:
            return False
        (monomial, coefficient), = extent.items()
        for m, c in alone.items():
            powers = dict(m)
            if any(powers.get(a, 0) < k for a, k in monomial):
                return False
            rest = tuple((a, k - dict(monomial).get(a, 0)) for a, k in m if k > dict(monomial).get(a, 0))
            collected.append(self.terms.monomial(rest, c / coefficient))
        return True

    def _without_inverse(self, left, right, f, y: Term, depth) -> Theorem | None:
        terms, trace = self.terms, self.trace
        base = y.args[0]
        d = terms.polynomial(base)
        coefficients = _by_power(f, y)
        degree = max(coefficients)
        cleared: dict = {}
        for j, c in coefficients.items():
            cleared = plus(cleared, multiply(c, _power(d, degree - j)))
        zero = self._zero(cleared, depth)
        if zero is None:
            return None
        top = {((y, degree),): ONE}
        rest = minus(f, multiply(top, cleared))
        quotient = _divide_by_linear(_by_power(rest, y), d, y)
        if quotient is None:
            return None
        return trace.combine(left, right, [(zero, terms.from_polynomial(top)),
                                           (trace.reciprocal(base), terms.from_polynomial(quotient))])

    def _without_root(self, left, right, f, s: Term, depth) -> Theorem | None:
        """s² = D: reduce to g₀ + g₁ s and show both zero."""
        terms, trace = self.terms, self.trace
        d = terms.polynomial(s.args[0])
        coefficients = _by_power(f, s)
        quotient: dict = {}
        for j in range(max(coefficients), 1, -1):
            c = coefficients.pop(j, {})
            coefficients[j - 2] = plus(coefficients.get(j - 2, {}), multiply(c, d))
            quotient = plus(quotient, multiply(c, {((s, j - 2),): ONE} if j > 2 else {(): ONE}))
        premises = []
        for j in (0, 1):
            part = coefficients.get(j, {})
            if part:
                zero = self._zero(part, depth)
                if zero is None:
                    return None
                premises.append((zero, s if j else terms.one))
        if quotient:
            square = trace.power_split(terms.pow(s.args[0], 1), [Fraction(1, 2), Fraction(1, 2)])
            premises.append((trace.sym(square), terms.from_polynomial(quotient)))
        return trace.combine(left, right, premises)

    def _zero(self, polynomial: dict, depth: int) -> Theorem | None:
        """The polynomial as a term = 0, after bringing it to normal form once more."""
        terms, trace = self.terms, self.trace
        t = terms.from_polynomial(polynomial)
        p = self.normal(t)
        q = self.equal(p.right, terms.zero, depth - 1)
        return None if q is None else trace.trans(p, q)


def _power(d: dict, k: int) -> dict:
    result = {(): ONE}
    for _ in range(k):
        result = multiply(result, d)
    return result


def _by_power(f: dict, y: Term) -> dict[int, dict]:
    """The coefficients of f as a polynomial in the atom y."""
    found: dict[int, dict] = {}
    for m, c in f.items():
        power = next((k for a, k in m if a is y), 0)
        rest = tuple((a, k) for a, k in m if a is not y)
        found.setdefault(power, {})[rest] = c
    return found


def _divide_by_linear(coefficients: dict[int, dict], d: dict, y: Term) -> dict | None:
    """Q with Σ f_j y^j = Q (d y − 1), or None if it does not divide."""
    quotient: dict = {}
    q: dict = {}
    for j in range(max(coefficients, default=0) + 1):
        q = minus(multiply(d, q), coefficients.get(j, {}))
        if q:
            quotient = plus(quotient, multiply(q, {((y, j),): ONE} if j else {(): ONE}))
    return quotient if not q else None
