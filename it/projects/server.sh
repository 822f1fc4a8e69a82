#!/bin/sh
# server.sh start FOLDER PORT | stop FOLDER: nginx on 127.0.0.1 as a repository that wants a password.
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
    ;;
stop)
    nginx -c "$folder/nginx.conf" -e "$folder/error.log" -s quit
    ;;
esac
