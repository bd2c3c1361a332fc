"""The course's own backbone: small enough to ship, what its card says, and worth having."""

import hashlib

import numpy as np
import pytest

from course_utils.backbones import WeightsError, features, load_backbone, own
from course_utils.data.photo_sets import resized
from course_utils.data.synthetic import draw

TASKS = {"flowers", "daisy_dandelion", "cats_dogs", "moon_rocks"}


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_CACHE", str(tmp_path / "cache"))


def test_the_weights_are_those_of_the_card_and_at_most_4_megabytes():
    content = own.WEIGHTS.read_bytes()
    assert len(content) == own.card()["bytes"] <= 4_000_000
    assert hashlib.sha256(content).hexdigest() == own.card()["sha256"]
    assert tuple(own.card()["widths"]) == own.WIDTHS


def test_the_card_says_on_what_it_was_trained_for_how_long_and_how_good_it_is():
    card = own.card()
    assert "CIFAR-10" in card["origin"]
    assert "Krizhevsky" in card["licence"]
    assert card["trained_on"]["photographs"] == 50_000
    assert sum(card["trained_on"].values()) == 62_000
    assert card["minutes"] > 1
    assert card["accuracy"]["photographs"] > 0.83
    assert card["parameters"] == load_backbone("course", "random", side=32).model.count_params()


def test_the_card_records_a_margin_over_scratch_on_each_small_task_of_both_sources():
    margins = own.card()["margins"]
    assert margins["images"] == 200
    assert len(margins["seeds"]) >= 3
    for source in ("real", "synthetic"):
        assert set(margins[source]) == TASKS
        for reached in margins[source].values():
            assert reached["tuned"] > reached["scratch"]


def test_transfer_beats_chance_by_far_on_pictures_it_never_saw():
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    backbone = load_backbone("course", side=64)
    train, test = (resized(draw("flowers", count, seed), 64) for count, seed in ((150, 1), (150, 2)))
    head = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=500))
    head.fit(features(backbone, train.images, progress=False), train.labels)
    assert head.score(features(backbone, test.images, progress=False), test.labels) > 0.45
    untrained = load_backbone("course", "random", side=64)
    head.fit(features(untrained, train.images, progress=False), train.labels)
    chance = head.score(features(untrained, test.images, progress=False), test.labels)
    head.fit(features(backbone, train.images, progress=False), train.labels)
    assert head.score(features(backbone, test.images, progress=False), test.labels) > chance + 0.08


def test_any_name_gives_the_course_s_own_where_it_is_asked_for():
    backbone = load_backbone("vgg19", "course", side=48)
    assert (backbone.name, backbone.weights) == ("course", "course")
    assert "CIFAR-10" in backbone.describe()
    assert backbone.model(np.zeros((1, 48, 48, 3), np.float32)).shape == (1, 3, 3, 448)


def test_damaged_weights_say_how_to_get_new_ones(tmp_path, monkeypatch):
    damaged = tmp_path / "course.npz"
    damaged.write_bytes(own.WEIGHTS.read_bytes()[:1000])
    monkeypatch.setattr(own, "WEIGHTS", damaged)
    with pytest.raises(WeightsError, match=r"course\.npz cannot be read.*scripts/train_backbone\.py"):
        load_backbone("course", side=32)
    monkeypatch.setattr(own, "WEIGHTS", tmp_path / "absent.npz")
    with pytest.raises(WeightsError, match="absent"):
        load_backbone("course", side=32)
