"""One worker and whoever waits for it: an answer counts by when it came, not by when somebody looked."""
from __future__ import annotations

import sys
import time

import pytest

from symbolic.workers import Late, Worker

SERVER = """
import sys, time
print("ready", flush=True)
for line in sys.stdin:
    time.sleep(float(line))
    print('{"status": "ok"}', flush=True)
"""


@pytest.fixture
def worker():
    """A worker that answers after as many seconds as it is told; whoever asks it is held up for two seconds."""
    worker = Worker((sys.executable, "-c", SERVER))
    worker.wait_ready()

    class HeldUp:
        def write(self, request):
            stdin.write(request)

        def flush(self):
            stdin.flush()
            time.sleep(2)

        def close(self):
            stdin.close()

    stdin, worker.process.stdin = worker.process.stdin, HeldUp()
    yield worker
    worker.kill()


def test_an_answer_that_came_in_time_counts_though_it_was_looked_at_late(worker):
    assert worker.ask(b"0\n", 1.5) == {"status": "ok"}


def test_an_answer_that_came_too_late_is_none_though_it_lies_there(worker):
    with pytest.raises(Late, match="too late"):
        worker.ask(b"0.1\n", 0.05)


def test_no_answer_is_late(worker):
    with pytest.raises(Late, match="nothing came"):
        worker.ask(b"30\n", 0.05)
