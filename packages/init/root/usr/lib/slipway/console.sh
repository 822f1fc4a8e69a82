# shellcheck shell=sh
# The consoles: all of them. /dev/console is only the last one named on the kernel's command line, so that with
# `console=ttyS0 console=tty0` nobody on the serial line would read a word.

consoles() {
    # shellcheck disable=SC2013 # all on one line
    for console in $(cat /sys/class/tty/console/active 2>/dev/null); do
        [ -c "/dev/$console" ] && echo "/dev/$console"
    done
}

# Copies standard input to every console. Outlives SIGTERM, because shutdown has something to say after it.
#
# Each line opens the consoles again: a getty hangs up the line that it takes, and whoever had it open before can write no
# more. Nobody would read the rest of the start-up, and of the shutdown.
console_copy() (
    trap '' TERM HUP
    # shellcheck disable=SC2046 # one word per console is wanted
    set -- $(consoles)
    [ $# -gt 0 ] || set -- /dev/console
    free_consoles "$@"
    while IFS= read -r line || [ -n "$line" ]; do
        for console; do
            printf '%s\n' "$line" > "$console"
        done
    done 2>/dev/null
)

# A line without a carrier cannot be opened, and one that somebody stopped with ctrl-S takes no more words: neither may keep
# a machine from starting, or from going down. Without IXON a stopped line goes on.
free_consoles() {
    for console; do
        stty -F "$console" clocal -ixon
    done 2>/dev/null
}

# A line of ours, to standard output.
report() {
    echo "slipway: $*"
}

# A line of ours, to every console.
say() {
    report "$@" | console_copy
}

# A line of ours about something that happened by itself, any time: through the kernel's log, which waits for nobody and
# shows it on the consoles. 3 is the level of errors; those of less weight are not shown.
notice() {
    { report "$@" | sed 's/^/<3>/' > /dev/kmsg; } 2>/dev/null || say "$@"
}

# Is this word on the kernel's command line?
kernel_switch() {
    case " $(cat /proc/cmdline) " in
        *" $1 "*) return 0 ;;
        *) return 1 ;;
    esac
}
