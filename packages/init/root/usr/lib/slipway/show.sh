# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # variables are shared with the other files that usr/bin/service reads
# What services do, for people: list, status, logs.

list_services() {
    printf '%-20s %-9s %8s %9s %s\n' NAME STATE SECONDS RESTARTS EXIT
    clock
    for bundle in "$services"/*; do
        [ -d "$bundle" ] || continue
        current_state "${bundle##*/}"
        printf '%-20s %-9s %8s %9s %s\n' "${bundle##*/}" "$state" $((now / 100 - since)) "$restarts" "${status:--}"
    done
}

# current_state NAME: what the supervisor has noted, unless it is gone without a word.
current_state() {
    read_state "$1"
    case $state in
        '') state=none ;;
        ended | failed | stopped) ;;
        *) supervisor_lives "$1" || state=lost ;;
    esac
}

# status_of NAME: the exit status is 0 if it runs, 3 if not, as of init scripts.
status_of() {
    require_service "$1" && read_settings "$1" || return 4
    current_state "$1"
    clock
    cat <<TEXT
name: $1
state: $state
since: $((now / 100 - since)) s
process: ${task:--}
restarts: $restarts
last exit status: ${status:--}
restart: $restart
after: ${after:--}
ready: ${ready:--}
stop timeout: $stop_timeout s
TEXT
    case $state in
        running | checking | ready | unready | stopping) ;;
        *) return 3 ;;
    esac
}

# logs_of NAME [-f]: what was put aside, then what is new; standard output and standard error are files of their own.
logs_of() {
    require_service "$1" || return 1
    follow=${2:-}
    set --  "/var/log/$1.out.log.0" "/var/log/$1.out.log" "/var/log/$1.log.0" "/var/log/$1.log"
    if [ -n "$follow" ]; then
        [ ! -e "$1" ] || cat "$1"
        [ ! -e "$3" ] || cat "$3"
        exec tail -n +1 -F "$2" "$4"
    fi
    for log; do
        shift
        [ ! -s "$log" ] || set -- "$@" "$log"
    done
    [ $# -eq 0 ] || tail -n +1 "$@"
}
