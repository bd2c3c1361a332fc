"""Lessons under test: their checks, answers written like students', kernels to run them in."""

import json
import linecache
import os
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ANSWERS = Path(__file__).parent / "answers"

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


class Answers:
    """What tests/lessons/answers/NN_slug.py holds.

    SETUP runs before every answer; ONCE (optional) runs once per lesson, for what is slow to make and what answers
    leave alone: data, imports.
    """

    def __init__(self, lesson: str) -> None:
        path = ANSWERS / f"{lesson}.py"
        found = runpy.run_path(str(path)) if path.is_file() else {}
        self.once: str = found.get("ONCE", "")
        self.setup: str = found.get("SETUP", "")
        self.right: dict[str, list[str]] = found.get("RIGHT", {})
        self.wrong: dict[str, list[tuple[str, str]]] = found.get("WRONG", {})


class Namespace:
    """A student's namespace in this process, fresh for every answer."""

    def __init__(self, once: str) -> None:
        self.names: dict[str, Any] = {"__name__": "__main__", "__builtins__": __builtins__}
        self.run(once)
        self._kept = dict(self.names)

    def run(self, code: str) -> None:
        """Run code as a notebook would: without leading empty lines, and its lines can be looked up afterwards."""
        code = code.strip("\n") + "\n"
        name = f"<answer {abs(hash(code))}>"
        linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
        exec(compile(code, name, "exec"), self.names)

    def fresh(self, *codes: str) -> dict[str, Any]:
        self.names.clear()
        self.names.update(self._kept)
        for code in codes:
            self.run(code)
        return self.names


class Kernel:
    """A student's namespace in a plain Jupyter kernel, fresh for every answer."""

    def __init__(self, folder: Path, once: str) -> None:
        from jupyter_client.manager import start_new_kernel

        self.manager, self.client = start_new_kernel(kernel_name="python3", cwd=str(folder))
        self.run(once)
        self.run("import sys; sys.petals_kept = dict(globals())")

    def run(self, code: str) -> None:
        problems: list[str] = []

        def collect(message: dict[str, Any]) -> None:
            if message["msg_type"] == "error":
                problems.append("\n".join(message["content"]["traceback"]))

        self.client.execute_interactive(code, timeout=300, store_history=False, output_hook=collect)
        assert not problems, problems[0]

    def fresh(self, *codes: str) -> Any:
        self.run("import sys; _kept = sys.petals_kept; globals().clear(); globals().update(__import__('sys').petals_kept)")
        for code in codes:
            self.run(code)
        return self.client

    def stop(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of one lesson together, whatever they test: its kernel starts once."""
    own = [number for number, item in enumerate(items) if item.path.name == "test_fairness.py"]
    ordered = sorted((items[number] for number in own), key=lambda item: str(item.callspec.params.get("lesson", "")))
    for number, item in zip(own, ordered, strict=True):
        items[number] = item


@pytest.fixture(scope="module", autouse=True)
def course_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Point progress at an empty folder and the course at this repository, for this process and its kernels, here only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_PROGRESS", str(tmp_path_factory.mktemp("progress") / "progress.json"))
        patch.setenv("COURSE_ROOT", str(ROOT))
        yield


@pytest.fixture(scope="session")
def answers() -> Callable[[str], Answers]:
    known: dict[str, Answers] = {}
    return lambda lesson: known.setdefault(lesson, Answers(lesson))


@pytest.fixture(scope="session")
def namespaces(answers: Callable[[str], Answers]) -> Callable[[str], Namespace]:
    known: dict[str, Namespace] = {}

    def find(lesson: str) -> Namespace:
        if lesson not in known:
            known[lesson] = Namespace(answers(lesson).once)
        return known[lesson]

    return find


@pytest.fixture(scope="session")
def kernels(answers: Callable[[str], Answers], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Kernel]]:
    """One kernel at a time: tests come lesson by lesson."""
    running: dict[str, Kernel] = {}

    def find(lesson: str) -> Kernel:
        if lesson not in running:
            for name in list(running):
                running.pop(name).stop()
            running[lesson] = Kernel(tmp_path_factory.mktemp(lesson), answers(lesson).once)
        return running[lesson]

    yield find
    for kernel in running.values():
        kernel.stop()


@pytest.fixture(scope="session")
def stubs() -> Callable[[str], dict[str, str]]:
    """The released stubs of a lesson, by answer."""
    from autograder.source.cells import read_source
    from autograder.source.notebooks import stubs_json

    known: dict[str, dict[str, str]] = {}

    def find(lesson: str) -> dict[str, str]:
        if lesson not in known:
            known[lesson] = json.loads(stubs_json(read_source(ROOT / "solutions" / lesson / f"{lesson}.py")))
        return known[lesson]

    return find
