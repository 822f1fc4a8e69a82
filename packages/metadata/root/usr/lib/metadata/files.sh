# shellcheck shell=sh
# What is written below /run/config, and its limits: a server or a medium is a stranger.

# Clouds allow 16 KiB (AWS) to 256 KiB (GCP) of user data; a medium may be larger.
# shellcheck disable=SC2034 # for http.sh and media.sh
max_bytes=1048576
: "${config:=/run/config}" "${lib:=/usr/lib/metadata}"

# keep NAME MODE TEXT: a file of ours. Nothing to say, no file.
keep() {
    [ -n "$3" ] || return 0
    printf '%s' "$3" | keep_input "$1" "$2"
}

# keep_input NAME MODE: standard input, whole or not at all.
keep_input() {
    if ! { mkdir -p "$config/${1%"${1##*/}"}" && (umask 077 && cat > "$config/$1.new") &&
        chmod "$2" "$config/$1.new" && mv "$config/$1.new" "$config/$1"; }; then
        wrong "$config/$1 could not be written"
    fi
}

# A name goes to the kernel and to logs: RFC 1123, and Linux's 64 characters.
keep_hostname() {
    [ -n "$1" ] || return 0
    case $1 in
        *[!A-Za-z0-9.-]* | -* | .*) wrong "the host name has characters that no host name has; not used" ;;
        *) if [ ${#1} -gt 64 ]; then
               wrong "the host name has more than 64 characters; not used"
           else
               keep hostname 0644 "$1"
           fi ;;
    esac
}

# keep_keys TEXT: one public key a line.
keep_keys() {
    [ -z "$1" ] || printf '%s\n' "$1" | keep_input ssh/authorized_keys 0600
}

# User data of JSON makes files, if each of its values is {"content": ...} or {"entries": {...}}, with "perm".
make_user_files() {
    # Anything else is for whoever reads /run/config/userdata.
    case $(head -c 1 "$config/userdata") in
        '{') ;;
        *) return ;;
    esac
    if ! list=$(jq -r -f "$lib/files.jq" "$config/userdata" 2> /dev/null); then
        detail "the user data begins like JSON and is none"
        return
    fi
    # A here-document and no pipe: what is wrong is counted in this shell.
    while IFS='	' read -r kind mode path content; do
        make_user_file
    done <<LIST
$list
LIST
}

make_user_file() {
    case $kind in
        directory) if ! { mkdir -p "$config/$path" && chmod "$mode" "$config/$path"; }; then
                       wrong "$config/$path could not be made"
                   fi ;;
        file) if [ -d "$config/$path" ]; then
                  wrong "user data: $path is a directory"
              else
                  printf '%s' "${content#=}" | base64 -d | keep_input "$path" "$mode"
              fi ;;
        refused) wrong "user data: $mode" ;;
    esac
}
