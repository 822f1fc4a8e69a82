#!/bin/sh
# Seconds, processor seconds and peak memory of each writer of disks, in a JVM with a heap of 96 MiB, beside qemu-img convert where that
# writes the same kind of file. The disk has 64 GiB, with 3 GiB on it. Run it after: mvn -B -DskipTests package
# usage: sh it/bench/disks.sh [--check]
#   --check   a disk of 2 GiB with 64 MiB on it, and a failure if a file is not the same disk as the raw one
set -eu
cd "$(dirname "$0")/../.."
disk=65536
content=3072
check=
case ${1:-} in
--check)
    check=yes
    disk=2048
    content=64
    ;;
?*) sed -n '2,/^set/s/^# //p' "$0" >&2 && exit 2 ;;
esac
work=${BENCH_WORK:-it/bench/target}/disks
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT

libraries=maven-plugin/target/classes:maven-plugin/target/test-classes

# measured COMMAND...: wall seconds, processor seconds, MiB
measured() {
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2 && exit 1; }
    awk '{ printf "%.1f / %.1f / %d", $1, $2 + $3, $4 / 1024 }' "$work/time"
}

echo "| disk of $((disk / 1024)) GiB with $content MiB on it | ours: s, CPU s, MiB | qemu-img convert: s, CPU s, MiB | MiB of the file |"
echo '| --- | --- | --- | --- |'
# name QEMU's-name-or-dash
while read -r format qemu; do
    file=$work/disk.$format
    ours=$(measured java -Xmx96m -cp "$libraries" dev.slipway.archive.disk.DiskTrial "$format" "$disk" "$content" "$file")
    theirs=
    if [ "$format" != raw ]; then
        # shellcheck disable=SC2086 # a format and its options
        theirs=$(measured qemu-img convert -f raw -O $qemu "$work/disk.raw" "$work/theirs")
        [ -z "$check" ] || qemu-img compare -q -f raw -F "${qemu%% *}" "$work/disk.raw" "$file"
        rm -f "$work/theirs"
    fi
    echo "| $format | $ours | $theirs | $(du -m "$file" | cut -f 1) |"
    [ "$format" = raw ] || rm "$file"
done <<END
raw raw
qcow2 qcow2
vhd vpc -o subformat=fixed,force_size
vhd-dynamic vpc -o subformat=dynamic,force_size
vhdx vhdx -o subformat=dynamic
vmdk vmdk -o subformat=streamOptimized
END
