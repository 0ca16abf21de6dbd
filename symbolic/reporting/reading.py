"""How documents were understood, for people: made from the data of ``chainrule read`` alone."""
from __future__ import annotations

from .formula import tidy
from .problems import excerpt
from .style import Style

STATUS = {"definition": "a definition, not to be judged", "unread": "unread", "settled": "settled while reading"}


def reading_report(data: dict, style: Style) -> str:
    """The whole report, ending in a newline."""
    blocks = []
    for file in data["files"]:
        blocks += [_head(file, style), *(_step(file["path"], step, style) for step in file["steps"])]
    blocks.append([_closing(data["summary"])])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(file: dict, style: Style) -> list[str]:
    layout = file["layout"]
    lines = [f"{style.paint(file['path'], 'strong')}: layout {layout['value']} ({layout['reason']})"]
    for part in file.get("parts", [file]):
        lines += [f"  problem {part['problem']}" if part["problem"].isdigit() else f"  {part['problem']}"] if "parts" in file else []
        lines += _context(part["context"])
    lines += [f"  note{_where(notice)}: {notice['message']}" for notice in file["notices"]]
    return lines


def _context(context: dict) -> list[str]:
    lines = [f"  {d['kind']:<10} {tidy(d['text'])}{_properties(d)}{ranges(d['labels'])}  [{d['provenance']}]"
              for d in context["declarations"]]
    lines += [f"  {'defined':<10} {tidy(d['text'])}{ranges(d['labels'])}  [{d['provenance']}]"
              for d in context["definitions"]]
    lines += [f"  {'assumed':<10} {tidy(a['text'])}{ranges(a['free'])}  [{a['provenance']}]"
              for a in context["assumptions"]]
    lines += [f"  {'known':<10} {text}" for text in context["equal"] + context["facts"]]
    if context["not_understood"]:
        lines.append(f"  not understood as given: {', '.join(context['not_understood'])}")
    return lines


def _properties(declaration: dict) -> str:
    return f", {', '.join(declaration['properties'])}" if declaration["properties"] else ""


def ranges(found: list) -> str:
    r"""``, \ell = 1, …, L-1``; an end that is not known is a question mark.

    >>> ranges([["i", "1", "n"]])
    ', i = 1, …, n'
    """
    return "".join(f", {name} = {low or '?'}, …, {high or '?'}" for name, low, high in found)


def _where(item: dict) -> str:
    return f" at {item['line']}:{item['column']}" if item["line"] else ""


def _step(path: str, step: dict, style: Style) -> list[str]:
    said = f"  {STATUS[step['status']]}" if step["status"] in STATUS else ""
    code = step.get("problem", {}).get("code", "")
    bridge = " (bridge)" if step["kind"] == "bridge" else ""
    head = f"{step.get('file', path)}:{step['line']}:{step['column']}  {style.paint(step['id'], 'strong')}{bridge}{said}"
    if code and step["status"] != "definition":
        head += f" [{code}]"
    lines = [f"typed:   {tidy(step['left'])} {tidy(step['relation'])} {tidy(step['right'])}".rstrip()]
    for k, reading in enumerate(step["readings"], 1):
        several = len(step["readings"]) > 1
        lines += _reading(reading, f"read {k}: " if several else "read:   ")
        lines += [f"         {formula}: {axes}" for formula, axes in reading["derivatives"] if several]
    lines += [f"note: {note}" for note in (*step["notes"], *step["notices"])]
    if step["condition"]:
        lines.append(f"note: {step['condition']}")
    if "problem" in step and step["status"] != "definition":
        problem = step["problem"]
        lines += [problem["message"], f"at line {problem['line']}, column {problem['column']}:",
                  *(f"  {line}" for line in excerpt(problem, style))]
    return [head, *(f"    {line}" for line in lines)]


def _reading(reading: dict, lead: str) -> list[str]:
    shape = r" \times ".join(reading["shape"]) or "scalar"
    lines = [f"{lead} {reading['left']} {reading['relation']} {reading['right']}",
             f"         shape {shape}{ranges(reading['free'])}"]
    lines += [f"         inferred: {text}" for text in reading["inferred"]]
    lines += [f"         assumed here: {a['text']}{ranges(a['free'])} [{a['provenance']}]"
              for a in reading["assumptions"]]
    return lines


def _closing(summary: dict) -> str:
    total = sum(summary.values())
    if not total:
        return "No step found."
    parts = [f"{summary['read']} of {total} step{'' if total == 1 else 's'} read"]
    words = {"definition": "listed as definitions", "settled": "settled while reading", "unread": "unread"}
    parts += [f"{summary[key]} {word}" for key, word in words.items() if summary[key]]
    return ", ".join(parts) + "; nothing was judged"
