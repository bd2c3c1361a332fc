"""`petals serve`: a prediction service from a network; `petals models`: the versions in a registry."""

from pathlib import Path
from typing import Any

import click

from course_utils.shipping.formats.kinds import FORMATS, ShippingError


class ShippingCommand(click.Command):
    """A command whose foreseeable failures end with a message and exit status 1, not with a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command.

        Parameters
        ----------
        ctx : click.Context

        Returns
        -------
        object, whatever the command returns

        Raises
        ------
        click.ClickException
            For networks, registries and databases that cannot be used, and for missing packages.
        """
        try:
            return super().invoke(ctx)
        except (ShippingError, ValueError) as problem:
            raise click.ClickException(str(problem)) from problem
        except ModuleNotFoundError as problem:
            raise click.ClickException(
                f"{problem.name} is missing: install the course with the extra `serve` (pip install 'perceptron-to-petals[serve]')."
            ) from problem


@click.command("serve", cls=ShippingCommand)
@click.argument("model", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--db",
    "database",
    envvar="PETALS_DB",
    show_envvar=True,
    help="The log's database: sqlite:///FILE or postgresql://user@host/name. Default: requests.db beside MODEL, SQLite.",
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="0.0.0.0 answers other machines too: put a gateway with TLS before it."
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="To listen at.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Of a registry's version. Default: the fastest that answers as trained.")
@click.option("--challenger", type=click.IntRange(min=1), help="A second version of the registry, to be compared with the one in use.")
@click.option("--share", default=0.5, show_default=True, type=click.FloatRange(0, 1), help="Of the images, that the challenger answers.")
@click.option("--threads", default=1, show_default=True, type=click.IntRange(min=1), help="That a network computes with.")
def serve_command(model: Path, **options: Any) -> None:  # noqa: ANN401 - click has checked them
    """Answer photographs at http://HOST:PORT: a page, an API, metrics.

    MODEL is a registry's folder or a .keras, .tflite or .onnx file. Ctrl-C answers what is under way, then ends.
    """
    from course_utils.shipping.service.running import prepared, reserved, serve  # noqa: PLC0415 - loads SQLAlchemy and a runtime

    beside = (model if model.is_dir() else model.parent).absolute() / "requests.db"
    database = options["database"] or f"sqlite:///{beside}"
    with reserved(options["host"], options["port"]) as listener:
        service = prepared(
            model, database, form=options["form"], challenger=options["challenger"], share=options["share"], threads=options["threads"]
        )
        champion = service.experiment.champion
        click.echo(
            f"{champion.card.name}, version {champion.number} ({champion.runner.format}): http://{options['host']}:{options['port']}"
        )
        serve(service, listener)


@click.group("models")
def models() -> None:
    """List the versions in a registry, look at one, put one in use, or go back."""


@models.command("list", cls=ShippingCommand)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def list_command(folder: Path) -> None:
    """Show every version in FOLDER; the one in use has a star."""
    from course_utils.shipping.registry.registry import Registry  # noqa: PLC0415 - as above

    registry = Registry(folder)
    current, versions = registry.current(), registry.versions()
    if not versions:
        click.echo(f"{registry.folder} has no versions.")
    for version in versions:
        mark = "*" if current and version.number == current.number else " "
        measured = ", ".join(f"{name} {metric.value:.1%}" for name, metric in version.card.metrics.items())
        click.echo(f"{mark} {version.number}  {version.card.made}  {version.card.name}  {measured}  {', '.join(version.card.files)}")


@models.command("show", cls=ShippingCommand)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("number", type=click.IntRange(min=1))
@click.option("--language", type=click.Choice(["en", "ko"]), default="en", show_default=True, help="Of the card.")
def show_command(folder: Path, number: int, language: str) -> None:
    """Print the card of version NUMBER, and check that its files are what they were."""
    from course_utils.shipping.cards.page import card_page  # noqa: PLC0415 - as above
    from course_utils.shipping.registry.registry import Registry  # noqa: PLC0415 - as above

    registry = Registry(folder)
    click.echo(card_page(registry.version(number).card, language))
    registry.verify(number)


@models.command("promote", cls=ShippingCommand)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("number", type=click.IntRange(min=1))
@click.option("--reason", default="", help="For the journal.")
def promote_command(folder: Path, number: int, reason: str) -> None:
    """Put version NUMBER in use; a running service changes over by itself."""
    from course_utils.shipping.registry.registry import Registry  # noqa: PLC0415 - as above

    click.echo(f"in use: version {Registry(folder).promote(number, reason=reason).number}")


@models.command("rollback", cls=ShippingCommand)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--reason", default="", help="For the journal.")
def rollback_command(folder: Path, reason: str) -> None:
    """Put the version back in use that was in use before."""
    from course_utils.shipping.registry.registry import Registry  # noqa: PLC0415 - as above

    click.echo(f"in use: version {Registry(folder).roll_back(reason=reason).number}")


@click.group()
def main() -> None:
    """Both, for `python -m course_utils.shipping.commands`."""


main.add_command(serve_command)
main.add_command(models)

if __name__ == "__main__":
    main()
