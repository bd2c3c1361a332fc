#!/usr/bin/env bash
# Install the Debian packages behind the named needs (fonts, chromium, bubblewrap); without the right to, say what to run.
set -uo pipefail

packages=""
for need in "$@"; do
    case "$need" in
        fonts) fc-list :lang=ko 2>/dev/null | grep -q . || packages="$packages fontconfig fonts-nanum" ;;
        chromium) command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || packages="$packages chromium" ;;
        bubblewrap) command -v bwrap >/dev/null 2>&1 || packages="$packages bubblewrap" ;;
        *) echo "unknown need '$need': give fonts, chromium or bubblewrap" >&2; exit 2 ;;
    esac
done
[ -z "$packages" ] && exit 0
[ "$(uname -s)" = Linux ] || exit 0   # macOS and Windows bring Hangul fonts; their browser tests run on Linux

if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing:$packages"
    if apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $packages >/dev/null 2>&1; then
        exit 0
    fi
fi
echo "Missing:$packages (Hangul in plots, browser tests, sandbox tests). On Debian or Ubuntu run:" >&2
echo "    sudo apt-get install$packages" >&2
exit 0
