#!/usr/bin/env bash
# As fast as the quota allows, and calm in any storm: the regimes of docs/BENCHMARKS.md, each in a warm client of its own
# against a simulated provider in another process. About 30 minutes for all.
# usage: bench/quota.sh [REGIME ...]      (a b c d e f g h i j k)
# Needs target/enricher.jar and the tests' classes (mvn -q -DskipTests package), and 6 GB of disk for k.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
jar=${JAR:-$root/target/enricher.jar}
regimes=("$@")
[ $# -gt 0 ] || regimes=(a b c d e f g h i j k)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

path=$work/classes:$root/target/test-classes:$jar
javac -nowarn -proc:none -d "$work/classes" -cp "$path" "$root"/bench/Rows.java "$root"/bench/quota/*.java
missed=0
for regime in "${regimes[@]}"; do
    mkdir "$work/$regime"
    echo
    echo "load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores"
    (cd "$work/$regime" && java -Xmx1g ${JAVA_FLAGS:-} -Denricher.jar="$jar" -cp "$path" Quota "$work/$regime" "$regime") ||
        missed=$?
    rm -rf "${work:?}/$regime"
done
exit "$missed"
