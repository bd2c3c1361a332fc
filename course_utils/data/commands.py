"""`petals data`: what data there is, where it lies, whether it is whole, and how to get it."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from course_utils.data.dataset import DataError
from course_utils.data.download import DownloadError
from course_utils.data.fetch import fetch, official_folder
from course_utils.data.layouts import fault, find_copy, read_copy
from course_utils.data.load import at_hand
from course_utils.data.photo_sets.finding import find_class_folders, listed
from course_utils.data.places import cache_folder, course_data
from course_utils.data.registry import Entry, Variant, entries, find

if TYPE_CHECKING:
    from rich.table import Table

MEGABYTE = 1_000_000


class DataCommand(click.Command):
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
            For unknown names, damaged data, failed downloads and a COURSE_DATA that is no folder.
        """
        try:
            return super().invoke(ctx)
        except (DataError, FileNotFoundError, ValueError) as problem:
            raise click.ClickException(str(problem)) from problem


@click.group()
def data() -> None:
    """List, fetch and verify the course's data sets."""


@data.command("list", cls=DataCommand)
def list_command() -> None:
    """Show every data set, its sources, and whether the real one is on this machine."""
    table = _table("name", "real: training + test images", "on this machine", "drawn twin", "licence")
    for entry in entries().values():
        here = "yes" if at_hand(entry) else f"no ({_megabytes(entry.real.bytes)} to fetch)" if entry.real.files else "no"
        table.add_row(entry.name, _counts(entry.real), here, _counts(entry.synthetic) if entry.synthetic else "none", entry.real.licence)
    _print(table)


@data.command("fetch", cls=DataCommand)
@click.argument("names", nargs=-1)
@click.option("--quiet", is_flag=True, help="No progress bars.")
def fetch_command(names: tuple[str, ...], *, quiet: bool) -> None:
    """Download NAMES (all if none is named) into the cache; what is there and whole is kept."""
    for entry in _chosen(names):
        if not entry.real.files:
            click.echo(f"{entry.name}: {_without_files(entry)}")
            continue
        folder = fetch(entry, progress=not quiet)
        click.echo(f"{entry.name}: {len(entry.real.files)} files, {_megabytes(entry.real.bytes)}, verified, in {folder}")


@data.command("verify", cls=DataCommand)
@click.argument("names", nargs=-1)
def verify_command(names: tuple[str, ...]) -> None:
    """Check size and SHA-256 of every official file here, and the shapes of a plain copy in COURSE_DATA."""
    table = _table("data set", "file", "state")
    faults = [problem for entry in _chosen(names) for problem in _verified(entry, table)]
    _print(table)
    if faults:
        advice = "delete the damaged files, then run `petals data fetch`"
        raise DownloadError("\n".join([*faults, advice]))


@data.command("where", cls=DataCommand)
def where_command() -> None:
    """Show the folders that are searched, in this order, and what each data set would be read from."""
    table = _table("what", "where")
    table.add_row("COURSE_DATA", str(course_data() or "not set"))
    table.add_row("cache (COURSE_CACHE)", str(cache_folder()))
    for entry in entries().values():
        table.add_row(f"{entry.name}, real", at_hand(entry) or "not on this machine")
    _print(table)


@data.command("inspect", cls=DataCommand)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--table", type=click.Path(path_type=Path), help="A CSV file with columns path and label, instead of a folder per class.")
@click.option("--language", type=click.Choice(["en", "ko"]), default="en", show_default=True, help="Of the summary and the page.")
@click.option("--output", type=click.Path(path_type=Path), help="The page. Default: FOLDER's name and -inspection.html, here.")
@click.option("--csv", type=click.Path(path_type=Path), help="Also write a table with one line per file.")
@click.option("--most-pixels", type=click.IntRange(min=1), help="Refuse larger images. Default: 50 million pixels.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
def inspect_command(folder: Path, **options: Any) -> None:  # noqa: ANN401 - click has checked them
    """Judge every image file in FOLDER, and write a page about what cannot be used, is there twice, or is labelled twice.

    FOLDER holds a folder per class. Files with faults are what this looks for: they do not make it fail. Ctrl-C keeps what is done.
    """
    from course_utils.data.inspect_command import inspect  # noqa: PLC0415 - loads Pillow and SciPy, which the other commands do not need

    inspect(folder, **options)


def _chosen(names: tuple[str, ...]) -> Iterable[Entry]:
    return [find(name) for name in names] if names else list(entries().values())


def _verified(entry: Entry, table: "Table") -> list[str]:
    """Add one row per file; return what is wrong."""
    faults = []
    folder = course_data()
    photos = find_class_folders(folder, entry) if folder and entry.photos else None
    if photos:
        table.add_row(
            entry.name, str(photos), f"class folders with {len(listed(photos, entry)):,} files; `petals data inspect` judges them"
        )
        return []
    if not entry.real.files:
        table.add_row(entry.name, "-", _without_files(entry))
        return []
    copy = find_copy(folder, entry) if folder else None
    if copy and copy.suffix == ".npz":
        read_copy(copy, entry)
        table.add_row(entry.name, str(copy), "shapes, types and labels agree (this layout has no checksum)")
        return []
    for file in entry.real.files:
        path = (copy or official_folder(entry)) / file.name
        problem = fault(path, file) if copy or path.exists() else None
        state = "differs" if problem else "whole" if path.exists() else "not downloaded"
        table.add_row(entry.name, str(path), state)
        faults += [problem] if problem else []
    return faults


def _without_files(entry: Entry) -> str:
    if entry.real.ships:
        return "comes with the course's packages, nothing to download"
    return f"nobody publishes it as one archive; put class folders into {entry.real.folder_names[0]} in COURSE_DATA"


def _counts(variant: Variant) -> str:
    return f"{variant.train:,} + {variant.test:,}"


def _megabytes(count: int) -> str:
    return f"{count / MEGABYTE:.0f} MB"


def _table(*columns: str) -> "Table":
    from rich import box  # noqa: PLC0415 - only for tables
    from rich.table import Table  # noqa: PLC0415 - likewise

    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _print(table: "Table") -> None:
    from rich.console import Console  # noqa: PLC0415 - as for tables

    Console().print(table)
