#!/usr/bin/env bash
# Make .venv from requirements.lock, once: with uv where it is installed, else with venv and pip.
# Run again, it does nothing, unless the lock (everything anew) or pyproject.toml (this package's entry points) changed.
set -euo pipefail
cd "$(dirname "$0")/.."

find_python() {
    for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3 python; do
        if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "No Python 3.11, 3.12 or 3.13 found${PYTHON:+ (PYTHON=$PYTHON is not one)}. Install one, or name it: make lab PYTHON=/path/to/python3.12" >&2
    return 1
}

install() {
    if command -v uv >/dev/null 2>&1; then
        uv pip install --quiet --python .venv/bin/python "$@"
    else
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile "$@"
    fi
}

lock=$(cksum < requirements.lock)
package=$(cksum < pyproject.toml)

if [ "$(cat .venv/.lock-installed 2>/dev/null)" != "$lock" ]; then
    python=$(find_python)
    echo "Setting up .venv with $("$python" --version): a few minutes, once."
    rm -rf .venv
    if command -v uv >/dev/null 2>&1; then
        uv venv --quiet --python "$(command -v "$python")" .venv
    else
        "$python" -m venv .venv
    fi
    install --require-hashes -r requirements.lock
    # JupyterLab's news pop-up asks the internet, and would cover a student's first page.
    .venv/bin/jupyter labextension disable --level=sys_prefix "@jupyterlab/apputils-extension:announcements" >/dev/null 2>&1
    # Compiled once, here: without bytecode TensorFlow takes 10 s to import instead of 4. Templates that are no Python fail; nothing imports them.
    env -u PYTHONDONTWRITEBYTECODE .venv/bin/python -m compileall -q -j 0 .venv/lib >/dev/null 2>&1 || true
    echo "$lock" > .venv/.lock-installed
fi

if [ "$(cat .venv/.package-installed 2>/dev/null)" != "$package" ]; then
    install --no-deps --no-build-isolation -e .
    echo "$package" > .venv/.package-installed
fi
