# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # variables are shared with the other files that usr/bin/service reads
# containerd: its start, its settings, and that it stays.

socket=/run/containerd/containerd.sock
default_namespace=services.linuxkit
# Set by the options of usr/bin/service.
chosen_namespace=''
# Seconds that a call may take; empty is for ever.
patience=''

in_containerd() {
    ${patience:+timeout -k 2 "$patience"} ctr --address "$socket" \
        --namespace "${chosen_namespace:-${wanted_namespace:-$default_namespace}}" "$@"
}

start_containerd() {
    rm -f "$socket"
    # A disk under /var still knows the containers of the last boot.
    remembered=false
    [ ! -e /var/lib/containerd/io.containerd.metadata.v1.bolt/meta.db ] || remembered=true
    errors=$(containerd_log stderr containerd.log)
    # By exec: for a function, the shell would keep the console open beside, and start-up would wait for containerd's end.
    (exec < /dev/null >> "$(containerd_log stdout containerd.out.log)" 2>> "$errors"; keep_containerd) &
    keeper=$!
    until [ -S "$socket" ]; do
        if ! kill -0 $keeper 2>/dev/null; then
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

# Containers outlive containerd, and it finds them again. One that was never ready will not be so the next time.
keep_containerd() {
    while :; do
        # shellcheck disable=SC2046 # cliopts are options, so to be split
        /usr/bin/containerd $(containerd_setting cliopts)
        ended=$?
        [ -S "$socket" ] || return
        notice "containerd: ended with exit status $ended; starts again"
        sleep 1
        rm -f "$socket"
    done
}

# A setting of runtime-config.toml, which holds nothing but lines like: name = "value"
containerd_setting() {
    awk -F '"' -v name="$1" '$1 ~ "^[ \t]*" name "[ \t]*=" { print $2 }' /etc/containerd/runtime-config.toml 2>/dev/null
}

# containerd_log SETTING DEFAULT: where a stream of containerd goes.
containerd_log() {
    case $(containerd_setting "$1") in
        # The start-up's own streams end with the start-up, which would wait for whoever holds them.
        stdout | stderr) echo /dev/console ;;
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
