"""What several commands share: options, inputs, and writing what they print."""
from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

from symbolic.errors import UsageError

LAYOUTS = ("auto", "numerator", "denominator", "mixed")
FORMATS = ("text", "json")

FORMAT = click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True,
                      help="Text for people, or the result data as JSON.")
GIVEN = click.option("--given", multiple=True, metavar="G",
                     help="A file with declarations, or a module of the library such as derivations.homework4.")
FACTS = click.option("-g", "facts", multiple=True, metavar="LATEX", help=r"Declare or assume this: 'x \in \mathbb{R}^n'.")
LAYOUT = click.option("--layout", type=click.Choice(LAYOUTS), default="auto", show_default=True,
                      help="What a derivative by a vector or a matrix denotes.")
OUTPUT = click.option("-o", "--output", metavar="FILE", help="Write the report to FILE.")


def inputs(files, formulas, given, facts):
    """The documents and what is given, as sources; raises ``UsageError`` for what cannot be used."""
    from symbolic.sources import STANDARD_INPUT, Source, formula_source, given_source, read_source

    if not files and not formulas:
        raise UsageError("nothing to check: name a FILE, - for standard input, or give a formula with -e")
    if files.count(STANDARD_INPUT) > 1:
        raise UsageError("standard input (-) can be read only once")
    documents = [read_source(f) for f in files]
    documents += [formula_source(f"-e {k}", text) for k, text in enumerate(formulas, 1)]
    granted = [given_source(name) for name in given]
    granted += [Source(f"-g {k}", text) for k, text in enumerate(facts, 1)]
    return documents, granted


def emit(text: str, output: str | None, status: int) -> int:
    """Write a report to ``output`` or standard output; the status stays the verdict's.

    A sign that the terminal's encoding lacks becomes a question mark.
    """
    if output is not None:
        try:
            Path(output).write_text(text, "utf-8")
        except OSError as error:
            raise UsageError(f"-o {output}: {(error.strerror or str(error)).lower()}") from None
        return status
    encoding = sys.stdout.encoding or "ascii"
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        close_quietly()
    return status


def close_quietly() -> None:
    """Whoever read our output has left; let nothing more be written to it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def as_json(data) -> str:
    """Result data as JSON for people and programs."""
    return json.dumps(data, indent=2) + "\n"


def style_of(output: str | None):
    """Colours where standard output is a terminal, none in a file."""
    from symbolic.reporting.style import Style, style_for
    return Style() if output is not None else style_for(sys.stdout)
