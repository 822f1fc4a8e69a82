# shellcheck shell=sh
# What the scripts beside this one share: programs with libraries of their own, numbers on disks, partitions by their GUIDs.

here=/usr/lib/slipway-disk

# The kernel puts the words on every console; "<2>" is a level that it shows even when it is told to be quiet.
say() {
    echo "<2>slipway: $*" > /dev/kmsg
}

# tool NAME WORD...: a program of Debian's, whatever libraries the system around it has.
tool() {
    program=$here/bin/$1
    shift
    # There is one: its name has the processor in it.
    for loader in "$here"/lib/ld-linux-*; do
        "$loader" --library-path "$here/lib" "$program" "$@"
        return
    done
}

# number FILE OFFSET BYTES: a little-endian number of 4 or 8 bytes.
number() {
    od -A n -t "u$3" -j "$2" -N "$3" "$1" | tr -d ' '
}

# hex FILE OFFSET BYTES
hex() {
    dd if="$1" bs=1 skip="$2" count="$3" 2>/dev/null | hexdump -ve '1/1 "%02x"'
}

# word_of NAME: the value of a word on the kernel's command line. The first one counts: that is ours.
word_of() {
    tr ' ' '\n' < /proc/cmdline | sed -n "s/^$1=//p" | head -n 1
}

# on_disk GUID: its 16 bytes as a partition table has them, in hex. The first three fields are little-endian.
on_disk() {
    echo "$1" | tr -d - | tr A-F a-f | sed -E 's/^(..)(..)(..)(..)(..)(..)(..)(..)/\4\3\2\1\6\5\8\7/'
}

# of_partition PARTITION: sets disk, index and block, the bytes of a sector, of a partition such as vda3.
of_partition() {
    directory=$(readlink -f "/sys/class/block/$1")
    index=$(cat "$directory/partition")
    disk=$(basename "${directory%/*}")
    block=$(cat "${directory%/*}/queue/logical_block_size")
}

# has_table DISK: whether it has a GUID partition table, which says so in its second sector (UEFI 2.10, 5.3.2): "EFI PART".
has_table() {
    [ "$(hex "/dev/$1" "$block" 8)" = 4546492050415254 ]
}

# partition GUID: with or without its hyphens; prints the name of the partition, such as vda3.
partition() {
    wanted=$(on_disk "$1")
    for each in /sys/class/block/*/partition; do
        [ -e "$each" ] || continue
        each=${each%/partition}
        each=${each##*/}
        of_partition "$each"
        has_table "$disk" || continue
        entries=$(number "/dev/$disk" $((block + 72)) 8)
        if [ "$(hex "/dev/$disk" $((entries * block + (index - 1) * 128 + 16)) 16)" = "$wanted" ]; then
            echo "$each"
            return
        fi
    done
    return 1
}

# wait_for GUID: as partition, but disks may need some seconds to appear.
wait_for() {
    for _ in $(seq 50); do
        partition "$1" && return
        sleep 0.2
    done
    return 1
}
