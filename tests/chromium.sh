#!/bin/sh
# Print the path of a Chromium for the browser tests; install Debian's when this is root and there is none.
set -eu
find_browser() {
    if [ -n "${CHROMIUM:-}" ]; then echo "$CHROMIUM"; return; fi
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name"; then return; fi
    done
    return 1
}
if find_browser; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >&2
    find_browser && exit 0
fi
echo "Chromium puuttuu: asenna se tai anna sen polku muuttujassa CHROMIUM." >&2
exit 1
