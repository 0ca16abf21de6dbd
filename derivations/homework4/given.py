r"""What homework 4, Problem 6 declares, and the variants its near misses need.

The variants take away what shapes would give away: with every width n a
swapped order or a lost transpose still conforms, and only numbers refute it.
"""

LAYERS = (
    r"y_0 = x",
    r"y_\ell = \sigma(A_\ell y_{\ell-1} + b_\ell), \quad \ell = 1, \dots, L-1",
    r"y_L = A_L y_{L-1} + b_L",
)

ACTIVATION = r"\sigma \colon \mathbb{R} \to \mathbb{R} \text{ differentiable, applied elementwise}"

WEIGHTS = (
    r"L \ge 1",
    r"A_\ell \in \mathbb{R}^{n_\ell \times n_{\ell-1}}, \quad \ell = 1, \dots, L",
    r"b_\ell \in \mathbb{R}^{n_\ell}, \quad \ell = 1, \dots, L",
    r"x \in \mathbb{R}^{n_0}",
    ACTIVATION,
)

ENTRIES = (
    r"\left(\frac{\partial y_\ell}{\partial b_\ell}\right)_{ij} = \frac{\partial (y_\ell)_i}{\partial (b_\ell)_j}",
    r"\left(\frac{\partial y_L}{\partial A_\ell}\right)_{ij} = \frac{\partial y_L}{\partial (A_\ell)_{ij}}",
)
"""What the sheet calls a derivative: a Jacobian has a row for each output, a
derivative by a matrix the shape of the matrix."""

SHEET = (*WEIGHTS, r"n_L = 1", *LAYERS, *ENTRIES)
"""The sheet: one output."""

WIDE = (*WEIGHTS, *LAYERS)
"""A vector-valued output: n_L is general."""

SQUARE_WEIGHTS = (
    r"L \ge 1",
    r"A_\ell \in \mathbb{R}^{n \times n}, \quad \ell = 1, \dots, L",
    r"b_\ell \in \mathbb{R}^{n}, \quad \ell = 1, \dots, L",
    r"x \in \mathbb{R}^{n}",
    ACTIVATION,
)

SQUARE = (*SQUARE_WEIGHTS, *LAYERS)
"""All widths n, the output's too."""

SCALAR_HEAD = (*SQUARE_WEIGHTS, r"w \in \mathbb{R}^n", *LAYERS, r"s = w^\top y_L")
"""All widths n, and one number s computed from the output: for gradients."""

SKIP = (
    *SQUARE_WEIGHTS,
    r"y_0 = x",
    r"y_1 = \sigma(A_1 y_0 + b_1)",
    r"y_\ell = \sigma(A_\ell y_{\ell-1} + b_\ell) + y_{\ell-2}, \quad \ell = 2, \dots, L",
)
"""Every layer also adds the output of the layer before the last."""

TIED = (
    r"L \ge 1",
    r"A \in \mathbb{R}^{n \times n}",
    r"b_\ell \in \mathbb{R}^{n}, \quad \ell = 1, \dots, L",
    r"x \in \mathbb{R}^{n}",
    ACTIVATION,
    r"y_0 = x",
    r"y_\ell = \sigma(A y_{\ell-1} + b_\ell), \quad \ell = 1, \dots, L-1",
    r"y_L = A y_{L-1} + b_L",
)
"""One weight matrix A shared by all layers."""

DIAGONALS = r"D_\ell = \operatorname{diag}(\sigma'(A_\ell y_{\ell-1} + b_\ell)), \quad \ell = 1, \dots, L"
"""The derivative of the activation at each layer, as a diagonal matrix."""
