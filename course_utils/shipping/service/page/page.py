"""The upload page, in the visitor's language."""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.shipping.service.page.words import WORDS

if TYPE_CHECKING:
    from course_utils.shipping.service.core import Service

_WRAPPING = 1_000  # bytes of a form around a file
_UNSURE = 0.5  # of confidence; below it the page does not say "it looks like"


def page(language: str, service: "Service") -> str:
    """Write the page.

    Parameters
    ----------
    language : "en" or "ko"
    service : Service

    Returns
    -------
    str, HTML without a script of its own: what is said comes from the card, and is escaped
    """
    champion, most = service.experiment.champion, service.settings.most_bytes - _WRAPPING
    words = {name: said.replace("{megabytes}", f"{service.settings.most_bytes / 1_000_000:g}") for name, said in WORDS[language].items()}
    told = {"words": words, "language": language, "unsure": _UNSURE, "most": most}
    return str(
        _template().render(
            words=words,
            language=language,
            classes=champion.card.classes[language],
            card=champion.card,
            version=champion.number,
            explains=champion.keras_file is not None,
            settings=json.dumps(told, ensure_ascii=False),
        )
    )


@cache
def _template() -> Any:  # noqa: ANN401 - jinja2's
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only where a page is written

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html")
