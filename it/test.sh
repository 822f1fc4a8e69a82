#!/bin/sh
# Installs what the integration tests compare Slipway with, then runs every test, and says at the end what was not run for want of
# something. With CI=true nothing may be missing.
set -eu
cd "$(dirname "$0")/.."

tools="
    binutils
    cpio
    cryptsetup-bin
    curl
    docker-registry
    dosfstools
    e2fsprogs
    erofs-utils
    fdisk
    gdisk
    genisoimage
    git
    gnupg
    gpgv
    kmod
    libxml2-utils
    mtools
    nginx
    notary
    openssh-client
    openssl
    osslsigncode
    ovmf
    qemu-efi-aarch64
    qemu-system-arm
    qemu-system-x86
    qemu-utils
    sbsigntool
    shellcheck
    skopeo
    squashfs-tools
    time
    umoci
    util-linux
    xorriso
    zstd
"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    missing=
    for tool in $tools; do
        dpkg-query -W -f '${Status}' "$tool" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $tool"
    done
    if [ -n "$missing" ]; then
        apt-get update -qq
        # shellcheck disable=SC2086 # one word per package
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
    fi
fi
# The unit tests that compare with tools fail now without one, and do not skip.
export IT_TOOLS=installed
# The tests need some gigabytes: what there was, if they fail for want of it.
echo "Free on the disk: $(df -Ph . | awk 'NR == 2 { print $4 }')"
# Tests that miss something of the machine write a line each into such a file.
rm -f ./*/target/not-run.txt ./it/*/target/not-run.txt
status=0
# Modules side by side: the checks and the projects do not need each other.
mvn -B -T2 verify || status=$?
echo "Free on the disk: $(df -Ph . | awk 'NR == 2 { print $4 }')"
missing=$(cat ./*/target/not-run.txt ./it/*/target/not-run.txt 2>/dev/null | paste -s -d ';' | sed 's/;/; /g')
if [ -n "$missing" ]; then
    echo "Not run: $missing"
elif [ $status = 0 ]; then
    echo 'Everything was run.'
fi
exit $status
