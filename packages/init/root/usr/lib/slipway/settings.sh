# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # variables are shared with the other files that usr/bin/service reads
# What is known about a service beside its bundle. Each has a directory below $supervised:
#   settings     its annotations, as shell
#   supervisor   the process ID of its supervisor, as long as there is one
#   control      a pipe to the supervisor: stop, start, ended
#   state        what it does, as shell
#   attempted    the exit status of the first attempt to start it
#   settled      there once nobody has to wait for it any more: in it stands why
#   starter      the process ID of whoever starts it right now

supervised=/run/slipway/services
# There once the machine goes down.
going_down=/run/slipway/going-down

# From settings.
restart='' after='' ready='' ready_timeout='' stop_timeout=''
# From state.
state='' since=0 task='' restarts=0 status=''

# put FILE TEXT: whole or not at all, as somebody may read it at any moment.
put() {
    echo "$2" > "$1.new" && mv "$1.new" "$1"
}

# read_settings NAME
read_settings() {
    home=$supervised/$1
    mkdir -p "$home" || return 1
    if ! [ -e "$home/settings" ]; then
        jq -r -f /usr/lib/slipway/service.jq "$services/$1/config.json" > "$home/settings.new" &&
            mv "$home/settings.new" "$home/settings" || return 1
    fi
    # shellcheck source=/dev/null # made by service.jq
    . "$home/settings"
}

# read_state NAME
read_state() {
    state='' since=0 task='' restarts=0 status=''
    # shellcheck source=/dev/null # made by note
    [ ! -e "$supervised/$1/state" ] || . "$supervised/$1/state"
}

# Hundredths of a second since the boot, in $now.
clock() {
    read -r now _ < /proc/uptime
    now=${now%.*}${now#*.}
}

# Is there a supervisor? supervisor_lives NAME
supervisor_lives() {
    [ -e "$supervised/$1/supervisor" ] && read -r supervisor < "$supervised/$1/supervisor" &&
        kill -0 "$supervisor" 2>/dev/null
}

# tell NAME WORD: to the supervisor. Opened for reading, too, because a pipe that nobody reads would keep us waiting.
tell() {
    echo "$2" 1<> "$supervised/$1/control"
}

# The service has settled if it needs no more time, or nobody is there to give it any.
settled() {
    [ -e "$supervised/$1/settled" ] || ! supervisor_lives "$1"
}
