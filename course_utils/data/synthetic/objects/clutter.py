"""Clutter: what a scene is furnished with behind a thing, and what stands in the way before it."""

from course_utils.data.synthetic.objects.palette import paint
from course_utils.data.synthetic.outlines import oval, rounded
from course_utils.data.synthetic.painter import Painter, hue, shaded


def behind(scene: str, pen: Painter) -> None:
    """Paint what the scene is furnished with: clouds, trees, houses, reeds, furniture.

    Parameters
    ----------
    scene : str, one of `scenes.SCENES`
    pen : Painter, in the picture's own pose
    """
    for _ in range(int(pen.rng.integers(0, 4))):
        x, y = pen.between(-16, 16), pen.between(-15, 10)
        if scene in {"sky", "water"}:
            pen.fill(oval(x, min(y, 2), pen.between(2, 7), pen.between(0.8, 2.2)), (pen.between(190, 250),) * 3)
        elif scene in {"meadow", "forest"}:
            crown, wide = hue(pen.between(0.2, 0.4), pen.between(0.3, 0.7), pen.between(50, 140)), pen.between(2, 5)
            pen.fill([(x - 0.7, y), (x + 0.7, y), (x + 0.9, 16), (x - 0.9, 16)], (85, 62, 45))
            pen.fill(
                rounded([(x, y - wide * 1.6), (x + wide, y), (x + wide * 0.6, y + wide), (x - wide * 0.6, y + wide), (x - wide, y)], 1),
                crown,
            )
        else:
            wide, high = pen.between(1.5, 6), pen.between(3, 12)
            pen.fill([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)], shaded(paint(pen, white=0.4), pen.between(0.5, 1)))


def before(scene: str, pen: Painter) -> None:
    """Paint something in the way: blades of grass, a post, a branch, the edge of another thing.

    Parameters
    ----------
    scene : str, one of `scenes.SCENES`
    pen : Painter, in the picture's own pose
    """
    if scene in {"meadow", "forest", "water"} and pen.chance(0.4):
        blade = hue(pen.between(0.2, 0.35), 0.6, pen.between(60, 150))
        for _ in range(int(pen.rng.integers(2, 7))):
            x = pen.between(-16, 16)
            pen.line([(x, 16), (x + pen.between(-1.5, 1.5), pen.between(7, 13))], blade, 0.6)
    if pen.chance(0.12):
        x, colour = pen.between(-16, 16), paint(pen, white=0.5)
        pen.line([(x, -17), (x + pen.between(-3, 3), 17)], colour, pen.between(0.6, 1.8))
    if pen.chance(0.12):
        x, y = (pen.between(-17, -9) if pen.chance(0.5) else pen.between(9, 17)), pen.between(-10, 16)
        pen.fill(oval(x, y, pen.between(2, 5), pen.between(2, 5)), shaded(paint(pen), 0.8))
