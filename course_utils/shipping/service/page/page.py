"""The upload page, in the visitor's language."""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.shipping.service.page.words import WORDS

if TYPE_CHECKING:
    from course_utils.shipping.service.core import Service

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
    card = service.experiment.champion.card
    told = {"words": WORDS[language], "language": language, "unsure": _UNSURE, "classes": list(card.classes[language])}
    return str(
        _template().render(
            **told,
            card=card,
            version=service.experiment.champion.number,
            megabytes=service.settings.most_bytes // 1_000_000,
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
