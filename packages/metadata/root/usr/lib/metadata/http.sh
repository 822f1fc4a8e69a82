# shellcheck shell=sh
# Questions to a cloud's server. Each has an end in time and in size.

: "${max_bytes:=1048576}"
answer_file=${TMPDIR:-/tmp}/metadata.$$
trap 'rm -f "$answer_file"' EXIT

# ask URL [HEADER]: the answer goes to standard output, if there is one with status 200 and not too long.
ask() {
    url=$1
    set -- ${2:+--header "$2"}
    # ulimit -f counts blocks of 512 bytes: writing more ends the client. No proxy: these addresses are of this link.
    if ! (ulimit -f $((max_bytes / 512)) && timeout 5 wget -q -Y off -O "$answer_file" "$@" "$(placed "$url")") 2> /dev/null; then
        detail "no answer from $url"
        rm -f "$answer_file"
        return 1
    fi
    cat "$answer_file"
    rm -f "$answer_file"
}

# A trial has one server for all.
placed() {
    if [ -n "$address" ]; then
        rest=${1#*://}
        echo "$address/${rest#*/}"
    else
        echo "$1"
    fi
}

# send HOST PORT-OF-OURS LINE...: what wget cannot say, in plain HTTP/1.0; the body goes to standard output.
send() {
    host=$1 ours=$2 port=80
    shift 2
    case $address in
        http://*:*) host=${address#http://} port=${host##*:} host=${host%:*} ;;
    esac
    answer=$({ printf '%s\r\n' "$@" "Host: $host" '' && sleep 1; } |
        timeout 5 nc -w 2 ${ours:+-p "$ours"} "$host" "$port" 2> /dev/null | head -c "$max_bytes" | tr -d '\r')
    case $answer in
        HTTP/1.[01]' 200'*) printf '%s\n' "$answer" | sed '1,/^$/d' ;;
        *) return 1 ;;
    esac
}
