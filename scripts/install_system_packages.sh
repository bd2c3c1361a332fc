#!/usr/bin/env bash
# Debian packages for the browser and sandbox tests and for Hangul in plots; without the right to install them, says what to run.
set -uo pipefail

packages=""
command -v bwrap >/dev/null 2>&1 || packages="$packages bubblewrap"
command -v chromium >/dev/null 2>&1 || packages="$packages chromium"
fc-list :lang=ko 2>/dev/null | grep -q . || packages="$packages fonts-nanum"
[ -z "$packages" ] && exit 0

if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing$packages"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $packages >/dev/null && exit 0
    echo "apt-get could not install:$packages" >&2
    exit 1
fi
echo "Missing:$packages (browser tests, sandbox tests, Hangul in plots). On Debian or Ubuntu run:" >&2
echo "    sudo apt-get install$packages" >&2
exit 0
