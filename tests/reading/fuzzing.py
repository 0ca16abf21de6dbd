r"""Text that nobody should write: formulas grown from a grammar of pieces, real files with bytes changed.

``python tests/reading/fuzzing.py --count 200000 --seed 1 -j 2`` prints what broke.  Of
each input is demanded that reading ends in time, raises nothing but
``UsageError``, and that a formula that was read prints back with every letter
it was typed with, to what prints the same again: so nothing was cut off.
"""
from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from multiprocessing import Pool
from pathlib import Path
from random import Random

from symbolic.errors import ReadError, UsageError
from symbolic.reading.claims.reader import read
from symbolic.reading.declarations.given import context_from
from symbolic.reading.documents.documents import read_document
from symbolic.reading.grammar import tables as t
from symbolic.reading.grammar.lexer import tokenize
from symbolic.reading.grammar.parser import parse_formula
from symbolic.reading.grammar.unparse import to_latex

ROOT = Path(__file__).resolve().parents[2]
LONGEST_SECONDS = 2.0
REMARKS = re.compile(r"\\(?:math(?:rm|sf|it)|text|operatorname|rm|(?:stackrel|overset|underset)|(?:under|over)brace)(?![A-Za-z])")
"""Words, fonts that make a word of letters, and remarks: their letters are not those of the formula."""
CHUNK = 250

PIECES = r"""
x y A B W b z n m i j k \ell L \sigma \theta \lambda \mathbf{x} \boldsymbol{\theta} \hat{y} \tilde x \bar{x} \vec{v}
\mathbb{R} \mathcal{L} 0 1 2 10 0.5 .5 1,000 + - = \cdot \times * / \odot \otimes \circ ^ _ ^2 ^T ^\top ^{-1} ^{-\top} _i _{ij}
_{i,j} ^{(l)} ^{[l]} _{\ell-1} ' '' ( ) [ ] \{ \} { } | \| \left( \right) \left. \right| \left[ \right] \bigl( \bigr) \big| \langle
\rangle \frac{ }{ \frac12 \sqrt{ \sum \sum_{i=1}^n \prod_{k=1}^{L} \max_i \int \lim \partial \nabla \nabla_x d \mathrm{d}
\frac{\partial }{\partial x} \operatorname{tr} \operatorname{diag} \det \log \exp \sin \tanh e^{ \text{if } \text{ for all }
\begin{bmatrix} \end{bmatrix} \begin{cases} \end{cases} \begin{array}{cc} \end{array} & \\ \\[2ex] \dots \cdots \vdots \ddots \in
\le \ge < > \neq \approx \propto \sim := \coloneqq \Rightarrow \iff \to \mid , ; . : ! ? ~ \, \; \quad \qquad \tag{1}
\label{eq} \underbrace{ \overset{!}{=} \stackrel{a}{=} \mathbf 1 \mathbb{1} \delta_{ij} I E[ p(x|y) \Bigg \rigth \limits \newline
\newcommand{\a}{b} \def\x{y} \a \iffalse \fi % \$ $ $$ \[ \] \( \) ` @ " ∂ ∇ σ ≤ − · ′ ² ₁ ⊤ é \\ \ 
""".split()
INSERTIONS = [*PIECES, "{{{{", "}}}}", "\u200b", "\u202e", "\0", "\t", "\r\n", "\\", "\\begin{align}", "\\end{align}", "^{^{^{", "((((("]
GIVEN = [r"A, B \in \mathbb{R}^{n \times n}", r"W \in \mathbb{R}^{m \times n}", r"x, y \in \mathbb{R}^n", r"b \in \mathbb{R}^m",
         r"\sigma: \mathbb{R} \to \mathbb{R} \text{ differentiable}"]


def real_texts() -> list[str]:
    """Documents and formulas of the project: seeds of the mutations."""
    files = [*sorted((ROOT / "examples").glob("*.md")), *sorted((ROOT / "examples").glob("*.tex"))]
    corpora = sorted((ROOT / "tests/reading/pass").glob("*.txt"))
    blocks = [block for path in corpora for block in path.read_text("utf-8").split("\n\n")]
    blocks += [block for path in files for block in path.read_text("utf-8").split("\n\n")]
    return [block for block in blocks if block.strip()]


def grown(random: Random) -> str:
    glue = random.choice(["", " ", " "])
    return glue.join(random.choice(PIECES) for _ in range(random.randint(1, random.choice([4, 12, 40]))))


def mutated(random: Random, text: str) -> str:
    start = random.randrange(max(1, len(text) - 400)) if len(text) > 400 else 0
    text = text[start:start + 400]
    for _ in range(random.randint(1, 6)):
        k = random.randint(0, len(text))
        match random.randrange(5):
            case 0:
                text = text[:k] + text[k + random.randint(1, 8):]
            case 1:
                text = text[:k] + random.choice(INSERTIONS) + text[k:]
            case 2:
                text = text[:k] + chr(random.choice([random.randrange(32, 127), random.randrange(0x20, 0x2fff)])) + text[k + 1:]
            case 3:
                stop = k + random.randint(1, 30)
                text = text[:k] + text[k:stop] * 2 + text[stop:]
            case _:
                text = text[:k]
    return text


def inputs(seed: int, count: int, texts: list[str]):
    """(kind, text) for one chunk; the same seed gives the same chunk."""
    random = Random(seed)
    for _ in range(count):
        whole = random.random() < 0.25
        text = grown(random) if random.random() < 0.5 else mutated(random, random.choice(texts))
        yield "document" if whole else "formula", text


def letters(latex: str) -> Counter:
    """The letters and the digits that a formula prints: ``_{1 2}`` prints 12."""
    found = Counter(str(token.value) for token in tokenize(latex) if token.kind == t.NAME)
    return found + Counter("".join(str(token.value) for token in tokenize(latex) if token.kind == t.NUMBER))


def try_formula(text: str) -> str:
    """What is wrong with how a formula is read, empty if nothing."""
    try:
        node = parse_formula(text)
    except ReadError as error:
        inside = 0 <= error.start < error.end and error.start <= len(text)
        return "" if inside and error.code[:1] == "E" else f"an error without a place: {error.start}..{error.end} {error.code}"
    printed = to_latex(node)
    if REMARKS.search(text):
        return ""
    again = to_latex(parse_formula(printed))
    if again != printed:
        return f"prints as {printed!r}, which prints as {again!r}"
    missing = letters(text) - letters(printed)
    return f"loses {dict(missing)}, prints as {printed!r}" if missing else ""


def try_document(text: str, suffix: str, context) -> str:
    """What is wrong with how a document is read, empty if nothing."""
    typed = read_document(text, "fuzz" + suffix)
    document = read(typed, given=context, layout="auto")
    for step in document.steps:
        if not 0 <= step.start <= step.end <= len(text):
            return f"a step outside of the text: {step.start}..{step.end}"
    return ""


def broken(seed: int, count: int = CHUNK) -> list[str]:
    """What broke in one chunk, a line each."""
    found, texts = [], real_texts()
    context, _ = context_from(GIVEN)
    for kind, text in inputs(seed, count, texts):
        began = time.process_time()
        try:
            complaint = try_formula(text) if kind == "formula" else try_document(text, (".md", ".tex", "")[len(text) % 3], context)
        except UsageError:
            complaint = ""
        except Exception as error:
            complaint = f"{type(error).__name__}: {error}"
        seconds = time.process_time() - began
        if seconds > LONGEST_SECONDS:
            complaint = complaint or f"takes {seconds:.1f} s"
        if complaint:
            found.append(f"seed {seed}, {kind} {text!r}: {complaint}")
    return found


def run(count: int, seed: int, jobs: int):
    """Complaints of all chunks, as they come."""
    seeds = range(seed * 1_000_000, seed * 1_000_000 + -(-count // CHUNK))
    if jobs == 1:
        for one in seeds:
            yield from broken(one)
        return
    with Pool(jobs) as pool:
        for lines in pool.imap_unordered(broken, seeds):
            yield from lines


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("-j", "--jobs", type=int, default=1)
    asked = options.parse_args()
    found = 0
    for line in run(asked.count, asked.seed, asked.jobs):
        found += 1
        print(line)
    print(f"{asked.count} inputs, {found} broken")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
