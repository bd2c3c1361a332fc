"""Which font on this machine draws Hangul: found once, quietly, also when it was installed a minute ago."""

from functools import cache
from pathlib import Path

from matplotlib import font_manager

# Families that carry every Hangul syllable, the plainest first: Linux, then macOS, then Windows.
KOREAN_FAMILIES = (
    "Pretendard",
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "Noto Sans CJK JP",  # the name matplotlib reads from the collection that holds all of them
    "Source Han Sans KR",
    "NanumGothic",
    "NanumBarunGothic",
    "NanumSquare",
    "Nanum Gothic",
    "UnDotum",
    "Baekmuk Gulim",
    "Apple SD Gothic Neo",
    "AppleGothic",
    "Malgun Gothic",
    "Gulim",
)
# The files those families live in, for fonts that matplotlib's own list was written before.
_FILE_STEMS = ("nanumgothic", "nanumbarungothic", "notosanscjk", "notosanskr", "pretendard", "malgun", "applesdgothicneo", "undotum")
_HANGUL = (range(0x1100, 0x1200), range(0x3130, 0x3190), range(0xAC00, 0xD7B0))  # letters, compatibility letters, syllables


def has_hangul(text: str) -> bool:
    """Tell whether a text holds Korean letters.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool
    """
    return any(ord(letter) in block for letter in text for block in _HANGUL)


def listed_family() -> str | None:
    """Find the first Korean family that matplotlib knows of.

    Returns
    -------
    str or None
    """
    known = {font.name for font in font_manager.fontManager.ttflist}
    return next((family for family in KOREAN_FAMILIES if family in known), None)


def add_new_files() -> None:
    """Tell matplotlib of Korean font files that were installed after it last looked."""
    for path in map(Path, font_manager.findSystemFonts()):
        if path.stem.lower().startswith(_FILE_STEMS):
            font_manager.fontManager.addfont(path)


@cache
def korean_font() -> str | None:
    """Name the family that draws Korean here.

    Returns
    -------
    str or None
        None when the machine has no Korean font that this course knows; plots are then labelled in English.
    """
    family = listed_family()
    if family is None:
        add_new_files()
        family = listed_family()
    return family
