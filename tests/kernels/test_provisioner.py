"""nbclient and papermill run notebooks in the sandbox unchanged."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.kernels.limits import MIB, Limits
from autograder.kernels.provisioner import NAME, read_folder, temporary_kernelspec

SOLUTIONS = str(Path(__file__).parents[2] / "solutions")
INSIDE = f"import os; print(os.getcwd(), os.path.exists({SOLUTIONS!r}), os.getpid() < 9)"


def notebook(*sources: str) -> nbformat.NotebookNode:
    return new_notebook(
        cells=[new_code_cell(source) for source in sources],
        metadata={"kernelspec": {"name": NAME, "display_name": "any", "language": "python"}},
    )


def texts(executed: nbformat.NotebookNode) -> str:
    return "".join(output.get("text", "") for cell in executed.cells for output in cell.get("outputs", ()))


@pytest.fixture
def jupyter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "home").mkdir()
    (tmp_path / "home/images.csv").write_text("1,2")
    limits = Limits(memory_bytes=300 * MIB, processes=60)
    with temporary_kernelspec(limits, cold=True, folder=tmp_path / "home") as kernels:
        monkeypatch.setenv("JUPYTER_PATH", str(kernels.parent))
        yield kernels


@pytest.mark.sandbox
def test_nbclient_runs_in_the_sandbox(jupyter: Path) -> None:
    from nbclient import NotebookClient

    executed = NotebookClient(notebook(INSIDE, "print(open('images.csv').read())"), timeout=60).execute()
    assert texts(executed) == "/home/student False True\n1,2\n"


@pytest.mark.sandbox
def test_nbclient_hears_of_a_dead_kernel(jupyter: Path) -> None:
    from nbclient import NotebookClient
    from nbclient.exceptions import DeadKernelError

    with pytest.raises(DeadKernelError):
        NotebookClient(notebook("kept = []\nwhile True: kept.append(bytearray(10_000_000))"), timeout=60).execute()
    assert texts(NotebookClient(notebook(INSIDE), timeout=60).execute()).startswith("/home/student")


@pytest.mark.sandbox
def test_nbclient_interrupts_by_message(jupyter: Path) -> None:
    from nbclient import NotebookClient

    client = NotebookClient(
        notebook("import time\ntime.sleep(600)", "print('went on')"), timeout=2, interrupt_on_timeout=True, allow_errors=True
    )
    assert "went on" in texts(client.execute())


@pytest.mark.sandbox
def test_nbclient_ends_what_does_not_stop(jupyter: Path) -> None:
    from nbclient import NotebookClient
    from nbclient.exceptions import CellTimeoutError

    stubborn = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    client = NotebookClient(notebook(stubborn), timeout=2)
    with pytest.raises(CellTimeoutError):
        client.execute()
    assert texts(NotebookClient(notebook(INSIDE), timeout=60).execute()).startswith("/home/student")


@pytest.mark.sandbox
def test_papermill_runs_in_the_sandbox(jupyter: Path, tmp_path: Path) -> None:
    import papermill

    source = notebook("count = 1", "import os; print(count * 2, os.getcwd())")
    source.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(source, tmp_path / "source.ipynb")
    executed = papermill.execute_notebook(
        str(tmp_path / "source.ipynb"), None, parameters={"count": 21}, kernel_name=NAME, progress_bar=False
    )
    assert "42 /home/student" in texts(executed)


def test_only_plain_files_of_a_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner/data.txt").write_text("data")
    (tmp_path / ".hidden").write_text("hidden")
    (tmp_path / "link").symlink_to("/etc/passwd")
    assert read_folder(tmp_path, 100) == {"inner/data.txt": b"data"}
    with pytest.raises(ValueError, match="disk_bytes"):
        read_folder(tmp_path, 3)
