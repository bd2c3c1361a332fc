"""The augmentation explorer without a browser: what its steps do, what it measures, what it refuses."""

import random
from functools import partial

import numpy as np
import pytest
from traitlets import TraitError

from course_utils.checking import LocalStudent
from course_utils.explorers import explore_augmentation
from course_utils.explorers.augmentation.damage import clipped_share, fits_range, flat_share, suggested_range
from course_utils.explorers.augmentation.explorer import AugmentationExplorer
from course_utils.explorers.augmentation.steps import steps_of
from course_utils.explorers.augmentation.strengths import strength_of, with_strength
from course_utils.explorers.augmentation.versions import MOST_VALUES, Span, Tally, blocks
from course_utils.training import shift_and_mirror

keras = pytest.importorskip("keras")
L = keras.layers
RNG = np.random.default_rng(0)
PHOTOS = RNG.integers(0, 256, (30, 12, 10, 3), dtype=np.uint8)
GREY = PHOTOS[:, :, :, 0]
FRACTIONS = PHOTOS.astype(np.float32) / 255


@pytest.fixture(autouse=True)
def _no_still(request, monkeypatch):
    """Spare half a second of matplotlib where the still picture is not the subject."""
    if "draws_and_describes" not in request.node.name:
        monkeypatch.setattr(AugmentationExplorer, "picture", lambda _self: b"")


def explore(images=PHOTOS, layers=None, **options):
    return explore_augmentation(images, [L.RandomRotation(0.1)] if layers is None else layers, language="en", **options)


def drawn(explorer) -> bytes:
    return explorer.versions["pixels"]


def keys(explorer) -> list[str]:
    return [note["key"] for note in explorer.notes]


def bright(images):
    """A "network" of two classes: dark and bright."""
    share = np.asarray(images, np.float64).mean(axis=(1, 2, 3)) / 255
    return np.stack([1 - share, share], axis=1)


def brighter(images, rng, *, most=40.0):
    return np.clip(images + rng.uniform(0, most, (len(images), 1, 1, 1)), 0, 255)


# ---- the layers are the student's own


@pytest.mark.parametrize(
    ("layer", "wanted", "arguments"),
    [
        (L.RandomRotation(0.1), 0.3, {"factor": (-0.3, 0.3)}),
        (L.RandomRotation((0.0, 0.2)), 0.1, {"factor": (0.0, 0.1)}),
        (L.RandomTranslation(0.1, 0.2), 0.4, {"height_factor": 0.2, "width_factor": 0.4}),
        (L.RandomZoom(0.2), 0.5, {"height_factor": 0.5, "width_factor": None}),
        (L.RandomZoom(0.0), 0.5, {"height_factor": 0.5, "width_factor": None}),
        (L.RandomBrightness((-0.4, 0.2)), 0.2, {"factor": (-0.2, 0.1)}),
        (L.RandomCrop(9, 10), 0.5, {"height": 6, "width": 10}),
        (L.GaussianNoise(0.1), 0.3, {"stddev": 0.3}),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, float | dict) else None,
)
def test_a_strength_is_written_into_the_layers_own_arguments(layer, wanted, arguments):
    config, kind = layer.get_config(), type(layer).__name__
    changed = with_strength(config, strength_of(kind, config, (12, 10)), wanted, (12, 10))
    rebuilt = type(layer).from_config(changed).get_config()
    for name, value in arguments.items():
        assert rebuilt[name] == pytest.approx(value) if value is not None else rebuilt[name] is None


@pytest.mark.parametrize(
    ("layer", "value"),
    [(L.RandomRotation(0.1), 0.1), (L.RandomTranslation(0.1, 0.2), 0.2), (L.RandomContrast(0.3), 0.3), (L.RandomCrop(6, 10), 0.5)],
    ids=lambda value: type(value).__name__ if not isinstance(value, float) else None,
)
def test_the_strength_it_starts_with_is_the_layers(layer, value):
    assert next(iter(explore(layers=layer).strengths.values())) == pytest.approx(value)


def test_versions_at_the_first_strength_are_what_the_layer_gives():
    explorer = explore(FRACTIONS[:1], L.RandomBrightness((0.5, 0.5), value_range=(0, 1)))
    wanted = np.clip(FRACTIONS[0] + 0.5, 0, 1)
    np.testing.assert_allclose(np.frombuffer(drawn(explorer), np.uint8)[: wanted.size], wanted.ravel() * 255, atol=0.51)


def test_the_students_layer_is_left_as_it_was():
    layer, twin = L.RandomRotation(0.1, seed=3), L.RandomRotation(0.1, seed=3)
    explorer = explore(layers=layer)
    explorer.strengths = {"random_rotation": 0.4}
    assert layer.get_config() == {**twin.get_config(), "name": layer.name}
    np.testing.assert_array_equal(layer(FRACTIONS, training=True), twin(FRACTIONS, training=True))


def test_names_follow_the_kind_and_not_keras_own_count():
    steps = steps_of([L.RandomFlip(), L.RandomFlip(), L.RandomZoom(0.1, name="near"), shift_and_mirror, lambda images: images], (12, 10))
    assert [step.name for step in steps] == ["random_flip", "random_flip_2", "near", "shift_and_mirror", "function"]


def test_a_sequential_model_of_layers_is_taken_apart_in_order():
    explorer = explore(layers=[keras.Sequential([L.RandomFlip(), keras.Sequential([L.RandomZoom(0.1)])]), L.RandomRotation(0.1)])
    assert [step["name"] for step in explorer.steps] == ["random_flip", "random_zoom", "random_rotation"]


def test_the_front_of_the_students_model_is_taken_when_no_layers_are_given():
    net = keras.Sequential(
        [keras.Input((12, 10, 3)), L.Rescaling(1 / 255), L.RandomFlip("horizontal"), L.Conv2D(2, 3), L.Flatten(), L.Dense(2)]
    )
    explorer = explore_augmentation(PHOTOS, model=net, language="en")
    assert [step["name"] for step in explorer.steps] == ["rescaling", "random_flip"]
    explorer.active = []
    row = np.asarray(net(PHOTOS[:1].astype(np.float32), training=False))[0]
    assert {answer["number"] for answer in explorer.versions["answers"]} == {int(row.argmax())}
    assert explorer.still_right == 1


def test_without_layers_and_without_a_model_there_is_a_start():
    assert len(explore_augmentation(GREY, language="en").active) == 4


# ---- seeds, switches, order


def test_the_same_seed_draws_the_same_and_another_seed_others():
    first, second = explore(seed=5), explore(seed=5)
    assert drawn(first) == drawn(second)
    first.seed = 6
    assert drawn(first) != drawn(second)
    first.seed = 5
    assert drawn(first) == drawn(second)


def test_a_larger_strength_turns_the_same_way_further():
    seen = []
    move = L.RandomBrightness(0.1, value_range=(0, 255))
    for strength in (0.1, 0.2):
        explorer = explore(np.full((1, 4, 4, 1), 128.0), move)
        explorer.strengths = {"random_brightness": strength}
        seen.append(explorer._shown.versions[:, 0, 0, 0] - 128)
    np.testing.assert_allclose(seen[1], 2 * seen[0], atol=1e-3)


def test_switching_a_step_off_leaves_what_the_others_draw():
    explorer = explore(layers=[L.RandomContrast(0.5), L.RandomFlip("horizontal")])
    explorer.active = ["random_flip"]
    alone = drawn(explorer)
    explorer.strengths = {"random_contrast": 0.0}
    explorer.active = ["random_flip", "random_contrast"]
    assert explorer.active == ["random_contrast", "random_flip"]
    assert drawn(explorer) == alone


def test_all_steps_off_gives_the_original():
    explorer = explore(count=3)
    explorer.active = []
    assert drawn(explorer) == PHOTOS[0].tobytes() * 3
    assert explorer.average["most"] == 0


def test_a_path_shows_each_step_that_is_on():
    explorer = explore(layers=[L.RandomFlip(), L.RandomZoom(0.1), L.RandomRotation(0.1)])
    explorer.active = ["random_flip", "random_rotation"]
    explorer.version = 4
    assert explorer.path["version"] == 4
    assert list(explorer.path["pictures"]) == ["random_flip", "random_rotation"]
    size = 12 * 10 * 3
    assert explorer.path["pictures"]["random_rotation"]["pixels"] == drawn(explorer)[4 * size : 5 * size]


def test_every_version_is_cut_at_a_place_of_its_own():
    explorer = explore(layers=L.RandomCrop(6, 5))
    size = 6 * 5 * 3
    pieces = {drawn(explorer)[place : place + size] for place in range(0, 12 * size, size)}
    assert len(pieces) > 4
    assert keys(explorer) == ["hint_batch"]


# ---- functions


def test_a_function_gets_a_generator_and_a_slider_for_its_first_number():
    explorer = explore(layers=[shift_and_mirror])
    assert explorer.strengths == {"shift_and_mirror": 1.0}
    assert explorer.steps[0]["strength"]["option"] == "most"
    explorer.strengths = {"shift_and_mirror": 3}
    assert drawn(explorer) != drawn(explore(layers=[shift_and_mirror]))
    assert explore(layers=[partial(shift_and_mirror, most=2)]).strengths == {"shift_and_mirror": 2.0}


def test_functions_of_one_argument_are_repeatable_and_leave_common_chance_alone():
    def noisy(images):
        return images + np.random.normal(size=images.shape) * random.random()  # noqa: NPY002 - the common generator is the subject

    np.random.seed(1)  # noqa: NPY002 - the common generator is the subject
    random.seed(1)
    before = (np.random.get_state()[1].tolist(), random.getstate())  # noqa: NPY002 - the common generator is the subject
    assert drawn(explore(GREY, [noisy])) == drawn(explore(GREY, [noisy]))
    assert (np.random.get_state()[1].tolist(), random.getstate()) == before  # noqa: NPY002 - the common generator is the subject


def test_functions_are_given_the_images_in_their_own_kind():
    seen = []
    explore(layers=[lambda images: seen.append(images.dtype) or images])
    assert set(seen) == {np.dtype(np.uint8)}


# ---- what is measured


def test_clipping_counts_values_that_were_brought_to_an_end():
    before = np.array([[[[0.0], [0.2]], [[0.9], [1.0]]]])
    assert clipped_share(before, np.clip(before + 0.2, 0, 1), (0, 1)) == 0.25
    assert clipped_share(before, before, (0, 1)) == 0


def test_contrast_on_standardised_images_loses_half_the_values_and_says_so():
    images = RNG.normal(size=(4, 16, 16, 1))
    explorer = explore(images, L.RandomContrast(0.2))
    assert explorer.clipped["random_contrast"] == pytest.approx(0.5, abs=0.06)
    note = explorer.notes[0]
    assert (note["key"], note["alarm"], note["fields"]["low"], note["fields"]["high"]) == ("damage_range", True, 0, 255)
    assert note["fields"]["from"] == pytest.approx(images.min())
    mended = explore(images, L.RandomContrast(0.2, value_range=(note["fields"]["wanted_low"], note["fields"]["wanted_high"])))
    assert mended.clipped["random_contrast"] < 0.02
    assert mended.notes == []


def test_brightness_on_fractions_is_found_out_and_the_range_that_mends_it_named():
    explorer = explore(FRACTIONS, L.RandomBrightness(0.2))
    assert explorer.clipped["random_brightness"] > 0.2
    fields = explorer.notes[0]["fields"]
    assert (fields["wanted_low"], fields["wanted_high"]) == (0, 1)
    assert fields["greatest"] > 5
    assert "damage_range" not in keys(explore(FRACTIONS, L.RandomBrightness(0.2, value_range=(0, 1))))
    assert "damage_range" not in keys(explore(PHOTOS, L.RandomBrightness(0.2)))


def test_a_layer_behind_a_rescaling_is_measured_against_what_reaches_it():
    explorer = explore(PHOTOS, [L.Rescaling(1 / 127.5, offset=-1), L.RandomContrast(0.3)])
    assert (explorer.notes[0]["key"], explorer.notes[0]["fields"]["wanted_low"]) == ("damage_range", -1)
    assert explorer.active == ["random_contrast"]


def test_a_strength_of_zero_is_no_damage():
    explorer = explore(FRACTIONS, L.RandomBrightness(0.2))
    explorer.strengths = {"random_brightness": 0}
    assert (explorer.notes, explorer.clipped["random_brightness"]) == ([], 0)


def test_much_clipping_within_the_right_range_asks_for_less():
    explorer = explore(PHOTOS, L.RandomBrightness((0.5, 0.5)))
    assert keys(explorer) == ["damage_strong"]


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        (lambda images: images * 0 + 7, "damage_flat"),
        (lambda images: images * 10.0, "damage_values"),
        (lambda images: images / 255, "damage_values"),
    ],
)
def test_functions_that_destroy_the_values_are_found_out(spoil, key):
    assert key in keys(explore(PHOTOS, [spoil]))


def test_a_step_is_not_blamed_for_what_the_one_before_it_did():
    explorer = explore(PHOTOS, [lambda images: images * 10.0, shift_and_mirror])
    assert [note["name"] for note in explorer.notes] == ["function"]


def test_flat_images_are_counted():
    before = np.arange(8.0).reshape(2, 2, 2, 1)
    assert flat_share(before, np.stack([before[0], np.ones((2, 2, 1))])) == 0.5
    assert flat_share(np.ones((1, 2, 2, 1)), np.ones((1, 2, 2, 1))) == 0


def test_a_flip_upside_down_and_a_large_turn_ask_for_the_label():
    explorer = explore(layers=[L.RandomFlip("vertical"), L.RandomRotation(0.2)])
    assert keys(explorer) == ["ask_flip"]
    explorer.strengths = {"random_rotation": 0.5}
    assert keys(explorer) == ["ask_flip", "ask_turn"]
    explorer.active = []
    assert keys(explorer) == []
    assert keys(explore(layers=[L.RandomFlip("horizontal")])) == []


@pytest.mark.parametrize(
    ("low", "high", "wanted"), [(0, 1, (0, 1)), (-1, 1, (-1, 1)), (0, 255, (0, 255)), (0, 16, (0, 255)), (-1.83, 2.14, (-1.9, 2.2))]
)
def test_the_range_suggested_holds_the_images(low, high, wanted):
    assert suggested_range(Span(low, high, low, high)) == pytest.approx(wanted)


def test_dark_photos_fit_the_range_of_photos_and_fractions_do_not():
    assert fits_range(Span(0, 90, 0, 255), (0, 255))
    assert not fits_range(Span(0, 1, 0, 1), (0, 255))
    assert not fits_range(Span(-1, 1, -1, 1), (0, 1))


def test_mean_and_spread_are_those_of_the_versions():
    versions = RNG.normal(size=(20, 5, 4, 3))
    tally = Tally((5, 4, 3))
    tally.add(versions[:7])
    tally.add(versions[7:])
    np.testing.assert_allclose(tally.mean(), versions.mean(axis=0))
    np.testing.assert_allclose(tally.spread(), versions.std(axis=0).mean(axis=2))


def test_large_images_are_drawn_in_small_blocks():
    found = list(blocks(12, 24, MOST_VALUES // 5))
    assert found == [(0, 5), (5, 10), (10, 12), (12, 17), (17, 22), (22, 24)]
    assert list(blocks(12, 64, 100)) == [(0, 12), (12, 64)]


# ---- the network's view


def test_without_labels_the_networks_own_first_answer_is_right():
    dark = np.full((1, 8, 8, 1), 100.0)
    explorer = explore(dark, [brighter], model=bright)
    assert explorer.original["wanted"] == 0
    assert 0 <= explorer.still_right <= 1
    explorer.strengths = {"brighter": 0}
    assert explorer.still_right == 1
    explorer.strengths = {"brighter": 120}
    assert explorer.still_right < 1
    shown = [answer["right"] for answer in explorer.versions["answers"]]
    assert False in shown


def test_with_labels_the_label_is_right():
    explorer = explore(np.full((2, 8, 8, 1), 100.0), [brighter], model=bright, labels=[1, 0], class_names=["dark", "bright"])
    explorer.active = []
    assert explorer.still_right == 0
    explorer.image = 1
    assert explorer.still_right == 1
    assert explorer.versions["answers"][0] == {"number": 0, "name": "dark", "value": pytest.approx(1 - 100 / 255), "right": True}


def test_without_a_model_nothing_is_right_or_wrong():
    explorer = explore()
    assert (explorer.still_right, explorer.versions["answers"], explorer.original["answers"]) == (None, [], [])


def test_one_sigmoid_output_is_two_classes_and_logits_are_not_called_probabilities():
    one = explore(PHOTOS, model=lambda images: np.full((len(images), 1), 0.9))
    assert (one.versions["answers"][0]["number"], one.versions["answers"][0]["value"]) == (1, pytest.approx(0.9))
    logits = explore(PHOTOS, model=lambda images: np.tile([-3.0, 5.0], (len(images), 1)))
    assert logits.versions["answers"][0]["value"] is None


def test_a_model_of_another_size_is_not_asked_and_the_page_says_why():
    net = keras.Sequential([keras.Input((12, 10, 3)), L.Flatten(), L.Dense(2, activation="softmax")])
    explorer = explore(PHOTOS, [L.RandomCrop(6, 5)], model=net)
    assert explorer.still_right is None
    assert explorer.notes[-1]["key"] == "model_shape"
    assert explorer.notes[-1]["fields"] == {"have": "6 × 5 × 3", "wanted": "12 × 10 × 3"}
    assert explore(PHOTOS, [L.RandomCrop(6, 5), L.Resizing(12, 10)], model=net).still_right is not None


# ---- images, limits, refusals


@pytest.mark.parametrize("images", [GREY, GREY[0], PHOTOS, PHOTOS[0], FRACTIONS, FRACTIONS[..., :1], PHOTOS > 99])
def test_images_of_every_common_form_are_welcome(images):
    assert explore(images, [L.RandomFlip(), L.RandomContrast(0.1)]).versions["count"] == 12


def test_twenty_four_images_are_offered_and_the_rest_counted():
    explorer = explore()
    assert (len(explorer.strip["pictures"]), explorer.strip["total"]) == (24, 30)


def test_large_images_are_thinned_and_the_page_is_told():
    explorer = explore(RNG.integers(0, 256, (1, 1200, 900, 3), dtype=np.uint8), [L.RandomFlip()])
    assert (explorer.original["thinning"], explorer.original["full_height"], explorer.average["draws"]) == (3, 400, 24)
    assert len(drawn(explorer)) <= 12 * 112 * 112 * 3


@pytest.mark.parametrize(
    ("trait", "value", "message"),
    [
        ("image", 24, "image=24 is not there: choose 0 to 23"),
        ("version", 12, "version=12 is not there: choose 0 to 11"),
        ("count", 25, "count=25 is not there: choose 1 to 24"),
        ("seed", -1, "seed=-1 is not there"),
        ("active", ["random_flip"], "names 'random_flip': choose among random_rotation"),
        ("strengths", {"zoom": 1}, "names 'zoom': choose among random_rotation"),
        ("strengths", {"random_rotation": 2}, "does not fit: give a number from 0 to 1"),
        ("strengths", {"random_rotation": float("nan")}, "does not fit"),
        ("strengths", {"random_rotation": "much"}, "does not fit"),
    ],
)
def test_what_is_not_there_is_refused_and_changes_nothing(trait, value, message):
    explorer = explore()
    before, pixels = getattr(explorer, trait), drawn(explorer)
    with pytest.raises(TraitError, match=message):
        setattr(explorer, trait, value)
    assert (getattr(explorer, trait), drawn(explorer)) == (before, pixels)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"images": np.zeros((2, 3))[0]}, "images do not fit"),
        ({"images": [np.zeros((3, 3)), np.zeros((4, 4))]}, "resize them first"),
        ({"images": np.zeros((0, 8, 8, 1))}, "at least one image"),
        ({"layers": []}, "layers is empty"),
        ({"layers": ["flip"]}, "layers holds 'flip': give Keras preprocessing layers or functions"),
        ({"layers": [L.MixUp()]}, "MixUp mixes several images"),
        ({"layers": [lambda images: images[:1]]}, "'function' made .* it must give as many images"),
        ({"labels": [1, 2]}, "for 30 images: give one whole number per image"),
        ({"count": 0}, "give a count from 1 to 24"),
        ({"model": "net"}, "model is str: give a Keras model"),
        ({"model": lambda images: images}, "it must give one row of class numbers per image"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_is_needed(options, message):
    with pytest.raises(ValueError, match=message):
        explore(**options)


def test_a_photo_is_brought_to_the_images_size_kind_and_range():
    sent = {"height": 24, "width": 40, "channels": 3, "pixels": bytes([255] * (24 * 40 * 3)), "was": []}
    for images, white in ((GREY, 255), (FRACTIONS[:, :, :, :1], 1), (FRACTIONS * 2 - 1, 1)):
        explorer = explore(images, [L.RandomFlip()], labels=range(30))
        explorer.upload = sent
        own = explorer._chain.images[24]
        assert (explorer.image, own.dtype) == (24, explorer._chain.images.dtype)
        np.testing.assert_allclose(own, white, atol=0.01)
        explorer.upload = {**sent, "pixels": bytes(24 * 40 * 3)}
        assert len(explorer._chain.images) == 25
        assert explorer._chain.images[24].max() < white


def test_what_is_no_photo_is_refused():
    with pytest.raises(TraitError, match="photo"):
        explore().upload = {"height": 3}


def test_fewer_versions_than_the_chosen_one_go_back_to_the_first():
    explorer = explore()
    explorer.version = 11
    explorer.count = 4
    assert (explorer.version, explorer.versions["count"]) == (0, 4)


def test_a_check_reads_the_state_as_plain_data():
    student = LocalStudent({"explorer": explore(layers=[L.RandomFlip(), L.RandomZoom(0.1)], model=bright)})
    assert student.eval("(explorer.active, explorer.strengths, explorer.seed)") == (["random_flip", "random_zoom"], {"random_zoom": 0.1}, 0)
    assert 0 <= student.eval("explorer.still_right") <= 1


@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_draws_and_describes_itself_in_both_languages(language):
    explorer = explore_augmentation(PHOTOS, [L.RandomZoom(0.1)], model=bright, class_names=["dark", "bright"], language=language)
    assert explorer.picture().startswith(b"\x89PNG")
    assert "random_zoom" in explorer.describe()
    explorer.active = []
    assert explorer.texts["nothing"] in explorer.describe()
