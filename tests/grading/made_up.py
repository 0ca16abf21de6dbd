"""Made-up submissions: the mended write-up of Problem 6 with slips that students make."""
from __future__ import annotations

from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
SLIPS = [
    (r"\sigma'", r"\sigma"), (r"A_\ell", "A_L"), (r"_{\ell-1}", r"_\ell"), ("^T", ""), (" + b_L", " - b_L"), (" = I", " = 2"),
    (r"\dots", r"\cdots"), (r"(b_\ell)_{1}", r"(b_\ell)_{2}"), (r"\operatorname{diag}", ""), (r"\vdots", "0"), (r"\frac", r"\dfrac"),
    ("0 &", "1 &"), (r"\partial b_L", r"\partial b_\ell"), (r"\end{bmatrix}", ""), ("y_{L-1}", "J_{L-1}"), (r"\left[", "["),
]


def write_up() -> str:
    """Part (a) of the mended write-up."""
    text = (ROOT / "examples/homework4-mended.tex").read_text("utf-8")
    return text[:text.index("(b) For the last layer")] + "\\end{document}\n"


def submission(seed: int) -> str:
    """The write-up with none to three slips, the same for the same seed."""
    random, text = Random(seed), write_up()
    for _ in range(random.randint(0, 3)):
        old, new = random.choice(SLIPS)
        places = [k for k in range(len(text)) if text.startswith(old, k)]
        if places:
            k = random.choice(places)
            text = text[:k] + new + text[k + len(old):]
    return text


def fill(folder: Path, count: int) -> None:
    for seed in range(count):
        (folder / f"student{seed:03}.tex").write_text(submission(seed), "utf-8")
