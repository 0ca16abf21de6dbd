"""Makes the judge importable as ``judge`` and the attack as ``attack`` whatever the working directory."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
