"""When something was handed in, read from the text that nbgrader leaves beside it."""

import re
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

LONGEST = 100  # characters; nbgrader's longest has 60
# A zone's name becomes the name of a file that is opened: no dots, no leading slash.
ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")


def submitted_at(text: str) -> datetime | None:
    """Read nbgrader's time stamp.

    Parameters
    ----------
    text : str
        Such as ``2026-03-02 15:58:23.948203 UTC``; a zone may be a name, an abbreviation or an offset. Without one it is UTC.

    Returns
    -------
    datetime or None
        In UTC; None if the text is no time.
    """
    stripped = text.strip()
    if not stripped or len(stripped) > LONGEST:
        return None
    parser: Any = import_module("dateutil.parser")  # untyped
    zones: Any = import_module("dateutil.tz")
    words = stripped.split(" ")
    # A zone's name, such as Asia/Seoul, is nothing that the parser looks up.
    named = len(words) == 3 and ZONE.fullmatch(words[2]) is not None  # noqa: PLR2004 - date, time, zone
    try:
        given = " ".join([*words[:2], "TZ"]) if named else stripped
        when: datetime = parser.parse(given, tzinfos={"TZ": zones.gettz(words[2])} if named else None)
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
