"""All submissions of a folder, several at a time, each in a process that can fail alone."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Callable, Iterator

from symbolic.sources import Source
from symbolic.workers import Died, Late, Workers

from .rubric import Rubric


def outcomes(paths: list[Path], given: list[Source | str], rubric: Rubric, layout: str, jobs: int, seconds: float,
             repair: bool, on_done: Callable[[int, int], None]) -> Iterator[dict]:
    """What was judged of each submission, in the order of ``paths``; a failure is ``{"status", "reason"}``."""
    question = {"given": [[g.path, g.text] if isinstance(g, Source) else g for g in given], "layout": layout, "repair": repair,
                "problems": [[p.id, p.section, [r.goal() for r in p.results]] for p in rubric.problems]}
    with Workers() as workers, ThreadPoolExecutor(jobs) as threads:
        def one(path: Path) -> dict:
            try:
                return workers.ask({"submission": {**question, "path": str(path)}}, seconds)
            except (Died, Late, OSError) as error:
                return {"status": "crash", "reason": f"no worker could be started: {error}"}

        for done, found in enumerate(threads.map(one, paths), 1):
            on_done(done, len(paths))
            yield found
