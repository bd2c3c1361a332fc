"""What a cat's and a dog's picture share: shoulders, collar, eyes, tongue."""

from dataclasses import dataclass

import numpy as np

from course_utils.data.synthetic.outlines import limb, oval, rounded
from course_utils.data.synthetic.painter import Colour, hue, shaded
from course_utils.data.synthetic.pets.coats import Coat
from course_utils.data.synthetic.pets.view import Face, tufted

BLACK: Colour = (22, 19, 19)
ROSE: Colour = (206, 138, 132)


@dataclass(frozen=True)
class Eye:
    """The eyes of one animal.

    Attributes
    ----------
    across, down : float, half the width and height of the opening
    slant : float, how much higher the outer corner is
    iris : Colour
    pupil : tuple of two floats, half its width and height as shares of the opening's height
    open : float, 0 shut to 1
    """

    across: float
    down: float
    slant: float
    iris: Colour
    pupil: tuple[float, float]
    open: float


def eye(face: Face, at: tuple[float, float], shape: Eye, rim: Colour) -> None:
    """Paint one eye on the head; a negative x is the left one.

    Parameters
    ----------
    face : Face
    at : x, y on the ball's front
    shape : Eye
    rim : Colour of the lids' edge
    """
    x, y = at
    side = 1 if x > 0 else -1
    wide, high = shape.across, shape.down * shape.open
    lens = np.array([(-1, 0.35), (-0.45, -0.75), (0.35, -0.95), (1, -0.3), (0.55, 0.7), (-0.35, 0.95)]) * (wide, high)
    lens[:, 1] -= lens[:, 0] * shape.slant
    lens = lens * (side, 1) + at
    if shape.open < 0.3:  # noqa: PLR2004 - shut eyes are a line
        line = np.array([(-wide, -0.01), (0, 0.05), (wide, -0.01 - wide * shape.slant)]) * (side, 1) + at
        face.hair(face.on(line), 0.06, rim)
        return
    face.mark(rounded((lens - at) * 1.28 + at, 1), rim)
    face.mark(rounded(lens, 1), shape.iris)
    face.mark(oval(x, y, min(shape.down * shape.pupil[0], wide * 0.85), min(high, shape.down * shape.pupil[1])), BLACK)
    face.mark(oval(x - wide * 0.3, y - high * 0.35, wide * 0.17, shape.down * 0.18), (250, 250, 250))


def shoulders(face: Face, coat: Coat, neck: float, wide: float) -> None:
    """Paint neck, shoulders and chest below the head; the head covers their top.

    Parameters
    ----------
    face : Face
    coat : Coat
    neck, wide : float, half the widths of the neck and of the shoulders
    """
    pen = face.pen
    aside = -face.turn * 0.8 + pen.between(-0.15, 0.15)
    if pen.chance(0.35):  # it lies, and its back is seen beside it
        way = -1 if face.turn > 0 else 1
        far = [(aside, 0.6), (aside + way * 1.6, pen.between(0.2, 0.8)), (aside + way * 3, 1.4), (aside + way * 3, 4), (aside, 4)]
        pen.fill(tufted(rounded(far, 3), pen, coat.length * 1.5), coat.dark)
    points = [(-neck, 0), (neck, 0), (neck + aside * 0.5, 0.9), (wide + aside, 1.7), (wide * 1.15 + aside, 4.5)]
    points += [(-wide * 1.15 + aside, 4.5), (-wide + aside, 1.7), (-neck + aside * 0.5, 0.9)]
    pen.fill(tufted(rounded(points, 3), pen, coat.length * 1.5), coat.base)
    chest = coat.pale if pen.chance(0.5) else coat.base
    bib = [(-neck * 0.6, 0.5), (neck * 0.6, 0.5), (neck * 0.7 + aside, 1.8), (aside, pen.between(2.2, 4)), (-neck * 0.7 + aside, 1.8)]
    pen.fill(tufted(rounded(bib, 3), pen, coat.length * 2), chest)
    for _ in range(14):
        x, y = aside + pen.between(-wide, wide), pen.between(1, 3)
        pen.line([(x, y), (x + pen.between(-0.06, 0.06), y + 0.15)], shaded(coat.base, pen.between(0.75, 1.15)), 0.4)
    face.glow((0, 1.15, 0.2), 1.1, -0.4)


def collar(face: Face, neck: float) -> None:
    """Paint a collar with a tag or a bell.

    Parameters
    ----------
    face : Face
    neck : float, half the neck's width
    """
    pen = face.pen
    aside, low = -face.turn * 0.45, pen.between(0.95, 1.15)
    band = [(-neck * 1.08 + aside, low - 0.2), (-neck * 0.5 + aside, low), (aside, low + 0.08), (neck * 0.5 + aside, low)]
    colour = hue(pen.between(0, 1), pen.between(0.2, 0.9), pen.between(60, 230))
    pen.fill(limb([*band, (neck * 1.08 + aside, low - 0.2)], 0.1, 0.1), colour)
    if pen.chance(0.5):
        pen.disc(aside + face.turn * 0.2, low + 0.22, 0.1, (214, 186, 92))


def tongue(face: Face, top: tuple[float, float, float], wide: float, length: float) -> None:
    """Paint a tongue that hangs from a point.

    Parameters
    ----------
    face : Face
    top : x, y, z
    wide, length : float, half its width, and its length
    """
    x, y, z = top
    lean = face.pen.between(-0.12, 0.12)
    shape = [(x - wide, y), (x + wide, y), (x + wide * 0.95 + lean, y + length), (x - wide * 0.95 + lean, y + length)]
    face.flat(rounded(shape, 2), z, (222, 118, 126))
    face.flat(limb([(x, y), (x + lean * 0.8, y + length * 0.75)], 0.02, 0.012), z + 0.01, (184, 84, 96))
