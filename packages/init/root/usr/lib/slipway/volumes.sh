# shellcheck shell=sh
# Volumes: what the image brought is below, what is written goes to a tmpfs above it, containers see both merged.

mount_volumes() {
    status=0
    for volume in /containers/volumes/*; do
        [ -d "$volume" ] || continue
        mount_volume "$volume" || { report "volume ${volume##*/}: could not be mounted"; status=1; }
    done
    return $status
}

mount_volume() {
    [ -d "$1/lower" ] && [ -d "$1/merged" ] || return 1
    # Without a place for changes there is only one thing to see.
    if ! [ -d "$1/tmp" ]; then
        mount -o bind "$1/lower" "$1/merged" && mount -o remount,bind,ro none "$1/merged"
        return
    fi
    mount -t tmpfs tmpfs "$1/tmp" &&
        mkdir -p "$1/tmp/upper" "$1/tmp/work" &&
        mount -t overlay -o "relatime,lowerdir=$1/lower,upperdir=$1/tmp/upper,workdir=$1/tmp/work" overlay "$1/merged"
}
