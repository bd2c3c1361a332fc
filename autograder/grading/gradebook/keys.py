"""Names for gradings, and seeds nobody outside can guess."""

import hashlib
import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.grading.gradebook.rows import Planned

ENGINE_VERSION = "1"  # raise it when a change of ours may change scores: the next run then grades everybody again


def fingerprint(notebook: bytes) -> str:
    """Name a hand-in by its bytes.

    Parameters
    ----------
    notebook : bytes

    Returns
    -------
    str, 64 hexadecimal digits
    """
    return hashlib.sha256(notebook).hexdigest()


def seed_of(secret: bytes, lesson: str, student: str, attempt: int) -> str:
    r"""Say where the hidden cases of one attempt are drawn from.

    Parameters
    ----------
    secret : bytes
        The course's; who knows it can foretell every case.
    lesson, student : str
    attempt : int

    Returns
    -------
    str, 64 hexadecimal digits
        HMAC-SHA256 of ``lesson|student|attempt``; a ``|`` or ``\`` within a name is escaped, so that no two give one text.
    """
    names = "|".join(name.replace("\\", "\\\\").replace("|", "\\|") for name in (lesson, student, str(attempt)))
    return hmac.new(secret, names.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def key_of(planned: "Planned") -> str:
    """Name one grading of one hand-in.

    Parameters
    ----------
    planned : Planned

    Returns
    -------
    str, 64 hexadecimal digits
    """
    whose = (planned.submission.student, planned.submission.lesson)
    parts = (*whose, planned.fingerprint, planned.lesson_version, planned.engine_version, str(planned.run))
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()
