"""A model card as Markdown, in English and Korean."""

from collections.abc import Mapping
from typing import Any

from course_utils.shipping.cards.card import Card

_WORDS = {
    "en": {
        "made": "Made",
        "purpose": "What it is for",
        "limits": "Where not to trust it",
        "quality": "How good it is",
        "measure": "measure",
        "share": "share right",
        "interval": "95 % interval",
        "images": "images",
        "data": "Data",
        "recipe": "Recipe",
        "network": "Network",
        "parameters": "parameters",
        "input": "images {side} x {side}, red, green and blue, grey levels 0 to 255",
        "classes": "classes",
        "files": "Files",
        "format": "format",
        "size": "size",
        "versions": "Versions",
        "counts": "{train:,} training and {test:,} test images, {source}",
        "real": "photographs",
        "synthetic": "drawn",
        "hash": "SHA-256 of the arrays",
    },
    "ko": {
        "made": "만든 때",
        "purpose": "쓰임새",
        "limits": "믿으면 안 되는 경우",
        "quality": "성능",
        "measure": "지표",
        "share": "맞힌 비율",
        "interval": "95 % 구간",
        "images": "이미지 수",
        "data": "데이터",
        "recipe": "학습 방법",
        "network": "신경망",
        "parameters": "파라미터",
        "input": "{side} x {side} 이미지, 빨강·초록·파랑, 밝기 0~255",
        "classes": "클래스",
        "files": "파일",
        "format": "형식",
        "size": "크기",
        "versions": "버전",
        "counts": "훈련 {train:,}장, 테스트 {test:,}장, {source}",
        "real": "사진",
        "synthetic": "그려서 만든 이미지",
        "hash": "배열의 SHA-256",
    },
}


def card_page(card: Card, language: str = "en") -> str:
    """Write a card for people.

    Parameters
    ----------
    card : Card
    language : "en" or "ko"

    Returns
    -------
    str, Markdown

    Raises
    ------
    ValueError
        If the course is not written in that language.
    """
    if language not in _WORDS:
        raise ValueError(f"language must be one of {', '.join(_WORDS)}, not {language!r}")
    words = _WORDS[language]
    lines = [f"# {card.name}", "", f"{words['made']}: {card.made}", ""]
    lines += [f"## {words['purpose']}", "", card.purpose[language], "", f"## {words['limits']}", "", card.limits[language], ""]
    lines += [f"## {words['quality']}", "", *_table([words[key] for key in ("measure", "share", "interval", "images")], _metrics(card)), ""]
    lines += [f"## {words['data']}", "", *_data(card.data, words), ""]
    lines += [f"## {words['recipe']}", "", *[f"- {name}: {value}" for name, value in card.recipe.items()], ""]
    named = ", ".join(card.classes[language])
    lines += [f"## {words['network']}", "", f"- {words['parameters']}: {card.parameters:,}", f"- {words['input'].format(side=card.side)}"]
    lines += [f"- {words['classes']}: {named}", ""]
    if card.files:
        rows = [[form, f"{file['bytes']:,} B", f"`{file['sha256']}`"] for form, file in card.files.items()]
        lines += [f"## {words['files']}", "", *_table([words["format"], words["size"], "SHA-256"], rows), ""]
    lines += [f"## {words['versions']}", "", *[f"- {name} {number}" for name, number in card.versions.items()], ""]
    return "\n".join(lines)


def _metrics(card: Card) -> list[list[str]]:
    rows = []
    for name, metric in card.metrics.items():
        low, high = metric.interval
        rows.append([name, f"{metric.value:.1%}", f"{low:.1%} – {high:.1%}", f"{metric.total:,}"])
    return rows


def _data(data: Mapping[str, Any], words: Mapping[str, str]) -> list[str]:
    source = words.get(str(data["source"]), str(data["source"]))
    counts = words["counts"].format(train=data["train"], test=data["test"], source=source)
    return [f"- {data['name']}: {counts}", f"- {data['origin']} ({data['licence']})", f"- {words['hash']}: `{data['sha256']}`"]


def _table(heads: list[str], rows: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads), *rows)]
