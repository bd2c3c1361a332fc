"""What survives of a cell's outputs: plain text and pictures drawn anew, within limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from autograder.grading.examiner.cleaning import clean, shorten
from autograder.grading.examiner.pictures import KINDS, redraw
from course_utils.checking import Text

Output: TypeAlias = dict[str, Any]
Kind: TypeAlias = Literal["stream", "display_data", "execute_result", "error"]

MOST_OUTPUTS = 100  # of one cell
MOST_CHARACTERS = 50_000  # of one output
MOST_PICTURES = 30  # of one cell

LEFT_OUT = Text(
    "[Part of this output was left out: there was too much of it, or it could not be shown here.]\n",
    "[출력이 너무 많거나 여기에 나타낼 수 없어서 일부를 뺐습니다.]\n",
)


@dataclass
class Room:
    """How many bytes of output a sitting may still hold.

    Attributes
    ----------
    left : int
    """

    left: int

    def take(self, size: int) -> bool:
        """Use some of it; False, and nothing is used, where there is not enough."""
        if size > self.left:
            return False
        self.left -= size
        return True


@dataclass
class _Piece:
    """One output as it was heard: nothing is decoded before the cell has ended."""

    kind: Kind
    name: str = ""  # of the stream or the error
    texts: list[str] = field(default_factory=list)
    pictures: dict[str, str] = field(default_factory=dict)
    size: int = 0
    display: str = ""


class Collected:
    """Hears one cell's outputs.

    Parameters
    ----------
    room : Room
        Shared by all cells of a sitting.
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._pieces: list[_Piece] = []
        self._cut = self._clear_next = False

    def miss(self) -> None:
        """Take down that something was not even read."""
        self._cut = True

    def hear(self, kind: str, content: Mapping[str, Any]) -> None:
        """Take one message, if it is an output.

        Parameters
        ----------
        kind : str
            The message's type.
        content : mapping
            From a process that may say anything.
        """
        if kind == "clear_output":
            self._clear_next = content.get("wait") is True
            if not self._clear_next:
                self._clear()
        elif kind == "update_display_data":
            self._update(content)
        elif (piece := _piece(kind, content)) is not None:
            if self._clear_next:
                self._clear()
            self._add(piece)

    def finish(self, language: str) -> list[Output]:
        """Write the outputs as a notebook holds them.

        Parameters
        ----------
        language : "en" or "ko"
            Of the remark that something was left out.

        Returns
        -------
        list of dict
        """
        outputs: list[Output] = []
        pictures = 0
        for piece in self._pieces:
            wanted = piece.pictures if pictures < MOST_PICTURES else {}
            output, cut = _written(piece, wanted)
            self._cut |= cut or (len(piece.pictures) > len(wanted))
            pictures += bool(wanted)
            outputs += [output] if output else []
        return outputs + ([stream(LEFT_OUT[language])] if self._cut else [])

    def _add(self, piece: _Piece) -> None:
        last = self._pieces[-1] if self._pieces else None
        joins = last is not None and piece.kind == last.kind == "stream" and piece.name == last.name
        if (not joins and len(self._pieces) >= MOST_OUTPUTS) or not self._room.take(piece.size):
            self._cut = True
        elif joins and last is not None:
            last.texts += piece.texts
            last.size += piece.size
        else:
            self._pieces.append(piece)

    def _update(self, content: Mapping[str, Any]) -> None:
        new = _piece("display_data", content)
        if new is None or not new.display:
            return
        for old in self._pieces:
            if old.display == new.display:
                self._room.left += old.size
                if not self._room.take(new.size):
                    new = _Piece(old.kind, display=old.display)
                    self._cut = True
                old.texts, old.pictures, old.size = new.texts, new.pictures, new.size

    def _clear(self) -> None:
        self._room.left += sum(piece.size for piece in self._pieces)
        self._pieces.clear()
        self._clear_next = False


def stream(text: str, name: str = "stdout") -> Output:
    """Write text as a notebook's stream output.

    Parameters
    ----------
    text : str
    name : "stdout" or "stderr"

    Returns
    -------
    dict
    """
    return {"name": name, "output_type": "stream", "text": text}


def _piece(kind: str, content: Mapping[str, Any]) -> _Piece | None:
    """Read an output message; None if it is none, or malformed."""
    match kind:
        case "stream" if content.get("name") in ("stdout", "stderr"):
            piece = _Piece("stream", content["name"], [content.get("text", "")])
        case "error":
            traceback = content.get("traceback")
            lines = traceback if isinstance(traceback, list) else []
            piece = _Piece("error", content.get("ename", ""), [content.get("evalue", ""), *lines[:200]])
        case "display_data" | "execute_result":
            data, transient = content.get("data"), content.get("transient")
            if not isinstance(data, dict):
                return None
            pictures = {mime: data[mime] for mime in KINDS if isinstance(data.get(mime), str)}
            display = transient.get("display_id") if isinstance(transient, dict) else ""
            kept: Kind = "display_data" if kind == "display_data" else "execute_result"
            piece = _Piece(kept, "", [data.get("text/plain", "")], pictures, display=display if isinstance(display, str) else "")
        case _:
            return None
    if not isinstance(piece.name, str) or not all(isinstance(text, str) for text in piece.texts):
        return None
    piece.size = 100 + len(piece.name) + sum(map(len, piece.texts)) + sum(map(len, piece.pictures.values()))
    return piece


def _written(piece: _Piece, pictures: Mapping[str, str]) -> tuple[Output | None, bool]:
    """Write one output; say whether part of it was left out."""
    if piece.kind == "stream":
        text, cut = shorten(clean("".join(piece.texts)), MOST_CHARACTERS)
        return (stream(text, piece.name) if text else None), cut
    if piece.kind == "error":
        value, *lines = [clean(text) for text in piece.texts]
        traceback, cut = shorten("\n".join(lines), MOST_CHARACTERS)
        error = {"ename": clean(piece.name)[:200], "evalue": value[:2_000], "output_type": "error", "traceback": traceback.split("\n")}
        return error, cut
    drawn = {mime: redraw(mime, encoded) for mime, encoded in pictures.items()}
    text, cut = shorten(clean(piece.texts[0]), MOST_CHARACTERS)
    data = {mime: picture for mime, picture in drawn.items() if picture} | ({"text/plain": text} if text else {})
    cut = cut or None in drawn.values()
    if not data:
        return None, cut
    more = {"execution_count": None} if piece.kind == "execute_result" else {}
    return {"data": data, "metadata": {}, "output_type": piece.kind, **more}, cut
