"""The rooms of ``symbolic/reading`` stand above one another, and imports go down only."""
import ast
from pathlib import Path

import pytest

READING = Path(__file__).resolve().parents[2] / "symbolic" / "reading"
ROOMS = ("words", "grammar", "documents", "elaboration", "context", "declarations", "claims")
"""From the ground up.  ``words`` and ``grammar`` share the ground."""
GROUND = frozenset({"words", "grammar"})
FILES = sorted(path for path in READING.rglob("*.py") if path.parent != READING)


def imported(tree: ast.AST):
    """The rooms that a file needs when it is loaded or run; what serves annotations only is left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("symbolic.reading."):
            yield node.module.split(".")[2]
        yield from imported(node)


def test_every_file_stands_in_a_room():
    assert {path.relative_to(READING).parts[0] for path in FILES} == set(ROOMS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(READING).as_posix())
def test_imports_go_down(path):
    own = path.relative_to(READING).parts[0]
    allowed = set(ROOMS[:ROOMS.index(own) + 1]) | (GROUND if own in GROUND else set())
    assert set(imported(ast.parse(path.read_text()))) <= allowed
