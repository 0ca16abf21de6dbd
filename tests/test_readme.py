"""The README and the pages of docs show what the commands print: each is run and its output compared."""
from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from symbolic.cli import cli

ROOT = Path(__file__).parent.parent
EXAMPLE = re.compile(r"^    \$ chainrule (.*)\n((?:(?:    .*)?\n)*)", re.MULTILINE)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLES = [found for page in PAGES for found in EXAMPLE.findall(page.read_text("utf-8"))]


def shown(block: str) -> list[str]:
    """The output as shown; what stands below an ellipsis is left out there."""
    lines = [line[4:].rstrip() for line in block.rstrip().split("\n")]
    return lines[:lines.index("…")] if "…" in lines else lines


def test_there_are_examples():
    assert len(EXAMPLES) >= 2


@pytest.mark.parametrize("command, block", EXAMPLES, ids=[command[:40] for command, _ in EXAMPLES])
def test_the_output_is_what_the_command_prints(command, block, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("COLUMNS", raising=False)
    printed = [line.rstrip() for line in CliRunner().invoke(cli, shlex.split(command)).output.split("\n")]
    wanted = shown(block)
    assert printed[:len(wanted)] == wanted
