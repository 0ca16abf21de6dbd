"""What must be refused: certificates that claim something false or hold a step that does.

``judged_wrong`` says so by exact numbers of its own; a certificate that it
finds no fault with says nothing about the checker.
"""
from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Iterator

from symbolic.errors import CertificateError
from symbolic.proving.checker import check_certificate

from .certificate_values import Model, NoValue
from .conclusions import Conclusions, premises_of


@dataclass(frozen=True)
class Spoiled:
    """A changed certificate, what was done, and why it is wrong."""
    certificate: dict
    change: str
    wrong: str
    step: int | None = None

    def refused(self) -> bool:
        """Whether the checker refuses it; a false step has to be refused by itself."""
        return refusal(self.certificate) is not None and (
            self.step is None or step_refused(isolated(self.certificate, self.step)))


def refusal(certificate: dict, claim: dict | None = None) -> CertificateError | None:
    """The checker's error (about ``claim``, if one is given); None if it accepts."""
    try:
        check_certificate(certificate, claim)
    except CertificateError as error:
        return error
    return None


def step_refused(certificate: dict) -> bool:
    """Whether the claim, the tables or a step is refused, and not merely the root."""
    error = refusal(certificate)
    return error is not None and (
        error.step is not None or error.message == refusal(certificate | {"steps": [], "root": 0}).message)


def isolated(certificate: dict, k: int) -> dict:
    """The certificate with step k as root and only the steps that it rests on."""
    kept = sorted(used_steps(certificate, k))
    position = {old: new for new, old in enumerate(kept)}
    steps = [dict(certificate["steps"][old]) for old in kept]
    for step in steps:
        if "from" in step:
            step["from"] = [position[p] for p in step["from"]]
        step |= {key: position[step[key]] for key in ("base", "step") if key in step}
    return certificate | {"steps": steps, "root": len(steps) - 1}


def judged_wrong(certificate: dict, random: Random, draws: int = 6) -> tuple[str, int | None]:
    """Why the certificate must be refused, by exact values, and at which step; "" if nothing was seen."""
    for draw in range(draws):
        try:
            model = Model(certificate, random, 2 if draw < 3 else 3)
            env = model.environment()
            if false_claim(model, env):
                return "the claim is false", None
            conclusions = Conclusions(model)
            for k in sorted(used_steps(certificate)):
                if conclusions.false_at(k, env):
                    return f"step {k} ({certificate['steps'][k]['rule']}) is false", k
        except (NoValue, KeyError, IndexError, TypeError, ValueError):
            continue
    return "", None


def used_steps(certificate: dict, root: int | None = None) -> set[int]:
    """The steps that the root rests on."""
    found, todo = set(), [certificate["root"] if root is None else root]
    while todo:
        k = todo.pop()
        if k not in found:
            found.add(k)
            todo += premises_of(certificate["steps"][k])
    return found


def false_claim(model: Model, env: dict) -> bool:
    """Whether some entry of the two sides differs, everything read being in range."""
    claim = model.certificate["claim"]
    shape = model.shape(claim["left"], env)
    if shape != model.shape(claim["right"], env):
        return True
    for index in indices_of(shape):
        model.outside = 0
        left, right = (model.entry(claim[side], index, env) for side in ("left", "right"))
        if left != right and not model.outside:
            return True
    return False


def indices_of(shape: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    if not shape:
        yield ()
        return
    for first in range(1, shape[0] + 1):
        for rest in indices_of(shape[1:]):
            yield (first, *rest)
