#!/usr/bin/env bash
# Cold start of 150 cached rows against an empty Boot + Batch + H2 application, JVM start to exit, in turns.
# usage: bench/cold-start.sh [RUNS] [ANOTHER.jar ...]      (10 runs; other builds of the enricher to compare with)
# Needs target/enricher.jar (mvn -q -DskipTests package); builds bench/empty-app where it is missing.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
runs=${1:-10}
shift || true
empty=$root/bench/empty-app/target/empty-app.jar
input=$root/input/roadmap-engineering-manager.csv
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -f "$empty" ] || mvn -q -B -f "$root/bench/empty-app/pom.xml" package

names=(empty enricher)
jars=("$empty" "$root/target/enricher.jar")
for jar in "$@"; do
    names+=("$(basename "$jar" .jar)")
    jars+=("$(realpath "$jar")")
done

start() { # index
    local arguments=()
    [ "$1" = 0 ] || arguments=(input="$input" provider=offline)
    (cd "$work/$1" && java -jar "${jars[$1]}" "${arguments[@]}" >out.log 2>&1)
}

TIMEFORMAT='%R %U %S'
for i in "${!jars[@]}"; do # fills the cache, makes the schema
    mkdir "$work/$i"
    start "$i"
    start "$i"
    [ "$i" = 0 ] || grep -q 'rows=150 cached=150 .* exit=0' "$work/$i/out.log"
done
echo "$(nproc) cores, load at the start: $(cut -d' ' -f1-3 /proc/loadavg)"
for ((run = 0; run < runs; run++)); do
    for i in "${!jars[@]}"; do
        { time start "$i"; } 2>>"$work/$i.times"
    done
done
echo "load at the end: $(cut -d' ' -f1-3 /proc/loadavg)"

median() { # file, awk expression
    awk "{ print $2 }" "$1" | sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}
printf '%-24s %10s %10s %8s %8s\n' "median of $runs" 'wall s' 'cpu s' wall cpu
for i in "${!jars[@]}"; do
    wall=$(median "$work/$i.times" '$1')
    cpu=$(median "$work/$i.times" '$2 + $3')
    [ "$i" = 0 ] && empty_wall=$wall empty_cpu=$cpu
    printf '%-24s %10s %10s %8s %8s\n' "${names[$i]}" "$wall" "$cpu" \
        "$(awk "BEGIN { printf \"x%.2f\", $wall / $empty_wall }")" "$(awk "BEGIN { printf \"x%.2f\", $cpu / $empty_cpu }")"
done
