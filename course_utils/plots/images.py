"""Images with their labels, and what a network made of them."""

from collections.abc import Sequence
from textwrap import wrap

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from course_utils.plots.answers import as_classes
from course_utils.plots.style import BLUE, RED, RIGHT_MARK, WRONG_MARK, drawing, frameless
from course_utils.plots.texts import Words, words_for
from course_utils.plots.tiles import Tile, as_images, as_numbers, brightness, draw_tiles, grid_size

_CAPTION_WIDTH = 17
_MOST_IMAGES = 100
_SLACK = 1e-3


def show_images(
    images: ArrayLike,
    labels: ArrayLike | None = None,
    class_names: Sequence[str] | None = None,
    *,
    columns: int = 8,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Show images in rows, each with its class.

    Parameters
    ----------
    images : array, (N, H, W), (N, H, W, 1) or (N, H, W, 3), or one image
    labels : int array, (N,), or None
    class_names : sequence of str, or None
    columns : int, at least 1
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes
        At most 100 images are shown; the title says so when there are more.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    words, batch = words_for(language), as_images(images)
    classes = None if labels is None else as_labels(labels, batch)
    captions = [""] * len(batch) if classes is None else [caption(words, class_names, label) for label in classes]
    return _draw(batch, [Tile(picture, text) for picture, text in zip(batch, captions, strict=True)], columns, ax, words)


def show_class_grid(
    images: ArrayLike,
    labels: ArrayLike,
    class_names: Sequence[str] | None = None,
    *,
    per_class: int = 8,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Show a row of images for every class, the class's name before it.

    Parameters
    ----------
    images : array, (N, H, W), (N, H, W, 1) or (N, H, W, 3)
    labels : int array, (N,)
    class_names : sequence of str, or None
    per_class : int, at least 1
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If the shapes do not fit, or there is nothing to show.
    """
    if per_class < 1 or not np.size(labels):
        raise ValueError(f"per_class={per_class} of {np.size(labels)} labels leaves no image: give at least one of each.")
    words, batch = words_for(language), as_images(images)
    classes = as_labels(labels, batch)
    known = np.unique(classes)
    rows = [np.flatnonzero(classes == label)[:per_class] for label in known]
    blank = np.full_like(batch[0], batch.max(initial=0), shape=batch.shape[1:])
    shown, low, high = brightness(batch)
    white = np.ones_like(shown[0]) * high if shown.ndim == 4 else blank  # noqa: PLR2004 - colour
    tiles = [Tile(shown[row[place]]) if place < len(row) else Tile(white, frame="none") for row in rows for place in range(per_class)]
    with drawing(ax, words, size=grid_size(len(tiles), per_class + 1, 0)) as axes:
        draw_tiles(axes, tiles, per_class, low=low, high=high)
        for row, label in enumerate(known):
            axes.text(-0.12, row * 1.12 + 0.5, words.name(class_names, int(label)), ha="right", va="center", fontsize=9)
    return axes


def show_predictions(
    images: ArrayLike,
    probabilities: ArrayLike,
    labels: ArrayLike | None = None,
    class_names: Sequence[str] | None = None,
    *,
    columns: int = 6,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Show images with the class predicted for each, how sure the network is (the bar), and whether it is right.

    Parameters
    ----------
    images : array, (N, H, W), (N, H, W, 1) or (N, H, W, 3)
    probabilities : float array, (N, K), each row adding up to 1, or (N, 1): the probability of class 1
    labels : int array, (N,), or None
        Without labels nothing is marked right or wrong.
    class_names : sequence of str, or None
    columns : int, at least 1
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    words, batch = words_for(language), as_images(images)
    sure = as_probabilities(probabilities, batch)
    classes = None if labels is None else as_labels(labels, batch)
    tiles = [
        _prediction(picture, row, None if classes is None else int(classes[number]), class_names, words)
        for number, (picture, row) in enumerate(zip(batch, sure, strict=True))
    ]
    return _draw(batch, tiles, columns, ax, words)


def show_mistakes(
    images: ArrayLike,
    probabilities: ArrayLike,
    labels: ArrayLike,
    class_names: Sequence[str] | None = None,
    *,
    count: int = 12,
    columns: int = 6,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Show the mistakes a network was surest of, the surest first.

    Parameters
    ----------
    images : array, (N, H, W), (N, H, W, 1) or (N, H, W, 3)
    probabilities : float array, (N, K) or (N, 1)
    labels : int array, (N,)
    class_names : sequence of str, or None
    count : int, at least 1
        The most that are shown.
    columns : int, at least 1
    ax : Axes or None
    language : str, "en" or "ko", or None for the lesson's

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If the shapes do not fit, or they are no probabilities.
    """
    if count < 1:
        raise ValueError(f"count={count} shows no mistake: give at least 1.")
    words, batch = words_for(language), as_images(images)
    sure, classes = as_probabilities(probabilities, batch), as_labels(labels, batch)
    wrong = np.flatnonzero(sure.argmax(axis=1) != classes)
    worst = wrong[np.argsort(-sure[wrong].max(axis=1), kind="stable")][:count]
    if len(worst):
        columns = min(columns, len(worst))
        drawn = show_predictions(batch[worst], sure[worst], classes[worst], class_names, columns=columns, ax=ax, language=language)
        if len(worst) < len(wrong):
            text = words("mistakes", shown=min(len(worst), _MOST_IMAGES), total=f"{len(wrong):,}")
            with drawing(drawn, words) as axes:
                axes.set_title(text, fontsize=10)
        return drawn
    with drawing(ax, words, size=(5.0, 1.0)) as axes:
        frameless(axes)
        axes.text(0.5, 0.5, words("no_mistakes", total=f"{len(batch):,}"), ha="center", va="center", transform=axes.transAxes)
    return axes


def _draw(batch: NDArray[np.generic], tiles: list[Tile], columns: int, ax: Axes | None, words: Words) -> Axes:
    """Lay out tiles whose pictures come, in order, from one batch; stop at a hundred and say so."""
    shown, low, high = brightness(batch[:_MOST_IMAGES])
    kept = [Tile(picture, tile.caption, tile.frame, tile.bar) for picture, tile in zip(shown, tiles, strict=False)]
    columns = max(1, min(columns, len(kept)))
    lines = max((tile.caption.count("\n") + 1 for tile in kept if tile.caption), default=0)
    with drawing(ax, words, size=grid_size(len(kept), columns, lines)) as axes:
        draw_tiles(axes, kept, columns, low=low, high=high)
        if len(kept) < len(batch):
            axes.set_title(words("images_left_out", shown=len(kept), total=f"{len(batch):,}"))
    return axes


def _prediction(
    picture: NDArray[np.generic], row: NDArray[np.float64], label: int | None, class_names: Sequence[str] | None, words: Words
) -> Tile:
    """Write one prediction under its image, with a mark and a frame where the truth is known."""
    guess = int(row.argmax())
    text = f"{caption(words, class_names, guess)} {row[guess]:.0%}"
    if label is None:
        return Tile(picture, text, bar=float(row[guess]))
    if label == guess:
        return Tile(picture, f"{RIGHT_MARK} {text}", BLUE, float(row[guess]))
    truth = words("but_is", name=words.name(class_names, label))
    return Tile(picture, f"{WRONG_MARK} {text}\n({truth})", RED, float(row[guess]))


def caption(words: Words, class_names: Sequence[str] | None, label: int) -> str:
    """Name a class in lines short enough to stand under a small picture.

    Parameters
    ----------
    words : Words
    class_names : sequence of str, or None
    label : int

    Returns
    -------
    str
    """
    return "\n".join(wrap(words.name(class_names, int(label)), _CAPTION_WIDTH))


def as_labels(labels: ArrayLike, batch: NDArray[np.generic]) -> NDArray[np.int64]:
    """Check labels against their images.

    Parameters
    ----------
    labels : int array, (N,) or (N, 1)
    batch : array, (N, ...)

    Returns
    -------
    int array, (N,)

    Raises
    ------
    ValueError
        If there are not as many labels as images.
    """
    classes = as_classes(labels)
    if len(classes) != len(batch):
        raise ValueError(f"{len(batch)} images but {len(classes)} labels: give one label for each image.")
    return classes


def as_probabilities(probabilities: ArrayLike, batch: NDArray[np.generic]) -> NDArray[np.float64]:
    """Check probabilities against their images, and give the single output of a binary network its second column.

    Parameters
    ----------
    probabilities : float array, (N, K), (N, 1) or (N,)
    batch : array, (N, ...)

    Returns
    -------
    float array, (N, K), K at least 2

    Raises
    ------
    ValueError
        If the shapes do not fit, or they are no probabilities.
    """
    rows = as_numbers(probabilities, "probabilities", "give one row per image, as model.predict(images) does").astype(np.float64)
    if rows.ndim == 1:
        rows = rows[:, np.newaxis]
    if rows.ndim != 2 or len(rows) != len(batch):  # noqa: PLR2004 - a table
        raise ValueError(f"{len(batch)} images but probabilities {rows.shape}: give one row per image, as model.predict(images) does.")
    if rows.size and (rows.min() < -_SLACK or rows.max() > 1 + _SLACK):
        raise ValueError(
            f"probabilities run from {rows.min():.3g} to {rows.max():.3g}, but must lie between 0 and 1. These look like logits: "
            "give keras.ops.softmax(logits) instead, or end the network in a softmax."
        )
    return np.hstack([1 - rows, rows]) if rows.shape[1] == 1 else rows
