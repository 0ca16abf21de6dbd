r"""What cutting LaTeX's source at the tokens of pylatexenc costs: milliseconds a formula, long texts, start-up, size.

``marks`` is what the reader does (``symbolic/reading/grammar/source.py``): the library is asked where a
character may begin anything but itself.  Beside it stand the library asked for every character, with its own
search for environments (which copies the rest of the text each time), and its parser of nodes.
"""
from __future__ import annotations

import importlib.metadata
import statistics
import subprocess
import sys
from typing import Callable, Iterator

from pylatexenc.latexwalker import LatexWalker, LatexWalkerEndOfStream

from readers import formulas
from symbolic.reading.documents.documents import read_document
from symbolic.reading.documents.statements import parse_statement
from symbolic.reading.grammar import source as src
from symbolic.reading.grammar.lexer import tokenize
from timing import best

LONG = {"50,000 spaces": " " * 50_000, "20,000 braces": "{" * 20_000, "20,000 dollar signs": "$" * 20_000, "25,000 comments": "%\n" * 25_000,
        r"20,000 \begin{a}": r"\begin{a}" * 20_000, r"20,000 \verb|": r"\verb|" * 20_000, r"20,000 \url{": r"\url{" * 20_000,
        r"10,000 $\text{": r"$\text{" * 10_000, r"100,000 \begin{a}": r"\begin{a}" * 100_000}
START = "import time; t = time.perf_counter(); import pylatexenc.latexwalker; print(1000 * (time.perf_counter() - t))"


def every_character(text: str, environments: bool = False) -> None:
    walker, position = LatexWalker(text, latex_context=src.NO_SPECIALS), 0
    try:
        while True:
            token = walker.get_token(position, parsing_state=src.SINGLE_DOLLARS, environments=environments)
            position = token.pos + token.len
    except LatexWalkerEndOfStream:
        pass


def nodes(text: str) -> None:
    LatexWalker(text).get_latex_nodes()


WAYS: dict[str, Callable[[str], object]] = {
    "marks": src.marks, "every character": every_character, "with environments": lambda text: every_character(text, True),
    "nodes": nodes, "our tokens": tokenize, "statements": parse_statement,
}


def rows() -> Iterator[str]:
    texts = [text for formula in formulas()["cases"] for text in (formula.text, *formula.given)]
    yield f"{len(texts)} formulas        ms: median      mean       most"
    for name, work in WAYS.items():
        times = [1000 * best(lambda: work(text), 5)[0] for text in texts]
        yield f"   {name:<20} {statistics.median(times):10.3f} {statistics.mean(times):9.3f} {max(times):10.3f}"
    yield "long texts               ms: marks   with environments   our tokens   document"
    for name, text in LONG.items():
        ways = (src.marks, lambda x: every_character(x, True), tokenize, lambda x: read_document(x, "a.tex"))
        src.marks_of_document.cache_clear()
        took = [1000 * best(lambda: work(text), 1)[0] for work in ways]
        yield f"   {name:<20} {took[0]:10.0f} {took[1]:19.0f} {took[2]:12.0f} {took[3]:10.0f}"
    start = min(float(subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True).stdout) for _ in range(5))
    files = importlib.metadata.files("pylatexenc") or []
    size = sum(found.stat().st_size for file in files if (found := file.locate()).is_file() and found.suffix == ".py")
    yield f"pylatexenc {importlib.metadata.version('pylatexenc')}: {start:.1f} ms to import, {size / 1024:.0f} KiB of source"


if __name__ == "__main__":
    for row in rows():
        print(row)
