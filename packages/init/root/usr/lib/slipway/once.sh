# shellcheck shell=sh
# Containers that run once, one after the other: onboot and onshutdown.

# run_all SECTION LOGS: runs the bundles of /containers/SECTION in order; output goes to /run/log/LOGS and /var/log/LOGS.
run_all() {
    section=$1
    logs=/run/log/$2
    mkdir -p "$logs"
    status=0
    for bundle in "/containers/$section"/*; do
        [ -d "$bundle" ] || continue
        run_one "$logs/$2.${bundle##*/}" || status=1
    done
    [ -e "/var/log/$2" ] || ln -s "$logs" "/var/log/$2"
    return $status
}

# run_one LOG: one container to its end. Whatever goes wrong is told, and the next one gets its turn.
run_one() {
    name=${bundle##*/}
    report "$section $name: starting"
    if kernel_switch linuxkit.runc_console=1; then
        run_bundle "$1"
    else
        run_bundle "$1" > "$1.out.log" 2> "$1.log"
    fi
    result=$?
    cat "$1.out.log" "$1.log" 2>/dev/null
    if [ $result -eq 0 ]; then
        report "$section $name: done"
    else
        report "$section $name: FAILED with exit status $result"
    fi
    return $result
}

run_bundle() {
    if ! { open_bundle "$bundle" && prepare_filesystem; }; then
        echo "$name: what runtime.json asks for could not be done" >&2
        return 1
    fi
    complete=$bundle
    if [ -n "$process_calls" ]; then
        complete=/run/bundles/$section/$name
        complete_bundle "$complete" || return 1
    fi
    debug=''
    ! kernel_switch linuxkit.runc_debug=1 || debug=--debug
    /usr/bin/runc $debug run --bundle "$complete" "$name" < /dev/null
    result=$?
    umount "$bundle/rootfs" 2>/dev/null
    return $result
}
