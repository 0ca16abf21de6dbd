"""The command ``prove``."""
from __future__ import annotations

import click

from .common import FORMAT, OUTPUT, as_json, emit, style_of


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--list", "only_list", is_flag=True, help="List the theorems without proving them.")
@FORMAT
@OUTPUT
def prove(names, only_list, format_, output) -> int:
    """Prove the library's theorems and refute their near misses."""
    from symbolic.library import judge_library, listing, status_of
    from symbolic.reporting.library import library_list, library_report
    from symbolic.reporting.progress import Progress

    theorems = _theorems(names)
    style = style_of(output)
    if only_list:
        entries = [listing(theorem) for theorem in theorems]
        return emit(as_json(entries) if format_ == "json" else library_list(entries, style), output, 0)
    with Progress("proving") as progress:
        library = judge_library(theorems, progress)
    text = as_json(library) if format_ == "json" else library_report(library["theorems"], style)
    return emit(text, output, status_of(library))


def _theorems(names) -> list:
    """The theorems named, each once and in the order asked for; all if none is named."""
    import derivations

    if not names:
        return derivations.library()
    return list({theorem.name: theorem for name in names for theorem in derivations.find(name)}.values())
