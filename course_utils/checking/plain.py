"""What may cross the border between a student's process and a check: plain data, within limits."""

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Excess: TypeAlias = Literal["broken", "too_large", "too_deep", "too_many"]


@dataclass(frozen=True)
class Limits:
    """How much data one reply may carry.

    Attributes
    ----------
    characters : int
        Length of the encoded text.
    depth : int
        Containers inside containers.
    items : int
        Elements of all lists, tuples, dicts and sets together; an array counts as one.
    keys : int
        Elements of all dicts and sets together. Small, because equal hashes can be forged and would make each
        insertion slow.
    digits : int
        Decimal digits of one whole number.
    """

    characters: int = 64 * 1024 * 1024
    depth: int = 32
    items: int = 500_000
    keys: int = 10_000
    digits: int = 4_000


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Opaque:
    """Something that is not plain data: a model, a function, an object of the student's own class.

    Attributes
    ----------
    type_name : str
        For people only, at most 200 characters.
    """

    type_name: str


class CodecError(ValueError):
    """The one error of the codec: the data are broken or exceed a limit.

    Attributes
    ----------
    kind : "broken", "too_large", "too_deep" or "too_many"
    """

    def __init__(self, kind: Excess, detail: str) -> None:
        super().__init__(f"{kind.replace('_', ' ')}: {detail}")
        self.kind: Excess = kind


class Budget:
    """Counts what one encoding or decoding has used up.

    Parameters
    ----------
    limits : Limits
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._items = self._keys = self._characters = 0

    def spend_items(self, count: int, depth: int) -> None:
        """Account for one container.

        Parameters
        ----------
        count : int
            Its elements.
        depth : int
            How many containers it lies in.

        Raises
        ------
        CodecError
            If it is nested too deeply, or there are too many elements altogether.
        """
        if depth > self.limits.depth:
            raise CodecError("too_deep", f"more than {self.limits.depth} containers inside one another")
        self._items += count
        if self._items > self.limits.items:
            raise CodecError("too_many", f"more than {self.limits.items} elements; an array may hold more")

    def spend_keys(self, count: int) -> None:
        """Account for the keys of a dict or the elements of a set.

        Parameters
        ----------
        count : int

        Raises
        ------
        CodecError
            If there are too many altogether.
        """
        self._keys += count
        if self._keys > self.limits.keys:
            raise CodecError("too_many", f"more than {self.limits.keys} keys")

    def spend_characters(self, count: int) -> None:
        """Account for text, bytes or array data before they are copied.

        Parameters
        ----------
        count : int
            Characters of the encoded form.

        Raises
        ------
        CodecError
            If the encoded text would be too long.
        """
        self._characters += count
        if self._characters > self.limits.characters:
            raise CodecError("too_large", f"more than {self.limits.characters} characters of encoded data")


Json: TypeAlias = Any
"""A value of :mod:`json`: the types of its nodes are checked while decoding."""
