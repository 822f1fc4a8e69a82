# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # variables are shared with the other files that usr/bin/service reads
# Containers that stay: services, as tasks of containerd, each with a supervisor.

services=/containers/services
# Set by an option of usr/bin/service.
dumped_spec=''

# Names between slashes: of those that could not even be tried, those of which the consoles know, and those asked to stop.
given_up='' told='' asked=''

# All of them: each as soon as those that it comes after have settled. What is said to be ready is waited for.
start_services() {
    failed=0
    while ! [ -e "$going_down" ]; do
        moved=false left=false
        for bundle in "$services"/*; do
            [ -d "$bundle" ] || continue
            bring_up "${bundle##*/}"
        done
        $left || break
        # A circle, in a tree that another program composed: somebody has to be the first.
        $moved || break_circle
        usleep 100000
    done
    wanted_namespace=''
    in_containerd task list
    return $failed
}

# bring_up NAME: one step; says in $left and $moved whether there is more to do, and whether something goes on.
bring_up() {
    if ! was_attempted "$1"; then
        left=true
        may_start "$1" || return 0
        moved=true
        first_start "$1"
    elif ! settled "$1"; then
        left=true moved=true
    elif ! is_among "$1" "$told"; then
        told=$told/$1/
        tell_settled "$1"
    fi
}

# first_start NAME: whatever comes of it, it is not tried again here.
first_start() {
    start_service "$1" || failed=1
    [ -e "$supervised/$1/attempted" ] || given_up=$given_up/$1/
}

was_attempted() {
    [ -e "$supervised/$1/attempted" ] || is_among "$1" "$given_up"
}

# is_among NAME LIST
is_among() {
    case $2 in
        */"$1"/*) return 0 ;;
        *) return 1 ;;
    esac
}

# Nobody waits for a service that this system does not have.
may_start() {
    read_settings "$1" || return 0
    for other in $after; do
        [ ! -d "$services/$other" ] || { was_attempted "$other" && settled "$other"; } || return 1
    done
}

tell_settled() {
    read_settings "$1" || return 0
    settled=nothing
    [ ! -e "$supervised/$1/settled" ] || read -r settled < "$supervised/$1/settled"
    case $settled in
        ready) report "service $1: ready" ;;
        unready) report "service $1: NOT ready after $ready_timeout s" ;;
    esac
}

break_circle() {
    for bundle in "$services"/*; do
        if [ -d "$bundle" ] && ! was_attempted "${bundle##*/}"; then
            report "service ${bundle##*/}: comes after itself; starts now"
            first_start "${bundle##*/}"
            return
        fi
    done
}

require_service() {
    [ -d "$services/$1" ] || { report "service $1: there is no $services/$1"; return 1; }
}

# start_service NAME: until the first attempt is over.
start_service() {
    require_service "$1" || return 1
    read_settings "$1" || { report "service $1: FAILED to start, as its bundle cannot be read"; return 1; }
    # One that is on its way down goes there first.
    while supervisor_lives "$1" && read_state "$1" && [ "$state" = stopping ]; do
        usleep 100000
    done
    take_turn
    if supervisor_lives "$1"; then
        start_at_once "$1"
    else
        start_supervisor "$1"
    fi
    result=$?
    leave_turn
    return $result
}

# One at a time: the start-up, and whoever is at a console meanwhile, would give it two supervisors.
take_turn() {
    echo $$ > "$home/starter.$$" || return 0
    until ln "$home/starter.$$" "$home/starter" 2> /dev/null; do
        starter=''
        [ ! -e "$home/starter" ] || read -r starter < "$home/starter"
        [ -z "$starter" ] || kill -0 "$starter" 2> /dev/null || rm -f "$home/starter"
        usleep 100000
    done
}

leave_turn() {
    if [ -e "$home/starter" ] && read -r starter < "$home/starter" && [ "$starter" = $$ ]; then
        rm -f "$home/starter"
    fi
    rm -f "$home/starter.$$"
}

start_supervisor() {
    report "service $1: starting"
    rm -f "$home/attempted" "$home/settled" "$home/supervisor" "$home/control" "$home/state"
    setsid service -sock "$socket" -path "$services" -containerd-namespace "$chosen_namespace" \
        -dump-spec "$dumped_spec" supervise "$1" < /dev/null &
    supervisor=$!
    while ! [ -e "$home/attempted" ] && kill -0 $supervisor 2>/dev/null; do
        usleep 100000
    done
    attempted=1
    [ ! -e "$home/attempted" ] || read -r attempted < "$home/attempted"
    if [ "$attempted" -eq 0 ]; then
        report "service $1: started"
    else
        # Also where the supervisor never came so far.
        put "$home/attempted" 1
        report "service $1: FAILED to start"
        return 1
    fi
}

# It runs, or waits for its next start: then it need not wait.
start_at_once() {
    read_state "$1"
    if [ "$state" = waiting ]; then
        tell "$1" start
        report "service $1: starting"
    else
        report "service $1: runs"
    fi
}

create_and_start() {
    open_bundle "$services/$1" || return 1
    spec=/run/bundles/services/$1
    # A service started again finds its mounts, and in them what it wrote.
    if ! [ -e "$spec/config.json" ]; then
        prepare_filesystem || return 1
        complete_bundle "$spec" || { undo_mounts; return 1; }
    fi
    [ -z "$dumped_spec" ] || cp "$spec/config.json" "$dumped_spec" || return 1
    run_or_start "$1" && created=true && return
    # What is left of the attempt would be in the way of the next.
    created=false
    in_containerd task delete --force "$1" > /dev/null 2>&1
    in_containerd containers delete "$1" 2>/dev/null
    return 1
}

# run_or_start NAME: the container of the last time is still there, or there is none.
run_or_start() {
    log=binary:///usr/lib/slipway/log-service
    if $created; then
        in_containerd task start --detach --pid-file "$supervised/$1/task" --log-uri $log "$1"
    else
        in_containerd run --detach --config "$spec/config.json" --pid-file "$supervised/$1/task" --log-uri $log "$1"
    fi
}

# stop_service NAME: the mounts stay, and with them what the service has written.
stop_service() {
    require_service "$1" && read_settings "$1" || return 1
    if supervisor_lives "$1"; then
        tell "$1" stop
        while supervisor_lives "$1"; do
            usleep 100000
        done
        report "service $1: stopped"
    elif remove_orphan "$1"; then
        report "service $1: stopped"
    else
        report "service $1: does not run"
    fi
}

# Somebody killed its supervisor: there is nobody left who would stop it in good manners.
remove_orphan() {
    open_bundle "$services/$1" && in_containerd task delete --force "$1" > /dev/null 2>&1 &&
        in_containerd containers delete "$1" && rm -f "$supervised/$1/state"
}

# Reverse order: a service goes when all are gone that come after it. Those that do not mind go together.
stop_services() {
    # A start-up that is not over starts no more of them.
    mkdir -p "$supervised" && echo now > "$going_down"
    clock
    stop_limit=$now
    while :; do
        left=false
        for home in "$supervised"/*; do
            supervisor_lives "${home##*/}" || continue
            left=true
            ask_to_stop "${home##*/}"
        done
        $left || return 0
        clock
        if [ "$now" -gt "$stop_limit" ]; then
            report "services: some did not stop"
            return 1
        fi
        usleep 100000
    done
}

# ask_to_stop NAME: unless it was asked already, or somebody still needs it.
ask_to_stop() {
    if ! is_among "$1" "$asked" && ! needed "$1"; then
        asked=$asked/$1/
        report "service $1: stopping"
        tell "$1" stop
        read_settings "$1"
        clock
        # Its own time, and that of the calls which clean up.
        limit=$((now + (stop_timeout + 60) * 100))
        [ $limit -lt "$stop_limit" ] || stop_limit=$limit
    fi
}

# Is there one that came after it, and has not gone?
needed() {
    for user in "$supervised"/*; do
        if supervisor_lives "${user##*/}" && read_settings "${user##*/}"; then
            case " $after " in
                *" $1 "*) return 0 ;;
            esac
        fi
    done
    return 1
}
