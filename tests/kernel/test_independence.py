"""The checker stands alone: no code of the engine, and no evaluation of text."""
from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import symbolic.proving.checker as checker

FILES = sorted(Path(checker.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_imports(path):
    """Only the standard library, this package, and the errors that all share."""
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Import(names):
                assert {name.name.partition(".")[0] for name in names} <= sys.stdlib_module_names
            case ast.ImportFrom(module, _, 0):
                assert module == "symbolic.errors" or module.partition(".")[0] in sys.stdlib_module_names
            case ast.ImportFrom(_, _, level):
                assert level == 1


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_nothing_is_evaluated(path):
    names = {node.id for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Name)}
    assert not names & {"eval", "exec", "compile", "__import__", "globals"}
