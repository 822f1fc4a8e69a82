# shellcheck shell=sh
# Containers that stay: services, as tasks of containerd.

socket=/run/containerd/containerd.sock
services=/containers/services
default_namespace=services.linuxkit
# Set by the options of usr/bin/service.
chosen_namespace=''
dumped_spec=''

in_containerd() {
    ctr --address "$socket" --namespace "${chosen_namespace:-${wanted_namespace:-$default_namespace}}" "$@"
}

start_containerd() {
    rm -f "$socket"
    # A disk under /var still knows the containers of the last boot.
    remembered=false
    [ ! -e /var/lib/containerd/io.containerd.metadata.v1.bolt/meta.db ] || remembered=true
    errors=$(containerd_log stderr containerd.log)
    # shellcheck disable=SC2046 # cliopts are options, so to be split
    /usr/bin/containerd $(containerd_setting cliopts) < /dev/null \
        >> "$(containerd_log stdout containerd.out.log)" 2>> "$errors" &
    containerd=$!
    until [ -S "$socket" ]; do
        if ! kill -0 $containerd 2>/dev/null; then
            report "containerd ended before it was ready; its last words:"
            [ ! -f "$errors" ] || tail -n 5 "$errors"
            return 1
        fi
        usleep 100000
    done
    report "containerd: started"
    if $remembered; then
        forget_services
    fi
}

# A setting of runtime-config.toml, which holds nothing but lines like: name = "value"
containerd_setting() {
    awk -F '"' -v name="$1" '$1 ~ "^[ \t]*" name "[ \t]*=" { print $2 }' /etc/containerd/runtime-config.toml 2>/dev/null
}

# containerd_log SETTING DEFAULT: where a stream of containerd goes.
containerd_log() {
    case $(containerd_setting "$1") in
        stdout) echo /dev/stdout ;;
        stderr) echo /dev/stderr ;;
        /*) containerd_setting "$1" ;;
        *) echo "/var/log/$2" ;;
    esac
}

forget_services() {
    for id in $(in_containerd containers list --quiet); do
        in_containerd task delete --force "$id" > /dev/null 2>&1
        in_containerd containers delete "$id"
    done
}

start_services() {
    status=0
    for bundle in "$services"/*; do
        [ -d "$bundle" ] || continue
        start_service "${bundle##*/}" || status=1
    done
    wanted_namespace=''
    in_containerd task list
    return $status
}

# start_service NAME
start_service() {
    [ -d "$services/$1" ] || { report "service $1: there is no $services/$1"; return 1; }
    report "service $1: starting"
    if create_and_start "$1"; then
        report "service $1: started"
    else
        report "service $1: FAILED to start"
        return 1
    fi
}

create_and_start() {
    open_bundle "$services/$1" || return 1
    spec=/run/bundles/services/$1
    # A service started again finds its mounts, and in them what it wrote.
    if ! [ -e "$spec/config.json" ]; then
        prepare_filesystem && complete_bundle "$spec" || return 1
    fi
    [ -z "$dumped_spec" ] || cp "$spec/config.json" "$dumped_spec" || return 1
    in_containerd run --detach --config "$spec/config.json" --log-uri binary:///usr/lib/slipway/log-service "$1" && return
    # What is left of the attempt would be in the way of the next.
    in_containerd containers delete "$1" 2>/dev/null
    return 1
}

# stop_service NAME: the mounts stay, and with them what the service has written.
stop_service() {
    open_bundle "$services/$1" || return 1
    in_containerd task delete --force "$1" > /dev/null && in_containerd containers delete "$1" &&
        report "service $1: stopped"
}
