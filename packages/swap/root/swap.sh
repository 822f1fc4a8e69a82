#!/bin/sh
# Makes a swap file and uses it. Options and their meaning are those of LinuxKit's package.

path=''
size=''
encrypt=false
conditions=''
mapped=swapfile

usage() {
    cat >&2 <<TEXT
swap: $1
usage: swap.sh --path FILE --size SIZE [options]
  --path FILE      the swap file, below /var, on a disk
  --size SIZE      its size: 2G, 512M, 5670K, or bytes
  --encrypt        encrypt it with a key that nobody knows and that ends with the machine
  --condition part:DIRECTORY[:true]            only if a disk is mounted on DIRECTORY
  --condition partsize:DIRECTORY:SIZE[:true]   only if the file system of DIRECTORY is so large
  --debug          show each command
A condition that does not hold is no error, unless it ends with :true.
TEXT
    exit 2
}

# fail WHAT [REMEDY]
fail() {
    echo "swap: $1" >&2
    [ -z "${2:-}" ] || echo "      $2" >&2
    exit 1
}

read_words() {
    while [ $# -gt 0 ]; do
        case $1 in
            --path | --size | --condition)
                [ $# -ge 2 ] || usage "$1 needs a value"
                case $1 in
                    --path) [ -z "$path" ] || usage "one --path only"; path=$2 ;;
                    --size) size=$2 ;;
                    --condition) conditions="$conditions$2
" ;;
                esac
                shift ;;
            --encrypt) encrypt=true ;;
            --debug) set -x ;;
            *) usage "'$1' is not an option" ;;
        esac
        shift
    done
    case $path in
        '') usage "--path is missing" ;;
        */../* | */..) usage "--path '$path' has .. in it" ;;
        /var/?*) ;;
        *) usage "--path '$path' is not below /var" ;;
    esac
    [ -n "$size" ] || usage "--size is missing"
    size=$(to_bytes "$size") || usage "--size is not a size such as 512M"
    size=$((size / 4096 * 4096))
    [ "$size" -ge 40960 ] || usage "--size is less than the 40K that swap space needs"
}

# to_bytes SIZE
to_bytes() {
    number=${1%[GMK]}
    case $number in
        '' | *[!0-9]* | ???????????????*) return 1 ;;
    esac
    case $1 in
        *G) echo $((number * 1024 * 1024 * 1024)) ;;
        *M) echo $((number * 1024 * 1024)) ;;
        *K) echo $((number * 1024)) ;;
        *) echo "$number" ;;
    esac
}

# unmet REQUIRED REASON: a condition does not hold.
unmet() {
    [ "$1" != true ] || fail "$2, and the condition is required"
    echo "swap: $2; no swap file"
    exit 0
}

check_conditions() {
    while IFS=: read -r kind directory first second; do
        case $kind in
            '') ;;
            part)
                awk -v directory="$directory" '$2 == directory { found = 1 } END { exit !found }' /proc/mounts ||
                    unmet "$first" "nothing is mounted on $directory" ;;
            partsize)
                least=$(to_bytes "$first") || usage "--condition partsize: '$first' is not a size"
                have=$(df -k "$directory" 2>/dev/null | awk 'END { print $(NF - 4) }')
                [ $((${have:-0} * 1024)) -ge "$least" ] ||
                    unmet "$second" "the file system of $directory has less than $first" ;;
            *) usage "--condition '$kind' is not known" ;;
        esac
    done <<LIST
$conditions
LIST
}

# kind_of DIRECTORY: the kind of its file system.
kind_of() {
    place=$(df -P "$1" | awk 'END { print $NF }')
    awk -v place="$place" '$2 == place { kind = $3 } END { print kind }' /proc/mounts
}

make_file() {
    mkdir -p "${path%/*}" || fail "${path%/*} cannot be made"
    case $(kind_of "${path%/*}") in
        tmpfs | ramfs) fail "$path is in memory" "Swap space has to be on a disk: mount one below /var first." ;;
        btrfs) fail "$path is on btrfs" "Take ext4 or xfs for a disk with a swap file." ;;
    esac
    if [ -f "$path" ] && [ "$(stat -c %s "$path")" = "$size" ]; then
        chmod 600 "$path"
        return
    fi
    rm -f "$path"
    free=$(df -P -k "${path%/*}" | awk 'END { print $(NF - 2) }')
    [ $((free * 1024)) -ge "$size" ] || fail "there is no room for $size bytes in ${path%/*}: $free KiB are free"
    umask 077
    # A file with holes cannot be swapped to, and not every file system can give room without writing it.
    fallocate -l "$size" "$path" 2>/dev/null ||
        dd if=/dev/zero of="$path" bs=4096 count=$((size / 4096)) 2>/dev/null ||
        { rm -f "$path"; fail "$path could not be written"; }
}

# A key from the kernel's random numbers: no start can read what another has written.
open_encrypted() {
    [ -e /dev/loop-control ] || mknod /dev/loop-control c 10 237
    loop=$(losetup -f)
    losetup "$loop" "$path" || fail "$path did not become a block device" "Is there a module loop?"
    key=$(head -c 64 /dev/urandom | od -An -v -tx1 | tr -d ' \n')
    echo "0 $((size / 512)) crypt aes-xts-plain64 $key 0 $loop 0" |
        /sbin/dmsetup --noudevrules --noudevsync create "$mapped" || fail "the encrypted device could not be made" "Is there a module dm-crypt?"
    make_node
}

# There is no udev that would make it.
make_node() {
    for path in /sys/block/dm-*; do
        [ "$(cat "$path/dm/name")" = "$mapped" ] || continue
        IFS=: read -r major minor < "$path/dev"
        rm -f "/dev/mapper/$mapped"
        mknod -m 600 "/dev/mapper/$mapped" b "$major" "$minor" || fail "/dev/mapper/$mapped could not be made"
    done
}

read_words "$@"
check_conditions
make_file
space=$path
if $encrypt; then
    open_encrypted
    space=/dev/mapper/$mapped
fi
mkswap "$space" > /dev/null || fail "$space did not become swap space"
swapon "$space" || fail "$space is not taken as swap space" "The kernel says why: see dmesg."
echo "swap: $space: $((size / 1048576)) MiB in use"
