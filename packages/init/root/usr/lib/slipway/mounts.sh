# shellcheck shell=sh
# The file systems of a LinuxKit machine. `/` is read-only; what is written goes to /run, /tmp and /var.

mount_root() {
    mount -o remount,ro /
    mount -t tmpfs -o nodev,nosuid,noexec,relatime,size=10%,mode=755 tmpfs /run
    mount -t tmpfs -o nodev,nosuid,noexec,relatime,size=10%,mode=1777 tmpfs /tmp
    mount -t tmpfs -o nodev,nosuid,noexec,relatime,size=50%,mode=755 tmpfs /var
    mkdir /var/cache /var/lib /var/local /var/lock /var/log /var/opt /var/spool
    mkdir -m 555 /var/empty
    mkdir -m 1777 /var/tmp
    ln -s /run /var/run
}

mount_dev() {
    mount -t devtmpfs -o nosuid,noexec,relatime,size=10m,nr_inodes=248418,mode=755 devtmpfs /dev
    make_node console 600 5 1
    make_node tty1 620 4 1
    make_node tty 666 5 0
    make_node null 666 1 3
    make_node kmsg 660 1 11
    ln -snf /proc/self/fd /dev/fd
    ln -snf /proc/self/fd/0 /dev/stdin
    ln -snf /proc/self/fd/1 /dev/stdout
    ln -snf /proc/self/fd/2 /dev/stderr
    ln -snf /proc/kcore /dev/kcore
    mkdir -p /dev/mqueue /dev/shm /dev/pts
    mount -t mqueue -o nodev,nosuid,noexec,relatime mqueue /dev/mqueue
    mount -t tmpfs -o nodev,nosuid,noexec,relatime,mode=1777 shm /dev/shm
    mount -t devpts -o nosuid,noexec,relatime,gid=5,mode=0620 devpts /dev/pts
}

make_node() {
    [ -e "/dev/$1" ] || mknod -m "$2" "/dev/$1" c "$3" "$4"
}

mount_sys() {
    mount -t sysfs -o nodev,nosuid,noexec,relatime sysfs /sys
}

# What this kernel and machine may or may not have. After the drivers, since some of these are modules.
mount_optional() {
    modprobe -q binfmt_misc
    [ ! -d /sys/firmware/efi ] || modprobe -q efivarfs
    while read -r type directory; do
        if [ -d "$directory" ] && grep -qw "$type" /proc/filesystems; then
            mount -t "$type" -o nodev,nosuid,noexec,relatime "$type" "$directory"
        fi
    done <<'LIST'
securityfs /sys/kernel/security
debugfs /sys/kernel/debug
configfs /sys/kernel/config
fusectl /sys/fs/fuse/connections
selinuxfs /sys/fs/selinux
pstore /sys/fs/pstore
bpf /sys/fs/bpf
efivarfs /sys/firmware/efi/efivars
binfmt_misc /proc/sys/fs/binfmt_misc
LIST
}

mount_cgroups() {
    if kernel_switch linuxkit.unified_cgroup_hierarchy=0; then
        mount_cgroups_v1
    else
        mount -t cgroup2 -o nodev,nosuid,noexec,relatime cgroup2 /sys/fs/cgroup
    fi
}

# One hierarchy per controller, and systemd's named one, which some programs look for.
mount_cgroups_v1() {
    mount -t tmpfs -o nodev,nosuid,noexec,mode=755,size=10m cgroup_root /sys/fs/cgroup
    while read -r controller _ _ enabled; do
        [ "$enabled" = 1 ] || continue
        mkdir "/sys/fs/cgroup/$controller"
        mount -t cgroup -o "nodev,nosuid,noexec,relatime,$controller" cgroup "/sys/fs/cgroup/$controller"
    done < /proc/cgroups
    if [ -e /sys/fs/cgroup/memory/memory.use_hierarchy ]; then
        echo 1 > /sys/fs/cgroup/memory/memory.use_hierarchy
    fi
    mkdir /sys/fs/cgroup/systemd
    mount -t cgroup -o nodev,nosuid,noexec,relatime,none,name=systemd cgroup /sys/fs/cgroup/systemd
}
