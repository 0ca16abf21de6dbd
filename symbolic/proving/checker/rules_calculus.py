"""Rules of entries, products over labels, definitions, derivatives and induction."""
from __future__ import annotations

from .claim import Region, field, show_member
from .entries import ENTRIES, Entry
from .integers import ONE, Poly, Refused, read_list, symbol
from .replay import Equation, Step, show
from .rules_finite import leaving
from .rules_scalars import is_nonzero, sign
from .terms import Expression, Term, factors, summands

OPEN_PROPERTIES = frozenset({"positive", "negative", "nonzero", "invertible", "positive definite", "of full column rank", "of full row rank"})


def entry_of(step: Step) -> Equation:
    """at(E, indices) = its term by the table of entries."""
    t = step.term(op="at")
    e, indices = t.parts
    row = ENTRIES.get(e.op)
    if row is None:
        raise Refused(f"the entry of a node {e.op} has no rule")
    variable = lambda extent: step.fresh([extent], apart_from=t.names)[0]
    return step.conclude(t, row(Entry(step.store, e, indices, variable)))


# ---------------------------------------------------------------- products over labels

def _product(step: Step) -> tuple[Term, Expression, Poly, Poly]:
    t = step.term(op="at")
    e = t.parts[0]
    if e.op != "matprod":
        raise Refused(f"not an entry of a product over labels: {show(t)}")
    return t, e, e.parts[1], e.parts[2]


def product_empty(step: Step) -> Equation:
    """The entry of M(f) ⋯ M(f+1), no factor, is δ(i, j)."""
    t, _, first, last = _product(step)
    if step.claim.reduce(last - 1) != first:
        raise Refused(f"a product from {first} down to {last} is not known to be empty")
    return step.conclude(t, step.store.term("delta", *t.parts[1]))


def product_last(step: Step) -> Equation:
    """(M(f) ⋯ M(l))[i, j] = Σ_u (M(f) ⋯ M(l+1))[i, u] M(l)[u, j] for f ≥ l; u in 1..rows of M(l)."""
    t, e, first, last = _product(step)
    step.need(first - last, f"there is a factor from {first} down to {last}")
    factor = step.store.open(e, (last,))
    after = step.claim.reduce(last + 1)
    rest = _shorter(step, e, first, after, (e.shape[0], factor.shape[0]))
    return _unfolded(step, t, rest, factor, factor.shape[0])


def product_first(step: Step) -> Equation:
    """(M(f) ⋯ M(l))[i, j] = Σ_u M(f)[i, u] (M(f−1) ⋯ M(l))[u, j] for f ≥ l; u in 1..columns of M(f)."""
    t, e, first, last = _product(step)
    step.need(first - last, f"there is a factor from {first} down to {last}")
    factor = step.store.open(e, (first,))
    rest = _shorter(step, e, step.claim.reduce(first - 1), last, (factor.shape[1], e.shape[1]))
    return _unfolded(step, t, factor, rest, factor.shape[1])


def _shorter(step: Step, e: Expression, first: Poly, last: Poly, shape: tuple) -> Expression:
    return step.store.expression("matprod", e.parts[0], first, last, e.parts[3], shape=shape)


def _unfolded(step: Step, t: Term, a: Expression, b: Expression, extent: Poly) -> Equation:
    (u,) = step.fresh([extent], apart_from=t.names)
    (i, j), k = t.parts[1], symbol(u[0])
    product = step.store.mul([step.store.term("at", a, (i, k)), step.store.term("at", b, (k, j))])
    return step.conclude(t, step.store.sum_over([u], product))


# ---------------------------------------------------------------- definitions and assumptions

def _symbol_entry(step: Step) -> tuple[Term, str, tuple, tuple, tuple]:
    """The term at(symbol, indices): its name, labels, shape and indices."""
    t = step.term(op="at")
    e, indices = t.parts
    if e.op != "symbol":
        raise Refused(f"not an entry of a symbol: {show(t)}")
    name, labels, _ = e.parts
    return t, name, labels, step.claim.shape(name, labels), indices


def clause_of(step: Step) -> tuple[Term, str, tuple, tuple, tuple, Expression]:
    """The term at(symbol, indices) as ``_symbol_entry``, and the body of a clause whose ranges hold the labels."""
    t, name, labels, shape, indices = _symbol_entry(step)
    number, clauses = field(step.data, "clause"), step.claim.clauses
    if type(number) is not int or not 0 <= number < len(clauses):
        raise Refused(f"no clause has the number {number!r:.40}")
    clause = clauses[number]
    if clause.name != name:
        raise Refused(f"clause {number} defines {clause.name}, not {name}")
    for k, label in enumerate(labels):
        earlier = dict(zip(clause.parameters[:k], labels))
        lower, upper = (_put(step, end, earlier) for end in clause.ranges[k])
        step.need_within([label], [(lower, upper)], f"a label of {name}:")
    return t, name, labels, shape, indices, step.store.substitute(clause.body, dict(zip(clause.parameters, labels)))


def unfold(step: Step) -> Equation:
    """name[labels](p) = body(p) by a clause whose ranges hold the labels, p within the shape."""
    t, name, labels, shape, indices, body = clause_of(step)
    step.need_within(indices, [(ONE, d) for d in shape], f"an index of {name}:")
    box = tuple((label, label) for label in labels)
    return step.conclude(t, step.store.term("at", body, indices), used={(name, box)})


def _put(step: Step, p: Poly, mapping: dict[str, Poly]) -> Poly:
    return step.claim.reduce(p.substitute({(name, ()): value for name, value in mapping.items()}))


def assumption(step: Step) -> Equation:
    """at(left, p) = at(right, p) of an assumed equation, its free names and p within their ranges."""
    left, _, right, number = assumed_sides(step, ("=",), "no assumed equation")
    return step.conclude(left, right, assumptions={number})


def assumed_sides(step: Step, relations: tuple[str, ...], none: str) -> tuple[Term, str, Term, int]:
    """at(left, p), the relation, at(right, p) of the assumption ``number``, which has one of these relations."""
    number, known = field(step.data, "number"), step.claim.assumptions
    if type(number) is not int or not 0 <= number < len(known) or known[number].relation not in relations:
        raise Refused(f"{none} has the number {number!r:.40}")
    given, values = known[number], field(step.data, "values")
    if type(values) is not dict or set(values) != set(given.names):
        raise Refused(f"values are wanted for {list(given.names)}")
    put = {own: step.replay.integer(values[name]) for own, name in zip(given.parameters, given.names)}
    for own, name, extent in zip(given.parameters, given.names, given.extents):
        step.need_within([put[own]], [(ONE, _put(step, extent, put))], name)
    left, right = (step.store.substitute(e, put) for e in (given.left, given.right))
    indices = step.integers("indices") if left.shape else ()
    if len(indices) != len(left.shape):
        raise Refused(f"{len(left.shape)} indices wanted, {len(indices)} given")
    step.need_within(indices, [(ONE, d) for d in left.shape], "an index:")
    left, right = (step.store.term("at", e, indices) for e in (left, right))
    return left, given.relation, right, number


def function_value(step: Step) -> Equation:
    """f^{(k)}(t) = T[z:=t] if f is defined by f(z) = e and the premise is ∂^k e/∂z^k = T.

    T is an identity in z: no definition, assumption or hypothesis was used, and
    z stands in it only as itself, outside derivatives.  Conditions may say where
    the derivative exists; of t they are said as of z.
    """
    t = step.term(op="fn")
    if t.parts[0] not in step.claim.function_definitions:
        raise Refused(f"the function {t.parts[0]} is not defined by a formula")
    return _by_body(step, t, t.parts[1], *step.claim.function_definitions[t.parts[0]])


def function_equation(step: Step) -> Equation:
    """f^{(k)}(t) = T[z:=t] if f^{(j)}(z) = e is given for every z, j ≤ k, and the premise is ∂^{k−j} e/∂z^{k−j} = T.

    T is an identity in z as for ``function_value``.
    """
    t = step.term(op="fn")
    if t.parts[0] not in step.claim.function_equations:
        raise Refused(f"no equation of {t.parts[0]} is given")
    known, parameter, body = step.claim.function_equations[t.parts[0]]
    if t.parts[1] < known:
        raise Refused(f"the equation of {t.parts[0]} is about its derivative of order {known}")
    return _by_body(step, t, t.parts[1] - known, parameter, body)


def _by_body(step: Step, t: Term, order: int, parameter: str, body: Expression) -> Equation:
    """t = T[z:=argument of t], where the premise is ∂^order body/∂z^order = T."""
    p, argument = step.premise(), t.parts[2]
    z = step.store.term("at", step.store.expression("symbol", parameter, (), ()), ())
    expected = step.store.term("at", body, ())
    for _ in range(order):
        expected = step.store.term("D", expected, parameter, (), ())
    step.need_same("the premise is not about the definition", p.left, expected)
    if p.used or p.assumptions or p.hypotheses:
        raise Refused("the premise uses a definition or an assumption")
    _need_plain(step, p.right, parameter, z)
    conditions = {_said_of(step, c, parameter, z, argument) for c in p.conditions}
    bare = Equation(p.left, p.right, p.open)
    return step.conclude(t, step.store.replace(p.right, z, argument), [bare], conditions=conditions)


def _said_of(step: Step, condition: tuple, parameter: str, z: Term, argument: Term) -> tuple:
    """A condition under which a derivative exists, said of the argument instead of z."""
    match condition:
        case ("smooth", _, _):
            return condition
        case ("regular", what, t):
            _need_plain(step, t, parameter, z)
            said = step.store.replace(t, z, argument)
            if said is step.store.num(0) and what != "nonnegative":
                raise Refused(f"the condition would be that 0 is {what}")
            return "regular", what, said
    raise Refused("the premise uses a condition")


def _need_plain(step: Step, t: Term, parameter: str, z: Term) -> None:
    """Refuse if the parameter stands in t otherwise than as the term z."""
    if t is z or not any(o.name == parameter for o in step.claim.occurrences(t)):
        return
    if t.op in ("at", "D"):
        raise Refused(f"{show(t)} mentions {parameter} and is not {show(z)}")
    for part in t.parts:
        if isinstance(part, Term):
            _need_plain(step, part, parameter, z)


# ---------------------------------------------------------------- derivatives

def D_cong(step: Step) -> Equation:
    """l = r gives ∂l/∂v = ∂r/∂v if the equation holds for all values near that of v.

    So its proof used no definition of v itself (v is cut), no hypothesis, and
    nothing assumed of v or of what depends on v.
    """
    p = step.premise()
    name, labels, indices = field(step.data, "name"), step.integers("labels"), step.integers("indices")
    if len(step.claim.shape(name, labels)) != len(indices):
        raise Refused(f"{len(indices)} indices do not fit {show_member(name, labels)}")
    if p.hypotheses:
        raise Refused("the premise holds under a hypothesis only")
    point = tuple((label, label) for label in labels)
    for used, box in p.used:
        if used == name and not step.claim.apart(box, point):
            raise Refused(f"the premise uses the definition of {show_member(name, labels)}, by which is differentiated")
    for given in p.assumptions:
        _need_no_assumption(step, given, name)
    left, right = (step.store.term("D", t, name, labels, indices) for t in (p.left, p.right))
    return step.conclude(left, right)


def _need_no_assumption(step: Step, given, name: str) -> None:
    """Refuse an assumption that mentions ``name`` or what depends on it, unless it stays true near each value."""
    match given:
        case int():
            a = step.claim.assumptions[given]
            start = {o.name for side in (a.left, a.right) for o in step.claim.occurrences(side)}
            if name in step.claim.reached(start):
                raise Refused(f"assumption {given} speaks of {name} or of what depends on it")
        case (what, who) if what not in OPEN_PROPERTIES and name in step.claim.reached([who]):
            raise Refused(f"that {who} is {what} was used, and {name} is differentiated by")


def _derivative(step: Step, op: str | None = None) -> tuple[Term, Term, object]:
    """The term D(t), t, and a function that takes the same derivative of other terms."""
    t = step.term(op="D")
    inner, name, labels, indices = t.parts
    if op is not None and inner.op != op:
        raise Refused(f"the derivative is not of a {op} but of {show(inner)}")
    return t, inner, lambda x: step.store.term("D", x, name, labels, indices)


def D_add(step: Step) -> Equation:
    """∂(t₁ + t₂ + …) = ∂t₁ + ∂t₂ + …."""
    t, inner, d = _derivative(step, "add")
    return step.conclude(t, step.store.add([d(x) for x in summands(inner)]))


def D_mul(step: Step) -> Equation:
    """∂(t₁ ⋯ tₙ) = Σ_k ∂t_k Π_{j≠k} t_j."""
    t, inner, d = _derivative(step, "mul")
    parts = factors(inner)
    terms = [step.store.mul([d(x), *parts[:k], *parts[k + 1:]]) for k, x in enumerate(parts)]
    return step.conclude(t, step.store.add(terms))


def D_sum(step: Step) -> Equation:
    """∂ Σ_v t = Σ_v ∂t; the place of the derivative does not mention v."""
    t, _, d = _derivative(step, "sum")
    view = step.inner_sum()
    derivative = d(view.body)
    place = step.store.term("D", step.store.num(0), *t.parts[1:])
    if place.names & set(view.names):
        raise Refused(f"the derivative is by an entry that mentions a variable of the sum, one of {list(view.names)}")
    return step.conclude(t, step.store.sum_over(view.variables, derivative))


def D_pow(step: Step) -> Equation:
    """∂(t^q) = q t^{q−1} ∂t; for q not an integer ≥ 0 where t ≠ 0, for q not an integer where t > 0."""
    t, inner, d = _derivative(step, "pow")
    base, q = inner.parts
    conditions = set()
    if q.denominator != 1 and sign(step, base) < 2:
        conditions = {("regular", "positive", base)}
    elif q.denominator == 1 and q < 0 and not is_nonzero(step, base):
        conditions = {("regular", "nonzero", base)}
    right = step.store.mul([step.store.num(q), step.store.term("pow", base, q - 1), d(base)])
    return step.conclude(t, right, conditions=conditions)


def D_fn(step: Step) -> Equation:
    """∂ f^{(k)}(t) = f^{(k+1)}(t) ∂t, where f has k + 1 derivatives."""
    t, inner, d = _derivative(step, "fn")
    f, k, argument = inner.parts
    smooth = step.claim.symbols.functions[f] > k
    right = step.store.mul([step.store.term("fn", f, k + 1, argument), d(argument)])
    return step.conclude(t, right, conditions=() if smooth else {("smooth", f, k + 1)})


def D_curve(step: Step) -> Equation:
    """∂ f^{(k)}(t)[p] = f^{(k+1)}(t)[p] ∂t for a function f of one number with arrays as values."""
    t, inner, d = _derivative(step, "at")
    e, indices = inner.parts
    if e.op != "curve":
        raise Refused(f"not the value of a function of one number: {show(inner)}")
    f, k, argument, shape = e.parts
    smooth = step.claim.symbols.functions[f] > k
    following = step.store.expression("curve", f, k + 1, argument, shape, shape=shape)
    right = step.store.mul([step.store.term("at", following, indices), d(step.store.term("at", argument, ()))])
    return step.conclude(t, right, conditions=() if smooth else {("smooth", f, k + 1)})


def D_constant(step: Step) -> Equation:
    """∂c = 0 for a number, an integer, a delta or a relation."""
    t, inner, _ = _derivative(step)
    if inner.op not in ("num", "int", "delta", "holds"):
        raise Refused(f"not a constant: {show(inner)}")
    return step.conclude(t, step.store.num(0))


def _by_entry(step: Step) -> tuple[Term, str, tuple, tuple, str, tuple, tuple]:
    """∂ name[labels](p) / ∂ by[places](q), with q within the shape of by[places]."""
    t, inner, _ = _derivative(step, "at")
    e, entry = inner.parts
    if e.op != "symbol":
        raise Refused(f"not an entry of a symbol: {show(inner)}")
    by, places, indices = t.parts[1:]
    step.need_within(indices, [(ONE, d) for d in step.claim.shape(by, places)], f"an index of {by}:")
    return t, e.parts[0], e.parts[1], entry, by, places, indices


def _deltas(step: Step, *pairs: tuple) -> Term:
    return step.store.mul([step.store.term("delta", p, q) for left, right in pairs for p, q in zip(left, right)])


def D_self(step: Step) -> Equation:
    """∂v(p)/∂v(q) = Π δ(p_k, q_k), q within the shape of v."""
    t, name, labels, entry, by, places, indices = _by_entry(step)
    if (name, labels) != (by, places):
        raise Refused(f"{show_member(name, labels)} is not {show_member(by, places)}")
    return step.conclude(t, _deltas(step, (entry, indices)))


def D_family(step: Step) -> Equation:
    """∂v_k(p)/∂v_l(q) = Π δ(k, l) Π δ(p, q) for members of one undefined family, q within v_l's shape."""
    t, name, labels, entry, by, places, indices = _by_entry(step)
    if name != by or name in step.claim.clauses_of:
        raise Refused(f"{name} and {by} are not members of one undefined family")
    return step.conclude(t, _deltas(step, (labels, places), (entry, indices)))


def _region(step: Step, key: str) -> Region:
    boxes = []
    for item in read_list(field(step.data, key), None, f"a list of symbols ({key})"):
        name, intervals = read_list(item, 2, "[name, intervals]")
        pairs = [read_list(x, 2, "[lower, upper]") for x in read_list(intervals, None, "a list of intervals")]
        box = tuple((step.replay.integer(lo), step.replay.integer(hi)) for lo, hi in pairs)
        step.claim.shape(name, tuple(lo for lo, _ in box))
        boxes.append((name, box))
    return Region(key, tuple(boxes))


def _independent(step: Step, t: Term, cut: tuple | None, of: tuple, v: tuple) -> None:
    """t does not depend on v but through ``cut``, and shares only constants with what ``of`` depends on."""
    region, ancestors = _region(step, "region"), _region(step, "ancestors")
    step.claim.closed(step.claim.occurrences(t), cut, region)
    step.claim.closed(step.claim.parents(*of), None, ancestors)
    for name, box in region.boxes:
        if name == v[0] and not step.claim.apart(box, tuple((p, p) for p in v[1])):
            raise Refused(f"{show_member(*v)} may lie in the region")
        for other, second in ancestors.boxes:
            if other == name and not step.claim.apart(box, second) and not _is_constant(step, name):
                raise Refused(f"region and ancestors may share members of {name}")


def _is_constant(step: Step, name: str) -> bool:
    """Declared constant, and without a definition: what holds still is no second way to depend on anything."""
    return "constant" in step.claim.symbols.tensors[name][2] and name not in step.claim.clauses_of


def D_independent(step: Step) -> Equation:
    """∂t/∂v = 0 if t depends neither on v nor on what v depends on."""
    t, inner, _ = _derivative(step)
    v = t.parts[1:3]
    _independent(step, inner, None, v, v)
    return step.conclude(t, step.store.num(0))


def D_chain(step: Step) -> Equation:
    """∂t/∂v = Σ_u ∂t/∂w(u) · ∂w(u)/∂v if t depends on v through w only."""
    t, inner, d = _derivative(step)
    v = t.parts[1:3]
    name, labels = read_list(field(step.data, "through"), 2, "[name, labels]")
    labels = step.replay._integers(labels)
    shape = step.claim.shape(name, labels)
    if name == v[0] and not step.claim.apart(*(tuple((p, p) for p in x) for x in (labels, v[1]))):
        raise Refused(f"{show_member(name, labels)} may be {show_member(*v)} itself")
    _independent(step, inner, (name, labels), (name, labels), v)
    w = step.store.expression("symbol", name, labels, shape, shape=shape)
    variables = step.fresh(shape, apart_from=t.names | w.names)
    u = tuple(symbol(n) for n, _, _ in variables)
    product = step.store.mul([step.store.term("D", inner, name, labels, u), d(step.store.term("at", w, u))])
    return step.conclude(t, step.store.sum_over(variables, product))


# ---------------------------------------------------------------- induction

def _induction_variable(step: Step) -> tuple[str, Poly, Poly]:
    name, lower, upper = step.variable()
    if len(step.replay.behind[name]) > 1:
        raise Refused(f"the range of {name} mentions other variables")
    return name, lower, upper


def hypothesis(step: Step) -> Equation:
    """l = r, assumed at the present m for all values of its other variables."""
    left, right = step.term("left"), step.term("right")
    name, _, _ = _induction_variable(step)
    return step.conclude(left, right, (), hypotheses={(left, right, name)}, open=frozenset({name}))


def _moved(step: Step, sides: tuple, name: str, value: Poly, key: str) -> tuple[tuple, set[str]]:
    """Both sides with m := value, the variables whose ranges mention m renamed as ``key`` says.

    A renamed variable must have the range of the old one with m := value; so
    "for all indices of the member m" becomes "… of the member value".
    """
    renamed = step.data.get(key, {})
    if type(renamed) is not dict:
        raise Refused(f"{key} is not an object: {renamed!r:.80}")
    variables = step.replay.closure(sides[0].names | sides[1].names) - {name}
    targets = {v: step.replay.variable(renamed.get(v, v))[0] for v in variables}
    if len(set(targets.values())) < len(targets) or name in targets.values() or not renamed.keys() <= variables:
        raise Refused(f"{key} does not rename the variables one to one")
    mapping = {name: value} | {old: symbol(new) for old, new in targets.items()}
    for old, new in targets.items():
        ranges = [step.replay.variables[v][1:] for v in (old, new)]
        if tuple(_put(step, end, mapping) for end in ranges[0]) != ranges[1]:
            raise Refused(f"{new} does not have the range of {old} with {name} := {value}; rename it in {key}")
    return tuple(step.store.substitute(t, mapping) for t in sides), set(targets.values())


def induction(step: Step) -> Equation:
    """l[upper] = r[upper], and l[m+1] = r[m+1] ⊢ l[m] = r[m] for m = lower..upper−1, give l[value] = r[value]."""
    sides = step.term("left"), step.term("right")
    name, lower, last = _induction_variable(step)
    upper, value = step.claim.reduce(last + 1), step.integer("value")
    base, inner = step.earlier("base"), step.earlier("step")
    if name not in sides[0].names | sides[1].names:
        raise Refused(f"the statement does not mention {name}")
    at_base, base_variables = _moved(step, sides, name, upper, "at_base")
    at_next, _ = _moved(step, sides, name, step.claim.reduce(symbol(name) + 1), "at_step")
    _need_sides(step, "the base", base, at_base)
    _need_sides(step, "the step", inner, sides)
    if base.hypotheses or name in base.open:
        raise Refused(f"the base speaks of {name} or holds under a hypothesis")
    for left, right, fixed in inner.hypotheses:
        step.need_same("the hypothesis, left side", left, at_next[0])
        step.need_same("the hypothesis, right side", right, at_next[1])
        if fixed != name:
            raise Refused(f"the hypothesis fixes {fixed}, not {name}")
    own = step.replay.closure(sides[0].names | sides[1].names)
    extra = (base.open - base_variables) | (inner.open - own - {name})
    for v in extra:
        if not step.replay.behind[v] <= extra - own - base_variables:
            raise Refused(f"the open variable {v} depends on the statement's; instantiate it first")
    step.need_within([value], [(lower, upper)], name)
    at_value, _ = _moved(step, sides, name, value, "at_value")
    bound = own | base_variables | {name}
    left_base, left_inner = _left_all(step, base, bound), _left_all(step, inner, bound)
    return step.conclude(
        *at_value, (), open=extra | value.names, used=left_base["used"] | left_inner["used"],
        assumptions=base.assumptions | inner.assumptions,
        conditions=left_base["conditions"] | left_inner["conditions"])


def _left_all(step: Step, p: Equation, names) -> dict:
    """The sets of p once all these variables are bound, later ones first."""
    variables = [v for v in step.replay.variables.values() if v[0] in names]
    return leaving(step, Equation(p.left, p.right, used=p.used, conditions=p.conditions), variables)


def _need_sides(step: Step, what: str, p: Equation, sides: tuple) -> None:
    step.need_same(f"{what}, left side", p.left, sides[0])
    step.need_same(f"{what}, right side", p.right, sides[1])


RULES = {
    f.__name__: f for f in (
        entry_of, product_empty, product_last, product_first,
        unfold, assumption, function_value, function_equation,
        D_cong, D_add, D_mul, D_sum, D_pow, D_fn, D_curve, D_constant, D_self, D_family, D_independent, D_chain,
        hypothesis, induction,
    )
}
