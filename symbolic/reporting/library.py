"""The library's pages for people: what is proved, which near misses fell, and how."""
from __future__ import annotations

from .counterexample import counterexample_lines
from .plain import in_one_line
from .style import Style


def library_list(entries: list[dict], style: Style) -> str:
    """A line for each theorem: its name and what it says."""
    width = max((len(e["name"]) for e in entries), default=0)
    rows = [f"{e['name']:<{width}}  {in_one_line(e['statement'], style.width - width - 2, style.unicode)}" for e in entries]
    return "\n".join([*rows, "", f"{_plural(len(entries), 'theorem')}, "
                      f"{_plural(sum(len(e['near_misses']) for e in entries), 'near miss', 'near misses')}"]) + "\n"


def library_report(entries: list[dict], style: Style) -> str:
    """A block for each theorem, then the count."""
    blocks = ["\n".join(_theorem(entry, style)) for entry in entries]
    return "\n\n".join([*blocks, _closing(entries, style)]) + "\n"


def _theorem(entry: dict, style: Style) -> list[str]:
    width = style.width - 4
    steps = [step for form in entry["forms"] for step in form]
    lines = [f"{style.verdict(entry['verdict'])}  {style.paint(entry['name'], 'strong')}: {entry['title']}",
             f"    {in_one_line(entry['statement'], width, style.unicode)}",
             f"    {entry['source']}; {_plural(len(steps), 'step')}, "
             f"{sum(1 for s in steps if s['certificate'])} with a replayed certificate"]
    lines += [f"    {line}" for line in _second_opinion(entry["second_opinion"])]
    for step in steps:
        if step["verdict"] != "proved":
            lines.append(f"    {style.verdict(step['verdict'])}: {_step_text(step, width - 14, style)}")
            lines += [f"      {line}" for line in _why(step, width - 2)]
    for miss in entry["near_misses"]:
        lines += _near_miss(miss, style)
    return lines


def _second_opinion(opinions: list[dict]) -> list[str]:
    """Where SymPy, differentiating explicit entries, agrees with the statement and where not."""
    said = {True: "SymPy agrees", False: "SymPy disagrees", None: "SymPy has no opinion"}
    lines = []
    for agrees, words in said.items():
        places = [_sizes(o["sizes"]) or o["note"] or "as it stands" for o in opinions if o["agrees"] is agrees]
        if places:
            lines.append(f"{words}: {'; '.join(places)}")
    return lines


def _sizes(sizes: dict) -> str:
    return ", ".join(f"{name} = {' '.join(map(str, size)) if isinstance(size, list) else size}"
                     for name, size in sizes.items())


def _near_miss(miss: dict, style: Style) -> list[str]:
    width = style.width - 8
    variant = f" ({miss['variant']})" if miss["variant"] else ""
    verdict = style.verdict(miss["verdict"])
    surprise = "" if miss["as_expected"] else style.paint(f"  expected: {miss['expects']}", "refuted")
    lines = [f"    near miss{variant}: {miss['why']}",
             f"        {verdict}  {in_one_line(miss['claim'], width - 12, style.unicode)}{surprise}"]
    if miss["step"]:
        lines += [f"        {line}" for line in _why(miss["step"], width)]
    return lines


def _why(step: dict, width: int) -> list[str]:
    if step["counterexample"]:
        return counterexample_lines(step["counterexample"], width)
    return [step["reason"]] if step["reason"] else []


def _step_text(step: dict, width: int, style: Style) -> str:
    return in_one_line(f"{step['left']} {step['relation']} {step['right']}", width, style.unicode)


def _closing(entries: list[dict], style: Style) -> str:
    proved = sum(e["verdict"] == "proved" for e in entries)
    misses = [miss for entry in entries for miss in entry["near_misses"]]
    fell = sum(miss["as_expected"] for miss in misses)
    return (f"{proved} of {_plural(len(entries), 'theorem')} {style.paint('proved', 'proved')}, "
            f"{fell} of {_plural(len(misses), 'near miss', 'near misses')} refuted or refused as expected")


def _plural(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
