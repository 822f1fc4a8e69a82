#!/bin/sh
# What the containers before have done, seen from another container. Each line `disk NAME: ok` is a verdict.

export PATH=/usr/sbin:/usr/bin:/sbin:/bin

# expect NAME WANTED GOT
expect() {
    case $3 in
        "$2") echo "disk $1: ok" ;;
        *) echo "disk $1: WRONG, '$3' is not '$2'" ;;
    esac
}

property() {
    /sbin/blkid -p -o value -s "$1" "$2"
}

# How a directory is mounted, by the kernel's word.
mounted() {
    awk -v place="$1" '$2 == place { print $1, $3 }' /proc/mounts
}

megabytes() {
    df -m "$1" | awk 'END { print $(NF - 4) }'
}

disks() {
    expect ext4 "/dev/vda1 ext4" "$(mounted /var/lib/data)"
    expect xfs "/dev/vdb1 xfs" "$(mounted /var/lib/xfs)"
    expect btrfs "/dev/vdc1 btrfs" "$(mounted /var/lib/btrfs)"
    expect vfat "/dev/vdd1 vfat" "$(mounted /var/lib/vfat)"
    expect secret "/dev/mapper/secret ext4" "$(mounted /var/lib/secret)"
    expect gpt gpt "$(property PTTYPE /dev/vdb)"
    expect dos dos "$(property PTTYPE /dev/vda)"
    expect label "two words" "$(property LABEL /dev/vdb1)"
    expect by-label "../../vda1" "$(readlink /dev/disk/by-label/DATA)"
    expect reformatted 0 "$(find /var/scratch -name mark | wc -l)"
    touch /var/scratch/mark && sync
    expect refused ext4 "$(property TYPE /dev/vda1)"
    expect swap "2" "$(grep -c '^/' /proc/swaps)"
    # The swap file itself shows nothing of what is in it.
    expect swap-encrypted "" "$(property TYPE /var/lib/data/swap)"
    expect no-swap 0 "$(find /var/lib/data -name more | wc -l)"
    expect luks crypto_LUKS "$(property TYPE /dev/vdf)"
    expect box ext4 "$(property TYPE /dev/mapper/box)"
    expect box-encrypted "" "$(property TYPE /dev/loop5)"
    expect losetup /var/lib/data/box.img "$(losetup /dev/loop5 | cut -d ' ' -f 3)"
    expect modprobe "1" "$(grep -c '^dummy ' /proc/modules)"
    expect sysfs 256 "$(cat /sys/block/vda/queue/read_ahead_kb)"
    for each in data xfs btrfs vfat secret; do
        # Empty in the first start.
        seen=$(cat "/var/lib/$each/starts" 2>/dev/null)
        echo "disk size $each $(megabytes "/var/lib/$each") MB, start $((${seen:-0} + 1))"
        echo $((${seen:-0} + 1)) > "/var/lib/$each/starts"
    done
    sync
}

# The file systems that hold what was written when the power went.
places='data xfs btrfs'

# write: numbered files, each on the disk before its number is told.
write() {
    number=0
    while :; do
        number=$((number + 1))
        for each in $places; do
            mkdir -p "/var/lib/$each/cut"
            content "$number" > "/var/lib/$each/cut/$number"
        done
        sync
        echo "disk written $number"
    done
}

content() {
    yes "line of file $1" | head -n $(($1 * 37 % 500 + 1))
}

# kept: what is there of the files that the start before has written, up to the first that is not whole.
kept() {
    for each in $places; do
        number=0
        while [ "$(content $((number + 1)))" = "$(cat "/var/lib/$each/cut/$((number + 1))" 2>/dev/null)" ]; do
            number=$((number + 1))
        done
        rm -rf "/var/lib/$each/cut"
        echo "disk kept $each $number"
    done
}

"$1"
