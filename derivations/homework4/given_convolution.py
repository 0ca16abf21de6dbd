r"""What problems 1 to 3 of homework 4 declare, and the variants their near misses need.

A convolution is that of deep learning (the filter is not reversed).  Where the
sheet asks for a filter, its letter is not declared: it is the answer's.
"""

DIFFERENCES = (
    r"X \in \mathbb{R}^{m \times n}",
    r"Y \in \mathbb{R}^{2 \times m \times n}",
    r"X_{m+1,:} = 0, \quad X_{:,n+1} = 0",
    r"Y_{1,i,j} = X_{i+1,j} - X_{i,j}",
    r"Y_{2,i,j} = X_{i,j+1} - X_{i,j}",
    r"\text{convolutions have stride } 1 \text{ and zero padding } 1",
)
"""Problem 1: the differences of neighbours, 0 beyond the last row and column."""

DIFFERENCE_FILTER = (
    r"w \in \mathbb{R}^{2 \times 3 \times 3}",
    r"w_1 = \begin{pmatrix} 0 & 0 & 0 \\ 0 & -1 & 0 \\ 0 & 1 & 0 \end{pmatrix}",
    r"w_2 = \begin{pmatrix} 0 & 0 & 0 \\ 0 & -1 & 1 \\ 0 & 0 & 0 \end{pmatrix}",
)
"""The answer to problem 1."""

AVERAGES = (
    r"k \mid m, \quad k \mid n",
    r"X \in \mathbb{R}^{C \times m \times n}",
    r"Y \in \mathbb{R}^{C \times m/k \times n/k}",
    r"Y_{c,i,j} = \frac{1}{k^2} \sum_{a=1}^{k} \sum_{b=1}^{k} X_{c,k(i-1)+a,k(j-1)+b}",
    r"\text{convolutions have stride } k",
)
"""Problem 2: means over windows of k×k that do not overlap."""

AVERAGE_FILTER = (
    r"w \in \mathbb{R}^{C \times C \times k \times k}",
    r"w_{c,d,a,b} = \frac{\delta_{cd}}{k^2}",
)
"""The answer to problem 2: each channel from itself alone."""

GREY = (
    r"X \in \mathbb{R}^{3 \times m \times n}",
    r"Y \in \mathbb{R}^{m \times n}",
    r"Y_{i,j} = 0.299 X_{1,i,j} + 0.587 X_{2,i,j} + 0.114 X_{3,i,j}",
    r"\text{convolutions have stride } 1 \text{ and zero padding } 0",
)
"""Problem 3: a grey image from red, green and blue."""

GREY_FILTER = (
    r"w \in \mathbb{R}^{3 \times 1 \times 1}",
    r"w_1 = 0.299",
    r"w_2 = 0.587",
    r"w_3 = 0.114",
)
"""The answer to problem 3."""
