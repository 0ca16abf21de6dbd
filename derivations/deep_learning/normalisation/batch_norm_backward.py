r"""Batch normalisation backwards: the upstream gradient g less its mean and its part along the normalised values.

With any loss, g_i = ∂ℓ/∂y_i; to first order ℓ = Σ_i g_i y_i.
"""
from derivations.theorem import Line, NearMiss, Theorem

THEOREM = Theorem(
    name="deep_learning.normalisation.batch_norm_backward",
    title="Backpropagation through batch normalisation",
    statement=r"\frac{\partial \ell}{\partial x_i} = \frac{\gamma}{m \sqrt{v + \epsilon}} \left(m g_i - "
              r"\sum_{j=1}^m g_j - \hat{x}_i \sum_{j=1}^m g_j \hat{x}_j\right)",
    also=(r"\frac{\partial \ell}{\partial \gamma} = \sum_{i=1}^m g_i \hat{x}_i",
          r"\frac{\partial \ell}{\partial \beta} = \sum_{i=1}^m g_i",),
    given=(r"m \ge 1",
           r"x_i, g_i \in \mathbb{R}, \quad i = 1, \dots, m",
           r"\gamma, \beta \in \mathbb{R}",
           r"\epsilon \in \mathbb{R}, \epsilon > 0",
           r"\mu = \frac{1}{m} \sum_{i=1}^m x_i",
           r"v = \frac{1}{m} \sum_{i=1}^m (x_i - \mu)^2",
           r"\hat{x}_i = \frac{x_i - \mu}{\sqrt{v + \epsilon}}",
           r"y_i = \gamma \hat{x}_i + \beta",
           r"\ell = \sum_{i=1}^m g_i y_i",),
    source="Ioffe, Szegedy, Batch Normalization (2015), section 3",
    proof=(
        Line(r"\frac{\partial \ell}{\partial x_i}"),
        Line(r"\sum_{j=1}^m g_j \gamma \frac{\partial \hat{x}_j}{\partial x_i}", "chain rule; y_j = γ x̂_j + β"),
        Line(r"\sum_{j=1}^m g_j \frac{\gamma}{\sqrt{v + \epsilon}} \left(\delta_{ij} - \frac{1}{m} - "
             r"\frac{\hat{x}_i \hat{x}_j}{m}\right)",
             "Jacobian of batch normalisation"),
        Line(r"\frac{\gamma}{m \sqrt{v + \epsilon}} \left(m g_i - \sum_{j=1}^m g_j - \hat{x}_i \sum_{j=1}^m g_j "
             r"\hat{x}_j\right)",
             "take the sums apart"),
    ),
    near_misses=(
        NearMiss(r"\frac{\partial \ell}{\partial x_i} = \frac{\gamma g_i}{\sqrt{v + \epsilon}}",
                 "mean and variance are taken for constants"),
        NearMiss(r"\frac{\partial \ell}{\partial x_i} = \frac{\gamma}{m \sqrt{v + \epsilon}} \left(m g_i - "
                 r"\sum_{j=1}^m g_j\right)",
                 "the variance's part is lost"),
        NearMiss(r"\frac{\partial \ell}{\partial x_i} = \frac{1}{m \sqrt{v + \epsilon}} \left(m g_i - \sum_{j=1}^m "
                 r"g_j - \hat{x}_i \sum_{j=1}^m g_j \hat{x}_j\right)",
                 "γ is lost"),
        NearMiss(r"\frac{\partial \ell}{\partial \gamma} = \sum_{i=1}^m g_i x_i",
                 "the inputs for the normalised values"),
    ),
)
