r"""What homework 4, Problem 4 declares, and the variants its near misses need.

The sheet says no more of ρ than that it is a max-pool ℝ^{m×n} → ℝ^{k×ℓ}: here any
window p×q and any strides s and t, as far as every window lies within the matrix.
"""

MATRIX = r"X \in \mathbb{R}^{m \times n}"
WINDOW = r"B \in \mathbb{R}^{p \times q}"
NONDECREASING = r"\sigma \colon \mathbb{R} \to \mathbb{R} \text{ nondecreasing}"
NONINCREASING = r"\sigma \colon \mathbb{R} \to \mathbb{R} \text{ nonincreasing}"
ANY_FUNCTION = r"\sigma \colon \mathbb{R} \to \mathbb{R}"
SQUARE = r"\sigma(z) = z^2"


def pool(letter: str, kind: str, more: str = "") -> str:
    r"""A pooling map ℝ^{m×n} → ℝ^{k×ℓ} with window p×q and strides s and t."""
    return (rf"{letter} \colon \mathbb{{R}}^{{m \times n}} \to \mathbb{{R}}^{{k \times \ell}} "
            rf"\text{{ {kind} with window }} p \times q \text{{ and stride }} s \times t{more}")


MAX_POOL = pool(r"\rho", "max-pool")
MIN_POOL = pool(r"\mu", "min-pool")
MEAN_POOL = pool(r"\rho", "average pooling")
ZEROS = r" \text{ and zero padding } P \times Q"
ENDLESS = r" \text{ and padding } P \times Q \text{ by } -\infty"

POOLING = (MATRIX, NONDECREASING, MAX_POOL)
"""The sheet's problem 4."""
