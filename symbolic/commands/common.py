"""What several commands share: options, inputs, and writing what they print."""
from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

from symbolic.errors import UsageError
from symbolic.reporting.formats import FORMATS as FORMATS_OF_REPORTS, STANDARD_OUTPUT, Options, Target, content, write

LAYOUTS = ("auto", "numerator", "denominator", "mixed")
FORMATS = ("text", "json")

FORMAT = click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True,
                      help="Text for people, or the result data as JSON.")
GIVEN = click.option("--given", multiple=True, metavar="G",
                     help="A file with declarations, or a module of the library such as derivations.homework4.")
FACTS = click.option("-g", "facts", multiple=True, metavar="LATEX", help=r"Declare or assume this: 'x \in \mathbb{R}^n'.")
LAYOUT = click.option("--layout", type=click.Choice(LAYOUTS), default="auto", show_default=True,
                      help="What a derivative by a vector or a matrix denotes.")
ANY_FORMAT = click.option("--format", "format_", type=click.Choice(list(FORMATS_OF_REPORTS)), default="text",
                          show_default=True, help="What standard output, or -o, gets.")
OUTPUTS = click.option("-o", "--output", "outputs", multiple=True, metavar="[FORMAT=]FILE",
                       help="Write the report to FILE instead; json=FILE, html=FILE … for several at once.")
REPORTS = click.option("--report", "reports", multiple=True, metavar="FILE",
                       help="Write a report besides: FILE.html, .tex, .pdf …, or a folder DIR/ of pages.")
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


def publish(targets: list[Target], data: dict, verbose: bool, status: int, library: bool = False,
            explained: bool = False) -> int:
    """Make every report of a run and write it to its place; the status stays the verdict's."""
    for target in targets:
        if target.path != STANDARD_OUTPUT:
            write(target, data, Options(style_of(target.path), verbose, explained), library)
    for target in targets:
        if target.path == STANDARD_OUTPUT:
            _print(content(target, data, Options(style_of(None), verbose, explained), library))
    return status


def _print(made: str | bytes) -> None:
    if isinstance(made, str):
        emit(made, None, 0)
    elif sys.stdout.isatty():
        raise UsageError("this form is no text; name a file for it with -o FILE")
    else:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()


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
