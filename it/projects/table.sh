#!/bin/sh
# table.sh REPORTS THIS CHOSEN: prints the invoker's reports as a table, project by Maven by JDK, and fails where a cell is empty,
# unless somebody chose among the projects. Some are not meant for every Maven or JDK: their invoker.properties say why.
set -eu
this=$2
case $3 in '' | '${'*) chosen=false ;; *) chosen=true ;; esac
cd "$1"
status=0
printf '%-42s' project
for run in maven-*; do printf '%-28s' "$(echo "$run" | sed "s/maven-this/$this/; s/maven-//; s/-jdk-/, JDK /")"; done
echo
for project in ../../src/*/; do
    name=$(basename "$project")
    printf '%-42s' "$name"
    for run in maven-*; do
        report=$(grep -l "project=\"$name[/\"]" "$run"/BUILD-*.xml | head -n 1)
        cell=$(sed -n 's/.*result="\([a-z-]*\)".* time="\([0-9.]*\)".*/\1 \2 s/p; s/.*result="skipped".*/not meant/p' \
            "${report:-/dev/null}" | head -n 1)
        printf '%-28s' "$cell"
        [ -n "$cell" ] || $chosen || status=1
    done
    echo
done
exit $status
