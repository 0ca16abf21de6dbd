"""Makes the helpers of this folder importable by their own names, and a worker that misbehaves on demand."""
import sys
from functools import partial
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))


@pytest.fixture
def unruly(monkeypatch):
    """Every worker is one of ``unruly_worker.py``: what it does is told by the claim."""
    import symbolic.batch
    from symbolic.workers import MEMORY, Workers

    command = (sys.executable, str(HERE / "unruly_worker.py"), str(MEMORY // 2))
    monkeypatch.setattr(symbolic.batch, "Workers", partial(Workers, command))
