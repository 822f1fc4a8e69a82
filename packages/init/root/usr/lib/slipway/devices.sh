# shellcheck shell=sh
# Hardware: drivers for what is there and for what comes later, clock, power button.

# The kernel's notes would land in the middle of our lines; dmesg keeps them. Whoever asked to see them does.
quiet_kernel() {
    case " $(cat /proc/cmdline) " in
        *" debug "* | *" ignore_loglevel "* | *" loglevel="*) ;;
        *) dmesg -n 4 ;;
    esac
}

# A kernel built with the uevent helper starts mdev by itself; for others (Debian's) mdev listens.
start_hotplug() {
    if [ -e /proc/sys/kernel/hotplug ]; then
        echo /sbin/mdev > /proc/sys/kernel/hotplug
    else
        mdev -d > /dev/null 2>&1 < /dev/null
    fi
    mdev -s
}

# A driver makes new devices appear (virtio's bus, then the card on it), so look until nothing new is found.
load_drivers() {
    known=
    for _ in 1 2 3 4 5 6; do
        found=$(cat /sys/bus/*/devices/*/modalias /sys/class/*/*/modalias 2>/dev/null | sort -u)
        [ "$found" != "$known" ] || break
        # Not split at blanks: some platform devices have them in their names.
        printf '%s\n' "$found" | tr '\n' '\0' | xargs -0 modprobe -abq 2>/dev/null
        known=$found
    done
}

# No clock is no error: many virtual machines have none.
set_clock() {
    hwclock -s -u 2>/dev/null
}

# acpid reads the input devices there are when it starts, so this comes after the drivers.
start_power_button() {
    if [ -e /dev/input/event0 ]; then
        acpid -l /dev/null > /dev/null 2>&1 < /dev/null
    fi
}
