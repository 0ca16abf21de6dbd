r"""A planar flow y = x + u h(wᵀx + b): a rank-one change, so the determinant is one number.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.flows.planar",
    title="Determinant of a planar flow",
    statement=r"\det \frac{\partial y}{\partial x} = 1 + h'(w^\top x + b) w^\top u",
    also=(r"\frac{\partial y}{\partial x} = I + h'(w^\top x + b) u w^\top",),
    given=(r"x, u, w \in \mathbb{R}^n",
           r"b \in \mathbb{R}",
           r"h : \mathbb{R} \to \mathbb{R} \text{ differentiable}",
           r"y = x + h(w^\top x + b) u",),
    layout="numerator",
    source="Rezende, Mohamed, Variational Inference with Normalizing Flows (2015), (11), (12)",
    proof=(
        Line(r"\det \frac{\partial y}{\partial x}"),
        Line(r"\det \left(I + h'(w^\top x + b) u w^\top\right)", "Jacobian of the flow"),
        Line(r"1 + h'(w^\top x + b) w^\top u", "matrix determinant lemma"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial y}{\partial x} = I + h'(w^\top x + b) w u^\top", "the outer product transposed"),
        NearMiss(r"\det \frac{\partial y}{\partial x} = h'(w^\top x + b) w^\top u", "the identity is forgotten"),
        NearMiss(r"\det \frac{\partial y}{\partial x} = 1 + h(w^\top x + b) w^\top u", "h for h′"),
    ),
)
