#!/bin/sh
# Runs the projects on every Maven and JDK, or only those named, and prints a table: project by Maven by JDK.
set -eu
cd "$(dirname "$0")/../.."
tests=$(IFS=,; echo "$*")
status=0
mvn -B -DskipTests -pl maven-plugin,it/projects -am -Pprojects,matrix -fae ${tests:+"-Dinvoker.test=$tests"} verify || status=$?
cd it/projects/target/reports
printf '%-42s' project
for run in maven-*; do printf '%-24s' "$run"; done
echo
for project in ../../src/*/; do
    name=$(basename "$project")
    printf '%-42s' "$name"
    for run in maven-*; do
        report=$(grep -l "project=\"$name[/\"]" "$run"/BUILD-*.xml 2>/dev/null | head -n 1)
        printf '%-24s' "$(sed -n 's/.*result="\([a-z-]*\)".* time="\([0-9.]*\)".*/\1 \2 s/p' "${report:-/dev/null}" | head -n 1)"
    done
    echo
done
exit $status
