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
console_copy() {
    # shellcheck disable=SC2046 # one word per console is wanted
    set -- $(consoles)
    first=${1:-/dev/console}
    [ $# -eq 0 ] || shift
    (trap '' TERM; exec tee "$@" > "$first")
}

# A line of ours, to standard output.
report() {
    echo "slipway: $*"
}

# A line of ours, to every console.
say() {
    report "$@" | console_copy
}

# Is this word on the kernel's command line?
kernel_switch() {
    case " $(cat /proc/cmdline) " in
        *" $1 "*) return 0 ;;
        *) return 1 ;;
    esac
}
