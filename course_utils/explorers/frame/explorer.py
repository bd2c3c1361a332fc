"""What every explorer is: a widget that knows its language, can draw itself without a browser, and fails loudly when it cannot."""

from base64 import b64encode
from contextlib import suppress
from io import BytesIO
from typing import Any, ClassVar

import anywidget
import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from traitlets import All, Dict, TraitError, Unicode, observe, validate

from course_utils.explorers.frame.bundle import style
from course_utils.explorers.frame.words import StillWords, still_words, texts_of
from course_utils.plots.style import PAPER, rules
from course_utils.plots.texts import lesson_language


class Explorer(anywidget.AnyWidget):
    """The frame that all explorers share.

    A subclass names its folder (`room`, where its words are), its ES module (`_esm`) and style (`_css`), draws itself (`draw`) and says
    itself in a line (`describe`).
    The first picture is drawn when it is made: an explorer that cannot be drawn fails the cell that makes it.

    Attributes
    ----------
    language : str, "en" or "ko"
    texts : dict from str to str
        The table in that language, for the browser.
    """

    room: ClassVar[str]
    _css = style()

    language = Unicode("en").tag(sync=True)
    texts = Dict().tag(sync=True)

    def __init__(self, *, language: str | None = None, **traits: Any) -> None:  # noqa: ANN401 - whatever the subclass declares
        self._png: bytes | None = None
        language = lesson_language(language)
        super().__init__(language=language, texts=texts_of(self.room, language), **traits)
        self.prepare()
        self.picture()

    def prepare(self) -> None:
        """Work out what follows from the traits, before the first picture."""

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the page says: each part that fits.

        While the kernel is busy the page gathers what happens into one message; a part that no longer fits (a place in a picture that
        was replaced since) must not take the rest along. The page hears of what was refused.

        Parameters
        ----------
        sync_data : dict from trait name to value

        Raises
        ------
        TraitError
            The message says one thing, and it does not fit.
        """
        try:
            super().set_state(sync_data)
        except TraitError:
            if len(sync_data) == 1:
                self.send_state(list(sync_data))
                raise
            for name, value in sync_data.items():
                with suppress(TraitError):
                    self.set_state({name: value})

    @validate("language")
    def _known_language(self, proposal: dict[str, Any]) -> str:
        return lesson_language(proposal["value"])

    @observe("language")
    def _speak(self, _change: object) -> None:
        self.texts = texts_of(self.room, self.language)

    @observe(All)
    def _forget_picture(self, _change: object) -> None:
        self._png = None

    def draw(self, figure: Figure, words: StillWords) -> None:
        """Draw what the explorer shows now.

        Parameters
        ----------
        figure : Figure
            Empty, in the course's style.
        words : StillWords
            The explorer's words, in the language its font can write.
        """
        raise NotImplementedError

    def describe(self) -> str:
        """Say in one line what the explorer shows now, for terminals and screen readers.

        Returns
        -------
        str
        """
        raise NotImplementedError

    def picture(self) -> bytes:
        """Draw the explorer without a browser, as a PNG.

        Returns
        -------
        bytes
        """
        if self._png is None:
            with mpl.rc_context(rules()):
                figure = Figure(layout="constrained", facecolor=PAPER)  # not pyplot's: the notebook would show it a second time
                FigureCanvasAgg(figure)
                words = still_words(self.room, self.language)
                self.draw(figure, words)
                if words.note:
                    figure.supxlabel(words.note, fontsize=8)
                file = BytesIO()
                figure.savefig(file, format="png")
            self._png = file.getvalue()
        return self._png

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:  # noqa: ANN401 - anywidget's signature
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle
        return {**data, "image/png": b64encode(self.picture()).decode("ascii"), "text/plain": self.describe()}, metadata
