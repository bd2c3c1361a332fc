"""Numbers that a lesson stands behind: recorded by its solution, held to targets.toml by the headless run."""

from course_utils.checking.showing import show
from course_utils.checking.surface import shell


def record(name: str, value: object) -> None:
    """Record a metric of this run.

    Parameters
    ----------
    name : str
        A key of the lesson's targets.toml.
    value : number, bool, str or a NumPy or Keras scalar

    Raises
    ------
    TypeError
        If the value is not a single plain value.
    """
    from course_utils.checking import RECORD_MIME  # noqa: PLC0415 - the package is complete by now

    plain = _plain(name, value)
    said = f"{name} = {show(plain)}"
    running = shell()
    if running is None:
        print(said)  # noqa: T201 - a terminal's way of showing
        return
    running.display_pub.publish(data={RECORD_MIME: {"name": name, "value": plain}, "text/plain": said}, metadata={})


def _plain(name: str, value: object) -> float | str | None:
    from course_utils.checking.codec import Opaque, decode, encode  # noqa: PLC0415 - with record, not with the package

    copy = decode(encode(value))
    if hasattr(copy, "size") and copy.size == 1:
        copy = copy.item()
    if isinstance(copy, Opaque) or not isinstance(copy, bool | int | float | str):
        raise TypeError(f"record({name!r}, …) takes one number or word, not {type(value).__name__}: {show(copy)}")
    if isinstance(copy, float) and copy - copy != 0:
        return str(copy)  # JSON has no nan and no inf
    return copy
