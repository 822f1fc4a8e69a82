#!/bin/sh
# server.sh start FOLDER PORT | stop FOLDER | watch FOLDER PID: nginx on 127.0.0.1 as a repository that wants a password.
# It ends with the Maven that started it, also when that is killed.
set -eu
folder=$2
case $1 in
start)
    rm -rf "$folder"
    mkdir -p "$folder/files"
    echo 'deployer:{PLAIN}secret word' >"$folder/users"
    # Only root may choose who the workers are, and must, because another user cannot write here.
    if [ "$(id -u)" = 0 ]; then user='user root;'; else user=; fi
    sed -e "s|@folder@|$folder|" -e "s|@port@|$3|" -e "s|@user@|$user|" nginx.conf >"$folder/nginx.conf"
    nginx -c "$folder/nginx.conf" -e "$folder/error.log"
    # A session of its own, because a kill may go to Maven's whole process group.
    setsid sh "$0" watch "$folder" "$PPID" </dev/null >/dev/null 2>&1 &
    ;;
stop)
    nginx -c "$folder/nginx.conf" -e "$folder/error.log" -s quit
    ;;
watch)
    while kill -0 "$3" 2>/dev/null; do
        sleep 1
        [ -e "$folder/nginx.pid" ] || exit 0
    done
    nginx -c "$folder/nginx.conf" -e "$folder/error.log" -s stop
    ;;
esac
