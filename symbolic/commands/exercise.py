"""The command ``exercise``."""
from __future__ import annotations

from pathlib import Path

import click

from symbolic.errors import UsageError

from .common import emit


@click.command()
@click.argument("theorem", metavar="THEOREM")
@click.option("--wrong", type=click.IntRange(1, 9), metavar="N", help="Make N steps of the proof wrong; without it a closed form is asked for.")
@click.option("--seed", type=int, default=1, show_default=True, metavar="S", help="Another seed makes another exercise.")
@click.option("-o", "--output", metavar="FILE", help="Write the sheet to FILE.tex, .html or .md; else it is printed as Markdown.")
@click.option("--key", metavar="FILE", help="Write the key to FILE.tex, .html or .md.")
def exercise(theorem, wrong, seed, output, key) -> int:
    """Make an exercise from a theorem of the library, its key apart.

    Find the missing closed form, or the wrong steps; an answer is checked with
    chainrule check. The theorems are those of chainrule prove --list.

    Status 0: made. 2: wrong use, or the theorem is not fit for such an exercise.
    """
    import derivations
    from symbolic.exercising import fill_in, find_wrong
    from symbolic.reporting.exercise import as_markdown, maker

    found = derivations.find(theorem)
    if len(found) != 1:
        some = ", ".join(t.name for t in found[:3]) + (", …" if len(found) > 3 else "")
        raise UsageError(f"{theorem}: names {len(found)} theorems ({some}); an exercise is about one")
    sheet, keys = maker(output) if output else as_markdown, maker(key) if key else None
    made = find_wrong(found[0], wrong, seed) if wrong else fill_in(found[0])
    if keys is not None:
        try:
            Path(key).write_text(keys(made, True), "utf-8")
        except OSError as error:
            raise UsageError(f"--key {key}: {(error.strerror or str(error)).lower()}") from None
    return emit(sheet(made, False), output, 0)
