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
    assert (explorer.spot["problem"], explorer.spot["count"], explorer.spot["gaps"]) == ("", 4, False)


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


# ---- the images that excite a channel most


def bright_spot(values, *, at=(5, 6)):
    """Dark images with one bright pixel each, of these values."""
    images = np.zeros((len(values), 12, 12, 1), np.float32)
    images[:, at[0], at[1], 0] = values
    return images


@pytest.fixture(scope="module")
def summing():
    """A network whose one convolution adds up 3 x 3 pixels (channel 0), or takes that away (1), or is silent (2)."""
    model = keras.Sequential(
        [keras.Input((12, 12, 1)), L.Conv2D(3, 3, activation="relu", name="sum"), L.Flatten(), L.Dense(2, activation="softmax")]
    )
    kernels = np.ones((3, 3, 1, 3), np.float32) * [1.0, -1.0, 0.0]
    model.get_layer("sum").set_weights([kernels, np.array([0.0, 0.0, -1.0])])
    return model


def test_a_search_finds_the_strongest_of_all_images_in_order(summing):
    values = RNG.permutation(100).astype(np.float32)
    explorer = explore_feature_maps(summing, bright_spot(values), labels=np.arange(100) % 2, class_names=["even", "odd"], language="en")
    assert explorer.best == {}
    explorer.search()
    assert [item["value"] for item in explorer.best["items"]] == [99, 98, 97, 96, 95, 94, 93, 92, 91]
    assert [item["number"] for item in explorer.best["items"]] == list(np.argsort(-values)[:9])
    assert (explorer.best["searched"], explorer.best["total"], explorer.best["silent"], explorer.progress) == (100, 100, False, -1)
    first = explorer.best["items"][0]
    assert first["name"] == ["even", "odd"][first["number"] % 2]
    assert (first["row"], first["column"]) == (3, 4)
    assert (first["box"]["top"], first["box"]["height"], first["box"]["left"]) == (3 / 12, 3 / 12, 4 / 12)
    assert (first["part"]["height"], first["part"]["width"]) == (3, 3)


def test_one_search_answers_for_all_channels_and_only_for_its_layer(model):
    explorer = explore_feature_maps(model, IMAGES, language="en")
    explorer.search()
    maps = np.stack([explorer._network.maps("first", image.astype(np.float32)) for image in IMAGES])
    for channel in range(4):
        explorer.channel = channel
        strongest = maps[:, :, :, channel].max(axis=(1, 2))
        assert explorer.best["channel"] == channel
        np.testing.assert_allclose([item["value"] for item in explorer.best["items"]], np.sort(strongest)[::-1][:9], rtol=1e-5)
    explorer.layer = "pool"
    assert explorer.best == {}
    explorer.layer = "first"
    assert explorer.best["channel"] == 0


def test_batches_find_what_one_pass_finds(model, monkeypatch):
    from course_utils.explorers.feature_maps import search
    from course_utils.explorers.networks.network import Network

    network = Network(model)
    told = []
    whole = search.find_peaks(network, "deep", IMAGES, [], told.append)
    monkeypatch.setattr(search, "HELD", network.cost("deep") * 7)
    parts = search.find_peaks(network, "deep", IMAGES, [], told.append)
    np.testing.assert_allclose(parts.values, whole.values, rtol=1e-5)
    assert told == [1.0, *[pytest.approx(share / 30) for share in (7, 14, 21, 28)], 1.0]


def test_a_units_own_value_can_rank_the_images(summing):
    images = np.concatenate([bright_spot([50.0]), bright_spot([40.0], at=(1, 1)), bright_spot([30.0], at=(2, 2))])
    explorer = explore_feature_maps(summing, images, language="en")
    explorer.unit, explorer.by = [0, 0], "unit"
    explorer.search()
    assert [(item["number"], item["value"]) for item in explorer.best["items"]] == [(1, 40), (2, 30), (0, 0)]
    assert {(item["row"], item["column"]) for item in explorer.best["items"]} == {(0, 0)}
    explorer.by = "channel"
    assert explorer.best == {}
    explorer.search()
    assert explorer.best["items"][0]["value"] == 50


def test_a_silent_channel_is_called_silent(summing):
    explorer = explore_feature_maps(summing, bright_spot([1.0, 2.0]), language="en")
    explorer.search()
    silent = []
    for channel in range(3):
        explorer.channel = channel
        silent.append(explorer.best["silent"])
    assert silent == [False, True, True]


def test_an_image_that_was_found_can_be_looked_at_and_joins_the_others(summing):
    explorer = explore_feature_maps(summing, bright_spot(np.arange(60.0)), language="en")
    with pytest.raises(TraitError, match="image=59 is not there: choose 0 to 23, or one that a search found"):
        explorer.image = 59
    explorer.search()
    explorer.image = 59
    assert explorer.zoom["high"] == 59
    assert (explorer.strip["numbers"][-1], len(explorer.strip["pictures"]), explorer.strip["offered"]) == (59, 25, 24)
    assert explorer.best["items"][0]["number"] == 59


def test_at_most_512_images_are_searched_and_fewer_where_each_costs_much(summing, monkeypatch):
    from course_utils.explorers.feature_maps import search

    explorer = explore_feature_maps(summing, np.zeros((600, 12, 12, 1), np.uint8), language="en")
    assert explorer.layers[0]["searched"] == 512
    monkeypatch.setattr(search, "WORK", explorer._network.cost("sum") * 100)
    explorer.search()
    assert (explorer.best["searched"], explorer.best["total"]) == (100, 600)


def test_training_on_forgets_what_was_found(summing):
    explorer = explore_feature_maps(summing, bright_spot([1.0, 2.0]), language="en")
    explorer.search()
    explorer.refresh()
    assert explorer.best == {}


def test_without_labels_the_networks_answer_stands_beside_an_image(summing):
    explorer = explore_feature_maps(summing, bright_spot([1.0, 200.0]), class_names=["dark", "bright"], language="en")
    explorer.search()
    assert not explorer.best["labelled"]
    for item in explorer.best["items"]:
        row = np.asarray(summing(bright_spot([1.0, 200.0])[item["number"]][np.newaxis]))[0]
        assert item["class"] == int(row.argmax())


def test_labels_that_do_not_fit_are_refused(summing):
    with pytest.raises(ValueError, match="for 2 images: give one whole number per image"):
        explore_feature_maps(summing, bright_spot([1.0, 2.0]), labels=[1], language="en")


def test_a_photo_of_ones_own_goes_through_the_network_at_its_size_and_range(model):
    explorer = explore_feature_maps(model, IMAGES, language="en")
    explorer.upload = {"height": 30, "width": 60, "channels": 3, "pixels": bytes([255]) * (30 * 60 * 3), "was": []}
    assert (explorer.image, explorer.photo["own"], explorer.strip["numbers"][-1]) == (30, True, 30)
    assert explorer._album.image(30).shape == (12, 12, 1)
    np.testing.assert_allclose(explorer._album.image(30), 255)
    with pytest.raises(TraitError, match="photo"):
        explorer.upload = {"height": 1}


# ---- any Keras model


def test_models_used_as_layers_are_opened(model):
    inner = keras.Sequential([keras.Input((12, 12, 1)), L.Conv2D(2, 3, name="conv"), L.ReLU(name="relu")], name="back")
    images = keras.Input((12, 12, 1))
    outer = keras.Model(images, L.Conv2D(3, 3, name="head")(inner(L.Rescaling(1 / 255, name="rescaling")(images))))
    explorer = explore_feature_maps(outer, IMAGES, language="en")
    assert [layer["name"] for layer in explorer.layers] == ["rescaling", "back/conv", "back/relu", "head"]
    for name in ("back/relu", "head"):
        explorer.layer = name
    np.testing.assert_allclose(explorer._maps, np.asarray(outer(IMAGES[:1].astype(np.float32)))[0], rtol=1e-4, atol=1e-5)
    explorer.layer = "back/relu"
    np.testing.assert_allclose(explorer._maps, np.asarray(inner(IMAGES[:1] / np.float32(255)))[0], rtol=1e-4, atol=1e-5)
    explorer.layer, explorer.unit = "head", [2, 3]
    assert [explorer.spot[key] for key in ("top", "bottom", "left", "right")] == [2, 6, 3, 7]


def test_a_model_inside_a_model_inside_a_sequential_model_is_opened():
    core = keras.Sequential([keras.Input((8, 8, 2)), L.DepthwiseConv2D(3, name="deep")], name="core")
    given = keras.Input((10, 10, 1))
    middle = keras.Model(given, core(L.Conv2D(2, 3, name="conv")(given)), name="middle")
    outer = keras.Sequential([keras.Input((10, 10, 1)), middle, L.Flatten(), L.Dense(2, activation="softmax")])
    explorer = explore_feature_maps(outer, RNG.random((3, 10, 10, 1)), language="en")
    assert [layer["name"] for layer in explorer.layers] == ["middle/conv", "middle/core/deep"]
    explorer.layer = "middle/core/deep"
    np.testing.assert_allclose(explorer._maps, np.asarray(middle(explorer._album.image(0)[np.newaxis]))[0], rtol=1e-4, atol=1e-5)


def test_a_model_used_twice_makes_stages_of_its_own_each_time():
    twin = keras.Sequential([keras.Input((12, 12, 1)), L.Conv2D(1, 3, padding="same", name="conv")], name="twin")
    images = keras.Input((12, 12, 1))
    explorer = explore_feature_maps(keras.Model(images, twin(twin(images))), IMAGES, language="en")
    first, second = (layer["name"] for layer in explorer.layers)
    assert (first.split(":")[0], second.split(":")[0]) == ("twin/conv", "twin/conv")
    assert first != second
    explorer.layer, explorer.unit = second, [6, 6]
    assert explorer.spot["height"] == 5
    np.testing.assert_allclose(explorer._maps, np.asarray(twin(twin(IMAGES[:1].astype(np.float32))))[0], rtol=1e-4, atol=1e-3)


def test_blocks_of_mobile_networks_are_followed():
    images = keras.Input((16, 16, 3))
    values = L.ReLU(6.0)(L.DepthwiseConv2D(3, strides=2)(L.ZeroPadding2D(((0, 1), (0, 1)))(images)))
    values = L.SeparableConv2D(4, 3, padding="same", name="end")(values)
    explorer = explore_feature_maps(keras.Model(images, values), RNG.random((2, 16, 16, 3)), language="en")
    explorer.layer, explorer.unit = "end", [3, 3]
    assert [explorer.spot[key] for key in ("problem", "top", "bottom", "height")] == ["", 4, 10, 7]


@pytest.mark.parametrize(("family", "last"), [("ResNet50", "conv5_block3_out"), ("MobileNetV2", "out_relu"), ("VGG16", "block5_pool")])
def test_the_networks_of_keras_applications_open_and_find(family, last):
    net = getattr(keras.applications, family)(weights=None, input_shape=(32, 32, 3), include_top=False)
    explorer = explore_feature_maps(net, RNG.random((3, 32, 32, 3)), language="en")
    explorer.layer = last
    explorer.unit = [0, 0]
    assert explorer.spot["problem"] == ""
    explorer.search()
    assert len(explorer.best["items"]) == 3
    assert len(explorer.sheet["pixels"]) == explorer.sheet["height"] * explorer.sheet["width"] * 64


def test_channels_first_is_refused_with_what_to_do():
    model = keras.Sequential([keras.Input((1, 12, 12)), L.Conv2D(2, 3, data_format="channels_first")])
    with pytest.raises(
        ValueError, match=r"counts channels first .* this explorer reads \(N, H, W, C\)\. Build it with data_format='channels_last'"
    ):
        explore_feature_maps(model, IMAGES)
