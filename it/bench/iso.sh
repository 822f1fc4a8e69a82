#!/bin/sh
# Time and peak memory of the goal iso beside xorriso, building equivalent images from the same files.
# Run it after: mvn -B verify
# usage: sh it/bench/iso.sh [RUNS]
set -eu
runs=${1:-5}
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

iso=$(ls it/demo/target/demo-*.iso)
xorriso -osirrox on -indev "$iso" -extract / "$work/files" 2>/dev/null
chmod -R u+w "$work/files"
mkdir "$work/loader"
cp -r "$work/files/isolinux" "$work/loader/"
mcopy -s -i "$work/files/boot/efi.img" ::EFI "$work/loader/"
head -c 432 "$iso" > "$work/loader/isolinux/isohdpfx.bin"
cp it/demo/target/demo-*-cmdline "$work/cmdline"

# measure NAME COMMAND...: the best of all runs by wall time, with its peak memory; each writes its image anew
measure() {
    name=$1
    shift
    for _ in $(seq "$runs"); do
        rm -f "$work"/*.iso
        /usr/bin/time -f '%e %M' -o "$work/time" "$@" > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
        cat "$work/time"
    done | sort -n | head -n 1 > "$work/best"
    read -r seconds kilobytes < "$work/best"
    echo "$name: $seconds s, $((kilobytes / 1024)) MiB"
    echo "$seconds" > "$work/seconds"
}

echo "$(basename "$iso"): $(stat -c %s "$iso") bytes; best of $runs runs"
measure 'xorriso -as mkisofs' xorriso -as mkisofs -o "$work/xorriso.iso" -R -J -V SLIPWAY \
    -b isolinux/isolinux.bin -c boot/boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table \
    -eltorito-alt-boot -e boot/efi.img -no-emul-boot -isohybrid-gpt-basdat \
    -isohybrid-mbr "$work/loader/isolinux/isohdpfx.bin" "$work/files"
reference=$(cat "$work/seconds")

measure 'the writer in a JVM of its own' java -Xmx96m -cp "$(ls -d maven-plugin/target/classes):maven-plugin/target/test-classes" \
    dev.slipway.output.iso.IsoTrial "$work/loader" "$(ls it/demo/target/demo-*-kernel)" "$(ls it/demo/target/demo-*-initrd.img)" \
    "$work/cmdline" both "$work/writer.iso"
writer=$(cat "$work/seconds")

measure 'mvn slipway:iso, Maven and composing included' mvn -q -B -o -f it/demo/pom.xml \
    -s it/checks/target/work/settings.xml -Dmaven.repo.local="$PWD/it/checks/target/repository" \
    "dev.slipway:slipway-maven-plugin:iso" -Dslipway.outputDirectory="$work"
goal=$(cat "$work/seconds")

awk -v x="$reference" -v w="$writer" -v g="$goal" \
    'BEGIN { printf "writer : xorriso = %.2f, goal : xorriso = %.2f\n", w / x, g / x }'
