"""Whatever JSON is given, the checker accepts or raises CertificateError."""
from __future__ import annotations

import json
from random import Random

import pytest

from spikes import SPIKES

from symbolic.errors import CertificateError
from symbolic.proving.checker import check_certificate

STRANGE = [None, True, False, -1, 0, 1.5, 10**30, "", "x", "1/0", "\x00" + "1", "a" * 200, [], {}, [[]], [0, 0, 0],
           {"rule": "ring"}, ["#", 0], ["#", -1], ["sum", ["i"], 0], "1e999999999", [[1, [["n", [], 10**6]]]]]


def places(data, found):
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        found.append((data, key))
        places(value, found)
    return found


def outcome(certificate):
    try:
        check_certificate(certificate)
        return "accepted"
    except CertificateError as error:
        assert str(error)
        return "refused"


@pytest.mark.parametrize("data", [x for x in STRANGE if x != {}] + [{}], ids=repr)
def test_no_certificate_at_all(data):
    assert outcome(data) == "refused"


@pytest.mark.parametrize("spike", SPIKES)
def test_strange_values_anywhere(spike):
    """A part replaced by something strange, or left out; most of it is refused, nothing breaks."""
    random = Random(spike)
    text = json.dumps(SPIKES[spike]())
    seen = set()
    for _ in range(250):
        certificate = json.loads(text)
        data, key = random.choice(places(certificate, []))
        if random.random() < 0.2:
            data.pop(key)
        else:
            data[key] = random.choice(STRANGE)
        seen.add(outcome(certificate))
    assert "refused" in seen


@pytest.mark.parametrize("spike", SPIKES)
def test_parts_exchanged(spike):
    """Two parts of a certificate change places."""
    random = Random(spike)
    text = json.dumps(SPIKES[spike]())
    for _ in range(150):
        certificate = json.loads(text)
        (a, i), (b, j) = (random.choice(places(certificate, [])) for _ in range(2))
        a[i], b[j] = json.loads(json.dumps(b[j])), json.loads(json.dumps(a[i]))
        outcome(certificate)


def nested(depth):
    e = ["number", "1"]
    for _ in range(depth):
        e = ["transpose", e]
    return e


@pytest.mark.parametrize("part", ["expression", "integer", "table", "doubling", "power"])
def test_large_inputs(part):
    """Deep, long and quickly growing inputs are refused before they cost much."""
    certificate = SPIKES["dots"]()
    match part:
        case "expression":
            certificate["claim"]["left"] = nested(800)
        case "integer":
            deep = 1
            for _ in range(300):
                deep = [[1, [["n", [deep], 1]]]]
            certificate["variables"][0][2] = deep
        case "table":
            certificate["terms"] += [["fn", "exp", 0, len(certificate["terms"]) + k - 1] for k in range(400)]
        case "doubling":
            certificate["terms"] += [["add", [len(certificate["terms"]) + k - 1] * 2] for k in range(60)]
        case "power":
            n = len(certificate["terms"])
            certificate["terms"] += [["add", [0, 1]]] + [["pow", n + k, "60"] for k in range(6)]
            certificate["steps"].append({"rule": "ring", "left": n + 6, "right": 0})
    with pytest.raises(CertificateError):
        check_certificate(certificate)


@pytest.mark.parametrize("shared", [40])
def test_sharing_is_measured(shared):
    """f(t, t) written forty times over is small as a table and huge as a tree."""
    certificate = SPIKES["dots"]()
    n = len(certificate["terms"])
    for k in range(shared):
        certificate["terms"] += [["fn", "exp", 0, n + 2 * k - 1], ["mul", [n + 2 * k, n + 2 * k]]]
    assert outcome(certificate) in ("accepted", "refused")
