# shellcheck shell=sh
# A container's bundle: its directory with config.json, and runtime.json, which asks for things beside the OCI spec.

# The bundle's directory; the process calls also need the container's first process, created but not started.
bundle=''
pid=''
# From runtime.json.
filesystem_calls=''
process_calls=''
wanted_namespace=''
# What mount_entry has mounted, a line each, the last one first.
mounted=''

open_bundle() {
    bundle=$1 filesystem_calls='' process_calls=''
    # shellcheck disable=SC2034 # for services.sh
    wanted_namespace=''
    [ -e "$bundle/runtime.json" ] || return 0
    assignments=$(jq -r -f /usr/lib/slipway/bundle.jq "$bundle/runtime.json") && eval "$assignments"
}

# All of it or nothing: a service is tried again, and what was mounted for the last attempt would lie below.
prepare_filesystem() {
    mounted=''
    eval "$filesystem_calls" || { undo_mounts; return 1; }
}

undo_mounts() {
    while IFS= read -r destination; do
        [ -z "$destination" ] || umount "$destination"
    done <<LIST
$mounted
LIST
    mounted=''
}

prepare_process() {
    eval "$process_calls"
}

# A relative path is meant inside the container.
absolute() {
    case $1 in
        /*) echo "$1" ;;
        *) echo "$bundle/rootfs/$1" ;;
    esac
}

# mount_entry DESTINATION TYPE SOURCE OPTIONS, in the words of fstab. mount(2) wants propagation in a call of its own, and
# for a bind mount it hears "ro" only when asked again.
mount_entry() {
    destination=$(absolute "$1")
    mkdir -p "$destination" || return 1
    sort_options "$4" || return 1
    case $options in
        remount) ;;
        '') [ -z "$2$3" ] || mount_there "$2" "$3" || return 1 ;;
        *) mount_there "$2" "$3" -o "$options" || return 1 ;;
    esac
    if [ "$bind_readonly" = bind,ro ]; then
        mount -o remount,bind,ro none "$destination" || return 1
    fi
    [ -z "$propagation" ] || mount "--make-$propagation" "$destination"
}

# mount_there TYPE SOURCE OPTION...: on $destination.
mount_there() {
    type=$1 source=$2
    shift 2
    mount ${type:+-t "$type"} "$@" "${source:-none}" "$destination" || return 1
    case ,$options, in
        *,remount,*) ;;
        *) mounted="$destination
$mounted" ;;
    esac
}

# Splits "a,b,c" into $options, $propagation and $bind_readonly; makes the directories an overlay needs.
sort_options() {
    options='' propagation='' bind='' readonly=''
    IFS=,
    for option in $1; do
        case $option in
            shared | rshared | private | rprivate | slave | rslave | unbindable | runbindable)
                propagation=$option
                continue ;;
            bind | rbind) bind=bind ;;
            ro | rw) readonly=$option ;;
            upperdir=* | workdir=*) mkdir -p "${option#*=}" || { unset IFS; return 1; } ;;
        esac
        options=${options:+$options,}$option
    done
    unset IFS
    bind_readonly=$bind,$readonly
}

make_directory() {
    mkdir -p "$(absolute "$1")"
}

# One hierarchy has its controllers as files, version 1 has a directory for each.
make_cgroup() {
    if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
        mkdir -p "/sys/fs/cgroup/$1"
    else
        for controller in /sys/fs/cgroup/*/; do
            mkdir -p "$controller$1" || return 1
        done
    fi
}

# attach_interface NAME TYPE PEER CREATE_IN_ROOT: gives the container a network interface: an existing one when TYPE is
# empty, else a new one. A veth is born in the root namespace, where its peer stays.
attach_interface() {
    type=$2
    [ -z "$3" ] || type=${type:-veth}
    if [ -n "$type" ] && [ "$type" != veth ] && [ "$4" != true ]; then
        nsenter -t "$pid" -n /bin/busybox ip link add "$1" type "$type"
        return
    fi
    if [ -n "$type" ]; then
        ip link add "$1" type "$type" || return 1
        [ -z "$3" ] || name_peer "$1" "$3" || return 1
    fi
    ip link set "$1" netns "$pid"
}

# The kernel names the other end of a veth itself; busybox's ip has no word for it.
name_peer() {
    index=$(cat "/sys/class/net/$1/iflink")
    for interface in /sys/class/net/*; do
        if [ "$(cat "$interface/ifindex")" = "$index" ]; then
            ip link set "${interface##*/}" name "$2"
            return
        fi
    done
    return 1
}

# bind_namespace TYPE PATH: keeps a namespace of the container under a name, also after the container's end.
bind_namespace() {
    # That of a container's life before, which stands in the way.
    umount "$2" 2>/dev/null
    mkdir -p "${2%/*}" && : > "$2" && mount -o bind "/proc/$pid/ns/$1" "$2"
}

# complete_bundle DIRECTORY: the same bundle elsewhere, with the hook by which the process calls come to be made: OCI's
# createRuntime, the moment when the namespaces exist and the image's command does not run yet.
complete_bundle() {
    hook=false
    [ -z "$process_calls" ] || hook=true
    # Whole or not at all: the next start takes what is there for good.
    mkdir -p "$1" &&
        jq --arg bundle "$bundle" --argjson hook $hook -f /usr/lib/slipway/spec.jq "$bundle/config.json" > "$1/config.new" &&
        mv "$1/config.new" "$1/config.json"
}
