#!/bin/sh
# table.sh TARGET: prints the invoker's reports as a table, project by Maven by JDK. The oldest pair and the newest build all projects,
# the pairs in the middle those of $SMOKE, and one of them those of $REACTOR. It fails where a pair has not built what it should, unless
# somebody chose among the projects. Some are not meant for every Maven or JDK: their invoker.properties say why.
# shellcheck disable=SC2016,SC2153 # names in capitals come from the POM, and '${' is one that Maven did not replace
set -eu
full='maven-this-jdk-oldest maven-4.0.0-rc-6-jdk-newest'
reactor='maven-3.9.16-jdk-oldest'

version() {
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Whether a pair has to build a project.
wanted() {
    case " $full " in *" $1 "*) return 0 ;; esac
    case ",$SMOKE," in *",$2,"*) return 0 ;; esac
    [ "$1" != "$reactor" ] || case ",$REACTOR," in *",$2,"*) return 0 ;; esac
    return 1
}

oldest=$(version "$OLDEST_JDK")
newest=$(version "$NEWEST_JDK")
case $CHOSEN in '' | '${'*) chosen=false ;; *) chosen=true ;; esac
cd "$1/reports"
runs=
for maven in this 3.9.16 4.0.0-rc-6; do
    for jdk in oldest newest; do
        [ ! -d "maven-$maven-jdk-$jdk" ] || runs="$runs maven-$maven-jdk-$jdk"
    done
done
status=0
printf '%-42s' project
for run in $runs; do
    printf '%-28s' "$(echo "$run" | sed "s/maven-this/$THIS_MAVEN/; s/maven-//; s/-jdk-oldest/, JDK $oldest/; s/-jdk-newest/, JDK $newest/")"
done
echo
for project in ../../src/*/; do
    name=$(basename "$project")
    printf '%-42s' "$name"
    for run in $runs; do
        report=$(grep -ls "project=\"${name}[/\"]" "$run"/BUILD-*.xml | head -n 1)
        cell=$(sed -n 's/.*result="\([a-z-]*\)".* time="\([0-9.]*\)".*/\1 \2 s/p; s/.*result="skipped".*/not meant/p' \
            "${report:-/dev/null}" | head -n 1)
        printf '%-28s' "${cell:--}"
        [ -n "$cell" ] || $chosen || ! wanted "$run" "$name" || status=1
    done
    echo
done
if [ "$ONE_JDK" = true ]; then
    builds=$((3 * $(echo "$SMOKE" | tr ',' '\n' | wc -l)))
    echo "$builds builds of it/projects on a second JDK: none was found beside JDK $oldest" | tee -a ../not-run.txt
fi
exit $status
