"""Rows for the rules of deltas and relations of integers."""
from __future__ import annotations

from handwritten import P
from laboratory import A, s, xi
from rows import accepts, refuses


@accepts
def delta_equal(p):
    return p.step("delta_equal", left=P("2 i-1"), right=P("i-1+i")), p.delta("2 i-1", "2 i-1"), p.num(1)


@accepts
def delta_equal__only_place(p):
    return p.step("delta_equal", left=P("one"), right=P("1")), p.delta("one", "1"), p.num(1)


@refuses("delta_equal", "are not the same")
def delta_equal_of_one_of_two(p):
    p.step("delta_equal", left=P("first"), right=P("1"))


@refuses("delta_equal", "are not the same")
def delta_equal_of_two(p):
    p.step("delta_equal", left=P("i"), right=P("j"))


@accepts
def delta_apart(p):
    return p.step("delta_apart", left=P("i+n"), right=P("r")), p.delta("i+n", "r"), p.num(0)


@refuses("delta_apart", "not provably different")
def delta_apart_perhaps(p):
    p.step("delta_apart", left=P("i"), right=P("j"))


@accepts
def delta_shift(p):
    return (p.step("delta_shift", left=[P("i+r-1"), P("j")], right=[P("r"), P("j-i+1")]),
            p.delta("i+r-1", "j"), p.delta("r", "j-i+1"))


@refuses("delta_shift", "is not ±")
def delta_shift_by_one(p):
    p.step("delta_shift", left=[P("i"), P("j")], right=[P("i+1"), P("j")])


@accepts
def relation_decided(p):
    t = p.holds("i", "<=", "n")
    return p.step("relation_decided", term=t), t, p.num(1)


@accepts
def relation_decided__false(p):
    t = p.holds("n", "<", "r")
    return p.step("relation_decided", term=t), t, p.num(0)


@refuses("relation_decided", "not provable")
def relation_decided_strictly(p):
    p.step("relation_decided", term=p.holds("i", "<", "n"))


@accepts
def delta_replace(p):
    t = p.D(p.mul(p.at(A, "i", "j"), p.sum("o", p.at(A, "i", "o"))), "A", [], ["i", "r"])
    put = p.D(p.mul(p.at(A, "r", "j"), p.sum("o", p.at(A, "r", "o"))), "A", [], ["r", "r"])
    d = p.delta("i", "r")
    return p.step("delta_replace", term=t, variable="i", value=P("r")), p.mul(d, t), p.mul(d, put)


@refuses("delta_replace", "not free")
def delta_replace_of_a_bound_name(p):
    p.step("delta_replace", term=p.sum("i", xi(p)), variable="i", value=P("r"))


@refuses("delta_replace", "not free")
def delta_replace_by_itself(p):
    p.step("delta_replace", term=xi(p), variable="i", value=P("i+1"))


@accepts
def delta_split(p):
    """Also inside a sum, where neither side is bound."""
    d = p.delta("i", "r")
    t = p.sum("o", p.fn("f", p.mul(d, p.at(A, "i", "o"))))
    equal = p.sum("o", p.fn("f", p.mul(p.delta("r", "r"), p.at(A, "r", "o"))))
    other = p.sum("o", p.fn("f", p.mul(p.num(0), p.at(A, "i", "o"))))
    right = p.add(p.mul(d, equal), p.mul(p.add(p.num(1), p.mul(p.num(-1), d)), other))
    return p.step("delta_split", term=t, variable="i", value=P("r")), t, right


@accepts
def delta_split__leaves_a_bound_delta(p):
    """δ(o, r) with o bound is another delta than δ(i, r)."""
    d = p.delta("i", "r")
    t = p.mul(p.fn("f", p.sum("o", p.mul(p.delta("o", "r"), p.at(A, "o", "o")))), xi(p))
    equal = p.mul(p.fn("f", p.sum("o", p.mul(p.delta("o", "r"), p.at(A, "o", "o")))), xi(p, "r"))
    right = p.add(p.mul(d, equal), p.mul(p.add(p.num(1), p.mul(p.num(-1), d)), t))
    return p.step("delta_split", term=t, variable="i", value=P("r")), t, right


@refuses("delta_split", "not free")
def delta_split_of_a_stranger(p):
    p.step("delta_split", term=p.fn("f", xi(p)), variable="j", value=P("r"))


@accepts
def case_split(p):
    c = p.holds("i", "<=", "r")
    t = p.fn("f", p.mul(c, xi(p)))
    right = p.add(p.mul(c, p.fn("f", p.mul(p.num(1), xi(p)))),
                  p.mul(p.add(p.num(1), p.mul(p.num(-1), c)), p.fn("f", p.mul(p.num(0), xi(p)))))
    return p.step("case_split", term=t, case=c), t, right


@refuses("case_split", "not a delta or a relation")
def case_split_by_a_number(p):
    p.step("case_split", term=xi(p), case=p.at(s))
