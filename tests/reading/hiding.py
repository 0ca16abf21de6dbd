r"""Random LaTeX documents whose formulas carry markers, much of them in what TeX does not print, and what pdflatex prints."""
from __future__ import annotations

import re
import subprocess
from pathlib import Path
from random import Random

MARKER = re.compile(r"Q\d+Q")
TRAPS = (r"\]", "$", r"\end{align*}", r"\fi", r"\iffalse", r"\else", "{", "}", r"\begin{verbatim}", r"\verb|", r"\)", r"\end{document}",
         r"\renewcommand{\own}{\alpha}", r"\endinput", r"\begin{document}", r"\text{")


class Writer:
    """One document, written at random from what hides a formula and from what only looks so."""

    def __init__(self, random: Random):
        self.random, self.next = random, 0

    def document(self) -> str:
        head = [r"\documentclass{article}", r"\usepackage{amsmath,verbatim}", r"\newif\ifdraft", self.random.choice([r"\drafttrue", r"\draftfalse"]),
                r"\newcommand{\own}[1]{\mathrm{#1}% " + self.trap() + "\n}", r"\newcommand{\hide}{\iffalse}",
                f"% {self.in_comment()}", r"\pagestyle{empty}"]
        body = [self.part(2) for _ in range(self.random.randint(3, 7))]
        end = self.random.choice([r"\end{document}", r"\endinput\end{document}"])
        return "\n".join([*head, r"\begin{document}", "Words.", *body, end, self.formula()])

    def part(self, deep: int) -> str:
        random = self.random
        match random.randrange(13 if deep else 8):
            case 0:
                return f"Words % {self.trap()} {self.in_comment()}\nand more."
            case 1:
                return r"Code \verb+$ \iffalse % + and \verb|\fi $| too."
            case 2:
                return "\\begin{verbatim}\n$ \\iffalse % \\fi \\else\n\\end{verbatim}"
            case 3 | 4 | 5 | 6 | 7:
                return f"Words {self.formula()} and more."
            case 8:
                return f"\\begin{{comment}}\n{self.formula()} {random.choice(['$', '%', '{'])}\n\\end{{comment}}"
            case 9:
                return f"\\hide {self.formula()} \\fi"
            case _:
                test = random.choice([r"\iffalse", r"\iftrue", r"\ifdraft"])
                first, second = self.branch(deep - 1), self.branch(deep - 1)
                other = f"\\else\n{second}\n" if random.random() < .5 else ""
                return f"{test}\n{first}\n{other}\\fi"

    def branch(self, deep: int) -> str:
        """What stands in a conditional: no code, of which TeX would see the ends in a branch that it passes over."""
        random = self.random
        match random.randrange(4 if deep else 3):
            case 0:
                return f"Words % {self.trap()}\n{self.formula()}"
            case 3:
                return f"{random.choice([chr(92) + 'iffalse', chr(92) + 'iftrue'])} {self.branch(deep - 1)} \\fi {self.formula()}"
            case _:
                return f"Words {self.formula()} and more."

    def trap(self) -> str:
        return self.random.choice(TRAPS)

    def in_comment(self) -> str:
        return self.formula().replace("\n", " ")

    def formula(self) -> str:
        random = self.random
        self.next += 1
        marked = random.choice([rf"\mathrm{{Q{self.next}Q}}", rf"\own{{Q{self.next}Q}}"])
        odd = random.choice(["", "", f"% {self.trap()}\n", r"\text{ if $x$}", r"\% ", r"\{y\}", rf"\text{{ % {self.trap()}" + "\n}"])
        opening, closing = random.choice([("$", "$"), (r"\(", r"\)"), (r"\[", r"\]"), (r"\begin{align*}", r"\end{align*}"),
                                          ("$$", "$$"), (r"\begin{align*} b &= c \\", r"\end{align*}")])
        return f"{opening} {marked} = x {odd} {closing}"


def on_paper(source: str, folder: Path) -> set[str]:
    """The markers that pdflatex prints."""
    (folder / "hiding.tex").write_text(source, "utf-8")
    run = subprocess.run(["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "hiding.tex"], cwd=folder,
                         capture_output=True, timeout=60)
    assert run.returncode == 0, source + (folder / "hiding.log").read_text("utf-8", "replace")[-1500:]
    subprocess.run(["pdftotext", "-layout", "hiding.pdf", "hiding.txt"], cwd=folder, check=True, timeout=60)
    return set(MARKER.findall((folder / "hiding.txt").read_text("utf-8")))
