"""What a file turned out to be: by its content, never by its name."""

from dataclasses import dataclass
from typing import Literal

Problem = Literal["empty", "unreadable", "not_image", "truncated", "too_many_pixels", "too_small", "no_label", "outside"]
HASH_BYTES = 32  # of a perceptual hash
Note = Literal["misnamed", "animated", "cmyk", "rotated", "transparent", "grey", "deep"]


@dataclass(frozen=True)
class Finding:
    """One file of a collection.

    Parameters
    ----------
    path : str
        Relative to the collection, with forward slashes.
    label : str or None
        The class it is meant for; None if nobody said.
    problem : str or None
        Why it cannot be used: "empty", "unreadable" (no permission, a broken link), "not_image", "truncated", "too_many_pixels",
        "too_small", "no_label" or "outside" (a link that leaves the collection). None if it can.
    detail : str
        What was seen, in a few words: the first bytes, the pixels, the decoder's complaint.
    notes : tuple of str
        What reading it takes care of: "misnamed" (the name says another format), "animated" (its first picture counts), "cmyk",
        "rotated" (turned upright as its EXIF data says), "transparent" (laid on white), "grey", "deep" (more than 8 bits).
    format : str
        As Pillow names it: "JPEG", "PNG", "GIF"; "" if it is no image.
    width, height : int
        Pixels, upright; 0 if it is no image.
    bytes : int
        Size of the file.
    sha256 : str
        Of its bytes; "" if it could not be read.
    looks : str
        Its perceptual hash: 256 bits as 64 hexadecimal digits; "" if it cannot be used. A plain surface has nothing to recognise:
        there it is the SHA-256 of the bytes, which only a copy byte for byte shares.
    """

    path: str
    label: str | None
    problem: Problem | None = None
    detail: str = ""
    notes: tuple[Note, ...] = ()
    format: str = ""
    width: int = 0
    height: int = 0
    bytes: int = 0
    sha256: str = ""
    looks: str = ""

    @property
    def usable(self) -> bool:
        """Whether it can be trained on."""
        return self.problem is None
