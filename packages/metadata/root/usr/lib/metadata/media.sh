# shellcheck shell=sh
# Media: a disk or CD with the label cidata (NoCloud) or config-2 (OpenStack's config drive), any CD with a user-data or
# config, and a file.

: "${max_bytes:=1048576}"

# bytes DEVICE OFFSET LENGTH: a label without the blanks behind it.
bytes() {
    dd if="$1" bs=1 skip="$2" count="$3" 2> /dev/null | tr -d '\000' | sed 's/ *$//'
}

# The label of a file system that a stranger may have written: read here, mounted only when it is one of ours. ISO 9660
# has it in its primary volume descriptor (ECMA-119, 8.4), FAT in its boot sector.
label() {
    if [ "$(bytes "$1" 32769 5)" = CD001 ]; then
        bytes "$1" 32808 32
    elif [ "$(bytes "$1" 82 5)" = FAT32 ]; then
        bytes "$1" 71 11
    elif [ "$(bytes "$1" 54 3)" = FAT ]; then
        bytes "$1" 43 11
    fi
}

from_media() {
    for device in /sys/class/block/*; do
        name=${device##*/}
        case $name in
            loop* | ram* | zram* | dm-*) continue ;;
        esac
        [ -b "/dev/$name" ] || continue
        case $(label "/dev/$name" | tr '[:upper:]' '[:lower:]') in
            cidata | config-2) read_medium "/dev/$name" || wrong "/dev/$name could not be mounted" ;;
            # An empty drive, and a CD of music, are no fault.
            *) case $name in sr[0-9]*) read_medium "/dev/$name" || detail "/dev/$name: nothing there" ;; esac ;;
        esac
        [ -z "$provider" ] || return 0
    done
}

# read_medium DEVICE: false if there is nothing that can be mounted.
read_medium() {
    mount_point=${TMPDIR:-/tmp}/medium
    mkdir -p "$mount_point"
    for type in iso9660 vfat; do
        if mount -t $type -o ro,nosuid,nodev,noexec "$1" "$mount_point" 2> /dev/null; then
            read_directory "$mount_point" "CDROM $1"
            umount "$mount_point"
            return 0
        fi
    done
    return 1
}

# read_directory DIRECTORY PROVIDER
read_directory() {
    if [ -f "$1/openstack/latest/meta_data.json" ]; then
        found "$2"
        json=$(small_file "$1/openstack/latest/meta_data.json") && keep_openstack "$json"
        keep_small_file "$1/openstack/latest/user_data"
        return
    fi
    for file in "$1/user-data" "$1/config"; do
        if [ -f "$file" ]; then
            found "$2"
            keep_small_file "$file"
            break
        fi
    done
    if [ -n "$provider" ] || [ -f "$1/meta-data" ]; then
        found "$2"
        ! text=$(small_file "$1/meta-data") || keep_nocloud "$text"
    fi
}

# keep_nocloud TEXT: meta-data is YAML, or JSON; these keys stand at its margin.
keep_nocloud() {
    case $1 in
        '{'*) keep_hostname "$(json_text "$1" '."local-hostname" // .hostname')"
              keep_json_each "$1" instance_id='."instance-id"' local_hostname='."local-hostname"'
              keep_keys "$(json_text "$1" '."public-keys"[]?')" ;;
        *) name=$(yaml_text "$1" local-hostname)
           keep_hostname "${name:-$(yaml_text "$1" hostname)}"
           keep local_hostname 0644 "$name"
           keep instance_id 0644 "$(yaml_text "$1" instance-id)"
           keep_keys "$(yaml_list "$1" public-keys)" ;;
    esac
}

# yaml_text TEXT KEY: the value on the line of a key at the margin, without quotes.
yaml_text() {
    printf '%s\n' "$1" | tr -d '\r' | sed -n "s/^$2:[ 	]*//p" | head -n 1 | sed "s/[ 	]*\$//; s/^\\(['\"]\\)\\(.*\\)\\1\$/\\2/"
}

# yaml_list TEXT KEY: the lines "- value" under a key.
yaml_list() {
    printf '%s\n' "$1" | tr -d '\r' | sed -n "/^$2:/,/^[^ 	-]/s/^[ 	]*-[ 	]*//p" | sed "s/^\\(['\"]\\)\\(.*\\)\\1\$/\\2/"
}

# small_file FILE: to standard output, if it is one and not too long. A link could lead out of the medium.
small_file() {
    [ -f "$1" ] && [ "$(readlink -f "$1")" = "$1" ] || return 1
    if [ "$(stat -L -c %s "$1")" -gt "$max_bytes" ]; then
        wrong "${1##*/} has more than $max_bytes bytes; not used"
        return 1
    fi
    cat "$1"
}

keep_small_file() {
    if [ -f "$1" ] && small_file "$1" > /dev/null; then
        keep_input userdata 0644 < "$1"
    fi
}

# from_file FILE: user data of a file of the system itself.
from_file() {
    [ -f "$1" ] || return
    found "$1"
    keep_small_file "$(readlink -f "$1")"
}
