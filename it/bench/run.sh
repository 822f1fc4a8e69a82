#!/bin/sh
# Seconds, processor time, memory and size of Slipway, in turn with LinuxKit where `linuxkit` is on the PATH, and of simple tools on the
# same bytes. Prints tables; they and results.json lie in it/bench/target.
# usage: sh it/bench/run.sh [OPTION...], after: mvn -B -DskipTests package
#   --runs N     measured runs of each row, after one that is not measured (5)
#   --rows A,B   only these rows: nothing, outputs, file, segments, gzip, blobs, cold, tar, limits
#   --scale      also 5 to 500 services, 1,000 to 100,000 files, 1 to 40 layers, one layer of 3 GiB; takes an hour
#   --scale-only A,B   only these of them: services-5, services-50, services-500, files-1000, ..., layers-1, ..., gib-3
#   --heap SIZE  the heap of Maven, 96m
#   --no-warm    without Maven in a loop in one process
#   --loop       also 80 builds in one process, and a failure if they leave threads, memory or classes behind
#   --check      small images, one run, and a failure if a row does not do what it says
# BENCH_SETTINGS and BENCH_REPOSITORY name settings and a local repository with the plugin; without them the plugin is installed into
# it/bench/target/repository.
set -eu
cd "$(dirname "$0")/../.."
root=$PWD
bench=$root/it/bench
work=${BENCH_WORK:-$bench/target}

runs=5
rows=nothing,outputs,file,segments,gzip,blobs,cold,tar,limits
check=
looped=
scale=
warm=yes
while [ $# -gt 0 ]; do
    case $1 in
    --runs) runs=$2 && shift ;;
    --rows) rows=$2 && shift ;;
    --scale) scale=services-5,services-50,services-500,files-1000,files-10000,files-100000,layers-1,layers-10,layers-40,gib-3 ;;
    --scale-only) scale=$2 && shift ;;
    --heap) export MAVEN_OPTS="${MAVEN_OPTS:-} -Xmx$2" && shift ;;
    --no-warm) warm= ;;
    --loop) looped=yes ;;
    --check) check=yes ;;
    *) sed -n '2,/^set/s/^# //p' "$0" >&2 && exit 2 ;;
    esac
    shift
done

version=$(sed -n 's,^  <version>\(.*\)</version>,\1,p' pom.xml)
store=$work/store
system=$work/system
linuxkit=$(command -v linuxkit || true)

fail() {
    echo "bench: $*" >&2
    exit 1
}

# expect WHAT COMMAND...: with --check, the command has to succeed.
expect() {
    what=$1
    shift
    [ -z "$check" ] || "$@" || fail "$row: $what"
}

processes=
stop() {
    for process in $processes; do
        kill "$process" 2>/dev/null || true
    done
}
trap stop EXIT
trap 'exit 1' HUP INT TERM

# --- The world: plugin, registry, images ---------------------------------------------------------------------------------------------

plugin() {
    settings=${BENCH_SETTINGS:-$work/settings.xml}
    repository=${BENCH_REPOSITORY:-$work/repository}
    [ -z "${BENCH_REPOSITORY:-}" ] || return 0
    # What is not ours comes from the user's repository, as if that were the network.
    cat >"$settings" <<END
<settings><mirrors><mirror><id>outer</id><mirrorOf>central</mirrorOf><url>file://$HOME/.m2/repository</url></mirror></mirrors></settings>
END
    mvn -B -q -s "$settings" -Dmaven.repo.local="$repository" -DskipTests -pl maven-plugin -am install
}

# On a port that the system chooses; the log says which.
registry() {
    mkdir -p "$work/registry"
    cat >"$work/registry.yml" <<END
version: 0.1
log: {level: info}
storage: {filesystem: {rootdirectory: $work/registry}}
http: {addr: "127.0.0.1:0"}
END
    docker-registry serve "$work/registry.yml" >"$work/registry.log" 2>&1 &
    processes="$processes $!"
    for _ in $(seq 100); do
        host=$(sed -n 's/.*listening on \(127\.0\.0\.1:[0-9]*\).*/\1/p' "$work/registry.log" | head -n 1)
        [ -z "$host" ] || return 0
        sleep 0.1
    done
    fail "the registry does not start: $(cat "$work/registry.log")"
}

# The images of it/demo, or small ones; both behind an index.
images() {
    if [ -n "$check" ]; then
        echo 'kernel bench/kernel 4000000'
        for name in init runc containerd sysctl nginx; do
            echo "image bench/$name 20 400000 2"
        done
        return 0
    fi
    for archive in packages/*/target/*.oci.tar; do
        [ -f "$archive" ] || fail 'there are no images; first run: mvn -B -DskipTests package'
        name=${archive#packages/}
        echo "archive bench/${name%%/*} $archive"
    done
}

# compose FOLDER: a project for both tools; linuxkit.yml is the standard input.
compose() {
    mkdir -p "$1"
    cat >"$1/linuxkit.yml"
    cat >"$1/pom.xml" <<END
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>bench</groupId>
  <artifactId>os</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <properties>
    <slipway.compression>zstd</slipway.compression>
    <slipway.finalName>os</slipway.finalName>
    <slipway.store>$store</slipway.store>
  </properties>
  <build>
    <plugins>
      <plugin>
        <groupId>dev.slipway</groupId>
        <artifactId>slipway-maven-plugin</artifactId>
        <version>$version</version>
      </plugin>
    </plugins>
  </build>
</project>
END
}

the_system() {
    if [ -n "$check" ]; then
        set -- init runc containerd -- sysctl -- nginx
    else
        set -- init runc containerd ca-certificates -- sysctl binfmt dhcpcd -- rngd nginx
    fi
    printf 'kernel:\n  image: %s/bench/kernel:latest\n  cmdline: "console=ttyS0"\ninit:\n' "$host"
    part=init
    for name; do
        if [ "$name" = -- ]; then
            if [ $part = init ]; then part=onboot; else part=services; fi
            echo "$part:"
        elif [ $part = init ]; then
            echo "  - $host/bench/$name:latest"
        else
            printf '  - name: %s\n    image: %s/bench/%s:latest\n' "$name" "$host" "$name"
        fi
    done
    printf 'files:\n  - path: etc/hostname\n    contents: "bench-0"\n    mode: "0644"\n'
}

# --- One build of each tool ----------------------------------------------------------------------------------------------------------

# timed COMMAND...: wall, user and system seconds and kilobytes into a file
timed() {
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >"$work/log" 2>&1 || fail "$(cat "$work/log")"
}

slipway() {
    # shellcheck disable=SC2086 # goals and options
    timed mvn -q -B -f "$project/pom.xml" -s "$settings" -Dmaven.repo.local="$repository" $goals
    awk '{ print $1, $2 + $3, $4 / 1024 }' "$work/time"
}

# The goals with their full names, once: a name of a goal without a version would be looked for.
goals_of() {
    goals=
    for goal; do
        case $goal in
        -*) goals="$goals $goal" ;;
        *) goals="$goals dev.slipway:slipway-maven-plugin:$version:$goal" ;;
        esac
    done
}

peer() {
    timed "$linuxkit" -q build --no-sbom --cache "$work/cache" --format "$format" --dir "$project/peer" --name os "$project/linuxkit.yml"
    awk '{ print $1, $2 + $3, $4 / 1024 }' "$work/time"
}

# A process that the builds are written to, and that answers with their seconds.
start_warm() {
    home=$(mvn -B -v | sed -n 's/^Maven home: //p')
    rm -f "$work/builds" "$work/answers"
    mkfifo "$work/builds" "$work/answers"
    # shellcheck disable=SC2086 # options
    java ${MAVEN_OPTS:-} -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$home/lib/*:$home/boot/*" "$bench/WarmMaven.java" \
        "$settings" "$repository" <"$work/builds" >"$work/answers" 2>"$work/warm.log" &
    warm_process=$!
    processes="$processes $!"
    exec 3>"$work/builds" 4<"$work/answers"
}

warm_slipway() {
    printf '%s\t%s\n' "$project" "$goals" >&3
    read -r wall cpu <&4 || fail "$(cat "$work/warm.log")"
    echo "$wall $cpu $(sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\).*/\1/p' "/proc/$warm_process/status" | awk '{ print $1 / 1024 }')"
}

# --- The rows: what they begin with --------------------------------------------------------------------------------------------------

digests() { cat "$project/target"/os-* | sha256sum; }
# Files of the store, with what tells one from its successor of the same name.
segments() { [ ! -d "$store" ] || find "$store" -path '*/derived/segment*' -type f -printf '%P %i %T@\n' | sort; }
fetched() { find "$store/blobs" -type f -printf '%f %i\n' | grep -F -f "$work/blobs" | sort; }

# How many blobs the registry has sent.
requests() { grep -c '"GET /v2/[^ ]*/blobs/[^ ]* HTTP/1.1" 200' "$work/registry.log" || true; }

# Forgets what derived things of a kind stand for, and their names.
forget() {
    find "$store/derived" -path "$store/derived/$1*" -type f >"$work/names"
    xargs -d '\n' -r cat <"$work/names" | grep -o '[0-9a-f]\{64\}' | sort -u | grep -v -F -f "$work/blobs" >"$work/forgotten" || true
    find "$store/blobs" -type f | grep -F -f "$work/forgotten" | xargs -d '\n' -r rm || true
    xargs -d '\n' -r rm <"$work/names"
}

# Keeps what came from the registry, and nothing else.
only_blobs() {
    find "$store" -type f ! -path "$store/blobs/*" -delete
    find "$store/blobs" -type f | grep -v -F -f "$work/blobs" | xargs -d '\n' -r rm
}

counter=0
# prepare TOOL: each tool has its own outputs and its own store.
prepare() {
    case $row in
    nothing) return 0 ;;
    file)
        counter=$((counter + 1))
        sed -i "s/bench-[0-9]*/bench-$counter/" "$project/linuxkit.yml"
        return 0
        ;;
    esac
    if [ "$1" = peer ]; then
        rm -rf "$project/peer"
        mkdir "$project/peer"
        [ "$row" != cold ] || rm -rf "$work/cache"
        return 0
    fi
    rm -rf "$project/target"
    case $row in
    segments | gzip) forget segment ;;
    blobs) only_blobs ;;
    cold) rm -rf "$store" ;;
    esac
}

# With --check: what a build did is what its row says.
before() {
    [ -n "$check" ] || return 0
    requests_before=$(requests)
    segments >"$work/segments-before"
    case $row in
    nothing) stat -c '%n %i %y' "$project/target"/os-* >"$work/outputs-before" ;;
    segments | gzip) expect 'a segment is left' [ ! -s "$work/segments-before" ] ;;
    blobs)
        fetched >"$work/fetched-before"
        expect 'the blobs are gone' [ -s "$work/fetched-before" ]
        expect 'something else is left' [ "$(find "$store" -type f | wc -l)" = "$(wc -l <"$work/fetched-before")" ]
        ;;
    cold) expect 'the store is there' [ ! -e "$store" ] ;;
    esac
}

after() {
    [ -n "$check" ] || return 0
    segments >"$work/segments-after"
    fresh=$(comm -13 "$work/segments-before" "$work/segments-after" | wc -l)
    requests=$(($(requests) - requests_before))
    case $row in
    nothing)
        stat -c '%n %i %y' "$project/target"/os-* >"$work/outputs-after"
        expect 'an output was written' cmp "$work/outputs-before" "$work/outputs-after"
        ;;
    outputs | tar) expect 'something was compressed' [ "$fresh" = 0 ] ;;
    file) expect "$fresh segments were compressed, not one" [ "$fresh" = 1 ] ;;
    segments | gzip) expect 'not all was compressed' [ "$fresh" = "$parts" ] ;;
    blobs)
        fetched >"$work/fetched-after"
        expect 'something was fetched' cmp "$work/fetched-before" "$work/fetched-after"
        expect 'not all was compressed' [ "$fresh" = "$parts" ]
        ;;
    cold) expect "only $requests blobs were fetched" [ "$requests" -ge "$parts" ] ;;
    esac
    case $row in
    nothing | outputs | segments | blobs | cold) expect 'the outputs are others' [ "$(digests)" = "$reference" ] ;;
    file) expect 'the outputs are the same' [ "$(digests)" != "$reference" ] ;;
    gzip)
        expect 'the contents are others' \
            [ "$(gzip -dc "$project/target/os-initrd.img" | sha256sum)" = "$contents" ]
        ;;
    esac
    [ "$row" = cold ] || expect "$requests blobs were fetched" [ "$requests" = 0 ]
}

# --- Measuring -----------------------------------------------------------------------------------------------------------------------

# one TOOL: brings about the state, builds, and adds a line to the row's file
one() {
    prepare "$1"
    [ "$1" = peer ] || before
    line=$("$1")
    [ "$1" = peer ] || after
    echo "$line" >>"$work/$row.$1"
}

# median FILE COLUMN
median() {
    sort -n -k "$2,$2" "$1" | awk -v c="$2" '{ v[NR] = $c } END { printf "%.2f", v[int((NR + 1) / 2)] }'
}

# result ROW TOOL BYTES: the median of the row's file, for the tables
result() {
    echo "$1 $2 $(median "$work/$1.$2" 1) $(median "$work/$1.$2" 2) $(median "$work/$1.$2" 3) $3 $load" >>"$work/results"
    awk -v row="$1" -v tool="$2" -v size="$3" -v load="$load" '
        { runs = runs (NR > 1 ? ", " : "") sprintf("[%s, %s, %d]", $1, $2, $3) }
        END { printf "{\"row\": \"%s\", \"tool\": \"%s\", \"bytes\": %s, \"load\": %s, \"runs\": [%s]}\n", row, tool, size, load, runs }
    ' "$work/$1.$2" >>"$work/lines.json"
}

bytes() { cat "$@" 2>/dev/null | wc -c; }

# measure_row ROW RUNS TOOL...: all tools in turn
measure_row() {
    row=$1
    times=$2
    shift 2
    rm -f "$work/$row".*
    load=$(cut -d ' ' -f 1 /proc/loadavg)
    [ -n "$check" ] || for tool; do
        one "$tool"
        rm -f "$work/$row.$tool"
    done
    for _ in $(seq "$times"); do
        for tool; do
            one "$tool"
        done
    done
    for tool; do
        case $tool in
        peer) result "$row" "$tool" "$(bytes "$project/peer"/os*)" ;;
        *) result "$row" "$tool" "$(bytes "$project/target"/os*)" ;;
        esac
    done
    tail -n $# "$work/results" >&2
}

# The tools that build in a row. The check starts Maven for two rows only, and leaves the others to the one that runs.
tools() {
    case $check-$warm-$1 in
    -* | *--* | yes-yes-nothing | yes-yes-cold) echo slipway ;;
    esac
    [ -z "$warm" ] || echo warm_slipway
    [ -z "$linuxkit" ] || echo peer
}

# A build that nobody measures.
quickly() {
    if [ -n "$warm" ]; then warm_slipway; else slipway; fi
}

# After any row: everything is there again.
settle() {
    sed -i 's/bench-[0-9]*/bench-0/' "$project/linuxkit.yml"
    quickly >/dev/null
}

the_rows() {
    project=$system
    rm -rf "$project" "$store" "$work/cache"
    the_system | compose "$project"
    goals_of resolve initrd
    format=kernel+initrd
    row=cold
    mkdir -p "$project/peer"
    quickly >/dev/null
    reference=$(digests)
    contents=$(zstd -dcq --long=31 "$project/target/os-initrd.img" | sha256sum)
    parts=$(segments | wc -l)
    for each in $(echo "$rows" | tr , ' '); do
        case $each in
        limits)
            limits
            continue
            ;;
        gzip) goals_of resolve initrd -Dslipway.compression=gzip ;;
        tar)
            goals_of resolve tar
            format=tar
            ;;
        *) goals_of resolve initrd ;;
        esac
        # shellcheck disable=SC2046 # names of tools
        measure_row "$each" "$runs" $(tools "$each")
        goals_of resolve initrd
        format=kernel+initrd
        settle
    done
}

# With --loop: 20 builds from nothing, and 20 of one changed file, leave no thread, no memory and no class behind in Maven's process.
loop() {
    project=$system
    goals_of resolve initrd
    for round in warm-up measured; do
        for row in cold file; do
            for _ in $(seq 20); do
                prepare warm_slipway
                warm_slipway >/dev/null
            done
        done
        echo >&3
        read -r threads heap classes <&4 || fail "$(cat "$work/warm.log")"
        echo "loop $round: $threads threads, $heap KiB, $classes classes" >&2
        if [ $round = measured ]; then
            [ "$threads" -le "$threads_before" ] || fail "loop: $((threads - threads_before)) threads are left"
            [ "$heap" -le $((heap_before + 1024)) ] || fail "loop: $((heap - heap_before)) KiB are left"
            [ "$classes" -le $((classes_before + 50)) ] || fail "loop: $((classes - classes_before)) classes are left"
        fi
        threads_before=$threads heap_before=$heap classes_before=$classes
    done
    settle
}

# limit NAME COMMAND...: what a simple tool takes
limit() {
    name=$1
    shift
    rm -f "$work/limit-$name".*
    load=$(cut -d ' ' -f 1 /proc/loadavg)
    for _ in $(seq "$runs"); do
        timed "$@"
        awk '{ print $1, $2 + $3, $4 / 1024 }' "$work/time" >>"$work/limit-$name.limit"
    done
    result "limit-$name" limit "$(bytes "$work/made")"
    rm -rf "$work/made"
    tail -n 1 "$work/results" >&2
}

limits() {
    mkdir -p "$work/empty"
    echo '<project><modelVersion>4.0.0</modelVersion><groupId>bench</groupId><artifactId>e</artifactId><version>1</version><packaging>pom</packaging></project>' \
        >"$work/empty/pom.xml"
    zstd -dcq --long=31 "$project/target/os-initrd.img" >"$work/plain"
    find "$store/blobs" -type f | grep -F -f "$work/blobs" >"$work/fetched"
    limit validate mvn -q -B -f "$work/empty/pom.xml" -s "$settings" -Dmaven.repo.local="$repository" validate
    limit cp cp "$project/target/os-initrd.img" "$work/made"
    limit sha256sum sha256sum "$work/plain"
    # shellcheck disable=SC2016 # $0 and $1 are for the inner shell
    limit gunzip sh -c 'xargs gzip -dcf <"$0" >/dev/null' "$work/fetched"
    limit zstd zstd -q -f -T0 -3 --long=26 -o "$work/made" "$work/plain"
    # shellcheck disable=SC2016
    limit gzip sh -c 'gzip -6 <"$0" >"$1"' "$work/plain" "$work/made"
    rm "$work/plain"
}

# --- Scale ---------------------------------------------------------------------------------------------------------------------------

# The same 100 MB as so many services, files or layers, or one layer of so many GiB.
scale_images() {
    count=${1#*-}
    bytes=100000000
    [ -z "$check" ] || bytes=1000000
    case $1 in
    services-*)
        for i in $(seq "$count"); do
            echo "image scale/s$count-$i 10 $((bytes / count)) 1"
        done
        ;;
    files-*) echo "image scale/$1 $count $bytes 1" ;;
    layers-*) echo "image scale/$1 1000 $bytes $count" ;;
    gib-*) echo "image scale/$1 $((count * 8)) $((count << 30)) 1" ;;
    esac
}

the_scaled() {
    printf 'kernel:\n  image: %s/bench/kernel:latest\n  cmdline: "console=ttyS0"\ninit:\n  - %s/bench/init:latest\nservices:\n' "$host" "$host"
    scale_images "$1" | while read -r _ name _; do
        printf '  - name: %s\n    image: %s/%s:latest\n' "${name#*/}" "$host" "$name"
    done
}

the_scale() {
    for each in $(echo "$scale" | tr , ' '); do
        scale_images "$each" >"$work/images"
        java "$bench/Images.java" "$host" <"$work/images"
        list_blobs
        project=$work/scale
        rm -rf "$project" "$store" "$work/cache"
        the_scaled "$each" | compose "$project"
        goals_of resolve initrd
        format=kernel+initrd
        row=$each
        mkdir -p "$project/peer"
        quickly >/dev/null
        [ -z "$linuxkit" ] || peer >/dev/null
        reference=$(digests)
        parts=$(segments | wc -l)
        # The state of the row "blobs", under the name of the scale.
        times=$((runs < 3 ? runs : 3))
        row=blobs
        load=$(cut -d ' ' -f 1 /proc/loadavg)
        rm -f "$work"/blobs.*
        for _ in $(seq "$times"); do
            one slipway
            [ -z "$linuxkit" ] || one peer
        done
        for tool in slipway ${linuxkit:+peer}; do
            mv "$work/blobs.$tool" "$work/$each.$tool"
        done
        result "$each" slipway "$(bytes "$project/target"/os-*)"
        [ -z "$linuxkit" ] || result "$each" peer "$(bytes "$project/peer"/os*)"
        tail -n 2 "$work/results" >&2
        rm -rf "$project"
    done
}

# The digests of all that the registry has, manifests included: what a store may have fetched.
list_blobs() {
    find "$work/registry/docker/registry/v2/blobs" -name data | sed 's,.*/\([0-9a-f]*\)/data$,\1,' >"$work/blobs"
}

# --- Tables --------------------------------------------------------------------------------------------------------------------------

table() {
    awk '
        { if (!($1 in seen)) { seen[$1] = 1; names[++n] = $1 } w[$1, $2] = $3; c[$1, $2] = $4; m[$1, $2] = $5; s[$1, $2] = $6; load[$1] = $7 }
        function cell(row, tool) { return (row, tool) in w ? sprintf("%.2f / %.2f / %.0f", w[row, tool], c[row, tool], m[row, tool]) : "" }
        function ratio(a, b) { return b > 0 && a != "" ? sprintf("%.2f", a / b) : "" }
        END {
            print "| row | mvn: s, CPU s, MiB | warm JVM: s, CPU s, MiB | LinuxKit: s, CPU s, MiB | mvn : LinuxKit s, CPU, MiB | warm : LinuxKit s | MB | load |"
            print "| --- | --- | --- | --- | --- | --- | --- | --- |"
            for (i = 1; i <= n; i++) {
                r = names[i]
                if ((r, "limit") in w) continue
                printf "| %s | %s | %s | %s | %s %s %s | %s | %.2f", r, cell(r, "slipway"), cell(r, "warm_slipway"), cell(r, "peer"),
                    ratio(w[r, "slipway"], w[r, "peer"]), ratio(c[r, "slipway"], c[r, "peer"]), ratio(m[r, "slipway"], m[r, "peer"]),
                    ratio(w[r, "warm_slipway"], w[r, "peer"]), s[r, (r, "slipway") in s ? "slipway" : "warm_slipway"] / 1e6
                if ((r, "peer") in s) printf " : %.2f", s[r, "peer"] / 1e6
                printf " | %s |\n", load[r]
            }
            print ""
            print "| limit | s, CPU s, MiB | MB written | load |"
            print "| --- | --- | --- | --- |"
            for (i = 1; i <= n; i++) {
                r = names[i]
                if ((r, "limit") in w) printf "| %s | %s | %.2f | %s |\n", substr(r, 7), cell(r, "limit"), s[r, "limit"] / 1e6, load[r]
            }
        }
    ' "$work/results"
}

json() {
    printf '{"commit": "%s", "date": "%s", "processors": %s, "java": "%s", "maven": "%s", "linuxkit": "%s", "maven_opts": "%s", "rows": [\n' \
        "$(git rev-parse --short HEAD 2>/dev/null || true)" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(nproc)" \
        "$(java -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')" "$(mvn -B -v | sed -n 's/^Apache Maven \([^ ]*\).*/\1/p')" \
        "$([ -z "$linuxkit" ] || "$linuxkit" version | sed -n 's/^commit: //p')" "${MAVEN_OPTS:-}"
    sed '$!s/$/,/' "$work/lines.json"
    echo ']}'
}

rm -rf "$work/store" "$work/cache" "$work/results" "$work/lines.json"
mkdir -p "$work"
[ -z "$check" ] || { runs=1 && linuxkit='' && scale=${scale:-services-2}; }
plugin
registry
images >"$work/images"
java "$bench/Images.java" "$host" <"$work/images"
list_blobs
[ -z "$warm" ] || start_warm
the_rows
[ -z "$looped" ] || [ -z "$warm" ] || loop
the_scale
json >"$work/results.json"
table | tee "$work/table.md"
