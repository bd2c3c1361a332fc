import sys

import numpy as np
import pytest

from course_utils.shipping import FORMATS, ShippingError, export, open_model
from tests.shipping.staging import build, pictures


def test_a_network_is_written_in_every_format(exports):
    assert list(exports) == list(FORMATS)
    assert {form: each.problem for form, each in exports.items()} == dict.fromkeys(FORMATS, "")
    for each in exports.values():
        assert each.bytes == each.path.stat().st_size > 1_000


def test_only_the_files_asked_for_are_left_in_the_folder(exports):
    folder = exports["keras"].path.parent
    assert sorted(path.name for path in folder.iterdir()) == sorted(each.path.name for each in exports.values())


@pytest.mark.parametrize(
    ("form", "bound"), [("keras", 1e-6), ("litert", 1e-5), ("onnx", 1e-5), ("litert_dynamic", 0.05), ("litert_int8", 0.1)]
)
def test_an_export_answers_as_the_network_does(network, exports, form, bound):
    images = pictures(50, seed=3)
    original = network.predict(images, verbose=0)
    shipped = open_model(exports[form].path)(images)
    assert shipped.shape == original.shape
    assert shipped.dtype == np.float32
    assert np.abs(shipped - original).max() <= bound
    assert original.std(axis=0).max() > 0.02, "answers that are all alike agree with anything"


def test_int8_files_are_smaller_than_half_of_float32():
    import keras

    network = build(keras.layers.Conv2D(64, 3), keras.layers.Conv2D(64, 3), keras.layers.Conv2D(3, 1))
    made = export(network, _folder(), ["litert", "litert_dynamic", "litert_int8"], calibration=pictures(16))
    assert made["litert_int8"].bytes < made["litert"].bytes / 2
    assert made["litert_dynamic"].bytes < made["litert"].bytes / 2


def _folder():
    import tempfile

    return tempfile.mkdtemp()


def test_what_only_training_does_is_left_out(tmp_path):
    import keras

    network = build(keras.layers.RandomFlip(), keras.layers.RandomContrast(0.5, value_range=(0, 255)), keras.layers.Dropout(0.5))
    made = export(network, tmp_path, ["litert", "onnx"])
    images = pictures(20)
    original = network.predict(images, verbose=0)
    for each in made.values():
        assert each.problem == ""
        assert np.abs(open_model(each.path)(images) - original).max() < 1e-5


def test_a_network_in_mixed_precision_is_written_in_float32(tmp_path):
    import keras

    keras.mixed_precision.set_dtype_policy("mixed_bfloat16")
    try:
        network = build()
    finally:
        keras.mixed_precision.set_dtype_policy("float32")
    assert network.layers[1].compute_dtype == "bfloat16"
    made = export(network, tmp_path, ["litert", "onnx"])
    images = pictures(20)
    for each in made.values():
        assert each.problem == ""
        assert np.abs(open_model(each.path)(images) - network.predict(images, verbose=0)).max() < 0.02


def test_a_layer_without_equivalent_is_named_and_the_other_formats_are_written(tmp_path):
    import keras
    import tensorflow as tf

    @keras.saving.register_keras_serializable("tests")
    class Spectral(keras.layers.Layer):
        def call(self, images):
            return images + tf.reduce_mean(tf.linalg.svd(images[..., 0], compute_uv=False))

    made = export(build(Spectral()), tmp_path, ["keras", "litert", "onnx"])
    assert made["keras"].problem == ""
    for form in ("litert", "onnx"):
        assert made[form].path is None
        assert "layer spectral (Spectral) has no equivalent there" in made[form].problem
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model.keras"]


def test_a_layer_that_keras_could_not_read_back_is_said(tmp_path):
    import keras

    class Own(keras.layers.Layer):
        def call(self, images):
            return images * 2

    made = export(build(Own()), tmp_path, ["keras", "litert"])
    assert "register_keras_serializable" in made["keras"].problem
    assert "own (Own)" in made["keras"].problem
    assert made["litert"].problem == ""


def test_int8_without_calibration_says_what_to_give(tmp_path, network):
    made = export(network, tmp_path, ["litert_int8"])
    assert "calibration=, 100 or more training images" in made["litert_int8"].problem


def test_an_unknown_format_is_refused_with_the_known_ones(tmp_path, network):
    with pytest.raises(ValueError, match=r"formats must be among keras, litert, .*not 'h5'"):
        export(network, tmp_path, ["h5"])


def test_a_missing_package_is_named_with_the_extra(tmp_path, network, monkeypatch):
    monkeypatch.setitem(sys.modules, "tf2onnx", None)
    made = export(network, tmp_path, ["onnx"])
    assert "ONNX needs tf2onnx: install the course with the extra `export`" in made["onnx"].problem


def test_nothing_is_printed(tmp_path, network, capfd):
    export(network, tmp_path, calibration=pictures(8))
    assert capfd.readouterr() == ("", "")


def test_an_export_that_fails_leaves_the_file_of_before(tmp_path, network):
    before = export(network, tmp_path, ["litert_int8"], calibration=pictures(8))["litert_int8"].path.read_bytes()
    assert export(network, tmp_path, ["litert_int8"])["litert_int8"].problem
    assert (tmp_path / "model-int8.tflite").read_bytes() == before


@pytest.mark.parametrize("name", ["small.keras", "small.tflite", "small.onnx"])
def test_a_damaged_file_is_said_to_be(exports, tmp_path, name):
    whole = exports["keras"].path.with_name(name).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ShippingError, match=f"{name} cannot be opened as .*Export it again"):
        open_model(tmp_path / name)


def test_what_is_no_shipped_network_is_refused(tmp_path):
    with pytest.raises(ShippingError, match=r"its name must end in \.keras, \.tflite, \.onnx"):
        open_model(tmp_path / "model.h5")
    with pytest.raises(ShippingError, match=r"there is no file .*model.onnx"):
        open_model(tmp_path / "model.onnx")
    with pytest.raises(ValueError, match="threads must be at least 1, not 0"):
        open_model(tmp_path / "model.onnx", threads=0)


@pytest.mark.parametrize("form", FORMATS)
def test_a_runner_takes_batches_of_any_size_one_after_the_other(exports, form):
    runner = open_model(exports[form].path)
    images = pictures(9, seed=4)
    whole = runner(images)
    assert runner.shape == (32, 32, 3)
    for count in (1, 5, 2):
        np.testing.assert_allclose(runner(images[:count]), whole[:count], atol=1e-5)


@pytest.mark.parametrize("form", ["keras", "litert", "onnx"])
def test_a_runner_may_be_asked_from_several_threads(exports, form):
    from concurrent.futures import ThreadPoolExecutor

    runner = open_model(exports[form].path)
    images = pictures(40, seed=5)
    whole = runner(images)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda start: runner(images[start : start + 1 + start % 3]), range(37)))
    for start, answers in enumerate(found):
        np.testing.assert_allclose(answers, whole[start : start + len(answers)], atol=1e-5)
