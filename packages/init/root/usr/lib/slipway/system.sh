# shellcheck shell=sh
# What a system has in common whether it runs on a machine or in a container.

uptime_seconds() {
    cut -d. -f1 /proc/uptime
}

# Inherited by everything started from here on.
raise_limits() {
    ulimit -n 1048576
    ulimit -u unlimited
}

# /etc/hostname, or a name made of the first network card's address if nobody gave one.
set_hostname() {
    if [ -s /etc/hostname ]; then
        hostname -F /etc/hostname
        return
    fi
    case $(hostname) in
        '' | '(none)') ;;
        *) return ;;
    esac
    if [ -e /sys/class/net/eth0/address ]; then
        hostname "linuxkit-$(tr -d : < /sys/class/net/eth0/address)"
    fi
}

# The builder makes /etc/resolv.conf a link, because / is read-only; a DHCP client writes its target.
prepare_resolv_conf() {
    [ -L /etc/resolv.conf ] || return 0
    target=$(readlink /etc/resolv.conf)
    case $target in
        /*) ;;
        *) target=/etc/$target ;;
    esac
    mkdir -p "${target%/*}"
    [ -e "$target" ] || : > "$target"
    # Files of the year 2017 give their DHCP client /tmp/etc as its /etc.
    [ -e /tmp/etc ] || ln -s "${target%/*}" /tmp/etc
}

# Runs the executable files of a directory in order of their names. One that fails does not stop the others.
run_scripts() {
    for script in "$1"/*; do
        [ -f "$script" ] || continue
        "$script" || report "$script: exit status $?"
    done
}
