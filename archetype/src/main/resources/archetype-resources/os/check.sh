#!/bin/sh
# The integration test. It runs in the guest once all services are started, and switches the machine off. The functions that
# /etc/check names have to succeed; a new check is a function here and its name in check.yml.

export PATH=/usr/sbin:/usr/bin:/sbin:/bin

# within SECONDS COMMAND...: it succeeds in this time.
within() {
    seconds=$1
    shift
    until "$@"; do
        seconds=$((seconds - 1))
        [ "$seconds" -gt 0 ] || return 1
        sleep 1
    done
}

# runs SERVICE
runs() {
    ctr -n services.linuxkit task list | grep -q "^$1 .*RUNNING"
}

greets() {
    wget -q -O - http://127.0.0.1:8080/ 2> /dev/null | grep -q '^Hello'
}

says_its_version() {
    nc -w 5 127.0.0.1 22 < /dev/null 2> /dev/null | grep -q '^SSH-2'
}

service() {
    within 300 greets
}

ssh() {
    within 300 says_its_version
}

disk() {
    grep -q ' /var/lib/data ext4 rw' /proc/mounts && echo kept > /var/lib/data/check && sync
}

getty() {
    runs getty && within 60 sh -c 'ps | grep -q "[g]etty .*ttyS0"'
}

ntp() {
    runs openntpd
}

metadata() {
    grep -q '^CDROM' /run/config/provider && [ "$(hostname)" = "$(cat /run/config/hostname)" ]
}

# report STATUS: to the port that the goal run reads.
report() {
    for port in /sys/class/virtio-ports/*; do
        if [ "$(cat "$port/name" 2> /dev/null)" = dev.slipway.status ]; then
            echo "$1" > "/dev/${port##*/}"
        fi
    done
}

# What hangs is a failure, too. Whoever keeps this script's own output open keeps the start-up from its end.
(sleep 1200 && echo "check: too slow" && report 2 && poweroff -f) > /dev/console 2>&1 < /dev/null &

status=0
read -r checks < /etc/check
for check in $checks; do
    if "$check"; then
        echo "check $check: ok"
    else
        echo "check $check: FAILED"
        status=1
    fi
done
[ "$status" = 0 ] || report "$status"
poweroff
