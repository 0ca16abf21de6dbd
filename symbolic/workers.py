"""Processes that judge cases and submissions: each can be killed, and is replaced when it was.

The limits that hold for a case are kept from outside: whoever waits for a
worker longer than allowed kills it, and a worker that dies costs only the case
that it had.  A case on which a worker that had served before fails is judged
again by a new one, so that an outcome never depends on what was judged earlier.
"""
from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic

MEMORY = 1 << 30
"""Bytes of address space that a worker may use."""
COMMAND = (sys.executable, "-m", "symbolic.worker", str(MEMORY))
PATIENCE = 60.0
"""Seconds that a worker may take to start."""
SERVICES = 500
"""Cases after which a worker makes room for a new one, so that its memory stays small."""


class Died(Exception):
    """The worker ended without an answer."""


class Late(Exception):
    """No answer in the time allowed."""


class Worker:
    """One process, asked for one case at a time."""

    def __init__(self, command: tuple[str, ...]):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, env=_environment(), start_new_session=True)
        self.served = 0
        self.lines: queue.SimpleQueue = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with self.process.stdout as answers:
            for line in answers:
                self.lines.put((monotonic(), line))
        self.lines.put((monotonic(), None))

    def wait_ready(self) -> None:
        """Raises ``Died`` or ``Late`` if it does not start."""
        self._line(monotonic() + PATIENCE)

    def ask(self, request: bytes, seconds: float) -> dict:
        """The outcome of a case, ``seconds`` after it was sent at the latest; raises ``Died`` or ``Late``."""
        self.served += 1
        end = monotonic() + seconds
        try:
            self.process.stdin.write(request)
            self.process.stdin.flush()
        except OSError:
            raise Died(self._last_words()) from None
        return json.loads(self._line(end))

    def _line(self, end: float) -> bytes:
        """The next line, if it comes before ``end``; one that came late and was found only now is late all the same."""
        try:
            came, line = self.lines.get(timeout=max(0.0, end - monotonic()))
        except queue.Empty:
            raise Late("nothing came in time") from None
        if came > end:
            raise Late("an answer came too late")
        if line is None or not line.endswith(b"\n"):
            raise Died(self._last_words())
        return line

    def _last_words(self) -> str:
        status = self.process.wait()
        return f"the worker was ended by signal {-status}" if status < 0 else f"the worker ended with status {status}"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        try:
            self.process.stdin.close()
        except OSError:
            return


def _environment() -> dict:
    """A worker finds this package, never a file of the current folder; it orders sets alike; it reserves little memory."""
    root = str(Path(__file__).resolve().parent.parent)
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONSAFEPATH": "1", "PYTHONHASHSEED": "0",
            "MALLOC_ARENA_MAX": "1"}


class Workers:
    """Workers at rest and at work; a context manager that leaves none behind."""

    def __init__(self, command: tuple[str, ...] = COMMAND):
        self.command = command
        self.lock = threading.Lock()
        self.resting: list[Worker] = []
        self.all: set[Worker] = set()
        self.closed = False

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        """Kill every worker; those who wait for one hear that it died."""
        with self.lock:
            self.closed = True
            workers, self.all, self.resting = self.all, set(), []
        for worker in workers:
            worker.kill()

    def ask(self, question: dict, seconds: float) -> dict:
        """The answer to a request as ``symbolic.worker`` takes it, with the time it took."""
        request = json.dumps(question).encode("ascii") + b"\n"
        while True:
            worker = self._take()
            fresh = worker.served == 0
            start = monotonic()
            found = _asked(worker, request, seconds)
            found["seconds"] = round(monotonic() - start, 6)
            if found["status"] in ("ok", "invalid"):
                self._give_back(worker)
                return found
            self._drop(worker)
            if fresh or found["status"] == "timeout" or self.closed:
                return found

    def _take(self) -> Worker:
        with self.lock:
            if self.closed:
                raise Died("no worker is left")
            if self.resting:
                return self.resting.pop()
            worker = Worker(self.command)
            self.all.add(worker)
        try:
            worker.wait_ready()
        except (Died, Late):
            self._drop(worker)
            raise
        return worker

    def _give_back(self, worker: Worker) -> None:
        if worker.served >= SERVICES:
            self._drop(worker)
            return
        with self.lock:
            if not self.closed:
                self.resting.append(worker)

    def _drop(self, worker: Worker) -> None:
        with self.lock:
            self.all.discard(worker)
        worker.kill()


def _asked(worker: Worker, request: bytes, seconds: float) -> dict:
    try:
        return worker.ask(request, seconds)
    except Late:
        return {"status": "timeout", "reason": f"no verdict within {seconds:g} s"}
    except (Died, ValueError) as error:
        return {"status": "crash", "reason": str(error)}
