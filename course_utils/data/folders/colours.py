"""Any picture as one that stands upright in red, green and blue with 8 bits each; what is transparent lies on white."""

from contextlib import suppress
from typing import TYPE_CHECKING

from course_utils.data.folders.finding import Note

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_ORIENTATION = 0x0112  # the EXIF tag
_TURNS = {  # its values, and the name of what undoes each
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


def notes(found: "Picture") -> tuple[Note, ...]:
    """Say what bringing a picture to colours has to take care of.

    Parameters
    ----------
    found : Pillow image, opened but not loaded

    Returns
    -------
    tuple of notes, in a fixed order; "transparent" where there is an alpha channel, whatever it holds
    """
    said: dict[Note, bool] = {
        "animated": found.format != "MPO"
        and bool(getattr(found, "is_animated", False)),  # an MPO's further pictures are views of the first
        "cmyk": found.mode in {"CMYK", "YCCK"},
        "rotated": _orientation(found) in _TURNS,
        "transparent": _transparent(found),
        "grey": found.mode in {"1", "L", "LA"} or _deep(found),
        "deep": _deep(found),
    }
    return tuple(note for note, holds in said.items() if holds)


def in_colours(found: "Picture") -> "Picture":
    """Turn a picture upright and make it red, green and blue.

    Parameters
    ----------
    found : Pillow image of any mode, loaded

    Returns
    -------
    Pillow image of mode "RGB"
    """
    from PIL import Image  # noqa: PLC0415 - drawn data may do without

    turn = _TURNS.get(_orientation(found))  # read after loading: Pillow has turned TIFF files upright by then
    if turn is not None:
        found = found.transpose(Image.Transpose[turn])
    if _deep(found):
        found = _eight_bits(found)
    if _transparent(found):
        found = found.convert("RGBA")
        paper = Image.new("RGBA", found.size, "white")
        paper.alpha_composite(found)
        found = paper
    return found.convert("RGB")


def _orientation(found: "Picture") -> int:
    with suppress(Exception):  # EXIF data is often damaged, and the picture is as good without
        return int(found.getexif().get(_ORIENTATION, 1))
    return 1


def _transparent(found: "Picture") -> bool:
    return bool({"A", "a"} & set(found.getbands())) or "transparency" in found.info


def _deep(found: "Picture") -> bool:
    return found.mode.startswith(("I", "F"))


def _eight_bits(found: "Picture") -> "Picture":
    """Bring deep grey levels to 0..255: 16 bits by their range, anything else by its own lowest and highest value."""
    import numpy as np  # noqa: PLC0415 - only for deep images
    from PIL import Image  # noqa: PLC0415 - as above

    values = np.nan_to_num(np.asarray(found, np.float64), posinf=0.0, neginf=0.0)
    sixteen = found.mode.startswith("I;16") or (found.mode == "I" and values.min() >= 0 and 255 < values.max() <= 65535)  # noqa: PLR2004 - 8 and 16 bits
    low, high = (0.0, 65535.0) if sixteen else (values.min(), values.max())
    return Image.fromarray(np.rint((values - low) / max(high - low, 1e-9) * 255).clip(0, 255).astype(np.uint8))
