"""The command ``chainrule``: check, read, batch, prove, verify.

What a command needs is imported when it runs: neither ``--version`` nor
``check`` loads SymPy.  Every error a user can cause is one message and status
2; whatever else goes wrong is a fault of the program, told as such, status 70.
"""
from __future__ import annotations

import json
import os
import sys
from contextlib import closing
from pathlib import Path

import click

from symbolic.errors import CertificateError, ChainruleError, UsageError
from symbolic.version import __version__

WRONG_USE, INTERRUPTED, INTERNAL = 2, 130, 70
LAYOUTS = ("auto", "numerator", "denominator", "mixed")
FORMATS = ("text", "json")


class CommandLine(click.Group):
    """A group whose errors are one line on standard error."""

    def main(self, args=None, prog_name="chainrule", complete_var=None, standalone_mode=True, **extra):
        status = self._status(args, prog_name, complete_var, extra)
        sys.exit(status)

    def _status(self, args, prog_name, complete_var, extra) -> int:
        try:
            outcome = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            return outcome if isinstance(outcome, int) else 0
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.ctx.get_help())
            return WRONG_USE
        except click.ClickException as error:
            return _complain(_one_line(error.format_message()))
        except (click.Abort, KeyboardInterrupt):
            return INTERRUPTED
        except ChainruleError as error:
            return _complain(str(error))
        except BrokenPipeError:
            _close_quietly()
            return 0
        except Exception:
            import traceback
            click.echo(f"chainrule: internal error, please report it:\n{traceback.format_exc()}", err=True, nl=False)
            return INTERNAL


def _one_line(message: str) -> str:
    return " ".join(message.split())


def _complain(message: str) -> int:
    click.echo(f"chainrule: {message}", err=True)
    return WRONG_USE


def _close_quietly() -> None:
    """Whoever read our output has left; let nothing more be written to it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _emit(text: str, output: str | None, status: int) -> int:
    """Write a report to ``output`` or standard output; the status stays the verdict's.

    A sign that the terminal's encoding lacks becomes a question mark.
    """
    if output is not None:
        try:
            Path(output).write_text(text, "utf-8")
        except OSError as error:
            raise UsageError(f"-o {output}: {(error.strerror or str(error)).lower()}") from None
        return status
    encoding = sys.stdout.encoding or "ascii"
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        _close_quietly()
    return status


def _as_json(data) -> str:
    return json.dumps(data, indent=2) + "\n"


def _style(output: str | None):
    from symbolic.reporting.style import Style, style_for
    return Style() if output is not None else style_for(sys.stdout)


@click.group(cls=CommandLine, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="chainrule", message="%(prog)s %(version)s")
def cli() -> None:
    """Check derivations in matrix calculus, step by step.

    Of every = in a document chainrule says whether it is proved (for all sizes,
    with a certificate), refuted (with a counterexample), undecided or unread.
    """


FORMAT = click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True,
                      help="Text for people, or the result data as JSON.")
GIVEN = click.option("--given", multiple=True, metavar="G",
              help="A file with declarations, or a module of the library such as derivations.homework4.")
FACTS = click.option("-g", "facts", multiple=True, metavar="LATEX", help=r"Declare or assume this: 'x \in \mathbb{R}^n'.")
LAYOUT = click.option("--layout", type=click.Choice(LAYOUTS), default="auto", show_default=True,
              help="What a derivative by a vector or a matrix denotes.")
OUTPUT = click.option("-o", "--output", metavar="FILE", help="Write the report to FILE.")


@cli.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@GIVEN
@click.option("-e", "formulas", multiple=True, metavar="LATEX", help="Judge this formula.")
@FACTS
@LAYOUT
@FORMAT
@OUTPUT
@click.option("--certificates", metavar="DIR", help="Write the accepted certificates to DIR.")
@click.option("--no-repair", is_flag=True, help="Do not look for what a wrong step may have meant.")
@click.option("-v", "--verbose", is_flag=True, help="Say how every step was understood.")
def check(files, given, formulas, facts, layout, format_, output, certificates, no_repair, verbose) -> int:
    """Judge every step of the documents; - is standard input.

    Status 0: every step is proved. 1: something is refuted. 3: something is
    undecided or unread, or there is no step. 2: wrong use.
    """
    from symbolic.reporting.certificates import take_certificates
    from symbolic.reporting.data import exit_status, result

    documents, granted = _inputs(files, formulas, given, facts)
    data = result(_judged(documents, granted, layout, not no_repair))
    try:
        take_certificates(data, Path(certificates) if certificates else None)
    except OSError as error:
        raise UsageError(f"--certificates {certificates}: {(error.strerror or str(error)).lower()}") from None
    if format_ == "json":
        text = _as_json(data)
    else:
        from symbolic.reporting.text import report
        text = report(data, _style(output), verbose)
    return _emit(text, output, exit_status(data["summary"]))


def _inputs(files, formulas, given, facts):
    from symbolic.sources import STANDARD_INPUT, Source, formula_source, given_source, read_source

    if not files and not formulas:
        raise UsageError("nothing to check: name a FILE, - for standard input, or give a formula with -e")
    if files.count(STANDARD_INPUT) > 1:
        raise UsageError("standard input (-) can be read only once")
    documents = [read_source(f) for f in files]
    documents += [formula_source(f"-e {k}", text) for k, text in enumerate(formulas, 1)]
    granted = [given_source(name) for name in given]
    granted += [Source(f"-g {k}", text) for k, text in enumerate(facts, 1)]
    return documents, granted


def _judged(documents, granted, layout, repair) -> list[dict]:
    from symbolic.checking import check_document
    from symbolic.reporting.progress import Progress

    with Progress("judging") as progress:
        return [check_document(d.text, d.path, granted, layout, on_step=progress, repair=repair) for d in documents]


@cli.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@GIVEN
@click.option("-e", "formulas", multiple=True, metavar="LATEX", help="Read this formula.")
@FACTS
@LAYOUT
@FORMAT
@OUTPUT
def read(files, given, formulas, facts, layout, format_, output) -> int:
    """Say how the documents are understood; nothing is judged.

    Status 0: every step was read. 3: one was not, or there is no step. 2: wrong use.
    """
    from symbolic.inspecting import read_sources, status_of

    data = read_sources(*_inputs(files, formulas, given, facts), layout)
    if format_ == "json":
        text = _as_json(data)
    else:
        from symbolic.reporting.reading import reading_report
        text = reading_report(data, _style(output))
    return _emit(text, output, status_of(data))


@cli.command()
@click.argument("cases", metavar="IN.jsonl")
@click.option("-o", "--output", metavar="OUT.jsonl", help="Write the results to a file, each as soon as it is known.")
@click.option("-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N",
              help="How many cases to judge at a time.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=10.0, show_default=True,
              metavar="SECONDS", help="The time that a case may take.")
@click.option("--resume", is_flag=True, help="Keep the results that OUT.jsonl holds, judge the other cases.")
@click.option("--allow-assumptions/--no-assumptions", default=True, show_default=True,
              help="Whether a claim's own text may declare and assume more than is given.")
def batch(cases, output, jobs, timeout, resume, allow_assumptions) -> int:
    """Judge many cases, one JSON object a line; - is standard input.

    A case is {"id", "given": [LaTeX...], "claim": LaTeX, "layout"}; each gets
    one line {"id", "status", "verdict", "steps", "seconds"}, in the same order.

    Status 0: every line has its result. 2: wrong use.
    """
    from symbolic.batch import entries, line_of, results, write_results
    from symbolic.reporting.batch import batch_summary
    from symbolic.reporting.progress import Progress
    from symbolic.sources import read_bytes

    if resume and output is None:
        raise UsageError("--resume needs -o OUT.jsonl, which holds what is known already")
    if output is not None and _same_file(cases, output):
        raise UsageError(f"-o {output}: is the input itself")
    asked = entries(read_bytes(cases), allow_assumptions)
    if output is None:
        with closing(results(asked, jobs, timeout)) as found:
            for result in found:
                click.echo(line_of(result))
        return 0
    try:
        with Progress("judging") as progress:
            found = write_results(asked, output, resume, jobs, timeout, progress)
    except OSError as error:
        raise UsageError(f"-o {output}: {(error.strerror or str(error)).lower()}") from None
    click.echo(batch_summary(found, _style(None)), err=True)
    return 0


def _same_file(a: str, b: str) -> bool:
    return os.path.exists(a) and os.path.exists(b) and os.path.samefile(a, b)


@cli.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--list", "only_list", is_flag=True, help="List the theorems without proving them.")
@FORMAT
@OUTPUT
def prove(names, only_list, format_, output) -> int:
    """Prove the library's theorems and refute their near misses."""
    from symbolic.library import judge_library, listing, status_of
    from symbolic.reporting.library import library_list, library_report
    from symbolic.reporting.progress import Progress

    theorems = _theorems(names)
    style = _style(output)
    if only_list:
        entries = [listing(theorem) for theorem in theorems]
        return _emit(_as_json(entries) if format_ == "json" else library_list(entries, style), output, 0)
    with Progress("proving") as progress:
        library = judge_library(theorems, progress)
    text = _as_json(library) if format_ == "json" else library_report(library["theorems"], style)
    return _emit(text, output, status_of(library))


def _theorems(names) -> list:
    """The theorems named, each once and in the order asked for; all if none is named."""
    import derivations

    if not names:
        return derivations.library()
    return list({theorem.name: theorem for name in names for theorem in derivations.find(name)}.values())


@cli.command()
@click.argument("certificates", nargs=-1, required=True, metavar="CERTIFICATE.json...")
def verify(certificates) -> int:
    """Replay certificates from disk with the independent checker.

    Status 1 if one is refused.
    """
    from symbolic.proving.checker import check_certificate
    from symbolic.reporting.replay import accepted_text, refused_text
    from symbolic.sources import read_json

    style, status, reports = _style(None), 0, []
    for path in certificates:
        certificate = read_json(path)
        try:
            reports.append(accepted_text(path, check_certificate(certificate), style))
        except CertificateError as error:
            reports.append(refused_text(path, error, style))
            status = 1
    return _emit("".join(reports), None, status)


def main() -> None:
    """The entry point."""
    cli.main()
