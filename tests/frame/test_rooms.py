"""Which room may import which, and what an import may cost."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALLOWED_INSIDE_COURSE_UTILS = {
    "checking": set(),
    "data": {"checking"},
    "nn": {"checking"},  # a gradient check is shown as a check shows it
    "models": {"checking", "data", "nn"},
    "backbones": {"checking", "data", "nn"},
    "training": {"checking", "data", "nn"},
    "plots": {"checking", "data", "models", "nn", "training"},
    "explorers": {"checking", "data", "models", "nn", "plots", "training"},
    "shipping": {"checking", "data", "explorers", "models", "nn", "plots", "training"},  # Grad-CAM is the saliency explorer's
    "environment": {"backbones", "checking", "data", "plots"},
}
ALLOWED_INSIDE_AUTOGRADER = {
    "source": set(),
    "kernels": set(),
    "grading": {"source", "kernels", "workers"},
    "doctor": {"source", "kernels", "grading"},
    "workers": set(),
    "headless": {"source", "kernels", "workers"},
    "cli": {"source", "kernels", "grading", "doctor", "headless", "workers"},
}
HEAVY = {
    "tensorflow",
    "keras",
    "sklearn",
    "pandas",
    "matplotlib",
    "IPython",
    "nbgrader",
    "papermill",
    "jupyter_client",
    "torch",
    "distributed",
    "sqlalchemy",
    "psycopg",
    "fastapi",
    "uvicorn",
    "onnxruntime",
    "ai_edge_litert",
}


def imports(path: Path) -> set[str]:
    """Every absolute module name a file imports, at any depth."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; write the full name"
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def room_of(path: Path, package: str) -> str:
    return path.relative_to(ROOT / package).parts[0].removesuffix(".py")


def rooms_used(path: Path, package: str, known: dict[str, set[str]]) -> set[str]:
    parts = (name.split(".") for name in imports(path))
    return {part[1] for part in parts if part[0] == package and len(part) > 1 and part[1] in known}


@pytest.mark.parametrize(("package", "allowed"), [("course_utils", ALLOWED_INSIDE_COURSE_UTILS), ("autograder", ALLOWED_INSIDE_AUTOGRADER)])
def test_rooms_import_only_what_lies_below_them(package: str, allowed: dict[str, set[str]]) -> None:
    wrong = []
    for path in modules(package):
        room = room_of(path, package)
        if room == "__init__":
            continue
        assert room in allowed, f"{path}: a new room; say in this test what it may import"
        above = rooms_used(path, package, allowed) - allowed[room] - {room}
        wrong += [f"{path.relative_to(ROOT)} imports {package}.{other}" for other in sorted(above)]
    assert wrong == []


def test_the_autograder_uses_only_the_checking_room_of_course_utils() -> None:
    wrong = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules("autograder")
        for name in imports(path)
        if name.startswith("course_utils") and not name.startswith("course_utils.checking") and name != "course_utils"
    }
    assert wrong == set()


def test_the_autograder_never_imports_tensorflow_and_course_utils_never_the_autograder() -> None:
    heavy = {f"{path}: {name}" for path in modules("autograder") for name in imports(path) if name.split(".")[0] in {"tensorflow", "keras"}}
    back = {f"{path}: {name}" for path in modules("course_utils") for name in imports(path) if name.split(".")[0] == "autograder"}
    assert heavy | back == set()


@pytest.mark.parametrize(
    ("module", "may_load"),
    [
        ("course_utils", set()),
        ("course_utils.backbones", set()),
        ("course_utils.checking", set()),
        ("course_utils.data", set()),
        ("course_utils.models", set()),
        ("course_utils.nn", set()),
        ("course_utils.training", set()),
        ("course_utils.plots", {"matplotlib"}),
        ("autograder.cli", set()),
        ("autograder.source", set()),
        ("autograder.kernels", set()),
        ("autograder.grading", set()),
    ],
)
def test_importing_a_room_loads_no_heavy_package(module: str, may_load: set[str]) -> None:
    script = f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    loaded = set(subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split())
    assert loaded & HEAVY <= may_load
