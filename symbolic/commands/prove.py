"""The command ``prove``."""
from __future__ import annotations

import click

from symbolic.errors import UsageError

from .common import ANY_FORMAT, OUTPUTS, REPORTS, as_json, emit, publish, style_of


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--list", "only_list", is_flag=True, help="List the theorems without proving them.")
@ANY_FORMAT
@OUTPUTS
@REPORTS
def prove(names, only_list, format_, outputs, reports) -> int:
    """Prove the library's theorems and refute their near misses.

    NAME is a theorem or a folder of them, as --list shows it, in full or its last
    parts; without one it is the whole library.

    Status 0: all theorems are proved, all near misses are refuted as expected and
    SymPy nowhere disagrees. 1: a theorem is refuted or a near miss proved. 3: else.
    2: wrong use.
    """
    from symbolic.library import judge_library, status_of
    from symbolic.reporting.formats import targets
    from symbolic.reporting.progress import Progress

    theorems = _theorems(names)
    wanted = targets(format_, outputs, reports)
    for target in wanted:
        target.format.function("library_folder" if target.folder else "library")
    if only_list:
        return _listed(theorems, wanted)
    with Progress("proving") as progress:
        library = judge_library(theorems, progress, any(target.format.explains for target in wanted))
    return publish(wanted, library, False, status_of(library), library=True)


def _listed(theorems, wanted) -> int:
    """The theorems without any judgement, as text or JSON."""
    from symbolic.library import listing
    from symbolic.reporting.formats import STANDARD_OUTPUT
    from symbolic.reporting.library import library_list

    entries = [listing(theorem) for theorem in theorems]
    for target in wanted:
        output = None if target.path == STANDARD_OUTPUT else target.path
        if target.format.name not in ("text", "json"):
            raise UsageError(f"--list is printed as text or json, not as {target.format.name}")
        emit(as_json(entries) if target.format.name == "json" else library_list(entries, style_of(output)), output, 0)
    return 0


def _theorems(names) -> list:
    """The theorems named, each once and in the order asked for; all if none is named."""
    import derivations

    if not names:
        return derivations.library()
    return list({theorem.name: theorem for name in names for theorem in derivations.find(name)}.values())
