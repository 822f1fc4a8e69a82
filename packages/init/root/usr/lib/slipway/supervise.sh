# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # variables are shared with the other files that usr/bin/service reads
# The supervisor of one service: a process of its own that starts it, waits for its end, starts it again, and stops it.

# Seconds: what a service has to be up for until its next failure counts as its first, and the longest time between.
up_for_a_while=30
longest_delay=60
# What a call of containerd and a check of readiness may take, seconds.
patience_for_calls=300
patience_for_checks=30

# supervise NAME
supervise() {
    name=$1
    trap '' HUP
    read_settings "$name" || return 1
    [ -p "$home/control" ] || mkfifo -m 600 "$home/control"
    # For writing as well: a pipe without writers is always at its end.
    exec 3<> "$home/control"
    # Nobody would hear of what cannot be written.
    put "$home/supervisor" $$ || return 1
    own_log=/var/log/$name.log
    (umask 077; : >> "$own_log") || own_log=/dev/null
    patience=$patience_for_calls
    wanted=up delay=1 restarts=0 status='' task='' created=false
    clock
    ready_limit=$((now + ready_timeout * 100))
    attempt
    # Without a check, there is no more to know.
    [ -n "$ready" ] || settle attempted
    put "$home/attempted" "$attempted"
    # The console was borrowed for the first words only. It would hold up whoever waits for its end.
    exec > /dev/null 2>&1
    while watch; do
        note starting
        restarts=$((restarts + 1))
        attempt >> "$own_log" 2>&1
    done
    ! $created || in_containerd containers delete "$name"
    settle "$state"
    rm -f "$home/supervisor"
}

# One attempt to start it.
attempt() {
    note starting
    rm -f "$home/task"
    create_and_start "$name"
    attempted=$?
    clock
    started=$now
    task='' cgroup=''
    if [ $attempted -eq 0 ]; then
        read -r task < "$home/task"
        cgroup=$(sed -n 's/^0:://p' "/proc/$task/cgroup" 2>/dev/null)
    fi
}

# From one start to the next, or to the end: false if there is to be no other start.
watch() {
    if [ "$attempted" -eq 0 ]; then
        await_ready
        until task_ended || [ "$wanted" = down ]; do
            hear 1
        done
    fi
    if [ "$wanted" = down ]; then
        stop_task
        note stopped
        return 1
    fi
    end_task
    pause_before_restart
}

task_ended() {
    [ -z "$task" ] || ! [ -e "/proc/$task" ]
}

# hear SECONDS: waits for a word, at most this long.
hear() {
    word=''
    # shellcheck disable=SC3045 # busybox knows -t
    read -r -t "$1" word <&3
    case $word in
        stop) wanted=down ;;
        start) wanted=now ;;
    esac
    clock
    [ "$now" -lt "$ready_limit" ] || settle unready
}

# note STATE: for whoever asks.
note() {
    [ "$state" = "$1" ] || clock
    [ "$state" = "$1" ] || since=$((now / 100))
    state=$1
    put "$home/state" "state=$1 since=$since task=$task restarts=$restarts status=$status"
}

# settle WHY: the first time counts.
settle() {
    [ -e "$home/settled" ] || put "$home/settled" "$1"
}

await_ready() {
    if [ -z "$ready" ]; then
        note running
        return
    fi
    note checking
    clock
    limit=$((now + ready_timeout * 100))
    # A command costs more than a look.
    case $ready in command:*) interval=1 ;; *) interval=0.3 ;; esac
    until is_ready; do
        hear $interval
        if task_ended || [ "$wanted" = down ]; then
            return
        fi
        if [ "$now" -ge "$limit" ]; then
            note unready
            notice "service $name: is not ready after $ready_timeout s ($ready)"
            return
        fi
    done
    note ready
    settle ready
}

is_ready() {
    case $ready in
        port:*) listens_on "${ready#*:}" ;;
        file:*) exists_inside "${ready#*:}" ;;
        command:*) check_passes "${ready#*:}" ;;
    esac
}

# exists_inside PATH: as the service sees it. Link by link, as for us the kernel would look below our own root.
exists_inside() {
    place=/proc/$task/root rest=$1 links=0
    while [ -n "$rest" ]; do
        step=${rest%%/*}
        case $rest in */*) rest=${rest#*/} ;; *) rest='' ;; esac
        case $step in
            '' | .) ;;
            ..) [ "$place" = "/proc/$task/root" ] || place=${place%/*} ;;
            *) if [ -L "$place/$step" ]; then
                   follow_link || return 1
               else
                   place=$place/$step
                   [ -e "$place" ] || return 1
               fi ;;
        esac
    done
}

# As many links as the kernel follows.
follow_link() {
    links=$((links + 1))
    [ $links -le 40 ] || return 1
    target=$(readlink "$place/$step") || return 1
    case $target in /*) place=/proc/$task/root ;; esac
    rest=$target/$rest
}

# The kernel's lists of sockets are those of the network that the service sees; 0A is LISTEN.
listens_on() {
    grep -qsE ":$(printf '%04X' "$1") [0-9A-F]+:[0-9A-F]+ 0A " "/proc/$task/net/tcp" "/proc/$task/net/tcp6"
}

# check_passes COMMAND: in the container, with its rights and limits. Words are split at blanks; there may be no shell.
check_passes() {
    set -f
    # shellcheck disable=SC2086 # words are wanted
    set -- $1
    set +f
    check=${check:-0}
    check=$((check + 1))
    patience=$patience_for_checks
    in_containerd task exec --exec-id "ready-$check" "$name" "$@" < /dev/null > /dev/null 2>&1
    passed=$?
    # That of timeout: what was started is still there.
    [ $passed -ne 143 ] ||
        in_containerd task kill --exec-id "ready-$check" --signal SIGKILL "$name" > /dev/null 2>&1
    patience=$patience_for_calls
    return $passed
}

# Somebody wants it down: first in good manners.
stop_task() {
    if ! task_ended; then
        note stopping
        kill -TERM "$task" 2>/dev/null
        clock
        limit=$((now + stop_timeout * 100))
        until task_ended || [ "$now" -ge "$limit" ]; do
            hear 0.5
        done
        task_ended || notice "service $name: did not stop in $stop_timeout s, is killed"
    fi
    remove_task
}

# What its end leaves behind; $status is its exit status, of which ctr only warns.
remove_task() {
    [ "$attempted" -eq 0 ] || return 0
    said=$(in_containerd task delete --force "$name" 2>&1)
    status=$?
    case $said in
        *'exit code '*) status=${said##*exit code } status=${status%%[!0-9]*} ;;
    esac
    task=''
}

# It ended by itself, or never began.
end_task() {
    clock
    up=$(((now - started) / 100))
    [ $up -lt $up_for_a_while ] || delay=1
    memory=''
    if [ "$attempted" -eq 0 ]; then
        ! out_of_memory || memory=', out of memory'
        remove_task
        end="ended with exit status $status after $up s$memory"
    else
        status=$attempted
        end="could not be started"
    fi
}

# Has the kernel ended one of its processes because of its memory limit?
out_of_memory() {
    [ -n "$cgroup" ] && grep -qs '^oom_kill [1-9]' "/sys/fs/cgroup$cgroup/memory.events"
}

pause_before_restart() {
    if ! wants_restart; then
        if [ "$attempted" -eq 0 ]; then note ended; else note failed; fi
        [ "$status" -eq 0 ] || tell_about "$end"
        return 1
    fi
    tell_about "$end; starts again in $delay s"
    note waiting
    # Said to one that ran: it meant nothing.
    wanted=up
    clock
    limit=$((now + delay * 100))
    delay=$((delay * 2))
    [ $delay -le $longest_delay ] || delay=$longest_delay
    while [ "$now" -lt "$limit" ] && [ "$wanted" = up ]; do
        hear $(((limit - now + 99) / 100))
    done
    if [ "$wanted" = down ]; then
        note stopped
        return 1
    fi
    [ "$wanted" = up ] || delay=1
    wanted=up
}

wants_restart() {
    case $restart:$status in
        no:* | on-failure:0) return 1 ;;
    esac
}

# On the consoles, and among the words of the service itself.
tell_about() {
    notice "service $name: $1"
    report "$1" >> "$own_log"
}
