"""The README and the pages of docs show what commands print and Python answers: all of it is run and compared.

A page is walked from top to bottom in a folder of its own that holds the examples,
so what a command writes is there for the next one.  ``…`` on a line of its own leaves
out what stands below it, at the end of a line what follows there.
"""
from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from symbolic.cli import cli

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]*)(?:#([^)\s]*))?\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


class Example(NamedTuple):
    """A command with what it prints, or a block of Python."""
    page: Path
    line: int
    kind: str
    text: str
    block: str


COMMAND = re.compile(r"^    \$ (chainrule|cat) (.*)\n((?:(?:    (?!\$ ).*)?\n)*)", re.MULTILINE)
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def examples_of(page: Path) -> list[Example]:
    text = page.read_text("utf-8")
    found = [(m.start(), m.group(1), m.group(2), m.group(3)) for m in COMMAND.finditer(text)]
    found += [(m.start(), "python", m.group(1), "") for m in PYTHON.finditer(text)]
    return [Example(page, text.count("\n", 0, start) + 1, *rest) for start, *rest in sorted(found)]


def shown(block: str) -> list[str]:
    """The output as shown; what stands below an ellipsis is left out there."""
    lines = [line[4:].rstrip() for line in block.rstrip().split("\n")]
    return lines[:lines.index("…")] if "…" in lines else lines


def fits(printed: str, wanted: str) -> bool:
    """Is this the line that is shown, as far as it is shown?"""
    return printed == wanted or wanted.endswith(" …") and printed.startswith(wanted[:-2])


def run(example: Example) -> list[str]:
    arguments = shlex.split(example.text)
    if example.kind == "cat":
        printed = "".join(Path(name).read_text("utf-8") for name in arguments)
    else:
        printed = CliRunner().invoke(cli, arguments).output
    return [line.rstrip() for line in printed.split("\n")]


def disagreement(example: Example, names: dict) -> str:
    """What is otherwise than the page says; "" if nothing."""
    if example.kind == "python":
        return answers(example, names)
    printed, wanted = run(example), shown(example.block)
    if len(printed) >= len(wanted) and all(map(fits, printed, wanted)):
        return ""
    return "\n".join([f"$ {example.kind} {example.text}", "printed:", *printed, "shown:", *wanted])


def answers(example: Example, names: dict) -> str:
    """Run a block in the page's names: with >>> its answers are compared, else it only has to run."""
    if ">>>" not in example.text:
        exec(compile(example.text, f"{example.page.name}:{example.line}", "exec"), names)
        return ""
    said: list[str] = []
    test = doctest.DocTestParser().get_doctest(example.text, names, example.page.name, str(example.page), example.line)
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.append, clear_globs=False)
    names.update(test.globs)
    return "".join(said)


@pytest.mark.parametrize("page", [page for page in PAGES if examples_of(page)], ids=lambda page: page.stem)
def test_the_page_shows_what_is_printed(page, tmp_path, monkeypatch):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    names: dict = {}
    for example in examples_of(page):
        told = disagreement(example, names)
        assert not told, f"{page.name}:{example.line}\n{told}"


def test_the_readme_shows_what_one_does_first():
    commands = " ".join(f"{e.kind} {e.text}" for e in examples_of(ROOT / "README.md"))
    for wanted in ("chainrule check", "chainrule explain", "chainrule derive", "--report", ">>> "):
        assert wanted in commands


def anchors(page: Path) -> set[str]:
    """The names under which a page's headings can be linked."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(page.read_text("utf-8"))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page):
    for target, anchor in LINK.findall(page.read_text("utf-8")):
        if "://" in target:
            continue
        place = page.parent / target if target else page
        assert place.exists(), f"{page.name}: {target}"
        assert not anchor or anchor in anchors(place), f"{page.name}: {target}#{anchor}"


def test_the_index_names_every_page():
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "README.md" or f"]({page.name})" in index


def options() -> list[tuple[str, str]]:
    """Every option of every command."""
    return [(name, option) for name, command in sorted(cli.commands.items()) for parameter in command.params
            for option in parameter.opts if option.startswith("-")]


@pytest.mark.parametrize("name, option", options(), ids=" ".join)
def test_the_reference_names_every_option(name, option):
    text = (ROOT / "docs" / "reference.md").read_text("utf-8")
    sections = dict(re.findall(r"^## chainrule (\w+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    assert f"`{option}" in sections[name] or f"`{option}" in text.partition("\n## chainrule ")[0]


def test_the_reference_names_every_code():
    from symbolic.explaining.codes import CODES
    text = (ROOT / "docs" / "reference.md").read_text("utf-8")
    assert [code for code in CODES if f"`{code}`" not in text] == []
