#!/usr/bin/env bash
# Open JupyterLab on LESSON (00_welcome unless said otherwise) in COURSE_LANGUAGE (en or ko). PORT, BROWSER=0 as in the Makefile.
set -euo pipefail
cd "$(dirname "$0")/.."

language=${COURSE_LANGUAGE:-en}
name=${LESSON:-00_welcome}
if [ ! -d "lessons/$language" ]; then
    echo "COURSE_LANGUAGE is '$language' but there is no lessons/$language. Languages here: $(ls lessons | xargs)." >&2
    exit 1
fi
lesson="lessons/$language/$name/$name.ipynb"
if [ ! -f "$lesson" ]; then
    echo "LESSON is '$name' but there is no $lesson. Lessons here: $(ls "lessons/$language" | xargs)." >&2
    exit 1
fi

options=(--port="${PORT:-8888}" --ServerApp.root_dir="$PWD" --LabApp.default_url="/lab/tree/$lesson")
[ "${BROWSER:-1}" = 0 ] && options+=(--no-browser)
[ "$(id -u)" = 0 ] && options+=(--allow-root)

export COURSE_LANGUAGE=$language TF_CPP_MIN_LOG_LEVEL=3
export PATH="$PWD/.venv/bin:$PATH" # formgrader starts programs by their bare names
unset PYTHONDONTWRITEBYTECODE
exec .venv/bin/jupyter lab "${options[@]}"
