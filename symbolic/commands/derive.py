"""The command ``derive``."""
from __future__ import annotations

import click

from symbolic.errors import UsageError

from .common import FACTS, FORMAT, GIVEN, LAYOUT, OUTPUT, as_json, emit, style_of

LANGUAGES = ("latex", "sympy", "numpy", "torch")


class FormulaCommand(click.Command):
    """A command whose formula may begin with a minus."""

    def parse_args(self, ctx, args):
        options = [p for p in self.params if isinstance(p, click.Option)]
        names = {name for p in options for name in p.opts} | set(ctx.help_option_names)
        taking = {name for p in options if not p.is_flag for name in p.opts}
        for place, word in enumerate(args):
            follows = place and args[place - 1] in taking
            if word.startswith("-") and not word.startswith("--") and word not in names and not follows:
                args = [*args[:place], *args[place + 1:], "--", word]
                break
        return super().parse_args(ctx, args)


@click.command(cls=FormulaCommand)
@click.argument("expr", metavar="EXPR")
@click.option("--wrt", "variables", multiple=True, metavar="VAR",
              help="Differentiate by this symbol; again for another. Without, EXPR has its own derivatives.")
@GIVEN
@FACTS
@LAYOUT
@click.option("--order", type=click.IntRange(1, 2), default=1, show_default=True, help="2 for the Hessian.")
@click.option("--vec", is_flag=True, help="A matrix by a matrix as ∂vec/∂vec, with Kronecker products.")
@click.option("--as", "language", type=click.Choice(LANGUAGES), default="latex", show_default=True,
              help="What to print the closed form as.")
@click.option("--steps", is_flag=True, help="Say how it is derived, in index notation.")
@FORMAT
@OUTPUT
def derive(expr, variables, given, facts, layout, order, vec, language, steps, format_, output) -> int:
    r"""Derive ∂EXPR/∂VAR: its closed form in matrix notation, proved.

    What is printed was read back and proved equal to the derivative for all
    sizes and values. Where no product of matrices has these entries, it is given
    in index notation.

    Status 0: derived. 2: wrong use, or no closed form was found.
    """
    from symbolic.deriving.asking import Given, questions
    from symbolic.deriving.derived import derived
    from symbolic.reporting.derivation import derivation_data, derivation_text

    names = [name for variable in variables or ("",) for name in _names(variable)]
    known = Given.of(_texts(given, facts), layout, questions(expr, names))
    found = [derived(known, expr, name, order, vec) for name in names]
    if format_ == "json":
        return emit(as_json([derivation_data(d) for d in found]), output, 0)
    text = "\n".join(derivation_text(d, style_of(output), language, steps) for d in found)
    return emit(text, output, 0)


def _names(variable: str) -> list[str]:
    """``A, b`` as two variables; a comma inside brackets or braces parts nothing."""
    if not variable:
        return [""]
    names, depth = [""], 0
    for sign in variable:
        depth += (sign in "({[") - (sign in ")}]")
        if sign == "," and not depth:
            names.append("")
        else:
            names[-1] += sign
    found = [name.strip() for name in names]
    if not all(found):
        raise UsageError(f"--wrt {variable}: a variable is missing")
    return found


def _texts(given, facts) -> list[str]:
    """Everything given as texts; the modules of the library by their declarations."""
    from symbolic.checking import given_texts
    from symbolic.sources import given_source

    return [*given_texts(map(given_source, given)), *facts]
