"""A worker that does what a claim tells it: sleep, die, fail, eat memory; any other claim it judges."""
from __future__ import annotations

import os
import signal
import time

import symbolic.cases
from symbolic import worker

JUDGED = symbolic.cases.outcome
SERVED: list[str] = []


def fail() -> None:
    raise RuntimeError("told to fail")


def eat() -> None:
    eaten = []
    while True:
        eaten.append(bytearray(1 << 24))


def only_when_fresh() -> None:
    if len(SERVED) > 1:
        os.kill(os.getpid(), signal.SIGKILL)


def chatter() -> None:
    print("this is no answer")


TOLD = {"sleep": lambda: time.sleep(600), "die": lambda: os.kill(os.getpid(), signal.SIGSEGV), "leave": lambda: os._exit(7),
        "fail": fail, "eat": eat, "only when fresh": only_when_fresh, "chatter": chatter}


def outcome(case):
    SERVED.append(case.claim)
    if case.claim in TOLD:
        TOLD[case.claim]()
        return {"status": "ok", "steps": [], "verdict": None}
    return JUDGED(case)


symbolic.cases.outcome = outcome
if __name__ == "__main__":
    worker.main()
