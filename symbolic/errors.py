"""One family of errors for bad input: where, what was expected, what was found.

A false step is not an error but a verdict.  An error is about input that
cannot be used at all; the command line turns it into one line and status 2.
"""
from __future__ import annotations


class ChainruleError(Exception):
    """Base of all errors a user can cause."""


class UsageError(ChainruleError):
    """No such file, an unknown name, an option out of range."""


class ReadError(ChainruleError):
    """A place in a formula that could not be read.

    ``start`` and ``end`` are offsets in the text being read; ``expected`` and
    ``found`` complete the sentences "expected …" and "found …"; ``code`` is
    stable (``E101`` …).
    """

    def __init__(self, message: str, start: int, end: int | None = None, *,
                 expected: str = "", found: str = "", hint: str = "", code: str = "E100"):
        super().__init__(message)
        self.message, self.start = message, start
        self.end = start + 1 if end is None else end
        self.expected, self.found, self.hint, self.code = expected, found, hint, code


class CertificateError(ChainruleError):
    """A certificate that the checker refuses: ``step``, ``rule`` and why."""

    def __init__(self, message: str, step: int | None = None, rule: str | None = None):
        self.message, self.step, self.rule = message, step, rule
        place = "" if step is None else f"step {step}" + (f" ({rule})" if rule else "") + ": "
        super().__init__(place + message)


class TooLargeToCheck(CertificateError):
    """A certificate or a claim beyond a limit of the checker."""


class IndexMayLeaveRange(CertificateError):
    """A certificate, or the claim that it is about, reads an entry or a member whose index is not known to exist."""


class UnmetCondition(CertificateError):
    """A certificate whose steps hold under a condition that is not the definedness of a part of the claim."""
