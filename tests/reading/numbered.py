r"""Random LaTeX documents whose displays carry markers, and what pdflatex prints beside each marker."""
from __future__ import annotations

import re
import subprocess
from pathlib import Path
from random import Random

CLASSES = ("article", "article", "amsart", "report", "book", "scrartcl", "extarticle")
MARKER = re.compile(r"Q(\d+)Q")
BESIDE = re.compile(r"Q(\d+)Q[^(Q\n]*(?:\(([^()\n]*)\))?[ ]*$", re.M)


class Writer:
    """One document, written at random from what the counting of equations depends on."""

    def __init__(self, random: Random):
        self.random, self.next, self.labels = random, 0, 0
        self.within = False

    def document(self) -> str:
        random = self.random
        name = random.choice(CLASSES)
        chapters = name in ("report", "book")
        head = [rf"\documentclass[reqno]{{{name}}}" if name == "amsart" else rf"\documentclass{{{name}}}", r"\usepackage{amsmath}", r"\newcommand{\twice}[1]{\begin{bmatrix}#1\\#1\end{bmatrix}}",
                r"\newtheorem{claim}{Claim}[section]", "\\pagestyle{empty}"]
        levels = ["section", "subsection", *(["chapter"] if chapters else [])]
        if random.random() < .5:
            head.append(rf"\{random.choice(['numberwithin', 'counterwithin'])}{{equation}}{{{random.choice(levels)}}}")
        if random.random() < .2:
            head.append(rf"\setcounter{{equation}}{{{random.randint(0, 9)}}}")
        body = [self.part(levels) for _ in range(random.randint(4, 12))]
        if random.random() < .3:
            body.insert(random.randrange(len(body)), r"\appendix" + "\n" + rf"\{levels[-1] if chapters else 'section'}{{Behind}}")
        return "\n".join([*head, r"\begin{document}", "Text.", *body, r"\end{document}", r"\begin{equation}no\end{equation}"])

    def part(self, levels: list[str]) -> str:
        random = self.random
        match random.randrange(9):
            case 0:
                return rf"\{random.choice(levels)}{{Heading}} Words."
            case 1:
                return rf"\{random.choice(levels)}*{{Heading}} % \begin{{equation}}"
            case 2:
                return random.choice([rf"\setcounter{{equation}}{{{random.randint(0, 12)}}}", r"\addtocounter{equation}{2}",
                                      r"\addtocounter{equation}{-1}", r"\stepcounter{equation}", r"\setcounter{section}{3}"])
            case 3:
                inner = "\n".join(self.display() for _ in range(random.randint(1, 3)))
                return "\\begin{subequations}\n" + inner + "\n\\end{subequations}"
            case 4:
                return "\\begin{verbatim}\n\\begin{align} a\\\\b \\end{align}\n\\end{verbatim}"
            case 5:
                return "\\begin{claim}\n" + self.display() + "\n\\end{claim}"
            case _:
                return self.display()

    def display(self) -> str:
        random = self.random
        name = random.choice(["equation", "equation", "align", "align", "gather", "eqnarray", "multline", "flalign", "alignat",
                              "equation*", "align*", "gather*", "[", "multline*"])
        ends = (r"\[", r"\]") if name == "[" else (rf"\begin{{{name}}}" + "{2}" * (name == "alignat"), rf"\end{{{name}}}")
        if name in ("[", "equation", "equation*"):
            rows = [self.row(name)]
        elif name.startswith("multline"):
            rows = ["a = b +", "c +", self.row(name)]
        else:
            rows = [self.row(name) for _ in range(random.randint(1, 4))]
        if name.rstrip("*") in ("align", "gather", "eqnarray") and random.random() < .2:
            rows.append("%")
        between = random.choice([" \\\\\n", " \\\\[2pt]\n", "\\\\ % \\\\ \\notag\n"])
        return f"Text.\n{ends[0]}\n{between.join(rows)}\n{ends[1]}\n"

    def row(self, name: str) -> str:
        random = self.random
        self.next += 1
        joint = "&=&" if name == "eqnarray" else "&=" if name.rstrip("*") in ("align", "flalign", "alignat") else "="
        found = rf"\mathrm{{Q{self.next}Q}} {joint} x"
        if random.random() < .2 and name != "eqnarray":
            found += random.choice([r"_{1 \% 2}", r" \, {y}", r" \left[ z \right]", r"\twice{1}"])
        marked = random.random()
        if marked < .2:
            found += random.choice([r" \notag", r"\nonumber"]) if name != "eqnarray" else r" \nonumber"
        elif marked < .35 and name != "eqnarray":
            found += rf" \tag{{t{self.next}}}"
        return found


def printed(source: str, folder: Path) -> dict[str, str]:
    """The number beside each marker of the document as pdflatex sets it, ``""`` if none."""
    (folder / "numbers.tex").write_text(source, "utf-8")
    run = subprocess.run(["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "numbers.tex"], cwd=folder,
                         capture_output=True, timeout=60)
    assert run.returncode == 0, (folder / "numbers.log").read_text("utf-8", "replace")[-1500:]
    subprocess.run(["pdftotext", "-layout", "numbers.pdf", "numbers.txt"], cwd=folder, check=True, timeout=60)
    words = (folder / "numbers.txt").read_text("utf-8")
    return {m[1]: f"({m[2]})" if m[2] else "" for m in BESIDE.finditer(words)}
