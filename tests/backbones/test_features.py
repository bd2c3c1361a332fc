"""Features are computed once per image, whatever the order, the call or the damage to the cache."""

import numpy as np
import pytest

from course_utils.backbones import extraction, features, load_backbone

SIDE = 32


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def backbone():
    import keras

    keras.utils.set_random_seed(3)
    return load_backbone("course", "random", side=SIDE)


@pytest.fixture
def images():
    return np.random.default_rng(1).integers(0, 256, (70, SIDE, SIDE, 3), np.uint8)


@pytest.fixture
def seen(monkeypatch):
    """How many images went through the network in each batch."""
    counts = []
    whole = extraction._forward

    def counting(backbone, count):
        compute = whole(backbone, count)

        def counted(batch):
            counts.append(len(batch))
            return compute(batch)

        return counted

    monkeypatch.setattr(extraction, "_forward", counting)
    return counts


def test_features_are_the_means_of_the_maps(backbone, images):
    maps = backbone.model(images.astype(np.float32), training=False).numpy()
    assert features(backbone, images, progress=False) == pytest.approx(maps.mean(axis=(1, 2)), abs=1e-5)
    assert features(backbone, images, pooling="maximum", progress=False) == pytest.approx(maps.max(axis=(1, 2)), abs=1e-5)
    assert features(backbone, images, pooling="none", progress=False).shape == maps.shape


def test_no_image_goes_through_the_network_twice(backbone, images, seen):
    first = features(backbone, images[:40], progress=False)
    assert sum(seen) == 40
    again = features(backbone, images[::-1], progress=False)
    assert sum(seen) == 70
    assert np.array_equal(again[::-1][:40], first)
    features(backbone, images, progress=False)
    assert sum(seen) == 70


def test_equal_images_are_computed_once(backbone, images, seen):
    twins = np.concatenate([images[:5], images[:5]])
    made = features(backbone, twins, progress=False)
    assert sum(seen) == 5
    assert np.array_equal(made[:5], made[5:])


def test_other_weights_have_features_of_their_own(backbone, images, seen):
    before = features(backbone, images[:4], progress=False)
    layer = backbone.model.get_layer("stage3_second")
    kernels = layer.get_weights()
    try:
        layer.set_weights([kernels[0] + 0.1])
        after = features(backbone, images[:4], progress=False)
    finally:
        layer.set_weights(kernels)
    assert not np.allclose(before, after)
    assert sum(seen) == 8
    assert np.array_equal(features(backbone, images[:4], progress=False), before)
    assert sum(seen) == 8


def test_a_damaged_file_costs_only_time(backbone, images, seen, own_cache):
    before = features(backbone, images[:6], progress=False)
    damaged = next(own_cache.rglob("*.npz"))
    damaged.write_bytes(damaged.read_bytes()[:100])
    assert features(backbone, images[:6], progress=False) == pytest.approx(before, abs=1e-6)
    assert sum(seen) == 12


def test_an_interrupt_keeps_the_files_that_were_finished(backbone, images, seen, monkeypatch):
    monkeypatch.setattr(extraction, "_PER_FILE", 10)
    monkeypatch.setattr(extraction, "_AT_ONCE", 10)
    whole = extraction._pooled

    def interrupted(maps, pooling):
        if sum(seen) > 30:
            raise KeyboardInterrupt
        return whole(maps, pooling)

    with monkeypatch.context() as patch:
        patch.setattr(extraction, "_pooled", interrupted)
        with pytest.raises(KeyboardInterrupt):
            features(backbone, images, progress=False)
    assert sum(seen) == 40  # the last ten were computed, and lost
    features(backbone, images, progress=False)
    assert sum(seen) == 80


def test_many_images_and_few_get_the_same_features(backbone, images):
    many = features(backbone, images, progress=False, cache=False)
    few = features(backbone, images[:5], progress=False, cache=False)
    assert few == pytest.approx(many[:5], abs=1e-4)


def test_without_the_cache_nothing_is_written(backbone, images, own_cache):
    features(backbone, images[:2], cache=False, progress=False)
    assert not own_cache.exists()


def test_no_images_have_no_features(backbone):
    assert features(backbone, np.zeros((0, SIDE, SIDE, 3), np.uint8), progress=False).shape == (0, 448)


def test_other_images_than_the_backbone_expects_are_named(backbone, images):
    with pytest.raises(ValueError, match=r"uint8 images \(N, 32, 32, 3\), not float64 .*load the data with size=32"):
        features(backbone, images / 255)
    with pytest.raises(ValueError, match="the backbone with side=16"):
        features(backbone, images[:, ::2, ::2])
    with pytest.raises(ValueError, match="'average', 'maximum' or 'none', not 'mean'"):
        features(backbone, images, pooling="mean")
