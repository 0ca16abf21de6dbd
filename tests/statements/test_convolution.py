"""Convolutions, padding, pooling, borders, stacks and blocks: statements whose truth is known."""
from __future__ import annotations

from itertools import product

import pytest

from verdicts import real, verdict

from symbolic.checking import check
from symbolic.proving.arrays import Value
from symbolic.proving.evaluate import evaluate
from symbolic.proving.instance import Model
from symbolic.reading.claims.reader import read
from symbolic.reading.declarations.given import context_from

STRIDE_1 = r"\text{stride } 1, \text{ zero padding } 0"
LINE = [real("x", "n"), real("z", "n"), real("w", "k"), real("v", "k"), STRIDE_1]
TWO = [real("x", "n"), real("w", "k"), real("v", "l"), real("u", "k+l-1"), STRIDE_1,
       r"u_c = \sum_{a=1}^{l} \begin{cases} v_a w_{c-a+1} & \text{if } 1 \le c-a+1 \le k \\ 0 & \text{otherwise} \end{cases}"]
OUTPUT = ("H+2P-K+1", "W+2P-K+1")
IMAGE = [real("X", "H", "W"), real("w", "K", "K"), r"P \ge 1", real("G", *(f"({d})" for d in OUTPUT)),
         r"\text{stride } 1, \text{ zero padding } P", r"Y = \operatorname{conv}(X, w)",
         rf"L = \sum_{{i=1}}^{{{OUTPUT[0]}}} \sum_{{j=1}}^{{{OUTPUT[1]}}} G_{{ij}} Y_{{ij}}"]
PIXELS = [real("X", "C", "H", "W"), real("w", "O", "C", "1", "1"), real("v", "D", "O", "1", "1"),
          real("u", "D", "C", "1", "1"), r"u_{d,c,a,b} = \sum_{o=1}^O v_{d,o,1,1} w_{o,c,1,1}", STRIDE_1]
STRIDES = [real("x", "n"), real("w", "k"), r"s \mid n-k", r"\text{stride } s"]
PADDED = [real("x", "n"), real("w", "k"), r"s \mid n+2P-k", r"\text{stride } s, \text{ zero padding } P"]
ANY = [real("X", "C", "H", "W"), real("w", "O", "C", "K", "K"), r"S \mid H+2P-D(K-1)-1", r"S \mid W+2P-D(K-1)-1",
       r"\text{stride } S, \text{ zero padding } P, \text{ dilation } D"]
BORDER = [real("X", "m", "n"), real("Y", "m", "n"), r"X_{m+1,:} = 0", r"Y_{ij} = X_{i+1,j} - X_{ij}"]


def by_input(index: str) -> str:
    """∂L/∂X_{pq} as a convolution of G with w, the filter reversed or not."""
    p, q = ("p-a+1+P", "q-b+1+P") if index == "reversed" else ("p+a-1-P", "q+b-1-P")
    inside = rf"1 \le {p} \le {OUTPUT[0]}, 1 \le {q} \le {OUTPUT[1]}"
    return (r"\frac{\partial L}{\partial X_{pq}} = \sum_{a=1}^K \sum_{b=1}^K w_{ab} \begin{cases} "
            rf"G_{{{p},{q}}} & \text{{if }} {inside} \\ 0 & \text{{otherwise}} \end{{cases}}")


TRUE = [
    (r"(v + w) * x = v * x + w * x", LINE),
    (r"w * (x + z) = w * x + w * z", LINE),
    (r"\frac{\partial (w * x)_i}{\partial w_a} = x_{i+a-1}", LINE),
    (r"(w * x)_i = \sum_{a=1}^k w_a x_{i+a-1}", LINE),
    (r"v * (w * x) = u * x", TWO),
    (r"v * (w * x) = w * (v * x)", TWO),
    (by_input("reversed"), IMAGE),
    (rf"\frac{{\partial L}}{{\partial w_{{ab}}}} = \sum_{{i=1}}^{{{OUTPUT[0]}}} \sum_{{j=1}}^{{{OUTPUT[1]}}} "
     r"G_{ij} \operatorname{pad}_P(X)_{i+a-1,j+b-1}", IMAGE),
    (r"(w * X)_{o,i,j} = \sum_{c=1}^C w_{o,c,1,1} X_{c,i,j}", PIXELS),
    (r"v * (w * X) = u * X", PIXELS),
    (r"(w * x)_i = \sum_{a=1}^k w_a x_{s(i-1)+a}", STRIDES),
    (r"(w * x)_i = \sum_{a=1}^k w_a \operatorname{pad}_P(x)_{s(i-1)+a}", PADDED),
    (r"(w * x)_i = w_1 x_i + w_2 x_{i+d} + w_3 x_{i+2d}", [real("x", "n"), real("w", "3"), r"\text{dilation } d"]),
    (r"\operatorname{AvgPool}_2(x)_i = \frac{x_{2i-1}+x_{2i}}{2}", [real("x", "2n")]),
    (r"\operatorname{AvgPool}_k(X)_{ij} = \frac{1}{k^2} \sum_{a=1}^k \sum_{b=1}^k X_{k(i-1)+a,k(j-1)+b}",
     [r"k \mid m, \quad k \mid n", real("X", "m", "n")]),
    (r"(w * X)_{o,i,j} = \sum_{c=1}^C \sum_{a=1}^K \sum_{b=1}^K w_{o,c,a,b} "
     r"\operatorname{pad}_P(X)_{c,S(i-1)+D(a-1)+1,S(j-1)+D(b-1)+1}", ANY),
    (r"\frac{\partial (w * X)_{o,i,j}}{\partial w_{p,c,a,b}} = \delta_{op} "
     r"\operatorname{pad}_P(X)_{c,S(i-1)+D(a-1)+1,S(j-1)+D(b-1)+1}", ANY),
    (r"\frac{\partial (w * X)_{o,i,j}}{\partial X_{c,p,q}} = \sum_{a=1}^K \sum_{b=1}^K w_{o,c,a,b} "
     r"\delta_{p,S(i-1)+D(a-1)+1-P} \delta_{q,S(j-1)+D(b-1)+1-P}", ANY),
    (r"Y_{mj} = -X_{mj}", BORDER),
    (r"\sum_{i=1}^m Y_{ij} = -X_{1j}", BORDER),
    (r"w = \begin{pmatrix} w_1 \\ w_2 \end{pmatrix}", [real("w", "2", "3", "3")]),
    (r"\begin{pmatrix} A \\ B \end{pmatrix} x = \begin{pmatrix} A x \\ B x \end{pmatrix}",
     [real("A", "p", "n"), real("B", "q", "n"), real("x", "n")]),
    (r"\begin{pmatrix} A & B \\ 0 & D \end{pmatrix} \begin{pmatrix} x \\ y \end{pmatrix} = \begin{pmatrix} A x + B y \\ D y \end{pmatrix}",
     [real("A", "p", "n"), real("B", "p", "m"), real("D", "q", "m"), real("x", "n"), real("y", "m")]),
    (r"\sum \left[ A \odot B \right] = \operatorname{tr}(A^\top B)", [real("A", "m", "n"), real("B", "m", "n")]),
    (r"\sum_{a=1}^3 w_{1,a,2} = w_{1,1,2} + w_{1,2,2} + w_{1,3,2}", [real("w", "2", "3", "3")]),
]

FALSE = [
    (r"(w * x)_i = \sum_{a=1}^k w_a x_{i-a+k}", LINE),
    (r"\frac{\partial (w * x)_i}{\partial w_a} = x_{i-a+k}", LINE),
    (r"v * (w * x) = v * x", [*LINE, r"k = 1"]),
    (by_input("forward"), IMAGE),
    (r"(w * X)_{o,i,j} = \sum_{c=1}^C w_{o,1,1,1} X_{c,i,j}", PIXELS),
    (r"(w * x)_i = \sum_{a=1}^k w_a x_{s(i-1)+a}", PADDED),
    (r"(w * x)_i = w_1 x_i + w_2 x_{i+1} + w_3 x_{i+2}", [real("x", "n"), real("w", "3"), r"\text{dilation } 2"]),
    (r"\operatorname{AvgPool}_2(x)_i = \frac{x_{i}+x_{i+1}}{2}", [real("x", "2n")]),
    (r"(w * X)_{o,i,j} = \sum_{c=1}^C \sum_{a=1}^K \sum_{b=1}^K w_{o,c,a,b} "
     r"\operatorname{pad}_P(X)_{c,S(i-1)+D(a-1)+1,S(j-1)+D(b-1)}", ANY),
    (r"Y_{mj} = X_{1j} - X_{mj}", BORDER),
    (r"\sum_{i=1}^m Y_{ij} = X_{mj} - X_{1j}", BORDER),
    (r"w = \begin{pmatrix} w_2 \\ w_1 \end{pmatrix}", [real("w", "2", "3", "3")]),
    (r"\begin{pmatrix} A \\ B \end{pmatrix} x = \begin{pmatrix} B x \\ A x \end{pmatrix}",
     [real("A", "p", "n"), real("B", "p", "n"), real("x", "n")]),
    (r"\sum \left[ A \odot B \right] = \operatorname{tr}(A B)", [real("A", "n", "n"), real("B", "n", "n")]),
]


@pytest.mark.parametrize("claim, given", TRUE, ids=lambda x: x[:60] if isinstance(x, str) else "")
def test_true(claim, given):
    assert verdict(claim, given) == "proved"


@pytest.mark.parametrize("claim, given", FALSE, ids=lambda x: x[:60] if isinstance(x, str) else "")
def test_false(claim, given):
    assert verdict(claim, given) == "refuted"


@pytest.mark.parametrize("claim, given, code", [
    (r"W * X = W X", [real("W", "m", "n"), real("X", "n", "p")], "ambiguous"),
    (r"w * x = w \odot x", [real("w", "n"), real("x", "n")], "ambiguous"),
    (r"(w * x)_i = \sum_{a=1}^k w_a x_{i-a}", [real("w", "k"), real("x", "n")], "ambiguous"),
    (r"y = w * x", [real("w", "k"), real("x", "n"), real("y", "n+k-1")], "ambiguous"),
    (r"w * x = x", [real("w", "k"), real("x", "n"), r"\text{stride } s"], "fragment"),
])
def test_what_nothing_settles_is_undecided(claim, given, code):
    """Without a word about convolutions * may be another product, or a convolution of another kind."""
    (step,) = check(claim, given, "mixed")["files"][0]["steps"]
    assert (step["verdict"], step["code"]) == ("undecided", code)


def test_a_filter_of_other_channels_does_not_fit():
    given = [real("X", "C", "H", "W"), real("w", "O", "D", "3", "3"), real("Y", "O", "H", "W"), r"\text{zero padding } 1"]
    (step,) = check("w * X = Y", given, "mixed")["files"][0]["steps"]
    assert (step["verdict"], step["code"]) == ("refuted", "shape") and "channels differ" in step["reason"]


# ---------------------------------------------------------------- the formula, number by number

def convolved(w, X, stride: int, padding: int, dilation: int) -> list[int]:
    """The channels of Σ_{c,a,b} w[o][c][a][b] X[c][…][…] by loops over lists, 0 outside."""
    rows, columns, (K, L) = len(X[0]), len(X[0][0]), (len(w[0][0]), len(w[0][0][0]))

    def pixel(c: int, p: int, q: int) -> int:
        return X[c][p][q] if 0 <= p < rows and 0 <= q < columns else 0

    heights = range(0, rows + 2 * padding - dilation * (K - 1), stride)
    widths = range(0, columns + 2 * padding - dilation * (L - 1), stride)
    return [sum(w[o][c][a][b] * pixel(c, i + dilation * a - padding, j + dilation * b - padding)
                for c, a, b in product(range(len(X)), range(K), range(L)))
            for o, i, j in product(range(len(w)), heights, widths)]


@pytest.mark.parametrize("stride, padding, dilation", [*product((1, 2, 3), (0, 1, 2), (1, 2))])
def test_the_entries_are_those_of_plain_loops(stride, padding, dilation):
    C, O, rows, columns, K = 2, 3, 7, 6, 3
    w = [[[[(o + 2) * (c + 1) + 3 * a - b * b for b in range(K)] for a in range(K)] for c in range(C)] for o in range(O)]
    X = [[[(5 * c + 3 * i * i - 7 * j) % 11 for j in range(columns)] for i in range(rows)] for c in range(C)]
    given = [real("X", str(C), str(rows), str(columns)), real("w", str(O), str(C), str(K), str(K)),
             rf"\text{{stride }} {stride}, \text{{ zero padding }} {padding}, \text{{ dilation }} {dilation}"]
    context, _ = context_from(given)
    (reading,) = read("w * X = w * X", given=context).steps[0].readings
    flat = lambda nested: [x for part in nested for x in flat(part)] if isinstance(nested, list) else [nested]
    model = Model({}, {("X", ()): Value((C, rows, columns), tuple(flat(X))), ("w", ()): Value((O, C, K, K), tuple(flat(w)))})
    assert list(evaluate(reading.left, reading.context, model).entries) == convolved(w, X, stride, padding, dilation)
