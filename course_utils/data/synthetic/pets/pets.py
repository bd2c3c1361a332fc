"""Draw faces of cats and dogs, 0 and 1, from close by: a stand-in for the photographs of Dogs vs. Cats."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from course_utils.data.synthetic.camera import blurred, field, taken
from course_utils.data.synthetic.limits import check_difficulty, check_labels
from course_utils.data.synthetic.painter import Painter
from course_utils.data.synthetic.pets.cats import paint_cat
from course_utils.data.synthetic.pets.coats import Coat, coat_for
from course_utils.data.synthetic.pets.dogs import paint_dog
from course_utils.data.synthetic.pets.places import paint_before, paint_place
from course_utils.data.synthetic.pets.view import Face

VERSION = 1  # raise it whenever any picture changes, so that cached drawings are drawn again
SIDE = 96  # pixels
KINDS: tuple[Callable[[Face, Coat], None], ...] = (paint_cat, paint_dog)
NAMES = ("cat", "dog")
BIG, SMALL = 28.0, 14.0  # half a head's width in pixels, at difficulty 0 and the smallest at 1


def face_in(pen: Painter, difficulty: float) -> Face:
    """Choose where a head is, how large, and where it looks.

    Parameters
    ----------
    pen : Painter, which is then posed for it
    difficulty : float, 0 to 1

    Returns
    -------
    Face
    """
    wild = difficulty * difficulty  # the middle of the range stays nearer to the calm end
    turn = pen.between(-1, 1) * (0.15 + 0.2 * difficulty + 0.3 * wild)
    nod = pen.between(-0.5, 1) * (0.1 + 0.28 * difficulty)
    tilt, lean = pen.between(-1, 1) * (0.08 + 0.08 * difficulty + 0.32 * wild), pen.between(-0.12, 0.12) * (0.3 + difficulty)
    size = BIG * pen.between(0.95, 1.08) - (BIG - SMALL) * wild * pen.between(0, 1) + 12 * wild * pen.between(0, 1) ** 2
    stretch = 1 + pen.between(-0.12, 0.12) * (0.4 + difficulty)
    norm = size / (1 + tilt * tilt) ** 0.5
    pose = np.array(((norm, -tilt * norm), (tilt * norm, norm))) @ np.array(((stretch, lean), (0, 1 / stretch)))
    roam = 2 + 6 * difficulty + 16 * wild
    place = np.array((pen.between(-roam, roam), 4 + pen.between(-roam, roam) * 0.8))
    pen.pose(pose, place)
    return Face(pen, turn, nod, pose, place)


def paint_pet(label: int, rng: np.random.Generator, difficulty: float) -> tuple[Painter, Face]:
    """Paint one animal with what is in its way, in a random pose.

    Parameters
    ----------
    label : int, 0 cat, 1 dog
    rng : numpy Generator
    difficulty : float, 0 to 1

    Returns
    -------
    pen : Painter, transparent where the place shows
    face : Face, with the light on it
    """
    pen = Painter(rng, SIDE)
    face = face_in(pen, difficulty)
    KINDS[label](face, coat_for(label, pen))
    pen.pose(np.eye(2), np.zeros(2))
    paint_before(pen, difficulty)
    return pen, face


def draw_pets(labels: NDArray[np.int64], rng: np.random.Generator, *, difficulty: float = 0.5) -> NDArray[np.uint8]:
    """Draw one picture per label.

    Parameters
    ----------
    labels : int64 array, (N,), 0 cat, 1 dog
    rng : numpy Generator
    difficulty : float, 0 (big, in the middle, calm, sharp) to 1 (small, turned, cut, cluttered, blurred, noisy)

    Returns
    -------
    uint8 array, (N, 96, 96, 3)

    Raises
    ------
    ValueError
        If a label is neither 0 nor 1, or the difficulty is outside its range.
    """
    check_difficulty(difficulty)
    check_labels(labels, NAMES)
    pictures = np.empty((len(labels), SIDE, SIDE, 3), np.uint8)
    for number, label in enumerate(labels):
        pictures[number] = _picture(int(label), rng, difficulty)
    return pictures


def _picture(label: int, rng: np.random.Generator, difficulty: float) -> NDArray[np.uint8]:
    pen, face = paint_pet(label, rng, difficulty)
    behind = Painter(rng, SIDE)
    paint_place(behind, difficulty)
    hairs, tufts, ground, soft = (field(rng, SIDE, cells) for cells in (56, 30, 48, 9))
    colours, cover = (layer.astype(np.float32) for layer in pen.layers())
    surface = face.light() * (1 + np.float32(0.14) * hairs + np.float32(0.12) * tufts + np.float32(0.12) * soft)
    far = behind.layers()[0].astype(np.float32) * (1 + np.float32(0.1) * (ground + soft))[..., None]
    focus = 1 + pen.between(0, 4)
    picture = colours * surface[..., None] + blurred(far, focus, focus) * (1 - cover / np.float32(255))[..., None]
    return taken(np.asarray(picture, np.float32), pen, difficulty)
