"""An explorer's words: its own table, and the one all share, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module

from course_utils.explorers.frame.texts import TEXTS as SHARED
from course_utils.plots.texts import Words, words_for

Table = Mapping[str, Mapping[str, str]]


def table_of(explorer: str) -> dict[str, Mapping[str, str]]:
    """Read the words of one explorer.

    Parameters
    ----------
    explorer : str
        Its folder.

    Returns
    -------
    dict from str to mapping from language to str
        Its own words over the shared ones.
    """
    return {**SHARED, **import_module(f"course_utils.explorers.{explorer}.texts").TEXTS}


def texts_of(explorer: str, language: str) -> dict[str, str]:
    """Read the words of one explorer in one language.

    Parameters
    ----------
    explorer : str
        Its folder.
    language : str, "en" or "ko"

    Returns
    -------
    dict from str to str
    """
    return {key: entry[language] for key, entry in table_of(explorer).items()}


@dataclass(frozen=True)
class StillWords(Words):
    """The words of a still picture: the explorer's own, then those of the plots.

    Parameters
    ----------
    table : mapping
        As `table_of` gives it.
    """

    table: Table = field(default_factory=dict)

    def __call__(self, key: str, **fields: object) -> str:
        """Look one text up and fill its fields.

        Parameters
        ----------
        key : str
        **fields : object
            What the text's placeholders stand for.

        Returns
        -------
        str
        """
        return self.table[key][self.language].format(**fields) if key in self.table else super().__call__(key, **fields)


def still_words(explorer: str, language: str) -> StillWords:
    """Choose the language that a still picture can be written in.

    Parameters
    ----------
    explorer : str
        Its folder.
    language : str, "en" or "ko"

    Returns
    -------
    StillWords
        In English where no font of this machine can draw Korean; its `note` says so.
    """
    words = words_for(language)
    return StillWords(words.language, words.wanted, table_of(explorer))
