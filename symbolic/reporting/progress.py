"""A progress bar on a terminal for what takes longer than a second."""
from __future__ import annotations

import sys
import time

PATIENCE = 1.0
"""Seconds before a bar appears; until then nothing of it is even imported."""


class Progress:
    """Called with (done, total) as work goes on; draws on standard error if that is a terminal.

    >>> with Progress("judging") as progress:
    ...     progress(1, 2)
    """

    def __init__(self, what: str, stream=None):
        self.what = what
        self.stream = sys.stderr if stream is None else stream
        self.started = time.monotonic()
        self.bar = None
        self.task = None

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_) -> None:
        if self.bar is not None:
            self.bar.stop()

    def __call__(self, done: int, total: int) -> None:
        if self.bar is None and self.stream.isatty() and time.monotonic() - self.started > PATIENCE:
            self._appear(total)
        if self.bar is not None:
            self.bar.update(self.task, completed=done, total=total)

    def _appear(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress as Bar, TextColumn

        self.bar = Bar(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                       console=Console(file=self.stream), transient=True)
        self.task = self.bar.add_task(self.what, total=total)
        self.bar.start()
