"""Draw rocks from the Moon, several pictures of each: a stand-in for NASA's photographs of the Apollo samples."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_utils.data.synthetic.camera import GREY_WEIGHTS, Picture, field, taken
from course_utils.data.synthetic.chance import Chance
from course_utils.data.synthetic.limits import check_difficulty, check_labels
from course_utils.data.synthetic.painter import Painter
from course_utils.data.synthetic.rocks.bench import paint_bench
from course_utils.data.synthetic.rocks.relief import Relief, View, rotation
from course_utils.data.synthetic.rocks.stone import NAMES, Stone, stone_from
from course_utils.data.synthetic.rocks.surface import shown

VERSION = 1  # raise it whenever any picture changes, so that cached drawings are drawn again
SIDE = 96  # pixels
BIG, SMALL = 37.0, 19.0  # pixels per stone size, at difficulty 0 and the smallest at 1
EXPOSED = (108.0, 138.0)  # how bright a basalt and a highland stone come out on average: whoever photographs a dark stone opens the lens


@dataclass(frozen=True)
class Session:
    """One stone and how it was photographed.

    Attributes
    ----------
    stone : Stone
    backdrop : int, seed of its bench
    grey : bool, on black and white film
    warm : float, -1 blue to 1 orange, cast of the film
    above, right : float, where the lamp hangs
    bright : float, 0 to 255, how bright the stone comes out
    """

    stone: Stone
    backdrop: int
    grey: bool
    warm: float
    above: float
    right: float
    bright: float


def session_for(label: int, number: int, seed: int, difficulty: float) -> Session:
    """Make a stone and its session.

    Parameters
    ----------
    label : int, 0 basalt, 1 highland
    number : int, of the stone
    seed : int, of the whole collection
    difficulty : float, 0 to 1

    Returns
    -------
    Session
    """
    rng = np.random.Generator(np.random.PCG64([seed, number]))
    chance = Chance(rng)
    stone = stone_from(label, rng)
    bright = EXPOSED[label] * chance.between(1 - 0.5 * difficulty, 1 + 0.4 * difficulty)
    above, right = chance.between(0.1, 0.9), chance.between(-1, 1)
    grey = chance.chance(0.35)
    return Session(stone, int(rng.integers(2**62)), grey, 0.0 if grey else chance.between(-0.06, 0.1), above, right, bright)


def draw_rocks(
    labels: NDArray[np.int64], stones: NDArray[np.int64], rng: np.random.Generator, *, difficulty: float = 0.5
) -> NDArray[np.uint8]:
    """Draw one picture per label; pictures with one stone number show the same stone, on the same bench.

    Parameters
    ----------
    labels : int64 array, (N,), 0 basalt, 1 highland
    stones : int64 array, (N,), at least 0, which stone each picture shows
    rng : numpy Generator
    difficulty : float, 0 (big, in the middle, calm, sharp) to 1 (small, turned, cluttered, blurred, badly exposed)

    Returns
    -------
    uint8 array, (N, 96, 96, 3)

    Raises
    ------
    ValueError
        If labels and stones do not fit each other, or one is outside its range.
    """
    check_difficulty(difficulty)
    check_labels(labels, NAMES)
    kinds = _kinds(labels, stones)
    seed = int(rng.integers(2**62))
    sessions = {number: session_for(label, number, seed, difficulty) for number, label in kinds.items()}
    pictures = np.empty((len(labels), SIDE, SIDE, 3), np.uint8)
    for at, number in enumerate(stones):
        pictures[at] = _picture(sessions[int(number)], Chance(rng), difficulty)
    return pictures


def _kinds(labels: NDArray[np.int64], stones: NDArray[np.int64]) -> dict[int, int]:
    """Say of which kind each stone is."""
    labels, stones = np.asarray(labels), np.asarray(stones)
    if stones.shape != labels.shape or stones.dtype.kind not in "iu":
        raise ValueError(
            f"stones must hold one whole number per label, not {stones.dtype} of shape {stones.shape} for labels of shape {labels.shape}. "
            "deal_stones(labels, rng) makes them."
        )
    if len(stones) and stones.min() < 0:
        raise ValueError(f"stones must be numbered from 0, but one is {stones.min()}. deal_stones(labels, rng) makes them.")
    kinds: dict[int, int] = {}
    for number, label in zip(stones.tolist(), labels.tolist(), strict=True):
        if kinds.setdefault(number, label) != label:
            raise ValueError(
                f"stone {number} is labelled both {NAMES[0]} and {NAMES[1]}, but a stone is of one kind. "
                "deal_stones(labels, rng) keeps to that."
            )
    return kinds


def _view(session: Session, chance: Chance, difficulty: float) -> View:
    scale = BIG - (BIG - SMALL) * difficulty * chance.between(0, 1)
    roam = 2 + 11 * difficulty
    place = (SIDE / 2 + chance.between(-roam, roam), SIDE / 2 + 6 + chance.between(-roam, roam) * 0.7)
    strays = 0.15 + 0.5 * difficulty
    light = np.array((session.right + chance.between(-strays, strays), -session.above + chance.between(-strays, strays), 0.8))
    return View(rotation(chance.rng, 0.25 + 0.75 * difficulty), scale, place, light / np.sqrt((light * light).sum()))


def _picture(session: Session, chance: Chance, difficulty: float) -> NDArray[np.uint8]:
    view = _view(session, chance, difficulty)
    seen, colours = shown(session.stone, view, SIDE, chance.between(0, 1))
    bright = float((colours.mean(axis=2) * seen.cover).sum() / (seen.cover.sum() + 1))
    colours = colours * np.float32(session.bright / max(bright, 1e-3) * chance.between(1 - 0.25 * difficulty, 1 + 0.25 * difficulty))
    picture = _bench(session, chance, difficulty)
    _cast(picture, seen, view)
    cover = seen.cover[..., None]
    window = picture[seen.rows, seen.columns]
    picture[seen.rows, seen.columns] = window * (1 - cover) + colours * cover
    if session.grey:
        picture = np.repeat((picture * GREY_WEIGHTS).sum(axis=2, keepdims=True), 3, axis=2)
    picture = np.asarray(picture * np.array((1 + session.warm, 1, 1 - session.warm), np.float32), np.float32)
    return taken(picture, chance, difficulty, colours=0.12)


def _bench(session: Session, chance: Chance, difficulty: float) -> Picture:
    """Paint the stone's bench, the camera having moved a little."""
    pen = Painter(np.random.Generator(np.random.PCG64(session.backdrop)), SIDE)
    zoom, moved = 1 + chance.between(-0.05, 0.05) * (0.5 + difficulty), 1 + 3 * difficulty
    pen.pose(np.eye(2) * zoom, np.array((chance.between(-moved, moved), chance.between(-moved, moved))))
    paint_bench(pen, difficulty)
    texture = 1 + np.float32(0.05) * (field(pen.rng, SIDE, 40) + field(pen.rng, SIDE, 8))
    return np.asarray(pen.layers()[0].astype(np.float32) * texture[..., None], np.float32)


def _cast(picture: Picture, seen: Relief, view: View) -> None:
    """Darken the bench where the stone's shadow falls, away from the light."""
    place = np.arange(SIDE, dtype=np.float32)
    across = (place - np.float32(view.place[0] - view.light[0] * view.scale * 0.35)) / np.float32(view.scale * 1.05)
    low = np.flatnonzero(seen.cover.max(axis=1) > 0.5)  # noqa: PLR2004 - rows that show the stone
    foot = (seen.rows.start + low[-1]) if len(low) else view.place[1]
    down = (place - np.float32(foot - view.scale * 0.08)) / np.float32(view.scale * 0.32)
    near = np.maximum(0, 1 - across * across - (down * down)[:, None])
    picture *= (1 - np.float32(0.65) * near * (2 - near))[..., None]
