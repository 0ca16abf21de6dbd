"""The command ``read``."""
from __future__ import annotations

import click

from .common import FACTS, FORMAT, GIVEN, LAYOUT, OUTPUT, as_json, emit, inputs, style_of


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@GIVEN
@click.option("-e", "formulas", multiple=True, metavar="LATEX", help="Read this formula.")
@FACTS
@LAYOUT
@FORMAT
@OUTPUT
def read(files, given, formulas, facts, layout, format_, output) -> int:
    """Say how the documents are understood; nothing is judged.

    Status 0: every step was read. 3: one was not, or there is no step. 2: wrong use.
    """
    from symbolic.inspecting import read_sources, status_of

    data = read_sources(*inputs(files, formulas, given, facts), layout)
    if format_ == "json":
        text = as_json(data)
    else:
        from symbolic.reporting.reading import reading_report
        from symbolic.reporting.visible import visible_data
        text = reading_report(visible_data(data), style_of(output))
    return emit(text, output, status_of(data))
