#!/bin/sh
# poweroff.sh [SECONDS]: at once and not orderly; what is on a disk is written first.
sleep "${1:-30}"
exec poweroff -f
