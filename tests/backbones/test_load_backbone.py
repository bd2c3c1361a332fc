"""Which backbone is loaded when, that it is frozen, and what the notes' parameter counts come to."""

import os
import shutil
import subprocess
import sys

import numpy as np
import pytest

from course_utils.backbones import WeightsError, load_backbone
from course_utils.backbones import load as loading
from course_utils.backbones.catalogue import BACKBONES


@pytest.fixture(autouse=True)
def no_network_and_no_weights(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setattr(loading, "reachable", lambda _urls: [])


@pytest.fixture(scope="session")
def some_weights(tmp_path_factory):
    """A file like the download, in its old format, with weights of our own."""
    import h5py
    import keras
    from keras.src.legacy.saving.legacy_h5_format import save_weights_to_hdf5_group

    path = tmp_path_factory.mktemp("weights") / BACKBONES["mobilenet_v2"].files[0]
    with h5py.File(path, "w") as file:
        save_weights_to_hdf5_group(file, keras.applications.MobileNetV2(weights=None, include_top=False, input_shape=(32, 32, 3)))
    return path


@pytest.fixture
def in_course_data(some_weights, tmp_path, monkeypatch):
    (tmp_path / "data" / "weights").mkdir(parents=True)
    shutil.copy(some_weights, tmp_path / "data" / "weights" / some_weights.name)
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "weights" / some_weights.name


def test_importing_the_room_loads_no_keras():
    code = "import sys, course_utils.backbones; print([name for name in ('keras', 'tensorflow', 'tqdm') if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ))
    assert answer.stdout.strip() == "[]"


def test_the_head_of_the_notes_has_the_parameters_of_the_notes_with_one_output():
    from keras import Input, Sequential, layers

    base = load_backbone("vgg19", "random", side=180)
    assert base.model.count_params() == 20_024_384
    for outputs, total in ((1, 23_342_657), (5, 23_342_917)):
        head = [layers.Flatten(), *(layers.Dense(units) for units in (256, 128, 64, outputs))]
        assert Sequential([Input((180, 180, 3)), base.model, *head]).count_params() == total


@pytest.mark.parametrize("name", [*BACKBONES, "course"])
def test_every_backbone_starts_frozen_and_lets_its_last_block_learn_without_batch_norm(name):
    import keras

    backbone = load_backbone(name, "random", side=64)
    assert backbone.model.trainable_weights == []
    assert {layer.name for layer in backbone.model.layers} >= {*backbone.stages, backbone.last_block}
    learning = backbone.unfreeze_last_block()
    assert 0 < learning < backbone.model.count_params()
    norms = [layer for layer in backbone.model.layers if isinstance(layer, keras.layers.BatchNormalization)]
    assert not any(layer.trainable for layer in norms)
    names = [layer.name for layer in backbone.model.layers]
    assert not any(layer.trainable for layer in backbone.model.layers[: names.index(backbone.last_block)])
    backbone.freeze()
    assert backbone.model.trainable_weights == []


def test_the_whole_network_can_be_let_learn():
    backbone = load_backbone("course", "random", side=32)
    backbone.model.trainable = True
    everything = len(backbone.model.trainable_weights)
    assert everything == 30
    backbone.unfreeze_last_block()
    backbone.freeze()
    backbone.model.trainable = True
    assert len(backbone.model.trainable_weights) == everything


@pytest.mark.parametrize("name", ["vgg16", "mobilenet_v2", "efficientnet_b0"])
def test_grey_levels_are_scaled_as_keras_scales_them(name):
    import keras

    images = np.random.default_rng(2).integers(0, 256, (2, 32, 32, 3)).astype(np.float32)
    backbone = load_backbone(name, "random", side=32)
    room = {"vgg16": "vgg16", "mobilenet_v2": "mobilenet_v2", "efficientnet_b0": "efficientnet"}[name]
    plain = getattr(keras.applications, BACKBONES[name].builder)(weights=None, include_top=False, input_shape=(32, 32, 3))
    plain.set_weights(backbone.model.get_weights())
    expected = plain(getattr(keras.applications, room).preprocess_input(images.copy()), training=False).numpy()
    assert backbone.model(images, training=False).numpy() == pytest.approx(expected, abs=1e-4)


def test_weights_in_course_data_are_used(in_course_data):
    backbone = load_backbone("mobilenet_v2", side=32)
    assert (backbone.name, backbone.weights) == ("mobilenet_v2", "imagenet")
    assert "ImageNet" in backbone.describe()
    assert "ImageNet" in backbone.describe("ko")


def test_weights_that_keras_3_saved_are_read_as_well(tmp_path, monkeypatch):
    saved = load_backbone("mobilenet_v2", "random", side=64)
    (tmp_path / "weights").mkdir()
    saved.model.save_weights(tmp_path / "weights" / "mobilenet_v2_1.0_224_no_top.weights.h5")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    images = np.random.default_rng(2).integers(0, 256, (2, 64, 64, 3)).astype(np.float32)
    found = load_backbone("mobilenet_v2", side=64)
    assert found.weights == "imagenet"
    assert found.model(images).numpy() == pytest.approx(saved.model(images).numpy(), abs=1e-5)


def test_weights_in_keras_s_cache_are_used(some_weights, tmp_path):
    (tmp_path / "keras" / "models").mkdir(parents=True)
    shutil.copy(some_weights, tmp_path / "keras" / "models" / some_weights.name)
    assert load_backbone("mobilenet_v2", side=32).weights == "imagenet"


def test_damaged_weights_are_named(in_course_data):
    in_course_data.write_bytes(in_course_data.read_bytes()[:5000])
    with pytest.raises(WeightsError, match=r"no_top\.h5 holds no weights of MobileNetV2"):
        load_backbone("mobilenet_v2", side=32)


def test_imagenet_without_a_network_says_what_to_do():
    with pytest.raises(WeightsError, match=r"no network.*80 MB.*folder `weights` in COURSE_DATA.*weights=\"course\""):
        load_backbone("vgg19", "imagenet")


def test_a_download_that_breaks_is_reported_and_auto_goes_on_without(monkeypatch):
    import keras

    def broken(**_named):
        raise OSError("the connection broke")

    monkeypatch.setattr(loading, "reachable", list)
    monkeypatch.setattr(keras.applications, "VGG16", broken)
    with pytest.raises(WeightsError, match=r"could not be downloaded \(the connection broke\)"):
        load_backbone("vgg16", "imagenet")


def test_a_download_lands_in_keras_s_cache_and_is_loaded(some_weights, tmp_path, monkeypatch):
    import keras

    whole = keras.applications.MobileNetV2

    def downloading(*, weights, **named):
        if weights == "imagenet":
            (tmp_path / "keras" / "models").mkdir(parents=True)
            shutil.copy(some_weights, tmp_path / "keras" / "models" / some_weights.name)
            return None
        return whole(weights=weights, **named)

    monkeypatch.setattr(loading, "reachable", list)
    monkeypatch.setattr(keras.applications, "MobileNetV2", downloading)
    assert load_backbone("mobilenet_v2", side=32).weights == "imagenet"


def test_a_model_with_a_backbone_can_be_saved_and_loaded(tmp_path):
    import keras

    backbone = load_backbone("vgg16", "random", side=32)
    model = keras.Sequential([keras.Input((32, 32, 3)), backbone.model, keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(2)])
    images = np.random.default_rng(2).integers(0, 256, (2, 32, 32, 3)).astype(np.float32)
    model.save(tmp_path / "model.keras")
    assert keras.models.load_model(tmp_path / "model.keras")(images).numpy() == pytest.approx(model(images).numpy(), abs=1e-5)


def test_what_is_unknown_or_too_small_is_named():
    with pytest.raises(ValueError, match="no backbone 'vgg'; the course knows vgg16"):
        load_backbone("vgg")
    with pytest.raises(ValueError, match="weights must be"):
        load_backbone("vgg16", "best")
    with pytest.raises(ValueError, match="at least 32 pixels, not 16"):
        load_backbone("vgg16", "random", side=16)
    with pytest.raises(ValueError, match="en, ko"):
        load_backbone("course", "random", side=32).describe("de")
