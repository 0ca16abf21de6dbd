"""The command ``verify``."""
from __future__ import annotations

import click

from symbolic.errors import CertificateError

from .common import emit, style_of


@click.command()
@click.argument("certificates", nargs=-1, required=True, metavar="CERTIFICATE.json...")
def verify(certificates) -> int:
    """Replay certificates from disk with the independent checker.

    Status 0: all are accepted. 1: one is refused. 2: wrong use.
    """
    from symbolic.proving.checker import check_certificate
    from symbolic.reporting.replay import accepted_text, refused_text
    from symbolic.sources import read_json

    style, status, reports = style_of(None), 0, []
    for path in certificates:
        certificate = read_json(path)
        try:
            reports.append(accepted_text(path, check_certificate(certificate), style))
        except CertificateError as error:
            reports.append(refused_text(path, error, style))
            status = 1
    return emit("".join(reports), None, status)
