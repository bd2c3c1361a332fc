#!/usr/bin/env bash
# Make .venv from requirements.lock, once: with uv where it is installed, else with venv and pip.
# Run again after the lock changed: it notices, and leaves a finished environment alone.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/.complete
wanted=$(cat requirements.lock pyproject.toml | cksum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    exit 0
fi

find_python() {
    for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3 python; do
        if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "No Python 3.11, 3.12 or 3.13 on this machine. Install one, or name it: make lab PYTHON=/path/to/python3.12" >&2
    return 1
}

python=$(find_python)
echo "Setting up .venv with $("$python" --version) (a few minutes, once)."
rm -rf .venv
if command -v uv >/dev/null 2>&1; then
    uv venv --quiet --python "$(command -v "$python")" .venv
    uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements.lock
    uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
else
    "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
fi
# Compiled once here: without bytecode TensorFlow takes 10 s to import instead of 4.
env -u PYTHONDONTWRITEBYTECODE .venv/bin/python -m compileall -q -j 0 .venv/lib course_utils autograder >/dev/null 2>&1 || true
echo "$wanted" > "$stamp"
