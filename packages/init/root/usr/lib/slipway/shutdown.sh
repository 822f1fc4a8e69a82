# shellcheck shell=sh
# The end: processes and disks.

# The names of all processes but init, this script with its subshell, and the kernel's own: the exe link of those, and of
# zombies, leads nowhere.
processes_left() {
    read -r subshell _ < /proc/self/stat
    for process in /proc/[0-9]*; do
        case ${process#/proc/} in
            1 | "$$" | "$subshell") ;;
            *) readlink "$process/exe" > /dev/null && cat "$process/comm" ;;
        esac
    done 2>/dev/null
}

# kill -1 means everybody but process 1 and the one who calls.
stop_processes() {
    kill -TERM -1
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        left=$(processes_left)
        [ -n "$left" ] || return 0
        usleep 500000
    done
    # shellcheck disable=SC2086 # one line of it
    say "killing what did not stop:" $left
    kill -KILL -1
}

# The last mounted first. Files on a tmpfs need no care. A disk with a swap file stays in use until nobody swaps to it.
unmount_disks() {
    swapoff -a 2>/dev/null
    awk '{ print NR, $2, $3 }' /proc/mounts | sort -rn | while read -r _ directory type; do
        # The kernel writes a blank as \040.
        directory=$(printf '%b' "$directory")
        case $type in
            ext[234] | btrfs | xfs | vfat | msdos | overlay) umount "$directory" || mount -o remount,ro "$directory" ;;
            nfs | nfs4 | cifs) umount -l "$directory" ;;
        esac
    done 2>/dev/null
}
