"""The `petals` command: a click group whose commands load only when they are asked for."""

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

import click

PLUG_INS = "petals.commands"

COMMANDS = {
    "doctor": "autograder.doctor.commands:doctor",
    "export": "autograder.grading.gradebook.commands:export",
    "feedback": "autograder.grading.reports.commands:feedback",
    "grade": "autograder.grading.running.commands:grade",
    "lint": "autograder.source.commands:lint_command",
    "release": "autograder.source.commands:release_command",
    "report": "autograder.grading.reports.commands:report",
    "run": "autograder.headless.commands:run",
    "similarity": "autograder.grading.similarity.commands:similarity",
    "stamp": "autograder.source.commands:stamp_command",
    "status": "autograder.grading.gradebook.commands:status",
}


class LazyGroup(click.Group):
    """A click group that imports a command's module at its first use.

    Commands of the course's own packages stand in `COMMANDS`; others join
    through the entry-point group `petals.commands`.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command, without importing any.

        Parameters
        ----------
        ctx : click.Context
            The group's context.

        Returns
        -------
        list of str, alphabetical
        """
        return sorted({*super().list_commands(ctx), *COMMANDS, *_plug_ins()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command.

        Parameters
        ----------
        ctx : click.Context
            The group's context.
        cmd_name : str
            As typed on the command line.

        Returns
        -------
        click.Command or None
            None when there is no command of this name.
        """
        if cmd_name in COMMANDS:
            module, _, attribute = COMMANDS[cmd_name].partition(":")
            return _command(cmd_name, lambda: getattr(import_module(module), attribute))
        if entry := _plug_ins().get(cmd_name):
            return _command(cmd_name, entry.load)
        return super().get_command(ctx, cmd_name)


def _plug_ins() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=PLUG_INS)}


def _command(name: str, load: Callable[[], object]) -> click.Command:
    """Load a command; one that cannot be imported says so in its help and fails when used."""
    try:
        command = load()
    except (ImportError, AttributeError) as error:
        return _broken(name, error)
    if not isinstance(command, click.Command):
        return _broken(name, TypeError(f"expected a click command, got {type(command).__name__}"))
    return command


def _broken(name: str, error: Exception) -> click.Command:
    message = f"`petals {name}` cannot be loaded: {error}. Install the course again with `make test`."

    @click.command(name, help=message, context_settings={"ignore_unknown_options": True})
    @click.argument("rest", nargs=-1)
    def broken(rest: tuple[str, ...]) -> None:  # noqa: ARG001, any arguments end in the same message
        raise click.ClickException(message)

    return broken


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="perceptron-to-petals", prog_name="petals")
def main() -> None:
    """Build, check and run the course Perceptron to Petals."""
