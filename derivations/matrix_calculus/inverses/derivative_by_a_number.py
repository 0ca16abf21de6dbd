r"""Derivative of an inverse along a curve.

Y is a differentiable curve of invertible n×n matrices; differentiate YY⁻¹ = I.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="matrix_calculus.inverses.derivative_by_a_number",
    title="Derivative of an inverse along a curve",
    statement=r"\frac{d}{dt} Y(t)^{-1} = -Y(t)^{-1} Y'(t) Y(t)^{-1}",
    given=(r"Y : \mathbb{R} \to \mathbb{R}^{n \times n} \text{ differentiable}", r"t \in \mathbb{R}"),
    source="Matrix Cookbook (59), (46)",
    layout="denominator",
    also=(r"\frac{d}{dt} \det(Y(t)) = \det(Y(t)) \operatorname{tr}(Y(t)^{-1} Y'(t))",),
    proof=(
        Line(r"\frac{d}{dt} Y(t)^{-1}"),
        Line(r"Y(t)^{-1} Y(t) \frac{d}{dt} Y(t)^{-1}", "Y⁻¹Y = I"),
        Line("-Y(t)^{-1} Y'(t) Y(t)^{-1}", "0 = d(YY⁻¹)/dt = Y′Y⁻¹ + Y d(Y⁻¹)/dt"),
    ),
    near_misses=(
        NearMiss(r"\frac{d}{dt} Y(t)^{-1} = -Y(t)^{-2} Y'(t)",
                 "as for numbers: the inverses are brought to one side"),
        NearMiss(r"\frac{d}{dt} Y(t)^{-1} = Y'(t)^{-1}", "the derivative is put under the inverse"),
        NearMiss(r"\frac{d}{dt} Y(t)^{-1} = Y(t)^{-1} Y'(t) Y(t)^{-1}", "the sign is lost"),
    ),
)
