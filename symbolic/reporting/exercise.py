"""Exercise sheets and their keys as LaTeX, HTML and Markdown; LaTeX and Markdown can be checked as they are.

The formulas are the library's own, so LaTeX takes them as they stand.
"""
from __future__ import annotations

from pathlib import Path
from typing import Callable

from symbolic.errors import UsageError
from symbolic.exercising import FIND, Exercise

PREAMBLE = "\n".join([
    r"\documentclass[11pt,a4paper]{article}", r"\usepackage[a4paper,margin=25mm]{geometry}", r"\usepackage{amsmath,amssymb}",
    r"\usepackage{parskip}", r"\pagestyle{empty}", r"\allowdisplaybreaks", r"\begin{document}", ""])


def as_latex(exercise: Exercise, key: bool) -> str:
    r"""A document for pdflatex; its formulas stand in ``$…$`` and ``align*`` as an author writes them."""
    title = f"Key: {exercise.title}" if key else exercise.title
    lines = [PREAMBLE + rf"\section*{{{_tex(title)}}}", "", rf"\subsection*{{{'Solution' if key else 'Given'}}}", ""]
    if key:
        lines += [*_chain([f for f, _ in exercise.solution], exercise.range), ""]
        lines += _list([f"{_tex(reason)} (line {k})" for k, (_, reason) in enumerate(exercise.solution, 1) if reason], _tex)
        lines += [r"\subsection*{Answers}", "", *_list([_said(a, exercise, _tex) for a in exercise.answers], _tex)]
    else:
        lines += [*_list([f"${latex}$" for latex in exercise.given], _tex), r"\subsection*{Exercise}", "", _tex(exercise.task), "",
                  *_chain(exercise.members, exercise.range), ""]
    foot = _tex(_source(exercise)) if key else rf"Check an answer:\\ {{\ttfamily\raggedright {_typed(exercise.command)}\par}}"
    lines += [r"\medskip\noindent", rf"\begin{{small}}{foot}\end{{small}}", "", r"\end{document}", ""]
    return "\n".join(lines)


def as_markdown(exercise: Exercise, key: bool) -> str:
    """The same as Markdown."""
    def same(text: str) -> str:
        return text

    lines = [f"# {'Key: ' if key else ''}{exercise.title}", ""]
    if key:
        lines += ["## Solution", "", "$$", *_rows([f for f, _ in exercise.solution], exercise.range), "$$", ""]
        lines += [f"- {reason} (line {k})" for k, (_, reason) in enumerate(exercise.solution, 1) if reason]
        lines += ["", "## Answers", "", *(f"- {_said(a, exercise, same)}" for a in exercise.answers), ""]
    else:
        lines += ["## Given", "", *(f"- ${latex}$" for latex in exercise.given), "", "## Exercise", "", exercise.task, "", "$$",
                  *_rows(exercise.members, exercise.range), "$$", ""]
    return "\n".join([*lines, _source(exercise) if key else f"Check an answer: `{exercise.command}`", ""])


def as_html(exercise: Exercise, key: bool) -> str:
    """A page for a browser, formulas as MathML."""
    from .html_report import html_exercise
    return html_exercise(exercise, key)


FORMATS: dict[str, Callable[[Exercise, bool], str]] = {".tex": as_latex, ".md": as_markdown, ".html": as_html}


def maker(path: str) -> Callable[[Exercise, bool], str]:
    """What makes a file of this suffix; raises ``UsageError``."""
    found = FORMATS.get(Path(path).suffix.lower())
    if found is None:
        raise UsageError(f"{path}: name a file ending in {', '.join(FORMATS)}")
    return found


def _chain(members, span: str) -> list[str]:
    return [r"\begin{align*}", *_rows(members, span, "&= "), r"\end{align*}"]


def _rows(members, span: str, sign: str = "= ") -> list[str]:
    """The members one under the other; the range of the labels behind the last."""
    first, *others = members
    rows = [f"  {first}", *(f"  {sign}{member}" for member in others)]
    rows = [f"{row} \\\\" for row in rows[:-1]] + rows[-1:]
    if "&" in sign and len(rows) > 1:
        rows[0] = rows[0].replace(" \\\\", "")
    elif "&" not in sign:
        rows = [row.removesuffix(" \\\\") for row in rows]
    return [*rows[:-1], rows[-1] + (rf", \quad {span}" if span else "")]


def _list(items: list[str], tex) -> list[str]:
    if not items:
        return []
    return [r"\begin{itemize}", *(rf"  \item {item}" for item in items), r"\end{itemize}", ""]


def _said(answer, exercise: Exercise, escape) -> str:
    if exercise.kind != FIND:
        return f"the closed form is ${answer.right}$"
    why = "; ".join(map(escape, answer.why))
    return f"step {answer.step} is wrong: it should read ${answer.right}$, not ${answer.wrong}$ ({why})"


def _source(exercise: Exercise) -> str:
    return f"{exercise.source}. Made by chainrule exercise {exercise.name}" + (
        f" --wrong {len(exercise.answers)} --seed {exercise.seed}." if exercise.kind == FIND else ".")


def _typed(command: str) -> str:
    """A command as it is to be typed: hyphens stay apart, and lines may break behind a point or an underscore."""
    from .tex import text
    return str(text(command)).replace("-", "{-}").replace(".", r".\allowbreak{}").replace(r"\_", r"\_\allowbreak{}")


def _tex(text: str) -> str:
    from .tex import sentence
    return str(sentence(text))
