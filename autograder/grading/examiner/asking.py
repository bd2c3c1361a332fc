"""A student's work in a sandboxed kernel, as checks ask for it: within the time that is left, over a connection that may be cut."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from autograder.grading.examiner.hearing import Ear
from autograder.kernels.limits import Limits
from course_utils.checking import Limits as DataLimits
from course_utils.checking import Malformed

if TYPE_CHECKING:
    from autograder.kernels.sandboxes import SandboxKernel


class SandboxedStudent:
    """Evaluates in a sandboxed kernel.

    Parameters
    ----------
    kernel : SandboxKernel
    ear : Ear
        Of the same kernel.
    limits : autograder.kernels.limits.Limits
    left : callable
        Seconds left for everything together.
    """

    def __init__(self, kernel: "SandboxKernel", ear: Ear, limits: Limits, left: Callable[[], float]) -> None:
        from zmq.error import Again  # noqa: PLC0415 - jupyter_client has loaded it

        from course_utils.checking.kernel_student import KernelStudent  # noqa: PLC0415 - loaded when first used

        self._ear, self._cut = ear, Again
        self._student = KernelStudent(
            kernel.client, limits.call_s, DataLimits(characters=limits.reply_bytes), alive=kernel.alive, left=left
        )

    def eval(self, expression: str, /, **inputs: object) -> Any:  # noqa: ANN401 - plain data
        """Evaluate one expression in the kernel's namespace.

        Parameters
        ----------
        expression : str
        **inputs : plain data

        Returns
        -------
        plain data

        Raises
        ------
        StudentFault
            As KernelStudent does; Malformed also where the answer was too large to come through.
        """
        self._ear.mend()
        try:
            return self._student.eval(expression, **inputs)
        except self._cut:
            raise Malformed("too_large", "the kernel's answer was too large to come through") from None
