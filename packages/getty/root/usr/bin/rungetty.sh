#!/bin/sh
# A login on each console of the kernel's command line, again and again. INSECURE=true asks for no name and no password;
# INITGETTY=true is for a start out of /etc/init.d, where nobody may wait for us.

report() {
    echo "getty: $*"
}

# The kernel's command line names the consoles; without one the kernel has chosen.
consoles() {
    named=$(tr ' ' '\n' < /proc/cmdline | sed -n 's/^console=//p')
    echo "${named:-$(cat /sys/class/tty/console/active)}"
}

# The password is the host's: of /etc/getty.shadow, or else of /etc/shadow. Without either nobody can log in.
take_password() {
    for shadow in /hostroot/etc/getty.shadow /hostroot/etc/shadow; do
        if [ -f "$shadow" ]; then
            # All nine fields, and two numbers in those that busybox cannot read when they are empty.
            awk -F: -v OFS=: 'NF { $9 = $9; if ($3 == "") $3 = 1; if ($4 == "") $4 = 0; print }' "$shadow" > /etc/shadow
            chmod 600 /etc/shadow
            return
        fi
    done
    [ "$INSECURE" = true ] || report "there is no /etc/getty.shadow with a password for root, so nobody can log in"
}

# start_getty CONSOLE, as the kernel writes it: ttyS0,115200n8
start_getty() {
    tty=${1%%,*} speed=115200 term=vt100 line=-L
    case $1 in
        *,[0-9]*) speed=$(echo "${1#*,}" | sed 's/[^0-9].*//') ;;
    esac
    case $tty in
        # The screen that is seen, whichever it is.
        tty0) tty=tty1 ;;
    esac
    case $tty in
        tty[0-9]*) speed=38400 term=linux line='' ;;
    esac
    case " $started " in
        *" $tty "*) return ;;
    esac
    if ! [ -c "/dev/$tty" ]; then
        report "there is no /dev/$tty for the console $1"
        return
    fi
    started="$started $tty"
    report "a login on $tty"
    keep_login > /dev/null 2>&1 < /dev/null &
}

keep_login() {
    while :; do
        if [ "$INSECURE" = true ]; then
            # shellcheck disable=SC2086 # no option is no word
            getty -n -l /usr/bin/login-root $line "$speed" "$tty" $term
        else
            # shellcheck disable=SC2086
            getty $line "$speed" "$tty" $term
        fi
        # A line that nobody is at, or a broken one, does not keep the processor busy.
        sleep 1
    done
}

started=''
if [ "$INITGETTY" != true ]; then
    /bin/busybox --install -s
    # Not in these places from the beginning: as an image of init this one would put itself in front of init's own.
    ln -sf /usr/lib/getty/service /usr/bin/service
    ln -sf /usr/lib/getty/motd /etc/motd
    take_password
fi
for console in $(consoles); do
    start_getty "$console"
done
if [ "$INITGETTY" != true ]; then
    trap 'exit 0' TERM INT
    wait
    report "there is no console to log in on"
fi
