"""Drawn pets: the same for the same seed, told apart by shape and not by colour, harder when asked."""

import numpy as np
import pytest

from course_utils.data.synthetic.camera import blurred, field, taken
from course_utils.data.synthetic.chance import Chance
from course_utils.data.synthetic.outlines import mirrored, oval
from course_utils.data.synthetic.painter import Painter
from course_utils.data.synthetic.pets.coats import MARKINGS, coat_for
from course_utils.data.synthetic.pets.pets import KINDS, NAMES, SIDE, draw_pets, face_in, paint_pet
from course_utils.data.synthetic.pets.places import SHARES, paint_place
from course_utils.data.synthetic.pets.view import Face, Glow, tufted

MEANS = [211.4, 208.9]  # of one covered and coloured canvas per kind
DRAWN = 600


@pytest.fixture(scope="module")
def drawn():
    labels = np.arange(DRAWN) % 2
    return draw_pets(labels, np.random.default_rng(3)), labels


def face_of(turn=0.0, nod=0.0):
    return Face(Painter(np.random.default_rng(0), SIDE), turn, nod, np.eye(2) * 10, np.zeros(2))


def cross(outline):
    following = np.roll(outline, -1, axis=0)
    return abs(float((outline[:, 0] * following[:, 1] - following[:, 0] * outline[:, 1]).sum()) / 2)


def test_the_seed_decides_everything():
    labels = np.array([0, 1, 1, 0])
    first, again, other = (draw_pets(labels, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not {picture.tobytes() for picture in first} & {picture.tobytes() for picture in other}


def test_the_pictures_are_those_of_this_version():
    """Lessons quote numbers measured on these pictures: whoever changes them raises VERSION and measures again."""
    painted = [paint_pet(label, np.random.default_rng(7), 0.5)[0].layers() for label in range(len(KINDS))]
    assert [float(np.mean(cover) + np.mean(colours)) for colours, cover in painted] == pytest.approx(MEANS, abs=0.3)


def test_pictures_are_in_colour_all_different_and_never_blank(drawn):
    pictures, _ = drawn
    assert (pictures.shape, pictures.dtype) == ((DRAWN, SIDE, SIDE, 3), np.uint8)
    assert len({picture.tobytes() for picture in pictures}) == DRAWN
    assert np.ptp(pictures, axis=(1, 2, 3)).min() > 20


@pytest.mark.parametrize("difficulty", [0, 0.5, 1])
@pytest.mark.parametrize("label", range(len(KINDS)), ids=NAMES)
def test_every_kind_is_there_and_leaves_room_for_its_place(label, difficulty):
    rng = np.random.default_rng(11)
    covered = [float((paint_pet(label, rng, difficulty)[0].layers()[1] > 0).mean()) for _ in range(30)]
    assert min(covered) > 0.03
    assert max(covered) < 1


def test_no_labels_draw_no_pictures():
    assert draw_pets(np.zeros(0, np.int64), np.random.default_rng(0)).shape == (0, SIDE, SIDE, 3)


@pytest.mark.parametrize("difficulty", [-0.1, 1.01, float("nan")])
def test_a_difficulty_outside_its_range_is_refused(difficulty):
    with pytest.raises(ValueError, match=rf"from 0 .* to 1 .*not {difficulty}.*Try 0\.5"):
        draw_pets(np.array([0]), np.random.default_rng(0), difficulty=difficulty)


def test_a_label_that_names_no_kind_is_refused():
    with pytest.raises(ValueError, match=r"0 \(cat\) or 1 \(dog\), but labels\[1\] is 2"):
        draw_pets(np.array([0, 2]), np.random.default_rng(0))


@pytest.mark.parametrize("labels", [np.array([0.0, 1.0]), np.array([[0, 1]])], ids=["fractions", "two dimensions"])
def test_labels_must_be_whole_numbers_in_one_dimension(labels):
    with pytest.raises(ValueError, match=r"whole numbers in one dimension.*Try np\.array\(\[0, 1\]\)"):
        draw_pets(labels, np.random.default_rng(0))


def test_harder_heads_are_smaller_and_stray_further_and_turn_more():
    measured = []
    for difficulty in (0, 0.25, 0.5, 0.75, 1):
        rng = np.random.default_rng(5)
        faces = [face_in(Painter(rng, SIDE), difficulty) for _ in range(300)]
        size = np.mean([abs(face.pose[0, 0] * face.pose[1, 1] - face.pose[0, 1] * face.pose[1, 0]) for face in faces])
        measured.append((-size, np.std([face.place[0] for face in faces]), np.mean([abs(face.turn) for face in faces])))
    assert (np.diff(measured, axis=0) > 0).all()


def test_harder_pictures_are_exposed_worse_and_noisier():
    labels = np.arange(80) % 2
    strays, noise = [], []
    for difficulty in (0, 0.5, 1):
        pictures = draw_pets(labels, np.random.default_rng(6), difficulty=difficulty).astype(float)
        strays.append(pictures.mean(axis=(1, 2, 3)).std())
        noise.append(np.median(np.abs(np.diff(pictures[:, :, :4], n=2, axis=1))))  # at the edge, where the place is plain
    assert strays == sorted(strays)
    assert noise == sorted(noise)


def test_the_mean_colour_tells_nearly_nothing(drawn):
    pictures, labels = drawn
    colours = pictures.mean(axis=(1, 2))
    half = DRAWN // 2
    centres = np.stack([colours[:half][labels[:half] == label].mean(axis=0) for label in (0, 1)])
    nearest = ((colours[half:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
    assert np.mean(nearest == labels[half:]) < 0.58


def test_coarse_pixels_tell_little(drawn):
    pictures, labels = drawn
    coarse = pictures.reshape(DRAWN, 8, 12, 8, 12, 3).mean(axis=(2, 4)).reshape(DRAWN, -1) / 255 - 0.5
    train, test = slice(None, 400), slice(400, None)
    penalty = 10 * np.eye(coarse.shape[1])  # ridge regression
    weights = np.linalg.solve(coarse[train].T @ coarse[train] + penalty, coarse[train].T @ (labels[train] - 0.5))
    assert np.mean((coarse[test] @ weights > 0) == labels[test]) < 0.72


def test_cats_and_dogs_share_their_colours_and_markings():
    pen = Painter(np.random.default_rng(8), SIDE)
    coats = [[coat_for(label, pen) for _ in range(400)] for label in (0, 1)]
    means, spreads = (np.array([what([coat.base for coat in kind], axis=0) for kind in coats]) for what in (np.mean, np.std))
    assert (np.abs(means[0] - means[1]) < 0.25 * spreads.mean(axis=0)).all()
    assert {coat.marking for coat in coats[0]} == set(MARKINGS[0]) == set(MARKINGS[1])
    assert all(sum(shares.values()) == pytest.approx(1) for shares in (*MARKINGS.values(), SHARES))


def test_a_place_fills_the_picture():
    rng = np.random.default_rng(9)
    for _ in range(20):
        pen = Painter(rng, SIDE)
        paint_place(pen, 0.5)
        assert pen.layers()[1].min() == 255


def test_a_head_that_turns_shows_its_nose_further_to_that_side():
    nose = [(0, 0.2, 1.5)]
    ahead, right, down = (face_of(turn, nod).see(nose)[0] for turn, nod in ((0, 0), (0.5, 0), (0, 0.5)))
    assert ahead[0] == pytest.approx(0)
    assert right[0] > 0.5
    assert down[1] > ahead[1] + 0.4


def test_what_is_nearer_looks_larger():
    near, far = (np.ptp(face_of().see([(-1, 0, depth), (1, 0, depth)])[:, 0]) for depth in (1, -1))
    assert near > far


def test_marks_beyond_the_balls_edge_lie_on_it():
    assert face_of().on([(1.5, 0)])[0] == pytest.approx([1.5, 0])
    assert face_of(turn=0.6).on([(0, 0)])[0, 0] > 0.5


def test_tufts_stand_out_of_an_outline_whichever_way_it_runs():
    for outline in (oval(0, 0, 1, 1), oval(0, 0, 1, 1)[::-1], mirrored([(0, -1), (1, -1), (1, 1), (0, 1)])):
        assert cross(tufted(outline, Painter(np.random.default_rng(1), SIDE), 0.2)) > cross(np.asarray(outline)) * 1.02


def test_a_glow_lights_its_middle_and_leaves_the_rest():
    face = face_of()
    face.glow((0, 0, 0), 1, 0.5)
    assert face.glows == [Glow(0, 0, 10, 0.5)]
    light = face.light()
    assert light[SIDE // 2, SIDE // 2] == pytest.approx(1.5, abs=0.02)
    assert light[0, 0] == 1


def test_blur_spreads_a_point_and_keeps_its_brightness():
    picture = np.zeros((9, 9, 3), np.float32)
    picture[4, 4] = 100
    assert np.array_equal(blurred(picture, 1, 1), picture)
    spread = blurred(picture, 2, 1)
    assert spread[4, 3:6, 0].tolist() == pytest.approx([25, 50, 25])
    assert spread.sum() == pytest.approx(300)


def test_fields_are_soft_and_stay_within_their_range():
    soft, hard = (field(np.random.default_rng(1), SIDE, cells) for cells in (4, 90))
    assert np.abs(hard).max() <= 1
    assert np.abs(np.diff(soft, axis=0)).max() < 0.1 < np.abs(np.diff(hard, axis=0)).max()


def test_a_photograph_of_the_same_scene_strays_more_when_it_is_harder():
    scene = np.full((SIDE, SIDE, 3), 120, np.float32)
    spread = [np.std([taken(scene, Chance(np.random.default_rng(seed)), hard).mean() for seed in range(30)]) for hard in (0, 0.5, 1)]
    assert spread == sorted(spread)
    assert taken(scene, Chance(np.random.default_rng(0)), 1).dtype == np.uint8


def test_colours_stay_when_they_are_asked_to():
    scene = np.full((SIDE, SIDE, 3), 120, np.float32)
    means = [taken(scene, Chance(np.random.default_rng(seed)), 1, colours=0).mean(axis=(0, 1)) for seed in range(10)]
    assert np.ptp(means, axis=1).max() < 1.5
