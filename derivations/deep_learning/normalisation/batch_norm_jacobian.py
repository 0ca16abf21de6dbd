r"""Batch normalisation of one feature: every x_j moves mean and variance of the batch.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.normalisation.batch_norm_jacobian",
    title="Jacobian of batch normalisation",
    statement=r"\frac{\partial \hat{x}_i}{\partial x_j} = \frac{1}{\sqrt{v + \epsilon}} \left(\delta_{ij} - "
              r"\frac{1}{m} - \frac{\hat{x}_i \hat{x}_j}{m}\right)",
    given=(r"x \in \mathbb{R}^m",
           r"\epsilon \in \mathbb{R}, \epsilon > 0",
           r"\mu = \frac{1}{m} \sum_{i=1}^m x_i",
           r"v = \frac{1}{m} \sum_{i=1}^m (x_i - \mu)^2",
           r"\hat{x}_i = \frac{x_i - \mu}{\sqrt{v + \epsilon}}",),
    source="Ioffe, Szegedy, Batch Normalization (2015), section 3",
    proof=(
        Line(r"\frac{\partial \hat{x}_i}{\partial x_j}"),
        Line(r"\frac{1}{\sqrt{v + \epsilon}} \frac{\partial (x_i - \mu)}{\partial x_j} - \frac{x_i - \mu}{2 (v + "
             r"\epsilon)^{3/2}} \frac{\partial v}{\partial x_j}",
             "quotient rule and the derivative of the root"),
        Line(r"\frac{1}{\sqrt{v + \epsilon}} \left(\delta_{ij} - \frac{1}{m}\right) - \frac{x_i - \mu}{2 (v + "
             r"\epsilon)^{3/2}} \frac{2}{m} (x_j - \mu)",
             "derivatives of mean and variance"),
        Line(r"\frac{1}{\sqrt{v + \epsilon}} \left(\delta_{ij} - \frac{1}{m} - \frac{\hat{x}_i \hat{x}_j}{m}\right)",
             "definition of the normalised values"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial \hat{x}_i}{\partial x_j} = \frac{\delta_{ij}}{\sqrt{v + \epsilon}}",
                 "mean and variance are taken for constants"),
        NearMiss(r"\frac{\partial \hat{x}_i}{\partial x_j} = \frac{1}{\sqrt{v + \epsilon}} \left(\delta_{ij} - "
                 r"\frac{1}{m}\right)",
                 "the variance is taken for a constant"),
        NearMiss(r"\frac{\partial \hat{x}_i}{\partial x_j} = \frac{1}{\sqrt{v + \epsilon}} \left(\delta_{ij} - "
                 r"\frac{1}{m} + \frac{\hat{x}_i \hat{x}_j}{m}\right)",
                 "sign of the variance's part"),
        NearMiss(r"\frac{\partial \hat{x}_i}{\partial x_j} = \frac{1}{v + \epsilon} \left(\delta_{ij} - \frac{1}{m} "
                 r"- \frac{\hat{x}_i \hat{x}_j}{m}\right)",
                 "the root is lost"),
    ),
)
