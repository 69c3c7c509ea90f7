#!/usr/bin/env bash
# A tree of 40,000 symbols with -Xmx1g: read, split, keyed and planned without a call, then asked offline, then all cached.
# usage: bench/code-tree.sh [SYMBOLS] [FOLDER]      (40000; a new temporary folder, removed at the end)
# Needs target/enricher.jar (mvn -q -DskipTests package) and about 1 GB of disk.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
symbols=${1:-40000}
work=${2:-$(mktemp -d)}
jar=${JAR:-$root/target/enricher.jar}
mkdir -p "$work"
cd "$work"
[ $# -ge 2 ] || trap 'rm -rf "$work"' EXIT

. "$root/bench/measure.sh"

run() { # title, job
    measure "$1" 1g --job="$2" input=tree recipe=code-doc-brief
    heap_extremes
}

[ -d tree ] || java "$root/bench/CodeTree.java" "$symbols" tree
echo "$symbols symbols in $(find tree -type f | wc -l) files, $(du -sm --apparent-size tree | cut -f1) MB, $(nproc) cores"
run "read, split, keyed and planned" estimate
run "asked offline" enrich
run "all cached" enrich
