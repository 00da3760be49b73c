#!/bin/sh
# Finds or gets a Chromium for the tests: Debian's package when root may install it, else Playwright's own download.
set -eu

command -v chromium >/dev/null && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    if apt-get update -qq && apt-get install -yqq --no-install-recommends chromium fonts-dejavu-core >/dev/null; then
        exit 0
    fi
fi

"${PLAYWRIGHT:-playwright}" install chromium
