"""The command ``chainrule``; its subcommands are in ``symbolic.commands``.

What a command needs is imported when it runs: neither ``--version`` nor
``check`` loads SymPy.  Every error a user can cause is one message and status
2; whatever else goes wrong is a fault of the program, told as such, status 70.
"""
from __future__ import annotations

import sys

import click

from symbolic.commands import COMMANDS
from symbolic.commands.common import close_quietly
from symbolic.errors import ChainruleError
from symbolic.version import __version__

WRONG_USE, INTERRUPTED, INTERNAL = 2, 130, 70


class CommandLine(click.Group):
    """A group whose errors are one line on standard error, its commands in the order of their use."""

    def list_commands(self, ctx) -> list[str]:
        return list(self.commands)

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
            close_quietly()
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


@click.group(cls=CommandLine, context_settings={"help_option_names": ["-h", "--help"]},
             epilog="Begin with: chainrule check FILE. What a command can do: chainrule COMMAND --help.")
@click.version_option(__version__, prog_name="chainrule", message="%(prog)s %(version)s")
def cli() -> None:
    """Check derivations in matrix calculus, step by step.

    Of every = in a document chainrule says whether it is proved (for all sizes,
    with a certificate), refuted (with a counterexample), undecided or unread.
    """


for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """The entry point."""
    cli.main()
