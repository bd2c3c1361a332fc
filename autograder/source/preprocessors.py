"""The steps of the build as nbgrader preprocessors, so that `nbgrader generate_assignment` releases what `petals release` does.

nbgrader_config.py lists them. An assignment that has no lesson source, made in JupyterLab with nbgrader's own tools, passes
`ReadSource` unchanged and gets the same stubs.
"""

from pathlib import Path
from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from autograder.source.cells import read_source
from autograder.source.notebooks import build, lead_to_sheets, stubs_json
from autograder.source.releasing import STUBS
from autograder.source.sheets import SUMMARY_PAGE, has_sheet, summary_page
from autograder.source.stubs import TEXT_STUB, stub


class ReadSource(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Take the cells from the lesson's source, in the course's language: the solved notebook may be older, and is English."""

    language = Unicode("en", help="Language of the prose, en or ko; every cell that is graded is the same in both.").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:  # noqa: ANN401 - nbconvert's signature
        """Replace the notebook by a build, solved.

        Parameters
        ----------
        nb : NotebookNode
            The notebook in the source directory.
        resources : dict
            nbconvert's; stubs.json and the summary to print join its outputs, and are written beside the notebook.

        Returns
        -------
        (NotebookNode, dict)
        """
        path = Path(resources["metadata"]["path"]) / f"{resources['nbgrader']['notebook']}.py"
        if not path.is_file():
            return nb, resources
        self.log.info("Building from %s, language %s", path, self.language)
        source = read_source(path)
        resources.setdefault("outputs", {})[STUBS] = stubs_json(source).encode()
        if has_sheet(source):
            resources["outputs"][SUMMARY_PAGE] = summary_page(source, self.language).encode()
        return lead_to_sheets(build(source, self.language, solved=True), source, self.language, alone=True), resources


class WriteStubs(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Put the course's stubs in place of solutions; nbgrader's own raise at top level and are not the same in both languages."""

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:  # noqa: ANN401, ARG002 - nbconvert's signature
        """Strip one cell of its solution.

        Parameters
        ----------
        cell : NotebookNode
            Any cell.
        resources : dict
            nbconvert's.
        cell_index : int
            Position in the notebook.

        Returns
        -------
        (NotebookNode, dict)
        """
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = TEXT_STUB if cell.cell_type == "markdown" else stub(cell.source)
        return cell, resources
