"""The feature map explorer without a browser: maps, kernels, answers, limits and errors."""

import warnings

import numpy as np
import pytest
from traitlets import TraitError

from course_utils.explorers import explore_feature_maps
from course_utils.explorers.networks.pixels import MOST_CHANNELS, as_bytes, image_batch, kernel_of

keras = pytest.importorskip("keras")
L = keras.layers
RNG = np.random.default_rng(0)
IMAGES = RNG.integers(0, 256, (30, 12, 12, 1), dtype=np.uint8)


def network(*, filters: int = 4, outputs: int = 3):
    return keras.Sequential(
        [
            keras.Input((12, 12, 1)),
            L.Rescaling(1 / 255, name="scale"),
            L.Conv2D(filters, 3, activation="relu", name="first"),
            L.MaxPooling2D(2, name="pool"),
            L.DepthwiseConv2D(3, name="deep", use_bias=False),
            L.Flatten(),
            L.Dense(outputs, activation="softmax" if outputs > 1 else "sigmoid"),
        ]
    )


@pytest.fixture(scope="module")
def model():
    keras.utils.set_random_seed(3)
    return network()


@pytest.fixture
def explorer(model):
    return explore_feature_maps(model, IMAGES, class_names=["a", "b", "c"], language="en")


def test_layers_with_maps_are_offered_and_the_first_convolution_is_open(explorer):
    assert [entry["name"] for entry in explorer.layers] == ["scale", "first", "pool", "deep"]
    assert (explorer.layer, explorer.channel, explorer.unit, explorer.image) == ("first", 0, [], 0)


def test_maps_are_the_layers_own(explorer, model):
    explorer.image, explorer.layer, explorer.channel = 2, "pool", 3
    wanted = np.asarray(keras.Model(model.inputs[0], model.get_layer("pool").output)(IMAGES[2:3].astype("float32")))[0]
    assert explorer.sheet["pixels"] == as_bytes(np.moveaxis(wanted, 2, 0), 0.0, wanted.max())
    assert explorer.zoom["high"] == pytest.approx(wanted[:, :, 3].max())
    explorer.unit = [1, 2]
    assert explorer.spot["value"] == pytest.approx(wanted[1, 2, 3])
    assert (explorer.spot["top"], explorer.spot["bottom"], explorer.spot["left"], explorer.spot["right"]) == (2, 5, 4, 7)


def test_probabilities_are_the_models_the_surest_first(explorer, model):
    explorer.image = 1
    row = np.asarray(model(IMAGES[1:2].astype("float32")))[0]
    assert explorer.photo["sure"]
    assert [one["number"] for one in explorer.photo["answers"]] == list(np.argsort(-row))
    assert explorer.photo["answers"][0]["name"] == "abc"[int(row.argmax())]


def test_one_sigmoid_output_is_two_classes():
    explorer = explore_feature_maps(network(outputs=1), IMAGES, class_names=["cat", "dog"], language="en")
    assert sum(one["value"] for one in explorer.photo["answers"]) == pytest.approx(1)
    assert {one["name"] for one in explorer.photo["answers"]} == {"cat", "dog"}


def test_logits_are_not_called_probabilities():
    model = keras.Sequential([keras.Input((12, 12, 1)), L.Conv2D(2, 3), L.Flatten(), L.Dense(3)])
    assert not explore_feature_maps(model, IMAGES, language="en").photo["sure"]


def test_a_network_without_classes_says_nothing_of_them():
    model = keras.Sequential([keras.Input((12, 12, 1)), L.Conv2D(2, 3)])
    assert explore_feature_maps(model, IMAGES, language="en").photo["answers"] == []


def test_a_new_layer_starts_at_its_first_channel_without_a_unit(explorer):
    explorer.channel, explorer.unit = 3, [9, 9]
    explorer.layer = "scale"
    assert (explorer.channel, explorer.unit, explorer.spot) == (0, [], {})


def test_a_channels_kernel_is_the_layers_own(explorer, model):
    explorer.channel = 2
    kernel = explorer.zoom["kernel"]
    np.testing.assert_allclose(kernel["slices"][0], np.asarray(model.get_layer("first").kernel)[:, :, 0, 2], atol=1e-4)
    assert kernel["bias"] == 0
    explorer.layer = "pool"
    assert explorer.zoom["kernel"] is None


def test_a_depthwise_kernel_reads_its_own_channel_and_a_grouped_one_its_block(model):
    deep = kernel_of(model.get_layer("deep"), 3)
    np.testing.assert_array_equal(deep.slices[0], np.asarray(model.get_layer("deep").kernel)[:, :, 3, 0])
    assert (deep.total, deep.first_input, deep.bias) == (1, 3, None)
    grouped = L.Conv2D(4, 3, groups=2)
    grouped.build((None, 8, 8, 6))
    assert (kernel_of(grouped, 3).first_input, kernel_of(grouped, 3).total) == (3, 3)


def test_many_channels_come_in_pages_of_sixty_four():
    explorer = explore_feature_maps(network(filters=100), IMAGES, language="en")
    assert (explorer.sheet["first"], explorer.sheet["count"], explorer.sheet["total"]) == (0, MOST_CHANNELS, 100)
    explorer.page = 1
    assert (explorer.sheet["first"], explorer.sheet["count"]) == (64, 36)
    assert len(explorer.sheet["pixels"]) == 36 * 10 * 10
    with pytest.raises(TraitError, match="page=2 is not there: choose 0 to 1"):
        explorer.page = 2


def test_large_maps_are_sent_small_and_say_so():
    model = keras.Sequential([keras.Input((300, 300, 3)), L.Conv2D(70, 3)])
    explorer = explore_feature_maps(model, RNG.random((1, 300, 300, 3)), language="en")
    assert explorer.sheet["step"] == 5
    assert explorer.zoom["step"] == 2
    sent = sum(len(view["pixels"]) for view in (explorer.sheet, explorer.zoom, explorer.photo, *explorer.strip["pictures"]))
    assert sent < 600_000


def test_twenty_four_images_are_offered_and_the_rest_counted(explorer):
    assert (len(explorer.strip["pictures"]), explorer.strip["total"]) == (24, 30)
    with pytest.raises(TraitError, match="image=24 is not there: choose 0 to 23"):
        explorer.image = 24


def test_training_on_shows_after_a_refresh(explorer, model):
    before = explorer.sheet["high"]
    first = model.get_layer("first")
    weights = first.get_weights()
    first.set_weights([10 * weights[0], weights[1]])
    explorer.refresh()
    first.set_weights(weights)
    assert explorer.sheet["high"] == pytest.approx(10 * before, rel=1e-4)


@pytest.mark.parametrize("shape", [(12, 12, 1), (12, 12), (5, 12, 12)])
def test_one_photo_and_grey_images_without_a_channel_are_welcome(model, shape):
    assert explore_feature_maps(model, np.zeros(shape), language="en").photo["image_height"] == 12


def test_a_functional_model_with_branches_is_shown():
    images = keras.Input((12, 12, 1))
    joined = L.Concatenate(name="joined")([L.Conv2D(2, 3, padding="same")(images), L.Conv2D(3, 1)(images)])
    explorer = explore_feature_maps(keras.Model(images, joined), IMAGES, language="en")
    explorer.layer = "joined"
    explorer.unit = [0, 0]
    assert explorer.sheet["total"] == 5
    assert (explorer.spot["problem"], explorer.spot["layer"]) == ("field_branch", "joined")


def test_a_dilated_field_is_said_to_have_gaps():
    model = keras.Sequential([keras.Input((12, 12, 1)), L.Conv2D(1, 3, dilation_rate=2, name="wide")])
    explorer = explore_feature_maps(model, IMAGES, language="en")
    explorer.unit = [1, 2]
    assert explorer.spot["gaps"]
    assert [explorer.spot[key] for key in ("height", "top", "bottom", "width", "left", "right")] == [3, 1, 5, 3, 2, 6]


def test_a_network_whose_numbers_have_come_apart_is_still_shown():
    model = keras.Sequential([keras.Input((12, 12, 1)), L.Conv2D(1, 3, name="first")])
    model.get_layer("first").set_weights([np.full((3, 3, 1, 1), np.nan), np.zeros(1)])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert explore_feature_maps(model, IMAGES, language="en").zoom["high"] == 0


@pytest.mark.parametrize(
    ("model_of", "message"),
    [
        (lambda: "net", "model is str: give a Keras model, Sequential or functional"),
        (lambda: keras.Sequential([L.Conv2D(2, 3)]), "does not know the shape of its images yet"),
        (lambda: keras.Sequential([keras.Input((4,)), L.Dense(2)]), r"takes \(None, 4\): this explorer needs one input of images"),
        (lambda: keras.Sequential([keras.Input((12, 12, 1)), L.Flatten(), L.Dense(2)]), "has no feature maps"),
    ],
    ids=["no model", "not built", "no images", "no maps"],
)
def test_a_model_that_cannot_be_looked_into_is_refused_with_what_to_try(model_of, message):
    with pytest.raises(ValueError, match=message):
        explore_feature_maps(model_of(), IMAGES)


@pytest.mark.parametrize("images", [np.zeros((2, 32, 32, 3)), np.zeros((0, 12, 12, 1)), np.zeros((12, 13))])
def test_images_that_do_not_fit_are_refused_with_both_shapes(model, images):
    with pytest.raises(ValueError, match=r"images have the shape .* but the model takes \(N, 12, 12, 1\)\. Resize them"):
        explore_feature_maps(model, images)


def test_images_of_several_sizes_are_refused():
    with pytest.raises(ValueError, match="give images of one size"):
        image_batch([np.zeros((3, 3)), np.zeros((4, 4))], (3, 3, 1))


@pytest.mark.parametrize(("name", "value"), [("layer", "flatten"), ("channel", 4), ("unit", [10, 0]), ("unit", [1]), ("image", -1)])
def test_places_that_are_not_there_are_refused_and_change_nothing(explorer, name, value):
    before = getattr(explorer, name)
    with pytest.raises(TraitError, match=r"choose|no place"):
        setattr(explorer, name, value)
    assert getattr(explorer, name) == before
