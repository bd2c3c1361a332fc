"""Draw labelled things in scenes: ten kinds, in the order of CIFAR-10's labels."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from course_utils.data.synthetic.objects import clutter, scenes
from course_utils.data.synthetic.objects.craft import airplane, ship
from course_utils.data.synthetic.objects.finish import backgrounds, lit, rough
from course_utils.data.synthetic.objects.hoofed import deer, horse
from course_utils.data.synthetic.objects.others import bird, frog
from course_utils.data.synthetic.objects.pets import cat, dog
from course_utils.data.synthetic.objects.road import automobile, truck
from course_utils.data.synthetic.painter import Painter

VERSION = 1  # raise it whenever any picture changes, so that cached drawings are drawn again
SIDE = 32  # pixels
KINDS: tuple[Callable[[Painter], None], ...] = (airplane, automobile, bird, cat, deer, dog, frog, horse, ship, truck)
TURN, LEAN = (-0.22, 0.22), (-0.15, 0.15)  # as a tangent; pixels sideways per pixel down
SIZE, STRETCH = (0.75, 1.2), (0.85, 1.18)
ASIDE = (-2.3, 2.3)  # pixels
ROUGHNESS = np.float32(0.22)  # of a thing's surface, as a share of its brightness


def paint_object(label: int, scene: str, rng: np.random.Generator) -> Painter:
    """Paint one thing with its clutter, in a random pose.

    Parameters
    ----------
    label : int, 0 to 9
    scene : str, one of `scenes.SCENES`
    rng : numpy Generator

    Returns
    -------
    Painter, transparent where the scene shows
    """
    pen = Painter(rng, SIDE)
    clutter.behind(scene, pen)
    turn, lean, size, stretch, right, down = (pen.between(*limits) for limits in (TURN, LEAN, SIZE, STRETCH, ASIDE, ASIDE))
    norm = size / (1 + turn * turn) ** 0.5
    facing = 1 if pen.chance(0.5) else -1
    rotation = np.array(((norm, -turn * norm), (turn * norm, norm)))
    pen.pose(rotation @ np.array(((facing * stretch, lean), (0, 1 / stretch))), np.array((right, down)))
    KINDS[label](pen)
    pen.pose(np.eye(2), np.zeros(2))
    clutter.before(scene, pen)
    return pen


def draw_objects(labels: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Draw one picture per label.

    Parameters
    ----------
    labels : int64 array, (N,), 0 to 9
    rng : numpy Generator

    Returns
    -------
    uint8 array, (N, 32, 32, 3)
    """
    painted, backdrops = [], []
    for label in labels:
        scene = scenes.scene_for(int(label), rng)
        pen = paint_object(int(label), scene, rng)
        backdrops.append(scenes.backdrop(scene, pen))
        painted.append(pen.layers())
    colours, horizons = (np.array([getattr(backdrop, part) for backdrop in backdrops], np.float32) for part in ("colours", "horizon"))
    behind = backgrounds(colours, horizons, rng, SIDE)
    things, cover = (np.stack(layer).astype(np.float32) for layer in zip(*painted, strict=True))
    surface = 1 + rough(len(labels), rng, SIDE, 10)[..., None] * ROUGHNESS
    return lit(np.asarray(things * surface + behind * (1 - cover[..., None] / 255), np.float32), rng)
