"""Kernels in sandboxes for these tests: opened once, since a warm one takes seconds to import what lessons import."""

from collections.abc import Iterator

import pytest

from autograder.kernels.protection import protection
from autograder.kernels.running import SandboxKernel
from autograder.kernels.sandboxes import Sandbox, open_sandbox
from tests.kernels.asking import LOW


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    if protection().best != "warm":
        pytest.skip(f"no warm forks here: {protection().layers}")
    with open_sandbox(log=tmp_path_factory.mktemp("logs") / "warm.log") as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def cold(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    if protection().best == "none":
        pytest.skip(protection().trouble)
    with open_sandbox(cold=True, log=tmp_path_factory.mktemp("logs") / "cold.log") as sandbox:
        yield sandbox


@pytest.fixture(params=["warm", "cold"])
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    return request.getfixturevalue(request.param)


@pytest.fixture
def kernel(sandbox: Sandbox) -> Iterator[SandboxKernel]:
    """A kernel with low limits, warm and cold."""
    with sandbox.kernel({"data/given.txt": b"given"}, {}, LOW) as kernel:
        yield kernel
