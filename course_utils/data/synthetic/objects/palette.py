"""Colours of things. Every class draws from wide palettes that overlap with the others', so that colour alone tells little."""

from course_utils.data.synthetic.painter import Colour, Painter, hue, shaded

DARK: Colour = (45, 45, 48)
TYRE: Colour = (28, 28, 30)
FURS: tuple[Colour, ...] = (
    (120, 80, 48),  # brown
    (168, 122, 76),  # tan
    (196, 140, 82),  # ginger
    (92, 62, 44),  # dark brown
    (48, 44, 42),  # black
    (138, 134, 128),  # grey
    (222, 214, 200),  # white
    (150, 100, 60),  # chestnut
)


def paint(pen: Painter, *, white: float = 0.25) -> Colour:
    """Choose a lacquer: white or grey in the share `white` of the cases, else now and then as brown as fur, or any colour.

    Parameters
    ----------
    pen : Painter, whose chance decides
    white : float, 0 to 1

    Returns
    -------
    Colour
    """
    if pen.chance(white):
        grey = pen.between(120, 245)
        return grey, grey, grey * pen.between(0.94, 1.04)
    if pen.chance(0.25):
        return fur(pen)
    return hue(pen.between(0, 1), pen.between(0.25, 0.9), pen.between(60, 235))


def fur(pen: Painter) -> Colour:
    """Choose a coat, the same for all animals with hair.

    Parameters
    ----------
    pen : Painter, whose chance decides

    Returns
    -------
    Colour
    """
    return shaded(FURS[int(pen.rng.integers(0, len(FURS)))], pen.between(0.75, 1.15))


def skin(pen: Painter, *, greens: float) -> Colour:
    """Choose a frog's skin or a bird's feathers: green in the share `greens`, else a coat or any colour.

    Parameters
    ----------
    pen : Painter, whose chance decides
    greens : float, 0 to 1

    Returns
    -------
    Colour
    """
    if pen.chance(greens):
        return hue(pen.between(0.18, 0.4), pen.between(0.35, 0.85), pen.between(80, 200))
    return fur(pen) if pen.chance(0.55) else hue(pen.between(0, 1), pen.between(0.2, 0.8), pen.between(70, 225))


def glass(pen: Painter) -> Colour:
    """Choose the colour of windows: dark, or bright with the sky in them.

    Parameters
    ----------
    pen : Painter, whose chance decides

    Returns
    -------
    Colour
    """
    return hue(pen.between(0.5, 0.64), pen.between(0.05, 0.4), pen.between(45, 200))
