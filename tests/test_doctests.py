"""The examples in docstrings run, and the package's public names load."""
from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import derivations
import symbolic

MODULES = [m.name for package in (symbolic, derivations)
           for m in pkgutil.walk_packages(package.__path__, package.__name__ + ".") if not m.name.endswith("__main__")]


@pytest.mark.parametrize("name", ["symbolic", *MODULES])
def test_examples_in_docstrings(name):
    failed, _ = doctest.testmod(import_module(name))
    assert failed == 0


@pytest.mark.parametrize("name", symbolic.__all__)
def test_public_names_load(name):
    assert getattr(symbolic, name) is not None
