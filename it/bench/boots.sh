#!/bin/sh
# Seconds that a guest needs to unpack initrds and to come up with them, emulated, and the least memory that it comes up with.
# usage: sh it/bench/boots.sh KERNEL INITRD...    a demo's kernel and initrds of several compressions
#   BENCH_MEMORY="520 560 600"   MiB to try, ascending; without it only the boots with 1 GiB are measured
#   BENCH_RUNS=3                 boots of each, in turn; the median is printed
set -eu
kernel=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
qemu=${BENCH_QEMU:-qemu-system-x86_64}

# boot INITRD MIB: writes the console to $work/console; fails if the system is not up within five minutes
boot() {
    timeout 300 "$qemu" -nographic -no-reboot -machine q35 -accel tcg -cpu max -smp 1 -m "$2" -nic none \
        -kernel "$kernel" -initrd "$1" -append 'console=ttyS0 panic=-1' </dev/null >"$work/console" 2>&1 &
    guest=$!
    begin=$(date +%s%N)
    while kill -0 $guest 2>/dev/null; do
        if grep -q 'slipway: system is up' "$work/console"; then
            up=$((($(date +%s%N) - begin) / 10000000))
            kill $guest
            wait $guest || true
            return 0
        fi
        sleep 0.1
    done
    return 1
}

# The kernel's own times: from the begin of unpacking to the return of its memory.
unpacking() {
    tr -d '\r' <"$work/console" | awk -F '[][]' '
        /Unpacking initramfs|Trying to unpack rootfs/ { from = $2 }
        /Freeing initrd memory/ { printf "%.2f\n", $2 - from }'
}

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

echo '| initrd | MB | s to unpack | s until up | least MiB |'
echo '| --- | ---: | ---: | ---: | ---: |'
for _ in $(seq "${BENCH_RUNS:-3}"); do
    number=0
    for initrd; do
        number=$((number + 1))
        boot "$initrd" 1024 || { cat "$work/console" && exit 1; }
        unpacking >>"$work/unpacking-$number"
        awk -v up="$up" 'BEGIN { printf "%.1f\n", up / 100 }' >>"$work/up-$number"
    done
done
number=0
for initrd; do
    number=$((number + 1))
    least=
    for memory in ${BENCH_MEMORY:-}; do
        if boot "$initrd" "$memory"; then
            least=$memory
            break
        fi
    done
    echo "| ${initrd##*/} | $(stat -c %s "$initrd" | awk '{ printf "%.1f", $1 / 1e6 }') | $(median "$work/unpacking-$number") | $(median "$work/up-$number") | $least |"
done
