"""What stands around a thing: a scene behind it, clutter behind and before it. A scene tells a little about the class, never enough."""

from dataclasses import dataclass

import numpy as np

from course_utils.data.synthetic.objects.palette import FURS, paint
from course_utils.data.synthetic.painter import Colour, Painter, hue, shaded

NONE_ABOVE, NONE_BELOW = -10.0, 42.0  # horizons beyond the picture's edges


@dataclass(frozen=True)
class Backdrop:
    """The plain part of a scene.

    Attributes
    ----------
    colours : four Colours: top, above the horizon, below it, bottom
    horizon : float, pixels from the top; beyond the picture there is none
    """

    colours: tuple[Colour, Colour, Colour, Colour]
    horizon: float


def _sky(pen: Painter) -> Colour:
    if pen.chance(0.25):
        return (pen.between(150, 230),) * 3
    return hue(pen.between(0.53, 0.64), pen.between(0.1, 0.6), pen.between(150, 245))


def _grass(pen: Painter) -> Colour:
    return hue(pen.between(0.2, 0.38), pen.between(0.3, 0.7), pen.between(80, 175))


def _earth(pen: Painter) -> Colour:
    return shaded(FURS[int(pen.rng.integers(0, len(FURS)))], pen.between(0.8, 1.3))


def _high(pen: Painter) -> Backdrop:
    sky = _sky(pen)
    return Backdrop((shaded(sky, 0.85), sky, sky, shaded(sky, 1.1)), NONE_BELOW)


def _meadow(pen: Painter) -> Backdrop:
    grass = _grass(pen)
    above = _sky(pen) if pen.chance(0.6) else shaded(grass, 0.6)
    colours = (above, shaded(above, 1.1), shaded(grass, 0.9), grass)
    return Backdrop(colours, pen.between(6, 24) if pen.chance(0.7) else NONE_ABOVE)


def _water(pen: Painter) -> Backdrop:
    sky, sea = _sky(pen), hue(pen.between(0.48, 0.63), pen.between(0.15, 0.6), pen.between(90, 190))
    colours = (sky, shaded(sky, 1.15), shaded(sea, 0.85), sea)
    return Backdrop(colours, pen.between(6, 24) if pen.chance(0.7) else NONE_ABOVE)


def _street(pen: Painter) -> Backdrop:
    asphalt: Colour = (pen.between(80, 165),) * 3
    wall = shaded(paint(pen, white=0.6), pen.between(0.6, 1))
    return Backdrop((_sky(pen) if pen.chance(0.5) else wall, wall, shaded(asphalt, 0.9), asphalt), pen.between(6, 24))


def _forest(pen: Painter) -> Backdrop:
    leaf, earth = shaded(_grass(pen), pen.between(0.4, 0.8)), _earth(pen)
    return Backdrop((leaf, shaded(leaf, 0.8), shaded(earth, 0.7), earth), pen.between(14, 34))


def _room(pen: Painter) -> Backdrop:
    wall, floor = paint(pen, white=0.45), paint(pen, white=0.25)
    return Backdrop((wall, shaded(wall, 0.92), floor, shaded(floor, 1.1)), pen.between(10, 30))


def _bare(pen: Painter) -> Backdrop:
    earth = _earth(pen)
    return Backdrop((shaded(earth, 1.2), earth, shaded(earth, 0.95), shaded(earth, 1.1)), pen.between(NONE_ABOVE, NONE_BELOW))


BACKDROPS = {"sky": _high, "meadow": _meadow, "water": _water, "street": _street, "forest": _forest, "room": _room, "bare": _bare}
SCENES = tuple(BACKDROPS)
TYPICAL = (  # of each class, in the order of the labels
    ("sky", "street"),
    ("street", "bare"),
    ("sky", "forest"),
    ("room", "meadow"),
    ("meadow", "forest"),
    ("meadow", "room"),
    ("water", "forest"),
    ("meadow", "bare"),
    ("water", "sky"),
    ("street", "bare"),
)
TYPICAL_SHARE = 0.25


def scene_for(label: int, rng: np.random.Generator) -> str:
    """Choose a scene: now and then one that is typical of the class.

    Parameters
    ----------
    label : int, 0 to 9
    rng : numpy Generator

    Returns
    -------
    str, one of SCENES
    """
    typical, choice = float(rng.random()) < TYPICAL_SHARE, float(rng.random())
    among = TYPICAL[label] if typical else SCENES
    return among[int(choice * len(among))]


def backdrop(scene: str, pen: Painter) -> Backdrop:
    """Choose the colours of a scene and where its horizon lies.

    Parameters
    ----------
    scene : str, one of SCENES
    pen : Painter, whose chance decides

    Returns
    -------
    Backdrop
    """
    return BACKDROPS[scene](pen)
