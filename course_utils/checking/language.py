"""Words in the two languages of the course."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Language: TypeAlias = Literal["en", "ko"]
LANGUAGES: tuple[str, ...] = get_args(Language)


@dataclass(frozen=True)
class Text:
    """One message, in English and in Korean.

    Attributes
    ----------
    en, ko : str
        Light markup is allowed: `` `code` ``, ``*emphasis*``, ``**strong**`` and ``$formula$``.
    """

    en: str
    ko: str

    def __getitem__(self, language: str) -> str:
        return self.ko if language == "ko" else self.en

    def __add__(self, other: "Text | str") -> "Text":
        more = same(other) if isinstance(other, str) else other
        return Text(self.en + more.en, self.ko + more.ko)

    def fill(self, **values: object) -> "Text":
        """Put values into the braces of both sentences.

        Parameters
        ----------
        **values : str, number or Text
            A Text fills each sentence with its own language.

        Returns
        -------
        Text
        """

        def filled(language: str) -> str:
            words = {name: value[language] if isinstance(value, Text) else value for name, value in values.items()}
            return self[language].format_map(words)

        return Text(filled("en"), filled("ko"))


def text(*, en: str, ko: str) -> Text:
    """Write one message in both languages.

    Parameters
    ----------
    en, ko : str

    Returns
    -------
    Text

    Raises
    ------
    ValueError
        If one of the two is empty: a student would meet a blank hint.
    """
    if not en.strip() or not ko.strip():
        raise ValueError(f"a text needs both languages: en={en!r}, ko={ko!r}. Write the missing one.")
    return Text(en, ko)


def same(words: str) -> Text:
    """Use the same words in both languages: code, numbers, names.

    Parameters
    ----------
    words : str

    Returns
    -------
    Text
    """
    return Text(words, words)
