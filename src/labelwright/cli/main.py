"""The program `labelwright`: its commands, and its errors as one line and a hint."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from labelwright import __version__, errors
from labelwright.cli import apps, export, inputs, models, prelabel, samples, serve, users
from labelwright.cli.interrupt import STOPPED

FAILED = 1
USAGE = 2

program = typer.Typer(
    name="labelwright",
    help="AI-assisted image labeling: a model suggests, a person reviews, the accepted labels become the dataset.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
program.command("serve")(serve.serve)
program.command("samples")(samples.add_samples)
program.command("prelabel")(prelabel.prelabel)
program.command("export")(export.export)
program.add_typer(inputs.commands, name="inputs", help="Bring pictures in.")
program.add_typer(models.commands, name="models", help="Models and workflows.")
program.add_typer(apps.commands, name="apps", help="Apps.")
program.add_typer(users.commands, name="users", help="People who label.")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"labelwright {__version__}")
        raise typer.Exit


@program.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line and exit with its code: 0 done, 1 could not be done, 2 asked wrongly."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    from labelwright.cli.answer import show_error

    as_json = "--json" in arguments
    try:
        code = program(arguments, standalone_mode=False)
    except errors.LabelwrightError as error:
        show_error(error, as_json=as_json)
        return FAILED
    except KeyboardInterrupt:
        typer.echo("labelwright: stopped.", err=True)
        return STOPPED
    except typer.TyperException as error:
        show_error(WrongUsage(reason=error.format_message().rstrip(".")), as_json=as_json)
        return USAGE
    return int(code or 0)


class WrongUsage(errors.Invalid):
    """{reason}."""

    code = "wrong_usage"
    hint = "Add --help to the command to see what it takes."
