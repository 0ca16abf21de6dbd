r"""Statements about order and windows: maxima and functions, pooling, sums over shifted indices, convolutions.

A side is LaTeX with a function that computes it from the arrays, the indices
and the sizes, entry by entry and exactly; reads outside of an array are zero
where the statement pads, else they are never made.  Shapes are written so that
every window fits.  Nothing is shared with the checker under attack.
"""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from random import Random
from typing import Callable

from .statements import Statement

POINTS = 40
VECTORS, MATRICES, KERNELS = ("x", "v", "a", "u"), ("X", "A", "B"), ("w", "k", "h")


@dataclass(frozen=True)
class Function:
    """A known function: how it is written, what it does, whether it rises (1), falls (-1), neither (0), is affine."""
    tex: Callable[[str], str]
    call: Callable
    direction: int
    affine: bool = False
    given: str = ""


def _relu(z):
    return max(z, Fraction(0))


FUNCTIONS = (
    Function(lambda t: rf"\operatorname{{ReLU}}({t})", _relu, 1), Function(lambda t: f"({t})^2", lambda z: z * z, 0),
    Function(lambda t: f"({t})^3", lambda z: z ** 3, 1), Function(lambda t: f"|{t}|", abs, 0),
    Function(lambda t: f"(2 {t} + 1)" if not t.startswith("\\m") and t[0] != "-" else f"(2 ({t}) + 1)", lambda z: 2 * z + 1, 1, True),
    Function(lambda t: f"(1 - {t})", lambda z: 1 - z, -1, True), Function(lambda t: rf"\min({t}, 1)", lambda z: min(z, Fraction(1)), 1),
    Function(lambda t: rf"g({t})", lambda z: z / 3 if z < 0 else z, 1,
             given=r"g(z) = \begin{cases} z & \text{if } z \ge 0 \\ \frac{1}{3} z & \text{otherwise} \end{cases}"),
)


@dataclass(frozen=True)
class Array:
    """A vector or matrix of unknown entries: its name and the shape of it, as LaTeX and from the sizes."""
    name: str
    shape: tuple[str, ...]
    sizes: Callable[[dict], tuple[int, ...]]

    def declared(self) -> str:
        space = self.shape[0] if len(self.shape) == 1 else rf"{self.shape[0]} \times {self.shape[1]}"
        return rf"{self.name} \in \mathbb{{R}}^{{{space}}}"


@dataclass(frozen=True)
class Claim:
    """Two sides over arrays; ``sizes`` draws the sizes, ``ranges`` the extents of free indices from them."""
    kind: str
    left: tuple[str, Callable]
    right: tuple[str, Callable]
    arrays: tuple[Array, ...]
    sizes: Callable[[Random], dict]
    ranges: dict[str, Callable[[dict], tuple[int, int]]]
    given: tuple[str, ...] = ()
    behind: str = ""
    slips: tuple[str, ...] = ()


def truth(claim: Claim, seed: str) -> str:
    """"true" if both sides agree at every index of every instance drawn, else "false"."""
    random = Random(seed)
    for point in range(POINTS):
        sizes = claim.sizes(random)
        arrays = {a.name: _filled(random, a.sizes(sizes), point) for a in claim.arrays}
        spans = [range(low, high + 1) for low, high in (r(sizes) for r in claim.ranges.values())]
        for indices in product(*spans):
            at = {**sizes, **dict(zip(claim.ranges, indices))}
            if claim.left[1](arrays, at) != claim.right[1](arrays, at):
                return "false"
    return "true"


def _filled(random: Random, shape: tuple[int, ...], point: int) -> dict:
    spread = (1, 3, 9)[point % 3]
    return {place: Fraction(random.randint(-spread, spread), random.choice((1, 1, 2)))
            for place in product(*(range(1, n + 1) for n in shape))}


def vector(name: str, size: str, of: Callable[[dict], int]) -> Array:
    return Array(name, (size,), lambda s: (of(s),))


# ---------------------------------------------------------------- order

def monotone(random: Random) -> Claim:
    """f(max x) against max f(x), and min: true for rising f, for falling f with min."""
    f, x, i = random.choice(FUNCTIONS), random.choice(VECTORS), random.choice("ijk")
    outer = random.choice(("max", "min"))
    inner = outer if random.random() < 0.7 else {"max": "min", "min": "max"}[outer]
    big = {"max": max, "min": min}
    written = random.choice((rf"_{{1 \le {i} \le n}}", rf"_{{{i}}}"))
    left = f.tex(rf"\{outer}{written} {x}_{i}"), lambda v, s: f.call(big[outer](v[x].values()))
    right = rf"\{inner}{written} {f.tex(f'{x}_{i}')}", lambda v, s: big[inner](map(f.call, v[x].values()))
    return Claim("order", left, right, (vector(x, "n", lambda s: s["n"]),), lambda r: {"n": r.randint(1, 4)}, {},
                 (f.given,) if f.given else ())


def pooled(random: Random) -> Claim:
    """An entry of a pooled map: f of the maximum over a window against the maximum of f."""
    f, X = random.choice(FUNCTIONS), random.choice(MATRICES)
    p, q, s, t = (random.randint(1, 3) for _ in range(4))
    outer = random.choice(("max", "max", "min"))
    inner = outer if random.random() < 0.8 else {"max": "min", "min": "max"}[outer]
    big = {"max": max, "min": min}
    rows = f"{s}m+{p}" if s > 1 else f"m+{p}"
    columns = f"{t}n+{q}" if t > 1 else f"n+{q}"
    entry = f"{X}_{{{_at('i', s, 'a')}, {_at('j', t, 'b')}}}"

    def window(v, at):
        return [v[X][s * (at["i"] - 1) + a, t * (at["j"] - 1) + b] for a in range(1, p + 1) for b in range(1, q + 1)]

    def limits(op):
        return rf"\{op}_{{1 \le a \le {p}}} \{op}_{{1 \le b \le {q}}}"

    left = f.tex(f"{limits(outer)} {entry}"), lambda v, at: f.call(big[outer](window(v, at)))
    right = f"{limits(inner)} {f.tex(entry)}", lambda v, at: big[inner](map(f.call, window(v, at)))
    array = Array(X, (rows, columns), lambda z: (s * z["m"] + p, t * z["n"] + q))
    return Claim("pooled", left, right, (array,), lambda r: {"m": r.randint(1, 2), "n": r.randint(1, 2)},
                 {"i": lambda z: (1, z["m"]), "j": lambda z: (1, z["n"])}, ((f.given,) if f.given else ()),
                 r", \quad i = 1, \dots, m, \quad j = 1, \dots, n")


def _at(i: str, stride: int, offset: str) -> str:
    return f"{stride}({i}-1)+{offset}" if stride > 1 else f"{i}+{offset}-1"


def averaged(random: Random) -> Claim:
    """The mean of a window and a function: they commute where the function is affine."""
    f, x = random.choice(FUNCTIONS), random.choice(VECTORS)
    p, s = random.randint(1, 3), random.randint(1, 3)
    entry = f"{x}_{{{_at('i', s, 'a')}}}"

    def window(v, at):
        return [v[x][s * (at["i"] - 1) + a,] for a in range(1, p + 1)]

    mean = rf"\frac{{1}}{{{p}}} \sum_{{a=1}}^{{{p}}}"
    left = f.tex(f"{mean} {entry}"), lambda v, at: f.call(sum(window(v, at)) / p)
    right = f"{mean} {f.tex(entry)}", lambda v, at: sum(map(f.call, window(v, at))) / p
    size = f"{s}m+{p}" if s > 1 else f"m+{p}"
    return Claim("mean of a window", left, right, (vector(x, size, lambda z: s * z["m"] + p),), lambda r: {"m": r.randint(1, 3)},
                 {"i": lambda z: (1, z["m"])}, (f.given,) if f.given else (), r", \quad i = 1, \dots, m")


# ---------------------------------------------------------------- shifted sums and convolutions

def shifted(random: Random) -> Claim:
    """A correlation with its index shifted: Σ_k w_k x_{i+k-1} = Σ_j w_{j-i+1} x_j."""
    w, x = random.sample(("w", "x", "v", "h"), 2)
    off = random.choice((0, 0, 0, 1))
    swap = random.random() < 0.2

    def left(v, at):
        return sum(v[w][k,] * v[x][at["i"] + k - 1,] for k in range(1, at["K"] + 1))

    def right(v, at):
        total = Fraction(0)
        for j in range(at["i"], at["i"] + at["K"] - off):
            k = j - at["i"] + 1
            total += v[w][at["K"] - k + 1 if swap else k,] * v[x][j,]
        return total

    weight = f"{w}_{{K-j+i}}" if swap else f"{w}_{{j-i+1}}"
    return Claim("shifted sum", (rf"\sum_{{k=1}}^K {w}_k {x}_{{i+k-1}}", left),
                 (rf"\sum_{{j=i}}^{{i+K-{1 + off}}} {weight} {x}_j", right),
                 (vector(w, "K", lambda z: z["K"]), vector(x, "K+m", lambda z: z["K"] + z["m"])),
                 lambda r: {"K": r.randint(1, 4), "m": r.randint(1, 3)}, {"i": lambda z: (1, z["m"])}, (),
                 r", \quad i = 1, \dots, m", ("slip",) if off or swap else ())


def slope_of_correlation(random: Random) -> Claim:
    """∂/∂w_j Σ_k w_k x_{i+k-1} = x_{i+j-1}, and by an entry of x."""
    w, x = "w", "x"
    off = random.choice((0, 0, 1, -1))
    sign = f"-{1 - off}" if off < 1 else ""
    return Claim("slope of a correlation", (r"\frac{\partial}{\partial w_j} \sum_{k=1}^K w_k x_{i+k-1}", lambda v, at: v[x][at["i"] + at["j"] - 1,]),
                 (rf"x_{{i+j{sign}}}", lambda v, at: v[x].get((at["i"] + at["j"] - 1 + off,), None)),
                 (vector(w, "K", lambda z: z["K"]), vector(x, "K+m+1", lambda z: z["K"] + z["m"] + 1)),
                 lambda r: {"K": r.randint(1, 3), "m": r.randint(2, 3)},
                 {"i": lambda z: (2, z["m"]), "j": lambda z: (1, z["K"])}, (), r", \quad i = 2, \dots, m, \quad j = 1, \dots, K",
                 ("slip",) if off else ())


def mixed_radix(random: Random) -> Claim:
    """Σ over KM entries, in M blocks of K."""
    K = random.choice((2, 3, "K"))
    slip = random.choice((0, 0, 1))
    step = f"{K}" if K != "K" else "K "
    base = "q" if slip else "(q-1)"

    def size(z):
        return z["K"] if K == "K" else K

    def right(v, z):
        total = Fraction(0)
        for q in range(1, z["M"] + 1):
            for r in range(1, size(z) + 1):
                total += v["x"].get((size(z) * (q if slip else q - 1) + r,), Fraction(0))
        return total

    count = f"{step}M"
    return Claim("mixed radix", (rf"\sum_{{i=1}}^{{{count}}} x_i", lambda v, z: sum(v["x"][i,] for i in range(1, size(z) * z["M"] + 1))),
                 (rf"\sum_{{q=1}}^M \sum_{{r=1}}^{{{K}}} x_{{{step}{base}+r}}", right),
                 (vector("x", f"{count}+{K}", lambda z: size(z) * (z["M"] + 1)),),
                 lambda r: {"M": r.randint(1, 3), "K": r.randint(1, 3)}, {}, ("K, M \\ge 1",) if K == "K" else ("M \\ge 1",), "",
                 ("slip",) if slip else ())


def kernel(random: Random) -> Claim:
    """A 3×3 kernel of numbers over zero padding, written out, at an inner or a border entry."""
    w = {place: random.choice((0, 0, 0, 1, -1, 2)) for place in product(range(1, 4), range(1, 4))}
    shown = dict(w)
    if random.random() < 0.5:
        place = random.choice(list(w))
        shown[place] = shown[place] + random.choice((1, -1))
    matrix = r" \\ ".join(" & ".join(str(w[a, b]) for b in (1, 2, 3)) for a in (1, 2, 3))
    terms = [(c, a, b) for (a, b), c in shown.items() if c]
    text = _sum_of_terms([(c, f"X_{{{_shift('i', a - 2)}, {_shift('j', b - 2)}}}") for c, a, b in terms]) or "0"

    def left(v, at):
        return sum(c * v["X"][at["i"] + a - 2, at["j"] + b - 2] for (a, b), c in w.items())

    def right(v, at):
        return sum((c * v["X"][at["i"] + a - 2, at["j"] + b - 2] for c, a, b in terms), Fraction(0))

    return Claim("kernel", (r"\sum_{a=1}^3 \sum_{b=1}^3 w_{a,b} X_{i+a-2, j+b-2}", left), (text, right),
                 (Array("X", ("m+2", "n+2"), lambda z: (z["m"] + 2, z["n"] + 2)),),
                 lambda r: {"m": r.randint(1, 2), "n": r.randint(1, 2)},
                 {"i": lambda z: (2, z["m"] + 1), "j": lambda z: (2, z["n"] + 1)},
                 (rf"w = \begin{{bmatrix}} {matrix} \end{{bmatrix}}",), r", \quad i = 2, \dots, m+1, \quad j = 2, \dots, n+1")


def _shift(i: str, by: int) -> str:
    return i if not by else f"{i}{by:+d}"


def _sum_of_terms(terms: list[tuple[int, str]]) -> str:
    text = ""
    for c, name in terms:
        size = "" if abs(c) == 1 else f"{abs(c)} "
        text += (" - " if c < 0 else " + ") + size + name if text else ("-" if c < 0 else "") + size + name
    return text


KINDS = (monotone, monotone, pooled, pooled, averaged, shifted, slope_of_correlation, mixed_radix, kernel)


def make(seed: str) -> Statement:
    """The statement of this seed."""
    random = Random(f"windows/{seed}")
    while True:
        claim = random.choice(KINDS)(random)
        if claim.left[0] != claim.right[0]:
            break
    declared = [a.declared() for a in claim.arrays]
    random.shuffle(declared)
    return Statement(seed, f"window {claim.kind}", f"{claim.left[0]} = {claim.right[0]}{claim.behind}",
                     (*declared, *claim.given), "auto", (truth(claim, seed),), claim.slips)
