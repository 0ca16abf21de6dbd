"""The report for people, made from the result data alone (docs/result-data.md).

First, for every document, an overview that fits a screen: the counts, a row of
signs for each chain, and the first wrong step in full.  Then every step, then
the closing count.
"""
from __future__ import annotations

from itertools import groupby

from .counterexample import counterexample_lines
from .data import VERDICTS, count
from .explanation import explanation_lines
from .formula import following, offered, relation_lines, shorten, sufficient, text_cut, tidy
from .plain import plain
from .problems import excerpt
from .style import Style

FEW_STEPS = 4
"""Up to so many steps a document needs no overview."""
INTERNAL = "internal"
"""The code of a step on which the program contradicted itself."""


def report(result: dict, style: Style, verbose: bool = False) -> str:
    """The whole report, ending in a newline."""
    files = result["files"]
    blocks = [block for file in files for block in _opening(file, style)]
    for file in files:
        blocks += [_step(file["path"], step, style, verbose) for step in file["steps"]]
        if verbose:
            blocks += _background(file)
    blocks.append([*_internal_errors(files, style), closing(result["summary"], style)])
    return "\n\n".join("\n".join(block) if isinstance(block, list) else block for block in blocks if block) + "\n"


def report_steps(file: dict, style: Style) -> str:
    """The steps of one file entry, or its notices where it has none, and nothing around them."""
    blocks = [_step(file["path"], step, style, verbose=False) for step in file["steps"]] or [_notices(file)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def hint_report(file: dict, style: Style) -> str:
    """The hint of each step (``step["hint"]``); with the last level what explains it."""
    blocks = []
    for step in file["steps"]:
        block = [f"{_place(file['path'], step)}{_equation(step, style)}  {style.verdict(step['verdict'])}",
                 *(f"    {line}" for line in _formula(step, style.width - 4, False)),
                 *(f"    {line}" for line in _wrapped(f"hint: {tidy(step['hint']['text'])}", style.width - 4))]
        if step.get("explanation") and step["verdict"] != "proved":
            block += [f"    {line}" for line in explanation_lines(step["explanation"], style)]
        blocks.append("\n".join(block))
    return "\n\n".join(blocks) + "\n"


# ---------------------------------------------------------------- the first screen

def _opening(file: dict, style: Style) -> list[list[str]]:
    steps = file["steps"]
    if not steps:
        return [[f"{file['path']}: no step found: no relation between two formulas stands in it", *_notices(file)]]
    if len(steps) <= FEW_STEPS:
        return [_notices(file)]
    head = f"{style.paint(file['path'], 'strong')}: {_counts(count(steps), style)}"
    rows = [_chain_row(file["path"], list(chain), style) for _, chain in groupby(steps, key=lambda s: s["id"].split(".")[0])]
    return [[head, *rows], _first_wrong(file, style), _notices(file)]


def _chain_row(path: str, steps: list[dict], style: Style) -> str:
    """``line 41  ✓✓✓  ∂y/∂b = … = I``: the signs of the steps, those of bridges in brackets."""
    own = [s for s in steps if s["kind"] != "bridge"]
    bridges = [s for s in steps if s["kind"] == "bridge"]
    first, last = (own or bridges)[0], (own or bridges)[-1]
    signs = "".join(_sign(s, style) for s in own)
    width = len(own)
    if bridges:
        signs += " (" + "".join(style.sign(s["verdict"]) for s in bridges) + ")"
        width += 3 + len(bridges)
    part = _part(path, first)
    head = f"  {part}line {first['line']:<4} {signs}{' ' * max(1, 10 - width)}"
    room = style.width - 13 - len(part) - max(width + 1, 10)
    members = [first["left"], last["relation"], last["right"]]
    if len(own) > 1:
        members[1:1] = [first["relation"], r"\dots"]
    if not style.unicode:
        return head + shorten(" ".join(map(tidy, members)), room)
    left, *rest = (plain(tidy(member)) for member in members)
    left = text_cut(left, max(room // 2, room - len(" ".join(rest)) - 1))
    return head + text_cut(" ".join([left, *rest]), room)


def _part(path: str, item: dict) -> str:
    """The cell or the included file that an item stands in, empty for the document itself."""
    part = item.get("file", "").removeprefix(path).strip()
    return f"{part} " if part else ""


def _first_wrong(file: dict, style: Style) -> list[str]:
    wrong = next((s for s in file["steps"] if s["verdict"] == "refuted"), None)
    if wrong is None:
        return []
    return [f"{style.paint('First wrong step', 'strong')}: {_place(file['path'], wrong)}{_equation(wrong, style)}",
            *_body(wrong, style, verbose=False)]


def _notices(file: dict) -> list[str]:
    return [f"{_place(file['path'], notice)}: note: {notice['message']}" for notice in file["notices"]]


# ---------------------------------------------------------------- steps

def _sign(step: dict, style: Style) -> str:
    """The verdict's sign; without colour where the step is wrong only because an earlier one is."""
    return style.faint_sign(step["verdict"]) if step.get("follows") else style.sign(step["verdict"])


def _step(path: str, step: dict, style: Style, verbose: bool) -> list[str]:
    words = style.verdict(step["verdict"])
    if step.get("follows"):
        words = f"{_sign(step, style)} {step['verdict']}, as it follows from line {step['follows']['line']}, which is wrong"
    if step["kind"] == "bridge":
        words += f" (bridge {step['id']}, over what could not be read)"
    if step["code"]:
        words += f" [{step['code']}]"
    if verbose:
        words += style.paint(f"  {step['id']}, {step['seconds']:.3f} s", "faint")
    return [f"{_place(path, step)}{_equation(step, style)}  {words}", *_body(step, style, verbose)]


def _equation(step: dict, style: Style) -> str:
    """The number that is printed beside it: `` (2.1)``."""
    number = step.get("equation", "").replace("$", "")
    return f" {plain(number) if style.unicode else number}" if number else ""


def _place(path: str, item: dict) -> str:
    """``path:line:column``; line 0 speaks of the whole document."""
    return f"{item.get('file', path)}:{item['line']}:{item['column']}" if item["line"] else path


def _body(step: dict, style: Style, verbose: bool) -> list[str]:
    """The step as written, why, the counterexample; when verbose how it was understood."""
    width = style.width - 4
    lines = _formula(step, width, verbose)
    problem = step.get("problem")
    if step["reason"]:
        lines += _wrapped(step["reason"], width)
    if problem and (step["verdict"] == "unread" or _apart(problem, step)):
        lines.append(f"at line {problem['line']}, column {problem['column']}:")
        lines += [f"  {line}" for line in excerpt(problem, style)]
    if step.get("repair"):
        for sentence in (offered(step["repair"]), *following(step["repair"])):
            lines += _wrapped(sentence, width)
    elif step.get("mended_by"):
        lines.append("mended by the repair above")
    lines += sufficient(step)
    lines += [f"note: {notice}" for notice in step["notices"]]
    lines += [f"where defined: {condition}" for condition in step["conditions"]]
    if step["counterexample"]:
        lines += counterexample_lines(step["counterexample"], width)
    if step.get("explanation"):
        lines += ["why:", *(f"  {line}" for line in explanation_lines(step["explanation"], style))]
    if verbose:
        lines += _understanding(step)
    return [f"    {line}" for line in lines]


def _apart(problem: dict, step: dict) -> bool:
    """Does the place say more than where the step stands?"""
    return (problem["line"], problem["column"]) != (step["line"], step["column"])


def _formula(step: dict, width: int, verbose: bool) -> list[str]:
    if verbose:
        return [f"{tidy(step['left'])} {tidy(step['relation'])} {tidy(step['right'])}"]
    return relation_lines(step["left"], step["relation"], step["right"], width)


def _understanding(step: dict) -> list[str]:
    lines = [f"read as: {sentence}" for sentence in step["reading"]]
    lines += [f"assumed ({provenance}): {what}" for what, provenance in step["assumptions"]]
    certificate = step["certificate"]
    if certificate:
        where = f", written to {certificate['where']}" if certificate.get("where") else ""
        lines.append(f"certificate: {certificate['status']} by the checker{where}")
    return lines


def _background(file: dict) -> list[list[str]]:
    layout = file["layout"]
    lines = [f"{file['path']}: layout {layout['value']} ({layout['reason']})"]
    lines += [f"  defined: {shorten(tidy(definition), 200)}" for definition in file["definitions"]]
    return [lines]


def _wrapped(text: str, width: int) -> list[str]:
    """Text broken at spaces; a line end in it is kept."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        current = ""
        for word in paragraph.split(" "):
            if current and len(current) + 1 + len(word) > width:
                lines.append(current)
                current = "  " + word
            else:
                current = f"{current} {word}" if current else word
        lines.append(current)
    return lines


# ---------------------------------------------------------------- counts

def _counts(counts: dict, style: Style) -> str:
    """``✓ 12 of 30 steps proved, ✗ 4 refuted (bridges over unread sides: 2 proved)``; zeros are left out, except proved."""
    total = sum(counts[v] for v in VERDICTS)
    parts = [f"{style.sign('proved')} {counts['proved']} of {total} step{'' if total == 1 else 's'} proved"]
    parts += [f"{style.sign(v)} {counts[v]} {v}" for v in VERDICTS[1:] if counts[v]]
    bridges = [f"{counts['bridges'][v]} {v}" for v in VERDICTS if counts["bridges"][v]]
    return ", ".join(parts) + (f" (bridges over unread sides: {', '.join(bridges)})" if bridges else "")


def _internal_errors(files: list[dict], style: Style) -> list[str]:
    """Where the program contradicted itself: never a verdict, always said."""
    ids = [f"{file['path']} {step['id']}" for file in files for step in file["steps"] if step["code"] == INTERNAL]
    if not ids:
        return []
    return [style.paint(f"internal errors, please report them: steps {', '.join(ids)}", "refuted")]


def closing(summary: dict, style: Style) -> str:
    """The last line: all files together."""
    if not any(summary[v] for v in VERDICTS):
        return "No step to judge."
    return _counts(summary, style)
