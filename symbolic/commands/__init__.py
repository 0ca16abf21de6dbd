"""The subcommands of ``chainrule``, a module each; each imports what it needs when it runs."""
from .batch import batch
from .check import check
from .derive import derive
from .exercise import exercise
from .explain import explain
from .grade import grade
from .prove import prove
from .read import read
from .verify import verify

COMMANDS = (check, explain, derive, read, batch, grade, exercise, prove, verify)

__all__ = ["COMMANDS"]
