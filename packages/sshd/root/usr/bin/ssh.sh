#!/bin/sh
# The SSH server. Its own keys are those of /etc/ssh, if somebody put some there, or else of /var/lib/sshd, where they are
# made when they are missing.

kept=/var/lib/sshd

report() {
    echo "sshd: $*" >&2
}

# make_key TYPE: a key that a power cut left half written is made again.
make_key() {
    key=$kept/ssh_host_$1_key
    ! ssh-keygen -y -P '' -f "$key" > /dev/null 2>&1 || return 0
    rm -f "$key" "$key.pub" "$key.new" "$key.new.pub"
    ssh-keygen -q -t "$1" -N '' -C '' -f "$key.new" && mv "$key.new.pub" "$key.pub" && mv "$key.new" "$key" || return 1
    sync
    report "new key $(ssh-keygen -l -f "$key.pub")"
}

/bin/busybox --install -s
mkdir -p /run/sshd
[ -s /root/.ssh/authorized_keys ] || report "there are no keys in /root/.ssh/authorized_keys yet; nobody can log in before"
set --
if ! find /etc/ssh/ | grep -q '/ssh_host_[^/]*_key$'; then
    mkdir -p "$kept" && chmod 700 "$kept"
    for type in ed25519 ecdsa; do
        make_key $type || exit 1
        set -- "$@" -h "$kept/ssh_host_${type}_key"
    done
fi
exec /usr/sbin/sshd -D -e "$@"
