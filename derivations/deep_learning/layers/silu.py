r"""The SiLU (swish) layer z σ(z), entry by entry.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.layers.silu",
    title="Jacobian of a SiLU layer",
    statement=r"\frac{\partial a}{\partial z} = \operatorname{diag}(s + z \odot s \odot (1 - s))",
    given=(r"z \in \mathbb{R}^n",
           r"s = \operatorname{sigmoid}(z)",
           r"a = z \odot s",),
    layout="numerator",
    source="Elfwing, Uchibe, Doya, Sigmoid-weighted linear units (2018), (3); Ramachandran, Zoph, Le (2017)",
    proof=(
        Line(r"\frac{\partial a_i}{\partial z_j}"),
        Line(r"\delta_{ij} s_i + z_i \frac{\partial s_i}{\partial z_j}", "product rule"),
        Line(r"\delta_{ij} s_i + z_i s_i (1 - s_i) \delta_{ij}", "the logistic function's derivative"),
        Line(r"\delta_{ij} \left(a_i + s_i (1 - a_i)\right)", "definition of a"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial a}{\partial z} = \operatorname{diag}(s)", "the gate is taken for a constant"),
        NearMiss(r"\frac{\partial a}{\partial z} = \operatorname{diag}(s \odot (1 - s))",
                 "only the gate is differentiated, and z is lost"),
        NearMiss(r"\frac{\partial a}{\partial z} = \operatorname{diag}(s + z \odot s)",
                 "the slope s (1 - s) taken for s"),
    ),
)
