"""A small network, shipped in every format once for all tests, and photographs to send it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import numpy as np
import pytest

from tests.shipping.staging import build, card, pictures

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


@pytest.fixture(scope="session")
def network():
    return build()


@pytest.fixture(scope="session")
def exports(network, tmp_path_factory):
    from course_utils.shipping import export

    return export(network, tmp_path_factory.mktemp("exports"), name="small", calibration=pictures(64))


@pytest.fixture(scope="session")
def shipped(network, exports, tmp_path_factory):
    """A registry with two versions, the first in use; copy it before changing it."""
    from course_utils.shipping import Registry, reference

    images = pictures(200, seed=1)
    known = reference(images, network.predict(images, verbose=0))
    registry = Registry(tmp_path_factory.mktemp("registry") / "models")
    files = {form: each.path for form, each in exports.items()}
    registry.add(card(reference=known), files)
    registry.add(card(reference=known, recipe={"epochs": 1}), {"litert_int8": files["litert_int8"]})
    registry.promote(1)
    return registry.folder


@pytest.fixture
def registry(shipped, tmp_path):
    from course_utils.shipping import Registry

    return Registry(shutil.copytree(shipped, tmp_path / "models"))


@pytest.fixture(scope="session")
def photos():
    """JPEG files of several sizes."""
    from PIL import Image

    from tests.shipping.loading import jpeg

    sizes = [(320, 240), (240, 320), (64, 64), (800, 600)]
    made = [Image.fromarray(image).resize(sizes[place % 4]) for place, image in enumerate(pictures(40, seed=2))]
    return [jpeg(np.asarray(image)) for image in made]


@pytest.fixture
def start(registry, tmp_path):
    """A context manager: the application in this process, asked through a client without a network."""
    from starlette.testclient import TestClient

    from course_utils.shipping.service.app import create_app
    from course_utils.shipping.service.running import prepared
    from course_utils.shipping.service.settings import Settings

    @contextmanager
    def started(database="", *, model=None, form=None, challenger=None, share=0.0, **limits) -> Iterator[SimpleNamespace]:
        url = database or f"sqlite:///{tmp_path}/requests.db"
        service = prepared(model or registry.folder, url, form=form, challenger=challenger, share=share, settings=Settings(**limits))
        with TestClient(create_app(service), raise_server_exceptions=False) as client:
            yield SimpleNamespace(client=client, service=service, url=url)

    return started
