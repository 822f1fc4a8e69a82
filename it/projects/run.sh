#!/bin/sh
# Runs the projects on every Maven and JDK, or only those named.
set -eu
cd "$(dirname "$0")/../.."
tests=$(IFS=,; echo "$*")
exec mvn -B -DskipTests -Pprojects -Dit.threads=2 -pl :projects -am ${tests:+"-Dinvoker.test=$tests"} verify
