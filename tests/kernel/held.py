"""What is declared constant may be shared by what is differentiated and what it is differentiated by."""
from handwritten import P, sym
from laboratory import F, made, y
from rows import accepts, refuses


def held(l):
    return sym("held", [l], ["n"])


ANCESTORS = [["held", [[0, 1]]], ["F", []], ["x", []]]


@accepts
def D_chain__with_a_constant_shared(p):
    """∂h_3/∂h_1 through h_2, h_l = g(F h_{l-1}) with F constant."""
    t = p.D(p.at(held("3"), "i"), "held", ["1"], ["j"])
    step = p.step("D_chain", term=t, through=["held", [P("2")]], names=["o"],
                  region=[["held", [[2, 3]]], ["F", []]], ancestors=ANCESTORS)
    right = p.sum("o", p.mul(p.D(p.at(held("3"), "i"), "held", ["2"], ["o"]), p.D(p.at(held("2"), "o"), "held", ["1"], ["j"])))
    return step, t, right


@accepts
def D_independent__of_a_constant(p):
    """∂F/∂h_2 = 0 for the constant F that h_2 is made with."""
    t = p.D(p.at(F, "i", "j"), "held", ["2"], ["o"])
    return p.step("D_independent", term=t, region=[["F", []]],
                  ancestors=[["held", [[0, 1]]], ["F", []], ["x", []]]), t, p.num(0)


@refuses("D_independent", "F may lie in the region")
def D_independent_by_the_constant(p):
    p.step("D_independent", term=p.D(p.at(held("2"), "i"), "F", [], ["i", "j"]),
           region=[["held", [[0, 2]]], ["F", []], ["x", []]], ancestors=[])


@refuses("D_independent", "may share members of x")
def D_independent_with_more_shared_than_constants(p):
    p.step("D_independent", term=p.D(p.at(sym("x", [], ["n"]), "i"), "held", ["2"], ["o"]),
           region=[["x", []]], ancestors=ANCESTORS)


@refuses("D_independent", "may share members of made")
def D_independent_with_a_constant_that_is_defined(p):
    p.step("D_independent", term=p.D(p.at(made, "i"), "after", [], []),
           region=[["made", []], ["x", []]], ancestors=[["made", []], ["x", []]])
