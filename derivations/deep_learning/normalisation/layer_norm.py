r"""Layer normalisation: mean and root mean square of the entries of one vector.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.normalisation.layer_norm",
    title="Jacobian of layer normalisation",
    statement=r"\frac{\partial y}{\partial x} = \frac{1}{s} \operatorname{diag}(\gamma) \left(I - \frac{1}{n} "
              r"\mathbf{1} \mathbf{1}^\top - \frac{1}{n} \hat{x} \hat{x}^\top\right)",
    also=(r"\mathbf{1}^\top \hat{x} = 0",),
    given=(r"x, \gamma, \beta \in \mathbb{R}^n",
           r"\epsilon \in \mathbb{R}, \epsilon > 0",
           r"\mu = \frac{1}{n} \mathbf{1}^\top x",
           r"s = \sqrt{\frac{1}{n} \|x - \mu \mathbf{1}\|^2 + \epsilon}",
           r"\hat{x} = \frac{x - \mu \mathbf{1}}{s}",
           r"y = \gamma \odot \hat{x} + \beta",),
    layout="numerator",
    source="Ba, Kiros, Hinton, Layer Normalization (2016)",
    proof=(
        Line(r"\frac{\partial y}{\partial x}"),
        Line(r"\operatorname{diag}(\gamma) \frac{\partial \hat{x}}{\partial x}",
             "γ scales entry by entry, β is constant"),
        Line(r"\operatorname{diag}(\gamma) \left(\frac{1}{s} \left(I - \frac{1}{n} \mathbf{1} "
             r"\mathbf{1}^\top\right) - \frac{1}{s^2} (x - \mu \mathbf{1}) \frac{\partial s}{\partial x}\right)",
             "quotient rule"),
        Line(r"\operatorname{diag}(\gamma) \left(\frac{1}{s} \left(I - \frac{1}{n} \mathbf{1} "
             r"\mathbf{1}^\top\right) - \frac{1}{s^2} (x - \mu \mathbf{1}) \frac{1}{n s} (x - \mu "
             r"\mathbf{1})^\top\right)",
             "derivative of the root mean square, a row"),
        Line(r"\frac{1}{s} \operatorname{diag}(\gamma) \left(I - \frac{1}{n} \mathbf{1} \mathbf{1}^\top - "
             r"\frac{1}{n} \hat{x} \hat{x}^\top\right)",
             "definition of the normalised vector"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial y}{\partial x} = \frac{1}{s} \operatorname{diag}(\gamma)",
                 "mean and root mean square are taken for constants"),
        NearMiss(r"\frac{\partial y}{\partial x} = \frac{1}{s} \operatorname{diag}(\gamma) \left(I - \frac{1}{n} "
                 r"\mathbf{1} \mathbf{1}^\top\right)",
                 "the root mean square is taken for a constant"),
        NearMiss(r"\frac{\partial y}{\partial x} = \frac{1}{s} \left(I - \frac{1}{n} \mathbf{1} \mathbf{1}^\top - "
                 r"\frac{1}{n} \hat{x} \hat{x}^\top\right) \operatorname{diag}(\gamma)",
                 "diag(γ) on the wrong side"),
        NearMiss(r"\frac{\partial y}{\partial x} = \frac{1}{s} \operatorname{diag}(\gamma) \left(I - \mathbf{1} "
                 r"\mathbf{1}^\top - \hat{x} \hat{x}^\top\right)",
                 "1/n is lost"),
    ),
)
