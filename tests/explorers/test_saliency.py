"""The saliency explorer without a browser: each map against what it must be, limits and errors."""

import numpy as np
import pytest
from traitlets import TraitError

from course_utils.checking import LocalStudent
from course_utils.explorers import explore_saliency
from course_utils.explorers.saliency import occlusion
from course_utils.explorers.saliency.attributions import (
    grad_cam,
    integrated_gradients,
    rank_correlation,
    sensitivity,
    stretched,
)
from course_utils.explorers.saliency.classifier import Classifier
from course_utils.explorers.saliency.occlusion import Table, drop_map, hidden, occlusion_table, places
from course_utils.explorers.saliency.views import Gallery, map_view, shown_classes

keras = pytest.importorskip("keras")
L = keras.layers
RNG = np.random.default_rng(5)
IMAGES = RNG.integers(0, 256, (30, 12, 12, 1), dtype=np.uint8)
IMAGE = (IMAGES[0] / 255).astype(np.float32)
BLACK = np.zeros_like(IMAGE)


def small(*, outputs: int = 3, activation: str = "softmax"):
    return keras.Sequential(
        [
            keras.Input((12, 12, 1)),
            L.Rescaling(1 / 255, name="scale"),
            L.Conv2D(4, 3, activation="relu", name="first"),
            L.Conv2D(5, 3, activation="relu", name="second"),
            L.MaxPooling2D(2, name="pool"),
            L.Flatten(),
            L.Dense(outputs, activation=activation, name="answer"),
        ]
    )


@pytest.fixture(scope="module")
def model():
    keras.utils.set_random_seed(3)
    return small()


@pytest.fixture(scope="module")
def averaging():
    """One convolution, a global average, one dense layer: Grad-CAM has a closed form here."""
    keras.utils.set_random_seed(4)
    layers = [L.Conv2D(6, 3, name="maps"), L.GlobalAveragePooling2D(), L.Dense(4, activation="softmax", name="answer")]
    return keras.Sequential([keras.Input((12, 12, 1)), *layers])


@pytest.fixture(scope="module")
def linear():
    keras.utils.set_random_seed(6)
    return keras.Sequential([keras.Input((12, 12, 1)), L.Flatten(), L.Dense(3, activation="softmax", name="answer")])


@pytest.fixture
def explorer(model):
    return explore_saliency(model, IMAGES, class_names=["a", "b", "c"], language="en")


def weights_of(network, name: str):
    return np.asarray(network.get_layer(name).kernel)


def test_grad_cam_of_an_averaging_network_is_the_class_activation_map(averaging):
    maps = np.asarray(keras.Model(averaging.inputs[0], averaging.get_layer("maps").output)(IMAGE[np.newaxis]))[0]
    for target in range(4):
        wanted = np.maximum(maps @ weights_of(averaging, "answer")[:, target], 0) / (10 * 10)
        network = Classifier(averaging)
        np.testing.assert_allclose(grad_cam(network, IMAGE, target, network.layers["maps"]), wanted, atol=1e-6)


def test_a_map_is_enlarged_as_tensorflow_does_it():
    tf = pytest.importorskip("tensorflow")
    values = RNG.random((5, 3)).astype(np.float32)
    wanted = np.asarray(tf.image.resize(values[..., np.newaxis], (17, 12)))[..., 0]
    np.testing.assert_allclose(stretched(values, 17, 12), wanted, atol=1e-6)


def test_integrated_gradients_of_a_linear_score_are_weight_times_difference_with_a_single_step(linear):
    baseline = np.full_like(IMAGE, 0.25)
    made = integrated_gradients(Classifier(linear), IMAGE, baseline, 2, steps=1)
    wanted = (IMAGE - baseline) * weights_of(linear, "answer")[:, 2].reshape(12, 12, 1)
    np.testing.assert_allclose(made.values, wanted, atol=1e-6)
    assert made.total == pytest.approx(made.difference, abs=1e-5)


@pytest.mark.parametrize("target", [0, 1, 2])
def test_the_shares_of_integrated_gradients_add_up_to_the_change_of_the_score(model, target):
    image = IMAGES[1].astype(np.float32)
    made = integrated_gradients(Classifier(model), image, np.zeros_like(image), target, steps=64)
    assert made.total == pytest.approx(made.difference, rel=0.02, abs=0.005)
    assert made.difference != 0


def test_more_steps_come_closer(model):
    image, network = IMAGES[2].astype(np.float32), Classifier(model)
    errors = [integrated_gradients(network, image, np.full_like(image, 200), 0, steps) for steps in (1, 128)]
    near, far = (abs(one.total - one.difference) for one in reversed(errors))
    assert near < far / 3


def test_the_gradient_is_what_a_small_change_of_a_pixel_does(model):
    image, network = IMAGES[3].astype(np.float32), Classifier(model)
    slopes = sensitivity(network, image, 1)
    for row, column in ((0, 0), (5, 7), (11, 3)):
        ends = np.stack([image, image])
        ends[0, row, column] -= 0.5
        ends[1, row, column] += 0.5
        low, high = np.asarray(network.scores(ends))[:, 1]
        assert abs(high - low) == pytest.approx(slopes[row, column], rel=0.05, abs=1e-5)


def test_scores_are_the_logits_behind_softmax_and_sigmoid(model):
    batch = IMAGES[:4].astype(np.float32)
    scores = np.asarray(Classifier(model).scores(batch))
    powers = np.exp(scores)
    np.testing.assert_allclose(powers / powers.sum(axis=1, keepdims=True), np.asarray(model(batch)), atol=1e-5)
    unit = small(outputs=1, activation="sigmoid")
    pair = np.asarray(Classifier(unit).scores(batch))
    np.testing.assert_allclose(1 / (1 + np.exp(-pair[:, 1])), np.asarray(unit(batch))[:, 0], atol=1e-5)
    np.testing.assert_allclose(pair[:, 0], -pair[:, 1])


@pytest.mark.parametrize(
    ("ending", "wanted"),
    [
        ([L.Dense(3)], "linear"),
        ([L.Dense(3), L.Softmax()], "softmax"),
        ([L.Dense(3), L.Activation("softmax")], "softmax"),
        ([L.Dense(3, activation="relu")], "other"),
        ([L.Dense(3, activation="relu", kernel_initializer="zeros")], "other"),
        ([keras.Sequential([keras.Input((12,)), L.Dense(3, activation="softmax")])], "softmax"),
    ],
    ids=["logits", "softmax layer", "activation layer", "something else", "silent", "a nested head"],
)
def test_the_last_layer_is_known_however_it_was_written(ending, wanted):
    body = [keras.Input((12, 12, 1)), L.Conv2D(12, 3), L.GlobalAveragePooling2D()]
    network = Classifier(keras.Sequential([*body, *ending]))
    batch = IMAGES[:2].astype(np.float32)
    assert network.ending == wanted
    sure = network.probabilities(batch)
    assert np.allclose(sure.sum(axis=1), 1, atol=1e-5)
    if wanted != "other":
        powers = np.exp(np.asarray(network.scores(batch), np.float64))
        np.testing.assert_allclose(powers / powers.sum(axis=1, keepdims=True), sure, atol=1e-4)


def test_maps_inside_a_nested_backbone_are_offered_and_explained():
    keras.utils.set_random_seed(8)
    inner = keras.Input((12, 12, 1))
    maps = L.Conv2D(6, 3, name="maps")(inner)
    backbone = keras.Model(inner, L.GlobalAveragePooling2D()(maps), name="backbone")
    outer = keras.Sequential([keras.Input((12, 12, 1)), L.RandomFlip(), backbone, L.Dense(2, activation="softmax", name="answer")])
    network = Classifier(outer)
    assert (list(network.layers), network.main_layer) == (["backbone/maps"], "backbone/maps")
    seen = np.asarray(keras.Model(backbone.inputs[0], maps)(IMAGE[np.newaxis]))[0]
    wanted = np.maximum(seen @ weights_of(outer, "answer")[:, 1], 0) / 100
    np.testing.assert_allclose(grad_cam(network, IMAGE, 1, network.layers["backbone/maps"]), wanted, atol=1e-6)


def test_listening_leaves_the_students_layers_as_they_were(model):
    network = Classifier(model)
    grad_cam(network, IMAGE, 0, network.layers["first"])
    assert all("call" not in vars(layer) for layer in model.layers)


def test_the_layer_before_the_last_pooling_is_the_first_choice(explorer):
    assert explorer.layer == "second"
    assert [one["name"] for one in explorer.network["layers"]] == ["first", "second", "pool"]


@pytest.mark.parametrize(("side", "size", "most"), [(28, 7, 20), (28, 2, 20), (12, 12, 20), (250, 12, 5), (5, 1, 20)])
def test_squares_cover_every_pixel_from_end_to_end(side, size, most):
    found = places(side, size, most)
    assert (found[0], found[-1]) == (0, side - size)
    assert np.diff(found).max(initial=0) <= size
    assert len(found) <= max(most, -(-side // size) + 1)


def test_the_occlusion_table_is_what_the_network_says_of_each_covered_image(model):
    image, network = IMAGES[0].astype(np.float32), Classifier(model)
    table = occlusion_table(network, image, 4, np.array([128], np.float32), 20)
    assert table.probabilities.shape == (9, 9, 3)
    for row, column in ((0, 0), (3, 8), (8, 5)):
        covered = image.copy()
        covered[row : row + 4, column : column + 4] = 128
        np.testing.assert_allclose(table.probabilities[row, column], np.asarray(model(covered[np.newaxis]))[0], atol=1e-5)
        np.testing.assert_array_equal(hidden(image, row, column, 4, np.array([128])), covered)
    np.testing.assert_array_equal(table.nearest(3, 8), table.probabilities[3, 8])


def test_the_drop_map_is_the_mean_over_the_squares_that_cover_a_pixel():
    probabilities = np.array([[[0.9], [0.5]], [[0.1], [0.7]]], np.float32)
    made = drop_map(Table(np.array([0, 1]), np.array([0, 1]), 2, probabilities), 0.9, 0, (3, 3))
    drops = 0.9 - probabilities[..., 0]
    assert made[0, 0] == pytest.approx(drops[0, 0])
    assert made[1, 1] == pytest.approx(drops.mean())
    assert made[0, 1] == pytest.approx(drops[0].mean())
    assert made[2, 0] == pytest.approx(drops[1, 0])


def test_all_maps_find_the_corner_that_a_planted_network_looks_at():
    planted = keras.Sequential([keras.Input((12, 12, 1)), L.Conv2D(2, 3, name="maps"), L.Flatten(), L.Dense(1, activation="sigmoid")])
    kernel = np.zeros((3, 3, 1, 2), np.float32)
    kernel[1, 1, 0] = 1 / 255
    head = np.zeros((10, 10, 2, 1), np.float32)
    head[:3, 7:] = 0.5
    planted.set_weights([kernel, np.zeros(2, np.float32), head.reshape(-1, 1), np.array([-3], np.float32)])
    explorer = explore_saliency(planted, np.full((1, 12, 12, 1), 250.0), language="en")
    assert explorer.target == 1
    explorer.fill = "black"
    for method in ("occlusion", "integrated_gradients", "gradient"):
        explorer.method = method
        row, column = np.unravel_index(explorer.heatmap.argmax(), (12, 12))
        assert row < 5, method
        assert column > 6, method
    explorer.occluder = [0, 7, 4]
    assert explorer.drop > 0.5
    explorer.occluder = [7, 0, 4]
    assert explorer.drop == pytest.approx(0, abs=1e-6)


def test_the_drop_is_exact_and_belongs_to_the_target(explorer, model):
    explorer.occluder, explorer.fill = [2, 3, 5], "black"
    image = IMAGES[0].astype(np.float32)
    image[2:7, 3:8] = 0
    left = np.asarray(model(image[np.newaxis]))[0]
    for target in range(3):
        explorer.target = target
        assert explorer.drop == pytest.approx(explorer.probabilities[target] - left[target], abs=1e-5)


def test_a_new_image_asks_about_its_predicted_class(explorer, model):
    explorer.target = 0 if explorer.target else 1
    explorer.image = 4
    row = np.asarray(model(IMAGES[4:5].astype(np.float32)))[0]
    assert explorer.target == row.argmax()
    np.testing.assert_allclose(explorer.probabilities, row, atol=1e-5)


@pytest.mark.parametrize("method", ["grad_cam", "occlusion", "integrated_gradients", "gradient"])
def test_every_map_has_the_size_of_the_image_and_its_own_twin(explorer, method):
    explorer.method = method
    assert explorer.heatmap.shape == (12, 12)
    assert explorer.untrained_heatmap is None
    assert explorer.untrained_heat == {}
    explorer.compare = True
    assert explorer.untrained_heatmap.shape == (12, 12)
    assert explorer.similarity == pytest.approx(rank_correlation(explorer.heatmap, explorer.untrained_heatmap))


def test_an_untrained_copy_has_other_weights_the_same_each_time_and_uses_up_no_random_numbers(model):
    import random

    random.seed(9)
    wanted = random.random()
    random.seed(9)
    one, two = (Classifier(model).untrained().model.get_weights() for _ in range(2))
    assert random.random() == wanted
    assert all(np.array_equal(first, second) for first, second in zip(one, two, strict=True))
    assert not np.allclose(one[0], model.get_weights()[0])


def test_an_untrained_copy_keeps_how_the_pixels_are_scaled():
    scaler = L.Normalization(axis=-1)
    scaler.adapt(IMAGES.astype(np.float32))
    body = keras.Sequential([keras.Input((12, 12, 1)), scaler, L.Conv2D(2, 3), L.GlobalAveragePooling2D(), L.Dense(2)])
    copy = Classifier(body).untrained().model
    batch = IMAGES[:2].astype(np.float32)
    np.testing.assert_allclose(np.asarray(copy.layers[0](batch)), np.asarray(scaler(batch)), atol=1e-5)


def test_rank_correlation_is_spearmans():
    stats = pytest.importorskip("scipy.stats")
    one, two = RNG.integers(0, 5, 60), RNG.random(60)
    assert rank_correlation(one, two) == pytest.approx(stats.spearmanr(one, two).statistic)
    assert rank_correlation(np.ones(4), np.arange(4)) == 0


def test_a_slow_network_is_asked_at_fewer_places(model, monkeypatch):
    ticks = iter([0.0, 8.0])
    monkeypatch.setattr(occlusion, "perf_counter", lambda: next(ticks))
    assert occlusion.affordable(Classifier(model), IMAGE, seconds=49.0) == 7


def test_a_network_without_feature_maps_is_explained_without_grad_cam(linear):
    explorer = explore_saliency(linear, IMAGE, language="en")
    assert explorer.method == "gradient"
    assert explorer.network["methods"] == ["occlusion", "integrated_gradients", "gradient"]
    with pytest.raises(TraitError, match="has no feature maps for Grad-CAM: choose occlusion"):
        explorer.method = "grad_cam"


def test_colour_images_and_their_mean_are_kept_apart_by_channel():
    batch = np.zeros((2, 4, 4, 3), np.uint8)
    batch[0, :, :, 1] = 200
    gallery = Gallery.of(batch)
    assert (gallery.low, gallery.high) == (0, 255)
    np.testing.assert_array_equal(gallery.fill(0, "mean"), [0, 200, 0])
    np.testing.assert_array_equal(gallery.fill(0, "grey"), [127.5] * 3)
    np.testing.assert_array_equal(Gallery.of(batch / 127.5 - 1).fill(0, "black"), [-1] * 3)


def test_large_images_are_shown_smaller_and_explained_whole():
    model = keras.Sequential([keras.Input((300, 280, 3)), L.Conv2D(2, 3, strides=9), L.GlobalAveragePooling2D(), L.Dense(2)])
    explorer = explore_saliency(model, RNG.random((1, 300, 280, 3)), language="en")
    assert explorer.photo["step"] == 2
    assert (explorer.heat["height"], explorer.heat["width"]) == (150, 140)
    assert explorer.heatmap.shape == (300, 280)


def test_the_colours_of_a_map_reach_its_strongest_place_or_its_hundredth():
    values = np.zeros((10, 20), np.float32)
    values[0, 0], values[0, 1] = -8, 4
    whole = map_view(values, signed=True, clipped=False)
    assert (whole["reach"], whole["clipped"]) == (8, False)
    assert list(whole["pixels"][:3]) == [0, 191, 128]
    values[1] = 1
    cut = map_view(values, signed=True, clipped=True)
    assert cut["clipped"]
    assert cut["reach"] < 8
    assert map_view(np.zeros((3, 3), np.float32), signed=False, clipped=True)["reach"] == 0


def test_the_explained_class_always_has_a_bar():
    chances = np.linspace(1, 0, 30)
    assert shown_classes(chances, 3) == list(range(10))
    assert shown_classes(chances, 25) == [*range(9), 25]


def test_a_photo_of_ones_own_is_made_like_the_images_and_explained(explorer, model):
    pixels = np.full((20, 20, 3), 100, np.uint8)
    explorer.upload = {"height": 20, "width": 20, "channels": 3, "pixels": pixels.tobytes(), "was": []}
    assert explorer.image == 24
    wanted = np.asarray(model(np.full((1, 12, 12, 1), 100, np.float32)))[0]
    np.testing.assert_allclose(explorer.probabilities, wanted, atol=1e-4)
    assert explorer.photo["label"] == -1
    assert explorer.heatmap.shape == (12, 12)
    explorer.upload = {"height": 20, "width": 20, "channels": 3, "pixels": (pixels * 2).tobytes(), "was": []}
    assert (explorer.image, len(explorer.strip["pictures"])) == (24, 25)
    np.testing.assert_allclose(explorer.probabilities, np.asarray(model(np.full((1, 12, 12, 1), 200, np.float32)))[0], atol=1e-4)
    with pytest.raises(TraitError, match="photo"):
        explorer.upload = {"height": 20}


def test_training_further_is_seen_after_refresh():
    net = small()
    explorer = explore_saliency(net, IMAGES, language="en")
    before = explorer.heatmap.copy()
    net.set_weights([2 * weights for weights in net.get_weights()])
    np.testing.assert_array_equal(explorer.heatmap, before)
    explorer.refresh()
    assert not np.allclose(explorer.heatmap, before)


def test_a_check_reads_the_state_as_plain_data(model):
    student = LocalStudent({"explorer": explore_saliency(model, IMAGES, language="en")})
    assert student.eval("(explorer.image, explorer.method, explorer.layer, explorer.occluder)") == (0, "grad_cam", "second", [4, 4, 3])
    assert student.eval("explorer.heatmap.shape") == (12, 12)
    assert isinstance(student.eval("explorer.drop"), float)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("method", ["grad_cam", "occlusion"])
def test_it_can_be_drawn_without_a_browser(model, language, method):
    explorer = explore_saliency(model, IMAGES[..., 0], labels=np.zeros(30), class_names=["꽃", "b", "c"], language=language)
    explorer.method, explorer.compare = method, True
    assert explorer.picture().startswith(b"\x89PNG")
    assert explorer.describe().startswith("Image 0, " if language == "en" else "이미지 0, ")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("image", 24, "image=24 is not there: choose 0 to 23"),
        ("target", 3, "target=3 is not there: choose 0 to 2"),
        ("steps", 0, "steps=0 is not there: choose 1 to 256"),
        ("layer", "answer", "layer='answer' has no feature maps here: choose one of first, second, pool"),
        ("occluder", [0, 0], "give \\[row, column, size\\] of a square inside it, for example \\[0, 0, 3\\]"),
        ("occluder", [10, 0, 3], "does not lie on the image of 12 x 12 pixels"),
        ("opacity", 1.5, "opacity=1.5 is no share"),
        ("method", "lime", "lime"),
        ("fill", "red", "red"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(explorer, name, value, said):
    before = getattr(explorer, name)
    with pytest.raises(TraitError, match=said):
        setattr(explorer, name, value)
    assert getattr(explorer, name) == before


def test_models_that_are_no_classifiers_of_images_are_refused_with_what_is_needed(model):
    maps_only = keras.Sequential([keras.Input((12, 12, 1)), L.Conv2D(2, 3)])
    with pytest.raises(ValueError, match=r"needs one row of class scores per image, \(None, K\)"):
        explore_saliency(maps_only, IMAGES)
    with pytest.raises(ValueError, match="model is list: give a Keras model"):
        explore_saliency([1], IMAGES)
    with pytest.raises(ValueError, match=r"the model takes \(N, 12, 12, 1\)"):
        explore_saliency(model, np.zeros((2, 10, 10, 1)))
    with pytest.raises(ValueError, match="30 images but 2 labels"):
        explore_saliency(model, IMAGES, labels=[0, 1])
