"""A prepared notebook as a notebook again: the release's metadata, the student's text, no outputs."""

import json
from typing import Any

from autograder.grading.bundles import LessonBundle
from autograder.grading.intake.prepared import Prepared, PreparedCell
from autograder.grading.intake.released import Release, read_release


def compose(prepared: Prepared, bundle: LessonBundle) -> dict[str, Any]:
    """Make the notebook that is executed, kept and shown.

    Parameters
    ----------
    prepared : Prepared
    bundle : LessonBundle
        That it was prepared for.

    Returns
    -------
    dict, nbformat 4.5
        nbgrader's metadata, points and checksums are the release's; added cells have none.
    """
    release = read_release(bundle.released[prepared.language], prepared.language)
    return {
        "cells": [_cell(cell, release) for cell in prepared.cells],
        "metadata": json.loads(json.dumps(release.metadata)),
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def compose_bytes(prepared: Prepared, bundle: LessonBundle) -> bytes:
    """Make the notebook that is executed, as a file.

    Parameters
    ----------
    prepared : Prepared
    bundle : LessonBundle

    Returns
    -------
    bytes, UTF-8
    """
    return (json.dumps(compose(prepared, bundle), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _cell(cell: PreparedCell, release: Release) -> dict[str, Any]:
    metadata = next((meant.metadata for meant in release.cells if meant.id == cell.id), {})
    made: dict[str, Any] = {"cell_type": cell.kind, "id": cell.id, "metadata": json.loads(json.dumps(metadata)), "source": cell.source}
    if cell.kind == "code":
        made |= {"execution_count": None, "outputs": []}
    return made
