"""The command ``check``."""
from __future__ import annotations

from pathlib import Path

import click

from symbolic.errors import UsageError

from .common import ANY_FORMAT, FACTS, GIVEN, LAYOUT, OUTPUTS, REPORTS, inputs, publish


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@GIVEN
@click.option("-e", "formulas", multiple=True, metavar="LATEX", help="Judge this formula.")
@FACTS
@LAYOUT
@ANY_FORMAT
@OUTPUTS
@REPORTS
@click.option("--certificates", metavar="DIR", help="Write the accepted certificates to DIR.")
@click.option("--no-repair", is_flag=True, help="Do not look for what a wrong step may have meant.")
@click.option("--no-oracle", is_flag=True, help="Do not ask latex2sympy2 about scalar formulas that cannot be read.")
@click.option("--explain", is_flag=True, help="Say why each step holds or fails, line by line.")
@click.option("-v", "--verbose", is_flag=True, help="Say how every step was understood.")
def check(files, given, formulas, facts, layout, format_, outputs, reports, certificates, no_repair, no_oracle, explain,
          verbose) -> int:
    """Judge every step of the documents; - is standard input.

    Status 0: every step is proved. 1: something is refuted. 3: something is
    undecided or unread, or there is no step. 2: wrong use.
    """
    from symbolic.reporting.certificates import take_certificates
    from symbolic.reporting.data import exit_status, result
    from symbolic.reporting.formats import targets

    wanted = targets(format_, outputs, reports)
    documents, granted = inputs(files, formulas, given, facts)
    explaining = explain or any(target.format.explains for target in wanted)
    data = result(_judged(documents, granted, layout, not no_repair, explaining, not no_oracle))
    try:
        take_certificates(data, Path(certificates) if certificates else None)
    except OSError as error:
        raise UsageError(f"--certificates {certificates}: {(error.strerror or str(error)).lower()}") from None
    return publish(wanted, data, verbose, exit_status(data["summary"]), explained=explain)


def _judged(documents, granted, layout, repair, explain, oracle) -> list[dict]:
    from symbolic.assembly import relocated
    from symbolic.checking import check_document
    from symbolic.reporting.progress import Progress

    wanted = (lambda step: True) if explain else None
    with Progress("judging") as progress:
        return [relocated(check_document(d.text, d.path, granted, layout, on_step=progress, repair=repair,
                                         explain=wanted, oracle=oracle), d.assembly)
                for d in documents]
