"""The embedding explorer without a browser: PCA, t-SNE and neighbours against scikit-learn, samples, limits and errors."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors
from traitlets import TraitError

from course_utils.checking import LocalStudent
from course_utils.explorers import explore_embedding
from course_utils.explorers.embedding.features import MOST_POINTS, sample, source_of
from course_utils.explorers.embedding.projections import nearest, principal_components, shared, tsne
from course_utils.explorers.embedding.sheet import thumbnails

keras = pytest.importorskip("keras")
L = keras.layers
RNG = np.random.default_rng(1)
DIGITS = load_digits()
FEATURES, LABELS = DIGITS.data[:150], DIGITS.target[:150]
IMAGES = DIGITS.images[:150]


@pytest.fixture(scope="module")
def model():
    keras.utils.set_random_seed(2)
    convolutions = [L.Rescaling(1 / 16, name="scale"), L.Conv2D(5, 3, activation="relu", name="maps"), L.Flatten(name="flat")]
    head = [L.Dense(7, activation="relu", name="features"), L.Dropout(0.3), L.Dense(10, activation="softmax", name="answer")]
    return keras.Sequential([keras.Input((8, 8, 1), name="digits"), *convolutions, *head])


@pytest.fixture
def explorer():
    return explore_embedding(FEATURES, IMAGES, LABELS, predictions=np.where(LABELS == 3, 5, LABELS), language="en")


@pytest.fixture
def quick_tsne(monkeypatch):
    """t-SNE by another name: what is asked for is kept, nothing is computed."""
    from course_utils.explorers.embedding import layouts

    asked = []

    def quick(features, perplexity, seed):
        asked.append((features.shape, perplexity, seed))
        return features[:, :2] * perplexity, 1.5

    monkeypatch.setattr(layouts, "tsne", quick)
    return asked


@pytest.mark.parametrize("shape", [(80, 6), (12, 40)], ids=["more points", "more features"])
def test_principal_components_are_scikit_learns(shape):
    features = RNG.normal(size=shape) * np.linspace(3, 0.5, shape[1]) + 7
    ours, theirs = principal_components(features, 5), PCA(5, svd_solver="full").fit(features)
    np.testing.assert_allclose(ours.points, theirs.transform(features), atol=1e-6)
    np.testing.assert_allclose(ours.shares, theirs.explained_variance_ratio_, atol=1e-9)


def test_all_components_together_keep_every_distance():
    features = RNG.normal(size=(30, 4))
    points = principal_components(features, 10).points
    wanted = np.linalg.norm(features[:, None] - features, axis=2)
    np.testing.assert_allclose(np.linalg.norm(points[:, None] - points, axis=2), wanted, atol=1e-9)


@pytest.mark.parametrize("size", [9, 300])
def test_neighbours_are_scikit_learns(size):
    features = RNG.normal(size=(size, 5))
    wanted = NearestNeighbors(n_neighbors=8).fit(features).kneighbors(return_distance=False)
    np.testing.assert_array_equal(nearest(features), wanted)


def test_few_points_have_fewer_neighbours():
    assert nearest(np.arange(5.0)[:, np.newaxis]).shape == (5, 4)


def test_shared_neighbours_are_counted_point_by_point():
    first, second = np.array([[1, 2, 3], [0, 2, 3]]), np.array([[3, 1, 9], [7, 8, 9]])
    np.testing.assert_array_equal(shared(first, second), [2, 0])


def test_tsne_brings_digits_of_one_kind_together_and_repeats_itself():
    one, seconds = tsne(FEATURES, 20, seed=3)
    two, _ = tsne(FEATURES, 20, seed=3)
    np.testing.assert_array_equal(one, two)
    assert seconds > 0
    same = (LABELS[nearest(one, 5)] == LABELS[:, np.newaxis]).mean()
    assert same > 0.8


def test_a_silent_layer_is_one_point_and_not_an_error():
    points, _ = tsne(np.ones((20, 4)), 5, seed=0)
    assert not points.any()
    explorer = explore_embedding(np.ones((20, 4)), np.zeros((20, 4, 4)), language="en")
    assert not explorer.points.any()
    assert explorer.picture().startswith(b"\x89PNG")


def test_kept_is_the_mean_share_of_true_neighbours_in_the_picture(explorer):
    true = NearestNeighbors(n_neighbors=8).fit(FEATURES).kneighbors(return_distance=False)
    seen = NearestNeighbors(n_neighbors=8).fit(explorer.points).kneighbors(return_distance=False)
    shares = [len(set(one) & set(two)) / 8 for one, two in zip(true, seen, strict=True)]
    assert explorer.kept == pytest.approx(np.mean(shares))
    np.testing.assert_allclose(np.frombuffer(explorer.plane["held"], np.uint8) / 8, shares)


def test_the_chosen_images_neighbours_are_those_in_all_dimensions(explorer):
    assert explorer.neighbours == []
    explorer.chosen = 11
    distances = np.linalg.norm(FEATURES - FEATURES[11], axis=1)
    assert explorer.neighbours == [int(place) for place in np.argsort(distances)[1:9]]
    assert explorer.photo["number"] == 11
    assert (explorer.photo["height"], explorer.photo["width"]) == (8, 8)
    explorer.chosen = -1
    assert explorer.photo == {}


def test_components_can_be_chosen_and_are_drawn_across_and_up(explorer):
    wanted = PCA(6, svd_solver="full").fit_transform(FEATURES)
    explorer.components = [3, 1]
    np.testing.assert_allclose(explorer.points, wanted[:, [3, 1]], atol=1e-6)
    np.testing.assert_allclose(np.frombuffer(explorer.plane["points"], "<f4").reshape(-1, 2), explorer.points, atol=1e-3)


def test_tsne_is_computed_on_demand_once_for_each_perplexity(quick_tsne):
    explorer = explore_embedding(FEATURES, IMAGES, LABELS, seed=4, language="en")
    explorer.perplexity = 10
    assert quick_tsne == []
    explorer.method = "tsne"
    explorer.perplexity = 20
    explorer.perplexity = 10
    explorer.method = "pca"
    explorer.method = "tsne"
    assert quick_tsne == [((150, 50), 10.0, 4), ((150, 50), 20.0, 4)]
    assert explorer.plane["seconds"] == 1.5


def test_a_networks_layers_are_embedded_in_batches(model, monkeypatch):
    from course_utils.explorers.embedding import features

    monkeypatch.setattr(features, "_BATCH_BYTES", 64 * 4 * 7)
    explorer = explore_embedding(model, IMAGES, LABELS, language="en")
    assert [one["name"] for one in explorer.items["layers"]] == ["digits", "maps", "flat", "features", "answer"]
    assert explorer.layer == "features"
    batch = IMAGES[..., np.newaxis].astype(np.float32)
    for layer in ("features", "maps", "digits"):
        explorer.layer = layer
        wanted = np.asarray(keras.Model(model.inputs[0], model.get_layer(layer).output)(batch)) if layer != "digits" else batch
        wanted = wanted.mean(axis=(1, 2)) if layer == "maps" else wanted.reshape(150, -1)
        np.testing.assert_allclose(explorer.points, PCA(2, svd_solver="full").fit_transform(wanted), atol=1e-3)
        assert (explorer.near["features"], explorer.near["averaged"]) == (wanted.shape[1], layer == "maps")
    np.testing.assert_array_equal(explorer.items["predictions"], np.asarray(model(batch)).argmax(axis=1))


def test_a_layer_with_fewer_components_goes_back_to_the_first_two(model):
    explorer = explore_embedding(model, IMAGES, LABELS, language="en")
    explorer.components = [6, 5]
    explorer.layer = "maps"
    assert explorer.components == [0, 1]


def test_a_single_feature_lies_on_a_line():
    values = RNG.random((20, 1))
    explorer = explore_embedding(values, np.zeros((20, 4, 4)), language="en")
    np.testing.assert_allclose(np.abs(explorer.points), np.abs(np.hstack([values - values.mean(), np.zeros((20, 1))])), atol=1e-9)


def test_the_layer_before_the_last_dense_one_is_the_first_choice_whatever_lies_between():
    sigmoid = keras.Sequential(
        [keras.Input((8, 8, 1)), L.Conv2D(3, 3), L.GlobalAveragePooling2D(name="mean"), L.Dense(1, activation="sigmoid")]
    )
    assert source_of(sigmoid, None).first_choice == "mean"
    predicted = source_of(sigmoid, None).predictions(IMAGES[..., np.newaxis])
    np.testing.assert_array_equal(predicted, np.asarray(sigmoid(IMAGES[..., np.newaxis].astype("f4")))[:, 0] > 0.5)
    with pytest.raises(ValueError, match="layer='head' cannot be embedded: choose one of"):
        source_of(sigmoid, "head")


def test_of_too_many_images_every_class_keeps_its_share():
    labels = np.repeat([0, 1, 2], [6000, 3000, 1000])
    RNG.shuffle(labels)
    kept = sample(10_000, labels, 100, seed=0)
    assert len(set(kept)) == 100
    assert (np.diff(kept) > 0).all()
    np.testing.assert_allclose(np.bincount(labels[kept]), [60, 30, 10], atol=1)
    np.testing.assert_array_equal(sample(50, labels[:50], 100, seed=0), np.arange(50))
    assert len(set(sample(500, None, 100, seed=0))) == 100


def test_a_sample_is_named_by_the_numbers_of_the_images_given():
    count = MOST_POINTS + 700
    features = RNG.normal(size=(count, 3))
    explorer = explore_embedding(features, np.zeros((count, 2, 2)), language="en")
    assert len(explorer.indices) == len(explorer.points) == MOST_POINTS
    assert explorer.items["total"] == count
    number = int(explorer.indices[1234])
    explorer.chosen = number
    distances = np.linalg.norm(features[explorer.indices] - features[number], axis=1)
    assert explorer.neighbours == explorer.indices[np.argsort(distances)[1:9]].tolist()
    missing = next(one for one in range(count) if one not in explorer.indices)
    with pytest.raises(TraitError, match=r"only a sample of 2000 is shown \(`indices`\)"):
        explorer.chosen = missing


def test_the_sheet_holds_each_image_in_its_place():
    grey = RNG.integers(0, 256, (11, 6, 5, 1)).astype(np.uint8)
    sheet = thumbnails(grey, 0, 255)
    page = np.asarray(Image.open(BytesIO(sheet["bytes"])))
    assert (sheet["columns"], sheet["width"], sheet["height"], sheet["kind"]) == (4, 5, 6, "image/png")
    np.testing.assert_array_equal(page[6:12, 10:15], grey[6, :, :, 0])


def test_a_sheet_has_smaller_thumbnails_rather_than_too_many_bytes(monkeypatch):
    from course_utils.explorers.embedding import sheet

    noise = RNG.integers(0, 256, (64, 50, 50, 3)).astype(np.uint8)
    whole = thumbnails(noise, 0, 255)
    assert (whole["width"], whole["height"], whole["kind"]) == (40, 40, "image/jpeg")
    monkeypatch.setattr(sheet, "MOST_BYTES", len(whole["bytes"]) - 1)
    less = thumbnails(noise, 0, 255)
    assert (less["width"], less["height"]) == (30, 30)
    assert len(less["bytes"]) < len(whole["bytes"])


def test_training_further_is_seen_after_refresh(model):
    net = keras.models.clone_model(model)
    explorer = explore_embedding(net, IMAGES, language="en")
    before = explorer.points
    net.set_weights([weights + 0.5 for weights in net.get_weights()])
    np.testing.assert_array_equal(explorer.points, before)
    explorer.refresh()
    assert not np.allclose(explorer.points, before)


def test_a_check_reads_the_state_as_plain_data(explorer):
    explorer.chosen, explorer.hidden = 3, [1, 2]
    student = LocalStudent({"explorer": explorer})
    state = student.eval("(explorer.method, explorer.chosen, explorer.hidden, explorer.components, len(explorer.neighbours))")
    assert state == ("pca", 3, [1, 2], [0, 1], 8)
    assert student.eval("explorer.points.shape") == (150, 2)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_can_be_drawn_without_a_browser_even_with_all_classes_hidden(language):
    explorer = explore_embedding(FEATURES, IMAGES, LABELS, class_names=list("영일이삼사오육칠팔구"), language=language)
    explorer.chosen = 5
    assert explorer.picture().startswith(b"\x89PNG")
    explorer.hidden = list(range(10))
    assert explorer.picture().startswith(b"\x89PNG")
    assert "150" in explorer.describe()
    assert explorer.describe().startswith("PCA of" if language == "en" else "이미지 150장의 PCA")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("components", [0], r"components=\[0\] do not fit: give two different ones, each 0 to 9"),
        ("components", [1, 1], "give two different ones"),
        ("components", [0, 10], "each 0 to 9"),
        ("perplexity", 1, "perplexity=1 does not fit 150 points: choose 2 to 49"),
        ("perplexity", 50, "choose 2 to 49"),
        ("chosen", 150, "chosen=150 is no point here: choose an image from 0 to 149, or -1 for none."),
        ("layer", "dense", "layer='dense' cannot be embedded: choose one of none: features were given"),
        ("method", "umap", "umap"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(explorer, name, value, said):
    before = getattr(explorer, name)
    with pytest.raises(TraitError, match=said):
        setattr(explorer, name, value)
    assert getattr(explorer, name) == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"features": np.zeros((149, 4))}, "150 images but 149 rows of features"),
        ({"features": [[1], [2, 3]]}, r"features are list \(\): give an array \(N, D\) of numbers, or a Keras model"),
        ({"features": np.full((150, 2), np.nan)}, "features hold numbers that are not finite"),
        ({"features": np.zeros((150, 20_000))}, "features have 20,000 columns, more than 16,384"),
        ({"labels": [1, 2]}, "150 images but 2 labels"),
        ({"predictions": np.zeros((3, 10))}, "150 images but 3 predictions"),
        ({"layer": "features"}, "layer='features' needs a Keras model, but features are ndarray"),
        ({"images": IMAGES[:4], "features": FEATURES[:4]}, "4 images are too few to have neighbours"),
    ],
)
def test_what_does_not_belong_together_is_refused_with_what_is_needed(given, said):
    with pytest.raises(ValueError, match=said):
        explore_embedding(**{"features": FEATURES, "images": IMAGES, "language": "en"} | given)
