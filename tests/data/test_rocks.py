"""Drawn rocks: stones that look alike from view to view, on benches that give them away."""

import numpy as np
import pytest

from course_utils.data.synthetic.painter import Painter
from course_utils.data.synthetic.rocks.bench import paint_bench
from course_utils.data.synthetic.rocks.deal import deal_stones
from course_utils.data.synthetic.rocks.relief import View, relief, rotation, solid, windows
from course_utils.data.synthetic.rocks.rocks import SIDE, draw_rocks, session_for
from course_utils.data.synthetic.rocks.stone import BASALT, HIGHLAND, NAMES, directions, stone_from
from course_utils.data.synthetic.rocks.surface import shown

MEANS = [71.3, 57.1]  # of one picture per kind
VIEWS = 5
STONES = 24


@pytest.fixture(scope="module")
def views():
    """Pictures of stones, the even ones basalt; each stone's follow one another."""
    stones = np.repeat(np.arange(STONES), VIEWS)
    return draw_rocks(stones % 2, stones, np.random.default_rng(4)), stones


def coarse(pictures, cells=8):
    part = SIDE // cells
    return pictures.reshape(len(pictures), cells, part, cells, part, 3).mean(axis=(2, 4)).reshape(len(pictures), -1) / 255


def straight(turn=None):
    return View(np.eye(3) if turn is None else turn, 30.0, (48.0, 48.0), np.array((0.6, -0.48, 0.64)))


def test_the_seed_decides_everything():
    labels, stones = np.array([0, 1, 1, 0]), np.array([0, 1, 1, 2])
    first, again, other = (draw_rocks(labels, stones, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not {picture.tobytes() for picture in first} & {picture.tobytes() for picture in other}


def test_the_pictures_are_those_of_this_version():
    """Lessons quote numbers measured on these pictures: whoever changes them raises VERSION and measures again."""
    pictures = draw_rocks(np.array([0, 1]), np.array([0, 1]), np.random.default_rng(7))
    assert pictures.mean(axis=(1, 2, 3)).tolist() == pytest.approx(MEANS, abs=0.3)


def test_pictures_are_in_colour_all_different_and_never_blank(views):
    pictures, _ = views
    assert (pictures.shape, pictures.dtype) == ((STONES * VIEWS, SIDE, SIDE, 3), np.uint8)
    assert len({picture.tobytes() for picture in pictures}) == STONES * VIEWS
    assert np.ptp(pictures, axis=(1, 2, 3)).min() > 20


def test_no_labels_draw_no_pictures():
    none = np.zeros(0, np.int64)
    assert draw_rocks(none, none, np.random.default_rng(0)).shape == (0, SIDE, SIDE, 3)


@pytest.mark.parametrize("difficulty", [-0.1, 1.01, float("nan")])
def test_a_difficulty_outside_its_range_is_refused(difficulty):
    with pytest.raises(ValueError, match=rf"from 0 .* to 1 .*not {difficulty}.*Try 0\.5"):
        draw_rocks(np.array([0]), np.array([0]), np.random.default_rng(0), difficulty=difficulty)


@pytest.mark.parametrize(
    ("labels", "stones", "said"),
    [
        ([0, 2], [0, 1], r"0 \(basalt\) or 1 \(highland\), but labels\[1\] is 2"),
        ([0, 1], [0], r"one whole number per label, not int64 of shape \(1,\) for labels of shape \(2,\)"),
        ([0, 1], [0.0, 1.0], "one whole number per label, not float64"),
        ([0, 1], [-1, 1], "numbered from 0, but one is -1"),
        ([0, 1], [3, 3], "stone 3 is labelled both basalt and highland.*deal_stones"),
    ],
    ids=["strange label", "too few stones", "fractions", "negative", "two kinds"],
)
def test_labels_and_stones_that_do_not_fit_are_refused(labels, stones, said):
    with pytest.raises(ValueError, match=said):
        draw_rocks(np.array(labels), np.array(stones), np.random.default_rng(0))


def test_views_of_one_stone_are_more_alike_than_views_of_others_of_its_kind(views):
    pictures, stones = views
    features = coarse(pictures)
    apart = np.sqrt(((features[:, None] - features) ** 2).sum(axis=2))
    same, kind = stones[:, None] == stones, stones[:, None] % 2 == stones % 2
    itself = np.eye(len(stones), dtype=bool)
    assert apart[same & ~itself].mean() < 0.7 * apart[kind & ~same].mean()
    nearest = np.where(itself, np.inf, apart).argmin(axis=1)
    assert np.mean(stones[nearest] == stones) > 0.8


def test_a_stone_stays_itself_in_a_collection_and_is_another_in_the_next():
    first, again, other, elsewhere = (session_for(BASALT, number, seed, 0.5).stone for number, seed in ((3, 8), (3, 8), (4, 8), (3, 9)))
    assert np.array_equal(first.facets, again.facets)
    assert np.array_equal(first.bubbles.middles, again.bubbles.middles)
    assert not np.array_equal(first.facets, other.facets)
    assert not np.array_equal(first.facets, elsewhere.facets)


def test_the_leak_of_a_random_split_can_be_measured():
    """As with the real photographs: whoever splits pictures and not stones fools himself."""
    gaps = []
    for seed in (11, 12):
        rng = np.random.default_rng(seed)
        labels = rng.permutation(np.arange(155) % 2)
        stones = deal_stones(labels, rng)
        features = coarse(draw_rocks(labels, stones, rng), 16)
        for _ in range(10):
            mixed = rng.random(155) < 0.25
            whole = np.isin(stones, np.flatnonzero(rng.random(stones.max() + 1) < 0.25))
            gaps.append(linear_accuracy(features, labels, mixed) - linear_accuracy(features, labels, whole))
    assert np.mean(gaps) > 0.05


def linear_accuracy(features, labels, held_out):
    """Of ridge regression, by its dual, since there are fewer pictures than pixels."""
    train = features[~held_out]
    middle = train.mean(axis=0)
    train, test = train - middle, features[held_out] - middle
    weights = np.linalg.solve(train @ train.T + 3 * np.eye(len(train)), labels[~held_out] - 0.5)
    return np.mean((test @ train.T @ weights > 0) == labels[held_out])


def test_brightness_does_not_decide():
    stones = np.arange(160)
    bright = draw_rocks(stones % 2, stones, np.random.default_rng(13)).mean(axis=(1, 2, 3))
    cuts = np.quantile(bright, np.linspace(0, 1, 40))
    assert max(np.mean((bright > cut) == stones % 2) for cut in cuts) < 0.72


def test_basalt_has_more_bubbles_and_highland_rock_more_fragments():
    made = [[stone_from(label, np.random.default_rng(seed)) for seed in range(40)] for label in (BASALT, HIGHLAND)]
    bubbles, clasts = ([np.mean([len(getattr(stone, part).sizes) for stone in kind]) for kind in made] for part in ("bubbles", "clasts"))
    assert bubbles[BASALT] > 3 * bubbles[HIGHLAND]
    assert clasts[HIGHLAND] > 10 * clasts[BASALT]
    assert NAMES == ("basalt", "highland")


@pytest.mark.parametrize("label", [BASALT, HIGHLAND], ids=NAMES)
def test_a_stone_is_whole_and_within_its_size_from_every_side(label):
    rng = np.random.default_rng(21)
    for _ in range(25):
        seen = relief(stone_from(label, rng), straight(rotation(rng, 1.5)), SIDE)
        assert 0.1 < seen.cover.sum() / SIDE**2 < 0.6
        assert max(seen.cover[edge].max() for edge in (0, -1)) == 0
        assert max(seen.cover[:, edge].max() for edge in (0, -1)) == 0


def test_another_side_of_a_stone_shows_other_points_of_it():
    stone = stone_from(BASALT, np.random.default_rng(2))
    back = np.diag((-1.0, 1.0, -1.0))
    front, behind = (relief(stone, straight(turn), SIDE) for turn in (np.eye(3), back))
    solid_part = (front.cover > 0.99) & (behind.cover > 0.99)
    assert front.points[2][solid_part].mean() > 0.3
    assert behind.points[2][solid_part].mean() < -0.3


def test_the_side_towards_the_light_is_brighter():
    stone = stone_from(HIGHLAND, np.random.default_rng(3))
    seen, colours = shown(stone, straight(), SIDE, 0.5)
    bright = colours.mean(axis=2)
    lit, dark = (seen.x > 0.3) & (seen.y < -0.2), (seen.x < -0.3) & (seen.y > 0.2)
    assert bright[lit & (seen.cover > 0.9)].mean() > 1.3 * bright[dark & (seen.cover > 0.9)].mean()


def test_a_bubble_is_a_dark_hollow():
    stone = stone_from(BASALT, np.random.default_rng(4))
    view = straight()
    flat, (sunk, _) = relief(stone, view, SIDE), shown(stone, view, SIDE, 0.5)
    assert windows(stone.bubbles, view, flat, 1.2)
    deeper = flat.z - sunk.z
    assert deeper.min() >= 0
    assert deeper.max() > 0.03


def test_harder_views_are_smaller_and_exposed_worse():
    stones = np.arange(60)
    strays, exposures = [], []
    for difficulty in (0, 0.5, 1):
        pictures = draw_rocks(stones % 2, stones, np.random.default_rng(14), difficulty=difficulty).astype(float)
        strays.append(np.median(np.abs(np.diff(pictures[:, :, :4], n=2, axis=1))))  # noise, at the edge, where the bench is plain
        exposures.append(np.std([session_for(BASALT, number, 1, difficulty).bright for number in range(200)]))
    assert strays == sorted(strays)
    assert exposures == sorted(exposures)
    assert exposures[0] < 0.2 * exposures[2]


def test_rotations_keep_lengths_and_reach_further_when_asked():
    rng = np.random.default_rng(5)
    turns = {reach: [rotation(rng, reach) for _ in range(100)] for reach in (0, 0.3, 1)}
    for turn in turns[1]:
        assert turn @ turn.T == pytest.approx(np.eye(3), abs=1e-9)
    angles = [np.mean([np.trace(turn) for turn in turns[reach]]) for reach in (0, 0.3, 1)]
    assert angles == sorted(angles, reverse=True)
    assert angles[0] == pytest.approx(3)


def test_directions_have_length_one():
    assert np.sqrt((directions(np.random.default_rng(1), 50) ** 2).sum(axis=1)) == pytest.approx(1, abs=1e-3)


def test_solid_noise_meets_its_values_at_the_corners_of_its_cells():
    noise = np.random.default_rng(6).random((16, 16, 16)).astype(np.float32)
    x, y, z = (np.array([[float(number)]], np.float32) for number in (3, 5, 15))
    assert solid(noise, (x, y, z), 1)[0, 0] == pytest.approx(noise[3, 5, 15])
    assert solid(noise, (x - 16, y, z + 16), 1)[0, 0] == pytest.approx(noise[3, 5, 15])


def test_a_bench_fills_the_picture_and_is_the_same_for_the_same_state():
    for seed in range(12):
        pens = [Painter(np.random.default_rng(seed), SIDE) for _ in range(2)]
        for pen in pens:
            paint_bench(pen, 0.5)
        (first, cover), (again, _) = (pen.layers() for pen in pens)
        assert cover.min() == 255
        assert np.array_equal(first, again)


def test_dealt_stones_have_one_label_and_one_to_six_views():
    rng = np.random.default_rng(15)
    labels = rng.integers(0, 2, 300)
    stones = deal_stones(labels, rng)
    assert stones.dtype == np.int64
    counts = np.bincount(stones)
    assert set(counts.tolist()) == {1, 2, 3, 4, 5, 6}
    assert all(len(set(labels[stones == number].tolist())) == 1 for number in range(stones.max() + 1))


def test_dealt_stones_keep_to_the_views_asked_for_but_for_the_last_of_a_kind():
    labels = np.arange(101) % 2
    counts = np.bincount(deal_stones(labels, np.random.default_rng(1), views=(4, 4)))
    assert sorted(counts.tolist()) == [2, 3] + [4] * 24


def test_the_views_of_a_stone_do_not_lie_together():
    stones = deal_stones(np.zeros(200, np.int64), np.random.default_rng(2))
    assert np.mean(np.diff(stones) == 0) < 0.1


@pytest.mark.parametrize("views", [(0, 3), (4, 2), (-1, -1)])
def test_views_that_are_no_range_are_refused(views):
    with pytest.raises(ValueError, match=r"fewest and the most pictures of a stone, from 1 on.*Try \(1, 6\)"):
        deal_stones(np.array([0, 1]), np.random.default_rng(0), views=views)


def test_stones_are_dealt_to_rocks_only():
    with pytest.raises(ValueError, match=r"labels\[0\] is 5"):
        deal_stones(np.array([5]), np.random.default_rng(0))
