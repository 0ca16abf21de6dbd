"""Write ``golden.json`` again: ``python tests/deriving/remake_forms.py``."""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from forms import GOLDEN, derived_from, entries  # noqa: E402

EXPECTED = ("latex", "where", "notation")


def remade(entry: dict) -> dict:
    found = derived_from(entry)
    kept = {key: value for key, value in entry.items() if key not in EXPECTED}
    return kept | {"latex": found.latex, "notation": found.notation} | ({"where": list(found.where)} if found.where else {})


def main() -> None:
    lines = [json.dumps(remade(entry), ensure_ascii=False) for entry in entries()]
    GOLDEN.write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8")


if __name__ == "__main__":
    main()
