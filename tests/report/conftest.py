"""Lets the tests of reports import their neighbours by name."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
