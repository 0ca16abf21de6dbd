"""Results for other tools: SARIF 2.1.0, GitHub's workflow commands, JUnit's XML.

Sources: the OASIS standard SARIF 2.1.0; GitHub's page "Workflow commands for
GitHub Actions"; the JUnit schema as Jenkins and GitLab read it.  Whatever an
input holds stands in them as data: JSON and XML are made by their libraries, a
workflow command stays on its line.
"""
from __future__ import annotations

import json
import re
import xml.etree.ElementTree as xml
from pathlib import PurePath
from typing import Iterable
from urllib.parse import quote

from symbolic.version import __version__

from .findings import ERROR, NOTE, TITLES, Finding, equation_of, findings, formula_of
from .visible import visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
COMMANDS = {ERROR: "error", "warning": "warning", NOTE: "notice"}
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sarif(data: dict, _=None) -> str:
    """One run of SARIF 2.1.0 with a result for each step that is not proved."""
    found = [f for file in data["files"] for f in findings(file)]
    rules = sorted({f.rule: f.verdict for f in found}.items())
    places = {rule: k for k, (rule, _) in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "chainrule", "version": __version__, "semanticVersion": __version__,
                            "rules": [_rule(*rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file["path"])}} for file in data["files"]],
        "results": [_result(f, places[f.rule]) for f in found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: str, verdict: str) -> dict:
    return {"id": rule, "shortDescription": {"text": TITLES[verdict]},
            "help": {"text": f"chainrule explain {rule.partition('.')[2] or verdict}"}}


def _result(f: Finding, rule: int) -> dict:
    region = {"startLine": f.line, "startColumn": f.column, "endLine": f.end_line, "endColumn": f.end_column}
    return {
        "ruleId": f.rule, "ruleIndex": rule, "level": f.level,
        "message": {"text": " ".join(filter(None, (f.equation, _said(f))))},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(f.path)}, "region": region},
                       "logicalLocations": [{"name": name, "kind": kind} for kind, name in _names(f)]}],
        "partialFingerprints": {"step/v1": f"{f.rule}:{f.formula}"},
    }


def _names(f: Finding) -> list[tuple[str, str]]:
    """By what the step can be named: its place in the chains, the number and the label of its equation."""
    return [(kind, name) for kind, name in (("step", f.step), ("equation", f.equation), ("label", f.label)) if name]


def _said(f: Finding) -> str:
    return "\n".join([*f.lines, f.formula])


def _uri(path: str) -> str:
    """A path as a relative reference: nothing in it is a scheme or a query."""
    return quote(PurePath(path).as_posix(), safe="/")


def github(data: dict, _=None) -> str:
    """A workflow command for each step that is not proved, then a line of counts that is none."""
    lines = [_command(f) for file in data["files"] for f in findings(file)]
    counts = ", ".join(f"{data['summary'][v]} {v}" for v in ("proved", "refuted", "undecided", "unread"))
    return "\n".join([*lines, f"chainrule: {counts}"]) + "\n"


def _command(f: Finding) -> str:
    place = {"file": f.path, "line": f.line, "endLine": f.end_line, "title": " ".join(filter(None, (f"chainrule: {f.verdict}", f.equation)))}
    if f.line == f.end_line:
        place |= {"col": f.column, "endColumn": f.end_column}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    return f"::{COMMANDS[f.level]} {properties}::{_message(_said(f))}"


def _message(text: str) -> str:
    text = "\n".join(visible(line) for line in text.splitlines())
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def junit(data: dict, _=None) -> str:
    """A test suite a file, a test case a step: refuted is a failure, unread an error, undecided skipped."""
    suites = xml.Element("testsuites", name="chainrule")
    for file in data["files"]:
        suites.append(_suite(file["path"], file["steps"]))
    xml.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + xml.tostring(suites, encoding="unicode") + "\n"


def _suite(path: str, steps: Iterable[dict]) -> xml.Element:
    steps = list(steps)
    verdicts = [step["verdict"] for step in steps]
    suite = xml.Element("testsuite", name=_clean(path), tests=str(len(steps)), failures=str(verdicts.count("refuted")),
                        errors=str(verdicts.count("unread")), skipped=str(verdicts.count("undecided")),
                        time=f"{sum(step['seconds'] for step in steps):.3f}")
    found = {f.step: f for f in findings({"path": path, "steps": steps})}
    for step in steps:
        case = xml.SubElement(suite, "testcase", classname=_clean(path), time=f"{step['seconds']:.3f}",
                              name=_clean(f"line {step['line']}{_numbered(step)}: {formula_of(step)}"))
        if step["label"]:
            xml.SubElement(xml.SubElement(case, "properties"), "property", name="label", value=_clean(step["label"]))
        if step["id"] in found:
            _outcome(case, found[step["id"]])
    return suite


def _numbered(step: dict) -> str:
    return f" {equation_of(step)}" if equation_of(step) else ""


def _outcome(case: xml.Element, f: Finding) -> None:
    tag = {"refuted": "failure", "unread": "error", "undecided": "skipped"}[f.verdict]
    said = xml.SubElement(case, tag, message=_clean(f.lines[0]))
    if tag != "skipped":
        said.set("type", f.rule)
    said.text = _clean(f"{f.path}:{f.line}:{f.column}\n{_said(f)}")


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return NOT_XML.sub("\ufffd", text)
