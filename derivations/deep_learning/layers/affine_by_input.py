r"""An affine layer z = Wx + b: the Jacobian by the input is W; backwards, Wᵀ.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.layers.affine_by_input",
    title="Jacobian of an affine layer",
    statement=r"\frac{\partial z}{\partial x} = W",
    also=(r"\frac{\partial z}{\partial b} = I",
          r"\frac{\partial z_i}{\partial W_{jk}} = \delta_{ij} x_k",),
    given=(r"W \in \mathbb{R}^{m \times n}",
           r"x \in \mathbb{R}^n",
           r"b \in \mathbb{R}^m",
           r"z = W x + b",),
    layout="numerator",
    source="Goodfellow, Bengio, Courville, Deep Learning, 6.5.2",
    proof=(
        Line(r"\frac{\partial z_i}{\partial x_j}"),
        Line(r"\frac{\partial}{\partial x_j} \left(\sum_{k=1}^n W_{ik} x_k + b_i\right)", "entries of the product"),
        Line(r"\sum_{k=1}^n W_{ik} \delta_{kj}", "b does not depend on x"),
        Line(r"W_{ij}", "the delta picks k = j"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial z}{\partial x} = W^\top", "denominator layout", expects="shape"),
        NearMiss(r"\frac{\partial z}{\partial b} = \mathbf{1}", "a vector of ones for the identity", expects="shape"),
        NearMiss(r"\frac{\partial z_i}{\partial x_j} = W_{ij} x_j", "the product is not differentiated"),
        NearMiss(r"\frac{\partial z_i}{\partial W_{jk}} = x_k", "row i holds W_ij only: δ_ij is missing"),
    ),
)
