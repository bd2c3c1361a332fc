"""A lesson as a worker needs it: bytes, so that no file system is shared, and a version that changes with any of them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class LessonBundle:
    """All of one lesson that grading needs.

    Attributes
    ----------
    name : str
        ``NN_slug``.
    released : mapping of language to bytes
        The notebook that students got, per language.
    checks, hidden : bytes
        checks.py and hidden.py; hidden may be empty.
    stubs : bytes
        stubs.json.
    answers : mapping of exercise to str
        Reference answers, the code of the solved cells.
    """

    name: str
    released: Mapping[str, bytes]
    checks: bytes
    hidden: bytes
    stubs: bytes
    answers: Mapping[str, str]

    @cached_property
    def version(self) -> str:
        """Name the lesson's state: 16 hexadecimal digits of everything that a grade depends on."""
        parts = [self.name.encode(), self.checks, self.hidden, self.stubs]
        parts += [part for language in sorted(self.released) for part in (language.encode(), self.released[language])]
        parts += [part.encode() for name in sorted(self.answers) for part in (name, self.answers[name])]
        digest = hashlib.sha256()
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()[:16]
