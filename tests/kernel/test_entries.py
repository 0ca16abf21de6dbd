"""``entry_of``: the entry of every node that has one."""
from __future__ import annotations

import pytest

from handwritten import P, add, apply, matmul
from laboratory import A, entry, finished, laboratory, non, pos, q, s, x, xi, z

from symbolic.proving.checker import check_certificate

ENTRIES = {
    "number": lambda p: (p.at(["number", "2/3"]), p.num("2/3")),
    "integer": lambda p: (p.at(["integer", P("n-1")]), p.int("n-1")),
    "identity": lambda p: (p.at(["identity", P("n")], "i", "j"), p.delta("i", "j")),
    "constant": lambda p: (p.at(["constant", "3", [P("n")]], "i"), p.num(3)),
    "unit": lambda p: (p.at(["unit", P("r"), P("n")], "i"), p.delta("i", "r")),
    "delta": lambda p: (p.at(["delta", P("i"), P("j")]), p.delta("i", "j")),
    "add": lambda p: (p.at(add(x, z), "i"), p.add(xi(p), p.at(z, "i"))),
    "times": lambda p: (p.at(["times", s, x], "i"), p.mul(p.at(s), xi(p))),
    "matmul": lambda p: (p.at(matmul(A, x), "i"), p.sum("o", p.mul(p.at(A, "i", "o"), xi(p, "o")))),
    "dot": lambda p: (p.at(matmul(x, x)), p.sum("o", p.mul(xi(p, "o"), xi(p, "o")))),
    "transpose": lambda p: (p.at(["transpose", A], "i", "j"), p.at(A, "j", "i")),
    "row": lambda p: (p.at(["transpose", x], "1", "i"), xi(p)),
    "power": lambda p: (p.at(["power", x, "-1/2"], "i"), p.pow(xi(p), "-1/2")),
    "trace": lambda p: (p.at(["trace", A]), p.sum("o", p.at(A, "o", "o"))),
    "diagonal": lambda p: (p.at(["diagonal", x], "i", "j"), p.mul(p.delta("i", "j"), xi(p))),
    "diagonal_part": lambda p: (p.at(["diagonal_part", A], "i"), p.at(A, "i", "i")),
    "apply": lambda p: (p.at(apply("g", x, 1), "i"), p.fn("g", xi(p), 1)),
    "entry": lambda p: (p.at(entry(A, "i", "j")), p.at(A, "i", "j")),
    "array": lambda p: (p.at(["array", [["a", P("n")], ["b", P("n")]], entry(A, "b", "a")], "i", "j"),
                        p.at(entry(A, "j", "i"))),
    "listing": lambda p: (p.at(["listing", [2, 2], [s, q, pos, non]], "i", "j"), p.add(*[
        p.mul(p.delta("i", str(a)), p.delta("j", str(b)), p.at(e))
        for a, b, e in ((1, 1, s), (1, 2, q), (2, 1, pos), (2, 2, non))])),
    "sum": lambda p: (p.at(["sum", "a", P("3"), P("n+2"), ["times", ["integer", P("a")], x]], "i"),
                      p.sum("o", p.at(["times", ["integer", P("o+2")], x], "i"))),
    "cases": lambda p: (
        p.at(["cases", [[[[P("i"), "=", P("j")], [P("i"), "<", P("r")]], s], [[], q]]]),
        p.add(p.mul(p.delta("i", "j"), p.holds("i", "<", "r"), p.at(s)),
              p.mul(p.add(p.num(1), p.mul(p.num(-1), p.delta("i", "j"), p.holds("i", "<", "r"))),
                    p.add(p.mul(p.num(1), p.at(q)),
                          p.mul(p.add(p.num(1), p.mul(p.num(-1), p.num(1))), p.num(0)))))),
    "derivative": lambda p: (p.at(["derivative", matmul(A, x), x, None, ["v0", "b0"]], "i", "j"),
                             p.D(p.at(matmul(A, x), "j"), "x", [], ["i"])),
    "derivative_by_an_entry": lambda p: (p.at(["derivative", s, A, [P("i"), P("j")], ["1"]], "1"),
                                         p.D(p.at(s), "A", [], ["i", "j"])),
    "squeeze": lambda p: (p.at(["squeeze", ["transpose", x], [0]], "i"), p.at(["transpose", x], "1", "i")),
    "expand": lambda p: (p.at(["expand", x, [1]], "i", "1"), xi(p)),
}


@pytest.mark.parametrize("op", ENTRIES)
def test_entry(op):
    p = laboratory()
    left, right = ENTRIES[op](p)
    names = {"names": ["o"]} if op in ("matmul", "dot", "trace", "sum") else {}
    step = p.step("entry_of", term=left, **names)
    p.step("trans", p.step("refl", term=left), step, p.step("refl", term=right))
    check_certificate(finished(p))
