"""Assignments that are no lessons: nbgrader's own execution and scoring, with the kernel in the sandbox."""

from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from traitlets import Unicode

from autograder.grading.preprocessors.inert import inert_outputs
from autograder.kernels.limits import Limits
from autograder.kernels.provisioner import NAME

OUTPUTS = {"stream", "display_data", "execute_result", "update_display_data", "error"}
CUT = "\n[The rest of this notebook's output was left out: it is larger than a submission may print.]\n"


class SandboxedManager(AsyncKernelManager):
    """Starts every kernel in the sandbox, whatever the notebook asks for.

    Attributes
    ----------
    folder : str
        Its files are copied into the kernel's home.
    """

    folder = Unicode()

    @property
    def kernel_spec(self) -> KernelSpec:
        """The only kernel there is."""
        return KernelSpec(
            argv=["petals-sandbox", "{connection_file}"],
            display_name="Python 3 (sandbox)",
            language="python",
            interrupt_mode="message",
            metadata={"kernel_provisioner": {"provisioner_name": NAME, "config": {"folder": self.folder}}},
        )


class ExecuteInSandbox(Execute):  # type: ignore[misc]  # nbgrader ships no types
    """nbgrader's Execute; what students wrote runs in the sandbox, and what it prints is capped."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - nbconvert's signature
        super().__init__(*args, **options, kernel_manager_class=SandboxedManager)
        self._left = Limits().output_bytes

    def preprocess(self, nb: Any, resources: Any = None, km: Any = None) -> tuple[Any, Any]:  # noqa: ANN401 - nbconvert's signature
        """Run a submission.

        Parameters
        ----------
        nb : NotebookNode
            The submission, as nbgrader's own steps left it.
        resources : dict
            nbconvert's.
        km : KernelManager, optional
            nbconvert's.

        Returns
        -------
        (NotebookNode, dict)
        """
        self._left = Limits().output_bytes
        executed: tuple[Any, Any] = super().preprocess(nb, resources, km)
        return executed

    def create_kernel_manager(self) -> Any:  # noqa: ANN401 - nbclient's signature
        """Make what starts the kernel, with the files that lie beside the submission.

        Returns
        -------
        SandboxedManager
        """
        manager = super().create_kernel_manager()
        manager.folder = str(self.resources["metadata"]["path"])
        return manager

    def process_message(self, msg: Any, cell: Any, cell_index: int) -> Any:  # noqa: ANN401 - nbclient's signature
        """Take one message of the kernel, as long as there is room for what it prints.

        Parameters
        ----------
        msg : dict
            From the kernel.
        cell : NotebookNode
            Where it belongs.
        cell_index : int
            Position in the notebook.

        Returns
        -------
        NotebookNode or None
            The output, if the message is one.
        """
        if msg["msg_type"] in OUTPUTS:
            if self._left < 0:
                return None
            self._left -= len(repr(msg["content"]))
            if self._left < 0:
                msg = {**msg, "msg_type": "stream", "content": {"name": "stdout", "text": CUT}}
        return super().process_message(msg, cell, cell_index)


class DropActive(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Keep text and pictures of the outputs, once they have been scored."""

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:  # noqa: ANN401, ARG002 - nbconvert's signature
        """Rebuild a cell's outputs.

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
        if cell.cell_type == "code":
            cell.outputs = inert_outputs(cell.outputs)
        cell.pop("attachments", None)
        return cell, resources
