#!/bin/sh
# Make sure that what the tests need beyond Python is here: by apt where it may be used, else by naming what is missing.
set -eu

missing=""
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v qpdf >/dev/null 2>&1 || missing="$missing qpdf"
command -v faketime >/dev/null 2>&1 || missing="$missing faketime"
if ! command -v soffice >/dev/null 2>&1; then
    missing="$missing libreoffice-writer-nogui libreoffice-calc-nogui"
fi
[ -z "$missing" ] && exit 0

if command -v apt-get >/dev/null 2>&1; then
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null && as_root="sudo -n" || as_root="none"
    fi
    if [ "$as_root" != "none" ]; then
        echo "installing for the tests:$missing"
        $as_root apt-get update -qq >/dev/null
        # shellcheck disable=SC2086  # the names are to be split
        DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
        exit 0
    fi
fi
echo "the tests need these programs (Debian package names):$missing" >&2
exit 1
