"""``python -m symbolic`` is the command ``chainrule``."""
from symbolic.cli import main

main()
