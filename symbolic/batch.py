r"""Cases by the line: many statements judged one by one, each accounted for.

A line of input is a case (docs/result-data.md), a line of output its result, in
the same order.  What goes wrong with one line (it is no JSON, it takes too long
or too much memory, it brings a worker down) is told in its result and touches
no other.
"""
from __future__ import annotations

import atexit
import json
import os
import threading
from collections import Counter, deque
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterable, Iterator

from symbolic.cases import Case, InvalidCase, case_of
from symbolic.errors import UsageError
from symbolic.workers import Died, Late, Workers

STATUSES = ("ok", "timeout", "limit", "crash", "invalid")
SECONDS = 10.0


@dataclass(frozen=True)
class Entry:
    """A line of the input: the case's id and the case, or why there is none."""
    number: int
    id: str | int | None
    case: Case | None
    problem: str = ""


# ---------------------------------------------------------------- lines in

def entries(data: bytes, allow_assumptions: bool = True) -> list[Entry]:
    """The cases in JSON lines; blank lines are none."""
    lines = enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1)
    return [_entry(number, line, allow_assumptions) for number, line in lines if line.strip()]


def _entry(number: int, line: bytes, allow_assumptions: bool) -> Entry:
    try:
        data = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Entry(number, None, None, f"line {number} is not UTF-8")
    except json.JSONDecodeError as error:
        return Entry(number, None, None, f"line {number} is not JSON: {error.msg.lower()} (column {error.colno})")
    except (RecursionError, ValueError) as error:
        return Entry(number, None, None, f"line {number} cannot be used as JSON: {error}")
    identity = _identity(data)
    try:
        case = case_of(data, allow_assumptions)
    except InvalidCase as error:
        return Entry(number, identity, None, f"line {number}: {error}")
    if identity is None:
        return Entry(number, None, None, f'line {number}: "id" is missing or neither a string nor an integer')
    return Entry(number, identity, case)


def _identity(data) -> str | int | None:
    found = data.get("id") if isinstance(data, dict) else None
    return found if isinstance(found, (str, int)) and not isinstance(found, bool) else None


# ---------------------------------------------------------------- judging

def results(asked: Iterable[Entry], jobs: int = 1, seconds: float = SECONDS) -> Iterator[dict]:
    """The result of every entry, in order, ``jobs`` of them judged at a time."""
    with Workers() as workers, _Threads(jobs) as threads:
        waiting = deque(threads.submit(result_of, entry, workers, seconds) for entry in asked)
        while waiting:
            yield _awaited(waiting.popleft())


def _awaited(future: Future) -> dict:
    """What it comes to.  An interrupt just before a wait begins does not end that wait, so none is long."""
    while not future.done():
        wait((future,), timeout=0.5)
    return future.result()


class _Threads(ThreadPoolExecutor):
    """Threads that take up nothing new once their block is left."""

    def __exit__(self, *_) -> None:
        self.shutdown(wait=False, cancel_futures=True)


def result_of(entry: Entry, workers: Workers, seconds: float, certificates: bool = False) -> dict:
    """One line of output."""
    if entry.case is None:
        found = {"status": "invalid", "reason": entry.problem}
    else:
        try:
            found = workers.ask({"case": entry.case.to_json(), "certificates": certificates}, seconds)
        except (Died, Late, OSError) as error:
            found = {"status": "crash", "reason": f"no worker could be started: {error}"}
    return {"id": entry.id, "status": found["status"], "verdict": None, "steps": [], "seconds": 0.0, **found}


# ---------------------------------------------------------------- lines out

def line_of(found: dict) -> bytes:
    """A result as a line of output, without its end."""
    return json.dumps(found).encode("ascii")


def write_results(asked: list[Entry], path: str, resume: bool = False, jobs: int = 1, seconds: float = SECONDS,
                  on_result: Callable[[int, int], None] | None = None) -> list[dict]:
    """Judge the entries into the file at ``path``; all results, in the order of the entries.

    Every line is on disk as soon as it is known.  With ``resume`` the results
    that the file holds for these ids are kept and only the others are judged.
    ``on_result`` hears (done, total).  Raises ``UsageError`` and ``OSError``.
    """
    kept = kept_results(asked, path) if resume else {}
    order = sorted(kept)
    if resume:
        _replace(path, (line_of(kept[k]) for k in order))
    missing = [k for k in range(len(asked)) if k not in kept]
    with open(path, "ab" if resume else "wb") as file:
        for k, found in zip(missing, results([asked[k] for k in missing], jobs, seconds)):
            file.write(line_of(found) + b"\n")
            file.flush()
            kept[k] = found
            order.append(k)
            if on_result is not None:
                on_result(len(order), len(asked))
    if order != sorted(order):
        _replace(path, (line_of(kept[k]) for k in sorted(order)))
    return [kept[k] for k in sorted(order)]


def kept_results(asked: list[Entry], path: str) -> dict[int, dict]:
    """The results that a file holds, by the position of their entries; a line cut short is none.

    The second result of an id belongs to the second entry with it.  Raises
    ``UsageError`` if the file holds anything else than results of these entries.
    """
    positions = {key: k for k, key in enumerate(_keys(entry.id for entry in asked))}
    held = _held(path)
    kept = {}
    for key, found in zip(_keys(found["id"] for found in held), held):
        if key not in positions:
            raise UsageError(f"--resume: {path} holds a result for {found['id']!r}, which is no case here")
        if asked[positions[key]].case is not None:
            kept[positions[key]] = found
    return kept


def _held(path: str) -> list[dict]:
    lines = Path(path).read_bytes().split(b"\n") if Path(path).exists() else []
    held = []
    for number, line in enumerate(lines, 1):
        found = _result(line)
        if found is not None and found["id"] is not None:
            held.append(found)
        elif found is None and line.strip() and number < len(lines):
            raise UsageError(f"--resume: line {number} of {path} is no result of a batch")
    return held


def _result(line: bytes) -> dict | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    known = isinstance(found, dict) and found.get("status") in STATUSES and "id" in found
    return found if known and (found["id"] is None or _identity(found) is not None) else None


def _keys(ids: Iterable) -> list[tuple]:
    """Each id with how often it occurred before."""
    count: Counter = Counter()
    keys = []
    for identity in ids:
        keys.append((identity, count[identity]))
        count[identity] += 1
    return keys


def _replace(path: str, lines: Iterable[bytes]) -> None:
    """Write a file anew; if that is interrupted the old one is still there."""
    beside = f"{path}.new"
    with open(beside, "wb") as file:
        file.writelines(line + b"\n" for line in lines)
    os.replace(beside, path)


# ---------------------------------------------------------------- one case from Python

class _Standing:
    """The workers of this process that ``verify`` keeps between its calls."""

    def __init__(self):
        self.lock = threading.Lock()
        self.workers: Workers | None = None
        self.owner = 0

    def get(self) -> Workers:
        with self.lock:
            if self.workers is None or self.owner != os.getpid():
                self.workers, self.owner = Workers(), os.getpid()
                atexit.register(self.workers.close)
            return self.workers


_STANDING = _Standing()


def verify(claim: str, given: Iterable[str] = (), layout: str = "auto", timeout: float = SECONDS,
           allow_assumptions: bool = True, goal: dict | None = None) -> dict:
    r"""Judge one case as a line of a batch; its result, with the certificates in it.

    ``claim`` is LaTeX, a chain or a document; ``given`` declares, defines and
    assumes; ``layout`` is one of the known words, or anything for "auto";
    ``timeout`` is in seconds.  With ``allow_assumptions`` false, a step proved
    only by what the claim's own text declares or assumes is undecided.
    ``goal`` asks for a quantity and the form of the answer, such as
    ``{"quantity": r"\nabla_x f", "without": ["derivative"]}``.  Never raises
    for what the texts hold; whatever goes wrong is in ``status`` and ``reason``.

    >>> found = verify(r"\nabla_x (x^\top x) = 2x", [r"x \in \mathbb{R}^n"],
    ...                goal={"quantity": r"\nabla_x (x^\top x)", "without": ["derivative"]})
    >>> found["verdict"], found["goal"]["answer"]
    ('proved', 'reached')
    """
    data = {"claim": claim, "given": given if isinstance(given, str) else list(given), "layout": layout,
            "allow_assumptions": allow_assumptions, "goal": goal}
    try:
        entry = Entry(1, None, case_of(data))
    except InvalidCase as error:
        entry = Entry(1, None, None, str(error))
    return result_of(entry, _STANDING.get(), timeout, certificates=True)
