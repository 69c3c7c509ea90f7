#!/usr/bin/env bash
# A JSONL file of few, long rows that is many times larger than the heap: asked offline, then all cached, with -Xmx256m.
# usage: bench/long-rows.sh [MB] [FOLDER]      (2000 MB; a new temporary folder, removed at the end)
# Needs target/enricher.jar (mvn -q -DskipTests package) and about three times the size of the file on disk.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
megabytes=${1:-2000}
work=${2:-$(mktemp -d)}
jar=${JAR:-$root/target/enricher.jar}
mkdir -p "$work"
cd "$work"
[ $# -ge 2 ] || trap 'rm -rf "$work"' EXIT

. "$root/bench/measure.sh"

run() { # title
    measure "$1" 256m input=documents.jsonl
    heap_extremes
    ls -l output/documents.enriched.jsonl | awk '{ print "output:", int($5 / 1048576), "MB" }'
}

[ -f documents.jsonl ] || java "$root/bench/LongRows.java" "$megabytes" documents.jsonl
echo "$(ls -l documents.jsonl | awk '{ print int($5 / 1048576) }') MB in $(wc -l <documents.jsonl) rows, $(nproc) cores"
run "offline, two passes"
run "all cached, one pass"
