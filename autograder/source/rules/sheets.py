"""Sheets to print: a lesson with one has a summary and formulas, each once."""

from collections.abc import Iterator

from autograder.source.cells import SHEETS, LessonSource
from autograder.source.course import LANGUAGES
from autograder.source.faults import Fault


def sheets_are_whole(source: LessonSource) -> Iterator[Fault]:
    """Report sheets with a part missing, or there twice; that twins are of one part is asked with the rest about twins.

    Parameters
    ----------
    source : LessonSource
        The lesson.

    Yields
    ------
    Fault
        Rules sheet-part, sheet-double.
    """
    printed = [cell for cell in source.cells if cell.sheet]
    for part in SHEETS:
        found = [cell for cell in printed if cell.sheet == part]
        if printed and not found:
            advice = f'the lesson prints its {printed[0].sheet} but no {part}: mark twin cells sheet="{part}" too.'
            yield Fault(source.path, printed[0].line, "sheet-part", advice)
        for language in LANGUAGES:
            spoken = [cell for cell in found if cell.language == language]
            for cell in spoken[1:]:
                advice = f'sheet="{part}" stands at line {spoken[0].line} already: a sheet has one {part}; join the two, or mark only one.'
                yield Fault(source.path, cell.line, "sheet-double", advice)
