"""The command ``check``."""
from __future__ import annotations

from pathlib import Path

import click

from symbolic.errors import UsageError

from .common import FACTS, FORMAT, GIVEN, LAYOUT, OUTPUT, as_json, emit, inputs, style_of


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@GIVEN
@click.option("-e", "formulas", multiple=True, metavar="LATEX", help="Judge this formula.")
@FACTS
@LAYOUT
@FORMAT
@OUTPUT
@click.option("--certificates", metavar="DIR", help="Write the accepted certificates to DIR.")
@click.option("--no-repair", is_flag=True, help="Do not look for what a wrong step may have meant.")
@click.option("-v", "--verbose", is_flag=True, help="Say how every step was understood.")
def check(files, given, formulas, facts, layout, format_, output, certificates, no_repair, verbose) -> int:
    """Judge every step of the documents; - is standard input.

    Status 0: every step is proved. 1: something is refuted. 3: something is
    undecided or unread, or there is no step. 2: wrong use.
    """
    from symbolic.reporting.certificates import take_certificates
    from symbolic.reporting.data import exit_status, result

    documents, granted = inputs(files, formulas, given, facts)
    data = result(_judged(documents, granted, layout, not no_repair))
    try:
        take_certificates(data, Path(certificates) if certificates else None)
    except OSError as error:
        raise UsageError(f"--certificates {certificates}: {(error.strerror or str(error)).lower()}") from None
    if format_ == "json":
        text = as_json(data)
    else:
        from symbolic.reporting.text import report
        text = report(data, style_of(output), verbose)
    return emit(text, output, exit_status(data["summary"]))


def _judged(documents, granted, layout, repair) -> list[dict]:
    from symbolic.assembly import relocated
    from symbolic.checking import check_document
    from symbolic.reporting.progress import Progress

    with Progress("judging") as progress:
        return [relocated(check_document(d.text, d.path, granted, layout, on_step=progress, repair=repair), d.assembly)
                for d in documents]
