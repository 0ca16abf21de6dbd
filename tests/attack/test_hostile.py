"""Hostile input read and reported: in little time and memory, nothing executed, nothing proved by a trick."""
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS, MEMORY = 8, 1 << 30  # of processor time a text; bytes for all
ROOT = Path(__file__).resolve().parents[2]
SHEET = (r"x, y, a, b, c, d \in \mathbb{R}", r"A, B \in \mathbb{R}^{n \times n}", r"v, w \in \mathbb{R}^n")

UNPROVED = {
    "file": r"\input{/etc/passwd} x = x",
    "code in a name": r"\operatorname{__import__('os').system('touch made')}(x) = x",
    "code in a font": r"\mathrm{__import__('os').getpid()} = x",
    "end of the document": r"x = y \end{document} \begin{document} proved",
    "conditional": r"AB \iffalse = BA \fi = AB",
    "global macro": r"\gdef\sin{\cos} \sin x = \cos x",
    "category codes": r"\catcode`\^=12 x^2 = x \cdot x",
    "write": r"\newwrite\f \immediate\openout\f=made x = x",
    "redefined sign": r"\renewcommand{\top}{} $v^{\top} A v = v A v$",
    "macro of itself": r"\newcommand{\a}{\a x} $\a = x$",
    "growing macros": r"\newcommand{\a}{\b\b\b\b}\newcommand{\b}{\c\c\c\c}\newcommand{\c}{xxxxxxxx} $\a\a\a\a = x$",
    "wide letters": "ＡＢ = ＢＡ",
    "greek letter": "ο = o",
    "reversed text": "x = ‮y",
    "nothing": "",
    "relations only": "=" * 500,
    "dollars": "$" * 20001,
    "brackets": r"\left(" * 2000 + "x" + r"\right)" * 2000 + " = x",
    "roots": r"\exp(" * 150 + "x" + ")" * 150 + " = x",
    "accents": r"\hat" * 200 + " x = x",
    "minus signs": "-" * 500 + "x = x",
    "tower": r"10^{10^{10^{10}}} x = x",
    "long number": "9" * 20000 + " x = x",
    "many readings": " ".join([r"\log x y"] * 20) + " = x",
    "large power of a sum": r"(a + b + c + d + x + y)^{200} = (y + x + d + c + b - a)^{200}",
    "large power": r"x^{99999999} = x^{99999998}",
    "power of matrices": r"(A + B)^{12} = A^{12} + B^{12}",
    "long sum over numbers": r"\sum_{i=1}^{1000000000} i = 1",
    "derivatives of derivatives": r"\frac{d}{dx}" * 14 + r" e^{x^2} = x",
    "high order": r"\frac{d^{30}}{dx^{30}} x^{30} = 1",
    "large sizes": r"C \in \mathbb{R}^{10^{9} \times 10^{9}}, \quad C^\top = C",
    "zeros": r"\operatorname{zeros}(99999, 99999) + I_{99999} = I_{99999}",
    "plus or minus": r"a \pm b = a - b",
    "spaces before a formula": " " * 50000 + "$x = y$",
    "marks without words": "*" * 20000 + " $x = y$",
    "dots in a heading": "# " + "." * 20000 + "\n\n$x = y$",
    "dots of two signs": r"v_1 - \dots + v_n = \sum_{i=1}^n v_i",
}

PROVED = {
    "comment": "A B % = B A\n= A B",
    "long sum": " + ".join(["x"] * 1000) + " = 1000x",
    "long chain": " = ".join(["x"] * 200),
    "white space": " " * 50000 + "x = x",
    "power": r"x^{500} x = x^{501}",
}


CHILD = """
import json, sys, time
from symbolic.checking import check_document
from symbolic.reporting.data import result
from symbolic.reporting.style import Style
from symbolic.reporting.text import report
from symbolic.sources import formula_source
texts, sheet = json.load(sys.stdin)
for text in texts:
    start = time.process_time()
    data = result([check_document(text, "-", [formula_source("-g", fact) for fact in sheet], "auto")])
    report(data, Style())
    steps = [(step["verdict"], step["code"]) for step in data["files"][0]["steps"]]
    print(json.dumps([steps, time.process_time() - start]), flush=True)
"""


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


def run(arguments, given, folder):
    return subprocess.run([sys.executable, *arguments], input=given, capture_output=True, text=True, cwd=folder, timeout=240,
                          preexec_fn=limited, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"})


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """(steps, seconds) of every text, judged and reported one after the other in a process of its own; and its folder."""
    folder = tmp_path_factory.mktemp("hostile")
    texts = {**UNPROVED, **PROVED}
    ran = run(["-c", CHILD], json.dumps([list(texts.values()), SHEET]), folder)
    assert not ran.stderr
    return dict(zip(texts, map(json.loads, ran.stdout.splitlines()))), folder


@pytest.mark.parametrize("name", UNPROVED)
def test_is_not_proved_and_takes_little_time(name, judged):
    steps, seconds = judged[0][name]
    assert not steps or any(verdict != "proved" for verdict, _ in steps)
    assert "internal" not in [code for _, code in steps]
    assert seconds < SECONDS


@pytest.mark.parametrize("name", PROVED)
def test_what_is_only_long_is_proved(name, judged):
    steps, seconds = judged[0][name]
    assert steps and {verdict for verdict, _ in steps} == {"proved"}
    assert seconds < SECONDS


def test_nothing_was_written(judged):
    assert not list(judged[1].iterdir())


@pytest.mark.parametrize("name", ["code in a name", "conditional", "dollars", "brackets"])
def test_status_of_the_command(name, tmp_path):
    ran = run(["-m", "symbolic", "check", "-"], UNPROVED[name], tmp_path)
    assert ran.returncode == 3 and not ran.stderr and not list(tmp_path.iterdir())
