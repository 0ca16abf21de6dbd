r"""The GELU z Φ(z): true of the normal distribution's Φ, and of any other smooth gate.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.layers.gelu",
    title="Jacobian of a GELU layer",
    statement=r"\frac{\partial a}{\partial z} = \operatorname{diag}\left(\Phi(z) + z \odot \Phi'(z)\right)",
    given=(r"z \in \mathbb{R}^n",
           r"\Phi : \mathbb{R} \to \mathbb{R} \text{ twice differentiable}",
           r"a = z \odot \Phi(z)",),
    layout="numerator",
    source="Hendrycks, Gimpel, Gaussian Error Linear Units (2016), section 2",
    proof=(
        Line(r"\frac{\partial a_i}{\partial z_j}"),
        Line(r"\frac{\partial}{\partial z_j} \left(z_i \Phi(z_i)\right)", "definition"),
        Line(r"\delta_{ij} \Phi(z_i) + z_i \Phi'(z_i) \delta_{ij}", "product rule; chain rule"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial a}{\partial z} = \operatorname{diag}(\Phi(z))",
                 "the distribution is taken for a constant"),
        NearMiss(r"\frac{\partial a}{\partial z} = \operatorname{diag}(\Phi(z) + \Phi'(z))", "z is lost"),
        NearMiss(r"\frac{\partial a}{\partial z} = \operatorname{diag}(z \odot \Phi'(z))",
                 "only one term of the product rule"),
    ),
)
