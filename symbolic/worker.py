"""A worker process: one request a line on standard input, one answer a line on standard output.

A request is ``{"case": …, "certificates": …}`` or ``{"submission": …}``, an answer
the outcome of the case or the judged submission; ``ready`` comes first, when all that judging needs is loaded.  The memory
of the process is limited, and it ends with the process that started it.
"""
from __future__ import annotations

import gc
import json
import os
import queue
import sys
import threading

READY = b"ready\n"
OUT_OF_MEMORY = b'{"status": "limit", "reason": "more memory than a worker may use"}\n'
STACK = 1 << 18
"""Bytes of stack for the thread that waits for requests."""


def main() -> None:
    """Serve until standard input ends; the argument is the limit of memory in bytes."""
    answers = os.dup(1)
    os.dup2(2, 1)
    import symbolic.additions
    import symbolic.cases
    import symbolic.checking  # noqa: F401  loaded before the clock of a case runs
    gc.freeze()  # what is loaded stays, so no collection need pass over it
    _limit_memory(int(sys.argv[1]))
    requests: queue.SimpleQueue = queue.SimpleQueue()
    threading.stack_size(STACK)
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    _write(answers, READY)
    while True:
        _write(answers, _answer(requests.get()))


def _listen(requests: queue.SimpleQueue) -> None:
    """Hand on the requests; when nobody can send more, end even in the middle of a case."""
    for line in sys.stdin.buffer:
        requests.put(line)
    os._exit(0)


def _write(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data):]


def _limit_memory(size: int) -> None:
    """At most ``size`` bytes of address space, where the system knows such a limit."""
    try:
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ImportError, OSError, ValueError):
        return


def _answer(line: bytes) -> bytes:
    """The answer to a request; a fault of the program is the case's alone."""
    try:
        return json.dumps(_outcome(json.loads(line))).encode("ascii") + b"\n"
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as error:
        said = {"status": "crash", "reason": f"internal error: {type(error).__name__}: {error}"[:300]}
        return json.dumps(said).encode("ascii") + b"\n"


def _outcome(request: dict) -> dict:
    from symbolic.errors import ChainruleError

    try:
        return _of_submission(request["submission"]) if "submission" in request else _of_case(request)
    except ChainruleError as error:
        return {"status": "invalid", "reason": str(error)}


def _of_case(request: dict) -> dict:
    from symbolic.cases import case_of, outcome

    found = outcome(case_of(request["case"]))
    return found if request["certificates"] else {**found, "steps": _without_certificates(found["steps"])}


def _of_submission(request: dict) -> dict:
    from symbolic.grading.judging import judged

    found = judged(request)
    found["file"]["steps"] = _without_certificates(found["file"]["steps"])
    return {"status": "ok", **found}


def _without_certificates(steps: list[dict]) -> list[dict]:
    """The steps, each saying of its certificate no more than that it was accepted."""
    for step in steps:
        (step["certificate"] or {}).pop("content", None)
    return steps


if __name__ == "__main__":
    main()
